"""What lies around the ends of a search: gone through when something opposite asks, and no more than fits."""

from datetime import date

from techpol.graph.adjacency import Way
from techpol.graph.strength import pack
from techpol.queries.around import Around, Cheapest, Part
from techpol.queries.ranking import Ranker

NEW = pack([("asserted", 3, 1.0, None, None, None)])
OLD = pack([("asserted", 1, 0.5, None, "1990-01-01", "1990-12-31")])


def a_part(end, others, strengths, base=0.0, is_read=True):
    costs = Ranker(date(2024, 12, 31)).at_best("ENDORSED")
    way = Way(end, end, "ENDORSED", "subject", len(others), min(strengths), others, strengths)
    return Part(way, end, 0, base, base + min(costs[strength] for strength in strengths), costs, is_read)


def refuse(part):
    return False


def test_a_way_waits_until_something_opposite_asks():
    around = Around(refuse)
    part = a_part("a", [1, 2], [NEW, OLD])
    around.add(part, 1.0)

    assert around.least == {}
    around.ask(part.least + 1.5, 1.6)  # with this opposite it would be too dear
    assert around.least == {}
    around.ask(part.least + 1.1, 1.05)  # there is room for the cheapest beside the least that is opposite
    assert list(around.least) == [1]
    assert around.nearest == part.least
    around.ask(float("inf"), 0.0)  # it was gone through
    assert list(around.least) == [1]


def test_a_way_that_nothing_can_be_joined_to_any_more_is_let_go():
    around = Around(refuse)
    part = a_part("a", [1], [NEW])
    around.add(part, 1.0)
    around.ask(part.least + 0.9, 1.5)

    assert (around.least, around.waiting) == ({}, [])  # the bar never rises


def test_a_way_that_cannot_be_read_is_left_out():
    around = Around(refuse)
    around.add(a_part("a", [1], [NEW], is_read=False), 0.0)
    around.ask(float("inf"), 0.0)

    assert (around.least, around.waiting) == ({}, [])


def test_no_more_is_gone_through_than_is_enough():
    around = Around(refuse)
    for end, others in (("a", [1, 2]), ("b", [3]), ("c", [4])):
        around.add(a_part(end, others, [NEW] * len(others)), 0.0)
    around.ask(float("inf"), 0.0, 3)

    assert sorted(around.least) == [1, 2, 3]
    around.ask(float("inf"), 0.0)
    assert sorted(around.least) == [1, 2, 3, 4]


def test_ways_to_an_entity_come_cheapest_first():
    around = Around(refuse)
    dear, cheap, middle = (a_part(end, [7], [NEW], base) for end, base in (("a", 2.0), ("b", 0.0), ("c", 1.0)))
    for part in (dear, cheap, middle):
        around.add(part, 0.0)
    around.ask(float("inf"), 0.0)

    assert around.ways_to(7)[0] == (cheap.least, cheap)
    assert {part.end for _, part in around.ways_to(7)} == {"a", "b", "c"}


def test_what_is_near_enough():
    around = Around(refuse)
    part = a_part("a", [1, 2, 3], [NEW, OLD, NEW])
    around.add(part, 0.0)
    around.ask(float("inf"), 0.0)
    dear = around.least[2]

    assert around.within(part.least - 0.1) == []
    assert around.within(part.least) == [1, 3]
    assert around.within(dear) == [1, 2, 3]
    assert [around.count(room) for room in (part.least - 0.1, part.least, dear)] == [0, 2, 3]
    assert around.closest(2) == [1, 3]
    assert around.closest(9) == [1, 3, 2]


def test_the_cheapest_beside_a_part_is_of_another_end():
    parts = [a_part(end, [1], [NEW], base) for end, base in (("a", 0.0), ("a", 0.5), ("b", 1.0), ("c", 2.0))]
    cheapest = Cheapest(parts)

    assert cheapest.beside(parts[0]) == cheapest.beside(parts[1]) == parts[2].least
    assert cheapest.beside(parts[2]) == cheapest.beside(parts[3]) == parts[0].least
    assert Cheapest(parts[:2]).beside(parts[0]) == float("inf")
