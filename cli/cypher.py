"""``techpol cypher``: named queries and Cypher of one's own, on the embedded engine or a Neo4j, reading only."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from techpol.cli.databases import EMBEDDED, DatabaseOption, UserOption
from techpol.cli.options import DEFAULT_LEDGER, AsJson, LedgerPath

if TYPE_CHECKING:
    from techpol.graph.neo4j.connection import Database
    from techpol.graph.neo4j.reader import Limits, Rows
    from techpol.queries.cypher import NamedQuery

# A named query has options of its own, which typer cannot know.
CONTEXT_SETTINGS = {"ignore_unknown_options": True, "allow_extra_args": True}


def _complete_query(incomplete: str) -> list[tuple[str, str]]:
    from techpol.queries.cypher import load_library

    return [(name, query.title) for name, query in load_library().items() if name.startswith(incomplete)]


def cypher(
    context: typer.Context,
    query: Annotated[
        str,
        typer.Argument(
            help="The name of a query (--list), Cypher text, or a file; a prompt, or standard input, if not given.",
            autocompletion=_complete_query,
        ),
    ] = "",
    list_queries: Annotated[
        bool, typer.Option("--list", help="List the named queries and their parameters.")
    ] = False,
    param: Annotated[
        list[str] | None,
        typer.Option("--param", help="A parameter for your own Cypher, NAME=VALUE (JSON, else text).", metavar="N=V"),
    ] = None,
    to: Annotated[
        str, typer.Option("--to", envvar="TECHPOL_TO", help="embedded, neo4j (the usual one), or an address.")
    ] = EMBEDDED,
    user: UserOption = "neo4j",
    database: DatabaseOption = None,
    form: Annotated[
        str, typer.Option("--format", help="table, json, csv, parquet, or a format of techpol export.")
    ] = "table",
    output: Annotated[Path, typer.Option("--output", "-o", help="The file to write; - for standard output.")] = Path(
        "-"
    ),
    seconds: Annotated[float, typer.Option("--seconds", min=0.1, help="How long a query may take.")] = 60.0,
    rows: Annotated[int, typer.Option("--rows", min=1, help="How many rows to read at most.")] = 10_000,
    show: Annotated[bool, typer.Option("--show", help="Print the Cypher of a named query and stop.")] = False,
    db: LedgerPath = DEFAULT_LEDGER,
    as_json: AsJson = False,
) -> None:
    """Run a named query, or Cypher of your own; nothing that writes, and no file or address, gets through.

    Example: techpol cypher donors-of --committee "Biden Victory Fund"
    """
    from techpol.cli.cypher_output import check_format, write_rows
    from techpol.cli.databases import open_for_reading
    from techpol.graph.neo4j.reader import Limits

    if list_queries:
        _print_list(as_json)
        return
    form = "json" if as_json else form
    check_format(form, output)
    extra = list(context.args)
    named, text, values = _read_request(query, extra, param or [])
    if show:
        from techpol.cli.console import print_line

        print_line(text.rstrip())
        return
    limits = Limits(seconds, rows)
    with open_for_reading(to, user, database, db, seconds) as opened:
        if text == "":
            _converse(opened, limits)
            return
        found = _run(opened, named, text, values, limits)
    write_rows(found, form, output, db)
    if len(found.rows) == 0:
        raise typer.Exit(3)


def _read_request(query: str, extra: list[str], param: list[str]) -> tuple[NamedQuery | None, str, dict[str, Any]]:
    """Return the named query if it is one, the Cypher ("" for a prompt) and the parameters."""
    import sys

    from techpol.queries.cypher import get_query, parse_query, similar_names
    from techpol.schema.errors import UsageError

    named = get_query(query)
    if named is None and query.endswith((".cypher", ".cql")):
        path = Path(query)
        try:
            named = parse_query(path.read_text("utf-8"), path.stem)
        except (OSError, UnicodeDecodeError) as exc:
            raise UsageError(f"{query}: cannot be read ({exc})") from exc
    if named is not None:
        given = {**_read_options(extra), **{key: str(value) for key, value in _read_params(param).items()}}
        return named, named.text, named.values(given)
    if len(extra) > 0:
        raise UsageError(f"{extra[0]!r} makes no sense here; a parameter of your own Cypher is --param NAME=VALUE")
    if query == "":
        text = "" if sys.stdin.isatty() else sys.stdin.read()
        if text.strip() == "" and not sys.stdin.isatty():
            raise UsageError("no query: name one of techpol cypher --list, or write Cypher")
        return None, text, _read_params(param)
    if len(query.split()) == 1 and "(" not in query:
        from techpol.queries.cypher import load_library

        near = similar_names(query, load_library())
        hint = f"did you mean {', '.join(near)}?" if near else "techpol cypher --list tells them"
        raise UsageError(f"no query {query!r}; {hint}")
    return None, query, _read_params(param)


def _read_options(words: list[str]) -> dict[str, str]:
    """Read ``--name value`` and ``--name=value``."""
    from techpol.schema.errors import UsageError

    given: dict[str, str] = {}
    waiting = list(words)
    while len(waiting) > 0:
        word = waiting.pop(0)
        if not word.startswith("--"):
            raise UsageError(f"{word!r} makes no sense here; a parameter is --NAME VALUE")
        name, equals, value = word[2:].partition("=")
        if equals == "":
            if len(waiting) == 0:
                raise UsageError(f"{word} needs a value")
            value = waiting.pop(0)
        given[name.replace("-", "_")] = value
    return given


def _read_params(words: list[str]) -> dict[str, Any]:
    import json

    from techpol.schema.errors import UsageError

    values: dict[str, Any] = {}
    for word in words:
        name, equals, value = word.partition("=")
        if equals == "" or name == "":
            raise UsageError(f"--param {word!r}: expected NAME=VALUE")
        try:
            values[name] = json.loads(value)
        except ValueError:
            values[name] = value
    return values


def _run(opened: Database, named: NamedQuery | None, text: str, values: dict[str, Any], limits: Limits) -> Rows:
    from techpol.graph.neo4j.reader import run_query
    from techpol.queries.cypher import ask

    if named is not None:
        return ask(opened, named, values, limits)
    return run_query(opened, text, values, limits)


def _print_list(as_json: bool) -> None:
    from techpol.cli.console import print_json, print_table
    from techpol.queries.cypher import load_library

    library = load_library().values()
    if as_json:
        print_json([query.to_dict() for query in library])
        return
    rows = (
        (
            query.name,
            query.question,
            " ".join(
                f"--{item.name}" if item.required else f"[--{item.name} {item.default}]" for item in query.parameters
            ),
        )
        for query in library
    )
    print_table(("name", "question", "parameters"), rows)


def _converse(opened: Database, limits: Limits) -> None:
    """Read queries from a person until the end: Cypher up to a semicolon, or a named query on one line."""
    import shlex

    from techpol.cli.console import complain, note
    from techpol.cli.cypher_output import write_rows
    from techpol.cli.cypher_prompt import open_prompt
    from techpol.queries.cypher import get_query
    from techpol.schema.errors import TechpolError

    note("Cypher up to a semicolon, or a named query with --parameters; :list tells them, :quit ends")
    for line in open_prompt():
        word = line.split(maxsplit=1)[0]
        if word in (":quit", ":exit", ":q"):
            return
        try:
            if word == ":list":
                _print_list(as_json=False)
                continue
            parts = shlex.split(line) if get_query(word) is not None else [line.rstrip(";")]
            named, text, values = _read_request(parts[0], parts[1:], [])
            write_rows(_run(opened, named, text, values, limits), "table", Path("-"), None)
        except (TechpolError, ValueError) as exc:
            complain(str(exc))
