"""What a loader is, and the gate that every claim passes, whoever read it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from techpol.schema.errors import SourceError
from techpol.schema.model import Reading


class Loader(Protocol):
    """Turns the bytes of one kind of source into readings.

    ``name`` is what ``--loader`` takes. ``claims`` (the verb) says whether a path is this loader's.
    """

    name: str
    version: str

    def accepts(self, path: Path) -> bool:
        """Say whether this loader is the one for a file, by its name and first bytes."""

    def read(self, path: Path) -> Iterator[Reading | SourceError]:
        """Yield one reading a source in the file. An unusable source is yielded as an error, so that the rest goes on.

        Errors name the file, the place in it, what was found and what would do.
        """
