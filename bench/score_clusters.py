"""Score who is who in articles: B-cubed of the clusters that the reader and resolution make of names.

    python bench/score_clusters.py FOLDER [--json] [--errors]

FOLDER holds passages with gold (``../shared/articles/tune``): ``entities`` with ``names_in_text`` and ``name_en``.
Every gold form of a name in a passage is one item. Its true cluster is its entity (across passages: entities of one
English name are one); its cluster here is what its referent was resolved to. Figures are given **within** a
passage and **across** all of them, over the forms that the reader found, and once more with the forms that it did
not find as clusters of one (``with_missing``). ``--errors`` prints names that stand apart or together wrongly; do
not use it on passages that are to judge.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

from techpol.graph.resolve import MemoryStore, clusters, resolve
from techpol.loaders.articles.reading import read_source
from techpol.schema.model import Claim, Referent, Source
from techpol.schema.text import fold

_CLITICS = ("و", "ف", "ب", "ل", "ك")


def b_cubed(items: Sequence[tuple[object, object]]) -> dict[str, float]:
    """Return B-cubed precision, recall and F1 of items, each with its (true, found) cluster."""
    true, found, both = Counter(t for t, _ in items), Counter(f for _, f in items), Counter(items)
    total = max(1, len(items))
    precision = sum(both[item] / found[item[1]] for item in items) / total
    recall = sum(both[item] / true[item[0]] for item in items) / total
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return {"precision": round(precision, 4), "recall": round(recall, 4), "f1": round(f1, 4)}


def forms_of(referent: Referent) -> set[str]:
    """Return the folded forms that a referent goes by; of Arabic ones also without a clitic."""
    texts = [referent.name, *(name.text for name in referent.names), *(m.text for m in referent.mentions)]
    return {fold(text) for text in texts}


def home_of(form: str, named: dict[str, str]) -> str | None:
    """Return the referent that a gold form stands for, None where the reader has none."""
    folded = fold(form)
    bare = folded.removeprefix("the ")
    tries = [folded, bare, f"the {bare}", folded.strip("\"'«»")]
    tries.extend(folded[1:] for clitic in _CLITICS if folded.startswith(clitic))
    tries.extend(f"{clitic}{folded}" for clitic in _CLITICS)
    return next((named[text] for text in tries if text in named), None)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--errors", action="store_true")
    arguments = parser.parse_args()
    sources: list[Source] = []
    referents: list[Referent] = []
    claims: list[Claim] = []
    items: list[tuple[str, str, str, str | None]] = []  # passage, form, gold entity, referent
    for path in sorted(arguments.folder.glob("*.json")):
        passage = json.loads(path.read_text("utf-8"))
        text = passage["text"]
        source = Source(
            passage["id"], "article", hashlib.sha256(text.encode()).hexdigest(), language=passage["lang"], text=text
        )
        reading, result = read_source(source)
        sources.append(source)
        referents.extend(result.referents)
        claims.extend(item for item in reading.statements if isinstance(item, Claim))
        named: dict[str, str] = {}
        for referent in result.referents:
            for form in forms_of(referent):
                named.setdefault(form, referent.id)
        for entity in passage["entities"]:
            gold = fold(entity["name_en"]).removeprefix("the ")
            for form in {fold(form): form for form in entity["names_in_text"]}.values():
                items.append((passage["id"], form, gold, home_of(form, named)))
    store = MemoryStore(sources, referents, claims)
    report = resolve(store)
    grouped = clusters(store.iter_referent_ids(), store.iter_judgements())
    cluster = {member: number for number, members in enumerate(grouped) for member in members}
    kept = [item for item in items if item[3] is not None]
    figures: dict[str, object] = {
        "passages": len(sources), "forms": len(items), "forms_found": round(len(kept) / max(1, len(items)), 4),
        "within": b_cubed([((p, gold), (p, cluster[home])) for p, _, gold, home in kept if home is not None]),
        "across": b_cubed([(gold, cluster[home]) for _, _, gold, home in kept if home is not None]),
        "with_missing": {
            "within": b_cubed(
                [((p, gold), (p, form if home is None else cluster[home])) for p, form, gold, home in items]
            ),
            "across": b_cubed(
                [(gold, (p, form) if home is None else cluster[home]) for p, form, gold, home in items]
            ),
        },
        "judgements": {"same": report.same, "different": report.different, "unsure": report.unsure},
    }  # fmt: skip
    if arguments.errors:
        show_errors(kept, cluster)
    print(json.dumps(figures) if arguments.json else "\n".join(f"{key}: {value}" for key, value in figures.items()))


def show_errors(items: Sequence[tuple[str, str, str, str | None]], cluster: dict[str, int]) -> None:
    """Print gold entities that lie in several clusters, and clusters that hold several."""
    apart: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    together: dict[int, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for passage, form, gold, home in items:
        if home is not None:
            apart[gold][cluster[home]].add(f"{form} ({passage})")
            together[cluster[home]][gold].add(f"{form} ({passage})")
    for gold, found in sorted(apart.items()):
        if len(found) > 1:
            print(f"apart: {gold}: " + " || ".join(", ".join(sorted(forms)) for forms in found.values()))
    for number, golds in sorted(together.items()):
        if len(golds) > 1:
            told = " || ".join(f"{gold}: {', '.join(sorted(forms))}" for gold, forms in sorted(golds.items()))
            print(f"together: {number}: {told}")


if __name__ == "__main__":
    main()
