"""Options and arguments that commands share, so that they mean the same everywhere."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Any

import typer

from techpol.cli.settings import read_settings

DEFAULT_LEDGER = Path("techpol.db")


def _choose_ledger(context: typer.Context, value: Path) -> Path:
    """Return the ledger: ``--db`` of the command or before it, TECHPOL_DB, techpol.toml, ``techpol.db``."""
    source = context.get_parameter_source("db")
    how = source.name if source is not None else "DEFAULT"
    before = context.find_root().params.get("db")
    if how == "COMMANDLINE":
        return value
    if before is not None:
        return Path(before)
    if how == "DEFAULT":
        return Path(read_settings().get("db", value))
    return value


def complete_entity(context: typer.Context, incomplete: str) -> list[str]:
    """Return names of entities in the ledger that begin so; an empty list rather than an error."""
    from techpol.cli.completion import entity_names

    chosen = context.params.get("db") or context.find_root().params.get("db") or os.environ.get("TECHPOL_DB")
    return entity_names(Path(chosen or DEFAULT_LEDGER), incomplete)


LedgerPath = Annotated[
    Path,
    typer.Option(
        "--db",
        envvar="TECHPOL_DB",
        callback=_choose_ledger,
        dir_okay=False,
        help="The ledger's file.",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON; its shape is in docs/json.md.")]
EntityName = Annotated[
    str,
    typer.Argument(help="A name in any language, or an id (e-...).", autocompletion=complete_entity),
]
Why = Annotated[str, typer.Option("--why", help="The reason; kept with the decision.")]
By = Annotated[
    str | None, typer.Option("--by", envvar="TECHPOL_USER", help="Who decides; your login name where not given.")
]


def person(by: str | None) -> str:
    """Return who a decision is by: the option, techpol.toml, or the login name."""
    import getpass

    name: Any = by or read_settings().get("user") or getpass.getuser()
    return str(name)
