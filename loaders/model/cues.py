"""Cue words: does a quote hold a word that can state this relation, and a word that makes it less than asserted?"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Any

from techpol.schema.model import Modality
from techpol.schema.text import fold

_CAREFUL = (Modality.DENIED, Modality.ALLEGED, Modality.PLANNED)
# How many words before the relation's own word a denial may stand: "did not, as some said, give".
_DENIAL_REACH = 4
# A capital after "the" begins a name, which stands for itself.
_COMMON_NOUN = re.compile(r"\b[Tt]he [a-z]")
_CLAUSE_END = re.compile(r"[,;:.،؛]")


@cache
def cue_data() -> dict[str, Any]:
    """Return ``cues.yaml``."""
    import yaml

    loaded: dict[str, Any] = yaml.safe_load(files("techpol.loaders.model").joinpath("cues.yaml").read_text("utf-8"))
    return loaded


@cache
def _relation_pattern(relation: str) -> re.Pattern[str]:
    """Return what finds a relation's words: English from a word's beginning, Arabic anywhere in a word."""
    words = cue_data()["relations"][relation]
    english = [re.escape(fold(word)).replace("_", r"\s+") for word in words["en"]]
    arabic = [re.escape(fold(word)).replace("_", r"\s+") for word in words["ar"]]
    return re.compile(rf"(?<![a-z])(?:{'|'.join(english)})|(?:{'|'.join(arabic)})")


@cache
def _no_denial_pattern() -> re.Pattern[str]:
    words = [fold(word) for language in cue_data()["no_denial"].values() for word in language]
    return re.compile("|".join(re.escape(word).replace("_", r"\s+") for word in words))


@cache
def _modality_pattern(modality: Modality) -> re.Pattern[str]:
    words = cue_data()["modality"][str(modality)]
    english = "|".join(re.escape(fold(word)).replace("_", r"\s+") for word in words["en"])
    arabic = "|".join(re.escape(fold(word)).replace("_", r"\s+") for word in words["ar"])
    future = r"|س[يتن][\u0621-\u064a]{3,}" if modality is Modality.PLANNED else ""
    return re.compile(rf"(?<![\w'])(?:{english}|[وف]?(?:{arabic}){future})(?![\w'])")


def states_relation(quote: str, relation: str, ends: tuple[str, ...] = ()) -> bool:
    """Say whether a quote holds a word that can state the relation, the names of its ends left out."""
    folded = fold(quote)
    for name in sorted(map(fold, ends), key=len, reverse=True):
        if name != "":
            folded = folded.replace(name, " § ")
    return _relation_pattern(relation).search(folded) is not None


def has_relation_word(words: str, relation: str) -> bool:
    """Say whether some words of a quote hold one that can state the relation."""
    return _relation_pattern(relation).search(fold(words)) is not None


def is_no_person(name: str) -> bool:
    """Say whether a name cannot be one person's: it has a word for a body or for many, or no capital."""
    words = fold(name).split()
    listed = {word for language in cue_data()["no_person"].values() for word in language}
    many = len(words) == 1 and words[0].startswith("ال") and words[0].endswith(("ون", "ين")) and len(words[0]) > 6
    return many or any(word in listed for word in words) or (name.isascii() and name == name.lower())


def holds_stand_in(quote: str, which: str = "subject") -> bool:
    """Say whether an English quote holds a word that can stand for somebody named before it: "she", "the company".

    ``which`` is subject or object: "other donors" leaves out whom they gave to, not who gave.
    """
    data = cue_data()
    listed = [*data["stand_ins"], *(data["object_stand_ins"] if which == "object" else ())]
    words = "|".join(map(re.escape, listed))
    return re.search(rf"\b(?:{words})\b", quote.lower()) is not None or _COMMON_NOUN.search(quote) is not None


def careful_modality(quote: str, relation: str, given: Modality) -> Modality:
    """Return the modality that the quote's words allow: the given one, or a more careful one.

    A denial counts only close before a word of the relation, and over a plan or an allegation too ("will not give");
    a plan or an allegation counts anywhere in the quote.
    """
    folded = _no_denial_pattern().sub(" § ", fold(quote))
    words = [(match.start(), match.end()) for match in re.finditer(r"\S+", folded)]
    for denial in _modality_pattern(Modality.DENIED).finditer(folded):
        reach = [span for span in words if span[0] >= denial.end()][:_DENIAL_REACH]
        end = reach[-1][1] if len(reach) > 0 else denial.end()
        clause = _CLAUSE_END.split(folded[denial.end() : end], maxsplit=1)[0]
        if _relation_pattern(relation).search(clause) is not None:
            return Modality.DENIED
    for modality in _CAREFUL[1:] if given is Modality.ASSERTED else ():
        if _modality_pattern(modality).search(folded) is not None:
            return modality
    return given
