import time
from decimal import Decimal

import pytest

from techpol.loaders.model.cues import is_no_person
from techpol.loaders.model.grounding import Grounder
from techpol.loaders.model.reply import Item
from techpol.schema.model import Mention, Modality, Referent, Source
from techpol.schema.values import Money, PartialDate

TEXT = (
    "Ann Lee leads Acme Corp. She “gave” two checks of $5,000 each to the Lake Fund in May 2023.\n"
    "Lee did not endorse Bo Park. Park is expected to meet Lee. Acme sued the Lake Fund.\n"
    "وقال سامر عيد، رئيس شركة نواة، إنه لم يتبرع لحملة ليلى حداد."
)
SOURCE = Source(key="a", kind="article", sha256="0" * 64, language="en", text=TEXT)


def ground(*items, known=()):
    grounder = Grounder(SOURCE, known, "model-x", "1")
    grounder.add_all(items)
    return grounder.result


def one(**changes):
    item = {
        "subject": "Ann Lee", "subject_type": "Person", "relation": "LEADS", "object": "Acme Corp",
        "object_type": "Company", "quotes": ("Ann Lee leads Acme Corp.",), **changes,
    }  # fmt: skip
    return Item(**item)


def test_a_quote_and_its_ends_become_spans_of_the_text():
    result = ground(one())
    (claim,) = result.claims

    assert claim.evidence[0].quote == "Ann Lee leads Acme Corp."
    assert TEXT[slice(*claim.subject_span)] == "Ann Lee"
    assert TEXT[slice(*claim.object_span)] == "Acme Corp"
    assert result.referents[claim.subject].type == "Person"


@pytest.mark.parametrize(
    "quote",
    [
        "She “gave” two checks of $5,000 each to the Lake Fund",
        'She "gave" two checks of $5,000 each to the Lake Fund',
        "She gave   two checks of $5,000 each, to the Lake\nFund",
        "She “gave” two ... to the Lake Fund",
    ],
)
def test_a_quote_may_differ_in_space_marks_and_elision_only(quote):
    result = ground(
        one(
            relation="DONATED_TO",
            object="Lake Fund",
            object_type="Committee",
            quotes=(quote,),
            amount="5,000",
            count="2",
        )
    )
    (claim,) = result.claims

    assert claim.evidence[0].quote == "She “gave” two checks of $5,000 each to the Lake Fund"
    assert claim.qualifiers.amount.amount == Decimal(5000)
    assert claim.qualifiers.count == 2
    # The quote says "She": the sentence that names her comes with it.
    assert "Ann Lee" in claim.evidence[1].quote


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"quotes": ("Ann Lee led Acme Corp.",)}, "quote-not-in-text"),
        ({"quotes": ("two checks of $5000.00 each",)}, "quote-not-in-text"),
        ({"quotes": ()}, "quote-not-in-text"),
        ({"relation": "BEFRIENDED"}, "unknown-relation"),
        ({"object": "Quantel"}, "end-not-a-mention"),
        ({"relation": "DONATED_TO", "quotes": ("Ann Lee leads Acme Corp",)}, "no-word-of-the-relation"),
        ({"quotes": ("Lake Fund ... Ann Lee leads",)}, "quote-not-in-text"),
    ],
)
def test_what_does_not_stand_in_the_text_is_refused_with_its_reason(changes, reason):
    result = ground(one(**changes))

    assert result.claims == []
    assert [refusal.reason for refusal in result.refusals] == [reason]


def test_figures_and_dates_that_the_quote_does_not_state_are_dropped():
    quote = ("She “gave” two checks of $5,000 each to the Lake Fund in May 2023.",)
    given = {"relation": "DONATED_TO", "object": "Lake Fund", "object_type": "Committee", "quotes": quote}
    (kept,) = ground(one(**given, amount="5000", date="2023-05")).claims
    (dropped,) = ground(one(**given, amount="10000", date="2024-05-03", role="treasurer")).claims

    assert str(kept.qualifiers.start) == "2023-05"
    assert kept.qualifiers.amount is not None
    assert dropped.qualifiers.amount is None
    assert dropped.qualifiers.start is None
    assert dropped.qualifiers.role is None


@pytest.mark.parametrize(
    ("changes", "modality"),
    [
        (
            {"subject": "Lee", "relation": "ENDORSED", "object": "Bo Park", "object_type": "Person",
             "quotes": ("Lee did not endorse Bo Park.",)},
            Modality.DENIED,
        ),
        (
            {"subject": "Park", "relation": "MET_WITH", "object": "Lee", "object_type": "Person",
             "quotes": ("Park is expected to meet Lee.",)},
            Modality.PLANNED,
        ),
        (
            {"subject": "سامر عيد", "relation": "DONATED_TO", "object": "حملة ليلى حداد", "object_type": "Campaign",
             "quotes": ("وقال سامر عيد، رئيس شركة نواة، إنه لم يتبرع لحملة ليلى حداد.",)},
            Modality.DENIED,
        ),
    ],
)  # fmt: skip
def test_the_words_of_the_quote_win_where_they_are_more_careful_than_the_model(changes, modality):
    (claim,) = ground(one(**changes, modality="asserted")).claims

    assert claim.modality is modality


def test_the_grammars_names_are_used_where_it_knows_them():
    start = TEXT.index("Ann Lee")
    known = Referent(
        SOURCE.id, "Person:ann lee", "Person", "Ann Lee", mentions=(Mention(start, start + 7, "Ann Lee"),)
    )
    (claim,) = ground(one(subject="Lee", subject_type="Company"), known=(known,)).claims

    assert claim.subject == "Person:ann lee"


def test_types_are_settled_by_a_vote_of_the_items():
    untyped = one(subject_type="", object_type="")
    result = ground(untyped)
    (claim,) = result.claims

    assert result.referents[claim.subject].type == "Person"
    assert result.referents[claim.object].type == "Organization"


STORY = (
    "Bo Park leads Zeta Corp. Ann Lee smiled. Acme Corp sued the Lake Fund. "
    "She gave $5,000 in 2023 to the Lake Fund. Acme Corp gave €7,000 to the Lake Fund. "
    "Acme Corp made two gifts of $100,000 each, a total of $200,000, to the Lake Fund on May 4, 2022. "
    "Zeta Corp will not give money to the Lake Fund."
)
STORY_SOURCE = Source(key="b", kind="article", sha256="1" * 64, language="en", text=STORY)


def told(*items):
    grounder = Grounder(STORY_SOURCE, (), "model-x", "1")
    grounder.add_all(items)
    return grounder.result


def gift(quote, subject="Acme Corp", subject_type="Company", **changes):
    item = {
        "subject": subject, "subject_type": subject_type, "relation": "DONATED_TO", "object": "Lake Fund",
        "object_type": "Committee", "quotes": (quote,), **changes,
    }  # fmt: skip
    return Item(**item)


SHE_GAVE = "She gave $5,000 in 2023 to the Lake Fund."
EUROS = "Acme Corp gave €7,000 to the Lake Fund."
TWO = "Acme Corp made two gifts of $100,000 each, a total of $200,000, to the Lake Fund on May 4, 2022."


@pytest.mark.parametrize(
    ("quote", "given", "stated"),
    [
        (SHE_GAVE, "2023", "2023"),
        (SHE_GAVE, "2023-06", "2023"),
        (SHE_GAVE, "2023-06-14", "2023"),
        (SHE_GAVE, "--06-14", None),
        (TWO, "2022-05-04", "2022-05-04"),
        (TWO, "2022-05-07", "2022-05"),
        (TWO, "2022-04-04", "2022"),
        (TWO, "2021-05-04", None),
    ],
)
def test_a_date_is_kept_as_far_as_the_quote_states_it(quote, given, stated):
    who = ("Ann Lee", "Person") if quote is SHE_GAVE else ("Acme Corp", "Company")
    (claim,) = told(gift(quote, *who, date=given)).claims

    assert claim.qualifiers.start == (None if stated is None else PartialDate.clean(stated))


@pytest.mark.parametrize(("given", "kept"), [("EUR", "EUR"), ("USD", None), ("euros", None), (None, None)])
def test_a_currency_is_kept_only_where_the_quote_says_it(given, kept):
    (claim,) = told(gift(EUROS, amount="7000", currency=given)).claims

    assert claim.qualifiers.amount == Money(Decimal(7000), kept)


@pytest.mark.parametrize("amount", ["NaN", "Infinity", "-7000", "1e999999", "0", "seven", "9" * 60])
def test_what_is_no_sum_is_dropped_and_stops_nothing(amount):
    (claim,) = told(gift(EUROS, amount=amount, count=amount)).claims

    assert (claim.qualifiers.amount, claim.qualifiers.count) == (None, None)


def test_two_gifts_stay_two_and_their_sum_is_a_total():
    each, both = gift(TWO, amount="100000", currency="USD"), gift(TWO, amount="200000", currency="USD")
    said_once, said_twice, said_thrice, merged = (
        told(*items).claims for items in ([each], [each] * 2, [each] * 3, [both])
    )

    assert [(claim.qualifiers.count, claim.qualifiers.amount_scope) for claim in said_once] == [(None, "single")]
    assert [claim.qualifiers.count for claim in said_twice] == [2]
    assert [claim.qualifiers.count for claim in said_thrice] == [None]
    assert [claim.qualifiers.amount_scope for claim in merged] == ["total"]


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("rumoured", Modality.ALLEGED),
        ("منفي", Modality.DENIED),
        ("conditional", Modality.PLANNED),
        ("Fact", Modality.ASSERTED),
        ("peut-être", Modality.ALLEGED),
        ("", Modality.ASSERTED),
    ],
)
def test_a_modality_by_another_word_is_what_the_word_says_and_no_fact_where_nobody_knows_it(given, kept):
    (claim,) = told(gift(EUROS, modality=given)).claims

    assert claim.modality is kept


@pytest.mark.parametrize("modality", ["asserted", "planned", "alleged", "denied"])
def test_a_denial_wins_over_a_plan_and_an_allegation(modality):
    quote = "Zeta Corp will not give money to the Lake Fund."
    (claim,) = told(gift(quote, "Zeta Corp", modality=modality)).claims

    assert claim.modality is Modality.DENIED


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        # Somebody who is named before the quote is not its subject where nothing in it stands for them.
        (gift("Acme Corp sued the Lake Fund.", "Ann Lee", "Person", relation="SUED"), "end-not-in-evidence"),
        (gift(SHE_GAVE, "Bo Park", "Person", object="Zeta Corp", object_type="Company"), "end-not-in-evidence"),
        # Nor is somebody its object.
        (
            gift("Acme Corp made two gifts of $100,000 each", object="Bo Park", object_type="Person"),
            "end-not-in-evidence",
        ),
        (gift("", quotes=("Ann Lee smiled.", "Acme Corp sued the Lake Fund.", SHE_GAVE)), "quote-too-long"),
        (gift("لقد تبرعت أكمي", "أكمي", object="صندوق البحيرة"), "quote-not-in-text"),
        (gift(EUROS, "أكمي", object="صندوق البحيرة"), "end-not-a-mention"),
    ],
)
def test_ends_and_words_from_elsewhere_are_refused(item, reason):
    result = told(item)

    assert result.claims == []
    assert [refusal.reason for refusal in result.refusals] == [reason]


def test_what_lets_an_object_go_unsaid_stands_for_it():
    text = "Acme Corp gave money to the Lake Fund. Other large donors were Ann Lee ($5,000) and Bo Park. {}"
    lee = gift("Ann Lee ($5,000)", "Ann Lee", "Person", relation="SUPPORTED", amount="5000")
    he = "Cy Orr, its treasurer, thanked Ann Lee and supports it."
    quotes = [
        gift("Other large donors were Ann Lee ($5,000)", "Ann Lee", "Person", relation="CONNECTED_TO"),
        gift("thanked Ann Lee and supports it", "Ann Lee", "Person", relation="SUPPORTED"),
    ]
    source = Source(key="c", kind="article", sha256="2" * 64, language="en", text=text.format(he))
    for item in (lee, *quotes):
        grounder = Grounder(source, (), "model-x", "1")
        grounder.add_all([item])
        assert "end-not-in-evidence" not in [refusal.reason for refusal in grounder.result.refusals]


def read_one(text, item):
    source = Source(key="d", kind="article", sha256="3" * 64, language="en", text=text)
    grounder = Grounder(source, (), "model-x", "1")
    grounder.add_all([item])
    return grounder.result


@pytest.mark.parametrize(
    ("text", "subject", "target"),
    [
        ("Ann Lee said that the Lee papers oppose Bo Orr.", "Lee companies", "Bo Orr"),
        ("قال سامر نواة إنه يعارض ليلى حداد.", "شركات نواة", "ليلى حداد"),
    ],
)
def test_the_companies_of_somebody_are_not_that_person(text, subject, target):
    result = read_one(text, gift(text, subject, "Person", relation="OPPOSED", object=target, object_type="Person"))

    assert result.claims == []
    assert [refusal.reason for refusal in result.refusals] == ["end-not-a-mention"]


@pytest.mark.parametrize(
    ("text", "subject", "target"),
    [("The authors oppose Bo Orr.", "authors", "Bo Orr"), ("المؤلفون يعارضون ليلى حداد.", "المؤلفون", "ليلى حداد")],
)
def test_many_who_are_called_a_person_become_an_organization(text, subject, target):
    result = read_one(text, gift(text, subject, "Person", relation="OPPOSED", object=target, object_type="Person"))

    assert [result.referents[claim.subject].type for claim in result.claims] == ["Organization"]


def test_a_family_name_that_ends_as_a_plural_is_a_persons():
    assert [is_no_person(name) for name in ("الحسين", "الأمين", "المانحين", "المؤلفون")] == [False, False, True, True]


def test_a_name_of_one_word_over_and_over_is_looked_for_quickly():
    text = f"Ann Lee spoke at {'a ' * 200}rally in Butler."
    started = time.perf_counter()
    read_one(
        text, gift(text, "Ann Lee", "Person", relation="SPOKE_AT", object="a " * 20 + "vigil", object_type="Event")
    )

    assert time.perf_counter() - started < 5


def test_a_description_may_leave_a_few_words_out():
    text = "Ann Lee spoke at a crowded rally in the city of Butler on Friday."
    item = gift(text, "Ann Lee", "Person", relation="SPOKE_AT", object="rally in Butler", object_type="Event")
    (claim,) = read_one(text, item).claims

    assert text[slice(*claim.object_span)] == "rally in the city of Butler"


def test_an_offer_to_buy_is_a_plan():
    for text in ("Ann Lee made an offer to buy Acme Corp.", "Ann Lee made a bid for Acme Corp and its owners."):
        item = gift(text, "Ann Lee", "Person", relation="OWNS", object="Acme Corp", object_type="Company")
        (claim,) = read_one(text, item).claims
        assert claim.modality is Modality.PLANNED


def test_a_name_may_stand_half_in_quotation_marks():
    text = "أسس سامر عيد شركة «نواة» في دبي."
    item = gift(text, "سامر عيد", "Person", relation="FOUNDED", object="شركة نواة", object_type="Company")
    (claim,) = read_one(text, item).claims

    assert text[slice(*claim.object_span)] == "شركة «نواة"
