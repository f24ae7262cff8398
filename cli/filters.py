"""Options that questions, exports and the page share, each spelled out once: which edges count, how it is written.

A command that takes a record (``filters: Filters``) has, by ``spread``, each field of the record as an option.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, get_type_hints

import typer

from techpol.cli.options import complete_entity

if TYPE_CHECKING:
    from techpol.queries import PathOptions

_DAY = ["%Y-%m-%d"]
FILTERS_PANEL, SHAPE_PANEL = "Which edges count", "How the answer is written"


def spread(*left_out: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a command, in place of each record among its parameters, an option for each field of the record.

    ``left_out`` are fields that make no sense for the command: they keep their defaults and are no options.
    """

    def decorate(function: Callable[..., None]) -> Callable[..., None]:
        parameters: list[inspect.Parameter] = []
        records: dict[str, tuple[type, list[str]]] = {}
        for parameter in inspect.signature(function, eval_str=True).parameters.values():
            record = parameter.annotation
            if not is_dataclass(record) or not isinstance(record, type):
                parameters.append(parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY))
                continue
            hints = get_type_hints(record, include_extras=True)
            kept = [item for item in fields(record) if item.name not in left_out]
            records[parameter.name] = (record, [item.name for item in kept])
            parameters += [
                inspect.Parameter(
                    item.name, inspect.Parameter.KEYWORD_ONLY, default=item.default, annotation=hints[item.name]
                )
                for item in kept
            ]

        @wraps(function)
        def command(**values: Any) -> None:
            for name, (record, names) in records.items():
                values[name] = record(**{option: values.pop(option) for option in names})
            function(**values)

        # typer reads a command's options from these two.
        command.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
        command.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
        return command

    return decorate


def _complete_relation(incomplete: str) -> list[str]:
    from techpol.schema.ontology import load_ontology

    return [name for name in load_ontology().relations if name.startswith(incomplete.upper())]


def _filter(*names: str, help: str, **settings: Any) -> Any:
    return typer.Option(*names, help=help, rich_help_panel=FILTERS_PANEL, **settings)


def _shape(*names: str, help: str, **settings: Any) -> Any:
    return typer.Option(*names, help=help, rich_help_panel=SHAPE_PANEL, **settings)


def _known_language(value: str | None) -> str | None:
    if value is None:
        return None
    from techpol.queries.messages import known_language

    return known_language(value)


MinConfidence = Annotated[float, _filter("--min-confidence", min=0.0, max=1.0, help="At least this sure.")]
Limit = Annotated[int, typer.Option("--limit", "-n", min=1, help="How many answers.", rich_help_panel=SHAPE_PANEL)]


@dataclass(frozen=True, slots=True)
class Filters:
    """Which edges count, as a person typed it; ``path_options`` makes sense of it."""

    relation: Annotated[
        list[str] | None,
        _filter("--relation", help="Only this relation (DONATED_TO ...).", autocompletion=_complete_relation),
    ] = None
    avoid_relation: Annotated[
        list[str] | None,
        _filter("--avoid-relation", help="Not this relation.", autocompletion=_complete_relation),
    ] = None
    avoid: Annotated[
        list[str] | None,
        _filter("--avoid", help="Nothing that touches this name.", autocompletion=complete_entity),
    ] = None
    kind: Annotated[list[str] | None, _filter("--kind", help="Only this kind: money, office ...")] = None
    since: Annotated[datetime | None, _filter("--since", formats=_DAY, help="From this day on.")] = None
    until: Annotated[datetime | None, _filter("--until", formats=_DAY, help="Up to this day.")] = None
    as_of: Annotated[datetime | None, _filter("--as-of", formats=_DAY, help="What held on this day.")] = None
    modality: Annotated[
        list[str] | None,
        _filter("--modality", help="asserted, planned, alleged, denied; all but denied where not given."),
    ] = None
    min_support: Annotated[int, _filter("--min-support", min=1, help="At least so many independent sources.")] = 1
    min_confidence: MinConfidence = 0.0
    min_amount: Annotated[str | None, _filter("--min-amount", help="Gifts of at least this much.")] = None
    hostile: Annotated[bool, _filter("--hostile", help="Let suits, attacks and rivalry link too.")] = False


@dataclass(frozen=True, slots=True)
class Shape:
    """How an answer is to be written."""

    language: Annotated[
        str | None,
        _shape(
            "--language",
            help="Answer in en or ar; the question's where not given.",
            callback=_known_language,
            autocompletion=lambda: ["en", "ar"],
        ),
    ] = None
    form: Annotated[
        str | None, _shape("--format", help="text, json, markdown, html, mermaid, dot, svg or cypher.")
    ] = None
    html: Annotated[Path | None, _shape("--html", help="Write a page to this file too.")] = None
    svg: Annotated[Path | None, _shape("--svg", help="Write a picture to this file too.")] = None
    explain: Annotated[bool, _shape("--explain", help="Say how the paths were ranked.")] = False


def path_options(filters: Filters, **search: Any) -> PathOptions:
    """Return the options of a search: the filters, and how far and how long to search (``PathOptions``).

    Raises UsageError for a relation, kind, modality or amount that makes no sense.
    """
    from techpol.cli.wording import known_relation
    from techpol.graph.view import DEFAULT_MODALITIES
    from techpol.queries import PathOptions

    modalities = frozenset(_modality(name) for name in filters.modality or ())
    return PathOptions(
        relations=frozenset(map(known_relation, filters.relation)) if filters.relation else None,
        avoid_relations=frozenset(map(known_relation, filters.avoid_relation or ())),
        avoid=tuple(filters.avoid or ()), kinds=frozenset(filters.kind) if filters.kind else None,
        since=_day(filters.as_of or filters.since), until=_day(filters.as_of or filters.until),
        modalities=modalities or DEFAULT_MODALITIES, min_support=filters.min_support,
        min_confidence=filters.min_confidence, min_amount=_amount(filters.min_amount), hostile=filters.hostile,
        **search,
    )  # fmt: skip


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
