"""Path questions between two ends, lists of ties, and why there is no path."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from techpol.graph.adjacency import Tie, fast_view
from techpol.graph.view import GraphView
from techpol.queries.camp import gifts_through_camp
from techpol.queries.entities import Ends, resolve_all
from techpol.queries.evidence import Gatherer, finished, paths_of
from techpol.queries.halves import Chain, Found
from techpol.queries.messages import counted, say
from techpol.queries.open_search import OpenSearch
from techpol.queries.options import MAX_HOPS, PathOptions, needless
from techpol.queries.ranking import Bond, Ranker, ranker_of
from techpol.queries.search import MAX_TARGETS, Search
from techpol.queries.sentences import tidy
from techpol.schema.answers import Answer, Path, Reach, ReadingChoice, WhyNot
from techpol.schema.model import Entity, Name
from techpol.schema.ontology import load_ontology

_WHY_NOT_TIME_S = 0.5  # for each filter that is lifted to see whether it was the one
_WHY_NOT_BUDGET = 5_000
_REACH_BUDGET = 10_000  # edges read for each side to see how far it reaches


def find_paths(
    view: GraphView,
    start: str | Sequence[str],
    end: str | Sequence[str],
    options: PathOptions | None = None,
    language: str = "en",
    question: str | None = None,
) -> Answer:
    """Return the best chains from one end to the other; an end is a name, an id, a type, or a list of them.

    An unknown name is no error: the answer holds suggestions. Where there is no path it says why.
    """
    options = options or PathOptions()
    asked = question or tidy(say("links", language, a=_words(start, language), b=_words(end, language)))
    ends = (resolve_all(view, start), resolve_all(view, end))
    wrong = unknown_answer(asked, "paths", language, ends)
    if wrong is not None:
        return wrong
    limits = resolve_limits(view, options)
    if isinstance(limits, Answer):
        return replace(limits, question=asked, intent="paths", language=language)
    avoid, through = limits
    found, ranker = search_between(view, ends[0], ends[1], options, avoid, through)
    gatherer = Gatherer(view)
    paths = paths_of(gatherer, found.chains, ranker, options.edge_filter(avoid) if options.distinct else None)
    notes = [*ends[0].notes(language), *ends[1].notes(language), *cut_notes(gatherer, found, options, language)]
    for part in ends:
        notes += [say("left_out", language, name=name) for name in part.unknown]
    why_not = None
    if len(paths) == 0:
        why_not = explain_nothing(view, ends[0], ends[1], options, found, gatherer, avoid, through)
    answer = Answer(
        asked, "paths", language, ends[0].entities, ends[1].entities, paths, complete=found.complete,
        notes=tuple(notes), why_not=why_not,
    )  # fmt: skip
    return finished(answer, gatherer)


def _words(end: str | Sequence[str], language: str) -> str:
    types = load_ontology().types
    named = [end] if isinstance(end, str) else end
    return say("comma", language).join(types[name].labels[language] if name in types else name for name in named)


def unknown_answer(question: str, intent: str, language: str, ends: Iterable[Ends]) -> Answer | None:
    """Return the answer to a question with a name that is unknown or means several; None where all are clear."""
    ends = list(ends)
    for part in ends:
        if len(part.choices) > 0 and not part.known:
            names = [entity.name for entity in part.choices]
            readings = tuple(
                ReadingChoice(
                    question.replace(part.asked, entity.name if names.count(entity.name) == 1 else entity.id, 1),
                    f"{entity.name_in(language)} ({load_ontology().type(entity.type).labels[language]})",
                )
                for entity in part.choices
            )
            return Answer(question, "readings", language, readings=readings)
    if all(part.known for part in ends):
        return None
    return Answer(
        question, "unknown", language,
        unknown=tuple(name for part in ends if not part.known for name in part.unknown),
        suggestions=tuple(item for part in ends if not part.known for item in part.suggestions),
    )  # fmt: skip


def resolve_limits(view: GraphView, options: PathOptions) -> tuple[frozenset[str], frozenset[str]] | Answer:
    """Return the ids to avoid and to go through; an answer that tells the unknown name where there is one."""
    found: list[frozenset[str]] = []
    for names in (options.avoid, options.through):
        ids: set[str] = set()
        for name in names:
            ends = resolve_all(view, name)
            wrong = unknown_answer("", "paths", "en", [ends])
            if wrong is not None:
                return wrong
            if ends.type_name is not None:
                ids.update(entity.id for entity in view.iter_entities(ends.type_name))
            ids.update(entity.id for entity in ends.entities)
        found.append(frozenset(ids))
    return found[0], found[1]


def ids_of(view: GraphView, ends: Ends) -> list[str] | None:
    """Return the ids that an end stands for; None where a type has too many to list."""
    if ends.type_name is None:
        return [entity.id for entity in ends.entities]
    ids = fast_view(view).ids_of_type(ends.type_name, MAX_TARGETS)
    return ids if len(ids) <= MAX_TARGETS else None


def search_between(
    view: GraphView,
    start: Ends,
    end: Ends,
    options: PathOptions,
    avoid: frozenset[str] = frozenset(),
    through: frozenset[str] = frozenset(),
) -> tuple[Found, Ranker]:
    """Search between two ends, each entities or a type."""
    ranker = ranker_of(options.today)
    starts, targets = ids_of(view, start), ids_of(view, end)
    if starts is not None and targets is not None:
        return Search(view, starts, targets, options, ranker, avoid, through).run(), ranker
    if starts is not None and end.type_name is not None:
        return OpenSearch(view, starts, end.type_name, options, ranker, avoid, through).run(), ranker
    if targets is not None and start.type_name is not None:
        found = OpenSearch(view, targets, start.type_name, options, ranker, avoid, through).run()
        found.chains = [Chain(chain.nodes[::-1], chain.bonds[::-1], chain.cost) for chain in found.chains]
        return found, ranker
    # Two types of very many entities: begin at some of the first, and say so.
    some = fast_view(view).ids_of_type(start.type_name or "Entity", 100)[:100]
    found = OpenSearch(view, some, end.type_name or "Entity", options, ranker, avoid, through).run()
    found.complete = False
    return found, ranker


def cut_notes(gatherer: Gatherer, found: Found, options: PathOptions, language: str) -> list[str]:
    """Return what an incomplete search says of itself."""
    if found.complete:
        return []
    facts = gatherer.fast.node_facts(found.cut)
    hubs = sorted(found.cut, key=lambda key: -facts.get(key, ("", 0))[1])[:3]
    named = say("comma", language).join(
        say(
            "hub", language, name=gatherer.entity(key).name_in(language),
            ties=counted("n_ties", facts.get(key, ("", 0))[1], language),
        )
        for key in hubs
    )  # fmt: skip
    return [say("cut", language, hubs=named or "-", number=len(found.cut))]


# ---- why not -------------------------------------------------------------------------------------------------
def explain_nothing(
    view: GraphView,
    start: Ends,
    end: Ends,
    options: PathOptions,
    found: Found,
    gatherer: Gatherer,
    avoid: frozenset[str],
    through: frozenset[str],
) -> WhyNot:
    """Return how far each side reaches and which filter, when lifted, lets a path through."""
    reached = []
    for part, counts, edge in zip((start, end), found.reach, found.edge_of_reach, strict=True):
        anchor = part.entities[0] if len(part.entities) > 0 else type_as_entity(part.type_name or "Entity")
        widened = reach_of(view, part, options, avoid) if len(counts) < 3 else (counts, edge)
        examples = tuple(gatherer.entity(key) for key in widened[1][:5])
        reached.append(Reach(anchor, tuple(widened[0]), examples))
    nearest: list[Path] = []
    lifting: list[tuple[str, int]] = []
    for name, lifted in options.lifted():
        if needless(name, lifting):
            continue
        quick = replace(
            lifted, limit=1, exhaustive=False, time_limit_s=_WHY_NOT_TIME_S,
            budget=min(lifted.budget, _WHY_NOT_BUDGET),
        )  # fmt: skip
        fewer, ranker = search_between(
            view, start, end, quick, frozenset() if name == "avoid" else avoid,
            frozenset() if name == "through" else through,
        )  # fmt: skip
        if len(fewer.chains) > 0:
            lifting.append((name, len(fewer.chains[0].bonds)))
            for path in paths_of(gatherer, fewer.chains, ranker):
                if all(path.entities != other.entities for other in nearest):
                    nearest.append(path)
    nearest.sort(key=lambda path: path.cost)
    return WhyNot(tuple(reached), tuple(nearest[:3]), tuple(lifting))


def reach_of(view: GraphView, part: Ends, options: PathOptions, avoid: frozenset[str]) -> tuple[list[int], list[str]]:
    """Return how many entities one side comes to, by hops, and the busiest of the last ones."""
    fast = fast_view(view)
    edge_filter = options.edge_filter(avoid)
    frontier = set(ids_of(view, part) or ())
    seen = set(frontier)
    counts = [len(frontier)]
    last = sorted(frontier)
    read = 0
    budget = options.budget if options.exhaustive else min(options.budget, _REACH_BUDGET)
    facts = fast.node_facts(frontier)
    while len(frontier) > 0 and len(counts) <= min(options.hops, MAX_HOPS) and read < budget:
        weight = sum(degree for _, degree in facts.values())
        if read + weight > budget:
            break
        fresh: set[str] = set()
        for tie in fast.adjacent(frontier, edge_filter):
            read += 1
            fresh.update(end for end in (tie.subject, tie.object) if end not in seen)
        seen |= fresh
        frontier = fresh
        if len(fresh) > 0:
            counts.append(len(fresh))
            facts = fast.node_facts(fresh)
            last = sorted(fresh, key=lambda key: (-facts.get(key, ("", 0))[1], key))
    return counts, last[:10]


def type_as_entity(type_name: str) -> Entity:
    """Return a stand-in for "any entity of this type", for messages."""
    labels = load_ontology().type(type_name).labels
    return Entity(type_name, type_name, labels["en"], tuple(Name(label, code) for code, label in labels.items()))


# ---- lists ---------------------------------------------------------------------------------------------------
def list_ties(
    view: GraphView,
    question: str,
    language: str,
    options: PathOptions,
    relations: Sequence[str],
    subjects: Ends | None = None,
    objects: Ends | None = None,
    types: tuple[str | None, str | None] = (None, None),
) -> Answer:
    """Return every tie of some relations into, out of, or between ends, one path of one hop each, best first.

    ``types`` narrow the side that is not given to entities of a type.
    """
    gatherer = Gatherer(view)
    narrowed = replace(options, relations=frozenset(relations))
    given = [part for part in (subjects, objects) if part is not None]
    bonds, complete = _bonds_around(view, subjects, objects, narrowed)
    ranker = Ranker(options.today)
    ontology = load_ontology()
    kept: list[tuple[bool, Bond]] = []
    for bond in bonds:
        forward = objects is None or bond.object in {e.id for e in objects.entities} or not _touches(bond, subjects)
        symmetric = ontology.relation(bond.relation).symmetric
        if symmetric and objects is not None and subjects is None:
            forward = bond.object in {entity.id for entity in objects.entities}
        if symmetric and subjects is not None and objects is None:
            forward = bond.subject in {entity.id for entity in subjects.entities}
        kept.append((forward, bond))
    if types != (None, None):
        facts = gatherer.fast.node_facts({end for _, bond in kept for end in (bond.subject, bond.object)})
        kept = [item for item in kept if _typed(item, types, facts)]
    for _, bond in kept:
        ranker.bond_parts(bond)
    money = any(ontology.relation(relation).kind == "money" for relation in relations)
    kept.sort(key=lambda item: _list_order(item[1], money))
    chains = [
        Chain((bond.subject, bond.object) if forward else (bond.object, bond.subject), (bond,), bond.cost)
        for forward, bond in kept[: max(options.limit, 20)]
    ]
    paths = paths_of(gatherer, chains, ranker)
    notes = [note for part in given for note in part.notes(language)]
    through: tuple[Path, ...] = ()
    if subjects is None and objects is not None and types == (None, None):
        through = gifts_through_camp(view, gatherer, relations, objects, options)
    if len(kept) > len(chains):
        notes.append(say("more", language, shown=len(chains), number=len(kept)))
    if not complete:
        notes.append(say("many", language))
    why_not = None
    if len(paths) == 0:
        lifting: list[tuple[str, int]] = []
        for name, lifted in narrowed.lifted():
            if name in ("relations", "hops", "hostile", "through") or needless(name, lifting):
                continue
            more, _ = _bonds_around(view, subjects, objects, lifted)
            if len(more) > 0:
                lifting.append((name, 1))
        why_not = WhyNot(lifting=tuple(lifting))
    answer = Answer(
        question, "list", language, subjects.entities if subjects else (), objects.entities if objects else (), paths,
        complete=complete, notes=tuple(notes), why_not=why_not, through=through,
    )  # fmt: skip
    return finished(answer, gatherer)


def _touches(bond: Bond, ends: Ends | None) -> bool:
    return ends is not None and bond.subject in {entity.id for entity in ends.entities}


def _typed(item: tuple[bool, Bond], types: tuple[str | None, str | None], facts: dict[str, tuple[str, int]]) -> bool:
    forward, bond = item
    ontology = load_ontology()
    ends = (bond.subject, bond.object) if forward else (bond.object, bond.subject)
    return all(
        wanted is None or ontology.is_a(facts.get(end, ("Entity", 0))[0], wanted)
        for end, wanted in zip(ends, types, strict=True)
    )


def _list_order(bond: Bond, money: bool) -> tuple[object, ...]:
    """Gifts by amount, the largest first; all else by what a chain would pay for it."""
    amount = sum(tie.amount or 0.0 for tie in bond.main_ties())
    certainty = bond.ties[0].modality != "asserted"
    return (certainty, -amount if money else 0.0, bond.cost, bond.key)


def _bonds_around(
    view: GraphView, subjects: Ends | None, objects: Ends | None, options: PathOptions
) -> tuple[list[Bond], bool]:
    """Return the hops of the wanted relations around the ends, and whether all were read."""
    fast = fast_view(view)
    edge_filter = options.edge_filter()
    symmetric = {name for name, spec in load_ontology().relations.items() if spec.symmetric}
    ids = [None if part is None else set(ids_of(view, part) or ()) for part in (subjects, objects)]
    ceiling = None if options.exhaustive else options.budget * 10
    ties: Iterable[Tie]
    if ids[0] is not None and ids[1] is not None:
        ties = fast.adjacent(ids[0], edge_filter, among=ids[1], limit=ceiling)
    elif ids[0] is None and ids[1] is None:
        from techpol.graph.adjacency import tie_of

        ties = (tie_of(edge) for edge in view.iter_edges(edge_filter))
    else:
        ties = fast.adjacent(ids[0] or ids[1] or set(), edge_filter, limit=ceiling)
    grouped: dict[tuple[str, str, str], list[Tie]] = {}
    read = 0
    for tie in ties:
        read += 1
        if ceiling is not None and read > ceiling:
            break
        key = (tie.subject, tie.relation, tie.object)
        if tie.relation in symmetric:
            low, high = sorted((tie.subject, tie.object))
            grouped.setdefault((low, tie.relation, high), []).append(tie)
        elif _in_place(tie.subject, ids[0]) and _in_place(tie.object, ids[1]):
            grouped.setdefault(key, []).append(tie)
    complete = ceiling is None or read < ceiling
    return [Bond(*key, members) for key, members in grouped.items()], complete


def _in_place(end: str, ids: Collection[str] | None) -> bool:
    return ids is None or end in ids
