"""How a reading gets into the ledger: one source, one transaction, nothing deleted, nothing twice."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from techpol.graph.copies import sketch
from techpol.graph.journal import PERSONS_WORD, RULE, write_event
from techpol.graph.migrations import LedgerConnection, transaction
from techpol.graph.rows import claim_data, dump, evidence_row, read_claims, referent_id
from techpol.schema.errors import SourceError
from techpol.schema.model import Claim, Reading, Referent, Refusal, Source, Span, content_hash
from techpol.schema.ontology import Ontology, load_ontology
from techpol.schema.text import fold

# Referents of one source that are remembered with their types; of larger sources the rest is looked up.
_REMEMBERED = 50_000


@dataclass(frozen=True, slots=True)
class PutReport:
    """What putting one reading into the ledger did.

    ``status``: ``new``, ``unchanged`` (nothing was written), ``changed`` (its claims, its bytes or what is known of
    it differ from before). ``claims_kept`` were there and count on; ``claims_revived`` were there and count again.
    ``known_as`` is the source that these very bytes were loaded as under another key. A ``retracted`` source stays
    so until it is restored: its claims are kept and support nothing. ``refused`` claims failed the ledger's own
    check and support nothing either; ``claims_held`` wait for a person's word.
    """

    source_id: str
    version: str
    status: str
    title: str | None = None
    claims_added: int = 0
    claims_kept: int = 0
    claims_revived: int = 0
    claims_superseded: int = 0
    referents: int = 0
    refused: int = 0
    known_as: str | None = None
    retracted: bool = False
    claims_held: int = 0


@dataclass(slots=True)
class _Tally:
    added: int = 0
    kept: int = 0
    revived: int = 0
    referents: int = 0
    refused: int = 0
    touched: bool = False  # a row that counts was written
    held: int = 0
    refusals: list[Refusal] = field(default_factory=list)


def put_reading(
    connection: LedgerConnection, reading: Reading, command: str, reader: str, now: str, again: bool = False
) -> PutReport:
    """Put one reading into the ledger in one transaction; ``again``: even where the same reader read these bytes.

    Raises SourceError where a statement belongs to another source; nothing of the reading is kept then.
    """
    with transaction(connection):
        return _Intake(connection, reading.source, command, reader, now, again).take(reading)


class _Intake:
    """One source on its way into the ledger."""

    def __init__(
        self, connection: LedgerConnection, source: Source, command: str, reader: str, now: str, again: bool
    ) -> None:
        self.connection = connection
        self.source = source
        self.source_id = source.id
        self.command = command
        self.reader = reader
        self.again = again
        self.now = now
        self.ontology: Ontology = load_ontology()
        self.tally = _Tally()
        self.types: dict[str, tuple[str, str]] = {}  # key -> referent id, type; of this reading
        self.retracted = False
        self.fresh = True  # nothing of this source was loaded before
        self.rejected_wordings: frozenset[str] = frozenset()
        self.accepted_wordings: frozenset[str] = frozenset()
        self.held: dict[str, str] = {}  # id of a claim that waits for a person's word -> the rule that holds it

    def take(self, reading: Reading) -> PutReport:
        """Read the statements into the ledger and return what that did."""
        source = self.source
        state = self.connection.execute(
            "SELECT version, reader, retracted FROM source_state WHERE id = ?", (self.source_id,)
        ).fetchone()
        described = False
        if state is None:
            twin = self._twin()
            if twin is not None:
                return PutReport(
                    self.source_id,
                    source.sha256,
                    "unchanged",
                    source.title,
                    known_as=twin[0],
                    retracted=bool(twin[1]),
                )
            self._insert_source()
        else:
            self.fresh, self.retracted = False, bool(state[2])
            described = self._describe()
            same_reader = self.reader != "" and state[1] == self.reader and not self.again
            if not described and state[0] == source.sha256 and same_reader:
                return PutReport(
                    self.source_id, source.sha256, "unchanged", source.title, retracted=self.retracted,
                    claims_kept=self._count_current(),
                )  # fmt: skip
        self._prepare_tables()
        self._take_statements(reading)
        superseded = 0 if self.fresh else self._supersede_the_rest()
        changed_bytes = state is not None and state[0] != source.sha256
        if state is None or changed_bytes or state[1] != self.reader:
            self.connection.execute(
                "INSERT INTO source_state (id, version, reader, retracted) VALUES (?, ?, ?, ?)"
                " ON CONFLICT (id) DO UPDATE SET version = excluded.version, reader = excluded.reader",
                (self.source_id, source.sha256, self.reader, self.retracted),
            )
        if changed_bytes:
            assert state is not None
            self._event("superseded", self.source_id, state[0], f"other bytes were read: {source.sha256}")
        changed = described or changed_bytes or superseded > 0 or self.tally.touched
        if state is None or changed:
            self._event(
                "reread" if self.command == "reread" else "loaded", self.source_id, source.sha256, self.reader
            )
        status = "new" if state is None else "changed" if changed else "unchanged"
        tally = self.tally
        return PutReport(
            self.source_id, source.sha256, status, source.title, tally.added, tally.kept, tally.revived, superseded,
            tally.referents, tally.refused, None, self.retracted, tally.held,
        )  # fmt: skip

    # ---- the source ----------------------------------------------------------------------------------------

    def _twin(self) -> tuple[str, int] | None:
        """Return (id, retracted) of a source with the same bytes under another key."""
        row = self.connection.execute(
            "SELECT t.id, t.retracted FROM source s JOIN source_state t ON t.id = s.id AND t.version = s.version"
            " WHERE s.version = ? AND s.kind = ? AND s.id <> ? ORDER BY t.retracted, s.loaded, s.id LIMIT 1",
            (self.source.sha256, self.source.kind, self.source_id),
        ).fetchone()
        return None if row is None else (str(row[0]), int(row[1]))

    def _description(self) -> tuple[str | None, ...]:
        source = self.source
        published = None if source.published is None else str(source.published)
        return source.title, source.publisher, source.url, published, source.language, source.text

    def _insert_source(self) -> None:
        source = self.source
        title, publisher, url, published, language, text = self._description()
        self.connection.execute(
            "INSERT INTO source (id, version, key, kind, title, publisher, url, published, retrieved, language,"
            " location, text, sketch, loaded) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                self.source_id, source.sha256, source.key, source.kind, title, publisher, url, published,
                source.retrieved, language, source.location, text, None if text is None else sketch(text), self.now,
            ),
        )  # fmt: skip

    def _describe(self) -> bool:
        """Bring the version's row up to date; return whether what is known of the source changed."""
        row = self.connection.execute(
            "SELECT title, publisher, url, published, language, text FROM source WHERE id = ? AND version = ?",
            (self.source_id, self.source.sha256),
        ).fetchone()
        if row is None:
            self._insert_source()
            return False
        now_known = self._description()
        if tuple(row) == now_known:
            return False
        names = ("title", "publisher", "url", "published", "language", "text")
        former = {name: old for name, old, new in zip(names, row, now_known, strict=True) if old != new}
        text = now_known[5]
        self.connection.execute(
            "UPDATE source SET title = ?, publisher = ?, url = ?, published = ?, language = ?, text = ?, sketch = ?"
            " WHERE id = ? AND version = ?",
            (*now_known, None if text is None else sketch(text), self.source_id, self.source.sha256),
        )
        self._event("described", self.source_id, self.source.sha256, f"was {dump(former)}")
        # Dates and publishers decide which claims are one event and which sources are independent.
        self.connection.execute(
            "INSERT OR IGNORE INTO dirty_claim SELECT number FROM claim WHERE source = ? AND status = 'live'",
            (self.source_id,),
        )
        return True

    def _count_current(self) -> int:
        row = self.connection.execute(
            "SELECT count(*) FROM claim WHERE source = ? AND current = 1", (self.source_id,)
        ).fetchone()
        return int(row[0])

    # ---- its statements --------------------------------------------------------------------------------------

    def _prepare_tables(self) -> None:
        for table in ("seen_claim", "seen_referent"):
            self.connection.execute(f"CREATE TEMP TABLE IF NOT EXISTS {table} (number INTEGER PRIMARY KEY)")
            self.connection.execute(f"DELETE FROM {table}")
        if not self.fresh:
            self.connection.execute("DELETE FROM refusal WHERE source = ?", (self.source_id,))
            self.rejected_wordings = self._wordings("rejected")
            self.accepted_wordings = self._wordings("unrejected", "confirmed")

    def _take_statements(self, reading: Reading) -> None:
        waiting: list[Claim] = []
        for statement in reading.statements:
            if statement.source != self.source_id:
                raise SourceError(
                    f"{self.source.location or self.source.key}: a statement of source {statement.source} came with"
                    f" source {self.source_id}; a reading holds statements of its own source only"
                )
            if isinstance(statement, Refusal):
                self._take_refusal(statement)
                if statement.held is None:
                    continue
                self.held[statement.held.id] = f"{RULE}{statement.reason}"
                statement = statement.held
            if isinstance(statement, Referent):
                self._take_referent(statement)
            elif self._end(statement.subject) is None or self._end(statement.object) is None:
                waiting.append(statement)  # its referents may still come
            else:
                self._take_claim(statement)
        for claim in waiting:
            self._take_claim(claim)

    def _take_referent(self, referent: Referent) -> None:
        if referent.type not in self.ontology.types:
            self._refuse("type-not-allowed", f"{referent.name}: unknown type {referent.type}", 0, 0)
            return
        key = referent_id(self.source_id, referent.key)
        data = referent.to_dict()
        text = dump(data)
        owner = referent.get("owner")
        owner_id = None if owner is None else referent_id(self.source_id, owner)
        cursor = self.connection.execute(
            "INSERT OR IGNORE INTO referent (id, source, key, type, name, folded, owner, data, live)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                key, self.source_id, referent.key, referent.type, referent.name, fold(referent.name), owner_id, text,
                not self.retracted,
            ),
        )  # fmt: skip
        self._remember(referent.key, key, referent.type)
        if cursor.rowcount == 1:
            number = cursor.lastrowid
            self._mark("referent", number)
            self.tally.touched = True
        else:
            number, former, current = self.connection.execute(
                "SELECT number, data, current FROM referent WHERE id = ?", (key,)
            ).fetchone()
            if former != text or not current:
                if former != text:
                    self.connection.execute("INSERT INTO referent_former VALUES (?, ?, ?)", (key, self.now, former))
                self.connection.execute(
                    "UPDATE referent SET type = ?, name = ?, folded = ?, owner = ?, data = ?, current = 1, live = ?"
                    " WHERE number = ?",
                    (
                        referent.type, referent.name, fold(referent.name), owner_id, text, not self.retracted, number,
                    ),
                )  # fmt: skip
                # Where in the text it is mentioned changes nothing about who it is.
                if not current or _without_places(former) != _without_places(text):
                    self._mark("referent", number)
                self.tally.touched = True
        if not self.fresh:
            self.connection.execute("INSERT OR IGNORE INTO seen_referent VALUES (?)", (number,))
        self.tally.referents += 1

    def _remember(self, key: str, referent: str, type_name: str) -> None:
        if len(self.types) >= _REMEMBERED:
            self.types.pop(next(iter(self.types)))
        self.types[key] = (referent, type_name)

    def _end(self, key: str) -> tuple[str, str] | None:
        """Return (referent id, type) of a claim's end, None where this reading has not named it."""
        known = self.types.get(key)
        if known is not None or len(self.types) < _REMEMBERED:
            return known
        referent = referent_id(self.source_id, key)
        row = self.connection.execute(
            "SELECT type FROM referent WHERE id = ? AND (? OR number IN (SELECT number FROM seen_referent))",
            (referent, self.fresh),
        ).fetchone()
        if row is None:
            return None
        self._remember(key, referent, row[0])
        return referent, str(row[0])

    def _take_claim(self, claim: Claim) -> None:
        reason = self._reason_against(claim)
        if reason is not None:
            first = next((item for item in claim.evidence if isinstance(item, Span)), None)
            start, end = (0, 0) if first is None else (first.start, first.end)
            self._refuse(reason[0], f"{claim.subject} {claim.relation} {claim.object}: {reason[1]}", start, end)
            self.tally.refused += 1
            return
        subject, target = self._end(claim.subject), self._end(claim.object)
        assert subject is not None and target is not None
        claim_id = claim.id
        data = claim_data(claim)
        cursor = self.connection.execute(
            "INSERT OR IGNORE INTO claim (id, source, version, subject, relation, object, modality, data, status)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                claim_id, self.source_id, claim.version, subject[0], claim.relation, target[0], str(claim.modality),
                data, "retracted" if self.retracted else "live",
            ),
        )  # fmt: skip
        if cursor.rowcount == 1:
            number = cursor.lastrowid
            self.connection.executemany(
                "INSERT INTO evidence VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [evidence_row(claim_id, position, item) for position, item in enumerate(claim.evidence)],
            )
            self._mark("claim", number)
            self.tally.touched = True
            decided = len(self.rejected_wordings) + len(self.accepted_wordings) > 0
            words = wording(claim) if decided else ""
            if claim_id in self.held and words not in self.accepted_wordings:
                self._hold(claim_id)
                self.tally.held += 1
            else:
                self.tally.added += 1
            if words in self.rejected_wordings:
                self._keep_rejected(claim_id)
            elif words in self.accepted_wordings:
                why = "the same words were accepted in an earlier version"
                self._event("confirmed", claim_id, self.source.sha256, why)
        else:
            number = self._meet_again(claim_id, data)
        if not self.fresh:
            self.connection.execute("INSERT OR IGNORE INTO seen_claim VALUES (?)", (number,))

    def _meet_again(self, claim_id: str, data: str) -> int:
        """Let a claim count that was there already; return its number."""
        number, former, current, rejected = self.connection.execute(
            "SELECT number, data, current, rejected FROM claim WHERE id = ?", (claim_id,)
        ).fetchone()
        if claim_id in self.held and not rejected and not self._decided(claim_id):
            self._hold(claim_id)
            self._mark("claim", number)
            self.tally.touched = True
            rejected = 1
        if current and former == data:
            self.tally.kept += 1
            return int(number)
        status = "rejected" if rejected else "retracted" if self.retracted else "live"
        self.connection.execute(
            "UPDATE claim SET current = 1, status = ?, data = ? WHERE number = ?", (status, data, number)
        )
        self._mark("claim", number)
        self.tally.touched = True
        if current:
            self.tally.kept += 1
        else:
            self.tally.revived += 1
            self._event("revived", claim_id, self.source.sha256, "read again")
        return int(number)

    def _hold(self, claim_id: str) -> None:
        """Keep a claim as rejected by a rule, until a person says otherwise."""
        self.connection.execute("UPDATE claim SET rejected = 1, status = 'rejected' WHERE id = ?", (claim_id,))
        why = "held back for a person's word"
        write_event(
            self.connection, self.now, "rejected", claim_id, self.source.sha256, self.held[claim_id], why
        )  # fmt: skip

    def _decided(self, claim_id: str) -> bool:
        """Say whether a person decided about a claim."""
        row = self.connection.execute(f"SELECT EXISTS ({PERSONS_WORD})", {"claim": claim_id}).fetchone()
        return bool(row[0])

    def _reason_against(self, claim: Claim) -> tuple[str, str] | None:
        """Return (reason, detail) if a claim may not stand. Loaders have a stricter gate of their own."""
        if len(claim.evidence) == 0:
            return "no-evidence", "a claim without evidence is not a claim"
        if claim.version != self.source.sha256:
            return "wrong-source", f"the claim is of version {claim.version} of the source"
        if claim.relation not in self.ontology.relations:
            return "unknown-relation", claim.relation
        subject, target = self._end(claim.subject), self._end(claim.object)
        if subject is None or target is None:
            return "end-unknown", claim.subject if subject is None else claim.object
        if claim.subject == claim.object:
            return "same-ends", claim.subject
        if not self.ontology.allows(claim.relation, subject[1], target[1]):
            return "type-not-allowed", f"{subject[1]} {claim.relation} {target[1]}"
        text = self.source.text or ""
        for item in claim.evidence:
            if item.source != self.source_id:
                return "wrong-source", item.source
            if isinstance(item, Span) and (
                not 0 <= item.start < item.end <= len(text) or text[item.start : item.end] != item.quote
            ):
                return "quote-not-in-text", item.quote[:120]
        return None

    def _take_refusal(self, refusal: Refusal) -> None:
        self._refuse(refusal.reason, refusal.detail, refusal.start, refusal.end)

    def _refuse(self, reason: str, detail: str, start: int, end: int) -> None:
        self.connection.execute(
            "INSERT INTO refusal VALUES (?, ?, ?, ?, ?, ?)",
            (self.source_id, self.source.sha256, start, end, reason, detail),
        )

    # ---- what was there before -------------------------------------------------------------------------------

    def _supersede_the_rest(self) -> int:
        """Take what this reading did not say out of the view; return how many claims."""
        why = f"not in {'a newer reading' if self.command == 'reread' else 'the reading'} of {self.now}"
        gone = self.connection.execute(
            "SELECT number, id FROM claim WHERE source = ? AND current = 1"
            " AND number NOT IN (SELECT number FROM seen_claim)",
            (self.source_id,),
        ).fetchall()
        for number, claim_id in gone:
            self.connection.execute(
                "UPDATE claim SET current = 0, status = CASE WHEN rejected THEN 'rejected' ELSE 'superseded' END"
                " WHERE number = ?",
                (number,),
            )
            self._mark("claim", number)
            self._event("superseded", claim_id, self.source.sha256, why)
        lost = self.connection.execute(
            "SELECT number FROM referent WHERE source = ? AND current = 1"
            " AND number NOT IN (SELECT number FROM seen_referent)",
            (self.source_id,),
        ).fetchall()
        for (number,) in lost:
            self.connection.execute("UPDATE referent SET current = 0, live = 0 WHERE number = ?", (number,))
            self._mark("referent", number)
            self.tally.touched = True
        return len(gone)

    def _wordings(self, *decisions: str) -> frozenset[str]:
        """Return the wordings of this source that a person last decided so about: other bytes may repeat them."""
        rows = self.connection.execute(
            "SELECT c.id FROM claim c JOIN event e ON e.target = c.id"
            " WHERE c.source = ? AND e.what IN (SELECT value FROM json_each(?)) AND e.number ="
            "  (SELECT max(l.number) FROM event l WHERE l.target = c.id"
            "   AND l.what IN ('rejected', 'unrejected', 'confirmed'))"
            f" AND e.by NOT LIKE '{RULE}%'",
            (self.source_id, dump(list(decisions))),
        ).fetchall()
        return frozenset(wording(claim) for _, _, claim in read_claims(self.connection, [row[0] for row in rows]))

    def _keep_rejected(self, claim_id: str) -> None:
        self.connection.execute("UPDATE claim SET rejected = 1, status = 'rejected' WHERE id = ?", (claim_id,))
        self._event("rejected", claim_id, self.source.sha256, "the same words were rejected in an earlier version")

    # ---- bookkeeping -----------------------------------------------------------------------------------------

    def _mark(self, table: str, number: int | None) -> None:
        self.connection.execute(f"INSERT OR IGNORE INTO dirty_{table} VALUES (?)", (number,))

    def _event(self, what: str, target: str, version: str, why: str) -> None:
        write_event(self.connection, self.now, what, target, version, self.command, why)


def _without_places(data: str) -> dict[str, Any]:
    """Return what is kept of a referent, its mentions by their words alone."""
    kept: dict[str, Any] = json.loads(data)
    kept["mentions"] = sorted({f"{kind}:{text}" for _, _, text, kind in kept.get("mentions", ())})
    return kept


def wording(claim: Claim) -> str:
    """Return a hash of what a claim says in which words, wherever they stand in the source."""
    words = [item.quote if isinstance(item, Span) else [item.key, item.sha256] for item in claim.evidence]
    return content_hash(
        claim.subject, claim.relation, claim.object, str(claim.modality), claim.attribution,
        claim.qualifiers.to_dict(), words,
    )  # fmt: skip


__all__ = ["PutReport", "put_reading", "wording"]
