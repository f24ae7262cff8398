"""What a document is about: the company that it names more often than any other body."""

from __future__ import annotations

from functools import cached_property

from techpol.loaders.articles.english.entities import EntityIndex
from techpol.loaders.articles.english.mentions import Entity

_TOLD = 4  # mentions that make a body what a document is about


class Story:
    """The main company of one document."""

    def __init__(self, index: EntityIndex) -> None:
        self._index = index

    @cached_property
    def _counts(self) -> list[tuple[int, Entity]]:
        bodies = [e for e in self._index.entities if e.is_organisation and e.type != "Party"]
        return sorted(((len(e.mentions), e) for e in bodies), key=lambda item: -item[0])[:2]

    @cached_property
    def company(self) -> Entity | None:
        """The company that is named more often than any other body; None where none is."""
        if not self._counts or self._counts[0][0] < _TOLD:
            return None
        if len(self._counts) > 1 and self._counts[0][0] == self._counts[1][0]:
            return None
        most = self._counts[0][1]
        return most if most.type in ("Company", "MediaOrganization") or most.is_plain else None

    @cached_property
    def is_main(self) -> bool:
        """Say whether it is told of twice as often as any other, and from the beginning."""
        most = self.company
        if most is None or most.type != "Company" or not any(r.paragraph < 2 for r in most.mentions):
            return False
        return len(self._counts) < 2 or self._counts[1][0] * 2 <= self._counts[0][0]
