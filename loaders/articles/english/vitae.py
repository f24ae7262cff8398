"""What somebody is and was, told in a row: "X is a banker, chairman of A, professor at B and former head of C".

The parser loses its way in such rows, of which lives of people are full; the order of the words does not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from techpol.loaders.articles.english.mentions import Reference
from techpol.loaders.articles.english.rolegroup import RoleGroup
from techpol.loaders.articles.english.subjects import ADVERBS, SubjectFinder

_IS = frozenset("is becomes became become remains remained".split())
_WAS = frozenset(["was"])
_BE = _IS | _WAS | {"been"}
_SERVE = frozenset("serves served serve serving works worked work working acts acted act acting".split())
_PUT = frozenset("appointed named elected promoted hired recruited chosen selected installed tapped elevated".split())
_LEFT = frozenset("leave quit retire resign depart return move step go join".split())
_FORMERLY = frozenset("previously formerly once originally initially".split())
_DENYING = frozenset(
    "not n't n’t never no neither nor nearly almost would could should might may can cannot if unless whether were "
    "without hardly instead".split()
)
_JOINERS = frozenset(
    ", and & also currently now then later formerly previously presently earlier subsequently".split()
)
_ENDS = frozenset(["of", "at", "for", "in", "with", "on", "to", "over", "from"])
_TIMES = frozenset("from since in until till between during beginning starting for through after before on".split())
_YEAR = re.compile(r"(?:(?:1[6-9]|20)\d\d(?:[-–/](?:\d\d|\d{4}))?s?|present|date|\d{1,2}|\d{4}[-–]present)\Z")
_MONTHS = frozenset(
    "january february march april may june july august september october november december jan. feb. aug. sept. "
    "oct. nov. dec. early late mid spring summer autumn fall year years month months two three four five six seven "
    "eight nine ten several many over nearly decade decades the and to through - – over more than".split()
)
_LEARNED = frozenset("professor emeritus emerita lecturer instructor fellow".split())  # of a field, at a body
_MATTER = 9  # tokens of "of engineering and product development" before "at"
_BETWEEN = 14  # tokens from "served" to "as"


@dataclass(frozen=True, slots=True)
class _Start:
    """Where a row of roles begins, whose it is, and whether it tells what is over."""

    i: int
    bearer: Reference
    past: bool
    whole: Reference | None = None  # the body that was joined: of it is what names none


class Vitae(SubjectFinder):
    """Reads the rows of roles of one document: it gives role groups the bearer and the body that the row tells."""

    def find(self, number: int, doc: Doc, groups: list[RoleGroup]) -> None:
        """Give groups that have no bearer, or no body, those that a row of roles tells."""
        if not groups:
            return
        starts = {group.start: group for group in groups}
        for token in doc:
            if token.lower_ in _BE or token.lower_ in _SERVE or token.lower_ in _PUT or token.lower_ == "as":
                start = self._start(number, doc, token)
                if start is not None:
                    self._read(number, doc, start, starts)

    # -- where rows begin ----------------------------------------------------------------------------------------

    def _start(self, number: int, doc: Doc, verb: Token) -> _Start | None:
        word = verb.lower_
        if verb.sent[-1].text == "?" or any(
            t.lower_ in _DENYING for t in doc[max(verb.sent.start, verb.i - 4) : verb.i]
        ):
            return None
        i = verb.i + 1
        if word in _PUT:
            return self._put(number, doc, verb)
        if word == "as":
            return self._joined(number, doc, verb)
        if word in _SERVE:
            given = self._as(doc, i)
            if given is None:
                return None
            bearer = self._subject(number, doc, verb)
            return _Start(given, bearer, verb.tag_ == "VBD" or self._over(doc, verb)) if bearer is not None else None
        while i < len(doc) and doc[i].lower_ in ADVERBS:
            i += 1
        if i >= len(doc) or doc[i].lower_ in _DENYING or doc[i].pos_ in ("VERB", "PRON"):
            return None
        if word == "become" and not self._came_to(verb):
            return None
        bearer = self._subject(number, doc, verb)
        if bearer is None:
            return None
        return _Start(i, bearer, word in _WAS or self._over(doc, verb))

    def _over(self, doc: Doc, verb: Token) -> bool:
        """Say whether "formerly", "previously" stands beside a verb."""
        return any(t.lower_ in _FORMERLY for t in doc[max(0, verb.i - 2) : min(len(doc), verb.i + 2)])

    def _came_to(self, verb: Token) -> bool:
        """Say whether "become" is told as done: "left A to become head of B", "has become"."""
        before = [t.lower_ for t in verb.doc[max(0, verb.i - 3) : verb.i]]
        if "to" not in before:
            return bool(set(before) & {"has", "had", "have"})
        above = verb.head
        return above.lemma_ in _LEFT and above.tag_ == "VBD"

    def _as(self, doc: Doc, i: int) -> int | None:
        """Return the token after the "as" of "served for four years as"; None where there is none."""
        for k in range(i, min(i + _BETWEEN, len(doc))):
            if doc[k].lower_ == "as":
                return k + 1 if k == 0 or doc[k - 1].lower_ not in ("such", "well") else None
            if doc[k].text in (",", ";", ".", ":") or doc[k].pos_ in ("VERB", "AUX", "PRON", "SCONJ"):
                return None
        return None

    def _put(self, number: int, doc: Doc, verb: Token) -> _Start | None:
        """Return the row of "was elected president of A", "was promoted to head of B"."""
        bearer = self._subject(number, doc, verb) if self._syntax.is_passive(verb) else None
        if bearer is None or any(
            child.tag_ == "MD" or child.lower_ == "to" for child in verb.children if child.i < verb.i
        ):
            return None
        i = verb.i + 1
        if i < len(doc) and doc[i].lower_ in ("as", "to"):
            i += 1
        return _Start(i, bearer, False)

    def _joined(self, number: int, doc: Doc, conjunction: Token) -> _Start | None:
        """Return the row of "X joined A in 2003 as chief of B"; what names no body is of A."""
        verb = next(
            (doc[k] for k in range(conjunction.i - 1, max(conjunction.sent.start, conjunction.i - _BETWEEN) - 1, -1)
             if doc[k].pos_ == "VERB"),
            None,
        )  # fmt: skip
        if verb is None or verb.lower_ not in ("joined", "joins", "rejoined") or verb.i + 1 >= len(doc):
            return None
        first = verb.i + 1 + (doc[verb.i + 1].lower_ in ("the", "its"))
        body = self._index.at(number, first) if first < len(doc) else None
        if (
            body is None
            or not body.entity.is_organisation
            or any(doc[k].text in (",", ";") for k in range(body.end, conjunction.i))
        ):
            return None
        bearer = self._subject(number, doc, verb)
        return _Start(conjunction.i + 1, bearer, False, body) if bearer is not None else None

    # -- rows ----------------------------------------------------------------------------------------------------

    def _read(self, number: int, doc: Doc, start: _Start, starts: dict[int, RoleGroup]) -> None:
        """Go through a row from its start and give each role its bearer."""
        i, end, past = start.i, doc[start.i - 1].sent.end, start.past
        first = True
        while i < end:
            group, k = self._item(number, doc, i, end, starts)
            if (group is None and k == i) or (group is not None and not first and self._explains(doc, i, group)):
                return
            if group is not None:
                given = self._give(number, doc, group, start, past, end)
                if given is None:
                    return
                k = given
            elif not first and self._index.at(number, k) is not None:
                return
            first = False
            k = self._past_times(number, doc, k, end)
            i = self._next(doc, k, end)
            if i == k:
                return

    def _item(
        self, number: int, doc: Doc, i: int, end: int, starts: dict[int, RoleGroup]
    ) -> tuple[RoleGroup | None, int]:
        """Return the role that a noun phrase at a token is, or where a phrase ends that is of no listed role.

        The token itself where it is no such phrase.
        """
        k = i
        while k < min(i + 9, end):
            if k in starts:
                return starts[k], k
            token = doc[k]
            named = self._index.at(number, k)
            if token.lower_ in self._vocabulary.person_nouns and token.pos_ in ("NOUN", "PROPN") and named is None:
                follower = doc[k + 1] if k + 1 < end else None
                if follower is not None and follower.lower_ in ("of", "to", "who", "whose", "-", "'s"):
                    return None, i
                if follower is None or follower.text in (",", ".", ";") or follower.lower_ == "and":
                    return None, k + 1
                k += 1
                continue
            if named is not None and named.entity.type == "Person":
                return None, i
            if k > i and named is None and token.tag_ == "NN" and token.is_lower and k + 1 < end:
                if doc[k + 1].lower_ in (",", "and"):
                    return None, k + 1  # "a mathematician, ..."
            small = token.pos_ in ("DET", "ADJ", "ADV", "NOUN", "NUM", "PROPN", "X") or token.lower_ in (
                "-",
                "co",
                "past",
            )
            participle = token.tag_ in ("VBN", "VBG") and token.dep_ in ("amod", "compound")
            if not small and not participle and token.lower_ not in self._vocabulary.past_words:
                return None, i
            k += 1
        return None, i

    def _explains(self, doc: Doc, i: int, group: RoleGroup) -> bool:
        """Say whether a role may be what the body before the comma is: "is head of A, a leader in steel"."""
        if doc[i - 1].text != "," or doc[i].lower_ not in ("a", "an", "the"):
            return False
        kinds = {kind for span in group.spans for role in span.roles for kind in role.bearer}
        return kinds != {"Person"} or group.spans[-1].text in ("leader", "head", "pioneer")

    def _give(self, number: int, doc: Doc, group: RoleGroup, start: _Start, past: bool, end: int) -> int | None:
        """Give a role its bearer and its bodies; return where what follows begins, None where it is another's."""
        following = self._index.at(number, group.end) if group.end < len(doc) else None
        if following is not None and following.entity.type == "Person" and following.start == group.end:
            return None  # "is chairman of A and director X"
        if doc[group.end - 1].dep_ in ("nsubj", "nsubjpass"):
            return None  # "is chairman of A, and a lawyer for B said"
        k = group.end
        bodies, after = self._bodies(number, doc, k, end, group.spans[-1].text.split()[-1] in _LEARNED)
        more = len(group.objects) > len(bodies) and any(
            r.entity is bodies[0].entity for r in group.objects[:1] if bodies
        )
        if bodies and not group.before and not more:
            group.objects, group.preposition = bodies, doc[k].lower_ if doc[k].lower_ in _ENDS else "at"
            group.nested = self._is_part(doc, k)
            k = after
        elif group.objects:
            k = max([k, *(r.end for r in group.objects if r.paragraph == number)])
        elif start.whole is not None and (k >= end or doc[k].lower_ != "of"):
            group.objects, group.before, group.possessed = [start.whole], True, True
        if any(r.entity is start.bearer.entity for r in group.objects):
            return None
        if k < end and doc[k].tag_ in ("VBD", "VBZ", "MD") and k > group.end:
            return None
        if not group.bearers:
            group.bearers = [start.bearer]
        if [r.entity for r in group.bearers] == [start.bearer.entity]:
            group.past = group.past or past
        elif any(r.entity.type == "Person" for r in group.bearers):
            return None
        return k

    def _is_part(self, doc: Doc, k: int) -> bool:
        """Say whether a role is told by a matter: "director of research at A" is not at A's head."""
        matter = k + 1 + (k + 1 < len(doc) and doc[k + 1].lower_ in ("the", "its"))
        return matter < len(doc) and doc[k].lower_ in ("of", "for") and doc[matter].text[:1].islower()

    def _bodies(self, number: int, doc: Doc, k: int, end: int, learned: bool) -> tuple[list[Reference], int]:
        """Return the bodies that a role is of, and the token after them: "of A", "of law at B, C and the D"."""
        if k + 1 >= end or doc[k].lower_ not in _ENDS:
            return [], k
        i = k + 1
        found = self._body_at(number, doc, i)
        if (found is None or learned) and doc[k].lower_ in ("of", "for", "in", "on"):
            # a matter, then "at"
            for m in range(i, min(i + _MATTER, end - 1)):
                if doc[m].lower_ in ("at", "with") and m > i:
                    found = self._body_at(number, doc, m + 1) or found
                    break
                if doc[m].text in (".", ";", "(") or doc[m].pos_ in ("VERB", "AUX", "PRON") and doc[m].dep_ != "amod":
                    break
        if found is None:
            return [], k
        bodies = [found]
        while True:
            m = self._past_brackets(doc, bodies[-1].end, end)
            if m + 1 >= end or doc[m].lower_ not in (",", "and", "&"):
                break
            m += 2 if doc[m].text == "," and doc[m + 1].lower_ == "and" else 1
            again = self._body_at(number, doc, m)
            closing = doc[again.end] if again is not None and again.end < len(doc) else None
            if again is None or (
                closing is not None
                and closing.text not in (",", ".", ";", ")", "(")
                and closing.lower_ not in ("and", "&", "in", "from", "since", "until", "as", "where")
            ):
                break
            if any(again.entity is r.entity for r in bodies):
                break
            bodies.append(again)
        if len(bodies) > 1 and not self._closes(doc, bodies[-1], bodies[-2]):
            bodies = bodies[:1]  # "of A, B": where a town may be meant
        return bodies, bodies[-1].end

    def _closes(self, doc: Doc, last: Reference, before: Reference) -> bool:
        """Say whether "and" stands before the last of several."""
        return any(doc[i].lower_ in ("and", "&") for i in range(before.end, last.start))

    def _body_at(self, number: int, doc: Doc, i: int) -> Reference | None:
        """Return the body whose name begins at a token, or after its article."""
        if i < len(doc) and doc[i].lower_ in ("the", "its", '"', "“"):
            i += 1
        body = self._index.at(number, i) if i < len(doc) else None
        if body is None or body.start != i or not body.entity.is_organisation:
            return None
        after = doc[body.end] if body.end < len(doc) else None
        if after is None:
            return body
        # "the Zenda poll", "Zenda/Orbis", "Zenda's"
        modifies = after.pos_ == "NOUN" and after.is_lower and doc[body.end - 1].dep_ in ("compound", "nmod", "amod")
        return None if after.tag_ == "POS" or after.text == "/" or modifies else body

    def _past_brackets(self, doc: Doc, i: int, end: int) -> int:
        """Return the token after a bracket or a quotation mark at a token."""
        while i < end and doc[i].text in ('"', "”"):
            i += 1
        if i < end and doc[i].text == "(":
            for k in range(i + 1, min(i + 12, end)):
                if doc[k].text == ")":
                    return k + 1
        return i

    def _past_times(self, number: int, doc: Doc, i: int, end: int) -> int:
        """Return the token after "from 1990 to 1995", "(1990-1995)", "in Ohio", ", Ohio"."""
        while i < end:
            before = i
            i = self._past_brackets(doc, i, end)
            if i < end and doc[i].lower_ in _TIMES:
                k = i + 1
                while k < end and (_YEAR.match(doc[k].lower_) or doc[k].lower_ in _MONTHS):
                    k += 1
                place = self._index.at(number, i + 1) if i + 1 < end else None
                if k > i + 1 and any(_YEAR.match(doc[m].lower_) for m in range(i, k)):
                    i = k - 1 if doc[k - 1].lower_ in ("and", "the") else k
                elif doc[i].lower_ == "in" and place is not None and place.entity.type == "Place":
                    i = place.end
            elif i + 1 < end and doc[i].text == ",":
                place = self._index.at(number, i + 1)
                if place is not None and place.entity.type == "Place" and place.start == i + 1:
                    i = place.end
            if i == before:
                return i
        return i

    def _next(self, doc: Doc, i: int, end: int) -> int:
        """Return the token after "and", ", and later", "as well as"; the token itself where the row ends."""
        if i + 2 < end and [doc[k].lower_ for k in range(i, i + 3)] == ["as", "well", "as"]:
            return i + 3
        if i + 3 < end and [doc[k].lower_ for k in range(i, i + 4)] == [",", "as", "well", "as"]:
            return i + 4
        k = i
        while k < end and doc[k].lower_ in _JOINERS:
            k += 1
        if k > i and k < end and doc[k].lower_ == "as":
            k += 1  # "as chief of A and as chairman of B"
        return k
