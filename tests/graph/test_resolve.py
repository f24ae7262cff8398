import csv
import io
import itertools
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from resolve_world import World, told, verdict

from techpol.graph.ledger import Ledger
from techpol.graph.resolve import (
    clusters,
    decide,
    explain,
    export_csv,
    import_csv,
    iter_unsure,
    resolve,
    table_rows,
    waterfall_lines,
)
from techpol.graph.resolve.ledger_store import LedgerStore
from techpol.graph.resolve.names import agree
from techpol.schema.errors import UsageError
from techpol.schema.model import (
    Judgement,
    Reading,
    Verdict,
)


@pytest.fixture(params=["memory", "ledger"])
def kind(request):
    return request.param


@pytest.fixture
def world():
    return World()


def test_one_person_in_two_scripts_and_a_register(world, kind):
    a, b, register = world.source("a"), world.source("b"), world.source("f", "fec-bulk")
    english = world.referent(a, "p", "Person", "Samuel Ellwood", ["Ellwood"])
    world.referent(a, "c", "Company", "Brightwell Labs")
    world.claim(a, "p", "LEADS", "c")
    arabic = world.referent(b, "p", "Person", "صامويل إلوود")
    here = world.referent(
        register, "1", "Person", "ELLWOOD, SAM", city="OAKLAND", state="CA", employer="BRIGHTWELL LABS"
    )
    namesake = world.referent(register, "2", "Person", "ELLWOOD, SAM", city="TOLEDO", state="OH", employer="RETIRED")
    store = world.store(kind)
    report = resolve(store)
    assert verdict(store, english, here) == "same"
    assert verdict(store, here, namesake) == "different"
    assert verdict(store, english, namesake) != "same"
    found = clusters(store.iter_referent_ids(), store.iter_judgements())
    home = {member: number for number, cluster in enumerate(found) for member in cluster}
    assert home[english] == home[here] == home[arabic]
    assert home[namesake] != home[english]
    assert report.same >= 2


def test_types_that_are_never_one(world, kind):
    a, b = world.source("a"), world.source("b")
    ids = [
        world.referent(a, "company", "Company", "Brightwell"),
        world.referent(a, "pac", "Committee", "Brightwell PAC"),
        world.referent(b, "committee", "Committee", "Brightwell"),
        world.referent(b, "man", "Person", "Jonas Brightwell"),
        world.referent(a, "fund", "Organization", "Jonas Brightwell Foundation"),
        world.referent(a, "party", "Party", "Brightwell Party"),
    ]
    store = world.store(kind)
    resolve(store)
    assert all(verdict(store, left, right) != "same" for left, right in itertools.combinations(ids, 2))


def test_campaigns_by_owner_office_and_year(world, kind):
    a, b, c = world.source("a"), world.source("b"), world.source("c", published="2020-05")
    for source in (a, b, c):
        world.referent(source, "p", "Person", "Wilhelmina Farnsworth")
    world.referent(b, "q", "Person", "Otis Farnsworth")
    first = world.referent(a, "camp", "Campaign", "her campaign", nominal=True, owner="p")
    second = world.referent(b, "camp", "Campaign", "Farnsworth's campaign", nominal=True, owner="p")
    other_year = world.referent(c, "camp", "Campaign", "her 2020 bid", nominal=True, owner="p", year=2020)
    this_year = world.referent(c, "camp2", "Campaign", "the 2024 campaign", nominal=True, owner="p", year=2024)
    other_man = world.referent(b, "camp2", "Campaign", "Farnsworth campaign", nominal=True, owner="q")
    store = world.store(kind)
    resolve(store)
    assert verdict(store, first, second) == "same"
    assert verdict(store, other_year, this_year) != "same"
    assert verdict(store, first, other_year) != "same"
    assert verdict(store, first, other_man) != "same"


def test_a_campaign_named_after_its_candidate_is_the_one_that_he_owns(world, kind):
    a, b = world.source("a"), world.source("b")
    world.referent(a, "p", "Person", "Leopold Quillfeather")
    owned = world.referent(a, "camp", "Campaign", "Quillfeather campaign", owner="p", year=2024)
    world.referent(b, "p", "Person", "Quillfeather")
    named = world.referent(b, "camp", "Campaign", "Leopold Quillfeather's campaign", owner="p")
    store = world.store(kind)
    resolve(store)
    assert verdict(store, owned, named) == "same"


def test_a_family_name_is_whom_its_article_gives_in_full(world, kind):
    a, b = world.source("a"), world.source("b")
    whole = world.referent(a, "p", "Person", "Leopold Quillfeather")
    bare = world.referent(a, "q", "Person", "Quillfeather")
    one = world.referent(b, "p", "Person", "Otis Farnsworth")
    other = world.referent(b, "q", "Person", "Wilhelmina Farnsworth")
    open_name = world.referent(b, "r", "Person", "Farnsworth")
    store = world.store(kind)
    resolve(store)
    assert verdict(store, whole, bare) == "same"
    assert verdict(store, one, open_name) == verdict(store, other, open_name) == "unsure"
    assert verdict(store, one, other) != "same"


def test_common_nouns_name_nobody(world, kind):
    a, b = world.source("a"), world.source("b")
    ids = [world.referent(source, "pac", "Committee", "super PAC") for source in (a, b)]
    proper = [world.referent(source, "own", "Committee", "American Tomorrow PAC") for source in (a, b)]
    store = world.store(kind)
    resolve(store)
    assert verdict(store, *ids) != "same"
    assert verdict(store, *proper) == "same"


def test_a_bare_family_name_and_a_description_join_nothing(world, kind):
    a, b = world.source("a"), world.source("b")
    whole = world.referent(a, "p", "Person", "Leopold Quillfeather")
    bare = world.referent(b, "p", "Person", "Quillfeather")
    group = world.referent(a, "g", "Group", "more than 100 investors", nominal=True)
    other_group = world.referent(b, "g", "Group", "more than 100 investors", nominal=True)
    store = world.store(kind)
    resolve(store)
    assert verdict(store, whole, bare) != "same"
    assert verdict(store, group, other_group) != "same"


def test_identifiers_decide(world, kind):
    a, b, c = world.source("a", "fec-masters"), world.source("b", "fec-masters"), world.source("c", "fec-masters")
    old = world.referent(a, "1", "Committee", "OLD NAME PAC", identifiers=[("fec-committee", "C00000001")])
    new = world.referent(b, "1", "Committee", "NEW NAME PAC", identifiers=[("fec-committee", "C00000001")])
    like = world.referent(c, "2", "Committee", "NEW NAME PAC", identifiers=[("fec-committee", "C00000002")])
    store = world.store(kind)
    resolve(store)
    assert verdict(store, old, new) == "same"
    assert verdict(store, new, like) == "different"


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ({"gender": "male"}, {"gender": "female"}),
        ({"born": "1960-01-01"}, {"born": "1975-01-01"}),
    ],
)
def test_facts_that_bar(world, kind, left, right):
    a, b = world.source("a", "legislators"), world.source("b", "legislators")
    one = world.referent(a, "p", "Person", "Leopold Quillfeather", **left)
    other = world.referent(b, "p", "Person", "Leopold Quillfeather", **right)
    store = world.store(kind)
    resolve(store)
    assert verdict(store, one, other) == "different"


def test_nobody_acts_before_birth(world, kind):
    a, b = world.source("a", "legislators"), world.source("b")
    born = world.referent(a, "p", "Person", "Leopold Quillfeather", born="1990-01-01")
    acts = world.referent(b, "p", "Person", "Leopold Quillfeather")
    world.referent(b, "c", "Company", "Brightwell Labs")
    world.claim(b, "p", "LEADS", "c", year=1985)
    store = world.store(kind)
    resolve(store)
    assert verdict(store, born, acts) == "different"


def test_rivals_at_odds_leave_it_open(world, kind):
    article, register = world.source("a"), world.source("m", "fec-masters")
    person = world.referent(article, "p", "Person", "Leopold Quillfeather")
    one = world.referent(register, "1", "Person", "QUILLFEATHER, LEOPOLD", state="OH", city="LIMA")
    other = world.referent(register, "2", "Person", "QUILLFEATHER, LEOPOLD", state="UT", city="PROVO")
    store = world.store(kind)
    resolve(store)
    assert verdict(store, person, one) == verdict(store, person, other) == "unsure"


def many(world):
    for number, state in enumerate(["OH", "CA", None, "UT", None]):
        source = world.source(f"s{number}", "article" if state is None else "fec-masters")
        facts = {} if state is None else {"state": state, "city": f"TOWN {state}"}
        world.referent(source, "p", "Person", "Leopold Quillfeather", **facts)
        world.referent(source, "q", "Person", "Wilhelmina Farnsworth" if number % 2 else "FARNSWORTH, WILHELMINA J")
        world.referent(
            source, "c", "Company", ["Brightwell Labs", "Brightwell Labs Inc.", "برايتويل لابز"][number % 3]
        )


def test_the_order_of_loading_does_not_matter(world):
    many(world)
    whole = world.store("ledger")
    resolve(whole)
    for seed in range(3):
        order = list(world.readings)
        random.Random(seed).shuffle(order)
        ledger = Ledger.in_memory()
        store = LedgerStore(ledger)
        for key in order:
            source, referents, claims = world.readings[key]
            ledger.put(Reading(source, [*referents, *claims]))
            resolve(store, {referent.id for referent in referents})
        assert told(store) == told(whole)
        ledger.build()
        step_by_step = ledger.digest().text
        ledger.build(full=True)
        assert ledger.digest().text == step_by_step


def test_judging_again_changes_nothing(world, kind):
    many(world)
    store = world.store(kind)
    assert resolve(store).new > 0
    before = told(store)
    again = resolve(store)
    assert (again.new, again.withdrawn) == (0, 0)
    assert told(store) == before


def test_a_retracted_source_takes_its_judgements_along(world):
    many(world)
    store = world.store("ledger")
    resolve(store)
    gone = next(iter(world.readings))
    dead = {referent.id for referent in world.readings[gone][1]}
    store.ledger.retract(gone, "withdrawn by the paper", "ann")
    assert resolve(store, dead).withdrawn > 0
    assert all(item.left not in dead and item.right not in dead for item in store.iter_judgements())
    store.ledger.restore(gone, "stands after all", "ann")
    resolve(store, dead)
    whole = world.store("ledger")
    resolve(whole)
    assert told(store) == told(whole)


def test_a_persons_word_counts_before_a_rules(world, kind):
    a, b, c = world.source("a"), world.source("b"), world.source("c")
    one = world.referent(a, "p", "Person", "Leopold Quillfeather")
    two = world.referent(b, "p", "Person", "Leopold Quillfeather")
    three = world.referent(c, "p", "Person", "L. Quillfeather")
    store = world.store(kind)
    resolve(store)
    assert verdict(store, one, two) == "same"
    decide(store, two, one, Verdict.DIFFERENT, "ann", "father and son")
    decide(store, one, three, Verdict.SAME, "ann")
    resolve(store)
    found = clusters(store.iter_referent_ids(), store.iter_judgements())
    home = {member: number for number, cluster in enumerate(found) for member in cluster}
    assert home[one] == home[three] != home[two]
    decide(store, one, two, Verdict.SAME, "bob", "the same after all")
    found = clusters(store.iter_referent_ids(), store.iter_judgements())
    assert any({one, two} <= set(cluster) for cluster in found)


def test_a_persons_unsure_takes_back_what_a_rule_settled(world, kind):
    a, b = world.source("a"), world.source("b")
    one = world.referent(a, "p", "Person", "Leopold Quillfeather")
    two = world.referent(b, "p", "Person", "Leopold Quillfeather")
    store = world.store(kind)
    resolve(store)
    decide(store, one, two, Verdict.UNSURE, "ann")
    resolve(store)
    assert len(clusters([one, two], store.iter_judgements())) == 2


def test_decide_wants_a_person_and_two_referents(world, kind):
    a = world.source("a")
    one = world.referent(a, "p", "Person", "Leopold Quillfeather")
    store = world.store(kind)
    with pytest.raises(UsageError, match="--by"):
        decide(store, one, "r-0", Verdict.SAME, " ")
    with pytest.raises(UsageError, match="itself"):
        decide(store, one, one, Verdict.SAME, "ann")


def open_pairs(world):
    article, register = world.source("a"), world.source("m", "fec-masters")
    person = world.referent(article, "p", "Person", "Leopold Quillfeather")
    world.referent(article, "c", "Company", "=cmd|' /C calc'!A0")
    world.claim(article, "p", "LEADS", "c")
    world.referent(register, "1", "Person", "QUILLFEATHER, LEOPOLD", state="OH", city="LIMA")
    world.referent(register, "2", "Person", "QUILLFEATHER, LEOPOLD", state="UT", city="PROVO")
    return person


def test_the_queue_and_the_spreadsheet(world, kind):
    person = open_pairs(world)
    store = world.store(kind)
    resolve(store)
    queue = list(iter_unsure(store))
    assert len(queue) == 2
    assert all(person in (pair.judgement.left, pair.judgement.right) for pair in queue)
    assert any("LEADS" in quote for pair in queue for side in (pair.left, pair.right) for quote in side.quotes)
    stream = io.StringIO()
    assert export_csv(store, stream) == 2
    rows = list(csv.DictReader(io.StringIO(stream.getvalue())))
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row.values())
    rows[0]["verdict"], rows[0]["reason"] = "Same", "the same office"
    rows[1]["verdict"] = "perhaps"
    back = io.StringIO()
    writer = csv.DictWriter(back, rows[0])
    writer.writeheader()
    writer.writerows([*rows, {**rows[0], "left": "r-none"}])
    back.seek(0)
    kept, errors = import_csv(store, back, "ann", "open.csv")
    assert kept == 1
    assert "open.csv:3" in errors[0] and "'perhaps'" in errors[0]
    assert "r-none" in errors[1]
    mine = [item for item in store.iter_judgements() if item.by == "person:ann"]
    assert [(str(item.verdict), item.why) for item in mine] == [("same", "the same office")]
    assert len(list(iter_unsure(store))) == 1


def test_no_word_makes_a_person_a_company(world, kind):
    source = world.source("a")
    man = world.referent(source, "p", "Person", "Gregory Holt")
    firm = world.referent(source, "c", "Company", "Brightwell Robotics")
    plain = world.referent(source, "o", "Organization", "Brightwell")
    store = world.store(kind)

    with pytest.raises(UsageError, match=r"is a Person, .* a Company: these are never one"):
        decide(store, man, firm, Verdict.SAME, "ann")

    file = io.StringIO(f"verdict,left,right\nsame,{man},{firm}\nsame,{firm},{plain}\ndifferent,{man},{plain}\n")
    kept, errors = import_csv(store, file, "ann", "open.csv")
    assert (kept, len(errors)) == (2, 1)
    assert errors[0].startswith("open.csv:2: ") and "never one" in errors[0]


def test_a_spreadsheet_without_its_columns(world, kind):
    with pytest.raises(UsageError, match="no column left, right; found verdict"):
        import_csv(world.store(kind), io.StringIO("verdict\nsame\n"), "ann")


def test_an_explanation_adds_up(world, kind):
    person = open_pairs(world)
    store = world.store(kind)
    resolve(store)
    pair = next(iter(iter_unsure(store))).judgement
    found = explain(store, pair.left, pair.right)
    assert sum(part.odds for part in found.parts) == pytest.approx(found.odds)
    assert found.to_dict()["judgements"][0]["verdict"] == "unsure"
    assert table_rows(found)[-1][3] == f"{found.odds:+.1f}"
    lines = waterfall_lines(found, 30)
    assert len(lines) == len(found.parts) + 1
    assert "probability" in lines[-1]
    with pytest.raises(UsageError, match="no live referent 'r-none'"):
        explain(store, person, "r-none")
    with pytest.raises(UsageError, match="two different"):
        explain(store, person, person)


def test_a_rules_judgements_can_all_be_undone(world):
    many(world)
    store = world.store("ledger")
    resolve(store)
    undone = store.ledger.undo_rule("rule:person", "ann", "too eager")
    assert undone > 0
    resolve(store)
    assert all(item.by != "rule:person" for item in store.iter_judgements())


def test_judgements_of_other_rules_are_left_alone(world, kind):
    a, b = world.source("a"), world.source("b")
    one = world.referent(a, "p", "Person", "Leopold Quillfeather")
    two = world.referent(b, "p", "Person", "Wilhelmina Farnsworth")
    store = world.store(kind)
    left, right = sorted((one, two))
    store.add_judgements(
        [Judgement(left, right, Verdict.SAME, "rule:splink", "4", "2024-01-01T00:00:00+00:00", 0.99)]
    )
    resolve(store)
    assert verdict(store, one, two) == "same"


def test_clusters_never_cross_a_difference_whatever_the_order():
    names = ["r-a", "r-b", "r-c", "r-d"]
    judged = [
        Judgement("r-a", "r-b", Verdict.SAME, "rule:person", score=0.99),
        Judgement("r-b", "r-c", Verdict.SAME, "rule:person", score=0.98),
        Judgement("r-c", "r-d", Verdict.SAME, "person:ann", score=1.0),
        Judgement("r-a", "r-d", Verdict.DIFFERENT, "rule:person", score=0.0),
    ]
    for order in itertools.permutations(judged):
        assert clusters(names, order) == [["r-a", "r-b"], ["r-c", "r-d"]]


@pytest.mark.parametrize(
    ("left", "right", "kind", "level"),
    [
        ("Leopold Quillfeather", "QUILLFEATHER, LEOPOLD MR.", "person", "same"),
        ("Leopold A. Quillfeather", "Leopold Quillfeather", "person", "middle"),
        ("Tim Quillfeather", "Tom Quillfeather", "person", "slip"),
        ("Tim Quillfeather", "Timothy Quillfeather", "person", "nickname"),
        ("L. Quillfeather", "Leopold Quillfeather", "person", "initial"),
        ("Leopold Quillfeather", "Leopold Quillfeather Jr.", "person", "suffix"),
        ("Leopold Quillfeather Jr.", "Leopold Quillfeather Sr.", "person", "other"),
        ("Leopold A. Quillfeather", "Leopold B. Quillfeather", "person", "other"),
        ("Anna Quillfeather", "Leopold Quillfeather", "person", "other"),
        ("ليوبولد هاريسون", "Leopold Harrison", "person", "script"),
        ("Brightwell Labs", "Brightwell Labs, Inc.", "organization", "same"),
        ("Brightwell", "Brightwell PAC", "organization", "part"),
        ("Brightwell 2020", "Brightwell 2024", "organization", "other"),
        ("Brightwell Fund I", "Brightwell Fund II", "organization", "other"),
        ("NRO", "National Reform Office", "organization", "acronym"),
        ("Leo Quillfeather1", "Leo Quillfeather60", "person", "other"),
        ("Leo Quillfeather1", "Leo Quillfeather", "person", "other"),
        ("Leo Quillfeather1", "Leo Quillfeather1", "person", "same"),
        ("Brightwell7", "Brightwell8", "organization", "other"),
        ("Brightwell7 Labs", "Brightwell7 Labs Inc", "organization", "same"),
        ("n3o", "National Orga", "organization", "other"),
    ],
)
def test_levels_of_agreement(left, right, kind, level):
    assert agree(left, right, kind).level == level
    assert agree(right, left, kind).level == level


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["Person", "Company", "Committee", "Campaign", "Place", "Group", "Event", "Nonsense"]),
            st.one_of(
                st.text(max_size=12), st.sampled_from(["Jo Doe", "DOE, JO", "جو دو", "Doe 2020", "...", "Dr."])
            ),
            st.dictionaries(
                st.sampled_from(["year", "born", "gender", "state", "owner", "office"]),
                st.text(max_size=6),
                max_size=3,
            ),
        ),
        max_size=8,
    )
)
def test_no_referent_makes_it_fail_and_the_outcome_is_stable(rows):
    world = World()
    for number, (type_name, name, facts) in enumerate(rows):
        source = world.source(f"s{number % 3}")
        world.referent(source, f"k{number}", type_name, name, **facts)
    store = world.store("memory")
    resolve(store)
    first = told(store)
    assert resolve(store).new == 0
    assert told(store) == first
    list(iter_unsure(store))
