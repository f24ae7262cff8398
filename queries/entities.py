"""Which entities a word of a question means: an id, a type ("a campaign"), a name in any language, or several."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice

from techpol.graph.view import EdgeFilter, GraphView
from techpol.queries.grammar import language_of, load_grammar
from techpol.queries.messages import say
from techpol.queries.sentences import tidy
from techpol.schema.answers import Suggestion
from techpol.schema.model import Entity
from techpol.schema.ontology import load_ontology
from techpol.schema.text import fold, normalise_text

_SURE = 0.9  # so alike that a spelling mistake is the best explanation
_MARGIN = 0.05
_MOST_COMPARED = 5_000  # entities whose names are compared by sound, when nothing else helps
_LONGEST_NAME = 120
_LISTED = 5  # of several that are meant are named
_PART = 0.8  # what a view gives at least to whole words out of a name
_BELONGING = frozenset({"CONNECTED_TO", "RUNS_FOR"})
_ID = re.compile(r"e-[0-9a-f]+\Z")


@dataclass(frozen=True, slots=True)
class Ends:
    """What one end of a question stands for.

    ``type_name`` is set where any entity of a type will do. ``choices`` are entities that it may mean equally well:
    then the question is unclear. ``unknown`` are names that nothing bears, with ``suggestions``.
    """

    entities: tuple[Entity, ...] = ()
    type_name: str | None = None
    unknown: tuple[str, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    choices: tuple[Entity, ...] = ()
    asked: str = ""
    remarks: tuple[tuple[str, str, tuple[Entity, ...]], ...] = ()  # (message, name asked for, what it is read as)

    def notes(self, language: str) -> tuple[str, ...]:
        """Return what there is to say on how the name was read."""
        return tuple(
            tidy(say(key, language, name=name, read=listed_names(read[:_LISTED], language)))
            for key, name, read in self.remarks
        )

    @property
    def known(self) -> bool:
        """Say whether it stands for anything."""
        return self.type_name is not None or len(self.entities) > 0


def listed_names(entities: Sequence[Entity], language: str) -> str:
    """Return entities by name, those of one name with their types and, where these are equal too, with their ids."""
    alike = Counter((entity.name_in(language), entity.type) for entity in entities)
    names = Counter(entity.name_in(language) for entity in entities)
    parts = []
    for entity in entities:
        name, comma = entity.name_in(language), say("comma", language)
        marks = [load_ontology().type(entity.type).labels[language]] if names[name] > 1 else []
        marks += [entity.id] if alike[name, entity.type] > 1 else []
        parts.append(f"{name} ({comma.join(marks)})" if marks else name)
    return say("comma", language).join(parts)


def find_type(text: str) -> str | None:
    """Return the type that words name ("a campaign", "any company", "حملة"); None where they name none."""
    ontology = load_ontology()
    if text in ontology.types:
        return text
    return load_grammar().type_words.get(_bare(text))


def _bare(text: str) -> str:
    grammar = load_grammar()
    words = fold(text).split()
    while len(words) > 1 and words[0] in grammar.articles:
        words = words[1:]
    return " ".join(words)


def resolve(view: GraphView, text: str, type_name: str | None = None) -> Ends:
    """Return what a word or name stands for."""
    text = text.strip().strip("\"'“”«»").strip()
    if text == "":
        return Ends(unknown=(text,))
    if _ID.match(text) is not None:
        entity = view.get_entity(text)
        return Ends(entities=(entity,)) if entity is not None else Ends(unknown=(text,))
    found_type = find_type(text)
    if found_type is not None and not _is_name(view, text):
        return Ends(type_name=found_type)
    for way in (_same_name, _possessed, _like_name, _in_other_script):
        for form in _forms(text):
            ends = way(view, form, type_name)
            if ends.known or len(ends.choices) > 0:
                return replace(ends, asked=text)
    found = [(entity, score) for form in _forms(text) for entity, score in view.find_entities(form, type_name, 5)]
    suggestions: dict[str, Suggestion] = {}
    for entity, score in sorted(found, key=lambda item: -item[1]):
        suggestions.setdefault(entity.id, Suggestion(text, entity, score))
    return Ends(unknown=(text,), suggestions=tuple(suggestions.values())[:5])


def _is_name(view: GraphView, text: str) -> bool:
    return any(score >= 1.0 for _, score in view.find_entities(text, None, 1)) and text[:1].isupper()


def _forms(text: str) -> list[str]:
    """Return the name as asked, and without what a question may hang on it: a possessive, an article, a prefix."""
    grammar = load_grammar()
    forms = [text]
    for pattern, put in grammar.trims:
        trimmed = pattern.sub(put, text).strip()
        if trimmed not in ("", *forms):
            forms.append(trimmed)
    return forms


def _same_name(view: GraphView, name: str, type_name: str | None) -> Ends:
    same = [entity for entity, score in view.find_entities(name, type_name, 20) if score >= 1.0]
    if len(same) > 1:
        return Ends(entities=tuple(same), remarks=(("all_meant", name, tuple(same)),))
    return Ends(entities=tuple(same))


def _possessed(view: GraphView, text: str, type_name: str | None) -> Ends:
    """Read "Donald Trump's campaign", "حملة ترامب": what a named one has ties of belonging to, of that type."""
    ontology = load_ontology()
    normal = normalise_text(text)
    for pattern in load_grammar().possessed:
        match = pattern.fullmatch(normal.text)
        wanted = find_type(match.group("t")) if match is not None else None
        if match is None or wanted is None or (type_name is not None and not ontology.is_a(wanted, type_name)):
            continue
        start, end = normal.span(*match.span("owner"))
        owner = _same_name(view, text[start:end], None)
        if not owner.known:
            owner = _like_name(view, text[start:end], None)
        found: dict[str, Entity] = {}
        ids = {entity.id for entity in owner.entities if not ontology.is_a(entity.type, wanted)}
        for edge in view.neighbours(ids, EdgeFilter(relations=_BELONGING, totals=False)):
            other = view.get_entity(edge.object if edge.subject in ids else edge.subject)
            if other is not None and ontology.is_a(other.type, wanted):
                found[other.id] = other
        if len(found) == 0:
            found = {entity.id: entity for entity in _named_after(view, owner.entities, wanted)}
        if len(found) > 0:
            read = tuple(found.values())
            return Ends(entities=read, remarks=(("read_as", text, read),))
    return Ends()


def _named_after(view: GraphView, owners: Sequence[Entity], wanted: str) -> list[Entity]:
    """Return entities of a type that bear the last word of an owner's name: the "Trump campaign" of Donald Trump."""
    found: dict[str, Entity] = {}
    for owner in owners:
        for form in _all_names(owner):
            last = fold(form).split()[-1:]
            for entity, _ in view.find_entities(" ".join(last), wanted, 20) if last else ():
                if entity.id != owner.id and _has_words(entity, last):
                    found[entity.id] = entity
    return list(found.values())


def _like_name(view: GraphView, name: str, type_name: str | None) -> Ends:
    """Read a part of a name, or a name with a slip of the pen, where only one can be meant."""
    found = [item for item in view.find_entities(name, type_name, 20) if item[1] < 1.0]
    folded = fold(name)
    words = folded.split()
    # "Altman": a person's last name means the person before the committees and campaigns that bear it too.
    people = [
        entity
        for entity, _ in found
        if entity.type == "Person" and any(fold(form).split()[-len(words) :] == words for form in _all_names(entity))
    ]
    if len(people) == 1:
        return Ends(entities=(people[0],), remarks=(("read_as", name, (people[0],)),))
    if len(people) > 1:
        return Ends(choices=tuple(people[:3]))
    part = [(entity, score) for entity, score in found if score >= _PART and _has_words(entity, words)]
    if len(part) == 1 or (len(part) > 1 and part[0][1] - part[1][1] >= _MARGIN):
        return Ends(entities=(part[0][0],), remarks=(("read_as", name, (part[0][0],)),))
    if len(part) > 1:
        return Ends(choices=tuple(entity for entity, _ in part[:3]))
    if len(found) > 0 and found[0][1] >= _SURE and (len(found) == 1 or found[0][1] - found[1][1] >= _MARGIN):
        return Ends(entities=(found[0][0],), remarks=(("read_as", name, (found[0][0],)),))
    return Ends()


def _in_other_script(view: GraphView, name: str, type_name: str | None) -> Ends:
    """Read a name that is written in another script than the names known: where the sounds say that one is meant."""
    from techpol.schema.names import ORGANIZATION, PERSON, compare_names, name_keys

    arabic = language_of(name) == "ar"
    if len(name) > _LONGEST_NAME or fold(name) == "":
        return Ends()
    keys = {kind: name_keys(name, kind) for kind in (PERSON, ORGANIZATION)}
    scored: list[tuple[float, str, Entity]] = []
    for entity in islice(view.iter_entities(type_name), _MOST_COMPARED):
        kind = PERSON if entity.type == "Person" else ORGANIZATION
        for form in dict.fromkeys(_all_names(entity)):
            if (language_of(form) == "ar") != arabic and not keys[kind].isdisjoint(name_keys(form, kind)):
                scored.append((-compare_names(name, form, kind).score, entity.id, entity))
    scored.sort(key=lambda item: item[:2])
    if len(scored) == 0 or -scored[0][0] < _SURE:
        return Ends()
    best = scored[0][2]
    rivals = {entity.id: entity for score, _, entity in scored if score <= scored[0][0] + _MARGIN}
    if len(rivals) > 1:
        return Ends(choices=tuple(rivals.values())[:3])
    return Ends(entities=(best,), remarks=(("read_as", name, (best,)),))


def _all_names(entity: Entity) -> list[str]:
    return [entity.name, *(name.text for name in entity.names)]


def _has_words(entity: Entity, words: Sequence[str]) -> bool:
    return any(set(words) <= set(fold(name).split()) for name in _all_names(entity))


def resolve_all(view: GraphView, names: str | Sequence[str], type_name: str | None = None) -> Ends:
    """Return what one name or a list of names stands for. Names of a list that are unknown are noted and left out."""
    if isinstance(names, str):
        return resolve(view, names, type_name)
    if len(names) == 1:
        return resolve(view, names[0], type_name)
    entities: dict[str, Entity] = {}
    parts = [resolve(view, name, type_name) for name in names]
    for part in parts:
        entities.update((entity.id, entity) for entity in (*part.entities, *part.choices[:1]))
        if part.type_name is not None and len(parts) > 1:
            entities.update((entity.id, entity) for entity in view.iter_entities(part.type_name))
    return Ends(
        tuple(entities.values()),
        unknown=tuple(name for part in parts for name in part.unknown),
        suggestions=tuple(item for part in parts for item in part.suggestions),
        remarks=tuple(remark for part in parts for remark in part.remarks),
    )
