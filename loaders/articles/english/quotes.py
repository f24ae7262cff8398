"""What a speaker's own words do to somebody they name: "X lied", "the worst president", "Y has failed us"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from techpol.loaders.articles.english.actors import Actors
from techpol.loaders.articles.english.candidate import Candidate
from techpol.loaders.articles.english.document import Document
from techpol.loaders.articles.english.mentions import Reference

_TARGETS = frozenset(
    "Person Organization Company Committee Campaign Party Group MediaOrganization GovernmentBody".split()
)
_NEGATED = frozenset("not n't never no".split())


class QuoteMatcher:
    """Reads blame and praise in the quotations of one document."""

    def __init__(self, document: Document, actors: Actors) -> None:
        self._scenes = document.scenes
        self._coreference = document.coreference
        self._actors = actors
        self._blame_verbs = document.vocabulary.words("blame_verbs")
        self._blame = document.vocabulary.words("blame_words")
        self._praise = document.vocabulary.words("praise_words")
        self._praise_verbs = document.vocabulary.words("praise_verbs")

    def match(self, number: int, doc: Doc) -> Iterator[Candidate]:
        """Yield the candidates of one paragraph."""
        for quoted in self._scenes[number].paragraph.quoted:
            if quoted[1] - quoted[0] < 30:
                continue
            speaker = self._coreference.speaker(number, quoted)
            if speaker is None or speaker.entity.type != "Person":
                continue
            for token in doc:
                if quoted[0] <= token.idx < quoted[1] and token.pos_ in ("VERB", "AUX"):
                    yield from self._judgement(number, speaker, token)

    def _judgement(self, number: int, speaker: Reference, verb: Token) -> Iterator[Candidate]:
        if any(
            child.dep_ in ("neg", "mark") or child.lower_ in _NEGATED or (child.dep_ == "aux" and child.tag_ == "MD")
            for child in verb.children
        ):
            return  # "did not fail", "if he fails", "would fail"
        polarity = self._polarity(verb)
        subjects = [child for child in verb.children if child.dep_ == "nsubj" and child.pos_ == "PROPN"]
        if polarity == 0 or len(subjects) != 1:
            return
        targets = [r for r in self._actors.of(number, subjects) if r.kind == "name"]
        if len(targets) != 1 or targets[0].entity is speaker.entity or targets[0].entity.type not in _TARGETS:
            return
        yield Candidate(
            number, speaker, "PRAISED" if polarity > 0 else "CRITICIZED", targets[0], verb, "construction:quote",
            stated=True, confidence=0.75,
        )  # fmt: skip

    def _polarity(self, verb: Token) -> int:
        lemma = verb.lemma_.lower()
        if lemma in self._blame_verbs:
            return -1
        if lemma in self._praise_verbs:
            return 1
        if lemma != "be":
            return 0
        words = {
            token.lower_
            for child in verb.children
            if child.dep_ in ("acomp", "attr")
            for token in list(child.subtree)[:12]
        }
        if words & (_NEGATED | {"than", "less", "but"}):
            return 0
        good, bad = bool(words & self._praise), bool(words & self._blame)
        return 1 if good and not bad else -1 if bad and not good else 0
