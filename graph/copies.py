"""Copies of one text: papers that print the same wire story are one source, papers that asked for themselves are not.

A text is cut into runs of words; its sketch keeps the smallest of their hashes. Two texts that share most of their
words share most of the smallest hashes, whatever their length, and a text that was cut shares those of its part.
"""

from __future__ import annotations

import struct
import zlib
from functools import lru_cache

from techpol.schema.text import fold

RUN = 5  # words
SKETCH_SIZE = 96  # hashes kept
COPY_SHARE = 0.6  # of the shorter text's runs
# A quote shorter than this may be said alike by people who never met.
MIN_QUOTE_WORDS = 12
QUOTE_SHARE = 0.8


def word_runs(text: str, run: int = RUN) -> set[int]:
    """Return a hash of every run of words of a text; of a shorter text, of the whole."""
    words = "".join(character if character.isalnum() else " " for character in fold(text)).split()
    if len(words) == 0:
        return set()
    last = max(1, len(words) - run + 1)
    return {
        zlib.crc32(" ".join(words[start : start + run]).encode("utf-8", "surrogatepass")) for start in range(last)
    }


def sketch(text: str) -> bytes:
    """Return the smallest hashes of a text's word runs, ascending, four bytes each."""
    smallest = sorted(word_runs(text))[:SKETCH_SIZE]
    return struct.pack(f">{len(smallest)}I", *smallest)


def read_sketch(kept: bytes) -> tuple[int, ...]:
    """Return the hashes of a sketch."""
    return struct.unpack(f">{len(kept) // 4}I", kept)


def share(first: tuple[int, ...], second: tuple[int, ...]) -> float:
    """Estimate which part of the shorter text's word runs stands in the other, in [0, 1].

    Both sketches are complete up to the smaller of their largest hashes; only that part can be compared.
    """
    if len(first) == 0 or len(second) == 0:
        return 0.0
    limit = min(
        first[-1] if len(first) == SKETCH_SIZE else 0xFFFF_FFFF,
        second[-1] if len(second) == SKETCH_SIZE else 0xFFFF_FFFF,
    )
    mine = {value for value in first if value <= limit}
    theirs = {value for value in second if value <= limit}
    smaller = min(len(mine), len(theirs))
    return 0.0 if smaller == 0 else len(mine & theirs) / smaller


@lru_cache(maxsize=4096)
def _quote_runs(quote: str) -> frozenset[int]:
    return frozenset(word_runs(quote, 3))


def quotes_alike(first: str, second: str) -> bool:
    """Say whether two quotes are the same words, but for a few."""
    if min(len(first.split()), len(second.split())) < MIN_QUOTE_WORDS:
        return False
    if first == second:
        return True
    mine, theirs = _quote_runs(first), _quote_runs(second)
    return len(mine & theirs) >= QUOTE_SHARE * min(len(mine), len(theirs))


def texts_alike(first: tuple[int, ...], second: tuple[int, ...]) -> bool:
    """Say whether two texts are printings of one, by their sketches."""
    # A few words in common prove nothing: a text of two sentences is judged by its quotes.
    return min(len(first), len(second)) >= 20 and share(first, second) >= COPY_SHARE
