"""What a path question may be narrowed by: one frozen record, shared by every question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from techpol.graph.view import DEFAULT_MODALITIES, EdgeFilter
from techpol.schema.errors import UsageError
from techpol.schema.model import Modality
from techpol.schema.ontology import load_ontology

MAX_HOPS = 8


@dataclass(frozen=True, slots=True)
class PathOptions:
    """How to search, and what counts.

    ``through`` and ``avoid`` hold names or ids of entities, ``through_relations`` relations of which a path must use
    one. ``since`` and ``until`` are days; every hop must be able to hold within them, one day for "as of".
    ``budget`` is how many edges a search may read before it cuts hubs, ``time_limit_s`` how many seconds it may take;
    ``exhaustive`` lifts both. ``distinct`` keeps the best chain of those through the same entities; the other ties
    between them are told beside it. ``reference`` is the day that "recent" is measured from, None for today.
    """

    hops: int = 4
    limit: int = 5
    through: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    relations: frozenset[str] | None = None
    through_relations: frozenset[str] = frozenset()
    avoid_relations: frozenset[str] = frozenset()
    kinds: frozenset[str] | None = None
    since: date | None = None
    until: date | None = None
    modalities: frozenset[Modality] = DEFAULT_MODALITIES
    min_support: int = 1
    min_confidence: float = 0.0
    min_amount: Decimal | None = None
    hostile: bool = False
    exhaustive: bool = False
    distinct: bool = True
    budget: int = 30_000
    time_limit_s: float = 5.0
    reference: date | None = field(default=None)

    def __post_init__(self) -> None:
        if not 1 <= self.hops <= MAX_HOPS:
            raise UsageError(f"hops must be from 1 to {MAX_HOPS}, not {self.hops}")
        if self.limit < 1:
            raise UsageError(f"the number of paths must be at least 1, not {self.limit}")
        if self.since is not None and self.until is not None and self.since > self.until:
            raise UsageError(f"the period ends ({self.until}) before it begins ({self.since})")
        ontology = load_ontology()
        for name in (self.relations or frozenset()) | self.through_relations | self.avoid_relations:
            ontology.relation(name)
        for kind in self.kinds or ():
            if kind not in ontology.kinds:
                raise UsageError(f"no kind {kind!r} of relation; known: {', '.join(sorted(ontology.kinds))}")

    @property
    def today(self) -> date:
        """Return the day that "recent" is measured from: the end of the period, else the reference, else today."""
        return self.until or self.reference or date.today()

    def edge_filter(self, avoid_ids: frozenset[str] = frozenset()) -> EdgeFilter:
        """Return the filter of single edges. Stated sums are never a path of their own beside their parts."""
        # A question that asks for a hostile relation by name asks for hostile ties.
        ontology = load_ontology()
        named = self.relations or frozenset()
        hostile = (
            self.hostile or any(ontology.relation(name).hostile for name in named) or "hostile" in (self.kinds or ())
        )
        return EdgeFilter(
            relations=self.relations, avoid_relations=self.avoid_relations, kinds=self.kinds,
            modalities=self.modalities, avoid_entities=avoid_ids, since=self.since, until=self.until,
            min_support=self.min_support, min_confidence=self.min_confidence, min_amount=self.min_amount,
            hostile=hostile, totals=False,
        )  # fmt: skip

    def lifted(self) -> list[tuple[str, PathOptions]]:
        """Return the options with one filter lifted each, by the name of the filter, for "why not".

        Several modalities at once come after the single ones; ``needless`` says where those are enough.
        """
        every = frozenset(Modality)
        found: list[tuple[str, PathOptions]] = []
        if not self.hostile:
            found.append(("hostile", replace(self, hostile=True)))
        for modality in Modality:
            if modality not in self.modalities:
                found.append((str(modality), replace(self, modalities=self.modalities | {modality})))
        if self.modalities != every and len(every - self.modalities) > 1:
            name = "modalities" if Modality.ASSERTED in self.modalities else "all_modalities"
            found.append((name, replace(self, modalities=every)))
        if self.since is not None or self.until is not None:
            found.append(("period", replace(self, since=None, until=None)))
        if self.min_support > 1:
            found.append(("min_support", replace(self, min_support=1)))
        if self.min_confidence > 0:
            found.append(("min_confidence", replace(self, min_confidence=0.0)))
        if self.min_amount is not None:
            found.append(("min_amount", replace(self, min_amount=None)))
        if self.relations is not None or self.kinds is not None or len(self.avoid_relations) > 0:
            found.append(("relations", replace(self, relations=None, kinds=None, avoid_relations=frozenset())))
        if len(self.avoid) > 0:
            found.append(("avoid", replace(self, avoid=())))
        if len(self.through) > 0 or len(self.through_relations) > 0:
            found.append(("through", replace(self, through=(), through_relations=frozenset())))
        if self.hops < MAX_HOPS:
            found.append(("hops", replace(self, hops=min(MAX_HOPS, self.hops + 2))))
        return found


def needless(name: str, lifting: Sequence[tuple[str, int]]) -> bool:
    """Say whether to lift a filter asks for more than one that was found to do: all modalities where one does."""
    return name in ("modalities", "all_modalities") and any(done in set(Modality) for done, _ in lifting)
