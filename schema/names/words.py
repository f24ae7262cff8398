"""How alike two words of names are, within Latin, within Arabic, and across.

A Latin word is also reduced to a **skeleton**: how it sounds to whoever writes it down in another way, with the
spellings that transliteration varies (ph/f, ou/u, dj/j, gh/g, doubled letters ...) made one and vowels left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from techpol.schema.names import lexicon
from techpol.schema.names.bilingual import spells, translated
from techpol.schema.names.crossscript import arabic_letters, word_similarity
from techpol.schema.names.forms import NamePart

_SOUNDS = [
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"[^a-z]", ""), (r"sch|sh|ch(?=ev|iv)", "S"), (r"tsch|tch|cz|ch|ts|tz", "C"), (r"ph", "f"), (r"^x", "S"),
        (r"th", "t"), (r"kh|gh|qu|ck|q|g(?=[^e i]|$)|k|c(?=[^eiy]|$)|h(?=[kq])", "k"), (r"dzh|dj|zh|j|g", "j"),
        (r"x", "ks"), (r"c", "s"), (r"z", "s"), (r"w", "v"), (r"b(?=b)", ""), (r"oo|ou|uu", "u"),
        (r"ee|ie|ei|ey|iy|yy|ij|y|j(?=$)", "i"), (r"(.)\1+", r"\1"),
    )
]  # fmt: skip
_VOWELS = re.compile(r"(?<=.)[aeiouh]")
# Letters that papers of different countries write for one foreign sound: Google is غوغل, جوجل and قوقل.
_ONE_SOUND = str.maketrans({**dict.fromkeys("غگچق", "ج"), "ڤ": "ف", "پ": "ب", "ث": "ت", "ئ": "ي"})
_WEAK_ARABIC = re.compile(r"(?<=.)[اويءئ]")


@lru_cache(maxsize=50_000)
def sound(word: str) -> str:
    """Return a Latin word as it sounds, vowels kept."""
    for pattern, replacement in _SOUNDS:
        word = pattern.sub(replacement, word)
    return word


@lru_cache(maxsize=50_000)
def skeleton(word: str) -> str:
    """Return the consonants of a Latin word as they sound, the first letter whatever it is.

    >>> skeleton("mohammed") == skeleton("muhamad")
    True
    """
    return re.sub(r"(.)\1+", r"\1", _VOWELS.sub("", sound(word)))


@lru_cache(maxsize=50_000)
def arabic_skeleton(word: str) -> str:
    """Return an Arabic word without long vowels, the first letter whatever it is, and without the article."""
    letters = arabic_letters(word).replace(" ", "")
    if letters.startswith("ال") and len(letters) > 4:
        letters = letters[2:]
    return _WEAK_ARABIC.sub("", letters.replace("غ", "ج").replace("ث", "ت").replace("ذ", "د"))


@dataclass(frozen=True, slots=True)
class WordMatch:
    """How two words (or runs of words) compare: likeness in [0, 1], letters changed, and in which way they match."""

    similarity: float
    edits: float
    how: str  # same, nickname, initial, sound, spelling, script, other


SAME = WordMatch(1.0, 0.0, "same")


@lru_cache(maxsize=50_000)
def compare_latin(left: str, right: str) -> WordMatch:
    """Compare two Latin words."""
    if left == right:
        return SAME
    edits = float(OSA.distance(left, right))
    longest = max(len(left), len(right))
    similarity = 1.0 - edits / longest
    if left[:1] == right[:1] or longest > 5:
        heard_left, heard_right = sound(left), sound(right)
        if heard_left == heard_right:
            return WordMatch(max(similarity, 0.95), min(edits, 0.5), "sound")
        if skeleton(left) == skeleton(right) and len(skeleton(left)) >= 2:
            vowels = OSA.distance(heard_left, heard_right)
            return WordMatch(max(similarity, 0.9 - 0.1 * max(0, vowels - 1)), min(edits, 0.7 * vowels), "sound")
        heard = 1.0 - OSA.distance(heard_left, heard_right) / max(len(heard_left), len(heard_right), 1)
        if heard > similarity:
            similarity = (similarity + heard) / 2
            edits = (edits + OSA.distance(heard_left, heard_right)) / 2
    return WordMatch(similarity, edits, "spelling" if similarity >= 0.6 else "other")


@lru_cache(maxsize=50_000)
def compare_arabic(left: str, right: str) -> WordMatch:
    """Compare two folded Arabic words; the article and how long vowels are written weigh little."""
    if left == right:
        return SAME
    if left.removeprefix("ال") == right.removeprefix("ال"):
        return WordMatch(0.97, 0.3, "sound")
    if left.translate(_ONE_SOUND) == right.translate(_ONE_SOUND):
        return WordMatch(0.96, 0.3, "sound")
    edits = float(OSA.distance(left, right))
    similarity = 1.0 - edits / max(len(left), len(right))
    first, second = arabic_skeleton(left), arabic_skeleton(right)
    if first == second and len(first) >= 2:
        return WordMatch(max(similarity, 0.92), min(edits, 0.7), "sound")
    return WordMatch(similarity, edits, "spelling" if similarity >= 0.6 else "other")


@lru_cache(maxsize=50_000)
def compare_scripts(arabic: str, latin: str) -> WordMatch:
    """Compare an Arabic word with a Latin one."""
    similarity = word_similarity(arabic_letters(arabic).replace(" ", ""), latin)
    edits = (1.0 - similarity) * min(3.0, len(latin) * 0.5)
    return WordMatch(similarity, edits, "script" if similarity >= 0.4 else "other")


def compare_read_out(arabic: tuple[str, ...], latin: str) -> WordMatch | None:
    """Compare Arabic words that end in Latin letters read out with a Latin word ("اوبن ايه اي", "openai")."""
    for letters in range(len(arabic), 0, -1):
        if letters > len(latin) or not spells(arabic[-letters:], latin[-letters:]):
            continue
        if letters == len(arabic):
            return WordMatch(0.95, 0.2, "script") if letters == len(latin) else None
        found = compare_scripts("".join(arabic[:-letters]), latin[:-letters])
        # Letters read out leave little to chance, so the rest may be spelled loosely.
        if found.similarity >= 0.35:
            return WordMatch(max(0.8, found.similarity), min(0.8, found.edits + 0.1), "script")
    return None


def compare_parts(left: NamePart, right: NamePart, given: bool, person: bool = True) -> WordMatch:
    """Compare two words of names. ``given`` says that both may be given names, which have short forms.

    Names of persons are written by sound; those of bodies may be translated word for word as well.
    """
    if left.text == right.text or (left.latin == right.latin != ""):
        return SAME
    if left.role == "number" or right.role == "number":
        return WordMatch(0.0, 9.0, "other")
    if left.arabic and right.arabic:
        return compare_arabic(left.text, right.text)
    if left.arabic or right.arabic:
        arabic, latin = (left, right) if left.arabic else (right, left)
        if latin.role == "initial":
            if spells((arabic.text,), latin.latin):
                return WordMatch(0.95, 0.0, "script")
            return WordMatch(0.0, 9.0, "other")
        if not person and (latin.latin in translated(arabic.text) or latin.text in translated(arabic.text)):
            return WordMatch(0.97, 0.1, "script")
        found = compare_scripts(arabic.text, latin.latin)
        if given and found.similarity < 0.7:
            # "سام" is also how Samuel is written: try the short and long forms of the Latin name.
            for other in lexicon.nicknames().get(latin.latin, ()):
                again = compare_scripts(arabic.text, other)
                if again.similarity >= 0.85:
                    return WordMatch(0.8, 0.5, "nickname")
        return found
    if left.role == "initial" or right.role == "initial":
        if left.latin[:1] == right.latin[:1]:
            return WordMatch(0.8, 0.0, "initial")
        return WordMatch(0.0, 9.0, "other")
    if given and lexicon.same_given_name(left.latin, right.latin):
        return WordMatch(0.9, 0.5, "nickname")
    return compare_latin(left.latin, right.latin)
