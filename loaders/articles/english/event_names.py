"""How far the words reach that tell which event is meant: "a rally Saturday in Dayton", "a concert for Smith"."""

from __future__ import annotations

from spacy.tokens import Token

from techpol.loaders.articles.english.document import Document

_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_HOURS = frozenset("morning afternoon evening night".split())
_SOMEWHERE = frozenset(["in", "at", "near", "outside", "on"])
_OF_WHOM = frozenset("gathering meeting conference convention conclave assembly summit hearing".split())
_OF_ONE = frozenset(["inauguration", "swearing-in", "funeral"])
_GIVEN_BY = frozenset(["hosted", "organized", "organised", "sponsored"])
_MARKING = frozenset("commemorate mark celebrate honor honour".split())
_FOR_SOMEBODY = frozenset("rally rallies fundraiser fundraisers concert benefit event gala dinner reception".split())
# "in central Ohio", "in downtown Dayton"
_SIDES = frozenset(
    "central northern southern eastern western downtown suburban rural upstate southwest northeast".split()
)
_NEAR = 8  # tokens from the noun to the end of the words that tell


def event_end(document: Document, number: int, token: Token) -> int:
    """Return the end of the words that tell which event a noun stands for; right after the noun where none do."""
    doc = token.doc
    after = token.i + 1
    if after < len(doc) and doc[after].lower_ in _DAYS:  # "a fundraiser Saturday afternoon in Dayton"
        after += 2 if after + 1 < len(doc) and doc[after + 1].lower_ in _HOURS else 1
    return (
        _in_place(document, number, token, after)
        or _at_place(token)
        or _of_whom(document, number, token)
        or _for_whom(document, number, token)
        or _by_whom(document, number, token)
        or _in_honour(token)
        or (after if _only_by_day(token) else int(token.i) + 1)
    )


def _only_by_day(token: Token) -> bool:
    """Say whether nothing but the day tells which call it was; "a Bloomberg event Tuesday" is told without it."""
    return token.lower_ == "call" and not any(child.dep_ in ("compound", "amod", "nmod") for child in token.children)


def _in_place(document: Document, number: int, token: Token, after: int) -> int:
    """Read "in Dayton, Ohio", though the parser may have hung it on the verb."""
    doc, index = token.doc, document.index
    if after + 2 >= len(doc) or doc[after].lower_ not in ("in", "near", "outside"):
        return 0
    first = after + 2 if doc[after + 1].lower_ in _SIDES else after + 1
    place = index.at(number, first)
    if place is None or place.entity.type != "Place":
        return 0
    end = place.end
    wide = document.vocabulary.states | document.vocabulary.countries
    if place.entity.name not in wide and end + 1 < len(doc) and doc[end].text == ",":
        state = index.at(number, end + 1)
        if state is not None and state.entity.type == "Place" and state.start == end + 1:
            return state.end if state.entity.name in wide else end
    return end


def _at_place(token: Token) -> int:
    """Read "at the museum", "in his hometown", "on the Capitol lawn"."""
    for child in token.children:
        if child.dep_ != "prep" or child.i != token.i + 1 or child.lower_ not in _SOMEWHERE:
            continue
        inside = token.doc[child.i + 1 : child.right_edge.i + 1]
        # "on the Capitol lawn" tells where it was, "on Monday" when
        dated = any(word.lower_ in _DAYS or word.ent_type_ in ("DATE", "TIME") for word in inside)
        placed = any(word.pos_ == "PROPN" for word in inside) and not dated
        named = any(word.pos_ == "PROPN" for word in token.doc[token.left_edge.i : token.i])
        # "a CNN forum in January" is told without the month, "a conference in November" only by it
        told = placed or (child.lower_ not in ("on", "outside") and not (dated and named))
        if told and child.right_edge.i - token.i <= 5:
            return int(child.right_edge.i) + 1
    return 0


def _of_whom(document: Document, number: int, token: Token) -> int:
    """Read "a gathering of the Harbor Society", "the inauguration of President Smith"."""
    one = token.lemma_.lower() in _OF_ONE
    if token.lemma_.lower() not in _OF_WHOM and not one:
        return 0
    for child in token.children:
        if child.dep_ != "prep" or child.i != token.i + 1 or child.lower_ != "of":
            continue
        for inner in child.children:
            for i in range(inner.left_edge.i, inner.i + 1):
                host = document.index.at(number, i)
                if host is None or not (host.entity.is_organisation or (one and host.entity.type == "Person")):
                    continue
                end = max(host.end, inner.i + 1)
                if end - token.i <= _NEAR:
                    return end
            if inner.tag_ == "NNS" and inner.i > child.i + 1 and inner.i - token.i <= 4:
                # "a convention of Black journalists in Ohio"
                return _in_place(document, number, inner, inner.i + 1) or 0
    return 0


def _for_whom(document: Document, number: int, token: Token) -> int:
    """Read "a rally for Smith", "a fundraiser for the Harbor Fund"."""
    doc = token.doc
    if token.lower_ not in _FOR_SOMEBODY or token.i + 2 >= len(doc) or doc[token.i + 1].lower_ != "for":
        return 0
    for i in range(token.i + 2, min(token.i + 6, len(doc))):
        whom = document.index.at(number, i)
        if whom is not None:
            known = whom.entity.type in ("Person", "Campaign", "Committee", "Organization") and whom.kind == "name"
            return whom.end if known and whom.end - token.i <= _NEAR else 0
        if doc[i].pos_ not in ("DET", "PROPN", "ADJ"):
            return 0
    return 0


def _by_whom(document: Document, number: int, token: Token) -> int:
    """Read "a debate hosted by CNN"."""
    if any(child.dep_ in ("compound", "amod", "nmod") for child in token.children):
        return 0
    for child in token.children:
        if child.dep_ == "acl" and child.lower_ in _GIVEN_BY:
            for agent in document.syntax.agents(child):
                host = document.index.at(number, agent.i)
                if host is not None and host.end - token.i <= _NEAR - 1:
                    return host.end
    return 0


def _in_honour(token: Token) -> int:
    """Read "an event commemorating the Harbor Act"."""
    for child in token.children:
        if child.dep_ == "acl" and child.tag_ == "VBG" and child.i == token.i + 1 and child.lemma_ in _MARKING:
            named = any(word.pos_ == "PROPN" for word in child.subtree)
            direct = [inner for inner in child.children if inner.dep_ == "dobj"]
            if named and direct and direct[0].i + 1 - token.i <= _NEAR:
                return int(direct[0].i) + 1
    return 0
