"""Ties that a phrase tells: "in partnership with Y", "under X's leadership", "part of the council", "in Congress"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from techpol.loaders.articles.english.candidate import Candidate
from techpol.loaders.articles.english.mentions import Reference
from techpol.loaders.articles.english.scanner import Scanner

_TOGETHER = frozenset("partnership collaboration alliance cooperation conjunction coordination tandem".split())
_LEADING = frozenset("leadership stewardship chairmanship presidency".split())
# Bodies that have members which are bodies themselves.
_UNIONS = frozenset(
    "council alliance coalition federation confederation league association caucus network union consortium "
    "partnership society commission committee board squad nato group".split()
)
_CHAMBERS = frozenset(["senate", "house", "congress", "parliament"])
_SPELLS = frozenset("years year time days decades decade career tenure stint term terms months".split())


class TieMatcher(Scanner):
    """Reads the phrases of one document that tie one to another."""

    def match(self, number: int, doc: Doc) -> Iterator[Candidate]:
        """Yield the candidates of one paragraph."""
        for token in doc:
            word = token.lower_
            if word in _TOGETHER:
                yield from self._together(number, doc, token)
            elif word in _LEADING:
                yield from self._led(number, token)
            elif word == "part":
                yield from self._part_of(number, token)
            elif word in ("board", "boards"):
                yield from self._on_board(number, doc, token)
            elif word in _CHAMBERS:
                yield from self._in_chamber(number, doc, token)

    # -- "X, in partnership with Y, ..." --------------------------------------------------------------------------

    def _together(self, number: int, doc: Doc, noun: Token) -> Iterator[Candidate]:
        if noun.i == 0 or noun.nbor(-1).lower_ != "in" or noun.i + 2 >= len(doc) or noun.nbor().lower_ != "with":
            return
        others = self._after(number, doc, noun.i + 2)
        before = self._index.at(number, noun.i - 3) if noun.i > 2 and doc[noun.i - 2].text in (",", "(") else None
        if before is None:
            head = noun.nbor(-1).head
            verb = next((t for t in (head, *head.ancestors) if t.pos_ == "VERB"), None)
            found = self._actors.of(number, self._syntax.agents(verb)) if verb is not None else []
            before = found[0] if len(found) == 1 else None
        if before is None or not self._is_body(before):
            return
        for other in others:
            if self._is_body(other) and other.entity is not before.entity:
                yield Candidate(number, before, "CONNECTED_TO", other, noun, "construction:together", confidence=0.85)

    def _after(self, number: int, doc: Doc, start: int) -> list[Reference]:
        """Return the names of a row: "A, B and the C"."""
        found: list[Reference] = []
        i = start
        while i < len(doc):
            i += doc[i].lower_ in ("the", "its", "a")
            named = self._index.at(number, i) if i < len(doc) else None
            if named is None or named.start != i or named.kind != "name":
                break
            found.append(named)
            i = named.end
            if i + 1 >= len(doc) or doc[i].lower_ not in (",", "and", "&"):
                break
            comma = doc[i].text == ","
            i += 2 if comma and doc[i + 1].lower_ == "and" else 1
        if len(found) > 1 and not any(doc[k].lower_ in ("and", "&") for k in range(found[0].end, found[-1].start)):
            return found[:1]  # "with A, B said": no row
        return found

    def _is_body(self, reference: Reference) -> bool:
        return reference.entity.is_organisation and reference.entity.type not in ("Party", "Group")

    # -- "under X's leadership, Y ...", "Y has grown under the leadership of X" -----------------------------------

    def _led(self, number: int, noun: Token) -> Iterator[Candidate]:
        if noun.dep_ != "pobj" or noun.head.lower_ != "under":
            return
        owners = [c for c in noun.children if c.dep_ == "poss"] or self._syntax.objects_of(noun, "of")
        leaders = self._actors.of(number, owners)
        verb = noun.head.head
        if verb.pos_ not in ("VERB", "AUX") or len(leaders) != 1 or leaders[0].entity.type != "Person":
            return
        led = self._actors.of(number, self._syntax.surface_subject(verb))
        if len(led) == 1 and self._is_body(led[0]) and led[0].entity.type != "GovernmentBody":
            yield Candidate(number, leaders[0], "LEADS", led[0], verb, "construction:under-leader", confidence=0.8)

    # -- "X and Y are part of the Harbor Council" -----------------------------------------------------------------

    def _part_of(self, number: int, noun: Token) -> Iterator[Candidate]:
        if noun.dep_ != "attr" or noun.head.lemma_ != "be":
            return
        wholes = self._actors.of(number, self._syntax.objects_of(noun, "of"))
        if len(wholes) != 1 or not self._is_body(wholes[0]) or wholes[0].kind != "name":
            return
        if wholes[0].entity.name.split()[-1].lower() not in _UNIONS:
            return
        for part in self._actors.of(number, self._syntax.surface_subject(noun.head)):
            if part.entity.type == "Person" or self._is_body(part):
                yield Candidate(
                    number, part, "MEMBER_OF", wholes[0], noun.head, "construction:part-of",
                    past=noun.head.tag_ == "VBD", confidence=0.8,
                )  # fmt: skip

    # -- "X is a director on Zenda's board" -----------------------------------------------------------------------

    def _on_board(self, number: int, doc: Doc, board: Token) -> Iterator[Candidate]:
        on = board.head
        if board.dep_ != "pobj" or on.lower_ != "on" or on.head.lower_ not in ("director", "member", "seat"):
            return
        bodies = self._actors.of(number, [c for c in board.children if c.dep_ == "poss"])
        bodies = bodies or self._actors.of(number, self._syntax.objects_of(board, "of"))
        noun = on.head
        if noun.dep_ == "attr" and noun.head.lemma_ in ("be", "become", "remain"):
            people = self._actors.of(number, self._syntax.surface_subject(noun.head))
        elif noun.dep_ == "appos":
            people = self._actors.of(number, [noun.head])
        elif noun.dep_ == "dobj" and noun.head.lemma_ in ("hold", "have", "take", "win", "gain", "accept"):
            people = self._actors.of(number, self._syntax.agents(noun.head))
        else:
            return
        if len(bodies) == 1 and self._is_body(bodies[0]):
            trigger = noun.head if noun.dep_ != "appos" else noun
            for person in people:
                if person.entity.type == "Person":
                    yield Candidate(
                        number, person, "MEMBER_OF", bodies[0], trigger, "construction:board", confidence=0.85
                    )

    # -- "while in the Senate, X ...", "X's years in the House" ---------------------------------------------------

    def _in_chamber(self, number: int, doc: Doc, chamber: Token) -> Iterator[Candidate]:
        body = self._index.at(number, chamber.i)
        at = chamber.i - (2 if chamber.i > 1 and doc[chamber.i - 1].lower_ == "the" else 1)
        if body is None or at < 1 or doc[at].lower_ != "in" or not body.entity.is_organisation:
            return
        if body.end < len(doc) and doc[body.end].pos_ in ("NOUN", "PROPN"):
            return  # "in the Senate race"
        before = doc[at - 1]
        people: list[Reference] = []
        if before.lower_ in ("while", "when"):
            clause = doc[at].head
            verb = next((t for t in (clause, *clause.ancestors) if t.pos_ in ("VERB", "AUX")), None)
            if verb is not None:
                people = self._actors.of(number, self._syntax.surface_subject(verb))
        elif before.lower_ in _SPELLS and any(c.dep_ == "poss" for c in before.children):
            people = self._actors.of(number, [c for c in before.children if c.dep_ == "poss"])
        if len(people) == 1 and people[0].entity.type == "Person":
            yield Candidate(
                number, people[0], "MEMBER_OF", body, chamber, "construction:in-chamber", past=True, stated=True,
                confidence=0.8,
            )  # fmt: skip
