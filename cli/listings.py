"""What is in the ledger, listed: ``stats``, ``sources``, ``claims``, ``check``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from techpol.cli.filters import MinConfidence
from techpol.cli.options import DEFAULT_LEDGER, AsJson, LedgerPath, complete_entity

if TYPE_CHECKING:
    from techpol.graph.ledger import Event, StoredClaim, StoredSource


def stats(db: LedgerPath = DEFAULT_LEDGER, as_json: AsJson = False) -> None:
    """Count what is in the ledger and in the graph.

    Example: techpol stats
    """
    from techpol.cli.console import print_json, print_table
    from techpol.cli.ledgers import open_ledger

    with open_ledger(db) as ledger:
        counted = ledger.stats()
    if as_json:
        print_json(counted)
        return
    rows: list[tuple[str, str, str]] = []
    for name, value in counted.items():
        words = name.replace("_", " ")
        if isinstance(value, dict):
            rows += [(words, str(key), f"{count:,}") for key, count in value.items()]
        else:
            rows.append((words, "", "" if value is None else f"{value:,}" if isinstance(value, int) else str(value)))
    print_table(("what", "of", "count"), rows)


def sources(
    word: Annotated[str | None, typer.Argument(help="An id, URL, file, or words of a title; all where none.")] = None,
    kind: Annotated[str | None, typer.Option("--kind", help="Only this kind: article, hand ...")] = None,
    text: Annotated[bool, typer.Option("--text", help="Print the text that is kept; offsets point into it.")] = False,
    history: Annotated[bool, typer.Option("--history", help="Print what happened to the source.")] = False,
    db: LedgerPath = DEFAULT_LEDGER,
    as_json: AsJson = False,
) -> None:
    """List the sources of the ledger, or show one.

    Example: techpol sources "Musk sues OpenAI" --text
    """
    from techpol.cli.console import note, print_json, print_line, print_table
    from techpol.cli.ledgers import find_source, find_stored_source, open_ledger

    with open_ledger(db) as ledger:
        if text or history:
            if word is None:
                raise typer.BadParameter("name a source with --text or --history", param_hint="WORD")
            source_id = find_stored_source(ledger, word).source.id
            if text and not as_json:
                print_line(find_source(ledger, word).text or "")
            events = list(ledger.iter_events(source_id)) if history else []
            if as_json:
                stored = find_source(ledger, word).to_dict(with_text=text)
                print_json({"source": stored, "history": [event_dict(event) for event in events]})
            elif history:
                print_table(("when", "what", "by", "why"), [(e.at, e.what, e.by, e.why) for e in events])
            return
        found = ledger.find_sources(word, limit=100) if word is not None else list(ledger.iter_sources(kind))
    if kind is not None:
        found = [item for item in found if item.source.kind == kind]
    if as_json:
        print_json({"sources": [source_dict(item) for item in found]})
    elif len(found) > 0:
        print_table(
            ("id", "published", "language", "claims", "publisher", "title"),
            [
                (
                    item.source.id, item.source.published or "", item.source.language,
                    "retracted" if item.retracted else item.claims, item.source.publisher or "",
                    item.source.title or item.source.key,
                )
                for item in found
            ],
        )  # fmt: skip
    if len(found) == 0:
        note("no such source in the ledger" if word or kind else "no sources in the ledger yet")
        raise typer.Exit(3)


def claims(
    entity: Annotated[
        str | None,
        typer.Option("--entity", help="Only claims about this name or id.", autocompletion=complete_entity),
    ] = None,
    source: Annotated[str | None, typer.Option("--source", help="Only this source's.")] = None,
    relation: Annotated[str | None, typer.Option("--relation", help="Only this relation.")] = None,
    modality: Annotated[str | None, typer.Option("--modality", help="asserted, planned, alleged or denied.")] = None,
    status: Annotated[
        str | None, typer.Option("--status", help="live, held, superseded, retracted or rejected.")
    ] = None,
    text: Annotated[str | None, typer.Option("--text", help="Only claims whose quote has these words.")] = None,
    min_confidence: MinConfidence = 0.0,
    max_confidence: Annotated[
        float | None, typer.Option("--max-confidence", min=0.0, max=1.0, help="Only what is no surer than this.")
    ] = None,
    limit: Annotated[int | None, typer.Option("--limit", "-n", min=1, help="At most so many.")] = None,
    db: LedgerPath = DEFAULT_LEDGER,
    as_json: AsJson = False,
) -> None:
    """List what sources claim, with the words that say so.

    Example: techpol claims --entity "Sam Altman" --relation DONATED_TO
    """
    from techpol.cli.console import note, print_json, print_table
    from techpol.cli.ledgers import entity_or_suggestions, find_stored_source, open_ledger
    from techpol.cli.wording import known_relation
    from techpol.graph.journal import STATUSES
    from techpol.graph.ledger import ClaimFilter
    from techpol.schema.errors import UsageError
    from techpol.schema.model import Modality

    if relation is not None:
        relation = known_relation(relation)
    if modality is not None and modality not in set(Modality):
        raise UsageError(f"no modality {modality!r}; known: {', '.join(Modality)}")
    if status is not None and status not in STATUSES:
        raise UsageError(f"no status {status!r}; known: {', '.join(STATUSES)}")
    with open_ledger(db) as ledger:
        wanted = ClaimFilter(
            source=find_stored_source(ledger, source).source.id if source is not None else None,
            entity=entity_or_suggestions(ledger, entity).id if entity is not None else None,
            relation=relation, modality=modality, status=status, text=text, limit=limit,
            min_confidence=min_confidence, max_confidence=max_confidence,
        )  # fmt: skip
        found = list(ledger.iter_stored_claims(wanted))
    if as_json:
        print_json({"claims": [claim_dict(item) for item in found]})
    elif len(found) > 0:
        print_table(
            ("id", "subject", "relation", "object", "details", "how", "quote"), [_claim_row(c) for c in found]
        )
    if len(found) == 0:
        note("no such claims in the ledger")
        raise typer.Exit(3)


def check(db: LedgerPath = DEFAULT_LEDGER, as_json: AsJson = False) -> None:
    """Verify every quote against its stored text, every edge against the ontology, and the file's integrity.

    Exit status 1 where something is wrong. Example: techpol check
    """
    from techpol.cli.console import complain, print_json, print_line
    from techpol.cli.ledgers import open_ledger
    from techpol.graph.check import check as check_ledger

    with open_ledger(db) as ledger:
        findings = [
            {"what": found.what, "place": found.place, "detail": found.detail} for found in check_ledger(ledger)
        ]
        counted = ledger.stats()
    if as_json:
        print_json({"ok": len(findings) == 0, "findings": findings})
    elif len(findings) == 0:
        print_line(
            f"all is well: {counted['claims']:,} claims, {counted['edges']:,} edges, {counted['sources']:,} sources"
        )
    for found in findings:
        complain(f"{found['what']}: {found['place']}: {found['detail']}")
    if len(findings) > 0:
        raise typer.Exit(1)


def source_dict(item: StoredSource) -> dict[str, Any]:
    """Return a source as JSON values, without its text."""
    return {
        **item.source.to_dict(with_text=False), "retracted": item.retracted, "loaded": item.loaded,
        "versions": item.versions, "claims": item.claims, "reader": item.reader,
    }  # fmt: skip


def event_dict(event: Event) -> dict[str, Any]:
    """Return something that happened as JSON values."""
    return {"at": event.at, "what": event.what, "version": event.version, "by": event.by, "why": event.why}


def claim_dict(item: StoredClaim) -> dict[str, Any]:
    """Return a claim as JSON values: in the shape of a hop, with its id, status and rule."""
    claim = item.claim
    data = claim.to_dict()
    return {
        "id": claim.id, "status": item.status, "source": claim.source,
        "subject": {"id": item.subject_entity, "type": item.subject.type, "name": item.subject.name},
        "relation": claim.relation,
        "object": {"id": item.object_entity, "type": item.object.type, "name": item.object.name},
        "modality": str(claim.modality), "attribution": claim.attribution, "details": claim.qualifiers.to_dict(),
        "evidence": data["evidence"], "extractor": claim.extractor, "extractor_version": claim.extractor_version,
        "rule": claim.rule, "confidence": claim.confidence,
    }  # fmt: skip


def _claim_row(item: StoredClaim) -> tuple[object, ...]:
    from techpol.cli.wording import details_text, quote_of

    claim = item.claim
    how = str(claim.modality) if item.status == "live" else f"{claim.modality}, {item.status}"
    return (
        claim.id, item.subject.name, claim.relation, item.object.name,
        details_text(claim.qualifiers.to_dict()).strip(" ()"), how, quote_of(claim.evidence),
    )  # fmt: skip
