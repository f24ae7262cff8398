from decimal import Decimal

import pytest

from techpol.loaders.model.grounding import Grounder
from techpol.loaders.model.reply import Item
from techpol.schema.model import Mention, Modality, Referent, Source

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
