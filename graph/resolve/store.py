"""What resolution needs of a store, and one in memory for tests and trials; the ledger's is ``ledger_store``.

Keys under which referents meet are kept in an index (table ``block``), so that a new referent is compared with a
few old ones and never with all.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Protocol

from techpol.schema.model import Claim, Evidence, Judgement, Referent, Source, Span
from techpol.schema.text import fold

CONTEXT = 120  # characters on each side of a mention that are shown


class ResolveStore(Protocol):
    """The referents, claims and judgements that count now. Ids are referent ids unless said otherwise."""

    def iter_referent_ids(self) -> Iterator[str]:
        """Yield the ids of all live referents, in order."""

    def get_referents(self, ids: Collection[str]) -> dict[str, Referent]:
        """Return live referents by id."""

    def get_sources(self, ids: Collection[str]) -> dict[str, Source]:
        """Return sources by their id, without text."""

    def get_texts(self, ids: Collection[str]) -> dict[str, str]:
        """Return the texts of sources by source id; record sets have none."""

    def iter_claims(self, ids: Collection[str]) -> Iterator[Claim]:
        """Yield the live claims that have one of the referents at an end (evidence may be left out)."""

    def iter_judgements(self, ids: Collection[str] | None = None) -> Iterator[Judgement]:
        """Yield the judgements that count, of some referents or all, by id."""

    def find_judgements(self, ids: Collection[str]) -> Iterator[Judgement]:
        """Yield those of some judgements, by judgement id, that are there and count."""

    def get_likely(self, ids: Collection[str]) -> dict[str, list[str]]:
        """Return the few that each of some referents may be the same as, what a person undid among them."""

    def set_likely(self, likely: Mapping[str, Collection[str]]) -> None:
        """Replace the few that referents may be the same as."""

    def weigh_anew(self, judgements: Iterable[Judgement]) -> None:
        """Replace score and reasons of judgements that are there and count."""

    def add_judgements(self, judgements: Iterable[Judgement]) -> int:
        """Keep judgements; return how many are new."""

    def withdraw(self, ids: Collection[str], why: str) -> int:
        """Take judgements of rules out of the view, by judgement id; return how many counted until now."""

    def take_back(self, ids: Collection[str], by: str, why: str) -> int:
        """Undo judgements for a person, so that no rule brings them back; return how many counted until now."""

    def get_quotes(self, referent: Referent, limit: int) -> list[str]:
        """Return words of the source that claims on a referent rest on, else those around its first mention."""

    def set_keys(self, keys: Iterable[tuple[str, Collection[str]]]) -> None:
        """Replace the keys of referents."""

    def find_blocks(self, keys: Collection[str], limit: int) -> dict[str, list[int]]:
        """Return at most so many referents under each of some keys, by number, the oldest first; no empty blocks."""

    def get_names(self, numbers: Collection[int]) -> dict[int, tuple[str, str]]:
        """Return the id and the folded name of referents that are live, by their number."""

    def get_numbers(self, ids: Collection[str]) -> dict[str, int]:
        """Return the numbers of referents: who came first has the least."""

    def get_last(self) -> int:
        """Return the highest number of a referent that has keys, -1 where none has."""


def hashed(key: str) -> int:
    """Return a key as the 63-bit number that the index holds; small, and the same everywhere."""
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), "big") >> 1


def words_of(item: Evidence) -> str:
    """Return evidence as one reads it: the quote, or the cells of a row."""
    return item.quote if isinstance(item, Span) else " | ".join(value for _, value in item.row if value != "")


def around(referent: Referent, text: str | None) -> list[str]:
    """Return the words around the first mention of a referent, nothing where there is no text."""
    if text is None or len(referent.mentions) == 0:
        return []
    first = min(referent.mentions)
    start = max(0, text.rfind("\n", 0, first.start) + 1, first.start - CONTEXT)
    end = text.find("\n", first.end)
    return [text[start : min(len(text) if end < 0 else end, first.end + CONTEXT)].strip()]


class MemoryStore:
    """Referents, claims and judgements in memory; the index in a private SQLite database."""

    def __init__(
        self, sources: Iterable[Source] = (), referents: Iterable[Referent] = (), claims: Iterable[Claim] = ()
    ) -> None:
        self.sources = {source.id: source for source in sources}
        self.referents: dict[str, Referent] = {}
        self.claims: dict[str, list[Claim]] = {}
        self.judgements: dict[str, Judgement] = {}
        self.undone: set[str] = set()
        self._likely: dict[str, list[str]] = {}
        self._index = sqlite3.connect(":memory:")
        self._numbers: dict[str, int] = {}  # of referents, in the order of their coming
        self._index.execute(
            "CREATE TABLE block (key INTEGER, referent INTEGER, PRIMARY KEY (key, referent)) WITHOUT ROWID"
        )
        self._index.execute("CREATE INDEX block_referent ON block (referent)")
        self.add(referents, claims)

    def add(self, referents: Iterable[Referent], claims: Iterable[Claim] = ()) -> None:
        """Add referents and claims."""
        by_key: dict[tuple[str, str], str] = {}
        for referent in referents:
            self.referents[referent.id] = referent
            self._numbers.setdefault(referent.id, len(self._numbers))
        by_key = {(referent.source, referent.key): referent.id for referent in self.referents.values()}
        for claim in claims:
            for end in {by_key[claim.source, claim.subject], by_key[claim.source, claim.object]}:
                self.claims.setdefault(end, []).append(claim)

    def iter_referent_ids(self) -> Iterator[str]:
        """Yield all ids, in order."""
        yield from sorted(self.referents)

    def get_referents(self, ids: Collection[str]) -> dict[str, Referent]:
        """Return referents by id."""
        return {key: self.referents[key] for key in ids if key in self.referents}

    def get_sources(self, ids: Collection[str]) -> dict[str, Source]:
        """Return sources by id."""
        return {key: self.sources[key] for key in ids if key in self.sources}

    def get_texts(self, ids: Collection[str]) -> dict[str, str]:
        """Return the texts of sources by source id."""
        texts = {key: self.sources[key].text for key in ids if key in self.sources}
        return {key: text for key, text in texts.items() if text is not None}

    def iter_claims(self, ids: Collection[str]) -> Iterator[Claim]:
        """Yield the claims of referents."""
        seen: set[str] = set()
        for key in ids:
            for claim in self.claims.get(key, ()):
                if claim.id not in seen:
                    seen.add(claim.id)
                    yield claim

    def iter_judgements(self, ids: Collection[str] | None = None) -> Iterator[Judgement]:
        """Yield the judgements that count."""
        wanted = None if ids is None else set(ids)
        for key in sorted(self.judgements):
            judgement = self.judgements[key]
            if wanted is None or judgement.left in wanted or judgement.right in wanted:
                yield judgement

    def find_judgements(self, ids: Collection[str]) -> Iterator[Judgement]:
        """Yield those of some judgements that count."""
        yield from (self.judgements[key] for key in sorted(ids) if key in self.judgements)

    def get_likely(self, ids: Collection[str]) -> dict[str, list[str]]:
        """Return the likely ones."""
        return {key: list(self._likely[key]) for key in ids if key in self._likely}

    def set_likely(self, likely: Mapping[str, Collection[str]]) -> None:
        """Replace the likely ones."""
        self._likely.update((key, sorted(others)) for key, others in likely.items())

    def weigh_anew(self, judgements: Iterable[Judgement]) -> None:
        """Replace score and reasons."""
        self.judgements.update((item.id, item) for item in judgements if item.id in self.judgements)

    def add_judgements(self, judgements: Iterable[Judgement]) -> int:
        """Keep judgements."""
        before = len(self.judgements)
        for judgement in judgements:
            if judgement.id not in self.undone or judgement.by.startswith("person:"):
                self.judgements.setdefault(judgement.id, judgement)
        return len(self.judgements) - before

    def withdraw(self, ids: Collection[str], why: str) -> int:
        """Take judgements out."""
        return sum(self.judgements.pop(key, None) is not None for key in ids)

    def take_back(self, ids: Collection[str], by: str, why: str) -> int:
        """Undo judgements for good."""
        self.undone.update(ids)
        return self.withdraw(ids, why)

    def get_quotes(self, referent: Referent, limit: int) -> list[str]:
        """Return the words that claims rest on."""
        items = [item for claim in self.claims.get(referent.id, ()) for item in claim.evidence]
        source = self.sources.get(referent.source)
        return list(dict.fromkeys(map(words_of, items)))[:limit] or around(
            referent, None if source is None else source.text
        )

    def set_keys(self, keys: Iterable[tuple[str, Collection[str]]]) -> None:
        """Replace the keys of referents."""
        for referent, found in keys:
            number = self._numbers.setdefault(referent, len(self._numbers))
            self._index.execute("DELETE FROM block WHERE referent = ?", (number,))
            self._index.executemany(
                "INSERT OR IGNORE INTO block VALUES (?, ?)", [(hashed(key), number) for key in found]
            )

    def find_blocks(self, keys: Collection[str], limit: int) -> dict[str, list[int]]:
        """Return referents under keys, by number."""
        found: dict[str, list[int]] = {}
        for key in keys:
            rows = self._index.execute(
                "SELECT referent FROM block WHERE key = ? ORDER BY referent LIMIT ?", (hashed(key), limit)
            )
            found[key] = [row[0] for row in rows]
        return {key: block for key, block in found.items() if len(block) > 0}

    def get_names(self, numbers: Collection[int]) -> dict[int, tuple[str, str]]:
        """Return ids and folded names."""
        ids = list(self._numbers)
        return {number: (ids[number], fold(self.referents[ids[number]].name)) for number in numbers}

    def get_numbers(self, ids: Collection[str]) -> dict[str, int]:
        """Return the numbers of referents."""
        return {key: self._numbers[key] for key in ids if key in self._numbers}

    def get_last(self) -> int:
        """Return the highest number that has keys."""
        last = self._index.execute("SELECT max(referent) FROM block").fetchone()[0]
        return -1 if last is None else int(last)
