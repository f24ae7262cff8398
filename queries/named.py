"""Questions beside the path: what two share, all ties among several, a timeline, who gave most, who is central."""

from __future__ import annotations

import heapq
from collections.abc import Collection, Sequence
from dataclasses import replace
from decimal import Decimal

from techpol.graph.adjacency import Tie, fast_view, tie_of
from techpol.graph.view import DEFAULT_MODALITIES, GraphView
from techpol.queries.entities import Ends, resolve, resolve_all
from techpol.queries.evidence import Gatherer, finished, paths_of
from techpol.queries.halves import Chain
from techpol.queries.messages import say
from techpol.queries.options import PathOptions
from techpol.queries.paths import ids_of, search_between, unknown_answer
from techpol.queries.ranking import Bond, Ranker, bonds_of
from techpol.queries.sentences import arrow, money_text, shown, tidy
from techpol.schema.answers import Answer, Path, Table
from techpol.schema.errors import UsageError
from techpol.schema.model import Modality
from techpol.schema.ontology import load_ontology
from techpol.schema.values import Money

CENTRALITIES = ("degree", "betweenness", "closeness")
# What a ranking speaks of where nobody chose.
_UNLESS_ASKED = frozenset({Modality.ASSERTED, Modality.ALLEGED})


def common(
    view: GraphView,
    a: str,
    b: str,
    options: PathOptions | None = None,
    language: str = "en",
    question: str | None = None,
) -> Answer:
    """Return what two entities share: every entity that both touch, best first, and their ties to each other."""
    options = replace(options or PathOptions(limit=20), hops=2)
    asked = question or tidy(say("share", language, a=a, b=b))
    ends = (resolve(view, a), resolve(view, b))
    wrong = unknown_answer(asked, "common", language, ends)
    if wrong is not None:
        return wrong
    found, ranker = search_between(view, ends[0], ends[1], options)
    gatherer = Gatherer(view)
    paths = paths_of(gatherer, found.chains, ranker)
    shared: dict[str, list[str]] = {}
    for path in paths:
        if len(path.hops) == 2:
            entity = path.entities[1]
            ways = shared.setdefault(
                entity.id, [entity.name_in(language), load_ontology().type(entity.type).labels[language], ""]
            )
            steps = [arrow(hop, language, bare=True) for hop in path.hops]
            way = shown(f"{steps[0]} {entity.name_in(language)} {steps[1]}")
            ways[2] = say("semicolon", language).join(part for part in (ways[2], way) if part)
    columns = (say("col_shared", language), say("col_type", language), say("row_chain", language))
    table = Table(columns, tuple(tuple(row) for row in shared.values())) if shared else None
    answer = Answer(
        asked, "common", language, ends[0].entities, ends[1].entities, paths, table, found.complete,
        tuple(note for part in ends for note in part.notes(language)),
    )  # fmt: skip
    return finished(answer, gatherer)


def between(
    view: GraphView, names: Sequence[str], options: PathOptions | None = None, language: str = "en"
) -> Answer:
    """Return all ties among several entities: a path of one hop each, and the matrix of how many there are.

    Hostile ties are ties here.
    """
    options = replace(options or PathOptions(), hostile=True)
    asked = say("between", language, names=say("comma", language).join(names))
    ends = resolve_all(view, names)
    if len(ends.entities) < 2:
        return replace(
            Answer(asked, "unknown", language, unknown=ends.unknown or tuple(names), suggestions=ends.suggestions)
        )
    ids = [entity.id for entity in ends.entities]
    gatherer = Gatherer(view)
    ranker = Ranker(options.today)
    bonds = bonds_of(fast_view(view).adjacent(ids, options.edge_filter(), among=ids))
    for bond in bonds:
        ranker.bond_parts(bond)
    bonds.sort(key=lambda bond: (bond.cost, bond.key))
    chains = [Chain((bond.subject, bond.object), (bond,), bond.cost) for bond in bonds]
    paths = paths_of(gatherer, chains, ranker)
    counts: dict[tuple[str, str], int] = {}
    for bond in bonds:
        counts[bond.subject, bond.object] = counts.get((bond.subject, bond.object), 0) + len(bond.ties)
    labels = [entity.name_in(language) for entity in ends.entities]
    rows = tuple(
        (label, *(counts.get((row, column), 0) for column in ids)) for label, row in zip(labels, ids, strict=True)
    )
    notes = [*ends.notes(language), *(say("left_out", language, name=name) for name in ends.unknown)]
    answer = Answer(
        asked, "between", language, ends.entities, ends.entities, paths,
        Table((say("col_entity", language), *labels), rows) if paths else None, notes=tuple(notes),
    )  # fmt: skip
    return finished(answer, gatherer)


def timeline(
    view: GraphView, name: str, options: PathOptions | None = None, language: str = "en", question: str | None = None
) -> Answer:
    """Return everything about an entity in order of time, one path of one hop an event; undated things last.

    Hostile ties count, and what is denied is told as denied unless the options choose modalities.
    """
    options = replace(options or PathOptions(limit=100), hostile=True)
    if options.modalities == DEFAULT_MODALITIES:
        options = replace(options, modalities=frozenset(Modality))
    asked = question or tidy(say("timeline", language, a=name))
    ends = resolve(view, name)
    wrong = unknown_answer(asked, "timeline", language, [ends])
    if wrong is not None:
        return wrong
    ids = set(ids_of(view, ends) or ())
    fast = fast_view(view)
    ceiling = None if options.exhaustive else options.budget
    ties = list(fast.adjacent(ids, options.edge_filter(), limit=ceiling))
    ties.sort(key=lambda tie: (tie.start or tie.end or "9999", tie.relation, str(tie.key)))
    shown = ties[: max(options.limit, 50)]
    gatherer = Gatherer(view)
    ranker = Ranker(options.today)
    chains = []
    for tie in shown:
        bond = Bond(tie.subject, tie.relation, tie.object, [tie])
        ranker.bond_parts(bond)
        forward = tie.subject in ids
        chains.append(Chain((tie.subject, tie.object) if forward else (tie.object, tie.subject), (bond,), bond.cost))
    paths = paths_of(gatherer, chains, ranker)
    notes = list(ends.notes(language))
    if len(shown) < len(ties):
        notes.append(say("more", language, shown=len(shown), number=len(ties)))
    complete = ceiling is None or len(ties) < ceiling
    answer = Answer(asked, "timeline", language, ends.entities, (), paths, complete=complete, notes=tuple(notes))
    return finished(answer, gatherer)


def top(
    view: GraphView,
    by: str = "amount",
    options: PathOptions | None = None,
    language: str = "en",
    relation: str = "DONATED_TO",
    to: str | None = None,
    type_name: str | None = None,
    side: str = "subject",
    question: str | None = None,
) -> Answer:
    """Return who did a relation most: by the sum of amounts in each currency, or by the number of events.

    Refunds (negative amounts) subtract; stated totals are never added nor counted. Sums and counts are of what is
    asserted; what is only alleged stands in a column of its own, since it may be the same gift told otherwise. What
    is planned counts where the options ask for it, what is denied where they ask for nothing else.
    ``to`` narrows the other end; ``side`` "object" ranks who received; ``type_name`` narrows who is ranked.
    """
    if by not in ("amount", "count"):
        raise UsageError(f"top is by amount or by count, not by {by!r}")
    ontology = load_ontology()
    ontology.relation(relation)
    given = options or PathOptions(limit=10)
    chosen = given.modalities != DEFAULT_MODALITIES
    modalities = given.modalities - {Modality.DENIED} if chosen else _UNLESS_ASKED
    options = replace(given, relations=frozenset({relation}), modalities=modalities or given.modalities)
    asked = question or _top_asked(
        by, relation, to, type_name, side, options.modalities if chosen else None, language
    )
    others: Ends | None = None
    if to is not None:
        others = resolve(view, to)
        wrong = unknown_answer(asked, "top", language, [others])
        if wrong is not None:
            return wrong
    among = None if others is None else ids_of(view, others)
    # Where nothing asserted is asked for, all that is asked for is the sum.
    main = options.modalities & {Modality.ASSERTED} or options.modalities
    told = _Tally(view, replace(options, modalities=main), side, among)
    apart = _Tally(view, replace(options, modalities=options.modalities - main), side, among)
    gatherer = Gatherer(view)
    if type_name is not None:
        facts = gatherer.fast.node_facts({*told.counts, *apart.counts})
        fitting = {key for key, (of_type, _) in facts.items() if ontology.is_a(of_type, type_name)}
        told.keep(fitting)
        apart.keep(fitting)
    ranked = _ranked(by, told, apart, options.limit)
    rows: list[tuple[str | int, ...]] = []
    for entity_id, currency in ranked:
        entity = gatherer.entity(entity_id)
        row: list[str | int] = [entity.name_in(language), ontology.type(entity.type).labels[language]]
        if by == "amount":
            row.append(told.spoken(entity_id, currency, language))
        row.append(told.counts.get(entity_id, 0))
        if len(apart.counts) > 0:
            row.append(_besides(apart, entity_id, currency, by, language))
        rows.append(tuple(row))
    keys = ["col_entity", "col_type", *(["col_sum"] if by == "amount" else []), "col_count"]
    columns = [say(key, language) for key in keys]
    notes = list(others.notes(language) if others else ())
    if any(row[-1] for row in rows) and len(apart.counts) > 0:
        kinds = _kinds(options.modalities - main, language)
        columns.append(say("col_only", language, kinds=kinds))
        notes.append(say("apart", language, kinds=kinds))
    else:
        rows = [row[: len(columns)] for row in rows]
    who = list(dict.fromkeys(entity_id for entity_id, _ in ranked))
    answer = Answer(
        asked, "top", language, tuple(gatherer.entity(entity_id) for entity_id, _ in ranked),
        others.entities if others else (), _ties_of_ranked(view, gatherer, who, others, options, side),
        Table(tuple(columns), tuple(rows)) if rows else None, notes=tuple(notes),
    )  # fmt: skip
    return finished(answer, gatherer)


class _Tally:
    """Sums by entity and currency, and numbers of events by entity."""

    def __init__(self, view: GraphView, options: PathOptions, side: str, among: list[str] | None) -> None:
        self.sums: dict[tuple[str, str | None], Decimal] = {}
        self.numbers: dict[tuple[str, str | None], int] = {}  # of the events in each sum
        self.counts: dict[str, int] = {}
        if len(options.modalities) == 0:
            return
        for actor, currency, amount, number in fast_view(view).amounts(options.edge_filter(), side, among):
            self.counts[actor] = self.counts.get(actor, 0) + number
            if amount is not None:
                key = (actor, currency)
                self.sums[key] = self.sums.get(key, Decimal(0)) + amount * number
                self.numbers[key] = self.numbers.get(key, 0) + number

    def keep(self, ids: set[str]) -> None:
        """Leave out all but some entities."""
        self.counts = {key: count for key, count in self.counts.items() if key in ids}
        self.sums = {key: amount for key, amount in self.sums.items() if key[0] in ids}

    def spoken(self, entity_id: str, currency: str | None, language: str) -> str:
        """Return the sum of an entity in a currency for a reader; "" where there is none."""
        amount = self.sums.get((entity_id, currency))
        return "" if amount is None else money_text(Money(amount, currency), language)


def _ranked(by: str, told: _Tally, apart: _Tally, limit: int) -> list[tuple[str, str | None]]:
    """Return the first (entity, currency); those with nothing but what stands apart come last."""
    if by == "count":
        everyone = {*told.counts, *apart.counts}
        most = heapq.nsmallest(
            limit, everyone, key=lambda item: (-told.counts.get(item, 0), -apart.counts.get(item, 0), item)
        )
        return [(entity_id, None) for entity_id in most]
    return heapq.nsmallest(
        limit, {*told.sums, *apart.sums},
        key=lambda item: (
            item not in told.sums, -told.sums.get(item, Decimal(0)), -apart.sums.get(item, Decimal(0)), item[0],
            item[1] or "",
        ),
    )  # fmt: skip


def _besides(apart: _Tally, entity_id: str, currency: str | None, by: str, language: str) -> str | int:
    """Return what is only alleged of an entity: its sum with the number of gifts, or their number."""
    if by == "count":
        return apart.counts.get(entity_id, 0) or ""
    number = apart.numbers.get((entity_id, currency), 0)
    spoken = apart.spoken(entity_id, currency, language)
    return f"{spoken} ({number})" if number > 1 else spoken


def _kinds(modalities: Collection[Modality], language: str) -> str:
    return say("comma", language).join(say(str(kind), language) for kind in Modality if kind in modalities)


def _top_asked(
    by: str, relation: str, to: str | None, type_name: str | None, side: str,
    modalities: Collection[Modality] | None, language: str,
) -> str:  # fmt: skip
    """Return what a ranking asks in words: who gave or received most or most often, to or from whom."""
    ontology = load_ontology()
    plain = relation == "DONATED_TO"
    key = f"top_{'gave' if side == 'subject' else 'got'}" if plain else f"top_{side}"
    spec = ontology.relation(relation)
    label = (spec.inverse if side == "object" else spec.labels).get(language, spec.labels[language])
    asked = say(f"{key}_{by}", language, label=label) if plain else say(key, language, label=label)
    if to is not None:
        of_type = ontology.types.get(to)
        named = to if of_type is None else of_type.labels[language]
        asked += say("top_to" if side == "subject" else "top_from", language, b=named)
    narrowed = [] if plain else [say(f"by_{by}", language)]
    if type_name is not None:
        narrowed.append(ontology.type(type_name).labels[language])
    if modalities is not None:
        narrowed.append(_kinds(modalities, language))
    return tidy(asked + (f" ({say('comma', language).join(narrowed)})" if narrowed else ""))


def _ties_of_ranked(
    view: GraphView, gatherer: Gatherer, ranked: list[str], others: Ends | None, options: PathOptions, side: str
) -> tuple[Path, ...]:
    """Return the largest ties of those ranked, so that each sum is one step from its evidence."""
    fast = fast_view(view)
    among = None if others is None else set(ids_of(view, others) or ())
    ties = [
        tie
        for tie in fast.adjacent(ranked, options.edge_filter(), among=among, limit=options.budget)
        if (tie.subject if side == "subject" else tie.object) in ranked
    ]
    ranker = Ranker(options.today)
    bonds = bonds_of(ties)
    for bond in bonds:
        ranker.bond_parts(bond)
    place = {entity: number for number, entity in enumerate(ranked)}

    def near(bond: Bond) -> str:
        return bond.subject if side == "subject" else bond.object

    bonds.sort(key=lambda bond: (place[near(bond)], -sum(tie.amount or 0.0 for tie in bond.main_ties()), bond.key))
    kept: dict[str, int] = {}
    chains = []
    for bond in bonds:
        kept[near(bond)] = kept.get(near(bond), 0) + 1
        if kept[near(bond)] <= 3:
            chains.append(Chain((bond.subject, bond.object), (bond,), bond.cost))
    return paths_of(gatherer, chains, ranker)


def centrality(
    view: GraphView,
    names: str | Sequence[str] | None = None,
    by: str = "betweenness",
    options: PathOptions | None = None,
    language: str = "en",
    hops: int = 2,
) -> Answer:
    """Return who stands in the middle of a subgraph: around some entities up to so many hops, or of all edges.

    ``by`` is one of CENTRALITIES, computed by networkx on the entities and hops (parallel edges are one).
    """
    import networkx as nx

    if by not in CENTRALITIES:
        raise UsageError(f"centrality is by one of {', '.join(CENTRALITIES)}, not by {by!r}")
    options = options or PathOptions(limit=10)
    asked = say("central", language)
    fast = fast_view(view)
    edge_filter = options.edge_filter()
    ties: dict[int | str, Tie] = {}
    complete = True
    start: Ends = Ends()
    if names is None:
        for edge in view.iter_edges(edge_filter):
            ties[edge.id] = tie_of(edge)
            if len(ties) >= options.budget and not options.exhaustive:
                complete = False
                break
    else:
        start = resolve_all(view, names)
        wrong = unknown_answer(asked, "centrality", language, [start])
        if wrong is not None:
            return wrong
        frontier = set(ids_of(view, start) or ())
        seen = set(frontier)
        for _ in range(hops):
            fresh: set[str] = set()
            for tie in fast.adjacent(frontier, edge_filter):
                ties[tie.key] = tie
                fresh.update(end for end in (tie.subject, tie.object) if end not in seen)
                if len(ties) >= options.budget and not options.exhaustive:
                    complete = False
                    break
            seen |= fresh
            frontier = fresh
    graph = nx.Graph()
    for tie in ties.values():
        if tie.subject != tie.object:
            graph.add_edge(tie.subject, tie.object)
    measure = {
        "degree": nx.degree_centrality,
        "betweenness": lambda g: nx.betweenness_centrality(g, k=min(len(g), 500), seed=1) if len(g) > 0 else {},
        "closeness": nx.closeness_centrality,
    }[by]
    scores: dict[str, float] = measure(graph) if len(graph) > 0 else {}
    ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))[: options.limit]
    gatherer = Gatherer(view)
    rows = tuple(
        (
            gatherer.entity(key).name_in(language),
            load_ontology().type(gatherer.entity(key).type).labels[language],
            round(score, 4),
        )
        for key, score in ranked
    )
    columns = (say("col_entity", language), say("col_type", language), say("col_score", language))
    answer = Answer(
        asked, "centrality", language, start.entities, (), (), Table(columns, rows) if rows else None, complete,
        () if complete else (say("many", language),),
    )  # fmt: skip
    return finished(answer, gatherer)
