"""Draw claims at random from what the reader takes out of a pool of pages, to be judged by hand.

    python bench/pool_sample.py POOL.jsonl.gz --claims 100 --seed 7 --out drawn.jsonl [--pages 400] [--skip IDS.txt]

POOL has one page a line (``id``, ``lang``, ``text``). Pages are read in a random order until ``--pages`` were read;
the claims are drawn from all that they gave, asserted and not. The file for the judge holds the quote beside the
claim; what is kept in the repository (``bench/judged``) has ids and offsets in place of the words.

    python bench/pool_sample.py --sum bench/judged/FILE.jsonl

prints the share of claims judged right: verdicts are right, wrong and unclear (left out of the share, counted apart).
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import random
from collections import Counter
from pathlib import Path
from typing import Any

from techpol.loaders.articles.learned.belief import Page, clues_of
from techpol.loaders.articles.reading import read_source
from techpol.schema.model import Claim, Referent, Refusal, Source, Span


def read_page(page: dict[str, Any], doubtful: bool = False) -> list[dict[str, Any]]:
    """Return the claims of a page, each as the judge reads it."""
    text = page["text"]
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    source = Source(key=page["id"], kind="article", sha256=digest, language=page["lang"], text=text)
    statements = [
        item.held if doubtful and isinstance(item, Refusal) and item.held is not None else item
        for item in read_source(source)[0].statements
    ]
    referents = {item.key: item for item in statements if isinstance(item, Referent)}
    looked_up = Page.of(text, referents.values(), page["lang"])
    return [
        {
            "page": page["id"],
            "subject": referents[claim.subject].name,
            "subject_type": referents[claim.subject].type,
            "relation": claim.relation,
            "object": referents[claim.object].name,
            "object_type": referents[claim.object].type,
            "modality": str(claim.modality),
            "details": claim.qualifiers.to_dict(),
            "rule": claim.rule,
            "spans": [[item.start, item.end] for item in claim.evidence if isinstance(item, Span)],
            "quotes": [item.quote for item in claim.evidence if isinstance(item, Span)],
            "clues": clues_of(claim, referents, looked_up),
        }
        for claim in statements
        if isinstance(claim, Claim)
    ]


def draw(arguments: argparse.Namespace) -> None:
    """Write the drawn claims and say how many there were to draw from."""
    with gzip.open(arguments.pool, "rt", encoding="utf-8") as lines:
        pages = [json.loads(line) for line in lines]
    skipped = set(arguments.skip.read_text("utf-8").split()) if arguments.skip else set()
    chance = random.Random(arguments.seed)
    chance.shuffle(pages)
    pages = [page for page in pages if page["id"] not in skipped][: arguments.pages]
    claims = [claim for page in pages for claim in read_page(page, arguments.doubtful)]
    drawn = chance.sample(claims, min(arguments.claims, len(claims)))
    with arguments.out.open("w", encoding="utf-8") as file:
        for claim in drawn:
            file.write(json.dumps({"verdict": "", **claim}, ensure_ascii=False) + "\n")
    print(json.dumps({"pages": len(pages), "claims": len(claims), "drawn": len(drawn), "seed": arguments.seed}))


def add_up(path: Path) -> None:
    """Print how a judged file came out."""
    judged = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip() != ""]
    verdicts = Counter(item["verdict"] for item in judged)
    decided = verdicts["right"] + verdicts["wrong"]
    print(json.dumps({"file": path.name, **verdicts, "precision": round(verdicts["right"] / max(1, decided), 3)}))


def main() -> None:
    """Draw, or add up."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("pool", type=Path, nargs="?")
    parser.add_argument("--claims", type=int, default=100)
    parser.add_argument("--pages", type=int, default=400)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--skip", type=Path, help="file with ids of pages to leave out")
    parser.add_argument("--doubtful", action="store_true", help="claims that are held back as doubtful too")
    parser.add_argument("--out", type=Path, default=Path("drawn.jsonl"))
    parser.add_argument("--sum", type=Path, nargs="+")
    arguments = parser.parse_args()
    if arguments.sum:
        for path in arguments.sum:
            add_up(path)
    elif arguments.pool is None:
        parser.error("name a pool to draw from, or --sum FILE")
    else:
        draw(arguments)


if __name__ == "__main__":
    main()
