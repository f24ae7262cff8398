"""Who is who: ``resolve``, ``review``, ``judge``, ``judgements`` and ``undo``. The logic is in ``graph/resolve``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from techpol.cli.options import DEFAULT_LEDGER, AsJson, By, LedgerPath, complete_entity, person

if TYPE_CHECKING:
    from techpol.graph.ledger import Ledger
    from techpol.graph.resolve import Explanation, OpenPair, Side
    from techpol.schema.model import Judgement

_One = Annotated[
    str | None, typer.Argument(metavar="[A]", help="A name, or an id (r-..., e-...).", autocompletion=complete_entity)
]
_Other = Annotated[
    str | None, typer.Argument(metavar="[B]", help="The other name or id.", autocompletion=complete_entity)
]
_KEYS = "s same, d different, u unsure, n next, b back (takes back), q quit"


def resolve(
    one: _One = None,
    other: _Other = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Weigh A and B, and show each piece of evidence.")
    ] = False,
    db: LedgerPath = DEFAULT_LEDGER,
    as_json: AsJson = False,
) -> None:
    """Decide anew which names are the same entity, or show how two of them are weighed.

    Example: techpol resolve --explain "Sam Altman" "سام ألتمان"
    """
    from techpol.cli.changes import build_dict
    from techpol.cli.console import print_json, print_line
    from techpol.cli.ledgers import open_ledger
    from techpol.graph.anew import build_anew
    from techpol.graph.resolve import explain as weigh
    from techpol.graph.resolve.ledger_store import LedgerStore
    from techpol.schema.errors import UsageError

    if explain or one is not None:
        if one is None or other is None:
            raise UsageError('name two to be weighed: techpol resolve --explain "Sam Altman" "S. Altman"')
        with open_ledger(db) as ledger:
            left, right = find_pair(ledger, one, other)
            explanation = weigh(LedgerStore(ledger), left, right)
        if as_json:
            print_json(explanation.to_dict())
        else:
            _print_explanation(explanation)
        return
    with open_ledger(db, write=True) as ledger:
        report = build_anew(ledger)
    if as_json:
        print_json({"graph": build_dict(report)})
    else:
        print_line(f"graph: {report.entities:,} entities, {report.edges:,} edges")


def _print_explanation(explanation: Explanation) -> None:
    from techpol.cli.console import isolate, on_terminal, print_line, print_table
    from techpol.graph.resolve import table_rows, waterfall_lines

    print_line(f"{isolate(explanation.left_name)} ({explanation.left})")
    print_line(f"{isolate(explanation.right_name)} ({explanation.right})")
    print_line()
    print_table(("evidence", "found", "log odds", "sum"), table_rows(explanation))
    if on_terminal():
        print_line()
        for line in waterfall_lines(explanation):
            print_line(isolate(line))
    print_line()
    print_line(f"probability {explanation.probability:.3f}: {explanation.verdict} ({explanation.rule or 'no rule'})")
    if explanation.bar:
        print_line(f"never the same: {explanation.bar}")
    for judgement in explanation.judgements:
        print_line(
            f"{judgement.id}: {judgement.verdict} by {judgement.by}, {judgement.made} {judgement.why}".rstrip()
        )


def find_pair(ledger: Ledger, one: str, other: str) -> tuple[str, str]:
    """Return the ids of two referents that two words mean: ids, or names in the forms that sources use.

    Two names of one entity give two of its referents. Raises UsageError where there are no two.
    """
    from techpol.schema.errors import UsageError

    if one == other:
        same = [entity for entity, score in ledger.find_entities(one, limit=20) if score >= 1.0]
        if len(same) > 1:
            known = ", ".join(f"{entity.id} ({entity.type})" for entity in same)
            raise UsageError(f"{len(same)} entities are called {one!r}: {known}; name two of them by their ids")
    first = _referents(ledger, one)
    second = _referents(ledger, other)
    for left in first:
        for right in second:
            if left != right:
                return left, right
    raise UsageError(f"{one!r} and {other!r} are one mention in one source; name two")


def _referents(ledger: Ledger, word: str) -> list[str]:
    """Return the referents that a word means, those that bear the very name first."""
    from techpol.cli.ledgers import entity_or_suggestions
    from techpol.schema.text import fold

    if word.startswith("r-") and ledger.get_referent(word) is not None:
        return [word]
    members = list(ledger.iter_members(entity_or_suggestions(ledger, word).id))
    wanted = fold(word)
    members.sort(key=lambda member: not any(fold(name) == wanted for name in (member.name, *_forms(member))))
    return [member.id for member in members]


def _forms(member: Any) -> list[str]:
    return [name.text for name in member.names]


def judge(
    one: Annotated[str, typer.Argument(metavar="A", help="A name or id.", autocompletion=complete_entity)],
    other: Annotated[str, typer.Argument(metavar="B", help="The other.", autocompletion=complete_entity)],
    verdict: Annotated[str, typer.Argument(help="same, different or unsure.")],
    why: Annotated[str, typer.Option("--why", help="The reason; kept with the decision.")] = "",
    by: By = None,
    db: LedgerPath = DEFAULT_LEDGER,
    as_json: AsJson = False,
) -> None:
    """Say that two names are the same entity, are different, or that it is open; your word beats the rules.

    Example: techpol judge "Bill Clinton" "Clinton" different --why "this one is Hillary Clinton"
    """
    from techpol.cli.changes import build_dict, print_build
    from techpol.cli.console import print_json, print_line
    from techpol.cli.ledgers import open_ledger
    from techpol.graph.resolve import decide
    from techpol.graph.resolve.ledger_store import LedgerStore
    from techpol.schema.errors import UsageError
    from techpol.schema.model import Verdict

    if verdict not in set(Verdict):
        raise UsageError(f"no verdict {verdict!r}; known: {', '.join(Verdict)}")
    with open_ledger(db, write=True) as ledger:
        left, right = find_pair(ledger, one, other)
        judgement = decide(LedgerStore(ledger), left, right, Verdict(verdict), person(by), why)
        report = ledger.build()
    if as_json:
        print_json({"judgement": judgement_dict(judgement), "graph": build_dict(report)})
    else:
        print_line(f"{judgement.id}: {left} and {right} are {judgement.verdict}")
        print_build(report)


def judgements(
    entity: Annotated[
        str | None, typer.Argument(help="Only those about this name or id.", autocompletion=complete_entity)
    ] = None,
    verdict: Annotated[str | None, typer.Option("--verdict", help="same, different or unsure.")] = None,
    undone: Annotated[bool, typer.Option("--undone", help="Also those that were taken back.")] = False,
    db: LedgerPath = DEFAULT_LEDGER,
    as_json: AsJson = False,
) -> None:
    """List the decisions on who is who: by which rule or person, when, how sure and why.

    Example: techpol judgements "Sam Altman"
    """
    from techpol.cli.console import note, print_json, print_table
    from techpol.cli.ledgers import entity_or_suggestions, open_ledger
    from techpol.schema.errors import UsageError
    from techpol.schema.model import Verdict

    if verdict is not None and verdict not in set(Verdict):
        raise UsageError(f"no verdict {verdict!r}; known: {', '.join(Verdict)}")
    wanted = None if verdict is None else Verdict(verdict)
    found: dict[str, Judgement] = {}
    with open_ledger(db) as ledger:
        members: list[str | None] = [None]
        if entity is not None:
            members = [member.id for member in ledger.iter_members(entity_or_suggestions(ledger, entity).id)]
        for member in members:
            found.update((item.id, item) for item in ledger.iter_judgements(member, wanted, not undone))
        names = {end: _name(ledger, end) for item in found.values() for end in (item.left, item.right)}
    if as_json:
        print_json({"judgements": [judgement_dict(item, names) for item in found.values()]})
    elif len(found) > 0:
        print_table(
            ("id", "one", "other", "verdict", "by", "score", "why"),
            [
                (item.id, names[item.left], names[item.right], item.verdict, item.by, f"{item.score:.3f}", item.why)
                for item in found.values()
            ],
        )
    if len(found) == 0:
        note("no such judgements in the ledger")
        raise typer.Exit(3)


def _name(ledger: Ledger, referent: str) -> str:
    found = ledger.get_referent(referent)
    return referent if found is None else found.name


def judgement_dict(item: Judgement, names: dict[str, str] | None = None) -> dict[str, Any]:
    """Return a judgement as JSON values, with the names of both where they are given."""
    data: dict[str, Any] = {
        "id": item.id, "left": item.left, "right": item.right, "verdict": str(item.verdict), "by": item.by,
        "version": item.version, "made": item.made, "score": item.score, "why": item.why,
    }  # fmt: skip
    if names is not None:
        data |= {"left_name": names[item.left], "right_name": names[item.right]}
    return data


def undo(
    ids: Annotated[list[str] | None, typer.Argument(help="Ids of judgements (j-...).")] = None,
    rule: Annotated[str | None, typer.Option("--rule", help="All of a rule or person, such as rule:person.")] = None,
    why: Annotated[str, typer.Option("--why", help="The reason; kept with the decision.")] = "",
    by: By = None,
    db: LedgerPath = DEFAULT_LEDGER,
    as_json: AsJson = False,
) -> None:
    """Take back judgements, one by one or all of a rule; they stay in the ledger as taken back.

    Example: techpol undo --rule rule:person --why "looking at each by hand"
    """
    from techpol.cli.changes import build_dict, print_build
    from techpol.cli.console import print_json, print_line
    from techpol.cli.ledgers import open_ledger
    from techpol.schema.errors import UsageError

    if not ids and rule is None:
        raise UsageError("name judgements (techpol judgements lists them), or a rule with --rule")
    with open_ledger(db, write=True) as ledger:
        count = ledger.undo_judgements(ids, person(by), why) if ids else 0
        count += ledger.undo_rule(rule, person(by), why) if rule is not None else 0
        report = ledger.build()
    if as_json:
        print_json({"undone": count, "graph": build_dict(report)})
    else:
        print_line(f"{count:,} judgements taken back")
        print_build(report)
    if count == 0:
        raise typer.Exit(3)


def review(
    limit: Annotated[int | None, typer.Option("--limit", "-n", min=1, help="At most so many pairs.")] = None,
    export: Annotated[
        Path | None, typer.Option("--export", help="Write the open pairs to this CSV file, for a spreadsheet.")
    ] = None,
    import_: Annotated[
        Path | None, typer.Option("--import", help="Read verdicts from such a file, filled in.")
    ] = None,
    claims: Annotated[
        bool, typer.Option("--claims", help="Not pairs of names: claims that are held back or little sure.")
    ] = False,
    below: Annotated[
        float, typer.Option("--below", min=0.0, max=1.0, help="With --claims: those less sure than this too.")
    ] = 0.8,
    by: By = None,
    db: LedgerPath = DEFAULT_LEDGER,
    as_json: AsJson = False,
) -> None:
    """Go through the pairs that the rules leave open, those first on which most claims hang, one key each.

    With --claims: through the claims that a rule holds back and those that were read with little certainty.
    In a pipe, or with --json, they are listed. Example: techpol review
    """
    from techpol.cli import review_claims
    from techpol.cli.console import on_terminal

    listed = as_json or not on_terminal() or not sys.stdin.isatty()
    if claims:
        if import_ is not None:
            review_claims.import_claims(import_, person(by), db, as_json)
        elif export is not None:
            review_claims.export_claims(export, below, limit, db)
        elif listed:
            review_claims.list_claims(below, limit, db, as_json)
        else:
            review_claims.go_through(below, limit, person(by), db)
    elif import_ is not None:
        _import_verdicts(import_, person(by), db, as_json)
    elif export is not None:
        _export_pairs(export, limit, db)
    elif listed:
        _list_pairs(limit, db, as_json)
    else:
        _go_through(limit, person(by), db)


def _list_pairs(limit: int | None, db: Path, as_json: bool) -> None:
    from techpol.cli.console import note, print_json, print_table
    from techpol.cli.ledgers import open_ledger
    from techpol.graph.resolve import iter_unsure
    from techpol.graph.resolve.ledger_store import LedgerStore

    with open_ledger(db) as ledger:
        pairs = list(iter_unsure(LedgerStore(ledger), limit))
    if as_json:
        print_json({"pairs": [_pair_dict(pair) for pair in pairs]})
    elif len(pairs) > 0:
        print_table(
            ("score", "one", "other", "claims", "why", "left", "right"),
            [
                (
                    f"{pair.judgement.score:.3f}", pair.left.referent.name, pair.right.referent.name, pair.weight,
                    pair.judgement.why, pair.judgement.left, pair.judgement.right,
                )
                for pair in pairs
            ],
        )  # fmt: skip
    if len(pairs) == 0:
        note("nothing is open")
        raise typer.Exit(3)


def _pair_dict(pair: OpenPair) -> dict[str, Any]:
    return {
        "judgement": judgement_dict(pair.judgement), "claims": pair.weight,
        "left": _side_dict(pair.left), "right": _side_dict(pair.right),
    }  # fmt: skip


def _side_dict(side: Side) -> dict[str, Any]:
    return {
        "id": side.referent.id, "type": side.referent.type, "name": side.referent.name,
        "facts": [list(fact) for fact in side.facts], "quotes": list(side.quotes),
        "source": None if side.source is None else side.source.to_dict(with_text=False),
    }  # fmt: skip


def _export_pairs(target: Path, limit: int | None, db: Path) -> None:
    from techpol.cli.console import note
    from techpol.cli.ledgers import open_ledger
    from techpol.graph.export import refuse_ledger
    from techpol.graph.resolve import export_csv
    from techpol.graph.resolve.ledger_store import LedgerStore
    from techpol.schema.errors import UsageError

    refuse_ledger(target)
    try:
        with open_ledger(db) as ledger, target.open("w", encoding="utf-8-sig", newline="") as stream:
            count = export_csv(LedgerStore(ledger), stream, limit)
    except OSError as exc:
        raise UsageError(f"{target}: cannot be written ({exc.strerror}); name another file") from exc
    note(f"wrote {count:,} pairs; fill in 'verdict' (same, different, unsure), then techpol review --import {target}")


def _import_verdicts(path: Path, who: str, db: Path, as_json: bool) -> None:
    from techpol.cli.changes import print_verdicts
    from techpol.cli.ledgers import open_ledger
    from techpol.graph.resolve import import_csv
    from techpol.graph.resolve.ledger_store import LedgerStore
    from techpol.schema.errors import UsageError

    try:
        with open_ledger(db, write=True) as ledger, path.open(encoding="utf-8-sig", newline="") as stream:
            count, errors = import_csv(LedgerStore(ledger), stream, who, str(path))
            report = ledger.build()
    except (OSError, UnicodeDecodeError) as exc:
        raise UsageError(f"{path}: cannot be read ({exc}); expected a CSV file of techpol review --export") from exc
    print_verdicts(count, errors, report, as_json)


def _go_through(limit: int | None, who: str, db: Path) -> None:
    """Show pair after pair on the terminal and take a key for each; every verdict is kept at once."""
    from techpol.cli.changes import print_build
    from techpol.cli.console import note, print_line
    from techpol.cli.ledgers import open_ledger
    from techpol.graph.resolve import decide, iter_unsure
    from techpol.graph.resolve.ledger_store import LedgerStore
    from techpol.schema.model import Verdict

    verdicts = {"s": Verdict.SAME, "d": Verdict.DIFFERENT, "u": Verdict.UNSURE}
    with open_ledger(db, write=True) as ledger:
        store = LedgerStore(ledger)
        pairs = list(iter_unsure(store, limit))
        if len(pairs) == 0:
            note("nothing is open")
            raise typer.Exit(3)
        kept: dict[int, str] = {}
        typed = ""
        place = 0
        while place < len(pairs):
            pair = pairs[place]
            _show_pair(pair, place + 1, len(pairs))
            # One reading may bring several keys that were typed ahead.
            typed = typed or next_keys()
            key, typed = typed[0], typed[1:]
            if key in verdicts:
                judgement = decide(store, pair.judgement.left, pair.judgement.right, verdicts[key], who)
                kept[place] = judgement.id
                place += 1
            elif key in ("n", " "):
                place += 1
            elif key == "b" and place > 0:
                place -= 1
                if place in kept:
                    ledger.undo_judgements([kept.pop(place)], who, "taken back at once")
            elif key in ("q", "\x04"):
                break
        print_line(f"{len(kept):,} verdicts kept")
        if len(kept) > 0:
            print_build(ledger.build())


def next_keys() -> str:
    """Return what is typed next; an arrow or another key that sends several characters is passed over."""
    while True:
        typed = typer.getchar()
        if not typed.startswith("\x1b") or typed == "\x1b":
            return "q" if typed in ("\x1b", "") else typed.lower()


def _show_pair(pair: OpenPair, number: int, total: int) -> None:
    from rich.columns import Columns
    from rich.panel import Panel
    from rich.text import Text

    from techpol.cli.console import isolate, out

    console = out()
    console.clear()
    console.print(Text(f"{number} of {total}: are these the same? {_KEYS}", style="bold"))
    console.print(Text(f"the rules say {pair.judgement.score:.3f}: {isolate(pair.judgement.why)}", style="dim"))
    panels = []
    for side in (pair.left, pair.right):
        body = Text()
        for name, value in side.facts:
            body.append(f"{name}: {isolate(value)}\n", "cyan")
        for quote in side.quotes:
            body.append(f"{isolate(' '.join(quote.split()))}\n\n")
        about = side.source
        where = "" if about is None else " ".join(str(x) for x in (about.publisher, about.published) if x is not None)
        panels.append(
            Panel(
                body,
                title=Text(f"{isolate(side.referent.name)} ({side.referent.type})"),
                subtitle=Text(isolate(where)),
                width=max(30, console.width // 2 - 1),
            )
        )
    console.print(Columns(panels))
