"""What a loader is: one kind of source, from bytes to readings."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from techpol.schema.errors import SourceError
from techpol.schema.model import Reading


class Loader(Protocol):
    """Turns the bytes of one kind of source into readings.

    ``name`` is what ``--loader`` takes; ``version`` changes whenever it may read the same bytes otherwise.
    """

    name: str
    version: str

    def accepts(self, path: Path) -> bool:
        """Say whether this loader is the one for a file, by its name and first bytes."""

    def read(self, path: Path) -> Iterator[Reading | SourceError]:
        """Yield one reading a source in the file; an unusable source is yielded as an error, and the rest goes on.

        Errors name the file, the place in it, what was found and what would do.
        """
