"""Same event or not: pairs of claims that were labelled by hand, and what the build makes of them."""

from __future__ import annotations

import hashlib
import json
import re
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import yaml
from ledger_samples import said

from techpol.graph.ledger import Ledger
from techpol.schema.model import Claim, Modality, Reading, Referent, Source, Span
from techpol.schema.ontology import load_ontology
from techpol.schema.values import PartialDate

PAIRS = yaml.load((Path(__file__).parent / "event_pairs.yaml").read_text("utf-8"), yaml.BaseLoader)
TUNE = Path(__file__).parents[3] / "shared" / "articles" / "tune"
DATE = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")


def qualifiers(told: dict[str, Any]) -> dict[str, Any]:
    values = {name: value for name, value in told.items() if name != "modality"}
    for name in ("amount", "count"):
        if name in values:
            values[name] = int(values[name])
    return values


def claim(source: Source, group: dict[str, Any], quote: str, told: dict[str, Any]) -> Claim:
    text = source.text or ""
    start = text.index(quote)
    keys = [f"{number}:{type_name}" for number, type_name in enumerate(group["ends"])]
    return Claim(
        source=source.id, version=source.sha256, subject=keys[0], relation=group["relation"], object=keys[1],
        evidence=(Span(source.id, start, start + len(quote), quote),),
        modality=Modality(told.get("modality", "asserted")), qualifiers=said(**qualifiers(told)), extractor="by-hand",
    )  # fmt: skip


def source_of(key: str, publisher: str, published: str | None, text: str) -> Source:
    digest = hashlib.sha256(f"{key}{text}".encode()).hexdigest()
    return Source(
        key=key, kind="article", sha256=digest, publisher=publisher, published=PartialDate.clean(published), text=text
    )


def written(group: dict[str, Any]) -> list[tuple[str, Source, Claim]]:
    """The tellings of a group of ours: those of one publisher and day stand in one article."""
    articles: dict[tuple[str, str], list[str]] = {}
    for _, publisher, published, quote, _ in group["tellings"]:
        articles.setdefault((publisher, published), []).append(quote)
    sources = {key: source_of(f"{key}", key[0], key[1], " ".join(quotes)) for key, quotes in articles.items()}
    return [
        (label, sources[publisher, published], claim(sources[publisher, published], group, quote, told))
        for label, publisher, published, quote, told in group["tellings"]
    ]


def annotated(group: dict[str, Any]) -> list[tuple[str, Source, Claim]]:
    """The tellings of a group of passages, as they are annotated."""
    found = []
    for label, passage, number, *rest in group["tellings"]:
        data = json.loads((TUNE / f"{passage}.json").read_text("utf-8"))
        relation = data["relations"][int(number)]
        day = DATE.search(data["source"])
        source = source_of(passage, data["source"].split(",")[0], None if day is None else day.group(), data["text"])
        told = {name: relation[name] for name in ("amount", "count") if relation.get(name) is not None}
        if relation.get("past"):
            told["past"] = True
        start, _, end = str(relation.get("date") or "").partition("/")
        told |= {"start": start} if start != "" else {}
        told |= {"end": end} if end != "" else {}
        if "amount" in told:
            from ledger_samples import money

            told = {name: value for name, value in told.items() if name != "amount"} | (rest[0] if rest else {})
            made = claim(source, group, relation["evidence"], told)
            amount = money(relation["amount"], relation.get("currency") or "USD")
            bound = told.get("amount_bound", "exact")
            made = _with(made, amount=amount, amount_bound=bound)
        else:
            made = claim(source, group, relation["evidence"], told | (rest[0] if rest else {}))
        found.append((label, source, made))
    return found


def _with(made: Claim, **values: Any) -> Claim:
    from dataclasses import replace

    return replace(made, qualifiers=replace(made.qualifiers, **values))


def judged(group: dict[str, Any], tellings: list[tuple[str, Source, Claim]]) -> list[tuple[bool, bool, str]]:
    """Return, for each pair of tellings, whether it is one event, whether the build says so, and which pair it is."""
    with Ledger.in_memory() as ledger:
        sources = {source.id: source for _, source, _ in tellings}
        for source in sources.values():
            ends = [
                Referent(source.id, f"{number}:{type_name}", type_name, name)
                for number, (type_name, name) in enumerate(
                    zip(group["ends"], ("Ada Quill", "Lumen Marsh"), strict=True)
                )
            ]
            claims = [item for _, _, item in tellings if item.source == source.id]
            ledger.put(Reading(source, [*ends, *claims]))
        _say_same(ledger)
        ledger.build()
        edges = ledger.edges_of_claims([item.id for _, _, item in tellings])
    outcome = []
    for (label, _, one), (other_label, _, other) in combinations(tellings, 2):
        together = not set(edges[one.id]).isdisjoint(edges[other.id])
        quotes = " | ".join(item.evidence[0].quote[:60] for item in (one, other))
        outcome.append((label == other_label, together, f"{group['relation']} {label}/{other_label}: {quotes}"))
    return outcome


def _say_same(ledger: Ledger) -> None:
    """Who the ends are is not what is asked here."""
    from techpol.schema.model import Judgement, Verdict

    for name in ("Ada Quill", "Lumen Marsh"):
        found = [
            row[0] for row in ledger.connection.execute("SELECT id FROM referent WHERE name = ? ORDER BY id", (name,))
        ]
        ledger.judge(Judgement(found[0], other, Verdict.SAME, "person:test") for other in found[1:])


def measure(outcome: list[tuple[bool, bool, str]]) -> tuple[float, float, list[str]]:
    right = sum(same and together for same, together, _ in outcome)
    said_same = sum(together for _, together, _ in outcome)
    are_same = sum(same for same, _, _ in outcome)
    wrong = [f"{'missed' if same else 'merged'}: {what}" for same, together, what in outcome if same != together]
    return right / said_same, right / are_same, wrong


def test_relations_and_ends_are_in_the_ontology():
    ontology = load_ontology()
    for group in (*PAIRS["groups"], *PAIRS["passages"]):
        assert ontology.allows(group["relation"], *group["ends"]), group


def test_our_own_pairs_are_told_apart():
    outcome = [pair for group in PAIRS["groups"] for pair in judged(group, written(group))]
    precision, recall, wrong = measure(outcome)

    assert len(outcome) > 100
    assert precision == 1.0, wrong
    assert recall >= 0.9, wrong


def test_all_pairs_are_told_apart():
    if not TUNE.is_dir():
        pytest.skip("the annotated passages (../shared/articles/tune) are not here")
    outcome = [pair for group in PAIRS["groups"] for pair in judged(group, written(group))]
    outcome += [pair for group in PAIRS["passages"] for pair in judged(group, annotated(group))]
    precision, recall, wrong = measure(outcome)
    print(f"{len(outcome)} pairs: precision {precision:.3f}, recall {recall:.3f}", *wrong, sep="\n")

    assert len(outcome) >= 200
    assert precision >= 0.98, wrong
    assert recall >= 0.9, wrong
