"""Where ambassadors and envoys hold their office: where they are posted, not whom they come from.

"سفير المملكة في مصر فلان", "سفير خادم الحرمين الشريفين لدى مصر فلان", "المبعوث الأممي إلى ليبيا فلان".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from techpol.loaders.articles.arabic.analysis import Document, Entity
from techpol.loaders.articles.arabic.lexicon import Role
from techpol.loaders.articles.arabic.units import Clauses, RoleFact, Unit
from techpol.loaders.articles.arabic.words import clitic_forms, is_definite, without_article

_AT = frozenset(["لدي", "في", "الي"])
_MOST = 3  # units of whom an envoy is sent by
_OFFICE = "HOLDS_OFFICE"


def send_abroad(document: Document, clauses: Clauses) -> None:
    """Give ambassadors the country they are posted to, and read those whose sender no list names."""
    envoys = document.lexicon.sets["envoys"]
    inside = document.by_sentence.get(clauses.sentence, ())
    for number, fact in enumerate(clauses.facts):
        if fact.complement >= 0 and (fact.role.office or fact.role.relation == _OFFICE):
            kingdom = document.mentions[fact.complement]
            if any(base == "المملكه" for _, base in clitic_forms(document.words[kingdom.first])):
                _named(document, fact.complement)  # "مفتي عام المملكة": a text's own
        if fact.role.words[0] not in envoys or fact.complement < 0:
            continue
        sender = document.mentions[fact.complement]
        if sender.type == "Place":
            host = _host(document, inside, sender.last)
            clauses.facts[number] = replace(fact, complement=_named(document, host if host >= 0 else fact.complement))
    clauses.facts.extend(_unread(document, clauses))


def _host(document: Document, inside: Sequence[int], place: int) -> int:
    """Return the mention of the place that "in", "at" or "to" leads to at a token, or -1."""
    words = document.words
    start = place + 1 if place < len(words) and words[place] in _AT else place
    for number in inside:
        mention = document.mentions[number]
        if mention.first == start and mention.type == "Place" and mention.head != "adjective":
            written = start > place or mention.prep == "ب" or words[start].startswith("بال")
            return number if written else -1
    return -1


def _named(document: Document, number: int) -> int:
    """Return the mention of a place, with an entity of what it says where nothing else is known: "المملكة"."""
    mention = document.mentions[number]
    if mention.entity >= 0 or mention.type != "Place":
        return number
    start, end = document.offsets(mention)
    name = document.tokenised.text[start:end]
    name = "ال" + name.removeprefix("ل") if mention.clitic.endswith("ل") and not name.startswith("ال") else name
    same = [index for index, entity in enumerate(document.entities) if entity.type == "Place" and entity.name == name]
    if not same:
        document.entities.append(Entity("Place", name))
        same = [len(document.entities) - 1]
    mention.entity = same[0]
    document.entities[same[0]].mentions.append(number)
    return number


def _unread(document: Document, clauses: Clauses) -> list[RoleFact]:
    """Return the facts of envoys sent by whom no list names: "سفير خادم الحرمين الشريفين لدى مصر فلان"."""
    facts: list[RoleFact] = []
    units = clauses.units
    sentence = document.tokenised.sentences[clauses.sentence]
    said = " ".join(document.words[sentence.first : sentence.last])
    if not any(envoy in said for envoy in document.lexicon.sets["envoys"]):
        return facts  # most sentences speak of no envoy
    for index, unit in enumerate(units):
        word = _envoy(document, unit)
        if word == "":
            continue
        place = index + 1
        while place < len(units) and place - index <= _MOST and _of_sender(document, units[place]):
            place += 1
        if place + 1 >= len(units) or units[place].kind != "PREP":
            continue
        sent = word.startswith(("مبعوث", "موفد"))  # "التقى المبعوث في القاهرة فلانا"
        at = units[place].word
        if at not in _AT or (at != "الي" if sent else at != "لدي" and place == index + 1):
            continue
        host, after = units[place + 1], units[place + 2] if place + 2 < len(units) else None
        if host.kind != "NP" or len(host.mentions) != 1 or document.mentions[host.mentions[0]].type != "Place":
            continue
        holder = unit if _person(document, unit) else after
        if holder is None or not _person(document, holder) or (holder is after and (after.prep or after.joined)):
            continue
        role = Role((word,), _OFFICE, ("Place",))
        past = unit.past or any(
            other.word in document.lexicon.sets["past_adjectives"] for other in units[index:place]
        )
        number = _named(document, host.mentions[0])
        last = max(host.last, holder.last)
        facts.append(RoleFact(holder.mentions[0], role, number, past, unit.first, last, word))
    return facts


def _envoy(document: Document, unit: Unit) -> str:
    """Return the word of an envoy that a unit is, or ends in after a person: "فلان، سفير"; "" where it is none."""
    word = document.words[unit.last - 1] if unit.kind == "NP" and _person(document, unit) else unit.word
    if unit.kind == "DESC" and unit.roles:
        return unit.roles[0].words[0] if unit.roles[0].words[0] in document.lexicon.sets["envoys"] else ""
    if unit.kind not in ("W", "NP"):
        return ""
    bases = [without_article(base) for _, base in clitic_forms(word)]
    bases += [base.removesuffix("ا") for base in bases]  # "عين فلان سفيرا"
    return next((base for base in bases if base in document.lexicon.sets["envoys"]), "")


def _of_sender(document: Document, unit: Unit) -> bool:
    """Say whether a unit tells whose envoy somebody is: a title, an adjective, "لأمم المتحدة"."""
    if unit.kind in ("W", "TITLE"):
        if unit.word.startswith("لبلاد"):
            return True  # "عين فلان سفيرا لبلاده لدى كذا"
        return is_definite(unit.word) or document.lexicon.titles.find(document.words, unit.first) is not None
    kinds = ("GovernmentBody", "Organization", "Group", "Place")
    return unit.kind == "NP" and len(unit.mentions) == 1 and document.mentions[unit.mentions[0]].type in kinds


def _person(document: Document, unit: Unit) -> bool:
    return unit.kind == "NP" and len(unit.mentions) == 1 and document.mentions[unit.mentions[0]].type == "Person"
