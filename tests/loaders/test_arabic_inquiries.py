"""Whom Arabic says that authorities probe, whose deal they let pass or stop, and who sues whom."""

from __future__ import annotations

import pytest
from arabic import folded, not_denied

from techpol.schema.text import fold

FIRM, OTHER, JUSTICE, BODY = "نوفاتيك", "فيرالين", "وزارة العدل", "المفوضية الأوروبية"

SAID = [
    # Probes: by the verb that carries them, a relative clause, an agent, a noun; of deeds, and of several firms.
    ("فتحت وزارة العدل تحقيقا مع شركة نوفاتيك.", JUSTICE, "REGULATES", FIRM),
    (
        "بدأت وزارة العدل تحقيقات واسعة النطاق بشأن أنشطة التنقيب التي تقوم بها شركة نوفاتيك.",
        JUSTICE,
        "REGULATES",
        FIRM,
    ),
    ("أعلنت المفوضية الأوروبية عن تحقيق في ممارسات الخصوصية لدى جوجل وفيسبوك.", BODY, "REGULATES", "فيسبوك"),
    ("وتترافق مع تحقيقات تجريها وزارة العدل بشأن صفقات شركة نوفاتيك.", JUSTICE, "REGULATES", FIRM),
    ("تزامن ذلك مع تحقيقات تقوم بها وزارة العدل حول شركة نوفاتيك.", JUSTICE, "REGULATES", FIRM),
    ("وذلك بعد إجراء وزارة العدل تحقيقات حول شركة نوفاتيك.", JUSTICE, "REGULATES", FIRM),
    # Rulings on a deal.
    ("وافقت المفوضية الأوروبية على استحواذ شركة نوفاتيك على شركة فيرالين.", BODY, "REGULATES", FIRM),
    ("رفضت وزارة العدل صفقة استحواذ شركة نوفاتيك على شركة فيرالين.", JUSTICE, "REGULATES", FIRM),
    # Suits that a clause takes up.
    ("كسبت شركة نوفاتيك قضية كانت قد رفعتها في العام 2013 على شركة فيرالين.", FIRM, "SUED", OTHER),
    ("جاء ذلك بعد الدعوى التي رفعتها شركة نوفاتيك ضد شركة فيرالين.", FIRM, "SUED", OTHER),
]
UNSAID = [
    ("فتحت وزارة العدل تحقيقا في حادث وقع أمام مقر شركة نوفاتيك.", "REGULATES"),
    ("أعلنت شركة نوفاتيك عن تحقيق في ممارسات شركة فيرالين.", "REGULATES"),
    ("وافق مجلس إدارة شركة نوفاتيك على استحواذ شركة فيرالين على السوق.", "REGULATES"),
    ("وافقت وزارة العدل على اقتراح قدمته شركة نوفاتيك.", "REGULATES"),
    ("لم تفتح وزارة العدل تحقيقا مع شركة نوفاتيك.", "REGULATES"),
    ("عرضت شركة نوفاتيك قصة رفعتها على شركة فيرالين.", "SUED"),
    ("قالت شركة نوفاتيك لشركة درب إن القضية التي رفعتها على شركة فيرالين انتهت.", "SUED"),
]


@pytest.mark.parametrize(("text", "subject", "relation", "target"), SAID)
def test_who_probes_rules_or_sues_is_read(text: str, subject: str, relation: str, target: str) -> None:
    found = {item for item in folded(text) if item[1:3] == (relation, fold(target))}

    assert {(item[0], item[3]) for item in found} == {(fold(subject), "asserted")}


@pytest.mark.parametrize(("text", "relation"), UNSAID)
def test_no_probe_ruling_or_suit_is_made_up(text: str, relation: str) -> None:

    assert {item for item in not_denied(text) if item[1] == relation} == set()
