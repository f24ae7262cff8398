"""FollowTheMoney entities, one JSON object a line: things become referents, edge schemas claims, the line evidence.

Every line is loaded or refused with its reason. The file is read twice: for the things, then for what joins them.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from techpol.loaders.gate import refusal_reason
from techpol.schema.errors import RecordError, SourceError, UsageError
from techpol.schema.model import (
    Claim,
    Identifier,
    Modality,
    Name,
    Qualifiers,
    Reading,
    Record,
    Referent,
    Refusal,
    Source,
)
from techpol.schema.ontology import load_ontology
from techpol.schema.values import Money, PartialDate

_MOST_PAIRS = 50
_LONGEST_LINE = 64 * 1024 * 1024
_ARABIC = re.compile(r"[\u0620-\u064a]")
_OWN_TEXTS = ("amount_bound", "amount_scope", "asset", "place", "when_text", "start", "end")
_OWN_IDENTIFIER = re.compile(r"(fec-[a-z]+|bioguide|opensecrets): (\S+)\Z")
_SUMMARY = re.compile(rf"({'|'.join(Modality)})(?: by (.+))?\Z", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Line:
    """An entity of the file."""

    number: int
    id: str
    schema: str
    properties: dict[str, list[str]]

    def first(self, *names: str) -> str | None:
        """Return the first value of the first of these properties that has one."""
        return next((value for name in names for value in sorted(self.properties.get(name, []))), None)

    def record(self, source: str) -> Record:
        """Return the line as evidence: a list of several values is kept as JSON."""
        cells = [("id", self.id), ("schema", self.schema)]
        for name, values in self.properties.items():
            cells.append((name, values[0] if len(values) == 1 else json.dumps(values, ensure_ascii=False)))
        return Record(source, self.id, tuple(cells))


@cache
def _rules() -> dict[str, Any]:
    import yaml

    found: dict[str, Any] = yaml.safe_load(files("techpol.loaders").joinpath("ftm.yaml").read_text("utf-8"))
    return found


class FollowTheMoney:
    """Reads FollowTheMoney entities. ``mapping`` may name relations for edge schemas that say too little::

    source: {title: Gifts to parties, publisher: ..., url: ...}
    relations: {Payment: DONATED_TO}
    """

    name = "ftm"

    def __init__(self, mapping: Path | None = None) -> None:
        self._given = mapping

    @property
    def version(self) -> str:
        """The version of this loader, and of its mapping if it was given one."""
        return "1" if self._given is None else f"1 {hashlib.sha256(self._given.read_bytes()).hexdigest()[:12]}"

    def accepts(self, path: Path) -> bool:
        """Say whether the first line is an entity of FollowTheMoney."""
        try:
            with path.open("rb") as stream:
                data = json.loads(stream.readline(_LONGEST_LINE))
        except (OSError, ValueError, RecursionError):
            return False
        return isinstance(data, dict) and {"id", "schema", "properties"} <= set(data)

    def read(self, path: Path) -> Iterator[Reading | SourceError]:
        """Yield the file as one source."""
        try:
            beside = path.with_name(f"{path.name.split('.')[0]}.mapping.yaml")
            mapping = self._given or (beside if beside.is_file() else None)
            yield _Reading(path, _read_mapping(mapping)).reading()
        except UsageError as exc:
            yield SourceError(str(exc))
        except SourceError as exc:
            yield exc


def _read_mapping(path: Path | None) -> dict[str, Any]:
    if path is None:
        return {}
    import yaml

    try:
        data = yaml.safe_load(path.read_bytes())
    except (OSError, yaml.YAMLError) as exc:
        raise UsageError(f"{path}: cannot be read: {exc}") from exc
    if not isinstance(data, dict) or not set(data) <= {"source", "relations"}:
        raise UsageError(f"{path}: expected a map of source and relations for FollowTheMoney entities")
    for schema, relation in (data.get("relations") or {}).items():
        if schema not in _rules()["edges"]:
            raise UsageError(f"{path}: relations.{schema}: no edge schema; known: {', '.join(_rules()['edges'])}")
        if relation not in load_ontology().relations:
            raise UsageError(f"{path}: relations.{schema}: no relation {relation!r} in the ontology")
    return data


class _Reading:
    """One file on its way to claims."""

    def __init__(self, path: Path, mapping: dict[str, Any]) -> None:
        self.path = path
        self.rules = _rules()
        self.relations: dict[str, str] = mapping.get("relations") or {}
        self.ontology = load_ontology()
        self.referents: dict[str, Referent] = {}
        self.refused: dict[str, str] = {}  # id of a thing -> why it is no referent
        said: dict[str, Any] = mapping.get("source") or {}
        try:
            with path.open("rb") as stream:
                digest = hashlib.file_digest(stream, "sha256").hexdigest()
        except OSError as exc:
            raise SourceError(f"{path}: cannot be read ({exc.strerror})") from exc
        self.source = Source(
            key=str(said.get("key") or said.get("url") or path.resolve().as_posix()), kind="ftm", sha256=digest,
            title=str(said.get("title") or path.name), publisher=said.get("publisher"), url=said.get("url"),
            published=PartialDate.clean(str(said["published"])) if "published" in said else None,
            language=said.get("language", "und"), location=path.as_posix(),
        )  # fmt: skip

    def reading(self) -> Reading:
        """Return the source and, as one lazy stream, its statements."""
        if next(self._lines(), None) is None:
            raise SourceError(f"{self.path}: no entities; expected one JSON object a line")
        return Reading(self.source, self._statements())

    def _statements(self) -> Iterator[Referent | Claim | Refusal]:
        for line in self._lines():
            if isinstance(line, _Line) and line.schema not in self.rules["edges"]:
                self._collect(line)
        yield from self.referents.values()
        for line in self._lines():
            if isinstance(line, Refusal):
                yield line
            elif line.schema not in self.rules["edges"]:
                if line.id in self.refused:
                    reason, _, detail = self.refused[line.id].partition(": ")
                    yield self._refusal(line, reason, detail)
            else:
                try:
                    yield from self._claims(line)
                except RecordError as exc:
                    reason, _, detail = str(exc).partition(": ")
                    yield self._refusal(line, reason, detail)

    def _lines(self) -> Iterator[_Line | Refusal]:
        """Yield the entities; a line that is none is a refusal."""
        try:
            with self.path.open("rb") as stream:
                for number, raw in enumerate(stream, 1):
                    if raw.strip() == b"":
                        continue
                    try:
                        yield _parse(number, raw)
                    except (ValueError, RecursionError) as exc:
                        yield Refusal(self.source.id, number, number, "not-an-entity", f"line {number}: {exc}")
        except OSError as exc:
            raise SourceError(f"{self.path}: cannot be read ({exc.strerror})") from exc

    # ---- things ------------------------------------------------------------------------------------------------

    def _collect(self, line: _Line) -> None:
        try:
            referent = self._referent(line)
        except RecordError as exc:
            self.refused.setdefault(line.id, str(exc))
            return
        known = self.referents.get(line.id)
        if known is not None:  # a later fragment of the same entity
            referent = replace(
                known, names=tuple(dict.fromkeys((*known.names, *referent.names))),
                identifiers=tuple(dict.fromkeys((*known.identifiers, *referent.identifiers))),
                properties=tuple(sorted({*known.properties, *referent.properties})),
            )  # fmt: skip
        self.referents[line.id] = referent
        self.refused.pop(line.id, None)

    def _referent(self, line: _Line) -> Referent:
        type_name = self._type(line)
        texts = [*line.properties.get("name", []), *line.properties.get("alias", [])]
        if len(texts) == 0:
            raise RecordError(f"no-name: {line.id}")
        identifiers = [
            Identifier(scheme, value)
            for name, scheme in self.rules["identifiers"].items()
            for value in line.properties.get(name, [])
        ]
        for note in line.properties.get("notes", []):
            match = _OWN_IDENTIFIER.match(note)
            if match is not None:
                identifiers.append(Identifier(match[1], match[2]))
        properties = [(name, value) for name in self.rules["properties"] for value in line.properties.get(name, [])]
        names = tuple(Name(text, "ar" if _ARABIC.search(text) else "und") for text in dict.fromkeys(texts))
        return Referent(
            self.source.id, line.id, type_name, texts[0], names, tuple(identifiers),
            properties=tuple(sorted(set(properties))),
        )  # fmt: skip

    def _type(self, line: _Line) -> str:
        for word in line.properties.get("keywords", []):
            # Our own export names the type, which may be narrower than any schema.
            spec = self.ontology.types.get(word)
            if spec is not None and not spec.abstract and spec.ftm == line.schema:
                return word
        for topic in line.properties.get("topics", []):
            if line.schema == "Organization" and topic in self.rules["topics"]:
                return str(self.rules["topics"][topic])
        found = self.rules["types"].get(line.schema)
        if found is None:
            raise RecordError(f"no-type-for-{line.schema}: {line.first('name', 'full', 'caption') or line.id}")
        return str(found)

    # ---- what joins them -----------------------------------------------------------------------------------------

    def _claims(self, line: _Line) -> Iterator[Claim | Refusal]:
        rule = self.rules["edges"][line.schema]
        subjects, objects = (line.properties.get(rule[end], []) for end in ("subject", "object"))
        if len(subjects) == 0 or len(objects) == 0:
            raise RecordError(f"end-missing: {line.schema} without {rule['object' if subjects else 'subject']}")
        if len(subjects) * len(objects) > _MOST_PAIRS:
            raise RecordError(f"too-many-ends: {len(subjects)} and {len(objects)}")
        for end in (*subjects, *objects):
            if end not in self.referents:
                raise RecordError(f"end-not-loaded: {end}: {self.refused.get(end, 'no such entity in the file')}")
        relation = self._relation(line, rule)
        modality, attribution = self._modality(line)
        qualifiers = self._qualifiers(line, relation)
        record = line.record(self.source.id)
        for subject in subjects:
            for target in objects:
                claim = Claim(
                    source=self.source.id, version=self.source.sha256, subject=subject, relation=relation,
                    object=target, evidence=(record,), modality=modality, attribution=attribution,
                    qualifiers=qualifiers, extractor="ftm", extractor_version="1", rule=line.schema,
                )  # fmt: skip
                against = refusal_reason(claim, self.source, self.referents, self.ontology)
                yield claim if against is None else self._refusal(line, *against)

    def _relation(self, line: _Line, rule: dict[str, Any]) -> str:
        said = _own_details(line).get("relation")
        if isinstance(said, str) and said in self.ontology.relations:
            return said
        if line.schema in self.relations:
            return self.relations[line.schema]
        words = " ".join(
            value
            for name in ("purpose", "programme", "summary", "description")
            for value in line.properties.get(name, [])
        )
        if line.schema == "Payment" and re.search(self.rules["gift"], words, re.IGNORECASE):
            return "DONATED_TO"
        role = line.first("role") or ""
        if line.schema == "Directorship" and re.fullmatch(self.rules["head"], role, re.IGNORECASE):
            return "LEADS"
        if rule["relation"] is None:
            raise RecordError(f"{rule['reason']}: {line.id}")
        return str(rule["relation"])

    def _modality(self, line: _Line) -> tuple[Modality, str | None]:
        for text in line.properties.get("summary", []):
            match = _SUMMARY.match(text)
            if match is not None and len(_own_details(line)) > 0:
                return Modality(match[1]), match[2]
        return Modality.ASSERTED, None

    def _qualifiers(self, line: _Line, relation: str) -> Qualifiers:
        wanted = self.ontology.relation(relation).properties
        own = _own_details(line)
        role = line.first("role")
        if role == self.ontology.relation(relation).labels["en"]:
            role = None  # our own export names the relation there
        said = {name: own.get(name) if isinstance(own.get(name), str) else None for name in _OWN_TEXTS}
        return Qualifiers(
            amount=self._amount(line) if "amount" in wanted else None, role=role if "role" in wanted else None,
            amount_bound=said["amount_bound"] or "exact", amount_scope=said["amount_scope"] or "single",
            count=own.get("count") if isinstance(own.get("count"), int) else None, asset=said["asset"],
            place=said["place"], when_text=said["when_text"], past=own.get("past") is True,
            start=self._date(line, "startDate", "date") or PartialDate.clean(said["start"]),
            end=self._date(line, "endDate") or PartialDate.clean(said["end"]),
        )  # fmt: skip

    def _amount(self, line: _Line) -> Money | None:
        for name, currency in (("amount", line.first("currency")), ("amountUsd", "USD"), ("amountEur", "EUR")):
            values = sorted(set(line.properties.get(name, [])))
            if len(values) > 1:
                raise RecordError(f"several-amounts: {', '.join(values)}")
            if len(values) == 1:
                money = Money.clean(values[0].replace(",", "").replace(" ", ""), currency)
                if money is None:
                    raise RecordError(f"amount-not-a-number: {values[0]!r}")
                return money
        return None

    def _date(self, line: _Line, *names: str) -> PartialDate | None:
        text = line.first(*names)
        if text is None:
            return None
        found = PartialDate.clean(text) or PartialDate.clean(text[:10])
        if found is None:
            raise RecordError(f"not-a-date: {text!r}")
        return found

    def _refusal(self, line: _Line, reason: str, detail: str) -> Refusal:
        return Refusal(self.source.id, line.number, line.number, reason, f"line {line.number}: {detail}")


def _parse(number: int, raw: bytes) -> _Line:
    """Return the entity of a line. Raises ValueError that says what is wrong."""
    if len(raw) > _LONGEST_LINE:
        raise ValueError(f"{len(raw):,} bytes; an entity has at most {_LONGEST_LINE:,}")
    data = json.loads(raw)
    if not isinstance(data, dict):
        raise ValueError(f"{type(data).__name__} instead of an object")
    for name in ("id", "schema"):
        if not isinstance(data.get(name), str) or data[name] == "":
            raise ValueError(f"no {name}")
    properties = data.get("properties", {})
    if not isinstance(properties, dict):
        raise ValueError("properties are no object")
    return _Line(
        number, data["id"], data["schema"], {str(name): _values(value) for name, value in properties.items()}
    )


def _values(value: Any) -> list[str]:
    items: Iterable[Any] = value if isinstance(value, list) else [value]
    # A value may be an entity written in place; its id stands for it.
    texts = (item.get("id") if isinstance(item, dict) else item for item in items)
    return [str(text) for text in texts if text is not None and str(text) != ""]


def _own_details(line: _Line) -> dict[str, Any]:
    """Return what our own export says in a description, {} for anybody else's entity."""
    for text in line.properties.get("description", []):
        if text.startswith('{"relation":'):
            try:
                data = json.loads(text)
            except ValueError:
                continue
            if isinstance(data, dict):
                return data
    return {}
