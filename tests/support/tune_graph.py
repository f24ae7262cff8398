"""The graph of the annotated ``tune`` passages, as their annotators read them; they are not in the project."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

from techpol.graph.memory import MemoryGraph
from techpol.schema.model import Claim, Edge, Entity, Modality, Name, Qualifiers, Source, Span, content_hash
from techpol.schema.ontology import load_ontology
from techpol.schema.values import Money

TUNE = Path(__file__).parents[3] / "shared" / "articles" / "tune"


def _modality(relation: dict) -> Modality:
    if relation.get("negated"):
        return Modality.DENIED
    return Modality.ALLEGED if relation.get("hedged") else Modality.ASSERTED


def build_tune() -> MemoryGraph:
    ontology = load_ontology()
    names: dict[str, dict[str, str]] = {}
    types: dict[str, str] = {}
    passages = [json.loads(path.read_text("utf-8")) for path in sorted(TUNE.glob("*.json"))]
    for passage in passages:
        for item in passage["entities"]:
            if item["type"] in ontology.types:
                types.setdefault(item["name_en"], item["type"])
                said = names.setdefault(item["name_en"], {item["name_en"]: "en"})
                said.update(dict.fromkeys(item["names_in_text"], passage["lang"]))
    ids = {name: f"e-{content_hash(name)}" for name in types}
    entities = [
        Entity(ids[name], types[name], name, tuple(Name(text, language) for text, language in said.items()))
        for name, said in names.items()
    ]
    sources, claims, edges = [], [], []
    for passage in passages:
        text = passage["text"]
        source = Source(
            key=passage["id"], kind="article", sha256=content_hash(text, length=64), title=passage["id"],
            publisher="tune", language=passage["lang"], text=text,
        )  # fmt: skip
        sources.append(source)
        for number, relation in enumerate(passage["relations"]):
            subject, name, object_ = relation["subject"], relation["type"], relation["object"]
            if name not in ontology.relations or subject not in ids or object_ not in ids:
                continue
            start = max(0, text.find(relation.get("evidence", "")))
            words = relation.get("evidence") or text[:100]
            amount = relation.get("amount")
            said = Qualifiers(amount=Money(Decimal(str(amount)), None) if amount is not None else None)
            claim = Claim(
                source.id, source.sha256, subject, name, object_,
                (Span(source.id, start, start + len(words), words),), _modality(relation), None, said,
            )  # fmt: skip
            claims.append(claim)
            edges.append(
                Edge(
                    f"g-{content_hash(passage['id'], number)}", ids[subject], name, ids[object_], claim.modality,
                    said, (claim.id,),
                )
            )  # fmt: skip
    return MemoryGraph(entities, edges, claims, sources)
