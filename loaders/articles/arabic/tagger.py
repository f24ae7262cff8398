"""The statistical name finder: a conditional random field over tokens, and the table of words that it looks up."""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path

import pycrfsuite

MODEL_FOLDER = Path(__file__).parent / "model"
MODEL_FILE = MODEL_FOLDER / "names-ar.crfsuite"
CLASSES_FILE = MODEL_FOLDER / "classes-ar.crfsuite"
WORDS_FILE = MODEL_FOLDER / "words-ar.txt.gz"

# Written as one word with the next: conjunctions and prepositions, then the article.
_CLITICS = ("وال", "بال", "فال", "كال", "ولل", "لل", "ال", "ول", "وب", "و", "ف", "ب", "ل", "ك")
_SHORTEST_STEM = 3
FAR = frozenset(["w=", "na", "f=", "nu", "la"])  # how the features begin that are looked at two words away


class WordTable:
    """What a word is like elsewhere: how frequent (0, never seen, to 7) and whether people are called so."""

    def __init__(self, frequencies: dict[str, int], names: frozenset[str]) -> None:
        self.frequencies = frequencies
        self.names = names

    @classmethod
    def load(cls, path: Path = WORDS_FILE) -> WordTable:
        """Read the table: a line is a word, its class, and an ``n`` where it is a name of people."""
        frequencies: dict[str, int] = {}
        names: set[str] = set()
        with gzip.open(path, "rt", encoding="utf-8") as file:
            for line in file:
                word, code = line.rstrip("\n").split("\t")
                frequencies[word] = int(code[0])
                if len(code) > 1:
                    names.add(word)
        return cls(frequencies, frozenset(names))

    def class_of(self, word: str) -> int:
        """Return the frequency class of a word."""
        return self.frequencies.get(word, 0)

    def is_name(self, word: str) -> bool:
        """Say whether people are called so."""
        return word in self.names

    def is_son_of(self, rest: str) -> bool:
        """Say whether what follows "ب" is "ل" and a name, so that the name begins with "بل": "بلقاسم"."""
        known = rest.startswith("ل") and self.is_name(rest[1:])
        return known and self.class_of(rest[1:]) > self.class_of(rest)


@cache
def get_word_table() -> WordTable:
    """Return the table that is shipped, read once."""
    return WordTable.load()


@cache
def get_tagger() -> pycrfsuite.Tagger:
    """Return the model that is shipped, read once."""
    tagger = pycrfsuite.Tagger()
    tagger.open(str(MODEL_FILE))
    return tagger


def split_clitic(word: str, table: WordTable) -> tuple[str, str]:
    """Return (clitic, rest) where the rest is better known than the whole, else ("", word)."""
    best = ("", word)
    score = table.class_of(word) + (2 if word in table.names else 0)
    for clitic in _CLITICS:
        if word.startswith(clitic) and len(word) - len(clitic) >= _SHORTEST_STEM:
            rest = word[len(clitic) :]
            rest_score = table.class_of(rest) + (2 if rest in table.names else 0)
            if rest_score > score:
                best, score = (clitic, rest), rest_score
    return best


def word_features(word: str, table: WordTable) -> list[str]:
    """Return what is looked at in one word."""
    if word[0].isdigit():
        return ["number"]
    if word[0].isascii():
        return ["latin:upper" if word[0].isupper() else "latin"] if word[0].isalpha() else [f"w={word}"]
    clitic, stem = split_clitic(word, table)
    features = [
        f"w={word}",
        f"s={stem}",
        f"c={clitic}",
        f"f={table.class_of(stem)}",
        f"fw={table.class_of(word)}",
        f"p2={stem[:2]}",
        f"p3={stem[:3]}",
        f"x2={stem[-2:]}",
        f"x3={stem[-3:]}",
        f"len={min(len(stem), 9)}",
    ]
    if stem in table.names:
        features.append(f"name:{min(table.class_of(stem), 5)}")
    if word in table.names:
        features.append("name-whole")
    if word.startswith("ال"):
        features.append("article")
    features.extend(f"t={stem[place : place + 3]}" for place in range(1, len(stem) - 2))
    return features


def sequence_features(words: Sequence[str], table: WordTable) -> list[list[str]]:
    """Return the features of each word of a sentence, with those of its neighbours."""
    return with_neighbours(words, [word_features(word, table) for word in words])


def with_neighbours(words: Sequence[str], own: Sequence[list[str]]) -> list[list[str]]:
    """Return the features of each word with those of the words beside it."""
    rows = []
    for place, features in enumerate(own):
        row = ["bias", *features]
        for shift in (-2, -1, 1, 2):
            other = place + shift
            if not 0 <= other < len(words):
                row.append(f"{shift}:edge")
            elif abs(shift) == 1:
                row.extend(f"{shift}:{item}" for item in own[other] if not item.startswith("t="))
            else:
                row.extend(f"{shift}:{item}" for item in own[other] if item[:2] in FAR)
        if place > 0:
            row.append(f"pair={words[place - 1]}|{words[place]}")
        rows.append(row)
    return rows


def tag_words(words: Sequence[str], sequence: pycrfsuite.ItemSequence | None = None) -> list[str]:
    """Return the tag of each word of a sentence: O, B-PER, I-PER, ... in BIO form.

    ``sequence`` has the words' features made ready, those of ``sequence_features`` and perhaps others.
    """
    if len(words) == 0:
        return []
    tagger = get_tagger()
    tagger.set(_sequence(tuple(words)) if sequence is None else sequence)
    return list(tagger.tag())


@lru_cache(maxsize=8)
def _sequence(words: tuple[str, ...]) -> pycrfsuite.ItemSequence:
    return pycrfsuite.ItemSequence(sequence_features(words, get_word_table()))


@cache
def get_class_tagger() -> pycrfsuite.Tagger:
    """Return the model of word classes, read once."""
    tagger = pycrfsuite.Tagger()
    tagger.open(str(CLASSES_FILE))
    return tagger


def get_classes(words: Sequence[str], sequence: pycrfsuite.ItemSequence | None = None) -> list[str]:
    """Return the class of each word: V verb, X auxiliary, A adjective, N other noun, F function word, M mark.

    ``sequence`` as in ``tag_words``.
    """
    if len(words) == 0:
        return []
    tagger = get_class_tagger()
    tagger.set(_sequence(tuple(words)) if sequence is None else sequence)
    return list(tagger.tag())
