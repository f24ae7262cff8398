"""``techpol review --claims``: the claims that a rule holds back or that are little sure, decided one key each."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from techpol.graph.ledger import DoubtfulClaim, Ledger

_KEYS = "a accept, r reject, n next, b back, q quit"
_SHOWN = ("claim", "subject", "relation", "object", "modality", "details", "quote", "source", "why")
_COLUMNS = (*_SHOWN, "verdict", "reason")
_VERDICTS = ("accept", "reject")
# How much of the text before and after a quote is shown with it, in characters.
_AROUND = 200


def list_claims(below: float, limit: int | None, db: Path, as_json: bool) -> None:
    """Print the claims that wait for a person's word; exits with "nothing found" where there are none."""
    from techpol.cli.console import note, print_json, print_table
    from techpol.cli.ledgers import open_ledger

    with open_ledger(db) as ledger:
        waiting = list(ledger.iter_doubtful(below, limit))
    if as_json:
        print_json({"claims": [doubtful_dict(item) for item in waiting]})
    elif len(waiting) > 0:
        print_table(_SHOWN, map(_row, waiting))
    if len(waiting) == 0:
        note("no claim waits for a person's word")
        raise typer.Exit(3)


def doubtful_dict(item: DoubtfulClaim) -> dict[str, Any]:
    """Return a claim that waits as JSON values: the shape of ``techpol claims``, and why it waits."""
    from techpol.cli.listings import claim_dict

    return {**claim_dict(item.stored), "held_by": item.held_by, "why": item.why}


def _row(item: DoubtfulClaim) -> tuple[str, ...]:
    from techpol.cli.wording import details_text, quote_of

    claim, source = item.stored.claim, item.source
    return (
        claim.id, item.stored.subject.name, claim.relation, item.stored.object.name, str(claim.modality),
        details_text(claim.qualifiers.to_dict()).strip(" ()"), quote_of(claim.evidence),
        claim.source if source is None else source.title or source.key, item.why,
    )  # fmt: skip


def export_claims(target: Path, below: float, limit: int | None, db: Path) -> None:
    """Write the claims that wait to a CSV file, for a spreadsheet. Raises UsageError where it cannot be written."""
    from techpol.cli.console import note
    from techpol.cli.ledgers import open_ledger
    from techpol.graph.export import refuse_ledger
    from techpol.graph.export.text import csv_cell
    from techpol.schema.errors import UsageError

    refuse_ledger(target)
    count = 0
    try:
        with open_ledger(db) as ledger, target.open("w", encoding="utf-8-sig", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerow(_COLUMNS)
            for item in ledger.iter_doubtful(below, limit):
                writer.writerow([csv_cell(cell) for cell in (*_row(item), "", "")])
                count += 1
    except OSError as exc:
        raise UsageError(f"{target}: cannot be written ({exc.strerror}); name another file") from exc
    note(
        f"wrote {count:,} claims; fill in 'verdict' (accept, reject), then techpol review --claims --import {target}"
    )


def import_claims(path: Path, who: str, db: Path, as_json: bool) -> None:
    """Read verdicts on claims from such a file, filled in; rows without one are passed over."""
    from techpol.cli.changes import print_verdicts
    from techpol.cli.ledgers import open_ledger
    from techpol.schema.errors import UsageError

    kept = 0
    errors: list[str] = []
    try:
        with open_ledger(db, write=True) as ledger, path.open(encoding="utf-8-sig", newline="") as stream:
            for number, claim, verdict, reason in _verdicts(stream, path):
                try:
                    kept += int(decide_claim(ledger, claim, verdict, reason, who))
                except UsageError as exc:
                    errors.append(f"{path}:{number}: {exc}")
            report = ledger.build()
    except (OSError, UnicodeDecodeError, csv.Error) as exc:
        raise UsageError(
            f"{path}: cannot be read ({exc}); expected the CSV of techpol review --claims --export"
        ) from exc
    print_verdicts(kept, errors, report, as_json)


def _verdicts(stream: Any, path: Path) -> Iterator[tuple[int, str, str, str]]:
    """Yield (line, claim, verdict, reason) of the rows that have a verdict."""
    from techpol.schema.errors import UsageError

    reader = csv.DictReader(stream)
    if not {"claim", "verdict"} <= set(reader.fieldnames or ()):
        raise UsageError(
            f"{path}:1: no columns 'claim' and 'verdict'; expected the CSV of techpol review --claims --export"
        )
    for row in reader:
        verdict = (row["verdict"] or "").strip().lower()
        if verdict != "":
            yield reader.line_num, (row["claim"] or "").strip(), verdict, (row.get("reason") or "").strip()


def decide_claim(ledger: Ledger, claim: str, verdict: str, reason: str, who: str) -> bool:
    """Keep a person's verdict on a claim; return whether it says something new."""
    from techpol.schema.errors import UsageError

    if verdict not in _VERDICTS:
        raise UsageError(f"no verdict {verdict!r}; known: {', '.join(_VERDICTS)}")
    decide = ledger.confirm_claim if verdict == "accept" else ledger.reject_claim
    return decide(claim, reason or "reviewed", who).changed


def go_through(below: float, limit: int | None, who: str, db: Path) -> None:
    """Show claim after claim on the terminal and take a key for each; every verdict is kept at once."""
    from techpol.cli.changes import print_build
    from techpol.cli.console import note, print_line
    from techpol.cli.ledgers import open_ledger
    from techpol.cli.resolve import next_keys

    verdicts = {"a": "accept", "r": "reject"}
    with open_ledger(db, write=True) as ledger:
        waiting = list(ledger.iter_doubtful(below, limit))
        if len(waiting) == 0:
            note("no claim waits for a person's word")
            raise typer.Exit(3)
        kept: set[int] = set()
        typed = ""
        place = 0
        while place < len(waiting):
            _show_claim(waiting[place], place + 1, len(waiting))
            # One reading may bring several keys that were typed ahead.
            typed = typed or next_keys()
            key, typed = typed[0], typed[1:]
            if key in verdicts:
                # Another key for a claim that one went back to takes the place of the first: the last word counts.
                decide_claim(ledger, waiting[place].stored.claim.id, verdicts[key], "reviewed", who)
                kept.add(place)
                place += 1
            elif key in ("n", " "):
                place += 1
            elif key == "b" and place > 0:
                place -= 1
            elif key in ("q", "\x04"):
                break
        print_line(f"{len(kept):,} verdicts kept")
        if len(kept) > 0:
            print_build(ledger.build())


def _show_claim(item: DoubtfulClaim, number: int, total: int) -> None:
    from rich.panel import Panel
    from rich.text import Text

    from techpol.cli.console import isolate, out
    from techpol.cli.wording import details_text

    claim, stored, source = item.stored.claim, item.stored, item.source
    console = out()
    console.clear()
    console.print(Text(f"{number} of {total}: does the source say so? {_KEYS}", style="bold"))
    console.print(Text(f"{item.why}; {claim.extractor} {claim.extractor_version}", style="dim"))
    said = Text.assemble(
        (isolate(stored.subject.name), "bold"), f" ({stored.subject.type}) ", (claim.relation, "green"), " ",
        (isolate(stored.object.name), "bold"), f" ({stored.object.type}){details_text(claim.qualifiers.to_dict())}",
    )  # fmt: skip
    said.append("" if claim.modality == "asserted" else f"  {claim.modality}", "yellow")
    console.print(said, soft_wrap=True)
    title = claim.source if source is None else source.title or source.key
    about = [] if source is None else [source.publisher, source.published, source.url]
    console.print(
        Panel(
            _passage(item),
            title=Text(isolate(title)),
            subtitle=Text(" ".join(isolate(str(part)) for part in about if part is not None)),
        )
    )


def _passage(item: DoubtfulClaim) -> Any:
    """Return the quotes with what stands around them, the quotes set off."""
    from rich.text import Text

    from techpol.cli.console import isolate
    from techpol.schema.model import Span

    text = (item.source.text if item.source is not None else None) or ""
    body = Text()
    for evidence in item.stored.claim.evidence:
        if not isinstance(evidence, Span):
            body.append("; ".join(f"{column}: {isolate(value)}" for column, value in evidence.row) + "\n\n")
            continue
        before = text[max(0, evidence.start - _AROUND) : evidence.start]
        after = text[evidence.end : evidence.end + _AROUND]
        body.append(f"{isolate(' '.join(before.split()))} ", "dim")
        body.append(isolate(" ".join(evidence.quote.split())), "bold")
        body.append(f" {isolate(' '.join(after.split()))}\n\n", "dim")
    return body
