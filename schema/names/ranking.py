"""Rank names by how well they spell the same name as one given, across scripts: a look-up, not a judgement."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz, process

from techpol.schema.names.compare import compare_names
from techpol.schema.names.crossscript import arabic_letters, letter_table
from techpol.schema.names.forms import PERSON, parse_name
from techpol.schema.names.keys import frames

_SHORTLIST = 60  # names that are alike by their frames
_COMPARED = 8  # of them, those that are compared word by word
_WEIGHT = 2.0


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
        found = process.extract(frame_of(name), self._frames, scorer=fuzz.ratio, processor=None, limit=_SHORTLIST)
        near = [number for _, _, number in found]
        parsed = parse_name(name, self.kind)
        arabic = arabic_letters(" ".join(part.text for part in parsed.parts)) if parsed.arabic else ""
        letters = {number: self._letters_agree(arabic, number) for number in near}
        # The letters decide among names that are all alike; the comparison, which knows words, breaks in where the
        # letters cannot follow (read-out letters, irregular spellings, missing middle names). It is the dearer one,
        # so that only the best by letters and by frame are given to it.
        best = sorted(near, key=lambda number: (-letters[number], number))[:_COMPARED]
        chosen = dict.fromkeys([*best, *near[:_COMPARED]])
        scored = [
            (number, letters[number] + _WEIGHT * compare_names(name, self.names[number], self.kind).score)
            for number in chosen
        ]
        scored.extend((number, letters[number]) for number in near if number not in chosen)
        scored.sort(key=lambda item: (-item[1], item[0]))
        return scored[:limit]

    def _letters_agree(self, arabic: str, number: int) -> float:
        """Return how well the letters of an Arabic name are those of a Latin one; 0 where one is neither."""
        latin = self._letters[number]
        if arabic == "" or latin.strip() == "":
            return 0.0
        table = letter_table()
        return (table.best_cut(arabic, latin) - 0.5 * table.chance("", latin)) / max(4, len(arabic))
