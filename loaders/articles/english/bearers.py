"""Role nouns: who is what to whom. "OpenAI CEO X", "X, an adviser to Y", "Sen. X, R-Utah", "its founder, X"."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from spacy.tokens import Doc, Token

from techpol.loaders.articles.english.actors import Actors
from techpol.loaders.articles.english.affiliations import PARTY_STATE, AffiliationMatcher
from techpol.loaders.articles.english.candidate import Candidate
from techpol.loaders.articles.english.document import Document
from techpol.loaders.articles.english.homes import HomeMatcher
from techpol.loaders.articles.english.lexicon import Role
from techpol.loaders.articles.english.mentions import Reference
from techpol.loaders.articles.english.names import DEPARTMENTS
from techpol.loaders.articles.english.role_bearers import BearerFinder
from techpol.loaders.articles.english.role_lists import RoleLists
from techpol.loaders.articles.english.role_objects import RoleObjectFinder
from techpol.loaders.articles.english.rolegroup import RoleGroup, hinge_of, set_off, trigger_of
from techpol.loaders.articles.english.vitae import Vitae
from techpol.loaders.articles.english.vocabulary import RoleSpan, gender_of_noun
from techpol.loaders.articles.english.which_campaign import campaign_of

_JOINERS = frozenset(
    "and , & / - then also former ex current the a an its co later longtime now deputy acting interim "
    "executive".split()
)
# "Federal Election Commissioner X": what is left of the commission's name is no name.
_CUT_BODIES = frozenset("election trade communications exchange utility utilities service insurance parole".split())
_NOW = frozenset("now current currently".split())
_LEAVING = frozenset(
    "resign step leave quit oust fire retire depart dismiss remove sack force push boot axe depose "
    "terminate demote".split()
)
_PART_HEADS = frozenset("director chief head manager boss chair president editor".split())


class RoleMatcher:
    """Reads the role nouns of one document."""

    def __init__(self, document: Document, actors: Actors, note: Callable[[int, int, int, str], None]) -> None:
        self._document = document
        self._index = document.index
        self._actors = actors
        self._vocabulary = document.vocabulary
        self._note = note
        self._objects = RoleObjectFinder(document, actors)
        self._bearers = BearerFinder(document, actors)
        self._lists = RoleLists(document, actors)
        self._vitae = Vitae(document, actors)
        self._affiliations = AffiliationMatcher(document, actors)
        self._homes = HomeMatcher(document, actors)

    def match(self, number: int, roles: list[RoleSpan]) -> Iterator[Candidate]:
        """Yield the candidates of one paragraph."""
        doc = self._document.scenes[number].doc
        groups = self._groups(doc, [span for span in roles if not self._is_inside_name(number, span)])
        for group in groups:
            self._objects.find(number, doc, group)
            self._bearers.find(number, doc, group)
        self._bearers.share(groups, doc)
        self._lists.find(number, doc, groups)
        self._vitae.find(number, doc, groups)
        for group in groups:
            self._objects.after_bearer(number, doc, group)
        for group in groups:
            for bearer in group.bearers:
                if bearer.entity.type == "Person":
                    self._remember(number, bearer, group)
            yield from self._candidates(number, doc, group)
        yield from self._affiliations.parties(number, doc)
        yield from self._homes.match(number, doc)
        yield from self._affiliations.employers(number, doc)
        yield from self._affiliations.commissioners(number, doc)

    def _is_inside_name(self, number: int, span: RoleSpan) -> bool:
        """Say whether a role is the end of a body's name: "Harbor Advisors" are no advisers."""
        named = self._index.at(number, span.start)
        if named is None or named.kind != "name" or named.start == span.start or named.end < span.end:
            return False
        return named.entity.is_organisation

    def _remember(self, group_paragraph: int, bearer: Reference, group: RoleGroup) -> None:
        nouns = self._actors.nouns_of.setdefault(id(bearer.entity), set())
        for span in group.spans:
            last = span.text.split()[-1]
            if span.text.endswith("vice president"):
                last = "vice president"
            doc = self._document.scenes[group_paragraph].doc
            if self._time(group_paragraph, doc, group, span)[0]:
                last = f"former {last.rstrip('.')}"
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
                        "former sen": "former senator",
                        "former gov": "former governor",
                        "former rep": "former congressman",
                    }.get(last, last),
                }
            )
            gender = gender_of_noun(last.removeprefix("former "))
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

    # -- the bearer ----------------------------------------------------------------------------------------------

    # -- candidates ----------------------------------------------------------------------------------------------

    def _candidates(self, number: int, doc: Doc, group: RoleGroup) -> Iterator[Candidate]:
        if not group.bearers:
            return
        yield from self._affiliations.of_role(number, doc, group)
        plain = not group.objects or group.objects[0].entity.type != "Place"
        place = self._place_after(number, doc, group.bearers) if plain else None
        if (
            plain
            and len(group.bearers) > 1
            and any(role.office and role.id != "head-of-state" for span in group.spans for role in span.roles)
        ):
            for bearer in group.bearers:  # "Reps. X of Ohio and Y of Utah"
                home = self._place_after(number, doc, [bearer])
                if home is not None:
                    yield Candidate(
                        number, bearer, "HOLDS_OFFICE", home, doc[group.end - 1], "role:office", stated=True,
                        role=doc[group.start : group.end].text,
                    )  # fmt: skip
        apart = set_off(doc, group) if group.possessed else []
        for span in group.spans:
            head = doc[span.end - 1]
            if head.dep_ in ("compound", "nmod") and head.head.i == span.end and head.head.tag_ == "NN":
                continue  # "a donor adviser" is no donor
            if span.end + 1 < len(doc) and doc[span.end].lower_ == "of" and doc[span.end + 1].lower_ == "the":
                if span.end + 2 < len(doc) and doc[span.end + 2].lower_ in ("year", "decade", "century"):
                    continue  # an award
            past, future = self._time(number, doc, group, span)
            for role in span.roles:
                objects = group.left if group.left and span is not group.spans[-1] else group.objects
                if span in apart:
                    objects = [r for r in objects if r.entity.type != "Person"]
                if role.office and place is not None and role.id != "head-of-state":
                    objects = [place]
                if role.id == "appointee-of" and not group.before:
                    yield from self._appointees(number, head, group, past)
                if role.candidacy:
                    yield from self._candidacy(number, doc, group, span, role, past, future)
                    continue
                if (
                    role.relation == "LEADS"
                    and group.before
                    and not any(self._is_whole(doc, r, span) for r in group.objects)
                    and (self._of_a_part(doc, span) or self._of_a_matter(number, doc, group))
                ):
                    group.nested = True
                if span.text == "commissioner" and group.before and not group.possessed:
                    objects = [r for r in objects if doc[r.end - 1].lower_ not in _CUT_BODIES]
                if span.text == "secretary" and group.before and not self._of_department(doc, group, objects):
                    continue
                if group.nested and role.relation in ("LEADS", "FOUNDED", "OWNS"):
                    for bearer in group.bearers:
                        for target in objects:
                            if bearer.entity.type == "Person":
                                yield Candidate(
                                    number,
                                    bearer,
                                    "WORKS_FOR",
                                    target,
                                    trigger_of(doc, group, span),
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
            if role.id == "head-of-state" and not self._adjoins(doc, target, span):
                continue
            if role.office and group.one is not None and group.preposition == "in":
                continue  # "one of the lawmakers in Washington": of what place is not told
            if (
                target not in group.left
                and not group.before
                and group.preposition
                and role.prepositions
                and group.preposition not in role.prepositions
            ):
                continue
            other = target
            if target.entity.type == "Person" and span.text.endswith("vice president"):
                continue  # "pick X as my vice president": of the country
            if (
                target.entity.type == "Person"
                and group.before
                and role.relation in ("LEADS", "WORKS_FOR")
                and (
                    (span.text.startswith("campaign") and role.relation == "LEADS")
                    or any(doc[i].lower_ == "campaign" for i in range(target.end, span.start))
                )
            ):
                entity = campaign_of(self._index, target.entity, doc[target.end : span.start].text)
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
            if role.id == "donor" and target.entity.type == "MediaOrganization":
                continue  # "a contributor to CNN" works for it
            named = span.text.split()[0].lower()  # "her former boss"
            over = past or named in self._vocabulary.past_words or named.startswith("ex-")
            for bearer in group.bearers:
                if span.end < len(doc) and doc[span.end].tag_ == "POS" and bearer.end <= span.start:
                    if bearer.paragraph == number:
                        continue  # "X, the CNN contributor's sister"
                if bearer.entity is other.entity or not self._bearer_allowed(role, bearer):
                    continue
                subject, target_reference = (other, bearer) if role.reverse else (bearer, other)
                relation = _relation(role, target_reference)
                if group.one is not None and relation == "OWNS" and span.text.split()[-1].startswith("shareholder"):
                    relation = "INVESTED_IN"  # "one of the largest shareholders"
                yield Candidate(
                    number, subject, relation, target_reference,
                    trigger_of(doc, group, span), f"role:{role.id}", past=over,
                    modality="planned" if future else "", role=doc[span.start : span.end].text, stated=True,
                )  # fmt: skip

    def _appointees(self, number: int, head: Token, group: RoleGroup, past: bool) -> Iterator[Candidate]:
        """ "served as Smith's ambassador to France": of Smith, too."""
        for owner in self._actors.of(number, [child for child in head.children if child.dep_ == "poss"]):
            for bearer in group.bearers:
                if owner.entity.type == bearer.entity.type == "Person" and owner.entity is not bearer.entity:
                    yield Candidate(
                        number, bearer, "WORKS_FOR", owner, head, "role:appointee-of", past=past, stated=True,
                        role=head.lower_,
                    )  # fmt: skip

    def _adjoins(self, doc: Doc, target: Reference, span: RoleSpan) -> bool:
        """Say whether a country stands right before a role: "Chinese leader", not "Chinese business leader"."""
        if target.entity.name not in self._vocabulary.countries or doc[span.end - 1].tag_ in ("NNS", "NNPS"):
            return False
        between = [doc[i].lower_ for i in range(target.end, span.start)]
        return target.end <= span.start and all(
            word in ("'s", "’s", "'", "’", "-") or word in self._vocabulary.words("ruling_words") for word in between
        )

    def _of_a_matter(self, number: int, doc: Doc, group: RoleGroup) -> bool:
        """Say whether what follows narrows the role to a part: "Zenda's head of global sales"."""
        if group.end + 1 >= len(doc) or doc[group.end].lower_ not in ("of", "for"):
            return False
        matter = next((child for child in doc[group.end].children if child.dep_ == "pobj"), None)
        return (
            matter is not None
            and matter.pos_ == "NOUN"
            and matter.lower_ not in ("board", "company", "firm", "group", "party", "years", "decades")
            and self._index.at(number, matter.i) is None
        )

    def _is_whole(self, doc: Doc, body: Reference, span: RoleSpan) -> bool:
        """Say whether the noun before the role is the end of the body: "Ohio police chief", "Dockers president"."""
        if body.end != span.start:
            return False
        return body.kind == "nominal" or body.end - body.start > 1 or doc[body.start].text.endswith("s")

    def _of_a_part(self, doc: Doc, span: RoleSpan) -> bool:
        """Say whether the role leads a part only: "Zenda policy director", "Zenda's head of sales"."""
        if doc[span.start].i == 0 or doc[span.end - 1].lower_ not in _PART_HEADS:
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

    def _of_department(self, doc: Doc, group: RoleGroup, objects: list[Reference]) -> bool:
        """Say whether a secretary's body is one: "Treasury secretary", "the club's secretary"."""
        return group.possessed or all(
            target.entity.type == "GovernmentBody"
            or doc[target.end - 1].lower_ in DEPARTMENTS
            or not target.entity.named
            for target in objects
        )

    def _bearer_allowed(self, role: Role, bearer: Reference) -> bool:
        return bearer.entity.type in role.bearer or ("Organization" in role.bearer and bearer.entity.is_organisation)

    def _allowed(self, role: Role, target: Reference) -> bool:
        entity = target.entity
        if entity.type == "Place" and role.id == "supporter":
            return self._actors.is_country(target)
        if (
            "Organization" in role.object
            and entity.is_organisation
            and not (entity.type == "Party" and role.relation == "WORKS_FOR")
        ):
            return True
        return entity.type in role.object

    def _time(self, number: int, doc: Doc, group: RoleGroup, span: RoleSpan) -> tuple[bool, bool]:
        words = []
        i = span.start - 1
        while (
            i >= 0
            and span.start - i < 9
            and doc[i].text not in (",", ".", ";", ":", "(", '"', "—")
            and (doc[i].pos_ not in ("VERB", "AUX") or doc[i].lower_ in self._vocabulary.past_words)
            and not (doc[i].lower_ == "and" and self._is_person(number, i - 1))
        ):
            words.append(doc[i].lower_)
            i -= 1
        past = (
            any(word in self._vocabulary.past_words or word.startswith("ex-") for word in words) or "until" in words
        )
        past = past or group.past
        future = any(word in self._vocabulary.future_words for word in words)
        head = hinge_of(doc, group)
        if (
            head.dep_ == "attr"
            and head.head.lower_ in ("was", "were")
            and any(b.entity.type == "Person" for b in group.bearers)
        ):
            past = True
        while head.dep_ == "conj" and head.i > head.head.i and not _NOW & set(words):
            head = head.head  # "stepped down as chairman of A and director of B", which may hang on the name of A
            if head.pos_ == "PROPN" and head.dep_ == "pobj" and head.head.lower_ in ("of", "at"):
                head = head.head.head
        as_role = head.dep_ == "pobj" and head.head.lower_ == "as" and doc[head.head.i - 1].lower_ != "such"
        verb = head.head.head if as_role else None
        if verb is not None and (
            verb.lemma_ in _LEAVING or (verb.tag_ == "VBD" and verb.lemma_ in ("serve", "work", "act", "spend"))
        ):
            past = True
        return past, future

    def _is_person(self, number: int, token: int) -> bool:
        reference = self._index.at(number, token)
        return reference is not None and reference.entity.type == "Person"

    def _place_after(self, number: int, doc: Doc, bearers: list[Reference]) -> Reference | None:
        """Return the place of "Sen. X of Vermont", "Sen. X, R-Utah", "Rep. X, Democrat of Ohio", "(D-Ohio)"."""
        if len(bearers) != 1 or bearers[0].paragraph != number:
            return None
        i = bearers[0].end
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
            match = PARTY_STATE.match(doc[j].text)
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
        i = span.start
        while past and span.start - i < 9 and i > 0:
            i -= 1
            if doc[i].pos_ == "ADP":
                past = False  # "a former aide to the candidate X"
            elif doc[i].lower_ in self._vocabulary.past_words:
                break
        after = doc[group.end] if group.preposition in ("for", "in") else None
        target = self._actors.candidacies.of_noun(number, doc, span.start, span.end, after)
        if target is None:
            return
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


def _relation(role: Role, target: Reference) -> str:
    """Return what a role noun says: a member of a party is affiliated with it."""
    return "AFFILIATED_WITH" if role.id == "member" and target.entity.type == "Party" else role.relation
