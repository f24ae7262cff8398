"""Offices and candidacies that are described and not named: "president", "the White House bid", "the nomination"."""

from __future__ import annotations

import re
from functools import cached_property

from spacy.tokens import Doc, Token

from techpol.loaders.articles.english.document import Document
from techpol.loaders.articles.english.mentions import Entity, Reference

_GENERIC = re.compile(
    r"(?:the |this |an? |his |her |their |party's |first |second |third |current |own |-|\d{4} )*"
    r"(?:re-?election(?: (?:bid|race|campaign|run|fight))?|nomination|race|ticket|bid|run|campaign|contest"
    r"|(?:\w+ )?(?:\w+-year |full )?term)\Z"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_PRESIDENTS = frozenset(["president", "vice president", "former president", "former vice president"])
_OTHERS = frozenset(
    prefix + noun
    for noun in ("senator", "governor", "congressman", "congresswoman", "representative", "mayor", "lawmaker")
    for prefix in ("", "former ")
)
_LEAVING = frozenset("bow drop pull withdraw exit quit leave suspend end abandon step withdrawal departure".split())
_LEAVING_VERBS = frozenset("exit quit leave drop bow withdraw pull".split())
_AGAIN = frozenset("second third fourth fifth sixth seventh eighth another new".split())
_HAVING = frozenset("since after by before".split())  # "since suspending his campaign"
_AMERICAN = frozenset(["Republican Party", "Democratic Party", "White House"])
_OWN_RACES = frozenset("governor mayor sheriff senator treasurer commissioner prosecutor".split())
_CONTESTS = frozenset("race contest election primary runoff".split())
_BIDDING = frozenset("race bid run campaign candidacy contest primary".split())


class Candidacies:
    """Finds what people of one document run for."""

    def __init__(self, document: Document) -> None:
        self._index = document.index
        self._scenes = document.scenes
        self._vocabulary = document.vocabulary
        self.is_presidential = any(token.lower_ == "presidential" for scene in document.scenes for token in scene.doc)

    @cached_property
    def _nominating(self) -> Entity | None:
        """Return the one party whose nomination the document speaks of."""
        parties: dict[int, Entity] = {}
        for number, scene in enumerate(self._scenes):
            for token in scene.doc:
                if token.lower_ not in ("nominee", "nomination"):
                    continue
                for i in range(max(0, token.i - 3), token.i):
                    reference = self._index.at(number, i)
                    if reference is not None and reference.entity.type == "Party":
                        parties[id(reference.entity)] = reference.entity
        return next(iter(parties.values())) if len(parties) == 1 else None

    def office_name(self, text: str) -> str:
        """Return the name of the office that words such as "White House bid" or "presidential nominee" speak of."""
        lowered = text.lower()
        if self.is_presidential and lowered.removeprefix("the ") in (
            "nomination",
            "race",
            "reelection",
            "re-election",
            "reelection bid",
            "re-election bid",
            "ticket",
            "bid",
            "nominee",
            "candidate",
            "reelection campaign",
        ):
            lowered = "presidential"
        if "vice president" in lowered or "vice-president" in lowered:
            office = "vice presidency"
        elif (
            any(word in lowered for word in ("president", "white house", "oval office"))
            and "president of" not in lowered
        ):
            office = "presidency"
        else:
            return text
        demonym = next((word for word in lowered.split() if word in self._vocabulary.demonyms), None)
        if demonym is not None and demonym != "american":
            return f"{demonym.title()} {office}"
        return f"U.S. {office}" if self._is_american else office

    @cached_property
    def _is_american(self) -> bool:
        """Say whether the document's presidency is that of the United States: its parties or states are named."""
        here, abroad = 0, 0
        for entity in self._index.entities:
            if entity.name in _AMERICAN or (entity.type == "Place" and entity.name in self._vocabulary.states):
                return True
            if entity.name == "United States":
                here += len(entity.mentions)
            elif entity.type == "Place" and entity.name in self._vocabulary.countries:
                abroad = max(abroad, len(entity.mentions))
        return here > 0 and here >= abroad  # no more than one of the countries that a foreign race is told with

    def has_left(self, trigger: Token) -> bool:
        """Say whether a word tells that somebody has left a race: who is urged to quit it may run on."""
        if trigger.pos_ == "NOUN" or (trigger.i > 0 and trigger.nbor(-1).lower_ in _HAVING):
            return True
        return trigger.tag_ not in ("VB", "VBG") and not any(
            c.dep_ in ("aux", "neg") and c.lower_ not in ("has", "had", "have") for c in trigger.children
        )

    def of(
        self, subject: Reference, target: Reference, nouns_of: dict[int, set[str]], trigger: Token
    ) -> Reference | None:
        """Return what somebody runs for by "the race" or "reelection", which only who runs tells; None in doubt."""
        doc = trigger.doc
        leaving = trigger.lemma_.lower() in _LEAVING
        if target.entity.type == "Party" or target.end > len(doc) or not target.start <= target.end:
            return target
        spoken = doc[target.start : target.end].text.lower()
        if target.kind == "name" or _GENERIC.match(spoken) is None:
            return target
        nouns = nouns_of.get(id(subject.entity), set())
        if "nomination" in spoken and self._nominating is not None and not leaving:
            return self._index.add_reference(
                Reference(target.paragraph, target.start, target.end, self._nominating, "nominal")
            )
        if leaving and not (self.is_presidential and "president" in nouns):
            return None
        again = "election" in spoken or spoken.endswith("term")
        if nouns & _OTHERS and not nouns & _PRESIDENTS:
            return self._same_office(target) if again else None
        if nouns & _PRESIDENTS:
            entity = self._index.described("Candidacy", self.office_name("presidential"))
            return self._index.add_reference(Reference(target.paragraph, target.start, target.end, entity, "nominal"))
        if again:
            return self._same_office(target)  # of a senator perhaps
        presidential = target.entity.type == "Candidacy" and "presid" in target.entity.name
        return target if self.is_presidential and presidential else None

    def _same_office(self, target: Reference) -> Reference:
        """Return the candidacy of "is running for reelection" where nothing tells for which office."""
        entity = self._index.described("Candidacy", "reelection")
        return self._index.add_reference(Reference(target.paragraph, target.start, target.end, entity, "nominal"))

    def of_noun(self, number: int, doc: Doc, start: int, end: int, after: Token | None = None) -> Reference | None:
        """Return what a candidate, "nominee" or "contender" at tokens ``start`` to ``end``, is one for.

        ``after``: the preposition that leads to the office ("candidate for governor").
        """
        party, first = None, start
        i = start - 1
        while i >= 0 and start - i < 6 and (doc[i].pos_ in ("ADJ", "NOUN", "PROPN", "NUM") or doc[i].text == "-"):
            reference = self._index.at(number, i)
            if reference is not None and reference.entity.type == "Party":
                party = reference
            elif doc[i].lower_ in self._vocabulary.words("bid_words") or doc[i].lower_ in ("white", "house", "vice"):
                first = i
            i -= 1
        target: Reference | None = party
        if target is None and after is not None:
            tokens = [child for child in after.children if child.dep_ == "pobj"]
            target = next((found for token in tokens if (found := self.find(number, token)) is not None), None)
        text = doc[first:end].text
        if target is None and self.is_presidential and first == start:
            if any(doc[k].lower_ in ("party", "opposition") for k in range(max(0, start - 4), start)):
                first, text = start, "presidential"  # "the party's presumptive nominee"
        if target is None and any(word in text.lower() for word in self._vocabulary.words("bid_words")):
            entity = self._index.described("Candidacy", self.office_name(text))
            target = self._index.add_reference(Reference(number, first, end, entity, "nominal"))
        return target

    def find(self, number: int, token: Token) -> Reference | None:
        """Return the office or candidacy that a noun phrase speaks of: "president", "the Republican nomination"."""
        offices, bids = self._vocabulary.words("offices"), self._vocabulary.words("bids")
        reference = self._index.at(number, token.i)
        if reference is not None:
            if reference.entity.name != "White House":
                return reference if reference.entity.type == "GovernmentBody" else None
            entity = self._index.described("Candidacy", self.office_name("White House"))
            return self._index.add_reference(Reference(number, reference.start, reference.end, entity, "nominal"))
        word = token.lower_
        modifiers = [
            child for child in token.children if child.dep_ in ("compound", "amod", "nmod") and child.i < token.i
        ]
        spoken = " ".join(doc_word.lower_ for doc_word in token.doc[max(0, token.i - 2) : token.i])
        bid_words = self._vocabulary.words("bid_words")
        party = next(
            (
                found
                for child in modifiers
                if (found := self._index.at(number, child.i)) is not None and found.entity.type == "Party"
            ),
            None,
        )
        if party is not None and word in ("nomination", "ticket", "race", "primary", "primaries"):
            ahead = self._index.at(number, party.start - 1) if party.start > 0 else None
            local = party.entity.name.split()[0] in self._vocabulary.states or (
                ahead is not None and ahead.entity.type == "Place"
            )
            return None if local and word in ("primary", "primaries") else party
        if word in _CONTESTS and (own := self._own_race(number, token, modifiers)) is not None:
            return own
        if word in _BIDDING:  # "the race for governor"
            for child in token.children:
                if child.dep_ == "prep" and child.lower_ == "for" and child.i == token.i + 1:
                    inner = next((c for c in child.children if c.dep_ == "pobj"), None)
                    if inner is not None and inner.lower_ not in bids:
                        return self.find(number, inner)
        if word == "term" and any(c.lower_ in _AGAIN for c in token.children):
            entity = self._index.described("Candidacy", "reelection")
            return self._index.add_reference(Reference(number, token.left_edge.i, token.i + 1, entity, "nominal"))
        if word == "election" and self.is_presidential and any(c.lower_ == "presidential" for c in modifiers):
            if not any(a.lemma_ in _LEAVING_VERBS for a in list(token.ancestors)[:3]):
                return None
            entity = self._index.described("Candidacy", self.office_name("presidential"))
            return self._index.add_reference(Reference(number, token.i, token.i + 1, entity, "nominal"))
        if reference is None and word == "house" and token.doc[token.i - 1].lower_ == "white":
            pass
        elif (
            word in ("race", "ticket")
            and self.is_presidential
            and any(
                a.lemma_
                in ("enter", "exit", "quit", "leave", "drop", "bow", "withdraw", "pull", "step", "join", "suspend")
                for a in list(token.ancestors)[:3]
            )
        ):
            pass
        elif word == "primary" and not any(part in spoken for part in bid_words if not part.isdigit()):
            return None
        elif word in bids and (word in ("nomination",) or any(part in spoken for part in bid_words)):
            pass
        elif word not in offices:
            return None
        first = min([child.left_edge.i for child in modifiers], default=token.i)
        if word in bids:
            if (
                word == "campaign"
                and "election" in spoken
                and "reelection" not in spoken
                and "re - election" not in spoken
            ):
                return None
            first = token.i
            while first > 0 and (
                token.doc[first - 1].lower_ in bid_words
                or _YEAR.fullmatch(token.doc[first - 1].text) is not None
                or token.doc[first - 1].lower_ in ("white", "house", "vice", "-")
                or token.doc[first - 1].text in self._vocabulary.parties
            ):
                first -= 1
        if (
            word in ("president", "governor", "mayor", "senator", "minister", "general")
            and first < token.i
            and token.doc[first].lower_ in ("former", "next")
        ):
            first = token.i
        spoken_office = token.doc[first : token.i + 1].text.lower()
        year = re.fullmatch(r"(?:his |her )?((?:19|20)\d\d) (?:race|campaign|bid|run|ticket|election)", spoken_office)
        if year is not None:
            if not self.is_presidential or int(year[1]) % 4 != 0:
                return None
            spoken_office = "presidential"
            entity = self._index.described("Candidacy", self.office_name(spoken_office))
            return self._index.add_reference(Reference(number, first, token.i + 1, entity, "nominal"))
        if spoken_office in (
            "office",
            "public office",
            "political office",
            "elected office",
            "elective office",
            "seat",
            "leader",
            "leadership",
        ):
            return None
        entity = self._index.described("Candidacy", self.office_name(token.doc[first : token.i + 1].text))
        return self._index.add_reference(Reference(number, first, token.i + 1, entity, "nominal"))

    def _own_race(self, number: int, token: Token, modifiers: list[Token]) -> Reference | None:
        """Return the race that is told by its office: "the 2022 mayor's race"."""
        office = next((c for c in token.children if c.dep_ == "poss" and c.lower_ in _OWN_RACES), None)
        if office is None:
            return None
        first = min(child.left_edge.i for child in (office, *modifiers))
        while first < office.i and token.doc[first].pos_ == "DET":
            first += 1
        entity = self._index.described("Candidacy", token.doc[first : token.i + 1].text)
        return self._index.add_reference(Reference(number, first, token.i + 1, entity, "nominal"))
