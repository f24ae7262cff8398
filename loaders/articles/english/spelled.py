"""People that a list spells out: "four senators — X, Y and Z —", "many voted for it, including X; aide Y; and Z"."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from techpol.loaders.articles.english.entities import EntityIndex
from techpol.loaders.articles.english.mentions import Reference

OPENERS = frozenset(["including", "like"])
_LISTED = frozenset("conj pobj appos ROOT dobj nsubj attr dep npadvmod pcomp nsubjpass".split())
_AMONG = frozenset("number dozens group many several majority slew handful string".split())


def alongside(verb: Token, subject: Token) -> list[Token]:
    """Return who does it too: "X, along with Y and Z, endorsed ...", "X joined Y in endorsing ..."."""
    joining = verb.head.head
    if verb.dep_ == "pcomp" and verb.head.lower_ == "in" and joining.lemma_ in ("join", "follow"):
        return [child for child in joining.children if child.dep_ == "dobj"]
    return [
        inner
        for head in (verb, subject)
        for child in head.children
        if child.dep_ == "prep" and child.lower_ in ("along", "together") and subject.i < child.i < verb.i
        if not any(token.pos_ == "VERB" for token in verb.doc[subject.i : child.i])  # "X, speaking along with Y,"
        for deeper in child.children
        if deeper.lower_ == "with"
        for inner in deeper.children
        if inner.dep_ == "pobj"
    ]


class SpelledOut:
    """Reads the lists of people of one document."""

    def __init__(self, index: EntityIndex) -> None:
        self._index = index

    def members(self, number: int, doc: Doc, start: int, closing: bool) -> list[Reference]:
        """Return the people that a list names from ``start`` on: at its joints, not inside "a Smith adviser"."""
        found: list[Reference] = []
        i, end = start, doc[start].sent.end
        while i < end:
            token = doc[i]
            if closing and token.text == "—":
                break
            reference = self._index.at(number, i)
            if reference is None or reference.start != i:
                if token.pos_ in ("VERB", "AUX") and not self._inside(token, start):
                    break
                i += 1
                continue
            root = doc[reference.start : reference.end].root
            owned = reference.end < len(doc) and doc[reference.end].tag_ == "POS"
            inner = root.dep_ == "pobj" and root.head.i > start and root.head.lower_ not in OPENERS
            inner = inner or any(a.dep_ in ("relcl", "acl") and a.i >= start for a in root.ancestors)
            if reference.entity.type == "Person" and self._joins(doc, root, reference) and not owned and not inner:
                following = doc[reference.end].pos_ if reference.end < end else "PUNCT"
                if following in ("PUNCT", "CCONJ", "ADP", "SPACE", "AUX", "VERB") and all(
                    r.entity is not reference.entity for r in found
                ):
                    found.append(reference)
            i = max(i + 1, reference.end)
        return found

    def _inside(self, verb: Token, start: int) -> bool:
        """Say whether a verb belongs to a clause about one of the listed names."""
        current = verb
        for _ in range(5):
            if current.dep_ in ("relcl", "acl", "amod", "compound") and current.head.i >= start - 1:
                return True
            if current.head == current:
                return False
            current = current.head
        return False

    def _joins(self, doc: Doc, root: Token, reference: Reference) -> bool:
        if root.dep_ == "nmod" and reference.end < len(doc):
            return doc[reference.end].text in (",", ";")
        return root.dep_ in _LISTED

    def between_dashes(self, number: int, noun: Token, verb: Token) -> list[Reference]:
        """Return whom "four governors of the region — X, Y and Z — have ..." names."""
        if noun.tag_ not in ("NNS", "NNPS"):
            return []
        dash = next((t for t in noun.doc[noun.i + 1 : verb.i] if t.text == "—"), None)
        if dash is None or dash.i - noun.i > 10:
            return []
        found = self.members(number, noun.doc, dash.i + 1, True)
        return found if len(found) > 1 else []

    def postponed(self, number: int, noun: Token) -> list[Reference]:
        """Return whom a list after the clause names: "many Democrats praised Smith, including X and Y"."""
        if noun.tag_ not in ("NNS", "NNPS"):
            return []
        head = noun
        if noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lower_ in _AMONG:
            head = noun.head.head
        if head.dep_ != "nsubj" or head.head.pos_ not in ("VERB", "AUX"):
            return []
        doc, verb = noun.doc, head.head
        for i in range(verb.i + 2, verb.sent.end - 1):
            if doc[i].text in (";", ":"):
                return []
            if doc[i].lower_ == "including" and doc[i - 1].text == ",":
                before = self._index.at(number, i - 2)
                singular = before is not None and before.entity.type == "Person"
                return self.members(number, doc, i + 1, False) if singular else []
        return []


def pair_before(index: EntityIndex, number: int, doc: Doc, comma: int) -> list[Reference]:
    """Return the two people before a comma: "X and Y, both ...", "leader X and whip Y, the two ..."."""
    second = index.at(number, comma - 1) if comma > 3 and doc[comma].text == "," else None
    if second is None or second.end != comma:
        return []
    j = second.start - 1
    while j > max(0, second.start - 7) and doc[j].lower_ != "and":
        j -= 1
    first = index.at(number, j - 1) if j > 0 and doc[j].lower_ == "and" else None
    if first is None or first.end != j:
        return []
    both = [first, second]
    return both if all(r.entity.type == "Person" and r.kind == "name" for r in both) else []
