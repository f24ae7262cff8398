"""Who changed the name: "X, formerly Y", "Y was renamed X", "X Smith, née Jones" speak of one, by two names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from spacy.tokens import Doc

from techpol.loaders.articles.english.entities import EntityIndex
from techpol.loaders.articles.english.mentions import Entity, Reference
from techpol.loaders.articles.english.settling import ORGANISATIONS, winner
from techpol.loaders.articles.english.vocabulary import Vocabulary

_THEN = r"(?:formerly|previously|originally|once|until \w+(?: \w+)?|better|also|now|since)"
_GAP = r",? ?\(?,? ?"
# Between the two names: what stands first is the name of today ...
_FORMERLY = re.compile(
    rf"{_GAP}(?:(?:which|who) (?:was|is|had been) )?{_THEN} known as "
    rf"|,? (?:which|who) (?:was|is|had been) {_THEN} (?:called|named) "
)
# "X, once called Y, ...", closed on both sides: "X once called Y a liar" speaks of two.
_CALLED = re.compile(rf"(?:, | \(){_THEN} (?:called|named) ")
_BARE = re.compile(rf"{_GAP}(?:formerly|previously|originally|a\.?k\.?a\.?) ")  # ... where it is an apposition
_BORN = re.compile(rf"{_GAP}(?:born|née|nee|né) ")
# ... or the name that it had before.
_RENAMED = re.compile(
    rf"(?:{_GAP}(?:which|who) )?(?: ?(?:has|have|had|was|were|is|are|been|since|recently|later|then|officially))* ?"
    r"(?:changed (?:its|his|her|their) name to|renamed (?:itself|himself|herself)(?: as)?"
    r"|(?:is|was|been) renamed(?: as)?|rebranded(?: itself)?(?: as| to)|(?:is|are) now known as) "
)
_NOW_CALLED = re.compile(rf"(?:{_GAP}(?:which|who))? ?(?:is|are) now called ")
_FROM_TO = re.compile(r"changed (?:its|his|her|their) name from \Z")
_ENDS = frozenset([",", ")", ".", ";", "—", ":", "?", "!"])
_LONGEST = 11  # tokens between the names


def join_former_names(index: EntityIndex, docs: Sequence[Doc], vocabulary: Vocabulary) -> None:
    """Make one entity of two that a document says to be one by an older and a newer name."""
    for number, doc in enumerate(docs):
        for left, right in _neighbours(index, number, doc):
            between = doc[left.end : right.start].text_with_ws
            told = _told(doc, left, right, between)
            loose = told == "born" and " " not in right.entity.name and right.entity.is_weak
            if not told or not (loose or _alike(left.entity, right.entity, vocabulary)):
                continue
            new, old = (right, left) if told == "renamed" else (left, right)
            if told == "born":
                _name_at_birth(new.entity, old.entity)
            _merge(index, new.entity, old.entity)


def _neighbours(index: EntityIndex, number: int, doc: Doc) -> Iterable[tuple[Reference, Reference]]:
    last: Reference | None = None
    i = 0
    while i < len(doc):
        reference = index.at(number, i)
        if reference is None:
            i += 1
            continue
        if last is not None and reference.start - last.end <= _LONGEST and doc[last.start].sent == doc[i].sent:
            yield last, reference
        last, i = reference, max(reference.end, i + 1)


def _told(doc: Doc, left: Reference, right: Reference, between: str) -> str:
    """Return how the words between two names make one of them: ``formerly``, ``born`` or ``renamed``; or nothing."""
    if left.entity is right.entity:
        return ""
    after = doc[right.end] if right.end < len(doc) else None
    if after is not None and (after.tag_ == "POS" or after.pos_ in ("NOUN", "PROPN")):
        return ""  # "formerly Acme's chief", "formerly Acme chairman"
    if _FORMERLY.fullmatch(between):
        return "formerly"
    closed = after is None or after.text in _ENDS
    if closed and (_CALLED.fullmatch(between) or _BARE.fullmatch(between)):
        return "formerly"
    if closed and _BORN.fullmatch(between) and left.entity.type == "Person":
        return "born"
    if _RENAMED.fullmatch(between) or (closed and _NOW_CALLED.fullmatch(between)):
        return "renamed"
    before = doc[max(0, left.start - 5) : left.start].text_with_ws
    return "renamed" if between.strip() == "to" and _FROM_TO.search(before) else ""


def _alike(left: Entity, right: Entity, vocabulary: Vocabulary) -> bool:
    """Say whether the two may be of one kind; a place that no list knows may be a firm's name."""
    if "Person" in (left.type, right.type):
        return left.type == right.type
    kinds = {left.type, right.type}
    if "Place" in kinds and len(kinds) == 2:
        place = left if left.type == "Place" else right
        return place.name not in vocabulary.places and not kinds.isdisjoint(ORGANISATIONS)
    return len(kinds) == 1 or kinds <= ORGANISATIONS | {"Asset", "Place"}


def _name_at_birth(person: Entity, birth: Entity) -> None:
    """Give "Mara Smith, née Jones" the whole name "Mara Jones" too, and not the bare last name."""
    if " " not in birth.name and " " in person.name:
        person.aliases.append(f"{person.name.split()[0]} {birth.name}")


def _merge(index: EntityIndex, new: Entity, old: Entity) -> None:
    kinds = [entity.type for entity in (new, old) if entity.type not in ("Place", "Asset")]
    both = new.type == old.type
    new.votes.add(old.votes)
    if not both:
        special = [kind for kind in kinds if kind != "Organization"]
        new.type = special[0] if special else kinds[0] if kinds else winner(new.votes)
    new.gender = new.gender or old.gender
    index.merge(new, old)
