"""Read sentences made for this project, one construction each, and say which relations the reader misses.

    python bench/constructions/run.py en|ar [--all]

A file holds blocks: a sentence, then lines "+ subject | RELATION[/RELATION] | object" (wanted) or "- ..." (must not
be claimed as asserted). "*" is any entity; names match where one holds the other.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections import Counter
from pathlib import Path

from techpol.loaders.articles.reading import read_source
from techpol.schema.model import Claim, Modality, Referent, Source
from techpol.schema.text import fold

FOLDER = Path(__file__).parent


def blocks(text: str) -> list[tuple[str, list[tuple[bool, str, tuple[str, ...], str]]]]:
    """Return each sentence with its wanted (True) and forbidden (False) relations."""
    found = []
    for block in text.split("\n\n"):
        lines = [line for line in block.splitlines() if line.strip() != "" and not line.startswith("#")]
        if len(lines) == 0:
            continue
        rules = []
        for line in lines[1:]:
            subject, relation, target = (part.strip() for part in line[1:].split("|"))
            rules.append((line[0] == "+", subject, tuple(relation.split("/")), target))
        found.append((lines[0], rules))
    return found


def same(wanted: str, referent: Referent) -> bool:
    """Say whether a name in a rule is this referent."""
    forms = {fold(referent.name), *(fold(mention.text) for mention in referent.mentions)}
    return wanted == "*" or any(fold(wanted) in form or form in fold(wanted) for form in forms if form != "")


def main() -> None:
    """Print every relation missed and every one wrongly claimed, then the sums by relation."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("language", choices=("en", "ar"))
    parser.add_argument("--all", action="store_true", help="print what is found, too")
    arguments = parser.parse_args()
    wanted, missed, false = Counter[str](), Counter[str](), 0
    for sentence, rules in blocks((FOLDER / f"{arguments.language}.txt").read_text("utf-8")):
        digest = hashlib.sha256(sentence.encode()).hexdigest()
        source = Source(key=digest, kind="article", sha256=digest, language=arguments.language, text=sentence)
        statements = list(read_source(source)[0].statements)
        referents = {item.key: item for item in statements if isinstance(item, Referent)}
        claims = [item for item in statements if isinstance(item, Claim)]
        said = [f"{referents[c.subject].name} {c.relation} {referents[c.object].name} [{c.modality}]" for c in claims]
        for want, subject, relations, target in rules:
            hits = [
                claim
                for claim in claims
                if claim.relation in relations
                and (want or claim.modality is Modality.ASSERTED)
                and (
                    (same(subject, referents[claim.subject]) and same(target, referents[claim.object]))
                    or (same(subject, referents[claim.object]) and same(target, referents[claim.subject]))
                )
            ]
            wanted[relations[0]] += want
            if want and len(hits) == 0:
                missed[relations[0]] += 1
            if (want and len(hits) == 0) or (not want and len(hits) > 0):
                false += not want
                print(f"{'MISS' if want else 'FALSE'}  {subject} {'/'.join(relations)} {target}\n      {sentence}")
                print(f"      read: {'; '.join(said) or 'nothing'}")
            elif arguments.all:
                print(f"ok    {subject} {'/'.join(relations)} {target}")
    for relation, count in wanted.most_common():
        print(f"{relation:20} {count - missed[relation]:3} of {count}")
    print(f"found {sum(wanted.values()) - sum(missed.values())} of {sum(wanted.values())}, false {false}")
    sys.exit(0)


if __name__ == "__main__":
    main()
