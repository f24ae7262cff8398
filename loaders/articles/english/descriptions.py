"""What a noun phrase without a name stands for: "the company", "two aides to X", "a rally in Ohio", "the senator"."""

from __future__ import annotations

import re

from spacy.tokens import Token

from techpol.loaders.articles.english.document import Document
from techpol.loaders.articles.english.event_names import event_end
from techpol.loaders.articles.english.mentions import Entity, Reference

_DEFINITE = frozenset(["the", "this", "that", "these", "those"])
_SIZE = re.compile(
    r"(more than|over|at least|some|about|around|nearly|roughly)? ?"
    r"(\d[\d,]*|two|three|four|five|six|seven|eight|nine|ten|dozen|a dozen|dozens|hundreds)\b",
    re.I,
)
_SIZES = {
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "dozen": 12,
    "a dozen": 12,
    "dozens": 24,
    "hundreds": 200,
}
# A call is an event where many are on it: "an earnings call", "spoke with donors on a call Friday afternoon".
_CALLS = frozenset("zoom conference earnings video press organizing strategy fundraising webinar".split())
_ON_A_CALL = frozenset("speak say tell urge announce warn argue add declare answer".split())


# "The debate" tells nothing, "the debate in Ohio" does.
_ANY_EVENTS = frozenset(["event", "gathering", "meeting", "hearing", "debate", "convention"])


class Descriptions:
    """Resolves the described actors of one document.

    Args:
        document: The document.
        nouns_of: The role nouns that people are known by, by the ``id`` of the entity; filled as roles are read.
    """

    def __init__(self, document: Document, nouns_of: dict[int, set[str]]) -> None:
        self._document = document
        self._index = document.index
        self._vocabulary = document.vocabulary
        self._nouns_of = nouns_of
        self._events: list[tuple[str, Entity]] = []

    def described(self, number: int, token: Token) -> list[Reference]:
        """Return what a noun with its modifiers stands for, new or told of before; none where it is vague."""
        vocabulary, doc = self._vocabulary, token.doc
        word = token.lower_
        kind = vocabulary.nominals.get(word) or vocabulary.nominals.get(token.lemma_.lower())
        determiner = next((child.lower_ for child in token.children if child.dep_ == "det"), "")
        possessed = any(child.dep_ == "poss" for child in token.children)
        modifiers = [
            child
            for child in token.children
            if child.i < token.i and child.dep_ in ("compound", "amod", "nummod", "nmod", "quantmod", "npadvmod")
        ]
        if word == "hall" and token.i > 0 and doc[token.i - 1].lower_ == "town":
            kind = "Event"
        if (word == "stop" and token.i > 0 and doc[token.i - 1].lower_ == "campaign") or _is_call(token):
            kind = "Event"
        if word in ("affiliate", "arm", "division", "chapter"):
            kind = "Organization"
        if word == "delegation" and any(child.pos_ == "PROPN" for child in modifiers):
            kind = "Group"  # "the Ohio delegation"
        if kind is None or token.tag_ not in ("NN", "NNS", "NNP", "NNPS"):
            if word in vocabulary.person_nouns and determiner in _DEFINITE:
                return self._person(number, token)
            if word == "president" and possessed and token.i > 0 and doc[token.i - 1].lower_ == "vice":
                return self._vice_president(number, token)
            return []
        plural = token.tag_ in ("NNS", "NNPS")
        if kind == "Event":
            return self._event(number, token, modifiers)
        if kind == "Committee":
            first = min([child.left_edge.i for child in modifiers], default=token.i)
            if [child.lower_ for child in modifiers] == ["same"]:
                return self._definite(number, token, "Committee")
            if doc[token.i - 1].lower_ == "super" or modifiers:
                if determiner in _DEFINITE and not any(
                    "-" in doc[i].text or doc[i].lower_ == "pro" for i in range(first, token.i)
                ):
                    return self._definite(number, token, "Committee")
                if not plural and any(
                    doc[i].lower_ in ("pro", "anti") or doc[i].lower_.startswith(("pro-", "anti-"))
                    for i in range(first, token.i)
                ):
                    return [self.describe(number, first, token.i + 1, "Committee")]
            if determiner in ("a", "an") and word == "pac":
                return [self.describe(number, first if modifiers else token.i, token.i + 1, "Committee")]
            return self._definite(number, token, "Committee") if determiner in _DEFINITE else []
        if kind == "Group" and plural:
            number_words = [child for child in modifiers if child.dep_ == "nummod"]
            if not modifiers and determiner not in _DEFINITE:
                phrase = self._with_name(number, token)
                if phrase is not None:
                    return [self.describe(number, token.i, phrase, "Group")]
            if not modifiers or (determiner in _DEFINITE and not number_words):
                return []
            first = min(child.left_edge.i for child in modifiers)
            if doc[first].lower_ in ("other", "such", "same", "many", "several", "own", "few", "certain") or any(
                doc[i].lower_ in ("and", ",", "or") for i in range(first, token.i)
            ):
                return []
            if doc[first].lower_ == "than" and first > 0:
                first -= 1
            reference = self.describe(number, first, token.i + 1, "Group")
            size = _SIZE.match(doc[first : token.i + 1].text)
            if size is not None:
                digits = size[2].replace(",", "").lower()
                reference.entity.properties["size_min"] = str(_SIZES.get(digits, digits))
            return [reference]
        if kind == "Group" and word in ("industry", "coalition", "delegation") and modifiers:
            telling = [child for child in modifiers if child.lower_ not in ("entire", "whole", "full")] or modifiers
            return [self.describe(number, min(child.left_edge.i for child in telling), token.i + 1, "Group")]
        if plural:
            return []
        if (
            determiner in _DEFINITE
            and not possessed
            and not any(child.dep_ in ("relcl", "acl") for child in token.children)
        ):
            return self._definite(number, token, "Organization" if kind in ("GovernmentBody",) else kind)
        if possessed and word in (
            "affiliate",
            "arm",
            "unit",
            "division",
            "chapter",
            "subsidiary",
            "foundation",
            "organization",
            "trust",
            "nonprofit",
        ):
            first = min(child.left_edge.i for child in token.children if child.dep_ == "poss")
            return [self.describe(number, first, token.i + 1, "Organization")]
        if kind == "Organization" and determiner in ("a", "an") and len(modifiers) > 0:
            return [self.describe(number, min(child.left_edge.i for child in modifiers), token.i + 1, kind)]
        return []

    def _definite(self, number: int, token: Token, kind: str) -> list[Reference]:
        modifiers = [
            c.lower_
            for c in token.children
            if c.dep_ in ("compound", "amod", "nmod", "nummod") and c.i < token.i and c.lower_ != "same"
        ]
        if kind != "Company" and any(word not in ("super", "-") for word in modifiers):
            if kind == "Committee" and len(modifiers) > 0:  # "the inaugural committee" is one of its own
                first = min(
                    c.left_edge.i for c in token.children if c.dep_ in ("compound", "amod", "nmod") and c.i < token.i
                )
                return [self.describe(number, first, token.i + 1, "Committee")]
            return []
        word = token.lower_
        same = {
            id(e)
            for e in self._index.entities
            if e.named and e.is_organisation and e.name.split()[-1].lower() == word
        }
        if not same and word in (
            "fund",
            "committee",
            "foundation",
            "commission",
            "institute",
            "university",
            "union",
            "trust",
            "association",
            "council",
            "hospital",
            "school",
            "church",
            "museum",
            "charity",
            "court",
            "department",
            "ministry",
        ):
            return []
        if len(same) == 1:
            entity = next(e for e in self._index.entities if id(e) in same)
            before = [m for m in entity.mentions if m.kind == "name" and (m.paragraph, m.start) < (number, token.i)]
            if before:
                determiner = next((child.i for child in token.children if child.dep_ == "det"), token.i)
                return [self._index.add_reference(Reference(number, determiner, token.i + 1, entity, "nominal"))]
        antecedent = self._document.coreference.description(
            number, token, kind if kind in ("Company", "Committee", "MediaOrganization") else "Organization"
        )
        if antecedent is None:
            return []
        determiner = next((child.i for child in token.children if child.dep_ == "det"), token.i)
        return [self._index.add_reference(Reference(number, determiner, token.i + 1, antecedent.entity, "nominal"))]

    def _person(self, number: int, token: Token) -> list[Reference]:
        word = token.lower_
        if word == "president" and token.i > 0 and token.doc[token.i - 1].lower_ == "vice":
            word = "vice president"
        first = token.i - (2 if word == "vice president" else 1)
        if first >= 0 and token.doc[first].lower_ in ("former", "ex"):
            word = f"former {word}"
        fitting = {key for key, nouns in self._nouns_of.items() if word in nouns}
        place = next(
            (
                r
                for c in token.children
                if c.dep_ in ("compound", "amod", "nmod")
                and (r := self._index.at(number, c.i)) is not None
                and r.entity.type == "Place"
            ),
            None,
        )
        if not fitting and (place is not None or word in ("vice president", "senator", "governor")):
            antecedent = self._document.coreference.description(number, token, "Person")
            if antecedent is not None and (place is None or self._is_from(antecedent.entity, place)):
                return [
                    self._index.add_reference(Reference(number, token.i, token.i + 1, antecedent.entity, "nominal"))
                ]
        if not fitting:
            return []
        antecedent = self._document.coreference.description(number, token, "Person", fitting)
        if antecedent is None:
            return []
        determiner = next((child.i for child in token.children if child.dep_ == "det"), token.i)
        return [self._index.add_reference(Reference(number, determiner, token.i + 1, antecedent.entity, "nominal"))]

    def _vice_president(self, number: int, token: Token) -> list[Reference]:
        """Return the only one of the document whom "his vice president" can stand for."""
        if any(c.dep_ in ("relcl", "acl", "amod", "nummod") for c in token.children) or token.tag_ != "NN":
            return []
        fitting = {key for key, nouns in self._nouns_of.items() if "vice president" in nouns}
        known = [entity for entity in self._index.entities if id(entity) in fitting]
        if len(known) != 1 or not any((m.paragraph, m.start) < (number, token.i) for m in known[0].mentions):
            return []
        reference = Reference(number, token.i - 1, token.i + 1, known[0], "nominal")
        return [self._index.add_reference(reference)]

    def _is_from(self, person: Entity, place: Reference) -> bool:
        """Say whether a person's name stands near a place anywhere: "the Ohio senator" is one of Ohio."""
        for mention in person.mentions:
            if mention.kind != "name":
                continue
            for i in range(max(0, mention.start - 6), mention.end + 6):
                near = self._index.at(mention.paragraph, i)
                if near is not None and near.entity is place.entity:
                    return True
        return False

    def _event(self, number: int, token: Token, modifiers: list[Token]) -> list[Reference]:
        noun = token.lemma_.lower()
        first = min([child.left_edge.i for child in modifiers if child.dep_ not in ("quantmod",)], default=token.i)
        determiner = next((child.lower_ for child in token.children if child.dep_ == "det"), "")
        if determiner in _DEFINITE:
            for known, entity in reversed(self._events):
                if (known == noun or noun in ("event", "gathering")) and _may_be(entity, modifiers):
                    return [self._index.add_reference(Reference(number, first, token.i + 1, entity, "nominal"))]
            named = [
                e for e in self._index.entities if e.named and e.type == "Event" and e.name.lower().endswith(noun)
            ]
            known_as = [r for child in modifiers if (r := self._index.at(number, child.i)) is not None]
            if len(named) == 1 and all(r.entity.type == "Place" for r in known_as):
                return [self._index.add_reference(Reference(number, first, token.i + 1, named[0], "nominal"))]
        end = event_end(self._document, number, token)
        if determiner in _DEFINITE and noun in _ANY_EVENTS and not modifiers and end == token.i + 1:
            return []
        if first > 0 and len(modifiers) <= 1 and token.doc[first - 1].lower_ in ("a", "an"):
            first -= 1
        text = token.doc[first:end].text
        reference = self._index.add_reference(
            Reference(number, first, end, self._index.described("Event", text), "nominal")
        )
        self._events.append((noun, reference.entity))
        return [reference]

    def _with_name(self, number: int, token: Token) -> int | None:
        """Return the end of "aides to Vice President Smith": the name tells whose people are meant."""
        for child in token.children:
            if child.dep_ == "prep" and child.i == token.i + 1 and child.lower_ in ("to", "of", "for", "from", "at"):
                end = int(child.right_edge.i) + 1
                for i in range(child.i + 1, min(end, child.i + 8)):
                    reference = self._index.at(number, i)
                    if reference is not None:
                        return reference.end
        return None

    def describe(self, number: int, start: int, end: int, kind: str) -> Reference:
        """Return the mention of what tokens ``start`` to ``end`` describe, without leading articles."""
        doc = self._document.scenes[number].doc
        if kind == "Event" and end - start == 1 and start > 0 and doc[start - 1].lower_ in ("a", "an"):
            return self._index.add_reference(
                Reference(number, start - 1, end, self._index.described(kind, doc[start - 1 : end].text), "nominal")
            )
        while start < end - 1 and (
            doc[start].is_punct
            or doc[start].lower_ in ("the", "a", "an", "his", "her", "their", "its", "enough", "many", "some")
            or (doc[start].lower_ == "more" and doc[start + 1].lower_ != "than")
        ):
            start += 1
        text = doc[start:end].text
        return self._index.add_reference(Reference(number, start, end, self._index.described(kind, text), "nominal"))


def _may_be(event: Entity, modifiers: list[Token]) -> bool:
    """Say whether "the Harbor rally" may be an event told of before: none of its names is another."""
    words = set(event.name.lower().split())
    return all(not child.text[:1].isupper() or child.lower_ in words for child in modifiers)


def _is_call(token: Token) -> bool:
    """Say whether a call is one that many are on: told by what is before it, or by who speaks on it."""
    if token.lower_ != "call" or token.pos_ != "NOUN":
        return False
    if any(child.lower_ in _CALLS for child in token.children if child.i < token.i):
        return True
    above = token.head.head
    return token.dep_ == "pobj" and token.head.lower_ in ("on", "during") and above.lemma_ in _ON_A_CALL
