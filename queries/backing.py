"""Which campaigns the people of an organisation backed: a role there, and a gift or support of the person's own.

A chain counts where one person holds both ends of it: who leads, works for, founded or belongs to A gave to, raised
for, endorsed, supported or hosted a campaign, its committee or its candidate. That somebody else gave to the same
committee, or met the same person, is no backing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from techpol.graph.adjacency import Tie, fast_view
from techpol.graph.view import GraphView
from techpol.queries.entities import Ends, resolve_all
from techpol.queries.evidence import Gatherer, finished, paths_of
from techpol.queries.halves import Chain, Found
from techpol.queries.messages import say
from techpol.queries.options import PathOptions, needless
from techpol.queries.paths import explain_nothing, ids_of, resolve_limits, unknown_answer
from techpol.queries.ranking import Bond, Ranker, bonds_of
from techpol.schema.answers import Answer, Path, WhyNot
from techpol.schema.ontology import load_ontology

ROLES = frozenset({"LEADS", "WORKS_FOR", "FOUNDED", "MEMBER_OF"})
BACKING = frozenset({"DONATED_TO", "RAISED_FUNDS_FOR", "ENDORSED", "SUPPORTED", "HOSTED"})
_OF_CAMP = frozenset({"CONNECTED_TO", "RUNS_FOR"})
_CAMPAIGNS = ("Campaign", "Candidacy")
_LIMIT = 20  # chains that are told where the question asks for no number
# A committee or a candidate is told with the campaign that it is of, else with the candidate, else alone.
_FIRST, _SECOND, _ALONE = range(3)


def campaigns_backed(view: GraphView, name: str, options: PathOptions | None, language: str, question: str) -> Answer:
    """Return the chains organisation - person - who was backed (- the campaign that this one is of), best first.

    Where nobody of it backed anyone, the answer says so, and what comes near. ``options`` None for the usual ones.
    """
    options = options or PathOptions(limit=_LIMIT)
    start = resolve_all(view, name)
    wrong = unknown_answer(question, "paths", language, [start])
    if wrong is not None:
        return wrong
    limits = resolve_limits(view, options)
    if isinstance(limits, Answer):
        return replace(limits, question=question, intent="paths", language=language)
    avoid, through = limits
    gatherer, ranker = Gatherer(view), Ranker(options.today)
    chains, complete = _Backers(view, start, options, ranker, avoid, through).chains()
    paths = paths_of(
        gatherer, chains[: options.limit], ranker, options.edge_filter(avoid) if options.distinct else None
    )
    notes = list(start.notes(language))
    if len(chains) > len(paths):
        notes.append(say("more", language, shown=len(paths), number=len(chains)))
    if not complete:
        notes.append(say("many", language))
    why_not = None
    if len(paths) == 0:
        asked_of = start.entities[0].name_in(language) if len(start.entities) > 0 else name
        notes.append(say("nothing_backed", language, name=asked_of))
        why_not = _explain(view, start, options, gatherer, ranker, avoid, through)
    answer = Answer(
        question, "paths", language, start.entities, (), paths, complete=complete, notes=tuple(notes), why_not=why_not
    )
    return finished(answer, gatherer)


def _explain(
    view: GraphView, start: Ends, options: PathOptions, gatherer: Gatherer, ranker: Ranker,
    avoid: frozenset[str], through: frozenset[str],
) -> WhyNot:  # fmt: skip
    """Return which filter, when lifted, lets a backer through; else the nearest chain to a campaign of any kind."""
    nearest: list[Path] = []
    lifting: list[tuple[str, int]] = []
    for what, lifted in options.lifted():
        if what in ("hops", "hostile") or needless(what, lifting):
            continue
        free = (frozenset() if what == "avoid" else avoid, frozenset() if what == "through" else through)
        found, _ = _Backers(view, start, replace(lifted, limit=1), ranker, *free).chains()
        if len(found) > 0:
            lifting.append((what, len(found[0].bonds)))
            nearest += paths_of(gatherer, found[:1], ranker)
    narrow = replace(options, relations=ROLES | BACKING | _OF_CAMP, kinds=None)
    loose = explain_nothing(view, start, Ends(type_name="Campaign"), narrow, Found([]), gatherer, avoid, through)
    if len(nearest) > 0:
        return WhyNot(loose.reached[:1], tuple(nearest[:3]), tuple(lifting))
    return WhyNot(loose.reached[:1], loose.nearest, ())


class _Backers:
    """The search: people of the organisations, what they backed, and which campaign that is of."""

    def __init__(
        self, view: GraphView, start: Ends, options: PathOptions, ranker: Ranker,
        avoid: frozenset[str], through: frozenset[str],
    ) -> None:  # fmt: skip
        self.fast = fast_view(view)
        self.organisations = set(ids_of(view, start) or ())
        self.options = options
        self.ranker = ranker
        self.avoid = avoid
        self.through = through
        self.facts: dict[str, tuple[str, int]] = {}
        self.complete = True

    def chains(self) -> tuple[list[Chain], bool]:
        """Return the chains, one for each way through the same entities, and whether everything was read."""
        roles = [
            bond
            for bond in self._bonds(self.organisations, ROLES, "object")
            if self._is(bond.subject, "Person", "Group") and bond.subject not in self.organisations
        ]
        people = {bond.subject for bond in roles}
        backed = [
            bond
            for bond in self._bonds(people, self._asked(), "subject", with_amounts=True)
            if bond.object not in self.organisations
            and self._is(bond.object, *_CAMPAIGNS, "Committee", "Person", "Event")
        ]
        camps = self._camps({bond.object for bond in backed if not self._is(bond.object, *_CAMPAIGNS)})
        roles_of: dict[str, list[Bond]] = {}
        for bond in roles:
            roles_of.setdefault(bond.subject, []).append(bond)
        best: dict[tuple[str, ...], tuple[int, Chain]] = {}
        for gift in backed:
            for role in roles_of[gift.subject]:
                for rank, chain in self._with_camp(role, gift, camps):
                    known = best.get(chain.nodes)
                    if self._allowed(chain) and (known is None or chain.order < known[1].order):
                        best[chain.nodes] = (rank, chain)
        ranked = sorted(best.values(), key=lambda item: (item[0], item[1].order))
        return [chain for _, chain in ranked], self.complete

    def _asked(self) -> frozenset[str]:
        """Return the ways of backing that the question's filters leave."""
        kinds, ontology = self.options.kinds, load_ontology()
        asked = BACKING if self.options.relations is None else BACKING & self.options.relations
        return frozenset(name for name in asked if kinds is None or ontology.relation(name).kind in kinds)

    def _bonds(
        self, ids: Iterable[str], relations: frozenset[str], side: str | None, with_amounts: bool = False
    ) -> list[Bond]:
        """Return the hops of relations around entities, with their costs, and learn the types of their ends."""
        ids = set(ids)
        if len(ids) == 0 or len(relations) == 0:
            return []
        narrowed = replace(self.options, relations=relations, kinds=None)
        if not with_amounts:
            narrowed = replace(narrowed, min_amount=None)
        ceiling = None if self.options.exhaustive else self.options.budget
        ties: list[Tie] = list(self.fast.adjacent(ids, narrowed.edge_filter(self.avoid), limit=ceiling, side=side))
        if ceiling is not None and len(ties) >= ceiling:
            self.complete = False
        self.facts.update(self.fast.node_facts({end for tie in ties for end in (tie.subject, tie.object)}))
        bonds = bonds_of(ties)
        for bond in bonds:
            self.ranker.bond_parts(bond)
        return bonds

    def _is(self, key: str, *wanted: str) -> bool:
        type_name = self.facts.get(key, ("Entity", 0))[0]
        return any(load_ontology().is_a(type_name, name) for name in wanted)

    def _camps(self, bodies: set[str]) -> dict[str, list[tuple[int, str, Bond]]]:
        """Return, for each committee, candidate or event, whose it is: the rank, the other end, and the tie."""
        found: dict[str, list[tuple[int, str, Bond]]] = {}
        for bond in self._bonds(bodies, _OF_CAMP, None):
            for near, far in ((bond.subject, bond.object), (bond.object, bond.subject)):
                if near not in bodies or far in self.organisations:
                    continue
                if self._is(far, *_CAMPAIGNS):
                    found.setdefault(near, []).append((_FIRST, far, bond))
                elif bond.relation == "RUNS_FOR" and bond.subject == near:
                    found.setdefault(near, []).append((_SECOND, far, bond))  # a candidate, for whatever it is
                elif self._is(far, "Person") and not self._is(near, "Person"):
                    found.setdefault(near, []).append((_SECOND, far, bond))
        return {
            body: [item for item in items if item[0] == min(rank for rank, *_ in items)]
            for body, items in found.items()
        }

    def _with_camp(
        self, role: Bond, gift: Bond, camps: dict[str, list[tuple[int, str, Bond]]]
    ) -> Iterable[tuple[int, Chain]]:
        """Yield the chains of a role and a gift; a person or event that no campaign is told of is none."""
        organisation, person, body = role.object, role.subject, gift.object
        cost = role.cost + gift.cost + self._passing(role, person, gift)
        if self._is(body, *_CAMPAIGNS):
            yield _FIRST, Chain((organisation, person, body), (role, gift), cost)
            return
        for rank, camp, tie in camps.get(body, ()):
            if camp != person:
                more = tie.cost + self._passing(gift, body, tie)
                yield rank, Chain((organisation, person, body, camp), (role, gift, tie), cost + more)
        if body not in camps and self._is(body, "Committee"):
            yield _ALONE, Chain((organisation, person, body), (role, gift), cost)

    def _passing(self, left: Bond, key: str, right: Bond) -> float:
        type_name, degree = self.facts[key]
        return self.ranker.node(type_name, degree) + self.ranker.pair(left, degree, right)

    def _allowed(self, chain: Chain) -> bool:
        wanted = self.options.through_relations
        return (
            len(chain.bonds) <= self.options.hops
            and self.through <= set(chain.nodes)
            and (len(wanted) == 0 or any(bond.relation in wanted for bond in chain.bonds))
        )
