"""Who belongs to a party or an organisation without a role noun: "Democrat X", "X (R-Utah)", "X of Acme"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from techpol.loaders.articles.english.candidate import Candidate
from techpol.loaders.articles.english.mentions import Reference
from techpol.loaders.articles.english.modality import sentence_is_question
from techpol.loaders.articles.english.rolegroup import RoleGroup
from techpol.loaders.articles.english.scanner import Scanner
from techpol.loaders.articles.english.syntax import chain

PARTY_STATE = re.compile(r"([RDI])(?:-([A-Z][A-Za-z.]*(?: [A-Z][a-z]+)*))?\Z")
_PARTY_LETTERS = {"R": "Republican Party", "D": "Democratic Party", "I": ""}
# What may stand between a party and the name of its member: an office, not "donor" or "strategist".
_PARTY_OFFICES = frozenset(
    "senator governor congressman congresswoman representative lawmaker lawmakers legislator nominee candidate leader"
    " mayor chairman chairwoman whip speaker president minister hopeful contender frontrunner incumbent mp politician"
    " member councilman assemblyman".split()
)


# Who gives to a party, or speaks of it, need not be of it.
_NO_MEMBERS = frozenset(
    ["donor", "fundraiser", "critic", "opponent", "investor", "owner", "supporter", "partner", "owning-organization"]
)


# "The top Democrat on the committee": what tells a member's rank, and what such bodies are called.
_RANKS = frozenset("top ranking senior leading lead highest second most".split())
# Who works for a party need not be of it.
_SERVANTS = frozenset("lawyer attorney counsel consultant accountant banker auditor donor critic opponent".split())
_MOVEMENTS = frozenset("platform coalition alliance front movement bloc party".split())
_PANELS = frozenset("committee subcommittee panel commission council board caucus".split())


class AffiliationMatcher(Scanner):
    """Reads the parties and employers of one document."""

    def parties(self, number: int, doc: Doc) -> Iterator[Candidate]:
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
                    yield from self._on_committee(number, doc, token, member)
                continue
            match = PARTY_STATE.match(token.text)
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

    def _on_committee(self, number: int, doc: Doc, token: Token, member: Reference) -> Iterator[Candidate]:
        """ "X, the top Democrat on the Harbor Committee": a member of the committee, too."""
        words = {child.lower_ for child in token.children if child.dep_ in ("amod", "compound", "nmod")}
        if token.i + 1 >= len(doc) or doc[token.i + 1].lower_ != "on" or not words & _RANKS:
            return
        body = next(
            (r for i in (token.i + 2, token.i + 3) if i < len(doc) and (r := self._index.at(number, i)) is not None),
            None,
        )
        if body is not None and body.kind == "name" and doc[body.end - 1].lower_ in _PANELS:
            past = bool(words & self._vocabulary.past_words)
            yield Candidate(
                number, member, "MEMBER_OF", body, token, "role:rank-on-committee", past=past, stated=True
            )

    def commissioners(self, number: int, doc: Doc) -> Iterator[Candidate]:
        """Yield who is "Harbor Trade Commissioner X", where the document names a Harbor Trade Commission."""
        for token in doc:
            if token.lower_ not in ("commissioner", "commissioners") or not token.text[:1].isupper():
                continue
            first = token.i
            while first > 0 and doc[first - 1].text[:1].isupper() and token.i - first < 5:
                first -= 1
            person = self._index.at(number, token.i + 1) if token.i + 1 < len(doc) else None
            if first == token.i or person is None or person.entity.type != "Person" or person.start != token.i + 1:
                continue
            name = f"{doc[first : token.i].text} commission".lower()
            body = next((e for e in self._index.entities if e.named and e.name.lower().endswith(name)), None)
            if body is None or not body.is_organisation:
                continue
            former = first > 0 and doc[first - 1].lower_ in self._vocabulary.past_words
            target = self._index.add_reference(Reference(number, first, token.i, body, "nominal"))
            yield Candidate(
                number, person, "MEMBER_OF", target, token, "role:commissioner", past=former, stated=True,
                role=token.lower_,
            )  # fmt: skip

    def of_role(self, number: int, doc: Doc, group: RoleGroup) -> Iterator[Candidate]:
        """Yield the party in a role: "Ohio's Republican lieutenant governor", "Republican strategist X"."""
        if any(role.id in _NO_MEMBERS for span in group.spans for role in span.roles):
            return
        head = doc[group.end - 1]
        if sentence_is_question(head) or (head.dep_ == "attr" and head.head.tag_ == "VB"):
            return  # "to be the Democratic nominee"
        for i in range(max(0, group.start - 4), group.end):
            reference = self._index.at(number, i)
            if reference is None or reference.entity.type != "Party" or reference.end - reference.start != 1:
                continue
            if doc[i].lower_ not in (
                "republican",
                "democratic",
                "gop",
                "libertarian",
                "labour",
                "conservative",
                "tory",
            ):
                continue
            if any(doc[k].lower_ in (";", "—", "and", "or") for k in range(i + 1, group.start)):
                continue  # "X, a Republican, and Democratic Senator Y"
            beside = self._index.at(number, i - 2) if i > 1 and doc[i - 1].lower_ in ("and", "or") else None
            if beside is not None and beside.entity.type == "Party":
                continue  # "Republican and Democratic lawmakers": which of them is not told
            if not (doc[i].head == head or (doc[i].is_ancestor(head) or head.is_ancestor(doc[i]))):
                continue
            for bearer in group.bearers:
                if bearer.entity.type == "Person":
                    yield Candidate(
                        number, bearer, "AFFILIATED_WITH", reference, doc[i], "role:party-of-role",
                        stated=True, confidence=0.85,
                    )  # fmt: skip

    def employers(self, number: int, doc: Doc) -> Iterator[Candidate]:
        """Yield "X of Y" and "X at Y" (a person and an organisation), and whose a company is: "X's Y"."""
        for token in doc:
            reference = self._index.at(number, token.i)
            if reference is None or reference.end != token.i + 1 or token.i + 2 >= len(doc):
                continue
            following = doc[token.i + 1]
            if following.text == "," and reference.entity.type == "Person":
                yield from self._between_commas(number, doc, reference)
                continue
            target = self._index.at(number, token.i + 2)
            if target is None and doc[token.i + 2].lower_ == "the" and token.i + 3 < len(doc):
                target = self._index.at(number, token.i + 3)
            if target is None or target.entity is reference.entity:
                continue
            if (
                following.lower_ in ("of", "at", "from")
                and reference.entity.type == "Person"
                and len(reference.entity.name.split()) > 1
                and following.head.i in range(reference.start, reference.end)
            ):
                if (
                    target.entity.type in ("Company", "Organization", "Committee", "MediaOrganization", "Group")
                    and target.kind == "name"
                ):
                    for person in (reference, *self._row_before(number, doc, reference, following)):
                        yield Candidate(
                            number, person, "WORKS_FOR", target, following, "role:of-organization",
                            stated=True, confidence=0.8,
                        )  # fmt: skip
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

    def _between_commas(self, number: int, doc: Doc, person: Reference) -> Iterator[Candidate]:
        """ "X, of the Harbor Institute, ...", "X, formerly of Y,": a full name, and no place or party."""
        i, past = person.end + 1, False
        if doc[i].lower_ in ("formerly", "previously", "late") and i + 1 < len(doc):
            i, past = i + 1, True
        if doc[i].lower_ not in ("of", "from") or i + 2 >= len(doc) or len(person.entity.name.split()) < 2:
            return
        target = self._index.at(number, i + 2 if doc[i + 1].lower_ == "the" else i + 1)
        if (
            target is None
            or target.kind != "name"
            or target.end >= len(doc)
            or doc[target.end].text not in (",", ".")
        ):
            return
        partisan = doc[target.end - 1].lower_ in _MOVEMENTS
        if target.entity.type in ("Company", "Organization", "Committee", "MediaOrganization") and not partisan:
            yield Candidate(
                number, person, "WORKS_FOR", target, doc[i], "role:of-organization", past=past, stated=True,
                confidence=0.8,
            )  # fmt: skip

    def _row_before(self, number: int, doc: Doc, last: Reference, preposition: Token) -> list[Reference]:
        """Return the others of "X, Y and Z from the institute": full names in a row, not those somebody met there."""
        found: list[Reference] = []
        i = last.start - 1
        while i > 0 and doc[i].lower_ in (",", "and", "&"):
            if doc[i - 1].text == ",":
                i -= 1
            before = self._index.at(number, i - 1)
            if before is None or before.entity.type != "Person" or before.end != i:
                break
            if len(before.entity.name.split()) < 2 or before.kind != "name":
                return []
            found.append(before)
            i = before.start - 1
        if len(found) < 2:
            return []  # "X and Y of the institute": X may be of another
        first = found[-1]
        root = doc[first.start : first.end].root
        told = first.start > 0 and doc[first.start - 1].text in (":", ";")
        met = root.dep_ in ("dobj", "pobj", "dative") and not told
        return [] if met and preposition.lower_ == "at" else found

    def _from_party(self, number: int, doc: Doc, party: Reference) -> Reference | None:
        """Return who is "a politician from the X Party", "an MP for the X Party", "representing the X Party"."""
        root = doc[party.start : party.end].root
        if root.dep_ in ("compound", "nmod"):
            noun = root.head  # "a Labour Party politician"
        elif root.dep_ == "pobj" and root.head.lower_ in ("from", "of", "with", "for", "in"):
            noun = root.head.head
        else:
            return None
        if noun.lower_ not in self._vocabulary.person_nouns or noun.lower_ in _SERVANTS:
            return None
        if sentence_is_question(noun) or any(child.dep_ == "neg" for child in noun.head.children):
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
            if token.dep_ == "attr" and token.head.lemma_ in ("be", "become", "remain"):
                people = self._actors.of(number, self._document.syntax.surface_subject(token.head))
                return people[0] if len(people) == 1 and people[0].entity.type == "Person" else None
            if token.dep_ in ("oprd", "attr") and token.head.lemma_ == "make":  # "makes X the first Democrat to"
                made = [c for c in token.head.children if c.dep_ in ("dobj", "nsubj") and c.i > token.head.i]
                people = self._actors.of(number, made)
                return people[0] if len(people) == 1 and people[0].entity.type == "Person" else None
        return None
