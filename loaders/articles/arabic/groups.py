"""What bodies are to bodies, in apposition or as what they are said to be: part of a group, agent, adviser.

"شركة كذا، وهي إحدى شركات مجموعة كذا"، "شركة كذا، الوكيل المعتمد لشركة كذا"، "شركة كذا، المستشار المالي لشركة كذا".
"""

from __future__ import annotations

from collections.abc import Iterator

from techpol.loaders.articles.arabic.frames import Candidate
from techpol.loaders.articles.arabic.scanner import Scanner
from techpol.loaders.articles.arabic.units import Unit

_OPENERS = frozenset(["،", ",", "(", "-", '"', ")"])
_COMPANIES = frozenset(["Company", "MediaOrganization"])
_RULES = ("agent", "adviser")
_FAR = 9  # units that what an adviser advises on may take up


class GroupReader(Scanner):
    """Reads what a description says that a body is to another body."""

    def _read(self) -> Iterator[Candidate]:
        mentions = self.document.mentions
        for index, unit in enumerate(self.units):
            if not self._body(unit) or len(unit.mentions) != 1:
                continue
            place = self._apposed(index)
            if place is None:
                continue
            found = self._part(place)
            rule = "part"
            if found is None:
                rule, found = self._role(place)
            # "كانت شركة كذا وكيلا لشركة كذا": no apposition, so it may be denied.
            stated = rule != "part" and not any(item.kind == "PUNCT" for item in self.units[index + 1 : place])
            if found is None or (stated and self._denied_before(place)):
                continue
            child, parent = unit.mentions[0], found.mentions[0]
            if mentions[child].entity == mentions[parent].entity:
                continue
            kinds = {mentions[child].type, mentions[parent].type}
            relation = "WORKS_FOR" if rule == "adviser" else "CONNECTED_TO"
            if rule == "part" and kinds <= _COMPANIES:
                relation, child, parent = "OWNS", parent, child
            candidate = Candidate(
                relation, [child], [parent], f"group/{rule}", self.clauses.sentence, unit.first, found.last
            )
            candidate.past = rule != "part" and self.units[place].past
            if rule == "agent" and self.units[place].prep == "acc":
                candidate.attribution = self.matcher._attributed(place, [child])
            yield candidate

    def _body(self, unit: Unit) -> bool:
        if unit.kind != "NP" or not unit.mentions:
            return False
        mention = self.document.mentions[unit.mentions[0]]
        return mention.entity >= 0 and mention.head != "adjective" and self.is_a(mention.type, "Organization")

    def _apposed(self, index: int) -> int | None:
        """Return where the description of a body begins, after comma, bracket or "which is"."""
        place = index + 1
        opened = False
        while place < len(self.units) and place - index < 6:
            unit = self.units[place]
            is_such = unit.word in self.sets["bridges"] or unit.word in ("التي", "الذي", "بدورها", "بدوره")
            if not is_such and not (unit.kind == "PUNCT" and unit.word in _OPENERS):
                break
            opened = True
            place += 1
        if place >= len(self.units):
            return None
        return place if opened or self.units[place].kind == "DESC" else None

    def _part(self, place: int) -> Unit | None:
        """Return the group that "إحدى شركات ...", "إحدى الشركات التابعة ل ...", "جزء من ..." tells of."""
        units = self.units
        word = units[place].word
        after = place + 1
        if word in ("احدي", "احد"):
            if after >= len(units) or units[after].word not in self.sets["parts_of"]:
                return None
            after += 1
            while after < len(units) and (
                (units[after].kind == "TRIG" and any(item.frame.id == "belong" for item in units[after].triggers))
                or (units[after].kind == "W" and self.document.classes[units[after].first] == "A")
            ):
                after += 1
            wanted: tuple[str, ...] = ("gen", "", "ل")
        elif word in ("جزء", "جزءا") and after < len(units) and units[after].word == "من":
            after, wanted = after + 1, ("من",)
        else:
            return None
        if after >= len(units) or units[after].prep not in wanted or not self._body(units[after]):
            return None
        return units[after]

    def _role(self, place: int) -> tuple[str, Unit | None]:
        """Return ("agent" or "adviser", the body whose one a body is)."""
        unit = self.units[place]
        if unit.kind != "DESC" or not unit.roles or unit.joined or unit.pronoun:
            return "", None
        noun = unit.roles[0].words[0]
        rule = next((name for name in _RULES if noun in self.sets[f"{name}_roles"]), "")
        if rule == "" or unit.prep not in ("", "acc" if rule == "agent" else ""):
            return "", None
        if unit.mentions:
            mention = self.document.mentions[unit.mentions[0]]
            named = len(unit.mentions) == 1 and self.is_a(mention.type, "Organization")
            return rule, unit if named and mention.entity >= 0 else None
        for other in self.units[place + 1 : place + _FAR]:
            if self._body(other):
                return rule, other if other.prep in ("gen", "ل", "") else None
            if other.kind not in ("W", "PREP"):
                break
        return "", None
