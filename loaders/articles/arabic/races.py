"""Lists of rivals: "بين ثلاثة متنافسين، هم فلان وفلان وفلان"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from techpol.loaders.articles.arabic.frames import Candidate
from techpol.loaders.articles.arabic.scanner import Scanner

_REACH = 4  # words between "متنافسين" and the list of their names


class RivalReader(Scanner):
    """Reads who runs against whom, each pair of a list of rivals once."""

    def _read(self) -> Iterator[Candidate]:
        for index, unit in enumerate(self.units):
            for one, other in combinations(self._rivals_listed(index), 2):
                yield Candidate(
                    "RUNNING_AGAINST", [one], [other], "rivals/list", self.clauses.sentence, unit.first, unit.last
                )

    def _rivals_listed(self, index: int) -> list[int]:
        """Return the people that "متنافسين، هم ..." lists, over the units that "و" joins; none if it lists none."""
        unit = self.units[index]
        if unit.kind != "NP" or not unit.mentions:
            return []
        first = self.document.mentions[unit.mentions[0]].first
        words = [word for word in self.document.words[max(0, first - _REACH) : first] if word not in ("،", ",", ":")]
        if not words or words[-1] not in self.sets["listing_pronouns"]:
            return []
        if not any(word in self.sets["rivals"] for word in words[:-1]):
            return []
        people = list(unit.mentions)
        for other in self.units[index + 1 :]:
            if other.kind == "PUNCT" and other.word in ("،", ","):
                continue
            if other.kind != "NP" or not other.joined or len(other.mentions) != 1:
                break
            people.extend(other.mentions)
        listed = [self.document.mentions[number] for number in people]
        different = len({mention.entity for mention in listed}) == len(listed)
        return people if different and {mention.type for mention in listed} == {"Person"} else []
