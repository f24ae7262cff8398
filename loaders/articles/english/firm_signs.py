"""What is said of firms: they have a ticker and shares, own and are owned, and do what is "its"."""

from __future__ import annotations

from spacy.tokens import Doc, Token

TICKERS = "tickers"  # under this key a parsed paragraph holds the offsets that a share ticker stood right after
# What is of firms, where it stands right after their name: "its Zenda stake", "Zenda shares".
_PARTS = frozenset(
    "stake share shares stock shareholder shareholders investor investors employee employees engineer engineers "
    "executive executives spokesman spokeswoman spokesperson boardroom subsidiary headquarters ceo".split()
)
# Whose "of" firms are: "a shareholder of Zenda", "the acquisition of Zenda", "shares of Zenda".
_OF = frozenset(
    "shareholder owner co-owner acquisition takeover purchase stake share shares stock customer subsidiary "
    "headquarters employee shareholders employees executives valuation".split()
)
# Whom a list after "including", "such as" or "like" may name, and what stands right before the name of one.
_FIRMS = frozenset(
    "company companies firm firms startup startups start-up start-ups maker makers automaker automakers carmaker "
    "carmakers chipmaker chipmakers retailer retailers bank banks lender lenders manufacturer manufacturers supplier "
    "suppliers airline airlines insurer insurers brand brands corporation corporations platform platforms giant "
    "giants conglomerate conglomerates consultancy contractor contractors utility utilities vendor vendors business "
    "businesses exchange exchanges".split()
)
_SAYS_FIRM = _FIRMS - {"contractor", "contractors", "exchange", "exchanges"}
# Before "maker" they make a person of it.
_MADE_BY_PEOPLE = frozenset("policy law film movie decision king deal trouble documentary peace".split())
# What a name does with something of its own: somebody's would be "his" or "her".
_OWN_VERBS = frozenset(
    "sell cut trim shed raise lower report post launch expand close open reduce increase buy boost slash unveil "
    "announce restructure spin list file change hire build move shift extend double triple hold have".split()
)
_DAUGHTERS = frozenset(["subsidiary", "subsidiaries", "division"])
_SAYING = frozenset("say announce disclose confirm report warn".split())
_NEAR = 7  # tokens from the verb to "its"
_HAD_BY_FIRMS = frozenset(
    "chief ceo cfo executive executives chairman chairwoman founder co-founder president board profit profits "
    "revenue sales earnings shares employees workers customers users shareholders".split()
)
_MEMBERS = frozenset(["board", "executive", "unit"])


def firm_signs(doc: Doc, start: int, end: int) -> float:
    """Return how much the words beside a name (tokens ``start`` to ``end``) speak for a firm; 0 where none does."""
    return max(
        _has_ticker(doc, end),
        _is_had(doc, start, end),
        _is_told(doc, start, end),
        _does_its_own(doc, start, end),
        _says_of_its_own(doc, start, end),
    )


def _has_ticker(doc: Doc, end: int) -> float:
    """A share ticker stood after the name or its genitive, before the text was cleaned: "Zenda (ZND.N)"."""
    last = end if end < len(doc) and doc[end].tag_ == "POS" else end - 1
    token = doc[last]
    return 4.0 if token.idx + len(token) in doc.user_data.get(TICKERS, ()) else 0.0


def _is_had(doc: Doc, start: int, end: int) -> float:
    """What firms have stands after the name, or before "of" it."""
    root = doc[start:end].root
    following = doc[end] if end < len(doc) else None
    if following is not None and root.dep_ in ("compound", "nmod") and root.head.i == end:
        member = following.lower_ in _MEMBERS and end + 1 < len(doc) and doc[end + 1].lower_.startswith("member")
        if (following.lower_ in _PARTS and following.pos_ == "NOUN") or member:
            return 2.5 if following.lower_ not in ("spokesman", "spokeswoman", "spokesperson") else 1.2
    if root.dep_ != "pobj" or root.head.lower_ != "of":
        return 0.0
    had = root.head.head
    early = had.lower_ == "backer" and any(child.lower_ == "early" for child in had.children)
    return 2.5 if had.lower_ in _OF or early else 0.0


def _is_told(doc: Doc, start: int, end: int) -> float:
    """A noun that means firms opens the list that the name is of, or stands right before it."""
    before = doc[start - 1] if start > 0 else None
    if before is not None and before.lower_ in _SAYS_FIRM and before.pos_ == "NOUN" and not _is_person_noun(before):
        return 2.5
    first = doc[start:end].root
    while first.dep_ in ("conj", "appos") and first.head.i < first.i and first.head.pos_ in ("PROPN", "NOUN"):
        first = first.head
    if first.dep_ != "pobj" or first.head.lower_ not in ("including", "as", "like"):
        return 0.0
    told = first.head.head
    if first.head.lower_ == "as":
        if doc[max(0, first.head.i - 1)].lower_ != "such":
            return 0.0
        told = doc[first.head.i - 2] if first.head.i > 1 else told
    elif told.pos_ != "NOUN" and first.head.i > 0:
        told = doc[first.head.i - 1]
    return 2.5 if told.lower_ in _FIRMS and told.tag_ == "NNS" and not _is_person_noun(told) else 0.0


def _is_person_noun(noun: Token) -> bool:
    """Say whether a noun of firms is one of people after all: "film makers"."""
    earlier = noun.doc[noun.i - 1] if noun.i > 0 else None
    if earlier is not None and earlier.text == "-" and noun.i > 1:
        earlier = noun.doc[noun.i - 2]
    return noun.lemma_.lower() == "maker" and earlier is not None and earlier.lower_ in _MADE_BY_PEOPLE


def _does_its_own(doc: Doc, start: int, end: int) -> float:
    """The name is the subject of a verb whose object is "its" own: "Zenda sold its stake"."""
    root = doc[start:end].root
    if root.dep_ != "nsubj" or root.head.lemma_ not in _OWN_VERBS:
        return 0.0
    owned = (child for child in root.head.children if child.dep_ == "dobj")
    return 1.6 if any(_is_its(part) for child in owned for part in child.children) else 0.0


def _says_of_its_own(doc: Doc, start: int, end: int) -> float:
    """The name is the subject of a verb of saying, and what it says is of "its" head or its figures."""
    root = doc[start:end].root
    if root.dep_ != "nsubj" or root.head.lemma_ not in _SAYING or root.head.i < end:
        return 0.0
    last = min(root.sent.end, root.head.i + _NEAR)
    for place in range(root.head.i + 1, last):
        token = doc[place]
        if token.lower_ == "its":
            return 3.5 if any(other.lower_ in _HAD_BY_FIRMS for other in doc[place + 1 : place + 4]) else 0.0
        if token.dep_ in ("nsubj", "nsubjpass") or token.text in (",", '"', "“"):
            return 0.0
    return 0.0


def _is_its(token: Token) -> bool:
    return token.dep_ == "poss" and token.lower_ == "its"


def company_signs(doc: Doc, start: int, end: int) -> float:
    """Return how much the words beside a name speak for a firm that owns or is owned."""
    before = [doc[i].lower_ for i in range(max(0, start - 7), start)]
    if before[-1:] == ["the"]:
        before.pop()
    if before[-1:] and before[-1] in ("subsidiary", "subsidiaries") or before[-2:] == ["parent", "company"]:
        return 3.5
    if before[-2:] in (["subsidiary", ","], ["subsidiaries", ","]):
        return 2.5
    for k in range(len(before) - 1, -1, -1):
        if (
            before[k] == "of"
            and k > 0
            and (before[k - 1] in ("subsidiary", "subsidiaries") or before[k - 2 : k] == ["subsidiary", "company"])
        ):
            between = doc[start - len(before) + k + 1 : start]
            return 3.5 if not any(token.text[:1].isupper() and token.pos_ == "PROPN" for token in between) else 0.0
    after = [doc[i].lower_ for i in range(end, min(len(doc), end + 9))]
    if before[-1:] == ["in"]:
        return 0.0
    if after[:1] in ([","], ["is"], ["was"]) and after[1:2] and after[1] in ("a", "an", "the"):
        for k in range(2, len(after)):
            if after[k] in _DAUGHTERS:
                return 3.5
            if doc[end + k].text in (",", ".") or doc[end + k].lower_ in ("of", "who"):
                break
    return 3.0 if after[:1] == ["subsidiary"] else 0.0
