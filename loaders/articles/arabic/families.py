"""Names that only the names beside them tell.

Bodies that the family name of who heads them was glued to ("رئيس مجلس النواب | الحداد", after "سامي الحداد"), and
people whom a list of people goes on with ("سامي الحداد | وعدي النوباني").
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from techpol.loaders.articles.arabic.mentions import ORGANISATIONS, Mention
from techpol.loaders.articles.arabic.names import NameFinder
from techpol.loaders.articles.arabic.shapes import NAME_PARTICLES
from techpol.loaders.articles.arabic.spreading import add_mentions
from techpol.loaders.articles.arabic.words import is_definite, without_article

if TYPE_CHECKING:
    from techpol.loaders.articles.arabic.analysis import Document

_RARE = 3  # class of the most frequent word that is a last name where it stands alone
_OFTEN = 2  # times that it stands so
_SHORTEST = 3  # letters of a given name after "and"
_COMMON = 4  # class of the most frequent word that is taken for one
_UNHEARD = 1  # class of the most frequent word that is a family's for its place alone
_REACH = 2  # words before a body in which the role of who heads it stands


def part_families(document: Document, finder: NameFinder) -> None:
    """Part a body with a role before it from the family name behind it, where the text names its bearer in full."""
    families = _families(document, finder)
    if len(families) == 0:
        return
    parted: list[Mention] = []
    for mention in document.mentions:
        last = mention.name_last - 1
        if (
            mention.kind != "name"
            or mention.label
            or mention.type not in ORGANISATIONS
            or mention.last != mention.name_last
            or last <= mention.first
            or document.words[last] not in families
            or not _can_end(finder, mention, last)
            or not any(finder.is_role_noun(place) for place in range(max(0, mention.first - _REACH), mention.first))
        ):
            continue
        parted.append(Mention(last, last + 1, last, last + 1, "", "Person", "name"))
        mention.last = mention.name_last = last
        if mention.name_first == last:  # the head noun alone is left, and is the name: "البرلمان"
            mention.name_first = mention.first
            known = finder.body_type(mention.first, mention.last)
            mention.type = known[0] if known is not None else mention.type
    if parted:
        add_mentions(document, parted)


def _families(document: Document, finder: NameFinder) -> set[str]:
    """Return the last names, with the article, of who is named in full or often, nationalities apart."""
    families = set()
    alone: Counter[str] = Counter()
    for mention in document.mentions:
        if mention.type == "Person" and mention.kind == "name":
            words = document.name_words(mention)
            if len(words) >= 2 and is_definite(words[-1]) and words[-2] not in NAME_PARTICLES:
                families.add(words[-1])
            elif len(words) == 1 and is_definite(words[0]) and finder.table.class_of(words[0]) <= _RARE:
                alone[words[0]] += 1
    families |= {word for word, count in alone.items() if count >= _OFTEN}
    return {word for word in families if without_article(word) not in document.lexicon.nationalities}


def _can_end(finder: NameFinder, mention: Mention, last: int) -> bool:
    """Say whether a body may end before a word: it is not named after whom the word names."""
    before = finder.words[last - 1]
    if last - 1 == mention.first:
        return is_definite(before)  # "البرلمان | الحداد", but "مؤسسة الحداد"
    return not (
        (finder.table.is_name(before) and not is_definite(before))
        or before in NAME_PARTICLES
        or before in finder.lexicon.sets["named_after"]
        or before in finder.lexicon.sets["family_firms"]
        or finder.lexicon.titles.find([before], 0) is not None
        or finder.tokens[last - 1].kind == "mark"
    )


def find_listed(document: Document, finder: NameFinder) -> None:
    """Find whom a list of people goes on with: "and", a given name and a family's, where nothing else was found."""
    taken = {place for mention in document.mentions for place in range(mention.first, mention.last)}
    added: list[Mention] = []
    people = [
        mention.last
        for mention in document.mentions
        if mention.type == "Person" and mention.kind == "name" and mention.name_last - mention.name_first > 1
    ]
    while people:
        place = people.pop()
        if place + 1 < len(document.words) and document.words[place] in (",", "،"):
            place += 1
        if place + 1 < len(document.words) and not taken & {place, place + 1} and _is_listed(document, finder, place):
            added.append(Mention(place, place + 2, place, place + 2, "و", "Person", "name"))
            taken.update((place, place + 1))
            people.append(place + 2)
    if added:
        add_mentions(document, added)


def _is_listed(document: Document, finder: NameFinder, place: int) -> bool:
    word, family = document.words[place : place + 2]
    given = word.removeprefix("و")
    table = finder.table
    if given == word or len(given) < _SHORTEST or is_definite(given) or document.classes[place] == "V":
        return False
    if not table.is_name(given) or table.class_of(word) > table.class_of(given) or table.class_of(given) > _COMMON:
        return False
    rare = table.class_of(family) <= _UNHEARD and finder.can_be_family(place + 1, place + 2)
    return is_definite(family) and (rare or finder.can_follow_given(family))
