"""Names: where a text names what a model names, in the same words or in another form of them.

A model writes "Acme, Inc." where the text has "Acme", "LRF" for the Lake Relief Fund, Arabic names in Latin letters.
Whatever form it gives, what is kept is the text's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from techpol.loaders.model.cues import cue_data
from techpol.loaders.model.quotes import Place
from techpol.schema.names import ORGANIZATION, PERSON, compare_names
from techpol.schema.names.lexicon import HONORIFICS, legal_forms, same_given_name
from techpol.schema.names.words import arabic_skeleton
from techpol.schema.text import NormalisedText, fold, normalise_text

CLITIC = r"(?:[وف]?(?:[بلك]|ال|لل|وال|بال)?)"
_BETWEEN = r"[\s\"'«»]+"  # words of a name, some of which may stand in quotation marks
_ARABIC = re.compile("[\u0621-\u064a]")
_TOKEN = re.compile(r"[^\W\d_][\w&'’.-]*")
_ACRONYM = re.compile(r"[A-Z]{3,6}")
_SMALL = frozenset({"of", "the", "and", "for", "in", "on", "to", "&"})
# As probable as this two spellings must be one name: of several words, and of one, which tells less by itself.
_ALIKE, _ALIKE_ALONE = 0.9, 0.55
_MOST_TRIED = 400  # runs of words of a quote that a name is held against


class NameFinder:
    """Finds names in one text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.copy: NormalisedText = normalise_text(text)

    def find(self, name: str, start: int, end: int, last: bool = False) -> Place | None:
        """Return where a name stands between two offsets in its own words, the first place or the last."""
        folded = fold(name)
        if folded == "":
            return None
        words = _BETWEEN.join(map(re.escape, folded.split()))
        return self._search(rf"(?<!\w){CLITIC}({words})(?!\w)(?:'s)?", start, end, last)

    def find_form(self, name: str, is_person: bool, start: int, end: int, last: bool = False) -> Place | None:
        """Return where another form of a name stands: without its title or legal form, its letters, its sound."""
        for form in _forms(name, is_person):
            place = self._search(rf"(?<!\w){CLITIC}({form})(?!\w)(?:'s)?", start, end, last)
            # "Acme Bank" is no short form of "Acme Corp".
            if place is not None and re.match(" [A-Z]", self.text[place[1] : place[1] + 2]) is None:
                return place
        return self._by_initials(name, start, end) or self._by_sound(name, is_person, start, end)

    def _search(self, pattern: str, start: int, end: int, last: bool) -> Place | None:
        found = None
        for match in re.finditer(pattern, self.copy.text):
            span = self.copy.span(*match.span(1))
            # "Ann Lee-Orr" is not Ann Lee; "Lee-backed" is said of Lee.
            if start <= span[0] and span[1] <= end and re.match("-[A-Z]", self.text[span[1] : span[1] + 2]) is None:
                found = span
                if not last:
                    break
        return found

    def _by_initials(self, name: str, start: int, end: int) -> Place | None:
        """Return where the words stand that capitals are short for, or the capitals that are short for a name."""
        if _ACRONYM.fullmatch(name) is not None:
            tokens = [(m.group(), m.start() + start, m.end() + start) for m in _TOKEN.finditer(self.text[start:end])]
            for first in range(len(tokens)):
                initials, follows = "", tokens[first][1]
                for word, a, b in tokens[first:]:
                    gap = self.text[follows:a]
                    if gap.strip() != "" or "\n" in gap or not (word[0].isupper() or word in _SMALL):
                        break
                    initials += word[0] if word not in _SMALL else ""
                    follows = b
                    if initials == name and word not in _SMALL:
                        stem = re.sub(r"['’]s\Z", "", self.text[tokens[first][1] : b])
                        return tokens[first][1], tokens[first][1] + len(stem)
            return None
        capitals = "".join(word[0] for word in name.split() if word not in _SMALL)
        if _ACRONYM.fullmatch(capitals) is None:
            return None
        return next(
            ((start + m.start(), start + m.end()) for m in re.finditer(rf"\b{capitals}\b", self.text[start:end])),
            None,
        )

    def _by_sound(self, name: str, is_person: bool, start: int, end: int) -> Place | None:
        """Return where the other script, or another spelling in Arabic, writes the sounds of a name.

        Nothing where two places do: then it is not plain which is meant.
        """
        quote = self.text[start:end]
        arabic = _ARABIC.search(name) is not None
        if not arabic and _ARABIC.search(quote) is None:
            return None
        length = len(name.split())
        words = [(m.start(), m.end()) for m in re.finditer(r"[^\W\d_][\w'’-]*", quote)]
        runs = [
            (a, words[number + length - 1][1])
            for number, (a, _) in enumerate(words[: len(words) - length + 1])
            if re.search(r"[.,;:،؛()]", quote[a : words[number + length - 1][1]]) is None
        ]
        found = {}
        for a, b in runs[:_MOST_TRIED]:
            for skip in _clitics(quote[a:b]):
                if _sounds_like(name, quote[a + skip : b], is_person):
                    found[start + a + skip, start + b] = quote[a + skip : b]
                    break
        return next(iter(found)) if len(set(map(fold, found.values()))) == 1 else None

    def is_of_another(self, place: Place, name: str, wider: Place | None) -> bool:
        """Say whether a last name belongs to somebody with another first name: "Maria Reyes" is not Donald Reyes.

        ``wider`` is a name around the place that the grammar found.
        """
        before = ""
        if wider is not None:
            before = self.text[wider[0] : place[0]]
        elif place[0] > 0 and _ARABIC.search(self.text[slice(*place)]) is None:
            match = re.search(r"(?:\b[A-Z][\w'’-]+\.? )+\Z", self.text[max(0, place[0] - 60) : place[0]])
            before = match.group() if match is not None and not self._begins(place[0] - len(match.group())) else ""
        mine = [word for word in re.findall(r"\w+", fold(name)) if word not in HONORIFICS][:-1]
        theirs = [word for word in re.findall(r"\w+", fold(before)) if word not in HONORIFICS]
        return len(theirs) > 0 and not any(_same_first(a, b) for a in mine for b in theirs)

    def _begins(self, offset: int) -> bool:
        """Say whether a sentence begins here: a capital then marks no name."""
        return re.search(r"(?:\A|[.!?:\n][\"”’)]*\s*[\"“‘(]*)\Z", self.text[max(0, offset - 4) : offset]) is not None


def _same_first(mine: str, theirs: str) -> bool:
    initial = len(mine) == 1 or len(theirs) == 1
    if mine == theirs or same_given_name(mine, theirs) or (initial and mine[0] == theirs[0]):
        return True
    scripts = {_ARABIC.search(mine) is not None, _ARABIC.search(theirs) is not None}
    return len(scripts) == 2 and compare_names(mine, theirs, PERSON).score >= _ALIKE_ALONE


def _clitics(words: str) -> Iterator[int]:
    """Yield how many letters before an Arabic name may be written together with it."""
    yield 0
    match = re.match("[وف]?(?:لل|[بلك])?", words)
    if match is not None and 0 < match.end() < len(words.split()[0]) - 1:
        yield match.end()
        if match.end() > 1:
            yield 1


@lru_cache(maxsize=20_000)
def _sounds_like(name: str, words: str, is_person: bool) -> bool:
    mine, theirs = (_ARABIC.search(text) is not None for text in (name, words))
    if mine and theirs:
        pairs = list(zip(fold(name).split(), fold(words).split(), strict=False))
        return all(a == b or (len(a) > 3 and arabic_skeleton(a) == arabic_skeleton(b)) for a, b in pairs)
    if mine == theirs:
        return False
    score = compare_names(name, words, PERSON if is_person else ORGANIZATION).score
    return score >= (_ALIKE if len(name.split()) > 1 else _ALIKE_ALONE)


def _forms(name: str, is_person: bool) -> Iterator[str]:
    """Yield patterns of other forms of a name, the fullest first."""
    words = re.findall(r"[\w&'.+-]*[\w&]\.?", fold(name))
    seen = {" ".join(words)}
    if len(words) > 0 and words[0] in ("the", "a", "an"):
        words = words[1:]
    while is_person and len(words) > 1 and words[0].rstrip(".") in HONORIFICS:
        words = words[1:]
    bare = [words]
    if is_person:
        bare.append([word for word in words if len(word.rstrip(".")) > 1])
    else:
        bare.append(_without_legal(words))
        if len(words) > 1 and words[0].removeprefix("ال") in cue_data()["body_words"]:
            bare.append(words[1:])
    for tokens in bare:
        if len(tokens) == 0 or (len(tokens) == 1 and len(tokens[0]) < 3):
            continue
        yield _BETWEEN.join(_word_pattern(word) for word in tokens)
        if is_person and len(tokens) > 1:
            # "Donald Reyes" where the text has "Donald J. Reyes", "Ann Lee" where it has "Ann "Nan" Lee".
            middle = rf"(?:{_BETWEEN}(?:\w\.|\"\w+\"))?{_BETWEEN}"
            yield middle.join(_word_pattern(word) for word in tokens)
        seen.add(" ".join(tokens))


def _word_pattern(word: str) -> str:
    if word in ("&", "and"):
        return "(?:&|and)"
    if _ARABIC.search(word) is not None:
        stem = word.removeprefix("ال") if len(word) > 4 else word
        return rf"(?:ال)?{re.escape(stem)}"
    return re.escape(word.rstrip(".")).replace(r"\.", r"\.?").replace(r"\-", "[- ]") + r"\.?"


def _without_legal(words: list[str]) -> list[str]:
    """Return the words of a body's name without its legal form: "Acme" of "Acme Holding Co Ltd" is too little."""
    known = legal_forms()
    for length in (3, 2, 1):
        tail = tuple(word.rstrip(".,") for word in words[-length:])
        if len(words) > length and tail in known:
            return words[:-length]
    return words
