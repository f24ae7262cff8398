"""Readings written by hand, as a loader would give them: short articles of our own about invented facts."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Any

from techpol.schema.model import (
    Claim,
    Identifier,
    Mention,
    Modality,
    Name,
    Qualifiers,
    Reading,
    Record,
    Referent,
    Source,
    Span,
)
from techpol.schema.text import fold
from techpol.schema.values import Money, PartialDate


def money(amount: int | str, currency: str = "USD") -> Money:
    found = Money.clean(str(amount), currency)
    assert found is not None
    return found


def said(**values: Any) -> Qualifiers:
    """Return qualifiers; ``amount`` may be a number, dates text."""
    if isinstance(values.get("amount"), int | str):
        values["amount"] = money(values["amount"])
    for name in ("start", "end"):
        if name in values:
            values[name] = PartialDate.clean(values[name])
            assert values[name] is not None
    return Qualifiers(**values)


@dataclass
class Article:
    """An article in the making: its text, and what it says, by quotes of the text."""

    key: str
    text: str
    publisher: str | None = "The Daily Pebble"
    published: str | None = "2023-08-02"
    language: str = "en"
    version: str | None = None
    referents: dict[str, Referent] = field(default_factory=dict)
    claims: list[Claim] = field(default_factory=list)

    @property
    def source(self) -> Source:
        digest = self.version or hashlib.sha256(self.text.encode()).hexdigest()
        return Source(
            key=self.key, kind="article", sha256=digest, title=self.text.split(".")[0][:60], publisher=self.publisher,
            url=self.key if self.key.startswith("http") else None, published=PartialDate.clean(self.published),
            language=self.language, text=self.text,
        )  # fmt: skip

    def name(
        self,
        type_name: str,
        name: str,
        *,
        key: str | None = None,
        identifiers: dict[str, str] | None = None,
        **properties: str,
    ) -> str:
        """Name a referent wherever the text does; return its key."""
        key = key or f"{type_name}:{fold(name)}"
        mentions = []
        start = self.text.find(name)
        while start >= 0:
            mentions.append(Mention(start, start + len(name), name))
            start = self.text.find(name, start + 1)
        assert len(mentions) > 0, f"{name!r} is not in the text"
        self.referents[key] = Referent(
            self.source.id, key, type_name, name, names=(Name(name, self.language),), mentions=tuple(mentions),
            identifiers=tuple(Identifier(*pair) for pair in sorted((identifiers or {}).items())),
            properties=tuple(sorted(properties.items())),
        )  # fmt: skip
        return key

    def claim(
        self,
        subject: str,
        relation: str,
        target: str,
        quote: str,
        *,
        modality: Modality = Modality.ASSERTED,
        attribution: str | None = None,
        confidence: float = 0.9,
        **qualifiers: Any,
    ) -> Claim:
        """Claim something in the words of a quote."""
        start = self.text.index(quote)
        span = Span(self.source.id, start, start + len(quote), quote)

        def mention(key: str) -> tuple[int, int]:
            within = [m for m in self.referents[key].mentions if span.start <= m.start and m.end <= span.end]
            first = within[0] if within else self.referents[key].mentions[0]
            return first.start, first.end

        made = Claim(
            source=self.source.id, version=self.source.sha256, subject=subject, relation=relation, object=target,
            evidence=(span,), modality=modality, attribution=attribution, qualifiers=said(**qualifiers),
            subject_span=mention(subject), object_span=mention(target), extractor="by-hand", extractor_version="1",
            rule="sample", confidence=confidence,
        )  # fmt: skip
        self.claims.append(made)
        return made

    def reading(self) -> Reading:
        return Reading(self.source, [*self.referents.values(), *self.claims])


def transfers() -> Article:
    """Two transfers, their total to the campaign, the committee's tie to it, and who leads the company."""
    article = Article(
        "https://pebble.example/transfers",
        "Ada Quill, who leads Lumen Labs, gave $200,000 to the Marsh campaign in June. Filings list two transfers of "
        "$100,000 each from Ada Quill to the Marsh Victory Fund on June 14. The Marsh Victory Fund raises money for "
        "the Marsh campaign.",
    )
    quill = article.name("Person", "Ada Quill")
    lumen = article.name("Company", "Lumen Labs")
    fund = article.name("Committee", "Marsh Victory Fund")
    campaign = article.name("Campaign", "Marsh campaign", year="2024")
    article.claim(quill, "LEADS", lumen, "Ada Quill, who leads Lumen Labs")
    article.claim(
        quill, "DONATED_TO", campaign,
        "Ada Quill, who leads Lumen Labs, gave $200,000 to the Marsh campaign in June.",
        amount=200000, start="2023-06",
    )  # fmt: skip
    article.claim(
        quill, "DONATED_TO", fund,
        "Filings list two transfers of $100,000 each from Ada Quill to the Marsh Victory Fund on June 14.",
        amount=100000, count=2, start="2023-06-14",
    )  # fmt: skip
    article.claim(fund, "CONNECTED_TO", campaign, "The Marsh Victory Fund raises money for the Marsh campaign.")
    return article


def second_paper() -> Article:
    """Another paper on one of the transfers, asking for itself."""
    article = Article(
        "https://harbour.example/quill",
        "Lumen Labs chief Ada Quill sent $100,000 to the Marsh Victory Fund in June, records say. Ada Quill is no "
        "friend of Rowan Pike. Rowan Pike leads Basalt Works.",
        publisher="Harbour Post", published="2023-08-05",
    )  # fmt: skip
    quill = article.name("Person", "Ada Quill")
    fund = article.name("Committee", "Marsh Victory Fund")
    pike = article.name("Person", "Rowan Pike")
    basalt = article.name("Company", "Basalt Works")
    article.name("Company", "Lumen Labs")
    article.claim(
        quill, "DONATED_TO", fund, "Lumen Labs chief Ada Quill sent $100,000 to the Marsh Victory Fund in June",
        amount=100000, start="2023-06",
    )  # fmt: skip
    article.claim(pike, "LEADS", basalt, "Rowan Pike leads Basalt Works.")
    return article


def denial() -> Article:
    """A gift that one paper alleges and the giver denies."""
    article = Article(
        "https://pebble.example/denial",
        "Rowan Pike plans to give $45 million to Orchard PAC, people close to him said. Rowan Pike said that he "
        "gives nothing to Orchard PAC. Orchard PAC backs Senator Lee Marsh.",
        published="2023-09-01",
    )  # fmt: skip
    pike = article.name("Person", "Rowan Pike")
    pac = article.name("Committee", "Orchard PAC")
    marsh = article.name("Person", "Lee Marsh")
    article.claim(
        pike, "DONATED_TO", pac, "Rowan Pike plans to give $45 million to Orchard PAC, people close to him said.",
        modality=Modality.ALLEGED, attribution="people close to him", amount=45_000_000,
    )  # fmt: skip
    article.claim(
        pike, "DONATED_TO", pac, "Rowan Pike said that he gives nothing to Orchard PAC.", modality=Modality.DENIED,
        attribution="Rowan Pike",
    )  # fmt: skip
    article.claim(pac, "SUPPORTED", marsh, "Orchard PAC backs Senator Lee Marsh.")
    return article


def arabic() -> Article:
    """An Arabic article about a meeting."""
    article = Article(
        "https://mirsad.example/liqa", "التقت آدا كويل السناتور لي مارش في المدينة يوم الاثنين.", publisher="المرصد",
        published="2023-09-05", language="ar",
    )  # fmt: skip
    quill = article.name("Person", "آدا كويل")
    marsh = article.name("Person", "لي مارش")
    article.claim(quill, "MET_WITH", marsh, article.text, start="2023-09-04")
    return article


def samples() -> list[Article]:
    return [transfers(), second_paper(), denial(), arabic()]


def record_set(rows: list[tuple[str, str, str, str, int, str]], key: str = "filings-2023") -> Reading:
    """Return a record set of gifts: (row key, donor, type of the recipient, recipient, amount, day)."""
    digest = hashlib.sha256(repr(rows).encode()).hexdigest()
    source = Source(key=key, kind="table", sha256=digest, publisher="Filing Office", language="en")
    referents: dict[str, Referent] = {}
    claims: list[Claim] = []
    for row_key, donor, type_name, recipient, amount, day in rows:
        for kind, name in (("Person", donor), (type_name, recipient)):
            end = f"{kind}:{fold(name)}"
            referents[end] = Referent(source.id, end, kind, name, names=(Name(name, "en"),))
        cells = (("id", row_key), ("donor", donor), ("recipient", recipient), ("amount", str(amount)), ("date", day))
        claims.append(
            Claim(
                source=source.id, version=digest, subject=f"Person:{fold(donor)}", relation="DONATED_TO",
                object=f"{type_name}:{fold(recipient)}", evidence=(Record(source.id, row_key, cells),),
                qualifiers=said(amount=amount, start=day), extractor="table", extractor_version="1",
            )
        )  # fmt: skip
    return Reading(source, [*referents.values(), *claims])
