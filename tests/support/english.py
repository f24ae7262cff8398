"""What the English reader makes of a sentence, without the tests' user grammar."""

from __future__ import annotations

from functools import cache

from techpol.loaders.articles.english.reader import EnglishReader
from techpol.schema.model import Claim, Modality, PartialDate, Source


@cache
def _reader() -> EnglishReader:
    return EnglishReader(grammar_dirs=())


def read(text: str, published: str | None = None) -> list[Claim]:
    """Return the claims of an article of a day (or of none)."""
    source = Source(
        key="k", kind="article", sha256="0" * 64, language="en", text=text,
        published=None if published is None else PartialDate.clean(published),
    )  # fmt: skip
    return list(_reader().read(source).claims)


def triples(text: str, *but: Modality) -> set[str]:
    """Return "subject RELATION object" of every claim that is of no modality in ``but``, names folded."""
    return {
        f"{claim.subject.split(':')[1]} {claim.relation} {claim.object.split(':')[1]}"
        for claim in read(text)
        if claim.modality not in but
    }
