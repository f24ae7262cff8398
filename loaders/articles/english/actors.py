"""What a noun phrase stands for: a name, a pronoun's antecedent, a campaign, an event, a group that is described."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from techpol.loaders.articles.english.candidacies import Candidacies
from techpol.loaders.articles.english.descriptions import Descriptions
from techpol.loaders.articles.english.document import Document
from techpol.loaders.articles.english.explained import explained_with_title
from techpol.loaders.articles.english.mentions import Reference
from techpol.loaders.articles.english.namesakes import namesake
from techpol.loaders.articles.english.owned_committees import owned_committee
from techpol.loaders.articles.english.siblings import siblings
from techpol.loaders.articles.english.syntax import chain
from techpol.loaders.articles.english.them import listed_before
from techpol.loaders.articles.english.vocabulary import Vocabulary
from techpol.loaders.articles.english.which_campaign import campaign_of, words_around

_QUANTITY_HEADS = frozenset(
    "number dozens dozen hundreds scores handful majority some many most several group bunch half lot couple "
    "one two three four five all each both any none".split()
)
_BODIES = frozenset(["Company", "Organization", "Committee", "MediaOrganization", "GovernmentBody"])
_COMING_FROM = frozenset("attack attacks criticism comments remarks rhetoric ads claims".split())
_MAKING = frozenset(
    "make tell give offer post issue propose release pitch write deliver unveil cite spread share".split()
)
_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5}
_ONE_MEMBER = frozenset("republican democrat libertarian conservative tory socialist".split())
_MODIFIERS = frozenset(["compound", "amod", "nummod", "nmod", "quantmod", "poss", "advmod", "punct", "npadvmod"])


class Actors:
    """Resolves noun phrases of one document to mentions."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._index = document.index
        self._vocabulary = document.vocabulary
        self.nouns_of: dict[int, set[str]] = {}
        self.candidacies = Candidacies(document)
        self._descriptions = Descriptions(document, self.nouns_of)

    def of(self, number: int, tokens: Iterable[Token], metonyms: bool = False) -> list[Reference]:
        """Return the mentions that noun phrases stand for, coordinated ones included, each once."""
        found: list[Reference] = []
        for token in tokens:
            for item in self._coordinated(number, token):
                for reference in self._one(number, item, metonyms):
                    if not any(other.entity is reference.entity for other in found):
                        found.append(reference)
        return found

    def one(self, number: int, token: Token) -> list[Reference]:
        """Return the mentions that the noun phrase of a token stands for by itself, without its partners."""
        return self._one(number, token, False)

    def is_country(self, reference: Reference) -> bool:
        """Say whether a mention is of a country, not of a city or a state."""
        return reference.entity.name in self._vocabulary.countries

    def _coordinated(self, number: int, token: Token) -> list[Token]:
        """Return a token and its partners; the parser may hang them on any word of a name."""
        found = chain(token)
        for item in list(found):
            reference = self._index.at(number, item.i)
            if reference is not None and (reference.entity.type == "Person" or reference.entity.is_organisation):
                found += [other for other in self._before_title(number, item) if other not in found]
            if reference is None or reference.end - reference.start == 1:
                continue
            for k in range(reference.start, reference.end):
                inner = token.doc[k]
                if inner != item and any(
                    child.dep_ == "conj" and not reference.start <= child.i < reference.end
                    for child in inner.children
                ):
                    found += [
                        other
                        for other in chain(inner)
                        if not reference.start <= other.i < reference.end and other not in found
                    ]
        return found

    def _before_title(self, number: int, name: Token) -> list[Token]:
        """Return X of "Speaker X and Chairwoman Y": the parser may take X for a part of Y's title, or of its name."""
        own = self._index.at(number, name.i)
        person = own is not None and own.entity.type == "Person"
        return [
            child
            for child in name.children
            if child.dep_ in ("nmod", "compound")
            and any(c.dep_ == "cc" and c.lower_ == "and" for c in child.children)
            and (named := self._index.at(number, child.i)) is not None
            and (named.entity.type == "Person" if person else named.entity.is_organisation)
            and (person or named is not own)
            and named.end == child.i + 1
            and child.doc[named.end].lower_ == "and"
        ]

    def _one(self, number: int, token: Token, metonyms: bool, depth: int = 0) -> list[Reference]:
        reference = self._index.at(number, token.i)
        if reference is not None:
            head = reference.entity
            if head.type == "Party" and token.tag_ in ("NNS", "NNPS") and token.dep_ == "pobj":
                one = self._one_of(number, token, depth)  # "X is one of several Democrats who ..."
                if one:
                    return one
            if head.type == "Party" and token.lower_ in (
                "republicans",
                "democrats",
                "tories",
                "libertarians",
                "conservatives",
            ):
                return self._members(number, token, reference)
            if head.type == "Party" and token.lower_ in _ONE_MEMBER and token.dep_ not in ("appos", "attr"):
                if any(
                    (child.dep_ == "det" and child.lower_ in ("a", "an", "another"))
                    or child.lower_ in ("top", "ranking", "senior", "lone")
                    for child in token.children
                ):
                    return []  # "met a Republican who ...": one of its members, nobody knows who
            if head.type == "Party" and token.lower_ in _ONE_MEMBER and token.dep_ in ("appos", "attr"):
                member = self._member(number, token, depth)
                if member:
                    return member
            if (
                head.type == "Party"
                and token.lower_ in ("republican", "democratic", "democrat")
                and token.dep_ not in ("conj", "pobj", "dobj", "nsubj")
            ):
                return []
            return [reference]
        if token.dep_ == "pobj" and any(child.dep_ == "relcl" for child in token.children):
            one = self._one_of(number, token, depth)
            if one:
                return one
        if token.pos_ == "PRON" or token.tag_ in ("PRP", "PRP$"):
            listed = listed_before(token)
            if listed:
                return self._names(number, listed)
            antecedent = self._document.coreference.pronoun(number, token)
            if antecedent is None:
                return []
            return [self._index.add_reference(Reference(number, token.i, token.i + 1, antecedent.entity, "pronoun"))]
        pair = siblings(self._document.scenes, self._index, number, token)
        if pair:
            return pair
        if token.pos_ in ("NOUN", "PROPN", "ADJ", "NUM", "DET", "X") and depth < 3:
            return self._nominal(number, token, metonyms, depth)
        return []

    def _one_of(self, number: int, token: Token, depth: int) -> list[Reference]:
        """Return who "is among those who ...", "is one of the senators who ..." and "X, one of the two who ..."."""
        above = token.head.head
        verb = above if token.head.lower_ == "among" else above.head
        if token.head.lower_ == "of" and above.lower_ == "one" and above.dep_ == "appos" and depth < 3:
            return self._one(number, above.head, False, depth + 1)
        counted = token.head.lower_ == "among" or (token.head.lower_ == "of" and above.lower_ == "one")
        if not counted or verb.lemma_ != "be" or depth >= 3:
            return []
        if any(c.dep_ == "neg" or (c.dep_ == "aux" and c.lemma_ not in ("be", "have")) for c in verb.children):
            return []  # "is not among those who ...", "could be one of those who ..."
        if verb.dep_ not in ("ROOT", "conj") and verb.head.lemma_ not in self._vocabulary.words("saying"):
            return []  # "was asked whether he is one of those who ...", "denied that he is"
        subjects = self._document.syntax.surface_subject(verb)
        return [
            r
            for subject in subjects
            if subject != token
            for item in chain(subject)
            for r in self._one(number, item, False, depth + 1)
        ]

    def _member(self, number: int, token: Token, depth: int) -> list[Reference]:
        """Return who "X, a Republican who ...", "X is a Democrat who ..." is."""
        if not any(child.dep_ == "det" or child.lower_ in ("fellow", "only", "first") for child in token.children):
            return []
        if token.dep_ == "appos":
            named = self._index.at(number, token.head.i)
            return [named] if named is not None and named.entity.type == "Person" else []
        subject = [c for c in token.head.children if c.dep_ == "nsubj"] if token.head.lemma_ == "be" else []
        if (
            len(subject) != 1
            or subject[0] == token
            or depth >= 3
            or any(c.dep_ == "neg" for c in token.head.children)
        ):
            return []
        return [r for r in self._one(number, subject[0], False, depth + 1) if r.entity.type == "Person"]

    def _members(self, number: int, token: Token, party: Reference) -> list[Reference]:
        """Return the party for "Democrats", some of its members for "House Democrats", "two Republicans"."""
        listed = self._listed(number, token)
        if listed:
            return listed
        modifiers = [
            c
            for c in token.children
            if c.i < token.i
            and c.dep_ in ("amod", "compound", "nummod", "nmod", "det")
            and c.lower_ not in ("the", "these", "those")
        ]
        if any(c.dep_ in ("relcl", "acl", "amod") and c.i > token.i for c in token.children):
            return []
        if not modifiers:
            return [party]
        first = min(c.left_edge.i for c in modifiers)
        return [self._descriptions.describe(number, first, token.i + 1, "Group")]

    def _names(self, number: int, tokens: Iterable[Token]) -> list[Reference]:
        found = []
        for token in tokens:
            for item in chain(token):
                reference = self._index.at(number, item.i)
                if reference is not None and reference.entity.type != "Place":
                    found.append(reference)
        return found

    def _all_of(self, number: int, noun: Token) -> list[Reference]:
        """Return the people whom a plural noun in apposition sums up: "X, Y and Z, three chemists who ..."."""
        if noun.tag_ != "NNS":
            return []
        found = [r for r in self._names(number, [noun.head]) if r.start < noun.i]
        counts = [_COUNTS.get(child.lower_, 0) for child in noun.children if child.dep_ == "nummod"]
        people = all(r.entity.type == "Person" and r.kind == "name" for r in found)
        return found if len(found) > 1 and people and all(count == len(found) for count in counts) else []

    def _nominal(self, number: int, token: Token, metonyms: bool, depth: int) -> list[Reference]:
        doc = token.doc
        appositive = self._names(number, [child for child in token.children if child.dep_ == "appos"])
        if not appositive:
            known_as = [
                child
                for child in token.children
                if child.dep_ == "acl" and child.lower_ in ("known", "called", "named", "dubbed")
            ]
            for child in known_as:
                inner = self._document.syntax.objects_of(child, "as") + [
                    c for c in child.children if c.dep_ == "oprd"
                ]
                appositive = self._names(number, inner)[:1]
        if appositive:
            return appositive
        if token.i + 1 < len(doc):
            following = self._index.at(number, token.i + 1)
            if (
                following is not None
                and following.start == token.i + 1
                and following.entity.type != "Place"
                and token.pos_ == "NOUN"
                and doc[token.i + 1].head != token.head.head
            ):
                if token.lower_ in self._vocabulary.person_nouns or token.lower_ in self._vocabulary.nominals:
                    return [following]
        if (
            token.dep_ == "appos"
            and (named := self._index.at(number, token.head.i)) is not None
            and named.entity.type != "Place"
        ):
            body = self._vocabulary.nominals.get(token.lower_) in _BODIES or token.lower_ == "group"
            if named.entity.type == "Person" and body:
                # "X, president of Y, the group that ...": Y is the group
                start = token.left_edge.i
                near = self._index.at(number, start - 2) if start >= 2 and doc[start - 1].text == "," else None
                return [near] if near is not None and near.entity.is_organisation else []
            return self._all_of(number, token) or [named]
        if token.dep_ == "attr" and token.head.lemma_ == "be" and word_is_person(token, self._vocabulary):
            # "X is a lawyer who leads ...": the noun stands for X
            subject = [c for c in token.head.children if c.dep_ == "nsubj"]
            return self._one(number, subject[0], False, depth + 1) if subject and subject[0] != token else []
        apposed = self._beside(number, token)
        if apposed is not None:
            return [apposed]
        explained = self._explained(number, token) or explained_with_title(
            self._index, self._vocabulary, number, token
        )
        if explained is not None:
            return [explained]
        listed = self._listed(number, token) or self._led(number, token)
        if listed:
            return listed
        word = token.lower_
        both = self._both(number, token)
        if both:
            return both
        if word in _QUANTITY_HEADS:
            inner = self._document.syntax.objects_of(token, "of")
            if inner:
                return [reference for item in inner for reference in self._one(number, item, metonyms, depth + 1)]
        if word == "campaign":
            return self.campaign(number, token)
        if word == "ticket":
            return self._ticket(number, token)
        owned = owned_committee(self._index, number, token, lambda owner: self._one(number, owner, False, depth + 1))
        if owned:
            return owned
        if word in ("board", "boards", "management", "directors", "shareholders", "administration", "team"):
            owner = self._owner(number, token)
            if (
                owner is not None
                and (owner.entity.is_organisation or word in ("administration", "team"))
                and owner.entity.type != "Party"
            ):
                return [Reference(owner.paragraph, owner.start, owner.end, owner.entity, owner.kind, metonym=True)]
        if metonyms and word in self._vocabulary.words("aspects"):  # "the pace of X's recovery"
            inner = self._document.syntax.objects_of(token, "of")
            return [reference for item in inner for reference in self._nominal(number, item, True, depth + 1)]
        if word == "treatment" and not any(child.dep_ == "poss" for child in token.children):
            return []  # "outraged by the treatment of X": what others did to X
        if metonyms and word in self._vocabulary.metonyms:
            owner = self._owner(number, token)
            if owner is not None:
                return [Reference(owner.paragraph, owner.start, owner.end, owner.entity, owner.kind, metonym=True)]
        return self._descriptions.described(number, token) or namesake(self._index, number, token)

    def _listed(self, number: int, token: Token) -> list[Reference]:
        """Return the names of "donors including X and Y", "companies such as X"."""
        for child in token.children:
            if child.dep_ == "prep" and child.lower_ in ("including", "like", "include"):
                return self._names(number, [inner for inner in child.children if inner.dep_ in ("pobj", "pcomp")])
            if (
                child.dep_ == "prep"
                and child.lower_ == "as"
                and child.i > 0
                and child.doc[child.i - 1].lower_ == "such"
            ):
                return self._names(number, [inner for inner in child.children if inner.dep_ == "pobj"])
        return []

    def _beside(self, number: int, token: Token) -> Reference | None:
        """Return the name of "X, the super PAC backing Y, spent ...", which the parser may give two subjects."""
        start = token.left_edge.i
        if token.dep_ != "nsubj" or start < 2 or token.doc[start - 1].text != ",":
            return None
        named = self._index.at(number, start - 2)
        if named is None or named.end != start - 1:
            return None
        root = token.doc[named.start : named.end].root
        return named if root.dep_ == "nsubj" and root.head == token.head and named.entity.type != "Place" else None

    def _explained(self, number: int, token: Token) -> Reference | None:
        """Return the name of "his rival, Senator X," and of "the X super PAC", which the parser may not join."""
        doc, word = token.doc, token.lower_
        if (
            word in self._vocabulary.person_nouns
            and any(c.dep_ in ("poss", "det") for c in token.children)
            and token.i + 2 < len(doc)
            and doc[token.i + 1].text == ","
        ):
            for i in range(token.i + 2, min(token.i + 5, len(doc))):
                reference = self._index.at(number, i)
                if reference is not None:
                    closed = reference.end >= len(doc) or doc[reference.end].text in (",", ".", ";", '"', ")")
                    return (
                        reference if reference.entity.type == "Person" and closed and reference.start == i else None
                    )
                if not doc[i].text[:1].isupper():
                    return None
        if word in self._vocabulary.person_nouns and any(c.dep_ in ("poss", "det") for c in token.children):
            apart = self._after_its_place(number, token)
            if apart is not None:
                return apart
        if word in (
            "pac",
            "nonprofit",
            "foundation",
            "group",
            "newspaper",
            "website",
            "app",
            "startup",
            "charity",
            "network",
            "magazine",
            "fraternity",
            "sorority",
        ):
            before = token.i - 1
            while before >= 0 and doc[before].lower_ in ("super", "-", "advocacy", "nonprofit", "lobbying"):
                before -= 1
            reference = self._index.at(number, before) if before >= 0 else None
            if (
                reference is not None
                and reference.end == before + 1
                and reference.entity.type in ("Organization", "Committee", "Company", "MediaOrganization")
            ):
                return reference
        return None

    def _after_its_place(self, number: int, token: Token) -> Reference | None:
        """Return the name of "Ruritania's ambassador to the United States, X,"."""
        doc, i = token.doc, token.i + 1
        if i >= len(doc) or doc[i].lower_ not in ("to", "of", "for", "from"):
            return None
        while i < min(len(doc) - 1, token.i + 8) and doc[i].text != ",":
            if doc[i].pos_ in ("VERB", "AUX") or doc[i].text in (".", ";"):
                return None
            i += 1
        reference = self._index.at(number, i + 1) if i + 1 < len(doc) and doc[i].text == "," else None
        if reference is None or reference.start != i + 1 or reference.entity.type != "Person":
            return None
        closed = reference.end >= len(doc) or doc[reference.end].text in (",", ".", ";", '"', ")")
        return reference if closed else None

    def _led(self, number: int, token: Token) -> list[Reference]:
        """Return who leads "a coalition led by X" that has no name: what it does X does."""
        if token.lower_ not in ("group", "coalition", "alliance", "consortium", "team"):
            return []
        for child in token.children:
            if child.dep_ == "acl" and child.lower_ == "led":
                return self._names(number, self._document.syntax.agents(child))
        return []

    def _both(self, number: int, token: Token) -> list[Reference]:
        """Return the two companies that "both companies", "each company" can only stand for."""
        if token.lemma_.lower() not in ("company", "firm", "group", "organization", "carmaker", "automaker"):
            return []
        doc = token.doc
        words = {doc[i].lower_ for i in range(max(0, token.i - 2), token.i)}
        if not words & {"both", "each"} and not ({"two"} & words and {"the", "these"} & words):
            return []
        found: list[Reference] = []
        start = max(0, token.sent.start - 1)
        start = doc[start].sent.start
        for i in range(start, token.i):
            reference = self._index.at(number, i)
            if (
                reference is not None
                and reference.entity.type in ("Company", "Organization")
                and all(r.entity is not reference.entity for r in found)
            ):
                found.append(reference)
        return found if len(found) == 2 else []

    def _owner(self, number: int, token: Token) -> Reference | None:
        """Return whose something is: "X's bid", "his bid", "the bid of X", "the X bid"."""
        for child in token.children:
            if child.dep_ == "poss":
                found = self._one(number, child, False, 2)
                return found[0] if len(found) == 1 else None
        for child in token.children:
            if (
                child.dep_ in ("compound", "nmod", "amod")
                and (reference := self._index.at(number, child.i)) is not None
                and reference.entity.type in ("Person", "Company", "Organization")
            ):
                return reference
        of = self._document.syntax.objects_of(token, "of") or (
            self._document.syntax.objects_of(token, "at") if token.lower_ == "board" else []
        )
        if not of and token.lower_ in _COMING_FROM:
            of = self._document.syntax.objects_of(token, "from")
        if of:
            found = self._one(number, of[0], False, 2)
            return found[0] if len(found) == 1 else None
        for clause in token.children:  # "a story that X told", "the claims X made"
            if clause.dep_ == "relcl" and clause.lemma_ in _MAKING:
                found = [r for c in clause.children if c.dep_ == "nsubj" for r in self._one(number, c, False, 2)]
                return found[0] if len(found) == 1 else None
        return None

    def campaign(self, number: int, token: Token) -> list[Reference]:
        """Return the campaign of a person: "the Smith campaign", "his campaign", "Smith's 2012 campaign"."""
        owner = self._owner(number, token)
        if owner is None or owner.entity.type != "Person":
            return []
        first = min(
            [
                child.left_edge.i
                for child in token.children
                if child.i < token.i and child.dep_ in _MODIFIERS and child.dep_ != "punct"
            ],
            default=token.i,
        )
        end = token.i + 1
        of = [child for child in token.children if child.dep_ == "prep" and child.lower_ == "of"]
        if owner.start > token.i and of:
            end = owner.end
        entity = campaign_of(self._index, owner.entity, words_around(token, first))
        return [self._index.add_reference(Reference(number, first, end, entity, "nominal"))]

    def _ticket(self, number: int, token: Token) -> list[Reference]:
        """Return the campaign of two who run together: "the Smith-Jones ticket"."""
        doc, first = token.doc, token.i
        while first > 0 and (doc[first - 1].text == "-" or doc[first - 1].text[:1].isupper()):
            first -= 1
        words = [doc[i].text for i in range(first, token.i)]
        if len(words) == 1 and words[0].count("-") == 1:
            words = words[0].split("-")
        elif words.count("-") == 1:
            words.remove("-")
        else:
            return []
        if len(words) != 2 or any(word in self._vocabulary.parties for word in words):
            return []
        entity = self._index.described("Campaign", doc[first : token.i + 1].text)
        return [self._index.add_reference(Reference(number, first, token.i + 1, entity, "nominal"))]


def word_is_person(token: Token, vocabulary: Vocabulary) -> bool:
    """Say whether a noun is a word for one person."""
    return token.tag_ == "NN" and token.lower_ in vocabulary.person_nouns
