"""Articles of one sentence about a gift, and the edges that some articles make."""

from __future__ import annotations

from collections.abc import Iterable

from ledger_samples import Article

from techpol.graph.ledger import Ledger
from techpol.schema.model import Edge, Reading

ASK = "Ada Quill"
FUND = "Marsh Victory Fund"


def gift(
    key: str, sentence: str, *, publisher: str | None = None, published: str | None = "2023-08-02", **said: object
) -> Article:
    """An article of one sentence that Ada Quill gave something to the Marsh Victory Fund."""
    article = Article(key, sentence, publisher or f"Paper {key}", published)
    article.claim(
        article.name("Person", ASK),
        "DONATED_TO",
        article.name("Committee", FUND),
        sentence,
        **said,  # type: ignore[arg-type]
    )
    return article


def told(*articles: Article | Reading) -> list[Edge]:
    """Return the edges that some articles make, in order of date and amount."""
    with Ledger.in_memory() as ledger:
        for article in articles:
            ledger.put(article if isinstance(article, Reading) else article.reading())
        ledger.build()
        edges = list(ledger.iter_edges())
    return sorted(edges, key=lambda edge: (str(edge.qualifiers.start), str(edge.qualifiers.amount), edge.ordinal))


def supports(edges: Iterable[Edge]) -> list[int]:
    return [edge.support for edge in edges]


WORDS = "{} Ada Quill gave $100,000 to the Marsh Victory Fund."
