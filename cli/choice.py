"""Which loader reads which file."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from techpol.loaders import LOADERS, get_loader
from techpol.loaders.ledger_jsonl import LedgerLines
from techpol.schema.errors import SourceError, UsageError
from techpol.schema.model import Reading
from techpol.schema.stored import StoredItem

if TYPE_CHECKING:
    from techpol.loaders.articles import Articles
    from techpol.loaders.base import Loader

# What a file gives: readings; a ledger's own lines give everything that the ledger holds.
_MAPPED = ("table", "ftm")
Item = Reading | SourceError | StoredItem


def readings_by_loader(
    paths: Iterable[str], articles: Articles, name: str | None, mapping: Path | None = None
) -> Iterator[tuple[Loader, Iterator[Item]]]:
    """Yield each loader with the readings of the files that it is for, in the order of the paths.

    A loader that is named reads everything. Otherwise the first of ``LOADERS`` that accepts a file or a whole folder
    reads it, and articles are read from what no other loader claims. A mapping says how tables and FollowTheMoney
    entities are read. Raises UsageError for an unknown loader and a mapping that is none.
    """
    if name is not None and name not in LOADERS:
        raise UsageError(f"no loader {name!r}; known: {', '.join(LOADERS)}")
    if mapping is not None and name not in (None, *_MAPPED):
        raise UsageError(f"--mapping is for tables and FollowTheMoney entities, not for {name}")
    named: Loader | None = None if name is None else articles if name == "articles" else _made(name, mapping)
    if mapping is not None and named is None:
        yield from _mapped(paths, mapping)
        return
    others = [] if name is not None else [get_loader(other)() for other in LOADERS if other != "articles"]
    for path in paths:
        if path == "-":
            # A pipe has no name to tell a loader by; articles are what people pipe.
            yield articles, articles.read_stream(sys.stdin.buffer.read())
        elif named is not None:
            yield named, _items(named, Path(path))
        else:
            yield from _chosen(Path(path), articles, others)


def _made(name: str, mapping: Path | None) -> Loader:
    loader: Loader = get_loader(name)() if mapping is None else get_loader(name)(mapping)
    return loader


def _items(loader: Loader, path: Path) -> Iterator[Item]:
    return loader.stored(path) if isinstance(loader, LedgerLines) else loader.read(path)


def _mapped(paths: Iterable[str], mapping: Path) -> Iterator[tuple[Loader, Iterator[Item]]]:
    """Yield the tables and FollowTheMoney files of the paths, read by a mapping."""
    from techpol.loaders.ftm import FollowTheMoney
    from techpol.loaders.table import SUFFIXES

    for path in map(Path, paths):
        files = list(_files(path)) if path.is_dir() else [path]
        for file in files:
            name = "table" if file.suffix.lower() in SUFFIXES or not FollowTheMoney().accepts(file) else "ftm"
            loader = _made(name, mapping)
            yield loader, _items(loader, file)


def _chosen(path: Path, articles: Articles, others: list[Loader]) -> Iterator[tuple[Loader, Iterator[Item]]]:
    for other in others:
        if _accepts(other, path):
            yield other, _items(other, path)
            return
    if not path.is_dir() or not any(_accepts(other, file) for other in others for file in _files(path)):
        yield articles, articles.read(path)
        return
    pairs = ((_loader_for(file, articles, others), file) for file in _files(path))
    for loader, group in groupby((pair for pair in pairs if pair[0] is not None), key=lambda pair: pair[0]):
        assert loader is not None
        yield loader, (item for _, file in group for item in _items(loader, file))


def _accepts(loader: Loader, path: Path) -> bool:
    try:
        return loader.accepts(path)
    except OSError:
        return False  # who reads it says why it cannot be read


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.name.startswith("."))


def _loader_for(path: Path, articles: Articles, others: list[Loader]) -> Loader | None:
    return next((loader for loader in (*others, articles) if _accepts(loader, path)), None)
