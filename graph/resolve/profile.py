"""What is known of a referent, digested for comparison: names, identifiers, places, offices, dates, ties."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from techpol.graph.resolve.callings import CALLING, callings, callings_by_claims
from techpol.schema.model import Claim, Referent, Source
from techpol.schema.names import ORGANIZATION, OTHER, PERSON, parse_name
from techpol.schema.names.forms import ParsedName
from techpol.schema.names.lexicon import words
from techpol.schema.ontology import load_ontology
from techpol.schema.text import fold
from techpol.schema.values import PartialDate

MAX_NAMES = 6  # forms of one referent that are compared; the fullest ones
# Relations that say where somebody works or what he runs: agreement on them is evidence of who he is.
TIES = (
    "LEADS", "FOUNDED", "WORKS_FOR", "OWNS", "HOLDS_OFFICE", "MEMBER_OF", "RUNS_FOR", "CONNECTED_TO", "LOCATED_IN"
)  # fmt: skip
# Relations that somebody must be alive and grown up for.
_DEEDS = (
    "LEADS", "FOUNDED", "WORKS_FOR", "HOLDS_OFFICE", "RUNS_FOR", "MET_WITH", "ENDORSED", "DONATED_TO", "HOSTED"
)  # fmt: skip
_OFFICES = {
    "president": "P", "presidential": "P", "prez": "P", "p": "P", "white house": "P", "الرئاسه": "P", "رئاسيه": "P",
    "senate": "S", "senator": "S", "sen": "S", "s": "S", "الشيوخ": "S", "سيناتور": "S",
    "house": "H", "representative": "H", "rep": "H", "congressman": "H", "congresswoman": "H", "h": "H",
    "النواب": "H",
    "governor": "G", "gov": "G", "حاكم": "G", "vice president": "V", "viceprez": "V", "نائب الرئيس": "V",
    "mayor": "M", "عمده": "M",
}  # fmt: skip


@dataclass(frozen=True, slots=True, order=True)
class Tie:
    """A relation, and the folded name of who is at the other end, with the kind of name that it is."""

    relation: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Profile:
    """A referent as it is compared. ``proper`` is off for what is only described ("more than 100 investors")."""

    id: str
    source: str
    source_kind: str
    type: str
    kind: str  # person, organization or other: how its names are taken apart
    names: tuple[ParsedName, ...]
    proper: bool
    identifiers: frozenset[tuple[str, str]]
    properties: tuple[tuple[str, str], ...]
    published: PartialDate | None
    owner: str | None  # referent id of whose campaign, fund, company it is
    ties: tuple[Tie, ...]
    first_year: int | None  # earliest and latest year of something that it did or was
    last_year: int | None
    gifts: frozenset[tuple[str, str, str]] = frozenset()  # recipient's folded name, amount, day: an article's donor
    given: tuple[PartialDate, ...] = ()  # when a campaign was given to, with the year at least
    folded: Mapping[str, frozenset[str]] = field(default_factory=dict, compare=False)  # properties, folded; callings

    @property
    def name(self) -> str:
        """Return the fullest name."""
        return self.names[0].original if len(self.names) > 0 else ""

    def values(self, *keys: str) -> frozenset[str]:
        """Return the folded values of properties."""
        if len(keys) == 1:
            return self.folded.get(keys[0], _NONE)
        return frozenset().union(*(self.folded.get(key, _NONE) for key in keys))

    @property
    def offices(self) -> frozenset[str]:
        """Return the offices that it holds or seeks, as letters (P, S, H, G, V, M)."""
        found = {_OFFICES.get(value, "") for value in self.values("office", "role")}
        return frozenset(found - {""})

    @property
    def years(self) -> frozenset[int]:
        """Return the election years of a campaign or candidacy."""
        return frozenset(int(value) for value in self.values("year", "election_year") if value.isdecimal())


def kind_of(type_name: str) -> str:
    """Return how names of a type are taken apart."""
    ontology = load_ontology()
    if type_name not in ontology.types:
        return OTHER
    if ontology.is_a(type_name, "Person"):
        return PERSON
    return ORGANIZATION if ontology.is_a(type_name, "Organization") else OTHER


_NONE: frozenset[str] = frozenset()


def _folded(properties: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for key, value in properties:
        found.setdefault(key, set()).add(fold(value))
    return {key: frozenset(values) for key, values in found.items()}


def _fullness(name: ParsedName) -> tuple[int, int, str]:
    return (-sum(part.role == "word" for part in name.parts), -len(name.original), name.original)


def make_profile(
    referent: Referent,
    source: Source | None,
    claims: Iterable[Claim],
    others: dict[str, Referent] | None = None,
    text: str | None = None,
) -> Profile:
    """Digest a referent. ``claims`` are those it takes part in; ``others`` the referents of its source, by key.

    ``text`` is its source's, for what it says beside a person's name.
    """
    kind = kind_of(referent.type)
    texts = [referent.name, *(name.text for name in referent.names)]
    texts.extend(mention.text for mention in referent.mentions if mention.kind == "name")
    parsed = {parse_name(text.strip(), kind) for text in texts if text.strip() != ""}
    names = sorted((name for name in parsed if len(name.parts) > 0), key=_fullness)
    proper = len(referent.mentions) == 0 or any(mention.kind == "name" for mention in referent.mentions)
    known = others or {}
    ties: set[Tie] = set()
    years: list[int] = []
    given: set[PartialDate] = set()
    gifts: set[tuple[str, str, str]] = set()
    deeds: list[tuple[Claim, Referent]] = []
    for claim in claims:
        mine_is_subject = claim.subject == referent.key
        other = known.get(claim.object if mine_is_subject else claim.subject)
        if other is not None:
            if mine_is_subject:
                deeds.append((claim, other))
            if claim.relation in TIES:
                ties.add(Tie(claim.relation, fold(other.name), kind_of(other.type)))
        start = claim.qualifiers.start
        if claim.relation == "DONATED_TO" and not mine_is_subject and start is not None and start.year is not None:
            if str(claim.modality) != "denied":
                given.add(start)
        if mine_is_subject and other is not None and source is not None and source.kind == "article":
            gifts.update(_gift(claim, other))
        if claim.relation in _DEEDS and str(claim.modality) != "denied":
            years.extend(
                date.year
                for date in (claim.qualifiers.start, claim.qualifiers.end)
                if date is not None and date.year is not None
            )
    folded = _folded(referent.properties)
    if kind == PERSON and source is not None and source.kind == "article":
        told = callings(referent, text) | callings_by_claims(deeds)
        folded |= {CALLING: told} if len(told) > 0 else {}
    owner = referent.get("owner")
    owner_id = known[owner].id if owner is not None and owner in known else None
    return Profile(
        id=referent.id, source=referent.source, source_kind=source.kind if source is not None else "",
        type=referent.type, kind=kind, names=_chosen(names), proper=proper,
        identifiers=frozenset((identifier.scheme, identifier.value) for identifier in referent.identifiers),
        properties=referent.properties, published=source.published if source is not None else None,
        owner=owner_id, ties=tuple(sorted(ties)),
        first_year=min(years, default=None), last_year=max(years, default=None),
        gifts=frozenset(gifts), given=tuple(sorted(given, key=str)), folded=folded,
    )  # fmt: skip


def _gift(claim: Claim, recipient: Referent) -> Iterator[tuple[str, str, str]]:
    """Yield a gift of a stated sum on a stated day: recipient, amount and day as text."""
    said = claim.qualifiers
    if claim.relation != "DONATED_TO" or str(claim.modality) != "asserted" or said.amount is None:
        return
    day = said.start
    if said.amount_bound == "exact" and day is not None and day.day is not None and day.year is not None:
        yield fold(recipient.name), f"{said.amount.amount:f} {said.amount.currency}", str(day)


# What a campaign's name says beside whose it is.
_CAMPAIGN_WORDS = words(
    """campaign campaigns presidential reelection re-election election for president senate congress governor mayor
    bid candidacy run the race committee of his her their حمله الحمله حملته حملتها لحمله الانتخابيه الرئاسيه انتخاب
    اعاده ترشيح ترشح لعام"""
)


def with_names_of(campaign: Profile, owner: Profile | None) -> Profile | None:
    """Return the owner of a campaign with the name that the campaign bears; None where nothing says whose it is.

    "حملة جو بايدن" gives the first name that the article may not give otherwise.
    """
    found = []
    for name in campaign.names:
        kept = [
            word
            for word in name.original.replace("’", "'").replace("'s", " ").split()
            if fold(word) not in _CAMPAIGN_WORDS and not word.isdecimal()
        ]
        parsed = parse_name(" ".join(kept), PERSON) if len(kept) > 0 else None
        if parsed is not None and len(parsed.words) >= 2 and len(kept) <= 4:
            found.append(parsed)
    if owner is None:
        if len(found) == 0:
            return None
        return replace(
            campaign, id=f"{campaign.id}/owner", type="Person", kind=PERSON,
            names=_chosen(sorted(found, key=_fullness)),
            identifiers=frozenset(), properties=(), folded={}, owner=None, ties=(), proper=True,
        )  # fmt: skip
    if owner.kind != PERSON or len(found) == 0:
        return owner
    return replace(owner, names=_chosen(sorted({*owner.names, *found}, key=_fullness)))


def _chosen(names: Sequence[ParsedName]) -> tuple[ParsedName, ...]:
    """Return the fullest names, those of each script, without ones that say the same."""
    chosen: list[ParsedName] = []
    for arabic in (False, True):
        seen: set[tuple[str, ...]] = set()
        for name in names:
            if name.arabic is arabic and name.words not in seen and len(seen) < MAX_NAMES // 2:
                seen.add(name.words)
                chosen.append(name)
    chosen.sort(key=_fullness)
    return tuple(chosen)
