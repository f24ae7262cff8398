"""Headlines: "Smith slams Jones": the parser takes the verb between two names for a noun."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc

from techpol.loaders.articles.english.actors import Actors
from techpol.loaders.articles.english.candidate import Candidate
from techpol.loaders.articles.english.document import Document
from techpol.loaders.articles.english.joining import type_in
from techpol.loaders.articles.english.lexicon import Frame
from techpol.loaders.articles.english.mentions import Reference
from techpol.loaders.articles.english.scanner import Scanner

# Verbs that say the same in a headline as anywhere, whatever else they mean.
_PLAIN = frozenset(["endorse", "criticize", "praise", "sue", "back-candidate", "support", "meet", "own", "advise"])

# Who backs these backs whose they are; a plan or a bill may be backed without him.
_BIDS = frozenset(["bid", "candidacy", "campaign", "run", "nomination", "reelection", "re-election", "presidency"])


class HeadlineMatcher(Scanner):
    """Reads the title of one document."""

    def __init__(self, document: Document, actors: Actors) -> None:
        super().__init__(document, actors)
        self._frames: dict[str, Frame] = {}
        for frame in document.vocabulary.lexicon.frames:
            if frame.id in _PLAIN and "patient" in frame.object and frame.subject == "agent":
                for verb in frame.verbs:
                    if " " not in verb:
                        self._frames.setdefault(_third_person(verb), frame)
        self._metonyms = document.vocabulary.metonyms

    def match(self, number: int, doc: Doc) -> Iterator[Candidate]:
        """Yield what the title says of two names with a verb between them."""
        if self._scenes[number].paragraph.kind != "title":
            return
        for token in doc[1:-1]:
            frame = self._frames.get(token.lower_)
            if frame is None:
                continue
            left, right = self._index.at(number, token.i - 1), self._index.at(number, token.i + 1)
            if left is None or right is None or right.start != token.i + 1 or left.entity is right.entity:
                continue
            if not self._stands_alone(doc, left, right, frame):
                continue
            if type_in(left, frame.subject_types) and type_in(right, frame.object_types):
                if right.entity.type in (*frame.object_not, "Place") or left.entity.type in ("Place", "Event"):
                    continue
                yield Candidate(
                    number, left, frame.relation, right, token, f"headline:{frame.id}", stated=True, confidence=0.8
                )

    def _stands_alone(self, doc: Doc, left: Reference, right: Reference, frame: Frame) -> bool:
        """Say whether both are whole: the first opens the line or a part of it, the second is no other noun's."""
        opens = left.start == 0 or doc[left.start - 1].text in (":", "—", ";", ",") or doc[left.start - 1].is_title
        if left.start > 0 and doc[left.start - 1].lower_ in ("and", "of", "for", "to", "in", "by"):
            opens = False
        if not opens or right.end >= len(doc):
            return opens
        after = doc[right.end]
        if after.tag_ == "POS":
            owned = doc[right.end + 1].lower_ if right.end + 1 < len(doc) else ""
            return frame.metonyms and owned in (_BIDS if frame.relation == "ENDORSED" else self._metonyms)
        return after.pos_ not in ("NOUN", "PROPN") and after.text not in ("-", "and", "&")


def _third_person(verb: str) -> str:
    if verb.endswith(("s", "sh", "ch", "x")):
        return f"{verb}es"
    return f"{verb[:-1]}ies" if verb.endswith("y") and verb[-2:-1] not in "aeiou" else f"{verb}s"
