"""Which campaign of somebody is meant: two years, or two offices, are two campaigns.

While a paragraph is read, each wording makes an entity of its own ("the Smith campaign", "Smith's 2024 Senate
campaign"); when all are read, :func:`settle` joins those that the document leaves no doubt about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Token

from techpol.loaders.articles.english.candidate import Candidate
from techpol.loaders.articles.english.document import Document
from techpol.loaders.articles.english.entities import EntityIndex
from techpol.loaders.articles.english.mentions import Entity
from techpol.schema.values import PartialDate

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# The words for an office before "campaign" and after "campaign for", and what stands before and after in the name.
_OFFICES = (
    ("president", r"\b(?<!vice )(?<!vice-)(?:presiden\w+|white house)\b", " presidential", ""),
    ("senate", r"\b(?<!state )senat\w+\b", " Senate", ""),
    ("governor", r"\b(?<!lieutenant )(?:gubernatorial|governor\w*)\b", "", " for governor"),
    ("mayor", r"\bmayor\w*\b", "", " for mayor"),
    ("house", r"\b(?<!state )(?<!white )house\b|\bcongress(?:ional)?\b", "", " for Congress"),
)
_BID = re.compile(r" (?:bid|campaign|run|race|candidacy)\Z")
_GENERATIONS = ("jr", "sr")


@dataclass(frozen=True)
class Race:
    """The year and the office of a campaign, each None where it is not told."""

    year: int | None = None
    office: str | None = None

    @classmethod
    def read(cls, words: str) -> Race:
        """Return what the words around "campaign" tell; of two years or offices none."""
        lowered = words.lower()
        years = {int(year) for year in _YEAR.findall(words)}
        offices = [office for office, pattern, _, _ in _OFFICES if re.search(pattern, lowered)]
        return cls(years.pop() if len(years) == 1 else None, offices[0] if len(offices) == 1 else None)

    def fits(self, other: Race) -> bool:
        """Say whether nothing tells the two apart."""
        return all(mine is None or theirs is None or mine == theirs for mine, theirs in self.pairs(other))

    def pairs(self, other: Race) -> tuple[tuple[object, object], tuple[object, object]]:
        """Return the years and the offices of both."""
        return (self.year, other.year), (self.office, other.office)

    def name(self, whose: str) -> str:
        """Return the name: "Smith 2024 Senate campaign"."""
        before, after = next(((b, a) for office, _, b, a in _OFFICES if office == self.office), ("", ""))
        return f"{whose}{f' {self.year}' if self.year else ''}{before} campaign{after}"

    def describe(self, entity: Entity, owner: Entity) -> None:
        """Write onto an entity whose, of which year and for which office it is."""
        entity.owner = owner
        told = (("year", str(self.year) if self.year else None), ("office", self.office))
        entity.properties.update({name: value for name, value in told if value is not None})


def words_around(campaign: Token, first: int) -> str:
    """Return the words from ``first`` up to "campaign", and what it is "for"."""
    after = [child for child in campaign.children if child.dep_ == "prep" and child.lower_ in ("for", "to")]
    told = [t.text for prep in after for c in prep.children if c.dep_ == "pobj" for t in c.subtree]
    return " ".join([*(t.text for t in campaign.doc[first : campaign.i]), *told[:4]])


def campaign_of(index: EntityIndex, owner: Entity, words: str) -> Entity:
    """Return the campaign of a person that words such as "2024 Senate" tell."""
    last = owner.name.split()[-1]
    race = Race.read(words)
    name = race.name(last if last.rstrip(".").lower() not in _GENERATIONS else owner.name)
    entity = index.described("Campaign", name)
    race.describe(entity, owner)
    return entity


def settle(document: Document, candidates: Iterable[Candidate], published: PartialDate | None) -> None:
    """Join the campaigns of one person, and the candidacies, that the document leaves no doubt to be one."""
    found, index = list(candidates), document.index
    campaigns: dict[int, list[Entity]] = {}
    for entity in index.entities:
        if entity.type == "Campaign" and not entity.named and entity.owner is not None:
            campaigns.setdefault(id(entity.owner), []).append(entity)
    renamed: dict[int, Entity] = {}
    for same in campaigns.values():
        renamed.update(_joined(document, same, published))
    for same in _candidacies(found):
        renamed.update(_joined(document, same, published))
    if not renamed:
        return
    for candidate in found:
        for reference in (candidate.subject, candidate.object):
            reference.entity = renamed.get(id(reference.entity), reference.entity)
    for entity in list(index.entities):
        if id(entity) in renamed:
            index.merge(renamed[id(entity)], entity)


def _joined(document: Document, same: list[Entity], published: PartialDate | None) -> dict[int, Entity]:
    """Return which of one's campaigns is another, told more fully, by identity."""
    races = {id(entity): _race(entity) for entity in same}
    renamed: dict[int, Entity] = {}
    for entity in same:
        race = races[id(entity)]
        fuller = [
            other
            for other in same
            if other is not entity
            and _says_more(races[id(other)], race)
            and not any(_says_more(races[id(third)], races[id(other)]) for third in same)
        ]
        if len(fuller) != 1:
            continue
        rivals = [other for other in same if other is not entity and not races[id(other)].fits(races[id(fuller[0])])]
        if any(races[id(other)].fits(race) for other in rivals):
            continue  # of which of two it is, nothing tells
        year = races[id(fuller[0])].year
        if race.year is None and year is not None and race.office is None and not _current(year, published):
            continue  # "Smith's 2016 campaign" in an article of 2024: "the Smith campaign" may be that of the day
        if race.year is None and year is not None and _of_another_year(document, entity, year):
            continue  # "gave to the Smith campaign in 2016"
        renamed[id(entity)] = fuller[0]
    return renamed


def _race(entity: Entity) -> Race:
    year = entity.properties.get("year")
    return Race(int(year) if year else None, entity.properties.get("office"))


def _says_more(race: Race, other: Race) -> bool:
    """Say whether a race is the other one, told more fully."""
    return race != other and race.fits(other) and all(a is not None or b is None for a, b in race.pairs(other))


def _current(year: int, published: PartialDate | None) -> bool:
    return published is not None and published.year is not None and year >= published.year


def _of_another_year(document: Document, entity: Entity, year: int) -> bool:
    """Say whether a sentence that names a campaign tells a year, and neither the campaign's nor the one before."""
    for reference in entity.mentions:
        sentence = document.scenes[reference.paragraph].doc[reference.start].sent.text
        years = {int(told) for told in _YEAR.findall(sentence)}
        if years and years.isdisjoint((year, year - 1)):
            return True
    return False


def _candidacies(candidates: list[Candidate]) -> list[list[Entity]]:
    """Return the candidacies that one person alone has in the document, by person, with their years and offices."""
    runners: dict[int, dict[int, Entity]] = {}
    entities: dict[int, Entity] = {}
    for candidate in candidates:
        target = candidate.object.entity
        bid = target.type == "Candidacy" and not target.named and _BID.search(target.name) is not None
        if candidate.relation == "RUNS_FOR" and bid:
            entities[id(target)] = target
            runners.setdefault(id(target), {})[id(candidate.subject.entity)] = candidate.subject.entity
    groups: dict[tuple[int, str | None], list[Entity]] = {}
    for key, owners in runners.items():
        race = Race.read(_BID.sub("", entities[key].name))
        if len(owners) != 1 or race.office is None:
            continue
        owner = next(iter(owners.values()))
        race.describe(entities[key], owner)
        groups.setdefault((id(owner), race.office), []).append(entities[key])
    return list(groups.values())
