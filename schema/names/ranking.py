"""Rank names by how well they spell the same name as one given, across scripts: a look-up, not a judgement."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz, process

from techpol.schema.names.compare import compare_names
from techpol.schema.names.crossscript import arabic_letters, letter_table
from techpol.schema.names.forms import PERSON, parse_name
from techpol.schema.names.keys import frames

_SHORTLIST = 60


def frame_of(text: str) -> str:
    """Return the frames of a whole name, word by word."""
    parts = parse_name(text, PERSON).parts
    return " ".join(frames(part.latin or part.text)[0] or "-" for part in parts)


class NameRanking:
    """A list of names to rank in. Building is linear in its length.

    >>> NameRanking(["Tim Cook", "Sam Altman"]).rank("سام ألتمان")[0][0]
    1
    """

    def __init__(self, names: Sequence[str], kind: str = PERSON) -> None:
        self.names = list(names)
        self.kind = kind
        self._frames = [frame_of(name) for name in self.names]
        self._letters = [" ".join(part.latin for part in parse_name(name, kind).parts) for name in self.names]

    def rank(self, name: str, limit: int = 10) -> list[tuple[int, float]]:
        """Return the positions of the best names with their scores (higher is better), best first."""
        near = process.extract(frame_of(name), self._frames, scorer=fuzz.ratio, processor=None, limit=_SHORTLIST)
        scored = [(number, self._score(name, number)) for _, _, number in near]
        scored.sort(key=lambda item: (-item[1], item[0]))
        return scored[:limit]

    def _score(self, name: str, number: int) -> float:
        parsed = parse_name(name, self.kind)
        judged = compare_names(name, self.names[number], self.kind).score
        latin = self._letters[number]
        if not parsed.arabic or latin.strip() == "":
            return judged
        arabic = arabic_letters(" ".join(part.text for part in parsed.parts))
        table = letter_table()
        cut = table.best_cut(arabic, latin)
        # The letters decide among names that are all alike; the comparison, which knows words, breaks in where
        # the letters cannot follow (read-out letters, irregular spellings, missing middle names).
        return (cut - 0.5 * table.chance("", latin)) / max(4, len(arabic)) + 2.0 * judged
