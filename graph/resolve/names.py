"""How two names agree, strictly: which differences a person's or a body's name may show and still be one name.

``compare_names`` forgives slips of the pen; whether two records are one person asks more: "Tim" and "Tom" are a
letter apart and two men. Here a pair of names is put into one level, with what its agreement weighs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz.distance import OSA

from techpol.schema.names import PERSON, lexicon, parse_name
from techpol.schema.names.compare import Pairing, align, is_acronym
from techpol.schema.names.forms import ParsedName
from techpol.schema.names.rarity import name_rarity, word_rarity
from techpol.schema.names.words import skeleton

# Levels, best first. What a level takes off the rarity that the names agree on (natural log odds).
LEVELS = {
    "same": 0.0,  # the same words, titles and legal forms aside
    "joined": 0.0,  # the same words, written together or apart
    "middle": 0.3,  # one has middle names or initials, or a legal form or generic word, that the other lacks
    "sound": 1.0,  # the same sounds in other letters
    "script": 1.0,  # Arabic and Latin spelling of one name
    "nickname": 1.0,  # a short form of the given name
    "initial": 0.5,  # an initial for the given name
    "acronym": 1.0,
    "suffix": 5.0,  # one is Jr., the other does not say
    "family": 4.0,  # the family name alone beside a whole name
    "part": 6.0,  # one name is the beginning of the other
    "slip": 5.0,  # a letter or two apart
    "other": 99.0,
}


@dataclass(frozen=True, slots=True)
class NameAgreement:
    """The level at which two names agree, how rare the agreeing name is, and the comparison behind it."""

    level: str
    rarity: float
    left: str
    right: str
    proper: bool = False  # a body's name of two words or more, not all of them common nouns

    @property
    def weight(self) -> float:
        """Return the log odds that agreement on this name gives; negative for names that differ."""
        return self.rarity - LEVELS[self.level] if self.level != "other" else -8.0


def _hopeless(left: ParsedName, right: ParsedName) -> bool:
    """Say of two long names in Latin script, by their words alone, that they cannot agree."""
    if left.arabic or right.arabic or min(len(left.parts), len(right.parts)) < 3:
        return False
    mine = {part.latin for part in left.parts if part.role != "stop"}
    theirs = {part.latin for part in right.parts if part.role != "stop"}
    return len(mine & theirs) * 2 < min(len(mine), len(theirs)) and len(mine - theirs) > 1 and len(theirs - mine) > 1


@lru_cache(maxsize=50_000)
def _sounds(name: ParsedName) -> frozenset[str]:
    return frozenset(skeleton(part.latin) for part in name.parts if part.role == "word")


def _strangers(left: ParsedName, right: ParsedName) -> bool:
    """Say of two names of people in Latin script, by their words alone, that they cannot agree.

    Most pairs that meet in a block are relatives by name only; this tells them apart at a glance.
    """
    if left.arabic or right.arabic:
        return False
    mine, theirs = left.words, right.words
    if len(mine) < 2 or len(theirs) < 2:
        return False
    if _sounds(left).isdisjoint(_sounds(right)):
        # Unless they are written together ("PolPot") or a letter apart each.
        return OSA.normalized_similarity("".join(mine), "".join(theirs)) < 0.75
    return _unlike(mine[0], theirs[0], mine, theirs) or (
        len(mine) == len(theirs) == 2 and _unlike(mine[-1], theirs[-1], mine, theirs)
    )


def _unlike(one: str, other: str, mine: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Say whether two words at the same place are of different names, and neither stands elsewhere in the other."""
    return (
        one != other
        and min(len(one), len(other)) > 2
        and one not in theirs
        and other not in mine
        and OSA.normalized_similarity(one, other) < 0.5
        and skeleton(one) != skeleton(other)
        and not lexicon.same_given_name(one, other)
    )


def _digits_differ(left: ParsedName, right: ParsedName) -> bool:
    """Say whether names with digits inside a word hold other digits: "Reed1" is neither "Reed60" nor "Reed".

    A letter more may be a slip of the pen; a digit is there to tell two apart. "Web3" and "Web 3" hold the same.
    """
    glued = any(_DIGITS.search(part.text) for part in (*left.parts, *right.parts) if part.role != "number")
    return glued and _digits(left) != _digits(right)


def _digits(name: ParsedName) -> list[int]:
    return [int(run) for part in name.parts for run in _DIGITS.findall(part.text)]


_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class _Compared:
    left: ParsedName
    right: ParsedName
    pairings: tuple[Pairing, ...]


@lru_cache(maxsize=50_000)
def agree(left: str, right: str, kind: str) -> NameAgreement:
    """Return how two names agree."""
    first, second = parse_name(left, kind), parse_name(right, kind)
    if _strangers(first, second) if kind == PERSON else _hopeless(first, second):
        return NameAgreement("other", 0.0, left, right)
    compared = _Compared(first, second, align(first, second))
    level = _person_level(compared) if kind == PERSON else _body_level(compared)
    if level == "other" or (level != "acronym" and _digits_differ(first, second)):
        return NameAgreement("other", 0.0, left, right)
    # What both share is at most as rare as the commoner of the two; across scripts the Latin side knows best.
    mine = name_rarity(_shared(compared.left, [n for pairing in compared.pairings for n in _in_both(pairing)[0]]))
    theirs = name_rarity(_shared(compared.right, [n for pairing in compared.pairings for n in _in_both(pairing)[1]]))
    rarity = min(mine, theirs)
    if compared.left.arabic != compared.right.arabic:
        rarity = theirs if compared.left.arabic else mine
    if level == "initial":
        # Only the letter is known to agree, so the given name's rarity does not count.
        words = [part for part in (compared.left if mine >= theirs else compared.right).parts if part.role == "word"]
        rarity = (word_rarity(words[-1], "family") if len(words) > 0 else 0.0) + 2.5
    if kind != PERSON and (_is_described(first) or _is_described(second)):
        rarity = min(rarity, _DESCRIBED)
    if level == "acronym":
        short = min((compared.left, compared.right), key=lambda name: len(name.parts))
        rarity = 3.0 * len(short.parts[0].text)
    return NameAgreement(level, rarity, left, right, _is_proper(first) and _is_proper(second))


_DESCRIBED = 3.0  # what agreement on common nouns alone weighs


def _is_described(name: ParsedName) -> bool:
    """Say whether a body is only described: "super PAC", "the campaign committee"."""
    words = [part for part in name.parts if part.role not in ("stop", "particle")]
    return len(words) > 0 and all(part.role == "generic" or part.text in _NOUNS for part in words)


def _is_proper(name: ParsedName) -> bool:
    words = [part for part in name.parts if part.role not in ("stop", "particle")]
    return len(words) >= 2 and any(part.role == "word" and part.text not in _NOUNS for part in words)


def _in_both(pairing: Pairing) -> tuple[tuple[int, ...], tuple[int, ...]]:
    return (pairing.left, pairing.right) if len(pairing.left) > 0 and len(pairing.right) > 0 else ((), ())


def _shared(name: ParsedName, numbers: list[int]) -> ParsedName:
    """Return a name reduced to the words that the other has as well."""
    return replace(name, parts=tuple(name.parts[number] for number in sorted(numbers)))


def _worst(levels: list[str]) -> str:
    return max(levels, key=lambda level: (LEVELS[level], level), default="same")


def _person_level(compared: _Compared) -> str:
    left, right = compared.left, compared.right
    if left.suffix is not None and right.suffix is not None and left.suffix != right.suffix:
        return "other"
    levels = ["same"]
    rest: list[list[int]] = [[], []]
    slips = 0.0
    for pairing in compared.pairings:
        for side, (mine, theirs) in enumerate(((pairing.left, pairing.right), (pairing.right, pairing.left))):
            if len(theirs) == 0:
                parts = (left, right)[side].parts
                rest[side].extend(number for number in mine if parts[number].role in ("word", "initial", "number"))
        if len(pairing.left) == 0 or len(pairing.right) == 0:
            continue
        paired = [left.parts[number] for number in pairing.left] + [right.parts[number] for number in pairing.right]
        if all(part.role == "particle" for part in paired):
            continue
        match = pairing.match
        shortest = min(len(pairing.left_text), len(pairing.right_text))
        if match.how == "other" or (match.how == "script" and match.similarity < 0.6):
            return "other"
        if match.how == "sound" and (match.edits > 0.75 or shortest < 4):
            # Vowels tell short names apart: Tim and Tom, Jan and Jon.
            levels.append("slip")
            slips += match.edits
        elif match.how == "spelling":
            levels.append("slip")
            slips += match.edits if shortest >= 5 else 9.0
        elif match.how == "script" and match.similarity < 0.75:
            levels.extend(("script", "slip") if shortest > 3 else ("other",))
        else:
            levels.append(match.how)
    if slips > 2.0:
        return "other"
    if len(rest[0]) > 0 and len(rest[1]) > 0:
        # Both have something that the other lacks: another middle name, another given name.
        return "other"
    short, long, missing = (left, right, rest[1]) if len(rest[0]) == 0 else (right, left, rest[0])
    if len(missing) > 0:
        words = [number for number, part in enumerate(long.parts) if part.role != "particle"]
        if missing[-1] == words[-1] or len(short.words) == 1:
            # The family name, or all but one word, is missing: "Osama" and "Osama bin Laden".
            return "family" if len(short.words) == 1 and missing[-1] != words[-1] else "part"
        given = next((p for p in compared.pairings if len(p.left) > 0 and len(p.right) > 0), None)
        if words[0] in missing and given is not None and given.match.how == "initial":
            return "other"
        if words[0] in missing and long.parts[words[0]].role != "initial":
            levels.append("part" if len(short.words) == 2 and len(missing) > 1 else "nickname")
        else:
            levels.append("middle")
    elif len(short.words) == 1:
        # One word each. A bare family name is nobody in particular; its rarity says so by being small.
        levels.append("family")
    if left.suffix != right.suffix:
        levels.append("suffix")
    return _worst(levels)


def _body_level(compared: _Compared) -> str:
    left, right = compared.left, compared.right
    if is_acronym(left, right):
        return "acronym"
    levels = ["same"]
    edits = 0.0
    extra: list[tuple[ParsedName, int]] = []
    both = [False, False]
    for pairing in compared.pairings:
        if len(pairing.left) == 0 or len(pairing.right) == 0:
            side = 0 if len(pairing.right) == 0 else 1
            name = (left, right)[side]
            counted = [number for number in (*pairing.left, *pairing.right) if name.parts[number].role != "stop"]
            extra.extend((name, number) for number in counted)
            both[side] = both[side] or len(counted) > 0
            continue
        paired = [left.parts[number] for number in pairing.left] + [right.parts[number] for number in pairing.right]
        if all(part.role in ("stop", "particle") for part in paired):
            continue
        match = pairing.match
        if match.how == "other":
            return "other"
        if match.how == "spelling" or (match.how == "sound" and match.edits > 0.4):
            levels.append("slip")
            edits += match.edits
            if min(len(pairing.left_text), len(pairing.right_text)) < 6:
                return "other"
        elif match.how == "script":
            levels.append("script" if match.similarity >= 0.7 else "slip")
        elif match.how == "initial":
            levels.append("acronym")
        else:
            levels.append(match.how if match.how in LEVELS else "same")
    if all(both) or edits > 2.0:
        return "other"
    if any(name.parts[number].role == "number" for name, number in extra):
        return "other"
    if len(extra) > 0:
        soft = all(name.parts[number].text in _SOFT for name, number in extra)
        if not soft and all(name.parts[number].text in _NATION for name, number in extra):
            # "U.S. Senate" is the Senate; "American Airlines" is not just any airline.
            short = min((left, right), key=lambda name: len(name.parts))
            soft = all(part.latin in _STATE_BODIES for part in short.parts if part.role != "stop")
        if not soft and all(name.parts[number].text == "لجنه" for name, number in extra):
            # Arabic papers put "committee" before a PAC's name.
            soft = any(part.latin == "pac" for part in (*left.parts, *right.parts))
        levels.append("middle" if soft else "part")
    return _worst(levels)


# Nouns and adjectives that describe a body rather than name it.
_NOUNS = lexicon.words(
    """pac pacs super superpac campaign campaigns victory rally fundraiser dinner event startup company companies
    firm committee committees candidate candidates presidential senate house state local joint fundraising leadership
    new big major top tech political action reelection re-election election white حمله لجنه صندوق شركه سوبر باك حفل
    انتخابيه رئاسيه عمل سياسي سياسيه جمع تبرعات"""
)
_NATION = lexicon.words("us american america الاميركي الامريكي الاميركيه الامريكيه")
_STATE_BODIES = lexicon.words(
    "senate house representatives congress supreme court government department treasury state justice"
)
# Generic words that are often left off without another body being meant; "fund", "pac", "bank" and the like are not.
_SOFT = frozenset(
    word
    for word, meaning in lexicon.GENERIC.items()
    if meaning in ("group", "holding", "international", "technology", "party")
)
