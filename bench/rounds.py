"""Passages of fresh text: draw them from a pool of pages, pack annotations by offsets, and bring both together again.

    python bench/rounds.py draw POOL.jsonl.gz --count 40 --seed 5 --prefix r5en --out FOLDER [--avoid FOLDER]
    python bench/rounds.py pack FOLDER --out bench/rounds/round5.jsonl
    python bench/rounds.py expand bench/rounds/round5.jsonl POOL.jsonl.gz --out FOLDER

``draw`` cuts a title and some paragraphs out of pages taken at random, a JSON file each; a page that shares eight
running words with a passage of ``--avoid`` is passed over. An annotator writes ``ID.ann`` beside ``ID.json``:

    E1 Person | Kamala Harris | Harris
    E2 Committee | Harris for President
    R E1 LEADS E2 past alt_types=CONNECTED_TO :: a sentence or a piece of one, word for word

``pack`` checks it (every name and quote is looked up) and keeps offsets in place of words, so that no text of others
stands in the repository. ``expand`` writes the passages in the format of ``score_articles.py`` and its scorer.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import random
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_ENTITY = re.compile(r"E(\d+)\s+(\w+)\s*\|(.+)")
_RELATION = re.compile(r"R\s+E(\d+)\s+([A-Z_]+)\s+E(\d+)\s*(.*?)\s*::\s*(.+)")
_SHARED = 0.1  # of a passage's runs of words; more of them, and it was read under another id
_FLAGS = {"hedged", "negated", "past", "optional", "coref"}
_TOLD = {"alt_types", "alt_subjects", "alt_objects", "amount", "count", "date"}
_JUNK = re.compile(r"^(?:[-*_=|#\s]+|.*</?[a-z]+[ >].*|published\s*:.*|.*\bhttps?://\S+\s*|!\[.*)$", re.IGNORECASE)


_ACTORS = re.compile(
    r"\b(?:ceo|chairman|president|senator|sen\.|rep\.|gov\.|governor|founder|co-founded|spokes\w+|campaign|candidate"
    r"|donat\w+|donor\w*|endors\w+|super pac|pac|nominee|executive|adviser|advisor|investor\w*|billionaire|lawsuit"
    r"|acqui\w+|met with|criticiz\w+|backed|hosted|fundrais\w+|lobby\w*|appointed)\b"
    r"|(?:^|\s)[وفبل]{0,2}(?:ال)?(?:رئيس|وزير|مرشح|حزب|شركة|مدير|عضو|متحدث|أمين|سفير"
    r"|ملياردير|مؤسس|تبرع|انتقد|التقى|دعم|حملة|استحوذ|نائب|زعيم)",
    re.IGNORECASE,
)


def read_pool(path: Path) -> Iterator[dict[str, Any]]:
    """Go through the pages of a pool (JSON lines, gzipped)."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def grams(text: str, size: int = 8) -> set[str]:
    """Return all runs of ``size`` words."""
    words = re.findall(r"\w+", text.lower())
    return {" ".join(words[i : i + size]) for i in range(len(words) - size + 1)}


def lines_of(text: str) -> list[tuple[int, int]]:
    """Return the spans of the lines that hold prose, the title first."""
    found = []
    for match in re.finditer(r"[^\n]+", text):
        line = match[0]
        start = match.start() + len(line) - len(line.lstrip(" \t#>*"))
        end = match.start() + len(line.rstrip())
        if end - start >= (10 if not found else 45) and _JUNK.match(line) is None:
            found.append((start, end))
    return found


def cut(text: str, chance: random.Random, room: int) -> list[tuple[int, int]]:
    """Return a title and running paragraphs of about ``room`` characters, from a place taken at random."""
    lines = lines_of(text)
    if len(lines) < 2:
        return []
    sizes = [end - start for start, end in lines]
    latest = len(lines) - 1
    while latest > 1 and sum(sizes[latest:]) < room:
        latest -= 1
    first = chance.randint(1, latest) if chance.random() < 0.5 else 1
    taken = [lines[0]]
    for start, end in lines[first:]:
        if taken[1:] and sum(b - a for a, b in taken) + end - start > room * 1.25:
            break
        taken.append((start, end))
        if sum(b - a for a, b in taken) >= room:
            break
    return taken


def actors(text: str) -> float:
    """Return how many words a hundred say who does what to whom: roles, bodies, verbs of politics and business."""
    return 100 * len(_ACTORS.findall(text)) / (40 + len(text.split()))


def passages(path: Path, texts: dict[str, str]) -> Iterator[str]:
    """Go through the passages that a file names: with their text (``.json``), or as pieces of pages (``.jsonl``)."""
    if path.suffix == ".json":
        yield json.loads(path.read_text("utf-8")).get("text", "")
        return
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        page = texts.get(row.get("pool"), "")
        yield "\n".join(page[a:b] for piece in row.get("pieces", ()) for a, b in piece)


def draw(options: argparse.Namespace) -> None:
    """Write passages without annotations, from pages that nobody has read."""
    avoided: set[str] = set()
    for path in options.avoid.glob("*.json") if options.avoid else ():
        avoided |= grams(json.loads(path.read_text("utf-8"))["text"])
    skipped = {
        word for path in options.skip for word in re.findall(r"(?:news|other)-\w\w-\d+", path.read_text("utf-8"))
    }
    pool = list(read_pool(options.pool))
    # The same article stands in the pool under several ids, whole or in part.
    texts = {page["id"]: page["text"] for page in pool}
    read = {gram for path in options.skip for text in passages(path, texts) for gram in grams(text)}
    pages = [page for page in pool if page["id"] not in skipped]
    chance = random.Random(options.seed)
    chance.shuffle(pages)
    if options.dense:
        pages.sort(key=lambda page: -actors(page["text"][:6000]))
        pages = pages[: options.dense]
        chance.shuffle(pages)
    options.out.mkdir(parents=True, exist_ok=True)
    count = 0
    for page in pages:
        pieces = cut(page["text"], chance, chance.randint(1400, 2600))
        size = sum(b - a for a, b in pieces)
        if count == options.count or not 700 <= size <= 3600 or grams(page["text"]) & avoided:
            continue
        text = "\n".join(page["text"][a:b] for a, b in pieces)
        runs = grams(text)
        if len(runs & read) > _SHARED * len(runs):
            continue
        read |= runs
        count += 1
        passage = {
            "id": f"{options.prefix}{count:02}",
            "lang": page["lang"],
            "pool": page["id"],
            "pieces": [[list(piece)] for piece in pieces],
            "text": text,
        }
        target = options.out / f"{passage['id']}.json"
        target.write_text(json.dumps(passage, ensure_ascii=False, indent=1), "utf-8")
    print(json.dumps({"pool": options.pool.name, "seed": options.seed, "drawn": count}))


def parse(notes: str, text: str) -> tuple[list[dict[str, Any]], list[dict[str, Any]], list[str]]:
    """Return entities and relations of a note, by offsets, and the faults found."""
    entities: list[dict[str, Any]] = []
    relations: list[dict[str, Any]] = []
    faults: list[str] = []
    places: dict[str, int] = {}
    for number, line in enumerate(notes.splitlines(), 1):
        line = line.strip()
        if line == "" or line.startswith("#"):
            continue
        if found := _ENTITY.fullmatch(line):
            spans = []
            for name in (part.strip() for part in found[3].split("|")):
                if name != "" and (at := text.find(name)) >= 0:
                    spans.append([at, at + len(name)])
                elif name != "":
                    faults.append(f"line {number}: not in the text: {name}")
            places[found[1]] = len(entities)
            entities.append({"type": found[2], "spans": spans})
            if not spans:
                faults.append(f"line {number}: an entity without a form")
        elif found := _RELATION.fullmatch(line):
            quote = found[5].strip()
            at = text.find(quote)
            if at < 0 or found[1] not in places or found[3] not in places:
                faults.append(f"line {number}: unknown entity, or a quote that is not in the text: {line[:90]}")
                continue
            relation: dict[str, Any] = {"subject": places[found[1]], "type": found[2], "object": places[found[3]]}
            relation |= {"start": at, "end": at + len(quote)}
            for word in found[4].split():
                key, _, value = word.partition("=")
                if word in _FLAGS:
                    relation[word] = True
                elif key == "alt_types" and value:
                    relation[key] = value.split(",")
                elif key in {"alt_subjects", "alt_objects"} and all(
                    item.lstrip("E") in places for item in value.split(",")
                ):
                    relation[key] = [places[item.lstrip("E")] for item in value.split(",")]
                elif key in {"amount", "count"} and re.fullmatch(r"[\d.]+", value):
                    relation[key] = float(value) if "." in value else int(value)
                elif key == "date" and value:
                    relation[key] = value
                else:
                    faults.append(f"line {number}: what is {word!r}? Known: {', '.join(sorted(_FLAGS | _TOLD))}")
            relations.append(relation)
        else:
            faults.append(f"line {number}: neither an entity nor a relation: {line[:90]}")
    return entities, relations, faults


def pack(options: argparse.Namespace) -> None:
    """Check the notes beside the drawn passages and write them by offsets."""
    rows, bad = [], 0
    for path in sorted(options.folder.glob("*.json")):
        notes = path.with_suffix(".ann")
        if not notes.exists():
            continue
        passage = json.loads(path.read_text("utf-8"))
        text = passage.pop("text")
        entities, relations, faults = parse(notes.read_text("utf-8"), text)
        for fault in faults:
            print(f"{notes.name}: {fault}", file=sys.stderr)
        bad += len(faults)
        digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
        rows.append({**passage, "length": len(text), "sha256": digest, "entities": entities, "relations": relations})
    if options.out:
        options.out.write_text("".join(json.dumps(row, separators=(",", ":")) + "\n" for row in rows), "utf-8")
    sums = {name: sum(len(row[name]) for row in rows) for name in ("entities", "relations")}
    print(json.dumps({"passages": len(rows), **sums, "faults": bad}))


def expand(options: argparse.Namespace) -> None:
    """Write the passages of a round with their texts, for the reader and the scorer."""
    rows = [json.loads(line) for line in options.round.read_text("utf-8").splitlines()]
    wanted = {row["pool"] for row in rows}
    pages = {page["id"]: page["text"] for path in options.pool for page in read_pool(path) if page["id"] in wanted}
    options.out.mkdir(parents=True, exist_ok=True)
    for row in rows:
        if row["pool"] not in pages:
            continue
        page = pages[row["pool"]]
        plain = page.replace("\xa0", " ")  # some annotators' tools did that; the offsets are the same
        glued = (
            "\n".join(glue.join(form[a:b] for a, b in line) for line in row["pieces"])
            for form in (page, plain)
            for glue in ("", " ")
        )
        text = next((text for text in glued if hashlib.sha256(text.encode()).hexdigest() == row["sha256"]), None)
        if text is None:
            print(f"{row['id']}: the page has other text than when it was annotated; passed over", file=sys.stderr)
            continue
        names: list[str] = []
        entities = []
        for number, entity in enumerate(row["entities"]):
            forms = list(dict.fromkeys(text[a:b] for a, b in entity["spans"]))
            forms = forms or [f"{entity['type']} {number}"]
            name = forms[0] if forms[0] not in names else f"{forms[0]} ({number})"
            names.append(name)
            entities.append({"name_en": name, "names_in_text": forms, "type": entity["type"], "wikidata": None})
        relations = []
        for item in row["relations"]:
            relation = {key: value for key, value in item.items() if key not in {"start", "end"}}
            relation |= {"subject": names[item["subject"]], "object": names[item["object"]]}
            relation |= {key: [names[i] for i in item[key]] for key in ("alt_subjects", "alt_objects") if key in item}
            relations.append({**relation, "evidence": text[item["start"] : item["end"]]})
        passage = {"id": row["id"], "lang": row["lang"], "source": row["pool"], "source_kind": "news", "text": text}
        passage |= {"entities": entities, "relations": relations, "inferred": row.get("inferred", []), "traps": []}
        target = options.out / f"{row['id']}.json"
        target.write_text(json.dumps(passage, ensure_ascii=False, indent=1), "utf-8")
    print(json.dumps({"round": options.round.name, "passages": len(rows)}))


def main() -> None:
    """Draw, pack or expand."""
    parser = argparse.ArgumentParser(description="Passages of fresh text and their annotations.")
    commands = parser.add_subparsers(required=True)
    drawer = commands.add_parser("draw")
    drawer.add_argument("pool", type=Path)
    drawer.add_argument("--count", type=int, required=True)
    drawer.add_argument("--seed", type=int, required=True)
    drawer.add_argument("--prefix", required=True)
    drawer.add_argument("--out", type=Path, required=True)
    drawer.add_argument("--skip", type=Path, nargs="*", default=[], help="files that name pages to leave out")
    drawer.add_argument("--avoid", type=Path, help="folder of passages whose pages are left out")
    drawer.add_argument("--dense", type=int, help="draw among so many pages that speak most of who does what")
    drawer.set_defaults(run=draw)
    packer = commands.add_parser("pack")
    packer.add_argument("folder", type=Path)
    packer.add_argument("--out", type=Path)
    packer.set_defaults(run=pack)
    expander = commands.add_parser("expand")
    expander.add_argument("round", type=Path)
    expander.add_argument("pool", type=Path, nargs="+")
    expander.add_argument("--out", type=Path, required=True)
    expander.set_defaults(run=expand)
    options = parser.parse_args()
    options.run(options)


if __name__ == "__main__":
    main()
