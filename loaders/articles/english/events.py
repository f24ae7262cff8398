"""Who speaks where: "in her convention speech", "on the last night of the summit"; whom one talks to on whose air."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token

from techpol.loaders.articles.english.candidate import Candidate
from techpol.loaders.articles.english.mentions import Reference
from techpol.loaders.articles.english.scanner import Scanner

_SPEECHES = frozenset("speech address remarks keynote speeches".split())
_SHOWINGS = frozenset("performance showing appearance".split())  # of these it must be told where they were
_TO_COME = frozenset("announce promote plan schedule confirm tease tout preview advertise prepare book await".split())
_JOINED = frozenset("call panel discussion roundtable debate hall".split())
_SPEAKING = frozenset("speak address deliver appear say tell argue declare announce warn".split())
_PARTS = frozenset("night day evening stage opening session sidelines podium morning afternoon floor close".split())
_GATHERINGS = frozenset("convention summit conference forum gala".split())
_FUNDRAISERS = frozenset("fundraiser fund-raiser".split())
_HOMES = frozenset("home house mansion estate residence apartment penthouse ranch villa".split())
_STAGES = frozenset(["stage", "podium", "lectern"])
_CAPPING = frozenset("cap close open conclude kick launch".split())
_TALKING = frozenset("tell say".split())


class EventMatcher(Scanner):
    """Reads who speaks at the events of one document."""

    def match(self, number: int, doc: Doc) -> Iterator[Candidate]:
        """Yield the candidates of one paragraph."""
        for token in doc:
            if (token.lower_ in _SPEECHES or token.lower_ in _SHOWINGS) and token.pos_ == "NOUN":
                yield from self._speech(number, token)
            elif token.lower_ in _STAGES and token.dep_ == "pobj" and token.head.lower_ in ("on", "from"):
                yield from self._on_stage(number, token)
            elif token.pos_ == "VERB" and token.lemma_ == "join":
                yield from self._joined(number, token)
            elif token.lower_ in _FUNDRAISERS:
                yield from self._at_home(number, token)
            elif token.pos_ == "VERB" and token.lemma_ in _SPEAKING:
                yield from self._part_of(number, token)
                if token.lemma_ in _TALKING:
                    yield from self._on_air(number, token)

    def _spoke(
        self, number: int, people: list[Reference], events: list[Reference], trigger: Token, stated: bool
    ) -> Iterator[Candidate]:
        for person in people[:1]:
            for event in events[:1]:
                if person.entity.type == "Person" and event.entity.type == "Event":
                    yield Candidate(
                        number, person, "SPOKE_AT", event, trigger, "construction:speech-at", stated=stated,
                        confidence=0.85,
                    )  # fmt: skip

    def _speech(self, number: int, noun: Token) -> Iterator[Candidate]:
        """ "in her convention speech", "X's speech at the convention", "gave a convention speech"."""
        parts = [child for child in noun.children if child.dep_ in ("compound", "nmod", "amod") and child.i < noun.i]
        if noun.lower_ in _SHOWINGS:
            parts = []
        events = [r for r in self._actors.of(number, parts) if r.entity.type == "Event" and self._is_told(r)]
        events = events or [r for part in parts if (r := self._convention(number, part)) is not None]
        if not events:
            tokens = [t for p in ("at", "to", "before") for t in self._syntax.objects_of(noun, p)]
            # "his speech capping off the convention"
            tokens += [
                t
                for c in noun.children
                if c.dep_ == "acl" and c.tag_ == "VBG" and c.lemma_ in _CAPPING
                for t in self._syntax.patients(c)
            ]
            events = [r for r in self._actors.of(number, tokens) if r.entity.type == "Event"]
        if not events:
            return
        owner = [child for child in noun.children if child.dep_ == "poss"]
        verb = noun.head.head if noun.dep_ == "pobj" else noun.head
        people = self._actors.of(number, owner)
        if noun.dep_ == "dobj" and verb.lemma_ in _TO_COME:
            return  # "posted a flyer to announce her performance at the rally"
        if owner and (people or owner[0].tag_ != "PRP$" or noun.i > verb.i):
            ahead = noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lower_ == "ahead"
            for candidate in self._spoke(number, people, events, noun, stated=True):
                yield replace(candidate, modality="planned" if ahead else "")
        elif noun.dep_ == "pobj" and noun.head.lower_ in ("in", "during") and verb.pos_ == "VERB":
            yield from self._spoke(
                number, self._actors.of(number, self._syntax.agents(verb)), events, verb, stated=False
            )
        elif noun.dep_ == "dobj" and verb.lemma_ in ("give", "deliver", "make", "use"):
            yield from self._spoke(
                number, self._actors.of(number, self._syntax.agents(verb)), events, verb, stated=False
            )

    def _is_told(self, event: Reference) -> bool:
        return event.entity.named or any(word[:1].isupper() for word in event.entity.name.split())

    def _convention(self, number: int, part: Token) -> Reference | None:
        """Return the event that "her convention speech" can only mean, or "Republican convention" as it stands."""
        if part.lower_ not in _GATHERINGS:
            return None
        before = part.doc[part.i - 1] if part.i > 0 else None
        party = self._index.at(number, before.i) if before is not None else None
        partisan = party is not None and party.entity.type == "Party"
        named = [
            entity
            for entity in self._index.entities
            if entity.named and entity.type == "Event" and entity.name.lower().split()[-1] == part.lower_
        ]
        if partisan and before is not None:
            named = [entity for entity in named if before.lower_ in entity.name.lower().split()]
        if len(named) == 1:
            return self._index.add_reference(Reference(number, part.i, part.i + 1, named[0], "nominal"))
        if not partisan or named:
            return None
        entity = self._index.described("Event", part.doc[part.i - 1 : part.i + 1].text)
        return self._index.add_reference(Reference(number, part.i - 1, part.i + 1, entity, "nominal"))

    def _joined(self, number: int, verb: Token) -> Iterator[Candidate]:
        """ "X joined a Zoom call hosted by Y": who is on it speaks there."""
        if any(child.dep_ == "prep" and child.lower_ == "as" for child in verb.children):
            return
        tokens = [child for child in verb.children if child.dep_ == "dobj" and child.lower_ in _JOINED]
        events = [r for r in self._actors.of(number, tokens) if r.entity.type == "Event"]
        if events and not self._syntax.is_passive(verb):
            people = self._actors.of(number, self._syntax.agents(verb))
            yield from self._spoke(number, people, events, verb, stated=False)

    def _on_stage(self, number: int, noun: Token) -> Iterator[Candidate]:
        """ "On stage at the convention, X laid out ..."."""
        verb = noun.head.head
        events = [
            r
            for p in ("at", "of")
            for r in self._actors.of(number, self._syntax.objects_of(noun, p))
            if r.entity.type == "Event"
        ]
        if verb.pos_ == "VERB" and not self._syntax.is_passive(verb):
            people = self._actors.of(number, self._syntax.agents(verb))
            yield from self._spoke(number, people, events, verb, stated=False)

    def _at_home(self, number: int, noun: Token) -> Iterator[Candidate]:
        """ "a fundraiser for X was held at the home of Y": Y raises money for X."""
        verb = noun.head
        if noun.dep_ != "nsubjpass" or verb.lemma_ not in ("hold", "host"):
            return
        homes = [t for t in self._syntax.objects_of(verb, "at") if t.lower_ in _HOMES]
        owners = [t for home in homes for t in self._syntax.objects_of(home, "of")]
        owners += [child for home in homes for child in home.children if child.dep_ == "poss"]
        for host in self._actors.of(number, owners):
            for target in self._actors.of(number, self._syntax.objects_of(noun, "for")):
                if host.entity.type == "Person" and target.entity.type in (
                    "Person",
                    "Committee",
                    "Campaign",
                    "Party",
                ):
                    if host.entity is not target.entity:
                        yield Candidate(
                            number, host, "RAISED_FUNDS_FOR", target, verb, "construction:at-home", confidence=0.8
                        )

    def _part_of(self, number: int, verb: Token) -> Iterator[Candidate]:
        """ "spoke on the last night of the convention"."""
        for preposition in ("on", "during", "at", "from", "in"):
            for part in self._syntax.objects_of(verb, preposition):
                if part.lower_ not in _PARTS and (part.lower_ != "call" or preposition not in ("on", "during")):
                    continue
                tokens = (
                    [part]
                    if part.lower_ == "call"
                    else [t for p in ("of", "at") for t in self._syntax.objects_of(part, p)]
                )
                events = [r for r in self._actors.of(number, tokens) if r.entity.type == "Event"]
                people = self._actors.of(number, self._syntax.agents(verb))
                yield from self._spoke(number, people, events, verb, stated=False)

    def _on_air(self, number: int, verb: Token) -> Iterator[Candidate]:
        """ "told Jon Doe on CNN's 'Inside'": who asks there is of the outlet."""
        people = [r for r in self._actors.of(number, self._syntax.patients(verb)) if r.kind == "name"]
        if len(people) != 1 or people[0].entity.type != "Person":
            return
        i, doc = people[0].end, verb.doc
        if i + 1 >= len(doc) or doc[i].lower_ != "on":
            return
        outlet = self._index.at(number, i + 1)
        if outlet is not None and outlet.entity.type == "MediaOrganization" and doc[outlet.end - 1].i + 1 < len(doc):
            if doc[outlet.end].tag_ == "POS":
                yield Candidate(
                    number, people[0], "WORKS_FOR", outlet, verb, "construction:on-air", stated=True, confidence=0.85
                )
