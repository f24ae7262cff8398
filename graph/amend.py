"""A person's word on what was loaded: retract, restore, reject, add. All dated, nothing deleted."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from techpol.graph.intake import PutReport, put_reading
from techpol.graph.journal import RULE, STATUS, write_event
from techpol.graph.judgements import PERSON, write_judgements
from techpol.graph.ledger_view import LedgerView
from techpol.graph.listing import edges_resting_on
from techpol.graph.migrations import LedgerConnection, transaction
from techpol.graph.rows import dump, referent_id
from techpol.schema.errors import NotFoundError, UsageError
from techpol.schema.model import (
    Claim,
    Judgement,
    Modality,
    Name,
    Qualifiers,
    Reading,
    Record,
    Referent,
    Source,
    Verdict,
)
from techpol.schema.ontology import load_ontology
from techpol.schema.text import fold
from techpol.schema.values import PartialDate

HAND = "hand"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a source or claim stands after a person's word. ``changed`` is False where it stood so already.

    ``claims`` counts the claims that stopped counting or count again; ``edges`` are the ids of the edges that rested
    on nothing else: the next build takes them out (or back). ``idle`` is why a claim counts for nothing whatever is
    decided of it ("superseded", "retracted", "held": by a rule till now), None where the decision is what counts.
    """

    target: str
    changed: bool
    claims: int
    edges: tuple[str, ...] = ()
    idle: str | None = None


@dataclass(frozen=True, slots=True)
class End:
    """One end of a claim that a person adds: a name and its type, and the entity that it is, where it is known."""

    name: str
    type: str
    entity: str | None = None
    language: str = "und"


@dataclass(frozen=True, slots=True)
class AddReport:
    """The source and the claim that a person's word became. ``put.status`` is ``unchanged`` where it was there."""

    source_id: str
    claim_id: str
    put: PutReport


def retract(connection: LedgerConnection, source_id: str, why: str, by: str, now: str) -> Standing:
    """Take a source out of the view."""
    with transaction(connection):
        if _retracted(connection, source_id):
            return Standing(source_id, False, 0)
        edges = tuple(edges_resting_on(connection, source_id))
        return _set_retracted(connection, source_id, 1, why, by, now, edges)


def restore(connection: LedgerConnection, source_id: str, why: str, by: str, now: str) -> Standing:
    """Let a retracted source count again."""
    with transaction(connection):
        if not _retracted(connection, source_id):
            return Standing(source_id, False, 0)
        return _set_retracted(connection, source_id, 0, why, by, now, ())


def _retracted(connection: LedgerConnection, source_id: str) -> bool:
    row = connection.execute("SELECT retracted FROM source_state WHERE id = ?", (source_id,)).fetchone()
    if row is None:
        raise NotFoundError(f"no source {source_id!r} in the ledger; techpol sources lists them")
    return bool(row[0])


def _set_retracted(
    connection: LedgerConnection, source_id: str, retracted: int, why: str, by: str, now: str, edges: tuple[str, ...]
) -> Standing:
    connection.execute("UPDATE source_state SET retracted = ? WHERE id = ?", (retracted, source_id))
    before, after = ("live", "retracted") if retracted else ("retracted", "live")
    connection.execute(
        "INSERT OR IGNORE INTO dirty_claim SELECT number FROM claim WHERE source = ? AND status = ?",
        (source_id, before),
    )
    claims = connection.execute(
        "UPDATE claim SET status = ? WHERE source = ? AND status = ?", (after, source_id, before)
    ).rowcount
    connection.execute(
        "INSERT OR IGNORE INTO dirty_referent SELECT number FROM referent WHERE source = ? AND current = 1",
        (source_id,),
    )
    connection.execute("UPDATE referent SET live = ? WHERE source = ? AND current = 1", (not retracted, source_id))
    write_event(connection, now, "retracted" if retracted else "restored", source_id, "", by, why)
    return Standing(source_id, True, claims, edges)


def reject_claim(connection: LedgerConnection, claim_id: str, why: str, by: str, now: str) -> Standing:
    """Have a claim support nothing."""
    return _set_rejected(connection, claim_id, 1, why, by, now)


def unreject(connection: LedgerConnection, claim_id: str, why: str, by: str, now: str) -> Standing:
    """Let a rejected claim count again."""
    return _set_rejected(connection, claim_id, 0, why, by, now)


def confirm_claim(connection: LedgerConnection, claim_id: str, why: str, by: str, now: str) -> Standing:
    """Keep that a person looked at a claim and found it right; one that was held back or rejected counts again."""
    row = connection.execute("SELECT rejected FROM claim WHERE id = ?", (claim_id,)).fetchone()
    if row is not None and row[0]:
        return _set_rejected(connection, claim_id, 0, why, by, now)
    with transaction(connection):
        if row is None:
            raise NotFoundError(f"no claim {claim_id!r} in the ledger; techpol claims lists them")
        last = connection.execute(
            "SELECT what FROM event WHERE target = ? ORDER BY number DESC LIMIT 1", (claim_id,)
        ).fetchone()
        if last is not None and last[0] == "confirmed":
            return Standing(claim_id, False, 0)
        write_event(connection, now, "confirmed", claim_id, "", by, why)
        return Standing(claim_id, True, 0)


def _held(connection: LedgerConnection, claim_id: str) -> bool:
    row = connection.execute(f"SELECT {STATUS} FROM claim c WHERE c.id = ?", (claim_id,)).fetchone()
    return row is not None and row[0] == "held"


def _set_rejected(
    connection: LedgerConnection, claim_id: str, rejected: int, why: str, by: str, now: str
) -> Standing:
    with transaction(connection):
        row = connection.execute(
            "SELECT c.number, c.rejected, c.status, c.current, t.retracted FROM claim c"
            " JOIN source_state t ON t.id = c.source WHERE c.id = ?",
            (claim_id,),
        ).fetchone()
        if row is None:
            raise NotFoundError(f"no claim {claim_id!r} in the ledger; techpol claims lists them")
        number, was, status, current, retracted = row
        if was == rejected:
            # What a rule only holds back, a person may reject: it counts no less, and is asked about no more.
            if not (rejected and _held(connection, claim_id)) or by.startswith(RULE):
                return Standing(claim_id, False, 0)
            write_event(connection, now, "rejected", claim_id, "", by, why)
            return Standing(claim_id, True, 0, (), "held")
        edges: tuple[str, ...] = ()
        if rejected and status == "live":
            found = connection.execute(
                "SELECT ec.edge FROM edge_claim ec WHERE ec.claim = ?1 AND NOT EXISTS ("
                "  SELECT 1 FROM edge_claim other JOIN claim k ON k.id = other.claim"
                "  WHERE other.edge = ec.edge AND k.id <> ?1 AND k.status = 'live') ORDER BY ec.edge",
                (claim_id,),
            )
            edges = tuple(edge for (edge,) in found)
        after = "rejected" if rejected else "superseded" if not current else "retracted" if retracted else "live"
        connection.execute("UPDATE claim SET rejected = ?, status = ? WHERE number = ?", (rejected, after, number))
        connection.execute("INSERT OR IGNORE INTO dirty_claim VALUES (?)", (number,))
        write_event(connection, now, "rejected" if rejected else "unrejected", claim_id, "", by, why)
        idle = None if "live" in (status, after) else "superseded" if not current else "retracted"
        return Standing(claim_id, True, int(idle is None), edges, idle)


def add(
    connection: LedgerConnection, subject: End, relation: str, target: End, by: str, why: str,
    modality: Modality, qualifiers: Qualifiers, attribution: str | None, now: str,
) -> AddReport:  # fmt: skip
    """Keep a person's claim: a source of kind ``hand`` with one record that says who, why and when."""
    _check_ends(subject, relation, target, by, why)
    said = {
        "subject": subject.name, "subject_type": subject.type, "relation": relation, "object": target.name,
        "object_type": target.type, "modality": str(modality), "attribution": attribution or "",
        "qualifiers": dump(qualifiers.to_dict()), "by": by, "why": why,
    }  # fmt: skip
    entities = [subject.entity or "", target.entity or ""]
    fingerprint = hashlib.sha256(dump([said, entities]).encode("utf-8", "surrogatepass")).hexdigest()
    source = Source(
        key=f"{by}:{fingerprint[:16]}",
        kind=HAND,
        sha256=fingerprint,
        title=f"By hand: {why}",
        publisher=by,
        published=PartialDate.clean(now[:10]),
    )
    with transaction(connection):
        kept = connection.execute("SELECT id FROM claim WHERE source = ? ORDER BY number", (source.id,)).fetchone()
        if kept is not None:
            row = connection.execute("SELECT retracted FROM source_state WHERE id = ?", (source.id,)).fetchone()
            known = PutReport(
                source.id, fingerprint, "unchanged", source.title, claims_kept=1, retracted=bool(row[0])
            )
            return AddReport(source.id, kept[0], known)
        referents = [_referent(source, subject), _referent(source, target)]
        record = Record(
            source.id, "1", (*((name, value) for name, value in said.items() if value != ""), ("when", now))
        )
        claim = Claim(
            source=source.id, version=fingerprint, subject=referents[0].key, relation=relation,
            object=referents[1].key, evidence=(record,), modality=modality, attribution=attribution,
            qualifiers=qualifiers, extractor=HAND,
            rule=f"{PERSON}{by}",
        )  # fmt: skip
        report = put_reading(connection, Reading(source, [*referents, claim]), "add", HAND, now)
        if report.claims_added != 1:
            refusal = connection.execute("SELECT detail FROM refusal WHERE source = ?", (source.id,)).fetchone()
            raise UsageError(f"the claim cannot stand: {refusal[0] if refusal is not None else 'unknown reason'}")
        write_event(connection, now, "added", claim.id, fingerprint, by, why)
        for end, referent in zip((subject, target), referents, strict=True):
            if end.entity is not None:
                _judge_same(connection, referent, end.entity, by, why, now)
        return AddReport(source.id, claim.id, report)


def _check_ends(subject: End, relation: str, target: End, by: str, why: str) -> None:
    ontology = load_ontology()
    if by.strip() == "":
        raise UsageError("a claim by hand needs the name of who adds it")
    if why.strip() == "":
        raise UsageError("a claim by hand needs a reason: it is the claim's evidence")
    if relation not in ontology.relations:
        raise UsageError(f"no relation {relation!r}; known: {', '.join(sorted(ontology.relations))}")
    for end in (subject, target):
        if fold(end.name) == "":
            raise UsageError("a claim by hand needs a name at both ends")
        if end.type not in ontology.types:
            raise UsageError(f"no type {end.type!r}; known: {', '.join(sorted(ontology.types))}")
    if not ontology.allows(relation, subject.type, target.type):
        spec = ontology.relation(relation)
        raise UsageError(
            f"{relation} does not join {subject.type} to {target.type}; it joins {', '.join(spec.subject)}"
            f" to {', '.join(spec.object)}"
        )


def _referent(source: Source, end: End) -> Referent:
    return Referent(
        source.id, f"{end.type}:{fold(end.name)}", end.type, end.name, names=(Name(end.name, end.language),)
    )


def _judge_same(connection: LedgerConnection, referent: Referent, entity: str, by: str, why: str, now: str) -> None:
    view = LedgerView(connection)
    oldest = next(view.iter_members(entity), None)
    if oldest is None:
        raise NotFoundError(f"no entity {entity!r} in the ledger")
    mine, theirs = referent_id(referent.source, referent.key), oldest.id
    left, right = min(mine, theirs), max(mine, theirs)
    write_judgements(connection, [Judgement(left, right, Verdict.SAME, f"{PERSON}{by}", made=now, why=why)], now)
