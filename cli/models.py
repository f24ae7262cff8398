"""``techpol models``, and the options of reading with a language model that other commands share."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from techpol.cli.options import AsJson
from techpol.cli.settings import read_settings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from techpol.loaders.model.client import Ask, ModelSettings
    from techpol.loaders.model.reader import ModelReader
    from techpol.schema.errors import SourceError
    from techpol.schema.model import Reading

app = typer.Typer(no_args_is_help=True, help="Language models as second readers: does one answer, in what form.")
CACHE_NAME = "techpol-replies.db"
_SHOWN_OF_REPLY = 200  # characters
_PANEL = "Reading with a language model"


class ReaderChoice(StrEnum):
    """Who reads articles."""

    GRAMMAR = "grammar"
    MODEL = "model"
    BOTH = "both"


ReaderOption = Annotated[
    ReaderChoice | None,
    typer.Option(
        "--reader", rich_help_panel=_PANEL, help="Who reads: grammar (nothing leaves the machine), model, or both."
    ),
]
ModelOption = Annotated[
    str | None,
    typer.Option("--model", rich_help_panel=_PANEL, help="The model's name on its server, such as llama3.1."),
]
BaseUrlOption = Annotated[
    str | None,
    typer.Option(
        "--base-url",
        rich_help_panel=_PANEL,
        help="An OpenAI-compatible server; Ollama on this machine where not given.",
    ),
]
SpendingOption = Annotated[
    float | None,
    typer.Option(
        "--spending-limit", min=0.0, rich_help_panel=_PANEL, help="Stop before spending more US dollars than this."
    ),
]
RunsOption = Annotated[
    int | None,
    typer.Option(
        "--runs", min=1, max=5, rich_help_panel=_PANEL,
        help="Ask for each piece of text so often; what two runs find is surer. Once where not given.",
    ),
]  # fmt: skip
NoCacheOption = Annotated[
    bool,
    typer.Option(
        "--no-cache",
        rich_help_panel=_PANEL,
        help="Ask again: where a reply is known, and for an article that this model read already.",
    ),
]
DryRunOption = Annotated[
    bool,
    typer.Option(
        "--dry-run",
        rich_help_panel=_PANEL,
        help="Say what a model would be asked and roughly cost; ask and load nothing.",
    ),
]
YesOption = Annotated[
    bool,
    typer.Option("--yes", rich_help_panel=_PANEL, help="Do not ask before articles are sent to another machine."),
]


@dataclass(frozen=True, slots=True)
class ModelChoice:
    """What was chosen on the command line; what was not comes from techpol.toml."""

    reader: ReaderChoice | None = None
    model: str | None = None
    base_url: str | None = None
    spending_limit: float | None = None
    no_cache: bool = False
    runs: int | None = None

    def chosen_reader(self) -> ReaderChoice:
        """Return who reads: the option, techpol.toml, else the grammar. Raises UsageError for an unknown word."""
        from techpol.schema.errors import UsageError

        if self.reader is not None:
            return self.reader
        value = read_settings().get("reader", "grammar")
        try:
            return ReaderChoice(value)
        except ValueError:
            raise UsageError(f"techpol.toml: reader is {value!r}; expected grammar, model or both") from None

    def settings(self) -> ModelSettings:
        """Return model, server and limits. Raises UsageError where no model is named."""
        from techpol.loaders.model.client import DEFAULT_BASE_URL, TIMEOUT_S, ModelSettings
        from techpol.schema.errors import UsageError

        kept: dict[str, Any] = read_settings()
        model = self.model or kept.get("model")
        if model is None:
            raise UsageError('no model is named; say --model NAME, or model = "NAME" in techpol.toml')
        limit = self.spending_limit if self.spending_limit is not None else kept.get("spending_limit")
        prompt_price, reply_price = (float(kept.get(name, 0.0)) for name in ("prompt_price", "reply_price"))
        if limit is not None and prompt_price + reply_price == 0.0:
            raise UsageError(
                "a spending limit needs prices: prompt_price and reply_price in techpol.toml,"
                " in US dollars a million tokens"
            )
        return ModelSettings(
            model=model, base_url=self.base_url or kept.get("base_url") or DEFAULT_BASE_URL,
            concurrency=int(kept.get("concurrency", 4)), requests_per_minute=kept.get("requests_per_minute"),
            spending_limit=float(limit) if limit is not None else None,
            prompt_price=prompt_price, reply_price=reply_price, stream=bool(kept.get("stream", False)),
            runs=self.runs or int(kept.get("runs", 1)), timeout_s=float(kept.get("timeout", TIMEOUT_S)),
        )  # fmt: skip


def open_reader(choice: ModelChoice, ledger: Path) -> ModelReader:
    """Return the reader that was chosen, with its cache of replies in the ledger's folder."""
    from techpol.loaders.articles.reading import get_reader
    from techpol.loaders.model.cache import ReplyCache
    from techpol.loaders.model.client import ModelClient
    from techpol.loaders.model.reader import ModelReader

    cache = ReplyCache(None if choice.no_cache else ledger.parent / CACHE_NAME)
    both = choice.chosen_reader() is ReaderChoice.BOTH
    return ModelReader(ModelClient(choice.settings(), cache), get_reader, both)


def leaves_the_machine(settings: ModelSettings) -> bool:
    """Say whether a server is elsewhere."""
    from urllib.parse import urlsplit

    return urlsplit(settings.base_url).hostname not in ("localhost", "127.0.0.1", "::1")


def confirm_sending(settings: ModelSettings, yes: bool) -> None:
    """Say before the first article leaves the machine that it does, and ask where a person can answer."""
    import sys

    from techpol.schema.errors import UsageError

    if yes or not leaves_the_machine(settings):
        return
    typer.echo(
        f"The whole text of every article will be sent to {settings.base_url} (model {settings.model}).", err=True
    )
    if not sys.stdin.isatty():
        raise UsageError("nobody is there to agree to that; say --yes")
    if not typer.confirm("Send them?", err=True):
        raise typer.Exit(1)


def note_usage(reader: ModelReader) -> None:
    """Say on standard error what a run asked and spent."""
    from techpol.cli.console import note

    usage, settings = reader.client.usage, reader.client.settings
    cost = f", ${usage.dollars(settings):.2f}" if settings.prompt_price > 0 else ""
    note(
        f"model {settings.model}: {usage.asked:,} requests, {usage.cached:,} replies known already,"
        f" {usage.prompt_tokens:,} + {usage.reply_tokens:,} tokens{cost}"
    )
    if len(reader.client.cache.cut_off) > 0:
        note(
            f"{len(reader.client.cache.cut_off):,} requests were under way when an earlier run was cut off; those"
            " still wanted were asked again, and the server may have counted them twice"
        )


def print_estimate(
    choice: ModelChoice, readings: Iterable[Reading | SourceError], ledger: Path, as_json: bool
) -> None:
    """Print what reading articles with a model would roughly take; nothing is asked and nothing loaded.

    What costs nothing is told apart: articles that the ledger has from this model, replies that are known.
    """
    from techpol.cli.console import note, print_json, print_table
    from techpol.cli.ledgers import open_ledger
    from techpol.loaders.model.cache import ReplyCache
    from techpol.schema.model import Reading

    sources = [item.source for item in readings if isinstance(item, Reading) and item.source.text is not None]
    pace, kept = None, False
    if (ledger.parent / CACHE_NAME).is_file():
        cache = ReplyCache(ledger.parent / CACHE_NAME)
        pace = cache.pace(choice.settings().model, choice.settings().base_url)
        kept = cache.count() > 0 and not choice.no_cache
        cache.close()
    reader = open_reader(replace(choice, no_cache=not kept), ledger)  # nothing is written where nothing was kept
    wanted = sources
    if ledger.is_file() and not choice.no_cache:
        with open_ledger(ledger) as known:
            label = f"{reader.name} {reader.version}"
            wanted = [source for source in sources if not known.has(source, label)]
    # Which replies are known is told by all that is asked, the grammar's names too; it reads for that alone.
    names = {source.id: reader.names_of(reader.grammar_result(source)) if kept else [] for source in wanted}
    every = [pair for source in wanted for pair in reader.walk(source, names[source.id], reader.known_reply)]
    asks = [ask for ask, text in every if text is None]
    reader.client.close()
    found = {
        "articles": len(sources), "known_articles": len(sources) - len(wanted),
        "known_replies": len(every) - len(asks), **estimate(asks, choice.settings(), pace),
    }  # fmt: skip
    if as_json:
        print_json(found)
    else:
        print_table(("what", "roughly"), found.items())
    if pace is None:
        note("how long it takes is not known: no reply of this model was timed here yet; load one article first")


def estimate(asks: list[Ask], settings: ModelSettings, pace: float | None) -> dict[str, Any]:
    """Return what requests will roughly take: tokens, dollars where prices are known, seconds where the pace is.

    ``pace`` is how many seconds a reply of this model took on average.
    """
    from techpol.loaders.model.client import estimate_tokens

    prompt, reply = estimate_tokens(asks)
    dollars = (prompt * settings.prompt_price + reply * settings.reply_price) / 1e6
    seconds = None if pace is None else pace * len(asks) / settings.concurrency
    if seconds is not None and settings.requests_per_minute is not None:
        seconds = max(seconds, 60.0 * len(asks) / settings.requests_per_minute)
    return {
        "model": settings.model, "base_url": settings.base_url, "requests": len(asks), "prompt_tokens": prompt,
        "reply_tokens": reply, "dollars": round(dollars, 4) if settings.prompt_price > 0 else None,
        "seconds": None if seconds is None else round(seconds, 1),
    }  # fmt: skip


@app.command()
def check(
    model: ModelOption = None,
    base_url: BaseUrlOption = None,
    as_json: AsJson = False,
) -> None:
    """Ask a model one short question: does the server answer, in what form of reply, how fast.

    Example: techpol models check --model llama3.1 --base-url http://localhost:11434/v1
    """
    from techpol.cli.console import print_json, print_table
    from techpol.loaders.model.cache import ReplyCache
    from techpol.loaders.model.client import ModelClient
    from techpol.loaders.model.reply import parse_reply

    client = ModelClient(ModelChoice(model=model, base_url=base_url).settings(), ReplyCache(None))
    try:
        found = client.check()
    finally:
        client.close()
    found["relations_read"] = len(parse_reply(found["reply"]).items)
    found["reply"] = found["reply"][:_SHOWN_OF_REPLY]
    if as_json:
        print_json(found)
    else:
        print_table(("what", "found"), found.items())
