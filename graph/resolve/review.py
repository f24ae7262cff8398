"""What a person should look at, what it rests on, and the way of a person's word into the store.

``iter_unsure`` gives the pairs that the rules leave open, those first on which most hangs. ``export_csv`` and
``import_csv`` are for work in a spreadsheet; ``decide`` keeps one verdict.
"""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TextIO

from techpol.graph.resolve.evidence import types_agree
from techpol.graph.resolve.resolver import PERSON_PREFIX, RULE_PREFIX
from techpol.graph.resolve.store import ResolveStore
from techpol.schema.errors import UsageError
from techpol.schema.model import Judgement, Referent, Source, Verdict

# One column a fact, so that a spreadsheet can sort and filter by any of them.
COLUMNS = (
    "verdict", "left_name", "right_name", "left_type", "right_type", "score", "why", "left_quote", "right_quote",
    "left_source", "right_source", "left", "right", "reason",
)  # fmt: skip
# What a spreadsheet would take for a formula; a quotation mark before it makes it text.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
MAX_QUOTES = 3
_VERDICTS = {
    **dict.fromkeys(("same", "s", "yes", "y", "نعم"), Verdict.SAME),
    **dict.fromkeys(("different", "d", "no", "n", "لا"), Verdict.DIFFERENT),
    **dict.fromkeys(("unsure", "u", "?"), Verdict.UNSURE),
}


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two that are to be judged, with words of its source to judge by."""

    referent: Referent
    source: Source | None
    quotes: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class OpenPair:
    """A pair that the rules leave open. ``weight`` is how many claims hang on it."""

    judgement: Judgement
    left: Side
    right: Side
    weight: int


def iter_unsure(store: ResolveStore, limit: int | None = None) -> Iterator[OpenPair]:
    """Yield the open pairs, those first on which most claims hang, then the likeliest.

    A pair on which a person has had a word is not open any more.
    """
    decided: set[tuple[str, str]] = set()
    unsure: list[Judgement] = []
    for judgement in store.iter_judgements():
        if judgement.by.startswith(PERSON_PREFIX):
            decided.add((judgement.left, judgement.right))
        elif judgement.verdict is Verdict.UNSURE:
            unsure.append(judgement)
    unsure = [judgement for judgement in unsure if (judgement.left, judgement.right) not in decided]
    ids = {end for judgement in unsure for end in (judgement.left, judgement.right)}
    weights = _weights(store, ids)
    unsure.sort(
        key=lambda judgement: (
            -min(weights.get(judgement.left, 0), weights.get(judgement.right, 0)),
            -weights.get(judgement.left, 0) - weights.get(judgement.right, 0),
            -judgement.score,
            judgement.id,
        )
    )
    for judgement in unsure[:limit]:
        sides = make_sides(store, (judgement.left, judgement.right))
        if len(sides) == 2:
            weight = weights.get(judgement.left, 0) + weights.get(judgement.right, 0)
            yield OpenPair(judgement, sides[0], sides[1], weight)


def _weights(store: ResolveStore, ids: Collection[str]) -> dict[str, int]:
    """Return how many claims each referent takes part in."""
    keys = {(referent.source, referent.key): key for key, referent in store.get_referents(ids).items()}
    counts: dict[str, int] = {}
    for claim in store.iter_claims(ids):
        for end in {claim.subject, claim.object}:
            referent = keys.get((claim.source, end))
            if referent is not None:
                counts[referent] = counts.get(referent, 0) + 1
    return counts


def make_sides(store: ResolveStore, ids: Collection[str]) -> list[Side]:
    """Return what is shown of referents, in the order given; ones that do not count any more are left out."""
    referents = store.get_referents(ids)
    sources = store.get_sources({referent.source for referent in referents.values()})
    sides = []
    for key in ids:
        referent = referents.get(key)
        if referent is None:
            continue
        facts = [*referent.properties, *((item.scheme, item.value) for item in referent.identifiers)]
        quotes = tuple(store.get_quotes(referent, MAX_QUOTES))
        sides.append(Side(referent, sources.get(referent.source), quotes, tuple(facts)))
    return sides


def decide(store: ResolveStore, left: str, right: str, verdict: Verdict, person: str, why: str = "") -> Judgement:
    """Keep a person's verdict on two referents; an earlier one of any person on the pair gives way to it.

    Raises UsageError where the person has no name, both are one referent, or "same" is said of types that never are.
    """
    if person.strip() == "":
        raise UsageError("a judgement needs the name of the person who makes it; give --by NAME")
    if left == right:
        raise UsageError(f"{left}: a judgement joins two referents, not one with itself")
    if verdict is Verdict.SAME:
        _refuse_types(store, left, right)
    one, other = sorted((left, right))
    judgement = Judgement(
        one, other, verdict, f"{PERSON_PREFIX}{person.strip()}", "",
        datetime.now(UTC).isoformat(timespec="seconds"), 1.0, why,
    )  # fmt: skip
    earlier = [
        old.id
        for old in store.iter_judgements([one])
        if {old.left, old.right} == {one, other}
        and old.id != judgement.id
        # "Unsure" takes back what a rule had settled; other words simply count before a rule's.
        and (old.by.startswith(PERSON_PREFIX) or (verdict is Verdict.UNSURE and old.by.startswith(RULE_PREFIX)))
    ]
    store.take_back(earlier, judgement.by, f"judged anew: {verdict}")
    store.add_judgements([judgement])
    return judgement


def _refuse_types(store: ResolveStore, left: str, right: str) -> None:
    """Raise UsageError for two that no word makes one: a person and a company would share the ties of both."""
    found = store.get_referents([left, right])
    if len(found) < 2 or types_agree(found[left].type, found[right].type):
        return
    raise UsageError(
        f"{found[left].name!r} ({left}) is a {found[left].type}, {found[right].name!r} ({right}) a"
        f" {found[right].type}: these are never one; name two of one type by id, as techpol judgements and techpol"
        " review print them. Where a source was misread, techpol reject its claim and techpol add what it says"
    )


def _cell(value: str) -> str:
    """Return a text that a spreadsheet will not run."""
    text = " ".join(value.split())
    return f"'{text}" if text.startswith(_FORMULA) else text


def export_csv(store: ResolveStore, stream: TextIO, limit: int | None = None) -> int:
    """Write the open pairs as CSV, with an empty ``verdict`` to fill in; return how many."""
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    count = 0
    for pair in iter_unsure(store, limit):
        left, right = pair.left, pair.right
        cells = (
            "", left.referent.name, right.referent.name, left.referent.type, right.referent.type,
            f"{pair.judgement.score:.3f}", pair.judgement.why, " / ".join(left.quotes), " / ".join(right.quotes),
            _title(left), _title(right), pair.judgement.left, pair.judgement.right, "",
        )  # fmt: skip
        writer.writerow([_cell(cell) for cell in cells])
        count += 1
    return count


def _title(side: Side) -> str:
    if side.source is None:
        return side.referent.source
    published = f" ({side.source.published})" if side.source.published is not None else ""
    return f"{side.source.title or side.source.key}{published}"


def import_csv(store: ResolveStore, stream: TextIO, person: str, name: str = "the file") -> tuple[int, list[str]]:
    """Keep the verdicts of a CSV file that ``export_csv`` wrote; return how many, and what was wrong with others.

    Rows without a verdict are passed over. Raises UsageError where columns are missing.
    """
    reader = csv.DictReader(stream)
    missing = {"verdict", "left", "right"} - set(reader.fieldnames or ())
    if len(missing) > 0:
        found = ", ".join(reader.fieldnames or ()) or "nothing"
        raise UsageError(f"{name}: no column {', '.join(sorted(missing))}; found {found}")
    kept = 0
    errors: list[str] = []
    for row in reader:
        said = (row["verdict"] or "").strip().lower()
        if said == "":
            continue
        place = f"{name}:{reader.line_num}"
        verdict = _VERDICTS.get(said)
        if verdict is None:
            errors.append(f"{place}: verdict {row['verdict']!r}; expected same, different or unsure")
            continue
        ends = [(row["left"] or "").strip().lstrip("'"), (row["right"] or "").strip().lstrip("'")]
        unknown = [end for end in ends if end not in store.get_referents([end])]
        if len(unknown) > 0:
            errors.append(f"{place}: no referent {unknown[0]!r} in the ledger; leave the id columns as exported")
            continue
        if ends[0] == ends[1]:
            errors.append(f"{place}: left and right are the same referent {ends[0]}")
            continue
        try:
            decide(store, ends[0], ends[1], verdict, person, (row.get("reason") or "").strip())
        except UsageError as exc:
            errors.append(f"{place}: {exc}")
            continue
        kept += 1
    return kept, errors
