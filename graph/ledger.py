"""The ledger: what sources said, what was judged of it, and the graph that follows; one SQLite file.

>>> with Ledger.in_memory() as ledger:
...     ledger.stats()["sources"]
0

Nothing in it is deleted. A source that changed, a newer reading, a retraction, a rejection are dated rows beside what
was there, and the build reads the current view. Every method that writes is one transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from techpol.graph.build.version import built_by_this_version
from techpol.graph.ledger_view import LedgerView
from techpol.graph.migrations import LedgerConnection, open_connection, transaction
from techpol.schema.model import Judgement, Modality, Qualifiers, Reading, Source, Verdict


class _Later:
    """A module of this package that is imported when something of it is first named."""

    def __init__(self, name: str) -> None:
        self._name = f"techpol.graph.{name}"

    def __getattr__(self, name: str) -> Any:
        return getattr(import_module(self._name), name)


if TYPE_CHECKING:
    from techpol.graph import amend, digest, doubtful, intake, judgements, listing
    from techpol.graph.amend import AddReport, End, Standing
    from techpol.graph.build import flow
    from techpol.graph.build.flow import BuildReport
    from techpol.graph.digest import Digest
    from techpol.graph.doubtful import DoubtfulClaim
    from techpol.graph.intake import PutReport
    from techpol.graph.listing import ClaimFilter, EdgeAccount, Event, StoredClaim, StoredSource
else:  # what writes, builds and lists: who only asks for a path waits for none of it
    amend, digest, doubtful, flow, intake, judgements, listing = map(
        _Later, ("amend", "digest", "doubtful", "build.flow", "intake", "judgements", "listing")
    )

_HOMES = {
    "AddReport": amend, "BuildReport": flow, "ClaimFilter": listing, "Digest": digest, "DoubtfulClaim": doubtful,
    "EdgeAccount": listing, "End": amend, "Event": listing, "PutReport": intake, "Standing": amend,
    "StoredClaim": listing, "StoredSource": listing,
}  # fmt: skip


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(_HOMES[name], name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def _utc_now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


class Ledger(LedgerView):
    """An open ledger. A context manager; reading methods are those of ``LedgerView`` and the ones below.

    ``clock`` gives the time that is written beside what happens (ISO 8601, UTC).
    """

    def __init__(self, connection: LedgerConnection, clock: Callable[[], str] = _utc_now) -> None:
        super().__init__(connection)
        self._clock = clock

    @classmethod
    def open(cls, path: Path | str, create: bool = True, read_only: bool = False) -> Self:
        """Open a ledger's file, and make it where there is none and ``create`` is set.

        Raises LedgerError (no ledger, damaged, not readable), LedgerTooNew, LedgerLocked.
        """
        return cls(open_connection(Path(path), create, read_only))

    @classmethod
    def in_memory(cls, clock: Callable[[], str] = _utc_now) -> Self:
        """Return an empty ledger that nobody else sees and that ends with the program."""
        return cls(open_connection(None, True, False), clock)

    def close(self) -> None:
        """Close the file."""
        self.connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def path(self) -> Path | None:
        """The file, None in memory."""
        return self.connection.path

    @property
    def ledger_id(self) -> str:
        """A random id that was made with the file: two ledgers never share one."""
        row = self.connection.execute("SELECT value FROM state WHERE key = 'ledger_id'").fetchone()
        return str(row[0])

    # ---- loading -------------------------------------------------------------------------------------------

    def put(self, reading: Reading, command: str = "load", reader: str = "", again: bool = False) -> PutReport:
        """Put one reading into the ledger; nothing is deleted, and nothing changes where nothing is new.

        ``command`` is kept as who did it; ``reader`` is the loader and its version, such as ``articles 1``: with the
        same bytes, description and reader as before, the statements are not even read, unless ``again``. Other
        bytes of the same source, or another reading of them, supersede the claims that are no longer made. Raises
        SourceError, LedgerError; nothing is kept then.
        """
        return intake.put_reading(self.connection, reading, command, reader, self._clock(), again)

    def has(self, source: Source, reader: str = "") -> bool:
        """Say whether these bytes are the current version of this source (and were read by this reader, if named)."""
        row = self.connection.execute(
            "SELECT version, reader FROM source_state WHERE id = ?", (source.id,)
        ).fetchone()
        return row is not None and row[0] == source.sha256 and reader in ("", row[1])

    def reread(
        self, read: Callable[[Source], Reading | None], source_ids: Iterable[str] | None = None, reader: str = ""
    ) -> Iterator[PutReport]:
        """Read stored texts again, all or some, and yield what changed source by source.

        ``read`` gives the new reading of a stored source, None to leave it as it is. Claims that it no longer makes
        are superseded. Sources without a text are passed over.
        """
        ids = self._ids_with_text() if source_ids is None else source_ids
        for source_id in ids:
            source = self.get_source(source_id)
            if source is not None and source.text is not None:
                reading = read(source)
                if reading is not None:
                    yield self.put(reading, command="reread", reader=reader)

    def _ids_with_text(self) -> Iterator[str]:
        for stored in self.iter_sources():
            if stored.has_text:
                yield stored.source.id

    # ---- a person's word ---------------------------------------------------------------------------------------

    def retract(self, source_id: str, why: str, by: str) -> Standing:
        """Take a source and all its claims out of the view. Raises UsageError for an unknown source."""
        return amend.retract(self.connection, source_id, why, by, self._clock())

    def restore(self, source_id: str, why: str, by: str) -> Standing:
        """Let a retracted source count again."""
        return amend.restore(self.connection, source_id, why, by, self._clock())

    def reject_claim(self, claim_id: str, why: str, by: str) -> Standing:
        """Have a claim support nothing, now and when the same words are read again. It stays, with the reason."""
        return amend.reject_claim(self.connection, claim_id, why, by, self._clock())

    def unreject(self, claim_id: str, why: str, by: str) -> Standing:
        """Let a rejected claim count again."""
        return amend.unreject(self.connection, claim_id, why, by, self._clock())

    def confirm_claim(self, claim_id: str, why: str, by: str) -> Standing:
        """Keep that a person found a claim right; one that was held back or rejected counts again."""
        return amend.confirm_claim(self.connection, claim_id, why, by, self._clock())

    def add(
        self,
        subject: End,
        relation: str,
        target: End,
        by: str,
        why: str,
        *,
        modality: Modality = Modality.ASSERTED,
        qualifiers: Qualifiers | None = None,
        attribution: str | None = None,
    ) -> AddReport:
        """Add a person's own claim; its evidence is the record of who said so, why and when.

        An end that names an entity of the ledger is judged to be that entity, by this person.
        Raises UsageError for an unknown entity and where the ontology does not allow the claim.
        """
        return amend.add(
            self.connection, subject, relation, target, by, why, modality, qualifiers or Qualifiers(), attribution,
            self._clock(),
        )  # fmt: skip

    # ---- who is who --------------------------------------------------------------------------------------------

    def judge(self, found: Iterable[Judgement]) -> int:
        """Keep judgements; return how many are new or count again. The next build follows them."""
        with transaction(self.connection):
            return judgements.write_judgements(self.connection, found, self._clock())

    def undo_judgements(self, ids: Iterable[str], by: str, why: str) -> int:
        """Take judgements out of the view; return how many counted until now."""
        with transaction(self.connection):
            return judgements.undo_judgements(self.connection, ids, by, why, self._clock())

    def undo_rule(self, rule: str, by: str, why: str, version: str | None = None) -> int:
        """Take all judgements of a rule (``rule:...``) or person out of the view; return how many."""
        with transaction(self.connection):
            ids = judgements.ids_of_rule(self.connection, rule, version)
            return judgements.undo_judgements(self.connection, ids, by, why, self._clock())

    def iter_judgements(
        self, referent: str | None = None, verdict: Verdict | None = None, live: bool = True
    ) -> Iterator[Judgement]:
        """Yield judgements by id; the undone ones too where ``live`` is off."""
        return judgements.iter_judgements(self.connection, referent, verdict, live)

    # ---- the graph ---------------------------------------------------------------------------------------------

    def build(self, full: bool = False) -> BuildReport:
        """Bring entities and edges up to date with the claims; only what changed is touched unless ``full``."""
        with transaction(self.connection):
            return flow.build(self.connection, self._clock(), full)

    @property
    def needs_build(self) -> bool:
        """Whether something was loaded or judged since the last build, or that was another version's."""
        row = self.connection.execute(
            "SELECT EXISTS (SELECT 1 FROM dirty_referent) OR EXISTS (SELECT 1 FROM dirty_claim)"
        ).fetchone()
        return bool(row[0]) or not built_by_this_version(self.connection)

    def why(self, edge_id: str) -> EdgeAccount | None:
        """Return the claims behind an edge and why they were put together; None for an unknown edge."""
        return listing.account_of(self, edge_id)

    def edges_resting_on(self, source_id: str) -> list[str]:
        """Return the ids of the edges that would fall if this source were retracted now."""
        return listing.edges_resting_on(self.connection, source_id)

    # ---- what is in it -----------------------------------------------------------------------------------------

    def iter_sources(self, kind: str | None = None) -> Iterator[StoredSource]:
        """Yield the sources, without their texts, by id."""
        return listing.iter_sources(self.connection, kind)

    def find_sources(self, word: str, limit: int = 10) -> list[StoredSource]:
        """Return sources by id, URL, key, or the beginning of an id; else by words of the title."""
        return listing.find_sources(self.connection, word, limit)

    def sources_with_bytes(self, sha256: str) -> list[Source]:
        """Return the sources whose current version has these bytes (without text)."""
        return listing.sources_with_bytes(self.connection, sha256)

    def iter_doubtful(self, below: float, limit: int | None = None) -> Iterator[DoubtfulClaim]:
        """Yield the claims that wait for a person's word: held back ones, then those less sure than ``below``."""
        return doubtful.iter_doubtful(self, below, limit)

    def iter_stored_claims(self, claim_filter: ClaimFilter | None = None) -> Iterator[StoredClaim]:
        """Yield claims in the order of their loading, with their status and both ends."""
        return listing.iter_stored_claims(self.connection, claim_filter or listing.ClaimFilter())

    def get_stored_claim(self, claim_id: str) -> StoredClaim | None:
        """Return a claim with its status and both ends."""
        return listing.get_stored_claim(self.connection, claim_id)

    def iter_events(self, target: str | None = None) -> Iterator[Event]:
        """Yield what happened, in order: to a source, claim or judgement, or all of it."""
        return listing.iter_events(self.connection, target)

    def iter_refusals(self, source_id: str) -> Iterator[dict[str, Any]]:
        """Yield what was refused in the last reading of a source."""
        return listing.iter_refusals(self.connection, source_id)

    def stats(self) -> dict[str, Any]:
        """Return counts: sources by kind and language, claims by status, entities by type, edges by relation ..."""
        return listing.stats(self.connection)

    def digest(self) -> Digest:
        """Return hashes of the content: equal content, equal digest, whatever the order and time of loading."""
        return digest.digest(self.connection)


__all__ = [
    "AddReport", "BuildReport", "ClaimFilter", "Digest", "DoubtfulClaim", "EdgeAccount", "End", "Event", "Ledger",
    "PutReport", "Standing", "StoredClaim", "StoredSource",
]  # fmt: skip
