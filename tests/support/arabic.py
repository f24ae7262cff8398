"""What the Arabic reader makes of a text."""

from __future__ import annotations

from functools import cache

from techpol.loaders.articles.arabic.reader import ArabicReader
from techpol.loaders.articles.document import ReaderResult
from techpol.schema.model import Claim, Modality, PartialDate, Source
from techpol.schema.text import fold

Told = tuple[str, str, str, str]


@cache
def get_reader() -> ArabicReader:
    return ArabicReader()


def source_of(text: str, published: str | None = None) -> Source:
    """Return an article of a day (or of none)."""
    return Source(
        key="x", kind="article", sha256="0" * 64, language="ar", text=text, published=PartialDate.clean(published)
    )


def get_result(text: str, published: str | None = None, trace: bool = False) -> ReaderResult:
    """Return all that is read in an article: claims, referents and, with ``trace``, the steps that led to them."""
    return get_reader().read(source_of(text, published), trace)


def read(text: str, published: str | None = None) -> list[Claim]:
    """Return the claims of an article of a day (or of none)."""
    return list(get_result(text, published).claims)


def told(text: str, reader: ArabicReader | None = None) -> list[Told]:
    """Return (subject, relation, object, modality) of every claim, with names as the reader gives them.

    ``reader`` has a grammar of its own; None stands for the usual one.
    """
    result = (reader or get_reader()).read(source_of(text))
    names = {referent.key: referent.name for referent in result.referents}
    return [(names[c.subject], c.relation, names[c.object], str(c.modality)) for c in result.claims]


def folded(text: str, reader: ArabicReader | None = None) -> set[Told]:
    """Return what ``told`` does, names folded."""
    return {(fold(subject), relation, fold(target), how) for subject, relation, target, how in told(text, reader)}


def triples(text: str, *but: Modality) -> set[tuple[str, str, str]]:
    """Return (subject, relation, object) of every claim that is of no modality in ``but``, names folded."""
    return {item[:3] for item in folded(text) if item[3] not in but}


def asserted(text: str) -> set[tuple[str, str, str]]:
    """Return the triples that are stated as facts."""
    return triples(text, *(modality for modality in Modality if modality is not Modality.ASSERTED))


def not_denied(text: str) -> set[tuple[str, str, str]]:
    """Return the triples that are stated as facts, planned or alleged."""
    return triples(text, Modality.DENIED)
