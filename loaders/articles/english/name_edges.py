"""Where a name starts and ends: cuts off spans what is no part of a name, and apart what are two names."""

from __future__ import annotations

from spacy.tokens import Doc

from techpol.loaders.articles.english.spelled_names import goes_on_after_hyphen
from techpol.loaders.articles.english.vocabulary import HOUSES, Vocabulary

# Role words that are also part of organisations' names.
_ORG_WORDS = frozenset(
    "counsel partner partners representatives scientists engineers associates traders agents developers "
    "editors journalists teachers lawyers governors mayors trustees members fellows"
    " employees reporters drivers veterans board office attorneys manufacturers producers writers directors "
    "actors".split()
)
# What closes a firm's and a person's name after a comma.
_CLOSING_FIRMS = frozenset(
    "Inc Inc. LLC L.L.C. LLP L.L.P. Ltd Ltd. Corp. L.P. LP Incorporated Limited PLC PC P.C.".split()
)
_CLOSING_PEOPLE = frozenset("Jr Jr. Sr Sr.".split())
_OPEN = frozenset("the a an of and for to at with from by than".split())  # a name goes on after them or ended before
_NO_NAMES = frozenset(["great state", "great states"])  # "the Great State of Ohio"
_RUN_FOR = frozenset("president congress senate governor mayor america".split())


class NameEdges:
    """Cuts the spans that may be names to what is a name."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary

    def repair(self, doc: Doc, start: int, end: int, label: str, in_role: list[bool]) -> list[tuple[int, int, str]]:
        """Cut what is no part of the name off a span, and in two what are two names."""
        pieces: list[tuple[int, int, str]] = []
        piece_start = start
        for i in range(start, end + 1):
            word = doc[i].lower_ if i < end else ""
            if piece_start < i < end and self.ends_before(doc, i):
                pieces.append((piece_start, i, label))  # "Acme Corp. Jane Doe": the name ends with its legal form
                piece_start = i
            cut = (
                i == end
                or (in_role[i] and not self._inside_org(doc, i, end, label))
                or doc[i].text in ('"', "(", ")", ";", ":", "—", "/", "[", "]")
            )
            if not cut and label == "PERSON" and word in ("and", ",", "'s", "of", "for"):
                cut = True
            if (
                not cut
                and word == ","
                and label != "PERSON"
                and (i + 1 >= end or doc[i + 1].lower_ not in self._vocabulary.legal)
                and not any(doc[k].lower_ in ("&", "and") for k in range(i, end))
            ):
                cut = True
            if not cut and word == "and" and piece_start < i < end - 1:
                cut = self._committees_meet(doc, i) or self._is_somebody(doc, piece_start, i)
            if not cut and word in ("and", ",") and label != "PERSON" and self._is_list(doc, start, end):
                cut = True
            if not cut and label != "PERSON" and word == "'s" and i + 1 == end:
                cut = True
            if (
                not cut
                and word in ("for", "in", "at", "and", "with", "to")
                and i > piece_start
                and doc[i - 1].lower_ in self._vocabulary.legal
            ):
                cut = True
            if cut:
                pieces.append((piece_start, i, label))
                piece_start = i + 1
        result = []
        for first, last, kind in pieces:
            first, last = self.trim(doc, first, last, kind)
            if (
                first < last
                and any(doc[i].text[:1].isupper() or doc[i].text[:1].isdigit() for i in range(first, last))
                and (doc[first].text[:1].isupper() or any(c.isupper() for c in doc[first].text))
            ):
                result.append((first, last, kind))
        return result

    def close(self, doc: Doc, spans: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
        """Take in what closes a name after a comma: "Zenda Parts, Inc.", "Peter Tyrell, Jr."."""
        closed: list[tuple[int, int, str]] = []
        for start, end, label in sorted(spans):
            if closed and start < closed[-1][1]:
                continue  # the closing word, taken for a name
            if end + 1 < len(doc) and doc[end].text == "," and not label.startswith(("known:Place", "known:Party")):
                word = doc[end + 1].text
                if end + 2 < len(doc) and doc[end + 2].pos_ == "NOUN" and doc[end + 2].is_lower:
                    word = ""  # "met Peter Tyrell, PC makers said"
                if word in _CLOSING_FIRMS and label not in ("GPE", "LOC"):
                    end, label = end + 2, "ORG" if label in ("PERSON", "") else label
                elif word in _CLOSING_PEOPLE and label in ("PERSON", "") and end - start > 1:
                    end += 2
            closed.append((start, end, label))
        return closed

    def _is_list(self, doc: Doc, start: int, end: int) -> bool:
        """Say whether "Zenda, Orbis and Calder" are as many firms: words alone, the last no kind of body."""
        words = [doc[i].lower_ for i in range(start, end)]
        if len(words) < 5 or words[-2] != "and" or doc[end - 1].lower_ in self._vocabulary.suffixes:
            return False
        if doc[end - 1].tag_ == "NNPS" or (end < len(doc) and doc[end].text[:1].isupper()):
            return False
        return all((word == "," if k % 2 else word.isalnum()) or k == len(words) - 2 for k, word in enumerate(words))

    def _is_somebody(self, doc: Doc, start: int, end: int) -> bool:
        """Say whether a span is a person's name, so that "and" after it joins two: "Jane Doe and Forward PAC"."""
        words = [doc[i] for i in range(start, end)]
        if not 2 <= len(words) <= 3 or not all(word.is_title or len(word) < 3 for word in words):
            return False
        last = words[-1].lower_
        return self._vocabulary.is_given(words[0].text) and last not in self._vocabulary.suffixes

    def _committees_meet(self, doc: Doc, i: int) -> bool:
        """Say whether "and" stands between two committees: "Smith for Congress and Friends of Jones"."""
        closed = i >= 2 and doc[i - 2].lower_ == "for" and doc[i - 1].lower_ in _RUN_FOR
        opened = (
            i + 2 < len(doc)
            and doc[i + 1].text in ("Friends", "Citizens", "Committee", "Americans", "Veterans")
            and doc[i + 2].lower_ in ("of", "for", "to", "against")
        )
        return closed or opened

    def ends_before(self, doc: Doc, i: int) -> bool:
        """Say whether a name ends before a token: a new sentence, or a name after "Inc."."""
        if doc[i].is_sent_start and doc[i].text[:1].isupper():
            return True
        last = doc[i - 1]
        legal = self._vocabulary.legal
        return (
            last.text.endswith(".")
            and last.lower_ in legal
            and doc[i].text[:1].isupper()
            and doc[i].lower_ not in legal
        )

    def _inside_org(self, doc: Doc, i: int, end: int, label: str) -> bool:
        """Say whether a role word is part of an organisation's name: "Department of the Governor"."""
        return label == "ORG" and doc[i].text[:1].isupper() and doc[i].lower_ in _ORG_WORDS

    def trim(self, doc: Doc, start: int, end: int, label: str) -> tuple[int, int]:
        """Return a span without the words at its ends that are no part of a name; empty where none is left."""
        vocabulary = self._vocabulary
        if doc[start:end].text.lower() in _NO_NAMES:
            return start, start
        while start < end:
            token = doc[start]
            lowered = token.lower_.rstrip(".")
            leading = (
                lowered
                in (
                    "the",
                    "a",
                    "an",
                    "'s",
                    "'",
                    ",",
                    "-",
                    "&",
                    ".",
                    "this",
                    "that",
                    "its",
                    "his",
                    "her",
                    "their",
                    "former",
                    "then",
                    "ex",
                    "other",
                    "some",
                    "many",
                    "even",
                    "and",
                    "but",
                    "longtime",
                    "regarding",
                    "veteran",
                    "current",
                    "outgoing",
                    "incoming",
                    "acting",
                    "interim",
                    "ousted",
                    "embattled",
                    "rescheduled",
                    "upcoming",
                )
                or (lowered == "pac" and end - start > 1 and start > 0 and doc[start - 1].lower_ == "super")
                or (lowered in vocabulary.titles and label != "ORG" and doc[start + 1 : start + 2].text not in HOUSES)
                or (
                    end - start > 1
                    and lowered in vocabulary.person_nouns
                    and not vocabulary.is_given(lowered)
                    and (label == "PERSON" or vocabulary.is_given(doc[start + 1].text))
                )
                or (
                    end - start > 1
                    and token.is_sent_start
                    and lowered in vocabulary.person_nouns
                    and not vocabulary.is_given(lowered)
                    and not label.startswith("known")
                    and doc[end - 1].lower_ not in vocabulary.suffixes
                )
                or (
                    label == "PERSON"
                    and end - start > 1
                    and (
                        token.text in vocabulary.parties
                        or lowered in vocabulary.demonyms
                        or token.text in vocabulary.places
                        and end - start > 2
                    )
                )
            )
            if not leading:
                break
            start += 1
        if start < end - 1 and doc[end - 1].lower_ == "for" and label == "ORG":
            while end < len(doc) and doc[end].text[:1].isupper() and doc[end].pos_ == "PROPN":
                end += 1  # "Brighter Paths for" [America]
        while start < end and (
            doc[end - 1].text in ("'s", "'", ",", ".", "-", "’", "&", "—", ")", "(", "/", "$")
            or doc[end - 1].lower_ in _OPEN
            or (doc[end - 1].text == "%" or (end < len(doc) and doc[end].text == "%"))  # "leads Reyes 48% to 45%"
            or (end - start > 2 and self._runs_on(doc, start, end, label))
            or (end - start > 1 and self._goes_on_small(doc, start, end, label))
        ):
            end -= 1
        return start, end

    def _runs_on(self, doc: Doc, start: int, end: int, label: str) -> bool:
        """Say whether a name goes on in common words: "Smith of the election cycle"."""
        tail = doc[end - 1]
        return (
            tail.text.islower()
            and tail.is_alpha
            and not label.startswith("known")
            and any(doc[i].lower_ in ("of", "the", "for", "in") for i in range(start + 1, end - 1))
        )

    def _goes_on_small(self, doc: Doc, start: int, end: int, label: str) -> bool:
        """Say whether a person's name ends in a word that is none: "makes Thiel one of the few"."""
        tail = doc[end - 1]
        if goes_on_after_hyphen(doc, tail.i):
            return False
        return label == "PERSON" and tail.is_alpha and tail.is_lower and doc[start].is_title
