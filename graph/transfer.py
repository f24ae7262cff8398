"""From ledger to ledger: everything that one holds as a stream, and how another takes it in.

Nothing is doubled: a source, claim or judgement is known by its id. What two ledgers hold of one source is joined.
Where persons decided differently nothing is guessed: the conflict is listed, and this ledger's own word stays.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from techpol.graph import amend
from techpol.graph.intake import PutReport, put_reading
from techpol.graph.journal import RULE
from techpol.graph.judgements import PERSON, undo_judgements, write_judgements
from techpol.graph.ledger import Ledger
from techpol.graph.migrations import transaction
from techpol.graph.rows import claim_of, evidence_by_claim, referent_id, referent_of
from techpol.schema.model import Claim, Judgement, Reading, Referent, Refusal, Source, Verdict
from techpol.schema.stored import (
    DECISIONS,
    FORMAT_NAME,
    FORMAT_VERSION,
    Decision,
    StoredItem,
    StoredJudgement,
    StoredStatement,
    StoredVersion,
)

_PAGE = 500


@dataclass(frozen=True, slots=True)
class Conflict:
    """Where two ledgers disagree: about what (a source, claim or judgement id), and what each says."""

    what: str
    target: str
    here: str
    there: str


@dataclass(slots=True)
class TransferReport:
    """What taking in another ledger did. ``put`` has one report for each version that was written."""

    put: list[PutReport] = field(default_factory=list)
    unchanged: int = 0
    judgements: int = 0
    decisions: int = 0
    conflicts: list[Conflict] = field(default_factory=list)


# ---- out ---------------------------------------------------------------------------------------------------------


def iter_stored(ledger: Ledger) -> Iterator[StoredItem]:
    """Yield everything that a ledger holds: versions of sources in the order of loading, judgements, decisions."""
    connection = ledger.connection
    versions: dict[str, list[str]] = {}
    for source_id, version in connection.execute("SELECT id, version FROM source ORDER BY rowid"):
        versions.setdefault(source_id, []).append(version)
    for source_id, known in versions.items():
        current, reader = connection.execute(
            "SELECT version, reader FROM source_state WHERE id = ?", (source_id,)
        ).fetchone()
        for version in [*(version for version in known if version != current), current]:
            yield _stored_version(ledger, source_id, version, current, reader)
    yield from _stored_judgements(ledger)
    yield from last_decisions(ledger).values()


def _stored_version(ledger: Ledger, source_id: str, version: str, current: str, reader: str) -> StoredVersion:
    source = ledger.get_source(source_id, version)
    assert source is not None
    loaded, former = ledger.connection.execute(
        "SELECT loaded, (SELECT count(*) FROM claim WHERE source = ?1 AND version = ?2 AND current = 0)"
        " FROM source WHERE id = ?1 AND version = ?2",
        (source_id, version),
    ).fetchone()
    statements = chain(
        _referents(ledger, source_id, version, version == current), _claims(ledger, source_id, version),
        (StoredStatement(refusal) for refusal in _refusals(ledger, source_id, version)),
    )  # fmt: skip
    return StoredVersion(source, statements, reader, version == current, loaded, former)


def _referents(ledger: Ledger, source_id: str, version: str, is_current: bool) -> Iterator[StoredStatement]:
    """Yield the referents that a version's claims need, and for the current version all that are current."""
    last = 0
    while True:
        rows = ledger.connection.execute(
            "SELECT number, data, current FROM referent r WHERE source = ?1 AND number > ?2 AND ((?3 AND current) OR"
            " EXISTS (SELECT 1 FROM claim c WHERE c.source = ?1 AND c.version = ?4 AND c.subject = r.id) OR"
            " EXISTS (SELECT 1 FROM claim c WHERE c.source = ?1 AND c.version = ?4 AND c.object = r.id))"
            f" ORDER BY number LIMIT {_PAGE}",
            (source_id, last, is_current, version),
        ).fetchall()
        for _, data, current in rows:
            yield StoredStatement(referent_of(data), bool(current))
        if len(rows) < _PAGE:
            return
        last = rows[-1][0]


def _claims(ledger: Ledger, source_id: str, version: str) -> Iterator[StoredStatement]:
    last = 0
    while True:
        rows = ledger.connection.execute(
            "SELECT number, id, relation, modality, data, current FROM claim WHERE source = ? AND version = ?"
            f" AND number > ? ORDER BY number LIMIT {_PAGE}",
            (source_id, version, last),
        ).fetchall()
        evidence = evidence_by_claim(ledger.connection, [row[1] for row in rows])
        for _, claim_id, relation, modality, data, current in rows:
            claim = claim_of(source_id, version, relation, modality, data, evidence[claim_id])
            yield StoredStatement(claim, bool(current))
        if len(rows) < _PAGE:
            return
        last = rows[-1][0]


def _refusals(ledger: Ledger, source_id: str, version: str) -> Iterator[Refusal]:
    last = 0
    while True:
        rows = ledger.connection.execute(
            "SELECT rowid, start, end, reason, detail FROM refusal WHERE source = ? AND version = ? AND rowid > ?"
            f" ORDER BY rowid LIMIT {_PAGE}",
            (source_id, version, last),
        ).fetchall()
        for _, *said in rows:
            yield Refusal(source_id, *said)
        if len(rows) < _PAGE:
            return
        last = rows[-1][0]


def _stored_judgements(ledger: Ledger) -> Iterator[StoredJudgement]:
    live = {judgement.id for judgement in ledger.iter_judgements()}
    undone = {event.target: event for event in ledger.iter_events() if event.what == "undone"}
    for judgement in ledger.iter_judgements(live=False):
        event = undone.get(judgement.id)
        if judgement.id in live or event is None:
            yield StoredJudgement(judgement, judgement.id in live)
        else:
            yield StoredJudgement(judgement, False, event.by, event.why, event.at)


def last_decisions(ledger: Ledger) -> dict[str, Decision]:
    """Return what was last decided about each claim or source that a person decided about."""
    found: dict[str, Decision] = {}
    for event in ledger.iter_events():
        if event.what in DECISIONS:
            found.pop(event.target, None)
            found[event.target] = Decision(event.what, event.target, event.by, event.why, event.at)
    return found


def iter_ledger_lines(ledger: Ledger) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the lines of a ledger: (kind, JSON values)."""
    for item in iter_stored(ledger):
        if isinstance(item, StoredVersion):
            data = item.source.to_dict() | {"reader": item.reader, "loaded": item.loaded}
            if not item.current:
                data["current"] = False
            if item.former > 0:
                data["former"] = item.former
            yield "source", data
            for stored in item.statements:
                kind = type(stored.statement).__name__.lower()
                yield kind, stored.statement.to_dict() | ({} if stored.current else {"current": False})
        else:
            yield "judgement" if isinstance(item, StoredJudgement) else "decision", item.to_dict()


# ---- in ----------------------------------------------------------------------------------------------------------


def take_in(
    ledger: Ledger, items: Iterable[StoredItem], command: str = "load", report: TransferReport | None = None
) -> TransferReport:
    """Take what another ledger holds into this one; ``build`` is the caller's. A report that is given is added to.

    Raises SourceError where a version cannot be kept; what came before it stays.
    """
    report = report if report is not None else TransferReport()
    for item in items:
        if isinstance(item, StoredVersion):
            _take_version(ledger, item, command, report)
        elif isinstance(item, StoredJudgement):
            _take_judgement(ledger, item, report)
        else:
            _take_decision(ledger, item, report)
    return report


def _take_version(ledger: Ledger, item: StoredVersion, command: str, report: TransferReport) -> None:
    source = item.source
    state = ledger.connection.execute(
        "SELECT t.version, t.reader, s.loaded FROM source_state t"
        " JOIN source s ON s.id = t.id AND s.version = t.version WHERE t.id = ?",
        (source.id,),
    ).fetchone()
    if state is None:
        _put_whole(ledger, item, command, report)
        return
    version, reader, loaded = state
    mine = ledger.get_source(source.id)
    assert mine is not None
    own = list(current_statements(ledger, mine)) if source.sha256 != version else []
    if not _knows_version(ledger, source):
        # The version that was loaded last counts.
        _put_whole(ledger, item, command, report)
        if not item.current or item.loaded < loaded:
            _put(ledger, Reading(mine, own), command, reader, loaded)
        return
    # What was refused is kept of the version that counts, and of no other.
    unknown = [
        stored
        for stored in item.statements
        if not (isinstance(stored.statement, Refusal) and source.sha256 != version)
        and not _knows(ledger, source, stored.statement)
    ]
    if len(unknown) == 0:
        report.unchanged += 1
    elif source.sha256 == version:
        added = (stored.statement for stored in unknown if stored.current)
        joined = Reading(mine, chain(list(current_statements(ledger, mine)), added))
        report.put.append(_put(ledger, joined, command, _distinct(reader, "joined"), loaded))
    else:
        claims = [stored.statement for stored in unknown]
        needed = {key for claim in claims if isinstance(claim, Claim) for key in (claim.subject, claim.object)}
        ends = [found for key in sorted(needed) if (found := ledger.get_referent(referent_id(source.id, key)))]
        former = Reading(source, [*ends, *claims])
        report.put.append(_put(ledger, former, command, _distinct(reader, "earlier"), item.loaded))
        _put(ledger, Reading(mine, own), command, reader, loaded)


def _put_whole(ledger: Ledger, item: StoredVersion, command: str, report: TransferReport) -> None:
    if item.former == 0:
        statements = (stored.statement for stored in item.statements)
        report.put.append(_put(ledger, Reading(item.source, statements), command, item.reader, item.loaded))
        return
    # What a later reading of the same bytes dropped is put first, under another reader, and then dropped again.
    kept = list(item.statements)
    everything = Reading(item.source, [stored.statement for stored in kept])
    report.put.append(_put(ledger, everything, command, _distinct(item.reader, "earlier"), item.loaded))
    if item.current:
        current = [stored.statement for stored in kept if stored.current]
        _put(ledger, Reading(item.source, current), command, item.reader, item.loaded)


def _put(ledger: Ledger, reading: Reading, command: str, reader: str, loaded: str) -> PutReport:
    """Put a reading with the time at which it was loaded first: which version counts follows from it."""
    if loaded == "":
        return ledger.put(reading, command, reader)
    return put_reading(ledger.connection, reading, command, reader, loaded)


def _distinct(reader: str, how: str) -> str:
    """Return a reader's name for a reading that is not its own: its next reading is then no longer "the same"."""
    return reader if reader.endswith(f"({how})") else f"{reader} ({how})".strip()


def _knows(ledger: Ledger, source: Source, statement: Referent | Claim | Refusal) -> bool:
    if isinstance(statement, Refusal):
        row = ledger.connection.execute(
            "SELECT 1 FROM refusal WHERE source = ? AND version = ? AND start = ? AND end = ? AND reason = ?"
            " AND detail = ?",
            (source.id, source.sha256, statement.start, statement.end, statement.reason, statement.detail),
        ).fetchone()
        return row is not None
    table = "referent" if isinstance(statement, Referent) else "claim"
    return ledger.connection.execute(f"SELECT 1 FROM {table} WHERE id = ?", (statement.id,)).fetchone() is not None


def _knows_version(ledger: Ledger, source: Source) -> bool:
    row = ledger.connection.execute(
        "SELECT 1 FROM source WHERE id = ? AND version = ?", (source.id, source.sha256)
    ).fetchone()
    return row is not None


def current_statements(ledger: Ledger, source: Source) -> Iterator[Referent | Claim | Refusal]:
    """Yield what the last reading of a source gave: referents, claims (rejected ones too) and refusals."""
    rows = ledger.connection.execute(
        "SELECT data FROM referent WHERE source = ? AND current ORDER BY number", (source.id,)
    ).fetchall()
    for (data,) in rows:
        yield Referent.from_dict(json.loads(data))
    for stored in _claims(ledger, source.id, source.sha256):
        if stored.current:
            yield stored.statement
    yield from _refusals(ledger, source.id, source.sha256)


def _take_judgement(ledger: Ledger, item: StoredJudgement, report: TransferReport) -> None:
    judgement = item.judgement
    if any(ledger.get_referent(end) is None for end in (judgement.left, judgement.right)):
        # Its source is here under another key, or was not sent along.
        report.conflicts.append(Conflict("judgement", judgement.id, "an end is not in this ledger", _said(judgement)))
        return
    connection = ledger.connection
    known = connection.execute("SELECT live FROM judgement WHERE id = ?", (judgement.id,)).fetchone()
    if known is not None:
        if bool(known[0]) != item.live:
            here, there = ("counts", "undone") if known[0] else ("undone", "counts")
            report.conflicts.append(
                Conflict("judgement", judgement.id, here, f"{there}{_by(item.undone_by, item.undone_why)}")
            )
        return
    against = _opposite(ledger, judgement) if item.live else None
    if against is not None:
        report.conflicts.append(Conflict("judgement", judgement.id, _said(against), _said(judgement)))
        return
    now = judgement.made or item.undone_at
    with transaction(connection):
        report.judgements += write_judgements(connection, [judgement], now)
        if not item.live:
            undo_judgements(connection, [judgement.id], item.undone_by, item.undone_why, item.undone_at)


def _opposite(ledger: Ledger, judgement: Judgement) -> Judgement | None:
    """Return a judgement that counts here, has the same authority or more, and says the opposite."""
    by_person = judgement.by.startswith(PERSON)
    for other in ledger.iter_judgements(referent=judgement.left):
        same_pair = (other.left, other.right) == (judgement.left, judgement.right)
        differs = {other.verdict, judgement.verdict} == {Verdict.SAME, Verdict.DIFFERENT}
        if same_pair and differs and other.by.startswith(PERSON) == by_person:
            return other
    return None


def _take_decision(ledger: Ledger, decision: Decision, report: TransferReport) -> None:
    mine = _last_decision(ledger, decision.target)
    # A rule's word gives way to a person's, wherever it stands.
    if mine is not None and (decision.by.startswith(RULE) or not mine.by.startswith(RULE)):
        if mine.what != decision.what and decision.by.startswith(RULE):
            return
        if mine.what != decision.what:
            what = "claim" if decision.target.startswith("c-") else "source"
            report.conflicts.append(
                Conflict(
                    what, decision.target, f"{mine.what}{_by(mine.by, mine.why)}",
                    f"{decision.what}{_by(decision.by, decision.why)}",
                )
            )  # fmt: skip
        return
    apply = {
        "rejected": amend.reject_claim, "unrejected": amend.unreject, "confirmed": amend.confirm_claim,
        "retracted": amend.retract, "restored": amend.restore,
    }[decision.what]  # fmt: skip
    table = "claim" if decision.target.startswith("c-") else "source_state"
    if ledger.connection.execute(f"SELECT 1 FROM {table} WHERE id = ?", (decision.target,)).fetchone() is None:
        there = f"{decision.what}{_by(decision.by, decision.why)}"
        report.conflicts.append(Conflict("decision", decision.target, "not in this ledger", there))
        return
    standing = apply(ledger.connection, decision.target, decision.why, decision.by, decision.at)
    report.decisions += int(standing.changed)


def _last_decision(ledger: Ledger, target: str) -> Decision | None:
    last = None
    for event in ledger.iter_events(target):
        if event.what in DECISIONS:
            last = Decision(event.what, event.target, event.by, event.why, event.at)
    return last


def _said(judgement: Judgement) -> str:
    return f"{judgement.left} and {judgement.right}: {judgement.verdict}{_by(judgement.by, judgement.why)}"


def _by(who: str, why: str) -> str:
    return (f" by {who}" if who else "") + (f" ({why})" if why else "")


__all__ = [
    "FORMAT_NAME", "FORMAT_VERSION", "Conflict", "TransferReport", "current_statements", "iter_ledger_lines",
    "iter_stored", "last_decisions", "take_in",
]  # fmt: skip
