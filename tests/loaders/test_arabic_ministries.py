"""Ministers in Arabic: whose ministry is told of, where its name ends, and how long the words of the role are."""

from __future__ import annotations

import pytest
from arabic import asserted, read

from techpol.schema.text import fold

SAID = [
    # An honour or a title beside the office: the text speaks of its own country.
    ("وأكد معالي وزير الزراعة المهندس كمال رستم ذلك.", "كمال رستم", "LEADS", "وزارة الزراعة"),
    ("وافق الدكتور كمال رستم وزير المالية على ذلك.", "كمال رستم", "LEADS", "وزارة المالية"),
    ("قال وزير التموين د. كمال رستم إن السلع متوفرة.", "كمال رستم", "LEADS", "وزارة التموين"),
    (
        "أكد معالي وزير الزراعة رئيس مجلس إدارة مؤسسة البنيان المهندس كمال رستم ذلك.",
        "كمال رستم",
        "LEADS",
        "وزارة الزراعة",
    ),
    (
        "التقى الأمير كمال بن فهد ولي العهد نائب رئيس مجلس الوزراء وزير الداخلية الوفد الزائر.",
        "كمال بن فهد",
        "LEADS",
        "وزارة الداخلية",
    ),
    # A woman, a portfolio of several words, a country behind it.
    ("حذرت وزيرة الطاقة وتغير المناخ ليلى حداد من الأسعار.", "ليلى حداد", "LEADS", "وزارة الطاقة وتغير المناخ"),
    ("وأكد وزير الاقتصاد الرقمي والريادة الأردني كمال رستم ذلك.", "كمال رستم", "HOLDS_OFFICE", "الأردن"),
]

UNSAID = [
    # Of a country that is not named, or named: no ministry of that name alone.
    ("وقال وزير الدفاع كمال رستم إن الوضع مستقر.", "كمال رستم", "LEADS", "وزارة الدفاع"),
    ("وقال وزير الدفاع الياباني كمال رستم إن الوضع مستقر.", "كمال رستم", "LEADS", "وزارة الدفاع"),
    ("ليس الدكتور كمال رستم وزير المالية.", "كمال رستم", "LEADS", "وزارة المالية"),
    ("قال الدكتور كمال رستم إن وزير المالية سيستقيل.", "كمال رستم", "LEADS", "وزارة المالية"),
    ("طالب المهندس كمال رستم وزير المالية بالاستقالة.", "كمال رستم", "LEADS", "وزارة المالية الاستقالة"),
    ("التقى وزير الاقتصاد الرقمي والريادة نظيره الأردني كمال رستم.", "كمال رستم", "LEADS", "وزارة الاقتصاد الرقمي"),
]


@pytest.mark.parametrize(("text", "subject", "relation", "target"), SAID)
def test_a_minister_heads_what_the_words_say(text: str, subject: str, relation: str, target: str) -> None:
    assert (fold(subject), relation, fold(target)) in asserted(text)


@pytest.mark.parametrize(("text", "subject", "relation", "target"), UNSAID)
def test_a_minister_heads_nothing_else(text: str, subject: str, relation: str, target: str) -> None:
    assert (fold(subject), relation, fold(target)) not in asserted(text)


def test_the_words_of_a_ministers_role_are_told_in_full() -> None:
    claims = read("وأكد وزير الاقتصاد الرقمي والريادة الأردني كمال رستم ذلك.")

    assert {"وزير الاقتصاد الرقمي والريادة"} == {claim.qualifiers.role for claim in claims}
