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

    Raises NotFoundError where none fits, UsageError where several do.
    """
    from techpol.schema.errors import NotFoundError, UsageError

    found = ledger.find_sources(word, limit=6) or ledger.find_sources(Path(word).resolve().as_posix(), limit=6)
    if len(found) == 0:
        raise NotFoundError(f"no source {word!r} in the ledger; techpol sources lists them")
    if len(found) > 1:
        choices = ", ".join(f"{item.source.id} ({item.source.title or item.source.key})" for item in found[:5])
        raise UsageError(
            f"{word!r} may be several sources: {choices}{' ...' if len(found) > 5 else ''}; name one by id"
        )
    return found[0]


def find_source(ledger: Ledger, word: str) -> Source:
    """Return the one source that a word means, with its text. Raises what ``find_stored_source`` raises."""
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
    """Return the entity that a name or id means. Raises NotFoundError with names and types that may be meant."""
    from techpol.cli.wording import near_words
    from techpol.schema.errors import NotFoundError
    from techpol.schema.ontology import load_ontology

    entity = find_entity(ledger, word)
    if entity is not None:
        return entity
    like: list[dict[str, object]] = [
        {"id": found.id, "type": found.type, "name": found.name, "score": round(score, 3)}
        for found, score in ledger.find_entities(word, limit=5)
    ]
    names = [str(item["name"]) for item in like]
    types = near_words(word, load_ontology().types, 0.75)
    hint = f"; did you mean {', '.join(names)}?" if len(names) > 0 else ""
    if len(types) > 0:
        hint += f"; {' and '.join(types)} {'are types' if len(types) > 1 else 'is a type'} and no name"
    raise NotFoundError(
        f"nothing in the ledger is called {word!r}{hint or '; techpol stats says what there is'}", like
    )
