"""Whom "them" stands for after a list: "sued X and Y, accusing them of fraud"."""

from __future__ import annotations

from spacy.tokens import Token

from techpol.loaders.articles.english.syntax import chain

_SAYING_OF = frozenset("accuse call blame denounce describe praise thank criticize brand label condemn mock".split())


def listed_before(token: Token) -> list[Token]:
    """Return the objects of the clause that "them" comes after as a participle's object; nothing in doubt."""
    verb = token.head
    if token.lower_ != "them" or token.dep_ != "dobj" or verb.tag_ != "VBG" or verb.dep_ != "advcl":
        return []
    above = verb.head
    if verb.lemma_ not in _SAYING_OF or above.pos_ != "VERB" or above.i > verb.i:
        return []
    direct = [child for child in above.children if child.dep_ == "dobj" and child.i > above.i]
    if len(direct) != 1:
        return []
    items = chain(direct[0])
    if len(items) < 2 or any(item.pos_ != "PROPN" for item in items):
        return []
    # "fired Smith and Jones over the leaks, calling them": no other noun in the plural stands between
    if any(t.tag_ == "NNS" for t in token.doc[items[-1].i + 1 : token.i]):
        return []
    return items
