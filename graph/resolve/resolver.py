"""Judge referents: find who may be whom, weigh the evidence, write judgements; the same in whatever steps.

A verdict follows from two referents and what their own sources say, and from their rivals: where one referent would
be the same as two others that are at odds with each other, only the clearly better one is. Each is compared with the
likeliest few of those that came before it, and its rivals are the first few that it may be the same as: whoever
comes later changes neither, so that judging piece by piece gives what judging all at once does. Where there are no
more than these few, the order in which they came does not matter either. A name alone joins nobody while another has
both a like name and a fact for it: "Jr." at the same firm, say.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from heapq import nsmallest

from techpol.graph.resolve.blocking import Chain, Sought, block_chains, candidates, keys_of
from techpol.graph.resolve.evidence import SAME_AT, Look, Score, look_of, score
from techpol.graph.resolve.profile import Profile, kind_of, make_profile, with_names_of
from techpol.graph.resolve.store import ResolveStore
from techpol.schema.model import Judgement, Referent, Verdict, content_hash
from techpol.schema.names import PERSON

VERSION = "1"
PERSON_PREFIX = "person:"
RULE_PREFIX = "rule:"
MARGIN = 3.0  # how much better (log odds) than its rival a pair must be
_BATCH = 2000
_AT_ONCE = 250  # referents whose candidates are read together
_MOST_KEPT = 20_000  # profiles that are kept from one batch to the next
_LEAST_RIVAL = 0.7  # a rival's probability is no less: SAME_AT less MARGIN, rounded down
# Of those that a hub may be the same as: its rivals are looked for among so many, the first that could be compared
# with it. Whoever comes when these are there changes nothing between them.
_MOST_LIKELY = 12


@dataclass(slots=True)
class ResolveReport:
    """What a run of the rules did."""

    referents: int = 0
    compared: int = 0
    same: int = 0
    different: int = 0
    unsure: int = 0
    new: int = 0
    withdrawn: int = 0

    def __str__(self) -> str:
        return (
            f"{self.referents} judged, {self.compared} pairs compared: {self.same} same, {self.different} different, "
            f"{self.unsure} unsure; {self.new} new judgements, {self.withdrawn} withdrawn"
        )


@dataclass(slots=True)
class Profiles:
    """Profiles of referents, read in batches and kept while they are needed."""

    store: ResolveStore
    known: dict[str, Profile | None] = field(default_factory=dict)

    def load(self, ids: Iterable[str]) -> None:
        """Read what is not known yet."""
        missing = sorted({key for key in ids if key not in self.known})
        for start in range(0, len(missing), _BATCH):
            self._load(missing[start : start + _BATCH])

    def shrink(self) -> None:
        """Forget all where there are too many to keep."""
        if len(self.known) > _MOST_KEPT:
            self.known.clear()

    def _load(self, ids: list[str]) -> None:
        referents = self.store.get_referents(ids)
        claims: dict[tuple[str, str], list[int]] = {}
        listed = list(self.store.iter_claims(list(referents)))
        others: set[str] = set()
        for number, claim in enumerate(listed):
            for key in (claim.subject, claim.object):
                claims.setdefault((claim.source, key), []).append(number)
                others.add(_referent_id(claim.source, key))
        for referent in referents.values():
            owner = referent.get("owner")
            if owner is not None:
                others.add(_referent_id(referent.source, owner))
        around = {**self.store.get_referents(sorted(others - set(referents))), **referents}
        by_source: dict[str, dict[str, Referent]] = {}
        for referent in around.values():
            by_source.setdefault(referent.source, {})[referent.key] = referent
        sources = self.store.get_sources({referent.source for referent in referents.values()})
        # Only an article says beside a name what somebody is.
        texts = self.store.get_texts(
            {
                referent.source
                for referent in referents.values()
                if kind_of(referent.type) == PERSON and len(referent.mentions) > 0
            }
        )
        for key in ids:
            found = referents.get(key)
            if found is None:
                self.known[key] = None
                continue
            mine = [listed[number] for number in claims.get((found.source, found.key), ())]
            self.known[key] = make_profile(
                found, sources.get(found.source), mine, by_source[found.source], texts.get(found.source)
            )

    def get(self, key: str) -> Profile | None:
        """Return a profile, None for a referent that does not count."""
        if key not in self.known:
            self.load([key])
        return self.known[key]


def _referent_id(source: str, key: str) -> str:
    return f"r-{content_hash(source, key)}"


class Resolver:
    """Scores pairs of referents of a store and settles what the rules say of them."""

    def __init__(self, store: ResolveStore, profiles: Profiles | None = None) -> None:
        self.store = store
        self.profiles = Profiles(store) if profiles is None else profiles
        self.scores: dict[tuple[str, str], Score] = {}
        self.looks: dict[str, tuple[int, str] | None] = {}
        self.numbers: dict[Look, int] = {}
        self.came: dict[str, int] = {}
        self.back: dict[str, list[str]] = {}  # whom referents met when they came
        self.once: set[tuple[str, str]] = set()  # who was likely to be whom when they were last judged
        self.compared = 0

    def score(self, left: str, right: str, whole: bool = False) -> Score | None:
        """Return the score of a pair, None where one does not count (any more); with all its parts if ``whole``."""
        pair = (left, right) if left < right else (right, left)
        if whole or pair not in self.scores:
            first, second = self.profiles.get(pair[0]), self.profiles.get(pair[1])
            if first is None or second is None:
                return None
            owners = self._owners(first, second)
            self.scores[pair] = score(first, second, owners, whole)
            self.compared += 1
        return self.scores[pair]

    def at_odds(self, left: str, right: str) -> bool:
        """Say whether facts speak against two being one; False where one does not count (any more)."""
        first, second = self._looks(left), self._looks(right)
        if first is not None and second is not None and first[0] == second[0] and first[1] != second[1]:
            return False
        known = self.scores.get((left, right) if left < right else (right, left)) or self.score(left, right)
        return known is not None and known.at_odds

    def _looks(self, key: str) -> tuple[int, str] | None:
        """Return the number of a referent's look and its source."""
        if key not in self.looks:
            profile = self.profiles.get(key)
            look = None if profile is None else look_of(profile)
            number = None if look is None else self.numbers.setdefault(look, len(self.numbers))
            self.looks[key] = None if number is None or profile is None else (number, profile.source)
        return self.looks[key]

    def _owners(self, left: Profile, right: Profile) -> Score | None:
        """Score whose two campaigns, funds ... they are, None where that is not known of both."""
        first, second = self.owner(left), self.owner(right)
        if first is None or second is None or first.id == second.id:
            return None
        return score(first, second)

    def owner(self, profile: Profile) -> Profile | None:
        """Return whose campaign it is: the owner that the source gives, by all names, the campaign's own included."""
        owner = None if profile.owner is None else self.profiles.get(profile.owner)
        if profile.type not in ("Campaign", "Candidacy"):
            return owner
        return with_names_of(profile, owner)

    def chains(self, profile: Profile) -> set[Chain]:
        """Return the blocking keys of a referent, each chain from wide to narrow."""
        return block_chains(profile, self.owner(profile))

    def met(self, keys: Sequence[str], followed: Collection[str] = ()) -> dict[str, list[str]]:
        """Return, of each of some referents that count, whom it is worth comparing with: the likeliest before it.

        Of those ``followed`` by others that are not judged with them, also those among whose likeliest it is.
        """
        before = self._before(keys)
        found: dict[str, set[str]] = {key: set(before[key]) for key in keys if key in before}
        later: dict[str, set[str]] = {}
        self.number(found)
        for key, met in self._candidates([key for key in found if key in followed], all_times=True).items():
            self.number(met)
            later[key] = {other for other in met if self.came[other] > self.came[key]}
        back = self._before(sorted({other for others in later.values() for other in others}))
        for key, others in later.items():
            found[key].update(other for other in others if key in back.get(other, ()))
        return {key: sorted(others) for key, others in found.items()}

    def _before(self, keys: Sequence[str]) -> Mapping[str, Collection[str]]:
        self.back.update(self._candidates([key for key in keys if key not in self.back]))
        return self.back

    def _candidates(self, keys: Sequence[str], all_times: bool = False) -> dict[str, list[str]]:
        self.profiles.load(keys)
        self.number(keys)
        wanted: dict[str, Sought] = {}
        for key in keys:
            profile = self.profiles.get(key)
            if profile is not None:
                wanted[key] = self._sought(profile, None if all_times else self.came.get(key))
        return candidates(self.store, wanted)

    def neighbours(self, keys: Sequence[str], followed: Collection[str] = ()) -> dict[str, dict[str, Score]]:
        """Return, of each of some referents, everything that it meets or was judged with, where rules have a word.

        ``followed`` as in ``met``.
        """
        others = self.met(keys, followed)
        peers = self._peers(keys)
        met = {key: {*others.get(key, ()), *peers.get(key, ())} for key in keys}
        self.profiles.load({other for found in met.values() for other in found})
        return {key: self._judged(key, sorted(found)) for key, found in met.items()}

    def number(self, ids: Iterable[str]) -> None:
        """Learn when referents came."""
        self.came.update(self.store.get_numbers({key for key in ids if key not in self.came}))

    def since(self, pair: tuple[str, str]) -> tuple[int, int]:
        """Return since when a pair can be compared: when the later came, and when the other."""
        first, second = self.came.get(pair[0], 0), self.came.get(pair[1], 0)
        return (first, second) if first > second else (second, first)

    def first_of(self, key: str, others: Iterable[str]) -> list[str]:
        """Return the first few that a referent could be compared with."""
        return nsmallest(_MOST_LIKELY, others, key=lambda other: self.since((key, other)))

    def _sought(self, profile: Profile, before: int | None) -> Sought:
        # What a campaign is called says little of whose it is.
        named = profile.type not in ("Campaign", "Candidacy")
        names = (" ".join(part.text for part in name.parts) for name in profile.names if named)
        return Sought(frozenset(self.chains(profile)), tuple(names), before)

    def _judged(self, key: str, others: Iterable[str]) -> dict[str, Score]:
        found = {}
        for other in others:
            judged = self.score(key, other)
            if judged is not None and judged.verdict is not None:
                found[other] = judged
        return found

    def _peers(self, keys: Collection[str]) -> dict[str, set[str]]:
        """Return, of some referents, everything that each was judged with by these rules.

        Whoever came later and met one of them is among these.
        """
        wanted = set(keys)
        others: dict[str, set[str]] = {}
        for old in self.store.iter_judgements(keys):
            if _ours(old.by):
                for mine, other in ((old.left, old.right), (old.right, old.left)):
                    if mine in wanted:
                        others.setdefault(mine, set()).add(other)
                        if old.score >= _LEAST_RIVAL:
                            self.once.add((mine, other))
        return others

    def likely(self, keys: Sequence[str], newer: Mapping[str, dict[str, Score]]) -> dict[str, dict[str, Score]]:
        """Return, of each of some referents that were judged before, the first few that it may be the same as.

        Nothing else can change by a newcomer, and what was judged then need not be looked for again. ``newer`` are
        those whom newcomers may be.
        """
        others = self.store.get_likely(keys)
        self.number({*keys, *(other for met in others.values() for other in met)})
        few = {key: self.first_of(key, {*others.get(key, ()), *newer.get(key, ())}) for key in keys}
        self.profiles.load({other for met in few.values() for other in met})
        return {key: self._judged(key, met) for key, met in few.items()}

    def rivals(self, key: str, near: Mapping[str, Score]) -> dict[str, Score]:
        """Return the first few of those that a referent was judged with that it may be the same as."""
        kept = self.first_of(key, (other for other, judged in near.items() if _is_likely(judged)))
        return {other: near[other] for other in kept}


def resolve(
    store: ResolveStore,
    referent_ids: Collection[str] | None = None,
    progress: Callable[[int, int], None] | None = None,
    profiles: Profiles | None = None,
    later_too: bool = False,
) -> ResolveReport:
    """Judge new (or changed) referents against the store; None judges all again. Judgements go into the store.

    A person's judgements are never touched. A rule's that no longer follows is withdrawn. ``progress`` is told how
    many referents of how many are done. ``profiles`` are those of an earlier run over the same, unchanged store.
    ``later_too`` says that whoever came later than these is judged after them, in a run of its own.
    """
    resolver = Resolver(store, profiles)
    resolver.profiles.shrink()
    wanted_set = set(store.iter_referent_ids() if referent_ids is None else referent_ids)
    wanted = sorted(wanted_set)
    report = ResolveReport()
    overtaken: set[str] = set()
    if referent_ids is not None and not later_too:
        # Whoever changed after others came has to be looked for among these, too.
        last = store.get_last()
        overtaken = {key for key, number in store.get_numbers(wanted).items() if number <= last}
    _index(resolver, wanted)
    near: dict[str, dict[str, Score]] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        some = wanted[start : start + _AT_ONCE]
        near.update(resolver.neighbours(some, overtaken))
        if progress is not None:
            progress(start + len(some), len(wanted))
    # Whoever is not likely any more leaves room among the few of another, who is looked at anew.
    lost = {other for key, other in resolver.once if other not in near and not _has(near[key], other)}
    for some in _pages(lost):
        near.update(resolver.neighbours(some, some))
    resolver.number({*near, *(other for met in near.values() for other in met)})
    # A newcomer may be the rival of an old pair: whoever it may be has to be settled again.
    newer: dict[str, dict[str, Score]] = {}
    for key in sorted(near):
        for other, judged in list(near[key].items()):
            if other in near:
                near[other].setdefault(key, judged)
            elif _is_likely(judged):
                newer.setdefault(other, {})[key] = judged
    rivals = {key: resolver.rivals(key, met) for key, met in near.items()}
    older: dict[str, dict[str, Score]] = {}
    for some in _pages(newer):
        older.update(resolver.likely(some, newer))
    # Where the first few were there before, a newcomer changes nothing between them.
    again = {key: met for key, met in older.items() if not newer[key].keys().isdisjoint(met)}
    # Whoever an old pair is settled with has rivals, too.
    beyond = {other for met in again.values() for other, judged in met.items() if judged.verdict is Verdict.SAME}
    around: dict[str, dict[str, Score]] = {}
    for some in _pages(beyond - near.keys() - older.keys()):
        around.update(resolver.likely(some, newer))
    known = ChainMap(rivals, older, around)
    found: dict[tuple[str, str], Judgement] = {}
    now = datetime.now(UTC).isoformat(timespec="seconds")
    for key, met in (*near.items(), *again.items()):
        for other, judged in met.items():
            pair = (key, other) if key < other else (other, key)
            if pair not in found:
                found[pair] = _settle(resolver, known, pair, judged, now)
    few = {key: [other for other, judged in met.items() if _is_likely(judged)] for key, met in again.items()}
    store.set_likely({**rivals, **few})
    _write(store, wanted_set, found, report)
    report.referents = sum(resolver.profiles.get(key) is not None for key in wanted)
    report.compared = resolver.compared
    return report


def index(store: ResolveStore, referent_ids: Collection[str]) -> None:
    """Put referents under the keys that others find them by, and judge nothing."""
    _index(Resolver(store), sorted(referent_ids))


def _index(resolver: Resolver, wanted: list[str]) -> None:
    for start in range(0, len(wanted), _BATCH):
        batch = wanted[start : start + _BATCH]
        resolver.profiles.load(batch)
        rows = []
        for key in batch:
            profile = resolver.profiles.get(key)
            rows.append((key, set() if profile is None else keys_of(resolver.chains(profile))))
        resolver.store.set_keys(rows)


def _pages(keys: Iterable[str]) -> Iterator[list[str]]:
    """Yield keys in order, so many at a time as are read at once."""
    ordered = sorted(keys)
    for start in range(0, len(ordered), _AT_ONCE):
        yield ordered[start : start + _AT_ONCE]


def _settle(
    resolver: Resolver, near: Mapping[str, dict[str, Score]], pair: tuple[str, str], judged: Score, now: str
) -> Judgement:
    """Return what the rules say of a pair, rivals considered."""
    verdict = judged.verdict or Verdict.UNSURE
    why = _why(judged)
    if verdict is Verdict.SAME and judged.rule != "rule:identifier":
        rival = _rival(resolver, near, pair, judged)
        if rival is not None:
            verdict = Verdict.UNSURE
            why = f"{why}; as good: {rival}"
    return Judgement(pair[0], pair[1], verdict, judged.rule, VERSION, now, round(judged.probability, 4), why)


def _rival(
    resolver: Resolver, near: Mapping[str, dict[str, Score]], pair: tuple[str, str], judged: Score
) -> str | None:
    for mine, other in (pair, pair[::-1]):
        for third, rival in near.get(mine, {}).items():
            if third == other or not _may_block(rival) or rival.odds < judged.odds - MARGIN:
                continue
            if rival.verdict is not Verdict.SAME and judged.facts > 0:
                continue
            if resolver.at_odds(other, third):
                return third
    return None


def _may_block(rival: Score) -> bool:
    """Say whether a pair may keep another open: it is the same, or nearly, and by more than its name."""
    if rival.verdict is Verdict.UNSURE:
        return rival.facts > 0 and rival.odds >= SAME_AT - MARGIN
    return rival.verdict is Verdict.SAME


def _has(near: Mapping[str, Score], other: str) -> bool:
    return other in near and _is_likely(near[other])


def _is_likely(judged: Score) -> bool:
    """Say whether a pair may become a rival's, by the probability that is kept of it."""
    return round(judged.probability, 4) >= _LEAST_RIVAL


def _why(judged: Score) -> str:
    """Return the reasons for a verdict in one line."""
    if judged.bar is not None:
        return judged.bar
    told = [part for part in judged.parts if part.what != "prior"]
    told.sort(key=lambda part: (-abs(part.odds), part.what, part.detail))
    return "; ".join(f"{part.what}: {part.detail} ({part.odds:+.1f})" for part in told[:5])


def _write(
    store: ResolveStore,
    wanted: set[str],
    found: dict[tuple[str, str], Judgement],
    report: ResolveReport,
) -> None:
    """Write what is new, withdraw what no longer follows, leave what persons said."""
    stale: list[str] = []
    kept: set[tuple[str, str]] = set()
    weighed: list[Judgement] = []
    for old in _judged_before(store, wanted, found):
        if not _ours(old.by):
            continue
        pair = (old.left, old.right)
        fresh = found.get(pair)
        if fresh is not None and (fresh.verdict, fresh.by, fresh.version) == (old.verdict, old.by, old.version):
            kept.add(pair)
            if (fresh.score, fresh.why) != (old.score, old.why):
                weighed.append(fresh)
        else:
            stale.append(old.id)
    for judgement in found.values():
        report.same += judgement.verdict is Verdict.SAME
        report.different += judgement.verdict is Verdict.DIFFERENT
        report.unsure += judgement.verdict is Verdict.UNSURE
    report.withdrawn = store.withdraw(stale, "no longer follows from what is known")
    store.weigh_anew(weighed)
    report.new = store.add_judgements(found[pair] for pair in sorted(found) if pair not in kept)


def _judged_before(
    store: ResolveStore, wanted: set[str], found: dict[tuple[str, str], Judgement]
) -> Iterator[Judgement]:
    """Yield what was judged of the referents that are judged now, and of the pairs of others that were settled anew.

    Those pairs are looked up one by one: an end that a thousand sources name has been judged with all of them.
    """
    yield from store.iter_judgements(wanted)
    others = [item for pair, item in found.items() if wanted.isdisjoint(pair)]
    yield from store.find_judgements(
        {replace(item, verdict=verdict, by=rule).id for item in others for verdict in Verdict for rule in RULES}
    )


RULES = ("rule:identifier", "rule:person", "rule:body")


def _ours(by: str) -> bool:
    """Say whether a judgement is one that this run may withdraw; other rules' (splink's, say) are not."""
    return by in RULES


__all__ = ["MARGIN", "RULES", "SAME_AT", "VERSION", "Profiles", "ResolveReport", "Resolver", "index", "resolve"]
