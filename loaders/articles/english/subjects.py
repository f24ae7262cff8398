"""Who stands before a verb: by the order of the words, past brackets and degrees; by the parse where none does."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from techpol.loaders.articles.english.mentions import Reference
from techpol.loaders.articles.english.scanner import Scanner

ADVERBS = frozenset(
    "also currently now presently previously formerly then later first subsequently again initially once still "
    "recently already immediately actively best today both simultaneously concurrently presently jointly".split()
)
_DEGREES = re.compile(r"(?:[A-Z]{2,5}|Ph\.?D\.?|M\.?D\.?|Esq\.?|Jr\.?|Sr\.?|II|III|IV|CPA|MBA|J\.?D\.?)\Z")


class SubjectFinder(Scanner):
    """Finds the one person that is the subject of a verb."""

    def _subject(self, number: int, doc: Doc, verb: Token) -> Reference | None:
        """Return the one person whose name, "he" or "who" stands before a verb; by the parse where none does."""
        i = verb.i - 1
        while i >= verb.sent.start and (
            doc[i].lower_ in ADVERBS or doc[i].lower_ in ("has", "had", "have", "been", "to", "is", "was", "be")
        ):
            i -= 1
        if i < verb.sent.start:
            return None
        if doc[i].lower_ in ("he", "she", "who"):
            if doc[i].lower_ != "who":
                return self._one(self._actors.of(number, [doc[i]]))
            i -= 2 if i > 0 and doc[i - 1].text == "," else 1
            near = self._index.at(number, i) if i >= 0 else None
            if near is not None and near.end == i + 1:
                return near if self._is_somebody(near) else None
            return self._one(self._actors.of(number, self._syntax.surface_subject(verb)))
        if doc[i].text == ")":
            k = i
            while k > verb.sent.start and doc[k].text != "(":
                k -= 1
            i = k - 1
        while i > verb.sent.start and (doc[i].text == "," or _DEGREES.match(doc[i].text)) and i > verb.i - 14:
            if self._index.at(number, i) is not None and doc[i].text != "," and doc[i - 1].text != ",":
                break
            i -= 1
        near = self._index.at(number, i)
        if near is not None and near.end == i + 1 and self._is_somebody(near):
            return near if self._leads(number, doc, near) else None
        return self._one(self._actors.of(number, self._syntax.surface_subject(verb)))

    def _leads(self, number: int, doc: Doc, name: Reference) -> bool:
        """Say whether a name before a verb is its subject, and not the end of something else's name."""
        root = doc[name.start : name.end].root
        if root.dep_ in ("pobj", "dobj", "poss") and root.head.i < name.start:
            return False  # "the wife of X is", "a firm that backed X is"
        before = doc[name.start - 1].lower_ if name.start > 0 else ""
        return before not in (
            "of",
            "by",
            "with",
            "for",
            "and",
            "&",
            "or",
            "than",
            "like",
            "to",
            "at",
            "from",
            "against",
        )

    def _is_somebody(self, reference: Reference) -> bool:
        return reference.entity.type == "Person"

    def _one(self, found: list[Reference]) -> Reference | None:
        return found[0] if len(found) == 1 and self._is_somebody(found[0]) else None
