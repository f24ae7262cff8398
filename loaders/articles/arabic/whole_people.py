"""People's names made whole that both finders cut or ran together: "قايد | بن خلف | العتيبي", "يان | فان دن بيرغ".

What a name's own words prove is taken: a particle of descent stands between two parts of one name, particles of
European family names lead to the rest of it, honours and plurals are no part of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from techpol.loaders.articles.arabic.lexicon import Role
from techpol.loaders.articles.arabic.mentions import ORGANISATIONS, Mention
from techpol.loaders.articles.arabic.names import NameFinder
from techpol.loaders.articles.arabic.shapes import NAME_PARTICLES
from techpol.loaders.articles.arabic.words import clitic_forms, is_definite, without_article

_DESCENT = frozenset(["بن", "بنت"])
_PREPOSED = frozenset(["عبد", "ابو", "ام", "ال", "ابي"])  # which need the next word
# "فان دن بيرغ", "دي لا كروز": the first leads on, the others may follow it.
_LEADING = frozenset("فان فون دي دا دو ديل دوس دل سان لو دير فاندر".split())
_FOLLOWING = _LEADING | frozenset("لا دن در لوس داس زو".split())
_DEGREES = frozenset(["ا.د", "ا.د.", "د.م", "م.د", "ا.م.د"])
_FOREIGN = 3  # frequency class up to which a word may be a family name that no list knows
_EVERYDAY = 3  # the same, from which a word that nobody is called is none
_COMMON = 4  # the same, from which a plural is an everyday one
_LONGEST = 7
_REACH = 7  # words between a role and its holder


def whole_people(finder: NameFinder, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions of a sentence, in order, with people's names made whole."""
    found = [_trimmed(finder, item) for item in mentions]
    found = [piece for item in found for piece in _freed(finder, item)]
    found = [piece for item in found for piece in _behind_body(finder, item)]
    found = [_particled(finder, found, _whole(finder, item)) for item in found if not _deed(finder, item)]
    present = set(finder.words[finder.first : finder.last])
    if present & _DESCENT:
        for place in range(finder.first + 1, finder.last - 1):
            if finder.words[place] in _DESCENT:
                found = _descended(finder, found, place)
    if present & _given_roles(finder):
        found = _between(finder, found)
    found = [_of_god(finder, item) for item in found]
    if present & finder.lexicon.sets["sure_titles"]:
        found = _titled(finder, found)
    found = _held(finder, found)
    result: list[Mention] = []
    for item in sorted(found, key=lambda item: (item.first, -item.last)):
        if item.first < item.last and (not result or result[-1].last <= item.first):
            result.append(item)
    return result


def _is_person(item: Mention) -> bool:
    return item.type == "Person" and item.kind == "name"


def _trimmed(finder: NameFinder, item: Mention) -> Mention:
    """Return a person without degrees, honours and plurals: "أ.د | هاني الصباغ", "السيد | سامي رستم"."""
    first, last, words = item.first, item.last, finder.words
    if item.kind == "name" and last - first > 1 and words[last - 1] in _DEGREES:
        return replace(item, last=last - 1, name_last=last - 1)  # "رئيس لجنة كذا أ.د | هاني الصباغ"
    if not _is_person(item):
        return item
    named = any(_known(finder, base) for _, base in clitic_forms(words[first]))
    if words[first] in _DEGREES and last - first > 1:
        first += 1
    role = finder.is_role(first) and not _known(finder, words[first])
    if role and last - first > 2 and words[first + 1] in _DESCENT and words[first] not in _given_roles(finder):
        first += 1  # "مستشار | بن خلدون"
    if words[first] == "السيد" and last - first > 2 and finder.is_given(first + 1, first + 2):
        first += 1
    joined = next((place for place in range(first + 2, last) if _parallel(finder, place)), last)
    if named and joined < last:  # "راشد الفهد | التهاني والتبريكات": the word before "و" is what is told, too
        last = joined - 1 if is_definite(words[joined - 1]) and joined - first > 3 else joined
    if last - first > 1 and words[first].startswith(("بال", "لل")) and finder.is_given(first + 1, first + 2):
        first += not finder.table.is_name(words[first])  # "بالشركة | عبدالله العتيبي"
    if (
        last - first > 1
        and words[last - 1] in finder.lexicon.sets["participles_of_people"]
        and _governs(finder, last)
    ):
        last -= 1  # "مرسي | المنتمي لجماعة كذا"
    while (
        named
        and last - first > 1
        and (_several(finder, last - 1) or (last - first > 2 and _hangs_on(finder, last - 1)))
    ):
        last -= 1
    if last - first > 2 and finder.is_role(last - 1) and last < finder.last and finder.head_at(last) is not None:
        last -= 1  # "لؤي الحداد | مالك بنك كذا"
    while last - first > 1 and words[last - 1] == "ل":
        last -= 1  # "جاك لو | لـ«كذا»"
    if (first, last) == (item.first, item.last):
        return item
    clitic = item.clitic if first == item.first else ""
    return replace(
        item, first=first, last=last, name_first=max(first, item.name_first), name_last=last, clitic=clitic
    )


def _several(finder: NameFinder, place: int) -> bool:
    """Say whether an everyday definite plural stands at a place: "دعا كريم الحداد | المواطنين"."""
    word, table = finder.words[place], finder.table
    plural = word.startswith("ال") and word.endswith(("ين", "ون", "ات")) and word != "الحرمين"
    return plural and table.class_of(word) >= _COMMON and not table.is_name(word)


def _hangs_on(finder: NameFinder, place: int) -> bool:
    """Say whether a noun with a preposition or a pronoun written on stands at a place: "بقوله", "جاهزيتهم"."""
    word, table = finder.words[place], finder.table
    if table.is_name(word) or is_definite(word) or len(word) < 5 or finder.words[place - 1] in NAME_PARTICLES:
        return False
    if word.endswith(("تهم", "تها", "تهما")):
        return True
    stem = word[1:].removesuffix("ها").removesuffix("هم")
    return (
        word[0] == "ب"
        and word[1:3] != "ال"
        and max(table.class_of(stem), table.class_of(stem.removesuffix("ه"))) >= _COMMON
    )


def _parallel(finder: NameFinder, place: int) -> bool:
    """Say whether "و" joins a definite noun that is no name to the word before it: "التهاني والتبريكات"."""
    word = finder.words[place]
    return word.startswith("وال") and not finder.table.is_name(word[1:]) and finder.table.class_of(word[1:]) > 0


def _governs(finder: NameFinder, place: int) -> bool:
    """Say whether a preposition stands at a place, as a word or written onto one."""
    word = finder.words[place] if place < finder.last else ""
    return word in finder.lexicon.sets["strict_prepositions"] or word[:1] in ("ل", "ب")


def _behind_body(finder: NameFinder, item: Mention) -> list[Mention]:
    """Part a firm, known by its place alone, from its officer: "رئيس مجلس إدارة سولتك | يوسف بن عبدالله الحداد"."""
    first, words, table = item.first, finder.words, finder.table
    if not _is_person(item) or item.clitic or item.last - first < 3 or table.is_name(words[first]):
        return [item]
    role = role_before(finder, first)
    if role is None or role.relation not in ("LEADS", "FOUNDED", "OWNS") or is_definite(words[first]):
        return [item]
    unknown = table.class_of(words[first]) <= _FOREIGN and words[first] not in NAME_PARTICLES
    if not unknown or full_name_at(finder, first + 1) < item.last:
        return [item]
    body = Mention(first, first + 1, first, first + 1, "", "Company", "name")
    return [body, replace(item, first=first + 1, name_first=first + 1)]


def role_before(finder: NameFinder, place: int) -> Role | None:
    """Return the role without article, the longest, whose words end right before a place: "رئيس مجلس إدارة | كذا"."""
    for start in range(max(finder.first, place - 4), place):
        words = [without_article(word) for word in finder.words[start:place]]
        for _, base in clitic_forms(finder.words[start]):
            for role in finder.lexicon.roles.get(base, ()):
                if list(role.words[1:]) == words[1:]:
                    return role
    return None


def _freed(finder: NameFinder, item: Mention) -> list[Mention]:
    """Return a body and the person behind it whose name was taken into its own: "منظمة كذا | موسى أبو ريشة"."""
    if item.type not in ORGANISATIONS or item.kind != "name" or item.label or finder.is_quoted(item):
        return [item]
    if not any(finder.is_role(place) for place in range(item.first - 3, item.first)):
        return [item]
    head = finder.head_at(item.first)
    start = item.first + (head[0] if head is not None else 0) + 1
    for place in range(max(start, item.last - 3), item.last):
        before = finder.words[place - 1]
        after_name = before in NAME_PARTICLES or finder.is_given(place - 1, place)
        if after_name or before in finder.lexicon.sets["named_after"] or finder.lexicon.titles.find([before], 0):
            continue
        end = full_name_at(finder, place)
        if end >= max(item.last, place + 2):
            body = replace(item, last=place, name_last=min(place, item.name_last))
            return [body, Mention(place, end, place, end, "", "Person", "name")]
    return [item]


def full_name_at(finder: NameFinder, place: int) -> int:
    """Return where a full name ends that begins with a known given name at a place; the place if none does."""
    word, table = finder.words[place], finder.table
    if not _known(finder, word) or is_definite(word) or table.class_of(word) > 5 or finder.is_role(place):
        return place
    end = place + 1
    while end < min(finder.last, place + _LONGEST) and finder.tokens[end].kind == "word":
        following = finder.words[end]
        if following in NAME_PARTICLES and end + 1 < finder.last and finder.tokens[end + 1].kind == "word":
            end += 2
        elif finder.can_follow_given(following) and finder.class_at(end) in "NA" and not finder.is_role(end):
            end += 1
        else:
            break
    return end if end - place > 1 and _closes(finder, end) else place


def _given_roles(finder: NameFinder) -> frozenset[str]:
    """Return the given names that are roles, too: "مساعد", "قايد"."""
    return finder.lexicon.sets["role_given_names"]


def _known(finder: NameFinder, word: str) -> bool:
    """Say whether people are called so."""
    sets = finder.lexicon.sets
    return finder.table.is_name(word) or word in sets["masculine_names"] or word in sets["feminine_names"]


def _closes(finder: NameFinder, place: int) -> bool:
    """Say whether no name goes on at a place: at a mark, a verb, a preposition, "إن", an adverb, an everyday word."""
    if place >= finder.last or finder.tokens[place].kind != "word":
        return True
    word, sets = finder.words[place], finder.lexicon.sets
    return (
        finder.class_at(place) in ("V", "X", "F")
        or any(word in sets[name] for name in ("complementizers", "relatives", "prepositions", "weekdays", "adverbs"))
        or word.startswith(("وال", "بال", "لل"))
        or _several(finder, place)
        or finder.is_role(place)
        or (word[0] in "لب" and finder.head_at(place) is not None)
        or (not finder.table.is_name(word) and not is_definite(word) and finder.table.class_of(word) >= _EVERYDAY)
    )


def _deed(finder: NameFinder, item: Mention) -> bool:
    """Say whether a verb and its object were taken for a person: "أنتجت فيلما"."""
    first = finder.words[item.first]
    verb = _is_person(item) and finder.class_at(item.first) == "V" and not _known(finder, first)
    following = finder.words[item.first + 1] if item.last - item.first == 2 else ""
    return (
        verb
        and following.endswith("ا")
        and finder.table.class_of(following[:-1]) >= _EVERYDAY
        and not _known(finder, following)
    )


def _whole(finder: NameFinder, item: Mention) -> Mention:
    """Return a person with the family's name behind one that needs it: "عبد المالك | سلال", "محمد | السواط"."""
    if not _is_person(item):
        return item
    words = finder.words[item.first : item.last]
    if len(words) == 1 and _surely_family(finder, item):
        return replace(item, last=item.last + 1, name_last=item.last + 1)
    if len(words) != 2 or words[0] != "عبد" or not _rare(finder, item.last) or not _closes(finder, item.last + 1):
        return item
    return replace(item, last=item.last + 1, name_last=item.last + 1)


def _surely_family(finder: NameFinder, item: Mention) -> bool:
    """Say whether an unknown word with its article stands right behind a given name: "محمد | السواط"."""
    sets, place = finder.lexicon.sets, item.last
    if finder.words[item.first] not in sets["masculine_names"] | sets["feminine_names"] or place >= finder.last:
        return False
    word = finder.words[place]
    plain = finder.tokens[place].kind == "word" and finder.class_at(place) == "N" and word.startswith("ال")
    known = finder.table.class_of(word) > 1 or without_article(word) in finder.lexicon.nationalities
    return plain and not known and len(word) > 4 and not word.endswith(("ه", "ين", "ون", "ات"))


def _rare(finder: NameFinder, place: int) -> bool:
    """Say whether a word that can be a family's name and little else stands at a place."""
    if (
        place >= finder.last
        or finder.tokens[place].kind != "word"
        or finder.lexicon.has("saying", finder.words[place])
    ):
        return False
    word, table = finder.words[place], finder.table
    if finder.lexicon.has("auxiliaries", word) or word in finder.lexicon.triggers:
        return False
    if finder.can_follow_given(word):
        return True
    written = any(form and table.class_of(base) > table.class_of(word) for form, base in clitic_forms(word))
    verbal = finder.class_at(place) not in ("N", "A", "V") or (finder.class_at(place) == "V" and word[0] in "يتن")
    return len(word) > 2 and table.class_of(word) <= _EVERYDAY and not (written or verbal or word[-1] in "اه")


def _particled(finder: NameFinder, mentions: Sequence[Mention], item: Mention) -> Mention:
    """Return a person with the rest of the name that a particle leads to: "يان | فان دن بيرغ"."""
    if not _is_person(item) or item.last >= finder.last or finder.words[item.last] not in _LEADING:
        return item
    if not finder.is_given(item.first, item.first + 1) and item.last - item.first < 2:
        return item
    end = item.last + 1
    while end < finder.last and finder.words[end] in _FOLLOWING:
        end += 1
    if end >= finder.last or finder.tokens[end].kind != "word" or finder.class_at(end) not in ("N", "A"):
        return item
    word = finder.words[end]
    if is_definite(word) or finder.table.class_of(word) > _FOREIGN or finder.is_role(end):
        return item
    if finder.words[item.last] == "فان" and end == item.last + 1 and word.endswith(("ه", "ها", "هم")):
        return item  # "فإن ملاحظته"
    return replace(item, last=end + 1, name_last=end + 1)


def _between(finder: NameFinder, mentions: Sequence[Mention]) -> list[Mention]:
    """Join what stands on both sides of a given name that is a role, too: "زكي | أمير | المحروس"."""
    found = list(mentions)
    for place in range(finder.first + 1, finder.last - 1):
        word, following = finder.words[place : place + 2]
        if word not in _given_roles(finder) or not is_definite(following):
            continue
        before = next((item for item in found if item.last == place and _is_person(item)), None)
        after = next((item for item in found if item.first == place + 1 and _is_person(item)), None)
        if before is not None and after is not None and before.last - before.first == 1 == after.last - after.first:
            found = [item for item in found if item is not before and item is not after]
            found.append(replace(before, last=after.last, name_last=after.last))
    return found


def _of_god(finder: NameFinder, item: Mention) -> Mention:
    """Return a person whose name ends in God's with it: "عبد الله بن دخيل | الله الميال"."""
    if not _is_person(item) or finder.words[item.last : item.last + 1] != ["الله"] or item.last >= finder.last:
        return item
    if finder.words[item.last - 1] not in finder.lexicon.sets["before_god"]:
        return item
    last = _family(finder, (), item.last + 1)
    return replace(item, last=last, name_last=last)


def _titled(finder: NameFinder, mentions: Sequence[Mention]) -> list[Mention]:
    """Find the names behind titles that neither finder saw: "الملا منصور", "العميد عقلا خلف | العنزي"."""
    found = list(mentions)
    for place in range(finder.first, finder.last - 1):
        word, start = finder.words[place], place + 1
        if word not in finder.lexicon.sets["sure_titles"] or finder.tokens[start].kind != "word":
            continue
        before = finder.words[place - 1] if place > finder.first else ""
        if any(base in finder.lexicon.sets["named_after"] for _, base in clitic_forms(before)):
            continue  # "مدرسة الأمير فلان"
        taken = next(
            (item for item in found if item.first <= start < item.last or start < item.first < start + 3), None
        )
        if any(item.first <= place < item.last for item in found):
            continue
        if taken is None:
            end = _single(finder, start)
        elif _is_person(taken) and start < taken.first:
            end = taken.last if all(_can_be_given(finder, index) for index in range(start, taken.first)) else start
        else:
            continue
        if end > start:
            found = [item for item in found if item is not taken]
            found.append(Mention(start, end, start, end, "", "Person", "name"))
    return found


def _single(finder: NameFinder, place: int) -> int:
    """Return where the name behind a title ends, perhaps one word; the place itself where none stands there."""
    whole = full_name_at(finder, place)
    if whole > place:
        return whole
    word = finder.words[place]
    known = finder.table.is_name(word) and not is_definite(word) and not finder.is_role(place)
    following = finder.words[place + 1] if place + 1 < finder.last else ""
    plain = not _closes(finder, place + 1) or finder.class_at(place + 1) in ("N", "A")
    if known and plain and not following.endswith("ا") and finder.tokens[place + 1].kind == "word":
        led = finder.led_name(place)
        return led if _closes(finder, led) else place
    return place + 1 if known else place


def _can_be_given(finder: NameFinder, place: int) -> bool:
    """Say whether a word between a title and a family's name can be a given name."""
    word = finder.words[place]
    plain = (
        finder.tokens[place].kind == "word" and len(word) > 2 and not is_definite(word) and not finder.is_role(place)
    )
    everyday = finder.table.class_of(word) > _COMMON and not _known(finder, word)
    return (
        plain
        and not everyday
        and finder.class_at(place) in ("N", "A")
        and not finder.lexicon.has("past_adjectives", word)
    )


def _descended(finder: NameFinder, mentions: Sequence[Mention], place: int) -> list[Mention]:
    """Make one name of what stands on both sides of "بن": "قايد | بن خلف | العتيبي"."""
    words, table = finder.words, finder.table
    whole = next((item for item in mentions if item.first <= place < item.last), None)
    if whole is not None and not _is_person(whole):
        return list(mentions)
    first, last = (whole.first, whole.last) if whole is not None else (place, place + 1)
    body = next((item for item in mentions if item.last == place and item.type in ORGANISATIONS), None)
    if body is not None and whole is not None and _known(finder, words[place - 1]) and body.last - body.first > 1:
        last = max(last, place + 2)
        made = replace(body, last=last, name_last=last)  # "مدرسة أسامة | بن زيد الابتدائية"
        return [made if item is body else item for item in mentions if item is not whole]
    if whole is None or whole.first == place:
        first = _given_before(finder, mentions, place)
        if first == place:
            return list(mentions)
    while last < min(finder.last - 1, first + _LONGEST) and (
        last == place + 1 and last - 1 == place or words[last] in _DESCENT or words[last - 1] in _DESCENT
    ):
        following = words[last]
        if following in _DESCENT:
            last += 1
            continue
        fits = finder.class_at(last) in ("N", "A") or table.is_name(following) or following in _PREPOSED
        if finder.tokens[last].kind != "word" or not fits or finder.lexicon.has("complementizers", following):
            return list(mentions)
        last += 2 if following in _PREPOSED and last + 1 < finder.last else 1
    if first < place and (whole is None or whole.first == place) and _goes_on(finder, last):
        last += 1
    last = _family(finder, mentions, last)
    over = [item for item in mentions if item.first < last and item.last > first]
    if whole is not None and (first, last) == (whole.first, whole.last):
        return list(mentions)
    if any(not _is_person(item) and not (item.first > place and item.last <= last) for item in over):
        return list(mentions)
    clitic = next((item.clitic for item in over if item.first == first), "")
    made = Mention(first, last, first, last, clitic, "Person", "name")
    return [*(item for item in mentions if item not in over), made]


def _goes_on(finder: NameFinder, place: int) -> bool:
    """Say whether the older tagger, too, takes a word into the name before it that can be a family's."""
    if finder.tag_at(place) != "I-PER" or finder.tokens[place].kind != "word" or _several(finder, place):
        return False
    word = finder.words[place]
    titled = finder.lexicon.titles.find(finder.words, place, finder.last) is not None or finder.is_role(place)
    return finder.class_at(place) != "V" and not titled and not word.startswith(("و", "ب", "ل"))


def _given_before(finder: NameFinder, mentions: Sequence[Mention], place: int) -> int:
    """Return where the given name stands before "بن", the place itself if what stands there is none."""
    before = place - 1
    person = next((item for item in mentions if item.last == place and _is_person(item)), None)
    if person is not None:
        return person.first
    word = finder.words[before]
    plain = finder.tokens[before].kind == "word" and finder.class_at(before) in ("N", "A") and not is_definite(word)
    joined = word.startswith("و") and finder.table.class_of(word[1:]) > finder.table.class_of(word)
    known = finder.table.is_name(word) or word in _given_roles(finder)
    if not plain or (not known and (word.endswith(("ين", "ون", "ات", "ها")) or finder.is_role(before))):
        return place
    taken = any(item.first <= before < item.last for item in mentions)
    rare = finder.table.class_of(word) <= _COMMON and not joined and not word.endswith("ه")
    return before if not taken and (known or rare) else place


def _family(finder: NameFinder, mentions: Sequence[Mention], last: int) -> int:
    """Return the end of a name with the family's behind it: "العتيبي", "آل سعود"."""
    if last >= finder.last or finder.tokens[last].kind != "word":
        return last
    person = next((item for item in mentions if item.first == last and _is_person(item)), None)
    if person is not None and is_definite(finder.words[last]):
        return person.last
    word = finder.words[last]
    nation = without_article(word) in finder.lexicon.nationalities
    family = is_definite(word) and word.endswith("ي") and finder.table.class_of(word) <= _COMMON and not nation
    family = family and not (last + 1 < finder.last and _parallel(finder, last + 1))
    return last + 1 if family and not finder.is_role(last) else last


def _held(finder: NameFinder, mentions: Sequence[Mention]) -> list[Mention]:
    """Find who holds a role, by a full name right behind what it is of: "مدير شؤون الموظفين | ربيع عطية".

    Given names that are roles, too, are names there: "المنسق العام للجنة المحلية | مساعد الحربي".
    """
    found = list(mentions)
    ends = {item.last for item in found}
    for place in range(finder.first + 2, finder.last - 1):
        if place not in ends and not finder.words[place - 1].startswith(("ال", "لل", "بال", "وال")):
            continue
        word = finder.words[place]
        if not (_known(finder, word) or word in _given_roles(finder)):
            continue
        if finder.class_at(place) not in ("N", "A") or not _behind_role(finder, found, place):
            continue
        if any(item.first <= place < item.last for item in found):
            continue
        end = _held_name(finder, found, place)
        if end > place:
            found = [item for item in found if not (item.first >= place and item.last <= end)]
            if not any(item.first < end and item.last > place for item in found):
                found.append(Mention(place, end, place, end, "", "Person", "name"))
    return found


def _behind_role(finder: NameFinder, mentions: Sequence[Mention], place: int) -> bool:
    """Say whether a role and nouns, the last of them definite or a body's, stand right before a place."""
    before = finder.words[place - 1]
    closed = any(item.last == place and item.type != "Person" and item.kind == "name" for item in mentions)
    if not (closed or before.startswith(("ال", "لل", "بال", "وال"))):
        return False
    for index in range(place - 2, max(finder.first, place - _REACH) - 1, -1):
        if finder.tokens[index].kind != "word" or finder.class_at(index) in ("V", "X"):
            return False
        feminine = finder.words[index].removeprefix("و").removesuffix("ه")
        if finder.is_role(index) or without_article(feminine) in finder.lexicon.roles:
            return True
    return False


def _held_name(finder: NameFinder, mentions: Sequence[Mention], place: int) -> int:
    """Return where the full name of a role's holder ends, the place itself if none stands there."""
    word, following = finder.words[place], finder.words[place + 1]
    if finder.tokens[place].kind != "word" or finder.tokens[place + 1].kind != "word":
        return place
    if word in _given_roles(finder):
        family = is_definite(following) and following.endswith("ي") and finder.can_follow_given(following)
        return place + 2 if family and _closes(finder, place + 2) else place
    if finder.class_at(place) not in ("N", "A"):
        return place
    common = finder.table.class_of(word) > _COMMON and word not in finder.lexicon.sets["masculine_names"]
    if common and word not in finder.lexicon.sets["feminine_names"]:
        return place  # "إلى | دور فاعل"
    whole = full_name_at(finder, place)
    led = finder.led_name(place) if whole == place and finder.table.is_name(word) else place
    return whole if whole > place else led if _closes(finder, led) else place
