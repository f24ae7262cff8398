"""When an Arabic sentence says that a state held, and on which day people met."""

from __future__ import annotations

import pytest
from arabic import read

from techpol.schema.model import Claim

PRINTED = "2025-01-22"


def claims(text: str, relation: str, published: str | None = PRINTED) -> list[Claim]:
    return [claim for claim in read(text, published) if claim.relation == relation]


def spell(claim: Claim) -> tuple[str, str, bool]:
    times = claim.qualifiers
    return str(times.start or ""), str(times.end or ""), times.past


STATES = [
    ("وقاد كمال رستم شركة نوفاتيك حتى عام 2015.", ("", "2015", True)),
    ("قاد كمال رستم شركة نوفاتيك بنجاح حتى نهاية عام 2015.", ("", "2015", True)),
    ("وحتى عام 2015، قاد كمال رستم شركة نوفاتيك.", ("", "2015", True)),
    ("شغل كمال رستم منصب الرئيس التنفيذي لشركة نوفاتيك من 2010 إلى 2015.", ("2010", "2015", True)),
    ("ترأس كمال رستم شركة نوفاتيك بين عامي 2010 و2015.", ("2010", "2015", True)),
    ("ترأس كمال رستم شركة نوفاتيك (2010-2015).", ("2010", "2015", True)),
    (
        "كان كمال رستم الرئيس التنفيذي لشركة نوفاتيك في الفترة من مايو إلى يونيو 2015.",
        ("2015-05", "2015-06", True),
    ),
    ("قاد كمال رستم شركة نوفاتيك حتى استقالته في عام 2018.", ("", "2018", True)),
    ("يقود كمال رستم شركة نوفاتيك منذ عام 2021.", ("2021", "", False)),
    ("يقود كمال رستم شركة نوفاتيك حتى عام 2030.", ("", "2030", False)),
]
NO_STATES = [
    "قاد كمال رستم شركة نوفاتيك حتى الآن.",
    "يقود كمال رستم شركة نوفاتيك من 1900 إلى 2000 موظف.",
    "قاد كمال رستم شركة نوفاتيك حتى عام 2015 على الأقل.",
    "أجل رئيس شركة نوفاتيك كمال رستم حتى عام 2015 قراره.",
    "قاد كمال رستم شركة نوفاتيك، وقال إن العمل يستمر حتى عام 2015.",
    "يقود كمال رستم شركة نوفاتيك بين الرياض وجدة.",
    "قاد كمال رستم شركة نوفاتيك التي عملت حتى عام 2015.",
]


@pytest.mark.parametrize(("text", "expected"), STATES)
def test_how_long_a_state_held(text, expected) -> None:
    assert [spell(claim) for claim in claims(text, "LEADS")] == [expected]


@pytest.mark.parametrize("text", NO_STATES)
def test_other_times_are_not_a_states(text) -> None:
    assert all(spell(claim)[:2] == ("", "") for claim in claims(text, "LEADS"))


def test_without_a_date_of_printing_the_verb_tells_what_is_over() -> None:
    assert spell(claims("قاد كمال رستم شركة نوفاتيك حتى عام 2015.", "LEADS", None)[0]) == ("", "2015", True)
    assert spell(claims("يقود كمال رستم شركة نوفاتيك حتى عام 2030.", "LEADS", None)[0]) == ("", "2030", False)


@pytest.mark.parametrize(
    ("when", "start"),
    [
        ("في البيت الأبيض يوم 21 يناير 2025", "2025-01-21"),
        ("يوم الثلاثاء 21 يناير 2025 في جدة", "2025-01-21"),
        ("في 15 يناير", "--01-15"),
        ("في 15 رجب 1446 الموافق 15 يناير 2025", "2025-01-15"),
        ("يوم 15 رجب 1446", ""),
        ("أمس", "2025-01-21"),
    ],
)
def test_the_day_of_a_meeting(when, start) -> None:
    (claim,) = claims(f"التقى كمال رستم السيناتور سليم عساف {when}.", "MET_WITH")
    assert spell(claim)[0] == start


def test_how_long_somebody_led_is_no_day_of_a_meeting() -> None:
    text = "التقى كمال رستم، الرئيس التنفيذي لشركة نوفاتيك حتى عام 2019، السيناتور سليم عساف يوم 15 يناير 2025."
    assert [spell(claim)[0] for claim in claims(text, "MET_WITH")] == ["2025-01-15"]
    assert [spell(claim) for claim in claims(text, "LEADS")] == [("", "2019", True)]
