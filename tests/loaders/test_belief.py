"""How far a grammar's claim is believed: what is looked at, and what becomes of a claim that is not believed."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
from pathlib import Path

import pytest

from techpol.loaders.articles.learned import belief
from techpol.loaders.articles.reading import read_source
from techpol.schema.model import Claim, Referent, Refusal, Source

TEXT = (
    "Orla Venn, the chief executive of Harbour Robotics, met Senator Paul Tiller on Monday.\n"
    "Ms. Venn endorsed Mr. Tiller at a rally in Ohio."
)


def article(text: str = TEXT, language: str = "en") -> Source:
    return Source(key="a", kind="article", sha256="0" * 64, language=language, text=text)


def reading(source: Source) -> tuple[dict[str, Referent], list[Claim], list[Refusal]]:
    statements = list(read_source(source)[0].statements)
    return (
        {item.key: item for item in statements if isinstance(item, Referent)},
        [item for item in statements if isinstance(item, Claim)],
        [item for item in statements if isinstance(item, Refusal) and item.reason == "doubtful"],
    )


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_model_is_shipped_for_each_language(language: str) -> None:
    model = belief.load_belief(language)
    assert model is not None
    assert 0.3 <= model.floor <= 0.9
    assert len(model.weights) > 300


def test_a_claim_carries_how_far_it_is_believed() -> None:
    _, claims, _ = reading(article())
    assert {claim.relation for claim in claims} >= {"LEADS", "ENDORSED"}
    model = belief.load_belief("en")
    assert model is not None
    assert all(model.floor <= claim.confidence <= 1 for claim in claims)
    assert len({claim.confidence for claim in claims}) > 1


def test_clues_are_the_same_for_the_same_claim_and_name_its_rule() -> None:
    source = article()
    referents, claims, _ = reading(source)
    page = belief.Page.of(source.text or "", referents.values())
    for claim in claims:
        clues = belief.clues_of(claim, referents, page)
        assert clues == belief.clues_of(claim, referents, page)
        assert f"rule:{claim.rule}" in clues
        assert len(clues) == len(set(clues))


def test_what_is_not_believed_is_held_back_with_its_claim(monkeypatch: pytest.MonkeyPatch) -> None:
    _, before, _ = reading(article())
    doubter = belief.BeliefModel(bias=0.0, weights={"rel:ENDORSED": -4.0, "rel:LEADS": 4.0}, floor=0.5)
    monkeypatch.setattr(belief, "load_belief", lambda language: doubter)
    _, claims, doubtful = reading(article())
    assert "ENDORSED" in {claim.relation for claim in before}
    assert "ENDORSED" not in {claim.relation for claim in claims}
    assert [item.held.relation for item in doubtful if item.held is not None] == ["ENDORSED"]
    assert "Orla Venn ENDORSED" in doubtful[0].detail
    assert "less than 50%" in doubtful[0].detail


def test_claims_of_other_readers_and_languages_stay_as_they_are() -> None:
    referents, claims, _ = reading(article())
    others = [replace(claim, extractor="model", confidence=0.7) for claim in claims]
    assert belief.weigh(others, article(), referents) == (others, [])
    assert belief.weigh(claims, article(language="fr"), referents) == (claims, [])


def test_a_model_file_is_read_as_it_was_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = {"bias": 0.5, "floor": 0.6, "weights": {"rel:LEADS": 1.5}}
    (tmp_path / "belief_xx.json.gz").write_bytes(gzip.compress(json.dumps(data).encode()))
    monkeypatch.setattr(belief, "_FOLDER", tmp_path)
    model = belief.load_belief("xx")
    assert model is not None
    assert round(model.probability(["rel:LEADS", "unknown"]), 4) == 0.8808
    assert belief.load_belief("yy") is None
    belief.load_belief.cache_clear()
