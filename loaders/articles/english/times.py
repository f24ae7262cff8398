"""When it was: in which clause the date of a claim stands, and whether it lies before or after the article."""

from __future__ import annotations

import re

from spacy.tokens import Span, Token

from techpol.loaders.articles.english.candidate import Candidate
from techpol.loaders.articles.english.details import clause_text, date_of
from techpol.loaders.articles.english.tenures import Spell, is_before, spell_of
from techpol.loaders.articles.english.vocabulary import Vocabulary
from techpol.schema.model import Modality
from techpol.schema.values import PartialDate

_PRESENT = frozenset("is are am 's ’s 're ’re be".split())
_PERFECT = frozenset("have has had 've ’ve having".split())
_UNTIL = frozenset("until till 'til ’til".split())
_FUTURE = frozenset("will wo 'll ’ll shall would may might could should".split())

# "... – his second after a bid in 2012": the year is of what the aside tells.
_ASIDE = re.compile(r"\s[–—-]+\s(?:his|her|their|its) [^–—]*")


class TimeReader:
    """Reads the dates of claims; ``published`` is the article's own date."""

    def __init__(self, vocabulary: Vocabulary, published: PartialDate | None) -> None:
        self._published = published
        self._leaving = vocabulary.words("leaving")
        self._announcing = vocabulary.words("announcing")
        self._formerly = vocabulary.words("formerly")

    def read(self, candidate: Candidate, sentence: Span, modality: Modality, state: bool) -> dict[str, object]:
        """Return the values of ``start``, ``end`` and ``when_text``, and ``past`` of a state that ended.

        Nothing where no time is said. ``state``: the relation lasts, and is no event of a day.
        """
        verb = self._verb(candidate)
        if state and modality is not Modality.DENIED:
            told = self._tenure(candidate, sentence, verb, modality)
            if told:
                return told
        if verb is None:
            return {}
        tense = tense_of(verb, modality)
        text = clause_text(verb, sentence) if candidate.when is None else candidate.when
        if not state:
            text = _ASIDE.sub(" ", text)
        spell = spell_of(text, self._published, tense)
        if spell is not None and not state and not spell.words.lower().startswith("since"):
            at = sentence.text.find(spell.words)
            if at > 0 and sentence.start_char + at < verb.idx and " " in sentence.text[:at].strip(" ,"):
                text = text.replace(spell.words, " ; ")  # "X, its chief from 2015 to 2019, gave ...": not of the gift
            elif spell.end is not None and modality is not Modality.DENIED:
                return {"start": spell.start, "end": spell.end, "when_text": spell.words}
        when, words = date_of(text, self._published, tense)
        if when is None and words is None:
            return {}
        if state and spell is not None and modality is Modality.DENIED:
            return {"when_text": words}  # "did not lead it until 2019": did from then on
        ends = candidate.past and verb.lemma_.lower() in self._leaving
        return {"end" if ends else "start": when, "when_text": words}

    def _tenure(
        self, candidate: Candidate, sentence: Span, verb: Token | None, modality: Modality
    ) -> dict[str, object]:
        """Return from when to when a state lasted, if an end is told (of a role a "since" too)."""
        if candidate.stated:
            return self._role_tenure(candidate, sentence, modality)
        if verb is None or verb.pos_ not in ("VERB", "AUX"):
            return {}
        tense = tense_of(verb, modality)
        spell = spell_of(clause_text(verb, sentence), self._published, tense)
        if spell is not None and spell.end is not None:
            return self._values(spell, tense if verb.tag_ != "VBG" else "unclear")
        return self._left_open(verb, sentence, tense)

    def _role_tenure(self, candidate: Candidate, sentence: Span, modality: Modality) -> dict[str, object]:
        """Return the spell of a role: right after it and its body, or in the clause that gives it to somebody."""
        trigger, target = candidate.trigger, candidate.object
        after = trigger.i + 1
        if target.paragraph == candidate.paragraph and trigger.i < target.start < sentence.end:
            after = target.end
        if after < sentence.end:
            rest = sentence.doc[after : sentence.end].text
            spell = spell_of(rest, self._published, "past", at_start=True)
            if spell is not None:
                return self._values(spell, "unclear")
        verb = trigger.head if trigger.dep_ in ("attr", "oprd") else None
        if trigger.dep_ == "pobj" and trigger.head.lower_ == "as":
            verb = trigger.head.head
        if verb is None or verb.pos_ not in ("VERB", "AUX"):
            return {}
        tense = tense_of(verb, modality)
        spell = spell_of(clause_text(verb, sentence), self._published, tense)
        if spell is not None and (spell.end is not None or verb.lemma_ in ("be", "serve", "act", "work")):
            return self._values(spell, tense)
        return self._left_open(verb, sentence, tense)

    def _left_open(self, verb: Token, sentence: Span, tense: str) -> dict[str, object]:
        """Return what "led it until it was sold in 2019", "worked there until his death" say: it is over."""
        if tense != "past" or verb.tag_ not in ("VBD", "VBN"):
            return {}
        for child in verb.children:
            if child.dep_ == "prep" and child.lower_ in _UNTIL:
                inner = next((c for c in child.children if c.dep_ in ("pobj", "pcomp", "advmod")), None)
                if inner is None or inner.lower_ not in ("now", "today", "then"):
                    return {"past": True}
            if child.dep_ == "advcl" and any(
                c.lower_ in _UNTIL for c in child.children if c.dep_ in ("mark", "prep")
            ):
                when, words = date_of(
                    clause_text(child, sentence), self._published, tense_of(child, Modality.ASSERTED)
                )
                return {"past": True, "end": when, "when_text": words}
        return {}

    def _values(self, spell: Spell, tense: str) -> dict[str, object]:
        """Return a spell as qualifiers; over where it ended before the article, or the past tense says so."""
        values: dict[str, object] = {"start": spell.start, "end": spell.end, "when_text": spell.words}
        if spell.end is None:
            return values
        known = self._published is not None and spell.end.year is not None
        if is_before(spell.end, self._published) if known and self._published is not None else tense == "past":
            values["past"] = True
        return values

    def is_over(self, trigger: Token) -> bool:
        """Say whether a verb speaks of a state as of one that was: "once worked for", "used to work for"."""
        if trigger.pos_ not in ("VERB", "AUX"):
            return False
        if trigger.dep_ == "xcomp" and trigger.head.lower_ == "used" and trigger.tag_ == "VB":
            return all(child.dep_ not in ("auxpass",) for child in trigger.head.children)
        return trigger.tag_ in ("VBD", "VBN") and any(
            child.dep_ == "advmod"
            and child.lower_ in self._formerly
            and (child.i < trigger.i or (trigger.lemma_ == "be" and child.i == trigger.i + 1))  # "was once part of"
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
