"""Which claims make one endorsement, meeting, office or founding."""

from __future__ import annotations

from gifts import ASK, supports, told
from ledger_samples import Article


def pair(relation: str, sentence: str, target: tuple[str, str] = ("Person", "Lee Marsh"), **said: object) -> Article:
    publisher, published = str(said.pop("publisher", sentence)), str(said.pop("published", "2023-08-02"))
    article = Article(sentence, sentence, publisher, published)
    article.claim(article.name("Person", ASK), relation, article.name(*target), sentence, **said)  # type: ignore[arg-type]
    return article


def test_an_endorsement_that_two_papers_date_a_day_apart_is_one():
    edges = told(
        pair("ENDORSED", "Ada Quill is for Lee Marsh.", start="2023-07-13"),
        pair("ENDORSED", "Ada Quill backs Lee Marsh.", start="2023-07-14"),
    )

    assert supports(edges) == [2]


def test_endorsements_of_two_elections_are_two():
    edges = told(
        pair("ENDORSED", "Ada Quill is for Lee Marsh.", published="2016-09-01"),
        pair("ENDORSED", "Ada Quill backs Lee Marsh.", published="2024-09-01"),
    )

    assert supports(edges) == [1, 1]


def test_meetings_on_two_days_are_two_and_either_order_is_one():
    other = Article("x", "Lee Marsh received Ada Quill.", "X", "2023-08-02")
    other.claim(
        other.name("Person", "Lee Marsh"), "MET_WITH", other.name("Person", ASK), other.text, start="2023-07-13"
    )
    edges = told(
        pair("MET_WITH", "Ada Quill met Lee Marsh.", start="2023-07-13"),
        pair("MET_WITH", "Ada Quill saw Lee Marsh.", start="2023-07-14"),
        other,
    )

    assert supports(edges) == [2, 1]


def test_a_state_is_one_edge_and_past_by_the_latest_word():
    edges = told(
        pair(
            "LEADS",
            "Ada Quill runs Lumen Labs.",
            ("Company", "Lumen Labs"),
            role="chief executive",
            published="2019-01-01",
        ),
        pair("LEADS", "Ada Quill once ran Lumen Labs.", ("Company", "Lumen Labs"), past=True, published="2023-01-01"),
    )

    assert [(edge.support, edge.qualifiers.past, edge.qualifiers.role) for edge in edges] == [
        (2, True, "chief executive")
    ]


def test_two_offices_in_one_place_are_two():
    edges = told(
        pair("HOLDS_OFFICE", "Senator Ada Quill of Ohio spoke.", ("Place", "Ohio"), role="senator"),
        pair(
            "HOLDS_OFFICE", "Ada Quill, attorney general of Ohio, spoke.", ("Place", "Ohio"), role="attorney general"
        ),
        pair("HOLDS_OFFICE", "The junior senator Ada Quill of Ohio left.", ("Place", "Ohio"), role="junior senator"),
    )

    assert sorted(supports(edges)) == [1, 2]


def test_a_vice_president_is_not_president():
    edges = told(
        pair("HOLDS_OFFICE", "President Ada Quill of Ohio spoke.", ("Place", "Ohio"), role="president"),
        pair("HOLDS_OFFICE", "Vice president Ada Quill of Ohio.", ("Place", "Ohio"), role="vice president"),
    )

    assert len(edges) == 2


def test_a_company_is_founded_once():
    edges = told(
        pair(
            "FOUNDED",
            "Ada Quill founded Lumen Labs in 2014.",
            ("Company", "Lumen Labs"),
            start="2014",
            published="2015-01-01",
        ),
        pair("FOUNDED", "Ada Quill, who founded Lumen Labs.", ("Company", "Lumen Labs"), published="2023-01-01"),
    )

    assert supports(edges) == [2]
