"""How many sources stand behind an edge."""

from __future__ import annotations

import itertools

from gifts import ASK, FUND, WORDS, gift, supports, told
from hypothesis import given
from hypothesis import strategies as st
from ledger_samples import Article

from techpol.graph.build.support import _matched

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


def test_a_paper_with_the_wires_story_and_its_own_counts_by_its_own():
    own = "Ada Quill told this paper that $100,000 had gone from her to the Marsh Victory Fund."
    edges = told(
        copy("p1", STORY, "Harbour Post"), copy("p2", own, "Harbour Post"),
        copy("p3", f"{STORY} Printed here too.", "Hill Gazette"),
    )  # fmt: skip

    assert supports(edges) == [2]


def test_copies_and_reports_of_many_papers_count_as_many_texts_as_papers_can_stand_for():
    wires = [copy(f"w{n}", f"{STORY} Page {n}.", f"Paper {n}") for n in range(5)]
    own = copy(
        "own", "Ada Quill, asked by our paper, said that $100,000 had gone to the Marsh Victory Fund.", "Paper 0"
    )
    again = copy("again", "For Ada Quill it was $100,000, and it went to the Marsh Victory Fund.", "Paper 0")

    assert supports(told(*wires)) == [1]
    assert supports(told(*wires, own)) == [2]
    assert supports(told(*wires, own, again)) == [2]


def _largest(sources: dict[str, tuple[str, str]]) -> int:
    """Return by trying all: the most sources of which no two share a publisher or a text."""
    for size in range(len(sources), 0, -1):
        for chosen in itertools.combinations(sources.values(), size):
            if len({publisher for publisher, _ in chosen}) == len({text for _, text in chosen}) == size:
                return size
    return 0


@given(
    st.dictionaries(
        st.integers(0, 9).map("s{}".format), st.tuples(st.sampled_from("pqrst"), st.sampled_from("12345")), max_size=7
    )
)
def test_support_is_a_maximum_matching_and_each_source_is_in_one_group(sources):
    groups = _matched(sources)

    assert len(groups) == _largest(sources)
    assert sorted(source for group in groups for source in group) == sorted(sources)
