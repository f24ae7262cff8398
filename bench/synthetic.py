"""Readings made without reading: articles of a few sentences with their names and claims, as a quick reader would.

They put the ledger and the build under load where the time of the language rules is not what is measured. The same
number and seed give the same reading, byte for byte.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator

from make_articles import _FIRM_ENDS, _MEN, _MIDDLES, _ONSETS, _PERSON_ENDS, _WOMEN, _pairs

from techpol.schema.model import Claim, Mention, Modality, Name, Qualifiers, Reading, Referent, Source, Span
from techpol.schema.text import fold
from techpol.schema.values import Money, PartialDate

PUBLISHERS = ("The Harbor Ledger", "Bay Courier", "Hill Gazette", "Plain Dispatch", "Coast Monitor")
# Names that many articles share, as the news does.
HUBS = (("Federal Election Commission", "GovernmentBody"), ("San Francisco", "Place"), ("Union Party", "Party"))


class _Draft:
    """A text in the making, with the names and claims in it."""

    def __init__(self, key: str) -> None:
        self.key = key
        self.text = ""
        self.names: dict[str, tuple[str, list[tuple[int, int]]]] = {}
        self.claims: list[tuple[str, str, str, tuple[int, int], Qualifiers, Modality]] = []

    def say(
        self, subject: tuple[str, str], relation: str, target: tuple[str, str], words: str, *,
        modality: Modality = Modality.ASSERTED, qualifiers: Qualifiers | None = None,
    ) -> None:  # fmt: skip
        """Add a sentence ``{s} ... {o}`` and the claim that it makes."""
        start = len(self.text)
        sentence = words.format(s=subject[0], o=target[0])
        for name, type_name in (subject, target):
            at = start + sentence.index(name)
            self.names.setdefault(name, (type_name, []))[1].append((at, at + len(name)))
        self.text += sentence + " "
        span = (start, start + len(sentence))
        self.claims.append((subject[0], relation, target[0], span, qualifiers or Qualifiers(), modality))

    def reading(self, publisher: str, published: PartialDate) -> Reading:
        """Return the article."""
        source = Source(
            key=self.key, kind="article", sha256=hashlib.sha256(self.text.encode()).hexdigest(),
            title=self.text[:60], publisher=publisher, url=self.key, published=published, language="en",
            text=self.text,
        )  # fmt: skip
        keys = {name: f"{type_name}:{fold(name)}" for name, (type_name, _) in self.names.items()}
        statements: list[Referent | Claim] = [
            Referent(
                source.id, keys[name], type_name, name, names=(Name(name, "en"),),
                mentions=tuple(Mention(*span, name) for span in spans),
            )
            for name, (type_name, spans) in self.names.items()
        ]  # fmt: skip
        for subject, relation, target, (start, end), qualifiers, modality in self.claims:
            ends = [
                next(span for span in self.names[name][1] if start <= span[0] and span[1] <= end)
                for name in (subject, target)
            ]
            statements.append(
                Claim(
                    source=source.id, version=source.sha256, subject=keys[subject], relation=relation,
                    object=keys[target], evidence=(Span(source.id, start, end, self.text[start:end]),),
                    modality=modality, qualifiers=qualifiers, subject_span=ends[0], object_span=ends[1],
                    extractor="synthetic", extractor_version="1", rule="template", confidence=0.9,
                )
            )  # fmt: skip
        return Reading(source, statements)


def _invent(chance: random.Random, ends: str) -> str:
    return "".join(chance.choice(_pairs(listed))[0] for listed in (_ONSETS, _MIDDLES, _MIDDLES, ends))


def _person(chance: random.Random) -> tuple[str, str]:
    return f"{chance.choice(_pairs(_MEN + ';' + _WOMEN))[0]} {_invent(chance, _PERSON_ENDS)}", "Person"


def make_reading(number: int, seed: int = 1, per_world: int = 20) -> Reading:
    """Return one reading; so many articles in a row tell of the same people."""
    world = random.Random(f"{seed}:{number // per_world}")
    people = [_person(world) for _ in range(8)]
    firms = [(_invent(world, _FIRM_ENDS), "Company") for _ in range(5)]
    campaigns = [(f"{person[0].split()[1]} campaign", "Campaign") for person in people[:2]]
    funds = [(f"{person[0].split()[1]} Victory Fund", "Committee") for person in people[:2]]
    chance = random.Random(f"{seed}:{number}:article")
    published = PartialDate(2023, 1 + number % 12, 1 + number % 28)
    draft = _Draft(f"https://example.org/w{seed}/{number}")
    pick = chance.choice
    gift = Money.clean(pick((5000, 25000, 100000, 100000, 844600)), "USD")
    day = PartialDate(2023, 1 + (number + 5) % 12, pick((3, 14, 14, 27)))
    donor, fund = pick(people[2:]), pick(range(2))
    draft.say(donor, "LEADS", pick(firms), "{s}, the chief executive of {o}, is known for saying little in public.")
    draft.say(
        donor, "DONATED_TO", funds[fund], "{s} made two donations of the same sum to {o}, records show.",
        qualifiers=Qualifiers(amount=gift, count=2, start=day),
    )  # fmt: skip
    draft.say(funds[fund], "CONNECTED_TO", campaigns[fund], "The {o} set up {s} together with its party last year.")
    draft.say(pick(people[2:]), "ENDORSED", people[fund], "{s} endorsed {o} in a speech to a small crowd.")
    draft.say(
        pick(people[2:]), "DONATED_TO", campaigns[fund], "{s} wants to give the {o} a large sum later in the year.",
        modality=Modality.PLANNED, qualifiers=Qualifiers(amount=Money.clean(1_000_000, "USD")),
    )  # fmt: skip
    draft.say(pick(firms), "LOCATED_IN", HUBS[1], "{s} has its seat in {o}, where the meeting took place.")
    draft.say(people[fund], "AFFILIATED_WITH", HUBS[2], "{s} has been with the {o} for two decades or more.")
    draft.say(HUBS[0], "REGULATES", campaigns[fund], "The {s} asked the {o} about two of its reports.")
    draft.say(people[2], "CRITICIZED", people[1 - fund], "{s} had hard words for {o} and what the rival stands for.")
    return draft.reading(PUBLISHERS[number % len(PUBLISHERS)], published)


def iter_readings(number: int, seed: int = 1) -> Iterator[Reading]:
    """Yield so many readings."""
    for count in range(number):
        yield make_reading(count, seed)
