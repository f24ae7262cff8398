"""Gifts in Arabic whose taker, giver or sum stands apart, and campaigns named by who runs."""

from __future__ import annotations

from decimal import Decimal

import pytest
from arabic import asserted, get_result

from techpol.schema.text import fold

ME, YOU, FUND = "كمال رستم", "سليم عساف", "حملة سليم عساف"


def gifts(text: str) -> set[tuple[str, str, str, str]]:
    """Return (giver, taker, sum, modality) of the gifts of a text, folded."""
    result = get_result(text)
    names = {item.key: fold(item.name) for item in result.referents}
    return {
        (
            names[claim.subject],
            names[claim.object],
            str(claim.qualifiers.amount.amount) if claim.qualifiers.amount is not None else "",
            str(claim.modality),
        )
        for claim in result.claims
        if claim.relation == "DONATED_TO"
    }


SAID = [
    # The campaign is named by who runs, with what the person is in between.
    ("تبرع كمال رستم بمبلغ 50 ألف دولار لحملة المرشح الرئاسي سليم عساف.", ME, FUND, "50000"),
    ("دفع كمال رستم 2900 دولار لحملة عضو مجلس النواب سليم عساف.", ME, FUND, "2900"),
    ("تبرع كمال رستم لحملة إعادة انتخاب السيناتور سليم عساف بمليون دولار.", ME, FUND, "1000000"),
    ("أطلقت حملة الحاكم سليم عساف إعلانا. وتبرع كمال رستم للحملة بـ6600 دولار.", ME, FUND, "6600"),
    # A sum that goes into a fund.
    ("ساهم كمال رستم بمبلغ 50 ألف دولار في حملة سليم عساف.", ME, FUND, "50000"),
    ("ضخ كمال رستم 75 مليون دولار في لجنة عمل سياسي تسمى «الأمل» تدعم سليم عساف.", ME, "الأمل", "75000000"),
    ("قدم كمال رستم مليون دولار للجنة تنصيب الرئيس سليم عساف.", ME, "لجنة تنصيب الرئيس سليم عساف", "1000000"),
    ("وفقا للسجلات، منح كمال رستم حزب الوفاء 3.6 مليون دولار.", ME, "حزب الوفاء", "3600000"),
    ("قال سامر عيد إن كمال رستم قدم 2700 دولار لحملة سليم عساف.", ME, FUND, "2700"),
    # The clause around tells the taker.
    (
        "تلقت حملة سليم عساف تبرعات من رجال أعمال، منهم كمال رستم الذي دفع 100 ألف دولار.",
        ME,
        FUND,
        "100000",
    ),
    ("أعادت حملة سليم عساف مبلغ 5600 دولار تبرع به كمال رستم.", ME, FUND, "5600"),
    ("جمع سليم عساف 31 مليون دولار لحملته، من بينها 10 ملايين دولار تبرع بها كمال رستم.", ME, FUND, "10000000"),
    ("أيد كمال رستم حملة السيناتور سليم عساف، إذ سبق أن تبرع لها بمليون دولار.", ME, FUND, "1000000"),
    ("سبق للمستثمر كمال رستم أن تبرع بمليون دولار لحملة سليم عساف.", ME, FUND, "1000000"),
    ("لم يتبرع كمال رستم لسامر عيد، لكنه قدم مليون دولار لحزب الوفاء.", ME, "حزب الوفاء", "1000000"),
    (
        "جمعت لجنة «الأمل» 30 مليون دولار، جاء معظمها من الملياردير كمال رستم الذي تبرع بـ25 مليون دولار.",
        ME,
        "الأمل",
        "25000000",
    ),
    ("قال سامر عيد إن مؤسس شركة «نوفاتيك» كمال رستم قدم 2700 دولار لحملة سليم عساف.", ME, FUND, "2700"),
    ("كان كمال رستم أكبر متبرع للجنة «الأمل» إذ دفع لها 25 مليون دولار.", ME, "الأمل", "25000000"),
    # Lists of donors, with and without sums.
    (
        "أكبر المتبرعين لحملة سليم عساف هم: كمال رستم (5 ملايين دولار)، وشركة «نوفاتيك» (مليون دولار).",
        ME,
        FUND,
        "5000000",
    ),
    (
        "أكبر المتبرعين لحملة سليم عساف هم: كمال رستم (5 ملايين دولار)، وشركة «نوفاتيك» (مليون دولار).",
        "نوفاتيك",
        FUND,
        "1000000",
    ),
    ("شملت قائمة المتبرعين لحملة سليم عساف كلا من كمال رستم (10 آلاف دولار) وسامر عيد.", ME, FUND, "10000"),
    ("كان كمال رستم من أوائل المتبرعين للسيناتور سليم عساف.", ME, YOU, ""),
    # Further sums: to another, from another, another time.
    ("تبرع كمال رستم بمليون دولار لحزب الوفاء، و500 ألف دولار لحملة سليم عساف.", ME, FUND, "500000"),
    ("تبرع كمال رستم بـ5 ملايين دولار لحملة سليم عساف، ونادر عزام بـ3 ملايين دولار.", "نادر عزام", FUND, "3000000"),
    ("تلقت حملة سليم عساف مليون دولار من سامر عيد و500 ألف دولار من كمال رستم.", ME, FUND, "500000"),
    ("دفع كمال رستم 2900 دولار لحملة سليم عساف في مارس، و2000 دولار أخرى في مايو.", ME, FUND, "2000"),
]


@pytest.mark.parametrize(("text", "giver", "taker", "amount"), SAID)
def test_a_gift_is_read(text: str, giver: str, taker: str, amount: str) -> None:

    assert (fold(giver), fold(taker), amount, "asserted") in gifts(text)


UNSAID = [
    "ساهم في فشل جولة تمويل شركة «نوفاتيك» انسحاب كمال رستم.",
    "ساهم كمال رستم في فشل حملة سليم عساف.",
    "ساهم كمال رستم في حملة سليم عساف التي كلفت مليون دولار.",
    "رفض كمال رستم التبرع لحملة المرشح الرئاسي سليم عساف.",
    "هل تبرع كمال رستم بمليون دولار لحملة السيناتور سليم عساف؟",
    "لم يكن كمال رستم من أبرز المتبرعين لحملة سليم عساف.",
    "في المسلسل يتبرع كمال رستم بمليون دولار لحملة السيناتور سليم عساف.",
    "تلقت حملة سليم عساف تبرعات. وقال كمال رستم الذي دفع مليون دولار ثمنا لمنزله إن السوق جيدة.",
    "نفى سليم عساف أن تكون حملته تلقت 10 ملايين دولار تبرع بها كمال رستم.",
    "لو تبرع كمال رستم بمليون دولار لحزب الوفاء و500 ألف دولار لحملة سليم عساف لفازا.",
]


@pytest.mark.parametrize("text", UNSAID)
def test_no_gift_is_made_up(text: str) -> None:

    assert {item for item in gifts(text) if item[3] == "asserted"} == set()


def test_a_gift_that_one_says_not_to_have_made_is_denied() -> None:

    assert gifts("نفى الملياردير كمال رستم أن يكون قد تبرع لحملة السيناتور سليم عساف.") == {
        (fold(ME), fold(FUND), "", "denied")
    }


@pytest.mark.parametrize(
    "text",
    [
        "أشاد كمال رستم بحملة الحاكم سليم عساف على الفساد.",
        "قاد كمال رستم حملة المحافظ سليم عساف لتنظيف الشوارع.",
    ],
)
def test_a_campaign_for_something_else_is_no_bid(text: str) -> None:

    assert all(item.type != "Campaign" for item in get_result(text).referents)


def test_two_gifts_of_one_sentence_stay_two() -> None:
    text = "دفع كمال رستم 2900 دولار لحملة سليم عساف في مارس، و2900 دولار أخرى في مايو."
    found = [claim for claim in get_result(text).claims if claim.relation == "DONATED_TO"]

    assert [claim.qualifiers.start.month for claim in found if claim.qualifiers.start is not None] == [3, 5]


def test_the_sum_of_another_verb_is_not_taken() -> None:
    text = "خصصت مؤسسة «الأمل» التي يمولها كمال رستم 20 مليون دولار للتعليم."

    assert {item[2] for item in gifts(text) if item[0] == fold(ME)} <= {""}


RAISED = [
    ("جمعت حملة المرشح الجمهوري سليم عساف 8 ملايين دولار.", "حملة سليم عساف", YOU),
    ("نجحت حملة المرشح الجمهوري سليم عساف في جمع 200 مليون دولار خلال أسبوع.", "حملة سليم عساف", YOU),
    ("أقام كمال رستم حفلا لجمع التبرعات لصالح حملة السيناتور سليم عساف.", ME, FUND),
    ("ألقى كمال رستم كلمة، كما استضاف حفل عشاء لجمع التبرعات للسيناتور سليم عساف.", ME, YOU),
]


@pytest.mark.parametrize(("text", "raiser", "taker"), RAISED)
def test_what_is_raised_is_read(text: str, raiser: str, taker: str) -> None:

    assert (fold(raiser), "RAISED_FUNDS_FOR", fold(taker)) in asserted(text)


def test_what_is_only_planned_is_not_asserted() -> None:
    text = "سيقيم كمال رستم حفلا لجمع التبرعات لصالح حملة السيناتور سليم عساف."
    failed = "فشلت حملة المرشح الجمهوري سليم عساف في جمع 200 مليون دولار."

    assert not any(item[1] == "RAISED_FUNDS_FOR" for item in asserted(failed))

    assert not any(item[1] == "RAISED_FUNDS_FOR" for item in asserted(text))


def test_a_sum_is_a_decimal() -> None:
    claims = get_result("تبرع كمال رستم بمبلغ 1.25 مليون دولار لحملة المرشح سليم عساف.").claims

    assert [c.qualifiers.amount.amount for c in claims if c.qualifiers.amount is not None] == [Decimal(1250000)]


def test_a_committee_spends_against_somebody() -> None:
    text = "أنفقت لجنة «الأمل» 10 ملايين دولار ضد المرشح سليم عساف."

    assert (fold("الأمل"), "OPPOSED", fold(YOU)) in asserted(text)
