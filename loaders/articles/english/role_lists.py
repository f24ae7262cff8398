"""Lists of roles with one bearer, and lists of bearers of one role, told by their order where the parse is lost.

"X is chairman of A, founder of B and an adviser to C"; "executives at A, including X, lawyer Y and Z".
"""

from __future__ import annotations

from itertools import pairwise

from spacy.tokens import Doc

from techpol.loaders.articles.english.mentions import Entity, Reference
from techpol.loaders.articles.english.rolegroup import RoleGroup
from techpol.loaders.articles.english.scanner import Scanner

_BE = frozenset(["is", "are", "was", "were", "isn't"])
_OR = frozenset(["or", "nor"])
_JOINERS = frozenset(", and & also or nor".split())
_LEADERS = frozenset(["a", "an", "the", "former", "now", "currently", "also", "its", "honorary", "ex", "-"])
_COMMAS = frozenset([",", "–", "—", "(", "-", "--"])
_OPENERS = frozenset(["including", "like", "namely"])
_PLURAL = ("NNS", "NNPS")
_TELLING = frozenset(["leader", "head", "pioneer"])
_MOST = 45  # tokens of a list that are looked at


class RoleLists(Scanner):
    """Reads the lists of roles and of bearers of one document."""

    def find(self, number: int, doc: Doc, groups: list[RoleGroup]) -> None:
        """Give groups without a bearer those that a list tells."""
        for group in groups:
            if not group.bearers:
                group.bearers = [] if group.is_mixed else self._told_after(number, doc, group)
            elif self._is_asked(number, doc, group):
                group.bearers = []
        told = False
        bodies: list[Entity] = []  # what the roles of the list so far are of
        for left, right in pairwise(groups):
            bodies = [*(bodies if told else ()), *(r.entity for r in left.objects)]
            told = self._goes_on(number, doc, left, right, told, bodies)
            if told and any(doc[i].lower_ in _OR for i in range(left.end, right.start)):
                right.bearers, told = [], False  # one of the two, or neither
            if told:
                right.bearers = list(left.bearers)
            if told or self._shares(doc, left, right):
                right.teller = left.teller or left.spans[-1]

    def _is_asked(self, number: int, doc: Doc, group: RoleGroup) -> bool:
        """Say whether "Is X the chairman of A?" asks for it; "Is X, the chairman of A, ill?" does not."""
        sentence, bearer = doc[group.start].sent, group.bearers[0]
        if sentence[-1].text != "?" or bearer.paragraph != number or bearer.end > group.start:
            return False
        asks = sentence[0].lower_ in _BE or (len(sentence) > 1 and sentence[1].lower_ in _BE)
        return asks and not any(doc[i].text in _COMMAS for i in range(bearer.end, group.start))

    def _shares(self, doc: Doc, left: RoleGroup, right: RoleGroup) -> bool:
        """Say whether two roles that the parser joined have one bearer."""
        head = doc[right.end - 1]
        joined = head.dep_ == "conj" and left.start <= head.head.i < left.end
        return joined and [id(r.entity) for r in left.bearers] == [id(r.entity) for r in right.bearers] != []

    def _goes_on(
        self, number: int, doc: Doc, left: RoleGroup, right: RoleGroup, told: bool, bodies: list[Entity]
    ) -> bool:
        """Say whether the next role is the same bearer's: "is chairman of A and chief executive of B"."""
        if len(left.bearers) != 1 or left.before or right.before or not right.objects or not right.preposition:
            return False
        last = max((r.end for r in left.objects if r.paragraph == number), default=0)
        if not left.preposition or not left.end < last < right.start or right.start - last > 5:
            return False
        between = [doc[i].lower_ for i in range(last, right.start)]
        if "and" not in between and any("Person" not in role.bearer for span in right.spans for role in span.roles):
            return False  # "is a division of A, a subsidiary of B": it is A that is B's
        if "and" not in between and "a" in between and right.spans[-1].text in _TELLING:
            return False  # "is head of A, a leader in steel"
        if between[0] not in _JOINERS or not all(
            word in _JOINERS | _LEADERS or self._is_modifier(doc, last + k) for k, word in enumerate(between)
        ):
            return False
        known = [*bodies, left.bearers[0].entity]
        if any(all(r.entity is not entity for entity in known) for r in right.bearers):
            return False
        if doc[right.end - 1].dep_ in ("nsubj", "nsubjpass"):
            return False  # "X is chairman of A, an adviser to B said"
        after = self._index.at(number, right.end)
        if after is not None and after.entity.type == "Person":
            return False  # "the chief executive of A and chairman X"
        predicate = told or self._is_predicate(doc, left)
        # "met X, the chairman of A and the founder of B": the second may be somebody else
        return predicate or not {"the", "its", "a", "an"} & set(between)

    def _is_modifier(self, doc: Doc, i: int) -> bool:
        """Say whether a word may stand between an article and a role: "the largest shareholder"."""
        return doc[i].pos_ == "ADJ" and doc[i].text.islower()

    def _is_predicate(self, doc: Doc, group: RoleGroup) -> bool:
        """Say whether a role is told by "is": it can be nobody else's."""
        head = doc[group.end - 1]
        return head.dep_ == "attr" and head.head.lemma_ in ("be", "become", "remain")

    def _told_after(self, number: int, doc: Doc, group: RoleGroup) -> list[Reference]:
        """Return the people of "advisers to A, including lawyer X and Y"; none where it is no plain list."""
        if doc[group.end - 1].tag_ not in _PLURAL or not group.objects:
            return []
        i = max((r.end for r in group.objects if r.paragraph == number), default=group.end)
        i = max(i, group.end)
        if i < len(doc) and doc[i].text in _COMMAS:
            i += 1
        if i + 1 < len(doc) and doc[i].lower_ == "such" and doc[i + 1].lower_ == "as":
            i += 2
        elif i < len(doc) and doc[i].lower_ in _OPENERS:
            i += 1
        else:
            return []
        return self._names_in(number, doc, i)

    def _names_in(self, number: int, doc: Doc, i: int) -> list[Reference]:
        """Return the names of a list from a token on; each may have a title or a role before it."""
        found: list[Reference] = []
        waiting = True
        end = min(i + _MOST, doc[i].sent.end if i < len(doc) else i)
        while i < end:
            token = doc[i]
            reference = self._index.at(number, i)
            if reference is not None and reference.start == i:
                if not waiting or reference.entity.type != "Person":
                    break
                found.append(reference)
                waiting = False
                i = reference.end
                continue
            if token.lower_ in (",", "and", "&"):
                waiting = True
            elif not waiting or not (
                token.pos_ in ("NOUN", "ADJ") or token.lower_.rstrip(".") in self._vocabulary.titles
            ):
                break
            i += 1
        return found
