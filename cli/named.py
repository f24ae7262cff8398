"""Questions with a name of their own: ``common``, ``between``, ``timeline``, ``top``, ``centrality``."""

from __future__ import annotations

from typing import Annotated

import typer

from techpol.cli.ask import language_of, listed, open_view, show
from techpol.cli.filters import Filters, Limit, Shape, path_options, spread
from techpol.cli.options import DEFAULT_LEDGER, AsJson, EntityName, LedgerPath, complete_entity
from techpol.cli.wording import known_relation, known_type


@spread("explain")
def common(
    first: EntityName,
    second: EntityName,
    filters: Filters,
    shape: Shape,
    limit: Limit = 20,
    db: LedgerPath = DEFAULT_LEDGER,
    as_json: AsJson = False,
) -> None:
    """Show what two names share: everyone and everything that both are tied to.

    Example: techpol common "Elon Musk" "Sam Altman"
    """
    from techpol import queries

    with open_view(db) as view:
        language = shape.language or language_of(first, second)
        show(queries.common(view, first, second, path_options(filters, limit=limit), language), shape, as_json)


@spread("avoid", "hostile", "explain")
def between(
    names: Annotated[list[str], typer.Argument(help="Two names or more.", autocompletion=complete_entity)],
    filters: Filters,
    shape: Shape,
    db: LedgerPath = DEFAULT_LEDGER,
    as_json: AsJson = False,
) -> None:
    """Show all direct ties among several names, and how many there are between each two.

    @FILE in place of a name stands for the names in a file, one a line.

    Example: techpol between "Elon Musk" "Sam Altman" OpenAI
    """
    from techpol import queries

    names = listed(names)
    with open_view(db) as view:
        language = shape.language or language_of(*names)
        show(queries.between(view, names, path_options(filters, limit=100), language), shape, as_json)


@spread("avoid", "hostile", "explain", "svg")
def timeline(
    entity: EntityName,
    filters: Filters,
    shape: Shape,
    limit: Limit = 100,
    db: LedgerPath = DEFAULT_LEDGER,
    as_json: AsJson = False,
) -> None:
    """Show everything about a name in order of time; what has no date comes last.

    Example: techpol timeline "Elon Musk" --since 2024-01-01
    """
    from techpol import queries

    with open_view(db) as view:
        language = shape.language or language_of(entity)
        show(queries.timeline(view, entity, path_options(filters, limit=limit), language), shape, as_json)


@spread("relation", "avoid_relation", "avoid", "kind", "hostile", "html", "svg", "explain")
def top(
    filters: Filters,
    shape: Shape,
    by: Annotated[str, typer.Option("--by", help="amount or count.")] = "amount",
    relation: Annotated[str, typer.Option("--relation", help="The relation to count.")] = "DONATED_TO",
    to: Annotated[
        str | None, typer.Option("--to", help="Only towards this name or type.", autocompletion=complete_entity)
    ] = None,
    of_type: Annotated[str | None, typer.Option("--type", help="Only such: Person, Company ...")] = None,
    recipients: Annotated[bool, typer.Option("--recipients", help="Rank who it was done to.")] = False,
    limit: Limit = 10,
    db: LedgerPath = DEFAULT_LEDGER,
    as_json: AsJson = False,
) -> None:
    """Rank who gave (or did another relation) most, by sum in each currency or by number, with the largest gifts.

    Example: techpol top --to Campaign
    """
    from techpol import queries

    with open_view(db) as view:
        answer = queries.top(
            view, by, path_options(filters, limit=limit), shape.language or "en", known_relation(relation), to,
            None if of_type is None else known_type(of_type), "object" if recipients else "subject",
        )  # fmt: skip
        show(answer, shape, as_json)


@spread("avoid", "html", "svg")
def centrality(
    filters: Filters,
    shape: Shape,
    names: Annotated[
        list[str] | None,
        typer.Argument(help="Around these; the whole graph where none.", autocompletion=complete_entity),
    ] = None,
    by: Annotated[str, typer.Option("--by", help="betweenness, degree or closeness")] = "betweenness",
    hops: Annotated[int, typer.Option("--hops", min=1, max=4, help="How far around the names.")] = 2,
    limit: Limit = 10,
    db: LedgerPath = DEFAULT_LEDGER,
    as_json: AsJson = False,
) -> None:
    """Rank who stands in the middle of the graph, or of what lies around some names.

    Example: techpol centrality --by betweenness
    """
    from techpol import queries

    options = path_options(filters, limit=limit)
    with open_view(db) as view:
        show(queries.centrality(view, names or None, by, options, shape.language or "en", hops), shape, as_json)
