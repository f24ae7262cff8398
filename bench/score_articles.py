"""Read a folder of passages and write what the scorer of the passages reads, one file a passage.

Passages are JSON files with ``id``, ``lang`` and ``text``; nothing else in them is looked at.

    python bench/score_articles.py FOLDER --out DIR
    python SCORER FOLDER DIR
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from pathlib import Path
from typing import Any

from techpol.loaders.articles.reading import read_source
from techpol.schema.model import Claim, Modality, Referent, Source, Span
from techpol.schema.ontology import load_ontology

_HEDGED = (Modality.PLANNED, Modality.ALLEGED)


def spoken_name(referent: Referent, span: tuple[int, int] | None, text: str) -> str:
    """Return a form of the name that stands in the text: the full name, else the words of the mention."""
    # As a word of its own, a clitic before it perhaps: "Iran" does not stand in "Iranian", nor مصر in المصري.
    if re.search(rf"(?<!\w)(?:[وفبلك]|ال|لل|وال|بال)?{re.escape(referent.name)}(?!\w)", text) is not None:
        return referent.name
    named = [mention.text for mention in referent.mentions if mention.kind == "name"]
    if len(named) > 0:
        return max(named, key=len)
    if referent.type in ("Campaign", "Candidacy") and referent.name.isascii():
        return referent.name  # described, not named: "his campaign" is the campaign of somebody
    return text[span[0] : span[1]] if span is not None else referent.name


def relation_of(claim: Claim, referents: dict[str, Referent], text: str) -> dict[str, Any]:
    """Return a claim as the scorer reads it."""
    relation: dict[str, Any] = {
        "subject": spoken_name(referents[claim.subject], claim.subject_span, text),
        "type": claim.relation,
        "object": spoken_name(referents[claim.object], claim.object_span, text),
        "hedged": claim.modality in _HEDGED,
        "negated": claim.modality is Modality.DENIED,
        "evidence": [item.quote for item in claim.evidence if isinstance(item, Span)],
        "rule": claim.rule,
        "confidence": claim.confidence,
    }
    if claim.qualifiers.amount is not None:
        relation["amount"] = float(claim.qualifiers.amount.amount)
    if claim.qualifiers.count is not None:
        relation["count"] = claim.qualifiers.count
    return relation


def read_passage(passage: dict[str, Any]) -> dict[str, Any]:
    """Read one passage through the article loader."""
    text = passage["text"]
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    source = Source(key=passage["id"], kind="article", sha256=digest, language=passage["lang"], text=text)
    reading, _ = read_source(source)
    statements = list(reading.statements)
    referents = {item.key: item for item in statements if isinstance(item, Referent)}
    claims = [item for item in statements if isinstance(item, Claim)]
    # Places, events and things that nothing is said of are no actors; the passages list only what takes part.
    joined = {key for claim in claims for key in (claim.subject, claim.object)}
    names = [
        {"name": spoken_name(referent, None, text), "type": referent.type}
        for referent in referents.values()
        if any(mention.kind == "name" for mention in referent.mentions)
        and (referent.key in joined or load_ontology().is_a(referent.type, "Actor"))
    ]
    return {
        "id": passage["id"],
        "relations": [relation_of(claim, referents, text) for claim in claims],
        "entities": names,
    }


def main() -> None:
    """Read every passage of the folder."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--lang", help="only passages of this language")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    for path in sorted(arguments.folder.glob("*.json")):
        raw = json.loads(path.read_text("utf-8"))
        passage = {name: raw[name] for name in ("id", "lang", "text")}
        if arguments.lang in (None, passage["lang"]):
            output = json.dumps(read_passage(passage), ensure_ascii=False, indent=1)
            (arguments.out / path.name).write_text(output, "utf-8")


if __name__ == "__main__":
    main()
