"""Letters of other scripts than Arabic as Latin ones, so that names can be compared by sound."""

from __future__ import annotations

import json
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files

from techpol.schema.names.crossscript import latin_letters
from techpol.schema.names.lexicon import listed

# Parts of a Hangul syllable in code point order; "_" is silent.
_INITIALS = listed("g kk n d tt r m b pp s ss _ j jj ch k t p h")
_VOWELS = listed("a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i")
_FINALS = listed("_ k k k n n n t l k m l l l p l m p p t t ng t t k t p t")


@cache
def _table() -> dict[str, str]:
    text = files("techpol.schema").joinpath("names/tables/romanisation.json").read_text("utf-8")
    return {
        character: written for written, characters in json.loads(text)["readings"].items() for character in characters
    }


def _letter(character: str) -> str:
    code = ord(character) - 0xAC00
    if 0 <= code < 11172:
        parts = (_INITIALS[code // 588], _VOWELS[code % 588 // 28], _FINALS[code % 28])
        return "".join(part for part in parts if part != "_")
    return _table().get(character, character)


@lru_cache(maxsize=30_000)
def romanise(word: str) -> str:
    """Return a folded word in Latin letters and digits; "" where nothing of it can be written so.

    >>> romanise("москва"), romanise("김")
    ('moskva', 'gim')
    """
    if word.isascii():
        return "".join(c for c in word if c.isalnum())
    written = "".join(_letter(character) for character in unicodedata.normalize("NFC", word))
    return "".join(c for c in latin_letters(written) if c != " ") if not written.isdecimal() else written
