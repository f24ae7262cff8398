"""What a sentence says without a frame: roles after verbs of being, appositions, blame in reported speech."""

from __future__ import annotations

from collections.abc import Iterator

from techpol.loaders.articles.arabic.analysis import Document
from techpol.loaders.articles.arabic.frames import Candidate
from techpol.loaders.articles.arabic.lexicon import Role
from techpol.loaders.articles.arabic.mentions import Mention
from techpol.loaders.articles.arabic.units import WORKING, Clauses, RoleFact, Unit

_COMMAS = ("،", ",")
_WHO = ("الذي", "التي", "والذي", "والتي")
_PAST_HOLDING = frozenset(["شغل", "شغلت", "كان", "كانت", "عمل", "عملت"])
_POSTS = frozenset(["منصب", "منصبه", "منصبها", "مهام", "مهامه", "مهامها", "عمله", "عملها"])
_CHARGED = frozenset(["بمهام", "بمنصب", "بعمل", "بوظيفه", "لمنصب", "في منصب"])  # "كلف فلان بمهام رئيس كذا"


def predicated_roles(document: Document, clauses: Clauses) -> list[RoleFact]:
    """Return the roles that a verb of being gives its subject: "شغل فلان منصب المدعي العام لولاية كذا"."""
    sets = document.lexicon.sets
    facts: list[RoleFact] = []
    holder: Unit | None = None
    past = False
    distance = 0
    for index, unit in enumerate(clauses.units):
        base = unit.word.removeprefix("و") if unit.joined else unit.word
        appointing = any(trigger.frame.relation == "APPOINTED" for trigger in unit.triggers)
        if unit.kind == "TRIG" and appointing:
            holder, past, distance = _appointed(document, clauses.units, index), False, 0
            taken = any(trigger.pronoun for trigger in unit.triggers)
            before = clauses.units[index - 2] if index > 1 and clauses.units[index - 1].kind == "REL" else None
            if taken and before is not None and before.kind == "NP" and len(before.mentions) == 1:
                # "فلان الذي عينه فلان محافظا لكذا"
                holder = before if document.mentions[before.mentions[0]].type == "Person" else holder
            continue
        if unit.kind in ("V", "TRIG", "AUX", "W") and _holds(document, clauses.units, index, base):
            found = _subject(document, clauses.units, index) or _going_on(document, clauses.units, index)
            found = found or _before_that(document, clauses.units, index)
            holder = found or (holder if _goes_with(clauses.units, index) else None)
            was = [item.word.removeprefix("و") for item in clauses.units[max(0, index - 2) : index]]
            past = base in _PAST_HOLDING or any(word in ("كان", "كانت") for word in was)
            distance = 0
            continue
        if unit.kind in ("V", "TRIG") and base in sets["leaving"]:
            holder, past, distance = _subject(document, clauses.units, index), True, 0
            continue
        if unit.kind in ("COMP", "REL", "SUB") or (unit.kind == "PUNCT" and unit.word in (".", "؛", ":")):
            holder = None
        if unit.kind == "V" and base not in sets["holding"] and base not in _POSTS:
            holder = None
        distance += 1
        if unit.kind == "DESC" and unit.member and unit.roles and unit.mentions:
            for person in listed_people(document, clauses.units, index):
                facts.extend(
                    RoleFact(person, unit.roles[0], target, False, unit.first, unit.last, "")
                    for target in unit.mentions
                )
        if unit.kind == "DESC" and unit.prep == "ك" and unit.roles:
            facts.extend(_as_role(document, clauses.units[:index], unit))
            continue
        if holder is None or distance > 14:
            continue
        if unit.kind == "DESC" and unit.roles and unit.prep in ("", "acc", "مثل", "منصب", "في", "من"):
            for target in unit.mentions:
                facts.append(
                    RoleFact(
                        holder.mentions[0],
                        unit.roles[0],
                        target,
                        past or unit.past,
                        unit.first,
                        unit.last,
                        "",
                    )
                )
        elif (
            unit.kind == "NP"
            and unit.prep == "في"
            and facts
            and document.mentions[unit.mentions[0]].type == "GovernmentBody"
        ):
            facts.append(RoleFact(holder.mentions[0], _OFFICE, unit.mentions[0], past, unit.first, unit.last, ""))
    return facts


def _holds(document: Document, units: list[Unit], index: int, base: str) -> bool:
    """Say whether a verb gives its subject a post: "شغل", "تسلم ... مهام منصبه رئيسا لكذا"."""
    sets = document.lexicon.sets
    if units[index].kind != "W" and base in sets["holding"]:
        return True
    words = [unit.word for unit in units[index + 1 : index + 5]]
    return base in sets["taking_posts"] and any(word in _POSTS for word in words)


def _goes_with(units: list[Unit], index: int) -> bool:
    """Say whether a verb goes on with the one before it: "كان فلان قد عمل مستشارا لفلان"."""
    return index > 2 and units[index - 1].word in ("قد", "ايضا") and units[index - 2].kind == "NP"


def _before_that(document: Document, units: list[Unit], index: int) -> Unit | None:
    """Return the person of "سبق لفلان أن شغل منصب كذا"."""
    if index < 3 or units[index - 1].kind != "COMP" or units[index - 3].word.removeprefix("و") != "سبق":
        return None
    unit = units[index - 2]
    person = unit.kind == "NP" and unit.prep == "ل" and len(unit.mentions) == 1
    return unit if person and document.mentions[unit.mentions[0]].type == "Person" else None


def posted(document: Document, clauses: Clauses) -> list[RoleFact]:
    """Return where people are given a post: "تعيين فلان على وظيفة (مستشار) بالمرتبة الخامسة عشرة بوزارة كذا"."""
    facts: list[RoleFact] = []
    units = clauses.units
    for index, unit in enumerate(units[:-2]):
        person = units[index + 1]
        if not any(trigger.frame.relation == "APPOINTED" for trigger in unit.triggers) or person.kind != "NP":
            continue
        words = [other.word for other in units[index + 2 : index + 5]]
        if len(person.mentions) != 1 or document.mentions[person.mentions[0]].type != "Person":
            continue
        if words[:1] not in (["علي"], ["في"]) or not any(word in ("وظيفه", "وظيفة") for word in words):
            continue
        for body in units[index + 3 : index + 22]:
            if body.kind in ("V", "COMP", "REL") or body.word in (".", "؛"):
                break
            if body.kind == "NP" and body.prep in ("ب", "في"):
                if document.mentions[body.mentions[0]].type == "GovernmentBody":
                    facts.append(
                        RoleFact(person.mentions[0], WORKING, body.mentions[0], False, unit.first, body.last, "")
                    )
                    break
    return facts


def _appointed(document: Document, units: list[Unit], index: int) -> Unit | None:
    """Return the person who is given an office, who stands right before it: "عين فلانا محافظا لكذا"."""
    for place in range(index + 1, min(index + 10, len(units))):
        charged = place > index + 2 and units[place - 1].word in _CHARGED
        if units[place].kind == "DESC" and (units[place].word.endswith("ا") or charged):
            holder = units[place - 1 - charged]
            person = holder.kind == "NP" and len(holder.mentions) == 1
            return holder if person and document.mentions[holder.mentions[0]].type == "Person" else None
        if units[place].kind in ("V", "COMP", "REL"):
            return None
    return None


def listed_people(document: Document, units: list[Unit], index: int) -> list[int]:
    """Return the people that a list after "أعضاء لجنة كذا وهم:" names."""
    place = index + 1
    opened = False
    while place < len(units) and place - index < 5 and units[place].kind != "NP":
        opened = opened or units[place].word in (":", "هم", "وهم") or units[place].kind == "LIST"
        if units[place].kind in ("V", "TRIG", "COMP", "REL", "SUB"):
            return []
        place += 1
    if not opened or place >= len(units):
        return []
    people = units[place].mentions if units[place].kind == "NP" else []
    return [number for number in people if document.mentions[number].type == "Person"]


def _as_role(document: Document, before: list[Unit], unit: Unit) -> list[RoleFact]:
    """Return what "كحاكم سابق لفلوريدا" says of the one person named before it."""
    people = {
        document.mentions[number].entity: number
        for other in before
        for number in other.mentions
        if document.mentions[number].type == "Person"
    }
    if len(people) != 1:
        return []
    person = next(iter(people.values()))
    return [RoleFact(person, unit.roles[0], target, unit.past, unit.first, unit.last, "") for target in unit.mentions]


_OFFICE = Role(("منصب",), "HOLDS_OFFICE", ("GovernmentBody", "Place"))


def _subject(document: Document, units: list[Unit], index: int) -> Unit | None:
    """Return the person right after or right before a verb of being; "فلان، الذي يشغل منصب" too."""
    before = index - 1
    relative = before > 0 and units[before].kind == "REL" and units[before].word in _WHO
    if relative:
        before -= 1 + (units[before - 1].kind == "PUNCT" and units[before - 1].word in _COMMAS)
    for place in (index + 1, before):
        if 0 <= place < len(units):
            unit = units[place]
            if (
                unit.kind == "NP"
                and (unit.prep == "" or (relative and place == before))
                and len(unit.mentions) == 1
                and document.mentions[unit.mentions[0]].type == "Person"
            ):
                return unit
    return None


def _going_on(document: Document, units: list[Unit], index: int) -> Unit | None:
    """Return the one person of a sentence so far where a joined verb goes on about him: "فلان هو كذا، وكان كذا"."""
    unit = units[index]
    following = units[index + 1] if index + 1 < len(units) else None
    if (
        not unit.joined
        or following is None
        or following.kind not in ("DESC", "NP")
        or following.prep not in ("", "acc")
    ):
        return None
    if following.kind == "NP" or word_feminine(unit) or following.first != unit.last:
        return None
    if not document.words[following.first].endswith("ا"):
        return None  # "وكان رئيس شركة كذا غاضبا": he is another, whom the verb is about
    people = [
        other
        for other in units[:index]
        if other.kind == "NP" and other.mentions and document.mentions[other.mentions[0]].type == "Person"
    ]
    named = {document.mentions[number].entity for other in people for number in other.mentions}
    one = people[0] if len(named) == 1 and people[0].prep == "" and len(people[0].mentions) == 1 else None
    if one is None or -1 in named:
        return None
    gender = document.entities[document.mentions[one.mentions[0]].entity].gender
    return one if gender != "f" else None


def word_feminine(unit: Unit) -> bool:
    """Say whether a joined verb of being is in the feminine: "وكانت", which a body may be the subject of."""
    return unit.word.endswith("ت") or unit.word.removeprefix("و").startswith("ت")


def appositions(document: Document, clauses: Clauses) -> Iterator[Candidate]:
    """Join "اللجنة السياسية لفلان، صندوق كذا" into one, and yield whose committee it is."""
    units = clauses.units
    for index, unit in enumerate(units):
        if unit.kind != "NP" or not unit.mentions:
            continue
        mention = document.mentions[unit.mentions[-1]]
        owned = mention.type == "Committee" and _owner_after(document, units, index, mention) is not None
        skip = int(owned and index + 1 < len(units) and units[index + 1].prep == "ل")
        other = _apposed(document, units, index, skip)
        if (mention.type != "Committee" and other is None) or mention.kind == "pronoun":
            continue
        owner = _owner_after(document, units, index, mention)
        named = mention
        if other is not None:
            named = _one_entity(document, mention, other)
            owner = owner or _owner_after(document, units, index + 2, other)
        if owner is not None and named.entity >= 0:
            number = document.mentions.index(named)
            first, last = min(named.first, owner[1].first), max(named.last, owner[1].last)
            yield Candidate("CONNECTED_TO", [number], [owner[0]], "apposition/owner", clauses.sentence, first, last)


def _apposed(document: Document, units: list[Unit], index: int, skip: int) -> Mention | None:
    """Return the name or description that stands in apposition after a comma (and an owner before it)."""
    comma = index + 1 + skip
    if comma + 1 >= len(units) or units[comma].kind != "PUNCT" or units[comma].word not in _COMMAS:
        return None
    follower = units[comma + 1]
    if follower.kind != "NP" or follower.prep or follower.joined or not follower.mentions:
        return None
    mention, other = document.mentions[units[index].mentions[-1]], document.mentions[follower.mentions[0]]
    kinds = {mention.type, other.type}
    if not kinds <= {"Committee", "Organization", "Group", "Company"} or "Committee" not in kinds:
        return None
    if {mention.kind, other.kind} == {"name"}:
        return None
    return other


def _one_entity(document: Document, one: Mention, other: Mention) -> Mention:
    """Make one entity of a description and a name in apposition; returns the named mention."""
    named, described = (one, other) if one.kind == "name" else (other, one)
    if named.entity < 0:
        return named
    entity = document.entities[named.entity]
    if described.entity >= 0 and described.entity != named.entity:
        dropped = document.entities[described.entity]
        for number in dropped.mentions:
            document.mentions[number].entity = named.entity
        entity.mentions.extend(dropped.mentions)
        entity.owner = entity.owner if entity.owner >= 0 else dropped.owner
        dropped.mentions = []
    elif described.entity < 0:
        described.entity = named.entity
        entity.mentions.append(document.mentions.index(described))
    if entity.type in ("Organization", "Company"):
        entity.type = "Committee"
        for number in entity.mentions:
            document.mentions[number].type = "Committee"
    return named


def _owner_after(document: Document, units: list[Unit], index: int, mention: Mention) -> tuple[int, Mention] | None:
    """Return the person whose committee it is: "اللجنة السياسية لفلان", "لجنة العمل السياسي الخاصة به"."""
    if index >= len(units):
        return None
    following = units[index + 1] if index + 1 < len(units) else None
    if (
        following is not None
        and following.kind == "NP"
        and following.prep == "ل"
        and document.mentions[following.mentions[0]].type == "Person"
    ):
        return following.mentions[0], document.mentions[following.mentions[0]]
    words = document.words[mention.last : mention.last + 2]
    if len(words) == 2 and words[0] in ("الخاصه", "التابعه") and words[1] in ("به", "له", "بها", "لها"):
        people: list[int] = []
        for unit in units[:index]:
            people.extend(number for number in unit.mentions if document.mentions[number].type == "Person")
        entities = {document.mentions[number].entity for number in people}
        near = [number for number in people if document.mentions[number].entity >= 0]
        if len(entities) > 1 and near:
            # Of several people the nearest before the description, where it agrees.
            gender = "f" if words[1].endswith("ها") else "m"
            near = [
                number
                for number in near
                if document.entities[document.mentions[number].entity].gender in ("", gender)
            ]
        if near:
            return near[-1], document.mentions[near[-1]]
    return None
