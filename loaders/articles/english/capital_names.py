"""Names of bodies that are made of common words, which capitals within a sentence tell: "Restore Our Future Now".

The statistical finder and the tagger take such words for what they mean ("Save the Coast runs ads"). A capital tells
nothing at the start of a sentence and in a headline: there only a head that opens such names does ("Foundation for").
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from techpol.loaders.articles.english.vocabulary import Vocabulary

# Heads that go on with a preposition.
HEADS = frozenset(
    "foundation institute center centre coalition committee council association alliance league society office "
    "bureau department ministry campaign fund federation union bank university museum academy college guild chamber "
    "commission authority board agency corps order congress conference initiative project trust".split()
)
_LINKS = frozenset("of for to against".split())
_ARTICLES = frozenset("the a an our all".split())
# Whom a body is of: "Maple County Sheriff's Office", "the Writers' Guild".
_OWNERS = frozenset(
    "sheriff attorney prosecutor governor mayor treasurer comptroller auditor women men children veterans people "
    "writers teachers nurses workers farmers firefighters lawyers students parents players actors directors "
    "producers defender coroner clerk owners citizens consumers journalists physicians general".split()
)
_OWNED = frozenset(
    "Office Department Association Union Club League Guild Alliance Coalition Council Fund Party Caucus Federation "
    "Foundation Bureau Hospital Society Network Center Forum".split()
)
# Words that are no names by themselves, but stand within many.
_WITHIN = frozenset(
    "street black white american americans asian more christian catholic jewish muslim latino latinos wall fiscal "
    "internet yes no god watch share story hispanic".split()
)
_PEOPLES = frozenset(
    "americans asian asians african africans european europeans eastern arabian korean latino latinos hispanic "
    "christian christians jewish muslim muslims black white".split()
)
_NAME_TAGS = frozenset(["NNP", "NNPS"])
_CONTENT = frozenset(["NOUN", "VERB", "ADJ", "ADV"])
_LONGEST = 9
_CLOSING = frozenset([".", "!", "?", ";", ":", '"', "”", ")", "'", "’"])


def capital_names(doc: Doc, in_role: list[bool], vocabulary: Vocabulary) -> list[tuple[int, int]]:
    """Return the spans of a paragraph that are names by their capitals and would be cut into pieces."""
    found: list[tuple[int, int]] = []
    for sentence in _sentences(doc):
        if not any(token.text[:1].isupper() for token in sentence[1:]):
            continue
        plain = not _is_headline(sentence)
        i = sentence.start
        while i < sentence.end:
            end = i + 1
            if _opens(doc, i, sentence.start, plain, in_role, vocabulary):
                end = _run(doc, i, sentence.end, in_role, vocabulary)
                if _is_name(doc, i, end, plain) and not _is_people(doc, i, end, vocabulary):
                    found.append((i, end))
            i = max(end, i + 1)
    return found


def _sentences(doc: Doc) -> Iterator[Span]:
    """Yield the sentences; the parser begins one at a capital within a name, too."""
    start = 0
    for sentence in doc.sents:
        last = doc[sentence.end - 1].text
        if sentence.end == len(doc) or last in _CLOSING or last.endswith("."):
            yield doc[start : sentence.end]
            start = sentence.end


def _is_headline(sentence: Span) -> bool:
    """Say whether all words of weight have capitals, so that a capital tells nothing."""
    return sum(1 for token in sentence if token.is_lower and token.pos_ in _CONTENT and len(token) > 3) < 2


def _opens(doc: Doc, i: int, start: int, plain: bool, in_role: list[bool], vocabulary: Vocabulary) -> bool:
    """Say whether a name may begin at a token."""
    token = doc[i]
    if not _is_capital(token, in_role, vocabulary) or vocabulary.is_given(token.text):
        return False
    if token.lower_ in ("the", "a", "an"):
        return False
    if i == start or (i == start + 1 and doc[start].lower_ == "the"):
        # there a head opens a name, or what a sheriff's office goes on with
        return token.lower_ in HEADS or _owned_ahead(doc, i)
    before = doc[i - 1]
    if before.text == "," and token.lower_ in ("our", "my"):
        return False  # a part of "Our City, Our Safety, Our Choice"
    return plain and (before.is_lower or before.text in (",", "'s", "'", "("))


def _owned_ahead(doc: Doc, i: int) -> bool:
    """Say whether capitals lead up to a body that is somebody's: "Maple County Sheriff's Office"."""
    for k in range(i, min(i + 5, len(doc) - 2)):
        if not doc[k].text[:1].isupper():
            return False
        if _is_owner(doc, k + 1):
            return True
    return False


def _is_owner(doc: Doc, i: int) -> bool:
    """Say whether an apostrophe stands within a name: "Sheriff's Office"."""
    if doc[i].text not in ("'s", "'", "’s", "’") or i == 0 or i + 1 >= len(doc):
        return False
    return doc[i - 1].lower_ in _OWNERS and doc[i - 1].text[:1].isupper() and doc[i + 1].text in _OWNED


def _is_capital(token: Token, in_role: list[bool], vocabulary: Vocabulary) -> bool:
    text, lowered = token.text, token.lower_.rstrip(".")
    if not text[:1].isupper() or not any(c.isalpha() for c in text) or text in vocabulary.parties:
        return False
    owner = token.i + 1 < len(token.doc) and _is_owner(token.doc, token.i + 1)
    if owner:
        return True
    dated = token.ent_type_ in ("DATE", "TIME") and token.text not in ("Now", "Today", "Tomorrow")
    if in_role[token.i] or lowered in vocabulary.titles or dated:
        return False
    if lowered in vocabulary.not_names and lowered not in _WITHIN:
        return False
    return not (text.isupper() and len(text) > 1 and token.tag_ not in _NAME_TAGS and token.tag_ not in ("NN", "NNS"))


def _run(doc: Doc, start: int, limit: int, in_role: list[bool], vocabulary: Vocabulary) -> int:
    """Return where the name that begins at a token ends."""
    i, end = start + 1, start + 1
    while i < limit and i - start < _LONGEST:
        token = doc[i]
        if _is_capital(token, in_role, vocabulary) or (token.is_digit and i == end and len(token) < 4):
            i += 1
            end = i
            continue
        if _is_owner(doc, i):
            i += 1
            continue
        following = _link(doc, start, i, limit)
        if following is None or not _is_capital(doc[following], in_role, vocabulary):
            break
        i = following
    return end


def _link(doc: Doc, start: int, i: int, limit: int) -> int | None:
    """Return where a name goes on after small words; None where it does not."""
    token, left = doc[i], doc[i - 1]
    following = i + 1
    if token.lower_ in _LINKS:
        headed = token.lower_ == "of" and any(doc[k].lower_ in HEADS for k in range(start, i - 1))
        if not _goes_on(left, start) and not (headed and left.ent_type_ not in ("PERSON", "GPE")):
            return None  # but "Office for the Coordination of Parks"
        if following < limit and doc[following].lower_ in _ARTICLES:
            following += 1
    elif not (token.lower_ in _ARTICLES and i == start + 1 and left.tag_ in ("VB", "VBP", "VBG", "NNP")):
        return None
    elif left.ent_type_ == "PERSON" or left.lower_ in HEADS or not _is_verb(left):
        return None
    if following >= limit or not doc[following].text[:1].isupper():
        return None
    return None if token.lower_ != "of" and doc[following].ent_type_ in ("PERSON", "GPE", "DATE") else following


def _goes_on(left: Token, start: int) -> bool:
    """Say whether a name may go on in a preposition after a word: a head, or a common word for many."""
    if left.ent_type_ in ("PERSON", "GPE", "LOC", "DATE"):
        return False
    if left.lower_ in HEADS:
        return True
    return left.i == start and not left.is_sent_start and left.tag_ in ("NNS", "NNPS") and left.lower_.endswith("s")


def _is_verb(token: Token) -> bool:
    """Say whether a word is a verb of the language, whatever the tagger takes it for here."""
    return token.tag_ in ("VB", "VBP", "VBG") or token.lower_ in _VERBS


_VERBS = frozenset(
    "save protect defend restore keep rebuild reclaim fix build free stop end win change take make raise rock unite "
    "heal feed teach empower elect secure fund invest power move run".split()
)


def _is_people(doc: Doc, start: int, end: int, vocabulary: Vocabulary) -> bool:
    """Say whether a run is of a people, or somebody's name: "South Korean", "Said Keruak"."""
    if (
        doc[end - 1].ent_type_ == "NORP"
        or doc[end - 1].lower_ in vocabulary.demonyms
        or doc[end - 1].lower_ in _PEOPLES
    ):
        return True
    linked = any(doc[i].lower_ in _LINKS for i in range(start, end))
    return not linked and any(vocabulary.is_given(doc[i].text) for i in range(start, end))


def _is_name(doc: Doc, start: int, end: int, plain: bool) -> bool:
    """Say whether a run is a name that nothing else finds whole: with small words, or words tagged as common ones."""
    capitals = [doc[i] for i in range(start, end) if doc[i].text[:1].isupper()]
    if len(capitals) < 2 or (end < len(doc) and doc[end].text in ("-", "–") and not doc[end - 1].whitespace_):
        return False  # "U.S. Anti-Doping Agency"
    if any(doc[i].lower_ in _LINKS | _ARTICLES or doc[i].text in ("'s", "'") for i in range(start, end)):
        return True
    if plain and len(capitals) > 2 and doc[start].lower_ in _VERBS:
        return True
    return plain and any(token.tag_ not in _NAME_TAGS or token.lower_ in _WITHIN for token in capitals[1:])
