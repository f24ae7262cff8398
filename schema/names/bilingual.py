"""Ordinary words that names of bodies are made of, in Arabic and English, and how Arabic spells Latin letters.

"لجنة التجارة الفيدرالية" is not written by sound but translated; word for word it meets "Federal Trade Commission".
"""

from __future__ import annotations

from functools import cache

from techpol.schema.names.lexicon import table_lines
from techpol.schema.text import fold


@cache
def translations() -> dict[str, frozenset[str]]:
    """Return each Arabic word (folded, without article) with the English words that it may stand for."""
    found: dict[str, set[str]] = {}
    for entry in table_lines("words_en_ar.txt"):
        english, _, arabic = entry.partition(":")
        for word in fold(arabic).split():
            found.setdefault(word, set()).update(english.split())
    return {word: frozenset(english) for word, english in found.items()}


@cache
def translated(word: str) -> frozenset[str]:
    """Return the English words for a folded Arabic one; empty where it is not an ordinary word of such names.

    >>> "federal" in translated("الفيدراليه")
    True
    """
    known = translations()
    for bare in (word, word.removeprefix("و"), word.removeprefix("ل")):
        for form in (bare, bare.removeprefix("ال"), bare.removeprefix("ل")):
            if form in known:
                return known[form]
    return frozenset()


@cache
def letter_names() -> dict[str, str]:
    """Return the Arabic names of Latin letters (folded) with the letters that each may be."""
    found: dict[str, str] = {}
    for entry in table_lines("letter_names.txt"):
        letter, _, names = entry.partition(":")
        for name in fold(names).split():
            if letter.strip() not in found.get(name, ""):
                found[name] = found.get(name, "") + letter.strip()
    return found


def spells(words: tuple[str, ...], latin: str) -> bool:
    """Say whether Arabic words are the letters of a Latin word read out one by one.

    >>> spells(("جيه", "دي"), "jd")
    True
    """
    known = letter_names()
    return len(words) == len(latin) > 0 and all(
        letter in known.get(word, "") for word, letter in zip(words, latin, strict=True)
    )
