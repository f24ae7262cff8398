"""The figures that stand in a text, digits and words, English and Arabic: what an amount of a claim may be.

This answers one question only: does the quote hold this number? It does not say what the number means.

>>> sorted(map(str, figures_in("two transfers of $1.5mn, مليون ونصف المليون and ٢٠٠ ألف")))
['1', '1.5', '1000000', '1500000', '2', '200', '200000']
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from techpol.schema.text import normalise_text

_MULTIPLIERS = {
    "hundred": 100, "thousand": 1000, "k": 1000, "million": 10**6, "mn": 10**6, "mm": 10**6, "m": 10**6, "mio": 10**6,
    "billion": 10**9, "bn": 10**9, "b": 10**9, "trillion": 10**12, "tn": 10**12,
    "مئه": 100, "مائه": 100, "الف": 1000, "الاف": 1000, "مليون": 10**6, "ملايين": 10**6,
    "مليار": 10**9, "مليارات": 10**9, "بليون": 10**9, "تريليون": 10**12, "ترليون": 10**12,
}  # fmt: skip
_DUALS = {"مئتين": 200, "مئتا": 200, "مئتي": 200, "مائتي": 200, "مائتين": 200, "مائتا": 200, "الفين": 2000,
          "الفي": 2000, "الفا": 2000, "مليونين": 2 * 10**6, "مليوني": 2 * 10**6, "مليونا": 2 * 10**6,
          "مليارين": 2 * 10**9, "ملياري": 2 * 10**9, "مليارا": 2 * 10**9}  # fmt: skip
_UNITS = {
    "one": 1, "a": 1, "an": 1, "two": 2, "both": 2, "twice": 2, "pair": 2, "three": 3, "four": 4, "five": 5, "six": 6,
    "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "dozen": 12, "thirteen": 13,
    "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20,
    "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
    "واحد": 1, "واحده": 1, "اثنان": 2, "اثنين": 2, "اثنتين": 2, "ثلاث": 3, "ثلاثه": 3, "اربع": 4, "اربعه": 4,
    "خمس": 5, "خمسه": 5, "ست": 6, "سته": 6, "سبع": 7, "سبعه": 7, "ثماني": 8, "ثمانيه": 8, "تسع": 9, "تسعه": 9,
    "عشر": 10, "عشره": 10, "عشرون": 20, "عشرين": 20, "ثلاثون": 30, "ثلاثين": 30, "اربعون": 40, "اربعين": 40,
    "خمسون": 50, "خمسين": 50, "ستون": 60, "ستين": 60, "سبعون": 70, "سبعين": 70, "ثمانون": 80, "ثمانين": 80,
    "تسعون": 90, "تسعين": 90, "ثلاثمئه": 300, "ثلاثمائه": 300, "اربعمئه": 400, "اربعمائه": 400, "خمسمئه": 500,
    "خمسمائه": 500, "ستمئه": 600, "ستمائه": 600, "سبعمئه": 700, "سبعمائه": 700, "ثمانمئه": 800, "ثمانمائه": 800,
    "تسعمئه": 900, "تسعمائه": 900,
}  # fmt: skip
_HALVES = {"half", "نصف"}
_TOKEN = re.compile(r"\d[\d.,]*|[^\W\d_]+")
_CLITICS = ("وال", "بال", "لل", "ال", "و", "ب", "ل", "ف")
# "تحويلين": an Arabic dual states the count 2 without a number word.
_DUAL_ENDING = re.compile(r"[\u0621-\u064a]{3,}(?:ين|ان|تين|تان)\Z")


def _number(token: str) -> list[Decimal]:
    """Return what digits may stand for: separators of thousands and decimals differ by country."""
    token = token.strip(".,")
    readings = {token.replace(",", "")}
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+", token):
        readings.add(token.replace(".", ""))
    if re.fullmatch(r"\d+,\d{1,2}", token):
        readings.add(token.replace(",", "."))
    found = []
    for reading in readings:
        try:
            found.append(Decimal(reading))
        except InvalidOperation:
            continue
    return found


def _word(token: str, table: dict[str, int]) -> int | None:
    if token in table:
        return table[token]
    for clitic in _CLITICS:
        if token.startswith(clitic) and token[len(clitic) :] in table:
            return table[token[len(clitic) :]]
    return None


def is_multiplier(word: str) -> bool:
    """Say whether a folded word multiplies the number before it: "million", "ألف"."""
    return _word(word, _MULTIPLIERS) is not None


def _bare(token: str) -> str:
    return next((token[len(c) :] for c in _CLITICS if token.startswith(c) and token[len(c) :] in _HALVES), token)


def figures_in(text: str) -> set[Decimal]:
    """Return every number that the text may be read to state, multiplied out and not."""
    tokens = _TOKEN.findall(normalise_text(text).text)
    found: set[Decimal] = set()
    running: list[Decimal] = []  # readings of the number that the last words spell
    spent = -1  # position of a multiplier that a half has used up
    for position, token in enumerate(tokens):
        multiplier = _word(token, _MULTIPLIERS)
        if position == spent:
            continue
        if token in {"a", "an"} and (
            position + 1 == len(tokens)
            or (_word(tokens[position + 1], _MULTIPLIERS) is None and tokens[position + 1] not in _UNITS)
        ):
            continue  # "a million", "a dozen", "a pair" count; "two and a half" goes on
        if token[0].isdigit():
            running = _number(token)
        elif (dual := _word(token, _DUALS)) is not None:
            running = [Decimal(dual), *(value + dual for value in running)]
        elif (unit := _word(token, _UNITS)) is not None:
            # "twenty five", "خمسة وعشرون", "ثلاثمائة وخمسين": parts of one number add up.
            running = [Decimal(unit), *(value + unit for value in running if value < 1000)]
        elif multiplier is not None:
            running = [value * multiplier for value in running] or [Decimal(multiplier)]
        elif _bare(token) in _HALVES:
            following = tokens[position + 1] if position + 1 < len(tokens) else ""
            offset = 2 if following in {"a", "an"} else 1
            after = tokens[position + offset] if position + offset < len(tokens) else ""
            next_multiplier = _word(after, _MULTIPLIERS)
            scale = next_multiplier if next_multiplier is not None else 1
            spent = position + offset if next_multiplier is not None else spent
            half = Decimal(scale) / 2
            running = [half, *(value + half for value in running), *(value * scale + half for value in running)]
            found.update(running)
            continue
        elif token in {"and", "of"}:
            continue
        else:
            if _DUAL_ENDING.search(token) is not None:
                found.add(Decimal(2))
            running = []
        found.update(running)
    return {value.normalize() for value in found}


def states_figure(text: str, value: Decimal) -> bool:
    """Say whether a text states a number, in digits or words."""
    return value.normalize() in figures_in(text)
