"""JSON that is written piece by piece, so that a list of any length needs no memory."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, BinaryIO

from techpol.graph.export.shape import to_json


def write_items(stream: BinaryIO, items: Iterable[Any]) -> None:
    """Write the items of a list, parted by commas, one a line."""
    separator = b"\n"
    for item in items:
        stream.write(separator + json_bytes(item))
        separator = b",\n"


def json_bytes(value: Any) -> bytes:
    """Return compact JSON in UTF-8, on one line for every reader; a lone surrogate is escaped, as JSON has it."""
    return to_json(value).encode("utf-8")
