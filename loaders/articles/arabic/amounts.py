"""Sums of money in a run of tokens: digits and words, multipliers, currencies, bounds, "each", counts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from techpol.loaders.articles.arabic.tokens import Token
from techpol.loaders.articles.arabic.words import clitic_forms, fold_word
from techpol.schema.model import Qualifiers
from techpol.schema.values import Money

MULTIPLIERS = {
    "الف": 10**3,
    "الاف": 10**3,
    "الفا": 10**3,
    "مليون": 10**6,
    "ملايين": 10**6,
    "مليونا": 10**6,
    "مليار": 10**9,
    "مليارات": 10**9,
    "مليارا": 10**9,
    "بليون": 10**9,
    "بلايين": 10**9,
    "تريليون": 10**12,
    "ترليون": 10**12,
    "تريليونات": 10**12,
}
DUALS = {
    "الفين": 2 * 10**3,
    "الفي": 2 * 10**3,
    "مليونين": 2 * 10**6,
    "مليوني": 2 * 10**6,
    "مليارين": 2 * 10**9,
    "ملياري": 2 * 10**9,
    "مئتين": 200,
    "ميتين": 200,
    "مايتين": 200,
    "ميتي": 200,
    "مايتي": 200,
}
_UNIT_WORDS = (
    "1 واحد واحدة|2 اثنان اثنين اثنتين|3 ثلاث ثلاثة|4 أربع أربعة|5 خمس خمسة|6 ست ستة|7 سبع سبعة|8 ثمان ثماني ثمانية|"
    "9 تسع تسعة|10 عشر عشرة|20 عشرون عشرين|30 ثلاثون ثلاثين|40 أربعون أربعين|50 خمسون خمسين|60 ستون ستين|"
    "70 سبعون سبعين|80 ثمانون ثمانين|90 تسعون تسعين|100 مئة مائة|200 مئتا مائتا|300 ثلاثمئة ثلاثمائة|"
    "400 أربعمئة أربعمائة|500 خمسمئة خمسمائة|600 ستمئة ستمائة|700 سبعمئة سبعمائة|800 ثمانمئة ثمانمائة|"
    "900 تسعمئة تسعمائة"
)
UNITS = {fold_word(word): int(line.split()[0]) for line in _UNIT_WORDS.split("|") for word in line.split()[1:]}
# Words of currencies. A code stands only where the word leaves no doubt; the adjective after it may settle it.
CURRENCIES = {
    "دولار": "USD",
    "دولارا": "USD",
    "دولارات": "USD",
    "دولارين": "USD",
    "يورو": "EUR",
    "ين": "JPY",
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
    "استرليني": "GBP",
    "روبل": "RUB",
    "روبية": None,
    "روبيه": None,
    "يوان": "CNY",
    "فرنك": None,
    "ريال": None,
    "ريالا": None,
    "ريالات": None,
    "جنيه": None,
    "جنيها": None,
    "جنيهات": None,
    "درهم": None,
    "درهما": None,
    "دراهم": None,
    "دينار": None,
    "دينارا": None,
    "دنانير": None,
    "ليرة": None,
    "ليره": None,
    "شيكل": "ILS",
    "usd": "USD",
    "eur": "EUR",
    "بيتكوين": None,
    "بتكوين": None,
}
_NATIONAL = {
    ("ريال", "سعودي"): "SAR",
    ("ريال", "قطري"): "QAR",
    ("ريال", "عماني"): "OMR",
    ("ريال", "يمني"): "YER",
    ("ريال", "ايراني"): "IRR",
    ("جنيه", "مصري"): "EGP",
    ("جنيه", "استرليني"): "GBP",
    ("جنيه", "سوداني"): "SDG",
    ("درهم", "اماراتي"): "AED",
    ("درهم", "مغربي"): "MAD",
    ("دينار", "كويتي"): "KWD",
    ("دينار", "بحريني"): "BHD",
    ("دينار", "اردني"): "JOD",
    ("دينار", "عراقي"): "IQD",
    ("دينار", "تونسي"): "TND",
    ("دينار", "جزايري"): "DZD",
    ("دينار", "ليبي"): "LYD",
    ("ليره", "تركي"): "TRY",
    ("ليره", "لبناني"): "LBP",
    ("ليره", "سوري"): "SYP",
    ("دولار", "كندي"): "CAD",
    ("دولار", "استرالي"): "AUD",
    ("دولار", "امريكي"): "USD",
    ("دولار", "اميركي"): "USD",
    ("فرنك", "سويسري"): "CHF",
    ("روبيه", "هندي"): "INR",
    ("روبيه", "باكستاني"): "PKR",
    ("دولار", "سنغافوري"): "SGD",
}
_AT_LEAST = frozenset(
    fold_word(word) for word in "أكثر يفوق فوق يتجاوز تتجاوز تفوق لايقل يزيد تزيد بأكثر لأكثر وأكثر".split()
)
_ABOUT = frozenset(fold_word(word) for word in "نحو حوالي قرابة زهاء تقريبا بنحو بحوالي بقرابة يقارب يناهز".split())
_AT_MOST = frozenset(fold_word(word) for word in "أقل دون بأقل لأقل".split())
_EACH = frozenset(fold_word(word) for word in "لكل".split())
_SWAPPED = re.compile(r"(\d+)ر(\d+)\Z")
_PLAIN = re.compile(r"\d{1,3}(?:[.,]\d{3})+\Z")


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum of money at tokens first..last (end exclusive)."""

    first: int
    last: int
    money: Money
    bound: str = "exact"
    each: bool = False
    count: int | None = None
    percent: bool = False


def read_number(text: str) -> Decimal | None:
    """Return the value of a token of digits: "10.2", "388.720", "388,720", "4ر1" (the point as a letter)."""
    swapped = _SWAPPED.match(text)
    if swapped is not None:
        return Decimal(f"{swapped.group(2)}.{swapped.group(1)}")
    if _PLAIN.match(text):
        return Decimal(re.sub(r"[.,]", "", text))
    try:
        return Decimal(text.replace(",", "."))
    except InvalidOperation:
        return None


def _unit(word: str) -> int | None:
    for _, base in clitic_forms(word):
        if base in UNITS:
            return UNITS[base]
    return None


def _lookup(word: str, table: dict[str, int]) -> int | None:
    for clitic, base in clitic_forms(word):
        if base in table and "ك" not in clitic:
            return table[base]
    return None


@lru_cache(maxsize=1 << 16)
def _opens(word: str) -> bool:
    """Say whether a sum may begin with a word: a sign, a number in words, a half."""
    counted = _lookup(word, DUALS) is not None or _lookup(word, MULTIPLIERS) is not None or _unit(word) is not None
    return counted or word == "نصف" or word in ("$", "€", "£")


def _currency(tokens: Sequence[Token], place: int) -> tuple[str | None, int] | None:
    """Return (code or None, length) where a currency is named at a place."""
    if place >= len(tokens):
        return None
    word = tokens[place].text
    bases = [base for _, base in clitic_forms(word) if base in CURRENCIES]
    bases += [base[2:] for _, base in clitic_forms(word) if base.startswith("ال") and base[2:] in CURRENCIES]
    if word.lower() in CURRENCIES:
        bases.append(word.lower())
    if len(bases) == 0:
        return None
    base = bases[0]
    code = CURRENCIES[base]
    for stem in (base, base[:-1], base[:-2]):
        following = tokens[place + 1].text if place + 1 < len(tokens) else ""
        for adjective in (following, following.removesuffix("ه"), following.removesuffix("ا")):
            if (stem, adjective) in _NATIONAL:
                return _NATIONAL[stem, adjective], 2
    return code, 1


def find_amounts(tokens: Sequence[Token], first: int, last: int) -> list[Amount]:
    """Return the sums of money among the tokens of a sentence, in order."""
    found: list[Amount] = []
    place = first
    while place < last:
        if tokens[place].kind != "number" and not _opens(tokens[place].text):
            place += 1
            continue
        read = _read_amount(tokens, place, last)
        if read is None:
            place += 1
        else:
            found.append(read)
            place = read.last
    return found


def _read_amount(tokens: Sequence[Token], place: int, last: int) -> Amount | None:
    start = place
    sign = None
    if tokens[place].text in ("$", "€", "£"):
        sign = CURRENCIES[tokens[place].text]
        place += 1
    value, place = _read_value(tokens, place, last)
    if value is None:
        return None
    if sign is None:
        currency = _currency(tokens[:last], place)
        if currency is None:
            return None
        sign, length = currency
        place += length
    before = [tokens[index].text for index in range(max(0, start - 3), start)]
    bound = "exact"
    if any(base in _AT_LEAST for word in before for _, base in clitic_forms(word)) or _pair_in(
        before, "عن", ("يقل", "تقل")
    ):
        bound = "at_least"
    elif any(base in _ABOUT for word in before[-2:] for _, base in clitic_forms(word)):
        bound = "about"
    elif any(base in _AT_MOST for word in before[-2:] for _, base in clitic_forms(word)):
        bound = "at_most"
    each = any(token.text in _EACH for token in tokens[place : min(last, place + 2)])
    return Amount(start, place, Money(value, sign), bound, each, _count_before(tokens, start) if each else None)


def _pair_in(words: Sequence[str], second: str, firsts: tuple[str, ...]) -> bool:
    return any(word in firsts and second in words[place:] for place, word in enumerate(words))


def _count_before(tokens: Sequence[Token], start: int) -> int | None:
    """Return the count that a dual or number word states: "تحويلين بقيمة 100 ألف دولار لكل منهما"."""
    for index in range(start - 1, max(-1, start - 5), -1):
        word = tokens[index].text
        if word.endswith(("ين", "تين")) and len(word) > 4 and _unit(word) is None and word not in DUALS:
            return 2
        unit = _unit(word)
        if unit is not None and unit > 1:
            return unit
    return None


def _read_value(tokens: Sequence[Token], place: int, last: int) -> tuple[Decimal | None, int]:
    """Read a number in digits or words with its multipliers; returns (value, place after it)."""
    total = Decimal(0)
    seen = False
    current: Decimal | None = None
    while place < last:
        word = tokens[place].text
        if tokens[place].kind == "number":
            if current is not None:
                break
            current = read_number(word)
            if current is None:
                break
        elif (dual := _lookup(word, DUALS)) is not None:
            current = (current or Decimal(0)) + dual
        elif (multiplier := _lookup(word, MULTIPLIERS)) is not None:
            total += (current if current is not None else Decimal(1)) * multiplier
            current = None
            seen = True
        elif (unit := _unit(word)) is not None and (
            current is None or (unit < current or current < 10) or word.startswith("و")
        ):
            current = (current or Decimal(0)) + unit
        elif word in ("ونصف", "نصف") and (seen or current is not None):
            scale = _lookup(tokens[place + 1].text, MULTIPLIERS) if place + 1 < last else None
            scale = scale or _lookup(without_al(tokens[place + 1].text), MULTIPLIERS) if place + 1 < last else scale
            if scale is not None and current is None:
                total += Decimal(scale) / 2
                place += 1
            elif scale is not None and current is not None:
                total += (current + Decimal("0.5")) * scale
                current = None
                place += 1
            elif total:
                total += _last_scale(total) / 2
            seen = True
        elif (
            word == "نصف" and place + 1 < last and (scale := _lookup(tokens[place + 1].text, MULTIPLIERS)) is not None
        ):
            total += Decimal(scale) / 2
            seen = True
            place += 1
        else:
            break
        place += 1
    if current is not None:
        total += current
        seen = True
    return (total if seen and total > 0 else None), place


def without_al(word: str) -> str:
    """Return a word without its article."""
    return word[2:] if word.startswith("ال") else word


def _last_scale(total: Decimal) -> Decimal:
    return next((Decimal(scale) for scale in (10**12, 10**9, 10**6, 10**3) if total >= scale), Decimal(1))


def qualify(amount: Amount | None, joint: bool = False) -> Qualifiers:
    """Return the qualifiers that a sum gives a claim."""
    if amount is None:
        return Qualifiers()
    scope = "joint" if joint else "single"
    return Qualifiers(amount=amount.money, amount_bound=amount.bound, amount_scope=scope, count=amount.count)
