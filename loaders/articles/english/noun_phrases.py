"""Who stands before or after a place in a sentence, by the order of the words alone.

A parser that takes a name for a verb, or hangs the second of two givers on the first one's husband, does no harm
here: names with their titles, rows of names, and what is said beside a name are told by commas and small words.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from techpol.loaders.articles.english.mentions import Reference
from techpol.loaders.articles.english.scanner import Scanner

_LONGEST = 10  # tokens of one phrase
_FARTHEST = 45  # tokens that a row of names may take
_BESIDE = 18  # tokens said beside a name, between two commas
_BRACKET = 9
_RELATIVE = frozenset(["who", "which", "whose", "whom", "where"])
_MEMBERS = frozenset("democrat republican libertarian conservative".split())
_BODIES = frozenset("campaign committee group effort pac organization".split())
# What stands right before a clause's own subject.
_OPENS = frozenset(
    ", ; : ( ) — – -- and but while when as after before because since where that although though then whereas if "
    "said so".split()
)
_JOINS = frozenset("of by for with from to at than like against".split())
_TIMES = frozenset(
    "last this next that earlier late early each apiece more total combined personally directly today yesterday "
    "monday tuesday wednesday thursday friday saturday sunday".split()
)


@dataclass(frozen=True)
class Phrase:
    """A stretch of tokens and whom it stands for, each once; ``end`` is after what is said beside a name."""

    start: int
    end: int
    references: tuple[Reference, ...]


class PhraseReader(Scanner):
    """Reads noun phrases of one document by the order of their words."""

    def one(self, number: int, doc: Doc, start: int, end: int, depth: int = 0) -> Phrase | None:
        """Return the phrase that begins at a token and stands for somebody; several for "two investors, X and Y"."""
        head: Reference | Token | None = None
        i, limit = start, min(end, start + _LONGEST)
        while i < limit:
            reference, token = self._index.at(number, i), doc[i]
            if reference is not None and (reference.start == i or i == start):
                if isinstance(head, Reference):
                    break
                i, head = reference.end, reference
            elif isinstance(head, Reference) and head.entity.type == "Person" and not _goes_on(token):
                break
            elif token.tag_ == "POS" and head is not None:
                i, head = i + 1, token
            elif token.lower_ in _TIMES and head is not None:
                break
            elif _may_stand_before_noun(token, head) or self._is_title(token, head):
                i, head = i + 1, token
            else:
                break
        if head is None or (isinstance(head, Token) and head.tag_ == "POS"):
            return None
        member = None
        if isinstance(head, Reference):
            member = head if head.entity.type == "Party" and doc[head.end - 1].lower_ in _MEMBERS else None
            if member is None:
                i = self._after_brackets(doc, i, end)
                return Phrase(start, self._after_place(number, doc, i, end, head), (head,))
            head = doc[head.end - 1]  # "the panel's top Democrat, Rep. X"
        before = self._index.at(number, head.i - 1) if head.i > start else None
        if before is not None and before.entity.type == "Committee" and head.lower_ in _BODIES:
            return Phrase(start, self._after_brackets(doc, i, end), (before,))  # "the Yes on 30 campaign"
        called = head.lower_ in self._vocabulary.person_nouns or head.lower_ in self._vocabulary.nominals
        called = called or head.lemma_.lower() in self._vocabulary.person_nouns or member is not None
        if called and i + 1 < end and doc[i].text in (",", "—", "–") and depth == 0:
            many = head.tag_ in ("NNS", "NNPS")
            named = (self.row if many else self.one)(number, doc, i + 1, end, 1)
            if named is not None and all(r.kind == "name" for r in named.references):
                closed = named.end < end and doc[named.end].text == doc[i].text
                if closed and doc[i].text != ",":
                    return Phrase(start, named.end + 1, named.references)
                if closed or named.end >= end or doc[named.end].text in (".", ";", ")", "(", ":"):
                    return Phrase(start, named.end, named.references)
        if head.pos_ not in ("NOUN", "PROPN", "PRON") or member is not None:
            return None
        found = self._actors.one(number, head)
        return Phrase(start, i, tuple(found)) if len(found) == 1 else None

    def _is_title(self, token: Token, head: Reference | Token | None) -> bool:
        """Say whether a word is a title that the parser takes for a verb: "gave $500 to Supervisor X"."""
        return head is None and token.is_title and token.lower_.rstrip(".") in self._vocabulary.titles

    def row(
        self, number: int, doc: Doc, start: int, end: int, depth: int = 0, before_verb: bool = False
    ) -> Phrase | None:
        """Return one phrase or several that "and" joins: "X, the head of Y, and Z".

        ``before_verb``: the row is of those who do what the next verb says; else a name that a verb follows is none
        of it ("gave $5,000 to X, and Y hosted ...").
        """
        first = self.one(number, doc, start, end, depth)
        if first is None:
            return None
        found: list[Reference] = list(first.references)
        pending: list[Reference] = []
        i = last = first.end
        while i < end and i - start < _FARTHEST:
            beside = self.after_aside(number, doc, i, end)
            i = beside if beside is not None else i
            if beside is not None and not pending:
                last = i
            k = i
            comma = k < end and doc[k].text == ","
            k += comma
            joined = k < end and doc[k].lower_ in ("and", "&")
            k += joined
            if not joined and k + 2 < end and doc[k : k + 3].text.lower() in ("as well as",):
                joined, k = True, k + 3
            elif not joined and k + 1 < end and doc[k : k + 2].text.lower() in ("along with", "together with"):
                joined, k = True, k + 2
            if not comma and not joined:
                break
            other = self.one(number, doc, k, end, depth)
            if other is None:
                if joined and k < end and doc[k].lower_ in ("other", "others"):
                    found, last = found + pending, i  # "X, Y and other investors"
                break
            aside = self.after_aside(number, doc, other.end, end, closing=True) or other.end
            if not before_verb and (
                _is_followed_by_verb(doc, other.end, end) or _is_followed_by_sum(doc, aside, end)
            ):
                break
            i = other.end
            pending += list(other.references)
            if joined:
                found, pending, last = found + pending, [], i
        unique: list[Reference] = []
        for reference in found:
            if all(reference.entity is not other.entity for other in unique):
                unique.append(reference)
        return Phrase(start, last, tuple(unique))

    def before(self, number: int, doc: Doc, end: int, start: int, relative: bool = False) -> Phrase | None:
        """Return the row that ends right before a token, and begins where a clause may begin.

        ``relative``: it is whom "who" speaks of: one phrase, wherever it begins.
        """
        if relative:
            for first in range(end - 1, max(start, end - _LONGEST) - 1, -1):
                phrase = self.one(number, doc, first, end, 1)
                if phrase is not None and phrase.end == end:
                    return phrase
            return None
        for first in range(max(start, end - _FARTHEST), end):
            if first > start and doc[first - 1].lower_ not in _OPENS:
                continue
            if first > start + 1 and doc[first - 1].lower_ == "and":
                other = self._index.at(number, first - 2)
                if other is not None and other.start > start and doc[other.start - 1].lower_ in _JOINS:
                    continue  # "friends of X and Y", "a group led by X and Y"
            if doc[first].is_punct or doc[first].lower_ in ("and", "but"):
                continue
            phrase = self.row(number, doc, first, end, before_verb=True)
            if phrase is None:
                continue
            close = self.after_aside(number, doc, phrase.end, end, closing=True)
            if phrase.end == end or close == end or (doc[phrase.end].text == "," and phrase.end + 1 == end):
                return phrase
        return None

    def after_aside(self, number: int, doc: Doc, i: int, end: int, closing: bool = False) -> int | None:
        """Return where an aside between commas ends ("X, a lawyer,"): at its last comma, or after it."""
        if i + 1 >= end or doc[i].text != ",":
            return None
        first = doc[i + 1]
        if first.lower_ in ("and", "but", "or"):
            return None
        reference = self._index.at(number, i + 1)
        if reference is not None and (reference.entity.type == "Person" or reference.end >= end):
            return None
        for k in range(i + 2, min(i + 2 + _BESIDE, end)):
            if doc[k].text in (";", ".", ":"):
                return None
            if doc[k].text != ",":
                continue
            if first.lower_ not in _RELATIVE:
                if any(token.tag_ in ("VBD", "VBZ", "VBP", "MD") for token in doc[i + 1 : k]):
                    return None
                whole = self.one(number, doc, i + 1, k, 1)
                if whole is not None and whole.end == k and whole.references[0].kind == "name":
                    inside = whole.references[0]
                    if inside.end == k:
                        return None  # "X, the Harbor Fund, and Y": a row
            return k + 1 if closing else k
        return None

    def _after_place(self, number: int, doc: Doc, i: int, end: int, head: Reference) -> int:
        """Return the token after "of Phoenix", "from Ohio" behind a person."""
        if head.entity.type == "Person" and i + 1 < end and doc[i].lower_ in ("of", "from"):
            place = self._index.at(number, i + 1)
            if place is not None and place.entity.type == "Place":
                return place.end
        return i

    def _after_brackets(self, doc: Doc, i: int, end: int) -> int:
        """Return the token after "(D-Calif.)", unless a sum stands in the brackets."""
        if i < end and doc[i].text == "(":
            for k in range(i + 1, min(i + _BRACKET, end)):
                if doc[k].text == "$":
                    return i
                if doc[k].text == ")":
                    return k + 1
        return i


def _may_stand_before_noun(token: Token, head: Reference | Token | None) -> bool:
    if token.pos_ in ("NOUN", "PROPN", "ADJ", "DET") or token.tag_ in ("PRP$", "PRP", "WP$"):
        if token.tag_ in ("PRP", "PRP$", "WP$", "DT") and head is not None:
            return False
        return token.text != "$" and token.tag_ not in ("WDT", "WP")
    if token.tag_ in ("VBG", "VBN") and head is None:
        return token.i + 1 < len(token.doc) and token.nbor().pos_ in ("NOUN", "PROPN")  # "existing investors X and Y"
    if token.tag_ == "CD":
        return token.i > 0 and token.nbor(-1).text != "$" and not isinstance(head, Reference)
    return token.text == "-" or token.lower_ in ("then", "now", "former", "ex", "longtime")


def _goes_on(token: Token) -> bool:
    """Say whether a person's name goes on to something of that person: "Smith's", "the Smith campaign"."""
    if token.tag_ == "POS":
        return True
    return token.pos_ in ("NOUN", "PROPN") and token.lower_ not in _TIMES and token.text != "$"


def _is_followed_by_sum(doc: Doc, i: int, end: int) -> bool:
    """Say whether somebody's own sum follows: "gave $5,000 to X, and Y $3,000" does not give to Y."""
    i += i < end and doc[i].text in (",", "(")
    return i < end and doc[i].text == "$"


def _is_followed_by_verb(doc: Doc, i: int, end: int) -> bool:
    while i < end and (doc[i].pos_ == "ADV" or doc[i].lower_ in ("each", "both", "also")):
        i += 1
    return i < end and (doc[i].tag_ in ("VBD", "VBZ", "VBP", "MD") or doc[i].pos_ == "AUX")
