"""Opening the ledger for a command, and finding in it what a person means by a word."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from techpol.graph.ledger import Ledger, StoredSource
    from techpol.schema.model import Entity, Source

# A name that scores less is a suggestion, not an answer.
_SURE = 0.97


@contextmanager
def open_ledger(path: Path, write: bool = False, create: bool = False) -> Iterator[Ledger]:
    """Open the ledger for a command. Raises LedgerError for what is none."""
    from techpol.graph.ledger import Ledger

    with Ledger.open(path, create=create, read_only=not write) as ledger:
        yield ledger


def find_stored_source(ledger: Ledger, word: str) -> StoredSource:
    """Return the one source that a word means: its id or the beginning of it, its URL, file, or words of its title.

    Raises UsageError where none or several fit.
    """
    from techpol.schema.errors import UsageError

    found = ledger.find_sources(word, limit=6) or ledger.find_sources(Path(word).resolve().as_posix(), limit=6)
    if len(found) == 0:
        raise UsageError(f"no source {word!r} in the ledger; techpol sources lists them")
    if len(found) > 1:
        choices = ", ".join(f"{item.source.id} ({item.source.title or item.source.key})" for item in found[:5])
        raise UsageError(
            f"{word!r} may be several sources: {choices}{' ...' if len(found) > 5 else ''}; name one by id"
        )
    return found[0]


def find_source(ledger: Ledger, word: str) -> Source:
    """Return the one source that a word means, with its text. Raises UsageError where none or several fit."""
    source = ledger.get_source(find_stored_source(ledger, word).source.id)
    assert source is not None
    return source


def find_entity(ledger: Ledger, word: str) -> Entity | None:
    """Return the entity that a name or id means, None where no name is like it enough."""
    entity = ledger.get_entity(word)
    if entity is not None:
        return entity
    found = ledger.find_entities(word, limit=1)
    return found[0][0] if len(found) > 0 and found[0][1] >= _SURE else None


def entity_or_suggestions(ledger: Ledger, word: str) -> Entity:
    """Return the entity that a name or id means. Where there is none, suggest names and exit with "nothing found"."""
    import typer

    from techpol.cli.console import note

    entity = find_entity(ledger, word)
    if entity is not None:
        return entity
    like = [found.name for found, _ in ledger.find_entities(word, limit=5)]
    hint = f"; did you mean {', '.join(like)}?" if len(like) > 0 else "; techpol stats says what there is"
    note(f"nothing in the ledger is called {word!r}{hint}")
    raise typer.Exit(3)
