"""Names of syllables: "Park Ji-hoon", "Tsai Ing-wen" go on in lower case after the hyphen."""

from __future__ import annotations

import re

from spacy.tokens import Doc

_SYLLABLE = re.compile(r"[bcdfghjklmnpqrstwxyz]{0,2}[aeiouy]{1,3}(?:ng|n|k|l|m|p|t|r|h|b)?\Z", re.IGNORECASE)
# What a hyphen joins to a name that is no part of it: "Iran-run", "the Park-led board".
_NO_SYLLABLES = frozenset(
    "run win won ban fan man men son gun pan hit set cap top map to up in on me by no so a an at or ran fit cut sit "
    "fed era pro non mad bit lit met won day eye air age all own ally aid hour ear few law tax".split()
)


def goes_on_after_hyphen(doc: Doc, i: int) -> bool:
    """Say whether a token is the small second half of a given name: the "hoon" of "Park Ji-hoon"."""
    if i < 2 or doc[i - 1].text != "-" or doc[i - 1].whitespace_ or doc[i - 2].whitespace_:
        return False
    first, second = doc[i - 2], doc[i]
    if not first.is_title or not second.is_lower or second.lower_ in _NO_SYLLABLES or len(second) > 6:
        return False
    if not _SYLLABLE.match(first.text) or not _SYLLABLE.match(second.text) or len(second) < 2:
        return False
    # beside a name of its own: "Park Ji-hoon", "Ji-hoon Park"
    before = i > 2 and doc[i - 3].is_title and bool(doc[i - 3].whitespace_) and doc[i - 3].pos_ == "PROPN"
    after = i + 1 < len(doc) and doc[i + 1].is_title and bool(second.whitespace_) and doc[i + 1].pos_ == "PROPN"
    return before or after
