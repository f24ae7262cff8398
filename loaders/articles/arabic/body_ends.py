"""What is no part of a body's name at its end, and what names none: "التحالف العربي | شن", "شركة أصغر"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from techpol.loaders.articles.arabic.mentions import ORGANISATIONS, Mention
from techpol.loaders.articles.arabic.names import NameFinder
from techpol.loaders.articles.arabic.words import is_definite, without_article

_COMMON = 3  # frequency class from which a word is an everyday one


def end_bodies(finder: NameFinder, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions of a sentence with bodies cut where a verb, people or another noun follows them."""
    result: list[Mention] = []
    for item in mentions:
        kept = _cut(finder, item)
        if kept is not None:
            result.append(kept)
    return result


def _cut(finder: NameFinder, item: Mention) -> Mention | None:
    """Return a body without what follows its name; None where nothing is named."""
    if item.type not in ORGANISATIONS or item.kind != "name" or item.label:
        return item
    if item.last - item.first > 1 and not finder.is_quoted(item) and _object(finder, item.first, item.last - 1):
        end = item.last - 1
        return replace(item, last=end, name_last=min(end, item.name_last)) if end > item.name_first else None
    words = finder.words[item.first : item.last]
    headed = finder.head_at(item.first) if item.head else None
    if headed is None or headed[0] != 1:
        return item
    if words[0].endswith("جهاز") and not is_definite(words[0]) and _device(finder, item):
        return None
    if finder.is_quoted(item) or item.name_last < item.last:
        return item
    if _described(finder, item):
        return None
    verbs = (place for place in range(item.first + 2, item.last) if _verb_after(finder, item.first, place))
    last = next(verbs, item.last)
    while last - item.first > 1 and _after(finder, item.first, last - 1):
        last -= 1
    if last == item.last:
        return item
    head = item.head
    if last == item.first + 1:  # "المركز | واللقاء": the head alone stands for one named before
        definite = is_definite(words[0])
        return (
            replace(item, last=last, name_last=last, kind="nominal", head=without_article(head)) if definite else None
        )
    return replace(item, last=last, name_last=last)


def _object(finder: NameFinder, first: int, place: int) -> bool:
    """Say whether a name's last word is whom it was told, or a verb's object: "رحب مدير كذا | بالضيوف"."""
    word = finder.words[place]
    listed = finder.lexicon.gazetteer.find([word], 0)
    if listed is not None:
        return listed[1] == "ل" and listed[2] == ("MediaOrganization", "name") and not is_definite(word[1:])
    if not word.startswith("بال") or finder.tag_at(place).endswith("LOC"):
        return False
    if place + 1 < finder.last and finder.words[place + 1].startswith("ب"):
        return False  # the object follows: "رحبت إدارة كذا بالبلدة | بالضيوف"
    seat = word[1:] in finder.lexicon.sets["plain_seats"] or without_article(word[1:]) in finder.lexicon.heads.rows
    verbs = finder.lexicon.sets["verbs_with_bi"]
    ruled = any(item.removeprefix("و") in verbs for item in finder.words[max(finder.first, first - 10) : first])
    return ruled and not seat and finder.table.class_of(word[1:]) >= _COMMON


def _device(finder: NameFinder, item: Mention) -> bool:
    """Say whether "جهاز" is a machine: what follows is a name of its own, no noun that tells a body's task."""
    following = finder.words[item.first + 1]
    return finder.tokens[item.first + 1].kind != "word" or (
        not is_definite(following) and finder.table.class_of(following) < _COMMON
    )


def _described(finder: NameFinder, item: Mention) -> bool:
    """Say whether an indefinite head is only described: "شركة أصغر", "جيش صهيوني"."""
    words = finder.words[item.first : item.last]
    if len(words) != 2 or is_definite(words[0]) or is_definite(words[1]) or finder.table.is_name(words[1]):
        return False
    again = sum(pair[0].endswith(words[0]) and pair[1] == words[1] for pair in pairwise(finder.words))
    if again > 1:
        return False  # said twice it is a name: "شركة تقنية"
    plain = finder.class_at(item.first + 1) == "A" and finder.table.class_of(words[1]) >= _COMMON
    nisba = words[1].endswith("يه") if words[0].endswith("ه") else words[1].endswith("ي")
    elative = words[1] in finder.lexicon.sets["elatives"]
    return plain and (nisba or elative)


def _after(finder: NameFinder, first: int, place: int) -> bool:
    """Say whether the last word of a name joins people to it, or a noun to a head that stands alone."""
    word, before = finder.words[place], finder.words[place - 1]
    if word.startswith("وال"):
        lone = place == first + 1 and is_definite(before)
        of_people = any(item in finder.lexicon.sets["name_nouns"] for item in finder.words[first:place])
        people = word.endswith("ين") and not word.endswith("شرين") and finder.class_at(place) == "N"
        return lone or (people and not of_people)
    return False


def _verb_after(finder: NameFinder, first: int, place: int) -> bool:
    """Say whether a verb stands behind the definite words of a name."""
    word, before, table = finder.words[place], finder.words[place - 1], finder.table
    if finder.lexicon.gazetteer.find([word], 0) is not None:
        return False  # "شركة التدوين المصغر تويتر"
    definite = before.startswith(("ال", "لل", "وال")) and place - first > 1
    plain = not word.startswith(("ال", "لل", "و", "ل", "ب")) and not table.is_name(word)
    verbal = finder.class_at(place) == "V" or word in finder.lexicon.triggers
    return definite and plain and verbal and table.class_of(word) >= _COMMON and len(word) > 1
