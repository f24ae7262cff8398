"""Campaigns named by who runs, with what the person is between: "حملة المرشح الرئاسي فلان", "حملة السيناتور فلان"."""

from __future__ import annotations

from collections.abc import Sequence

from techpol.loaders.articles.arabic.analysis import Entity
from techpol.loaders.articles.arabic.mentions import Mention
from techpol.loaders.articles.arabic.unit_reader import UnitReader
from techpol.loaders.articles.arabic.units import Unit
from techpol.loaders.articles.arabic.words import clitic_forms, without_article

_CAMPAIGN = "حمله"
_STANDING = frozenset(
    "انتخاب الانتخاب انتخابه انتخابها الرياسه رياسه الفوز الانتخابات انتخابات منصب مجلس الكونغرس".split()
)
_AGAIN = frozenset(["اعاده", "انتخاب", "ترشيح", "ترشح"])


def join_campaigns(builder: UnitReader, units: list[Unit], sentence: int) -> list[Unit]:
    """Make one unit of "حملة" and the person whose bid for an office it is; the person's roles are read already."""
    result: list[Unit] = []
    index = 0
    while index < len(units):
        unit = units[index]
        place = _person(builder, units, index)
        if place < 0:
            result.append(unit)
            index += 1
            continue
        person = units[place]
        clitic = next(form for form, base in clitic_forms(unit.word) if base == _CAMPAIGN)
        mention = Mention(unit.first, person.last, unit.first, person.last, clitic, "Campaign", "name", _CAMPAIGN)
        mention.entity = mention_entity = _campaign_of(builder, person.mentions[0])
        mention.owner = builder.document.entities[mention_entity].owner
        number = len(builder.document.mentions)
        builder.document.mentions.append(mention)
        builder.document.entities[mention_entity].mentions.append(number)
        builder.document.by_sentence.setdefault(sentence, []).append(number)  # "الحملة" may stand for it
        prep = mention.prep
        if prep == "" and result and result[-1].kind == "PREP":
            prep = result[-1].word
        joined = mention.joined or bool(result and result[-1].kind == "CONJ")
        result.append(Unit("NP", unit.first, person.last, [number], prep, joined, word=unit.word))
        index = place + 1
    return result


def _person(builder: UnitReader, units: Sequence[Unit], index: int) -> int:
    """Return the unit of who runs behind a word for a campaign, -1 where none or another campaign is meant."""
    unit = units[index]
    bid = unit.kind == "NP" and builder.type_of(unit) == "Campaign" and builder.words[unit.last - 1] in _AGAIN
    if unit.kind not in ("W", "TRIG") and not bid:
        return -1
    if all(base != _CAMPAIGN for _, base in clitic_forms(unit.word)):
        return -1
    place = index + 1
    while place < len(units) and place < index + 3 and units[place].word in _AGAIN:
        place += 1  # "حملة إعادة انتخاب السيناتور فلان"
    person = units[place] if place < len(units) else None
    if person is None or person.kind != "NP" or person.joined or person.prep not in ("", "gen"):
        return -1
    if len(person.mentions) != 1 or builder.type_of(person) != "Person":
        return -1
    number = person.mentions[0]
    mention = builder.document.mentions[number]
    if mention.entity < 0 or mention.kind != "name":
        return -1
    words = builder.words[person.first : mention.first]
    if place == index + 1 and not bid and not any(without_article(word) in builder.sets["bidders"] for word in words):
        return -1
    return -1 if _of_another_kind(builder, units, place) else place


def _of_another_kind(builder: UnitReader, units: Sequence[Unit], place: int) -> bool:
    """Say whether what follows tells what a campaign fights or is good for: no bid for an office."""
    following = units[place + 1] if place + 1 < len(units) else None
    if following is None:
        return False
    if following.kind == "PREP" and following.word in ("علي", "ضد"):
        return True
    word = following.word
    if following.kind in ("W", "TRIG") and word.startswith("ل") and len(word) > 3:
        stem = "ال" + word[2:] if word.startswith("لل") else word[1:]
        noun = builder.document.classes[following.first] == "N" or following.kind == "TRIG"
        return noun and stem not in _STANDING and without_article(stem) not in _AGAIN
    return False


def _campaign_of(builder: UnitReader, number: int) -> int:
    """Return the campaign of a person, one that is known or a new one."""
    document = builder.document
    owner = document.mentions[number].entity
    for place, entity in enumerate(document.entities):
        if entity.type == "Campaign" and entity.owner == owner:
            return place
    document.entities.append(Entity("Campaign", f"حملة {document.entities[owner].name}", owner=owner))
    return len(document.entities) - 1
