"""When it was: in which clause the date of a claim stands, and whether it lies before or after the article."""

from __future__ import annotations

from spacy.tokens import Span, Token

from techpol.loaders.articles.english.candidate import Candidate
from techpol.loaders.articles.english.details import clause_text, date_of
from techpol.loaders.articles.english.vocabulary import Vocabulary
from techpol.schema.model import Modality
from techpol.schema.values import PartialDate

_PRESENT = frozenset("is are am 's ’s 're ’re be".split())
_PERFECT = frozenset("have has had 've ’ve having".split())
_FUTURE = frozenset("will wo 'll ’ll shall would may might could should".split())


class TimeReader:
    """Reads the dates of claims; ``published`` is the article's own date."""

    def __init__(self, vocabulary: Vocabulary, published: PartialDate | None) -> None:
        self._published = published
        self._leaving = vocabulary.words("leaving")
        self._announcing = vocabulary.words("announcing")
        self._formerly = vocabulary.words("formerly")

    def read(self, candidate: Candidate, sentence: Span, modality: Modality) -> dict[str, object]:
        """Return the values of ``start`` or ``end`` (of who left) and ``when_text``; nothing where none is said."""
        verb = self._verb(candidate)
        if verb is None:
            return {}
        when, words = date_of(clause_text(verb, sentence), self._published, tense_of(verb, modality))
        if when is None and words is None:
            return {}
        ends = candidate.past and verb.lemma_.lower() in self._leaving
        return {"end" if ends else "start": when, "when_text": words}

    def is_over(self, trigger: Token) -> bool:
        """Say whether a verb speaks of a state as of one that was: "once worked for", "used to work for"."""
        if trigger.pos_ not in ("VERB", "AUX"):
            return False
        if trigger.dep_ == "xcomp" and trigger.head.lower_ == "used" and trigger.tag_ == "VB":
            return all(child.dep_ not in ("auxpass",) for child in trigger.head.children)
        return trigger.tag_ in ("VBD", "VBN") and any(
            child.dep_ == "advmod" and child.lower_ in self._formerly and child.i < trigger.i
            for child in trigger.children
        )

    def _verb(self, candidate: Candidate) -> Token | None:
        """Return the word in whose clause the date stands: the verb itself, or the one that lends it to a noun."""
        trigger = candidate.trigger
        if candidate.stated:
            # of a role only when it was left: "resigned as chairman of Zenda in 2018"
            verb = trigger.head.head if trigger.dep_ == "pobj" and trigger.head.lower_ == "as" else None
            return verb if verb is not None and candidate.past and verb.lemma_ in self._leaving else None
        lent = candidate.amount_at
        if lent is not None and lent != trigger and lent.lemma_.lower() not in self._announcing:
            return lent
        return trigger


def tense_of(verb: Token, modality: Modality) -> str:
    """Return ``past``, ``future`` or ``unclear`` for the clause of a verb (or of a noun without one)."""
    aux = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    if verb.tag_ == "VBD" or aux & _PERFECT:
        return "past"
    if verb.tag_ == "VBN" and aux & {"was", "were"}:
        return "past"
    if modality is Modality.PLANNED or aux & _FUTURE:
        return "future"
    if verb.tag_ in ("VBZ", "VBP", "VB") or aux & _PRESENT:
        return "unclear"  # "hosts a dinner on June 6": it was, or it is to be
    return "past"
