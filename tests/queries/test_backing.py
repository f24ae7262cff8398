"""Which campaigns the people of a company backed: only what one of them gave or said, never another's gift."""

from datetime import date

import pytest

from techpol.graph.memory import MemoryGraph
from techpol.queries import PathOptions, ask, render
from techpol.schema.model import Edge, Entity, Modality, Qualifiers

TYPES = {
    "Ostra": "Company", "Kell": "Company", "Ada Lind": "Person", "Ben Moss": "Person", "Carla Voss": "Person",
    "Lind for Us": "Campaign", "Harbor Fund": "Committee", "Tide PAC": "Committee", "Dan Reeve": "Person",
    "Reeve 2024": "Campaign", "Eve Stone": "Person", "Ohio": "Place", "Harbor Dinner": "Event", "Civic": "Party",
}  # fmt: skip
ENTITIES = [Entity(f"e-{number:02x}", kind, name) for number, (name, kind) in enumerate(TYPES.items())]
IDS = {entity.name: entity.id for entity in ENTITIES}


def graph(*ties: tuple[str, ...]) -> MemoryGraph:
    """Return a graph of ties (subject, relation, object), with "past" or a modality as a fourth word."""
    edges = []
    for number, (subject, relation, object_, *more) in enumerate(ties):
        modality = Modality(more[0]) if more and more[0] != "past" else Modality.ASSERTED
        qualifiers = Qualifiers(past="past" in more)
        edges.append(Edge(f"g-{number}", IDS[subject], relation, IDS[object_], modality, qualifiers, ()))
    return MemoryGraph(ENTITIES, edges)


def asked(view: MemoryGraph, options: PathOptions | None = None):
    return ask(view, "which campaigns did people of Ostra back", options)


def chains(answer) -> list[str]:
    return [" - ".join(entity.name for entity in path.entities) for path in answer.paths]


@pytest.mark.parametrize("role", ["LEADS", "WORKS_FOR", "FOUNDED", "MEMBER_OF"])
@pytest.mark.parametrize("backing", ["DONATED_TO", "RAISED_FUNDS_FOR", "ENDORSED", "SUPPORTED", "HOSTED"])
def test_a_role_and_a_backing_of_one_person(role: str, backing: str) -> None:
    view = graph(("Ada Lind", role, "Ostra"), ("Ada Lind", backing, "Lind for Us"))

    assert chains(asked(view)) == ["Ostra - Ada Lind - Lind for Us"]


@pytest.mark.parametrize(
    ("ties", "found"),
    [
        ([("Harbor Fund", "CONNECTED_TO", "Reeve 2024")], "Ostra - Ada Lind - Harbor Fund - Reeve 2024"),
        ([("Harbor Fund", "CONNECTED_TO", "Dan Reeve")], "Ostra - Ada Lind - Harbor Fund - Dan Reeve"),
        ([], "Ostra - Ada Lind - Harbor Fund"),
    ],
)
def test_a_committee_is_told_with_whom_it_is_of(ties: list, found: str) -> None:
    view = graph(("Ada Lind", "LEADS", "Ostra"), ("Ada Lind", "DONATED_TO", "Harbor Fund"), *ties)

    assert chains(asked(view)) == [found]


@pytest.mark.parametrize(
    "ties",
    [
        [("Dan Reeve", "RUNS_FOR", "Ohio")],
        [("Dan Reeve", "CONNECTED_TO", "Reeve 2024")],
    ],
)
def test_a_candidate_counts(ties: list) -> None:
    view = graph(("Ada Lind", "LEADS", "Ostra"), ("Ada Lind", "ENDORSED", "Dan Reeve"), *ties)

    assert chains(asked(view)) == [f"Ostra - Ada Lind - Dan Reeve - {ties[0][2]}"]


@pytest.mark.parametrize(
    "ties",
    [
        # Another gave to the campaign, and the two gave to one committee.
        [("Ada Lind", "DONATED_TO", "Tide PAC", "denied"), ("Ben Moss", "DONATED_TO", "Lind for Us")],
        [("Ada Lind", "DONATED_TO", "Civic"), ("Ben Moss", "DONATED_TO", "Civic"),
         ("Ben Moss", "DONATED_TO", "Lind for Us")],
        # Backing of somebody who is no candidate.
        [("Ada Lind", "SUPPORTED", "Ben Moss"), ("Ben Moss", "DONATED_TO", "Lind for Us")],
        [("Ada Lind", "MET_WITH", "Dan Reeve"), ("Dan Reeve", "CONNECTED_TO", "Reeve 2024")],
        [("Ada Lind", "OPPOSED", "Reeve 2024")],
        # A gift to the company is none by its people; who owns it has no role in it.
        [("Carla Voss", "OWNS", "Ostra"), ("Carla Voss", "DONATED_TO", "Lind for Us")],
        # A manager is no candidate.
        [("Ada Lind", "SUPPORTED", "Ben Moss"), ("Ben Moss", "LEADS", "Reeve 2024")],
    ],
)  # fmt: skip
def test_what_is_no_backing(ties: list) -> None:
    answer = asked(graph(("Ada Lind", "LEADS", "Ostra"), *ties))

    assert answer.paths == ()
    assert "Nobody of Ostra is told to have backed a campaign" in render(answer)


def test_what_is_not_counted_is_told_as_what_comes_near() -> None:
    view = graph(("Ada Lind", "LEADS", "Ostra"), ("Ada Lind", "DONATED_TO", "Lind for Us", "denied"))

    answer = asked(view)

    assert answer.paths == ()
    assert answer.why_not.lifting[0] == ("denied", 2)
    assert [entity.name for entity in answer.why_not.nearest[0].entities] == ["Ostra", "Ada Lind", "Lind for Us"]


def test_a_role_that_is_over_is_said_as_such() -> None:
    view = graph(("Ada Lind", "LEADS", "Ostra", "past"), ("Ada Lind", "DONATED_TO", "Lind for Us"))

    assert "Ada Lind led Ostra" in render(asked(view))


def test_the_filters_hold() -> None:
    view = graph(
        ("Ada Lind", "LEADS", "Ostra"), ("Ada Lind", "DONATED_TO", "Lind for Us"),
        ("Ben Moss", "FOUNDED", "Ostra"), ("Ben Moss", "ENDORSED", "Reeve 2024"),
    )  # fmt: skip

    assert chains(asked(view, PathOptions(relations=frozenset({"ENDORSED"})))) == ["Ostra - Ben Moss - Reeve 2024"]
    assert chains(asked(view, PathOptions(kinds=frozenset({"money"})))) == ["Ostra - Ada Lind - Lind for Us"]
    assert chains(asked(view, PathOptions(avoid=("Ada Lind",)))) == ["Ostra - Ben Moss - Reeve 2024"]
    assert chains(asked(view, PathOptions(through=("Ada Lind",)))) == ["Ostra - Ada Lind - Lind for Us"]
    assert len(chains(asked(view, PathOptions(limit=1, reference=date(2025, 1, 1))))) == 1
    assert asked(view, PathOptions(hops=1)).paths == ()


def test_an_unknown_company_gets_no_chain() -> None:
    assert ask(graph(), "which campaigns did people of Ostri Qel back").unknown == ("Ostri Qel",)
