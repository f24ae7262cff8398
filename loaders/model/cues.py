"""Cue words: does a quote hold a word that can state this relation, and a word that makes it less than asserted?"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Any

from techpol.schema.names.lexicon import HONORIFICS
from techpol.schema.text import fold

# Praise and blame are in what is quoted, in whatever words; a name in quotation marks is shorter than speech.
_TOLD_IN_SPEECH = ("CRITICIZED", "PRAISED")
_SPEECH = re.compile(r'"[^"§]{25,}')
_TOLD_BY_NAME = ("AFFILIATED_WITH", "RUNS_FOR")
# A capital after "the" begins a name, which stands for itself.
_COMMON_NOUN = re.compile(r"\b[Tt]he ([a-z][\w-]*(?: [a-z][\w-]*)?)")
_PREPOSITION_WITH_PRONOUN = re.compile(
    r"(?<!\w)[وف]?(?:(?:ل|إلى|إلي|الي|علي|ب|في|من|مع|عن|ضد|لصالح|لفائدت|نحو|لدي|إن|أن|ان|لأن|كان)(?:ه|ها|هم|هما|هن)(?!\w)"
    r"|(?:هو|هي|هم)(?!\w)"
    # "... against me": a preposition that nothing follows.
    r"|(?:علي|لي|بي|عني|مني|معي|ضدي)(?=[ّ]?\s*(?:[.,،»\"”]|\Z)))"
)
# The letter of "his" is not that of the feminine ending.
_WITH_PRONOUN = re.compile(r"(?<!\w)(\w{3,}?)(?:ه|ها|هم|هما|هن)(?!\w)")


@cache
def cue_data() -> dict[str, Any]:
    """Return ``cues.yaml``."""
    import yaml

    loaded: dict[str, Any] = yaml.safe_load(files("techpol.loaders.model").joinpath("cues.yaml").read_text("utf-8"))
    return loaded


@cache
def relation_pattern(relation: str) -> re.Pattern[str]:
    """Return what finds a relation's words: English from a word's beginning, Arabic anywhere in a word."""
    words = cue_data()["relations"][relation]
    english = [re.escape(fold(word)).replace("_", r"\s+") for word in words["en"]]
    arabic = [re.escape(fold(word)).replace("_", r"\s+") for word in words["ar"]]
    # "'s" follows a letter.
    possessive = r"(?<=[a-z])'s(?=\s)|" if "'s" in words["en"] else ""
    return re.compile(rf"{possessive}(?<![a-z])(?:{'|'.join(english)})|{'|'.join(arabic)}")


def is_told_by_ending(quote: str, relation: str) -> bool:
    """Say whether an Arabic quote may speak of an object by an ending: "criticised her", "gave to him"."""
    if _PREPOSITION_WITH_PRONOUN.search(quote) is not None:
        return True
    return any(
        relation_pattern(relation).search(fold(word.group(1))) is not None for word in _WITH_PRONOUN.finditer(quote)
    )


def _without_titles(name: str) -> str:
    """Return a name folded, without what it may have before it that tells an office or a party: "Democratic Rep."."""
    words = fold(name).split()
    while len(words) > 1 and (words[0].strip(".") in HONORIFICS or words[0] in cue_data()["party_words"]):
        words = words[1:]
    return " ".join(words)


def states_relation(quote: str, relation: str, ends: tuple[str, ...] = ()) -> bool:
    """Say whether a quote holds a word that can state the relation, the names of its ends left out."""
    folded = fold(quote)
    # A party and a race are told by their names: "the Democrat Bo Park", "dropped her White House bid".
    hidden = ends[:1] if relation in _TOLD_BY_NAME else ends
    for name in sorted(map(_without_titles, hidden), key=len, reverse=True):
        if name != "":
            folded = (
                re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", " § ", folded)
                if name.isascii()
                else folded.replace(name, " § ")
            )
    none = cue_data()["denials_are_none"]
    if relation in none["relations"] and re.search(_alternatives(none["denials"]), folded) is not None:
        folded = re.sub(_alternatives(none["saying"]), " ", folded)
    elif relation in _TOLD_IN_SPEECH and _SPEECH.search(folded) is not None:
        return True
    return relation_pattern(relation).search(folded) is not None


def has_relation_word(words: str, relation: str) -> bool:
    """Say whether some words of a quote hold one that can state the relation."""
    return relation_pattern(relation).search(fold(words)) is not None


def is_no_person(name: str) -> bool:
    """Say whether a name cannot be one person's: it has a word for a body or for many, a number, or no capital."""
    words = fold(name).split()
    listed = {word for language in cue_data()["no_person"].values() for word in language}
    many = len(words) == 1 and words[0].startswith("ال") and words[0].endswith(("ون", "ين")) and len(words[0]) > 6
    many = many or name[:1].isdigit()
    return many or any(word in listed for word in words) or (name.isascii() and name == name.lower())


def holds_stand_in(quote: str, which: str = "subject", kind: str = "") -> bool:
    """Say whether an English quote holds a word that can stand for somebody named before it: "she", "the company".

    ``which`` is subject or object: "other donors" leaves out whom they gave to, not who gave. ``kind`` is person or
    thing where that is known: "she" stands for no company, "the company" for no person.
    """
    data = cue_data()
    kinds = ("any", kind) if kind != "" else ("any", "person", "thing")
    listed = [word for name in kinds for word in data["stand_ins"][name]]
    listed += data["object_stand_ins"] if which == "object" else ()
    if re.search(rf"(?<![\w'])(?:{'|'.join(map(re.escape, listed))})(?!\w)", quote.lower()) is not None:
        return True
    return any(_may_be(match.group(1), kind) for match in _COMMON_NOUN.finditer(quote))


def holds_noun(quote: str, kind: str = "") -> bool:
    """Say whether an Arabic quote holds "the" with a noun of a body ("the committee"), which stands for no person."""
    bodies = "|".join(re.escape(word) for word in cue_data()["no_person"]["ar"])
    return kind != "person" and re.search(rf"(?<!\w)[وف]?[بك]?(?:ال|لل?)(?:{bodies})(?!\w)", fold(quote)) is not None


def _may_be(words: str, kind: str) -> bool:
    """Say whether "the ..." may be of a kind, by its first noun that tells."""
    data = cue_data()
    for word in words.split():
        if word in data["no_person"]["en"]:
            return kind != "person"
        if word in data["person_nouns"]:
            return kind != "thing"
    return True


def _alternatives(listed: dict[str, list[str]]) -> str:
    """Return the words of a list, by language, as they are looked for: whole, folded."""
    english, arabic = (
        "|".join(re.escape(fold(word)).replace("_", r"\s+") for word in listed[language]) for language in ("en", "ar")
    )
    return rf"(?<![\w'])(?:{english}|[وف]?(?:{arabic}))(?![\w'])"
