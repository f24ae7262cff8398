"""Arabic word forms: clitics, articles, and the inflected forms of a verb from its two principal parts."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from techpol.loaders.articles.arabic.tokens import fold_spelling
from techpol.schema.text import normalise_text

# Written onto the front of a word: conjunctions, then prepositions.
CONJUNCTIONS = ("و", "ف")
PREPOSITIONS = ("ب", "ل", "ك")
# Pronouns written onto the end of a word, with the gender of what they stand for.
PRONOUNS = {"ه": "m", "ها": "f", "هم": "p", "هما": "d", "هن": "p"}


def fold_word(text: str) -> str:
    """Return a word or phrase of the grammar as tokens are compared; an underscore stands for a space."""
    return fold_spelling(normalise_text(text.replace("_", " "), keep_case=True)).text.strip()


_LONGEST_ENDING = 2  # letters: "ين", "ات"


@lru_cache(maxsize=1 << 16)
def clitic_forms(word: str) -> tuple[tuple[str, str], ...]:
    """Return (prefix, rest) for each way to take a word apart, the whole word first.

    ``للشركة`` gives ("ل", "الشركة").
    """
    return tuple(_clitic_forms(word))


def _clitic_forms(word: str) -> Iterator[tuple[str, str]]:
    yield "", word
    if len(word) < 3:
        return
    for conjunction in ("", *CONJUNCTIONS):
        if not word.startswith(conjunction):
            continue
        rest = word[len(conjunction) :]
        if conjunction and len(rest) >= 2:
            yield conjunction, rest
        for preposition in PREPOSITIONS:
            if rest.startswith(preposition) and len(rest) >= 3:
                inner = rest[1:]
                yield conjunction + preposition, inner
                if preposition == "ل" and inner.startswith("ل") and len(inner) >= 3:
                    yield conjunction + "ل", "ا" + inner


def without_article(word: str) -> str:
    """Return a word without its article."""
    return word[2:] if word.startswith("ال") and len(word) > 3 else word


def is_definite(word: str) -> bool:
    """Say whether a word carries the article (or the preposition li- with it)."""
    return (word.startswith("ال") and len(word) > 4) or (word.startswith("لل") and len(word) > 4)


def is_inflected(words: tuple[str, ...], role: tuple[str, ...]) -> bool:
    """Say whether words are a role's, perhaps in the feminine, the plural or the accusative; all without article."""
    return all(
        word.startswith(own) and len(word) - len(own) <= _LONGEST_ENDING
        for word, own in zip(words, role, strict=True)
    )


def _past_forms(past: str) -> Iterator[str]:
    yield past
    if past.endswith(("ا", "ي")) and len(past) >= 3:  # دعا، التقى
        stem = past[:-1]
        yield from (stem + "ت", stem + "وا", stem + "تا", past[:-1] + "يا", past[:-1] + "ا")
    else:
        yield from (past + "ت", past + "وا", past + "ا", past + "تا", past + "ن")


def _present_forms(present: str) -> Iterator[str]:
    stem = present[1:]
    weak = present.endswith(("ي", "و", "ا"))
    endings = ["", "ون", "ان", "وا"]
    for letter in ("ي", "ت"):
        for ending in endings:
            if weak and ending in ("ون", "وا"):
                yield letter + stem[:-1] + ending
            else:
                yield letter + stem + ending
        if weak:
            yield letter + stem[:-1]  # jussive: لم يلتق
        if len(stem) >= 3 and stem[-2] in "ويا" and not weak:
            yield letter + stem[:-2] + stem[-1]  # لم يقد


def verb_forms(entry: str) -> Iterator[tuple[str, str, str]]:
    """Yield (form, tense, pronoun) of a verb given as "past/present": all persons, futures and object pronouns."""
    written, _, present = entry.partition("/")
    past, present = fold_word(written), fold_word(present)
    bases = {(form, "past") for form in _past_forms(past)}
    if written.endswith("أ"):  # أنشأ: أنشأت, unlike دعا: دعت
        bases |= {(past + ending, "past") for ending in ("ت", "وا", "تا", "ن")}
    if written.endswith("ي"):  # حظي: حظيت, unlike التقى: التقت
        bases |= {(past, "past"), (past + "ت", "past"), (past[:-1] + "وا", "past")}
    if present:
        for form in _present_forms(present):
            bases.add((form, "present"))
            bases.add(("س" + form, "future"))
            bases.add(("ل" + form, "purpose"))
    for form, tense in bases:
        yield form, tense, ""
        for pronoun in PRONOUNS:
            if form.endswith("وا"):
                yield form[:-1] + pronoun, tense, pronoun
            elif form.endswith("ي") and (tense == "past" or entry.endswith("ى")):
                yield form[:-1] + "ا" + pronoun, tense, pronoun
            else:
                yield form + pronoun, tense, pronoun


def noun_forms(noun: str) -> Iterator[tuple[str, str]]:
    """Yield (form, pronoun) of a verbal noun: with article, accusative alef, and possessive pronouns."""
    base = fold_word(noun)
    yield base, ""
    yield "ال" + base, ""
    if not base.endswith(("ه", "ا")):
        yield base + "ا", ""
        yield base + "ين", ""
    joined = base[:-1] + "ت" if base.endswith("ه") else base
    stems = [joined]
    if base.endswith("ء"):
        stems += [base[:-1] + "ي", base[:-1] + "و"]  # لقاء: لقائه، لقاؤه
    for pronoun in PRONOUNS:
        for stem in stems:
            yield stem + pronoun, pronoun
