"""Names that were glued to the next one: "شركة نوفاتك | سامي الحداد", "وزارة الصحة | لجنة الطوارئ".

Both finders take a person after a firm into its name where nothing but the words tells them apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from techpol.loaders.articles.arabic.mentions import Mention
from techpol.loaders.articles.arabic.names import NameFinder
from techpol.loaders.articles.arabic.shapes import NAME_PARTICLES
from techpol.loaders.articles.arabic.words import clitic_forms, is_definite, without_article

_REACH = 5  # words before a body in which its role, or the verb of who is called to it, stands
_LONGEST_PERSON = 4
_OF_PEOPLE = frozenset(["Company", "Organization", "MediaOrganization", "Group", "GovernmentBody", "Party"])


def unglued(finder: NameFinder, mention: Mention) -> list[Mention]:
    """Return the mentions that one holds: itself, or a body and the person or the body behind it."""
    if mention.kind != "name" or mention.label or finder.is_quoted(mention):
        return [mention]
    if mention.type == "Person":
        return _after_firm(finder, mention)
    if mention.type == "Place":
        return _after_place(finder, mention)
    if mention.type not in _OF_PEOPLE:
        return [mention]
    place = _person_in(finder, mention)
    if place < mention.name_last:
        person = Mention(place, mention.name_last, place, mention.name_last, "", "Person", "name")
        return [replace(mention, last=place, name_last=place), person]
    place = _second_body(finder, mention)
    if place < mention.name_last and (known := finder.body_type(place, mention.name_last)) is not None:
        body = Mention(place, mention.last, place, mention.name_last, "", known[0], "name", known[1])
        return [replace(mention, last=place, name_last=place), body]
    return [mention]


def with_owners(finder: NameFinder, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions of a sentence in order, firms named after their owners whole: "مجموعة شركات | فلان"."""
    result: list[Mention] = []
    for mention in mentions:
        before = result[-1] if result else None
        if (
            before is not None
            and mention.type == "Person"
            and before.last == before.name_last == mention.first == mention.name_first
            and before.type in _OF_PEOPLE
            and before.kind == mention.kind == "name"
            and not mention.clitic
            and finder.words[before.last - 1] in finder.lexicon.sets["family_firms"]
        ):
            result[-1] = replace(before, last=mention.last, name_last=mention.name_last)
            continue
        result.append(mention)
    return result


def _after_place(finder: NameFinder, mention: Mention) -> list[Mention]:
    """Part "المبعوث إلى ليبيا | سامي الحداد": a listed place, and the person whose role is told before it."""
    listed = finder.lexicon.gazetteer.find(finder.words, mention.name_first, mention.name_last)
    place = mention.name_first + listed[0] if listed is not None and listed[2][0] == "Place" else mention.name_last
    if mention.name_last - place < 2 or not _leads(finder, mention.first):
        return [mention]
    if not _is_person(finder, place, mention.name_last):
        return [mention]
    person = Mention(place, mention.name_last, place, mention.name_last, "", "Person", "name")
    return [replace(mention, last=place, name_last=place), person]


def _person_in(finder: NameFinder, mention: Mention) -> int:
    """Return where a person's name begins at the end of a body's, where a role or a call stands before it."""
    headed = finder.head_at(mention.first) if mention.head else None
    start = max(mention.name_first, mention.first + (headed[0] if headed is not None else 0)) + 1
    if not _leads(finder, mention.first):
        return mention.name_last
    for place in range(max(start, mention.name_last - _LONGEST_PERSON), mention.name_last - 1):
        if _is_person(finder, place, mention.name_last) and not _named_after(finder, place - 1):
            return place
    return mention.name_last


def _is_person(finder: NameFinder, first: int, last: int) -> bool:
    """Say whether words are a given name and what follows one."""
    given, *others = finder.words[first:last]
    plain = finder.table.is_name(given) and not is_definite(given) and given not in NAME_PARTICLES
    return plain and all(finder.can_follow_given(word) for word in others) and finder.table.class_of(given) <= 5


def _named_after(finder: NameFinder, place: int) -> bool:
    """Say whether a body may be named after the person behind a word: "مؤسسة الملك | فهد", "شركات | محمد السعيد"."""
    word = finder.words[place]
    return (
        finder.is_given(place, place + 1)
        or word in NAME_PARTICLES
        or finder.lexicon.titles.find([word], 0) is not None
        or word in finder.lexicon.sets["named_after"]
        or word in finder.lexicon.sets["family_firms"]
        or without_article(word) in finder.lexicon.heads.rows
        or finder.tokens[place].kind == "mark"
    )


def _leads(finder: NameFinder, first: int) -> bool:
    """Say whether a role, or a verb of calling somebody to one, stands before a body."""
    start = max(finder.first, first - _REACH)
    calls = finder.lexicon.sets["calling_to_posts"]
    return any(finder.is_role(place) or finder.words[place] in calls for place in range(start, first))


def _second_body(finder: NameFinder, mention: Mention) -> int:
    """Return where another body's head noun begins in a name: behind a definite word it cannot go on with it."""
    for place in range(mention.first + 2, mention.name_last - 1):
        word = finder.words[place]
        rows = finder.lexicon.heads.rows.get(word, ())
        if (
            any(len(words) == 1 for words, _ in rows)
            and word in finder.lexicon.sets["inner_heads"]
            and finder.class_at(place) == "N"
            and finder.words[place - 1].startswith(("ال", "لل"))
        ):
            return place
    return mention.name_last


def _after_firm(finder: NameFinder, mention: Mention) -> list[Mention]:
    """Part "الرئيس التنفيذي لنوفاتك | سامي الحداد", where the firm is known by nothing but its place."""
    first = mention.name_first
    word = finder.words[first]
    unknown = (
        word.startswith("ل")
        and len(word) > 4
        and not any(finder.table.is_name(base) for _, base in clitic_forms(word))
    )
    if not unknown or mention.clitic or not _heads(finder, first):
        return [mention]
    if mention.name_last - first < 3 or not _is_person(finder, first + 1, mention.name_last):
        return [mention]
    firm = Mention(first, first + 1, first, first + 1, "ل", "Company", "name")
    return [firm, replace(mention, first=first + 1, name_first=first + 1)]


def _heads(finder: NameFinder, first: int) -> bool:
    """Say whether a definite role and its adjective stand right before a place: "الرئيس التنفيذي | لكذا"."""
    return (
        first - 2 >= finder.first
        and finder.is_role(first - 2)
        and is_definite(finder.words[first - 2])
        and is_definite(finder.words[first - 1])
        and finder.class_at(first - 1) in "AN"
    )
