"""What commands print with: tables and colour on a terminal, plain lines in a pipe, JSON where asked.

Results go to standard output, everything else (progress, notes, errors) to standard error.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from rich.console import Console

_FIRST_STRONG_ISOLATE, _POP_ISOLATE = "\u2068", "\u2069"
_ISOLATES = re.compile("[\u2066-\u2069]")
# Fits a paper's column; a terminal that is wider gains nothing from longer lines of text.
_PIPE_WIDTH = 100


def out() -> Console:
    """Return the console of standard output."""
    from rich.console import Console

    return Console(file=sys.stdout, highlight=False, width=None if sys.stdout.isatty() else _PIPE_WIDTH)


def err() -> Console:
    """Return the console of standard error."""
    from rich.console import Console

    return Console(file=sys.stderr, highlight=False, width=None if sys.stderr.isatty() else 10_000)


def on_terminal() -> bool:
    """Say whether a person reads standard output as it comes."""
    return sys.stdout.isatty()


def printable(text: str) -> str:
    """Return a text without what a terminal would obey: control characters and marks that turn a line around."""
    return "".join(
        character if unicodedata.category(character) not in ("Cc", "Cs") and not _turns(character) else " "
        for character in text
    )


def _turns(character: str) -> bool:
    return "\u202a" <= character <= "\u202e" or "\u2066" <= character <= "\u2069"


def isolate(text: str) -> str:
    """Return a text as it is safe to put beside others: on a terminal right-to-left text keeps to itself."""
    text = printable(text)
    if on_terminal() and any(unicodedata.bidirectional(character) in ("R", "AL") for character in text):
        return f"{_FIRST_STRONG_ISOLATE}{text}{_POP_ISOLATE}"
    return text


def print_line(text: str = "") -> None:
    """Print one line of a result, as it is."""
    sys.stdout.write(f"{text}\n")


def print_json(value: Any) -> None:
    """Print a result as JSON, one object, UTF-8."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def print_json_lines(values: Iterable[Any]) -> None:
    """Print results as they come, one JSON object a line."""
    for value in values:
        sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")


def print_table(columns: Sequence[str], rows: Iterable[Sequence[object]], title: str | None = None) -> None:
    """Print rows: a table on a terminal; in a pipe a line of names and a line a row, parted by tabs."""
    cells = ([isolate("" if cell is None else str(cell)) for cell in row] for row in rows)
    if not on_terminal():
        print_line("\t".join(columns))
        for row in cells:
            print_line("\t".join(row))
        return
    from rich.table import Table
    from rich.text import Text

    table = Table(title=title, title_justify="left", header_style="bold", show_edge=False, pad_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in cells:
        # Text, not a string: a name such as "[red]" is a name and no markup.
        table.add_row(*(Text(cell) for cell in row))
    out().print(table)


def print_answer(text: str, styled: bool) -> None:
    """Print what ``queries.render`` gave; ``styled`` text gets colour on a terminal and loses isolates in a pipe."""
    if not styled:
        sys.stdout.write(text)
    elif not on_terminal():
        sys.stdout.write(_ISOLATES.sub("", text))
    else:
        from rich.text import Text

        for line in text.rstrip("\n").split("\n"):
            styled_line = Text(line)
            styled_line.highlight_regex(r"^\d+\. .*$", "bold")
            styled_line.highlight_regex(r"\[\d+\]", "cyan")
            out().print(styled_line, soft_wrap=True)


def note(text: str) -> None:
    """Say something about the run on standard error."""
    sys.stderr.write(f"{printable(text)}\n")


def complain(text: str) -> None:
    """Say on standard error what went wrong, on one line."""
    line = printable(" ".join(text.split("\n")))
    if sys.stderr.isatty():
        from rich.text import Text

        err().print(Text.assemble(("techpol: ", "bold red"), line), soft_wrap=True)
    else:
        sys.stderr.write(f"techpol: {line}\n")


class Progress(Protocol):
    """What a long command tells of its progress."""

    def advance(self, what: str) -> None:
        """Count one more thing done, and name it."""


class _Silent:
    def advance(self, what: str) -> None:
        """Say nothing."""


class _Bar:
    def __init__(self, bar: Any, task: Any) -> None:
        self._bar, self._task = bar, task

    def advance(self, what: str) -> None:
        """Move the bar."""
        self._bar.update(self._task, advance=1, what=printable(what)[-50:])


@contextmanager
def progress(label: str, total: int | None = None) -> Iterator[Progress]:
    """Show a bar on standard error while a person looks at it; nothing in a pipe."""
    if not sys.stderr.isatty():
        yield _Silent()
        return
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as RichProgress

    columns = (
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(),
        TextColumn("{task.fields[what]}", markup=False),
    )  # fmt: skip
    with RichProgress(*columns, console=err(), transient=True) as bar:
        yield _Bar(bar, bar.add_task(label, total=total, what=""))
