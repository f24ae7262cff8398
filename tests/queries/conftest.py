"""The graph of the example articles, as a person reads them (examples_graph.yaml)."""

from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from techpol.graph.memory import MemoryGraph
from techpol.schema.model import Claim, Edge, Entity, Modality, Name, Qualifiers, Source, Span, content_hash
from techpol.schema.values import Money, PartialDate

HERE = Path(__file__).parent
ARTICLES = HERE.parent.parent / "examples" / "articles"


def _quotes(data: dict) -> dict[str, list[str]]:
    """Every quote by its article; a source's text here is its quotes, one a line."""
    found: dict[str, list[str]] = {}
    for row in [*data["edges"], *(total["edge"] for total in data["totals"])]:
        for name, words in [(row[3], row[4]), *row[5].get("sources", {}).items()]:
            if words not in found.setdefault(name, []):
                found[name].append(words)
    return found


def _source(name: str, quotes: list[str]) -> Source:
    text = "\n".join(quotes)
    arabic = any("\u0600" < character < "\u06ff" for character in text)
    return Source(
        key=name, kind="article", sha256=content_hash(text, length=64), title=name.rsplit(".", 1)[0],
        publisher="صحيفة الميناء" if arabic else "The Harbor Ledger", url=f"https://news.example.org/{name}",
        published=PartialDate.clean(name[:7]), language="ar" if arabic else "en", text=text,
    )  # fmt: skip


def build_examples() -> MemoryGraph:
    data = yaml.safe_load((HERE / "examples_graph.yaml").read_text("utf-8"))
    ids = {name: f"e-{content_hash(name)}" for name in data["entities"]}
    entities = [
        Entity(ids[name], spec["type"], name, (Name(name, "en"), *([Name(spec["ar"], "ar")] if "ar" in spec else [])))
        for name, spec in data["entities"].items()
    ]
    sources = {name: _source(name, quotes) for name, quotes in _quotes(data).items()}
    claims: list[Claim] = []
    edges: list[Edge] = []

    def add(row: list, total_of: tuple[str, ...] = ()) -> list[Edge]:
        subject, relation, object_, article, quote, extra = row
        qualifiers = Qualifiers(
            amount=Money(Decimal(extra["amount"]), "USD") if "amount" in extra else None,
            amount_bound=extra.get("bound", "exact"), amount_scope=extra.get("scope", "single"),
            asset=extra.get("asset"), role=extra.get("role"), place=extra.get("place"),
            start=PartialDate.clean(str(extra["start"])) if "start" in extra else None, past=extra.get("past", False),
        )  # fmt: skip
        made = []
        for name, words in [(article, quote), *extra.get("sources", {}).items()]:
            source = sources[name]
            start = (source.text or "").index(words)
            made.append(
                Claim(
                    source.id, source.sha256, subject, relation, object_,
                    (Span(source.id, start, start + len(words), words),),
                    Modality(extra.get("modality", "asserted")), extra.get("by"), qualifiers,
                )
            )  # fmt: skip
        claims.extend(made)
        new = [
            Edge(
                f"g-{content_hash(subject, relation, object_, article, quote, ordinal)}", ids[subject], relation,
                ids[object_], made[0].modality, qualifiers, tuple(claim.id for claim in made), extra.get("by"),
                support=len(made),
                confidence=extra.get("confidence", 1.0), ordinal=ordinal, total_of=total_of,
            )
            for ordinal in range(1, extra.get("count", 1) + 1)
        ]  # fmt: skip
        edges.extend(new)
        return new

    for row in data["edges"]:
        add(row)
    for total in data["totals"]:
        parts = total["of"]
        names = (ids[parts[0]], parts[1], ids[parts[2]])
        add(total["edge"], tuple(edge.id for edge in edges if (edge.subject, edge.relation, edge.object) == names))
    return MemoryGraph(entities, edges, claims, sources.values())


@pytest.fixture(scope="session")
def examples() -> MemoryGraph:
    return build_examples()
