"""How far a claim that the grammar made may be believed: a probability learned from claims that people judged.

The grammar says what a sentence may mean; what goes wrong does so in ways that show in the claim itself: the rule,
the kinds of its ends, what stands between and beside them, the shape of the names. ``bench/fit_belief.py`` fits the
weights (a linear model) on claims that were judged, made on texts that the rules had not been written on.
"""

from __future__ import annotations

import gzip
import json
import math
import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice
from pathlib import Path

from techpol.schema.model import Claim, Modality, Referent, Refusal, Source, Span
from techpol.schema.text import fold

_WORD = re.compile(r"\w+|[^\w\s]")
_FOLDER = Path(__file__).parent
_NEAR = 3
_SUREST = 0.99  # a reading is never certain
_SHOWN = 5
# Rules that take a claim only where a verb, a sum and both ends stand in order: surer than the model, which was
# fitted on hardly any of their kind, can tell.
_SPELLED_OUT = frozenset(["construction:spelled-gift"])
_ENGLISH_ENDINGS = ("ing", "ed", "es", "s")
_ARABIC_FRONTS = ("وال", "بال", "لل", "ال")


@dataclass(frozen=True, slots=True)
class BeliefModel:
    """Weights of clues, and the probability from which a claim is believed."""

    bias: float
    weights: dict[str, float]
    floor: float

    def probability(self, clues: Iterable[str]) -> float:
        """Return the probability that a claim with these clues is right."""
        total = self.bias + sum(self.weights.get(clue, 0.0) for clue in clues)
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


@cache
def load_belief(language: str) -> BeliefModel | None:
    """Read the model of a language; None where there is none.

    Raises:
        ValueError: The file is not of the form.
    """
    path = _FOLDER / f"belief_{language}.json.gz"
    if not path.exists():
        return None
    with gzip.open(path, "rt", encoding="utf-8") as file:
        data = json.load(file)
    return BeliefModel(float(data["bias"]), dict(data["weights"]), float(data["floor"]))


def stem(word: str) -> str:
    """Return a folded word without its commonest ending or front: rough, and the same for all its forms."""
    if word[:1] > "\u0600":
        for front in _ARABIC_FRONTS:
            if word.startswith(front) and len(word) > len(front) + 2:
                return word[len(front) :]
        return word
    for ending in _ENGLISH_ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return word[: -len(ending)]
    return word


@dataclass(frozen=True, slots=True)
class Page:
    """What is looked up in a text again and again: the places of all mentions, in order, with their types."""

    text: str
    starts: list[int]
    mentions: list[tuple[int, int, str, str]]  # start, end, referent's key, type
    opinion: Callable[[tuple[int, int]], tuple[str, ...]] | None = None  # clues of how a tagger cuts a name

    @classmethod
    def of(cls, text: str, referents: Iterable[Referent], language: str = "") -> Page:
        """Gather the mentions of a text's referents."""
        found = sorted(
            (mention.start, mention.end, referent.key, referent.type)
            for referent in referents
            for mention in referent.mentions
        )
        opinion = None
        if language == "ar":
            from techpol.loaders.articles.arabic.opinion import Opinion

            opinion = Opinion(text).clues
        return cls(text, [item[0] for item in found], found, opinion)

    def between(self, low: int, high: int) -> list[tuple[int, int, str, str]]:
        """Return the mentions that begin in a stretch."""
        return self.mentions[bisect_left(self.starts, low) : bisect_left(self.starts, high)]


def clues_of(claim: Claim, referents: Mapping[str, Referent], page: Page) -> list[str]:
    """Return what is looked at in a claim: names of clues, each once."""
    subject, target = referents[claim.subject], referents[claim.object]
    relation = claim.relation
    kinds = f"{subject.type}|{target.type}"
    family = claim.rule.partition("/")[0] if "/" in claim.rule else claim.rule
    found = {
        f"rel:{relation}",
        f"rule:{claim.rule}",
        f"family:{family}|{relation}",
        f"kinds:{kinds}",
        f"kinds:{kinds}|{relation}",
        f"modality:{claim.modality}",
        f"attributed:{claim.attribution is not None}",
    }
    if claim.modality is not Modality.ASSERTED:
        found.add(f"modality:{claim.modality}|{relation}")
    spans = [item for item in claim.evidence if isinstance(item, Span)]
    found.add(f"quotes:{len(spans)}")
    found.add(f"quote:{min(9, sum(len(item.quote) for item in spans) // 60)}")
    if spans and spans[0].start == 0:
        found.add("title")
    for side, referent, span in (("s", subject, claim.subject_span), ("o", target, claim.object_span)):
        found.update(_clues_of_end(side, referent, span, relation, page))
    if claim.subject_span is not None and claim.object_span is not None:
        found.update(_clues_of_pair(claim.subject_span, claim.object_span, relation, page, claim))
    return sorted(found)


def _clues_of_end(
    side: str, referent: Referent, span: tuple[int, int] | None, relation: str, page: Page
) -> Iterable[str]:
    words = referent.name.split()
    named = islice((mention for mention in referent.mentions if mention.kind == "name"), 3)
    yield f"{side}:words:{min(6, len(words))}|{referent.type}"
    yield f"{side}:named:{len(list(named))}"
    yield f"{side}:mentions:{min(4, len(referent.mentions))}"
    yield f"{side}:type:{referent.type}|{relation}"
    folded = [fold(word) for word in words]
    if folded:
        yield f"{side}:first:{folded[0]}"
        yield f"{side}:last:{folded[-1]}"
    if referent.name[:1].islower():
        yield f"{side}:lower"
        yield f"{side}:lower|{relation}"
    if any(character.isdigit() for character in referent.name):
        yield f"{side}:digits"
    if span is None:
        yield f"{side}:nowhere"
        return
    kind = referent.mention_kind(*span) or "?"
    yield f"{side}:kind:{kind}"
    yield f"{side}:kind:{kind}|{relation}"
    said = page.text[span[0] : span[1]]
    yield f"{side}:whole:{fold(said) == fold(referent.name)}"
    if page.opinion is not None and kind == "name":
        for clue in page.opinion(span):
            yield f"{side}:{clue}"
            yield f"{side}:{clue}|{referent.type}"
    if kind != "name":
        yield f"{side}:said:{fold(said)[:24]}"
    before, after = _beside(page.text, span)
    for step, word in enumerate(before, 1):
        yield f"{side}:l{min(step, 2)}:{word}"
    for step, word in enumerate(after, 1):
        yield f"{side}:r{min(step, 2)}:{word}"
    if after[:1] == [] or before[:1] == []:
        yield f"{side}:edge"
    near = page.text[max(0, span[0] - 2) : span[0]], page.text[span[1] : span[1] + 2]
    if near[0][-1:].isalnum() or near[1][:1].isalnum():
        yield f"{side}:inside a word"
    if near[1][:1] == " " and near[1][1:2].isupper():
        yield f"{side}:capital follows"
    if near[0][-1:] == " " and page.text[max(0, span[0] - 2) : span[0] - 1].isalnum():
        spoken = page.text[max(0, span[0] - 40) : span[0] - 1].split()
        if spoken and spoken[-1][:1].isupper():
            yield f"{side}:capital before"


def _beside(text: str, span: tuple[int, int]) -> tuple[list[str], list[str]]:
    """Return the stems beside a stretch, nearest first, within its line."""
    before = text[max(0, span[0] - 60) : span[0]].rpartition("\n")[2]
    after = text[span[1] : span[1] + 60].partition("\n")[0]
    return (
        [stem(fold(word)) for word in reversed(_WORD.findall(before)[-_NEAR:])],
        [stem(fold(word)) for word in _WORD.findall(after)[:_NEAR]],
    )


def _clues_of_pair(
    one: tuple[int, int], other: tuple[int, int], relation: str, page: Page, claim: Claim
) -> Iterable[str]:
    order = "so" if one[0] <= other[0] else "os"
    yield f"order:{order}|{relation}"
    (_, low), (high, _) = (one, other) if order == "so" else (other, one)
    if high < low:
        yield "overlap"
        return
    inner = [item for item in page.between(low, high) if item[1] <= high]
    yield f"inner:{min(4, len(inner))}"
    for item in inner[:4]:
        yield f"inner:{item[3]}"
        if item[2] == claim.subject:
            yield "again:subject"
        if item[2] == claim.object:
            yield "again:object"
    gap = page.text[low:high]
    words = [stem(fold(word)) for word in _WORD.findall(gap)]
    size = next(limit for limit in (0, 1, 2, 4, 7, 12, 20, 35, 999999) if len(words) <= limit)
    yield f"gap:{size}"
    yield f"gap:{size}|{relation}"
    if "\n" in gap:
        yield "gap:lines"
    if re.search(r"[.!?؟]\s", gap):
        yield "gap:sentences"
    shown: Sequence[str] = words if len(words) <= 2 * _SHOWN else [*words[:_SHOWN], *words[-_SHOWN:]]
    for word in shown:
        yield f"w:{word}"
        yield f"w:{word}|{relation}"
    if len(words) <= 3:
        yield f"gap={'_'.join(words)}|{relation}"


def weigh(
    claims: Iterable[Claim], source: Source, referents: Mapping[str, Referent]
) -> tuple[list[Claim], list[Refusal]]:
    """Give each claim of a grammar its probability; those below the floor are held back for a person's word.

    A language without a model, and a claim that no grammar made, stay as they are.
    """
    model = load_belief(source.language or "")
    if model is None:
        return list(claims), []
    page = Page.of(source.text or "", referents.values(), source.language or "")
    kept: list[Claim] = []
    held: list[Refusal] = []
    for claim in claims:
        if not claim.extractor.startswith("grammar-") or claim.rule in _SPELLED_OUT:
            kept.append(claim)
            continue
        chance = model.probability(clues_of(claim, referents, page))
        weighed = replace(claim, confidence=min(_SUREST, round(chance, 2)))
        if chance >= model.floor:
            kept.append(weighed)
            continue
        span = next(item for item in claim.evidence if isinstance(item, Span))
        said = f"{referents[claim.subject].name} {claim.relation} {referents[claim.object].name}"
        detail = f"{said}: believed to {chance:.0%}, less than {model.floor:.0%}"
        held.append(Refusal(source.id, span.start, span.end, "doubtful", detail, weighed))
    return kept, held
