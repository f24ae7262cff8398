"""What a ranker keeps from one question for the next."""

from datetime import date

from techpol.graph.strength import pack
from techpol.queries.ranking import Ranker, ranker_of


def test_questions_of_one_day_share_a_ranker():
    assert ranker_of(date(2024, 5, 1)) is ranker_of(date(2024, 5, 1))
    assert ranker_of(date(2024, 5, 1)).today != ranker_of(date(2024, 5, 2)).today


def test_no_more_costs_are_kept_than_there_is_room_for(monkeypatch):
    monkeypatch.setattr("techpol.queries.ranking._MOST_COSTS", 3)
    ranker = Ranker(date(2024, 12, 31))
    costs = ranker.at_best("DONATED_TO")
    packed = [pack([("asserted", 1, 1.0, 10.0**digits, None, None)]) for digits in range(7)]
    found = [costs[strength] for strength in packed]

    assert len(costs) <= 3
    assert found == [costs[strength] for strength in packed]
    assert found == sorted(found, reverse=True)
