"""Which edges came and went, for the commands that change something."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import typer

from techpol.cli.console import complain, isolate, on_terminal, print_json, print_line, printable
from techpol.cli.wording import details_text

if TYPE_CHECKING:
    from techpol.graph.build.flow import BuildReport, EdgeChange
    from techpol.graph.ledger import Ledger
    from techpol.schema.model import Edge

# More changes than this are counted, not printed.
_SHOWN = 20
_SIGNS = {"added": "+", "removed": "-", "changed": "~"}
# An edge with the names of its ends.
NamedEdge = tuple["Edge", str, str]


def describe_edges(ledger: Ledger, edge_ids: Iterable[str]) -> list[NamedEdge]:
    """Return edges with the names of their ends."""
    found: list[NamedEdge] = []
    for edge_id in edge_ids:
        edge = ledger.get_edge(edge_id)
        if edge is not None:
            names = [
                entity.name if (entity := ledger.get_entity(end)) else end for end in (edge.subject, edge.object)
            ]
            found.append((edge, names[0], names[1]))
    return found


def edge_dicts(edges: Iterable[NamedEdge]) -> list[dict[str, Any]]:
    """Return edges with the names of their ends as JSON values."""
    return [
        {
            "edge": edge.id,
            "subject": {"id": edge.subject, "name": subject},
            "relation": edge.relation,
            "object": {"id": edge.object, "name": target},
            "modality": str(edge.modality),
            "details": edge.qualifiers.to_dict(),
            "support": edge.support,
        }
        for edge, subject, target in edges
    ]


def print_edges(edges: Sequence[NamedEdge], sign: str) -> None:
    """Print edges, a line each, the first twenty."""
    for edge, subject, target in edges[:_SHOWN]:
        print_line(f"  {sign} {_edge_text(edge, subject, target)}")
    if len(edges) > _SHOWN:
        print_line(f"  {sign} and {len(edges) - _SHOWN:,} more")


def _edge_text(edge: Edge, subject: str, target: str) -> str:
    hedge = "" if str(edge.modality) == "asserted" else f" [{edge.modality}]"
    details = details_text(edge.qualifiers.to_dict())
    return f"{isolate(subject)} {edge.relation} {isolate(target)}{details}{hedge}"


def build_dict(report: BuildReport) -> dict[str, Any]:
    """Return what a build did as JSON values; of the changes the first thousand, with exact counts."""
    return {
        "entities": report.entities,
        "edges": report.edges,
        "added": report.edges_added,
        "removed": report.edges_removed,
        "changed": report.edges_changed,
        "changes": [_change_dict(change) for change in report.changes],
    }


def _change_dict(change: EdgeChange) -> dict[str, Any]:
    (described,) = edge_dicts([(change.edge, change.subject_name, change.object_name)])
    return {"what": change.what, **described}


def _weight(change: EdgeChange) -> tuple[float, str, str, str]:
    """Order changes by how much of a tie they are: gifts before places."""
    from techpol.schema.ontology import load_ontology

    strength = load_ontology().relation(change.edge.relation).strength
    return -strength, change.edge.relation, change.subject_name, change.edge.id


def print_build(report: BuildReport) -> None:
    """Print what a build did: the counts, and the first changes."""
    print_line(f"graph: {report.entities:,} entities, {report.edges:,} edges")
    total = report.edges_added + report.edges_removed + report.edges_changed
    if total == 0:
        print_line("edges: no change")
        return
    print_line(
        f"edges: {report.edges_added:,} added, {report.edges_removed:,} removed, {report.edges_changed:,} changed"
    )
    changes, renamed = _told_again(sorted(report.changes, key=_weight))
    for change in changes[:_SHOWN]:
        print_line(f"  {_SIGNS[change.what]} {_change_text(change)}")
    if len(renamed) > 0:
        print_line(f"  {len(renamed):,} of these tell what they told, by new ids; techpol why finds them by the old:")
        for old, new in renamed[:_SHOWN]:
            print_line(f"  = {_change_text(new)} ({old.edge.id} is {new.edge.id})")
    left = total - 2 * len(renamed) - min(_SHOWN, len(changes)) + max(0, len(renamed) - _SHOWN)
    if left > 0:
        print_line(f"  and {left:,} more")


def _change_text(change: EdgeChange) -> str:
    return _edge_text(change.edge, change.subject_name, change.object_name)


def _told_again(changes: Sequence[EdgeChange]) -> tuple[list[EdgeChange], list[tuple[EdgeChange, EdgeChange]]]:
    """Part changes from those that only have another id: an edge that went, and one that came and says the same."""
    gone: dict[tuple[str, str, str], list[EdgeChange]] = {}
    for change in changes:
        if change.what == "removed":
            gone.setdefault(_same_as(change), []).append(change)
    renamed = [
        (gone[_same_as(change)].pop(0), change)
        for change in changes
        if change.what == "added" and len(gone.get(_same_as(change), ())) > 0
    ]
    paired = {(change.what, change.edge.id) for pair in renamed for change in pair}
    return [change for change in changes if (change.what, change.edge.id) not in paired], renamed


def _same_as(change: EdgeChange) -> tuple[str, str, str]:
    edge = change.edge
    return edge.subject, edge.object, _change_text(change)


def print_next(report: BuildReport, db: str | None) -> None:
    """Say, to a person at a terminal, how to look at what came: by an entity of the strongest new edge.

    ``db`` is the ledger that was named on the command line, None for the usual one.
    """
    added = [change for change in report.changes if change.what == "added"]
    if not on_terminal() or len(added) == 0:
        return
    first = min(added, key=_weight)
    there = "" if db is None else f" --db {shlex.quote(db)}"
    print_line(f"next: techpol show {shlex.quote(printable(first.subject_name))}{there}")
    print_line(f'  or: techpol ask{there}   (asks for a question, such as "who links A to a campaign")')


def print_verdicts(kept: int, errors: Sequence[str], report: BuildReport, as_json: bool) -> None:
    """Print what became of a file of verdicts, its faulty rows first.

    Raises:
        typer.Exit: With 1 where a row was faulty.
    """
    for error in errors:
        complain(error)
    if as_json:
        print_json({"kept": kept, "failed": list(errors), "graph": build_dict(report)})
    else:
        print_line(f"{kept:,} verdicts kept")
        print_build(report)
    if len(errors) > 0:
        raise typer.Exit(1)
