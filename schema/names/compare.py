"""Compare two names: align their words, and say how alike they are, with the reasons.

>>> compare_names("ALTMAN, SAMUEL H.", "Sam Altman", "person").score > 0.8
True
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise

from rapidfuzz.distance import OSA

from techpol.schema.names import lexicon
from techpol.schema.names.forms import PERSON, NamePart, ParsedName, parse_name
from techpol.schema.names.words import (
    SAME,
    WordMatch,
    compare_arabic,
    compare_latin,
    compare_parts,
    compare_read_out,
    compare_scripts,
)

PAIRED = 0.5  # words less alike than this are not put beside each other


@dataclass(frozen=True, slots=True)
class Pairing:
    """Words of one name beside words of the other. One side is empty for words that have no counterpart."""

    left: tuple[int, ...]
    right: tuple[int, ...]
    match: WordMatch
    left_text: str
    right_text: str


@dataclass(frozen=True, slots=True)
class NameComparison:
    """How alike two names are. ``score`` is the probability, as labelled pairs give it, that they name one thing.

    ``reasons`` are the parts of its log odds, largest first in effect: (what, value, log odds).
    """

    left: ParsedName
    right: ParsedName
    pairings: tuple[Pairing, ...]
    features: tuple[tuple[str, float], ...]
    reasons: tuple[tuple[str, float, float], ...]
    score: float

    def __getitem__(self, feature: str) -> float:
        for name, value in self.features:
            if name == feature:
                return value
        raise KeyError(f"no feature {feature!r}; known: {', '.join(name for name, _ in self.features)}")


def _joined(parts: Sequence[NamePart]) -> tuple[str, str]:
    return "".join(part.text for part in parts), "".join(part.latin for part in parts)


def _compare_runs(left: Sequence[NamePart], right: Sequence[NamePart], given: bool, person: bool) -> WordMatch:
    """Compare one word with one word, or words written together with the same words apart."""
    if len(left) == 1 and len(right) == 1:
        return compare_parts(left[0], right[0], given, person)
    if any(part.role == "number" for part in (*left, *right)):
        return WordMatch(0.0, 9.0, "other")
    if left[0].arabic != right[0].arabic:
        arabic, latin = (left, right) if left[0].arabic else (right, left)
        read_out = compare_read_out(tuple(part.text for part in arabic), _joined(latin)[1])
        if read_out is not None:
            return read_out
    short, long = (left, right) if len(left) == 1 else (right, left)
    left_text, left_latin = _joined(left)
    right_text, right_latin = _joined(right)
    if left_latin == right_latin != "":
        return WordMatch(0.98, 0.2, "joined")
    # Initials written as one word: "jc" for "jean claude".
    together = short[0].latin
    if len(together) == len(long) and together == "".join(part.latin[:1] for part in long):
        return WordMatch(0.75, 0.0, "initial")
    left_arabic, right_arabic = left[0].arabic, right[0].arabic
    if left_arabic and right_arabic:
        found = compare_arabic(left_text, right_text)
    elif left_arabic or right_arabic:
        found = compare_scripts(left_text, right_latin) if left_arabic else compare_scripts(right_text, left_latin)
    else:
        found = compare_latin(left_latin, right_latin)
    # A run must be clearly better than its words one by one to be worth joining.
    return WordMatch(found.similarity * 0.97, found.edits + 0.2, found.how) if found.similarity >= 0.8 else _NOTHING


_NOTHING = WordMatch(0.0, 9.0, "other")
_RUNS = ((1, 1), (1, 2), (2, 1), (1, 3), (3, 1), (4, 1), (1, 4), (5, 1), (1, 5))


def _equal_words(mine: Sequence[NamePart], theirs: Sequence[NamePart]) -> list[tuple[int, int]]:
    """Return the words that are the same on both sides, each with the nearest of its like."""
    found = []
    free = set(range(len(theirs)))
    for i, part in enumerate(mine):
        like = [j for j in free if theirs[j].text == part.text or (part.latin == theirs[j].latin != "")]
        if len(like) > 0:
            nearest = min(like, key=lambda j: (abs(i / len(mine) - j / len(theirs)), j))
            free.remove(nearest)
            found.append((i, nearest))
    return found


def _may_join(left: Sequence[NamePart], right: Sequence[NamePart]) -> bool:
    """Say whether words written together and apart may be the same by their length, or be initials."""
    one, many = (left, right) if len(left) == 1 else (right, left)
    if one[0].arabic or many[0].arabic:
        return True
    letters = sum(len(part.latin) for part in many)
    return len(one[0].latin) == len(many) or 0.7 <= len(one[0].latin) / max(1, letters) <= 1.4


def align(left: ParsedName, right: ParsedName) -> tuple[Pairing, ...]:
    """Put the words of two names beside each other, the most alike and longest first."""
    mine, theirs = left.parts, right.parts
    person = left.kind == PERSON
    used_left: set[int] = set()
    used_right: set[int] = set()
    pairings = []
    for i, j in _equal_words(mine, theirs):
        used_left.add(i)
        used_right.add(j)
        pairings.append(Pairing((i,), (j,), SAME, mine[i].text, theirs[j].text))
    candidates = []
    for i in range(len(mine)):
        for j in range(len(theirs)):
            if i in used_left or j in used_right:
                continue
            for a, b in _RUNS:
                if i + a > len(mine) or j + b > len(theirs):
                    continue
                first, second = mine[i : i + a], theirs[j : j + b]
                if a + b > 2 and not _may_join(first, second):
                    continue
                # Family names have no short forms; in a short name any word but the last may be given.
                given = person and (i + a < len(mine) or len(mine) == 1) and (j + b < len(theirs) or len(theirs) == 1)
                match = _compare_runs(first, second, given, person)
                if match.similarity < PAIRED:
                    continue
                letters = sum(len(part.text) for part in first) + sum(len(part.text) for part in second)
                away = abs((i + a / 2) / len(mine) - (j + b / 2) / len(theirs))
                rank = match.similarity * (1 + 0.02 * min(letters, 20)) - 0.1 * away
                candidates.append((-rank, i, j, a, b, match))
    candidates.sort(key=lambda item: item[:5])
    for _, i, j, a, b, match in candidates:
        first_range, second_range = range(i, i + a), range(j, j + b)
        if used_left.isdisjoint(first_range) and used_right.isdisjoint(second_range):
            used_left.update(first_range)
            used_right.update(second_range)
            pairings.append(
                Pairing(
                    tuple(first_range), tuple(second_range), match,
                    " ".join(mine[n].text for n in first_range), " ".join(theirs[n].text for n in second_range),
                )
            )  # fmt: skip
    pairings.sort(key=lambda pairing: (pairing.left, pairing.right))
    for i, part in enumerate(mine):
        if i not in used_left:
            pairings.append(Pairing((i,), (), _NOTHING, part.text, ""))
    for j, part in enumerate(theirs):
        if j not in used_right:
            pairings.append(Pairing((), (j,), _NOTHING, "", part.text))
    return tuple(pairings)


_WEIGHTS = {"word": 1.0, "generic": 0.6, "number": 0.8, "initial": 0.4, "particle": 0.15, "stop": 0.05}


def _weight(parts: Sequence[NamePart]) -> float:
    return max(_WEIGHTS[part.role] for part in parts)


def _features(left: ParsedName, right: ParsedName, pairings: Sequence[Pairing]) -> dict[str, float]:
    mine, theirs = left.parts, right.parts
    person = left.kind == PERSON
    matched = edits = worst = sounds = nicks = initials = scripts = moved = 0.0
    exact = 0
    left_rest: list[int] = []
    right_rest: list[int] = []
    core_pairs = 0
    order = []
    for pairing in pairings:
        if len(pairing.right) == 0:
            left_rest.extend(pairing.left)
        elif len(pairing.left) == 0:
            right_rest.extend(pairing.right)
        else:
            first = [mine[n] for n in pairing.left]
            second = [theirs[n] for n in pairing.right]
            weight = min(_weight(first), _weight(second))
            matched += weight * pairing.match.similarity
            if weight >= 0.5:
                core_pairs += 1
                order.append(pairing.right[0])
                edits += pairing.match.edits
                worst = max(worst, pairing.match.edits)
                exact += pairing.match.how == "same"
            sounds += pairing.match.how == "sound"
            nicks += pairing.match.how == "nickname"
            initials += pairing.match.how == "initial"
            scripts += pairing.match.how == "script"
    moved = float(any(a > b for a, b in pairwise(order)))
    left_words = [n for n in left_rest if mine[n].role in ("word", "generic")]
    right_words = [n for n in right_rest if theirs[n].role in ("word", "generic")]
    left_weight = sum(_WEIGHTS[mine[n].role] for n in left_rest)
    right_weight = sum(_WEIGHTS[theirs[n].role] for n in right_rest)
    left_initials = sum(mine[n].role == "initial" for n in left_rest)
    right_initials = sum(theirs[n].role == "initial" for n in right_rest)
    initials_clash = (
        left_initials + right_initials > 0
        and left_initials + len(left_words) > 0
        and right_initials + len(right_words) > 0
    )
    numbers = set(left.numbers), set(right.numbers)
    left_core = [n for n, part in enumerate(mine) if part.role in ("word", "generic")]
    right_core = [n for n, part in enumerate(theirs) if part.role in ("word", "generic")]

    def rest_at(core: list[int], rest: list[int], position: int) -> bool:
        return len(core) > 0 and core[position] in rest

    first_free = rest_at(left_core, left_words, 0) and rest_at(right_core, right_words, 0)
    last_free = rest_at(left_core, left_words, -1) and rest_at(right_core, right_words, -1)
    whole_left = "".join(part.latin or part.text for part in mine)
    whole_right = "".join(part.latin or part.text for part in theirs)
    distance = OSA.distance(whole_left, whole_right)
    longest = max(len(whole_left), len(whole_right), 1)
    # How unlike the two words are that were left over on both sides: typing slips are near, other names are far.
    far = 0.0
    if len(left_words) > 0 and len(right_words) > 0:
        far = min(compare_parts(mine[a], theirs[b], False, person).edits for a in left_words for b in right_words)
    kinds_left = {lexicon.GENERIC[mine[n].text] for n in left_rest if mine[n].role == "generic"}
    kinds_right = {lexicon.GENERIC[theirs[n].text] for n in right_rest if theirs[n].role == "generic"}
    cross = left.arabic != right.arabic
    fewest = min(len(left_core), len(right_core))
    return {
        "share": 2 * matched / max(0.1, 2 * matched + left_weight + right_weight),
        "covered": matched / max(0.1, matched + min(left_weight, right_weight)),
        "edits": min(edits, 6.0),
        "worst": min(worst, 4.0),
        "worst_1": float(worst > 0.75),
        "worst_2": float(worst > 1.5),
        "worst_3": float(worst > 2.5),
        "relative": min(1.0, edits / max(1.0, sum(len(mine[n].text) for n in left_core) / 2)),
        "whole": 0.0 if cross else 1.0 - distance / longest,
        "whole_near": 0.0 if cross else float(distance <= 1) + float(distance <= 2),
        "both_rest": float(min(len(left_words), len(right_words))),
        "one_rest": float(abs(len(left_words) - len(right_words))) if fewest > 0 else 0.0,
        "any_rest": float(len(left_words) + len(right_words) > 0),
        "first_free": float(first_free),
        "last_free": float(last_free),
        "far": min(far, 6.0) / 6.0,
        "clash_initials": float(person and initials_clash),
        "exact": min(3.0, float(exact)),
        "nicknames": nicks,
        "initials": initials,
        "sounds": sounds,
        "single": float(fewest <= 1),
        "single_rest": float(fewest <= 1 and len(left_words) + len(right_words) > 0),
        "moved": moved,
        "suffix_clash": float(left.suffix is not None and right.suffix is not None and left.suffix != right.suffix),
        "suffix_one": float((left.suffix is None) != (right.suffix is None)),
        "number_clash": float(numbers[0] != numbers[1] and len(numbers[0]) > 0 and len(numbers[1]) > 0),
        "number_one": float((len(numbers[0]) > 0) != (len(numbers[1]) > 0)),
        "legal_clash": float(len(left.legal) > 0 and len(right.legal) > 0 and left.legal.isdisjoint(right.legal)),
        "legal_one": float((len(left.legal) > 0) != (len(right.legal) > 0)),
        "kind_clash": float(len(kinds_left) > 0 and len(kinds_right) > 0),
        "kind_one": float((len(kinds_left) > 0) != (len(kinds_right) > 0)),
        "cross": float(cross),
        "cross_scripts": scripts,
        "acronym": float(not person and is_acronym(left, right)),
        "none": float(core_pairs == 0),
    }


def is_acronym(left: ParsedName, right: ParsedName) -> bool:
    """Say whether one name is the first letters of the other's words (stop words in or out)."""
    for short, long in ((left, right), (right, left)):
        words = [part for part in short.parts if part.role != "stop"]
        if len(words) != 1 or words[0].arabic or not 2 <= len(words[0].latin) <= 8 or len(long.parts) < 2:
            continue
        text = words[0].latin
        counted = [part for part in long.parts if part.latin != ""]
        every = "".join(part.text[:1] for part in counted)
        bare = "".join(part.text[:1] for part in counted if part.role != "stop")
        if text in (every, bare) or (len(text) >= 3 and text == numeronym(long)):
            return True
    return False


def _short_form(left: ParsedName, right: ParsedName) -> int:
    """Return how many letters the shorter of two names has."""
    return min(sum(len(part.text) for part in name.parts) for name in (left, right))


def numeronym(name: ParsedName) -> str:
    """Return a name as its first letter, the number of letters between, and its last ("k8s"); "" if too short."""
    letters = "".join(part.text for part in name.parts if part.role != "stop")
    return f"{letters[0]}{len(letters) - 2}{letters[-1]}" if len(letters) >= 4 else ""


_ACRONYM = 1.4  # log odds, at least, of a name and its acronym


@dataclass(frozen=True, slots=True)
class _Model:
    bias: float
    weights: dict[str, float]


@cache
def _models() -> dict[str, _Model]:
    text = files("techpol.schema").joinpath("names/tables/comparison.json").read_text("utf-8")
    return {
        kind: _Model(model["bias"], model["weights"]) for kind, model in json.loads(text).items() if kind != "made"
    }


def name_features(left: str, right: str, kind: str) -> tuple[tuple[Pairing, ...], dict[str, float]]:
    """Return the alignment of two names and what is counted in it."""
    first, second = parse_name(left, kind), parse_name(right, kind)
    pairings = align(first, second)
    return pairings, _features(first, second, pairings)


@lru_cache(maxsize=50_000)
def compare_names(left: str, right: str, kind: str = PERSON) -> NameComparison:
    """Compare two names of one kind (person, organization, other)."""
    pairings, features = name_features(left, right, kind)
    first, second = parse_name(left, kind), parse_name(right, kind)
    model = _models()["person" if kind == PERSON else "organization"]
    reasons = [
        (name, value, model.weights[name] * value)
        for name, value in features.items()
        if value != 0.0 and model.weights.get(name, 0.0) != 0.0
    ]
    total = model.bias + sum(effect for _, _, effect in reasons)
    if features["acronym"] > 0 and total < _ACRONYM and _short_form(first, second) >= 3:
        # Too rare among the labelled pairs to have a weight: letters that fit a whole name hardly do so by chance.
        reasons.append(("acronym_fits", 1.0, _ACRONYM - total))
        total = _ACRONYM
    reasons.sort(key=lambda reason: -abs(reason[2]))
    score = 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))
    if first.words == second.words and first.suffix == second.suffix and first.words != ():
        score = max(score, 0.99)
    return NameComparison(
        first, second, pairings, tuple(features.items()), (("base", 1.0, model.bias), *reasons), score
    )
