"""Named Cypher queries: a file with a header each, and how their parameters are read.

A header is comment lines before the query::

    // title: Donors of a committee
    // question: Who gave to a committee, how often and how much?
    // parameter: committee: string; name in any script, or id
    // parameter: limit: integer = 50; at most so many rows
    // column: donor: name

A parameter without ``= default`` is required; the default is JSON. The name of the query is that of the file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from techpol.schema.errors import UsageError

if TYPE_CHECKING:
    from techpol.graph.neo4j.connection import Database
    from techpol.graph.neo4j.reader import Limits, Rows

PARAMETER_TYPES = ("string", "integer", "float", "boolean", "date", "modality")
# What a sum may be of: nothing that is only planned or alleged stands in it unless asked for.
MODALITIES = ("asserted", "planned", "alleged", "any")
_HEADER = re.compile(r"//\s*(title|question|parameter|column):\s*(.*?)\s*\Z")
_PARAMETER = re.compile(r"([a-z][a-z0-9_]*):\s*(\w+)(?:\s*=\s*(.*?))?(?:;\s*(.*))?\Z")
_COLUMN = re.compile(r"([a-z][a-z0-9_]*):\s*(.*)\Z")


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a query asks for. ``default`` means nothing where the parameter is required."""

    name: str
    type: str
    meaning: str
    required: bool
    default: Any = None

    def read(self, text: str) -> Any:
        """Return the value that a text stands for. Raises UsageError that says what would do."""
        try:
            value = _READERS[self.type](text)
            # A share of one like that of every other command; "not a number" is less than nothing at all.
            if self.name == "min_confidence" and not 0 <= value <= 1:
                raise UsageError(f"--min-confidence: {text!r} is not between 0 and 1")
            return value
        except ValueError as exc:
            known = f"; known: {', '.join(MODALITIES)}" if self.type == "modality" else ""
            message = f"--{self.name.replace('_', '-')}: {text!r} is not of type {self.type}{known}"
            raise UsageError(message) from exc

    def to_dict(self) -> dict[str, Any]:
        """Return JSON values."""
        data = {"name": self.name, "type": self.type, "required": self.required, "meaning": self.meaning}
        return data if self.required else {**data, "default": self.default}


def _read_boolean(text: str) -> bool:
    lowered = text.lower()
    if lowered not in ("true", "false", "yes", "no"):
        raise ValueError(text)
    return lowered in ("true", "yes")


def _read_modality(text: str) -> str:
    if text.lower() not in MODALITIES:
        raise ValueError(text)
    return text.lower()


_READERS: dict[str, Any] = {
    "string": str, "integer": int, "float": float, "boolean": _read_boolean, "date": date.fromisoformat,
    "modality": _read_modality,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the answer, and what stands in it."""

    name: str
    meaning: str


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query of the library, or of a user's file with the same header."""

    name: str
    title: str
    question: str
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    text: str

    def values(self, given: Mapping[str, str]) -> dict[str, Any]:
        """Return the parameters to send: what was given, read by type, and the defaults of the rest.

        Raises UsageError for one that is unknown, missing or of the wrong type.
        """
        known = {parameter.name: parameter for parameter in self.parameters}
        unknown = sorted(set(given) - set(known))
        if unknown:
            options = ", ".join(f"--{name.replace('_', '-')}" for name in known) or "none"
            raise UsageError(f"{self.name}: no parameter {unknown[0]!r}; it has {options}")
        missing = [name for name, parameter in known.items() if parameter.required and name not in given]
        if missing:
            parameter = known[missing[0]]
            raise UsageError(f"{self.name} needs --{missing[0].replace('_', '-')} ({parameter.meaning})")
        return {
            name: parameter.read(given[name]) if name in given else parameter.default
            for name, parameter in known.items()
        }

    def to_dict(self) -> dict[str, Any]:
        """Return JSON values: what ``techpol cypher --list --json`` prints of each."""
        return {
            "name": self.name, "title": self.title, "question": self.question,
            "parameters": [parameter.to_dict() for parameter in self.parameters],
            "columns": [column.name for column in self.columns],
        }  # fmt: skip


def parse_query(text: str, name: str) -> NamedQuery:
    """Read a query with its header. Raises UsageError that names the line where the header is wrong."""
    fields: dict[str, str] = {}
    parameters: list[Parameter] = []
    columns: list[Column] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.startswith("//") and line.strip() != "":
            break
        match = _HEADER.match(line)
        if match is None:
            continue
        key, value = match.groups()
        place = f"{name}: line {number}"
        if key == "parameter":
            parameters.append(_parse_parameter(value, place))
        elif key == "column":
            column = _COLUMN.match(value)
            if column is None:
                raise UsageError(f"{place}: expected '// column: name: meaning', found {line!r}")
            columns.append(Column(*column.groups()))
        else:
            fields[key] = value
    return NamedQuery(
        name, fields.get("title", name), fields.get("question", ""), tuple(parameters), tuple(columns), text
    )


def _parse_parameter(value: str, place: str) -> Parameter:
    match = _PARAMETER.match(value)
    if match is None:
        raise UsageError(f"{place}: expected '// parameter: name: type = default; meaning', found {value!r}")
    name, type_name, default, meaning = match.groups()
    if type_name not in PARAMETER_TYPES:
        raise UsageError(f"{place}: unknown type {type_name!r}; known: {', '.join(PARAMETER_TYPES)}")
    try:
        parsed = None if default is None else json.loads(default)
    except ValueError as exc:
        raise UsageError(f"{place}: the default {default!r} of {name} is not JSON") from exc
    if type_name == "date" and isinstance(parsed, str):
        parsed = date.fromisoformat(parsed)
    return Parameter(name, type_name, meaning or "", default is None, parsed)


@cache
def load_library() -> dict[str, NamedQuery]:
    """Return the queries of the package by name, in alphabetical order."""
    folder = files("techpol.queries").joinpath("library")
    found = {
        Path(item.name).stem: item.read_text("utf-8") for item in folder.iterdir() if item.name.endswith(".cypher")
    }
    return {name: parse_query(text, name) for name, text in sorted(found.items())}


def get_query(name: str) -> NamedQuery | None:
    """Return a query of the library, None where it has none of that name."""
    return load_library().get(name)


def ask(database: Database, query: NamedQuery, parameters: Mapping[str, Any], limits: Limits | None = None) -> Rows:
    """Run a query with parameters as ``NamedQuery.values`` gives them; nothing but reading gets through.

    Raises what ``run_query`` raises.
    """
    from techpol.graph.neo4j.reader import Limits, run_query

    found = run_query(database, query.text, parameters, limits or Limits())
    if len(found.columns) == 0:
        # The embedded engine names no columns where there is no row.
        return replace(found, columns=tuple(column.name for column in query.columns))
    return found


def similar_names(name: str, names: Iterable[str]) -> list[str]:
    """Return the names that one may have meant, best first."""
    from difflib import get_close_matches

    return get_close_matches(name, list(names), n=3, cutoff=0.5)
