"""The prompt of ``techpol cypher``: several lines, history between runs, completion from the ontology."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from prompt_toolkit.key_binding import KeyBindings

_KEYWORDS = (
    "MATCH", "OPTIONAL MATCH", "WHERE", "RETURN", "DISTINCT", "ORDER BY", "LIMIT", "SKIP", "WITH", "UNWIND", "AS",
    "AND", "OR", "NOT", "IN", "CONTAINS", "STARTS WITH", "ENDS WITH", "IS NULL", "IS NOT NULL", "count", "collect",
    "sum", "min", "max", "toLower", "coalesce", "shortestPath", "relationships", "nodes", "type", "labels",
)  # fmt: skip


def _words() -> list[str]:
    from techpol.graph.neo4j.mapping import NODE_PROPERTIES, RELATIONSHIP_PROPERTIES
    from techpol.queries.cypher import load_library
    from techpol.schema.ontology import load_ontology

    ontology = load_ontology()
    properties = {spec.name for spec in (*NODE_PROPERTIES, *RELATIONSHIP_PROPERTIES)}
    parameters = {f"--{item.name}" for query in load_library().values() for item in query.parameters}
    found = {*_KEYWORDS, *ontology.types, *ontology.relations, *properties, *parameters, *load_library()}
    return sorted({*found, ":list", ":quit"})


def _history_file() -> Path:
    base = os.environ.get("XDG_STATE_HOME") or str(Path.home() / ".local" / "state")
    path = Path(base) / "techpol" / "cypher_history"
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def is_complete(text: str) -> bool:
    """Say whether what was typed so far is to be run: a command, a named query, or Cypher with its semicolon."""
    from techpol.queries.cypher import get_query

    stripped = text.strip()
    if stripped == "":
        return True
    return stripped.startswith(":") or stripped.endswith(";") or get_query(stripped.split()[0]) is not None


def _bindings() -> KeyBindings:
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent

    bindings = KeyBindings()

    @bindings.add("enter")
    def _enter(event: KeyPressEvent) -> None:
        buffer = event.current_buffer
        if is_complete(buffer.text):
            buffer.validate_and_handle()
        else:
            buffer.insert_text("\n")

    return bindings


def open_prompt() -> Iterator[str]:
    """Yield each thing that was typed, until the end of input; Ctrl-C drops the line."""
    from prompt_toolkit import PromptSession
    from prompt_toolkit.completion import WordCompleter
    from prompt_toolkit.history import FileHistory

    session: PromptSession[str] = PromptSession(
        history=FileHistory(str(_history_file())),
        completer=WordCompleter(_words(), ignore_case=True, WORD=True),
        key_bindings=_bindings(),
        multiline=True,
        complete_while_typing=False,
    )
    while True:
        try:
            text = session.prompt("cypher> ").strip()
        except KeyboardInterrupt:
            continue
        except EOFError:
            return
        if text != "":
            yield text
