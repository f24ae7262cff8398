"""Questions: ``ask`` and ``path``. The logic is in ``queries/``, the options that they share in ``filters.py``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from techpol.cli.filters import FILTERS_PANEL, SHAPE_PANEL, Filters, Limit, Shape, path_options, spread
from techpol.cli.options import DEFAULT_LEDGER, AsJson, EntityName, LedgerPath, complete_entity

if TYPE_CHECKING:
    from techpol.graph.view import GraphView
    from techpol.schema.answers import Answer

Through = Annotated[
    list[str] | None, typer.Option("--through", help="Chains only through this name.", rich_help_panel=FILTERS_PANEL)
]
Exhaustive = Annotated[
    bool, typer.Option("--exhaustive", help="No limit of time or of edges read.", rich_help_panel=FILTERS_PANEL)
]
_ARABIC = re.compile("[\u0600-\u06ff]")
_NOTHING = 3  # exit status where nothing was found


def _complete_target(context: typer.Context, incomplete: str) -> list[str]:
    from techpol.schema.ontology import load_ontology

    types = [name for name in load_ontology().types if name.startswith(incomplete)]
    return types + complete_entity(context, incomplete)


@spread()
def ask(
    question: Annotated[str, typer.Argument(help="A question in English or Arabic.")],
    filters: Filters,
    shape: Shape,
    hops: Annotated[
        int | None, typer.Option("--hops", min=1, max=8, help="Longest path, in hops.", rich_help_panel=FILTERS_PANEL)
    ] = None,
    limit: Annotated[
        int | None,
        typer.Option("--limit", "-n", min=1, help="How many answers.", rich_help_panel=SHAPE_PANEL),
    ] = None,
    through: Through = None,
    exhaustive: Exhaustive = False,
    db: LedgerPath = DEFAULT_LEDGER,
    as_json: AsJson = False,
) -> None:
    """Answer a question in words, each step with the sentence behind it.

    Example: techpol ask "who links OpenAI to a campaign"
    """
    from techpol import queries

    # Without options each kind of question has its own: twenty things shared, ten givers, a hundred events.
    given = hops is not None or limit is not None or filters != Filters() or bool(through) or exhaustive
    options = path_options(
        filters, hops=hops or 4, limit=limit or 5, through=tuple(through or ()), exhaustive=exhaustive
    )
    with open_view(db) as view:
        answer = queries.ask(view, question, options if given else None, shape.language)
        show(answer, shape, as_json)


@spread()
def path(
    start: EntityName,
    end: Annotated[
        list[str],
        typer.Option("--to", help="Where to: a name, an id or a type.", autocompletion=_complete_target),
    ],
    filters: Filters,
    shape: Shape,
    hops: Annotated[
        int, typer.Option("--hops", min=1, max=8, help="Longest path, in hops.", rich_help_panel=FILTERS_PANEL)
    ] = 4,
    limit: Limit = 5,
    through: Through = None,
    exhaustive: Exhaustive = False,
    db: LedgerPath = DEFAULT_LEDGER,
    as_json: AsJson = False,
) -> None:
    """Show the best chains from one name to another name, or to anything of a type.

    @FILE in place of a name stands for the names in a file, one a line.

    Example: techpol path OpenAI --to Campaign
    """
    from techpol import queries

    options = path_options(filters, hops=hops, limit=limit, through=tuple(through or ()), exhaustive=exhaustive)
    starts, targets = listed([start]), listed(end)
    with open_view(db) as view:
        answer = queries.find_paths(
            view, _one_or_all(starts), _one_or_all(targets), options, shape.language or language_of(*starts)
        )
        show(answer, shape, as_json)


def listed(names: list[str]) -> list[str]:
    """Return names, each @FILE replaced by the lines of the file; empty lines and those with # are passed over.

    Raises UsageError for a file that cannot be read or names nobody.
    """
    from techpol.schema.errors import UsageError

    found: list[str] = []
    for name in names:
        if not name.startswith("@"):
            found.append(name)
            continue
        try:
            lines = Path(name[1:]).read_text("utf-8-sig").splitlines()
        except (OSError, UnicodeDecodeError) as exc:
            raise UsageError(f"{name[1:]}: cannot be read as a list of names ({exc})") from exc
        inside = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
        if len(inside) == 0:
            raise UsageError(f"{name[1:]}: names nobody; write a name a line")
        found += inside
    return found


def _one_or_all(names: list[str]) -> str | list[str]:
    return names[0] if len(names) == 1 else names


def language_of(*names: str) -> str:
    """Return the language to answer in: Arabic where every name is in Arabic letters, else English."""
    return "ar" if all(_ARABIC.search(name) is not None for name in names) else "en"


@contextmanager
def open_view(db: Path) -> Iterator[GraphView]:
    """Open the ledger's graph for reading. Who is told that nothing was found hears of claims that are held back."""
    from techpol.cli.console import note
    from techpol.cli.ledgers import open_ledger

    with open_ledger(db) as ledger:
        try:
            yield ledger
        except typer.Exit as exc:
            if exc.exit_code == _NOTHING and next(ledger.iter_doubtful(0.0, 1), None) is not None:
                note("some claims are held back and are in no answer: techpol review --claims")
            raise


def show(answer: Answer, shape: Shape, as_json: bool = False) -> None:
    """Print an answer, and write it to the files asked for. Exits with "nothing found" where it holds nothing."""
    from techpol.cli.console import note, print_answer
    from techpol.queries import FORMS, render
    from techpol.schema.errors import UsageError

    answer = _with_types(answer)
    form = "json" if as_json else shape.form
    if form not in (None, *FORMS):
        raise UsageError(f"no format {form!r}; known: {', '.join(FORMS)}")
    for target, kind in ((shape.html, "html"), (shape.svg, "svg")):
        if target is not None:
            write_text(target, render(answer, kind, shape.language, shape.explain))
            note(f"wrote {target}")
    print_answer(render(answer, form or "text", shape.language, shape.explain), form in (None, "text"))
    if not answer.ok:
        raise typer.Exit(_NOTHING)


def _with_types(answer: Answer) -> Answer:
    """Say of each unknown name which type it may mean: "Campain" is nobody's name and close to a type's."""
    from techpol.cli.wording import near_words
    from techpol.queries.messages import say
    from techpol.schema.ontology import load_ontology

    types = load_ontology().types
    near = dict.fromkeys(name for word in answer.unknown for name in near_words(word, types, 0.75))
    if len(near) == 0:
        return answer
    labels = "; ".join(f"{name} ({types[name].labels[answer.language]})" for name in near)
    return replace(answer, notes=(*answer.notes, say("suggest_types", answer.language, names=labels)))


def write_text(target: Path, text: str) -> None:
    """Write a file. Raises UsageError where it cannot be written, and for a ledger."""
    from techpol.graph.export import refuse_ledger
    from techpol.schema.errors import UsageError

    refuse_ledger(target)
    try:
        target.write_text(text, "utf-8")
    except OSError as exc:
        raise UsageError(f"{target}: cannot be written ({exc.strerror}); name another file") from exc
