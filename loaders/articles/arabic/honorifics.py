"""Who is meant by "سموه", "معاليه", "فضيلته": the one titled so whom the text spoke of last."""

from __future__ import annotations

from collections.abc import Sequence

from techpol.loaders.articles.arabic.analysis import Document
from techpol.loaders.articles.arabic.mentions import Mention
from techpol.loaders.articles.arabic.units import Clauses, Unit
from techpol.loaders.articles.arabic.words import clitic_forms

_REACH = 4  # sentences back
_TITLE_REACH = 14  # words before a name that may hold its title

# The honour that stands for a person, and the words before a name that give it.
_TITLES = {
    "سموه": ("سمو", "السمو", "الامير", "بسمو", "لسمو", "وسمو"),
    "سموها": ("سمو", "السمو", "الاميره", "صاحبه"),
    "معاليه": ("معالي", "ومعالي", "لمعالي", "بمعالي", "المعالي"),
    "فضيلته": ("فضيله", "الشيخ", "لفضيله", "وفضيله", "المفتي"),
    "سماحته": ("سماحه", "الشيخ", "السيد", "المفتي", "لسماحه"),
    "فخامته": ("فخامه", "الرييس", "لفخامه"),
    "جلالته": ("جلاله", "الملك", "لجلاله", "الحرمين"),
    "سعادته": ("سعاده", "السفير", "لسعاده", "وسعاده"),
}
# "سعادته" is "his joy" too: only a verb before it makes it a person.
_AMBIGUOUS = frozenset(["سعادته"])


def link_honorifics(document: Document, clauses: Clauses) -> None:
    """Turn honours that stand for somebody into noun phrases of that person, where only one can be meant."""
    for index, unit in enumerate(clauses.units):
        if unit.kind not in ("W", "V") or unit.last != unit.first + 1:
            continue
        found = next(((form, base) for form, base in clitic_forms(unit.word) if base in _TITLES), None)
        if found is None:
            continue
        before = clauses.units[index - 1] if index > 0 else None
        verbal = before is not None and (before.kind == "V" or any(t.kind == "verb" for t in before.triggers))
        if found[1] in _AMBIGUOUS and not (verbal and found[0] == ""):
            continue
        entity = _antecedent(document, unit, found[1], clauses.sentence)
        if entity < 0:
            unit.kind = "DESC"  # somebody, but nobody knows who
            continue
        clitic = found[0]
        number = len(document.mentions)
        document.mentions.append(
            Mention(unit.first, unit.last, unit.first, unit.last, clitic, "Person", "pronoun", "honour", entity)
        )
        document.entities[entity].mentions.append(number)
        unit.kind, unit.mentions, unit.joined = "NP", [number], clitic[:1] in ("و", "ف")
        unit.prep = clitic[-1:] if clitic[-1:] in ("ب", "ل", "ك") else _governor(before)


def _governor(before: Unit | None) -> str:
    if before is None:
        return ""
    if before.kind == "PREP":
        return before.word
    return "gen" if before.kind == "W" and not before.word.startswith("ال") else ""


def _antecedent(document: Document, unit: Unit, honour: str, sentence: int) -> int:
    """Return the entity of the one person of this honour spoken of last, or -1."""
    for back in range(_REACH + 1):
        here: list[int] = []
        for number in document.by_sentence.get(sentence - back, ()):
            mention = document.mentions[number]
            if mention.type != "Person" or mention.entity < 0 or mention.first >= unit.first:
                continue
            if _honoured(document, mention.entity, _TITLES[honour]) and mention.entity not in here:
                here.append(mention.entity)
        if here:
            return here[0] if len(here) == 1 else -1
    return -1


def _honoured(document: Document, entity: int, titles: Sequence[str]) -> bool:
    """Say whether a text gives a person one of these titles, before any of its names."""
    for number in document.entities[entity].mentions:
        mention = document.mentions[number]
        if mention.kind != "name":
            continue
        start = document.tokenised.sentences[document.tokenised.sentence_at(mention.name_first)].first
        words = document.words[max(start, mention.name_first - _TITLE_REACH) : mention.name_first]
        for word in reversed(words):
            if word in (".", "،", "؛", "\n", ":"):
                break
            if word in titles:
                return True
    return False
