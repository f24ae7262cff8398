"""Whom "the twins" stands for: the one pair of people of one surname whom the text names together."""

from __future__ import annotations

from spacy.tokens import Token

from techpol.loaders.articles.english.coref import Scene
from techpol.loaders.articles.english.entities import EntityIndex
from techpol.loaders.articles.english.mentions import Reference

_NOUNS = frozenset("twins brothers sisters siblings".split())


def siblings(scenes: list[Scene], index: EntityIndex, number: int, token: Token) -> list[Reference]:
    """Return the two people whom a noun of a paragraph stands for; nobody where more than one pair may be meant."""
    if token.lower_ not in _NOUNS or not any(c.dep_ == "det" and c.lower_ == "the" for c in token.children):
        return []
    pairs: dict[frozenset[str], list[Reference]] = {}
    for k in range(number + 1):
        doc = scenes[k].doc
        for word in doc[1 : token.i if k == number else len(doc)]:
            if word.lower_ != "and" or word.i + 1 >= len(doc):
                continue
            one, other = index.at(k, word.i - 1), index.at(k, word.i + 1)
            if one is None or other is None or one.entity is other.entity:
                continue
            names = [r.entity.name.split() for r in (one, other)]
            if any(r.entity.type != "Person" for r in (one, other)) or len(names[1]) < 2:
                continue
            if len(names[0]) == 1 or names[0][-1] == names[1][-1]:
                # of a first name alone nobody knows the surname: it may be one more pair
                pairs[frozenset((one.entity.key, other.entity.key))] = [one, other] if len(names[0]) > 1 else []
    return next(iter(pairs.values())) if len(pairs) == 1 else []
