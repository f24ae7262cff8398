"""Pages as they are found: from a file of any kind that articles come in to the text that is kept of it.

The text is kept exactly as it comes out here, and every offset points into it: the whole file for plain text, the
body after the header, the main text of a web page. Line ends are ``\\n``; a byte order mark is left out.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from techpol.loaders.articles.encoding import decode_text
from techpol.loaders.articles.metadata import Metadata, from_json, merge, read_metadata, read_yaml, split_header
from techpol.schema.errors import SourceError

# An article is not longer; 20 MB is about thirty novels. JSON Lines are read line by line and may be of any size.
MAX_BYTES = 20_000_000

_TEXT_FIELDS = ("text", "body", "content", "article", "النص")
_LIST_FIELDS = ("articles", "items", "documents")
_SIDECAR_SUFFIXES = (".yaml", ".yml", ".json")


@dataclass(frozen=True, slots=True)
class Options:
    """What the person who loads says of every article: metadata that wins over the file's, and the encoding."""

    metadata: Metadata = field(default_factory=Metadata)
    encoding: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """One article as found. ``place`` names it within its file, "" if it is the file; ``data`` are its bytes."""

    metadata: Metadata
    text: str
    data: bytes
    place: str = ""

    def digest(self) -> str:
        """Return the SHA-256 of the bytes that the article was read from."""
        return hashlib.sha256(self.data).hexdigest()


def read_pages(path: Path, options: Options = Options()) -> Iterator[Page | SourceError]:
    """Yield the articles of a file; what is unusable is yielded as an error and the rest goes on."""
    try:
        suffix = kind_of(path)
        if suffix in _LINES:
            yield from _read_json_lines(path, options)
            return
        data = read_bytes(path)
        beside = _read_sidecar(path)
        yield from pages_of(data, suffix, str(path), options, beside)
    except SourceError as exc:
        yield exc


def pages_of(
    data: bytes, suffix: str, name: str, options: Options, beside: tuple[Metadata, bytes] | None = None
) -> Iterator[Page | SourceError]:
    """Yield the articles of bytes of one kind (a key of FORMATS). Raises SourceError if there are none."""
    if len(data) == 0 or data.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe") == b"":
        raise SourceError(f"{name}: empty; expected an article's text")
    if suffix == ".json":
        yield from _read_json(data, name, options)
        return
    metadata, text = FORMATS[suffix](data, name, options.encoding)
    said = [options.metadata, *([beside[0]] if beside is not None else []), metadata]
    if text.strip() == "":
        raise SourceError(f"{name}: a header and no text; expected the article after it")
    yield Page(merge(said), text, data + (beside[1] if beside is not None else b""))


def read_bytes(path: Path) -> bytes:
    """Return a file's bytes. Raises SourceError for what is missing, unreadable or too large."""
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise SourceError(
                f"{path}: {size / 1e6:,.0f} MB; an article has at most {MAX_BYTES / 1e6:.0f} MB. "
                "Split it, or load many articles as JSON Lines (.jsonl), which may be of any size"
            )
        return path.read_bytes()
    except OSError as exc:
        raise unreadable(path, exc) from exc


def unreadable(path: Path, error: OSError) -> SourceError:
    """Return what to say of a file that the system does not give us."""
    if isinstance(error, FileNotFoundError):
        return SourceError(f"{path}: no such file or folder")
    if isinstance(error, PermissionError):
        return SourceError(f"{path}: may not be read by this user; change its permissions")
    return SourceError(f"{path}: cannot be read ({error.strerror or error})")


def kind_of(path: Path) -> str:
    """Return the suffix that a file is read by, judged by its first bytes where its name says nothing.

    Raises SourceError for a file of a kind that holds no article.
    """
    suffix = path.suffix.lower()
    if suffix in SUFFIXES:
        return suffix
    try:
        with path.open("rb") as file:
            start = file.read(4096)
    except OSError as exc:
        raise unreadable(path, exc) from exc
    if start.startswith(b"SQLite format 3\0"):
        raise SourceError(f"{path}: a database and no article; a ledger is joined to another by techpol merge {path}")
    return sniff(start)


def sniff(start: bytes) -> str:
    """Return the kind that the first bytes of a file look like; ``.txt`` for what is only text, or unknown."""
    if start.startswith(b"%PDF-"):
        return ".pdf"
    if start.startswith(b"PK\x03\x04") and (b"word/" in start or b"[Content_Types]" in start):
        return ".docx"
    text = start.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if text.startswith((b"<!doctype html", b"<html", b"<head", b"<body", b"<article")):
        return ".html"
    if text.startswith((b"{", b"[")) and b'"' in text:
        return ".json"
    return ".txt"


# ---- one function a kind ---------------------------------------------------------------------------------
def _read_text(data: bytes, name: str, encoding: str | None) -> tuple[Metadata, str]:
    return split_header(decode_text(data, name, encoding), name)


def _read_markdown(data: bytes, name: str, encoding: str | None) -> tuple[Metadata, str]:
    from techpol.loaders.articles.webpages import read_markdown

    metadata, body = _read_text(data, name, encoding)
    heading, text = read_markdown(body)
    return metadata.over(Metadata(title=heading)), text


def _read_html(data: bytes, name: str, encoding: str | None) -> tuple[Metadata, str]:
    from techpol.loaders.articles.webpages import read_html

    return read_html(data, name, encoding)


def _read_pdf(data: bytes, name: str, encoding: str | None) -> tuple[Metadata, str]:
    from techpol.loaders.articles.printed import read_pdf

    return read_pdf(data, name)


def _read_docx(data: bytes, name: str, encoding: str | None) -> tuple[Metadata, str]:
    from techpol.loaders.articles.printed import read_docx

    return read_docx(data, name)


def _read_mail(data: bytes, name: str, encoding: str | None) -> tuple[Metadata, str]:
    from techpol.loaders.articles.mail import read_mail

    return read_mail(data, name)


FORMATS: Mapping[str, Callable[[bytes, str, str | None], tuple[Metadata, str]]] = {
    ".txt": _read_text,
    ".text": _read_text,
    ".md": _read_markdown,
    ".markdown": _read_markdown,
    ".html": _read_html,
    ".htm": _read_html,
    ".xhtml": _read_html,
    ".pdf": _read_pdf,
    ".docx": _read_docx,
    ".eml": _read_mail,
    ".mht": _read_mail,
    ".mhtml": _read_mail,
}
_LINES = (".jsonl", ".ndjson")
SUFFIXES = (*FORMATS, ".json", *_LINES)


# ---- JSON ------------------------------------------------------------------------------------------------
def _read_json(data: bytes, name: str, options: Options) -> Iterator[Page | SourceError]:
    text = decode_text(data, name, options.encoding)
    try:
        value = json.loads(text)
    except ValueError as exc:
        lines = [line for line in text.split("\n") if line.strip() != ""]
        if len(lines) > 1 and _is_object(lines[0]):
            yield from _json_lines(iter(text.encode("utf-8", "surrogatepass").split(b"\n")), name, options)
            return
        raise SourceError(f"{name}: not JSON ({exc})") from exc
    except RecursionError as exc:
        raise SourceError(f"{name}: JSON nested too deep to be articles") from exc
    if isinstance(value, dict):
        wrapped = [value[key] for key in _LIST_FIELDS if isinstance(value.get(key), list)]
        if len(wrapped) == 0 or any(key in value for key in ("text", "html")):
            yield _page_of(value, data, name, "", options)
            return
        value = wrapped[0]
    if not isinstance(value, list) or len(value) == 0:
        raise SourceError(f"{name}: JSON {_shape(value)}; expected an object with 'text', or a list of them")
    for number, item in enumerate(value):
        place = f"[{number}]"
        try:
            yield _page_of(item, _bytes_of(item), name, place, options)
        except SourceError as exc:
            yield exc


def _is_object(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _read_json_lines(path: Path, options: Options) -> Iterator[Page | SourceError]:
    try:
        with path.open("rb") as file:
            yield from _json_lines(_bounded_lines(file, str(path)), str(path), options)
    except OSError as exc:
        yield unreadable(path, exc)


def _bounded_lines(file: BinaryIO, name: str) -> Iterator[bytes]:
    number = 0
    while True:
        line = file.readline(MAX_BYTES + 1)
        number += 1
        if line == b"":
            return
        if len(line) > MAX_BYTES:
            raise SourceError(f"{name}: line {number} is longer than {MAX_BYTES / 1e6:.0f} MB; one article a line")
        yield line


def _json_lines(lines: Iterator[bytes], name: str, options: Options) -> Iterator[Page | SourceError]:
    found = 0
    try:
        for number, line in enumerate(lines, start=1):
            if line.strip() == b"":
                continue
            found += 1
            place = f"line {number}"
            try:
                text = decode_text(line, f"{name}: {place}", options.encoding)
                try:
                    value = json.loads(text)
                except (ValueError, RecursionError) as exc:
                    why = "nested too deep" if isinstance(exc, RecursionError) else exc
                    raise SourceError(f"{name}: {place}: not JSON ({why}); found {text.strip():.60}") from exc
                yield _page_of(value, line.strip(), name, place, options)
            except SourceError as exc:
                yield exc
    except SourceError as exc:
        yield exc
        return
    if found == 0:
        yield SourceError(f"{name}: empty; expected one JSON object a line")


def _page_of(value: Any, data: bytes, name: str, place: str, options: Options) -> Page:
    where = f"{name}: {place}" if place != "" else name
    if not isinstance(value, dict):
        raise SourceError(f"{where}: JSON {_shape(value)}; expected an object with 'text'")
    metadata = options.metadata.over(read_metadata(value, where))
    text = next((value[key] for key in _TEXT_FIELDS if value.get(key)), None)
    if isinstance(value.get("html"), str) and text is None:
        from techpol.loaders.articles.webpages import read_markup

        found, text = read_markup(value["html"], where)
        metadata = metadata.over(found)
    if isinstance(text, list) and all(isinstance(item, str) for item in text):
        text = "\n\n".join(text)
    if not isinstance(text, str):
        raise SourceError(
            f"{where}: no field 'text' (or 'html') with the article's text; found {sorted(value)!r:.200}"
        )
    # JSON can hold halves of surrogate pairs, which no text can.
    text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if text.strip() == "":
        raise SourceError(f"{where}: 'text' is empty")
    return Page(metadata, text, data, place)


def _bytes_of(value: Any) -> bytes:
    # One article of a list: its bytes are its JSON in one form, so that its neighbours do not change it.
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode(
        "utf-8", "surrogatepass"
    )


def _shape(value: Any) -> str:
    if isinstance(value, list):
        return f"list of {len(value)}"
    return f"{type(value).__name__} {value!r:.60}"


# ---- files beside the article ------------------------------------------------------------------------------
def _sidecars(path: Path) -> Iterator[Path]:
    for suffix in _SIDECAR_SUFFIXES:
        yield path.with_name(path.name + suffix)
        if path.suffix.lower() != suffix:
            yield path.with_suffix(suffix)


def is_sidecar(path: Path) -> bool:
    """Say whether a file describes an article beside it and is none itself."""
    suffix = path.suffix.lower()
    if suffix in (".yaml", ".yml"):
        return True
    if suffix != ".json":
        return False
    stem = path.with_suffix("")
    described = stem.is_file() or any(stem.with_name(stem.name + other).is_file() for other in FORMATS)
    return described and not _holds_text(path)


def _holds_text(path: Path) -> bool:
    try:
        if path.stat().st_size > MAX_BYTES:
            return True
        value = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return False
    return not isinstance(value, dict) or any(key in value for key in (*_TEXT_FIELDS, *_LIST_FIELDS, "html"))


def _read_sidecar(path: Path) -> tuple[Metadata, bytes] | None:
    if path.suffix.lower() not in FORMATS:
        return None
    for beside in _sidecars(path):
        if beside.is_file() and not (beside.suffix.lower() == ".json" and _holds_text(beside)):
            data = read_bytes(beside)
            text = decode_text(data, str(beside))
            read = from_json if beside.suffix.lower() == ".json" else read_yaml
            return read(text, str(beside)), data
    return None
