"""Hops, paths and answers: sums, modality, attribution, and their JSON."""

from decimal import Decimal

from techpol.schema.answers import Answer, Hop, HopEvent, Path, Reach, ReadingChoice, Suggestion, Table, WhyNot
from techpol.schema.model import Entity, Modality, Name, Qualifiers, Span
from techpol.schema.values import Money, PartialDate

ANN = Entity("e-1", "Person", "Ann", (Name("Ann", "en"), Name("آن", "ar")))
FUND = Entity("e-2", "Committee", "Fund")


def event(number, amount=None, currency="USD", modality=Modality.ASSERTED, by=None, **more):
    money = None if amount is None else Money(Decimal(amount), currency)
    return HopEvent(
        f"g-{number}", modality, Qualifiers(amount=money, **more), (Span("s-1", number, number + 1, "x"),), by
    )


def hop(*events, **more):
    return Hop(ANN, "DONATED_TO", FUND, tuple(events), **more)


def test_sums_are_by_currency_and_refunds_subtract():
    gifts = hop(event(1, 100), event(2, 100), event(3, -50), event(4, 7, "EUR"))

    assert gifts.sums() == {"USD": Decimal(150), "EUR": Decimal(7)}


def test_sums_are_of_the_most_certain_modality_alone():
    gifts = hop(event(1, 900, modality=Modality.PLANNED), event(2, 100))

    assert gifts.modality == Modality.ASSERTED
    assert gifts.sums() == {"USD": Decimal(100)}
    assert gifts.details()["count"] == 1


def test_one_source_of_its_own_word_needs_no_attribution():
    assert hop(event(1, by="Bob"), event(2, by="Cy"), event(3, by="Bob")).attribution == ("Bob", "Cy")
    assert hop(event(1, by="Bob"), event(2)).attribution == ()


def test_evidence_is_told_once():
    same = event(1, 5)

    assert len(hop(same, same, event(2)).evidence) == 2


def test_walked_backwards():
    gift = hop(event(1), forward=False)

    assert (gift.start, gift.end) == (FUND, ANN)


def test_path_is_as_certain_as_its_least_certain_hop():
    path = Path((hop(event(1)), Hop(FUND, "CONNECTED_TO", ANN, (event(2, modality=Modality.ALLEGED),))))

    assert path.modality == Modality.ALLEGED
    assert [entity.id for entity in path.entities] == ["e-1", "e-2", "e-1"]


def test_details():
    gifts = hop(event(1, 5, start=PartialDate(2023, 6, 14)), event(2, 5, start=PartialDate(2023, 7)))

    assert gifts.details() == {
        "count": 2, "amount": "5", "currency": "USD",
        "sums": [{"amount": "10", "currency": "USD"}], "start": "2023-06-14",
        "last": "2023-07",
    }  # fmt: skip


def test_shape_of_a_hop():
    data = hop(event(1, 5, by="Bob"), contradicted_by=(event(2, modality=Modality.DENIED),)).to_dict()

    assert {"subject", "relation", "object", "modality", "details", "evidence", "events"} <= set(data)
    assert data["subject"] == {"id": "e-1", "type": "Person", "name": "Ann", "names": {"en": "Ann", "ar": "آن"}}
    assert data["evidence"] == [{"source": "s-1", "start": 1, "end": 2, "quote": "x"}]
    assert data["attribution"] == ["Bob"]
    assert data["contradicted_by"][0]["modality"] == "denied"


def test_shape_of_an_answer():
    answer = Answer(
        "q", "paths", why_not=WhyNot((Reach(ANN, (1, 2)),), (), (("hostile", 2),)),
        readings=(ReadingChoice("a", "b"),),
        suggestions=(Suggestion("An", ANN, 0.9123456),), unknown=("An",), table=Table(("a",), ((1,),)),
    )  # fmt: skip
    data = answer.to_dict()

    assert data["paths"] == []
    assert data["ok"] is True
    assert data["why_not"]["lifting"] == [{"filter": "hostile", "hops": 2}]
    assert data["why_not"]["reached"][0]["entities_by_hops"] == [1, 2]
    assert data["suggestions"][0]["score"] == 0.912
    assert "notes" not in data


def test_an_empty_answer_is_not_ok():
    assert not Answer("q", "paths").ok
    assert not Answer("q", "top", table=Table(("a",), ())).ok
