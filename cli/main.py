"""The program: which commands there are, and the one place where an error becomes a line and an exit status.

Exit status: 0 it worked; 1 something failed, and standard error says what; 2 the command makes no sense as typed;
3 nothing is called so, or there is nothing to show (no such name or id, no path); 130 interrupted.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from techpol.cli import (
    ask,
    build,
    cypher,
    decisions,
    entities,
    explain,
    export,
    listings,
    load,
    merge,
    models,
    named,
    neo4j,
    resolve,
    view,
)

OK, FAILED, USAGE, NOTHING_FOUND, INTERRUPTED = 0, 1, 2, 3, 130

_HELP = """Who links technology to politics, and the sentence or record that says so.

Load articles, then ask:

  techpol load examples/articles

  techpol ask "who links OpenAI to a campaign"

Every command has --help with an example, and most have --json. Exit status: 0 it worked, 1 something failed,
2 wrong usage, 3 nothing found.
"""

app = typer.Typer(
    name="techpol",
    help=_HELP,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

# (name, function), in the order in which --help shows them.
COMMANDS: tuple[tuple[str, Callable[..., Any]], ...] = (
    ("load", load.load),
    ("ask", ask.ask),
    ("path", ask.path),
    ("common", named.common),
    ("between", named.between),
    ("timeline", named.timeline),
    ("top", named.top),
    ("centrality", named.centrality),
    ("show", entities.show),
    ("why", entities.why),
    ("claims", listings.claims),
    ("sources", listings.sources),
    ("stats", listings.stats),
    ("check", listings.check),
    ("build", build.build),
    ("reread", load.reread),
    ("explain", explain.explain),
    ("retract", decisions.retract),
    ("restore", decisions.restore),
    ("reject", decisions.reject),
    ("add", decisions.add),
    ("resolve", resolve.resolve),
    ("review", resolve.review),
    ("judge", resolve.judge),
    ("judgements", resolve.judgements),
    ("undo", resolve.undo),
    ("export", export.export),
    ("view", view.view),
    ("merge", merge.merge),
    ("cypher", cypher.cypher),
)
# A named query has options of its own, which typer cannot know.
CONTEXTS = {"cypher": cypher.CONTEXT_SETTINGS}
# Commands of commands: (name, the application under it).
GROUPS: tuple[tuple[str, typer.Typer], ...] = (("models", models.app), ("neo4j", neo4j.app))

for _name, _function in COMMANDS:
    app.command(_name, context_settings=CONTEXTS.get(_name))(_function)
for _name, _group in GROUPS:
    app.add_typer(_group, name=_name)


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"techpol {version('techpol')}")
        raise typer.Exit()


@app.callback()
def _before_any_command(
    db: Annotated[Path | None, typer.Option("--db", help="The ledger's file, for any command.")] = None,
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Say which version this is.")
    ] = False,
) -> None:
    pass


def main(arguments: list[str] | None = None) -> int:
    """Run a command line and return its exit status."""
    from techpol.schema.errors import NotFoundError, TechpolError, UsageError

    try:
        app(args=arguments, prog_name="techpol")
    except SystemExit as exc:
        if exc.code == INTERRUPTED:
            from techpol.cli.console import complain

            complain("interrupted; what was done until now is kept")
        return exc.code if isinstance(exc.code, int) else OK if exc.code is None else FAILED
    except NotFoundError as exc:
        from techpol.cli.console import complain, print_json

        complain(str(exc))
        if "--json" in (sys.argv[1:] if arguments is None else arguments):
            print_json({"error": str(exc), "suggestions": exc.suggestions})
        return NOTHING_FOUND
    except TechpolError as exc:
        from techpol.cli.console import complain

        complain(str(exc))
        return USAGE if isinstance(exc, UsageError) else FAILED
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read us has seen enough; say nothing, also not when the interpreter flushes on its way out.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except Exception as exc:
        from techpol.cli.console import complain

        if os.environ.get("TECHPOL_DEBUG"):
            raise
        complain(f"a mistake of ours: {type(exc).__name__}: {exc}; TECHPOL_DEBUG=1 shows where; please report it")
        return FAILED
    return OK


def run() -> None:
    """Run the program (what the ``techpol`` script calls)."""
    sys.exit(main())
