"""Members of a party in the plural, in an apposition or in passing: "Democrats X and Y", "As a Republican, X"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from techpol.loaders.articles.english.actors import Actors
from techpol.loaders.articles.english.candidate import Candidate
from techpol.loaders.articles.english.document import Document
from techpol.loaders.articles.english.mentions import Reference
from techpol.loaders.articles.english.scanner import Scanner
from techpol.loaders.articles.english.spelled import pair_before
from techpol.loaders.articles.english.syntax import chain

_ADJECTIVES = frozenset("republican democratic gop libertarian labour conservative tory".split())
_PLURALS = frozenset("republicans democrats tories libertarians".split())
_SINGULARS = frozenset("republican democrat tory libertarian".split())
_TITLES = frozenset("sen sens rep reps gov govs senator senators representative governor president former".split())
# Who is of the party that stands before it; not its donors, voters or critics.
_MEMBERS = frozenset(
    "leader leaders lawmaker lawmakers senator senators governor governors congressman congresswoman "
    "congressmen representative representatives member members legislator legislators politician politicians "
    "incumbent incumbents nominee nominees candidate candidates mayor mayors hopeful hopefuls contender "
    "contenders whip speaker officeholder pick challenger challengers freshman freshmen moderate moderates "
    "strategist strategists operative operatives peer peers lord baroness councillor councillors councilor mep "
    "meps mp mps stalwart stalwarts grandee grandees heavyweight heavyweights firebrand backbencher "
    "backbenchers minister ministers premier president chair chairman chairwoman rival rivals opponent "
    "opponents frontrunner pollster pollsters consultant consultants activist activists figure figures elder "
    "elders delegate delegates official officials statesman stateswoman hardliner maverick kingmaker insider "
    "newcomer veteran".split()
)
# Before a name they tell its party: "Labour peer X", "her Republican opponent, X".
_BEFORE_NAMES = _MEMBERS - frozenset("president figure official chair chairman chairwoman leader".split())


class PartyMemberMatcher(Scanner):
    """Reads the members of parties of one document."""

    def __init__(self, document: Document, actors: Actors) -> None:
        super().__init__(document, actors)
        self._past = document.vocabulary.past_words

    def match(self, number: int, doc: Doc) -> Iterator[Candidate]:
        """Yield the candidates of one paragraph."""
        for token in doc:
            if token.lower_ in _MEMBERS and token.pos_ in ("NOUN", "PROPN"):
                yield from self._apposed(number, token)
                yield from self._before_name(number, doc, token)
                yield from self._listed(number, doc, token, self._party_of(number, token))
            elif token.lower_ in _PLURALS:
                yield from self._listed(number, doc, token, self._index.at(number, token.i))
            elif token.lower_ in _SINGULARS and token.dep_ == "pobj" and token.head.lower_ == "as":
                yield from self._as_member(number, token)

    def _apposed(self, number: int, noun: Token) -> Iterator[Candidate]:
        """ "X and Y, the top two Democratic leaders", "X, the Democratic incumbent"."""
        if noun.dep_ != "appos" or noun.i < noun.head.i:
            return
        party = self._party_of(number, noun)
        if party is None:
            return
        people = [r for item in chain(noun.head) if (r := self._index.at(number, item.i)) is not None]
        if noun.head.dep_ == "conj":
            # the parser hangs the apposition on the last of them
            first = noun.head.head
            people = [r for item in chain(first) if (r := self._index.at(number, item.i)) is not None]
        several = noun.tag_ in ("NNS", "NNPS")
        if several:
            start = noun.left_edge.i
            both = {noun.doc[i].lower_ for i in range(start, noun.i)} & {"two", "both"}
            people = (pair_before(self._index, number, noun.doc, start - 1) if both else []) or people
        else:
            # the name right before the comma, whatever the parser hangs it on
            near = self._index.at(number, noun.left_edge.i - 2) if noun.left_edge.i >= 2 else None
            people = [near] if near is not None and near.end == noun.left_edge.i - 1 else []
        yield from self._claims(number, people, party, noun)

    def _before_name(self, number: int, doc: Doc, noun: Token) -> Iterator[Candidate]:
        """ "Labour peer X", "her Republican opponent, former President X"."""
        if noun.lower_ not in _BEFORE_NAMES or noun.tag_ not in ("NN", "NNP") or noun.i + 1 >= len(doc):
            return
        party = self._index.at(number, noun.i - 1) if noun.i > 0 else None
        if party is None or party.entity.type != "Party" or doc[noun.i - 1].lower_ not in _ADJECTIVES:
            return
        if party.start != noun.i - 1:
            return  # "Ohio GOP chairman X": of Ohio's part
        start = noun.i + 1
        apart = doc[start].text == ","
        if apart:
            # "a Republican rival, X said": only what is somebody's has one name
            if not any(child.dep_ == "poss" for child in noun.children):
                return
            start += 1
            while start < len(doc) and start - noun.i < 6 and doc[start].lower_.rstrip(".") in _TITLES:
                start += 1
        person = self._index.at(number, start) if start < len(doc) else None
        if person is None or person.start != start or person.entity.type != "Person" or person.kind != "name":
            return
        closed = person.end >= len(doc) or doc[person.end].text in (",", ".", ";", ")", "—", "–")
        if not apart or closed:
            yield from self._claims(number, [person], party, noun)

    def _party_of(self, number: int, noun: Token) -> Reference | None:
        for child in noun.children:
            if child.i < noun.i and (child.lower_ in _ADJECTIVES or child.dep_ == "poss"):
                reference = self._index.at(number, child.i)
                if reference is not None and reference.entity.type == "Party":
                    return reference
        return None

    def _listed(self, number: int, doc: Doc, noun: Token, party: Reference | None) -> Iterator[Candidate]:
        """ "Democrats X and Y", "Republicans, including X", "two Democratic senators - X and Y -"."""
        if party is None or party.entity.type != "Party" or noun.tag_ not in ("NNS", "NNPS"):
            return
        start, told = noun.i + 1, False
        while start < len(doc) and start - noun.i < 5:
            word = doc[start]
            if word.lower_ in ("including", "–", "—", ":") or (word.text == "-" and word.whitespace_):
                told = True
            elif word.lower_ == "as" and doc[start - 1].lower_ == "such":
                told = True
            elif word.lower_ not in (",", "such", "with") and not word.is_quote:
                break
            start += 1
        if start > noun.i + 1 and not told:
            return
        people = self._row(number, doc, start)
        if len(people) > 1 or (people and told):
            yield from self._claims(number, people, party, noun)

    def _row(self, number: int, doc: Doc, start: int) -> list[Reference]:
        """Return the people whose names stand in a row: "X, Y and Z", titles before them."""
        people: list[Reference] = []
        while start < len(doc):
            while start < len(doc) and doc[start].lower_.rstrip(".") in _TITLES:
                start += 1
            reference = self._index.at(number, start) if start < len(doc) else None
            if reference is None or reference.start != start or reference.entity.type != "Person":
                break
            people.append(reference)
            start = reference.end
            if start + 1 >= len(doc) or doc[start].lower_ not in (",", "and"):
                break
            start += 2 if doc[start + 1].lower_ == "and" else 1
        return people

    def _as_member(self, number: int, noun: Token) -> Iterator[Candidate]:
        """ "As a Republican, X ...": of whoever is the subject."""
        verb = noun.head.head
        party = self._index.at(number, noun.i)
        if party is None or verb.pos_ not in ("VERB", "AUX") or not any(c.lower_ == "a" for c in noun.children):
            return
        if self._syntax.is_passive(verb) or any(child.tag_ == "MD" for child in verb.children):
            return
        people = self._actors.of(number, [c for c in verb.children if c.dep_ == "nsubj"])
        if len(people) == 1 and noun.head.i < verb.i:
            yield from self._claims(number, people, party, noun)

    def _claims(self, number: int, people: list[Reference], party: Reference, trigger: Token) -> Iterator[Candidate]:
        past = any(child.lower_ in self._past for child in trigger.children)
        for person in people:
            if person.entity.type == "Person":
                yield Candidate(
                    number, person, "AFFILIATED_WITH", party, trigger, "construction:party-member", past=past,
                    stated=True, confidence=0.85,
                )  # fmt: skip
