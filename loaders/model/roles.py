"""Who does it: does a quote plainly give the deed to somebody else than the claim does?

"Ann Lee said that Bo Park gave ..." is no gift of Ann Lee's, "Acme sued Zeta" no suit of Zeta's. A plain check by
what stands next to the verb. It speaks up only where every verb of the relation in the quote has its doer beside it;
whatever is farther apart is for the grammar, and is let through here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from techpol.loaders.model.cues import relation_pattern
from techpol.loaders.model.quotes import Place, QuoteFinder
from techpol.schema.names.lexicon import HONORIFICS

SWAPPED, OTHERS = "ends-swapped", "said-of-somebody-else"
# A word of the relation that stands so near to the subject may be its own, whoever else does the like.
_NEAR_WORDS = 6
_CLAUSE = re.compile(r"[,;:.،؛()]")


@cache
def _data() -> dict[str, Any]:
    """Return ``roles.yaml``."""
    import yaml

    loaded: dict[str, Any] = yaml.safe_load(files("techpol.loaders.model").joinpath("roles.yaml").read_text("utf-8"))
    return loaded


def _any_of(kind: str) -> str:
    return "|".join(re.escape(word).replace("_", r"\s+") for word in _data()[kind])


@cache
def _verbs(relation: str, language: str) -> re.Pattern[str] | None:
    forms = _data()["verbs"].get(relation, {}).get(language, [])
    if len(forms) == 0:
        return None
    words = "|".join(map(re.escape, forms))
    return re.compile(rf"(?<![\w-])(?:{words})(?![\w-])" if language == "en" else rf"(?<!\w)[وف]?(?:{words})(?!\w)")


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    """Return what is held against the words around a verb."""
    titles = "|".join(sorted(map(re.escape, HONORIFICS), key=len, reverse=True))
    head = rf"(?:(?:the|a|an|{_any_of('lead_ins')}|{titles})\.?\s+)*"
    forms = {
        # Between a doer and an active verb: nothing, an auxiliary, an adverb.
        "gap": rf"\s+(?:(?:{_any_of('auxiliaries')}|\w+ly)\s+)*",
        "passive": rf"\b(?:{_any_of('passives')})\s+(?:(?:{_any_of('auxiliaries')}|\w+ly)\s+)*\Z",
        # A name after one of these is no doer: "the widow of Cy Orr gave".
        "governed": rf"(?:\b(?:{_any_of('prepositions')})\s+{head}|'s?\s+)\Z",
        "after_by": rf"\s*by\s+{head}",
        "between": rf"\s+{head}",
        "joined": rf"\s*(?:,|,?\s*\band\b|,?\s*\bor\b|&)\s*{head}(?:[\w.-]+\s+){{0,3}}?",
        "likewise": rf"\b(?:{_any_of('likewise')})\b",
        "another": rf"\b(?:{_any_of('others')})\s+(?:\w+\s+){{0,2}}?\Z|\b(?:{_any_of('other_ones')})\s+\Z",
        "speaker": rf"\s+(?:{_any_of('speech')})\s+(?:that\s+)?(?:he|she|it|they)\s+\Z",
        "ar_between": rf"\s+(?:(?:{titles})\s+)*[\"']?",
        "ar_joined": r"[\"']?\s*،?\s+و(?:ال)?[\"']?",
        "ar_another": r"\s+\w+\s+(?:اخري|اخر|اخرون|اخرين)(?!\w)|\s+(?:اخرون|اخرين|غيره|غيرها)(?!\w)",
    }
    return re.compile(forms[kind])


@dataclass(frozen=True, slots=True)
class Scene:
    """Who is named in a text, by where: the claim's two ends, and everybody else."""

    subject: Sequence[Place]
    object: Sequence[Place]
    others: Sequence[Place]


class RoleCheck:
    """Holds claims of one text against who does what in it. Places are offsets of the text as found."""

    def __init__(self, finder: QuoteFinder) -> None:
        self.finder = finder
        self.copy = finder.copy

    def conflict(self, relation: str, quotes: Sequence[Place], scene: Scene) -> str | None:
        """Return ``ends-swapped`` or ``said-of-somebody-else`` where a quote plainly says so, None else."""
        found: list[str | None] = []
        own = False
        for quote in quotes:
            start, end = self.finder.inside(quote)
            language = "ar" if re.search("[\u0621-\u064a]", self.copy.text[start:end]) else "en"
            pattern = _verbs(relation, language)
            names = {
                kind: sorted(map(self.finder.inside, getattr(scene, kind)))
                for kind in ("subject", "object", "others")
            }
            if language == "en" and self._is_marked_otherwise(relation, (start, end), names):
                return SWAPPED
            for verb in pattern.finditer(self.copy.text, start, end) if pattern is not None else ():
                judge = self._english if language == "en" else self._arabic
                found.append(judge(verb.span(), names))
            # An Arabic verb has been asked for somebody else's deed only where the sentence lacks the subject.
            own = own or (language == "en" and self._has_word_of_its_own(relation, (start, end), names, pattern))
        decided = [verdict for verdict in found if verdict is not None]
        if len(found) == 0 or len(decided) < len(found) or "subject" in decided:
            return None
        if SWAPPED in decided:
            return SWAPPED
        return None if own else OTHERS

    def _sentence(self, place: Place) -> Place:
        first, last = self.copy.offsets[place[0]], self.copy.offsets[place[1]]
        return self.finder.inside(self.finder.sentence(first, max(last, first + 1)))

    def _english(self, verb: Place, names: dict[str, list[Place]]) -> str | None:
        """Return whose deed an English verb is: subject, a fault, or None where that is not plain."""
        text = self.copy.text
        first, last = self._sentence(verb)
        if _pattern("passive").search(text, first, verb[0]) or text.startswith(" by ", verb[1]):
            by = _pattern("after_by").match(text, verb[1])
            doers = self._list_from(by.end(), names) if by is not None else set()
            if "subject" not in doers and any(verb[1] <= a < last for a, _ in names["subject"]):
                return None
            return self._verdict(doers, verb, names)
        if _pattern("another").search(text, first, verb[0]) is not None:
            return OTHERS if len(names["subject"]) > 0 or len(names["object"]) > 0 else None
        doers = self._list_before(first, verb[0], names)
        if len(doers) == 0:
            doers = self._speaker(first, verb[0], names)
        if any(
            text[max(first, a - 4) : a].rstrip().endswith(" by") for a, _ in names["subject"] if verb[1] <= a < last
        ):
            return None
        return self._verdict(doers, verb, names)

    def _verdict(self, doers: set[str], verb: Place, names: dict[str, list[Place]]) -> str | None:
        if len(doers) == 0:
            return None
        if "subject" in doers:
            return "subject"
        if "object" not in doers:
            first, last = self._sentence(verb)
            return None if _pattern("likewise").search(self.copy.text, first, last) is not None else OTHERS
        # The object may stand before its verb ("the fund Acme backed"): swapped only where the subject follows.
        following = [a for a, _ in names["subject"] if a >= verb[1]]
        passive = _pattern("after_by").match(self.copy.text, verb[1]) is not None
        near = following and len(self.copy.text[verb[1] : following[0]].split()) <= _NEAR_WORDS
        return SWAPPED if passive or near else None

    def _list_before(self, first: int, verb: int, names: dict[str, list[Place]]) -> set[str]:
        """Return who stands right before an English verb, and who is joined to them."""
        text, edge = self.copy.text, verb
        doers: set[str] = set()
        gap = _pattern("gap")
        while True:
            here = [
                (place, kind)
                for kind, places in names.items()
                for place in places
                if first <= place[0] and place[1] <= edge and gap.fullmatch(text, place[1], edge)
            ]
            if len(here) == 0:
                # Joined to somebody who is told in other words: "Ann Lee, its chairwoman, and Cy Orr backed".
                joined = edge < verb and re.search(r"(?:,|\band|\bor|&)\s+(?:the\s+)?\Z", text[first:edge])
                return set() if joined else doers
            place, _ = min(here, key=lambda found: found[0][0])
            if _pattern("governed").search(text, first, place[0]) is not None:
                return set()
            doers |= {kind for found, kind in here if found[1] == place[1] or found == place}
            edge, gap = place[0], _pattern("joined")

    def _list_from(self, start: int, names: dict[str, list[Place]]) -> set[str]:
        """Return who stands right after "by", and who is joined to them."""
        doers: set[str] = set()
        while True:
            here = [(place, kind) for kind, places in names.items() for place in places if place[0] == start]
            if len(here) == 0:
                return doers
            doers |= {kind for _, kind in here}
            end = max(place[1] for place, _ in here)
            joined = _pattern("joined").match(self.copy.text, end)
            if joined is None:
                return doers
            start = joined.end()

    def _speaker(self, first: int, verb: int, names: dict[str, list[Place]]) -> set[str]:
        """Return who says of themselves that they did it: "Bo Park said that he gave"."""
        return {
            kind
            for kind, places in names.items()
            for place in places
            if first <= place[0]
            and place[1] <= verb
            and _pattern("speaker").fullmatch(self.copy.text, place[1], verb)
        }

    def _arabic(self, verb: Place, names: dict[str, list[Place]]) -> str | None:
        """Return whose deed an Arabic verb is. Who acts stands after it, unless they stand before it already."""
        text = self.copy.text
        first, last = self._sentence(verb)
        if any(first <= a < verb[0] for a, _ in names["subject"]):
            return None
        named = any(verb[1] <= a < last for a, _ in names["subject"])
        another = _pattern("ar_another").match(text, verb[1])
        if another is not None and not any(verb[1] <= a < another.end() for a, _ in names["subject"]):
            return OTHERS
        between = _pattern("ar_between").match(text, verb[1])
        here = [
            (place, kind)
            for kind, places in names.items()
            for place in places
            if between is not None and verb[1] < place[0] <= between.end() <= place[1]
        ]
        if len(here) == 0:
            return None
        kinds = {kind for _, kind in here}
        end = max(place[1] for place, _ in here)
        joined = _pattern("ar_joined").match(text, end)
        if "subject" in kinds or (joined is not None and any(a == joined.end() for a, _ in names["subject"])):
            return "subject"
        if "object" in kinds:
            after = [a for a, _ in names["subject"] if end <= a < last]
            near = after and len(text[end : after[0]].split()) <= _NEAR_WORDS
            return SWAPPED if near and _CLAUSE.search(text, end, after[0]) is None and joined is None else None
        if any(first <= a < verb[0] for a, _ in names["object"]) or (
            joined is not None and any(a == joined.end() for a, _ in names["object"])
        ):
            return None
        # Named later in the sentence, the subject may be joined to those who act.
        return None if named else OTHERS

    def _is_marked_otherwise(self, relation: str, quote: Place, names: dict[str, list[Place]]) -> bool:
        """Say whether what stands before both names turns the claim round: "a gift to SUBJECT from OBJECT"."""
        marks = _data()["marks"].get(relation)
        subjects, objects = (
            [place for place in names[kind] if quote[0] <= place[0] and place[1] <= quote[1]]
            for kind in ("subject", "object")
        )
        if marks is None or len(subjects) == 0 or len(objects) == 0:
            return False

        def led(places: list[Place], words: Sequence[str]) -> bool:
            lead = re.compile(rf"(?:{'|'.join(words)})\s+(?:the\s+|a\s+)?\Z")
            return all(lead.search(self.copy.text, quote[0], place[0]) is not None for place in places)

        words = relation_pattern(relation).search(self.copy.text, *quote) is not None
        to_subject, of_object = led(subjects, marks["to"]), led(objects, marks["of"])
        turned = (of_object and not led(subjects, marks["of"])) or (to_subject and not led(objects, marks["to"]))
        return words and turned

    def _has_word_of_its_own(
        self, relation: str, quote: Place, names: dict[str, list[Place]], verbs: re.Pattern[str] | None
    ) -> bool:
        """Say whether another word of the relation is the subject's: "Acme gave, as Ann Lee's donation shows"."""
        text = self.copy.text
        taken = [match.span() for match in verbs.finditer(text, *quote)] if verbs is not None else []
        named = [place for places in names.values() for place in places]
        for word in relation_pattern(relation).finditer(text, *quote):
            if any(a <= word.start() < b for a, b in (*taken, *named)):
                continue
            for a, b in names["subject"]:
                apart = text[min(b, word.end()) : max(a, word.start())]
                if any(min(b, word.end()) <= v <= max(a, word.start()) for v, _ in taken):
                    continue
                if len(apart.split()) <= _NEAR_WORDS and _CLAUSE.search(apart) is None:
                    return True
        return False
