"""Committees that the text tells to be one: "Restore the Bay, a super PAC,", "a PAC called Unite the Coast".

Such names are made of common words ("Keep Ohio Working"), which nothing but their capitals and the words beside
them tell from a sentence.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from techpol.loaders.articles.english.vocabulary import Vocabulary

# Within a name, between capitals.
_SMALL = frozenset("of for the our a".split())
_OPENING = frozenset(
    "the a an in at on but and when while after before as for to from with by if since though although both even "
    "also last now then so yet or not that this these those its his her their".split()
)
_CALLED = frozenset("called named dubbed titled".split())
_CLOSED = frozenset([",", ".", ";", ")", "(", ":", "—", "–"])
_STEPS = 9
_GIVING = frozenset(
    "gave given donated contributed put poured funneled spent raised received reported gift donation donations "
    "contribution contributions".split()
)
# People of a state who are for something: "Iowans for Growth".
_PEOPLE = frozenset(
    "Iowans Nevadans Californians Texans Ohioans Arizonans Floridians Georgians Virginians Coloradans Montanans "
    "Alaskans Kansans Pennsylvanians Oregonians Washingtonians Minnesotans Michiganders Wisconsinites Utahns "
    "Carolinians Marylanders Mainers Missourians Tennesseans Kentuckians Louisianans Hawaiians Alabamians "
    "Mississippians Oklahomans Nebraskans Dakotans Idahoans Vermonters Yorkers Illinoisans Hoosiers".split()
)
_SLOGANS = frozenset("Together Forward Now First Future Action Matters Rising Strong United Ahead Again".split())
_VOTES = frozenset("Prop Prop. Proposition Measure Question Issue Amendment".split())


def told_committees(doc: Doc, vocabulary: Vocabulary) -> list[tuple[int, int]]:
    """Return the spans of a paragraph that are names of committees by what is told of them."""
    found: list[tuple[int, int]] = []
    for token in doc:
        if token.lower_ == "pac" or (token.lower_ == "committee" and _is_political(token)):
            for span in _beside(doc, token):
                if _is_name(doc, *span, vocabulary):
                    found.append(span)
        if token.text == "PAC" and (first := _named_pac(doc, token.i)) is not None:
            if _is_name(doc, first, token.i, vocabulary, alone=True):
                found.append((first, token.i + 1))
        elif token.text in ("Yes", "No") and (end := _ballot_end(doc, token.i)) is not None:
            found.append((token.i, end))
        elif token.text in _SLOGANS and (first := _slogan(doc, token)) is not None:
            if _is_name(doc, first, token.i + 1, vocabulary):
                found.append((first, token.i + 1))
        elif token.text in _PEOPLE and token.i + 2 < len(doc) and doc[token.i + 1].lower_ in ("for", "against"):
            first = token.i - 1 if token.text in ("Yorkers", "Dakotans", "Carolinians") and token.i else token.i
            end = _run_right(doc, token.i + 2)
            if end > token.i + 2:
                found.append((first, end))
    return found


def _is_political(token: Token) -> bool:
    """Say whether a committee is one that takes money: "political action committee"."""
    before = token.doc[max(0, token.i - 2) : token.i].text.lower()
    if before.endswith(("political action", "joint fundraising", "campaign", "leadership", "fundraising")):
        return True
    near = {t.lower_ for t in token.sent}
    if not ("$" in near and near & _GIVING) or token.i == 0:
        return False
    return before.split()[-1:] in (["a"], ["the"], ["opposing"], ["rival"]) and "house" not in near


def _beside(doc: Doc, noun: Token) -> Iterator[tuple[int, int]]:
    """Yield where a name may stand beside "super PAC": before it, after a comma, after "called"."""
    after = noun.i + 1
    if after < len(doc) and noun.i > 0 and noun.nbor(-1).lower_ == "super" and _is_capital(doc[after]):
        yield after, _run_right(doc, after)  # "the super PAC Fairwind"
    if after + 1 < len(doc):
        if doc[after].text in (",", "—", "–"):
            end = _run_right(doc, after + 1)
            if end > after + 1 and (
                end >= len(doc) or doc[end].text in _CLOSED or doc[end].lower_ in ("which", "that")
            ):
                yield after + 1, end
        elif doc[after].lower_ in _CALLED or doc[after : after + 2].text.lower() == "known as":
            first = after + (2 if doc[after].lower_ == "known" else 1)
            end = _run_right(doc, first)
            if end > first:
                yield first, end
    i = noun.i - 1
    for _ in range(_STEPS):
        if i <= 0 or (doc[i].pos_ not in ("ADJ", "NOUN", "PROPN", "ADV", "NUM") and doc[i].text != "-"):
            break
        i -= 1
    if i > 1 and doc[i].lower_ in ("a", "an", "the", "another") and doc[i - 1].text in (",", "—", "–", "("):
        begin = _run_left(doc, i - 2)
        if begin is not None:
            yield begin, i - 1


def _run_right(doc: Doc, first: int) -> int:
    """Return where a run of capitals ends, small words between them included."""
    i = last = first
    while i < len(doc) and i - first < 8:
        if _is_capital(doc[i]):
            last = i + 1
        elif not (doc[i].lower_ in _SMALL and i > first):
            break
        i += 1
    return last


def _run_left(doc: Doc, last: int) -> int | None:
    """Return where the run of capitals that ends with a token begins."""
    i, first = last, None
    while i >= 0 and last - i < 8:
        if _is_capital(doc[i]) and not (doc[i].is_sent_start and doc[i].lower_ in _OPENING):
            first = i
        elif not (doc[i].lower_ in _SMALL and first is not None):
            break
        if doc[i].is_sent_start:
            break
        i -= 1
    return first


def _is_capital(token: Token) -> bool:
    return token.text[:1].isupper() or (token.is_digit and token.i > 0 and token.nbor(-1).text[:1].isupper())


def _is_name(doc: Doc, first: int, end: int, vocabulary: Vocabulary, alone: bool = False) -> bool:
    """Say whether a run of capitals may be a committee's name: no person, title, place or party."""
    words = [doc[i].text for i in range(first, end)]
    text = " ".join(words)
    if vocabulary.is_given(words[0]) or text in vocabulary.places or text in vocabulary.parties:
        return False
    if text in vocabulary.known or words[0].lower().rstrip(".") in vocabulary.titles:
        return False
    if any(word.lower().rstrip(".") in vocabulary.not_names for word in words):
        return False
    if len(words) == 1 and not alone:
        return doc[first].tag_ in ("NNP", "NNPS") and doc[first].ent_type_ not in ("PERSON", "GPE", "NORP", "DATE")
    return True


def _named_pac(doc: Doc, i: int) -> int | None:
    """Return where "Fairwind PAC" begins; None for "the Smith PAC", which is Smith's."""
    if (
        i == 0
        or not _is_capital(doc[i - 1])
        or doc[i - 1].tag_ not in ("NNP", "NNPS")
        or doc[i - 1].lower_ == "super"
    ):
        return None
    first = _run_left(doc, i - 1)
    if first is None:
        return None
    if i - first == 1 and first > 0 and doc[first - 1].lower_ in ("the", "a", "an", "pro", "-"):
        return first if doc[first - 1].lower_ == "the" and doc[first].ent_type_ in ("", "ORG") else None
    return first


def _slogan(doc: Doc, last: Token) -> int | None:
    """Return where "Forward Together" begins in "gave $5 million to Forward Together"."""
    first = _run_left(doc, last.i)
    if first is None or first == last.i or first == 0 or doc[first - 1].lower_ not in ("to", "into"):
        return None
    after = doc[last.i + 1] if last.i + 1 < len(doc) else None
    if after is not None and after.text[:1].isupper():
        return None
    return first if any(t.text == "$" for t in doc[last.sent.start : first]) else None


def _ballot_end(doc: Doc, i: int) -> int | None:
    """Return where "Yes on 30", "No on Proposition 8" ends; None for another "yes"."""
    if i + 2 >= len(doc) or doc[i + 1].lower_ != "on":
        return None
    k = i + 2 + (doc[i + 2].text in _VOTES)
    if k < len(doc) and (doc[k].is_digit or (len(doc[k].text) == 1 and doc[k].text.isupper())):
        return k + 1
    return None
