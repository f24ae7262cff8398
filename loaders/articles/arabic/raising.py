"""Money that somebody raises: for a campaign of one's own, and out of whose pockets."""

from __future__ import annotations

from abc import ABC, abstractmethod

from techpol.loaders.articles.arabic.candidates import Candidate
from techpol.loaders.articles.arabic.lexicon import Trigger
from techpol.loaders.articles.arabic.modality import ModalityReader


class RaisingReader(ModalityReader, ABC):
    """Reads what a verb of raising says beyond its frame."""

    @abstractmethod
    def _need(self, index: int, trigger: Trigger) -> str:
        """Return what a trigger lacks beside it, "" where it lacks nothing."""

    def _own_campaign(self, index: int, trigger: Trigger) -> Candidate | None:
        """Read "جمع فلان 10 ملايين دولار" of one who has a campaign: the money is for it."""
        if self._need(index, trigger) or self._amount(index) is None:
            return None
        if trigger.kind == "verb":
            subject = self._subject(index)
            people = list(subject.mentions) if subject is not None and subject.kind == "NP" else []
        else:
            people = next(
                (
                    list(item.unit.mentions)
                    for item in self._right(index)
                    if item.prep == "من" and item.unit.kind == "NP"
                ),
                [],
            )
        if len(people) != 1 or self.document.mentions[people[0]].type != "Person":
            return None
        owner = self.document.mentions[people[0]].entity
        campaigns = [
            (abs(mention.first - self.units[index].first), number)
            for number, mention in enumerate(self.document.mentions)
            if mention.type == "Campaign"
            and mention.entity >= 0
            and self.document.entities[mention.entity].owner == owner
            and owner >= 0
        ]
        if not campaigns:
            return None
        target = min(campaigns)[1]
        return Candidate(
            "RAISED_FUNDS_FOR",
            people,
            [target],
            "raise/own",
            self.number,
            min(self.units[index].first, self._mention_first(people[0])),
            max(self.units[index].last, self._mention_last(people[0])),
            self._modality(index, trigger, "RAISED_FUNDS_FOR"),
            self._amount(index),
        )

    def _donors(self, index: int, trigger: Trigger, raised: Candidate | None) -> Candidate | None:
        """Read who gave what is raised: "لجمع 100 مليون دولار من جهات مانحة بينها فلان، عبر حملتها"."""
        right = self._right(index)
        if trigger.pronoun or self._need(index, trigger):
            return None
        givers = next(
            (
                argument
                for argument in right
                if argument.prep == "من"
                and argument.unit.kind == "NP"
                and all(
                    self.document.mentions[number].type in ("Person", "Company", "Group")
                    for number in argument.unit.mentions
                )
            ),
            None,
        )
        if givers is None:
            return None
        takers = raised.objects if raised is not None else []
        if not takers:
            takers = next(
                (
                    argument.unit.mentions
                    for argument in right
                    if argument.unit.kind == "NP"
                    and argument.prep in ("عبر", "ل", "لصالح")
                    and self.document.mentions[argument.unit.mentions[0]].type == "Campaign"
                ),
                [],
            )
        if not takers:
            return None
        numbers = list(givers.unit.mentions) + list(takers)
        return Candidate(
            "DONATED_TO",
            list(givers.unit.mentions),
            list(takers),
            "raise/donors",
            self.number,
            min(self.units[index].first, *(self._mention_first(number) for number in numbers)),
            max(self.units[index].last, *(self._mention_last(number) for number in numbers)),
            self._modality(index, trigger, "DONATED_TO"),
            None,
        )
