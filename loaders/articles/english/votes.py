"""What a name names: votes by its words, its neighbours, its syntax and the statistical finder."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from spacy.tokens import Doc

from techpol.loaders.articles.english.firm_signs import company_signs, firm_signs
from techpol.loaders.articles.english.personal import party_signs, personal_signs
from techpol.loaders.articles.english.role_kinds import body_signs, person_signs
from techpol.loaders.articles.english.vocabulary import RoleSpan, Vocabulary

_LABELS = {
    "PERSON": ("Person", 2.0), "ORG": ("Organization", 1.5), "GPE": ("Place", 2.0), "LOC": ("Place", 1.5),
    "FAC": ("Place", 0.8), "EVENT": ("Event", 2.0), "PRODUCT": ("Asset", 0.8), "WORK_OF_ART": ("Work", 1.2),
    "NORP": ("Norp", 1.5), "LAW": ("Cause", 2.0),
}  # fmt: skip
_STRONG_SUFFIX = frozenset(
    "inc inc. corp corp. ltd ltd. llc llp lp plc ag gmbh pac superpac foundation committee university co co. "
    "county".split()
)
_LEADERS = frozenset(
    "ceo cfo coo executive officer chairman chairwoman founder cofounder founders shareholder".split()
)
# What an organisation may be said to be, that the text does not go on to call it.
_BODIES = frozenset(
    "brand band label choir orchestra ensemble troupe studio school college hospital winery brewery restaurant hotel "
    "museum gallery theatre theater club team festival airline consultancy practice clinic chain retailer group "
    "organization organisation nonprofit coalition outfit".split()
)
_KIN = frozenset(
    "son daughter brother sister wife husband father mother nephew niece cousin grandson granddaughter grandchild "
    "grandfather grandmother uncle aunt widow stepson stepdaughter".split()
)
_INITIALS = re.compile(r"(?:[A-Z]\.?){2,3}\Z")
# People who are known by their initials.
_CALLED_BY_INITIALS = frozenset("AOC JFK RFK LBJ FDR MBS MBZ MTG MLK RBG DJT KJU SBF GWB HRC JD AMLO".split())
_FOLLOWERS = frozenset(
    "administration rally rallies supporters supporter allies ally family presidency voters loyalists surrogate "
    "surrogates delegates cabinet".split()
)
_DONE_TO_PEOPLE = frozenset("defeat beat endorse nominate elect impeach arrest indict vet thank appoint".split())
_CONTESTS = frozenset("run race win rematch campaign match-up matchup fight compete vote victory primary".split())
_PRONOUNS = frozenset("he she his her him himself herself".split())
# Verbs whose subject is nearly always somebody.
_PERSONAL = frozenset(
    "slam rip blast mock vow tweet quip joke campaign endorse announce speak tell argue insist reply concede deliver "
    "acknowledge boast complain".split()
)
# First words of bodies' names.
_BODY_FRONTS = frozenset(
    "University Institute Center Centre Bank Committee Council Association League Coalition Friends Citizens "
    "Americans".split()
)
# What follows the name of somebody, a firm, a place, in the genitive or as it stands; what is done to or by bodies.
_OF_PEOPLE = frozenset(
    "campaign rally rallies candidacy wife husband son daughter running supporters speech remarks presidency bid "
    "lawyer attorney father mother ambassador administration nomination allies opponent rival cabinet physician "
    "candidate nominee".split()
)
_OF_FIRMS = frozenset("shares stock spokesman spokeswoman executives employees customers headquarters".split())
_DONE_TO_BODIES = frozenset("found establish acquire lead own launch incorporate".split())
_LEAVING = frozenset("resign quit depart retire fire oust".split())
_OF_PLACES = frozenset("mayor governor ambassador senator citizen capital city town state".split())
_TAKING = frozenset("found cofound co-found acquire own join head chair lead buy".split())
_OF_BODIES = frozenset("say announce acquire hire sell decline partner invest report launch agree".split())
_HELD = frozenset(
    "stake investor shareholder share investment holding stock position backer engineer employee".split()
)


# Between a firm's name and the role at it: "Zenda's former chief executive", "Zenda ex-chief executive".
_BEFORE_ROLES = frozenset(["'s", "'", "’s", "’", "co", "co-", "ex", "-", "former", "then", "interim", "longtime"])

SIGNS = "!Person"  # what is done to a bare last name, or by it, that is done to people


class Votes(dict[str, float]):
    """Weights for what a name may be, by type; "~Person" and the like are the statistical finder's."""

    def __missing__(self, kind: str) -> float:
        return 0.0

    def add(self, other: Mapping[str, float]) -> None:
        """Add the weights of other votes."""
        for kind, weight in other.items():
            self[kind] += weight


@dataclass(eq=False)
class Found:
    """A name as found: tokens ``start`` to ``end`` of a paragraph, with votes for what it names."""

    paragraph: int
    start: int
    end: int
    text: str
    words: tuple[str, ...]
    votes: Votes = field(default_factory=Votes)
    gender: str = ""
    follower: str = ""  # the word after it
    kin: bool = False  # somebody's son, wife or brother


class TypeVoter:
    """Votes on the types of names."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary

    def vote(self, doc: Doc, found: Found, label: str, roles: list[RoleSpan]) -> None:
        """Vote on what a name names."""
        vocabulary, votes, words = self._vocabulary, found.votes, found.words
        if label.startswith("known:"):
            votes[label[6:]] += 6
        elif label in _LABELS:
            kind, weight = _LABELS[label]
            if kind == "Place" and found.text not in vocabulary.places:
                weight = 1.5
            if kind == "Person" and not vocabulary.is_given(words[0]):
                weight = 1.2  # the finder takes many a company for a person
            votes[f"~{kind}"] += weight
        else:
            votes["Organization"] += 0.4
        joined = " ".join(word.lower() for word in words)
        given = vocabulary.is_given(words[0])
        ending = (
            vocabulary.suffixes.get(" ".join(joined.split()[-3:]))
            or vocabulary.suffixes.get(" ".join(joined.split()[-2:]))
            or (vocabulary.suffixes.get(words[-1].lower()) if len(words) > 1 else None)
        )
        if (
            ending is not None
            and len(words) > 1
            and not (given and len(words) == 2 and words[-1].lower() not in _STRONG_SUFFIX)
        ):
            votes[ending] += 5 if words[-1].lower() in _STRONG_SUFFIX else 3
        if len(words) > 1 and words[0] in ("Department", "Ministry", "Bureau", "Supreme", "Office"):
            votes["GovernmentBody"] += 4
        if len(words) > 2 and words[0] in _BODY_FRONTS:
            votes[
                "Committee" if words[0] in ("Committee", "Friends", "Citizens", "Americans") else "Organization"
            ] += 4
        if len(words) > 1 and words[-1] == "Party":
            votes["Party"] += 2
        if "PAC" in words or joined.endswith(("victory fund", "action fund", "leadership fund")):
            votes["Committee"] += 6
        if words[0] in ("House", "Senate") and len(words) > 1:
            votes["GovernmentBody"] += 6
        if (
            2 <= len(words) <= 4
            and given
            and label in ("PERSON", "")
            and "&" not in words
            and words[-1].lower() not in _STRONG_SUFFIX
        ):
            votes["Person"] += 3
        elif (
            2 <= len(words) <= 3
            and given
            and label in ("ORG", "GPE", "LOC", "FAC", "PRODUCT", "WORK_OF_ART", "NORP")
            and words[-1].lower() not in vocabulary.suffixes
            and found.text not in vocabulary.places
        ):
            votes["Person"] += 2.2
        elif len(words) == 1 and words[0] in vocabulary.last_names:
            votes["Person"] += 3
        elif len(words) == 1 and given and found.text not in vocabulary.places:
            votes["Person"] += 1 if label == "PERSON" else 1.5 if label == "GPE" else 0
        if 2 <= len(words) <= 3 and _INITIALS.match(words[0]) and words[-1].lower() not in vocabulary.suffixes:
            if words[-1].istitle() and label in ("PERSON", "", "ORG", "GPE") and words[0] not in ("U.S.", "US", "UK"):
                votes["Person"] += 3 if words[0] not in ("EU", "UN", "IT", "AI", "PR") else 0  # "JB Smith"
        if len(words) == 1 and words[0].isupper() and 2 <= len(words[0]) <= 6:
            votes["Organization"] += 1.5 if words[0] not in _CALLED_BY_INITIALS else 1
        if "&" in words:
            votes["Company"] += 2
        if self._in_title(doc, found):
            votes["Work"] += 5
        self._vote_by_neighbours(doc, found, roles)
        found.kin = len(words) > 1 and self._is_kin(doc, found)
        if given and not found.gender and len(words) > 1:  # "Clinton" alone is no given name
            found.gender = vocabulary.gender_of(words[0])

    def _is_kin(self, doc: Doc, found: Found) -> bool:
        """Say whether a name is told by a relative: "his son X", "X, her oldest grandchild,"."""
        before = [doc[i].lower_ for i in range(max(0, found.start - 2), found.start)]
        if before and (before[-1] in _KIN or (before[-1] == "," and before[0] in _KIN)):
            return True
        for i in range(found.start - 1, max(-1, found.start - 8), -1):  # "her husband, former President X"
            if doc[i].lower_ in _KIN and i + 1 < found.start and doc[i + 1].text == ",":
                return True
            if doc[i].text != "," and doc[i].pos_ not in ("PROPN", "NOUN", "ADJ"):
                break
        if found.end + 2 < len(doc) and doc[found.end].text == ",":
            rest = doc[found.end + 1 : min(len(doc), found.end + 6)]
            owned = any(token.tag_ in ("PRP$", "POS") for token in rest)
            return owned and any(token.lower_ in _KIN for token in rest)
        return False

    def _in_title(self, doc: Doc, found: Found) -> bool:
        """Say whether a name stands in quotation marks with a title of a book, film or article."""
        left = next(
            (i for i in range(found.start - 1, max(-1, found.start - 16), -1) if doc[i].text in ('"', "“", "”")), None
        )
        right = next(
            (i for i in range(found.end, min(len(doc), found.end + 16)) if doc[i].text in ('"', "“", "”")), None
        )
        if left is None or right is None or right - left > 18:
            return False
        words = [doc[i] for i in range(left + 1, right) if doc[i].is_alpha and len(doc[i]) > 3]
        return (
            len(words) >= 3
            and all(word.text[0].isupper() for word in words)
            and right - left - 1 > found.end - found.start
        )

    def _vote_by_neighbours(self, doc: Doc, found: Found, roles: list[RoleSpan]) -> None:
        vocabulary, votes = self._vocabulary, found.votes
        before = doc[found.start - 1] if found.start > 0 else None
        after = doc[found.end] if found.end < len(doc) else None
        if before is not None:
            title = before.lower_.rstrip(".")
            if title in vocabulary.titles and before.is_title:
                votes["Person"] += 5
                found.gender = vocabulary.titles[title] or found.gender
            noun = before.lower_
            if (
                noun in vocabulary.person_nouns
                and before.pos_ in ("NOUN", "PROPN", "ADJ")
                and before.dep_
                in ("compound", "nmod", "amod", "appos", "nsubj", "ROOT", "dobj", "pobj", "nsubjpass", "conj", "attr")
            ):
                organisation = any(kind not in ("Person", "Place") and weight >= 3 for kind, weight in votes.items())
                votes["Person"] += 0.5 if organisation else 2.5
            elif (
                vocabulary.nominals.get(noun) in ("Company", "MediaOrganization", "Organization")
                and before.pos_ == "NOUN"
                and before.tag_ == "NN"
            ):
                votes[vocabulary.nominals[noun]] += 3
            elif (
                noun in ("service", "app", "operator", "group", "lab", "outlet", "developer", "brand", "chain")
                and before.pos_ == "NOUN"
            ):
                votes["Company"] += 2.5
            if before.lower_ == "at" and "~Place" not in votes:
                votes["Organization"] += 0.5
        for role in roles:
            if role.end == found.start or (
                role.end == found.start - 1
                and doc[role.end].text == ","
                and doc[role.start].i > 0
                and doc[role.end].i < found.start
                and len(found.words) >= 2
                and found.words
                and vocabulary.is_given(found.words[0])
            ):
                if "Person" in role.roles[0].bearer:
                    organisation = any(
                        kind not in ("Person", "Place") and weight >= 3 for kind, weight in votes.items()
                    )
                    votes["Person"] += 0.5 if organisation else 4
            elif (
                role.start == found.end
                and role.roles[0].id in ("chief-of-organization", "founder")
                and role.end < len(doc)
                and doc[role.end].text[:1].isupper()
            ):
                votes["Organization"] += 3 if any(kind.startswith("~") for kind in votes) or len(votes) > 1 else 0.6
            elif (
                0 < role.start - found.end <= 2
                and all(token.lower_ in _BEFORE_ROLES for token in doc[found.end : role.start])
                and role.roles[0].id in ("chief-of-organization", "founder")
            ):
                votes["Organization"] += 2
            elif (
                found.start - 2 <= role.end <= found.start - 1
                and role.end < len(doc)
                and doc[role.end].lower_ == "of"
                and role.roles[0].id in ("chief-of-organization", "founder")
            ):
                votes["Organization"] += 3
        self._vote_by_apposition(doc, found)
        self._vote_by_syntax(doc, found)
        if partisan := party_signs(doc, found.start, found.end, vocabulary):
            votes["Party"] += partisan
        elif owned := company_signs(doc, found.start, found.end):
            votes["Company"] += owned
        elif len(found.words) <= 4 and (said := personal_signs(doc, found.start, found.end, roles, vocabulary)):
            ended = len(found.words) > 1 and found.words[-1].lower() in vocabulary.suffixes
            votes["Person"] += said if not ended else said / 4
        if found.text not in vocabulary.places and found.text not in vocabulary.known:
            if (firm := firm_signs(doc, found.start, found.end)) > 0:
                named = len(found.words) > 1 and vocabulary.is_given(found.words[0])
                votes["Company"] += firm / 4 if named else firm  # "veteran software maker Jane Doe"
            meeting = "Event" in votes or "~Event" in votes
            if not meeting and (body := body_signs(doc, found.start, found.end, roles, "~Place" in votes)) > 0:
                votes["Organization"] += body
            if len(found.words) <= 4 and (borne := person_signs(doc, found.start, found.end, roles, vocabulary)) > 0:
                ended = len(found.words) > 1 and found.words[-1].lower() in vocabulary.suffixes
                votes["Person"] += borne / 4 if ended else borne
        if len(words := found.words) == 1 and words[0][:1].isupper():
            signs = self._personal_signs(doc, found)
            if signs > 0:
                votes[SIGNS] += signs
        elif before is not None and before.tag_ == "POS" and len(words) == 2 and "~Place" not in votes:
            outlet = " ".join(token.text for token in doc[max(0, found.start - 3) : found.start - 1]).split()
            if any(vocabulary.known.get(" ".join(outlet[k:])) == "MediaOrganization" for k in range(len(outlet))):
                votes["Person"] += 2.5  # "CNN's Jon Doe"
        if after is not None:
            if (
                after.text == ","
                and found.end + 2 < len(doc)
                and doc[found.end + 1].text.isdigit()
                and len(doc[found.end + 1].text) == 2
                and doc[found.end + 2].text in (",", ".")
            ):
                votes["Person"] += 4
            if after.lower_ in ("said", "told", "says", "tweeted", "added", "who", "recalled", "joked"):
                votes["Person"] += 1
            if after.lower_ == "campaign":
                votes["Person"] += 1.5
            following = doc[found.end + 1].lower_ if after.lower_ in ("'s", "'") and found.end + 1 < len(doc) else ""
            if following in ("new", "former", "then", "own", "longtime", "2012", "2016", "2020", "2024"):
                following = doc[found.end + 2].lower_ if found.end + 2 < len(doc) else ""
            if following in _OF_PEOPLE:
                votes["Person"] += 1.5
            if after.lower_ in _OF_FIRMS:
                votes["Company"] += 0.8

    def _personal_signs(self, doc: Doc, found: Found) -> float:
        """Return how much speaks for a bare last name: whom one runs against, whose allies, "he" that follows."""
        root, weight = doc[found.start], 0.0
        after = doc[found.end] if found.end < len(doc) else None
        if after is not None and after.lower_ in _FOLLOWERS:
            weight += 1.2
        if root.dep_ == "dobj" and root.head.lemma_ in _DONE_TO_PEOPLE:
            weight += 1.0
        if root.dep_ == "pobj" and root.head.lower_ == "against" and root.head.head.lemma_ in _CONTESTS:
            weight += 1.0
        if root.dep_ == "conj" and root.head.ent_type_ == "PERSON" and root.head.dep_ in ("nsubj", "dobj"):
            weight += 0.9
        placed = root.dep_ == "pobj" and root.head.lower_ in ("in", "at", "near", "from")
        if not placed and any(child.dep_ == "conj" and child.ent_type_ == "PERSON" for child in root.children):
            weight += 0.9
        if root.dep_ in ("nsubj", "nsubjpass"):
            others = any(
                token.ent_type_ == "PERSON" and token.i != root.i for token in doc[root.sent.start : root.sent.end]
            )
            if not others and any(
                token.lower_ in _PRONOUNS for token in doc[root.i + 1 : min(root.sent.end, root.i + 25)]
            ):
                weight += 1.25
        return weight

    def _vote_by_syntax(self, doc: Doc, found: Found) -> None:
        """Vote by what is said of a name: one has a stake in companies, founds them, resigns from them."""
        root, votes = doc[found.start : found.end].root, found.votes
        if (
            len(found.words) == 1
            and re.match(r"[A-Z][a-z]+[A-Z]|[a-z]+[A-Z]", found.words[0])
            and not found.words[0].startswith(("Mc", "Mac", "De", "La", "Di", "Le", "Van", "O'"))
        ):
            votes["Organization"] += 2  # "SpaceX", "YouTube", "eBay"
        if found.start > 0 and doc[found.start - 1].lower_ == "founded":
            votes["Organization"] += 2
        if root.dep_ == "conj" and root.head.ent_type_ == "ORG" and root.head.dep_ in ("pobj", "dobj"):
            votes["Organization"] += 0.8
        if root.dep_ == "nsubj" and len(found.words) == 1 and root.head.lemma_ in _PERSONAL and len(votes) > 0:
            votes["Person"] += 0.8
        first = root
        while first.dep_ == "conj" and first.head.dep_ in ("conj", "pobj"):
            first = first.head
        if first.dep_ == "pobj" and first.head.lower_ in ("of", "at") and first.head.head.lower_ in _LEADERS:
            votes["Organization"] += 3
        if root.dep_ == "nsubjpass" and root.head.lemma_ in _DONE_TO_BODIES:
            votes["Organization"] += 1.6
        if root.dep_ == "pobj":
            above = root.head.head
            if root.head.lower_ == "in" and above.lemma_.lower() in _HELD:
                votes["Company"] += 2.5
            elif root.head.lower_ == "from" and above.lemma_ in _LEAVING:
                votes["Organization"] += 2
            elif root.head.lower_ in ("of", "at") and above.ent_type_ == "PERSON":
                votes["Organization"] += 1.2
            elif root.head.lower_ in ("of", "to") and above.lower_ in _OF_PLACES:
                votes["Place"] += 3
        elif root.dep_ == "dobj" and root.head.lemma_ in _TAKING:
            votes["Organization"] += 1.6
        elif root.dep_ == "nsubj" and "~Place" in votes and root.head.lemma_ in _OF_BODIES:
            votes["Organization"] += 1

    def _vote_by_apposition(self, doc: Doc, found: Found) -> None:
        """Vote by the noun that explains a name: "X, a super PAC", "the carmaker, X"."""
        root = doc[found.start : found.end].root
        nouns = [
            child
            for child in root.children
            if child.dep_ == "appos" and child.tag_ in ("NN", "NNS") and child.i > found.end
        ]
        if root.dep_ == "appos" and root.head.tag_ in ("NN", "NNS") and root.head.i < found.start:
            nouns.append(root.head)
        if root.dep_ == "nsubj" and root.head.lemma_ == "be":
            said = [child for child in root.head.children if child.dep_ == "attr" and child.i > root.i]
            # what is said first counts: "X is the Chairman of Y; the company ..." is of a person
            nouns += [
                noun
                for noun in said[:1]
                if noun.tag_ == "NN"
                or noun.lower_ in _LEADERS
                or (noun.tag_ == "NNP" and noun.lower_ in self._vocabulary.person_nouns)
            ]
        for noun in nouns[:2]:
            kind = self._vocabulary.nominals.get(noun.lower_)
            if noun.lower_ in self._vocabulary.person_nouns or noun.lower_ in _LEADERS - {"founders"}:
                found.votes["Person"] += 3
            elif (
                kind in ("Company", "Committee", "Organization", "MediaOrganization", "GovernmentBody")
                and noun.tag_ == "NN"
            ):
                found.votes[kind] += 3
            elif noun.lower_ in _BODIES and noun.tag_ == "NN":
                found.votes["Organization"] += 2
