"""Whom a name alone may not join: a rival with a fact for it, another walk of life, a father and his son."""

from decimal import Decimal

import pytest
from resolve_world import World, told, verdict

from techpol.graph.resolve import explain, resolve
from techpol.schema.model import Claim, Modality, Qualifiers, Record
from techpol.schema.values import Money, PartialDate


@pytest.fixture(params=["memory", "ledger"])
def kind(request):
    return request.param


def family(world, firm="Brightwell Robotics"):
    """A paper on a father and his son, who leads a firm; another on the one of them that leads it."""
    both, later = world.source("a"), world.source("b")
    father = world.referent(both, "f", "Person", "Gregory Holt")
    son = world.referent(both, "s", "Person", "Gregory Holt Jr.")
    world.referent(both, "c", "Company", "Brightwell Robotics")
    world.claim(both, "s", "LEADS", "c")
    named = world.referent(later, "p", "Person", "Gregory Holt")
    world.referent(later, "c", "Company", firm)
    world.claim(later, "p", "LEADS", "c")
    return father, son, named


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 0, 1), (1, 0, 2), (2, 1, 0)])
def test_a_name_alone_joins_nobody_whose_namesake_has_a_fact_for_it(kind, order):
    world = World()
    ids = family(world)
    store = world.store(kind)
    for position in order:
        resolve(store, [ids[position]])
    resolve(store, set(store.iter_referent_ids()) - set(ids))
    father, son, named = ids

    assert verdict(store, father, named) == "unsure"
    assert verdict(store, son, named) == "unsure"

    step_by_step = told(store)
    resolve(store)

    assert told(store) == step_by_step


def test_a_namesake_without_a_fact_for_it_blocks_nothing(kind):
    world = World()
    father, son, named = family(world, firm="Corvane Energy")
    store = world.store(kind)
    resolve(store)

    assert verdict(store, father, named) == "same"
    assert verdict(store, son, named) != "same"


def test_a_fact_of_ones_own_outweighs_a_namesakes(kind):
    world = World()
    both, later = world.source("a"), world.source("b")
    for source in (both, later):
        world.referent(source, "c", "Company", "Brightwell Robotics")
        world.referent(source, "p", "Person", "Gregory Holt")
        world.claim(source, "p", "LEADS", "c")
    son = world.referent(both, "s", "Person", "Gregory Holt Jr.")
    world.claim(both, "s", "WORKS_FOR", "c")
    father, named = (
        next(item.id for item in world.readings[source.id][1] if item.key == "p") for source in (both, later)
    )
    store = world.store(kind)
    resolve(store)

    assert verdict(store, father, named) == "same"
    assert verdict(store, son, named) != "same"


@pytest.mark.parametrize(
    ("published", "given", "other", "said"),
    [
        ("2025-01-20", PartialDate(2024, 10, 9), "2024-10-10", "same"),
        ("2025-01-20", None, "2024-10-10", "same"),  # of the election just held
        ("2024-12-20", None, "2024-10-10", "same"),
        ("2025-03-01", None, "2024-10-10", "two"),
        ("2024-10-12", PartialDate(2021, 10, 9), "2024-10-10", "two"),
    ],
)
def test_a_campaign_is_of_the_year_of_its_gifts(kind, published, given, other, said):
    world = World()
    one, two = world.source("a", published=published), world.source("b", published=other)
    campaigns = []
    for source in (one, two):
        world.referent(source, "p", "Person", "Wilhelmina Farnsworth")
        campaigns.append(world.referent(source, "camp", "Campaign", "Farnsworth campaign", owner="p"))
    if given is not None:
        world.referent(one, "d", "Person", "Otis Lindqvist")
        record = Record(one.id, "gift", (("text", "a gift"),))
        said_of = Qualifiers(start=given)
        world.readings[one.id][2].append(
            Claim(one.id, one.sha256, "d", "DONATED_TO", "camp", (record,), Modality.ASSERTED, None, said_of)
        )
    store = world.store(kind)
    resolve(store)

    assert (verdict(store, *campaigns) == "same") is (said == "same")


def give(world, source, donor, amount=1_000_000, day=3):
    """Add a gift of a sum on a day of October to the fund "f"."""
    record = Record(source.id, f"{donor} {amount} {day}", (("text", "a gift"),))
    said = Qualifiers(amount=Money(Decimal(amount), "USD"), start=PartialDate(2024, 10, day))
    world.readings[source.id][2].append(
        Claim(source.id, source.sha256, donor, "DONATED_TO", "f", (record,), Modality.ASSERTED, None, said)
    )


def sandersons(world, tied):
    """A paper that says Bill and William, and another that says William; return the three."""
    one, two = world.source("a"), world.source("b")
    bill = world.referent(one, "b", "Person", "Bill Sanderson")
    william = world.referent(one, "w", "Person", "William Sanderson")
    other = world.referent(two, "w", "Person", "William Sanderson")
    for source in (one, two):
        world.referent(source, "f", "Committee", "Harbor Victory Fund")
        world.referent(source, "c", "Company", "Corvane Energy")
    world.claim(two, "w", "LEADS", "c")
    if tied:
        world.claim(one, "b", "LEADS", "c")
        world.claim(one, "w", "WORKS_FOR", "c")
    give(world, one, "b")
    give(world, two, "w")
    return bill, william, other


def test_a_nickname_in_one_article_is_one_man_where_a_tie_says_so(kind):
    world = World()
    bill, william, other = sandersons(world, tied=True)
    store = world.store(kind)
    resolve(store)

    assert verdict(store, bill, other) == verdict(store, william, other) == "same"


def test_a_nickname_in_one_article_may_be_the_son(kind):
    world = World()
    bill, william, other = sandersons(world, tied=False)
    store = world.store(kind)
    resolve(store)

    assert "same" not in (verdict(store, bill, william), verdict(store, william, other))


@pytest.mark.parametrize(("amount", "day", "gain"), [(1_000_000, 3, 3.0), (1_000_000, 4, None), (900_000, 3, None)])
def test_one_sum_to_one_fund_on_one_day_speaks_for_one_giver(amount, day, gain):
    world = World()
    donors = []
    for source, given, on in ((world.source("a"), 1_000_000, 3), (world.source("b"), amount, day)):
        world.referent(source, "f", "Committee", "Harbor Victory Fund")
        donors.append(world.referent(source, "p", "Person", "William Sanderson"))
        give(world, source, "p", given, on)
    parts = explain(world.store("memory"), *donors).parts

    assert [part.odds for part in parts if part.what == "gift"] == ([] if gain is None else [gain])


@pytest.mark.parametrize("step", [1, 7, 20])
def test_a_hub_is_settled_alike_in_whatever_steps_its_namesakes_come(kind, step):
    # More than are compared with one, in two scripts; between them places that bear the name and one of their own.
    names = ["San Francisco", "سان فرانسيسكو"] * 16
    for place, name in enumerate(("مارفورد سان فرانسيسكو", "غريلهام سان فرانسيسكو", "ستالدوف سان فرانسيسكو")):
        names.insert(4 + 11 * place, name)
    world = World()
    ids = [world.referent(world.source(f"s{n:02}"), "p", "Place", name) for n, name in enumerate(names)]
    whole, store = world.store(kind), world.store(kind)
    resolve(whole)
    for start in range(0, len(ids), step):
        resolve(store, ids[start : start + step])
    step_by_step = told(store)
    resolve(store)

    assert step_by_step == told(whole) == told(store)


def test_who_is_judged_again_meets_no_others_than_before(kind):
    # The last has nearer ones before it than the first, which has none nearer than the last.
    names = ["Rowan Marford", *["Rowan Marfordei"] * 14, "Rowan Marforde"]
    world = World()
    ids = [world.referent(world.source(f"s{n:02}"), "p", "Person", name) for n, name in enumerate(names)]
    store = world.store(kind)
    resolve(store)
    before = told(store)
    for referent in ids:
        resolve(store, [referent])

    assert told(store) == before
