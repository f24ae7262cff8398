"""Who stands against whom in the words of campaigns: "pits X against Y", "an X-Y rematch", "back X over Y"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from spacy.tokens import Doc, Token

from techpol.loaders.articles.english.candidate import Candidate
from techpol.loaders.articles.english.mentions import Entity, Reference
from techpol.loaders.articles.english.scanner import Scanner

_CONTESTS = frozenset(
    "matchup match-up rematch race contest showdown debate fight battle duel runoff primary election campaign "
    "clash face-off".split()
)
# A race, a debate or a fight is of many kinds; these words tell that it is for an office.
_POLITICAL = frozenset(
    "november election elections primary primaries poll polls voters voter nominee nomination ballot ballots "
    "presidential senate gubernatorial governor mayoral runoff caucus caucuses reelection re-election midterm "
    "congressional matchup candidates electoral battleground".split()
)
_RUNNING_MATES = frozenset(["mate", "mates", "pick", "cabinet", "vice"])
_CHOOSING = frozenset("choose choice decide torn".split())
_PREFERRING = frozenset("back support prefer choose favor pick select want".split())
_VYING = frozenset("vie compete battle jockey contend duel tussle face square".split())
_PRIZES = frozenset("nomination seat presidency office governorship vote votes ticket white house".split())
_AHEAD = frozenset("ahead behind".split())
_FAVOURITES = frozenset("favorite favourite underdog frontrunner front-runner".split())
_STAGES = frozenset("stretch phase sprint weeks days months end".split())
_WINNING = frozenset("beat defeat win prevail overtake best topple overcome".split())
# Whatever is thought or planned of these, there was a contest, or is one.
_GIVEN = frozenset("loss losses defeat defeats race primary fight vs vs. versus".split()) | _FAVOURITES | _STAGES
# Where these are told of, no office is fought for, or nothing is at all.
_GAMES = frozenset(
    "film movie novel sitcom drama episode musical match tournament marathon golf tennis chess boxing "
    "spelling trivia".split()
)
_POSTS = frozenset("judge judgeship committee panel chairmanship".split())
_MOST = 3  # people who vie, each with each


class MatchupMatcher(Scanner):
    """Reads the contests of one document that no noun or verb of running tells."""

    def match(self, number: int, doc: Doc) -> Iterator[Candidate]:
        """Yield the candidates of one paragraph."""
        for token in doc:
            word, lemma = token.lower_, token.lemma_.lower()
            if lemma == "pit" and token.pos_ in ("VERB", "NOUN"):
                yield from self._pitted(number, token)
            elif lemma in _CHOOSING and self._is_political(token):
                yield from self._between(number, token)
            elif lemma in _PREFERRING and token.pos_ == "VERB" and self._is_political(token):
                yield from self._over(number, token)
            if lemma in _VYING and token.pos_ == "VERB":
                yield from self._vying(number, token)
            elif lemma in ("finish", "come", "place", "poll", "run") and token.pos_ == "VERB":
                yield from self._finished(number, token)
            if word in _CONTESTS and token.pos_ in ("NOUN", "PROPN"):
                yield from self._hyphened(number, doc, token)
                yield from self._theirs(number, token)
            elif word in ("loss", "losses", "defeat", "defeats"):
                yield from self._lost_to(number, doc, token)
            elif word in ("vs", "vs.", "versus"):
                yield from self._versus(number, token)
            elif word in _FAVOURITES:
                yield from self._favourite(number, token)
            elif word in _STAGES and token.dep_ in ("dobj", "pobj"):
                yield from self._stretch(number, token)

    def _is_political(self, token: Token) -> bool:
        words = {other.lower_ for other in token.sent}
        return bool(words & _POLITICAL) and not words & _RUNNING_MATES

    def _is_of_other_things(self, token: Token, posts: bool = True) -> bool:
        """Say whether a sentence tells of sport or a made-up story, or (``posts``) of a post that somebody gives."""
        others = _GAMES | _POSTS if posts else _GAMES
        return any(other.lower_ in others for other in token.sent)

    def _pitted(self, number: int, verb: Token) -> Iterator[Candidate]:
        """ "a race pitting X against Y"."""
        if self._is_of_other_things(verb, posts=False):
            return
        one = self._syntax.patients(verb)
        if self._syntax.is_passive(verb):
            one = self._syntax.surface_subject(verb)
        others = self._syntax.objects_of(verb, "against")
        if not others:  # the parser may hang "against Y" on X
            others = [t for token in one for t in self._syntax.objects_of(token, "against")]
        yield from self._pairs(number, self._actors.of(number, one), self._actors.of(number, others), verb)

    def _between(self, number: int, word: Token) -> Iterator[Candidate]:
        """ "voters will choose between X and Y"."""
        if any(r.entity.type == "Person" for r in self._actors.of(number, self._syntax.agents(word))):
            return  # a governor who chooses between two judges
        if self._is_of_other_things(word):
            return
        pair = self._actors.of(number, self._syntax.objects_of(word, "between"))
        if len(pair) == 2:
            yield from self._pairs(number, pair[:1], pair[1:], word)

    def _over(self, number: int, verb: Token) -> Iterator[Candidate]:
        """ "voters back X over Y by three points"."""
        if self._is_of_other_things(verb):
            return
        over = self._syntax.objects_of(verb, "over")
        direct = [child for child in verb.children if child.dep_ == "dobj"]
        if not over:
            over = [t for token in direct for t in self._syntax.objects_of(token, "over")]
        one, others = self._actors.of(number, direct), self._actors.of(number, over)
        if len(one) == len(others) == 1:
            yield from self._pairs(number, one, others, verb)

    def _vying(self, number: int, verb: Token) -> Iterator[Candidate]:
        """ "X and Y are vying for the nomination"."""
        if any(child.dep_ == "prep" and child.lower_ in ("with", "against") for child in verb.children):
            return
        prizes = self._syntax.objects_of(verb, "for")
        if any(token.lower_ in ("bill", "measure", "plan", "law", "proposal") for t in prizes for token in t.subtree):
            return  # "vying for votes for their bill"
        if not any(
            token.lower_ in _PRIZES or self._actors.candidacies.find(number, token) is not None for token in prizes
        ):
            return
        people = [r for r in self._actors.of(number, self._syntax.agents(verb)) if r.entity.type == "Person"]
        if 2 <= len(people) <= _MOST:
            for one, other in combinations(people, 2):
                yield from self._pairs(number, [one], [other], verb)

    def _finished(self, number: int, verb: Token) -> Iterator[Candidate]:
        """ "X finished ahead of Y", "X came in second to Y", "X polls behind Y"."""
        if not self._is_political(verb) or self._is_of_other_things(verb, posts=False):
            return
        others: list[Token] = []
        for child in verb.children:
            if child.lower_ in _AHEAD:
                others += self._syntax.objects_of(child, "of") or [c for c in child.children if c.dep_ == "pobj"]
            elif child.lower_ in ("second", "third"):
                others += self._syntax.objects_of(child, "to") or self._syntax.objects_of(verb, "to")
        if others:
            people = self._actors.of(number, self._syntax.agents(verb))
            yield from self._pairs(number, people[:1], self._actors.of(number, others)[:1], verb)

    def _hyphened(self, number: int, doc: Doc, noun: Token) -> Iterator[Candidate]:
        """ "an X-Y rematch"."""
        i = noun.i
        while i > 3 and doc[i - 1].lower_ in ("general", "election", "presidential", "-", "november"):
            i -= 1
        if noun.lower_ == "campaign":
            return  # of two who run together
        whole = self._index.at(number, i - 1) if i > 0 else None
        if whole is not None and whole.end == i and len(parts := re.split("[-–/]", whole.entity.name)) == 2:
            found = [self._surnamed(part) for part in parts]
            if all(entity is not None for entity in found):
                pair = [Reference(number, whole.start, whole.end, entity) for entity in found if entity is not None]
                yield from self._pairs(number, pair[:1], pair[1:], noun)
            return
        if i < 3 or doc[i - 2].text not in ("-", "–", "/") or doc[i - 2].whitespace_ or doc[i - 3].whitespace_:
            return
        one, other = self._index.at(number, i - 3), self._index.at(number, i - 1)
        if one is not None and other is not None and one.end == i - 2 and other.start == i - 1 and other.end == i:
            yield from self._pairs(number, [one], [other], noun)

    def _versus(self, number: int, word: Token) -> Iterator[Candidate]:
        """ "X vs. Y", where an election is spoken of and no court."""
        if not (self._is_political(word) or self._actors.candidacies.is_presidential):
            return
        if {token.lower_ for token in word.sent} & {"court", "ruling", "case", "lawsuit"}:
            return
        after = word.i + 1
        while after < len(word.doc) and word.doc[after].lower_.rstrip(".") in ("president", "sen", "gov", "rep"):
            after += 1
        one = self._index.at(number, word.i - 1) if word.i > 0 else None
        other = self._index.at(number, after) if after < len(word.doc) else None
        if one is not None and other is not None and one.end == word.i and other.start == after:
            yield from self._pairs(number, [one], [other], word)

    def _surnamed(self, word: str) -> Entity | None:
        """Return the one person of a last name."""
        found = [e for e in self._index.entities if e.type == "Person" and e.named and e.name.split()[-1] == word]
        return found[0] if len(found) == 1 else None

    def _lost_to(self, number: int, doc: Doc, noun: Token) -> Iterator[Candidate]:
        """ "her loss to X", where the parser may hang "to X" on the verb."""
        owner = [child for child in noun.children if child.dep_ == "poss"]
        if not owner and noun.dep_ == "pobj" and noun.head.head.pos_ == "VERB" and self._is_political(noun):
            owner = self._syntax.surface_subject(noun.head.head)  # "After losses to X in the primaries, Y said"
        if not owner or noun.i + 1 >= len(doc) or doc[noun.i + 1].lower_ != "to":
            return
        others = [child for child in doc[noun.i + 1].children if child.dep_ == "pobj"]
        if not self._is_of_other_things(noun, posts=False):
            one, other = self._actors.of(number, owner)[:1], self._actors.of(number, others)[:1]
            yield from self._pairs(number, one, other, noun)

    def _theirs(self, number: int, noun: Token) -> Iterator[Candidate]:
        """ "X attacked Y during their bitter primary fight": nobody else is named before it."""
        owner = next((child for child in noun.children if child.dep_ == "poss"), None)
        if owner is None or owner.lower_ != "their":
            return
        inside = {noun.doc[i].lower_ for i in range(owner.i, noun.i + 1)}
        if not inside & _POLITICAL or (noun.lower_ == "campaign" and not inside & {"primary", "general"}):
            return
        found: list[Reference] = []
        for token in noun.sent:
            if token.i >= owner.i:
                break
            reference = self._index.at(number, token.i)
            if reference is None or reference.start != token.i:
                continue
            if token.i > 1 and token.nbor(-1).lower_ in ("with", "alongside"):
                return  # "campaigned with Y as their general election campaign began"
            if reference.entity.type == "Person" and all(r.entity is not reference.entity for r in found):
                found.append(reference)
        if len(found) == 2:
            yield from self._pairs(number, found[:1], found[1:], noun)

    def _favourite(self, number: int, noun: Token) -> Iterator[Candidate]:
        """ "making X the favorite against Y", "X is an underdog against Y"."""
        others = self._actors.of(number, self._syntax.objects_of(noun, "against"))
        if not others or not self._is_political(noun):
            return
        head = noun.head
        if noun.dep_ in ("attr", "oprd") and head.lemma_ in ("be", "remain", "become"):
            one = self._syntax.surface_subject(head)
        else:
            one = [child for child in noun.children if child.dep_ == "nsubj"]
            if not one and noun.dep_ in ("oprd", "dobj") and head.lemma_ == "make":
                one = [child for child in head.children if child.dep_ in ("dobj", "dative") and child.i < noun.i]
        yield from self._pairs(number, self._actors.of(number, one)[:1], others[:1], noun)

    def _stretch(self, number: int, noun: Token) -> Iterator[Candidate]:
        """ "X and Y enter the final stretch of the race"."""
        verb = noun.head if noun.dep_ == "dobj" else noun.head.head
        if verb.lemma_ not in ("enter", "head", "hit", "race", "barrel", "begin"):
            return
        if not any(token.lower_ in _CONTESTS for token in self._syntax.objects_of(noun, "of")):
            return
        people = self._actors.of(number, self._syntax.agents(verb))
        if len(people) == 2 and (self._actors.candidacies.is_presidential or self._is_political(noun)):
            yield from self._pairs(number, people[:1], people[1:], noun)

    def _pairs(
        self, number: int, one: list[Reference], others: list[Reference], trigger: Token
    ) -> Iterator[Candidate]:
        for first in one:
            for second in others:
                if first.entity.type == second.entity.type == "Person" and first.entity is not second.entity:
                    yield Candidate(
                        number, first, "RUNNING_AGAINST", second, trigger, "construction:matchup",
                        stated=trigger.lower_ in _GIVEN or _pits(trigger),
                        confidence=0.85,
                    )  # fmt: skip


def _pits(verb: Token) -> bool:
    """Say whether a race that there is pits two against each other, not one that "would", "could"."""
    return verb.lemma_ == "pit" and not any(
        child.tag_ == "MD" and child.lower_ in ("would", "could", "might", "'d") for child in verb.children
    )


def failed_to_win(verb: Token) -> bool:
    """Say whether it is winning a vote that is denied by a verb, not running: "cannot beat X in November"."""
    if verb.lemma_ in ("unseat", "outpoll"):
        return True
    return verb.lemma_ in _WINNING and any(token.lower_ in _POLITICAL for token in verb.sent)
