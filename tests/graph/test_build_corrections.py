"""What a paper takes back: kept, shown as denied, and counted nowhere; another paper's word stands."""

from __future__ import annotations

import pytest
from gifts import ASK, WORDS, gift, told
from ledger_samples import Article

from techpol.graph.ledger import Ledger
from techpol.schema.corrections import is_correction, is_earlier_text
from techpol.schema.model import Modality

WRONG = "Ada Quill gave $500,000 to the Marsh Victory Fund."
RIGHT = "Correction. Ada Quill gave $50,000 to the Marsh Victory Fund."


def first(published: str = "2023-06-20", publisher: str = "Bay Courier") -> Article:
    return gift("a", WRONG, amount=500_000, start="2023-06-14", publisher=publisher, published=published)


def correction(publisher: str = "Bay Courier", **said: object) -> Article:
    """A text whose first words, which are its title here, head it as a correction."""
    return gift("b", RIGHT, publisher=publisher, published="2023-06-22", **{"amount": 50_000, **said})


def counted(edges: list) -> list[tuple[str, str]]:
    return [(f"{edge.qualifiers.amount.amount:f}", str(edge.modality)) for edge in edges]


def test_a_papers_correction_supersedes_what_it_had_printed():
    edges = told(first(), correction())

    assert sorted(counted(edges)) == [("50000", "asserted"), ("500000", "denied")]


def test_why_tells_which_claim_puts_it_right():
    old, new = first(), correction()
    with Ledger.in_memory() as ledger:
        ledger.put(old.reading())
        ledger.build()
        (before,) = ledger.iter_edges()
        ledger.put(new.reading())
        ledger.build()
        piecemeal = ledger.digest().graph
        (decision,) = [item for item in ledger.why(before.id).decisions if item.rule == "corrected"]
        ledger.build(full=True)

        assert ledger.digest().graph == piecemeal
    assert decision.about == (old.claims[0].id, new.claims[0].id)
    assert "(2023-06-22) gives another amount: 50,000 USD, not 500,000 USD" in decision.reasons[0]


def test_a_correction_that_is_retracted_corrects_nothing():
    with Ledger.in_memory() as ledger:
        for article in (first(), correction()):
            ledger.put(article.reading())
        ledger.build()
        ledger.retract(correction().source.id, "the first figure was right", "Kim")
        ledger.build()

        assert counted(list(ledger.iter_edges())) == [("500000", "asserted")]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (first(publisher="Hill Gazette"), correction()),  # another paper's
        (first(published="2023-06-30"), correction()),  # printed after it
        (first(), correction(start="2019-03-01")),  # two details differ: another gift
        (
            first(),
            gift("b", RIGHT[12:], amount=50_000, publisher="Bay Courier", published="2023-06-22"),
        ),  # no heading
    ],
)
def test_what_is_not_corrected_stands(old, new):
    assert sorted(counted(told(old, new))) == [("50000", "asserted"), ("500000", "asserted")]


def test_a_correction_gives_another_day():
    edges = told(
        gift("a", WORDS.format("Here"), amount=100_000, start="2023-06-14", publisher="P", published="2023-06-20"),
        gift("b", WORDS.format("Correction."), amount=100_000, start="2023-06-15", publisher="P",
             published="2023-06-22"),
    )  # fmt: skip

    assert [(str(edge.qualifiers.start), str(edge.modality)) for edge in edges] == [
        ("2023-06-14", "denied"), ("2023-06-15", "asserted"),
    ]  # fmt: skip


def test_what_a_correction_denies_or_tells_again_as_wrong_is_taken_back():
    denial = gift("b", "Correction. Ada Quill gave nothing to the Marsh Victory Fund.", publisher="Bay Courier",
                  published="2023-06-22", modality=Modality.DENIED)  # fmt: skip
    retold = gift("c", f"Correction. {WRONG}", amount=500_000, publisher="Bay Courier", published="2023-06-22",
                  attribution="An article of June 20")  # fmt: skip

    assert [str(edge.modality) for edge in told(first(), denial)] == ["denied"]
    assert counted(told(first(), retold)) == [("500000", "denied")]


def test_a_denial_by_somebody_else_in_a_correction_takes_nothing_back():
    denial = gift("b", "Correction. Ada Quill gave nothing to the Marsh Victory Fund.", publisher="Bay Courier",
                  published="2023-06-22", modality=Modality.DENIED, attribution=ASK)  # fmt: skip

    assert sorted(str(edge.modality) for edge in told(first(), denial)) == ["asserted", "denied"]


def test_an_article_corrects_itself():
    edges = told(
        gift("a", WRONG, amount=500_000, attribution="An earlier version of this article"),
        gift("b", "Ada Quill gave $50,000 to the Marsh Victory Fund.", amount=50_000),
    )

    assert sorted(counted(edges)) == [("50000", "asserted"), ("500000", "denied")]


@pytest.mark.parametrize(
    ("title", "lead", "expected"),
    [
        ("Correction: part of the gifts went back", "", True),
        ("CORRECTION", "", True),
        ("تصحيح: قيمة التبرع", "", True),
        ("A gift", "Correction: an earlier version misstated the sum.", True),
        ("Correction Corp. gives to the fund", "", False),
        ("Course correction at the agency", "The agency changed its mind.", False),
        (None, "", False),
    ],
)
def test_headings_of_corrections(title, lead, expected):
    assert is_correction(title, lead) is expected


@pytest.mark.parametrize(
    ("speaker", "in_correction", "expected"),
    [
        ("An earlier version of this article", False, True),
        ("نسخة سابقة من هذا المقال", False, True),
        ("An article of June 21", False, False),
        ("An article of June 21", True, True),
        ("Articles of Faith Inc.", True, False),
        (None, True, False),
    ],
)
def test_who_is_the_text_that_is_corrected(speaker, in_correction, expected):
    assert is_earlier_text(speaker, in_correction) is expected
