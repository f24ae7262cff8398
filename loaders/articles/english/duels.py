"""Who runs against whom by figures and turns of phrase: "X at 48% and Y at 46%", "neck and neck with Y"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from techpol.loaders.articles.english.candidate import Candidate
from techpol.loaders.articles.english.mentions import Reference
from techpol.loaders.articles.english.scanner import Scanner
from techpol.loaders.articles.english.syntax import Syntax

_SURVEYS = frozenset("poll polls polling survey surveys average averages results returns vote votes voters".split())
_TIED = frozenset("tied deadlocked".split())
_HEATS = frozenset(["heat", "tie"])
_OUTCOMES = frozenset("victory win loss defeat".split())
_RACES = frozenset("race campaign fight battle contest bid".split())
_FOR_OTHERS = frozenset(
    "endorse back support help advise donate volunteer intervene spend give raise moderate cover watch assist aid "
    "boost manage run".split()
)
_POLITICAL = frozenset(
    "november election elections primary primaries poll polls survey voters voter vote votes nominee nomination "
    "ballot ballots presidential senate gubernatorial governor mayor mayoral runoff caucus caucuses reelection "
    "re-election midterm congressional candidate candidates electoral swing battleground democrat republican "
    "democratic".split()
)


class DuelMatcher(Scanner):
    """Reads the contests of one document that figures or turns of phrase tell."""

    def match(self, number: int, doc: Doc) -> Iterator[Candidate]:
        """Yield the candidates of one paragraph."""
        for token in doc:
            word = token.lower_
            if word in ("%", "percent"):
                yield from self._shares(number, doc, token)
            elif word == "neck" or word in _TIED or word in _HEATS:
                yield from self._level(number, token)
            elif word in _OUTCOMES and token.pos_ == "NOUN":
                yield from self._outcome(number, token)
            elif word in _RACES and token.dep_ == "pobj" and token.head.lower_ == "in":
                yield from self._in_race(number, token)
            elif word == "debate":
                yield from self._debate(number, token)

    def _is_political(self, token: Token) -> bool:
        return any(other.lower_ in _POLITICAL for other in token.sent) or self._actors.candidacies.is_presidential

    def _shares(self, number: int, doc: Doc, sign: Token) -> Iterator[Candidate]:
        """ "The poll shows X at 48% and Y at 46%": the second share, with another right before it."""
        if not any(token.lower_ in _SURVEYS for token in sign.sent):
            return
        later = self._holder_of_share(number, doc, sign)
        if later is None:
            return
        i = later.start - 1
        while i > sign.sent.start and doc[i].lower_ in (
            "and",
            ",",
            "to",
            "with",
            "while",
            "but",
            "former",
            "president",
        ):
            i -= 1
        if doc[i].lower_ not in ("%", "percent"):
            return
        earlier = self._holder_of_share(number, doc, doc[i])
        if earlier is not None:
            yield from self._pair(number, [earlier], [later], sign, stated=True)

    def _holder_of_share(self, number: int, doc: Doc, sign: Token) -> Reference | None:
        """Return who is "at 48%", "with 48 percent"."""
        i = sign.i - 1
        if i < 2 or not doc[i].like_num or doc[i - 1].lower_ not in ("at", "with", "leading"):
            return None
        named = self._index.at(number, i - 2)
        return named if named is not None and named.end == i - 1 and named.entity.type == "Person" else None

    def _level(self, number: int, word: Token) -> Iterator[Candidate]:
        """ "X is neck and neck with Y", "X and Y are statistically tied", "X is in a dead heat with Y"."""
        if word.lower_ in _HEATS and not any(
            child.lower_ in ("dead", "virtual", "statistical") for child in word.children
        ):
            return
        verb = next((t for t in word.ancestors if t.pos_ in ("VERB", "AUX")), None)
        if word.lower_ in _TIED and word.pos_ == "VERB":
            verb = word
        if verb is None or verb.lemma_ not in ("be", "run", "remain", "stay", "tie", "deadlock"):
            return
        if not self._is_political(word) or any(child.tag_ == "MD" or child.dep_ == "neg" for child in verb.children):
            return
        people = self._actors.of(number, self._syntax.surface_subject(verb))
        others = [t for head in {word, verb, word.head} for t in self._syntax.objects_of(head, "with")]
        if len(people) == 2 and not others:
            yield from self._pair(number, people[:1], people[1:], verb)
        elif len(people) == 1:
            yield from self._pair(number, people, self._actors.of(number, others), verb)

    def _outcome(self, number: int, noun: Token) -> Iterator[Candidate]:
        """ "a Smith victory over Y", "a victory for X over Y"."""
        if not self._is_political(noun):
            return
        slot = "to" if noun.lower_ in ("loss", "defeat") else "over"
        others = self._actors.of(number, self._syntax.objects_of(noun, slot))
        tokens = [child for child in noun.children if child.dep_ in ("compound", "nmod") and child.pos_ == "PROPN"]
        tokens = tokens or self._syntax.objects_of(noun, "for")
        yield from self._pair(number, self._actors.of(number, tokens)[:1], others, noun, stated=True)

    def _in_race(self, number: int, noun: Token) -> Iterator[Candidate]:
        """ "X is fighting for votes in the race against Y"."""
        others = self._actors.of(number, self._syntax.objects_of(noun, "against"))
        verb = next((t for t in noun.ancestors if t.pos_ in ("VERB", "AUX")), None)
        if not others or verb is None or not self._is_political(noun) or is_of_others(noun, self._syntax):
            return
        if any(child.dep_ in ("poss", "amod") for child in noun.children) or self._syntax.is_passive(verb):
            return
        people = self._actors.of(number, self._syntax.surface_subject(verb))
        yield from self._pair(number, people, others, verb)

    def _debate(self, number: int, word: Token) -> Iterator[Candidate]:
        """ "X and Y will debate in September", "X and Y will meet in a debate"."""
        verb = word
        if word.pos_ == "NOUN" and word.dep_ == "pobj" and word.head.lower_ in ("in", "at", "for"):
            verb = word.head.head
            if verb.lemma_ not in ("meet", "face", "clash", "square", "spar"):
                return
        if verb.pos_ != "VERB" or self._syntax.patients(verb) or self._syntax.objects_of(verb, "with"):
            return
        if any(c.dep_ in ("neg", "mark") or c.lower_ in ("would", "could", "might", "may") for c in verb.children):
            return
        people = self._actors.of(number, self._syntax.surface_subject(verb))
        if len(people) == 2 and self._is_political(word):
            stated = any(child.tag_ == "MD" for child in verb.children)  # who will debate runs already
            yield from self._pair(number, people[:1], people[1:], verb, stated)

    def _pair(
        self, number: int, one: list[Reference], others: list[Reference], trigger: Token, stated: bool = False
    ) -> Iterator[Candidate]:
        if len(one) != 1 or len(others) != 1:
            return
        first, second = one[0], others[0]
        if first.entity.type == second.entity.type == "Person" and first.entity is not second.entity:
            yield Candidate(
                number, first, "RUNNING_AGAINST", second, trigger, "construction:duel", stated=stated, confidence=0.85
            )


def is_of_others(noun: Token, syntax: Syntax) -> bool:
    """Say whether "X backed Z in the race against Y" tells that another runs than who does something in the race."""
    if noun.dep_ != "pobj" or any(child.dep_ == "poss" for child in noun.children):
        return False
    verb = next((t for t in noun.ancestors if t.pos_ in ("VERB", "AUX")), None)
    if verb is None:
        return False
    return verb.lemma_ in _FOR_OTHERS or any(t.pos_ == "PROPN" for t in syntax.patients(verb))
