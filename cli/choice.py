"""Which loader reads which file."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from techpol.loaders import LOADERS, get_loader
from techpol.schema.errors import SourceError, UsageError
from techpol.schema.model import Reading

if TYPE_CHECKING:
    from techpol.loaders.articles import Articles
    from techpol.loaders.base import Loader


def readings_by_loader(
    paths: Iterable[str], articles: Articles, name: str | None
) -> Iterator[tuple[Loader, Iterator[Reading | SourceError]]]:
    """Yield each loader with the readings of the files that it is for, in the order of the paths.

    A loader that is named reads everything. Otherwise the first of ``LOADERS`` that accepts a file or a whole folder
    reads it, and articles are read from what no other loader claims. Raises UsageError for an unknown loader.
    """
    if name is not None and name not in LOADERS:
        raise UsageError(f"no loader {name!r}; known: {', '.join(LOADERS)}")
    named: Loader | None = None if name is None else articles if name == "articles" else get_loader(name)()
    others = [] if name is not None else [get_loader(other)() for other in LOADERS if other != "articles"]
    for path in paths:
        if path == "-":
            # A pipe has no name to tell a loader by; articles are what people pipe.
            yield articles, articles.read_stream(sys.stdin.buffer.read())
        elif named is not None:
            yield named, named.read(Path(path))
        else:
            yield from _chosen(Path(path), articles, others)


def _chosen(
    path: Path, articles: Articles, others: list[Loader]
) -> Iterator[tuple[Loader, Iterator[Reading | SourceError]]]:
    for other in others:
        if other.accepts(path):
            yield other, other.read(path)
            return
    if not path.is_dir() or not any(other.accepts(file) for other in others for file in _files(path)):
        yield articles, articles.read(path)
        return
    pairs = ((_loader_for(file, articles, others), file) for file in _files(path))
    for loader, group in groupby((pair for pair in pairs if pair[0] is not None), key=lambda pair: pair[0]):
        assert loader is not None
        yield loader, (item for _, file in group for item in loader.read(file))


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.name.startswith("."))


def _loader_for(path: Path, articles: Articles, others: list[Loader]) -> Loader | None:
    return next((loader for loader in (*others, articles) if loader.accepts(path)), None)
