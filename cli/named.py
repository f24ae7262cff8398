"""Questions with a name of their own: ``common``, ``between``, ``timeline``, ``top``, ``centrality``."""

from __future__ import annotations

from typing import Annotated

import typer

from techpol.cli.ask import (
    AsOf,
    Explain,
    Form,
    Hostile,
    Html,
    Kind,
    Language,
    Limit,
    MinSupport,
    ModalityOption,
    Relation,
    Shape,
    Since,
    Svg,
    Until,
    language_of,
    open_view,
    path_options,
    show,
)
from techpol.cli.options import DEFAULT_LEDGER, AsJson, EntityName, LedgerPath, complete_entity


def common(
    first: EntityName,
    second: EntityName,
    limit: Limit = 20,
    hostile: Hostile = False,
    language: Language = None,
    form: Form = None,
    html: Html = None,
    svg: Svg = None,
    db: LedgerPath = DEFAULT_LEDGER,
    as_json: AsJson = False,
) -> None:
    """Show what two names share: everyone and everything that both are tied to.

    Example: techpol common "Elon Musk" "Sam Altman"
    """
    from techpol import queries

    options = path_options(limit=limit, hostile=hostile)
    with open_view(db) as view:
        answer = queries.common(view, first, second, options, language or language_of(first, second))
        show(answer, Shape("json" if as_json else form, language, html=html, svg=svg))


def between(
    names: Annotated[list[str], typer.Argument(help="Two names or more.", autocompletion=complete_entity)],
    hostile: Hostile = False,
    since: Since = None,
    until: Until = None,
    language: Language = None,
    form: Form = None,
    html: Html = None,
    svg: Svg = None,
    db: LedgerPath = DEFAULT_LEDGER,
    as_json: AsJson = False,
) -> None:
    """Show all direct ties among several names, and how many there are between each two.

    Example: techpol between "Elon Musk" "Sam Altman" OpenAI
    """
    from techpol import queries

    options = path_options(limit=100, hostile=hostile, since=since, until=until)
    with open_view(db) as view:
        answer = queries.between(view, names, options, language or language_of(*names))
        show(answer, Shape("json" if as_json else form, language, html=html, svg=svg))


def timeline(
    entity: EntityName,
    limit: Limit = 100,
    relation: Relation = None,
    kind: Kind = None,
    since: Since = None,
    until: Until = None,
    modality: ModalityOption = None,
    language: Language = None,
    form: Form = None,
    html: Html = None,
    db: LedgerPath = DEFAULT_LEDGER,
    as_json: AsJson = False,
) -> None:
    """Show everything about a name in order of time; what has no date comes last.

    Example: techpol timeline "Elon Musk" --since 2024-01-01
    """
    from techpol import queries
    from techpol.schema.model import Modality

    options = path_options(
        limit=limit, relation=relation, kind=kind, since=since, until=until, hostile=True,
        modality=modality or [str(name) for name in Modality],
    )  # fmt: skip
    with open_view(db) as view:
        answer = queries.timeline(view, entity, options, language or language_of(entity))
        show(answer, Shape("json" if as_json else form, language, html=html))


def top(
    by: Annotated[str, typer.Option("--by", help="amount or count.")] = "amount",
    relation: Annotated[str, typer.Option("--relation", help="The relation to count.")] = "DONATED_TO",
    to: Annotated[
        str | None, typer.Option("--to", help="Only towards this name or type.", autocompletion=complete_entity)
    ] = None,
    of_type: Annotated[str | None, typer.Option("--type", help="Only such: Person, Company ...")] = None,
    recipients: Annotated[bool, typer.Option("--recipients", help="Rank who it was done to.")] = False,
    limit: Limit = 10,
    since: Since = None,
    until: Until = None,
    as_of: AsOf = None,
    min_support: MinSupport = 1,
    language: Language = None,
    form: Form = None,
    db: LedgerPath = DEFAULT_LEDGER,
    as_json: AsJson = False,
) -> None:
    """Rank who gave (or did another relation) most, by sum in each currency or by number, with the largest gifts.

    Example: techpol top --to Campaign
    """
    from techpol import queries

    options = path_options(limit=limit, since=as_of or since, until=as_of or until, min_support=min_support)
    with open_view(db) as view:
        answer = queries.top(
            view, by, options, language or "en", relation.upper(), to, of_type, "object" if recipients else "subject"
        )
        show(answer, Shape("json" if as_json else form, language))


def centrality(
    names: Annotated[
        list[str] | None,
        typer.Argument(help="Around these; the whole graph where none.", autocompletion=complete_entity),
    ] = None,
    by: Annotated[str, typer.Option("--by", help="betweenness, degree or closeness")] = "betweenness",
    hops: Annotated[int, typer.Option("--hops", min=1, max=4, help="How far around the names.")] = 2,
    limit: Limit = 10,
    hostile: Hostile = False,
    language: Language = None,
    form: Form = None,
    explain: Explain = False,
    db: LedgerPath = DEFAULT_LEDGER,
    as_json: AsJson = False,
) -> None:
    """Rank who stands in the middle of the graph, or of what lies around some names.

    Example: techpol centrality --by betweenness
    """
    from techpol import queries

    options = path_options(limit=limit, hostile=hostile)
    with open_view(db) as view:
        answer = queries.centrality(view, names or None, by, options, language or "en", hops)
        show(answer, Shape("json" if as_json else form, language, explain))
