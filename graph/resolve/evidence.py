"""Score two referents: every piece of evidence as natural log odds, from the name to the office and the year.

The sum starts from how unlikely it is that two referents drawn from sources of their kinds are one entity, so that a
rare name carries alone what a common one does only with more. A **bar** says "never one", whatever the sum.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import product

from techpol.graph.resolve.callings import CALLING, walks_differ
from techpol.graph.resolve.names import NameAgreement, agree
from techpol.graph.resolve.profile import Profile
from techpol.schema.model import Verdict
from techpol.schema.names import ORGANIZATION, PERSON, name_keys
from techpol.schema.ontology import load_ontology
from techpol.schema.values import PartialDate

# Identifiers of which one entity has one; a person has an FEC candidate id for each office sought.
SINGLE = frozenset({"wikidata", "fec-committee", "bioguide", "govtrack", "lei", "opensecrets", "icpsr"})
# Types that never are one entity although one may be the other's parent type or bear its name.
EXCLUSIVE = ("Person", "Committee", "Campaign", "Party", "Candidacy", "Event", "Place", "Cause", "Asset")
# How many like it there may be, as log odds against: articles speak of few people, again and again; a register of
# donors holds everybody.
PRIOR = {"article": -8.5, "legislators": -9.5, "fec-masters": -10.5, "fec-bulk": -19.0}
_PRIOR_OTHER = -10.0
SAME_AT = math.log(0.98 / 0.02)
DIFFERENT_AT = -3.0
UNSURE_AT = -1.0
AT_ODDS = -2.0  # facts that speak so much against a pair set it apart, whatever its names
_MIN_AGE = 15
# A body's name of two words or more that are not all common nouns ("America PAC", not "super PAC").
LEAST_PROPER = {"same": 9.5, "joined": 9.5, "middle": 8.5, "script": 8.5}
OWNER_SAME = 9.5
LEAST_WEIGHT = {"Place": 8.0, "GovernmentBody": 7.0, "Party": 7.0}
_ONE_NAME = ("same", "joined", "family", "part")  # levels at which an article may name one person twice
MAX_TIES = 12  # ties of one referent that are looked at


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of evidence: its name, what was found, and its log odds."""

    what: str
    detail: str
    odds: float


@dataclass(frozen=True, slots=True)
class Score:
    """All evidence on a pair. ``bar`` says why they can never be one, None where nothing does.

    What follows from the parts is worked out once: rivals are looked at far more often than pairs are scored.
    """

    left: str
    right: str
    parts: tuple[Part, ...]
    bar: str | None
    level: str  # how their names agree
    rule: str
    odds: float = field(init=False)  # the sum of the log odds
    facts: float = field(init=False)  # the log odds of everything but the names
    # What a rule may say of the pair; None where it says nothing: two, as a matter of course.
    verdict: Verdict | None = field(init=False)
    at_odds: bool = field(init=False)  # facts speak against the two being one, whatever their names

    def __post_init__(self) -> None:
        odds = sum(part.odds for part in self.parts)
        facts = sum(part.odds for part in self.parts if part.what not in ("prior", "name", "one article"))
        object.__setattr__(self, "odds", odds)
        object.__setattr__(self, "facts", facts)
        object.__setattr__(self, "verdict", self._verdict())
        object.__setattr__(self, "at_odds", self._at_odds())

    @property
    def probability(self) -> float:
        """Return the probability that both are one entity."""
        return 0.0 if self.bar is not None else 1.0 / (1.0 + math.exp(-max(-40.0, min(40.0, self.odds))))

    def _verdict(self) -> Verdict | None:
        if self.bar is not None or (self.odds <= DIFFERENT_AT and self.facts <= AT_ODDS):
            # Said aloud only where the names could make somebody think otherwise; a bare family name is no ground.
            return Verdict.DIFFERENT if self.level not in ("other", "family", "part") else None
        if self.odds >= SAME_AT:
            # However rare a name, by it alone a teacher is not the chief executive of another paper.
            apart = self.facts <= 0 and any(part.what == CALLING for part in self.parts)
            return Verdict.UNSURE if apart else Verdict.SAME
        return Verdict.UNSURE if self.odds >= UNSURE_AT else None

    def _at_odds(self) -> bool:
        one_article = any(part.what == "one article" for part in self.parts)
        # "Bill Sanderson, who led Corvane" and "William Sanderson", who left Corvane, are one to a reader.
        nickname = self.level == "nickname" and self.facts >= 2.0
        if one_article and self.level not in _ONE_NAME and not nickname:
            # Whoever named both in one article in different ways meant two: George Bush and George W. Bush.
            return self.rule == "rule:person"
        return self.bar is not None or self.level == "other" or self.facts <= AT_ODDS


@cache
def types_agree(left: str, right: str) -> bool:
    """Say whether entities of two types may be one."""
    if left == right:
        return True
    ontology = load_ontology()
    if left not in ontology.types or right not in ontology.types:
        return False
    for exclusive in EXCLUSIVE:
        if ontology.is_a(left, exclusive) != ontology.is_a(right, exclusive):
            # A committee may have been read as a plain organization, never as a company or a person.
            plain = {left, right} & {"Organization", "Group", "Entity", "Actor"}
            if exclusive in ("Committee", "Party") and len(plain) > 0:
                continue
            return False
    return not ({left, right} == {"Company", "GovernmentBody"} or {left, right} == {"Company", "Group"})


_LIVED = ("born", "died")
Look = tuple[str, str, frozenset[tuple[str, frozenset[str]]]]


def look_of(profile: Profile) -> Look | None:
    """Return type, first name and facts: two of one look, from two sources, are never at odds.

    None where more than these may tell two apart (identifiers, years of birth or death, whose it is). Many sources
    that name one thing alike give very many pairs of one look.
    """
    named = len(profile.names) > 0 and profile.type not in ("Campaign", "Candidacy")
    if not named or profile.owner is not None or profile.identifiers or not profile.folded.keys().isdisjoint(_LIVED):
        return None
    return profile.type, profile.names[0].original, frozenset(profile.folded.items())


def score(left: Profile, right: Profile, owners: Score | None = None, whole: bool = False) -> Score:
    """Weigh all evidence on two referents. ``owners`` is the score of whose campaigns, funds ... they are.

    Where the names differ and nothing else can make them one the rest is left out, unless the ``whole`` is wanted.
    """
    shared = sorted(left.identifiers & right.identifiers)
    owned = left.owner is not None or right.owner is not None
    if not whole and not owned and len(shared) == 0:
        agreement = _names(left, right)
        if agreement is None or agreement.level == "other":
            detail = "" if agreement is None else f"{agreement.left} is not {agreement.right}"
            parts = (Part("prior", "", _prior(left, right)), Part("name", detail, -8.0))
            return Score(left.id, right.id, parts, None, "other", f"rule:{_rule(left)}")
    return _score(left, right, owners, shared, owned)


def _rule(profile: Profile) -> str:
    return profile.kind if profile.kind == PERSON else "body"


def _score(left: Profile, right: Profile, owners: Score | None, shared: list[tuple[str, str]], owned: bool) -> Score:
    parts = [Part("prior", f"{left.source_kind or 'other'} and {right.source_kind or 'other'}", _prior(left, right))]
    bar = _bar(left, right)
    agreement = _names(left, right)
    level = agreement.level if agreement is not None else "other"
    if len(shared) > 0:
        parts.append(Part("identifier", f"{shared[0][0]} {shared[0][1]}", 22.0))
    if owned and left.type in ("Campaign", "Candidacy") and owners is not None:
        parts.append(_owner_part(owners))
        level = "same" if owners.odds >= SAME_AT else level
    elif agreement is not None:
        weight = agreement.weight
        if agreement.level not in ("other", "part", "slip", "family", "acronym"):
            # Places and authorities have names of their own even where the words are common.
            weight = max(weight, LEAST_WEIGHT.get(left.type, weight) if left.type == right.type else weight)
            if left.kind == ORGANIZATION and agreement.proper:
                weight = max(weight, LEAST_PROPER.get(agreement.level, weight))
        parts.append(Part("name", f"{agreement.left} = {agreement.right} ({agreement.level})", round(weight, 2)))
        if _is_short_form(left, right, level):
            # The article says who is meant; a namesake in it makes a rival and leaves it open.
            odds = round(SAME_AT + 1.0 - parts[0].odds - weight, 2)
            parts.append(Part("one article", "one word of the name of somebody whom it gives in full", odds))
        elif left.source == right.source and left.source_kind == "article":
            parts.append(Part("one article", "told apart within it", -4.0))
        if owners is not None and (owners.odds >= SAME_AT or owners.level == "other" or owners.bar is not None):
            agree_odds, detail = (2.0, "theirs agree") if owners.odds >= SAME_AT else (-6.0, "theirs differ")
            parts.append(Part("owner", detail, agree_odds))
    parts.extend(part for part in (*_facts(left, right), *_time(left, right)) if part.odds != 0.0)
    if bar is None and not (left.proper and right.proper) and not owned and len(shared) == 0:
        parts.append(Part("name", "one of them is described, not named", -12.0))
    rule = "rule:identifier" if len(shared) > 0 else f"rule:{_rule(left)}"
    return Score(left.id, right.id, tuple(parts), bar, level, rule)


def _prior(left: Profile, right: Profile) -> float:
    prior = (PRIOR.get(left.source_kind, _PRIOR_OTHER) + PRIOR.get(right.source_kind, _PRIOR_OTHER)) / 2
    if left.kind != PERSON and (left.type == right.type or "Organization" in (left.type, right.type)):
        prior += 1.0
    if left.kind != PERSON and left.type not in ("Event", "Group", "Candidacy"):
        # Bodies, places and things take care to bear names of their own.
        prior += 3.0
    if left.type in ("Party", "GovernmentBody", "Place") and left.type == right.type:
        prior += 3.0
    return prior


def _bar(left: Profile, right: Profile) -> str | None:
    if not types_agree(left.type, right.type):
        return f"{left.type} and {right.type} are never one"
    mine = dict(left.identifiers)
    for scheme, value in sorted(right.identifiers):
        if scheme in SINGLE and scheme in mine and mine[scheme] != value:
            return f"{scheme} {mine[scheme]} and {value}"
    if left.type in ("Campaign", "Candidacy"):
        for what, first, second in (("year", left.years, right.years), ("office", left.offices, right.offices)):
            if len(first) > 0 and len(second) > 0 and first.isdisjoint(second):
                return f"{what} {_said(first)} and {_said(second)}"
    if "article" not in (left.source_kind, right.source_kind) and _genders_differ(left, right):
        return "one is a man, the other a woman"
    if left.kind == PERSON:
        for one, other in ((left, right), (right, left)):
            reason = _outlived(one, other)
            if reason is not None:
                return reason
    return None


def _genders_differ(left: Profile, right: Profile) -> bool:
    first, second = left.values("gender"), right.values("gender")
    return left.kind == PERSON and len(first) == len(second) == 1 and first != second


def _outlived(one: Profile, other: Profile) -> str | None:
    if "born" not in one.folded and "died" not in one.folded:
        return None
    born, died = _year(one, "born"), _year(one, "died")
    other_born = _year(other, "born")
    if born is not None and other_born is not None and abs(born - other_born) > 1:
        return f"born {born} and {other_born}"
    if died is not None and other.last_year is not None and other.last_year > died + 1:
        return f"one died in {died}, the other acts in {other.last_year}"
    if born is not None and other.first_year is not None and other.first_year < born + _MIN_AGE:
        return f"one was born in {born}, the other acts in {other.first_year}"
    return None


def _year(profile: Profile, key: str) -> int | None:
    return next((int(value[:4]) for value in sorted(profile.values(key)) if value[:4].isdecimal()), None)


def _names(left: Profile, right: Profile) -> NameAgreement | None:
    """Return the best agreement of any two of their names."""
    found = [agree(a.original, b.original, left.kind) for a, b in product(left.names, right.names)]
    if len(found) == 0:
        return None
    best = max(found, key=lambda agreement: (agreement.weight, agreement.left, agreement.right))
    if left.kind == PERSON and best.level != "other":
        # A bare family name agrees with every namesake; the fullest names of both must not contradict each other.
        fullest = agree(left.names[0].original, right.names[0].original, PERSON)
        if fullest.level == "other" and left.names[0].arabic == right.names[0].arabic:
            return fullest
    return best


def _owner_part(owners: Score) -> Part:
    if owners.bar is not None or owners.odds < UNSURE_AT:
        return Part("owner", "of two different people", -15.0)
    if owners.odds >= SAME_AT:
        return Part("owner", "of one person", OWNER_SAME)
    return Part("owner", "perhaps of one person", min(SAME_AT, owners.odds))


def _said(values: frozenset[int] | frozenset[str]) -> str:
    return ", ".join(str(value) for value in sorted(values, key=str))


# What is compared: the property, its log odds where it agrees and where it differs, and where it differs for people.
_COMPARED = (
    ("state", 2.0, -1.0, -3.0), ("city", 2.5, -0.7, -0.7), ("party", 0.8, -2.0, -2.0),
    ("employer", 4.0, -0.5, -0.5), ("zip", 3.0, 0.0, 0.0), ("district", 1.5, -0.3, -0.3), ("born", 7.0, 0.0, 0.0),
)  # fmt: skip


def _facts(left: Profile, right: Profile) -> list[Part]:
    parts = []
    person = left.kind == PERSON
    for what, agree_odds, differ_odds, of_people in _COMPARED:
        if what not in left.folded or what not in right.folded:
            continue
        first, second = left.folded[what], right.folded[what]
        if what == "party":
            # Codes ("DEM") and names ("Democratic Party") of one party begin alike.
            first = frozenset(value[:3] for value in first)
            second = frozenset(value[:3] for value in second)
        common = first & second
        odds = agree_odds if len(common) > 0 else of_people if person else differ_odds
        detail = _said(common) if len(common) > 0 else f"{_said(first)} against {_said(second)}"
        parts.append(Part(what, detail, odds))
    if person and len(left.offices) > 0 and len(right.offices) > 0:
        common = left.offices & right.offices
        parts.append(Part("office", _said(common) or f"{_said(left.offices)} against {_said(right.offices)}",
                          1.5 if len(common) > 0 else -0.3))  # fmt: skip
    first, second = left.values(CALLING), right.values(CALLING)
    if person and left.source != right.source and walks_differ(first, second):
        parts.append(Part(CALLING, f"{_said(first)} against {_said(second)}", -3.0))
    if _genders_differ(left, right):
        # Articles tell it by a pronoun or an ending, and readers may take them for another's.
        parts.append(Part("gender", "one is a man, the other a woman", -3.0))
    parts.extend(_ties(left, right))
    gifts = left.gifts & right.gifts
    if person and left.source != right.source and len(gifts) > 0:
        recipient, amount, _ = min(gifts)
        parts.append(Part("gift", f"{amount} to {recipient} on one day", 3.0))
    return parts


def _is_short_form(left: Profile, right: Profile, level: str) -> bool:
    """Say whether one of two in an article goes by one word of the other's name, as a rule the family name."""
    if left.source != right.source or left.source_kind != "article" or left.kind != PERSON:
        return False
    if level not in ("family", "part"):
        return False
    bare = [all(len(name.words) == 1 for name in profile.names) for profile in (left, right)]
    return bare[0] != bare[1]


def _ties(left: Profile, right: Profile) -> list[Part]:
    """Return evidence from whom both are tied to: the same company, the same office, the same people."""
    parts = []
    common: list[tuple[float, str]] = []
    for mine in left.ties[:MAX_TIES]:
        for theirs in right.ties[:MAX_TIES]:
            if mine.kind == theirs.kind and _one_name(mine.name, theirs.name, mine.kind):
                weight = 3.5 if mine.relation == theirs.relation else 2.0
                common.append((-weight, f"{mine.relation} {min(mine.name, theirs.name)}"))
    told: set[str] = set()
    for weight, detail in sorted(common):
        if detail not in told and len(told) < 4:
            parts.append(Part("tie", detail, round(-weight / (1 + 0.5 * len(told)), 2)))
            told.add(detail)
    for one, other in ((left, right), (right, left)):
        employers = one.values("employer")
        for tie in other.ties[:MAX_TIES]:
            if tie.kind == ORGANIZATION and any(_one_name(tie.name, name, tie.kind) for name in employers):
                return [*parts, Part("employer", tie.name, 4.0)]
    return parts


@lru_cache(maxsize=30_000)
def _one_name(left: str, right: str, kind: str) -> bool:
    """Say whether two names at the other end of a tie may be taken for one."""
    if left == right:
        return True
    if not name_keys(left, kind) & name_keys(right, kind):
        return False
    return agree(left, right, kind).level in ("same", "joined", "middle", "sound", "script", "nickname")


def _time(left: Profile, right: Profile) -> list[Part]:
    if left.type not in ("Campaign", "Candidacy"):
        return []
    first, second = left.years or _cycle(left), right.years or _cycle(right)
    if len(first) == 0 or len(second) == 0:
        return []
    if first.isdisjoint(second):
        return [Part("year", f"{_said(first)} against {_said(second)}", -8.0)]
    stated = len(left.years) > 0 and len(right.years) > 0
    return [Part("year", _said(first & second), 3.0 if stated else 1.5)]


def _cycle(profile: Profile) -> frozenset[int]:
    """Return the election years that an article without one most likely speaks of: its gifts', else its own."""
    dates = profile.given or (() if profile.published is None else (profile.published,))
    return frozenset(year for date in dates if (year := _election_year(date)) is not None)


def _election_year(date: PartialDate) -> int | None:
    """Return the year of the election that a date belongs to: the next one; until January's end the one just held."""
    if date.year is None:
        return None
    return date.year - 1 if date.year % 2 == 1 and date.month == 1 else date.year + date.year % 2
