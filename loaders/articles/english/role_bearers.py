"""Who bears a role noun: the name beside it, in apposition, before the comma, or over a copula."""

from __future__ import annotations

import re
from itertools import pairwise

from spacy.tokens import Doc, Token

from techpol.loaders.articles.english.mentions import Reference
from techpol.loaders.articles.english.rolegroup import RoleGroup, hinge_of, one_of
from techpol.loaders.articles.english.scanner import Scanner
from techpol.loaders.articles.english.syntax import chain

_RISING = frozenset(["promote", "elevate", "elect", "appoint", "name", "rise", "ascend", "return"])
_COPULAS = frozenset(["be", "become", "remain", "'s", "’s"])
_AS_VERBS = frozenset(
    "serve work act join continue step resign return appoint name hire elect install tap nominate pick choose "
    "know describe replace succeed begin start spend take sign promote leave quit operate run retire depart".split()
)
# Verbs of which the one put out of a role is the object: "the board ousted X as chairman", "X was forced out as CEO".
_REMOVING = frozenset(
    "oust fire remove dismiss sack force push boot axe depose terminate demote unseat suspend".split()
)
_PASSIVE_NAMING = frozenset(
    "appoint name hire elect install tap nominate pick choose promote make select designate swear crown announce "
    "unveil introduce reveal anoint reappoint reelect".split()
)
# Verbs that only wish or picture somebody in a role.
_WISHING = frozenset(
    "push favor favour want suggest propose float recommend prefer imagine envision reject oppose "
    "consider mention".split()
)
_SPELLS = frozenset(
    "experience stint role job career tenure time years term terms work days position post service decades "
    "stewardship ouster resignation departure retirement capacity".split()
)
# Nouns of what is done to somebody who gets or loses a role: "the appointment of X as CEO", "X's removal as CEO".
_NAMINGS = frozenset(
    "appointment selection promotion elevation removal hiring dismissal firing election reelection installation "
    "naming announcement unveiling swearing-in replacement introduction confirmation".split()
)
_NOT_YET = frozenset("proposed planned rumored rumoured expected pending no any".split())
_NOT_DONE = frozenset(
    "consider propose weigh oppose block plan seek want urge demand call delay reject discuss recommend suggest stop "
    "prevent push float mull resist protest".split()
)
_SEEING = frozenset(
    "see view regard treat accept back support want embrace endorse put float suggest rule cast frame".split()
)
# What one has as a candidate: "her vigor as the nominee", but "his support for her" and "his place" as one.
_STANDING = frozenset(
    "vigor strength weakness performance record standing status viability appeal debut chances prospects "
    "vulnerability popularity campaign credentials appearance appearances speech address priorities message".split()
)
_BACKING = frozenset("endorse back support nominate".split())
_COUNTS = {"both": 2, "two": 2, "three": 3, "four": 4, "five": 5}
_AGE = re.compile(r"\d{1,3}\Z")


class BearerFinder(Scanner):
    """Finds the bearers of the role nouns of one document."""

    def find(self, number: int, doc: Doc, group: RoleGroup) -> None:
        """Find the bearers of a group of role nouns."""
        group.one = one_of(doc, group)
        plural = doc[group.end - 1].tag_ in ("NNS", "NNPS") and group.one is None
        for find in (self._right, self._listed, self._row, self._left, self._apposition, self._copula):
            bearers = [r for r in find(number, doc, group) if not any(r.entity is o.entity for o in group.objects)]
            if bearers and not (plural and len(bearers) == 1 and find in (self._apposition, self._left)):
                group.bearers = bearers
                return

    def _wanted(self, reference: Reference | None, group: RoleGroup) -> bool:
        if reference is None:
            return False
        kinds = {kind for span in group.spans for role in span.roles for kind in role.bearer}
        return reference.entity.type in kinds or ("Organization" in kinds and reference.entity.is_organisation)

    def _names_from(self, number: int, doc: Doc, start: int, group: RoleGroup) -> list[Reference]:
        """Return the name at a token and those coordinated with it: "founders X, Y and Z"."""
        reference = self._index.at(number, start)
        if reference is None or not self._wanted(reference, group) or reference.start != start:
            return []
        found = [reference]
        plural = doc[group.end - 1].tag_ in ("NNS", "NNPS")
        if plural:
            i = reference.end
            for _ in range(8):  # "Reps. X of Ohio, Y of Utah and Z": the parser may hang the next on the place
                while i < len(doc) and (
                    doc[i].lower_ in (",", "of", "from", "and", "&")
                    or ((place := self._index.at(number, i)) is not None and place.entity.type == "Place")
                ):
                    i += 1
                following = self._index.at(number, i) if i < len(doc) else None
                if following is None or following.start != i or not self._wanted(following, group):
                    break
                if doc[i - 1].lower_ not in ("and", ",", "&"):
                    break
                if all(following.entity is not r.entity for r in found):
                    found.append(following)
                i = following.end
            for item in chain(doc[reference.start : reference.end].root):
                other = self._index.at(number, item.i)
                if (
                    other is not None
                    and self._wanted(other, group)
                    and all(other.entity is not r.entity for r in found)
                ):
                    found.append(other)
        return found

    def _right(self, number: int, doc: Doc, group: RoleGroup) -> list[Reference]:
        if group.matter_end:
            start = group.matter_end + 1 if doc[group.matter_end].text == "," else group.matter_end
            return self._names_from(number, doc, start, group)
        i = group.end
        if i + 1 < len(doc) and doc[i].text == "." and doc[i - 1].lower_ in ("reps", "sens", "govs"):
            i += 1  # the tokenizer knows "Rep.", but not "Reps."
        if i < len(doc) and doc[i].lower_ in ("mr.", "mr", "ms.", "ms", "mrs.", "dr."):
            i += 1
        if i >= len(doc):
            return []
        found = self._names_from(number, doc, i, group)
        if found:
            return found
        # "Zenda's chief executive, X," and "the CEO of Zenda, X,"
        end = i
        if group.objects and not group.before:
            end = (
                max(r.end for r in group.objects if r.paragraph == number)
                if any(r.paragraph == number for r in group.objects)
                else i
            )
            if end < len(doc) and doc[end].lower_ == "'s":
                return []
        if (group.objects and end + 1 < len(doc) and doc[end].text in (",", ":", "—")) or (
            end + 1 < len(doc) and doc[end].text == ","
        ):
            start = end + 1
            start = self._past_titles(number, doc, start)
            if start >= len(doc):
                return []
            found = self._names_from(number, doc, start, group)
            if found and found[0].end < len(doc) and len(found[0].entity.name.split()) > 0:
                closing = doc[found[-1].end] if found[-1].end < len(doc) else None
                name_head = doc[found[0].start : found[0].end].root
                if name_head.dep_ == "appos" or (
                    closing is not None
                    and closing.text in (",", ".", ")", "—", '"')
                    and (group.possessed or group.preposition)
                    and name_head.dep_ not in ("nsubj", "nsubjpass", "conj")
                ):
                    return found
                # the parser may take the name for the subject: "..., the CEO of Zenda, X, said"
                if closing is not None and closing.text == "," and group.possessed:
                    return found
        return []

    def _past_titles(self, number: int, doc: Doc, start: int) -> int:
        """Return where a name begins behind its titles: "his running mate, Ohio Sen. X", "former President Y"."""
        i = start
        while i < min(start + 6, len(doc) - 1):
            named = self._index.at(number, i)
            if named is not None and named.entity.type == "Person":
                break
            plain = doc[i].pos_ in ("PROPN", "ADJ", "NOUN") or doc[i].text in ("-", ".")
            if not plain or (named is not None and named.entity.type not in ("Place", "Party")):
                return start
            i += 1
        title = doc[i - 1] if doc[i - 1].text != "." else doc[i - 2]
        known = title.lower_.rstrip(".") in self._vocabulary.titles
        known = known or (title.lower_,) in self._vocabulary.one_word_roles
        return i if i > start and known else start

    def _listed(self, number: int, doc: Doc, group: RoleGroup) -> list[Reference]:
        """ "candidates including X and Y", "founders: X, Y"."""
        head = doc[group.end - 1]
        if head.tag_ not in ("NNS", "NNPS") or group.is_mixed:
            return []
        tokens = [
            inner
            for child in head.children
            if child.dep_ == "prep" and child.lower_ in ("including", "like")
            for inner in child.children
            if inner.dep_ == "pobj"
        ]
        tokens += [
            inner
            for child in head.children
            if child.dep_ == "prep" and child.lower_ == "as" and doc[child.i - 1].lower_ == "such"
            for inner in child.children
            if inner.dep_ == "pobj"
        ]
        found = []
        for token in tokens:
            for item in chain(token):
                reference = self._index.at(number, item.i)
                if reference is not None and self._wanted(reference, group):
                    found.append(reference)
        return found

    def _apposition(self, number: int, doc: Doc, group: RoleGroup) -> list[Reference]:
        head = hinge_of(doc, group)
        for _ in range(4):
            if head.dep_ == "appos":
                target = head.head
                reference = self._index.at(number, target.i)
                if reference is not None and self._wanted(reference, group):
                    return [reference]
                return []
            appositive = [child for child in head.children if child.dep_ == "appos"]
            for child in appositive:
                reference = self._index.at(number, child.i)
                if reference is not None and self._wanted(reference, group) and reference.start > group.start:
                    return [reference]
            if (
                head.dep_ == "conj"
                and head.head.pos_ in ("NOUN", "PROPN")
                and self._index.at(number, head.head.i) is None
            ):
                head = head.head
                continue
            break
        return []

    def _left(self, number: int, doc: Doc, group: RoleGroup) -> list[Reference]:
        """ "X, 62, the former CEO of Zenda": the name right before the comma before the noun phrase."""
        edge = group.start if group.one is None else group.one.i
        while (
            edge > 0
            and doc[edge - 1].text not in (",", "(", "—", ";", ".", ":", '"')
            and group.start - edge < 9
            and doc[edge - 1].pos_ not in ("VERB", "AUX", "ADP", "SCONJ", "PRON")
        ):
            edge -= 1
        if edge > 0 and doc[edge - 1].lower_ in ("until", "till"):
            edge -= 1  # "X, until recently the chairman of A"
        if edge == 0 or doc[edge - 1].text not in (",", "(", "—"):
            return []
        i = edge - 2
        if i >= 1 and _AGE.match(doc[i].text) and doc[i - 1].text == ",":
            i -= 2
        if i < 0:
            return []
        reference = self._index.at(number, i)
        if reference is None or not self._wanted(reference, group):
            return []
        name_head = doc[reference.start : reference.end].root
        role_head = doc[group.end - 1]
        if (
            role_head.dep_ == "conj"
            and name_head.dep_ != "conj"
            and doc[edge].lower_ not in ("a", "an", "the", "who", "former", "co")
            and not any(doc[k].tag_ == "POS" for k in range(edge, group.start))
            and not self._closes(doc, group)
        ):
            return []
        if role_head.dep_ in ("nsubj", "nsubjpass") and role_head.head != name_head.head:
            return []
        if (
            self._index.at(number, edge) is not None and doc[group.end].pos_ == "PROPN"
            if group.end < len(doc)
            else False
        ):
            return []
        return [reference]

    def _row(self, number: int, doc: Doc, group: RoleGroup) -> list[Reference]:
        """ "X and Y, cofounders of Zenda", "X, Y and Z, all Tyrell advisers": the names in a row before the comma."""
        if doc[group.end - 1].tag_ not in ("NNS", "NNPS"):
            return []
        edge, counted = group.start, 0
        while edge > 0 and group.start - edge < 7 and doc[edge - 1].text not in (",", "(", "—", "–"):
            word = doc[edge - 1]
            if word.pos_ in ("VERB", "AUX", "ADP", "SCONJ", "PRON") and word.lower_ not in _COUNTS:
                return []
            counted = _COUNTS.get(word.lower_, counted)
            edge -= 1
        if edge < 4 or doc[edge - 1].text not in (",", "(", "—", "–"):
            return []
        end = max([group.end, *(r.end for r in group.objects if r.paragraph == number)])
        if end + 1 < len(doc) and doc[end].text == "," and doc[end + 1].pos_ in ("NOUN", "PROPN", "ADJ", "NUM"):
            return []  # "X and Y, two former ministers, singers and ...": a list goes on
        found: list[Reference] = []
        i = edge - 2
        while i >= 0:
            named = self._index.at(number, i)
            if named is None or named.end != i + 1 or named.kind != "name" or not self._wanted(named, group):
                break
            found.insert(0, named)
            i = named.start - 1
            joined = i > 0 and doc[i].lower_ in ("and", "&", ",")
            if not joined or (len(found) == 1 and doc[i].lower_ == ","):
                break
            if doc[i].lower_ in ("and", "&") and doc[i - 1].text == ",":
                i -= 1
            i -= 1
        if counted and len(found) >= counted:
            found = found[-counted:]
        return found if len(found) > 1 and (not counted or len(found) == counted) else []

    def _closes(self, doc: Doc, group: RoleGroup) -> bool:
        """Say whether a comma closes what is told after a name: "X, cofounder and director of Zenda, said"."""
        if group.before or not group.preposition or not group.objects:
            return False
        end = group.objects[-1].end
        return group.end < end < len(doc) and doc[end].text in (",", ".", ";", ")", "—", "–")

    def _copula(self, number: int, doc: Doc, group: RoleGroup) -> list[Reference]:
        head = hinge_of(doc, group)
        for _ in range(4):
            plain = head.head.pos_ in ("NOUN", "PROPN") and self._index.at(number, head.head.i) is None
            if head.dep_ in ("conj", "appos") and plain:
                head = head.head
            else:
                break
        if head.dep_ == "conj" and head.head.pos_ == "AUX" and head.head.lemma_ == "be":
            return self._people(number, self._document.syntax.surface_subject(head.head), group)
        syntax = self._document.syntax
        if head.dep_ == "nsubj" and head.head.lemma_ == "be":
            # "the largest donor to the fund was X"
            names = [c for c in head.head.children if c.dep_ == "attr" and self._index.at(number, c.i) is not None]
            return self._people(number, names, group)
        if head.dep_ in ("attr", "oprd") and head.head.pos_ in ("VERB", "AUX"):
            verb = head.head
            infinitive = any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children)
            if infinitive and verb.head.lemma_ not in _PASSIVE_NAMING | {
                "want",
                "hope",
                "plan",
                "prove",
                "appear",
                "seem",
            }:
                if verb.head.lemma_ in _BACKING and any(role.candidacy for s in group.spans for role in s.roles):
                    return self._people(number, syntax.patients(verb.head), group)  # "backed X to be the nominee"
                return []  # "the best choice to be president", "proud to back X to be president"
            if verb.lemma_ in _COPULAS:
                return self._people(number, syntax.surface_subject(verb), group)
            if verb.lemma_ in _PASSIVE_NAMING:
                return self._people(number, syntax.patients(verb), group)
        if head.dep_ == "dobj" and head.head.lemma_ == "prove" and not syntax.is_passive(head.head):
            return self._people(number, syntax.surface_subject(head.head), group)  # "has proven a firm ally of X"
        if head.dep_ == "dobj" and head.head.lemma_ in _PASSIVE_NAMING and syntax.is_passive(head.head):
            return self._people(number, syntax.surface_subject(head.head), group)
        if head.dep_ == "pobj" and head.head.lower_ == "as":
            # "her years as a senator"; the parser may hang "as" on the verb
            for spell in (head.head.head, head.head.nbor(-1)) if head.head.i > 0 else ():
                standing = spell.lower_ in _STANDING and any(child.dep_ == "poss" for child in spell.children)
                if spell.lower_ in _SPELLS or (
                    standing and any(role.candidacy for s in group.spans for role in s.roles)
                ):
                    return self._people(number, syntax.holder(spell), group)
                if spell.dep_ == "pobj" and spell.head.lower_ == "of" and spell.head.head.lower_ in _NAMINGS:
                    spell = spell.head.head  # the parser hung "as" on the name
                if spell.lower_ in _NAMINGS and self._took_place(spell):
                    tokens = syntax.objects_of(spell, "of") or [c for c in spell.children if c.dep_ == "poss"]
                    return self._people(number, tokens, group)
        if head.dep_ in ("ccomp", "oprd") and head.head.lemma_ == "make":
            # "made X the nominee"
            return self._people(number, [child for child in head.children if child.dep_ == "nsubj"], group)
        if head.dep_ == "pobj" and head.head.lower_ == "to" and head.head.head.lemma_ in _RISING:
            verb = head.head.head
            rises = verb.lemma_ in ("rise", "ascend", "return")
            return self._people(number, syntax.surface_subject(verb) if rises else syntax.patients(verb), group)
        if head.dep_ == "pobj" and head.head.lower_ == "as" and head.head.head.pos_ in ("VERB", "AUX"):
            verb = head.head.head
            if verb.lemma_ in ("join", "rejoin") and not group.objects:
                group.objects, group.possessed = self._actors.of(number, syntax.patients(verb)), True
            if verb.lemma_ in ("replace", "succeed") and syntax.is_passive(verb):
                return self._people(number, syntax.agents(verb), group)  # "X was replaced by Y as chairman": Y is
            if verb.lemma_ in _PASSIVE_NAMING or (group.objects and self._removes(verb)):
                return self._people(number, syntax.patients(verb), group)
            if verb.lemma_ in _WISHING and not any(role.candidacy for span in group.spans for role in span.roles):
                return []  # "floated X as chairman"
            named = self._index.at(number, head.head.i - 1) if head.head.i > 0 else None
            if named is not None and self._wanted(named, group) and verb.lemma_ not in _AS_VERBS:
                return [named]  # "the field for X as the nominee"
            subject = syntax.surface_subject(verb)
            if self._stands(head, verb, group):
                return self._people(number, subject, group)
            if verb.lemma_ in _AS_VERBS or (subject and head.head.i < subject[0].i and head.head.is_sent_start):
                return self._people(number, subject, group)
        return []

    def _took_place(self, naming: Token) -> bool:
        """Say whether an appointment is told as done: not "the proposed appointment", "weighed the hiring of X"."""
        if any(c.lower_ in self._vocabulary.future_words or c.lower_ in _NOT_YET for c in naming.children):
            return False
        verb = naming.head.head if naming.dep_ == "pobj" else naming.head
        return verb.lemma_ not in _NOT_DONE

    def _removes(self, verb: Token) -> bool:
        """Say whether a verb puts its object out of a role: "ousted X as CEO", but "pushed X as CEO" backs X."""
        if verb.lemma_ not in _REMOVING or verb.dep_ == "xcomp":
            return False
        return verb.lemma_ not in ("push", "force") or any(c.lower_ in ("out", "aside") for c in verb.children)

    def _stands(self, head: Token, verb: Token, group: RoleGroup) -> bool:
        """Say whether somebody does a thing "as the Democratic nominee", with no other person there to be it."""
        if not any(role.candidacy for span in group.spans for role in span.roles):
            return False
        if not any(child.lower_ == "the" for child in head.children) or verb.lemma_ in _SEEING:
            return False
        return not any(
            child.dep_ in ("dobj", "nsubjpass", "dative", "ccomp") and child.pos_ in ("PROPN", "PRON")
            for child in verb.children
        )

    def _people(self, number: int, tokens: list[Token], group: RoleGroup) -> list[Reference]:
        return [r for r in self._actors.of(number, tokens) if self._wanted(r, group)]

    def share(self, groups: list[RoleGroup], doc: Doc) -> None:
        """ "Trump's former press secretary and the current governor of Ohio, X": neighbours share a bearer."""
        for left, right in pairwise(groups):
            if right.start - left.end > 8:
                continue
            between = [doc[i].lower_ for i in range(left.end, right.start)]
            if "turned" in between[:2] and left.bearers and not right.bearers and len(between) < 7:
                right.bearers, left.past = list(left.bearers), True  # "the former Zenda engineer turned CNN host"
                continue
            if "and" not in between and "," not in between:
                continue
            if any(
                doc[i].pos_ in ("VERB", "AUX")
                and doc[i].dep_ not in ("amod", "compound")
                or doc[i].text in (";", ".")
                for i in range(left.end, right.start)
            ):
                continue
            head, other = doc[right.end - 1], doc[left.end - 1]
            if self._side_by_side(left, right, between):
                left.bearers = list(right.bearers)
            if self._follows(doc, left, right):
                right.objects, right.before = list(left.objects), True
            if (
                left.possessed
                and left.objects
                and not right.objects
                and right.bearers
                and "and" in between
                and head.dep_ == "conj"
            ):
                right.objects, right.before, right.possessed = list(left.objects), True, True
            joined = head.dep_ == "conj" and (head.head == other or head.head.head == other)
            if right.bearers and not left.bearers and joined:
                left.bearers = list(right.bearers)
            elif left.bearers and not right.bearers and joined:
                right.bearers = list(left.bearers)

    def _side_by_side(self, left: RoleGroup, right: RoleGroup, between: list[str]) -> bool:
        """Say whether two titles with a body each stand before one name: "Zenda CEO and Orbis owner X"."""
        if left.bearers or len(right.bearers) != 1 or right.bearers[0].start != right.end or between[:1] != ["and"]:
            return False
        both = left.before and right.before and not left.possessed and not right.possessed
        return both and len(right.objects) == 1 and right.objects[0].start == left.end + 1

    def _follows(self, doc: Doc, left: RoleGroup, right: RoleGroup) -> bool:
        """Say whether a second title is of the first one's body: "Zenda chief executive X and chairman Y"."""
        if (
            right.objects
            or right.preposition
            or len(left.bearers) != 1
            or len(left.objects) != 1
            or not right.bearers
        ):
            return False
        if not left.before or not left.objects[0].entity.is_organisation or left.bearers[0].start != left.end:
            return False
        first = left.bearers[0]
        joined = right.start == first.end + 1 and doc[first.end].lower_ == "and"
        kinds = {role.relation for span in right.spans for role in span.roles}
        return joined and right.bearers[0].start == right.end and kinds <= {"LEADS", "FOUNDED", "WORKS_FOR"}
