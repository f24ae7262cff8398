"""The tagger that learned names from annotated news: what it sees in a sentence, and how sure it is.

The finder's rules grew around a tagger learned from newswire of 2005 (``tagger.py``). This one was learned from that
corpus and from annotated pages of the same kind as those that are read, and looks at what the grammar knows of words,
too. ``agreement.py`` makes one list of what both see; how a name of a claim is cut here is a clue to how far the
claim may be believed. Made by ``bench/make_arabic_opinion.py``.
"""

from __future__ import annotations

import gzip
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import pycrfsuite

from techpol.loaders.articles.arabic.lexicon import Lexicon, get_lexicon
from techpol.loaders.articles.arabic.tagger import (
    FAR,
    MODEL_FOLDER,
    WordTable,
    get_word_table,
    split_clitic,
    word_features,
)
from techpol.loaders.articles.arabic.tokens import tokenise_page
from techpol.loaders.articles.arabic.words import clitic_forms, without_article

MODEL_FILE = MODEL_FOLDER / "opinion-ar.crfsuite"
CLUSTERS_FILE = MODEL_FOLDER / "clusters-ar.txt.gz"
_SHORTEST_STEM = 2
# Features that are given once more for the passages.
_NEWS = ("w=", "s=", "c=", "-1:w=", "-1:s=", "1:w=", "head:", "-1:head:", "bias", "f=")
_SHIFTS = (-2, -1, 1, 2)
_MOST_KNOWN = 4096  # words whose features are kept, about 60 MB

_RANKS = (0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.98)  # bounds of the ranks of a probability


@dataclass(frozen=True, slots=True)
class WordFeatures:
    """The features that a word gives to its own place, and by distance to the places beside it.

    ``news`` holds those that are given once more for the annotated passages, by distance, 0 for its own place.
    """

    own: list[str]
    beside: dict[int, list[str]]
    news: dict[int, list[str]]


class NameFeatures:
    """What the tagger looks at in the words of a sentence: their form, the grammar, words used alike."""

    def __init__(self, table: WordTable, lexicon: Lexicon, clusters: dict[str, tuple[str, str]]) -> None:
        """``clusters`` gives a coarse and a fine class to the words that raw text uses alike."""
        self.table = table
        self.lexicon = lexicon
        self.clusters = clusters
        self.listed: dict[str, str] = {}  # single words of the gazetteer with their type
        for rows in lexicon.gazetteer.rows.values():
            self.listed.update((phrase[0], value[0]) for phrase, value in rows if len(phrase) == 1)
        self._known: dict[str, WordFeatures] = {}

    def of_word(self, word: str) -> WordFeatures:
        """Return the features that a word gives to its own place and to the places beside it."""
        found = self._known.get(word)
        if found is None:
            found = self._features(word)
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            self._known[word] = found
        return found

    def _features(self, word: str) -> WordFeatures:
        form, use = word_features(word, self.table), [*self._grammar(word), *self._clusters(word)]
        own = ["bias", *form, *use]
        near = [item for item in form if not item.startswith("t=")] + use
        far = [item for item in form if item[:2] in FAR] + [item for item in use if not item.startswith("K=")]
        beside = {shift: [f"{shift}:{item}" for item in (near if abs(shift) == 1 else far)] for shift in _SHIFTS}
        news = {
            shift: [f"news:{item}" for item in items if item.startswith(_NEWS)]
            for shift, items in [(0, own), *beside.items()]
        }
        return WordFeatures(own, beside, news)

    def _grammar(self, word: str) -> list[str]:
        """Return what the grammar files call a word: head noun, title, role, nationality, verb of a frame."""
        lexicon, found = self.lexicon, set()
        for clitic, base in clitic_forms(word):
            if clitic and len(base) < _SHORTEST_STEM:
                continue
            stem = without_article(base)
            for phrase, (kind, bare) in lexicon.heads.rows.get(base) or lexicon.heads.rows.get(stem) or ():
                if len(phrase) == 1:
                    found.add(f"head:{kind}{'-' if bare else ''}")
            if base in self.listed:
                found.add(f"listed:{self.listed[base]}")
            if stem in lexicon.roles:
                found.add("role")
            if lexicon.titles.find([base], 0) is not None:
                found.add("title")
            if stem in lexicon.nationalities:
                found.add("nationality")
            if stem in lexicon.party_adjectives:
                found.add("party")
            if base in lexicon.sets["saying"]:
                found.add("saying")
            if base in lexicon.triggers:
                found.add(f"calls:{lexicon.triggers[base][0].kind}")
        return sorted(found)

    def _clusters(self, word: str) -> list[str]:
        found = self.clusters.get(word)
        if found is None and word[0].isalpha():
            found = self.clusters.get(split_clitic(word, self.table)[1])
        return [] if found is None else [f"k={found[0]}", f"K={found[1]}"]

    def of_sentence(self, words: Sequence[str], news: bool = True) -> list[list[str]]:
        """Return the features of each word; ``news`` adds those that only the annotated passages have.

        The corpus of 2005 and the passages disagree on what a name is (وزارة is outside there), so some features
        come twice, once for both and once for the passages (Daumé 2007, "Frustratingly easy domain adaptation").
        """
        found = [self.of_word(word) for word in words]
        rows = []
        for place, word in enumerate(found):
            row = list(word.own)
            if news:
                row += word.news[0]
            for shift in _SHIFTS:
                if not 0 <= place + shift < len(found):
                    row.append(f"{shift}:edge")
                    continue
                other = found[place + shift]
                row += other.beside[shift]
                if news:
                    row += other.news[shift]
            if place > 0:
                row.append(f"pair={words[place - 1]}|{words[place]}")
            rows.append(row)
        return rows


def load_clusters(path: Path = CLUSTERS_FILE) -> dict[str, tuple[str, str]]:
    """Read the classes of words that are used alike: a line is a word, its coarse class, its fine class."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = (line.rstrip("\n").split("\t") for line in file)
        return {word: (coarse, fine) for word, coarse, fine in rows}


@cache
def get_features() -> NameFeatures:
    """Return the features by the shipped grammar, made once."""
    return NameFeatures(get_word_table(), get_lexicon(), load_clusters())


@cache
def get_tagger() -> pycrfsuite.Tagger:
    """Return the tagger, read once."""
    tagger = pycrfsuite.Tagger()
    tagger.open(str(MODEL_FILE))
    return tagger


@dataclass(frozen=True, slots=True)
class Run:
    """A name that the tagger sees: tokens ``first``..``last`` (end exclusive), PER, ORG or LOC.

    ``chance`` is the least probability of a tag in it.
    """

    first: int
    last: int
    kind: str
    chance: float


@dataclass(frozen=True, slots=True)
class View:
    """What the tagger sees in a sentence."""

    runs: tuple[Run, ...]
    named: tuple[float, ...]  # for each token, the probability that it stands in a name
    sure: tuple[float, ...]  # for each token, the probability of its tag


@lru_cache(maxsize=8)
def get_sequence(words: tuple[str, ...]) -> pycrfsuite.ItemSequence:
    """Return the features of a sentence for all three taggers: each knows its own and passes over the rest."""
    return pycrfsuite.ItemSequence(get_features().of_sentence(words))


@lru_cache(maxsize=1 << 9)
def look(words: tuple[str, ...]) -> View:
    """Return what the tagger sees in a sentence. The sentences of a page are kept: they are asked about again."""
    if len(words) == 0:
        return View((), (), ())
    tagger = get_tagger()
    tagger.set(get_sequence(words))
    tags = tagger.tag()
    named = tuple(1 - tagger.marginal("O", place) for place in range(len(tags)))
    sure = tuple(1 - named[place] if tag == "O" else tagger.marginal(tag, place) for place, tag in enumerate(tags))
    runs = tuple(Run(first, last, kind, min(sure[first:last])) for first, last, kind in _runs(tags))
    return View(runs, named, sure)


class Opinion:
    """The tagger's view of one text; a sentence is tagged when it is first asked about."""

    def __init__(self, text: str) -> None:
        self._tokenised = tokenise_page(text)
        self._starts = [token.start for token in self._tokenised.tokens]
        self._firsts = [sentence.first for sentence in self._tokenised.sentences]

    def of(self, span: tuple[int, int]) -> str:
        """Return how the tagger cuts the name at a span of the text.

        ``same PER`` (or ``ORG``, ``LOC``) where it is that name; ``none`` where it sees no name; else what of its
        own name the span leaves out or adds: ``longer left``, ``longer right``, ``shorter``, ``several``.
        """
        return self.clues(span)[0].removeprefix("cut:")

    def clues(self, span: tuple[int, int]) -> tuple[str, ...]:
        """Return ``cut:`` with what ``of`` says of a span, ``seen:`` and, where it sees one name there, ``sure:``.

        They rank, from 0 to 7, the least probability of a word of the span to stand in a name at all, and the
        least probability of a tag of the tagger's name.
        """
        first = max(0, bisect_right(self._starts, span[0]) - 1)
        last = max(first, bisect_right(self._starts, max(span[0], span[1] - 1)) - 1) + 1
        number = max(0, bisect_right(self._firsts, first) - 1)
        if number >= len(self._firsts):
            return ("cut:none",)
        sentence = self._tokenised.sentences[number]
        view = look(tuple(token.text for token in self._tokenised.tokens[sentence.first : sentence.last]))
        low, high = first - sentence.first, min(last - sentence.first, len(view.named))
        seen = f"seen:{_rank(min(view.named[low:high], default=0.0))}"
        runs = [run for run in view.runs if run.first < high and run.last > low]
        if len(runs) == 0:
            return "cut:none", seen
        if len(runs) > 1:
            return "cut:several", seen
        run = runs[0]
        cut = f"shorter {run.kind}"
        if (run.first, run.last) == (low, high):
            cut = f"same {run.kind}"
        elif run.first < low:
            cut = f"longer left {run.kind}"
        elif run.last > high:
            cut = f"longer right {run.kind}"
        return f"cut:{cut}", seen, f"sure:{_rank(run.chance)}"


def _rank(chance: float) -> int:
    """Return the rank of a probability, 0 to 7."""
    return bisect_right(_RANKS, chance)


def _runs(tags: Sequence[str]) -> list[tuple[int, int, str]]:
    """Return the names of tags in BIO form: first place, place behind the last, kind."""
    found: list[tuple[int, int, str]] = []
    for place, tag in enumerate(tags):
        if tag == "O":
            continue
        if tag.startswith("I-") and found and found[-1][1] == place and found[-1][2] == tag[2:]:
            found[-1] = (found[-1][0], place + 1, tag[2:])
        else:
            found.append((place, place + 1, tag[2:]))
    return found
