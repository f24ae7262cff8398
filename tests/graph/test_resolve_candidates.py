"""Who is compared with whom, what that costs, and that looking at few gives what looking at all gives."""

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from resolve_world import World, told, verdict

from techpol.graph.ledger import Ledger
from techpol.graph.resolve import clusters, resolve
from techpol.graph.resolve.blocking import MAX_BLOCK, MOST, MOST_OF_OTHER_SCRIPT
from techpol.graph.resolve.ledger_store import LedgerStore
from techpol.graph.resolve.resolver import Resolver
from techpol.schema.model import Reading
from techpol.schema.names.lexicon import nicknames

ENDS = ("son", "ton", "berg", "ley", "man", "er", "ski", "ez")


@pytest.fixture(params=["memory", "ledger"])
def kind(request):
    return request.param


def crowd(world, size):
    """Put people of one city into a register whose names begin alike, so that they all meet."""
    register = world.source("register", "fec-masters")
    draw = random.Random(7)
    given_names = sorted(nicknames())[::9]
    for number in range(size):
        name = f"{draw.choice(given_names)} {draw.choice('ABCDEFG')} Marl{draw.choice('aeiou')}{draw.choice(ENDS)}"
        world.referent(register, f"{number}", "Person", name.title(), state="OH", city="LIMA")
    return register


def test_a_newcomer_costs_the_same_in_a_large_crowd(kind):
    costs = []
    for size in (100, 800):
        world = World()
        crowd(world, size)
        late = [
            world.referent(world.source(f"late{n}", "fec-masters"), "p", "Person", name, state="OH", city="LIMA")
            for n, name in enumerate(("MARLAND, ROBERT", "Marlison, Kate B", "Bob Marlison"))
        ]
        store = world.store(kind)
        resolve(store, set(store.iter_referent_ids()) - set(late))
        costs.append(resolve(store, late).compared)

    assert all(cost <= 3 * (MOST + MOST_OF_OTHER_SCRIPT) * 2 for cost in costs)
    assert costs[1] < 2 * costs[0]


@pytest.mark.parametrize(
    ("there", "newcomer"),
    [
        ("Robert Q. Marlison", "MARLISON, BOB"),
        ("Robert Q. Marlison", "Robert Marlison"),
        ("Robert Q. Marlison", "MARLISON, ROBERT Q JR"),
        ("Robert Q. Marlison", "Robert Marlisson"),
        ("Robert Q. Marlison", "روبرت مارليسون"),
        ("روبرت مارليسون", "Robert Marlison"),
        ("Al F. Marlison", "MARLISON, AL"),
        ("Ben H. Marlison", "Ben Marlison"),
    ],
)
def test_the_right_one_is_met_in_a_crowd(kind, there, newcomer):
    world = World()
    crowd(world, 400)
    facts = {"state": "OH", "city": "LIMA"}
    right = world.referent(world.source("right", "fec-masters"), "p", "Person", there, **facts)
    late = world.referent(world.source("late"), "p", "Person", newcomer, **facts)
    store = world.store(kind)
    resolve(store)

    assert right in met(store, late)


def met(store, key):
    """Return everybody whom a referent is compared with."""
    resolver = Resolver(store)
    resolver.neighbours([key])
    return {one for pair in resolver.scores for one in pair} - {key}


def test_strangers_in_one_city_do_not_meet(kind):
    world = World()
    source = world.source("a", "fec-masters")
    ids = [
        world.referent(source, name, "Person", name, state="OH", city="LIMA")
        for name in ("Robert Marlison", "Edith Farnsworth", "روبرت فارنسورث")
    ]
    store = world.store(kind)
    resolve(store)

    assert all(met(store, key).isdisjoint(ids[:1]) for key in ids[1:])


def test_an_identifier_is_met_however_full_its_blocks_are(kind):
    world = World()
    crowd(world, 300)
    one = world.referent(world.source("a"), "p", "Person", "Rob Marlison", identifiers=[("fec-candidate", "H1")])
    other = world.referent(
        world.source("b"), "p", "Person", "Zelda Quillfeather", identifiers=[("fec-candidate", "H1")]
    )
    store = world.store(kind)
    resolve(store)

    assert other in met(store, one)
    assert verdict(store, one, other) == "same"


def test_a_name_in_very_many_articles_is_one_entity(kind):
    world = World()
    ids = [
        world.referent(world.source(f"s{n:02}"), "p", "Person", "Leopold Quillfeather") for n in range(3 * MAX_BLOCK)
    ]
    store = world.store(kind)
    for key in ids:
        resolve(store, [key])

    assert [set(found) for found in clusters(ids, store.iter_judgements())] == [set(ids)]


def test_a_rival_beyond_the_old_one_is_not_forgotten(kind):
    world = World()
    article = world.referent(
        world.source("o"), "p", "Person", "Leopold Quillfeather", state="OH", city="LIMA", employer="BRIGHTWELL LABS"
    )
    plain = world.referent(world.source("y"), "p", "Person", "Leopold Quillfeather")
    rival = world.referent(
        world.source("z", "fec-masters"), "p", "Person", "QUILLFEATHER, LEOPOLD", state="UT", city="PROVO"
    )
    late = world.referent(
        world.source("n", "fec-masters"), "p", "Person", "QUILLFEATHER, L", state="OH", city="LIMA",
        employer="BRIGHTWELL LABS",
    )  # fmt: skip
    store = world.store(kind)
    resolve(store, [article, plain, rival])
    assert verdict(store, article, plain) == "unsure"
    resolve(store, [late])

    assert verdict(store, article, late) == "same"
    assert verdict(store, article, plain) == "unsure"


def test_a_newcomer_opens_what_was_settled(kind):
    world = World()
    article = world.referent(world.source("a"), "p", "Person", "Leopold Quillfeather")
    one, other = (
        world.referent(world.source(state, "fec-masters"), "p", "Person", "QUILLFEATHER, LEOPOLD", state=state)
        for state in ("OH", "UT")
    )
    store = world.store(kind)
    resolve(store, [article, one])
    assert verdict(store, article, one) == "same"
    resolve(store, [other])

    assert verdict(store, article, one) == verdict(store, article, other) == "unsure"


def test_what_a_person_undid_is_still_somebodys_rival():
    world = World()
    article = world.referent(world.source("a"), "p", "Person", "Leopold Quillfeather")
    one, other = (
        world.referent(world.source(state, "fec-masters"), "p", "Person", "QUILLFEATHER, LEOPOLD", state=state)
        for state in ("OH", "UT")
    )
    store = world.store("ledger")
    resolve(store, [article, one])
    store.take_back([item.id for item in store.iter_judgements([one])], "person:anna", "not he")
    resolve(store, [other])
    step_by_step = told(store)
    resolve(store)

    assert told(store) == step_by_step


def test_the_dead_leave_the_index_and_come_back():
    world = World()
    source = world.source("a", "fec-masters")
    world.referent(source, "p", "Person", "Leopold Quillfeather", state="OH")
    other = world.source("b", "fec-masters")
    world.referent(other, "p", "Person", "QUILLFEATHER, LEOPOLD", state="OH")
    with Ledger.in_memory() as ledger:
        for key in world.readings:
            found, referents, claims = world.readings[key]
            ledger.put(Reading(found, [*referents, *claims]))
        ledger.build()
        whole, digest = held(ledger), ledger.digest().text
        ledger.retract(source.id, "a hoax", "person:anna")
        ledger.build()
        left = held(ledger)
        ledger.restore(source.id, "it was none", "person:anna")
        ledger.build()

        assert 0 < left < whole == held(ledger)
        assert ledger.digest().text == digest


def held(ledger):
    return ledger.connection.execute("SELECT count(*) FROM block").fetchone()[0]


def test_a_judgement_that_stays_says_what_it_rests_on_now(kind):
    world = World()
    facts = {"state": "OH"}
    one = world.referent(world.source("a", "fec-masters"), "p", "Person", "John Smith", **facts)
    other = world.referent(world.source("b", "fec-masters"), "p", "Person", "SMITH, JOHN", **facts)
    store = world.store(kind)
    resolve(store)
    (before,) = store.iter_judgements([one])
    store.weigh_anew([replace(before, score=0.5, why="old")])
    resolve(store, [other])

    assert list(store.iter_judgements([one])) == [before]


people = st.tuples(
    st.sampled_from(("Leopold Quillfeather", "QUILLFEATHER, LEO", "L. Quillfeather", "ليوبولد كويلفيذر",
                     "Quillfeather", "Edith Quillfeather", "Leopold J. Quillfeather", "QUILLFEATHER, LEOPOLD K",
                     "Leopold Quillfeather Jr.")),
    st.sampled_from((None, None, "OH", "UT")),
    st.sampled_from(("article", "article", "fec-masters")),
    st.sampled_from((None, None, "BRIGHTWELL LABS")),
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(st.lists(people, min_size=2, max_size=8), st.randoms(use_true_random=False))
def test_one_by_one_in_any_order_gives_what_all_at_once_gives(rows, draw):
    world = World()
    for number, (name, state, source_kind, employer) in enumerate(rows):
        facts = {"state": state, "employer": employer}
        source = world.source(f"s{number}", source_kind)
        world.referent(source, "p", "Person", name, **{what: value for what, value in facts.items() if value})
    whole = world.store("ledger")
    resolve(whole)
    order = list(world.readings)
    draw.shuffle(order)
    with Ledger.in_memory() as ledger:
        store = LedgerStore(ledger)
        for key in order:
            source, referents, _ = world.readings[key]
            ledger.put(Reading(source, referents))
            resolve(store, {referent.id for referent in referents})

        assert told(store) == told(whole)


def test_what_looks_alike_in_two_sources_is_not_at_odds_by_its_whole_score_either() -> None:
    world = World()
    facts = ({}, {"state": "OH"}, {"state": "CA"}, {"state": "OH", "city": "LIMA"}, {"gender": "f"})
    for number, (name, more) in enumerate((n, f) for n in ("Ann Lee", "Lee", "Ann B. Lee") for f in facts * 2):
        world.referent(world.source(f"s{number // 2}", "article"), f"p{number}", "Person", name, **more)
    store = world.store("memory")
    resolver = Resolver(store)
    ids = sorted(store.iter_referent_ids())
    pairs = [(left, right) for number, left in enumerate(ids) for right in ids[number + 1 :]]
    found = {pair: resolver.at_odds(*pair) for pair in pairs}

    whole = {pair: resolver.score(*pair, whole=True) for pair in pairs}
    assert found == {pair: score is not None and score.at_odds for pair, score in whole.items()}
    assert len(set(found.values())) == 2
