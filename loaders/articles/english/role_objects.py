"""The other end of a role noun: what one is chief, founder or lawyer of."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from techpol.loaders.articles.english.actors import Actors
from techpol.loaders.articles.english.departments import body_told_of, chapter_of, department_before
from techpol.loaders.articles.english.document import Document
from techpol.loaders.articles.english.mentions import Reference
from techpol.loaders.articles.english.names import DEPARTMENTS
from techpol.loaders.articles.english.prepare import quotation_before
from techpol.loaders.articles.english.rolegroup import RoleGroup
from techpol.loaders.articles.english.scanner import Scanner
from techpol.loaders.articles.english.story import Story

# Titles that are a company's, whichever company is spoken of.
_COMPANY_TITLES = frozenset(
    [
        "ceo",
        "chief executive",
        "chief executive officer",
        "cfo",
        "chief financial officer",
        "coo",
        "chief operating officer",
    ]
)
_NAMING = frozenset("appoint name hire install tap promote elevate pick select choose recruit".split())
_BY_SOMEBODY = frozenset(
    "appointed nominated backed endorsed funded picked named installed led owned supported".split()
)
_MATTER = 6  # tokens of a matter that somebody is head of
# Of these one is head altogether, not of a part.
_WHOLES = frozenset("board company firm group party union organization organisation agency bank".split())
# Officers of a town or a county.
_LOCAL = frozenset("mayor sheriff undersheriff county city town district councilman councilwoman councilor".split())
_FIRMS = frozenset(
    "firm company consultancy agency startup group bank fund network brokerage consulting company broker foundation "
    "institute organization nonprofit charity newspaper magazine publisher website union".split()
)
_MUTUAL = frozenset("meet clash merge agree spar talk settle".split())
_PLURAL = frozenset(["are", "were", "have"])
_HOUSES = {"secretary": "Department", "minister": "Ministry"}

_SPEAKING_FOR = frozenset(["spokesman", "spokeswoman", "spokesperson"])


class RoleObjectFinder(Scanner):
    """Finds the other ends of the role nouns of one document."""

    def __init__(self, document: Document, actors: Actors) -> None:
        super().__init__(document, actors)
        self._story = Story(document.index)

    def find(self, number: int, doc: Doc, group: RoleGroup) -> None:
        """Find what a group of role nouns is of."""
        prepositions = {
            preposition for span in group.spans for role in span.roles for preposition in role.prepositions
        }
        after = doc[group.end] if group.end < len(doc) else None
        if after is not None and after.lower_ in ("since", "until", "from") and after.dep_ == "prep":
            home = self._index.at(number, group.end + 1) if group.end + 1 < len(doc) else None
            if after.lower_ != "from" or home is None or home.entity.type != "Place":
                after = None  # "its head from 2001 on", but "a senator from Ohio"
        if self._with_matter(number, doc, group):
            return
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
        if after is not None and after.lower_ in ("of", "for") and "at" in prepositions:
            body = self._past_matter(number, doc, group)
            if body is not None:
                group.objects, group.preposition, group.nested = [body], "at", True
                return
        self._before(number, doc, group)
        if not group.objects and after is not None and after.dep_ == "prep" and "at" in prepositions:
            # "an expert on elections at Y"
            bodies = self._actors.of(number, self._document.syntax.objects_of(doc[group.end - 1], "at"))
            found = [r for r in bodies if r.entity.is_organisation]
            group.objects, group.preposition, group.nested = found[:1], "at" if found else "", bool(found)

    def _with_matter(self, number: int, doc: Doc, group: RoleGroup) -> bool:
        """Take in "Zenda's head of human resources, X": of Zenda's staff; the name at the end is who bears it."""
        i = group.end + 1
        if i + 2 >= len(doc) or doc[group.end].lower_ not in ("of", "for") or len(group.spans) > 1:
            return False
        while i < min(group.end + 2 + _MATTER, len(doc) - 1):
            token = doc[i]
            plain = token.pos_ in ("NOUN", "ADJ", "CCONJ") and token.is_lower and token.lower_ not in _WHOLES
            if not plain or self._index.at(number, i) is not None:
                break
            i += 1
        last = doc[i - 1]
        if i == group.end + 1 or last.pos_ != "NOUN" or last.lower_ in self._vocabulary.person_nouns:
            return False
        start = i + 1 if doc[i].text == "," else i
        named = self._index.at(number, start) if start < len(doc) else None
        if named is None or named.entity.type != "Person" or named.start != start or named.kind != "name":
            return False
        if start > i and (named.end >= len(doc) or doc[named.end].text not in (",", ".", ";")):
            return False
        whose = RoleGroup(group.spans)
        self._before(number, doc, whose)
        if not whose.objects or any(not r.entity.is_organisation for r in whose.objects):
            return False
        group.objects, group.before, group.possessed = whose.objects, True, whose.possessed
        group.nested, group.matter_end = True, i
        return True

    def _complement(self, number: int, token: Token) -> list[Reference]:
        """Return what follows the preposition; of "the company in Ohio" the company, of "a and b" both."""
        found = self._actors.of(number, [token])
        if found:
            return found
        if token.lower_ in ("state", "house", "senate", "city", "board", "parent", "country"):
            return self._actors.of(number, self._document.syntax.objects_of(token, "of"))
        if token.lower_ in _FIRMS:
            return self._named_before(number, token)
        return []

    def _named_before(self, number: int, token: Token) -> list[Reference]:
        """Return the firm of "a partner at the Zenda & Orbis law firm": its name stands before what it is."""
        i = token.i - 1
        while i >= 0 and token.i - i < 5 and self._index.at(number, i) is None:
            if token.doc[i].pos_ not in ("NOUN", "ADJ") or not token.doc[i].is_lower:
                return []
            i -= 1
        named = self._index.at(number, i) if i >= 0 else None
        if named is None or named.end != i + 1 or named.kind != "name" or not named.entity.is_organisation:
            return []
        return [] if named.entity.type in ("Party", "GovernmentBody") else [named]

    def after_bearer(self, number: int, doc: Doc, group: RoleGroup) -> None:
        """ "analyst X at Y", "spokesman X of Y"; "Chief Executive X" of the only company that can be meant."""
        if not group.objects and group.bearers:
            group.objects = self._elsewhere(number, doc, group)
            group.preposition = "of" if group.objects else group.preposition
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
        if group.spans[-1].text in _COMPANY_TITLES and group.bearers[0].start == group.end:
            company = self._only_company(number, doc, group) or body_told_of(
                self._index, number, doc, group.start, end
            )
            if company is not None:
                group.objects, group.preposition = [company], "of"
        elif group.spans[-1].text.lower() in _SPEAKING_FOR and group.bearers[0].start == group.end:
            body = body_told_of(self._index, number, doc, group.start, end)
            if body is not None:
                group.objects, group.preposition = [body], "for"

    def _elsewhere(self, number: int, doc: Doc, group: RoleGroup) -> list[Reference]:
        """Return the body of "left Y, where she was chief executive" and of "Y promoted X to chief executive"."""
        head, syntax = doc[group.end - 1], self._document.syntax
        verb = head.head.head if head.dep_ == "pobj" and head.head.lower_ in ("as", "to") else head.head
        if verb.dep_ == "relcl" and any(c.lower_ == "where" for c in verb.children) and head.dep_ in ("attr", "pobj"):
            found = self._actors.of(number, [verb.head])
        elif (head.dep_ == "pobj" and verb.lemma_ in _NAMING) and not syntax.is_passive(verb):
            found = self._actors.of(number, syntax.agents(verb))
        else:
            return []
        bodies = [
            r for r in found if r.entity.is_organisation and r.entity.type not in ("Party", "GovernmentBody", "Group")
        ]
        return bodies if len(bodies) == 1 else []

    def _only_company(self, number: int, doc: Doc, group: RoleGroup) -> Reference | None:
        """Return the one company that a paragraph, else the one before it, names before "Chief Executive X"."""
        before = doc[group.start - 1].lower_ if group.start > 0 else ""
        if before in self._vocabulary.past_words or before in ("-", "'s", "of"):
            return None
        for paragraph in (number, number - 1):
            if paragraph < 0:
                return None
            limit = (
                self._said_from(number, doc, group.start)
                if paragraph == number
                else len(self._document.scenes[paragraph].doc)
            )
            named: dict[int, Reference] = {}
            for i in range(limit):
                reference = self._index.at(paragraph, i)
                if reference is not None and reference.entity.is_organisation and reference.entity.type != "Party":
                    named[id(reference.entity)] = reference
            if len(named) > 1:
                return self._story_of(number, doc, group, named)
            for reference in named.values():
                return reference if reference.entity.type == "Company" else None
        return None

    def _said_from(self, number: int, doc: Doc, place: int) -> int:
        """Return the first token of the quotation that closes right before a token, else the token itself."""
        start = quotation_before(self._scenes[number].paragraph, doc[place].idx)
        while start is not None and place > 0 and doc[place].idx > start:
            place -= 1
        return place

    def _town(self, number: int, doc: Doc, group: RoleGroup) -> Reference | None:
        """Return the town of "Harbor County, Ohio, Sheriff X": the state is only where it lies."""
        start = group.start - 1
        if doc[group.start].lower_ not in _LOCAL or start < 3 or doc[start].text != ",":
            return None
        bearer = self._index.at(number, group.end) if group.end < len(doc) else None
        if bearer is None or bearer.entity.type != "Person" or not doc[group.start].is_title:
            return None
        state = self._index.at(number, start - 1)
        comma = start - 2
        if state is not None and state.entity.type == "Place" and state.end == start:
            comma = state.start - 1
        elif doc[start - 1].lower_.rstrip(".") not in self._vocabulary.abbreviations:
            return None
        town = self._index.at(number, comma - 1) if comma > 0 and doc[comma].text == "," else None
        if town is not None and doc[comma + 1].text in ("DC", "D.C.", "D.C"):
            entity = self._index.described("Place", doc[town.start : start].text)
            return self._index.add_reference(Reference(number, town.start, start, entity, "nominal"))
        return town if town is not None and town.entity.type == "Place" and town.end == comma else None

    def _county(self, number: int, doc: Doc, group: RoleGroup) -> Reference | None:
        """Return the county of "Harbor County Executive X": "county" is of the title and of the name."""
        named = self._index.at(number, group.start - 1) if group.start > 0 else None
        if doc[group.start].text != "County" or named is None or named.end != group.start or named.kind != "name":
            return None
        entity = self._index.described("Place", doc[named.start : group.start + 1].text)
        return self._index.add_reference(Reference(number, named.start, group.start + 1, entity, "nominal"))

    def _story_of(self, number: int, doc: Doc, group: RoleGroup, near: dict[int, Reference]) -> Reference | None:
        """Return the company that the document is about, where it is the last named before "CEO X"."""
        for i in range(group.start - 1, doc[group.start].sent.start - 1, -1):
            named = self._index.at(number, i)
            if named is not None and named.entity.is_organisation and named.entity.type != "Party":
                return named if named.entity is self._story.company and named.kind == "name" else None
        company = self._story.company if self._story.is_main else None
        if company is None or id(company) not in near:
            return None
        limit = group.start
        for paragraph in (number, number - 1):
            for i in range(limit - 1, -1, -1):
                named = self._index.at(paragraph, i)
                if named is None or named.entity.type in ("Place", "Person", "Event", "Party"):
                    continue
                return named if named.entity is company else None
            limit = len(self._document.scenes[paragraph - 1].doc) if paragraph > 0 else 0
        return None

    def _before(self, number: int, doc: Doc, group: RoleGroup) -> None:
        i = group.start - 1
        town = self._town(number, doc, group) or self._county(number, doc, group)
        if town is None and not any(role.office for span in group.spans for role in span.roles):
            town = department_before(self._index, number, doc, group.start)
        if town is not None:
            group.objects, group.before = [town], True
            return
        steps = 0
        while i >= 0 and steps < 7:
            token = doc[i]
            if token.lower_ in _BY_SOMEBODY and i > 0 and doc[i - 1].text == "-":
                return  # "a Smith-appointed judge" is not of Smith's staff
            if i == group.start - 1 and self._said_from(number, doc, group.start) <= i:
                return  # '"... lost to Acme," chief executive X said'
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
                if reference.start > 1 and doc[reference.start - 1].text == "-":
                    if doc[reference.start - 2].lower_ in ("pro", "anti", "non"):
                        return  # "the most pro-Ruritanian president"
                following = doc[reference.end] if reference.end < len(doc) else None
                if reference.entity.type == "Place" and [
                    t.lower_ for t in doc[reference.end : reference.end + 2]
                ] in (
                    ["-", "based"],
                    ["–", "based"],
                ):
                    i, steps = reference.start - 1, steps + 1
                    continue  # "a Dubai-based holding company" owns no Dubai
                root = doc[reference.start : reference.end].root
                if (
                    (following is None or following.lower_ not in ("'s", "'"))
                    and root.dep_ in ("nsubj", "nsubjpass", "pobj", "dobj", "conj", "attr")
                    and reference.end < group.start
                    and not all(doc[k].text in self._vocabulary.parties for k in range(reference.end, group.start))
                ):
                    return
                group.possessed = following is not None and following.lower_ in ("'s", "'")
                group.objects, group.before = [self._whole(number, doc, reference, group)], True
                if not group.possessed and not any(role.office for span in group.spans for role in span.roles):
                    group.objects = [*self._partner(number, doc, reference), *group.objects]
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
            if token.tag_ == "WP$":
                named = self._owner_of_clause(number, doc, i)
                group.objects = [named] if named is not None else []
                group.before = group.possessed = named is not None
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

    def _past_matter(self, number: int, doc: Doc, group: RoleGroup) -> Reference | None:
        """Return the body of "head of China economics, at Zenda": at a comma that the parser may go astray on."""
        i = group.end + 1
        while i < min(group.end + _MATTER, len(doc) - 2) and doc[i].pos_ in ("NOUN", "ADJ", "PROPN", "CCONJ"):
            i += 1
        if i == group.end + 1 or i + 2 >= len(doc) or doc[i].text != "," or doc[i + 1].lower_ != "at":
            return None
        start = i + 3 if doc[i + 2].lower_ == "the" and i + 3 < len(doc) else i + 2
        body = self._index.at(number, start)
        return body if body is not None and body.entity.is_organisation else None

    def _owner_of_clause(self, number: int, doc: Doc, i: int) -> Reference | None:
        """Return the name right before "whose": "Zenda, whose chairman is X"."""
        end = i - 1 if i > 0 and doc[i - 1].text == "," else i
        named = self._index.at(number, end - 1) if end > 0 else None
        return named if named is not None and named.end == end and named.entity.type != "Place" else None

    def _partner(self, number: int, doc: Doc, reference: Reference) -> list[Reference]:
        """Return the other of two bodies that stand before a role: "Zenda and Orbis chief executive X"."""
        if reference.start < 2 or doc[reference.start - 1].lower_ not in ("and", "&"):
            return []
        other = self._index.at(number, reference.start - 2)
        if other is None or other.end != reference.start - 1 or other.kind != "name":
            return []
        if not (other.entity.is_organisation and reference.entity.is_organisation) or other.entity.type == "Party":
            return []
        before = doc[other.start - 1] if other.start > 0 else None
        if before is not None and before.lower_ in self._vocabulary.person_nouns:
            return [other]  # "billionaire Zenda and Orbis chief executive X"
        if before is not None and before.pos_ == "VERB" and before.lemma_ not in self._vocabulary.words("saying"):
            return []  # "sued Zenda and Orbis chief executive X": one who is sued is Zenda
        main = doc[reference.start].sent.root
        if main.lemma_ in _MUTUAL or main.tag_ == "VBP" or any(c.lower_ in _PLURAL for c in main.children):
            return []  # "Zenda and Orbis chief executive X are to meet"
        heads = [doc[r.start : r.end].root for r in (other, reference)]
        modify = all(head.dep_ in ("compound", "nmod", "conj", "amod") for head in heads)
        return [other] if modify and heads[0].dep_ != "conj" else []

    def _whole(self, number: int, doc: Doc, reference: Reference, group: RoleGroup) -> Reference:
        """Return the body of "House GOP Conference chair": the name that goes on up to the role."""
        if any(role.relation == "LEADS" for span in group.spans for role in span.roles):
            reference = chapter_of(self._index, self._vocabulary.states, number, doc, reference)
        between = [doc[k] for k in range(reference.end, group.start)]
        last = between[-1] if between else None
        if (
            last is None
            or len(between) > 3
            or not last.is_title
            or last.lower_ not in ("conference", "caucus", "committee", "campaign", "council", "board", "commission")
            or not all(token.text[:1].isupper() for token in between)
        ):
            return reference
        entity = self._index.described("Organization", doc[reference.start : group.start].text)
        return self._index.add_reference(Reference(number, reference.start, group.start, entity, "nominal"))

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
