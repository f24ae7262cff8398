"""Who runs for what where no verb of running says so: "up for reelection", "atop the Green ticket"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from techpol.loaders.articles.english.candidate import Candidate
from techpol.loaders.articles.english.mentions import Reference
from techpol.loaders.articles.english.scanner import Scanner
from techpol.loaders.articles.english.syntax import announced_subject

_AGAIN = frozenset(["reelection", "re-election", "re"])
_FIGHTS = frozenset("fight bid race battle campaign contest".split())
_FACING = frozenset("face confront".split())
_ON_TICKET = frozenset("be run appear remain stay sit replace succeed join lead".split())
_RUNS = frozenset("run bid campaign candidacy quest".split())
_ON_THE_WAY = frozenset("path track course way road".split())
_NOMINEES = frozenset("nominee candidate standard-bearer".split())
_SEEING = frozenset("support see watch back picture cheer imagine".split())


class RaceMatcher(Scanner):
    """Reads the races of one document that a noun or a turn of phrase tells."""

    def match(self, number: int, doc: Doc) -> Iterator[Candidate]:
        """Yield the candidates of one paragraph."""
        for token in doc:
            word = token.lower_
            if word in ("reelection", "election") and token.pos_ in ("NOUN", "PROPN"):
                yield from self._again(number, token)
            elif word == "ticket" and token.dep_ == "pobj":
                yield from self._on_ticket(number, token)
            elif word == "hat" and token.dep_ == "dobj":
                yield from self._hat(number, token)
            elif word == "race" and token.dep_ == "pobj" and token.head.lower_ == "in":
                yield from self._in_race(number, token)
            elif word in _RUNS and token.dep_ == "pobj":
                yield from self._ahead_of(number, token)
            elif word == "running" and token.pos_ == "VERB":
                yield from self._one_of(number, token)
                yield from self._somebody_running(number, token)
            elif word in ("become", "becoming", "becomes") and token.pos_ in ("VERB", "AUX"):
                yield from self._on_the_way(number, token)

    def _runs(
        self, number: int, people: list[Reference], target: Reference | None, trigger: Token, stated: bool = False
    ) -> Iterator[Candidate]:
        if len(people) != 1 or people[0].entity.type != "Person" or target is None:
            return
        yield Candidate(
            number, people[0], "RUNS_FOR", target, trigger, "construction:race", stated=stated, confidence=0.85
        )

    # -- the same office -----------------------------------------------------------------------------------------

    def _again(self, number: int, noun: Token) -> Iterator[Candidate]:
        """ "X is up for reelection", "X faces reelection", "X faces a tough reelection fight"."""
        if noun.lower_ == "election" and (noun.i == 0 or noun.doc[noun.i - 1].lower_ not in ("re", "-")):
            return
        head = noun
        if noun.dep_ == "compound" and noun.head.lower_ in _FIGHTS:
            head = noun.head
        verb = head.head
        if head.dep_ == "dobj" and verb.lemma_ in _FACING:
            people = self._actors.of(number, self._syntax.agents(verb))
        elif (
            head.dep_ == "pobj"
            and verb.lower_ == "for"
            and verb.head.lower_ == "up"
            and verb.head.head.lemma_ == "be"
        ):
            verb = verb.head.head
            people = self._actors.of(number, self._syntax.surface_subject(verb))
        else:
            return
        if len(people) != 1:
            return
        start = noun.i
        entity = self._index.described("Candidacy", "reelection")
        target = self._index.add_reference(Reference(number, start, noun.i + 1, entity, "nominal"))
        meant = self._actors.candidacies.of(people[0], target, self._actors.nouns_of, verb)
        yield from self._runs(number, people, meant, verb)

    # -- the ticket ----------------------------------------------------------------------------------------------

    def _on_ticket(self, number: int, noun: Token) -> Iterator[Candidate]:
        """ "X is at the top of the Green ticket", "X replaced Y atop the Green ticket"."""
        preposition = noun.head
        top = preposition.head
        if preposition.lower_ == "of" and top.lower_ in ("top", "head", "bottom") and top.dep_ == "pobj":
            preposition = top.head
        elif preposition.lower_ not in ("atop", "on"):
            return
        verb = preposition.head
        if verb.dep_ == "dobj":
            verb = verb.head  # "replaced Y atop ..."
        if verb.lemma_ not in _ON_TICKET or verb.pos_ not in ("VERB", "AUX") or self._syntax.is_passive(verb):
            return
        party = self._actors.candidacies.find(number, noun)
        if party is None or party.entity.type != "Party":
            return
        yield from self._runs(number, self._actors.of(number, self._syntax.agents(verb)), party, verb)

    def _hat(self, number: int, hat: Token) -> Iterator[Candidate]:
        """ "X threw her hat in the ring for governor"."""
        verb = hat.head
        rings = [t for p in ("in", "into") for h in (verb, hat) for t in self._syntax.objects_of(h, p)]
        if verb.lemma_ not in ("throw", "toss") or not any(ring.lower_ == "ring" for ring in rings):
            return
        offices = [t for head in (*rings, verb) for t in self._syntax.objects_of(head, "for")]
        target = self._actors.candidacies.find(number, offices[0]) if offices else None
        yield from self._runs(number, self._actors.of(number, self._syntax.agents(verb)), target, verb)

    def _in_race(self, number: int, noun: Token) -> Iterator[Candidate]:
        """ "X is in the race for governor"."""
        verb = noun.head.head
        offices = self._syntax.objects_of(noun, "for")
        if verb.lemma_ not in ("be", "remain", "stay") or verb.pos_ not in ("VERB", "AUX") or not offices:
            return
        target = self._actors.candidacies.find(number, offices[0])
        yield from self._runs(number, self._actors.of(number, self._syntax.agents(verb)), target, verb)

    # -- who is named after, or beside ---------------------------------------------------------------------------

    def _ahead_of(self, number: int, noun: Token) -> Iterator[Candidate]:
        """ "Ahead of his run for Senate, X met with donors"."""
        owner = [child for child in noun.children if child.dep_ == "poss"]
        offices = self._syntax.objects_of(noun, "for")
        if len(owner) != 1 or owner[0].lower_ not in ("his", "her") or not offices:
            return
        if any(child.dep_ == "amod" and child.lower_ in _UNSURE for child in noun.children):
            return
        announced = announced_subject(noun)
        if not announced and noun.head.head.lower_ == "ahead" and noun.head.head.head.pos_ == "VERB":
            verb = noun.head.head.head
            announced = [c for c in verb.children if c.dep_ == "nsubj" and noun.i < c.i and c.pos_ == "PROPN"]
        target = self._actors.candidacies.find(number, offices[0])
        yield from self._runs(number, self._actors.of(number, announced), target, noun, stated=True)

    def _one_of(self, number: int, verb: Token) -> Iterator[Candidate]:
        """ "X is one of six Democrats running for governor"."""
        many = verb.head
        if verb.dep_ != "acl" or many.dep_ != "pobj" or many.head.lower_ not in ("of", "among"):
            return
        one = many.head.head
        people: list[Token] = []
        if many.head.lower_ == "among" and one.lemma_ == "be":
            above = one
        elif one.lower_ == "one" and one.dep_ == "attr":
            above = one.head
        elif one.lower_ == "one" and one.dep_ == "appos":
            people, above = [one.head], one
        else:
            return
        if not people:
            if above.lemma_ != "be" or any(child.dep_ in ("neg", "aux") for child in above.children):
                return
            people = self._syntax.surface_subject(above)
        offices = self._syntax.objects_of(verb, "for")
        target = self._actors.candidacies.find(number, offices[0]) if offices else None
        yield from self._runs(number, self._actors.of(number, people), target, verb)

    def _somebody_running(self, number: int, verb: Token) -> Iterator[Candidate]:
        """ "to support my wife, X, running for president": X runs."""
        direct = running_object(verb)
        offices = self._syntax.objects_of(verb, "for")
        if direct is not None and offices:
            target = self._actors.candidacies.find(number, offices[0])
            yield from self._runs(number, self._actors.of(number, [direct]), target, verb, stated=True)

    def _on_the_way(self, number: int, verb: Token) -> Iterator[Candidate]:
        """ "X is on track to become the Green nominee", "with X on the path to becoming the Green nominee"."""
        nominee = next((c for c in verb.children if c.dep_ == "attr" and c.lower_ in _NOMINEES), None)
        if nominee is None:
            return
        way = verb.head.head if verb.dep_ == "pcomp" else verb.head
        if way.lower_ not in _ON_THE_WAY:
            way = next(
                (t for c in way.children if c.lower_ == "on" for t in c.children if t.lower_ in _ON_THE_WAY), way
            )
        on = way.head
        if way.lower_ not in _ON_THE_WAY or on.lower_ != "on" or any(c.dep_ == "poss" for c in way.children):
            return
        above = on.head
        if above.lower_ == "with":
            tokens = [child for child in above.children if child.dep_ == "pobj"]
        elif above.lemma_ in ("be", "remain", "seem", "appear") and above.pos_ in ("VERB", "AUX"):
            if any(child.dep_ == "neg" for child in above.children):
                return
            tokens = self._syntax.surface_subject(above)
        else:
            return
        target = self._actors.candidacies.of_noun(number, verb.doc, nominee.i, nominee.i + 1)
        yield from self._runs(number, self._actors.of(number, tokens), target, nominee, stated=True)


_UNSURE = frozenset("possible potential likely rumored hypothetical future expected would-be eventual".split())


def running_object(verb: Token) -> Token | None:
    """Return whom "to support X, running for president" has running: the object right before the verb."""
    head = verb.head
    if verb.tag_ != "VBG" or verb.dep_ not in ("advcl", "xcomp") or head.lemma_ not in _SEEING:
        return None
    direct = [child for child in head.children if child.dep_ == "dobj" and child.i < verb.i]
    if len(direct) != 1 or verb.i - direct[0].right_edge.i > 2:
        return None
    return direct[0]
