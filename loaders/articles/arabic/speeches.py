"""Speeches that the frames do not reach: an event before its verb, and a speech given where a text just was."""

from __future__ import annotations

from collections.abc import Iterator

from techpol.loaders.articles.arabic.analysis import Document
from techpol.loaders.articles.arabic.frames import Candidate, FrameMatcher
from techpol.loaders.articles.arabic.units import Clauses, Unit
from techpol.loaders.articles.arabic.words import without_article

_REACH = 4  # sentences back that a speech may look for the event it was given at
_SAYING = frozenset(["say-at", "speak"])


def spoken_at(document: Document, matcher: FrameMatcher, clauses: Clauses) -> Iterator[Candidate]:
    """Yield who spoke where the event stands first: "وخلال القمة، قال فلان ..."; and "ألقى فلان كلمة" at an event."""
    units = clauses.units
    matcher.units, matcher.number = units, clauses.sentence
    for index, unit in enumerate(units):
        if not unit.triggers or not matcher._verbal(unit):
            continue
        event = _opening_event(document, units, index)
        given = event is None and _gives_speech(document, units, index)
        if given:
            event = _event_of_the_text(document, clauses.sentence, unit.first)
        says = given or any(trigger.frame.id in _SAYING and trigger.kind == "verb" for trigger in unit.triggers)
        if event is None or not says or matcher._modality(index, unit.triggers[0], "SPOKE_AT") != "asserted":
            continue
        after = matcher._bare(matcher._right(index))
        if after is None or after.unit.kind != "NP" or not matcher._adjacent(index, after.unit):
            continue
        people = [number for number in after.unit.mentions if document.mentions[number].type == "Person"]
        if len(people) != 1 or len(after.unit.mentions) != 1:
            continue
        held = document.mentions[event]
        inside = held.first >= units[0].first
        first = min(unit.first, held.first) if inside else unit.first
        yield Candidate("SPOKE_AT", people, [event], "speech/event", clauses.sentence, first, after.unit.last)


def _opening_event(document: Document, units: list[Unit], index: int) -> int | None:
    """Return the event that opens a sentence right before a verb: "خلال مؤتمر صحفي، قال"."""
    before = [
        unit
        for unit in units[:index]
        if not (unit.kind == "PUNCT" and unit.word in ("،", ",")) and unit.kind != "AUX"
    ]
    if len(before) != 2 or before[0].kind != "PREP" or before[1].kind != "NP" or len(before[1].mentions) != 1:
        return None
    place = before[0].word.removeprefix("و").removeprefix("ف")
    number = before[1].mentions[0]
    held = document.mentions[number].type == "Event" and place in document.lexicon.sets["speech_places"]
    return number if held else None


def _gives_speech(document: Document, units: list[Unit], index: int) -> bool:
    """Say whether a verb is "ألقى" with a speech after it, whose place is not said in its own sentence."""
    sets = document.lexicon.sets
    word = units[index].word.removeprefix("و") if units[index].joined else units[index].word
    if word not in sets["delivering"]:
        return False
    following = units[index + 1 : index + 5]
    told = any(unit.word in sets["speeches"] for unit in following)
    return told and not any(
        document.mentions[number].type == "Event" for unit in units[index:] for number in unit.mentions
    )


def _event_of_the_text(document: Document, sentence: int, before: int) -> int | None:
    """Return the last mention of the one gathering that a text spoke of shortly before; None where there are two."""
    gatherings = document.lexicon.sets["gatherings"]
    found: dict[int, int] = {}
    for back in range(_REACH + 1):
        for number in document.by_sentence.get(sentence - back, ()):
            mention = document.mentions[number]
            if mention.type == "Event" and mention.entity >= 0 and mention.first < before:
                if without_article(mention.head).removesuffix("ا") in gatherings:
                    found.setdefault(mention.entity, number)
    return next(iter(found.values())) if len(found) == 1 else None
