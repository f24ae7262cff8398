"""One entity and one edge: ``show`` and ``why``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from techpol.cli.filters import MinConfidence
from techpol.cli.options import DEFAULT_LEDGER, AsJson, EntityName, LedgerPath

_QUOTES_SHOWN = 2

if TYPE_CHECKING:
    from techpol.graph.ledger import EdgeAccount, Ledger
    from techpol.schema.model import Edge, Entity


def show(
    entity: EntityName,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="At most so many ties.")] = 50,
    min_confidence: MinConfidence = 0.0,
    db: LedgerPath = DEFAULT_LEDGER,
    as_json: AsJson = False,
) -> None:
    """Show an entity: its names, what it is tied to, and the words behind each tie.

    Example: techpol show "Sam Altman"
    """
    from techpol.cli.console import print_json
    from techpol.cli.ledgers import entity_or_suggestions, open_ledger
    from techpol.graph.view import EdgeFilter
    from techpol.schema.model import Modality

    every = EdgeFilter(modalities=frozenset(Modality), min_confidence=min_confidence)
    with open_ledger(db) as ledger:
        found = entity_or_suggestions(ledger, entity)
        edges = sorted(ledger.neighbours([found.id], every), key=_by_weight)
        ties = [tie_dict(ledger, edge) for edge in edges[:limit]]
        namesakes = [
            {"id": other.id, "type": other.type, "name": other.name}
            for other, score in ledger.find_entities(entity, limit=5)
            if other.id != found.id and score >= 1.0
        ]
    if as_json:
        print_json({"entity": found.to_dict(), "ties": ties, "of": len(edges), "namesakes": namesakes})
    else:
        _print_entity(found, ties, len(edges), namesakes)


def _by_weight(edge: Edge) -> tuple[int, str, str]:
    from techpol.schema.model import Modality

    return (list(Modality).index(edge.modality), edge.relation, str(edge.qualifiers.start or "9999"))


def tie_dict(ledger: Ledger, edge: Edge) -> dict[str, Any]:
    """Return an edge in the shape of a hop: its ends, relation, modality, details and evidence."""
    from techpol.schema.answers import entity_to_dict

    ends = {}
    for name, end in (("subject", edge.subject), ("object", edge.object)):
        entity = ledger.get_entity(end)
        ends[name] = entity_to_dict(entity) if entity is not None else {"id": end}
    evidence = dict.fromkeys(item for claim in ledger.iter_claims(edge.claims) for item in claim.evidence)
    return {
        "edge": edge.id, "subject": ends["subject"], "relation": edge.relation, "object": ends["object"],
        "modality": str(edge.modality), "attribution": edge.attribution, "details": edge.qualifiers.to_dict(),
        "support": edge.support, "confidence": edge.confidence, "total_of": list(edge.total_of),
        "contradicts": list(edge.contradicts), "claims": list(edge.claims),
        "evidence": [item.to_dict() for item in evidence],
    }  # fmt: skip


def _print_entity(entity: Entity, ties: list[dict[str, Any]], total: int, namesakes: list[dict[str, str]]) -> None:
    from techpol.cli.console import isolate, note, on_terminal, print_line, print_table

    print_line(f"{isolate(entity.name)} ({entity.type}, {entity.id})")
    others = [isolate(name) for name in dict.fromkeys(name.text for name in entity.names) if name != entity.name]
    if len(others) > 0:
        print_line(f"also: {', '.join(others)}")
    for identifier in entity.identifiers:
        print_line(f"{identifier.scheme}: {identifier.value}")
    for name, value in entity.properties:
        print_line(f"{name}: {isolate(value)}")
    print_line()
    if on_terminal():
        _print_ties(ties)
    else:
        columns = ("subject", "relation", "object", "details", "how", "words", "edge")
        print_table(columns, [_tie_row(tie) for tie in ties])
    if total > len(ties):
        note(f"{total - len(ties):,} more; --limit {total} shows all")
    if len(namesakes) > 0:
        note("others of this name: " + ", ".join(f"{item['id']} ({item['type']})" for item in namesakes))


def _how(tie: dict[str, Any]) -> str:
    """Return what a reader should know before believing a tie."""
    how = [] if tie["modality"] == "asserted" else [tie["modality"]]
    how += [f"according to {tie['attribution']}"] if tie["attribution"] else []
    how += ["a stated total"] if tie["total_of"] else []
    how += ["contradicted"] if tie["contradicts"] else []
    return ", ".join(how)


def _tie_row(tie: dict[str, Any]) -> tuple[str, ...]:
    from techpol.cli.wording import details_text, evidence_text

    ends = [str(tie[end].get("name", "")) for end in ("subject", "object")]
    details = details_text(tie["details"]).strip(" ()")
    return ends[0], tie["relation"], ends[1], details, _how(tie), evidence_text(tie["evidence"]), tie["edge"]


def _print_ties(ties: list[dict[str, Any]]) -> None:
    """Print ties for a person: each with its first words below it."""
    from rich.text import Text

    from techpol.cli.console import isolate, out
    from techpol.cli.wording import details_text, evidence_text

    console = out()
    for tie in ties:
        ends = [isolate(str(tie[end].get("name", ""))) for end in ("subject", "object")]
        line = Text.assemble(
            (ends[0], "bold"), (f" {tie['relation']} ", "green"), (ends[1], "bold"), details_text(tie["details"])
        )
        how = _how(tie)
        line.append(f"  {how}" if how else "", "yellow")
        line.append(f"  {tie['edge']}", "dim")
        console.print(line, soft_wrap=True)
        for item in tie["evidence"][:_QUOTES_SHOWN]:
            console.print(Text(f"    {isolate(evidence_text([item]))}", "italic"), soft_wrap=True)
        if len(tie["evidence"]) > _QUOTES_SHOWN:
            console.print(
                Text(f"    and {len(tie['evidence']) - _QUOTES_SHOWN} more; techpol why {tie['edge']}", "dim")
            )


def why(
    edge: Annotated[str, typer.Argument(help="The edge's id (g-...); techpol show and --json give it.")],
    min_confidence: Annotated[
        float, typer.Option("--min-confidence", min=0.0, max=1.0, help="Only claims that are at least so sure.")
    ] = 0.0,
    db: LedgerPath = DEFAULT_LEDGER,
    as_json: AsJson = False,
) -> None:
    """Show what an edge rests on: its claims, their sources and words, and why they were taken for one event.

    Example: techpol why g-0123456789abcdef
    """
    from techpol.cli.console import note, print_json, print_line
    from techpol.cli.ledgers import open_ledger
    from techpol.schema.errors import NotFoundError

    with open_ledger(db) as ledger:
        account = ledger.why(edge)
        if account is not None and account.edge.id != edge:
            note(f"{edge} is an earlier id of this; it is {account.edge.id} now")
        if account is None:
            raise NotFoundError(f"no edge {edge!r} in the graph; techpol show NAME lists edges with their ids")
        data = account_dict(ledger, account)
    sure = [claim for claim in data["claims"] if claim["confidence"] >= min_confidence]
    left_out = len(data["claims"]) - len(sure)
    data["claims"] = sure
    if as_json:
        print_json(data)
        return
    _print_account(data)
    if left_out > 0:
        print_line(f"\n{left_out} of its claims less sure than {min_confidence:g} are left out")


def account_dict(ledger: Ledger, account: EdgeAccount) -> dict[str, Any]:
    """Return why an edge is what it is as JSON values."""
    return {
        **tie_dict(ledger, account.edge),
        "claims": [
            {
                **claim.to_dict(),
                "title": source.title if source else None,
                "publisher": source.publisher if source else None,
                "published": str(source.published) if source and source.published else None,
                "url": source.url if source else None,
            }
            for claim, source in account.claims
        ],
        "decisions": [
            {"rule": item.rule, "about": list(item.about), "reasons": list(item.reasons)}
            for item in account.decisions
        ],
    }


def _print_account(data: dict[str, Any]) -> None:
    from techpol.cli.console import isolate, print_line
    from techpol.cli.wording import details_text, evidence_text

    ends = [isolate(data[end].get("name", data[end]["id"])) for end in ("subject", "object")]
    hedge = "" if data["modality"] == "asserted" else f" [{data['modality']}]"
    print_line(f"{ends[0]} {data['relation']} {ends[1]}{details_text(data['details'])}{hedge}")
    print_line(f"{data['support']} independent source(s), confidence {data['confidence']:.2f}")
    for claim in data["claims"]:
        print_line()
        about = ", ".join(isolate(claim[name]) for name in ("publisher", "title", "published") if claim[name])
        print_line(f"{claim['id']}  {about or claim['source']}")
        if claim["url"]:
            print_line(f"  {claim['url']}")
        print_line(f"  {isolate(evidence_text(claim['evidence']))}")
        rule = f"{claim.get('extractor', '')} {claim.get('extractor_version', '')}".strip()
        print_line(
            f"  {claim['modality']}, rule {claim.get('rule', '')} of {rule}, confidence {claim['confidence']:.2f}"
        )
    for decision in data["decisions"]:
        print_line()
        print_line(f"{decision['rule']}: {'; '.join(decision['reasons'])}")
