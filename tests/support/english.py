"""What the English reader makes of a sentence, without the tests' user grammar."""

from __future__ import annotations

from functools import cache

from techpol.loaders.articles.document import ReaderResult
from techpol.loaders.articles.english.reader import EnglishReader
from techpol.schema.model import Claim, Modality, PartialDate, Source


@cache
def get_reader() -> EnglishReader:
    return EnglishReader(grammar_dirs=())


def source_of(text: str, published: str | None = None) -> Source:
    """Return an article of a day (or of none)."""
    return Source(
        key="k", kind="article", sha256="0" * 64, language="en", text=text, published=PartialDate.clean(published)
    )


def get_result(text: str, published: str | None = None, trace: bool = False) -> ReaderResult:
    """Return all that is read in an article: claims, referents and, with ``trace``, the steps that led to them."""
    return get_reader().read(source_of(text, published), trace)


def read(text: str, published: str | None = None) -> list[Claim]:
    """Return the claims of an article of a day (or of none)."""
    return list(get_result(text, published).claims)


def triples(text: str, *but: Modality) -> set[str]:
    """Return "subject RELATION object" of every claim that is of no modality in ``but``, names folded."""
    return {
        f"{claim.subject.split(':')[1]} {claim.relation} {claim.object.split(':')[1]}"
        for claim in read(text)
        if claim.modality not in but
    }


def asserted(text: str) -> set[str]:
    """Return the triples that are stated as facts."""
    return triples(text, *(modality for modality in Modality if modality is not Modality.ASSERTED))


def not_denied(text: str) -> set[str]:
    """Return the triples that are stated as facts, planned or alleged."""
    return triples(text, Modality.DENIED)


def without_stops(claims: set[str]) -> set[str]:
    """Return triples without the stop at their end, as of "Norvex Corp."."""
    return {claim.removesuffix(".") for claim in claims}
