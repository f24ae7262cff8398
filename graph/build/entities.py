"""Entities from clusters of referents: type, names, identifiers, properties.

What an entity is follows from its referents alone, whatever the order in which they came; only its id tells which of
them was there first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from techpol.schema.model import Entity, Identifier, Name, Referent
from techpol.schema.ontology import Ontology, load_ontology
from techpol.schema.text import fold

# The preferred name is in the first of these languages that has one.
_LANGUAGES = ("en", "ar")


def make_entity(entity_id: str, referents: Sequence[Referent], owners: Sequence[str] = ()) -> Entity:
    """Return the entity that some referents are. ``owners`` are the names of whose campaign, fund ... it is."""
    ontology = load_ontology()
    type_name = vote_type([referent.type for referent in referents], ontology)
    names = _names(referents, ontology.is_a(type_name, "Person"))
    identifiers: set[Identifier] = set()
    properties: set[tuple[str, str]] = {("owner", owner) for owner in owners}
    for referent in referents:
        identifiers.update(referent.identifiers)
        # The key of an owner says nothing outside its source; its name does.
        properties.update(pair for pair in referent.properties if pair[0] != "owner")
    return Entity(
        entity_id, type_name, _preferred(names), tuple(names), tuple(sorted(identifiers)), tuple(sorted(properties))
    )


def vote_type(types: Sequence[str], ontology: Ontology) -> str:
    """Return the type of an entity by the vote of its referents.

    A vote for a general type is one for each of its subtypes that somebody names: Organization, Organization and
    Company make a Company.
    """
    votes = Counter(name for name in types if name in ontology.types)
    if len(votes) == 0:
        return "Entity"  # loaded when the ontology still had their types

    def score(name: str) -> tuple[int, int, int]:
        ancestors = ontology.types[name].ancestors
        return sum(votes[ancestor] for ancestor in ancestors), len(ancestors), votes[name]

    return min(votes, key=lambda name: (*(-part for part in score(name)), name))


def _names(referents: Sequence[Referent], is_person: bool) -> list[Name]:
    """Return every form of the names, the preferred one of each language first."""
    chosen: Counter[Name] = Counter()  # how many referents go by a name
    seen: Counter[Name] = Counter()
    for referent in referents:
        own = {name.text: name for name in referent.names}
        main = own.get(referent.name, Name(referent.name, language_of(referent.name)))
        chosen[main] += 1
        for name in {*referent.names, main}:
            seen[name] += 1

    def rank(name: Name) -> tuple[bool, int, int, int, str]:
        words = len(name.text.split())
        return _unusual(name.text, is_person and words < 2), -chosen[name], -seen[name], -len(name.text), name.text

    languages = sorted({name.language for name in seen}, key=_language_rank)
    first = [min((name for name in seen if name.language == language), key=rank) for language in languages]
    return first + sorted(name for name in seen if name not in first)


def _unusual(text: str, short: bool) -> bool:
    """Say whether a form is one that a reader would not choose: a surname alone, "ALTMAN, SAM"."""
    return short or "," in text or (text.isupper() and len(text.split()) > 1)


def _language_rank(language: str) -> tuple[int, str]:
    return (_LANGUAGES.index(language) if language in _LANGUAGES else len(_LANGUAGES), language)


def _preferred(names: Sequence[Name]) -> str:
    return names[0].text


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
