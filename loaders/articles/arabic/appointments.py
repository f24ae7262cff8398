"""Who appoints whom in decisions that are lists, and in "عين المجلس أعضاء اللجنة وهم: فلان وفلان"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from techpol.loaders.articles.arabic.analysis import Document
from techpol.loaders.articles.arabic.frames import Candidate, FrameMatcher
from techpol.loaders.articles.arabic.predication import listed_people
from techpol.loaders.articles.arabic.units import Clauses, Unit

_ANNOUNCED = 60  # sentences that a list of decisions may have


def appointed(document: Document, matcher: FrameMatcher, sentences: Sequence[Clauses]) -> Iterator[Candidate]:
    """Yield who was appointed by whom in lists, over all sentences of a text."""
    decider: tuple[int, int] | None = None  # mention, sentence
    for clauses in sentences:
        matcher.units, matcher.number = clauses.units, clauses.sentence
        yield from _members(document, matcher, clauses)
        found = _decider(document, matcher, clauses)
        if found is not None:
            decider = found, clauses.sentence
            continue
        opening = _opening(document, clauses.units)
        if opening is None:
            if decider is not None and any(matcher._verbal(unit) for unit in clauses.units[:4]):
                decider = None  # the list is over
            continue
        if decider is None or clauses.sentence - decider[1] > _ANNOUNCED:
            continue
        people = _people(document, clauses.units, opening)
        for person in people:
            mention = document.mentions[person]
            yield Candidate(
                "APPOINTED", [decider[0]], [person], "appoint/list", clauses.sentence, mention.first, mention.last
            )


def _decider(document: Document, matcher: FrameMatcher, clauses: Clauses) -> int | None:
    """Return who "وافق مجلس الوزراء على تعيينات ... على النحو التالي:" speaks of."""
    sets = document.lexicon.sets
    words = [unit.word for unit in clauses.units]
    if not any(word in sets["as_follows"] for word in words):
        return None
    for index, unit in enumerate(clauses.units):
        base = unit.word.removeprefix("و") if unit.joined else unit.word
        if unit.kind not in ("V", "TRIG") or base not in sets["deciding"] or matcher._negated(index):
            continue
        subject = matcher._subject(index)
        if subject is not None and subject.kind == "NP" and len(subject.mentions) == 1:
            return subject.mentions[0]
    return None


def _opening(document: Document, units: Sequence[Unit]) -> int | None:
    """Return the index of "تعيين" where it opens an entry of a list: behind a number, a letter or a stroke."""
    for index, unit in enumerate(units[:5]):
        if unit.word == "تعيين":
            return index
        token = document.tokenised.tokens[unit.first]
        if unit.kind != "PUNCT" and token.kind not in ("number", "mark") and len(unit.word) > 1:
            return None
    return None


def _people(document: Document, units: Sequence[Unit], opening: int) -> list[int]:
    """Return whom an entry of a list appoints: the person after it, or those that "الآتية أسماؤهم" announces."""
    after = units[opening + 1] if opening + 1 < len(units) else None
    if after is None:
        return []
    if after.kind == "NP":
        return [number for number in after.mentions if document.mentions[number].type == "Person"]
    if after.word not in document.lexicon.sets["following_names"]:
        return []
    colon = next((place for place, unit in enumerate(units) if unit.word == ":"), len(units))
    return [
        number
        for unit in units[colon:]
        if unit.kind == "NP" and unit.prep == ""
        for number in unit.mentions
        if document.mentions[number].type == "Person"
    ]


def _members(document: Document, matcher: FrameMatcher, clauses: Clauses) -> Iterator[Candidate]:
    """Yield "عين المجلس أعضاء اللجنة وهم: فلان وفلان": who appoints those that the list names."""
    units = clauses.units
    for index, unit in enumerate(units):
        verbs = [item for item in unit.triggers if item.kind == "verb" and item.frame.relation == "APPOINTED"]
        if not verbs or any(item.pronoun for item in verbs):
            continue
        body = next((place for place in range(index + 1, min(index + 16, len(units))) if units[place].member), None)
        if body is None or any(matcher._verbal(other) and other.triggers for other in units[index + 1 : body]):
            continue
        subject = matcher._subject(index)
        doers = list(subject.mentions) if subject is not None and subject.kind == "NP" else []
        doers = doers or (matcher._dropped(index) if subject is None else [])
        people = listed_people(document, units, body)
        if len(doers) != 1 or not people or matcher._modality(index, verbs[0], "APPOINTED") != "asserted":
            continue
        last = max(document.mentions[number].last for number in people)
        yield Candidate("APPOINTED", doers, people, "appoint/members", clauses.sentence, unit.first, last)
