"""Read passages of KnowledgeNet and write what its scorer reads: five relations, by spans of text.

    python bench/score_knowledgenet.py PASSAGES.jsonl --out FILE [--folds 1,2]
    python SCORER PASSAGES.jsonl FILE

Passages are JSON lines with ``id`` and ``text``; nothing else in them is looked at but ``fold``, where folds are
asked for. A pronoun that stands for an end is written as the name that it stands for.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from techpol.loaders.articles.reading import read_source
from techpol.schema.model import Claim, Modality, Source

# relation -> (property, whether the subject of the claim is the subject of the property)
PROPERTIES = {
    "FOUNDED": ("FOUNDED_BY", False),
    "WORKS_FOR": ("EMPLOYEE_OR_MEMBER_OF", True),
    "MEMBER_OF": ("EMPLOYEE_OR_MEMBER_OF", True),
    "AFFILIATED_WITH": ("POLITICAL_AFFILIATION", True),
    "OWNS": ("SUBSIDIARY_OF", False),
}
CHIEF_WORDS = ("chief executive", "ceo")


def properties_of(claim: Claim) -> Iterator[tuple[str, bool]]:
    """Yield the properties that a claim states, and whether its subject is theirs."""
    if claim.relation == "LEADS":
        yield "EMPLOYEE_OR_MEMBER_OF", True
        if any(word in (claim.qualifiers.role or "").lower() for word in CHIEF_WORDS):
            yield "CEO", False
    elif claim.relation == "OWNS" and claim.subject.startswith("Person:"):
        return
    elif claim.relation in PROPERTIES:
        yield PROPERTIES[claim.relation]


def read_passage(passage: dict[str, Any]) -> dict[str, Any]:
    """Read one passage through the article loader."""
    text = passage["text"]
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    source = Source(key=passage["id"], kind="article", sha256=digest, language="en", text=text)
    reading, _ = read_source(source)
    facts: list[dict[str, Any]] = []
    for claim in reading.statements:
        if not isinstance(claim, Claim) or claim.modality is not Modality.ASSERTED:
            continue
        if claim.subject_span is None or claim.object_span is None:
            continue
        for name, forward in properties_of(claim):
            ends = (claim.subject_span, claim.object_span) if forward else (claim.object_span, claim.subject_span)
            fact = {"property": name, "subject": list(ends[0]), "object": list(ends[1])}
            if fact not in facts:
                facts.append(fact)
    return {"id": passage["id"], "facts": facts}


def main() -> None:
    """Read every passage of the file, or those of some folds."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("passages", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--folds", help="numbers, with commas between them; all where not given")
    arguments = parser.parse_args()
    folds = {int(number) for number in arguments.folds.split(",")} if arguments.folds else None
    with arguments.passages.open(encoding="utf-8") as lines, arguments.out.open("w", encoding="utf-8") as out:
        for line in lines:
            passage = json.loads(line)
            if folds is None or passage.get("fold") in folds:
                out.write(json.dumps(read_passage(passage), ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
