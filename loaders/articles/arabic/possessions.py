"""What a firm is said to be of another, and stakes told one after another.

"شركة كذا مملوكة بالكامل لكذا", "شركة كذا، وهي شركة تابعة لكذا", "تملك كذا 8 في المئة من كذا و19 في المئة من كذا".
"""

from __future__ import annotations

from collections.abc import Iterator

from techpol.loaders.articles.arabic.arguments import BREAKS, COMMAS
from techpol.loaders.articles.arabic.frames import Candidate
from techpol.loaders.articles.arabic.scanner import Scanner
from techpol.loaders.articles.arabic.units import Unit
from techpol.loaders.articles.arabic.verbal_nouns import word_of

_FIRMS = ("Company", "MediaOrganization", "Organization")
_OWNERS = (*_FIRMS, "Person", "Group", "GovernmentBody")
_OWNED = frozenset("مملوكه مملوك مملوكا".split())
_FULLY = frozenset("بالكامل كليا جزييا كامله حاليا".split())
_UNITS = frozenset("شركه وحده ذراع فرع موسسه علامه شبكه منصه".split())
_TIED = frozenset("تابعه تابع مملوكه مملوك".split())
_WHICH = frozenset("هي وهي هو وهو".split())
_SHARES = frozenset("المايه المييه بالمايه بالمييه مايه الميه بالميه المايه".split())
_STAKES = frozenset(["stake", "own", "invest-stake"])


class PossessionReader(Scanner):
    """Reads such possessions of one sentence after another."""

    told_plainly = True

    def _read(self) -> Iterator[Candidate]:
        for index, unit in enumerate(self.units):
            word = word_of(unit)
            if word in _OWNED and unit.kind in ("W", "TRIG"):
                yield from self._owned(index)
            elif word in _UNITS and unit.kind == "W":
                yield from self._is_unit(index)
            if any(item.kind == "verb" and item.frame.id in _STAKES for item in unit.triggers):
                yield from self._further(index)

    def _one(self, index: int, kinds: tuple[str, ...]) -> int:
        """Return the one mention of some types that a unit names, or -1."""
        unit = self.units[index] if 0 <= index < len(self.units) else None
        if unit is None or unit.kind != "NP" or len(unit.mentions) != 1:
            return -1
        mention = self.document.mentions[unit.mentions[0]]
        fits = mention.entity >= 0 and mention.head != "adjective" and mention.type in kinds
        return unit.mentions[0] if fits else -1

    def _owner(self, place: int) -> int:
        """Return to whom something is said to belong from a unit on, "لكذا", "بالكامل لكذا"; or -1."""
        while place < len(self.units) and self.units[place].kind == "W" and word_of(self.units[place]) in _FULLY:
            place += 1
        owner = self._one(place, _OWNERS)
        return owner if owner >= 0 and self.units[place].prep == "ل" and not self.units[place].joined else -1

    def _said_of(self, index: int) -> int:
        """Return the firm that a word right behind it, or behind "which is", is said of; or -1."""
        place = index - 1
        which = place >= 0 and self.units[place].word in _WHICH
        place -= which
        if place >= 0 and self.units[place].word in COMMAS:
            if not which:
                return -1
            place -= 1
        while place >= 0 and self.units[place].word == '"':
            place -= 1
        firm = self._one(place, _FIRMS)
        if place > 0 and self.units[place - 1].word in _WHICH:
            return -1  # "وهي شركة هندسية مملوكة لكذا": no name
        subject = firm >= 0 and self.units[place].prep in ("", "gen")
        return firm if subject and not self._denied_before(index) else -1

    def _owned(self, index: int) -> Iterator[Candidate]:
        """Read "شركة كذا مملوكة بالكامل لكذا"."""
        firm, owner = self._said_of(index), self._owner(index + 1)
        if firm >= 0 and owner >= 0:
            before = [word_of(unit) for unit in self.units[max(0, index - 4) : index]]
            was = any(word in ("كان", "كانت") for word in before)
            yield self._claimed("OWNS", "possession/owned", index, [owner], [firm], past=was)

    def _is_unit(self, index: int) -> Iterator[Candidate]:
        """Read "شركة كذا، وهي شركة تابعة لكذا", "شركة كذا، وهي وحدة لكذا"."""
        if index == 0 or self.units[index - 1].word not in _WHICH:
            return
        place = index + 1
        while place < len(self.units) and self._describes(self.units[place]):
            place += 1
        tied = place < len(self.units) and word_of(self.units[place]) in _TIED
        firm, owner = self._said_of(index), self._owner(place + tied)
        if firm < 0 or owner < 0 or (not tied and word_of(self.units[index]) == "شركه"):
            return  # "وهي شركة لكذا" may be a firm for something
        if self.document.mentions[owner].type in ("Company", "MediaOrganization", "Organization"):
            yield self._claimed("OWNS", "possession/unit", index, [owner], [firm])
        elif self.document.mentions[owner].type != "Person":
            yield self._claimed("CONNECTED_TO", "possession/unit", index, [firm], [owner])

    def _describes(self, unit: Unit) -> bool:
        adjective = unit.kind == "W" and self.document.classes[unit.first] == "A"
        return adjective and word_of(unit) not in _TIED and not unit.word.startswith("ال")

    def _further(self, index: int) -> Iterator[Candidate]:
        """Read the second stake and those after it: "تملك كذا 8 في المئة من كذا و19 في المئة من كذا"."""
        trigger = next(
            item for item in self.units[index].triggers if item.kind == "verb" and item.frame.id in _STAKES
        )
        subject = self.matcher._subject(index)
        if subject is None or subject.kind != "NP" or len(subject.mentions) != 1 or trigger.pronoun:
            return
        firms: list[int] = []
        for place in range(index + 1, len(self.units)):
            unit = self.units[place]
            if unit.kind in ("COMP", "REL", "V", "SUB", "NEG") or (unit.kind == "PUNCT" and unit.word in BREAKS):
                break
            if unit.kind == "TRIG" and self.matcher._verbal(unit):
                break
            firm = self._one(place, _FIRMS)
            before = [word_of(other) for other in self.units[max(0, place - 3) : place]]
            if firm >= 0 and unit.prep.removeprefix("of:") == "من" and any(word in _SHARES for word in before):
                firms.append(firm)
        holder = self.document.mentions[subject.mentions[0]]
        if len(firms) < 2 or holder.type not in _OWNERS or holder.entity < 0:
            return
        modality = self.matcher._modality(index, trigger, "OWNS")
        if modality == "asserted" and trigger.tense == "future":
            modality = "planned"
        yield self._claimed("OWNS", "possession/further", index, [subject.mentions[0]], firms[1:], modality)
