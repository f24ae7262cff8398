"""Which body "the alliance", "the club" is: the one of the document whose name says that it is one."""

from __future__ import annotations

from spacy.tokens import Token

from techpol.loaders.articles.english.entities import EntityIndex
from techpol.loaders.articles.english.mentions import Reference

_BODIES = frozenset(
    "alliance club coalition league federation society association council institute foundation fund trust "
    "committee network initiative caucus union".split()
)
_OPENS = frozenset(["of", "for", "to", "on", "against", "in"])
_BETWEEN = frozenset(["compound", "amod", "nmod", "nummod", "poss", "prep", "acl", "relcl", "appos"])


def namesake(index: EntityIndex, number: int, token: Token) -> list[Reference]:
    """Return the only body named before whose name has a noun for its head; nobody where several may be meant."""
    word = token.lower_
    if word not in _BODIES or token.tag_ != "NN" or any(c.dep_ in _BETWEEN for c in token.children):
        return []
    if token.i == 0 or token.doc[token.i - 1].lower_ != "the":
        return []
    found = [e for e in index.entities if e.named and e.is_organisation and _head(e.name) == word]
    if not found and word == "committee":  # "Restore the Bay, a committee ...": it goes by no such name
        found = [e for e in index.entities if e.named and e.type == "Committee"]
    if len(found) != 1:
        return []
    if not any(m.kind == "name" and (m.paragraph, m.start) < (number, token.i) for m in found[0].mentions):
        return []
    return [index.add_reference(Reference(number, token.i - 1, token.i + 1, found[0], "nominal"))]


def _head(name: str) -> str:
    """Return the word for a kind of body in a name: "Club" of "Club for Liberty"."""
    words = name.lower().split()
    for i, word in enumerate(words[1:], 1):
        if word in _OPENS:
            return words[i - 1]
    return words[-1]
