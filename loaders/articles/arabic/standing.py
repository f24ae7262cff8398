"""The body that stands in a role, known or not: "مدير <هيئة ميناء كذا> الدكتور فلان", "رئيس <فيرالين> المهندس فلان".

Between a role that is of a body and the person who holds it, a mark, a clause or whom it was told, one body
stands. Its words are read by the grammar of such names, whatever the finders knew of them: a head noun, the nouns
that it governs, then definite words, or words that look like a name, then a purpose.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from techpol.loaders.articles.arabic.lexicon import Role
from techpol.loaders.articles.arabic.mentions import ORGANISATIONS, Mention
from techpol.loaders.articles.arabic.names import NameFinder
from techpol.loaders.articles.arabic.shapes import NAME_PARTICLES
from techpol.loaders.articles.arabic.whole_people import full_name_at
from techpol.loaders.articles.arabic.words import clitic_forms, is_definite, without_article

_HELD = frozenset(["LEADS", "FOUNDED", "OWNS", "MEMBER_OF", "WORKS_FOR"])
_OF_NO_PERSON = frozenset(["LEADS", "FOUNDED", "OWNS", "MEMBER_OF"])
_CHAIN, _DEFINITE, _PROPER, _PURPOSE = 2, 4, 3, 4  # most words of the parts of a name
_COMMON = 3  # frequency class from which a word is an everyday one
_RARE = 2  # the same, up to which a word is nobody's but a name's
_HONOURS = frozenset(["معالي", "سعاده", "سمو", "فضيله", "سماحه", "فخامه", "صاحب"])
_MARKS = frozenset(["،", ",", ":", "(", ")", "-", ".", "؛", "\n"])
_GOING_ON = frozenset(["عبر", "ضد", "من"])
# What parts a body from what follows it, however its words look.
_HARD = frozenset(["mark", "clause", "title", "told", "person"])


@dataclass(frozen=True, slots=True)
class _Body:
    """A body's name as the grammar reads it; ``proper`` where only its place tells that its words are a name."""

    first: int
    last: int
    clitic: str
    type: str
    head: str
    proper: bool
    name: int = -1  # where the name begins after a head noun that is no part of it, "شركة | كذا"; -1 with the head


def bodies_in_roles(finder: NameFinder, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions of a sentence with the bodies of its roles found, and cut where they end."""
    found = [item for item in mentions if not _is_rank(finder, item)]
    place = finder.first
    while place < finder.last:
        role = _role_at(finder, place, found)
        if role is None:
            place += 1
            continue
        start = _complement(finder, place, role)
        if start is not None and start < finder.last:
            body = _headed(finder, found, start) or _bare(finder, found, place, start, role)
            if body is not None:
                found = _placed(finder, found, body, role)
        place += len(role.words)
    return found


def _is_rank(finder: NameFinder, item: Mention) -> bool:
    """Say whether a supposed body is a rank in a contest: "المركز الثالث"."""
    head, *others = finder.words[item.first : item.last]
    return head.endswith("المركز") and len(others) == 1 and others[0] in finder.lexicon.sets["ordinals"]


def _role_at(finder: NameFinder, place: int, mentions: Sequence[Mention]) -> Role | None:
    """Return the role of a body that stands at a place outside longer names, the longest."""
    words = finder.words
    begun = finder.lexicon.facts.body_roles[words[place]]
    if len(begun) == 0 or len(words[place]) < 3:
        return None
    # "عضو" is taken for a particle now and then
    said = without_article(words[place].removeprefix("و")) in finder.lexicon.roles
    if finder.class_at(place) in ("F", "M", "X") and not said:
        return None
    for role, behind in begun:
        end = place + len(role.words)
        rest = [without_article(word).removesuffix("ه") for word in words[place + 1 : end]]
        if end > finder.last or rest != behind:
            continue
        if any(item.first < place < item.last and item.kind == "name" for item in mentions):
            return None
        return role if role.relation in _HELD and "Organization" in role.of else None
    return None


def _complement(finder: NameFinder, place: int, role: Role) -> int | None:
    """Return where what a role is of begins: right after it, or after its adjectives with "ل"."""
    words, start = finder.words, place + len(role.words)
    definite = any(base.startswith("ال") for _, base in clitic_forms(words[place]) if len(base) > 4)
    last = start
    while last < min(finder.last, start + 3) and _qualifies(finder, last, definite):
        last += 1
    if last >= finder.last:
        return None
    governed = _governed(finder, last)
    if definite and role.words[-1] not in ("باسم", "بلسان"):
        return last if governed else None
    return start if not governed and last == start else last if governed else None


def _qualifies(finder: NameFinder, place: int, definite: bool) -> bool:
    """Say whether a word is an adjective of the role before it: "السابق", "الإقليمي", "سابق"."""
    word = finder.words[place]
    past = word in finder.lexicon.sets["past_adjectives"]
    return past or (definite and word.startswith("ال") and finder.class_at(place) in "AN")


def _governed(finder: NameFinder, place: int) -> bool:
    """Say whether "ل" is written onto a word before which a role stands: "لهيئة", "للبنك", "لنوفاتك"."""
    word, table = finder.words[place], finder.table
    if not word.startswith("ل") or len(word) < 4 or finder.tokens[place].kind != "word":
        return False
    return word.startswith("لل") or table.class_of(word[1:]) >= table.class_of(word)


def _headed(finder: NameFinder, mentions: Sequence[Mention], start: int) -> _Body | None:
    """Return the body whose head noun stands at a place, read by its grammar."""
    head = finder.head_at(start)
    if head is None or head[2][0] in ("Place", "Candidacy", "Event", "Campaign"):
        return None
    length, clitic, (kind, bare), noun = head
    place = start + length
    board = finder.words[place : place + 1] in (["الاداره"], ["الامناء"])
    if clitic not in ("", "ل") or without_article(noun) in finder.lexicon.sets["several_heads"] or board:
        return None
    definite = noun.startswith("ال")
    chain = place
    while not definite and chain < min(finder.last, place + _CHAIN) and _governing(finder, chain):
        chain += 1
    last, proper = _definite_words(finder, mentions, chain, definite), False
    if (
        last - chain == 1
        and finder.words[chain] in finder.lexicon.sets["industries"] | finder.lexicon.sets["ordinals"]
    ):
        return None  # "رئيس مجموعة العمل", "المركز الثالث"
    if definite and _described(finder, kind, chain, last):
        return None
    if last > chain and not _ends(finder, mentions, _purpose(finder, mentions, last)):
        return None
    if last == chain:
        if definite:
            return None
        alone = chain == place + 1 and kind == "MediaOrganization" and not finder.words[place].endswith("ات")
        if alone and _parted_by(finder, mentions, chain) in _HARD:
            chain = place  # "قناة | أركان": papers and channels are called by any word
        last = _proper_words(finder, mentions, chain)
        seated = last == chain + 1 and _is_place(finder, mentions, chain) and _ends(finder, mentions, last)
        if last == chain or not (seated or _parted_by(finder, mentions, last) in _HARD):
            return None
        proper = True
    end = _purpose(finder, mentions, last)
    name = place if bare and proper and chain == place and end == last else -1
    return _Body(start, end, clitic, _kind_of(finder, kind, noun, place), noun, proper, name)


def _described(finder: NameFinder, kind: str, start: int, last: int) -> bool:
    """Say whether the adjectives after a definite head tell which one it is and no name: "الشركة اليابانية"."""
    nations = finder.lexicon.nationalities
    plain = all(without_article(word) in nations for word in finder.words[start:last])
    purpose = last < finder.last and finder.words[last].startswith("ل")
    if purpose or last == start:
        return False
    single = last == start + 1 and finder.words[start] not in finder.lexicon.sets["public_adjectives"]
    return single or (plain and kind in ("Company", "MediaOrganization"))


def _kind_of(finder: NameFinder, kind: str, noun: str, place: int) -> str:
    """Return the type of a body: agencies of news are media, others are the state's."""
    if noun in ("وكاله", "الوكاله") and kind == "MediaOrganization":
        following = without_article(finder.words[place].removeprefix("ل"))
        state = finder.words[place].startswith("ال") and following not in finder.lexicon.sets["news_words"]
        return "GovernmentBody" if state and finder.class_at(place) == "N" else kind
    return kind


def _governing(finder: NameFinder, place: int) -> bool:
    """Say whether an indefinite noun governs the next word: "هيئة | ميناء سوهاج", "جهاز | حماية المستهلك"."""
    word, table, sets = finder.words[place], finder.table, finder.lexicon.sets
    return (
        place + 1 < finder.last
        and _plain(finder, place)
        and finder.class_at(place) == "N"
        and table.class_of(word) >= _COMMON
        and (not table.is_name(word) or is_definite(finder.words[place + 1]))
        and not word.startswith(("ال", "لل"))
        and not word.endswith(("ها", "هم", "ين", "ون", "ا"))
        and word not in sets["sent_groups"]
    )


def _plain(finder: NameFinder, place: int) -> bool:
    """Say whether a token is a word that no clause, role, verb or preposition begins with."""
    word, sets = finder.words[place], finder.lexicon.sets
    return (
        finder.tokens[place].kind == "word"
        and len(word) > 1
        and finder.class_at(place) in ("N", "A")
        and not finder.is_role(place)
        and not any(word in sets[name] for name in ("complementizers", "relatives", "prepositions", "saying"))
        and word not in sets["clause_openers"]
        and word not in sets["past_adjectives"] | sets["future_adjectives"] | sets["adverbs"] | sets["weekdays"]
    )


def _definite_words(finder: NameFinder, mentions: Sequence[Mention], start: int, agreeing: bool) -> int:
    """Return the end of the definite words at a place; after a definite head they are its adjectives."""
    place = start
    while place < min(finder.last, start + _DEFINITE) and finder.words[place].startswith("ال"):
        word = finder.words[place]
        if len(word) < 4 or not _plain(finder, place) or _opens_person(finder, mentions, place):
            break
        if word.endswith(("ين", "ون")) and finder.class_at(place) == "A":
            break  # "أعضاء مجلس كذا | المستقلين"
        if agreeing and place == start and not _agrees(finder.words[place - 1], word):
            break
        if agreeing and finder.class_at(place) != "A" and not word.endswith(("ي", "يه")):
            break
        if place > start and finder.class_at(place) != "A" and not word.endswith(("ي", "يه")):
            break  # "رئيس لجنة الحكام | الفريق"
        place += 1
    return place


def _agrees(noun: str, word: str) -> bool:
    """Say whether a definite adjective can be a noun's by its gender: "اللجنة العليا", not "المجلس البلدية"."""
    high = word in ("الكبري", "الاولي", "العظمي", "الوسطي")
    return high or word.endswith(("ه", "ا", "ات")) if noun.endswith("ه") else not word.endswith("ه")


def _proper_words(finder: NameFinder, mentions: Sequence[Mention], start: int) -> int:
    """Return the end of the words at a place that can be a name by themselves."""
    place = start
    while place < min(finder.last, start + _PROPER) and _plain(finder, place):
        word, table = finder.words[place], finder.table
        if is_definite(word) or word.endswith(("ها", "هم", "ين", "ون", "ات")):
            break
        if _opens_person(finder, mentions, place) or word.startswith("و"):
            break
        if finder.class_at(place) == "A" and table.class_of(word) >= _COMMON:
            break  # "شركة خاصة"
        governed = word[0] in "بلك" and table.class_of(word[1:]) > table.class_of(word)
        if governed or _told(finder, place):
            break
        place += 1
    return place


def _purpose(finder: NameFinder, mentions: Sequence[Mention], start: int) -> int:
    """Return where a name ends that goes on: "... للموانئ", "... لمنتجات الألبان", "... والصناعة", "... الخيرية"."""
    place, words, table = start, finder.words, finder.table
    while place < min(finder.last, start + _PURPOSE) and finder.tokens[place].kind == "word":
        word = words[place]
        if not _plain(finder, place) or _told(finder, place) or _opens_person(finder, mentions, place):
            break
        if word.startswith("لل") and len(word) > 4:
            if (
                finder.lexicon.titles.find(["ال" + word[2:]], 0) is not None
                or "ال" + word[2:] in finder.lexicon.heads.rows
            ):
                break
            place += 1
        elif (
            word.startswith("ل")
            and table.class_of(word[1:]) >= _COMMON
            and not table.is_name(word[1:])
            and word[1:] not in finder.lexicon.heads.rows
            and word[1:] not in finder.lexicon.roles
            and place + 1 < finder.last
            and words[place + 1].startswith("ال")
            and _plain(finder, place + 1)
        ):
            place += 2
        elif word.startswith("وال") and words[place - 1].startswith(("ال", "لل", "وال")):
            inner = without_article(word[1:])
            person = finder.lexicon.titles.find([word[1:]], 0) is not None or table.is_name(word[1:])
            people = word.endswith(("ين", "ون")) or inner in finder.lexicon.sets["broken_plurals"]
            if people or person or inner in finder.lexicon.roles or inner in finder.lexicon.heads.rows:
                break
            place += 1
        elif word.startswith("ال") and (finder.class_at(place) == "A" or word.endswith(("ي", "يه"))):
            place += 1
        else:
            break
    return place


def _opens_person(finder: NameFinder, mentions: Sequence[Mention], place: int) -> bool:
    """Say whether a person's name, or the honour before one, begins at a place."""
    return (
        _honoured(finder, mentions, place)
        or full_name_at(finder, place) > place
        or any(
            item.type == "Person" and item.kind == "name" and item.first == place and _named(finder, item)
            for item in mentions
        )
    )


def _named(finder: NameFinder, person: Mention) -> bool:
    """Say whether somebody is called by a given name that people are known to have."""
    word = finder.words[person.first]
    return person.clitic == "" and finder.table.is_name(word) and not is_definite(word)


def _honoured(finder: NameFinder, mentions: Sequence[Mention], place: int) -> bool:
    """Say whether a title stands at a place that a person's name follows: "الدكتور فلان", "معالي الأستاذ فلان"."""
    word, start = finder.words[place], place
    if word == "د" and finder.words[place + 1 : place + 2] == ["."]:
        start += 1
    elif word not in finder.lexicon.sets["personal_titles"] and word not in _HONOURS:
        return False
    near = range(start + 1, start + 4)
    return any(item.type == "Person" and item.kind == "name" and item.first in near for item in mentions)


def _is_place(finder: NameFinder, mentions: Sequence[Mention], place: int) -> bool:
    """Say whether a place is known by the word that stands here: "هيئة ميناء | كذا"."""
    return any(item.type == "Place" and (item.first, item.last) == (place, place + 1) for item in mentions)


def _told(finder: NameFinder, place: int) -> bool:
    """Say whether a paper or agency that a list knows stands at a place: "رويترز", "لرويترز"."""
    listed = finder.lexicon.gazetteer.find(finder.words, place, finder.last)
    agency = listed is not None and listed[2] == ("MediaOrganization", "name") and listed[1] in ("", "ل")
    return agency and not is_definite(finder.words[place])


def _ends(finder: NameFinder, mentions: Sequence[Mention], place: int) -> bool:
    """Say whether what stands at a place is of no name: "شركة نشر الألعاب | مايند كاندي" goes on."""
    if _parted_by(finder, mentions, place):
        return True
    word = finder.words[place]
    if word in _GOING_ON or finder.tokens[place].kind != "word":
        return False
    return finder.class_at(place) in ("V", "X", "F") or finder.is_role(place) or word.startswith(("و", "ب"))


def _parted_by(finder: NameFinder, mentions: Sequence[Mention], place: int) -> str:
    """Return what stands after a name that may end at a place."""
    if place >= finder.last or finder.words[place] in _MARKS:
        return "mark"
    sets = finder.lexicon.sets
    if finder.words[place] in sets["complementizers"] | sets["relatives"]:
        return "clause"
    if _honoured(finder, mentions, place):
        return "title"
    if _opens_person(finder, mentions, place):
        return "person"
    return "told" if _told(finder, place) else ""


def _bare(finder: NameFinder, mentions: Sequence[Mention], place: int, start: int, role: Role) -> _Body | None:
    """Return a firm without a head noun that a role is of, where a mark or an honour parts it from its holder."""
    if role.relation not in _OF_NO_PERSON or finder.lexicon.gazetteer.find(finder.words, start) is not None:
        return None
    clitic = "ل" if _governed(finder, start) else ""
    last = start
    while last < min(finder.last, start + _PROPER) and _foreign(finder, last, clitic if last == start else ""):
        last += 1
    if last == start or _parted_by(finder, mentions, last) not in ("mark", "clause", "title", "told"):
        return None
    before = any(item.type == "Person" and item.last in (place, place - 1) for item in mentions)
    after = any(item.type == "Person" and last < item.first <= last + 4 for item in mentions)
    return _Body(start, last, clitic, "Company", "", True) if before or after else None


def _foreign(finder: NameFinder, place: int, clitic: str) -> bool:
    """Say whether a word is unknown, or in no use but as a name, and no given name."""
    word, table = finder.words[place].removeprefix(clitic), finder.table
    if not _plain(finder, place) or is_definite(word) or word in NAME_PARTICLES or table.is_name(word):
        return False
    return table.class_of(word) <= _RARE and table.class_of(finder.words[place]) <= _RARE and not word.startswith("و")


def _placed(finder: NameFinder, mentions: list[Mention], body: _Body, role: Role) -> list[Mention]:
    """Return the mentions with a body among them, in the place of what was found there."""
    over = [item for item in mentions if item.first < body.last and item.last > body.first]
    known = next((item for item in over if item.type in ORGANISATIONS and item.kind == "name"), None)
    if any(finder.is_quoted(item) or item.first < body.first for item in over):
        return mentions
    name = body.first if body.name < 0 else body.name
    made = Mention(body.first, body.last, name, body.last, body.clitic, body.type, "name", body.head)
    if known is not None and known.first == body.first:
        deputy = role.words[0] in finder.lexicon.sets["deputies"]
        if deputy and "لشوون" in finder.words[known.first + 1 : known.last]:
            last = finder.words.index("لشوون", known.first)
            return [replace(item, last=last, name_last=last) if item is known else item for item in mentions]
        bare = known.head == "" and known.clitic != body.clitic and body.head != ""
        if (known.last == body.last and not bare) or (known.last > body.last and not body.proper):
            return mentions
        kept = replace(known, last=body.last, name_last=body.last)
        if bare:
            kept = made
        added = finder.words[known.last : body.last] or [""]
        if known.last < body.last and not bare and (body.proper or deputy or not added[0].startswith("ل")):
            return mentions  # adjectives behind it and the field of a deputy are not of its name
    elif known is not None and known.last > body.last:
        return mentions
    else:
        kept = made
    rest = [item for item in mentions if item not in over]
    for item in over:
        if item.type == "Person" and item.last > body.last:
            rest.append(replace(item, first=body.last, name_first=body.last, clitic=""))
    return sorted([*rest, kept], key=lambda item: item.first)
