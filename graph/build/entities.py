"""Entities from clusters of referents: type, names, identifiers, properties.

What an entity is follows from its referents alone, whatever the order in which they came; only its id tells which of
them was there first.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self

from techpol.graph.rows import dump
from techpol.schema.model import Entity, Identifier, Name, Referent
from techpol.schema.ontology import Ontology, load_ontology
from techpol.schema.text import fold

# The preferred name is in the first of these languages that has one.
_LANGUAGES = ("en", "ar")


@dataclass(slots=True)
class Tally:
    """What the referents of an entity say, counted; the entity follows from it, and one referent more is one step."""

    types: Counter[str] = field(default_factory=Counter)
    chosen: Counter[Name] = field(default_factory=Counter)  # how many referents go by a name
    seen: Counter[Name] = field(default_factory=Counter)
    identifiers: set[Identifier] = field(default_factory=set)
    properties: set[tuple[str, str]] = field(default_factory=set)

    def add(self, referent: Referent, owner: str | None = None) -> None:
        """Count a referent. ``owner`` is the name of whose campaign, fund ... it is."""
        self.types[referent.type] += 1
        own = {name.text: name for name in referent.names}
        main = own.get(referent.name, Name(referent.name, language_of(referent.name)))
        self.chosen[main] += 1
        for name in {*referent.names, main}:
            self.seen[name] += 1
        self.identifiers.update(referent.identifiers)
        # The key of an owner says nothing outside its source; its name does.
        self.properties.update(pair for pair in referent.properties if pair[0] != "owner")
        if owner is not None:
            self.properties.add(("owner", owner))

    def entity(self, entity_id: str) -> Entity:
        """Return the entity."""
        ontology = load_ontology()
        type_name = vote_type(self.types, ontology)
        names = self._names(ontology.is_a(type_name, "Person"))
        return Entity(
            entity_id, type_name, names[0].text, tuple(names), tuple(sorted(self.identifiers)),
            tuple(sorted(self.properties)),
        )  # fmt: skip

    def _names(self, is_person: bool) -> list[Name]:
        """Return every form of the names, the preferred one of each language first."""

        def rank(name: Name) -> tuple[bool, int, int, int, str]:
            words = len(name.text.split())
            unusual = _unusual(name.text, is_person and words < 2)
            return unusual, -self.chosen[name], -self.seen[name], -len(name.text), name.text

        languages = sorted({name.language for name in self.seen}, key=_language_rank)
        first = [min((name for name in self.seen if name.language == language), key=rank) for language in languages]
        return first + sorted(name for name in self.seen if name not in first)

    def to_json(self) -> str:
        """Return the counts as JSON, to go on from later."""
        return dump(
            {
                "types": dict(self.types),
                "names": [[name.text, name.language, self.chosen[name], self.seen[name]] for name in self.seen],
                "identifiers": [[item.scheme, item.value] for item in self.identifiers],
                "properties": [list(pair) for pair in self.properties],
            }
        )

    @classmethod
    def from_json(cls, kept: str) -> Self:
        """Read what ``to_json`` gave."""
        data = json.loads(kept)
        tally = cls(
            Counter(data["types"]), identifiers={Identifier(*pair) for pair in data["identifiers"]},
            properties={(key, value) for key, value in data["properties"]},
        )  # fmt: skip
        for text, language, chosen, seen in data["names"]:
            tally.seen[Name(text, language)] = seen
            if chosen > 0:
                tally.chosen[Name(text, language)] = chosen
        return tally


def vote_type(types: Mapping[str, int], ontology: Ontology) -> str:
    """Return the type of an entity by the vote of its referents: how many of them are of each type.

    A vote for a general type is one for each of its subtypes that somebody names: Organization, Organization and
    Company make a Company.
    """
    votes = Counter({name: count for name, count in types.items() if name in ontology.types})
    if len(votes) == 0:
        return "Entity"  # loaded when the ontology still had their types

    def score(name: str) -> tuple[int, int, int]:
        ancestors = ontology.types[name].ancestors
        return sum(votes[ancestor] for ancestor in ancestors), len(ancestors), votes[name]

    return min(votes, key=lambda name: (*(-part for part in score(name)), name))


def _unusual(text: str, short: bool) -> bool:
    """Say whether a form is one that a reader would not choose: a surname alone, "ALTMAN, SAM"."""
    return short or "," in text or (text.isupper() and len(text.split()) > 1)


def _language_rank(language: str) -> tuple[int, str]:
    return (_LANGUAGES.index(language) if language in _LANGUAGES else len(_LANGUAGES), language)


def language_of(text: str) -> str:
    """Return the language that a name's script tells: ar or und."""
    arabic = sum(1 for character in text if "\u0600" <= character <= "\u06ff")
    return "ar" if arabic * 2 > len(text.replace(" ", "")) else "und"


def folded_names(entity: Entity) -> dict[str, Name]:
    """Return every name by the form that it is looked up by."""
    found: dict[str, Name] = {}
    for name in (*entity.names, Name(entity.name, language_of(entity.name))):
        folded = fold(name.text)
        if folded != "":
            found.setdefault(folded, name)
    return found
