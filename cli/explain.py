"""``techpol explain``: what the reader of an article saw, sentence by sentence."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from techpol.cli.models import (
    BaseUrlOption,
    ModelChoice,
    ModelOption,
    ReaderChoice,
    ReaderOption,
    YesOption,
    confirm_sending,
    note_usage,
    open_reader,
)
from techpol.cli.options import DEFAULT_LEDGER, AsJson, LedgerPath

if TYPE_CHECKING:
    from techpol.loaders.articles.document import ReaderResult
    from techpol.loaders.model.reader import ModelReader
    from techpol.schema.model import Claim, Reading, Referent, Refusal, Source

_TITLES = "".join(
    rf"(?<!\b{title}\.)" for title in ("Rep", "Sen", "Gov", "Dr", "Mr", "Mrs", "Ms", "Lt", "Gen", "Rev", "St")
)
_BREAK = re.compile(rf"(?<=[.!?؟]){_TITLES}[\"”’»)\]]*\s+|\n+")


def explain(
    article: Annotated[
        str, typer.Argument(help="A file, - for standard input, or the id or URL of a loaded source.")
    ],
    language: Annotated[str | None, typer.Option("--language", help="en or ar; found out where not given.")] = None,
    date: Annotated[str | None, typer.Option("--date", help="When it came out: 2023-06-14.")] = None,
    reader: ReaderOption = None,
    model: ModelOption = None,
    base_url: BaseUrlOption = None,
    yes: YesOption = False,
    db: LedgerPath = DEFAULT_LEDGER,
    as_json: AsJson = False,
) -> None:
    """Show, sentence by sentence, the names found, the rule behind each claim and why others gave none.

    Nothing is loaded. A loaded source that a language model read is shown as it was read; with --reader the model is
    asked (known replies are not asked for again).

    Example: techpol explain examples/articles/2024-07-musk-denies-monthly-gift.md
    """
    from techpol.cli.console import print_json
    from techpol.loaders.articles.reading import read_source
    from techpol.schema.model import Refusal

    explained: list[dict[str, Any]] = []
    asked: ModelReader | None = None
    if reader is not None and reader is not ReaderChoice.GRAMMAR:
        choice = ModelChoice(reader, model, base_url)
        confirm_sending(choice.settings(), yes)
        asked = open_reader(choice, db)
    for source in _sources(article, language, date, db):
        kept = _kept_reading(source, db) if reader is None else None
        reading, result = kept if kept is not None else read_source(source, trace=True, reader=asked)
        refused = [item for item in reading.statements if isinstance(item, Refusal)]
        explanation = explain_reading(source, result, refused)
        if as_json:
            explained.append(explanation)
        else:
            print_explanation(explanation)
    if asked is not None:
        note_usage(asked)
        asked.client.close()
    if as_json:
        print_json({"articles": explained})


def _kept_reading(source: Source, db: Path) -> tuple[Reading, ReaderResult] | None:
    """Return what the ledger holds of a source that a language model read; None for other sources."""
    from techpol.cli.ledgers import open_ledger
    from techpol.graph.ledger import ClaimFilter
    from techpol.graph.transfer import current_statements
    from techpol.loaders.articles.document import ReaderResult
    from techpol.loaders.model.reader import is_model
    from techpol.schema.model import Reading, Referent

    if not db.is_file():
        return None
    with open_ledger(db) as ledger:
        stored = [item for item in ledger.find_sources(source.id, limit=1) if item.source.id == source.id]
        if len(stored) == 0 or stored[0].source.sha256 != source.sha256 or not is_model(stored[0].reader):
            return None
        statements = tuple(current_statements(ledger, source))
        # Without those that are held back, which stand among the refusals.
        live = ledger.iter_stored_claims(ClaimFilter(source=source.id, status="live"))
        claims = [item.claim for item in live]
    referents = [item for item in statements if isinstance(item, Referent)]
    return Reading(source, statements), ReaderResult(referents, claims)


def _sources(article: str, language: str | None, date: str | None, db: Path) -> Iterator[Source]:
    from techpol.cli.articles import article_loader
    from techpol.schema.errors import SourceError

    loader = article_loader(language=language, date=date)
    if article == "-":
        readings = loader.read_stream(sys.stdin.buffer.read())
    elif not Path(article).exists() and db.is_file():
        from techpol.cli.ledgers import find_source, open_ledger

        with open_ledger(db) as ledger:
            yield find_source(ledger, article)
        return
    else:
        readings = loader.read(Path(article))
    for reading in readings:
        if isinstance(reading, SourceError):
            raise reading
        yield reading.source


def split_sentences(text: str, whole: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the sentences of a text for showing; none ends within one of the spans that are whole."""
    cuts = [0]
    ordered = sorted(whole)
    for match in _BREAK.finditer(text):
        if not any(start < match.end() and match.start() < end for start, end in ordered):
            cuts.append(match.end())
    cuts.append(len(text))
    return [(start, end) for start, end in pairwise(cuts) if text[start:end].strip() != ""]


def explain_reading(source: Source, result: ReaderResult, refused: list[Refusal]) -> dict[str, Any]:
    """Return what was seen in an article as JSON values: sentences, each with names, claims, refusals and steps."""
    from techpol.schema.model import Span

    text = source.text or ""
    referents = {referent.key: referent for referent in result.referents}
    names = [(m.start, m.end, m.kind, referent) for referent in result.referents for m in referent.mentions]
    reasons = {(item.start, item.end, item.reason, item.detail): item for item in refused}
    refusals = list(reasons.values())
    gate = {(item.start, item.end) for item in refusals}
    sentences: list[dict[str, Any]] = []
    whole = [(name[0], name[1]) for name in names if name[2] == "name"]
    whole += [(item.start, item.end) for claim in result.claims for item in claim.evidence if isinstance(item, Span)]
    for start, end in split_sentences(text, whole):
        here = range(start, end)
        found = sorted((n for n in names if n[0] in here), key=lambda name: (name[0], name[1]))
        claims = [claim for claim in result.claims if _place(claim) in here]
        sentences.append(
            {
                "start": start,
                "end": end,
                "text": text[start:end].strip(),
                "names": [
                    {"start": a, "end": b, "text": text[a:b], "kind": kind, "type": ref.type, "name": ref.name}
                    for a, b, kind, ref in found
                ],
                "claims": [_claim_dict(claim, referents) for claim in claims],
                "refused": [
                    {"start": item.start, "end": item.end, "reason": item.reason, "detail": item.detail}
                    for item in refusals
                    if item.start in here
                ],
                "steps": [
                    {"start": step.start, "end": step.end, "what": step.what, "detail": step.detail}
                    for step in result.steps
                    if step.start in here
                    and step.what not in ("name", "claim")
                    and (step.start, step.end) not in gate
                ],
            }
        )
    return {"source": source.to_dict(with_text=False), "sentences": sentences}


def _place(claim: Claim) -> int:
    """Return where a claim is made: at the later of its ends, so that a pronoun's sentence shows it."""
    from techpol.schema.model import Span

    spans = [item for item in claim.evidence if isinstance(item, Span)]
    return max((span.start for span in spans), default=0)


def _claim_dict(claim: Claim, referents: dict[str, Referent]) -> dict[str, Any]:
    data = claim.to_dict()
    return {
        "subject": referents[claim.subject].name if claim.subject in referents else claim.subject,
        "relation": claim.relation,
        "object": referents[claim.object].name if claim.object in referents else claim.object,
        "modality": data["modality"],
        "attribution": claim.attribution,
        "details": claim.qualifiers.to_dict(),
        "rule": claim.rule,
        "confidence": claim.confidence,
        "evidence": data.get("evidence", []),
    }


def print_explanation(explanation: dict[str, Any]) -> None:
    """Print what was seen in an article."""
    from rich.text import Text

    from techpol.cli.console import isolate, out
    from techpol.cli.wording import details_text

    console = out()

    def line(label: str, text: str, style: str) -> None:
        console.print(Text.assemble((f"    {label:<8} ", style), text), soft_wrap=True)

    source = explanation["source"]
    console.print(Text(isolate(source.get("title") or source["key"]), style="bold"), soft_wrap=True)
    console.print(Text(f"language {source['language']}, published {source.get('published', 'unknown')}"))
    for sentence in explanation["sentences"]:
        console.print()
        place = f"{sentence['start']}-{sentence['end']}  "
        console.print(Text.assemble((place, "dim"), isolate(sentence["text"])), soft_wrap=True)
        for name in sentence["names"]:
            same = "" if name["name"] == name["text"] else f" = {isolate(name['name'])}"
            line("name", f"{isolate(name['text'])}{same} ({name['type']}, {name['kind']})", "cyan")
        for claim in sentence["claims"]:
            details = details_text(claim["details"])
            hedge = "" if claim["modality"] == "asserted" else f" [{claim['modality']}]"
            said = f" according to {isolate(claim['attribution'])}" if claim["attribution"] else ""
            ends = f"{isolate(claim['subject'])} {claim['relation']} {isolate(claim['object'])}"
            rule = f"  (rule {claim['rule']}, {claim['confidence']:.2f})"
            line("claim", f"{ends}{details}{hedge}{said}{rule}", "green")
        for refusal in sentence["refused"]:
            line("refused", f"{refusal['reason']}: {isolate(refusal['detail'])}", "red")
        for step in sentence["steps"]:
            line(step["what"], isolate(step["detail"]), "yellow")
