"""Tables that people have: CSV, TSV and Parquet, each row the evidence of what a mapping says it claims.

The row is kept as written, cell by cell. A row that makes no claim is refused with its reason, and both kinds are
counted; nothing is bent to fit. The table is read twice: for who is named, then for what is claimed.
"""

from __future__ import annotations

import csv
import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from techpol.loaders.gate import refusal_reason
from techpol.loaders.mapping import ClaimMapping, EndMapping, TableMapping, read_mapping
from techpol.schema.errors import RecordError, SourceError, UsageError
from techpol.schema.model import (
    Claim,
    Identifier,
    Name,
    Qualifiers,
    Reading,
    Record,
    Referent,
    Refusal,
    Source,
)
from techpol.schema.ontology import load_ontology
from techpol.schema.text import normalise_text
from techpol.schema.values import Money, PartialDate

SUFFIXES = {".csv": "csv", ".tsv": "tsv", ".tab": "tsv", ".parquet": "parquet", ".pq": "parquet"}
SIDECAR = ".mapping.yaml"
_LONGEST_CELL = 16 * 1024 * 1024
_TRUE = frozenset({"true", "yes", "1", "former", "past", "ex"})
_SYMBOLS = {"$": "USD", "€": "EUR", "£": "GBP"}


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its number (the header is not counted), and its cells as written, by column."""

    number: int
    cells: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """What one row would become: its claims in words, or the reason why it makes none."""

    number: int
    claims: tuple[str, ...]
    reason: str | None
    detail: str = ""


@dataclass(slots=True)
class Preview:
    """What loading a table would do: how many rows, how many make a claim, and the others by reason."""

    rows: int = 0
    loaded: int = 0
    claims: int = 0
    rejected: Counter[str] = field(default_factory=Counter)
    relations: Counter[str] = field(default_factory=Counter)
    examples: list[PreviewRow] = field(default_factory=list)

    def to_dict(self) -> dict[str, Any]:
        """Return JSON values."""
        return {
            "rows": self.rows, "loaded": self.loaded, "claims": self.claims, "rejected": dict(self.rejected),
            "relations": dict(self.relations),
            "examples": [
                {"row": row.number, "claims": list(row.claims), "reason": row.reason, "detail": row.detail}
                for row in self.examples
            ],
        }  # fmt: skip


class Table:
    """Reads tables by a mapping: the one given, else ``NAME.mapping.yaml`` beside the table."""

    name = "table"

    def __init__(self, mapping: Path | None = None) -> None:
        self._mapping = None if mapping is None else read_mapping(mapping)

    @property
    def version(self) -> str:
        """The version of this loader and of its mapping: another mapping may read the same bytes otherwise."""
        return f"1 {self._mapping.digest}" if self._mapping is not None else "1"

    def accepts(self, path: Path) -> bool:
        """Say whether a file is a table by its name. Without a mapping for it, ``read`` says what would do."""
        return path.suffix.lower() in SUFFIXES

    def read(self, path: Path) -> Iterator[Reading | SourceError]:
        """Yield the table as one source."""
        beside = sidecar(path)
        if self._mapping is None and not beside.is_file():
            yield SourceError(
                f"{path}: a table needs a mapping that says what its columns mean: --mapping FILE, or {beside.name}"
                " beside it (docs/tables.md)"
            )
            return
        try:
            yield _TableReading(path, self._mapping or read_mapping(beside)).reading()
        except UsageError as exc:
            yield SourceError(str(exc))
        except SourceError as exc:
            yield exc


def sidecar(path: Path) -> Path:
    """Return where the mapping of a table stands if it stands beside it: table.csv, table.mapping.yaml."""
    return path.with_name(f"{path.stem}{SIDECAR}")


def preview(path: Path, mapping_path: Path | None = None, limit: int = 10) -> Preview:
    """Return what loading a table would do, with the first rows of each outcome as examples; nothing is kept.

    Raises UsageError for a mapping and SourceError for a table that cannot be read.
    """
    reading = _TableReading(path, read_mapping(mapping_path or sidecar(path)))
    found = Preview()
    shown: Counter[str] = Counter()
    for row, statements in reading.outcomes():
        claims = [statement for statement in statements if isinstance(statement, Claim)]
        refusals = [statement for statement in statements if isinstance(statement, Refusal)]
        found.rows += 1
        found.claims += len(claims)
        found.loaded += int(len(claims) > 0)
        found.relations.update(claim.relation for claim in claims)
        if len(claims) == 0:
            found.rejected[refusals[0].reason] += 1
        outcome = claims[0].relation if claims else refusals[0].reason
        shown[outcome] += 1
        if shown[outcome] == 1 or (len(found.examples) < limit and shown[outcome] <= 2):
            reason = None if claims else refusals[0].reason
            words = tuple(reading.words(claim) for claim in claims)
            found.examples.append(PreviewRow(row.number, words, reason, refusals[0].detail if refusals else ""))
    return found


class _TableReading:
    """One table on its way to claims."""

    def __init__(self, path: Path, mapping: TableMapping) -> None:
        self.path = path
        self.mapping = mapping
        self.ontology = load_ontology()
        self.form = mapping.format or SUFFIXES.get(path.suffix.lower(), "csv")
        self.referents: dict[str, Referent] = {}
        said = mapping.source
        self.source = Source(
            key=said.get("key") or said.get("url") or path.resolve().as_posix(), kind="table", sha256=self._sha256(),
            title=said.get("title") or path.name, publisher=said.get("publisher"), url=said.get("url"),
            published=PartialDate.clean(said.get("published")), language=said.get("language", "und"),
            location=path.as_posix(),
        )  # fmt: skip

    def _sha256(self) -> str:
        try:
            with self.path.open("rb") as stream:
                return hashlib.file_digest(stream, "sha256").hexdigest()
        except OSError as exc:
            raise SourceError(f"{self.path}: cannot be read ({exc.strerror})") from exc

    def reading(self) -> Reading:
        """Return the source and, as one lazy stream, its referents, claims and refusals."""
        header = next(self._rows(), None)  # a table that cannot be read says so before anything is kept
        if header is None:
            raise SourceError(f"{self.path}: no rows under the header")
        return Reading(self.source, self._statements())

    def _statements(self) -> Iterator[Referent | Claim | Refusal]:
        self._collect_referents()
        yield from self.referents.values()
        for _, statements in self._claims():
            yield from statements

    def outcomes(self) -> Iterator[tuple[Row, list[Claim | Refusal]]]:
        """Yield each row with what it becomes: claims, or refusals."""
        self._collect_referents()
        yield from self._claims()

    def words(self, claim: Claim) -> str:
        """Return a claim in words, for a person who checks the mapping."""
        subject, target = self.referents[claim.subject], self.referents[claim.object]
        said = ", ".join(f"{name} {value}" for name, value in claim.qualifiers.to_dict().items())
        text = f"{subject.name} ({subject.type}) {claim.relation} {target.name} ({target.type})"
        return f"{text}: {said}" if said else text

    # ---- rows ------------------------------------------------------------------------------------------------

    def _rows(self) -> Iterator[Row]:
        rows = self._parquet_rows() if self.form == "parquet" else self._text_rows()
        header = next(rows, None)
        if header is None:
            raise SourceError(f"{self.path}: empty; expected a header and rows")
        columns = _unique(header)
        missing = [column for column in self.mapping.columns() if column not in columns]
        if len(missing) > 0:
            raise SourceError(
                f"{self.path}:1: no column {missing[0]!r}, which {self.mapping.path} names; there are:"
                f" {', '.join(columns)}"
            )
        for number, cells in enumerate(rows, 1):
            if len(cells) < len(columns):
                cells = [*cells, *[""] * (len(columns) - len(cells))]
            extra = [f"(column {at})" for at in range(len(columns) + 1, len(cells) + 1)]
            yield Row(number, tuple(zip([*columns, *extra], cells, strict=True)))

    def _text_rows(self) -> Iterator[list[str]]:
        delimiter = self.mapping.delimiter or ("\t" if self.form == "tsv" else ",")
        csv.field_size_limit(_LONGEST_CELL)
        line = 0
        try:
            with self.path.open(encoding=self.mapping.encoding, newline="") as stream:
                reader = csv.reader(stream, delimiter=delimiter, strict=False)
                for cells in reader:
                    line = reader.line_num
                    if len(cells) > 0:
                        yield cells
        except OSError as exc:
            raise SourceError(f"{self.path}: cannot be read ({exc.strerror})") from exc
        except (UnicodeDecodeError, LookupError) as exc:
            raise SourceError(
                f"{self.path}: after line {line}: not {self.mapping.encoding} ({exc}); say which it is in the"
                " mapping, such as encoding: windows-1252"
            ) from exc
        except csv.Error as exc:
            raise SourceError(f"{self.path}: after line {line}: {exc}") from exc

    def _parquet_rows(self) -> Iterator[list[str]]:
        try:
            import pyarrow as pa
            import pyarrow.parquet as pq
        except ImportError as exc:
            raise SourceError(f"{self.path}: Parquet needs pyarrow: pip install 'techpol[parquet]'") from exc
        try:
            with pq.ParquetFile(self.path) as file:
                yield list(file.schema_arrow.names)
                for batch in file.iter_batches():
                    for row in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                        yield ["" if value is None else str(value) for value in row]
        except (pa.ArrowException, OSError, ValueError) as exc:
            raise SourceError(f"{self.path}: not Parquet that can be read ({exc})") from exc

    # ---- who is named ------------------------------------------------------------------------------------------

    def _collect_referents(self) -> None:
        if len(self.referents) > 0:
            return
        for row in self._rows():
            values = dict(row.cells)
            for end in (self.mapping.subject, self.mapping.object):
                try:
                    referent = self._referent(end, values)
                except RecordError:
                    continue  # the second pass says why
                known = self.referents.get(referent.key)
                self.referents[referent.key] = referent if known is None else _joined(known, referent)

    def _referent(self, end: EndMapping, values: dict[str, str]) -> Referent:
        name = end.name.fill(values)
        if name is None:
            raise RecordError(f"no-name: {end.name.text} is empty")
        said = end.type.fill(values) or ""
        type_name = end.types.get(said, said)
        spec = self.ontology.types.get(type_name)
        if spec is None or spec.abstract:
            raise RecordError(f"unknown-type: {said!r} is no type of the ontology and the mapping does not say which")
        language = self.source.language
        key = end.key.fill(values) if end.key is not None else None
        identifiers = (
            Identifier(scheme, value)
            for scheme, template in end.identifiers.items()
            if (value := template.fill(values)) is not None
        )
        names = [Name(name, language)]
        names += [Name(text, lang) for lang, item in end.names.items() if (text := item.fill(values)) is not None]
        properties = (
            (label, value)
            for label, template in end.properties.items()
            if (value := template.fill(values)) is not None
        )
        return Referent(
            self.source.id, key or f"{type_name}:{normalise_text(name).text}", type_name, name, tuple(names),
            tuple(identifiers), properties=tuple(sorted(properties)),
        )  # fmt: skip

    # ---- what is claimed -----------------------------------------------------------------------------------------

    def _claims(self) -> Iterator[tuple[Row, list[Claim | Refusal]]]:
        keys: Counter[str] = Counter()
        for row in self._rows():
            values = dict(row.cells)
            key = (
                " | ".join(values[column] for column in self.mapping.key) if self.mapping.key else f"row {row.number}"
            )
            keys[key] += 1
            if keys[key] > 1:
                key = f"{key} (#{keys[key]})"  # rows that are alike stay apart: two gifts of one day are two
            try:
                yield row, self._claims_of(row, values, Record(self.source.id, key, row.cells))
            except RecordError as exc:
                reason, _, detail = str(exc).partition(": ")
                yield row, [self._refusal(row, reason, detail)]

    def _claims_of(self, row: Row, values: dict[str, str], record: Record) -> list[Claim | Refusal]:
        subject = self._referent(self.mapping.subject, values)
        target = self._referent(self.mapping.object, values)
        cell = values[self.mapping.column].strip() if self.mapping.column else ""
        for rule in self.mapping.rules:
            match = rule.pattern.fullmatch(cell) if rule.pattern is not None else None
            if rule.pattern is not None and match is None:
                continue
            if not self._is_one_of(subject, rule.subject) or not self._is_one_of(target, rule.object):
                continue
            if rule.reject is not None:
                raise RecordError(f"{rule.reject}: {self._shown(subject, cell, target)}")
            filled = {**values, **(match.groupdict() if match is not None else {})}
            found: list[Claim | Refusal] = []
            for mapped in rule.claims:
                claim = self._claim(mapped, subject, target, filled, record)
                against = refusal_reason(claim, self.source, self.referents, self.ontology)
                found.append(claim if against is None else self._refusal(row, *against))
            return found
        raise RecordError(f"{self.mapping.otherwise}: {self._shown(subject, cell, target)}")

    def _shown(self, subject: Referent, cell: str, target: Referent) -> str:
        return f"{subject.name} ({subject.type}) | {cell} | {target.name} ({target.type})"

    def _is_one_of(self, referent: Referent, types: tuple[str, ...]) -> bool:
        return len(types) == 0 or any(self.ontology.is_a(referent.type, name) for name in types)

    def _claim(
        self, mapped: ClaimMapping, subject: Referent, target: Referent, values: dict[str, str], record: Record
    ) -> Claim:
        if mapped.swap:
            subject, target = target, subject
        return Claim(
            source=self.source.id, version=self.source.sha256, subject=subject.key, relation=mapped.relation,
            object=target.key, evidence=(record,), modality=mapped.modality,
            attribution=None if mapped.attribution is None else mapped.attribution.fill(values),
            qualifiers=self._qualifiers(mapped, values), extractor="table", extractor_version="1",
            rule=f"mapping:{self.mapping.digest}",
        )  # fmt: skip

    def _qualifiers(self, mapped: ClaimMapping, values: dict[str, str]) -> Qualifiers:
        said = {name: template.fill(values) for name, template in mapped.qualifiers.items()}
        amount = self._amount(said.get("amount"), said.get("currency"))
        count = said.get("count")
        if count is not None and not count.isdecimal():
            raise RecordError(f"count-not-a-number: {count!r}")
        return Qualifiers(
            amount=amount, count=None if count is None else int(count), asset=said.get("asset"),
            role=said.get("role"), place=said.get("place"), start=self._date(said.get("start")),
            end=self._date(said.get("end")), when_text=said.get("when"),
            past=(said.get("past") or "").strip().lower() in _TRUE,
        )  # fmt: skip

    def _amount(self, text: str | None, currency: str | None) -> Money | None:
        if text is None:
            return None
        plain = text.replace(self.mapping.thousands, "") if self.mapping.thousands else text
        plain = plain.replace("\u00a0", "").replace(" ", "").replace(self.mapping.decimal, ".")
        symbol = plain[:1]
        if symbol in _SYMBOLS:
            plain, currency = plain[1:], currency or _SYMBOLS[symbol]
        money = Money.clean(plain, currency)
        if money is None:
            raise RecordError(f"amount-not-a-number: {text!r}{f' {currency}' if currency else ''}")
        return money

    def _date(self, text: str | None) -> PartialDate | None:
        if text is None:
            return None
        if self.mapping.date_format is not None:
            try:
                day = datetime.strptime(text, self.mapping.date_format).date()
            except ValueError as exc:
                raise RecordError(f"not-a-date: {text!r} is not of the form {self.mapping.date_format}") from exc
            return PartialDate(day.year, day.month, day.day)
        # A moment of a database is a day for us.
        found = PartialDate.clean(text) or (PartialDate.clean(text[:10]) if text[10:11] in ("T", " ") else None)
        if found is None:
            raise RecordError(f"not-a-date: {text!r}; expected 2023, 2023-06 or 2023-06-14, or set date_format")
        return found

    def _refusal(self, row: Row, reason: str, detail: str) -> Refusal:
        return Refusal(self.source.id, row.number, row.number, reason, f"row {row.number}: {detail}")


def _unique(header: list[str]) -> list[str]:
    """Return the columns with names that are not empty and not the same: Name, Name (2)."""
    seen: Counter[str] = Counter()
    columns = []
    for at, name in enumerate(header, 1):
        name = name.strip() or f"(column {at})"
        seen[name] += 1
        columns.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return columns


def _joined(first: Referent, second: Referent) -> Referent:
    """Return what two rows say of one referent."""
    if first == second:
        return first
    return replace(
        first, names=tuple(dict.fromkeys((*first.names, *second.names))),
        identifiers=tuple(dict.fromkeys((*first.identifiers, *second.identifiers))),
        properties=tuple(sorted({*first.properties, *second.properties})),
    )  # fmt: skip
