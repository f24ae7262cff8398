"""An incremental build gives the graph of one from scratch, whatever was loaded, retracted and judged before."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from ledger_samples import Article

from techpol.graph.ledger import Ledger
from techpol.graph.near import iter_near
from techpol.schema.model import Judgement, Modality, Verdict

PEOPLE = ("Ada Quill", "Quill", "Rowan Pike")
COMPANIES = ("Lumen Labs", "Basalt Works")
BENEFICIARIES = (("Committee", "Marsh Fund"), ("Campaign", "Marsh campaign"), ("Person", "Lee Marsh"))
PUBLISHERS = ("Pebble", "Harbour Post", None)


def facts():
    """One statement of an article: what the sentence says, and how."""
    modality = st.sampled_from([*[Modality.ASSERTED] * 4, Modality.PLANNED, Modality.DENIED])
    gift = st.tuples(
        st.just("gift"), st.sampled_from(PEOPLE), st.sampled_from(BENEFICIARIES),
        st.sampled_from([None, 100, 100, 200, 300]), st.sampled_from([None, 1, 2]),
        st.sampled_from([None, "2023-06-14", "2023-06", "2023"]),
        st.sampled_from(["single", "single", "total", "joint"]), modality,
    )  # fmt: skip
    lead = st.tuples(st.just("lead"), st.sampled_from(PEOPLE), st.sampled_from(COMPANIES), st.booleans())
    tie = st.tuples(st.just("tie"), st.sampled_from(BENEFICIARIES), st.sampled_from(BENEFICIARIES))
    meet = st.tuples(st.just("meet"), st.sampled_from(PEOPLE), st.sampled_from(PEOPLE), modality)
    return st.one_of(gift, gift, lead, tie, meet)


def article(number: int, publisher: str | None, told: list) -> Article:
    sentences = []
    for fact in told:
        match fact:
            case ("gift", who, (_, to), amount, count, when, scope, modality):
                sentences.append(f"{who} gave {to} {amount} x {count} {when} {scope} {modality}.")
            case ("lead", who, company, past):
                sentences.append(f"{who} leads {company}, past {past}.")
            case ("tie", (_, one), (_, other)):
                sentences.append(f"{one} is of {other}.")
            case ("meet", one, other, modality):
                sentences.append(f"{one} met {other}, {modality}.")
    made = Article(
        f"https://a.example/{number}", " ".join([*sentences, f"Paper {number}."]), publisher, f"2023-0{number + 6}-01"
    )
    for fact, sentence in zip(told, sentences, strict=True):
        match fact:
            case ("gift", who, (type_name, to), amount, count, when, scope, modality):
                values = {"count": count} | ({"start": when} if when else {})
                if amount is not None:
                    values |= {"amount": amount, "amount_scope": scope}
                made.claim(
                    made.name("Person", who),
                    "DONATED_TO",
                    made.name(type_name, to),
                    sentence,
                    modality=modality,
                    **values,
                )
            case ("lead", who, company, past):
                made.claim(made.name("Person", who), "LEADS", made.name("Company", company), sentence, past=past)
            case ("tie", one, other) if one != other:
                ends = [_named(made, *end) for end in (one, other)]
                made.claim(ends[0], "CONNECTED_TO", ends[1], sentence)
            case ("meet", one, other, modality) if one != other:
                made.claim(
                    made.name("Person", one), "MET_WITH", made.name("Person", other), sentence, modality=modality
                )
    return made


def _named(made: Article, type_name: str, name: str) -> str:
    if type_name == "Campaign" and "Lee Marsh" in made.text:
        return made.name(type_name, name, owner=made.name("Person", "Lee Marsh"))
    return made.name(type_name, name)


articles = st.tuples(st.integers(0, 3), st.sampled_from(PUBLISHERS), st.lists(facts(), max_size=5))
operations = st.lists(
    st.one_of(
        st.tuples(st.just("load"), articles),
        st.tuples(st.just("load"), articles),
        st.tuples(st.sampled_from(["retract", "restore", "reject", "unreject"]), st.integers(0, 20)),
        st.tuples(st.just("judge"), st.integers(0, 30), st.integers(0, 30), st.sampled_from(["same", "different"])),
        st.tuples(st.just("undo"), st.integers(0, 5)),
        st.tuples(st.just("build")),
    ),
    max_size=14,
)


class World:
    """A ledger, and what a fresh one would have to be told to know the same."""

    def __init__(self) -> None:
        self.ledger = Ledger.in_memory()
        self.loaded: dict[str, Article] = {}

    def do(self, operation: tuple) -> None:
        ledger = self.ledger
        match operation:
            case ("load", (number, publisher, told)):
                made = article(number, publisher, told)
                if ledger.put(made.reading()).known_as is None:
                    self.loaded[made.source.id] = made
            case ("retract" | "restore" as what, number) if len(self.loaded) > 0:
                source = sorted(self.loaded)[number % len(self.loaded)]
                getattr(ledger, what)(source, "", "Kim")
            case ("reject" | "unreject" as what, number):
                claims = [stored.claim.id for stored in ledger.iter_stored_claims()]
                if len(claims) > 0:
                    call = ledger.reject_claim if what == "reject" else ledger.unreject
                    call(claims[number % len(claims)], "", "Kim")
            case ("judge", one, other, verdict):
                found = self.referents()
                if len(found) > 1 and one % len(found) != other % len(found):
                    left, right = sorted((found[one % len(found)], found[other % len(found)]))
                    ledger.judge([Judgement(left, right, Verdict(verdict), "person:Kim")])
            case ("undo", number):
                judged = [item.id for item in ledger.iter_judgements() if item.by == "person:Kim"]
                if len(judged) > 0:
                    ledger.undo_judgements([judged[number % len(judged)]], "Kim", "")
            case ("build",):
                ledger.build()

    def referents(self) -> list[str]:
        return [row[0] for row in self.ledger.connection.execute("SELECT id FROM referent WHERE live ORDER BY id")]

    def fresh(self) -> Ledger:
        """Return a ledger that was told only what counts in the end, in another order."""
        told = Ledger.in_memory()
        for source in sorted(self.loaded, reverse=True):
            told.put(self.loaded[source].reading())
        for stored in self.ledger.iter_sources():
            if stored.retracted:
                told.retract(stored.source.id, "", "Kim")
        for stored in self.ledger.iter_stored_claims():
            if stored.status == "rejected" and told.get_stored_claim(stored.claim.id) is not None:
                told.reject_claim(stored.claim.id, "", "Kim")
        known = {row[0] for row in told.connection.execute("SELECT id FROM referent")}
        told.judge(
            item for item in self.ledger.iter_judgements()
            if item.by == "person:Kim" and {item.left, item.right} <= known
        )  # fmt: skip
        return told


@settings(max_examples=60, deadline=None)
@given(operations)
def test_incremental_equals_from_scratch(sequence):
    world = World()
    for operation in sequence:
        world.do(operation)
    world.ledger.build()
    incremental = world.ledger.digest().graph
    packed = list(iter_near(world.ledger.connection))
    with world.fresh() as told:
        told.build()
        fresh = told.digest().graph
    world.ledger.build(full=True)
    again = world.ledger.digest().graph
    packed_again = list(iter_near(world.ledger.connection))
    world.ledger.close()

    assert packed == packed_again
    assert again == incremental
    assert fresh == incremental
