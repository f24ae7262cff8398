"""A person's word: ``retract``, ``restore``, ``reject``, ``add``. All of it dated, none of it deleting anything."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from techpol.cli.options import DEFAULT_LEDGER, AsJson, By, LedgerPath, Why, complete_entity, person

if TYPE_CHECKING:
    from techpol.graph.ledger import Ledger, Standing

_SourceWord = Annotated[str, typer.Argument(help="The source's id, URL, file, or words of its title.")]


def retract(
    source: _SourceWord,
    why: Why = "",
    by: By = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say which edges would fall.")] = False,
    db: LedgerPath = DEFAULT_LEDGER,
    as_json: AsJson = False,
) -> None:
    """Take a source and all its claims out of the view, and say which edges fall with it.

    Example: techpol retract "Winklevoss twins give Trump" --why "corrected by the paper"
    """
    from techpol.cli.changes import describe_edges, edge_dicts, print_edges
    from techpol.cli.console import print_json, print_line
    from techpol.cli.ledgers import find_stored_source, open_ledger

    with open_ledger(db, write=not dry_run) as ledger:
        found = find_stored_source(ledger, source)
        falling = describe_edges(ledger, ledger.edges_resting_on(found.source.id))
        if dry_run:
            if as_json:
                print_json({"source": found.source.id, "would_fall": edge_dicts(falling)})
            else:
                print_line(f"{found.claims:,} claims and {len(falling):,} edges would fall with {found.source.id}")
                print_edges(falling, "-")
            return
        standing = ledger.retract(found.source.id, why, person(by))
        _finish(ledger, standing, "retracted", as_json)


def restore(
    source: _SourceWord,
    why: Why = "",
    by: By = None,
    db: LedgerPath = DEFAULT_LEDGER,
    as_json: AsJson = False,
) -> None:
    """Let a retracted source count again.

    Example: techpol restore "Winklevoss twins give Trump" --why "the correction was wrong"
    """
    from techpol.cli.ledgers import find_stored_source, open_ledger

    with open_ledger(db, write=True) as ledger:
        found = find_stored_source(ledger, source)
        _finish(ledger, ledger.restore(found.source.id, why, person(by)), "restored", as_json)


def reject(
    claim: Annotated[str, typer.Argument(help="The claim's id; techpol claims and techpol why show it.")],
    why: Annotated[str, typer.Option("--why", help="The reason; kept with the decision.")],
    undo: Annotated[bool, typer.Option("--undo", help="Let a rejected claim count again.")] = False,
    by: By = None,
    db: LedgerPath = DEFAULT_LEDGER,
    as_json: AsJson = False,
) -> None:
    """Have a claim support nothing. It stays in the ledger, with your name and reason.

    Example: techpol reject c-0123456789abcdef0123 --why "the sentence is about another Smith"
    """
    from techpol.cli.ledgers import open_ledger

    with open_ledger(db, write=True) as ledger:
        decide = ledger.unreject if undo else ledger.reject_claim
        _finish(ledger, decide(claim, why, person(by)), "unrejected" if undo else "rejected", as_json)


def add(
    subject: Annotated[str, typer.Argument(help="Who: a name or an id.", autocompletion=complete_entity)],
    relation: Annotated[str, typer.Argument(help="The relation, such as DONATED_TO.")],
    target: Annotated[
        str, typer.Argument(metavar="OBJECT", help="To whom: a name or an id.", autocompletion=complete_entity)
    ],
    why: Annotated[str, typer.Option("--why", help="How you know; it is the claim's evidence.")],
    subject_type: Annotated[
        str | None, typer.Option("--subject-type", help="Its type, where the name is new: Person, Company ...")
    ] = None,
    object_type: Annotated[str | None, typer.Option("--object-type", help="Its type, where the name is new.")] = None,
    amount: Annotated[str | None, typer.Option("--amount", help="Such as 100000.")] = None,
    currency: Annotated[str, typer.Option("--currency", help="ISO 4217.")] = "USD",
    date: Annotated[str | None, typer.Option("--date", help="When it happened: 2023-06-14, 2023-06 ...")] = None,
    role: Annotated[str | None, typer.Option("--role", help="For offices: chief executive ...")] = None,
    modality: Annotated[str, typer.Option("--modality", help="asserted, planned, alleged or denied.")] = "asserted",
    attribution: Annotated[str | None, typer.Option("--attribution", help="Who says so, if it is not you.")] = None,
    by: By = None,
    db: LedgerPath = DEFAULT_LEDGER,
    as_json: AsJson = False,
) -> None:
    """Add a claim of your own, shown as such; its evidence is your word.

    Example: techpol add "Sam Altman" LEADS OpenAI --why "company register, 2024-01-05"
    """
    from techpol.cli.changes import build_dict, print_build
    from techpol.cli.console import print_json, print_line
    from techpol.cli.ledgers import open_ledger
    from techpol.cli.wording import known_relation
    from techpol.schema.errors import UsageError
    from techpol.schema.model import Modality, Qualifiers
    from techpol.schema.values import Money, PartialDate

    money = Money.clean(amount.replace(",", ""), currency.upper()) if amount is not None else None
    if amount is not None and money is None:
        raise UsageError(f"--amount is {amount!r} {currency!r}; expected a number and an ISO 4217 currency")
    when = PartialDate.clean(date)
    if date is not None and when is None:
        raise UsageError(f"--date is {date!r}; expected 2023-06-14, 2023-06 or 2023")
    if modality not in set(Modality):
        raise UsageError(f"no modality {modality!r}; known: {', '.join(Modality)}")
    relation = known_relation(relation)
    with open_ledger(db, write=True, create=True) as ledger:
        report = ledger.add(
            _end(ledger, subject, subject_type, "--subject-type"), relation,
            _end(ledger, target, object_type, "--object-type"), person(by), why, modality=Modality(modality),
            qualifiers=Qualifiers(amount=money, start=when, role=role), attribution=attribution,
        )  # fmt: skip
        built = ledger.build()
    if as_json:
        print_json({"claim": report.claim_id, "source": report.source_id, "graph": build_dict(built)})
    else:
        state = "was there already" if report.put.status == "unchanged" else "added"
        print_line(f"claim {report.claim_id} {state}")
        print_build(built)


def _end(ledger: Ledger, word: str, type_name: str | None, option: str) -> Any:
    """Return one end of a claim: an entity of the ledger, or a new name of a type. Raises UsageError for neither."""
    from techpol.cli.ledgers import find_entity
    from techpol.cli.wording import known_type
    from techpol.graph.ledger import End
    from techpol.loaders.articles.reading import detect_language
    from techpol.schema.errors import UsageError

    type_name = None if type_name is None else known_type(type_name)
    entity = find_entity(ledger, word)
    if entity is not None and type_name in (None, entity.type):
        return End(entity.name, entity.type, entity.id)
    if type_name is None:
        raise UsageError(f"nothing in the ledger is called {word!r}; say its type with {option} to add it")
    return End(word, type_name, language=detect_language(word))


# Why a decision about a claim changes nothing in the graph.
_IDLE = {
    "held": "0 claims, since it was held back and supported nothing; nobody is asked about it any more",
    "superseded": "0 claims, since it was superseded and supported nothing: the newer text or reading of its source, "
    "which techpol claims lists, does not hold it",
    "retracted": "0 claims, since its source is retracted and supports nothing; techpol restore lets it count again",
}


def _finish(ledger: Ledger, standing: Standing, what: str, as_json: bool) -> None:
    """Build, and say what changed."""
    from techpol.cli.changes import build_dict, print_build
    from techpol.cli.console import print_json, print_line

    built = ledger.build()
    if as_json:
        print_json(
            {"target": standing.target, "what": what, "changed": standing.changed, "claims": standing.claims,
             "graph": build_dict(built)}
        )  # fmt: skip
        return
    if not standing.changed:
        print_line(f"{standing.target} was {what} already")
        return
    print_line(f"{what} {standing.target}: {_IDLE.get(standing.idle or '', f'{standing.claims:,} claims')}")
    print_build(built)
