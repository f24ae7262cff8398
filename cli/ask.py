"""Questions: ``ask`` and ``path``, and the options that they share with others. The logic is in ``queries/``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from techpol.cli.options import DEFAULT_LEDGER, AsJson, EntityName, LedgerPath, complete_entity

if TYPE_CHECKING:
    from techpol.graph.view import GraphView
    from techpol.queries import PathOptions
    from techpol.schema.answers import Answer

_DAY = ["%Y-%m-%d"]
_ARABIC = re.compile("[\u0600-\u06ff]")


def _complete_relation(incomplete: str) -> list[str]:
    from techpol.schema.ontology import load_ontology

    return [name for name in load_ontology().relations if name.startswith(incomplete.upper())]


def _complete_target(context: typer.Context, incomplete: str) -> list[str]:
    from techpol.schema.ontology import load_ontology

    types = [name for name in load_ontology().types if name.startswith(incomplete)]
    return types + complete_entity(context, incomplete)


_FILTERS, _SHAPE = "Which edges count", "How the answer is written"
Hops = Annotated[int, typer.Option("--hops", min=1, max=8, help="Longest path, in hops.", rich_help_panel=_FILTERS)]
Limit = Annotated[int, typer.Option("--limit", "-n", min=1, help="How many answers.", rich_help_panel=_SHAPE)]
Through = Annotated[
    list[str] | None, typer.Option("--through", help="Only paths through this name.", rich_help_panel=_FILTERS)
]
Avoid = Annotated[
    list[str] | None, typer.Option("--avoid", help="No path through this name.", rich_help_panel=_FILTERS)
]
Relation = Annotated[
    list[str] | None,
    typer.Option(
        "--relation", help="Only this relation (DONATED_TO ...).", autocompletion=_complete_relation,
        rich_help_panel=_FILTERS,
    ),
]  # fmt: skip
AvoidRelation = Annotated[
    list[str] | None,
    typer.Option(
        "--avoid-relation", help="Not this relation.", autocompletion=_complete_relation, rich_help_panel=_FILTERS
    ),
]
Kind = Annotated[
    list[str] | None, typer.Option("--kind", help="Only this kind: money, office ...", rich_help_panel=_FILTERS)
]
Since = Annotated[
    datetime | None, typer.Option("--since", formats=_DAY, help="From this day on.", rich_help_panel=_FILTERS)
]
Until = Annotated[
    datetime | None, typer.Option("--until", formats=_DAY, help="Up to this day.", rich_help_panel=_FILTERS)
]
AsOf = Annotated[
    datetime | None, typer.Option("--as-of", formats=_DAY, help="What held on this day.", rich_help_panel=_FILTERS)
]
ModalityOption = Annotated[
    list[str] | None,
    typer.Option(
        "--modality", help="asserted, planned, alleged, denied; all but denied where not given.",
        rich_help_panel=_FILTERS,
    ),
]  # fmt: skip
MinSupport = Annotated[
    int, typer.Option("--min-support", min=1, help="At least so many independent sources.", rich_help_panel=_FILTERS)
]
MinConfidence = Annotated[
    float, typer.Option("--min-confidence", min=0.0, max=1.0, help="At least this sure.", rich_help_panel=_FILTERS)
]
MinAmount = Annotated[
    str | None, typer.Option("--min-amount", help="Gifts of at least this much.", rich_help_panel=_FILTERS)
]
Hostile = Annotated[
    bool, typer.Option("--hostile", help="Let suits, attacks and rivalry link too.", rich_help_panel=_FILTERS)
]
Exhaustive = Annotated[
    bool, typer.Option("--exhaustive", help="No limit of time or of edges read.", rich_help_panel=_FILTERS)
]
Language = Annotated[
    str | None,
    typer.Option("--language", help="Answer in en or ar; the question's where not given.", rich_help_panel=_SHAPE),
]
Form = Annotated[
    str | None,
    typer.Option(
        "--format", help="text, json, markdown, html, mermaid, dot, svg or cypher.", rich_help_panel=_SHAPE
    ),
]  # fmt: skip
Html = Annotated[Path | None, typer.Option("--html", help="Write a page to this file too.", rich_help_panel=_SHAPE)]
Svg = Annotated[Path | None, typer.Option("--svg", help="Write a picture to this file too.", rich_help_panel=_SHAPE)]
Explain = Annotated[bool, typer.Option("--explain", help="Say how the paths were ranked.", rich_help_panel=_SHAPE)]


def ask(
    question: Annotated[str, typer.Argument(help="A question in English or Arabic.")],
    hops: Annotated[
        int | None, typer.Option("--hops", min=1, max=8, help="Longest path, in hops.", rich_help_panel=_FILTERS)
    ] = None,
    limit: Annotated[
        int | None, typer.Option("--limit", "-n", min=1, help="How many answers.", rich_help_panel=_SHAPE)
    ] = None,
    since: Since = None,
    until: Until = None,
    hostile: Hostile = False,
    language: Language = None,
    form: Form = None,
    html: Html = None,
    svg: Svg = None,
    explain: Explain = False,
    db: LedgerPath = DEFAULT_LEDGER,
    as_json: AsJson = False,
) -> None:
    """Answer a question in words, each step with the sentence behind it.

    Example: techpol ask "who links OpenAI to a campaign"
    """
    from techpol import queries

    given = hops is not None or limit is not None or since is not None or until is not None or hostile
    options = path_options(hops=hops or 4, limit=limit or 5, since=since, until=until, hostile=hostile)
    with open_view(db) as view:
        answer = queries.ask(view, question, options if given else None, language)
        show(answer, Shape("json" if as_json else form, language, explain, html, svg))


def path(
    start: EntityName,
    end: Annotated[
        list[str],
        typer.Option("--to", help="Where to: a name, an id or a type.", autocompletion=_complete_target),
    ],
    hops: Hops = 4,
    limit: Limit = 5,
    through: Through = None,
    avoid: Avoid = None,
    relation: Relation = None,
    avoid_relation: AvoidRelation = None,
    kind: Kind = None,
    since: Since = None,
    until: Until = None,
    as_of: AsOf = None,
    modality: ModalityOption = None,
    min_support: MinSupport = 1,
    min_confidence: MinConfidence = 0.0,
    min_amount: MinAmount = None,
    hostile: Hostile = False,
    exhaustive: Exhaustive = False,
    language: Language = None,
    form: Form = None,
    html: Html = None,
    svg: Svg = None,
    explain: Explain = False,
    db: LedgerPath = DEFAULT_LEDGER,
    as_json: AsJson = False,
) -> None:
    """Show the best chains from one name to another name, or to anything of a type.

    Example: techpol path OpenAI --to Campaign
    """
    from techpol import queries

    options = path_options(
        hops=hops, limit=limit, through=through, avoid=avoid, relation=relation, avoid_relation=avoid_relation,
        kind=kind, since=as_of or since, until=as_of or until, modality=modality, min_support=min_support,
        min_confidence=min_confidence, min_amount=min_amount, hostile=hostile, exhaustive=exhaustive,
    )  # fmt: skip
    with open_view(db) as view:
        target: str | list[str] = end[0] if len(end) == 1 else end
        answer = queries.find_paths(view, start, target, options, language or language_of(start))
        show(answer, Shape("json" if as_json else form, language, explain, html, svg))


def language_of(*names: str) -> str:
    """Return the language to answer in: Arabic where every name is in Arabic letters, else English."""
    return "ar" if all(_ARABIC.search(name) is not None for name in names) else "en"


def path_options(
    *,
    hops: int = 4,
    limit: int = 5,
    through: list[str] | None = None,
    avoid: list[str] | None = None,
    relation: list[str] | None = None,
    avoid_relation: list[str] | None = None,
    kind: list[str] | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    modality: list[str] | None = None,
    min_support: int = 1,
    min_confidence: float = 0.0,
    min_amount: str | None = None,
    hostile: bool = False,
    exhaustive: bool = False,
) -> PathOptions:
    """Return the options of a search from those of a command. Raises UsageError for what makes no sense."""
    from techpol.graph.view import DEFAULT_MODALITIES
    from techpol.queries import PathOptions

    return PathOptions(
        hops=hops, limit=limit, through=tuple(through or ()), avoid=tuple(avoid or ()),
        relations=frozenset(name.upper() for name in relation) if relation else None,
        avoid_relations=frozenset(name.upper() for name in avoid_relation or ()),
        kinds=frozenset(kind) if kind else None, since=_day(since), until=_day(until),
        modalities=frozenset(_modality(name) for name in modality) if modality else DEFAULT_MODALITIES,
        min_support=min_support, min_confidence=min_confidence, min_amount=_amount(min_amount), hostile=hostile,
        exhaustive=exhaustive,
    )  # fmt: skip


@contextmanager
def open_view(db: Path) -> Iterator[GraphView]:
    """Open the ledger's graph for reading."""
    from techpol.cli.ledgers import open_ledger

    with open_ledger(db) as ledger:
        yield ledger


@dataclass(frozen=True, slots=True)
class Shape:
    """How an answer is to be written."""

    form: str | None = None
    language: str | None = None
    explain: bool = False
    html: Path | None = None
    svg: Path | None = None


def show(answer: Answer, shape: Shape) -> None:
    """Print an answer, and write it to the files asked for. Exits with "nothing found" where it holds nothing."""
    from techpol.cli.console import note, print_answer
    from techpol.queries import FORMS, render
    from techpol.schema.errors import UsageError

    if shape.form not in (None, *FORMS):
        raise UsageError(f"no format {shape.form!r}; known: {', '.join(FORMS)}")
    for target, kind in ((shape.html, "html"), (shape.svg, "svg")):
        if target is not None:
            write_text(target, render(answer, kind, shape.language, shape.explain))
            note(f"wrote {target}")
    text = render(answer, shape.form or "text", shape.language, shape.explain)
    print_answer(text, shape.form in (None, "text"))
    if not answer.ok:
        raise typer.Exit(3)


def write_text(target: Path, text: str) -> None:
    """Write a file. Raises UsageError where it cannot be written."""
    from techpol.schema.errors import UsageError

    try:
        target.write_text(text, "utf-8")
    except OSError as exc:
        raise UsageError(f"{target}: cannot be written ({exc.strerror}); name another file") from exc


def _day(moment: datetime | None) -> date | None:
    return None if moment is None else moment.date()


def _modality(name: str) -> Any:
    from techpol.schema.errors import UsageError
    from techpol.schema.model import Modality

    try:
        return Modality(name.lower())
    except ValueError as exc:
        raise UsageError(f"no modality {name!r}; known: {', '.join(Modality)}") from exc


def _amount(text: str | None) -> Decimal | None:
    from techpol.schema.errors import UsageError
    from techpol.schema.values import Money

    if text is None:
        return None
    money = Money.clean(text.replace(",", "").replace("_", ""))
    if money is None:
        raise UsageError(f"--min-amount is {text!r}; expected a number such as 100000")
    return money.amount
