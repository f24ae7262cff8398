"""Offices and parties of those whom one title lists: "Sens. A of Ohio and B of Texas", "Democratic Reps. A and B"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from techpol.loaders.articles.english.candidate import Candidate
from techpol.loaders.articles.english.mentions import Reference
from techpol.loaders.articles.english.subjects import SubjectFinder

_TITLES = frozenset("sens senators reps representatives govs governors congressmen congresswomen".split())
_PAST = frozenset(["former", "ex", "then"])
_PARTY = re.compile(r"[DRI](?:\Z|[-–])")
_LIMIT = 12  # names in a list
# After these the names are not of the title's: "Sens. A and B and their aides".
_JOINING = frozenset(["and", "&", ","])


class ListedTitleMatcher(SubjectFinder):
    """Reads the lists that a title in the plural opens."""

    def match(self, number: int, doc: Doc) -> Iterator[Candidate]:
        """Yield the candidates of one paragraph: of all but the first of a list, who is read by her title."""
        for token in doc[:-3]:
            if token.lower_.rstrip(".") not in _TITLES:
                continue
            first = token.i + 1 + (doc[token.i + 1].text == ".")
            past = token.i > 0 and any(t.lower_ in _PAST for t in doc[max(0, token.i - 2) : token.i])
            party = self._index.at(number, token.i - 1) if token.i > 0 else None
            if party is not None and (party.entity.type != "Party" or party.end != token.i):
                party = None
            items = list(self._items(number, doc, first))
            if len(items) < 2:
                continue
            for person, place, told in items[1:]:
                if place is not None:
                    yield self._candidate(number, person, "HOLDS_OFFICE", place, token, past)
                if party is not None and not told:
                    yield self._candidate(number, person, "AFFILIATED_WITH", party, token, past)

    def _candidate(
        self, number: int, person: Reference, relation: str, other: Reference, token: Token, past: bool
    ) -> Candidate:
        past = past and relation == "HOLDS_OFFICE"
        return Candidate(
            number, person, relation, other, token, "role:listed-title", past=past, stated=True, confidence=0.9
        )  # fmt: skip

    def _items(self, number: int, doc: Doc, i: int) -> Iterator[tuple[Reference, Reference | None, bool]]:
        """Yield who is listed from a token on, each with the place told and whether a party of their own is."""
        for _ in range(_LIMIT):
            person = self._index.at(number, i) if i < len(doc) else None
            if person is None or person.start != i or person.entity.type != "Person" or person.kind != "name":
                return
            place, i, told = self._place(number, doc, person.end)
            following = doc[i] if i < len(doc) else None
            if following is not None and following.tag_ == "POS":
                return  # "and B's aides"
            yield person, place, told
            if following is None or following.lower_ not in _JOINING:
                return
            i += 1
            if i < len(doc) and following.text == "," and doc[i].lower_ in ("and", "&"):
                i += 1

    def _place(self, number: int, doc: Doc, i: int) -> tuple[Reference | None, int, bool]:
        """Return the place told after a name, where the list goes on, and whether a party is told."""
        if i + 1 >= len(doc):
            return None, i, False
        if doc[i].lower_ in ("of", "from"):
            place = self._index.at(number, i + 1)
            if place is not None and place.entity.type == "Place":
                return place, place.end, False
        closing = {",": ",", "(": ")"}.get(doc[i].text)
        if closing is None or not _PARTY.match(doc[i + 1].text):
            return None, i, False
        place = None
        for k in range(i + 1, min(i + 8, len(doc))):
            state = self._vocabulary.abbreviations.get(doc[k].lower_.rstrip("."))
            near = self._index.at(number, k)
            if state in self._vocabulary.states and doc[k - 1].text in ("-", "–"):
                entity = self._index.described("Place", state)  # "(D-Nev.)"
                near = self._index.add_reference(Reference(number, k, k + 1, entity, "nominal"))
            place = near if near is not None and near.entity.type == "Place" else place
            if doc[k].text == closing or doc[k].lower_ == "and":
                return place, k if doc[k].lower_ == "and" else k + (closing == ")"), True
        return place, i, True
