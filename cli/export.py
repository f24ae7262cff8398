"""``techpol export``: the whole graph in a file that other programs read."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any, BinaryIO

import typer

from techpol.cli.options import DEFAULT_LEDGER, AsJson, LedgerPath


@dataclass(frozen=True, slots=True)
class Format:
    """A format that the graph can be written in.

    ``writer`` is ``module:function`` with the arguments (view, stream, edge_filter); it returns how many of what it
    wrote. It is imported when it runs, so that a format may rest on something heavy.
    """

    name: str
    writer: str
    about: str

    def load(self) -> Callable[[Any, BinaryIO, Any], dict[str, int]]:
        """Import the writer."""
        module, _, function = self.writer.partition(":")
        found: Callable[[Any, BinaryIO, Any], dict[str, int]] = getattr(import_module(module), function)
        return found


FORMATS: tuple[Format, ...] = (
    Format("jsonl", "techpol.graph.jsonl:write_jsonl", "entities, sources, claims and edges, one JSON object a line"),
    Format("graphml", "techpol.graph.graphml:write_graphml", "for networkx, igraph, Gephi, yEd"),
)


def _complete_format(incomplete: str) -> list[tuple[str, str]]:
    return [(item.name, item.about) for item in FORMATS if item.name.startswith(incomplete)]


def export(
    form: Annotated[
        str,
        typer.Argument(
            metavar="FORMAT",
            help=f"One of {', '.join(item.name for item in FORMATS)}.",
            autocompletion=_complete_format,
        ),
    ],
    target: Annotated[Path, typer.Argument(metavar="[OUT]", help="The file to write; - for standard output.")] = Path(
        "-"
    ),
    db: LedgerPath = DEFAULT_LEDGER,
    as_json: AsJson = False,
) -> None:
    """Write the whole graph in a format that other programs read.

    Example: techpol export graphml graph.graphml
    """
    from techpol.cli.console import note, print_json
    from techpol.cli.ledgers import open_ledger
    from techpol.schema.errors import UsageError

    found = next((item for item in FORMATS if item.name == form), None)
    if found is None:
        raise UsageError(f"no format {form!r}; known: {', '.join(item.name for item in FORMATS)}")
    with open_ledger(db) as ledger:
        if str(target) == "-":
            counts = found.load()(ledger, sys.stdout.buffer, None)
        else:
            counts = _write_file(target, found, ledger)
    if as_json and str(target) != "-":
        print_json({"format": form, "file": str(target), "counts": counts})
    else:
        note(f"wrote {', '.join(f'{count:,} {name}' for name, count in counts.items())}")


def _write_file(target: Path, form: Format, ledger: Any) -> dict[str, int]:
    """Write beside the target and move it there when it is whole: a broken export leaves what was there."""
    import os

    from techpol.schema.errors import UsageError

    part = target.with_name(f".{target.name}.part")
    try:
        with part.open("wb") as stream:
            counts = form.load()(ledger, stream, None)
        os.replace(part, target)  # noqa: PTH105  (one call that works where the target exists)
    except OSError as exc:
        raise UsageError(f"{target}: cannot be written ({exc.strerror}); name another file") from exc
    finally:
        part.unlink(missing_ok=True)
    return counts
