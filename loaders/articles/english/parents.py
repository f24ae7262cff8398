"""Which firm belongs to which: "X is a wholly owned subsidiary of Y", "Y's subsidiary, X", "Y is the parent of X".

By the order of the words: the parser hangs such nouns now on one name, now on the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from spacy.tokens import Doc, Token

from techpol.loaders.articles.english.candidate import Candidate
from techpol.loaders.articles.english.mentions import Reference
from techpol.loaders.articles.english.scanner import Scanner
from techpol.loaders.articles.english.votes import Found

_CHILDREN = frozenset(["subsidiary", "subsidiaries", "division"])
_KINDS = frozenset(
    "company companies corporation firm bank business undertaking brand organization organisation group".split()
)
_IS = frozenset("is was are were becomes became remains remained".split())
_OPERATING = frozenset(
    "operates operated operate operating working works established functions acts continues formed incorporated "
    "founded created exists".split()
)
_DENYING = frozenset(
    "not n't n’t never no longer neither nor would could may might if unless whether will plans planned proposed "
    "potential possible future former formerly ex almost nearly".split()
)
_FORMER = frozenset(["former", "formerly", "ex", "onetime", "then", "once", "previously"])
_MODIFIERS = 9
_MOST = 12  # names in a list


class ParentMatcher(Scanner):
    """Reads the parents and subsidiaries of one document."""

    def match(self, number: int, doc: Doc) -> Iterator[Candidate]:
        """Yield the candidates of one paragraph."""
        for token in doc:
            word = token.lower_
            daughter = word == "company" and token.i > 0 and doc[token.i - 1].lower_ == "daughter"
            if word in _CHILDREN or daughter:
                yield from self._child(number, doc, token.i)
            elif word == "parent" or (
                word in ("company", "corporation") and token.i > 0 and doc[token.i - 1].lower_ == "parent"
            ):
                if word != "parent" or token.i + 1 >= len(doc) or doc[token.i + 1].lower_ not in _KINDS:
                    yield from self._parent(number, doc, token.i)

    def _child(self, number: int, doc: Doc, i: int) -> Iterator[Candidate]:
        after = i + 1 + (i + 1 < len(doc) and doc[i + 1].lower_ in _KINDS)
        past = any(doc[k].lower_ in _FORMER for k in range(max(0, i - 4), i))
        if after + 1 < len(doc) and doc[after].lower_ == "of":
            owner = self._firm_from(number, doc, after + 1)
            child, over = self._before(number, doc, i)
            if owner is None or child is owner:
                return
            if child is None:
                child = self._fronted(number, doc, i, owner) or self._said_of(number, doc[i])
            if child is not None:
                yield from self._claims(number, [owner], [child], doc, i, past or over)
            return
        children = self._row(number, doc, after)
        if not children:
            return
        owners = self._whose(number, doc, i)
        if owners is not None:
            yield from self._claims(number, [owners], children, doc, i, past)

    def _parent(self, number: int, doc: Doc, i: int) -> Iterator[Candidate]:
        """ "Y is the parent company of A, B and C", "X's parent company is Y", "its parent company, Y"."""
        first = i - (doc[i].lower_ != "parent")
        past = any(doc[k].lower_ in _FORMER for k in range(max(0, first - 2), first))
        if i + 1 < len(doc) and doc[i + 1].lower_ in ("of", "to", "for", "behind"):
            owner, over = self._before(number, doc, first)
            children = self._row(number, doc, i + 2)
            if owner is not None and children:
                yield from self._claims(number, [owner], children, doc, first, past or over)
            return
        child = self._whose(number, doc, first)
        if child is None:
            return
        k = i + 1 + (i + 1 < len(doc) and (doc[i + 1].lower_ in ("is", ",")))
        owner = self._index.at(number, k) if k < len(doc) else None
        if owner is not None and owner.start == k and self._is_firm(owner):
            yield from self._claims(number, [owner], [child], doc, first, past)

    def _claims(
        self, number: int, owners: list[Reference], children: list[Reference], doc: Doc, i: int, past: bool
    ) -> Iterator[Candidate]:
        verb = doc[i].head
        if doc[i].sent[-1].text == "?" or (verb.dep_ == "pcomp" and verb.head.head.lemma_ in ("accuse", "suspect")):
            return
        if doc[i].dep_ == "attr" and verb.lemma_ == "be":
            over = verb.dep_ == "xcomp" and verb.head.lemma_ in ("cease", "stop", "use")
            past = past or over or verb.lower_ in ("was", "were")
        for owner in owners:
            for child in children:
                if owner.entity is not child.entity:
                    yield Candidate(
                        number,
                        owner,
                        "OWNS",
                        child,
                        doc[i],
                        "role:subsidiary",
                        past=past,
                        stated=True,
                        role=doc[i].lower_,
                    )

    def _before(self, number: int, doc: Doc, i: int) -> tuple[Reference | None, bool]:
        """Return the firm that is said to be one: "X is a", "X, a", "X operates as a"; and whether it was."""
        k = i - 1
        while k >= 0 and i - k <= _MODIFIERS and self._is_modifier(number, doc, k):
            if doc[k].lower_ in _DENYING - _FORMER:
                return None, False
            k -= 1
        if k < 1 or i - k > _MODIFIERS:
            return None, False
        past, word = False, doc[k].lower_
        if word == "and" and doc[k - 1].lower_ in _KINDS:
            # "is a company and wholly owned subsidiary of"
            k -= 1
            while k > 0 and i - k < 20 and self._is_modifier(number, doc, k):
                k -= 1
            word = doc[k].lower_
        if word == "as":
            k -= 1
            while k > 0 and i - k < 22 and doc[k].lower_ not in _OPERATING and doc[k].text not in (",", ";"):
                k -= 1
            if doc[k].lower_ not in _OPERATING:
                return None, False
            k -= 1
            while k > 0 and doc[k].lower_ in ("to", "will", "continue", "continues", "was", "is", "currently", "now"):
                if doc[k].lower_ == "was" and doc[k + 1].lower_ == "operating":
                    past = True
                k -= 1
            if any(doc[m].lower_ == "will" for m in range(k, i)):
                return None, False
        elif word in _IS:
            past = word in ("was", "were")
            k -= 1
            while k > 0 and doc[k].lower_ in ("itself", "now", "currently", "also", "which", "that", "who"):
                k -= 1
            if doc[k].lower_ in ("almost", "nearly"):
                return None, False
        elif word == "been" or word in ("itself", "now", "currently"):
            k -= 1
            past = word == "been"
            while k > 0 and doc[k].lower_ in ("has", "had"):
                k -= 1
        elif word not in (",", "(", "–", "—"):
            return None, False
        if doc[k].text in (",", "(", "–", "—") and k > 0:
            k -= 1
        if doc[k].text == ")":
            while k > 0 and doc[k].text != "(":
                k -= 1
            k -= 1
        if k < 0 or doc[k].lower_ in ("it", "they", "company", "firm", "bank"):
            found = self._actors.of(number, [doc[k]]) if k >= 0 else []
            firm = found[0] if len(found) == 1 and self._is_firm(found[0]) else None
            return firm, past
        named = self._index.at(number, k)
        while (
            named is not None
            and named.entity.type == "Place"
            and named.start > 2
            and doc[named.start - 1].lower_ in ("in", ",")
        ):
            named = self._index.at(number, named.start - 2)  # "X in Harbor, Ohio, a subsidiary"
            k = named.end - 1 if named is not None else k
        if named is None or not self._is_firm(named) or named.end != k + 1:
            return None, False
        lead = doc[named.start - 1].lower_ if named.start > 0 else ""
        return (None, False) if lead in ("&", "with", "a", "an", "in") else (named, past)

    def _is_modifier(self, number: int, doc: Doc, k: int) -> bool:
        """Say whether a word may stand before "subsidiary": "a wholly-owned German banking"."""
        token = doc[k]
        named = self._index.at(number, k)
        if named is not None and named.entity.type != "Place":
            return False
        return (
            (
                token.lower_
                in ("a", "an", "the", "-", "%", "one", "wholly", "fully", "owned", "100", "percent", "s", ".")
                or (
                    token.lower_ == "of" and k > 0 and doc[k - 1].lower_ == "one"
                )  # "a client of a subsidiary" is none
                or token.pos_ in ("ADJ", "ADV", "NOUN", "NUM", "PROPN")
                or token.tag_ in ("VBN", "VBG")
                or token.lower_ in self._vocabulary.demonyms
            )
            and token.lower_ not in ("as", "been", "itself", "now", "currently")
            and token.text != ","
        )

    def _firm_from(self, number: int, doc: Doc, i: int) -> Reference | None:
        """Return the firm of "the Swedish carmaker X", "Tokyo-based X", "X"."""
        for k in range(i, min(i + 9, len(doc))):
            named = self._index.at(number, k)
            if named is not None and named.start == k and self._is_firm(named):
                return named if named.end >= len(doc) or doc[named.end].tag_ != "POS" else None
            if named is not None and named.entity.type != "Place":
                return None
            token = doc[k]
            if (
                named is None
                and token.pos_ not in ("DET", "ADJ", "ADV", "NOUN", "NUM", "PROPN", "PUNCT", "PART", "X")
                and token.tag_ not in ("VBN", "VBG")
            ):
                return None
            introduced = token.text == "," and doc[k - 1].lower_ in _KINDS
            if token.text in (",", ";", ".", "(") and k > i and named is None and not introduced:
                return None
        return None

    def _fronted(self, number: int, doc: Doc, i: int, owner: Reference) -> Reference | None:
        """Return the firm of "A subsidiary of Y, X is ...", "As the detailing subsidiary of Y, X ..."."""
        k = i - 1
        while k >= doc[i].sent.start and self._is_modifier(number, doc, k):
            k -= 1
        opens = k < doc[i].sent.start or (k == doc[i].sent.start and doc[k].lower_ == "as")
        end = owner.end
        if not opens or end + 1 >= len(doc) or doc[end].text != ",":
            return None
        start = end + 1 + (doc[end + 1].lower_ == "the")
        child = self._index.at(number, start) if start < len(doc) else None
        if child is None or child.start != start or not self._is_firm(child) or child.end >= len(doc):
            return None
        return child if doc[child.end].pos_ in ("VERB", "AUX", "ADV") else None

    def _said_of(self, number: int, noun: Token) -> Reference | None:
        """Return the firm that is said to be one by the parse: "X is a bank in Ohio and a subsidiary of Y"."""
        for _ in range(5):
            above = noun.head
            if noun.dep_ == "attr" and above.lemma_ in ("be", "become") and not self._doubted(above):
                subjects = self._syntax.surface_subject(above)
                if len(subjects) != 1:
                    return None
                named = self._index.at(number, subjects[0].i)
                if named is not None:
                    return named if self._is_firm(named) else None
                noun = subjects[0]  # "is a company that is a subsidiary"
            elif noun.dep_ == "conj" and above.pos_ in ("NOUN", "PROPN") and self._index.at(number, above.i) is None:
                noun = above
            else:
                return None
            if (
                noun.lower_ not in _KINDS
                and self._vocabulary.nominals.get(noun.lower_) is None
                and noun.dep_ != "attr"
            ):
                return None
        return None

    def _doubted(self, verb: Token) -> bool:
        return any(child.lower_ in _DENYING or child.tag_ == "MD" for child in verb.children if child.i <= verb.i + 1)

    def _whose(self, number: int, doc: Doc, i: int) -> Reference | None:
        """Return the firm before "'s [banking] subsidiary", or the one that "its" stands for."""
        k = i - 1
        while (
            k >= 0
            and i - k <= 7
            and doc[k].tag_ not in ("POS", "PRP$")
            and self._is_modifier(number, doc, k)
            and doc[k].lower_ not in ("a", "an", "the")
        ):
            k -= 1
        if k < 1 or i - k > 7:
            return None
        if doc[k].lower_ in ("its", "whose"):
            if doc[k].lower_ == "whose":
                end = k - (doc[k - 1].text == ",")
                named = self._index.at(number, end - 1) if end > 0 else None
                return named if named is not None and named.end == end and self._is_firm(named) else None
            found = self._actors.of(number, [doc[k]])
            return found[0] if len(found) == 1 and self._is_firm(found[0]) else None
        if doc[k].tag_ != "POS" and doc[k].text not in ("'", "’s", "'s"):
            return None
        named = self._index.at(number, k - 1)
        return named if named is not None and named.end in (k, k + 1) and self._is_firm(named) else None

    def _row(self, number: int, doc: Doc, i: int) -> list[Reference]:
        """Return the firms whose names stand in a row from a token on: "X", ", X,", "including A, B and C"."""
        while i < len(doc) and doc[i].lower_ in (
            ",",
            ":",
            "including",
            "namely",
            "the",
            "such",
            "as",
            "called",
            "named",
            "both",
        ):
            i += 1
        found: list[Reference] = []
        while i < len(doc) and len(found) < _MOST:
            i += doc[i].lower_ == "the"
            named = self._index.at(number, i) if i < len(doc) else None
            if named is None or named.start != i or not self._is_firm(named):
                break
            if named.end < len(doc) and doc[named.end].tag_ == "POS":
                break
            i = named.end
            other = False
            if i < len(doc) and doc[i].text == "(":
                while i < len(doc) and doc[i].text != ")":
                    other |= doc[i].lower_ in _CHILDREN  # "(a subsidiary of Z)"
                    i += 1
                i += 1
            if not other:
                found.append(named)
            if i + 1 >= len(doc) or doc[i].lower_ not in (",", "and", "&"):
                break
            closing = doc[i].lower_ != "," or doc[i + 1].lower_ in ("and", "&")
            i += 2 if doc[i].lower_ == "," and doc[i + 1].lower_ in ("and", "&") else 1
            if closing:
                i += doc[i].lower_ == "the"
                last = self._index.at(number, i) if i < len(doc) else None
                follows = doc[last.end] if last is not None and last.end < len(doc) else None
                ends = follows is None or follows.pos_ not in ("VERB", "AUX")
                other = (
                    follows is not None
                    and follows.text == "("
                    and last is not None
                    and any(doc[k].lower_ in _CHILDREN for k in range(last.end, min(last.end + 4, len(doc))))
                )
                if last is not None and last.start == i and self._is_firm(last) and ends and not other:
                    found.append(last)
                return found
        return found[:1] if len(found) > 1 else found

    def _is_firm(self, reference: Reference) -> bool:
        kind = reference.entity.type
        return (
            reference.entity.is_organisation
            and reference.entity.named
            and kind not in ("Party", "GovernmentBody", "Group", "Campaign")
        )


def told_as_kin(docs: list[Doc], names: Iterable[Found]) -> set[tuple[str, ...]]:
    """Return the names (words) that a text tells apart: one's subsidiary is not the other, however alike they are."""
    apart: set[tuple[str, ...]] = set()
    rows: dict[int, list[Found]] = {}
    for name in names:
        rows.setdefault(name.paragraph, []).append(name)
    for paragraph, row in rows.items():
        row.sort(key=lambda name: name.start)
        for left, right in pairwise(row):
            if not 0 < right.start - left.end <= _MODIFIERS + 4 or left.words[0] != right.words[0]:
                continue
            between = [token.lower_ for token in docs[paragraph][left.end : right.start]]
            if not set(between) & (_CHILDREN | {"parent", "unit", "arm", "daughter", "affiliate"}) or {
                "formerly",
                ".",
                ";",
            } & set(between):
                continue
            if left.words != right.words:
                apart |= {left.words, right.words}
    return apart
