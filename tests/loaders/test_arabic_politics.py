"""Meetings, events and appeals in Arabic that stand apart from their verb or noun."""

from __future__ import annotations

import pytest
from arabic import folded, not_denied

from techpol.schema.text import fold

ME, YOU = "كمال رستم", "سليم عساف"

SAID = [
    # Meetings: with a body through its members, of several, of a firm.
    (
        "بدأ وزير الخارجية كمال رستم، ووزير المالية سليم عساف سلسلة لقاءات مغلقة مع أعضاء مجلسي الكونغرس والشيوخ.",
        YOU,
        "MET_WITH",
        "الكونغرس",
    ),
    ("عقدت شركة نوفاتيك اجتماعا مع الرئيس سليم عساف.", "نوفاتيك", "MET_WITH", YOU),
    ("أجرى كمال رستم مفاوضات مع سليم عساف.", ME, "MET_WITH", YOU),
    ("فشلت المفاوضات بين كمال رستم وسليم عساف.", ME, "MET_WITH", YOU),
    # Events: between marks, by appearing, and where a noun only stands for one.
    ("وقال كمال رستم، في مؤتمر الوفاء السنوي، إن النمو قوي.", ME, "SPOKE_AT", "مؤتمر الوفاء السنوي"),
    ("ثم ظهر كمال رستم في تجمع انتخابي في مدينة باتلر.", ME, "SPOKE_AT", "تجمع انتخابي"),
    (
        "دعي كمال رستم إلى تجمع سياسي مهم للجمهوريين في أتلانتا. ويعد التجمع الذي نظمته شركة نوفاتيك كبيرا.",
        "نوفاتيك",
        "HOSTED",
        "تجمع سياسي مهم للجمهوريين",
    ),
    # What one asks somebody to do.
    ("ودعا كمال رستم في بيانه حزب الوفاء لإبعاد القتال عن المدينة.", ME, "LOBBIED", "حزب الوفاء"),
    ("وحض كمال رستم الكونغرس على رفض المشروع.", ME, "LOBBIED", "الكونغرس"),
]
UNSAID = [
    ("دعا كمال رستم السيناتور سليم عساف لحضور الحفل.", "LOBBIED"),
    ("دعا كمال رستم السيناتور سليم عساف لتناول العشاء.", "LOBBIED"),
    ("لم يدع كمال رستم الكونغرس لرفض المشروع.", "LOBBIED"),
    ("تبحث شركة نوفاتيك فرص التعاون مع الرئيس سليم عساف.", "MET_WITH"),
    ("يرأس كمال رستم اجتماع اللجنة بمقر شركة نوفاتيك.", "MET_WITH"),
    ("ظهر كمال رستم في صورة قديمة.", "SPOKE_AT"),
    ("قال كمال رستم، في معرض حديثه عن الشركات: «هذا صعب».", "SPOKE_AT"),
    ("قال كمال رستم، وكان مؤتمر الوفاء السنوي قد بدأ، إن النمو قوي.", "SPOKE_AT"),
]


@pytest.mark.parametrize(("text", "subject", "relation", "target"), SAID)
def test_it_is_read(text: str, subject: str, relation: str, target: str) -> None:

    assert (fold(subject), relation, fold(target), "asserted") in folded(text)


@pytest.mark.parametrize(("text", "relation"), UNSAID)
def test_it_is_not_made_up(text: str, relation: str) -> None:

    assert {item for item in not_denied(text) if item[1] == relation} == set()


def test_a_meeting_that_one_failed_to_hold_is_denied() -> None:

    assert (fold(ME), "MET_WITH", fold(YOU), "denied") in folded("فشل كمال رستم في عقد اجتماع مع سليم عساف.")


def test_a_meeting_to_come_is_planned() -> None:

    assert (fold(ME), "MET_WITH", fold(YOU), "planned") in folded("سيعقد كمال رستم اجتماعا مع سليم عساف.")
