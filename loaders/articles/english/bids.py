"""Reads whose bid, run or candidacy it is: "her presidential campaign", "his White House bid"."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from techpol.loaders.articles.english.actors import Actors
from techpol.loaders.articles.english.candidate import Candidate
from techpol.loaders.articles.english.document import Document
from techpol.loaders.articles.english.joining import Joiner
from techpol.loaders.articles.english.lexicon import Frame
from techpol.loaders.articles.english.mentions import Reference
from techpol.loaders.articles.english.scanner import Scanner
from techpol.loaders.articles.english.syntax import announced_subject

_GIVING_UP = frozenset(
    "drop end suspend abandon rule deny withdraw quit exit stop fold oppose block thwart reject".split()
)
_BARE = frozenset(["candidacy", "campaign", "bid", "reelection", "re-election"])
_OFFICES = frozenset("governor mayor sheriff senator treasurer commissioner prosecutor".split())
_DECLARING = frozenset("announce launch declare end suspend drop abandon begin start formalize kick unveil".split())
_PRESIDENTIAL = frozenset(
    ["president", "vice president", "former president", "former vice president", "presidential candidate",
     "presidential nominee", "presidential hopeful", "presidential contender"]
)  # fmt: skip
# Of these the bid is one that there was: one may drop no other.
_ENDING = frozenset("drop end suspend".split())


class BidMatcher(Scanner):
    """Reads the nouns for a run in one document."""

    def __init__(
        self, document: Document, actors: Actors, joiner: Joiner, frames: Sequence[Frame],
        note: Callable[[int, int, int, str], None],
    ) -> None:  # fmt: skip
        super().__init__(document, actors)
        self._joiner, self._frames, self._note = joiner, frames, note

    def match(self, number: int, noun: Token) -> Iterator[Candidate]:
        """Yield the run that a noun with its owner tells of."""
        owner = [child for child in noun.children if child.dep_ == "poss"]
        if owner and owner[0].lower_ in _OFFICES:
            return  # "the governor's race" is not of the governor alone
        owners = self._actors.of(number, owner)
        if not owners and owner and owner[0].lower_ in ("his", "her"):
            owners = self._actors.of(number, announced_subject(noun))  # "During her campaign, X ..."
        if len(owners) != 1 or owners[0].entity.type != "Person":
            return
        target = self._actors.candidacies.find(number, noun) or self._declared(number, noun, owners[0])
        if target is None or noun.lower_ in ("nomination", "ticket"):
            return
        if owners[0].kind == "pronoun" and not self._is_candidate(number, noun, owners[0], target):
            return
        given_up = noun.dep_ in ("dobj", "nsubjpass", "pobj") and noun.head.lemma_ in _GIVING_UP
        over = given_up and noun.dep_ == "dobj" and noun.head.lemma_ in _ENDING and noun.head.tag_ in ("VBD", "VBN")
        for frame in self._frames:
            if given_up and not (over and any(True for c in owner if c.i > noun.head.i)):
                self._note(number, noun.i, noun.i + 1, f"{frame.id}: a bid given up or ruled out")
                continue
            # "money for her bid cannot be moved": that there is a bid is taken for granted
            for candidate in self._joiner.join(
                number, owners, [target], frame, noun, factual=over or noun.dep_ in ("pobj", "poss")
            ):
                yield replace(candidate, past=over)

    def _declared(self, number: int, noun: Token, owner: Reference) -> Reference | None:
        """Return what "announced her candidacy" is for, where a (vice) president says so in a presidential race."""
        if noun.lower_ not in _BARE or noun.dep_ != "dobj" or noun.head.lemma_ not in _DECLARING:
            return None
        owners = [child for child in noun.children if child.dep_ == "poss"]
        if [child for child in noun.children if child.dep_ in ("amod", "compound", "prep")] or owners[
            0
        ].tag_ != "PRP$":
            return None
        candidacies = self._actors.candidacies
        if not candidacies.is_presidential or not self._actors.nouns_of.get(id(owner.entity), set()) & _PRESIDENTIAL:
            return None
        entity = self._index.described("Candidacy", candidacies.office_name("presidential"))
        return self._index.add_reference(Reference(number, noun.i, noun.i + 1, entity, "nominal"))

    def _is_candidate(self, number: int, noun: Token, owner: Reference, target: Reference) -> bool:
        """Say whether "her presidential campaign" is surely hers: nobody else is named, or she has a role."""
        people = {
            id(reference.entity)
            for i in range(noun.sent.start, noun.sent.end)
            if (reference := self._index.at(number, i)) is not None and reference.entity.type == "Person"
        }
        nouns = self._actors.nouns_of.get(id(owner.entity), set())
        if "senate" in target.entity.name.lower() and nouns and not any("senat" in noun for noun in nouns):
            return False
        return len(people) < 2 or bool(nouns)
