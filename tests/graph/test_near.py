"""Packed neighbours: what they say is never worse than the ties, and they follow the edges."""

import random
from datetime import date

import pytest
from random_ledger import RELATIONS, fill, random_filter, random_graph

from techpol.graph.adjacency import SlowView, strength_row, tie_of
from techpol.graph.ledger import Ledger
from techpol.graph.migrations import MIGRATIONS
from techpol.graph.near import from_blob, iter_near, pack_all, pack_hops, to_blob
from techpol.graph.strength import best_of, pack, unpack
from techpol.graph.view import EdgeFilter
from techpol.queries.ranking import Ranker, bonds_of
from techpol.schema.model import Modality

GIFT = ("asserted", 1, 1.0, 2_700.0, "2016-03-01", "2016-03-01")


@pytest.mark.parametrize(
    ("ties", "expected"),
    [
        ([GIFT], ({Modality.ASSERTED}, 1, 1.0, 3.43, False, 2016, False)),
        # The best of each, whichever tie it is of; amounts add up.
        (
            [GIFT, ("denied", 3, 0.5, 7_299.0, "2012-01-01", "2019-12-31")],
            ({Modality.ASSERTED, Modality.DENIED}, 3, 1.0, 4.0, False, 2019, False),
        ),
        ([GIFT, ("asserted", 1, 0.5, None, None, None)], ({Modality.ASSERTED}, 1, 1.0, 3.43, True, 2016, True)),
        ([("planned", 2, 0.333, None, "1920-05-05", None)], ({Modality.PLANNED}, 2, 0.34, None, True, 1950, True)),
        # A refund takes nothing away: a filter may leave the gift alone.
        ([GIFT, ("asserted", 1, 1.0, -2_700.0, None, None)], ({Modality.ASSERTED}, 1, 1.0, 3.43, False, 2016, True)),
        (
            [("asserted", 99, 1.0, 1e30, "2200-01-01", "2200-01-01")],
            ({Modality.ASSERTED}, float("inf"), 1.0, float("inf"), False, float("inf"), False),
        ),
    ],
)
def test_the_best_of_ties(ties, expected):
    best = unpack(pack(ties))

    modalities, support, confidence, digits, unsized, year, is_open = expected
    assert (best.modalities, best.support, best.confidence) == (frozenset(modalities), support, confidence)
    assert (best.unsized, best.year, best.open) == (unsized, year, is_open)
    assert best.digits == (digits if digits is None else pytest.approx(digits, abs=1 / 30))


def test_the_best_of_hops():
    one, other = pack([GIFT]), pack([("alleged", 4, 0.7, None, None, None)])

    assert best_of([]) == 0
    assert best_of([one]) == one
    best = unpack(best_of([one, other, one]))
    assert (best.modalities, best.support, best.confidence) == ({Modality.ASSERTED, Modality.ALLEGED}, 4, 1.0)
    assert (best.digits, best.unsized, best.open) == (unpack(one).digits, True, True)


def test_numbers_are_kept_in_one_order_of_bytes():
    assert to_blob([1, 258, 2**32 - 1]) == b"\x01\0\0\0\x02\x01\0\0\xff\xff\xff\xff"
    assert list(from_blob(b"\x01\0\0\0\x02\x01\0\0")) == [1, 258]


def test_no_hop_costs_less_than_its_ties_say_at_best():
    for seed in range(60):
        chance = random.Random(seed)
        graph = random_graph(chance)
        ranker = Ranker(date(chance.choice([2012, 2019, 2024]), 6, 30))
        best = {}
        for edge in graph.iter_edges():
            if not edge.total_of:
                best.setdefault((edge.subject, edge.relation, edge.object), []).append(strength_row(tie_of(edge)))
        packed = {hop: pack(ties) for hop, ties in best.items()}
        for edge_filter in (EdgeFilter(totals=False), random_filter(chance)):
            ties = [tie_of(edge) for edge in graph.iter_edges(edge_filter) if not edge.total_of]
            for bond in bonds_of(ties):
                ranker.bond_parts(bond)
                directions = {(tie.subject, tie.relation, tie.object) for tie in bond.ties}
                bound = min(ranker.at_best(bond.relation)[packed[hop]] for hop in directions)

                assert bound <= bond.cost
                assert ranker.at_best(bond.relation)[best_of(packed.values())] <= bound


def named_ways(view, ids, edge_filter, most):
    found = {}
    for way in view.ways(ids, edge_filter, most):
        assert len(way.others) == (way.ends if way.ends <= most else 0)
        whole = view.way(way, edge_filter)
        names = view.named(whole.others)
        assert list(whole.others) == sorted(whole.others)
        assert len(whole.others) == len(whole.strengths) == way.ends
        assert best_of(whole.strengths) == way.best
        for other, strength in zip(whole.others, whole.strengths, strict=True):
            found[way.entity, way.relation, way.side, names[other]] = strength
    return found


def test_the_ledger_gives_the_ways_that_memory_gives():
    for seed in range(30):
        chance = random.Random(seed)
        graph = random_graph(chance)
        ids = [entity.id for entity in graph.iter_entities()][:5]
        with Ledger.in_memory() as ledger:
            fill(ledger, graph)
            every = EdgeFilter(modalities=frozenset(Modality))

            assert named_ways(ledger, ids, every, 2) == named_ways(SlowView(graph), ids, every, 2)
            edge_filter = random_filter(chance)
            fast, slow = (named_ways(view, ids, edge_filter, 2) for view in (ledger, SlowView(graph)))

            assert slow.keys() <= fast.keys()
            assert all(best_of([fast[way], strength]) == fast[way] for way, strength in slow.items())
            assert {relation for _, relation, _, _ in fast} <= (edge_filter.relations or set(RELATIONS))


def test_a_way_back_is_the_way_of_the_other_end():
    graph = random_graph(random.Random(5))
    every = EdgeFilter(modalities=frozenset(Modality))
    with Ledger.in_memory() as ledger:
        fill(ledger, graph)
        for view in (ledger, SlowView(graph)):
            ways = list(view.ways([entity.id for entity in graph.iter_entities()], every, 100))
            back = {
                (key, relation, side, other, strength)
                for relation in RELATIONS
                for side in ("subject", "object")
                for key, others, strengths in view.ways_back([way.key for way in ways], relation, side, every)
                for other, strength in zip(others, strengths, strict=True)
            }

            assert back == {
                (other, way.relation, "object" if way.side == "subject" else "subject", way.key, strength)
                for way in ways
                for other, strength in zip(way.others, way.strengths, strict=True)
            }
            assert list(view.ways_back([], "LEADS", "object", every)) == []


def plain(ways):
    return sorted((*way[:6], list(way.others), list(way.strengths)) for way in ways)


def test_the_ways_around_other_ends_are_those_out_of_their_entities():
    for seed in range(20):
        graph = random_graph(random.Random(seed))
        ids = [entity.id for entity in graph.iter_entities()][:4]
        every = EdgeFilter(modalities=frozenset(Modality))
        given = EdgeFilter(relations=frozenset({"DONATED_TO"}))
        with Ledger.in_memory() as ledger:
            fill(ledger, graph)
            for view in (ledger, SlowView(graph)):
                keys = view.keys_of(ids)

                assert set(keys) == set(ids)
                assert {key: name for key, (name, _, _) in view.named(list(keys.values())).items()} == {
                    key: name for name, key in keys.items()
                }
                around = plain(view.ways_around(list(keys.values()), every, 2))
                expected = plain(view.ways(ids, every, 2))
                assert around == expected
                assert {way.relation for way in view.ways_around(list(keys.values()), given, 2)} <= {"DONATED_TO"}
                assert view.standing(list(keys.values()), every) == {way[2:4] for way in expected}
                assert view.standing([], every) == set()


def test_changed_hops_are_packed_as_all_are():
    for seed in range(30):
        chance = random.Random(seed)
        with Ledger.in_memory() as ledger:
            fill(ledger, random_graph(chance))
            connection = ledger.connection
            hops = connection.execute("SELECT id, subject, relation, object FROM edge ORDER BY id").fetchall()
            changed = []
            for edge_id, *hop in chance.sample(hops, 8):
                changed.append(tuple(hop))
                what = chance.choice(
                    [
                        "DELETE FROM edge",
                        "UPDATE edge SET support = 9",
                        "UPDATE edge SET is_total = 1",
                        "UPDATE edge SET object = 'e-new'",
                    ]
                )
                connection.execute(f"{what} WHERE id = ?", (edge_id,))
                changed.append((hop[0], hop[1], "e-new"))
            pack_hops(connection, changed)
            found = list(iter_near(connection))
            pack_all(connection)

            assert found == list(iter_near(connection))


def test_an_older_ledger_is_packed_when_it_is_opened(tmp_path):
    path = tmp_path / "old.db"
    with Ledger.open(path) as ledger:
        fill(ledger, random_graph(random.Random(1)))
        expected = list(iter_near(ledger.connection))
        for table in ("near", "node", "likely"):
            ledger.connection.execute(f"DROP TABLE {table}")
        ledger.connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) - 2}")
    with Ledger.open(path) as ledger:
        assert list(iter_near(ledger.connection)) == expected
