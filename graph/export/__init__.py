"""Taking the graph away: every format, of the whole graph or a part of it.

>>> from techpol.graph.export import Selection, export_graph
>>> export_graph(Selection(view), "graphml", "graph.graphml")  # doctest: +SKIP
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, TypeVar

from techpol.graph.export.counts import Counts
from techpol.graph.export.formats import FORMATS, Format, get_format
from techpol.graph.export.selection import Selection, around, of_answer, of_ids
from techpol.schema.errors import UsageError

Result = TypeVar("Result")
# How every SQLite file begins: a ledger, or a cache of replies that were paid for.
_SQLITE_MAGIC = b"SQLite format 3\x00"


def export_graph(selection: Selection, form: str, target: Path | str) -> Counts:
    """Write a selection in a format to a file, or to a directory where the format has several files.

    ``-`` is standard output. What was there before is replaced only when all is written: a run that fails leaves it.
    Raises UsageError for an unknown format and for a target that cannot be written.
    """
    chosen = get_format(form)
    if str(target) == "-":
        if chosen.directory:
            raise UsageError(f"{form} writes several files; name a directory: techpol export {form} DIR")
        return chosen.write(selection, sys.stdout.buffer)
    path = Path(target)
    if not chosen.directory:
        return write_file(path, lambda stream: chosen.write(selection, stream))
    part = _beside(path)
    try:
        return _write_directory(chosen, selection, path, part)
    except OSError as exc:
        raise UsageError(f"{path}: cannot be written ({exc.strerror or exc}); name another") from exc
    finally:
        shutil.rmtree(part, ignore_errors=True)


def write_file(path: Path, write: Callable[[BinaryIO], Result]) -> Result:
    """Write a file beside its place and move it there when it is whole; what was there before is kept till then.

    Raises UsageError where it cannot be written, and for a ledger: nothing is written over one.
    """
    if path.is_dir():
        raise UsageError(f"{path} is a directory; name a file")
    refuse_ledger(path)
    part = _beside(path)
    try:
        if path.exists() and not path.is_file():  # a pipe or device is written to, never replaced
            with path.open("wb") as stream:
                return write(stream)
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as stream:
            result = write(stream)
        os.replace(part, path)  # noqa: PTH105  (one call that works where the target exists)
    except OSError as exc:
        raise UsageError(f"{path}: cannot be written ({exc.strerror or exc}); name another") from exc
    finally:
        if not part.is_dir():
            part.unlink(missing_ok=True)
    return result


def refuse_ledger(path: Path) -> None:
    """Raise UsageError for a file that is a ledger, or any database of SQLite: what is to be written is none."""
    try:
        if not path.is_file():
            return
        with path.open("rb") as stream:
            head = stream.read(len(_SQLITE_MAGIC))
    except OSError:
        return  # whoever writes says what is wrong
    if head == _SQLITE_MAGIC:
        raise UsageError(f"{path} is a ledger or another database and is not written over; name another file")


def _beside(path: Path) -> Path:
    """Return where a file or directory is written before it is whole."""
    whole = path.resolve()
    return whole.with_name(f".{whole.name}.part") if whole.name else whole / ".part"


def _write_directory(chosen: Format, selection: Selection, path: Path, part: Path) -> Counts:
    """Write into a directory beside, then move the files; other files in the directory stay."""
    if path.exists() and not path.is_dir():
        raise UsageError(f"{path} is a file; {chosen.name} writes several: name a directory")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    counts = chosen.write(selection, part)
    path.mkdir(parents=True, exist_ok=True)
    for file in sorted(part.iterdir()):
        os.replace(file, path / file.name)  # noqa: PTH105
    return counts


__all__ = [
    "FORMATS", "Counts", "Format", "Selection", "around", "export_graph", "get_format", "of_answer",
    "of_ids", "refuse_ledger", "write_file",
]  # fmt: skip
