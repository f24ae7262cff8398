"""Take a name apart: words with their role, suffix, legal form, numbers; titles and stop words put aside.

>>> parse_name("ALTMAN, SAMUEL H. MR. JR", "person").words
('samuel', 'h', 'altman')
>>> parse_name("The Acme Holdings Co., Ltd.", "organization").legal
frozenset({'ltd'})
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from techpol.schema.names import lexicon
from techpol.schema.names.romanise import romanise
from techpol.schema.text import fold

PERSON, ORGANIZATION, OTHER = "person", "organization", "other"

_DOTTED = re.compile(r"(?<![^\W_])((?:[^\W\d_]\.\s?){2,}(?:[^\W\d_](?![^\W_]))?)")
_NICKNAME = re.compile(r"[\"(]\s*([^\"()]{2,20}?)\s*[\")]|(?<=\s)'([^']{2,20})'(?=\s|,|\Z)")
# Vowel signs of Indic and South-East Asian scripts are no word characters to \w, but part of the word.
_LETTER = r"(?:[^\W_]|[\u0900-\u0DFF\u0E00-\u0EFF\u1780-\u17FF])"
_WORD = re.compile(rf"{_LETTER}+(?:'{_LETTER}+)*'?")
_POSSESSIVE = re.compile(r"'s\b|s'(?=\s|\Z)")
_ROMAN = re.compile(r"(?=[ivx])x{0,3}(?:ix|iv|v?i{0,3})\Z")
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)\Z")
_ARABIC = re.compile(r"[ء-ۓ]")
# Titles that are names as well: put aside only where a whole name is left.
_AMBIGUOUS = lexicon.words(
    """
    don dona king queen prince princess judge justice sister major general pope chair duke count baron earl
    speaker late former dame lord lady sir private father haji hajji haji sultan emir amir sheikh mullah sayed
    sayyed sayyid imam rabbi pastor bishop minister president governor senator marshal delegate investor founder
    premier crown الامير امير الملك ملك السلطان الشيخ شيخ الحاج القاضي قاضي الوزير وزير رئيس الرئيس حاكم عمده
    الحاكم سيد السيد نائب النائب المدير التنفيذي رجل الاعمال عضو الراحل الاميركي الامريكي د
    """
)
_AFTER = frozenset(["mr", "mrs", "ms", "miss", "dr", "hon", "prof", "mister", "rev", "sir"])
# Phrases that are written in several ways, with the way that they are compared in.
_PHRASES = (
    ("united states of america", "us"), ("united states", "us"), ("u s a", "us"), ("usa", "us"),
    ("united kingdom", "uk"), ("الولايات المتحده الاميركيه", "us"), ("الولايات المتحده الامريكيه", "us"),
    ("الولايات المتحده", "us"), ("المملكه المتحده", "uk"), ("مجلس الشيوخ", "senate"),
    ("مجلس النواب", "house of representatives"), ("الكونغرس", "congress"), ("الكونجرس", "congress"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class NamePart:
    """A word of a name. ``text`` is folded, ``latin`` its Latin letters ("" for Arabic).

    ``role`` is word, particle, generic (of a kind of body), number, initial or stop.
    """

    text: str
    latin: str
    role: str = "word"

    @property
    def arabic(self) -> bool:
        """Say whether the word is in Arabic script."""
        return self.latin == ""


@dataclass(frozen=True, slots=True)
class ParsedName:
    """A name taken apart. ``parts`` are in natural order (given name first)."""

    original: str
    kind: str
    parts: tuple[NamePart, ...]
    suffix: str | None = None
    legal: frozenset[str] = frozenset()
    nicknames: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    family_first: bool = False  # the name stood as "LAST, FIRST"

    # Worked out once, since every comparison asks. The words that count: particles and stop words left out, unless
    # there is nothing else.
    words: tuple[str, ...] = field(init=False, compare=False)
    arabic: bool = field(init=False, compare=False)  # most of the name is in Arabic script

    def __post_init__(self) -> None:
        kept = tuple(part.text for part in self.parts if part.role not in ("particle", "stop"))
        object.__setattr__(self, "words", kept if len(kept) > 0 else tuple(part.text for part in self.parts))
        object.__setattr__(self, "arabic", sum(part.arabic for part in self.parts) * 2 > len(self.parts))

    @property
    def numbers(self) -> tuple[str, ...]:
        """Return the numbers in the name, as plain digits."""
        return tuple(part.text for part in self.parts if part.role == "number")


def _part(word: str, role: str = "word") -> NamePart:
    text = word.strip("'").replace("'", "")
    latin = "" if _ARABIC.search(text) else romanise(text)
    if role == "word" and text.isdecimal():
        role = "number"
    return NamePart(text, latin or ("" if _ARABIC.search(text) else text), role)


def _join_dotted(match: re.Match[str]) -> str:
    return match.group(1).replace(".", "").replace(" ", "") + " "


@lru_cache(maxsize=50_000)
def parse_name(text: str, kind: str = PERSON) -> ParsedName:
    """Take a name apart. ``kind`` is person, organization or other (places, assets, events: like an organization)."""
    return _parse_person(text) if kind == PERSON else _parse_body(text, kind)


def _strip_titles(words: list[str], left: int) -> tuple[list[str], list[str]]:
    """Take titles off the front; ambiguous ones only where at least ``left`` words remain."""
    titles = []
    while len(words) > 1 and words[0] in lexicon.HONORIFICS and (words[0] not in _AMBIGUOUS or len(words) > left):
        titles.append(words.pop(0))
    return words, titles


def _parse_person(text: str) -> ParsedName:
    folded = fold(text)
    nicknames: list[str] = []

    def take_nickname(match: re.Match[str]) -> str:
        nicknames.extend(_WORD.findall((match.group(1) or match.group(2)).strip()))
        return " "

    folded = _NICKNAME.sub(take_nickname, folded)
    segments = [segment.strip() for segment in re.split("[,،]", folded) if segment.strip() != ""]
    suffix: str | None = None
    names: list[list[str]] = []
    for number, segment in enumerate(segments):
        words = [word for piece in segment.split() for word in _WORD.findall(_spread(piece))]
        while number > 0 and len(words) > 0 and (words[-1] in lexicon.SUFFIXES or words[-1] in lexicon.DEGREES):
            suffix = lexicon.SUFFIXES.get(words.pop(), suffix)
        if len(words) > 0:
            names.append(words)
    titles: list[str] = []
    family_first = len(names) >= 2
    ordered: list[str] = []
    for words in [*names[1:], names[0]] if family_first else names:
        kept, found = _strip_titles(words, 2)
        titles.extend(found)
        while len(kept) > 1 and (kept[-1] in lexicon.SUFFIXES or kept[-1] in _AFTER):
            last = kept.pop()
            suffix = lexicon.SUFFIXES.get(last, suffix)
            if last in _AFTER:
                titles.append(last)
        ordered.extend(kept)
    while len(ordered) > 1 and family_first and ordered[0] in _AFTER:
        titles.append(ordered.pop(0))
    while len(ordered) > 2 and (ordered[-1] in lexicon.DEGREES or _is_legal(ordered[-1])):
        ordered.pop()
    parts = []
    for position, word in enumerate(ordered):
        bare = word.replace("'", "")
        if bare == "":
            continue
        ends = position == len(ordered) - 1
        # "Ben Carson": the first of two words is a given name, whatever it may be elsewhere.
        given = position == 0 and len(ordered) == 2 and bare not in _ARTICLES
        if bare in lexicon.PARTICLES and not ends and not given:
            role = "particle"
        elif len(bare) == 1 and not bare.isdecimal():
            role = "initial"
        else:
            role = "word"
        parts.append(_part(word, role))
    return ParsedName(
        text, PERSON, tuple(parts), suffix, nicknames=tuple(nicknames), titles=tuple(titles),
        family_first=family_first,
    )  # fmt: skip


_ARTICLES = frozenset(["al", "el", "ال"])
_PERSON_LEGAL = frozenset(["llc", "ltd", "inc", "sa", "corp", "gmbh", "ag", "plc"])


def _is_legal(word: str) -> bool:
    return word in _PERSON_LEGAL


def _spread(piece: str) -> str:
    """Put spaces for the dots and hyphens of a written word: "j.-c." is two initials, "jean-claude" two words."""
    return piece.replace(".", " ").replace("-", " ").replace("/", " ").replace("·", " ").replace("・", " ")


def _number(word: str, position: int, kind: str) -> str | None:
    """Return the number that a word stands for, as digits; None where it stands for none."""
    if word.isdecimal():
        return str(int(word))
    match = _ORDINAL.match(word)
    if match is not None:
        return str(int(match.group(1)))
    value = lexicon.numbers().get(word)
    if value is not None:
        return str(value)
    if position > 0 and _ROMAN.match(word):
        total, last = 0, 0
        for letter in reversed(word):
            digit = {"i": 1, "v": 5, "x": 10}[letter]
            total += digit if digit >= last else -digit
            last = max(last, digit)
        return str(total)
    return None


# "ولاية تكساس" is Texas. A city is left as it is: New York City is not New York.
_PLACE_WORDS = lexicon.words("ولايه الولايه")
_SHORT_HEADS = ("ao", "pt", "ао", "co")


def _take_legal(words: list[str]) -> tuple[list[str], set[str]]:
    """Take legal forms off both ends (and long ones out of the middle), as long as something is left."""
    forms = lexicon.legal_forms()
    found: set[str] = set()
    again = True
    while again and len(words) > 1:
        again = False
        for length in range(min(6, len(words) - 1), 0, -1):
            tail, head = tuple(words[-length:]), tuple(words[:length])
            if tail in forms and forms[tail] != "trust":
                found.add(forms[tail])
                words = words[:-length]
                again = True
                break
            # At the front only forms that are not words as well.
            long = length > 1 or len(head[0]) > 2 or head[0] in _SHORT_HEADS
            if long and forms.get(head) in ("llc", "jsc", "co"):
                found.add(forms[head])
                words = words[length:]
                again = True
                break
    return words, found


def _parse_body(text: str, kind: str) -> ParsedName:
    folded = _DOTTED.sub(_join_dotted, fold(text).replace("&", " & ").replace("+", " + "))
    folded = _POSSESSIVE.sub("", folded).replace("'", "")
    folded = " ".join(_WORD.findall(folded.replace("&", " and ").replace("+", " and ")))
    for phrase, short in _PHRASES:
        if phrase in folded:
            folded = re.sub(rf"\b{phrase}\b", short, folded)
    words = folded.split()
    if kind == OTHER and len(words) > 1 and words[0] in _PLACE_WORDS:
        words = words[1:]
    words, legal = _take_legal(words) if kind == ORGANIZATION else (words, set())
    parts: list[NamePart] = []
    for position, word in enumerate(words):
        number = _number(word, position, kind)
        if number is not None:
            previous = parts[-1] if len(parts) > 0 else None
            if previous is not None and previous.role == "number" and _tens_and_units(words, position):
                parts[-1] = NamePart(str(int(previous.text) + int(number)), previous.latin, "number")
            else:
                parts.append(NamePart(number, number, "number"))
        elif word in lexicon.STOPWORDS and len(words) > 1:
            parts.append(_part(word, "stop"))
        elif word in lexicon.GENERIC:
            parts.append(NamePart(word, "" if _ARABIC.search(word) else lexicon.GENERIC[word], "generic"))
        else:
            parts.append(_part(word))
    return ParsedName(text, kind, tuple(parts), legal=frozenset(legal))


def _tens_and_units(words: list[str], position: int) -> bool:
    tens = lexicon.numbers().get(words[position - 1], 0)
    return tens >= 20 and (words[position].isalpha() or len(words[position]) == 1)
