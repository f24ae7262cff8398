"""Who is meant by a noun that a name with a title explains: "his rival, Ohio Sen. X", "one of the hosts, Y"."""

from __future__ import annotations

from spacy.tokens import Token

from techpol.loaders.articles.english.entities import EntityIndex
from techpol.loaders.articles.english.mentions import Reference
from techpol.loaders.articles.english.vocabulary import Vocabulary

_LONGEST = 9  # words of a title
_CLOSING = frozenset([",", ".", ";", '"', "”", ")", ":", "-", "–", "—"])
# Words of a title that are no noun for a person and have no capital: "senior congressional correspondent".
_TITLE_WORDS = frozenset("senior chief deputy vice acting former longtime top interim executive co - and".split())
_MANY = frozenset(
    "journalists reporters moderators lawyers attorneys senators lawmakers rivals opponents critics aides advisers "
    "advisors donors allies panelists hosts anchors candidates judges prosecutors officials executives founders "
    "correspondents governors congressmen interviewers colleagues members co-founders questioners".split()
)


def explained_with_title(index: EntityIndex, vocabulary: Vocabulary, number: int, token: Token) -> Reference | None:
    """Return the person who comes with a title after a noun and a comma; nobody where the name does not end there."""
    doc = token.doc
    if token.lower_ == "one":
        i = _after_many(token)
    elif token.tag_ == "NN" and (token.lower_ in vocabulary.person_nouns or _is_mate(token)):
        i = token.i + 1 if any(child.dep_ == "poss" for child in token.children) else 0
    else:
        return None
    if not 0 < i < len(doc) - 1 or doc[i].text != ",":
        return None
    return _titled(index, vocabulary, number, token, i + 1)


def _is_mate(noun: Token) -> bool:
    return noun.lower_ == "mate" and noun.i > 0 and noun.nbor(-1).lower_ == "running"


def _after_many(one: Token) -> int:
    """Return what stands after "one of the journalists", "one of the moderators onstage"."""
    doc, i = one.doc, one.i + 1
    if i + 2 >= len(doc) or doc[i].lower_ != "of" or doc[i + 1].lower_ not in ("the", "his", "her", "its", "their"):
        return 0
    for k in range(i + 2, min(i + 5, len(doc) - 1)):
        if doc[k].lower_ in _MANY:
            return k + 2 if doc[k + 1].pos_ == "ADV" or doc[k + 1].lower_ in ("onstage", "there") else k + 1
    return 0


def _titled(index: EntityIndex, vocabulary: Vocabulary, number: int, token: Token, i: int) -> Reference | None:
    doc, first = token.doc, i
    while i < min(len(doc), first + _LONGEST):
        reference = index.at(number, i)
        if reference is not None and reference.entity.type == "Person":
            named = reference.kind == "name" and reference.start == i and i > first
            return reference if named and _ends(reference, token) else None
        if reference is not None:
            i = reference.end
            continue
        word = doc[i]
        lowered = word.lower_.rstrip(".")
        known = lowered in vocabulary.titles or lowered in vocabulary.person_nouns or lowered in _TITLE_WORDS
        if not known and not (word.pos_ in ("ADJ", "NOUN", "PROPN") and i > first) and word.text != ".":
            return None
        i += 1
    return None


def _ends(name: Reference, token: Token) -> bool:
    """Say whether the sentence ends with a name, or a comma closes it that no list goes on from."""
    doc, end = token.doc, name.end
    if end >= len(doc):
        return True
    if doc[end].text not in _CLOSING:
        return False
    if doc[end].text != "," or end + 2 >= len(doc) or doc[end + 1].lower_ not in ("and", "or", "&"):
        return True
    return doc[end + 2].tag_ in ("VBD", "VBZ", "VBP")  # "..., and left": no list
