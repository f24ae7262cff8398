"""The loader of articles: files, folders and standard input, in; sources and their claims, out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from techpol.loaders.articles.document import Reader
from techpol.loaders.articles.pages import (
    SUFFIXES,
    Options,
    Page,
    is_sidecar,
    pages_of,
    read_pages,
    sniff,
    unreadable,
)
from techpol.loaders.articles.reading import detect_language, read_source
from techpol.schema.errors import SourceError
from techpol.schema.model import Claim, Reading, Referent, Refusal, Source

# What a JSON file that holds articles has somewhere near its start.
_ARTICLE_FIELDS = (b'"text"', b'"body"', b'"content"', b'"html"', b'"articles"')


@dataclass(frozen=True, slots=True)
class Unread:
    """The statements of an article that nobody has read yet. Iterating reads it; so does another process."""

    source: Source
    reader: Reader | None = None  # the grammar of its language where None

    def __iter__(self) -> Iterator[Referent | Claim | Refusal]:
        yield from self.read()

    def read(self) -> tuple[Referent | Claim | Refusal, ...]:
        """Read the article: names, claims and refusals."""
        return tuple(read_source(self.source, reader=self.reader)[0].statements)


@dataclass(frozen=True, slots=True)
class Articles:
    """Reads articles in any of the formats of ``pages.FORMATS``, JSON and JSON Lines.

    Readings come back at once with their statements unread, so that whoever has an article already need not read it.
    """

    name = "articles"
    version = "1"
    options: Options = field(default_factory=Options)
    reader: Reader | None = None

    def accepts(self, path: Path) -> bool:
        """Say whether a file is an article by its name, and for JSON by its first bytes."""
        if path.suffix.lower() in (".json", ".jsonl", ".ndjson"):
            try:
                with path.open("rb") as file:
                    start = file.read(65_536)
            except OSError:
                return False
            return any(name in start for name in _ARTICLE_FIELDS) and not is_sidecar(path)
        return path.suffix.lower() in SUFFIXES

    def read(self, path: Path) -> Iterator[Reading | SourceError]:
        """Yield a reading for every article of a file or of a folder with all its folders, in order of name."""
        if path.is_dir():
            yield from self._read_folder(path)
            return
        for page in read_pages(path, self.options):
            yield page if isinstance(page, SourceError) else self._reading(page, path.resolve().as_posix(), str(path))

    def read_stream(self, data: bytes) -> Iterator[Reading | SourceError]:
        """Yield a reading for every article in bytes that came from a pipe."""
        try:
            suffix = sniff(data[:4096])
            for page in pages_of(data, suffix, "standard input", self.options):
                yield page if isinstance(page, SourceError) else self._reading(page, "standard input", "-")
        except SourceError as exc:
            yield exc

    def _reading(self, page: Page, origin: str, location: str) -> Reading:
        source = source_of(page, origin, location)
        return Reading(source, Unread(source, self.reader))

    def _read_folder(self, folder: Path) -> Iterator[Reading | SourceError]:
        found = False
        try:
            for path in iter_files(folder):
                found = True
                yield from self.read(path)
        except SourceError as exc:
            yield exc
            return
        if not found:
            yield SourceError(f"{folder}: no articles in this folder; readable are {', '.join(SUFFIXES)}")


def iter_files(folder: Path, inside: tuple[Path, ...] = ()) -> Iterator[Path]:
    """Yield the files of a folder that may be articles, by name: no hidden files, no descriptions beside articles.

    ``inside`` are the folders that this one was reached through; a link back to one of them is not followed.
    Raises SourceError for a folder that may not be read.
    """
    real = folder.resolve()
    if real in inside:
        return
    try:
        entries = sorted(folder.iterdir())
    except OSError as exc:
        raise unreadable(folder, exc) from exc
    for path in entries:
        if path.name.startswith("."):
            continue
        if path.is_dir():
            yield from iter_files(path, (*inside, real))
        elif path.suffix.lower() in SUFFIXES and not is_sidecar(path):
            yield path


def source_of(page: Page, origin: str, location: str) -> Source:
    """Return the source of a page that was read from a place.

    Its key is its URL; without one where it was read from, and within that the id, title or bytes of the record.
    """
    metadata, digest = page.metadata, page.digest()
    if metadata.url is not None:
        key = metadata.url
    elif metadata.id is not None and metadata.id.startswith("<"):
        key = f"mid:{metadata.id.strip('<>')}"
    elif origin == "standard input":
        key = f"sha256:{digest}"
    elif page.place != "":
        key = f"{origin}#{metadata.id or metadata.title or digest}"
    else:
        key = origin
    return Source(
        key=key, kind="article", sha256=digest, title=metadata.title, publisher=metadata.publisher,
        url=metadata.url, published=metadata.published, language=metadata.language or detect_language(page.text),
        text=page.text, location=f"{location} {page.place}".strip(),
    )  # fmt: skip
