"""What a table's columns mean: a small YAML file, checked when it is read. ``docs/tables.md`` describes it.

A template such as ``"{Role}"`` stands for the cell of that column, or for a named group of the rule's pattern.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from techpol.schema.errors import UsageError
from techpol.schema.model import Modality
from techpol.schema.ontology import Ontology, load_ontology
from techpol.schema.values import PartialDate

_PLACE = re.compile(r"\{([^{}]+)\}")
_CURRENCY = re.compile(r"[A-Z]{3}\Z")
_QUALIFIERS = ("amount", "currency", "count", "asset", "role", "place", "start", "end", "when", "past")
_FORMATS = ("csv", "tsv", "parquet")
_SOURCE = ("key", "title", "publisher", "url", "published", "language")
_END = ("name", "type", "types", "names", "key", "identifiers", "properties")
_CLAIM = ("relation", "swap", "modality", "attribution", *_QUALIFIERS)
_RULE = ("pattern", "subject", "object", "claims", "reject")


@dataclass(frozen=True, slots=True)
class Template:
    """A text with places for cells and groups. ``fill`` gives None where all of its places are empty."""

    text: str

    @property
    def places(self) -> tuple[str, ...]:
        """The names in it."""
        return tuple(_PLACE.findall(self.text))

    def fill(self, values: Mapping[str, str | None]) -> str | None:
        """Return the text with its places filled; a template without any stands for itself."""
        found = [values.get(place) or "" for place in self.places]
        if len(found) > 0 and all(value.strip() == "" for value in found):
            return None
        text = _PLACE.sub(lambda match: values.get(match[1]) or "", self.text).strip()
        return text or None


@dataclass(frozen=True, slots=True)
class EndMapping:
    """How a row names one end. ``types`` maps what ``type`` gives to types of the ontology."""

    name: Template
    type: Template
    types: Mapping[str, str]
    key: Template | None
    names: Mapping[str, Template]
    identifiers: Mapping[str, Template]
    properties: Mapping[str, Template]


@dataclass(frozen=True, slots=True)
class ClaimMapping:
    """A claim that a row makes. ``swap``: the object's columns name who acts."""

    relation: str
    swap: bool
    modality: Modality
    attribution: Template | None
    qualifiers: Mapping[str, Template]


@dataclass(frozen=True, slots=True)
class Rule:
    """What rows of one kind claim: those whose cell the pattern fits as a whole, and whose ends have these types."""

    pattern: re.Pattern[str] | None
    subject: tuple[str, ...]
    object: tuple[str, ...]
    claims: tuple[ClaimMapping, ...]
    reject: str | None


@dataclass(frozen=True, slots=True)
class TableMapping:
    """A mapping, checked. ``digest`` tells two mappings apart."""

    path: str
    source: Mapping[str, str]
    format: str | None
    delimiter: str | None
    encoding: str
    decimal: str
    thousands: str
    date_format: str | None
    key: tuple[str, ...]
    subject: EndMapping
    object: EndMapping
    column: str | None
    rules: tuple[Rule, ...]
    otherwise: str
    digest: str

    def columns(self) -> tuple[str, ...]:
        """Return every column that the mapping names, for checking them against a table's header."""
        groups = {name for rule in self.rules if rule.pattern is not None for name in rule.pattern.groupindex}
        templates: list[Template] = []
        for end in (self.subject, self.object):
            templates += [
                end.name,
                end.type,
                *end.names.values(),
                *end.identifiers.values(),
                *end.properties.values(),
            ]
            templates += [end.key] if end.key is not None else []
        for rule in self.rules:
            for claim in rule.claims:
                templates += [*claim.qualifiers.values(), *([claim.attribution] if claim.attribution else [])]
        places = [place for template in templates for place in template.places if place not in groups]
        return tuple(dict.fromkeys([*places, *self.key, *([self.column] if self.column else [])]))


def read_mapping(path: Path) -> TableMapping:
    """Read a mapping. Raises UsageError that names the file, the place in it, what was found and what would do."""
    import yaml

    try:
        raw = path.read_bytes()
        data = yaml.safe_load(raw)
    except OSError as exc:
        raise UsageError(f"{path}: cannot be read ({exc.strerror})") from exc
    except (yaml.YAMLError, UnicodeDecodeError) as exc:
        raise UsageError(f"{path}: not YAML: {' '.join(str(exc).split())}") from exc
    return _Reader(str(path), load_ontology()).mapping(data, hashlib.sha256(raw).hexdigest()[:12])


class _Reader:
    """Reads one mapping; every error names the place."""

    def __init__(self, path: str, ontology: Ontology) -> None:
        self.path = path
        self.ontology = ontology

    def fail(self, place: str, message: str) -> UsageError:
        return UsageError(f"{self.path}: {place}: {message}")

    def fields(self, place: str, value: Any, known: Iterable[str]) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise self.fail(place, f"expected a map, found {value!r}")
        allowed = tuple(known)
        for name in value:
            if name not in allowed:
                raise self.fail(place, f"unknown field {name!r}; known: {', '.join(allowed)}")
        return value

    def text(self, place: str, value: Any) -> str:
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            raise self.fail(place, f"expected a text, found {value!r}")
        return str(value)

    def template(self, place: str, value: Any) -> Template:
        if isinstance(value, bool):
            return Template("true" if value else "")
        return Template(self.text(place, value))

    def templates(self, place: str, value: Any) -> dict[str, Template]:
        if not isinstance(value, dict):
            raise self.fail(place, f"expected a map of names to templates, found {value!r}")
        return {str(name): self.template(f"{place}.{name}", item) for name, item in value.items()}

    def mapping(self, data: Any, digest: str) -> TableMapping:
        known = (
            "source", "format", "delimiter", "encoding", "decimal", "thousands", "date_format", "key", "subject",
            "object", "column", "rules", "claims", "otherwise",
        )  # fmt: skip
        spec = self.fields("the mapping", data, known)
        for needed in ("subject", "object"):
            if needed not in spec:
                raise self.fail("the mapping", f"no {needed}; say which columns name it")
        source = {
            name: self.text(f"source.{name}", value)
            for name, value in self.fields("source", spec.get("source", {}), _SOURCE).items()
        }
        if "published" in source and PartialDate.clean(source["published"]) is None:
            raise self.fail("source.published", f"{source['published']!r} is no date; expected 2017, 2017-04 ...")
        form = spec.get("format")
        if form is not None and form not in _FORMATS:
            raise self.fail("format", f"{form!r}; known: {', '.join(_FORMATS)}")
        if ("claims" in spec) == ("rules" in spec):
            raise self.fail("the mapping", "give either claims (of every row) or rules (by what a column says)")
        if "rules" in spec and "column" not in spec:
            raise self.fail("column", "rules need a column whose cell they are held against")
        key = spec.get("key", [])
        if not isinstance(key, list):
            raise self.fail("key", f"expected a list of columns, found {key!r}")
        if "claims" in spec:
            rules = [Rule(None, (), (), self.claims("claims", spec["claims"]), None)]
        else:
            rules = [self.rule(f"rules[{at}]", rule) for at, rule in enumerate(self.items("rules", spec["rules"]), 1)]
        return TableMapping(
            path=self.path, source=source, format=form,
            delimiter=spec.get("delimiter"), encoding=self.text("encoding", spec.get("encoding", "utf-8-sig")),
            decimal=self.text("decimal", spec.get("decimal", ".")),
            thousands=self.text("thousands", spec.get("thousands", ",")),
            date_format=spec.get("date_format"), key=tuple(str(column) for column in key),
            subject=self.end("subject", spec["subject"]), object=self.end("object", spec["object"]),
            column=spec.get("column"), rules=tuple(rules),
            otherwise=self.text("otherwise", spec.get("otherwise", "no rule of the mapping")), digest=digest,
        )  # fmt: skip

    def items(self, place: str, value: Any) -> list[Any]:
        if not isinstance(value, list) or len(value) == 0:
            raise self.fail(place, f"expected a list, found {value!r}")
        return value

    def end(self, place: str, value: Any) -> EndMapping:
        spec = self.fields(place, value, _END)
        for needed in ("name", "type"):
            if needed not in spec:
                raise self.fail(place, f"no {needed}")
        types = {str(cell): self.type(f"{place}.types", name) for cell, name in spec.get("types", {}).items()}
        type_template = self.template(f"{place}.type", spec["type"])
        if len(type_template.places) == 0 and len(types) == 0:
            self.type(f"{place}.type", type_template.text)
        return EndMapping(
            self.template(f"{place}.name", spec["name"]), type_template, types,
            self.template(f"{place}.key", spec["key"]) if "key" in spec else None,
            self.templates(f"{place}.names", spec.get("names", {})),
            self.templates(f"{place}.identifiers", spec.get("identifiers", {})),
            self.templates(f"{place}.properties", spec.get("properties", {})),
        )  # fmt: skip

    def type(self, place: str, name: Any) -> str:
        spec = self.ontology.types.get(str(name))
        if spec is None or spec.abstract:
            concrete = sorted(item.name for item in self.ontology.types.values() if not item.abstract)
            raise self.fail(place, f"no type {name!r} in the ontology; known: {', '.join(concrete)}")
        return spec.name

    def types(self, place: str, value: Any) -> tuple[str, ...]:
        names = [value] if isinstance(value, str) else self.items(place, value)
        for name in names:
            if name not in self.ontology.types:
                raise self.fail(place, f"no type {name!r} in the ontology")
        return tuple(names)

    def rule(self, place: str, value: Any) -> Rule:
        spec = self.fields(place, value, _RULE)
        if "pattern" not in spec:
            raise self.fail(place, "no pattern")
        if ("claims" in spec) == ("reject" in spec):
            raise self.fail(place, "give either claims or reject (a reason)")
        patterns = spec["pattern"] if isinstance(spec["pattern"], list) else [spec["pattern"]]
        try:
            pattern = re.compile("|".join(f"(?:{self.text(place, item)})" for item in patterns), re.IGNORECASE)
        except re.error as exc:
            raise self.fail(f"{place}.pattern", f"no regular expression: {exc}") from exc
        reject = self.text(f"{place}.reject", spec["reject"]) if "reject" in spec else None
        claims = self.claims(f"{place}.claims", spec["claims"]) if "claims" in spec else ()
        return Rule(
            pattern, self.types(f"{place}.subject", spec.get("subject", "Entity")),
            self.types(f"{place}.object", spec.get("object", "Entity")), claims, reject,
        )  # fmt: skip

    def claims(self, place: str, value: Any) -> tuple[ClaimMapping, ...]:
        return tuple(self.claim(f"{place}[{at}]", item) for at, item in enumerate(self.items(place, value), 1))

    def claim(self, place: str, value: Any) -> ClaimMapping:
        spec = self.fields(place, value, _CLAIM)
        relation = spec.get("relation")
        if relation not in self.ontology.relations:
            known = ", ".join(sorted(self.ontology.relations))
            raise self.fail(f"{place}.relation", f"no relation {relation!r} in the ontology; known: {known}")
        modality = spec.get("modality", "asserted")
        if modality not in tuple(Modality):
            raise self.fail(f"{place}.modality", f"{modality!r}; known: {', '.join(Modality)}")
        currency = spec.get("currency")
        if isinstance(currency, str) and "{" not in currency and _CURRENCY.match(currency) is None:
            raise self.fail(f"{place}.currency", f"{currency!r} is no ISO 4217 code such as USD")
        return ClaimMapping(
            relation, bool(spec.get("swap", False)), Modality(modality),
            self.template(f"{place}.attribution", spec["attribution"]) if "attribution" in spec else None,
            {name: self.template(f"{place}.{name}", spec[name]) for name in _QUALIFIERS if name in spec},
        )  # fmt: skip
