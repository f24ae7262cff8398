"""Bulk import: the graph as CSV files, and the exact ``neo4j-admin`` command that makes a database of them.

What the import builds is what ``push`` would build, marker and all, so that a later push sends only what changed.
"""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from io import TextIOWrapper
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from techpol.graph.neo4j.mapping import (
    CLAIM_PROPERTIES,
    MARKER,
    NODE_PROPERTIES,
    RELATIONSHIP_PROPERTIES,
    SOURCE_PROPERTIES,
    Mapper,
    Node,
    Properties,
    PropertySpec,
    Relationship,
)
from techpol.graph.neo4j.schema import schema_script
from techpol.graph.view import Divisible, GraphView
from techpol.schema.ontology import load_ontology

_TYPES = {
    "STRING": "string", "INTEGER": "long", "FLOAT": "double", "BOOLEAN": "boolean", "DATE": "date",
    "LIST<STRING>": "string[]",
}  # fmt: skip
# What parts the items of a list must not stand in any of them; the first that nobody uses is taken.
_SEPARATORS = ("\x1f", "\x1e", "\x1d", "\x1c", "\x01", "\x02", "\x03", "\ue000", "\ue001", "\ue002")
_MARK = PropertySpec(MARKER, "STRING", "")
_RELATIONSHIP_SPECS = {spec.name: spec for spec in (*RELATIONSHIP_PROPERTIES, _MARK)}


class _SeparatorTaken(Exception):
    """A text holds the separator; the files are begun again with the next one."""


@dataclass(frozen=True, slots=True)
class ImportSet:
    """The files that were written, how many rows they have, and how lists in them are parted.

    The first of ``relationship_files`` begins with the header of them all.
    """

    directory: Path
    nodes: int
    relationships: int
    separator: str
    relationship_files: tuple[str, ...] = ("relationships.csv",)

    def command(self, database: str = "neo4j", program: str = "neo4j-admin") -> list[str]:
        """Return the command for Neo4j 5 and 2025 or later; the database must not run, and is written over."""
        relationships = ",".join(str(self.directory / name) for name in self.relationship_files)
        return [
            program, "database", "import", "full", database,
            f"--nodes={self.directory / 'nodes.csv'}", f"--relationships={relationships}",
            f"--array-delimiter=U+{ord(self.separator):04X}", "--multiline-fields=true",
            "--overwrite-destination=true",
        ]  # fmt: skip

    def command_line(self, database: str = "neo4j") -> str:
        """Return the command as a line for a shell."""
        return shlex.join(self.command(database))


def write_import_set(view: GraphView, directory: Path, *, with_claims: bool = False, processes: int = 1) -> ImportSet:
    """Write the CSV files, the constraints (``schema.cypher``) and the command (``import.sh``) into a directory.

    With more than one process, the edges of a large ledger are shared out among them, a file each.
    """
    ontology = load_ontology()
    directory.mkdir(parents=True, exist_ok=True)
    shares = view.shares(processes) if processes > 1 and isinstance(view, Divisible) else ()
    for separator in _SEPARATORS:
        try:
            written = _write(view, shares, directory, separator, with_claims)
        except _SeparatorTaken:
            continue
        break
    else:
        raise ValueError("every separator of lists stands in some text of the graph")
    (directory / "schema.cypher").write_text(schema_script(ontology), "utf-8")
    script = directory / "import.sh"
    script.write_text(_script(written), "utf-8")
    script.chmod(0o755)
    return written


def _script(written: ImportSet) -> str:
    beside = replace(written, directory=Path())
    return (
        "#!/bin/sh\n"
        f"# {written.nodes} nodes, {written.relationships} relationships; for Neo4j 5 and 2025 or later.\n"
        "# The database must be stopped, and is written over.\n"
        "# Afterwards start it and run schema.cypher; techpol neo4j push does so by itself.\n"
        "# NEO4J_ADMIN says where neo4j-admin is; the first argument is the database's name.\n"
        "# The report goes to TMPDIR, since this folder may be one that cannot be written to.\n"
        'cd "$(dirname "$0")" || exit 1\n'
        + '"${NEO4J_ADMIN:-neo4j-admin}" database import full "${1:-neo4j}" '
        + shlex.join(beside.command()[5:])
        + ' --report-file="${TMPDIR:-/tmp}/neo4j-import.report"\n'
    )


def _write(
    view: GraphView, shares: Sequence[Callable[[], GraphView]], directory: Path, separator: str, with_claims: bool
) -> ImportSet:
    mapper = Mapper(view)
    node_specs = {spec.name: spec for spec in (*NODE_PROPERTIES, *(CLAIM_PROPERTIES if with_claims else ()),
                                               *(SOURCE_PROPERTIES if with_claims else ()), _MARK)}  # fmt: skip
    formats = _formats(separator)
    files = ["relationships.csv", *(f"relationships-{number}.csv" for number in range(2, len(shares) + 1))]
    with _elsewhere(shares[1:], [directory / name for name in files[1:]], separator) as others:
        with _open(directory / "nodes.csv") as stream:
            header = ["id:ID" if name == "id" else f"{name}:{_TYPES[spec.type]}" for name, spec in node_specs.items()]
            stream.write(",".join((*header, ":LABEL")) + "\n")
            nodes = _write_nodes(stream, mapper.nodes(), list(node_specs), separator, formats)
            if with_claims:
                nodes += _write_nodes(stream, mapper.claim_nodes(), list(node_specs), separator, formats)
        with _open(directory / files[0]) as stream:
            header = [f"{name}:{_TYPES[spec.type]}" for name, spec in _RELATIONSHIP_SPECS.items()]
            stream.write(",".join((":START_ID", ":END_ID", ":TYPE", *header)) + "\n")
            mine = Mapper(shares[0]()) if len(shares) > 0 else mapper
            relationships = _write_relationships(stream, mine.relationships(), formats)
            if with_claims:
                relationships += _write_relationships(stream, mapper.claim_links(), formats)
        relationships += sum(other.result() for other in others)
    return ImportSet(directory, nodes, relationships, separator, tuple(files))


@contextmanager
def _elsewhere(
    shares: Sequence[Callable[[], GraphView]], paths: Sequence[Path], separator: str
) -> Iterator[list[Future[int]]]:
    """Have the relationships of shares written by other processes; each gives how many there were."""
    if len(shares) == 0:
        yield []
        return
    # Begun anew, not forked: a connection to SQLite does not live through a fork.
    pool = ProcessPoolExecutor(len(shares), mp_context=get_context("spawn"))
    try:
        yield [pool.submit(_write_share, *job, separator) for job in zip(shares, paths, strict=True)]
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _write_share(share: Callable[[], GraphView], path: Path, separator: str) -> int:
    with _open(path) as stream:
        return _write_relationships(stream, Mapper(share()).relationships(), _formats(separator))


def _open(path: Path) -> TextIOWrapper:
    return path.open("w", encoding="utf-8", newline="", buffering=1 << 20)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


Formats = dict[type, Callable[[Any], str]]


def _formats(separator: str) -> Formats:
    """Return what writes a value of each type as a CSV field; text always has quotes."""

    def format_text(value: str) -> str:
        return '"' + value.replace('"', '""') + '"' if '"' in value else f'"{value}"'

    def format_list(value: list[str]) -> str:
        if len(value) == 1 and separator not in value[0]:  # nearly all
            return format_text(value[0])
        joined = separator.join(value)
        if joined.count(separator) != len(value) - 1:
            raise _SeparatorTaken
        return format_text(joined)

    return {
        str: format_text, list: format_list, int: repr, float: repr, date: date.isoformat,
        bool: lambda value: "true" if value else "false",
    }  # fmt: skip


def _cells(places: dict[str, int], properties: Properties, formats: Formats) -> list[str]:
    """Return the fields of a row in their places; what is absent is an empty field."""
    cells = [""] * len(places)
    for key, value in properties.items():
        cells[places[key]] = formats[type(value)](value)
    return cells


def _write_nodes(
    stream: TextIOWrapper, nodes: Iterable[Node], keys: list[str], separator: str, formats: Formats
) -> int:
    count = 0
    places = {key: place for place, key in enumerate(keys)}
    for node in nodes:
        cells = _cells(places, node.properties, formats)
        cells[places[MARKER]] = _quoted(node.hash())
        cells.append(_quoted(separator.join(node.labels)))
        stream.write(",".join(cells) + "\n")
        count += 1
    return count


def _write_relationships(stream: TextIOWrapper, relationships: Iterable[Relationship], formats: Formats) -> int:
    count = 0
    places = {key: place for place, key in enumerate(_RELATIONSHIP_SPECS)}
    for item in relationships:
        cells = _cells(places, item.properties, formats)
        cells[places[MARKER]] = f'"{item.hash()}"'
        stream.write(f"{_quoted(item.start)},{_quoted(item.end)},{item.type},{','.join(cells)}\n")
        count += 1
    return count
