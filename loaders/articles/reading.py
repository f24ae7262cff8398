"""From an article's text to its reading: language, reader, gate. The same path for every command and benchmark."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cache

from techpol.loaders.articles.document import Reader, ReaderResult
from techpol.loaders.articles.learned.belief import weigh
from techpol.loaders.gate import pass_gate, refusal_reason
from techpol.schema.model import Reading, Referent, Refusal, Source
from techpol.schema.ontology import load_ontology

# Below this share of letters in one script a text is of no language that we read.
_DOMINANT_SHARE = 0.5


def detect_language(text: str) -> str:
    """Return ``ar``, ``en`` or ``und``: the script that most letters of the text are in."""
    scripts = Counter(
        "ar" if "\u0600" <= character <= "\u06ff" else "en" if character.isascii() else "other"
        for character in text
        if character.isalpha()
    )
    if sum(scripts.values()) == 0:
        return "und"
    language, count = scripts.most_common(1)[0]
    return language if language != "other" and count >= _DOMINANT_SHARE * sum(scripts.values()) else "und"


@cache
def get_reader(language: str) -> Reader | None:
    """Return the grammar's reader for a language, None where there is none. Loads its models once."""
    if language == "en":
        from techpol.loaders.articles.english.reader import EnglishReader

        return EnglishReader()
    if language == "ar":
        from techpol.loaders.articles.arabic.reader import ArabicReader

        return ArabicReader()
    return None


def read_source(source: Source, trace: bool = False, reader: Reader | None = None) -> tuple[Reading, ReaderResult]:
    """Read an article. Returns what may stand (after the gate), and all that the reader saw.

    ``reader`` reads in place of the grammar's reader for the article's language.
    """
    reader = reader if reader is not None else get_reader(source.language)
    if reader is None:
        return Reading(source, ()), ReaderResult((), ())
    result = reader.read(source, trace)
    referents = {referent.key: referent for referent in result.referents}
    claims, refused = pass_gate(result.claims, source, referents, load_ontology())
    refusals = [_held_if_it_may_stand(item, source, referents) for item in result.refusals]
    claims, doubtful = weigh(claims, source, referents)
    return Reading(source, (*result.referents, *claims, *refusals, *refused, *doubtful)), result


def _held_if_it_may_stand(refusal: Refusal, source: Source, referents: dict[str, Referent]) -> Refusal:
    """Return a refusal without the claim that it holds back, where that could not stand anyway."""
    if refusal.held is None or refusal_reason(refusal.held, source, referents, load_ontology()) is None:
        return refusal
    return replace(refusal, held=None)
