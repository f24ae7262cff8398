"""Reads back what ``techpol export jsonl`` wrote: sources, what was read and refused, judgements and decisions.

Entities and edges in the file are computed from these and are passed over.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from techpol.schema.errors import SourceError
from techpol.schema.model import Claim, Reading, Referent, Refusal, Source
from techpol.schema.stored import (
    FORMAT_NAME,
    FORMAT_VERSION,
    Decision,
    StoredItem,
    StoredJudgement,
    StoredStatement,
    StoredVersion,
)

_COMPUTED = ("entity", "edge")
_STATEMENTS: dict[Any, type[Referent | Claim | Refusal]] = {"referent": Referent, "claim": Claim, "refusal": Refusal}


class LedgerLines:
    """The lines of a ledger. ``stored`` gives everything; ``read`` only what stands in sources now."""

    name = "ledger"
    version = "1"

    def accepts(self, path: Path) -> bool:
        """Say whether the first line is the header of such a file."""
        try:
            with path.open("rb") as stream:
                first = stream.readline(4096)
            data = json.loads(first)
        except (OSError, ValueError, RecursionError):
            return False
        return isinstance(data, dict) and data.get("line") == "header" and data.get("format") == FORMAT_NAME

    def read(self, path: Path) -> Iterator[Reading | SourceError]:
        """Yield the current version of each source; judgements and earlier versions need ``stored``."""
        try:
            for item in self.stored(path):
                if isinstance(item, StoredVersion) and item.current:
                    yield Reading(item.source, (s.statement for s in item.statements if s.current))
        except SourceError as exc:
            yield exc

    def stored(self, path: Path) -> Iterator[StoredItem]:
        """Yield everything in the file, in its order, as it streams by.

        Raises SourceError that names the line, what was found and what would do.
        """
        lines = _Lines(path)
        header = next(lines, None)
        if header is None or header.get("line") != "header" or header.get("format") != FORMAT_NAME:
            raise SourceError(
                f"{path}:1: not a ledger's lines; expected a header as 'techpol export jsonl' writes it"
            )
        if not isinstance(header.get("version"), int) or header["version"] > FORMAT_VERSION:
            raise SourceError(
                f"{path}:1: version {header.get('version')!r} of the format; this techpol reads up to"
                f" {FORMAT_VERSION}"
            )
        for data in lines:
            kind = data.get("line")
            if kind == "source":
                version = lines.parse(_version, data)
                statements = _statements(lines, version.source)
                yield StoredVersion(
                    version.source, statements, version.reader, version.current, version.loaded, version.former
                )
                for _ in statements:  # what was not asked for is passed over
                    pass
            elif kind == "judgement":
                yield lines.parse(StoredJudgement.from_dict, data)
            elif kind == "decision":
                yield lines.parse(Decision.from_dict, data)
            elif kind not in _COMPUTED:
                raise lines.error(
                    f"a line {kind!r}; expected source, referent, claim, refusal, judgement, decision, entity or edge"
                )


def _version(data: dict[str, Any]) -> StoredVersion:
    kept = {
        name: value for name, value in data.items() if name not in ("line", "reader", "loaded", "current", "former")
    }
    source = Source.from_dict(kept)
    if data.get("id") != source.id:
        raise ValueError(f"source {data.get('id')!r} has the key and kind of {source.id}")
    return StoredVersion(
        source, (), data.get("reader", ""), data.get("current", True), data.get("loaded", ""), data.get("former", 0)
    )


def _statements(lines: _Lines, source: Source) -> Iterator[StoredStatement]:
    """Yield the referents, claims and refusals that follow, up to the first line of another kind."""
    for data in lines:
        kind = data.get("line")
        if kind not in _STATEMENTS:
            lines.give_back(data)
            return
        statement = lines.parse(_STATEMENTS[kind].from_dict, data)
        if statement.source != source.id:
            raise lines.error(f"a {kind} of source {statement.source!r} under source {source.id}")
        if not isinstance(statement, Refusal) and data.get("id") != statement.id:
            raise lines.error(f"{kind} {data.get('id')!r} was changed: what it says has the id {statement.id}")
        yield StoredStatement(statement, data.get("current", True))


class _Lines:
    """The objects of a file of JSON lines, one of which can be given back."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.number = 0
        self._waiting: dict[str, Any] | None = None
        self._read = self._objects()

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return self

    def __next__(self) -> dict[str, Any]:
        if self._waiting is not None:
            data, self._waiting = self._waiting, None
            return data
        return next(self._read)

    def give_back(self, data: dict[str, Any]) -> None:
        """Have ``next`` give this again."""
        self._waiting = data

    def error(self, what: str) -> SourceError:
        """Return an error that names the line."""
        return SourceError(f"{self.path}:{self.number}: {what}")

    def parse(self, read: Any, data: dict[str, Any]) -> Any:
        """Read the object of the current line. Raises SourceError where a field is missing or wrong."""
        try:
            return read(data)
        except (KeyError, TypeError, ValueError, AttributeError) as exc:
            what = f"no {exc.args[0]!r}" if isinstance(exc, KeyError) else str(exc)
            raise self.error(f"a {data.get('line')} that cannot be read: {what}") from exc

    def _objects(self) -> Iterator[dict[str, Any]]:
        try:
            with self.path.open("rb") as stream:
                for self.number, line in enumerate(stream, 1):
                    if line.strip() == b"":
                        continue
                    try:
                        data = json.loads(line)
                    except ValueError as exc:
                        raise self.error(f"not JSON: {exc}; expected one object a line") from exc
                    except RecursionError as exc:
                        raise self.error("JSON nested too deep; expected one object a line") from exc
                    if not isinstance(data, dict):
                        raise self.error(f"{type(data).__name__} instead of an object")
                    yield data
        except OSError as exc:
            raise SourceError(f"{self.path}: cannot be read ({exc.strerror})") from exc
