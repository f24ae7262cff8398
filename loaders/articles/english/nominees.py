"""Who is told to be a candidate: "X as the Democratic nominee", "contenders for governor include X and Y"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from techpol.loaders.articles.english.candidate import Candidate
from techpol.loaders.articles.english.mentions import Reference
from techpol.loaders.articles.english.scanner import Scanner
from techpol.loaders.articles.english.syntax import chain

_NOMINEES = frozenset("nominee standard-bearer candidate contender frontrunner front-runner pick choice".split())
# Of these a party or a race has many: "a candidate" says that somebody is one only beside a verb of running.
_ONE_OF_MANY = frozenset("candidate contender".split())
_OPEN = frozenset("pick choice".split())  # of a party, not of whoever happens to stand before them
_FIELD = frozenset("candidates contenders hopefuls challengers aspirants frontrunners front-runners rivals".split())
_BECOMING = frozenset("emergence rise ascent ascension status role position selection nomination elevation".split())
_BECOMING_VERBS = frozenset(
    "emerge run serve appear speak stand campaign file register announce qualify return finish enter rally debate "
    "accept address debut travel visit step withdraw drop bow".split()
)
_RUNNING = frozenset("run stand file register announce qualify campaign enter".split())
_GOING = frozenset("step withdraw drop bow".split())
_CHOOSING = frozenset(
    "choose pick select nominate name anoint crown install position groom elevate promote confirm tap elect back "
    "endorse support designate certify formalize make have see keep".split()
)
_WISHING = frozenset(
    "want prefer consider imagine suggest float propose urge favor envision discuss mull push expect replace "
    "substitute".split()
)
_BACKING = frozenset("endorse back support endorsement vote campaign stump".split())
_POSTS = frozenset("leader leadership judge speaker chair chairman chairwoman seat re-election reelection".split())
_ENOUGH = frozenset("delegates votes support".split())
_NEARING = frozenset(
    "poise set expect likely ready appear seem go hope aim want look prepare try slate project position lock clinch "
    "win secure earn amass".split()
)
_MEMBERS = frozenset("republican democrat libertarian tory conservative".split())
_MAYBE = frozenset("possible potential likely would-be prospective future hypothetical rumored eventual".split())
_NEVER = frozenset("not n't never no".split())


class NomineeMatcher(Scanner):
    """Reads the candidates of one document."""

    def match(self, number: int, doc: Doc) -> Iterator[Candidate]:
        """Yield the candidates of one paragraph."""
        for token in doc:
            word = token.lower_
            if word in _NOMINEES and (preposition := self._as(doc, token)) is not None:
                yield from self._as_nominee(number, doc, token, preposition)
            elif word in _NOMINEES and token.dep_ == "attr" and token.head.lemma_ == "become":
                yield from self._becoming(number, doc, token)
            elif word in _MEMBERS and token.dep_ == "pobj" and token.head.lower_ == "as":
                yield from self._as_member(number, token)
            elif word in _FIELD:
                yield from self._field(number, doc, token)
            elif token.lemma_ in _BACKING and token.pos_ in ("VERB", "NOUN"):
                yield from self._backed_for(number, token)

    def _as(self, doc: Doc, noun: Token) -> Token | None:
        """Return the "as" before a noun, which the parser may take for the one of "as the nominee spoke"."""
        if noun.dep_ == "pobj" and noun.head.lower_ == "as":
            return noun.head if doc[max(0, noun.head.i - 1)].lower_ != "such" else None
        first = noun.left_edge.i
        if first < 3 or noun.dep_ != "nsubj" or doc[first - 1].lower_ != "as":
            return None
        if doc[first - 2].lower_ in _BECOMING:
            return doc[first - 1]
        i = first - 2
        while i > 0 and doc[i].pos_ == "PROPN":
            i -= 1
        rise = doc[i].lower_ == "of" and doc[i - 1].lower_ in _BECOMING
        return doc[first - 1] if rise or doc[i].lower_ == "with" else None

    def _as_nominee(self, number: int, doc: Doc, noun: Token, preposition: Token) -> Iterator[Candidate]:
        """ "X as the nominee", "X's emergence as the nominee", "they chose X as their nominee"."""
        before = [doc[i].lower_ for i in range(preposition.i + 1, noun.i)]
        if any(word in ("former", "then", "previous", "onetime") for word in before):
            return
        named = self._index.at(number, preposition.i - 1)
        above = doc[preposition.i - 1] if doc[preposition.i - 1].lower_ in _BECOMING else preposition.head
        verb = (
            above if above.pos_ in ("VERB", "AUX") else next((a for a in above.ancestors if a.pos_ == "VERB"), None)
        )
        trigger, people, planned = noun, [], any(word in _MAYBE for word in before)
        if named is not None and named.end == preposition.i and named.entity.type == "Person":
            people = [named]
            if verb is not None and verb.lemma_ in _CHOOSING | _WISHING:
                trigger = verb
        elif above.pos_ == "NOUN" and above.lower_ in _BECOMING:
            owners = [child for child in above.children if child.dep_ == "poss"] or self._syntax.objects_of(
                above, "of"
            )
            people = self._actors.of(number, owners)
        elif above.pos_ in ("VERB", "AUX"):
            people, trigger = self._of_verb(number, above), above
        if noun.lower_ in _ONE_OF_MANY and before[:1] and before[0] in ("a", "an"):
            if verb is None or verb.lemma_ not in _RUNNING:
                return  # "described X as a candidate who ..."
        if len(people) != 1 or people[0].entity.type != "Person":
            return
        target = self._target(number, doc, noun)
        if target is None or (noun.lower_ in _OPEN and target.entity.type != "Party" and "vice" not in before):
            return
        stated = trigger is noun or trigger.lemma_ in _GOING or trigger.lemma_ == "replace"
        if trigger.lemma_ == "replace" and preposition.i > 1 and self._is_replacement(doc, people[0]):
            planned, stated = True, True
        elif trigger is not noun and trigger.lemma_ in _WISHING - {"replace"}:
            planned, stated = True, True
        yield Candidate(
            number, people[0], "RUNS_FOR", target, noun if stated else trigger, "construction:as-nominee",
            modality="planned" if planned else "", stated=stated, confidence=0.85,
            past=trigger.lemma_ == "replace" and not planned,
        )  # fmt: skip

    def _becoming(self, number: int, doc: Doc, noun: Token) -> Iterator[Candidate]:
        """ "X is poised to become the nominee", "with X on the path to becoming the nominee"."""
        verb = noun.head
        if verb.tag_ not in ("VB", "VBG"):
            return  # a role like any other
        if verb.dep_ == "acl":
            # "has enough delegates to become", but "has X's support to become": it is not X who will
            if verb.head.lower_ not in _ENOUGH or any(c.dep_ == "poss" for c in verb.head.children):
                return
        elif verb.dep_ != "pcomp" and verb.head.lemma_.lower() not in _NEARING:
            return
        people = self._actors.of(number, self._syntax.surface_subject(verb))
        if not people and verb.dep_ == "pcomp":
            way = verb.head.head
            near = self._index.at(number, way.head.head.i) if way.dep_ == "pobj" else None
            people = [near] if near is not None else []
        target = self._target(number, doc, noun)
        if len(people) == 1 and people[0].entity.type == "Person" and target is not None:
            yield Candidate(
                number, people[0], "RUNS_FOR", target, verb, "construction:to-become-nominee", confidence=0.85
            )

    def _as_member(self, number: int, noun: Token) -> Iterator[Candidate]:
        """ "X is running as a Democrat": for the Democrats."""
        verb = noun.head.head
        party = self._index.at(number, noun.i)
        if verb.lemma_ != "run" or any(c.dep_ == "dobj" for c in verb.children):
            return
        if party is None or party.entity.type != "Party" or not any(c.lower_ in ("a", "an") for c in noun.children):
            return
        for person in self._actors.of(number, self._syntax.agents(verb))[:1]:
            if person.entity.type == "Person":
                yield Candidate(number, person, "RUNS_FOR", party, verb, "construction:runs-as", confidence=0.85)

    def _is_replacement(self, doc: Doc, person: Reference) -> bool:
        """Say whether somebody is who comes instead: "replace Y with X as the nominee"."""
        return person.start > 0 and any(
            doc[i].lower_ in ("with", "by") for i in range(max(0, person.start - 3), person.start)
        )

    def _of_verb(self, number: int, verb: Token) -> list[Reference]:
        """Return whom a verb makes or tells to be the nominee."""
        direct = [r for r in self._actors.of(number, self._syntax.patients(verb)) if r.entity.type == "Person"]
        if verb.lemma_ in _CHOOSING | _WISHING:
            return direct
        if verb.lemma_ in _BECOMING_VERBS and not direct and not self._syntax.is_passive(verb):
            return self._actors.of(number, self._syntax.agents(verb))
        return []

    def _target(self, number: int, doc: Doc, noun: Token) -> Reference | None:
        after = next((c for c in noun.children if c.dep_ == "prep" and c.lower_ in ("for", "in")), None)
        return self._actors.candidacies.of_noun(number, doc, noun.i, noun.i + 1, after)

    def _backed_for(self, number: int, word: Token) -> Iterator[Candidate]:
        """ "endorsed X for president", "her endorsement of X for governor": X runs for it, whoever backs X."""
        if not any(t.lower_ == "for" and t.i > word.i + 1 for t in word.sent):
            return
        if word.pos_ == "VERB":
            backed = self._syntax.patients(word)
            backed = backed or [t for p in ("for", "behind") for t in self._syntax.objects_of(word, p)][:1]
        else:
            backed = self._syntax.objects_of(word, "of")
        heads = [word, *backed]
        last = max(token.i for token in heads)
        places = [
            child
            for head in heads
            for p in head.children
            if p.dep_ == "prep" and p.lower_ == "for" and p.i > last
            for child in p.children
            if child.dep_ == "pobj" and child.lower_ not in _POSTS
        ]
        target = self._actors.candidacies.find(number, places[0]) if backed and places else None
        if target is None:
            return
        people = [r for r in self._actors.of(number, backed) if r.entity.type == "Person" and not r.metonym]
        for person in people[:1]:
            if person.paragraph == number and person.start < places[0].i:
                yield Candidate(
                    number, person, "RUNS_FOR", target, word, "construction:backed-for", stated=True, confidence=0.85,
                )  # fmt: skip

    def _field(self, number: int, doc: Doc, noun: Token) -> Iterator[Candidate]:
        """ "candidates for governor include X and Y", "the contenders for mayor are X, Y and Z"."""
        if noun.dep_ != "nsubj" or noun.head.lemma_ not in ("include", "be"):
            return
        verb = noun.head
        words = {child.lower_ for child in verb.children if child.dep_ in ("aux", "neg")}
        if words & (_NEVER | {"would", "could", "might", "may", "should"}):
            return
        target = self._target(number, doc, noun)
        if target is None or any(child.lower_ in ("former", "past", "previous") for child in noun.children):
            return
        planned = any(child.lower_ in _MAYBE for child in noun.children)
        named = [c for c in verb.children if c.dep_ in ("dobj", "attr") and c.i > verb.i]
        for item in (item for token in named for item in chain(token)):
            reference = self._index.at(number, item.i)
            if reference is not None and reference.entity.type == "Person" and reference.start > verb.i:
                yield Candidate(
                    number, reference, "RUNS_FOR", target, noun, "construction:field-of", stated=True,
                    modality="planned" if planned else "", confidence=0.85,
                )  # fmt: skip
