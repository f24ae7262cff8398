"""Parties and home places that stand with a name: "an Ohio Democrat", "four Republicans — X and Y", "Ohio's X"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from techpol.loaders.articles.english.actors import Actors
from techpol.loaders.articles.english.candidate import Candidate
from techpol.loaders.articles.english.document import Document
from techpol.loaders.articles.english.mentions import Entity, Reference
from techpol.loaders.articles.english.scanner import Scanner
from techpol.loaders.articles.english.spelled import OPENERS, SpelledOut, pair_before

_OFFICES = frozenset(
    "sens sens. reps reps. govs govs. rep rep. sen sen. gov gov. senator governor congressman congresswoman "
    "representative lawmaker mayor senators "
    "governors lawmakers leader whip legislator".split()
)
_PLURAL_OFFICES = frozenset(
    "governors senators lawmakers representatives mayors legislators congressmen govs. sens. reps.".split()
)
_HOLDERS = frozenset("senator governor congressman congresswoman premier".split())
_PARTISANS = frozenset(
    "senators representatives lawmakers governors candidates members leaders mayors congressmen legislators "
    "officeholders incumbents".split()
)
_OFFICIALS = frozenset(["officials", "politicians", "leaders", "delegation"])
_TITLES = frozenset("gov governor sen senator rep representative congressman congresswoman".split())
_PLURAL_PARTIES = frozenset(["democrats", "republicans", "tories", "libertarians", "conservatives"])


class HomeMatcher(Scanner):
    """Reads parties and places beside the names of one document."""

    def __init__(self, document: Document, actors: Actors) -> None:
        super().__init__(document, actors)
        self._lists = SpelledOut(document.index)

    def match(self, number: int, doc: Doc) -> Iterator[Candidate]:
        """Yield the candidates of one paragraph."""
        for token in doc:
            reference = self._index.at(number, token.i)
            if reference is None or reference.end != token.i + 1:
                continue
            if reference.entity.type == "Party":
                yield from self._home(number, doc, token)
                yield from self._listed(number, doc, token, reference)
            elif reference.entity.type == "Place":
                yield from self._of_place(number, doc, reference)
                yield from self._the_holder(number, doc, reference)
                yield from self._both(number, doc, reference)
                yield from self._officials(number, doc, reference)

    def _claim(self, number: int, subject: Reference, relation: str, target: Reference, trigger: Token) -> Candidate:
        rule = "role:party-list" if relation == "AFFILIATED_WITH" else "role:home"
        return Candidate(number, subject, relation, target, trigger, rule, stated=True, confidence=0.85)

    # -- "an Ohio Democrat", "a Democrat from Ohio" ---------------------------------------------------------------

    def _home(self, number: int, doc: Doc, party: Token) -> Iterator[Candidate]:
        if party.lower_ not in ("democrat", "republican"):
            return
        place = self._place(number, doc, party)
        if place is None:
            return
        if party.dep_ == "appos" or (party.dep_ == "attr" and party.head.lemma_ == "be"):
            head = [party.head] if party.dep_ == "appos" else self._syntax.surface_subject(party.head)
            people = self._actors.of(number, head)
        else:
            left = self._index.at(number, self._edge(doc, party) - 2) if self._edge(doc, party) >= 2 else None
            before = doc[self._edge(doc, party) - 1].text if self._edge(doc, party) > 0 else ""
            people = [left] if left is not None and before == "," and left.entity.type == "Person" else []
        for person in people[:1]:
            served = any(
                "term" in doc[i].lower_ for i in range(self._edge(doc, party), party.i)
            )  # "two-term Ohio Democrat"
            if person.entity.type == "Person" and (served or self._in_office(number, doc, person)):
                yield self._claim(number, person, "HOLDS_OFFICE", place, party)

    def _in_office(self, number: int, doc: Doc, person: Reference) -> bool:
        """Say whether the document gives somebody an office, or a chamber's title before the name."""
        if self._actors.nouns_of.get(id(person.entity), set()) & _OFFICES:
            return True
        i = person.start - 1  # "Senate Budget Chairman X": a senator
        while person.paragraph == number and i >= 0 and person.start - i < 8 and doc[i].text[:1].isupper():
            if doc[i].lower_ in ("senate", "house") and doc[i - 1].lower_ != "white":
                return True
            i -= 1
        return False

    def _edge(self, doc: Doc, party: Token) -> int:
        """Return the first token of the phrase of a party's member."""
        edge = party.i
        while edge > 0 and party.i - edge < 7 and doc[edge - 1].text not in (",", "(", "—", ";", ".", '"'):
            edge -= 1
        return edge

    def _place(self, number: int, doc: Doc, party: Token) -> Reference | None:
        before = party.i - 1
        if before >= 0 and doc[before].lower_ == "state":
            before -= 1
        reference = self._index.at(number, before) if before >= 0 else None
        if reference is not None and reference.entity.type == "Place":
            return reference
        if party.i + 2 < len(doc) and doc[party.i + 1].lower_ in ("from", "of"):
            reference = self._index.at(number, party.i + 2)
            if reference is not None and reference.entity.type == "Place":
                return reference
        return None

    # -- "four House Democrats — X, Y and Z", "Republicans, including X" ------------------------------------------

    def _listed(self, number: int, doc: Doc, token: Token, party: Reference) -> Iterator[Candidate]:
        if token.lower_ in _PLURAL_PARTIES:
            for person in self._two_before(number, doc, party.start):
                yield self._claim(number, person, "AFFILIATED_WITH", party, token)
        start = token.i + 1
        if token.lower_ not in _PLURAL_PARTIES:
            while start < len(doc) and start - token.i < 4 and doc[start].lower_ not in _PARTISANS:
                if doc[start].pos_ not in ("NOUN", "PROPN", "ADJ"):
                    return
                start += 1
            if start >= len(doc) or doc[start].lower_ not in _PARTISANS:
                return
            start += 1
        if start < len(doc) and doc[start].text == ",":
            start += 1
        if start + 1 >= len(doc):
            return
        word = doc[start].lower_
        opened = word in OPENERS or (word == "such" and doc[start + 1].lower_ == "as") or word in ("—", ":")
        if opened and doc[start].sent == token.sent:
            members = self._lists.members(number, doc, start + (2 if word == "such" else 1), word == "—")
        else:
            members = self._lists.postponed(number, token)
        for member in members:
            yield self._claim(number, member, "AFFILIATED_WITH", party, token)

    # -- "Four governors — Kentucky's X, Ohio's Y" ---------------------------------------------------------------

    def _of_place(self, number: int, doc: Doc, place: Reference) -> Iterator[Candidate]:
        if place.end + 1 >= len(doc) or doc[place.end].tag_ != "POS":
            return
        person = self._index.at(number, place.end + 1)
        if person is None or person.start != place.end + 1 or person.entity.type != "Person":
            return
        sentence = doc[place.start].sent
        begin = doc[sentence.start - 1].sent.start if sentence.start > 0 else sentence.start
        said = any(doc[i].lower_ in _PLURAL_OFFICES for i in range(begin, sentence.end))
        if said or self._actors.nouns_of.get(id(person.entity), set()) & _OFFICES:
            yield self._claim(number, person, "HOLDS_OFFICE", place, doc[place.end])

    # -- "X and Y, both of Ohio", "Ohio officials, including Gov. X" ----------------------------------------------

    def _both(self, number: int, doc: Doc, place: Reference) -> Iterator[Candidate]:
        """ "Senators X and Y, both of Ohio": of both, where both hold an office."""
        i = place.start - 1
        if i < 4 or doc[i].lower_ not in ("of", "from"):
            return
        i -= doc[i - 1].lower_ in _PLURAL_PARTIES
        both = self._two_before(number, doc, i)
        if all(self._in_office(number, doc, person) for person in both):
            for person in both:
                yield self._claim(number, person, "HOLDS_OFFICE", place, doc[place.start])

    def _two_before(self, number: int, doc: Doc, i: int) -> list[Reference]:
        """Return the two people before ", both" that ends at a token: "X and Y, both", "leader X and Y, both"."""
        if i < 5 or doc[i - 1].lower_ != "both":
            return []
        return pair_before(self._index, number, doc, i - 2)

    def _officials(self, number: int, doc: Doc, place: Reference) -> Iterator[Candidate]:
        """ "Top Ohio Democrats, including Gov. X and Sen. Y": whoever has the title of an office among them."""
        if place.entity.name not in self._vocabulary.states or place.kind != "name":
            return
        i = place.end
        while i < len(doc) and i - place.end < 5 and doc[i].pos_ in ("NOUN", "PROPN", "ADJ"):
            i += 1
        if i == place.end or i + 2 >= len(doc) or doc[i - 1].lower_ not in _PARTISANS | _PLURAL_PARTIES | _OFFICIALS:
            return
        i += doc[i].text == ","
        if doc[i].lower_ != "including" or doc[i].sent != doc[place.start].sent:
            return
        for member in self._lists.members(number, doc, i + 1, False):
            title = doc[member.start - 1].lower_.rstrip(".")
            if title in _TITLES and doc[member.start - 1].text[:1].isupper():
                yield self._claim(number, member, "HOLDS_OFFICE", place, doc[member.start])

    # -- "the Ohio governor" --------------------------------------------------------------------------------------

    def _the_holder(self, number: int, doc: Doc, place: Reference) -> Iterator[Candidate]:
        """ "the Ohio governor": of the only one whom the document calls a governor."""
        if place.start < 1 or doc[place.start - 1].lower_ != "the" or place.end + 1 >= len(doc):
            return
        noun, following = doc[place.end], self._index.at(number, place.end + 1)
        if (
            noun.lower_ not in _HOLDERS
            or noun.tag_ != "NN"
            or (following is not None and following.entity.type == "Person")
        ):
            return
        fitting = [e for e in self._index.entities if noun.lower_ in self._actors.nouns_of.get(id(e), set())]
        if len(fitting) != 1 or fitting[0].type != "Person":
            return
        if self._another_before(number, doc[place.start], fitting[0]):
            return  # "... Smith. The Ohio senator": of the one who was just named
        if noun.dep_ not in ("nsubj", "nsubjpass") and self._acts(number, noun, fitting[0]):
            return  # "Senator Smith met the Ohio senator"
        holder = self._index.add_reference(Reference(number, place.end, place.end + 1, fitting[0], "nominal"))
        yield self._claim(number, holder, "HOLDS_OFFICE", place, noun)

    def _acts(self, number: int, noun: Token, holder: Entity) -> bool:
        """Say whether a sentence names the holder, or says "he" or "she" of anybody, before it comes to the noun."""
        before = range(noun.sent.start, noun.i)
        named = (self._index.at(number, i) for i in before)
        said = any(noun.doc[i].lower_ in ("he", "she", "they", "who") for i in before)
        return said or any(r is not None and r.entity is holder for r in named)

    def _another_before(self, number: int, first: Token, holder: Entity) -> bool:
        """Say whether the sentence before, or its own beginning, names people and the holder is none of them."""
        doc, sentence = first.doc, first.sent
        start = doc[sentence.start - 1].sent.start if sentence.start > 0 else sentence.start
        named = [r.entity for i in range(start, first.i) if (r := self._index.at(number, i)) is not None]
        people = [entity for entity in named if entity.type == "Person"]
        return len(people) > 0 and all(entity is not holder for entity in people)
