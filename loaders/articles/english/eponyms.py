"""Whose a committee is by its name: "Ames for Senate", "Friends of Paul Ames", "the Ames Victory Fund"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc

from techpol.loaders.articles.english.actors import Actors
from techpol.loaders.articles.english.candidate import Candidate
from techpol.loaders.articles.english.document import Document
from techpol.loaders.articles.english.mentions import Entity, Reference
from techpol.loaders.articles.english.scanner import Scanner

_FOR_OFFICE = re.compile(
    r"(?P<who>[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+)*) for (?:President|Senate|Congress|Governor|Mayor|America)\Z"
)
_FUND = re.compile(r"(?P<who>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?) (?:Victory|Leadership) (?:Fund|Committee|PAC)\Z")
_FRIENDS = re.compile(r"Friends of (?P<who>[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+)*)\Z")


class EponymMatcher(Scanner):
    """Reads whose the committees of one document are by their names, each once."""

    def __init__(self, document: Document, actors: Actors) -> None:
        super().__init__(document, actors)
        self._said: set[int] = set()

    def match(self, number: int, doc: Doc) -> Iterator[Candidate]:
        """Yield the candidates of one paragraph."""
        i = 0
        while i < len(doc):
            reference = self._index.at(number, i)
            if reference is None:
                i += 1
                continue
            i = max(i + 1, reference.end)
            entity = reference.entity
            if id(entity) in self._said or entity.type not in ("Committee", "Organization", "Campaign"):
                continue
            if reference.kind != "name" or not entity.named:
                continue
            self._said.add(id(entity))
            person = self._namesake(entity)
            named = self._near(person, number, reference.start) if person is not None else None
            if named is not None:
                yield Candidate(
                    number, reference, "CONNECTED_TO", named, doc[reference.end - 1], "construction:eponym",
                    stated=True, confidence=0.9,
                )  # fmt: skip

    def _namesake(self, entity: Entity) -> Entity | None:
        """Return the only person of the document who is named in a committee's name."""
        match = _FOR_OFFICE.match(entity.name) or _FUND.match(entity.name) or _FRIENDS.match(entity.name)
        if match is None:
            return None
        who = match["who"].split()
        found = [e for e in self._index.entities if e.type == "Person" and e.named and e.name.split()[-1] == who[-1]]
        if len(who) > 1:
            found = [e for e in found if e.name.split()[0] == who[0] or " " not in e.name]
        return found[0] if len(found) == 1 else None

    def _near(self, person: Entity, number: int, start: int) -> Reference | None:
        """Return the mention of a person that is nearest, in the same paragraph if there is one."""
        names = [m for m in person.mentions if m.kind == "name"]
        if not names:
            return None
        return min(names, key=lambda m: (abs(m.paragraph - number), abs(m.start - start)))
