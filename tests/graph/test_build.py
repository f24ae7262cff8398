"""Which claims make one edge, what the edge says, and how many sources stand behind it."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from ledger_samples import Article, record_set, transfers

from techpol.graph.ledger import Ledger
from techpol.schema.model import Edge, Modality, Reading

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


# ---- one gift or two -----------------------------------------------------------------------------


def test_two_papers_on_one_gift_are_one_edge_with_two_sources():
    edges = told(
        gift("a", WORDS.format("In the summer"), amount=100000, start="2023-06-14"),
        gift("b", WORDS.format("Records show that"), amount=100000, start="2023-06"),
    )

    assert supports(edges) == [2]
    assert str(edges[0].qualifiers.start) == "2023-06-14"
    assert edges[0].confidence == 0.99


def test_gifts_on_two_days_stay_two():
    edges = told(
        gift("a", WORDS.format("First"), amount=100000, start="2023-06-14"),
        gift("b", WORDS.format("Later"), amount=100000, start="2023-07-02"),
    )

    assert supports(edges) == [1, 1]


def test_two_transfers_of_one_claim_are_two_edges_whoever_else_tells_of_them():
    one = gift("a", WORDS.format("Twice"), amount=100000, count=2, start="2023-06-14")
    other = gift("b", WORDS.format("Two times over,"), amount=100000, count=2, start="2023-06-14")
    third = gift("c", WORDS.format("Once at least"), amount=100000, start="2023-06-14")

    assert [(edge.ordinal, edge.support) for edge in told(one)] == [(1, 1), (2, 1)]
    assert [(edge.ordinal, edge.support) for edge in told(one, other)] == [(1, 2), (2, 2)]
    assert [(edge.ordinal, edge.support) for edge in told(one, other, third)] == [(1, 3), (2, 2)]


def test_rows_of_a_record_set_never_share_an_edge():
    rows = [(str(n), ASK, "Committee", FUND, 100000, "2023-06-14") for n in range(3)]
    text = gift("a", WORDS.format("Twice"), amount=100000, count=2, start="2023-06-14")

    assert supports(told(record_set(rows))) == [1, 1, 1]
    assert sorted(supports(told(text, record_set(rows)))) == [1, 2, 2]
    assert supports(told(text, record_set(rows[:2]))) == [2, 2]


def test_a_claim_of_two_undated_gifts_takes_the_two_that_are_known():
    rows = [("1", ASK, "Committee", FUND, 100000, "2023-06-01"), ("2", ASK, "Committee", FUND, 100000, "2023-07-01")]
    text = gift("a", WORDS.format("Twice"), amount=100000, count=2)

    assert supports(told(record_set(rows), text)) == [2, 2]


def test_a_gift_without_amount_and_date_joins_the_one_that_is_known():
    edges = told(
        gift("a", WORDS.format("In June"), amount=100000, start="2023-06-14"),
        gift("b", "Ada Quill has given to the Marsh Victory Fund."),
    )

    assert supports(edges) == [2]


def test_a_gift_is_not_one_that_was_made_after_its_article_appeared():
    edges = told(
        gift("a", WORDS.format("In June"), amount=100000, start="2023-06-14"),
        gift("b", "Ada Quill has given to the Marsh Victory Fund.", published="2022-01-10"),
    )

    assert supports(edges) == [1, 1]


def test_a_gift_is_not_one_of_many_years_before():
    edges = told(
        gift("a", WORDS.format("In June"), amount=100000, start="2016-06-14", published="2016-07-01"),
        gift("b", "Ada Quill has given to the Marsh Victory Fund.", published="2023-08-01"),
    )

    assert supports(edges) == [1, 1]


def test_different_amounts_of_one_source_stay_two_whatever_rounding_would_allow():
    article = Article(
        "a",
        "Ada Quill gave $844,600 to the Marsh Victory Fund. Ada Quill gave about $845,000 to the Marsh Victory Fund.",
    )
    quill, fund = article.name("Person", ASK), article.name("Committee", FUND)
    article.claim(quill, "DONATED_TO", fund, "Ada Quill gave $844,600 to the Marsh Victory Fund.", amount=844600)
    article.claim(
        quill, "DONATED_TO", fund, "Ada Quill gave about $845,000 to the Marsh Victory Fund.", amount=845000
    )

    assert len(told(article)) == 2


@pytest.mark.parametrize(
    ("one", "other", "edges"),
    [
        ({"amount": 844600}, {"amount": 845000}, 1),
        ({"amount": 844600}, {"amount": 850000, "amount_bound": "about"}, 1),
        ({"amount": 1_200_000}, {"amount": 1_000_000, "amount_bound": "at_least"}, 1),
        ({"amount": 2_400_000}, {"amount": 1_000_000, "amount_bound": "at_least"}, 2),
        ({"amount": 900_000}, {"amount": 1_000_000, "amount_bound": "at_most"}, 1),
        ({"amount": 1_000_000}, {"amount": 1_400_000}, 2),
        ({"amount": 100_000}, {"amount": 200_000}, 2),
        ({"amount": 100_000}, {"amount": 100_000, "amount_scope": "total"}, 2),
    ],
)
def test_amounts_of_two_sources_agree_within_their_bounds(one, other, edges):
    made = told(gift("a", WORDS.format("Here"), **one), gift("b", WORDS.format("There"), **other))

    assert len(made) == edges
    if edges == 1:
        assert made[0].qualifiers.amount.amount == one["amount"]
        assert made[0].qualifiers.amount_bound == "exact"


def test_currencies_tell_gifts_apart():
    from ledger_samples import money

    edges = told(
        gift("a", WORDS.format("Here"), amount=money(100000, "USD")),
        gift("b", WORDS.format("There"), amount=money(100000, "EUR")),
    )

    assert len(edges) == 2


def test_a_planned_gift_that_was_made_is_one_edge_and_asserted():
    edges = told(
        gift("a", WORDS.format("Soon"), amount=100000, modality=Modality.PLANNED, published="2023-06-01"),
        gift("b", WORDS.format("Now"), amount=100000, start="2023-06-14", published="2023-06-15"),
    )

    assert [(edge.modality, edge.support) for edge in edges] == [(Modality.ASSERTED, 2)]


def test_a_denial_is_kept_beside_what_it_denies_and_linked():
    edges = told(
        gift("a", WORDS.format("In June"), amount=100000, start="2023-06-14"),
        gift("b", "Ada Quill gave nothing to the Marsh Victory Fund.", modality=Modality.DENIED),
        gift("c", "Never, says Ada Quill, to the Marsh Victory Fund.", modality=Modality.DENIED),
    )
    said, denied = sorted(edges, key=lambda edge: edge.modality)

    assert (said.modality, denied.modality, denied.support) == (Modality.ASSERTED, Modality.DENIED, 2)
    assert (said.contradicts, denied.contradicts) == ((denied.id,), (said.id,))


def test_a_group_gives_once_with_a_count():
    article = Article("a", "More than 80 founders gave $5,000 each to the Marsh Victory Fund.")
    group = article.name("Group", "More than 80 founders", size_min="80")
    article.claim(group, "DONATED_TO", article.name("Committee", FUND), article.text, amount=5000, count=80)

    assert [(edge.qualifiers.count, edge.ordinal) for edge in told(article)] == [(80, 1)]


def test_very_many_gifts_stay_one_edge_that_says_how_many():
    edges = told(gift("a", WORDS.format("Ever again"), amount=100, count=51))

    assert [edge.qualifiers.count for edge in edges] == [51]
    assert len(told(gift("a", WORDS.format("Ever again"), amount=100, count=50))) == 50


# ---- other events and states ---------------------------------------------------------------------


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


# ---- who counts ----------------------------------------------------------------------------------

STORY = (
    "Ada Quill gave $100,000 to the Marsh Victory Fund, a filing shows, and plans to give as much again before the "
    "year is out if the fund asks for it. The fund pays for posters, for the hire of halls and for a small staff "
    "that writes letters to voters in four towns. Nobody who works there wanted to say "
    "what the next letter will be about."
)


def copy(key: str, text: str, publisher: str) -> Article:
    article = Article(key, text, publisher, "2023-08-02")
    quote = text.split(".")[0] + "."
    article.claim(article.name("Person", ASK), "DONATED_TO", article.name("Committee", FUND), quote, amount=100000)
    return article


def test_one_publisher_counts_once():
    edges = told(
        gift("a", WORDS.format("Here"), amount=100000, publisher="The Daily Pebble"),
        gift("b", WORDS.format("Again"), amount=100000, publisher="the daily  pebble"),
    )

    assert supports(edges) == [1]


def test_wire_copy_in_five_papers_is_one_source():
    papers = [copy(f"p{n}", STORY, f"Paper {n}") for n in range(4)]
    cut = copy("p5", " ".join(["(Wire)", *STORY.split()[:62]]) + ".", "Paper 5")
    for number, paper in enumerate(papers):
        paper.text += f" Paper {number} adds a line of its own."

    assert supports(told(*papers, cut)) == [1]


def test_five_papers_that_asked_for_themselves_are_five():
    sentences = [
        "A filing has Ada Quill down for $100,000 to the Marsh Victory Fund.",
        "The Marsh Victory Fund took $100,000 from Ada Quill this summer.",
        "For Ada Quill it was $100,000, and it went to the Marsh Victory Fund.",
        "Ada Quill, asked by our paper, said that $100,000 had gone to the Marsh Victory Fund.",
        "It is true that Ada Quill gave $100,000, the Marsh Victory Fund told us.",
    ]

    assert supports(told(*(copy(f"p{n}", text, f"Paper {n}") for n, text in enumerate(sentences)))) == [5]


def test_a_paper_that_has_it_from_another_counts_with_it():
    edges = told(
        gift("a", WORDS.format("Here"), amount=100000, publisher="Harbour Post"),
        gift("b", WORDS.format("There"), amount=100000, attribution="the Harbour Post"),
    )

    assert supports(edges) == [1]


# ---- totals --------------------------------------------------------------------------------------


def test_a_stated_sum_is_linked_to_its_parts_and_counted_nowhere():
    with Ledger.in_memory() as ledger:
        ledger.put(transfers().reading())
        ledger.build()
        edges = [edge for edge in ledger.iter_edges() if edge.relation == "DONATED_TO"]
        total = next(edge for edge in edges if edge.total_of)
        parts = [edge for edge in edges if not edge.total_of]
        donor = ledger.degrees([total.subject])
        rules = [decision.rule for decision in ledger.why(total.id).decisions]

    assert total.qualifiers.amount.amount == 200_000
    assert sorted(total.total_of) == sorted(edge.id for edge in parts)
    assert sum(edge.qualifiers.amount.amount for edge in parts) == 200_000
    assert donor == {total.subject: 3}  # two gifts and an office
    assert rules == ["total"]


def test_a_sum_told_elsewhere_finds_its_parts_when_they_come_and_loses_them_when_they_go():
    total = gift(
        "t", "Ada Quill gave a total of $300,000 to the Marsh Victory Fund.", amount=300000, amount_scope="total"
    )
    rows = [("1", ASK, "Committee", FUND, 100000, "2023-06-01"), ("2", ASK, "Committee", FUND, 200000, "2023-07-01")]
    with Ledger.in_memory() as ledger:
        ledger.put(total.reading())
        ledger.build()
        assert [edge.total_of for edge in ledger.iter_edges()] == [()]
        ledger.put(record_set(rows))
        ledger.build()
        assert sorted(len(edge.total_of) for edge in ledger.iter_edges()) == [0, 0, 2]
        ledger.retract(record_set(rows).source.id, "withdrawn", "Kim")
        ledger.build()
        assert [edge.total_of for edge in ledger.iter_edges()] == [()]


def test_rows_of_records_are_no_totals_of_each_other():
    rows = [
        ("1", ASK, "Committee", FUND, 100000, "2023-06-14"), ("2", ASK, "Committee", FUND, 100000, "2023-06-14"),
        ("3", ASK, "Committee", FUND, 200000, "2023-06-14"),
    ]  # fmt: skip

    assert [edge.total_of for edge in told(record_set(rows))] == [(), (), ()]


def test_a_joint_sum_is_linked_to_the_gifts_of_each():
    article = Article(
        "a",
        "Tom Linden and Tim Linden together gave $2 million to the Marsh Victory Fund. Tom Linden gave $1 million to "
        "the Marsh Victory Fund. Tim Linden gave $1 million to the Marsh Victory Fund.",
    )  # fmt: skip
    fund = article.name("Committee", FUND)
    for name in ("Tom Linden", "Tim Linden"):
        person = article.name("Person", name)
        article.claim(
            person, "DONATED_TO", fund, article.text.split(". ")[0] + ".", amount=2_000_000, amount_scope="joint"
        )
        article.claim(
            person, "DONATED_TO", fund, f"{name} gave $1 million to the Marsh Victory Fund.", amount=1_000_000
        )
    edges = told(article)
    own = sorted(edge.id for edge in edges if edge.qualifiers.amount_scope == "single")

    assert [sorted(edge.total_of) for edge in edges if edge.qualifiers.amount_scope == "joint"] == [own, own]


# ---- entities ------------------------------------------------------------------------------------


def entity_of(*types: str):
    with Ledger.in_memory() as ledger:
        for number, type_name in enumerate(types):
            article = Article(f"a{number}", "Lumen Labs is here.")
            article.version = str(number)
            article.name(type_name, "Lumen Labs")
            ledger.put(article.reading())
        found = [row[0] for row in ledger.connection.execute("SELECT id FROM referent ORDER BY number")]
        from techpol.schema.model import Judgement, Verdict

        ledger.judge(Judgement(*sorted((found[0], other)), Verdict.SAME, "person:Kim") for other in found[1:])
        ledger.build()
        (entity,) = ledger.iter_entities()
        return entity


@pytest.mark.parametrize(
    ("types", "expected"),
    [
        (("Organization", "Organization", "Company"), "Company"),
        (("Company", "Company", "Committee"), "Company"),
        (("Organization", "Committee", "Company", "Committee"), "Committee"),
        (("Asset", "CryptoAsset"), "CryptoAsset"),
        (("Company", "Committee"), "Committee"),
    ],
)
def test_the_type_is_what_most_say_as_exactly_as_somebody_says_it(types, expected):
    assert entity_of(*types).type == expected


def test_claims_that_the_entities_types_do_not_allow_are_kept_and_make_no_edge():
    wrong = Article("a", "Lumen Labs runs for Ohio.")
    wrong.claim(wrong.name("Person", "Lumen Labs"), "RUNS_FOR", wrong.name("Place", "Ohio"), wrong.text)
    right = Article("b", "Lumen Labs has its seat in Ohio.")
    right.claim(right.name("Company", "Lumen Labs"), "LOCATED_IN", right.name("Place", "Ohio"), right.text)
    again = Article("c", "Lumen Labs is in Ohio.")
    again.claim(again.name("Company", "Lumen Labs"), "LOCATED_IN", again.name("Place", "Ohio"), again.text)
    with Ledger.in_memory() as ledger:
        for article in (wrong, right, again):
            ledger.put(article.reading())
        found = [
            r[0] for r in ledger.connection.execute("SELECT id FROM referent WHERE name = 'Lumen Labs' ORDER BY 1")
        ]
        from techpol.schema.model import Judgement, Verdict

        ledger.judge(Judgement(*sorted((found[0], other)), Verdict.SAME, "person:Kim") for other in found[1:])
        ledger.build()
        assert [edge.relation for edge in ledger.iter_edges()] == ["LOCATED_IN"]
        assert ledger.stats()["claims_without_edge"] == {"type-not-allowed": 1}


# ---- what is told about an edge ------------------------------------------------------------------


def test_why_shows_the_claims_and_each_decision():
    one = gift("a", WORDS.format("In June"), amount=100000, start="2023-06-14", publisher="Harbour Post")
    other = gift("b", WORDS.format("Then"), amount=100000, start="2023-06", publisher="Harbour Post")
    with Ledger.in_memory() as ledger:
        for article in (one, other):
            ledger.put(article.reading())
        ledger.build()
        (edge,) = ledger.iter_edges()
        account = ledger.why(edge.id)
        assert ledger.why("g-none") is None

    assert {claim.id for claim, _ in account.claims} == {one.claims[0].id, other.claims[0].id}
    assert {source.id for _, source in account.claims} == {one.source.id, other.source.id}
    decisions = {decision.rule: decision for decision in account.decisions}
    assert "the same amount (100,000 USD)" in decisions["same-event"].reasons[0]
    assert "dates agree (2023-06, 2023-06-14)" in decisions["same-event"].reasons[0]
    assert "Harbour Post" in decisions["copies"].reasons[0]


def test_an_edge_keeps_its_id_while_its_oldest_claim_stands():
    with Ledger.in_memory() as ledger:
        ledger.put(gift("a", WORDS.format("In June"), amount=100000, start="2023-06-14").reading())
        ledger.build()
        (before,) = ledger.iter_edges()
        ledger.put(gift("b", WORDS.format("Then"), amount=100000, start="2023-06").reading())
        report = ledger.build()
        (after,) = ledger.iter_edges()

    assert before.id == after.id
    assert [(change.what, change.edge.support, change.subject_name) for change in report.changes] == [
        ("changed", 2, ASK)
    ]


def test_a_name_in_very_many_sources_is_one_entity_however_they_came(monkeypatch):
    monkeypatch.setattr("techpol.graph.resolve.blocking.MAX_BLOCK", 8)

    def paper(number: int) -> Article:
        article = Article(
            f"https://a.example/{number}", f"Paper {number}: Ada Quill leads Lumen Labs.", f"Paper {number}"
        )
        article.claim(article.name("Person", ASK), "LEADS", article.name("Company", "Lumen Labs"), article.text)
        return article

    with Ledger.in_memory() as ledger:
        for number in range(30):
            ledger.put(paper(number).reading())
            if number in (5, 15, 28):
                ledger.build()
        ledger.retract(paper(0).source.id, "withdrawn", "Kim")
        ledger.build()
        (edge,) = ledger.iter_edges()
        piecemeal = ledger.digest().graph
        ledger.build(full=True)

        assert ledger.digest().graph == piecemeal
    assert (edge.support, len(edge.claims)) == (29, 29)


@pytest.mark.parametrize(
    ("published", "start", "modality", "expected"),
    [
        ("2023-08-02", "--06-14", Modality.ASSERTED, "2023-06-14"),
        ("2023-08-02", "--11", Modality.ASSERTED, "2022-11"),
        ("2023-08-02", "--11", Modality.PLANNED, "2023-11"),
        ("2023-08-02", "--06", Modality.PLANNED, "2024-06"),
        (None, "--06-14", Modality.ASSERTED, "--06-14"),
    ],
)
def test_a_date_without_a_year_takes_it_from_the_date_of_its_source(published, start, modality, expected):
    (edge,) = told(gift("a", WORDS.format("Once"), published=published, start=start, modality=modality))

    assert str(edge.qualifiers.start) == expected
