"""``load`` and ``reread``: sources into the ledger, and what became of the graph."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from techpol.cli.models import (
    BaseUrlOption,
    DryRunOption,
    ModelChoice,
    ModelOption,
    NoCacheOption,
    ReaderChoice,
    ReaderOption,
    RunsOption,
    SpendingOption,
    YesOption,
    confirm_sending,
    note_usage,
    open_reader,
    print_estimate,
)
from techpol.cli.options import DEFAULT_LEDGER, AsJson, LedgerPath

if TYPE_CHECKING:
    from techpol.cli.pipeline import LoadReport
    from techpol.graph.intake import PutReport
    from techpol.schema.errors import SourceError

_ABOUT = "About the articles (instead of what they say themselves)"
Jobs = Annotated[
    int | None, typer.Option("--jobs", "-j", min=1, help="Processes that read; one a core where not given.")
]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Say what became of each source.")]


def load(
    paths: Annotated[list[str], typer.Argument(help="Files, folders, or - for standard input.")],
    title: Annotated[str | None, typer.Option("--title", rich_help_panel=_ABOUT)] = None,
    publisher: Annotated[str | None, typer.Option("--publisher", rich_help_panel=_ABOUT)] = None,
    date: Annotated[
        str | None, typer.Option("--date", help="2023-06-14, 2023-06 ...", rich_help_panel=_ABOUT)
    ] = None,
    url: Annotated[str | None, typer.Option("--url", rich_help_panel=_ABOUT)] = None,
    language: Annotated[str | None, typer.Option("--language", help="en or ar.", rich_help_panel=_ABOUT)] = None,
    encoding: Annotated[
        str | None, typer.Option("--encoding", help="Such as windows-1256.", rich_help_panel=_ABOUT)
    ] = None,
    loader: Annotated[
        str | None, typer.Option("--loader", help="Which loader reads; found out where not given.")
    ] = None,
    mapping: Annotated[
        Path | None,
        typer.Option("--mapping", help="What the columns of a table mean (YAML; docs/tables.md).", dir_okay=False),
    ] = None,
    show_preview: Annotated[
        bool, typer.Option("--preview", help="With a table: show what its rows would become, and load nothing.")
    ] = False,
    reader: ReaderOption = None,
    model: ModelOption = None,
    base_url: BaseUrlOption = None,
    spending_limit: SpendingOption = None,
    runs: RunsOption = None,
    no_cache: NoCacheOption = False,
    dry_run: DryRunOption = False,
    yes: YesOption = False,
    jobs: Jobs = None,
    verbose: Verbose = False,
    db: LedgerPath = DEFAULT_LEDGER,
    as_json: AsJson = False,
) -> None:
    """Read articles and records into the ledger and bring the graph up to date.

    What is loaded already is not read again; a source that changed takes the place of its earlier version.

    Example: techpol load examples/articles
    """
    from dataclasses import replace

    from techpol.cli.articles import article_loader
    from techpol.cli.changes import print_next
    from techpol.cli.choice import readings_by_loader
    from techpol.cli.console import complain, progress
    from techpol.cli.ledgers import open_ledger
    from techpol.cli.pipeline import LoadReport, put_all
    from techpol.cli.tables import only_readings, print_preview, take_stored
    from techpol.loaders.model.client import SpendingLimitReached

    if show_preview:
        for path in paths:
            print_preview(Path(path), mapping, as_json)
        return
    articles = article_loader(
        title=title, publisher=publisher, date=date, url=url, language=language, encoding=encoding
    )
    choice = ModelChoice(reader, model, base_url, spending_limit, no_cache, runs)
    chosen_reader = choice.chosen_reader()
    if dry_run:
        pairs = readings_by_loader(paths, articles, loader, mapping)
        print_estimate(choice, (item for _, items in pairs for item in only_readings(items)), db, as_json)
        return
    model_reader = None
    if chosen_reader is not ReaderChoice.GRAMMAR:
        confirm_sending(choice.settings(), yes)
        model_reader = open_reader(choice, db)
        articles = replace(articles, reader=model_reader)
    report = LoadReport()
    stopped: SpendingLimitReached | None = None
    with open_ledger(db, write=True, create=True) as ledger, progress("loading") as bar:
        watch = _watcher(bar, verbose)
        try:
            for chosen, items in readings_by_loader(paths, articles, loader, mapping):
                if chosen.name == "ledger":
                    take_stored(items, ledger, report, watch)
                    continue
                readings = only_readings(items)
                by_model = model_reader is not None and chosen is articles
                if model_reader is not None and by_model:
                    label = f"{model_reader.name} {model_reader.version}"
                    readings = model_reader.prefetched(
                        readings,
                        lambda source: no_cache or not ledger.has(source, label),  # noqa: B023
                    )
                again = no_cache and by_model
                put_all(readings, chosen, ledger, _jobs(jobs), watch, report, build=False, again=again)
                report.count_refusals(ledger, chosen.name)
        except SpendingLimitReached as exc:
            stopped = exc  # what was read until then becomes part of the graph
        report.build = ledger.build()
    if model_reader is not None:
        note_usage(model_reader)
        model_reader.client.close()
    if stopped is not None:
        complain(str(stopped))
        report.failures += 1
    print_report(report, as_json)
    if report.build is not None and not as_json:
        usual = db in (DEFAULT_LEDGER, Path(os.environ.get("TECHPOL_DB", DEFAULT_LEDGER)))
        print_next(report.build, None if usual else str(db))


def reread(
    sources: Annotated[list[str] | None, typer.Argument(help="Ids, URLs or titles; all articles where none.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Also what this very grammar has read.")] = False,
    verbose: Verbose = False,
    db: LedgerPath = DEFAULT_LEDGER,
    as_json: AsJson = False,
) -> None:
    """Read stored articles again with the grammar of this version, and say which edges come and go.

    Example: techpol reread
    """
    from techpol.cli.console import progress
    from techpol.cli.ledgers import find_stored_source, open_ledger
    from techpol.cli.pipeline import LoadReport, read_again

    report = LoadReport()
    with open_ledger(db, write=True) as ledger, progress("reading again") as bar:
        ids = [find_stored_source(ledger, word).source.id for word in sources] if sources else None
        read_again(ledger, ids, report, _watcher(bar, verbose), force)
    print_report(report, as_json)


def _jobs(asked: int | None) -> int:
    from techpol.cli.pipeline import default_jobs
    from techpol.cli.settings import read_settings

    return asked or read_settings().get("jobs") or default_jobs()


def _watcher(bar: Any, verbose: bool) -> Any:
    from techpol.cli.console import complain, note
    from techpol.schema.errors import SourceError

    def watch(outcome: PutReport | SourceError) -> None:
        if isinstance(outcome, SourceError):
            complain(str(outcome))
            bar.advance("")
            return
        bar.advance(outcome.title or outcome.source_id)
        if verbose:
            known = f", known as {outcome.known_as}" if outcome.known_as else ""
            claims = f"{outcome.claims_added} claims added, {outcome.claims_superseded} superseded"
            note(f"{outcome.status:<9} {outcome.source_id} {outcome.title or ''} ({claims}{known})")

    return watch


def report_dict(report: LoadReport) -> dict[str, Any]:
    """Return what a load did as JSON values."""
    from techpol.cli.changes import build_dict

    return {
        "sources": dict(report.sources),
        "claims": dict(report.claims),
        "failed": report.failed,
        "failures": report.failures,
        "refusals": dict(report.refusals),
        "conflicts": report.conflicts,
        "graph": None if report.build is None else build_dict(report.build),
    }


def print_report(report: LoadReport, as_json: bool) -> None:
    """Print what a load did; exit with 1 where something could not be read."""
    from techpol.cli.changes import print_build
    from techpol.cli.console import print_json, print_line

    if as_json:
        print_json(report_dict(report))
    else:
        sources, claims = report.sources, report.claims
        states = [f"{sources[name]:,} {name}" for name in ("new", "changed", "unchanged") if sources[name] > 0]
        print_line(f"sources: {', '.join(states) or 'none'}")
        if report.failures > 0:
            print_line(f"could not be read: {report.failures:,}, named above")
        counted = [
            f"{claims[name]:,} {name}"
            for name in ("added", "revived", "superseded", "refused", "held")
            if claims[name] > 0
        ]
        print_line(f"claims: {', '.join(counted) or 'no change'}")
        if claims["held"] > 0:
            print_line("held claims wait for a person's word: techpol review --claims")
        if len(report.refusals) > 0:
            refused = ", ".join(f"{count:,} {reason}" for reason, count in report.refusals.most_common())
            print_line(f"records that make no claim: {report.refusals.total():,} ({refused})")
        for what in report.conflicts:
            print_line(f"conflict: {what}")
        if report.build is not None:
            print_build(report.build)
    if report.failures > 0:
        raise typer.Exit(1)
