"""How sure a quote is of what it says: asserted, planned, alleged, denied, by what stands around the deed.

A model may call a plan a fact, or cut the words off that say so ("denied that ..."). What counts is the sentence in
the text: the word of the relation that stands nearest to both ends, and what governs it from before in its clause.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from techpol.loaders.model.cues import cue_data, relation_pattern
from techpol.loaders.model.quotes import Place, QuoteFinder
from techpol.schema.model import Modality
from techpol.schema.text import fold

# The least careful first.
CARE = (Modality.ASSERTED, Modality.PLANNED, Modality.ALLEGED, Modality.DENIED)
# How many words before the relation's own word what governs it may stand: "did not, as some said, give".
_DENIAL_REACH = 4
# "failed to acquire", "failed to publicly back"; not "failed to say who gave".
_UNDONE_REACH = 1
_REACH = 8
# "reportedly", "a lawsuit alleges" right after the deed.
_AFTER_REACH = 8
_BREAK = re.compile(r"[,;:،؛](?=\s|\Z)|[.!?؟](?=\s|\Z)|[()]|\s[-–—]\s")
# A month, and a given name: no verbs.
_NO_VERBS = re.compile(r"\bMay\b|(?<=\w )Will\b(?= [A-Z])")
_FUTURE = r"س(?!{})[يتن][\u0621-\u064a]{{3,}}|قد(?=\s+ي[\u0621-\u064a]{{2,}})"


def modality_of(word: str) -> Modality:
    """Return what a model means by its word for a modality: alleged, which is no fact, by one that nobody knows."""
    folded = fold(word).replace(" ", "_").replace("-", "_")
    for modality, words in cue_data()["modality_words"].items():
        if folded == modality or folded in map(fold, words):
            return Modality(modality)
    return Modality.ALLEGED if folded != "" else Modality.ASSERTED


class ModalityCheck:
    """Says how sure the sentences of one text are of a deed. Places are offsets of the text as found."""

    def __init__(self, finder: QuoteFinder) -> None:
        self.finder = finder
        self._no_verbs = [match.span() for match in _NO_VERBS.finditer(finder.text)]

    def of_quote(
        self, quote: Place, relation: str, given: Modality, ends: Sequence[Sequence[Place]], names: Sequence[Place]
    ) -> Modality:
        """Return the given modality or a more careful one.

        ``ends`` are the places of both ends, ``names`` those of whoever is named: no word of a name tells anything.
        """
        around = self.finder.sentence(*quote)
        first, last = self.finder.inside((min(around[0], quote[0]), max(around[1], quote[1])))
        told = [n - first for n in self.finder.inside(quote)]
        both = [[self._within(place, first) for place in places] for places in ends]
        text = self._masked(first, last, [*names, *(place for places in ends for place in places), *self._no_verbs])
        words = [match.span() for match in relation_pattern(relation).finditer(text, *told)]
        deed = min(words, key=lambda word: _distance(text, word, both), default=None)
        if self._sets_aside(text, both) or (deed is not None and _is_denied(text, deed)):
            return Modality.DENIED
        if given is not Modality.ASSERTED or deed is None:
            return given
        for modality in (Modality.ALLEGED, Modality.PLANNED):
            if _governs(text, deed, relation, modality):
                return modality
        return Modality.ALLEGED if _is_doubted(text, deed, told[1]) else given

    def _within(self, place: Place, first: int) -> Place:
        start, end = self.finder.inside(place)
        return start - first, end - first

    def _masked(self, first: int, last: int, places: Sequence[Place]) -> str:
        """Return a piece of the normalised copy in which names, and what looks like a denial, say nothing."""
        text = self.finder.copy.text[first:last]
        spans = [self._within(place, first) for place in places]
        spans += [match.span() for match in _no_denial().finditer(text)]
        for a, b in spans:
            a, b = max(a, 0), min(b, len(text))
            text = text[:a] + "§" * (b - a) + text[b:] if a < b else text
        return text

    def _sets_aside(self, text: str, ends: Sequence[Sequence[Place]]) -> bool:
        """Say whether an end is named only to be set aside: "rather than Bo Park"."""
        before = re.compile(rf"(?:{_alternatives('instead')})\s+(?:the\s+)?\Z")
        places = [place for found in ends for place in found if 0 <= place[0] < len(text)]
        return any(before.search(text, 0, start) is not None for start, _ in places)


def _distance(text: str, word: Place, ends: Sequence[Sequence[Place]]) -> int:
    """Return how many words, and how many times as many clauses' ends, stand between a word and the nearest ends."""
    total = 0
    for places in ends:
        apart = [text[min(b, word[1]) : max(a, word[0])] for a, b in places if 0 <= a < len(text)]
        total += min((len(gap.split()) + 5 * len(_BREAK.findall(gap)) for gap in apart), default=0)
    return total


def _clause_before(text: str, position: int) -> str:
    """Return what stands before a position in its clause."""
    breaks = [match.end() for match in _BREAK.finditer(text, 0, position)]
    return text[breaks[-1] if len(breaks) > 0 else 0 : position]


def _is_denied(text: str, deed: Place) -> bool:
    lead = _clause_before(text, deed[0])
    for pattern, most in ((_words(Modality.DENIED), _DENIAL_REACH), (_pattern("undone"), _UNDONE_REACH)):
        if any(len(lead[found.end() :].split()) < most for found in pattern.finditer(lead)):
            return True
    # What denies a clause may have commas in it: "denied that Acme, the maker, gave".
    whole = re.split(r"[.;:؛]\s|\bbut\b|(?<!\w)لكن", text[: deed[0]])[-1]
    return _pattern("denies_that").search(whole) is not None


def _governs(text: str, deed: Place, relation: str, modality: Modality) -> bool:
    """Say whether a word of a plan or an allegation stands before the deed in its clause, or right in it."""
    lead = _clause_before(text, deed[0])
    start = deed[0] - len(lead)
    for cue in _words(modality).finditer(text, start, deed[1]):
        if cue.end() <= deed[0] and len(text[cue.end() : deed[0]].split()) > _REACH:
            continue
        # "seeks the nomination" runs, "accused" criticises: there the cue is the deed. A pledge to give is none.
        own = relation_pattern(relation).search(text, cue.start(), cue.end()) is not None
        if not own or (modality is Modality.PLANNED and relation in cue_data()["pledged_relations"]):
            return True
    if modality is not Modality.ALLEGED:
        return False
    following = _BREAK.split(text[deed[1] :], maxsplit=1)[0].split()[:_AFTER_REACH]
    return _pattern("said_after").search(" ".join(following)) is not None


def _is_doubted(text: str, deed: Place, end: int) -> bool:
    """Say whether what follows the quote in its sentence doubts it, or the sentence asks."""
    rest = " ".join(text[max(end, deed[1]) :].split()[:_AFTER_REACH])
    asked = text.rstrip(" \"')").endswith(("?", "؟")) and _BREAK.search(text[deed[1] :].rstrip(" \"')?؟")) is None
    return asked or _pattern("doubts_after").search(rest) is not None


@cache
def _no_denial() -> re.Pattern[str]:
    return re.compile(_alternatives("no_denial"))


def _alternatives(kind: str) -> str:
    """Return the words of a list of ``cues.yaml`` as they are looked for: whole, folded."""
    listed = cue_data()[kind]
    return _whole([*listed["en"]], [*listed["ar"]])


def _whole(english: Sequence[str], arabic: Sequence[str]) -> str:
    left, right = (
        "|".join(re.escape(fold(word)).replace("_", r"\s+") for word in words) for words in (english, arabic)
    )
    return rf"(?<![\w'])(?:{left}|[وف]?(?:{right}))(?![\w'])"


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    return re.compile(_alternatives(kind))


@cache
def _words(modality: Modality) -> re.Pattern[str]:
    """Return what finds words that make an assertion less than that."""
    listed = cue_data()["modality"][str(modality)]
    pattern = _whole(listed["en"], listed["ar"])
    if modality is Modality.PLANNED:
        no_verbs = "|".join(cue_data()["no_future"])
        pattern += rf"|(?<!\w)[وف]?(?:{_FUTURE.format(no_verbs)})(?!\w)"
    return re.compile(pattern)
