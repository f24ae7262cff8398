"""``techpol neo4j``: put the graph into Neo4j, see what differs, run a Neo4j without Docker, open its Browser."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from techpol.cli.databases import DatabaseOption, UriOption, UserOption
from techpol.cli.options import DEFAULT_LEDGER, AsJson, LedgerPath

app = typer.Typer(name="neo4j", help="Put the graph into Neo4j, and look at it there.", no_args_is_help=True)

Home = Annotated[
    Path | None, typer.Option("--home", help="Folder of the server's database; one in your data folder if not given.")
]
WithClaims = Annotated[bool, typer.Option("--claims", help="Claims and sources as nodes of their own, too.")]


@app.command()
def push(
    db: LedgerPath = DEFAULT_LEDGER,
    uri: UriOption = None,
    user: UserOption = "neo4j",
    database: DatabaseOption = None,
    home: Home = None,
    claims: WithClaims = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be sent, and send nothing.")] = False,
    quick: Annotated[
        bool, typer.Option("--quick", help="Trust the hashes in the database; blind to edits made there by hand.")
    ] = False,
    replace: Annotated[bool, typer.Option("--replace", help="Take the place of another ledger's graph.")] = False,
    wait: Annotated[float, typer.Option("--wait", min=0, help="Seconds to wait for another push to end.")] = 60.0,
    as_json: AsJson = False,
) -> None:
    """Send what changed to a running Neo4j and take out what was retracted; what is not ours stays as it is.

    Example: NEO4J_PASSWORD=... techpol neo4j push --uri bolt://127.0.0.1:7687
    """
    from techpol.cli.console import note, print_json, print_line, progress
    from techpol.cli.databases import find_target
    from techpol.cli.ledgers import open_ledger
    from techpol.graph.neo4j.connection import open_database
    from techpol.graph.neo4j.push import PushOptions
    from techpol.graph.neo4j.push import push as push_graph

    options = PushOptions(with_claims=claims, quick=quick, dry_run=dry_run, replace=replace, wait_s=wait)
    with (
        open_ledger(db) as ledger,
        open_database(find_target(uri, user, database, home)) as opened,
        progress("push") as bar,
    ):
        report = push_graph(
            ledger, opened, options, graph_id=ledger.ledger_id, say=note,
            progress=lambda stage, done: bar.advance(f"{done:,} {stage}"),
        )  # fmt: skip
    for warning in report.warnings:
        note(warning)
    if as_json:
        print_json(report.to_dict())
        return
    verb = "would be" if dry_run else "were"
    for kind, count in (("nodes", report.nodes), ("relationships", report.relationships)):
        print_line(
            f"{kind}: {count.created} {verb} created, {count.updated} updated, {count.removed} removed, "
            f"{count.unchanged} unchanged"
        )
    if report.nodes.kept > 0:
        note(f"{report.nodes.kept} retracted nodes stay without our data: others' relationships or data hang on them")


@app.command()
def diff(
    db: LedgerPath = DEFAULT_LEDGER,
    uri: UriOption = None,
    user: UserOption = "neo4j",
    database: DatabaseOption = None,
    home: Home = None,
    claims: WithClaims = False,
    as_json: AsJson = False,
) -> None:
    """Name every difference between the ledger and a Neo4j; exit status 1 where there is one.

    Example: techpol neo4j diff --json
    """
    from techpol.cli.console import note, print_json_lines, print_line, printable
    from techpol.cli.databases import find_target
    from techpol.cli.ledgers import open_ledger
    from techpol.graph.neo4j.connection import open_database
    from techpol.graph.neo4j.difference import find_differences
    from techpol.graph.neo4j.reader import json_value

    count = 0
    with open_ledger(db) as ledger, open_database(find_target(uri, user, database, home)) as opened:
        for difference in find_differences(ledger, opened, with_claims=claims):
            count += 1
            if as_json:
                print_json_lines([json_value(difference.to_dict())])
            else:
                print_line(printable(str(difference)))
    if count > 0:
        note(f"{count} differences; techpol neo4j push takes them away")
        raise typer.Exit(1)
    note("no difference")


@app.command()
def start(
    home: Home = None,
    bolt_port: Annotated[int | None, typer.Option("--bolt-port", help="7687 if free, else any free one.")] = None,
    http_port: Annotated[int | None, typer.Option("--http-port", help="7474 if free, else any free one.")] = None,
    as_json: AsJson = False,
) -> None:
    """Run a Neo4j on this machine without Docker; needs Java 17, and Maven the first time (133 MB).

    It listens on 127.0.0.1 only. The first start sets the password: NEO4J_PASSWORD, else a random one that is kept
    in a file which only you can read.

    Example: techpol neo4j start
    """
    from techpol.cli.console import print_json, print_line
    from techpol.graph.neo4j.browser import browser_settings
    from techpol.graph.neo4j.server import Neo4jServer, default_home, ensure_password, preferred_port

    folder = home or default_home()
    server = Neo4jServer.open(folder)
    if server is None:
        server = Neo4jServer.create(
            folder,
            ensure_password(folder),
            bolt_port=bolt_port or preferred_port(7687),
            http_port=http_port or preferred_port(7474),
            settings=browser_settings(),
        )
        server.start()
    if as_json:
        print_json({"uri": server.uri, "browser": server.browser_url, "home": str(server.home), "user": "neo4j"})
        return
    print_line(f"Neo4j answers at {server.uri}, its Browser at {server.browser_url}")
    print_line(f"user neo4j; the password is in {server.home / 'password'} unless you changed it")


@app.command()
def stop(home: Home = None) -> None:
    """Stop the Neo4j that ``techpol neo4j start`` runs; its data stays.

    Example: techpol neo4j stop
    """
    from techpol.cli.console import note
    from techpol.graph.neo4j.server import Neo4jServer, default_home

    server = Neo4jServer.open(home or default_home())
    if server is None or not server.stop():
        note(f"no Neo4j of ours runs in {home or default_home()}")
        raise typer.Exit(3)
    note("stopped")


@app.command()
def browser(
    query: Annotated[
        str, typer.Argument(help="A named query, with --PARAMETER values after it, or Cypher; put into the editor.")
    ] = "",
    url: Annotated[
        str | None, typer.Option("--url", help="Address of the Browser; our own server's if not given.")
    ] = None,
    open_it: Annotated[bool, typer.Option("--open", help="Open it in the web browser.")] = False,
    files: Annotated[
        Path | None, typer.Option("--files", help="Write style, saved scripts and guide into this folder.")
    ] = None,
    home: Home = None,
) -> None:
    """Print the address of Neo4j Browser with a first query in its editor; or write its style, scripts and guide.

    Example: techpol neo4j browser --files browser/
    """
    import webbrowser

    from techpol.cli.console import note, print_line
    from techpol.graph.neo4j.server import Neo4jServer, default_home
    from techpol.queries.browser import first_query_url, write_browser_files

    if files is not None:
        for path in write_browser_files(files):
            print_line(str(path))
        return
    folder = home or default_home()
    server = Neo4jServer.open(folder)
    base = url or (server.browser_url if server is not None else "http://localhost:7474/browser/")
    address = first_query_url(base, query)
    print_line(address)
    if server is None and url is None:
        named = "" if home is None else f" --home {home}"
        note(f"no Neo4j of ours runs in {folder}; techpol neo4j start{named} runs one")
    if open_it:
        webbrowser.open(address)
