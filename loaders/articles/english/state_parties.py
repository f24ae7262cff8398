"""Parties of a state or a county: names of their own, and never the national party."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc

from techpol.loaders.articles.english.vocabulary import Vocabulary

_PLACES = ("County", "Parish")
_LONGEST = 3  # words of a state's name
_LOCAL = frozenset("state county city local district township parish statewide".split())


def state_parties(doc: Doc, vocabulary: Vocabulary) -> Iterator[tuple[int, int]]:
    """Yield the tokens of "Texas Republican Party", "Harbor County Democratic Party", "Republican Party of Texas"."""
    texts = [token.text for token in doc]
    for i, text in enumerate(texts):
        party = vocabulary.parties.get(text)
        if party is None:
            continue
        whole = texts[i : i + 2] == party.split() if text != "GOP" else True
        if not whole:
            continue
        end = i + 1 if text == "GOP" else i + 2
        start = _start(texts, i, vocabulary)
        if start < i:
            yield start, end
        elif texts[end : end + 1] == ["of"]:
            last = next((k for k in range(_LONGEST, 0, -1) if _is_state(texts[end + 1 : end + 1 + k], vocabulary)), 0)
            if last:
                yield i, end + 1 + last


def _start(texts: Sequence[str], i: int, vocabulary: Vocabulary) -> int:
    """Return where the name of the state or county begins that stands before a party's; ``i`` if none does."""
    if i > 0 and texts[i - 1] == "State" and i > 1:
        before = _start(texts, i - 1, vocabulary)
        return before if before < i - 1 else i
    for length in range(_LONGEST, 0, -1):
        if i >= length and _is_state(texts[i - length : i], vocabulary):
            return i - length
    if i > 1 and texts[i - 1] in _PLACES and texts[i - 2][:1].isupper():
        return i - 2
    return i


def _is_state(words: Sequence[str], vocabulary: Vocabulary) -> bool:
    return " ".join(words) in vocabulary.states


def plain_party(words: Sequence[str], vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return one form for the names of a state's party: "Texas GOP", "Republican Party of Texas"."""
    found = tuple(words)
    if len(found) > 1 and found[-1] == "GOP":
        found = (*found[:-1], *vocabulary.parties["GOP"].split())
    if len(found) > 3 and found[1:3] == ("Party", "of") and found[0] in vocabulary.parties:
        found = (*found[3:], *found[:2])
    return found


def is_of_a_place(doc: Doc, start: int) -> bool:
    """Say whether what stands before a party's name makes it a place's: "state", "Harbor County", "Ohio's"."""
    before = doc[max(0, start - 1)]
    return before.lower_ in _LOCAL or before.pos_ == "PROPN" or before.tag_ == "POS"


def is_part_of_a_party(doc: Doc, start: int, end: int, vocabulary: Vocabulary) -> bool:
    """Say whether a party's name is said of a part of it: "the state Republican Party", "the Party in Texas"."""
    if doc[end - 1].text not in ("Party", "GOP"):
        return False
    before = doc[start - 1] if start > 0 else None
    if before is not None and before.lower_ in _LOCAL:
        return True
    if before is not None and before.tag_ == "POS" and start > 1 and doc[start - 2].text in vocabulary.states:
        return True
    return end + 1 < len(doc) and doc[end].lower_ == "in" and _is_state([doc[end + 1].text], vocabulary)
