"""A ledger as resolution sees it."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, Protocol

from techpol.graph.judgements import mark_referents
from techpol.graph.migrations import LedgerConnection, transaction
from techpol.graph.resolve.store import around, hashed
from techpol.schema.model import Claim, Judgement, Referent, Source, Verdict
from techpol.schema.values import PartialDate

CHUNK = 400
MAX_CLAIMS = 200  # of one referent, at each end
WITHDRAWN_BY = "rule:resolve"  # who undid a judgement that no longer follows


class LedgerLike(Protocol):
    """What of the ledger is used here."""

    @property
    def connection(self) -> LedgerConnection:
        """The open ledger."""

    def judge(self, found: Iterable[Judgement]) -> int:
        """Keep judgements."""

    def undo_judgements(self, ids: Iterable[str], by: str, why: str) -> int:
        """Take judgements out of the view."""


class LedgerStore:
    """A ledger as resolution sees it."""

    def __init__(self, ledger: LedgerLike) -> None:
        self.ledger = ledger
        self.connection = ledger.connection

    def _rows(self, statement: str, ids: Collection[str] | Collection[int]) -> Iterator[tuple[Any, ...]]:
        ordered = sorted(ids)
        for start in range(0, len(ordered), CHUNK):
            listed = json.dumps(ordered[start : start + CHUNK])
            yield from self.connection.execute(statement, (listed,)).fetchall()

    def iter_referent_ids(self) -> Iterator[str]:
        """Yield the ids of live referents, in order."""
        last = ""
        while True:
            rows = self.connection.execute(
                "SELECT id FROM referent WHERE live = 1 AND id > ? ORDER BY id LIMIT 5000", (last,)
            ).fetchall()
            if len(rows) == 0:
                return
            yield from (row[0] for row in rows)
            last = rows[-1][0]

    def get_referents(self, ids: Collection[str]) -> dict[str, Referent]:
        """Return live referents by id."""
        statement = (
            "SELECT id, data FROM referent WHERE live = 1 AND id IN (SELECT value FROM json_each(?)) ORDER BY id"
        )
        return {key: Referent.from_dict(json.loads(data)) for key, data in self._rows(statement, ids)}

    def get_sources(self, ids: Collection[str]) -> dict[str, Source]:
        """Return sources by id, without text."""
        statement = (
            "SELECT s.id, s.key, s.kind, s.version, s.title, s.published, s.language FROM source s"
            " JOIN source_state t ON t.id = s.id AND t.version = s.version"
            " WHERE s.id IN (SELECT value FROM json_each(?))"
        )
        return {
            key: Source(name, kind, version, title=title, published=PartialDate.clean(published), language=language)
            for key, name, kind, version, title, published, language in self._rows(statement, ids)
        }

    def get_texts(self, ids: Collection[str]) -> dict[str, str]:
        """Return the texts of sources by source id."""
        statement = (
            "SELECT s.id, s.text FROM source s JOIN source_state t ON t.id = s.id AND t.version = s.version"
            " WHERE s.id IN (SELECT value FROM json_each(?)) AND s.text IS NOT NULL"
        )
        return dict(self._rows(statement, ids))

    def iter_claims(self, ids: Collection[str]) -> Iterator[Claim]:
        """Yield live claims that have one of the referents at an end, without evidence.

        Of a referent that a register ties to thousands only the first by id are read: they say enough of it.
        """
        columns = "number, source, version, relation, modality, data"
        parts = [
            f"SELECT {columns} FROM (SELECT *, row_number() OVER (PARTITION BY {end} ORDER BY id) AS rank FROM claim"
            f" WHERE status = 'live' AND {end} IN (SELECT value FROM json_each(?1))) WHERE rank <= {MAX_CLAIMS}"
            for end in ("subject", "object")
        ]
        statement = f"{' UNION '.join(parts)} ORDER BY 1"
        seen: set[int] = set()
        for number, source, version, relation, modality, data in self._rows(statement, ids):
            if number in seen:
                continue
            seen.add(number)
            kept = json.loads(data)
            yield Claim.from_dict(
                {
                    "source": source, "version": version, "relation": relation, "modality": modality,
                    "subject": kept["subject"], "object": kept["object"], "evidence": [],
                    "qualifiers": kept.get("qualifiers", {}),
                }
            )  # fmt: skip

    def iter_judgements(self, ids: Collection[str] | None = None) -> Iterator[Judgement]:
        """Yield the judgements that count, by id."""
        columns = "id, left, right, verdict, by, version, made, score, why"
        if ids is None:
            rows: Iterable[tuple[Any, ...]] = self.connection.execute(
                f"SELECT {columns} FROM judgement WHERE live = 1 ORDER BY id"
            )
        else:
            statement = (
                f"SELECT {columns} FROM judgement WHERE live = 1 AND left IN (SELECT value FROM json_each(?1))"
                f" UNION SELECT {columns} FROM judgement WHERE live = 1"
                " AND right IN (SELECT value FROM json_each(?1)) ORDER BY 1"
            )
            rows = self._rows(statement, ids)
        for _, left, right, verdict, by, version, made, score, why in rows:
            yield Judgement(left, right, Verdict(verdict), by, version, made, score, why)

    def find_judgements(self, ids: Collection[str]) -> Iterator[Judgement]:
        """Yield those of some judgements that are there and count."""
        rows = self._rows(
            "SELECT left, right, verdict, by, version, made, score, why FROM judgement"
            " WHERE live = 1 AND id IN (SELECT value FROM json_each(?)) ORDER BY id",
            ids,
        )
        for left, right, verdict, by, version, made, score, why in rows:
            yield Judgement(left, right, Verdict(verdict), by, version, made, score, why)

    def get_likely(self, ids: Collection[str]) -> dict[str, list[str]]:
        """Return the few that referents may be the same as."""
        found: dict[str, list[str]] = {}
        rows = self._rows(
            "SELECT referent, other FROM likely WHERE referent IN (SELECT value FROM json_each(?)) ORDER BY 1, 2", ids
        )
        for referent, other in rows:
            found.setdefault(referent, []).append(other)
        return found

    def set_likely(self, likely: Mapping[str, Collection[str]]) -> None:
        """Replace the few that referents may be the same as."""
        there = self.get_likely(likely)
        changed = {key: others for key, others in likely.items() if set(others) != set(there.get(key, ()))}
        with transaction(self.connection):
            self.connection.executemany("DELETE FROM likely WHERE referent = ?", [(key,) for key in sorted(changed)])
            rows = sorted((key, other) for key, others in changed.items() for other in others)
            self.connection.executemany("INSERT INTO likely VALUES (?, ?)", rows)

    def weigh_anew(self, judgements: Iterable[Judgement]) -> None:
        """Replace score and reasons of judgements."""
        rows = [(judgement.score, judgement.why, judgement.id) for judgement in judgements]
        with transaction(self.connection):
            self.connection.executemany("UPDATE judgement SET score = ?, why = ? WHERE id = ? AND live", rows)

    def add_judgements(self, judgements: Iterable[Judgement]) -> int:
        """Keep judgements; return how many are new or count again."""
        listed = list(judgements)
        ends = {judgement.id: (judgement.left, judgement.right) for judgement in listed}
        with transaction(self.connection):
            dead = self._rows(
                "SELECT j.id, (SELECT e.by FROM event e WHERE e.target = j.id AND e.what = 'undone'"
                " ORDER BY e.number DESC LIMIT 1) FROM judgement j"
                " WHERE j.id IN (SELECT value FROM json_each(?)) AND NOT j.live",
                ends,
            )
            # What this rule itself took back may come back; what a person undid stays undone.
            again = [judgement_id for judgement_id, by in dead if by == WITHDRAWN_BY]
            for judgement_id in again:
                self.connection.execute("UPDATE judgement SET live = 1 WHERE id = ?", (judgement_id,))
                mark_referents(self.connection, ends[judgement_id])
            return len(again) + self.ledger.judge(listed)

    def withdraw(self, ids: Collection[str], why: str) -> int:
        """Take judgements of rules out of the view; return how many counted until now."""
        return self.ledger.undo_judgements(sorted(ids), WITHDRAWN_BY, why) if len(ids) > 0 else 0

    def take_back(self, ids: Collection[str], by: str, why: str) -> int:
        """Undo judgements for a person, so that no rule brings them back; return how many counted until now."""
        return self.ledger.undo_judgements(sorted(ids), by, why) if len(ids) > 0 else 0

    def get_quotes(self, referent: Referent, limit: int) -> list[str]:
        """Return words of the source that claims on a referent rest on, else those around its first mention."""
        rows = self.connection.execute(
            "SELECT e.quote, e.row FROM claim c JOIN evidence e ON e.claim = c.id"
            " WHERE c.status = 'live' AND (c.subject = ?1 OR c.object = ?1) ORDER BY c.number, e.number LIMIT ?2",
            (referent.id, 4 * limit),
        ).fetchall()
        quotes = [
            quote if quote is not None else " | ".join(value for _, value in json.loads(row) if value != "")
            for quote, row in rows
        ]
        if len(quotes) > 0:
            return list(dict.fromkeys(quotes))[:limit]
        found = self.connection.execute(
            "SELECT s.text FROM source s JOIN source_state t ON t.id = s.id AND t.version = s.version WHERE s.id = ?",
            (referent.source,),
        ).fetchone()
        return around(referent, None if found is None else found[0])

    def set_keys(self, keys: Iterable[tuple[str, Collection[str]]]) -> None:
        """Replace the keys of referents."""
        wanted = {referent: [hashed(key) for key in found] for referent, found in keys}
        with transaction(self.connection):
            numbers = dict(
                self._rows("SELECT id, number FROM referent WHERE id IN (SELECT value FROM json_each(?))", wanted)
            )
            there: dict[int, set[int]] = {}
            for number, key in self._rows(
                "SELECT referent, key FROM block WHERE referent IN (SELECT value FROM json_each(?))",
                list(numbers.values()),
            ):
                there.setdefault(number, set()).add(key)
            gone: list[tuple[int, int]] = []
            come: list[tuple[int, int]] = []
            for referent, number in numbers.items():
                kept, fresh = there.get(number, set()), set(wanted[referent])
                gone += [(key, number) for key in kept - fresh]
                come += [(key, number) for key in fresh - kept]
            self.connection.executemany("DELETE FROM block WHERE key = ? AND referent = ?", gone)
            self.connection.executemany("INSERT OR IGNORE INTO block VALUES (?, ?)", sorted(come))

    def find_blocks(self, keys: Collection[str], limit: int) -> dict[str, list[int]]:
        """Return referents under keys, by their numbers. The dead are taken out by ``forget_dead``, not here."""
        numbered = {hashed(key): key for key in keys}
        # One search of the index a key, all in one statement: a wide block may hold a thousand names.
        rows = self._rows(
            "SELECT k.value, (SELECT json_group_array(referent) FROM (SELECT referent FROM block"
            f" WHERE key = k.value ORDER BY referent LIMIT {int(limit)})) FROM json_each(?) k",
            numbered,
        )
        return {numbered[key]: json.loads(found) for key, found in rows if found != "[]"}

    def get_names(self, numbers: Collection[int]) -> dict[int, tuple[str, str]]:
        """Return the id and the folded name of referents that are live."""
        rows = self._rows(
            "SELECT number, id, folded FROM referent WHERE live AND number IN (SELECT value FROM json_each(?))",
            numbers,
        )
        return {number: (key, folded) for number, key, folded in rows}

    def get_numbers(self, ids: Collection[str]) -> dict[str, int]:
        """Return the numbers of referents."""
        return dict(self._rows("SELECT id, number FROM referent WHERE id IN (SELECT value FROM json_each(?))", ids))

    def get_last(self) -> int:
        """Return the highest number that has keys."""
        last = self.connection.execute("SELECT max(referent) FROM block").fetchone()[0]
        return -1 if last is None else int(last)

    def forget_dead(self, full: bool) -> None:
        """Take referents that do not count any more out of the index; only those that changed unless ``full``."""
        changed = "1" if full else "number IN (SELECT number FROM dirty_referent)"
        with transaction(self.connection):
            self.connection.execute(
                f"DELETE FROM block WHERE referent IN (SELECT number FROM referent WHERE {changed} AND NOT live)"
            )
            self.connection.execute(
                f"DELETE FROM likely WHERE referent IN (SELECT id FROM referent WHERE {changed} AND NOT live)"
            )
