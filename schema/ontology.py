"""The ontology: types and relations as data, read from ``ontology.yaml`` and checked when it is read.

>>> ontology = load_ontology()
>>> ontology.is_a("Company", "Organization")
True
>>> ontology.allows("DONATED_TO", "Person", "Committee")
True
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from techpol.schema.errors import OntologyError

LANGUAGES = ("en", "ar")
QUALIFIERS = ("amount", "count", "asset", "role", "place", "start", "end", "past")
_NAME = re.compile(r"[A-Z][A-Za-z_]*\Z")
_COLOUR = re.compile(r"#[0-9a-f]{6}\Z")
_PLACEHOLDER = re.compile(r"\{(\w*)\}")


@dataclass(frozen=True, slots=True)
class EntityType:
    """A type of entity. ``ancestors`` begins with the type itself and ends with the root."""

    name: str
    ancestors: tuple[str, ...]
    abstract: bool
    labels: dict[str, str]
    colour: str
    rdf: str | None
    wikidata: str | None
    ftm: str | None


@dataclass(frozen=True, slots=True)
class RelationType:
    """A type of relation. ``strength`` is in (0, 1]: how much of a tie it is in a path.

    ``race``: the date that a source gives is that of the race, not of the beginning of something that goes on.
    """

    name: str
    means: str
    near_miss: str
    subject: tuple[str, ...]
    object: tuple[str, ...]
    kind: str
    symmetric: bool
    auxiliary: bool
    hostile: bool
    race: bool
    strength: float
    properties: tuple[str, ...]
    labels: dict[str, str]
    inverse: dict[str, str]
    sentence: dict[str, str]
    rdf: str | None
    wikidata: dict[str, Any] | None
    ftm: dict[str, str]


@dataclass(frozen=True, slots=True)
class Ontology:
    """All types and relations. Look up with ``types[...]`` and ``relations[...]``."""

    version: int
    kinds: dict[str, dict[str, str]]
    types: dict[str, EntityType]
    relations: dict[str, RelationType]
    _pairs: dict[tuple[str, str, str], bool] = field(default_factory=dict, repr=False)

    def is_a(self, type_name: str, ancestor: str) -> bool:
        """Say whether a type is the other or stands under it. Raises OntologyError for an unknown type."""
        return ancestor in self.type(type_name).ancestors

    def type(self, name: str) -> EntityType:
        """Return a type; raises OntologyError with the known ones."""
        if name not in self.types:
            raise OntologyError(f"no type {name!r} in the ontology; known: {', '.join(sorted(self.types))}")
        return self.types[name]

    def relation(self, name: str) -> RelationType:
        """Return a relation type; raises OntologyError with the known ones."""
        if name not in self.relations:
            known = ", ".join(sorted(self.relations))
            raise OntologyError(f"no relation {name!r} in the ontology; known: {known}")
        return self.relations[name]

    def allows(self, relation: str, subject_type: str, object_type: str) -> bool:
        """Say whether a relation may join these types (in either order if it is symmetric)."""
        key = (relation, subject_type, object_type)
        if key not in self._pairs:
            spec = self.relation(relation)
            self._pairs[key] = self._fits(spec, subject_type, object_type) or (
                spec.symmetric and self._fits(spec, object_type, subject_type)
            )
        return self._pairs[key]

    def _fits(self, spec: RelationType, subject_type: str, object_type: str) -> bool:
        return any(self.is_a(subject_type, wanted) for wanted in spec.subject) and any(
            self.is_a(object_type, wanted) for wanted in spec.object
        )

    def subtypes(self, name: str) -> tuple[str, ...]:
        """Return a type and every type under it."""
        self.type(name)
        return tuple(other.name for other in self.types.values() if name in other.ancestors)


class _Reader:
    """Reads one ontology file; every error names the file and the place in it."""

    def __init__(self, data: Any, path: str) -> None:
        self.data = data
        self.path = path

    def fail(self, place: str, message: str) -> OntologyError:
        return OntologyError(f"{self.path}: {place}: {message}")

    def section(self, name: str) -> dict[str, Any]:
        value = self.data.get(name) if isinstance(self.data, dict) else None
        if not isinstance(value, dict) or len(value) == 0:
            raise self.fail(name, f"expected a map of {name}, found {value!r}")
        return value

    def spec(self, place: str, value: Any, allowed: set[str]) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise self.fail(place, f"expected a map, found {value!r}")
        unknown = sorted(set(value) - allowed)
        if unknown:
            raise self.fail(place, f"unknown field {unknown[0]!r}; known: {', '.join(sorted(allowed))}")
        return value

    def texts(self, place: str, value: Any) -> dict[str, str]:
        if not isinstance(value, dict) or any(not isinstance(value.get(lang), str) for lang in LANGUAGES):
            raise self.fail(place, f"expected a text for each of {', '.join(LANGUAGES)}, found {value!r}")
        return {str(lang): str(text) for lang, text in value.items()}

    def types(self) -> dict[str, EntityType]:
        specs = self.section("types")
        allowed = {"extends", "abstract", "labels", "colour", "rdf", "wikidata", "ftm"}
        found: dict[str, EntityType] = {}
        for name, raw in specs.items():
            place = f"types.{name}"
            if not isinstance(name, str) or _NAME.match(name) is None:
                raise self.fail(place, "a type's name is a capital and letters")
            spec = self.spec(place, raw, allowed)
            ancestors = [name]
            parent = spec.get("extends")
            while parent is not None:
                if parent not in specs:
                    raise self.fail(f"{place}.extends", f"unknown type {parent!r}")
                if parent in ancestors:
                    raise self.fail(f"{place}.extends", f"{parent!r} extends itself")
                ancestors.append(parent)
                parent = specs[parent].get("extends")
            colour = spec.get("colour")
            if not isinstance(colour, str) or _COLOUR.match(colour) is None:
                raise self.fail(f"{place}.colour", f"expected #rrggbb in lower case, found {colour!r}")
            found[name] = EntityType(
                name, tuple(ancestors), bool(spec.get("abstract", False)),
                self.texts(f"{place}.labels", spec.get("labels")), colour,
                spec.get("rdf"), spec.get("wikidata"), spec.get("ftm"),
            )  # fmt: skip
        return found

    def relations(self, types: dict[str, EntityType], kinds: set[str]) -> dict[str, RelationType]:
        allowed = set(RelationType.__slots__) - {"name"}
        found: dict[str, RelationType] = {}
        for name, raw in self.section("relations").items():
            place = f"relations.{name}"
            if not isinstance(name, str) or name != name.upper() or _NAME.match(name) is None:
                raise self.fail(place, "a relation's name is capitals and underscores")
            spec = self.spec(place, raw, allowed)
            for definition in ("means", "near_miss"):
                if not isinstance(spec.get(definition), str):
                    raise self.fail(f"{place}.{definition}", f"expected a text, found {spec.get(definition)!r}")
            for end in ("subject", "object"):
                ends = spec.get(end)
                if not isinstance(ends, list) or len(ends) == 0:
                    raise self.fail(f"{place}.{end}", f"expected a list of types, found {ends!r}")
                for type_name in ends:
                    if type_name not in types:
                        raise self.fail(f"{place}.{end}", f"unknown type {type_name!r}")
            if spec.get("kind") not in kinds:
                raise self.fail(f"{place}.kind", f"unknown kind {spec.get('kind')!r}; known: {sorted(kinds)}")
            strength = spec.get("strength")
            if not isinstance(strength, int | float) or not 0 < strength <= 1:
                raise self.fail(f"{place}.strength", f"expected a number in (0, 1], found {strength!r}")
            properties = spec.get("properties", [])
            for qualifier in properties:
                if qualifier not in QUALIFIERS:
                    raise self.fail(f"{place}.properties", f"unknown qualifier {qualifier!r}; known: {QUALIFIERS}")
            sentence = self.texts(f"{place}.sentence", spec.get("sentence"))
            for language, template in sentence.items():
                if set(_PLACEHOLDER.findall(template)) != {"subject", "object", "details"}:
                    raise self.fail(
                        f"{place}.sentence.{language}", f"needs {{subject}}, {{object}} and {{details}}: {template!r}"
                    )
            ftm = spec.get("ftm")
            if not isinstance(ftm, dict) or set(ftm) != {"schema", "subject", "object"}:
                raise self.fail(f"{place}.ftm", f"expected schema, subject and object, found {ftm!r}")
            found[name] = RelationType(
                name=name, means=spec["means"], near_miss=spec["near_miss"], subject=tuple(spec["subject"]),
                object=tuple(spec["object"]), kind=spec["kind"],
                symmetric=bool(spec.get("symmetric", False)), auxiliary=bool(spec.get("auxiliary", False)),
                hostile=bool(spec.get("hostile", False)), race=bool(spec.get("race", False)),
                strength=float(strength), properties=tuple(properties),
                labels=self.texts(f"{place}.labels", spec.get("labels")),
                inverse=self.texts(f"{place}.inverse", spec.get("inverse")), sentence=sentence,
                rdf=spec.get("rdf"), wikidata=spec.get("wikidata"), ftm=ftm,
            )  # fmt: skip
        return found


def read_ontology(text: str, path: str) -> Ontology:
    """Read an ontology from YAML. Raises OntologyError that names the file and the place of the mistake."""
    import yaml

    try:
        data = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError as exc:
        raise OntologyError(f"{path}: not YAML: {exc}") from exc
    reader = _Reader(data, path)
    kinds = reader.section("kinds")
    for kind, labels in kinds.items():
        reader.texts(f"kinds.{kind}", labels)
    types = reader.types()
    return Ontology(int(data.get("version", 1)), kinds, types, reader.relations(types, set(kinds)))


@cache
def load_ontology() -> Ontology:
    """Return the ontology of the package, read once."""
    resource = files("techpol.schema").joinpath("ontology.yaml")
    return read_ontology(resource.read_text("utf-8"), Path(str(resource)).name)
