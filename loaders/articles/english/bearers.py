"""Role nouns: who is what to whom. "OpenAI CEO X", "X, an adviser to Y", "Sen. X, R-Utah", "its founder, X"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from spacy.tokens import Doc, Token

from techpol.loaders.articles.english.actors import Actors, Document
from techpol.loaders.articles.english.candidate import Candidate
from techpol.loaders.articles.english.entities import Reference
from techpol.loaders.articles.english.lexicon import Role
from techpol.loaders.articles.english.names import DEPARTMENTS
from techpol.loaders.articles.english.syntax import chain
from techpol.loaders.articles.english.vocabulary import RoleSpan, gender_of_noun

_JOINERS = frozenset(
    [
        "and",
        ",",
        "&",
        "/",
        "-",
        "then",
        "also",
        "former",
        "ex",
        "current",
        "the",
        "a",
        "an",
        "its",
        "co",
        "later",
        "longtime",
        "then",
        "now",
        "deputy",
        "acting",
        "interim",
        "executive",
        "its",
    ]
)
_COPULAS = frozenset(["be", "become", "remain", "'s", "’s"])
_AS_VERBS = frozenset(
    "serve work act join continue step resign return appoint name hire elect install tap nominate pick choose "
    "know describe replace succeed begin start spend take sign promote leave quit operate run".split()
)
_PASSIVE_NAMING = frozenset(
    "appoint name hire elect install tap nominate pick choose promote make select designate swear crown".split()
)
_LEAVING = frozenset("resign step leave quit oust fire retire depart dismiss remove".split())
_PARTY_STATE = re.compile(r"([RDI])(?:-([A-Z][A-Za-z.]*(?: [A-Z][a-z]+)*))?\Z")
_PARTY_LETTERS = {"R": "Republican Party", "D": "Democratic Party", "I": ""}
_HOUSES = {"secretary": "Department", "minister": "Ministry"}
# What may stand between a party and the name of its member: an office, not "donor" or "strategist".
_PARTY_OFFICES = frozenset(
    "senator governor congressman congresswoman representative lawmaker lawmakers legislator nominee candidate leader"
    " mayor chairman chairwoman whip speaker president minister hopeful contender frontrunner incumbent mp politician"
    " member councilman assemblyman".split()
)
_AGE = re.compile(r"\d{1,3}\Z")


@dataclass
class RoleGroup:
    """Role nouns that share a bearer or an other end: "founder and chief executive"."""

    spans: list[RoleSpan]
    objects: list[Reference] = field(default_factory=list)
    before: bool = False
    possessed: bool = False
    bearers: list[Reference] = field(default_factory=list)
    preposition: str = ""
    left: list[Reference] = field(default_factory=list)  # "a Zenda lawyer and fellow at Orbis": Zenda
    nested: bool = False  # "director of the wireless practice at Y": of Y's staff, not at its head

    @property
    def start(self) -> int:
        """Return the first token of the first role."""
        return self.spans[0].start

    @property
    def end(self) -> int:
        """Return the token after the last."""
        return self.spans[-1].end


class RoleMatcher:
    """Reads the role nouns of one document."""

    def __init__(self, document: Document, actors: Actors, note: Callable[[int, int, int, str], None]) -> None:
        self._document = document
        self._index = document.index
        self._actors = actors
        self._vocabulary = document.vocabulary
        self._note = note

    def match(self, number: int, roles: list[RoleSpan]) -> Iterator[Candidate]:
        """Yield the candidates of one paragraph."""
        doc = self._document.scenes[number].doc
        groups = self._groups(doc, roles)
        for group in groups:
            self._find_objects(number, doc, group)
            self._find_bearers(number, doc, group)
        self._share(groups, doc)
        for group in groups:
            self._object_after_bearer(number, doc, group)
        for group in groups:
            for bearer in group.bearers:
                if bearer.entity.type == "Person":
                    self._remember(bearer, group)
            yield from self._candidates(number, doc, group)
        yield from self._parties(number, doc)
        yield from self._of_organisation(number, doc)

    def _remember(self, bearer: Reference, group: RoleGroup) -> None:
        nouns = self._actors.nouns_of.setdefault(id(bearer.entity), set())
        for span in group.spans:
            last = span.text.split()[-1]
            if span.text.endswith("vice president"):
                last = "vice president"
            nouns.update(
                {
                    last,
                    {
                        "sen.": "senator",
                        "gov.": "governor",
                        "rep.": "congressman",
                        "sen": "senator",
                        "gov": "governor",
                        "rep": "congressman",
                    }.get(last, last),
                }
            )
            gender = gender_of_noun(last)
            if gender and not bearer.entity.gender:
                bearer.entity.gender = gender

    def _groups(self, doc: Doc, roles: list[RoleSpan]) -> list[RoleGroup]:
        groups: list[RoleGroup] = []
        for span in roles:
            if groups:
                last = groups[-1]
                between = [doc[i].lower_ for i in range(last.end, span.start)]
                if (
                    span.start - last.end <= 3
                    and all(word in _JOINERS for word in between)
                    and (len(between) == 0 or any(word in ("and", "&", "/", ",") for word in between))
                    and not (between and between[0] == "," and "and" not in between and len(between) > 2)
                ):
                    last.spans.append(span)
                    continue
            groups.append(RoleGroup([span]))
        return groups

    # -- the other end -------------------------------------------------------------------------------------------

    def _find_objects(self, number: int, doc: Doc, group: RoleGroup) -> None:
        prepositions = {
            preposition for span in group.spans for role in span.roles for preposition in role.prepositions
        }
        after = doc[group.end] if group.end < len(doc) else None
        if after is not None and after.lower_ in ("since", "until", "from") and after.dep_ == "prep":
            after = None
        if after is not None and after.lower_ in prepositions | {"of", "for"}:
            tokens = [child for child in after.children if child.dep_ == "pobj"]
            if not tokens and group.end + 1 < len(doc):
                following = self._index.at(number, group.end + 1) or (
                    self._index.at(number, group.end + 2) if group.end + 2 < len(doc) else None
                )
                if following is not None:
                    group.objects, group.preposition = [following], after.lower_
            elif tokens and tokens[0].lower_ not in ("division", "department", "unit", "team", "operations"):
                group.objects = [r for token in tokens for r in self._complement(number, token)]
                group.preposition = after.lower_
            if group.objects:
                if len(group.spans) > 1:
                    first = RoleGroup(group.spans[:1])
                    self._before(number, doc, first)
                    group.left = [r for r in first.objects if r.entity.is_organisation]
                return
            part = next(
                (
                    t
                    for t in tokens
                    if t.lower_
                    in (
                        "division",
                        "department",
                        "unit",
                        "team",
                        "operations",
                        "practice",
                        "business",
                        "arm",
                        "office",
                        "desk",
                        "program",
                        "group",
                        "wing",
                        "side",
                    )
                ),
                None,
            )
            owners = (
                [r for c in part.children if c.dep_ == "poss" for r in self._actors.of(number, [c])]
                if part is not None
                else []
            )
            if len(owners) == 1 and owners[0].entity.is_organisation:
                group.objects, group.nested = owners, True
                return
            for preposition in ("at", "for", "with", "in", "of"):
                found = [
                    r
                    for token in tokens
                    for r in self._actors.of(number, self._document.syntax.objects_of(token, preposition))
                    if r.entity.is_organisation
                ]
                found = found or [
                    r
                    for r in self._actors.of(
                        number, self._document.syntax.objects_of(doc[group.end - 1], preposition)
                    )
                    if r.entity.is_organisation
                ]
                if found and preposition in prepositions:
                    group.objects, group.preposition, group.nested = found[:1], preposition, preposition != "of"
                    return
        self._before(number, doc, group)

    def _complement(self, number: int, token: Token) -> list[Reference]:
        """Return what follows the preposition; of "the company in Ohio" the company, of "a and b" both."""
        found = self._actors.of(number, [token])
        if found:
            return found
        if token.lower_ in ("state", "house", "senate", "city", "board", "parent", "country"):
            return self._actors.of(number, self._document.syntax.objects_of(token, "of"))
        return []

    def _object_after_bearer(self, number: int, doc: Doc, group: RoleGroup) -> None:
        """ "analyst X at Y", "spokesman X of Y"; "Chief Executive X" of the only company that can be meant."""
        if (
            group.objects
            or len(group.bearers) != 1
            or group.bearers[0].paragraph != number
            or group.bearers[0].start < group.end
        ):
            return
        end = group.bearers[0].end
        if end + 1 < len(doc) and doc[end].lower_ in ("at", "of", "with", "from", "for"):
            for i in (end + 1, end + 2):
                reference = self._index.at(number, i) if i < len(doc) else None
                attached = doc[end].head.i in range(group.start, end)
                if (
                    reference is not None
                    and reference.start >= end
                    and attached
                    and reference.entity.is_organisation
                    and reference.entity.type != "GovernmentBody"
                ):
                    group.objects, group.preposition = [reference], "at" if doc[end].lower_ != "for" else "for"
                    return

    def _before(self, number: int, doc: Doc, group: RoleGroup) -> None:
        i = group.start - 1
        steps = 0
        while i >= 0 and steps < 7:
            token = doc[i]
            reference = self._index.at(number, i)
            if (
                reference is not None
                and reference.entity.type in ("Place", "GovernmentBody")
                and self._possessor_before(doc, group, reference)
            ):
                i = reference.start - 1
                steps += 1
                continue
            if (
                reference is not None
                and reference.entity.type == "Party"
                and i == group.start - 1
                and any(role.id == "donor" for s in group.spans for role in s.roles)
            ):
                group.objects, group.before = [reference], True
                return
            if reference is not None and reference.entity.type != "Party":
                following = doc[reference.end] if reference.end < len(doc) else None
                root = doc[reference.start : reference.end].root
                if (
                    (following is None or following.lower_ not in ("'s", "'"))
                    and root.dep_ in ("nsubj", "nsubjpass", "pobj", "dobj", "conj", "attr")
                    and reference.end < group.start
                ):
                    return
                group.possessed = following is not None and following.lower_ in ("'s", "'")
                group.objects, group.before = [reference], True
                # "X and Y's founder": both; "Reuters and CNN reporter": both
                if group.possessed and reference.start >= 2 and doc[reference.start - 1].lower_ == "and":
                    other = self._index.at(number, reference.start - 2)
                    if (
                        other is not None
                        and other.entity.type == reference.entity.type
                        and doc[other.end - 1].head != doc[reference.end - 1].head.head
                        and other.entity.type != "Person"
                    ):
                        group.objects = [other, reference]
                return
            if token.tag_ == "PRP$":
                group.objects = self._actors.of(number, [token])
                group.before = group.possessed = True
                return
            if token.lower_ in ("'s", "'"):
                owner = doc[i - 1] if i > 0 else None
                if owner is not None and self._index.at(number, owner.i) is None and owner.pos_ in ("NOUN", "PROPN"):
                    group.objects = self._actors.of(number, [owner])
                    group.before = group.possessed = True
                    return
            elif (
                token.lower_ in DEPARTMENTS
                and doc[group.end - 1].lower_ in ("secretary", "minister")
                and i == group.start - 1
            ):
                entity = self._index.described(
                    "GovernmentBody",
                    f"{token.text.title()} {_HOUSES[doc[group.end - 1].lower_]}",
                )
                group.objects, group.before = (
                    [self._index.add_reference(Reference(number, i, i + 1, entity, "nominal"))],
                    True,
                )
                return
            elif token.lower_ in self._vocabulary.demonyms:
                group.before = True
                self._demonym(number, doc, i, group)
                return
            elif not (
                token.pos_ in ("ADJ", "NUM", "NOUN", "ADV")
                or token.lower_ in ("-", "and", "ex", "co")
                or token.text in self._vocabulary.parties
                or token.lower_ in self._vocabulary.past_words
                or (token.pos_ in ("VERB", "PROPN") and token.dep_ in ("amod", "compound", "nmod"))
            ):
                return
            elif token.lower_ == "and" and not any(span.end == i for span in group.spans):
                return
            i -= 1
            steps += 1

    def _possessor_before(self, doc: Doc, group: RoleGroup, reference: Reference) -> bool:
        """Say whether somebody's "lone Senate backer" is meant: the possessor is the other end, not the Senate."""
        if (
            any(role.office for span in group.spans for role in span.roles)
            or reference.end < len(doc)
            and doc[reference.end].lower_ in ("'s", "'")
        ):
            return False
        left = [doc[k] for k in range(max(0, reference.start - 3), reference.start)]
        return any(t.tag_ in ("POS", "PRP$") for t in left) and all(
            t.pos_ in ("ADJ", "PART", "PRON", "PROPN", "NOUN") for t in left[-2:]
        )

    def _demonym(self, number: int, doc: Doc, i: int, group: RoleGroup) -> None:
        place = self._vocabulary.demonyms[doc[i].lower_]
        if not any(role.office for span in group.spans for role in span.roles):
            return
        entity = next(
            (e for e in self._index.entities if e.type == "Place" and e.name == place), None
        ) or self._index.described("Place", place)
        group.objects = [self._index.add_reference(Reference(number, i, i + 1, entity, "nominal"))]

    # -- the bearer ----------------------------------------------------------------------------------------------

    def _find_bearers(self, number: int, doc: Doc, group: RoleGroup) -> None:
        plural = doc[group.end - 1].tag_ in ("NNS", "NNPS")
        for find in (self._right, self._listed, self._left, self._apposition, self._copula):
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
        i = group.end
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
            if doc[start].lower_.rstrip(".") in self._vocabulary.titles:
                start += 1
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

    def _listed(self, number: int, doc: Doc, group: RoleGroup) -> list[Reference]:
        """ "candidates including X and Y", "founders: X, Y"."""
        head = doc[group.end - 1]
        if head.tag_ not in ("NNS", "NNPS"):
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
        head = doc[group.end - 1]
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
        edge = group.start
        while (
            edge > 0
            and doc[edge - 1].text not in (",", "(", "—", ";", ".", ":", '"')
            and group.start - edge < 9
            and doc[edge - 1].pos_ not in ("VERB", "AUX", "ADP", "SCONJ", "PRON")
        ):
            edge -= 1
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

    def _copula(self, number: int, doc: Doc, group: RoleGroup) -> list[Reference]:
        head = doc[group.end - 1]
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
            if verb.lemma_ in _COPULAS:
                return self._people(number, syntax.surface_subject(verb), group)
            if verb.lemma_ in _PASSIVE_NAMING:
                return self._people(number, syntax.patients(verb), group)
        if head.dep_ == "dobj" and head.head.lemma_ in _PASSIVE_NAMING and syntax.is_passive(head.head):
            return self._people(number, syntax.surface_subject(head.head), group)
        if (
            head.dep_ == "pobj"
            and head.head.lower_ == "as"
            and head.head.head.lower_
            in (
                "experience",
                "stint",
                "role",
                "job",
                "career",
                "tenure",
                "time",
                "years",
                "term",
                "work",
                "days",
                "position",
                "post",
            )
        ):
            return self._people(number, syntax.holder(head.head.head), group)
        if head.dep_ == "pobj" and head.head.lower_ == "as" and head.head.head.pos_ in ("VERB", "AUX"):
            verb = head.head.head
            if verb.lemma_ in ("join", "rejoin") and not group.objects:
                group.objects, group.possessed = self._actors.of(number, syntax.patients(verb)), True
            if verb.lemma_ in _PASSIVE_NAMING:
                return self._people(number, syntax.patients(verb), group)
            named = self._index.at(number, head.head.i - 1) if head.head.i > 0 else None
            if named is not None and self._wanted(named, group) and verb.lemma_ not in _AS_VERBS:
                return [named]  # "the field for X as the nominee"
            subject = syntax.surface_subject(verb)
            if verb.lemma_ in _AS_VERBS or (subject and head.head.i < subject[0].i and head.head.is_sent_start):
                return self._people(number, subject, group)
        return []

    def _people(self, number: int, tokens: list[Token], group: RoleGroup) -> list[Reference]:
        return [r for r in self._actors.of(number, tokens) if self._wanted(r, group)]

    def _share(self, groups: list[RoleGroup], doc: Doc) -> None:
        """ "Trump's former press secretary and the current governor of Ohio, X": neighbours share a bearer."""
        for left, right in pairwise(groups):
            if right.start - left.end > 8:
                continue
            between = [doc[i].lower_ for i in range(left.end, right.start)]
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

    # -- candidates ----------------------------------------------------------------------------------------------

    def _candidates(self, number: int, doc: Doc, group: RoleGroup) -> Iterator[Candidate]:
        if not group.bearers:
            return
        place = (
            self._place_after(number, doc, group)
            if not group.objects or group.objects[0].entity.type != "Place"
            else None
        )
        for span in group.spans:
            past, future = self._time(doc, group, span)
            for role in span.roles:
                objects = group.left if group.left and span is not group.spans[-1] else group.objects
                if role.office and place is not None:
                    objects = [place]
                if role.candidacy:
                    yield from self._candidacy(number, doc, group, span, role, past, future)
                    continue
                if role.relation == "LEADS" and group.before and self._of_a_part(doc, span):
                    group.nested = True
                if group.nested and role.relation in ("LEADS", "FOUNDED", "OWNS"):
                    for bearer in group.bearers:
                        for target in objects:
                            if bearer.entity.type == "Person":
                                yield Candidate(
                                    number,
                                    bearer,
                                    "WORKS_FOR",
                                    target,
                                    doc[span.end - 1],
                                    "role:nested",
                                    past=past,
                                    modality="planned" if future else "",
                                    role=doc[span.start : span.end].text,
                                    stated=True,
                                )
                    continue
                yield from self._with_objects(number, doc, group, span, role, objects, past, future)

    def _with_objects(
        self,
        number: int,
        doc: Doc,
        group: RoleGroup,
        span: RoleSpan,
        role: Role,
        objects: list[Reference],
        past: bool,
        future: bool,
    ) -> Iterator[Candidate]:
        for target in objects:
            if group.before and not group.possessed and not role.before:
                continue
            if group.before and target.entity.type in role.not_before:
                continue
            if (
                target not in group.left
                and not group.before
                and group.preposition
                and role.prepositions
                and group.preposition not in role.prepositions
            ):
                continue
            other = target
            if (
                target.entity.type == "Person"
                and role.relation in ("LEADS", "WORKS_FOR")
                and span.text.startswith("campaign")
                and role.relation == "LEADS"
            ):
                entity = self._index.described("Campaign", f"{target.entity.name.split()[-1]} campaign")
                entity.owner = target.entity
                end = (
                    next(
                        (i for i in range(target.end, min(span.start + 1, len(doc))) if doc[i].lower_ == "campaign"),
                        target.end - 1,
                    )
                    + 1
                )
                other = self._index.add_reference(Reference(number, target.start, end, entity, "nominal"))
            elif not self._allowed(role, other):
                continue
            for bearer in group.bearers:
                if bearer.entity is other.entity or not self._bearer_allowed(role, bearer):
                    continue
                subject, target_reference = (other, bearer) if role.reverse else (bearer, other)
                yield Candidate(
                    number, subject, role.relation, target_reference, doc[span.end - 1], f"role:{role.id}", past=past,
                    modality="planned" if future else "", role=doc[span.start : span.end].text, stated=True,
                )  # fmt: skip

    def _of_a_part(self, doc: Doc, span: RoleSpan) -> bool:
        """Say whether the role leads a part only: "Zenda policy director", "Zenda's head of sales"."""
        if doc[span.start].i == 0 or doc[span.end - 1].lower_ not in (
            "director",
            "chief",
            "head",
            "manager",
            "boss",
            "chair",
            "president",
            "editor",
        ):
            return False
        before = doc[span.start - 1]
        return (
            before.pos_ == "NOUN"
            and before.dep_ in ("compound", "nmod")
            and before.lower_
            not in (
                "campaign",
                "board",
                "party",
                "company",
                "state",
                "co",
                "ex",
                "group",
                "founder",
                "finance",
                "vice",
                "committee",
                "caucus",
                "union",
            )
        )

    def _bearer_allowed(self, role: Role, bearer: Reference) -> bool:
        return bearer.entity.type in role.bearer or ("Organization" in role.bearer and bearer.entity.is_organisation)

    def _allowed(self, role: Role, target: Reference) -> bool:
        entity = target.entity
        if (
            "Organization" in role.object
            and entity.is_organisation
            and not (entity.type == "Party" and role.relation == "WORKS_FOR")
        ):
            return True
        return entity.type in role.object

    def _time(self, doc: Doc, group: RoleGroup, span: RoleSpan) -> tuple[bool, bool]:
        words = []
        i = span.start - 1
        while (
            i >= 0
            and span.start - i < 9
            and doc[i].text not in (",", ".", ";", ":", "(", '"', "—")
            and doc[i].pos_ not in ("VERB", "AUX")
        ):
            words.append(doc[i].lower_)
            i -= 1
        past = any(word in self._vocabulary.past_words or word.startswith("ex-") for word in words)
        future = any(word in self._vocabulary.future_words for word in words)
        head = doc[group.end - 1]
        if (
            head.dep_ == "attr"
            and head.head.lower_ in ("was", "were")
            and any(b.entity.type == "Person" for b in group.bearers)
        ):
            past = True
        verb = head.head.head if head.dep_ == "pobj" and head.head.lower_ == "as" else None
        if verb is not None and (
            verb.lemma_ in _LEAVING or (verb.tag_ == "VBD" and verb.lemma_ in ("serve", "work", "act", "spend"))
        ):
            past = True
        return past, future

    def _place_after(self, number: int, doc: Doc, group: RoleGroup) -> Reference | None:
        """Return the place of "Sen. X of Vermont", "Sen. X, R-Utah", "Rep. X, Democrat of Ohio", "(D-Ohio)"."""
        if len(group.bearers) != 1 or group.bearers[0].paragraph != number:
            return None
        i = group.bearers[0].end
        if i >= len(doc):
            return None
        if doc[i].lower_ in ("of", "from") and i + 1 < len(doc):
            reference = self._index.at(number, i + 1) or (
                self._index.at(number, i + 2)
                if i + 2 < len(doc) and doc[i + 1].lower_ in ("the", "south", "north")
                else None
            )
            return reference if reference is not None and reference.entity.type == "Place" else None
        if doc[i].text not in (",", "(") or i + 1 >= len(doc):
            return None
        if doc[i].text == "(" and i + 2 < len(doc) and doc[i + 2].text in (")", "."):
            state = self._vocabulary.abbreviations.get(doc[i + 1].lower_.rstrip("."))
            if state is not None:
                return self._state(number, i + 1, state)
        for j in range(i + 1, min(i + 7, len(doc))):
            if doc[j].text in (",", ")", ".") and j > i + 1:
                break
            reference = self._index.at(number, j)
            if (
                reference is not None
                and reference.entity.type == "Place"
                and j > i + 1
                and doc[j - 1].lower_ in ("of", "from", "-", "the")
            ):
                return reference
            state = self._vocabulary.abbreviations.get(doc[j].lower_.rstrip(".").lstrip("rd").lstrip("-"))
            if state is not None and j > i + 1 and doc[j - 1].text in ("-",):
                return self._state(number, j, state)
            match = _PARTY_STATE.match(doc[j].text)
            if match is not None and match[2]:
                state = self._vocabulary.abbreviations.get(
                    match[2].lower().rstrip("."), match[2] if match[2] in self._vocabulary.states else None
                )
                if state is not None:
                    return self._state(number, j, state)
        return None

    def _state(self, number: int, token: int, state: str) -> Reference:
        entity = next(
            (e for e in self._index.entities if e.type == "Place" and e.name == state), None
        ) or self._index.described("Place", state)
        return self._index.add_reference(Reference(number, token, token + 1, entity, "nominal"))

    def _candidacy(
        self, number: int, doc: Doc, group: RoleGroup, span: RoleSpan, role: Role, past: bool, future: bool
    ) -> Iterator[Candidate]:
        if past:
            return
        party, first = None, span.start
        i = span.start - 1
        while (
            i >= 0 and span.start - i < 6 and (doc[i].pos_ in ("ADJ", "NOUN", "PROPN", "NUM") or doc[i].text == "-")
        ):
            reference = self._index.at(number, i)
            if reference is not None and reference.entity.type == "Party":
                party = reference
            elif doc[i].lower_ in self._vocabulary.words("bid_words") or doc[i].lower_ in ("white", "house", "vice"):
                first = i
            i -= 1
        target: Reference | None = party
        if target is None and group.preposition in ("for", "in"):
            after = doc[group.end]
            tokens = [child for child in after.children if child.dep_ == "pobj"]
            target = next(
                (found for token in tokens if (found := self._actors.candidacy(number, token)) is not None), None
            )
        if (
            target is None
            and self._actors.is_presidential
            and any(doc[k].lower_ == "party" for k in range(max(0, span.start - 4), span.start))
        ):
            first = span.start  # "the party's presumptive nominee"
            target = self._index.add_reference(
                Reference(
                    number,
                    first,
                    span.end,
                    self._index.described("Candidacy", self._actors.office_name("presidential")),
                    "nominal",
                )
            )
        if target is None:
            text = doc[first : span.end].text
            if not any(word in text.lower() for word in self._vocabulary.words("bid_words")):
                return
            target = self._index.add_reference(
                Reference(
                    number,
                    first,
                    span.end,
                    self._index.described("Candidacy", self._actors.office_name(text)),
                    "nominal",
                )
            )
        for bearer in group.bearers:
            if bearer.entity.type == "Person":
                yield Candidate(
                    number,
                    bearer,
                    role.relation,
                    target,
                    doc[span.end - 1],
                    f"role:{role.id}",
                    past=past,
                    modality="planned" if future else "",
                    role=doc[span.start : span.end].text,
                    stated=True,
                )

    def _parties(self, number: int, doc: Doc) -> Iterator[Candidate]:
        """Yield who belongs to a party: "X, a Republican", "Democrat X", "Republican Sen. X", "(R)", "R-Utah"."""
        for token in doc:
            reference = self._index.at(number, token.i)
            if (
                reference is not None
                and reference.entity.type == "Party"
                and reference.end == token.i + 1
                and reference.kind == "name"
            ):
                bearer = self._party_bearer(number, doc, token) or self._from_party(number, doc, reference)
                for member in self._with_partners(number, doc, token, bearer):
                    yield Candidate(
                        number,
                        member,
                        "AFFILIATED_WITH",
                        reference,
                        token,
                        "role:party",
                        past=doc[max(0, token.i - 1)].lower_ in self._vocabulary.past_words,
                        stated=True,
                    )
                continue
            match = _PARTY_STATE.match(token.text)
            if match is None or token.i < 2 or doc[token.i - 1].text not in ("(", ","):
                continue
            following = doc[token.i + 1].text if token.i + 1 < len(doc) else ""
            if not match[2] and following not in (")", "-"):
                continue
            bearer = self._index.at(number, token.i - 2)
            name = _PARTY_LETTERS[match[1]]
            if bearer is None or bearer.entity.type != "Person" or not name:
                continue
            entity = next(
                (e for e in self._index.entities if e.type == "Party" and e.name == name), None
            ) or self._index.described("Party", name)
            party = self._index.add_reference(Reference(number, token.i, token.i + 1, entity, "nominal"))
            yield Candidate(number, bearer, "AFFILIATED_WITH", party, token, "role:party", stated=True)

    def _of_organisation(self, number: int, doc: Doc) -> Iterator[Candidate]:
        """Yield "X of Y" and "X at Y" (a person and an organisation), and whose a company is: "X's Y"."""
        for token in doc:
            reference = self._index.at(number, token.i)
            if reference is None or reference.end != token.i + 1 or token.i + 2 >= len(doc):
                continue
            following = doc[token.i + 1]
            target = self._index.at(number, token.i + 2)
            if target is None and doc[token.i + 2].lower_ == "the" and token.i + 3 < len(doc):
                target = self._index.at(number, token.i + 3)
            if target is None or target.entity is reference.entity:
                continue
            if (
                following.lower_ in ("of", "at")
                and reference.entity.type == "Person"
                and len(reference.entity.name.split()) > 1
                and following.head.i in range(reference.start, reference.end)
            ):
                if (
                    target.entity.type in ("Company", "Organization", "Committee", "MediaOrganization", "Group")
                    and target.kind == "name"
                ):
                    yield Candidate(
                        number,
                        reference,
                        "WORKS_FOR",
                        target,
                        following,
                        "role:of-organization",
                        stated=True,
                        confidence=0.8,
                    )
            elif following.lower_ in ("'s", "'") and target.start == token.i + 2:
                head = doc[target.start : target.end].root
                whole = head.dep_ not in ("compound", "nmod", "poss", "amod") and not (
                    target.end < len(doc) and doc[target.end].lower_ in ("'s", "'")
                )
                named = target.entity.type in ("Company", "MediaOrganization")
                if (
                    named
                    and whole
                    and reference.entity.type in ("Person", "Company")
                    and target.end - target.start >= 1
                ):
                    yield Candidate(
                        number,
                        reference,
                        "OWNS",
                        target,
                        following,
                        "role:whose-company",
                        stated=True,
                        confidence=0.7,
                    )

    def _from_party(self, number: int, doc: Doc, party: Reference) -> Reference | None:
        """Return who is "a politician from the X Party", "an MP for the X Party", "representing the X Party"."""
        root = doc[party.start : party.end].root
        if root.dep_ in ("compound", "nmod"):
            noun = root.head  # "a Labour Party politician"
        elif root.dep_ == "pobj" and root.head.lower_ in ("from", "of", "with", "for", "in"):
            noun = root.head.head
        else:
            return None
        if noun.lower_ not in self._vocabulary.person_nouns:
            return None
        if noun.dep_ == "attr" and noun.head.lemma_ == "be":
            people = self._actors.of(number, self._document.syntax.surface_subject(noun.head))
        elif noun.dep_ == "appos":
            people = self._actors.of(number, [noun.head])
        else:
            return None
        return people[0] if len(people) == 1 and people[0].entity.type == "Person" else None

    def _with_partners(self, number: int, doc: Doc, party: Token, bearer: Reference | None) -> list[Reference]:
        """Return the bearer, and after a plural ("Democratic Sens. X and Y") those coordinated with it."""
        if bearer is None:
            return []
        between = {doc[i].lower_.rstrip(".") for i in range(party.i + 1, min(bearer.start, len(doc)))}
        if not between & {"sens", "reps", "govs", "senators", "representatives", "governors", "congressmen"}:
            return [bearer]
        partners = [self._index.at(number, item.i) for item in chain(doc[bearer.start : bearer.end].root)]
        return [r for r in partners if r is not None and r.entity.type == "Person"] or [bearer]

    def _party_bearer(self, number: int, doc: Doc, token: Token) -> Reference | None:
        i = token.i + 1
        noun = token.lower_ in ("democrat", "republican", "libertarian", "tory")
        if i < len(doc) and token.lower_ not in ("republicans", "democrats", "gop"):
            reference = self._index.at(number, i)
            if reference is None:
                j = i
                while (
                    j < len(doc)
                    and j - i < 5
                    and (
                        doc[j].lower_ in _PARTY_OFFICES
                        or doc[j].lower_.rstrip(".")
                        in (
                            "sen",
                            "sens",
                            "reps",
                            "govs",
                            "gov",
                            "rep",
                            "presidential",
                            "vice",
                            "presumptive",
                            "nominee",
                            "senator",
                            "u.s",
                            "state",
                            "gubernatorial",
                            "front",
                            "-",
                            "runner",
                            "senate",
                            "house",
                        )
                        or doc[j].lower_ in ("congressman", "congresswoman")
                    )
                ):
                    j += 1
                reference = self._index.at(number, j) if j > i and j < len(doc) and doc[j].is_title else None
                if reference is not None and reference.start != j:
                    reference = None
            if reference is not None and reference.entity.type == "Person":
                return reference
        if noun:
            if token.dep_ == "appos":
                reference = self._index.at(number, token.head.i)
                return reference if reference is not None and reference.entity.type == "Person" else None
            if token.dep_ == "attr" and token.head.lemma_ == "be":
                people = self._actors.of(number, self._document.syntax.surface_subject(token.head))
                return people[0] if len(people) == 1 and people[0].entity.type == "Person" else None
        return None
