"""What Arabic sentences do not state as facts: rumours, what others take to be so, what may come, others' posts."""

from __future__ import annotations

import pytest
from arabic import asserted

UNSAID = [
    # Hearsay that the sentence names as its source.
    ("بحسب شائعات، ضخ كمال رستم 75 مليون دولار في لجنة «الأمل».", "DONATED_TO"),
    ("انتخب سامي الحداد رئيسا لبنك الفرات بحسب ما زعم نبيل قاسم.", "LEADS"),
    ("فكرة أن كمال رستم قدم مليون دولار لحزب الوفاء سخيفة.", "DONATED_TO"),
    # What is taken to be so, and what may come.
    ("ظن الجميع أن سامي الحداد يشغل منصب مدير عام بنك الواحة.", "LEADS"),
    ("يقال إن كمال رستم أكبر متبرع للجنة «الأمل».", "DONATED_TO"),
    ("قد يكون كمال رستم أكبر متبرع للجنة «الأمل».", "DONATED_TO"),
    ("كان كمال رستم سيصبح أكبر متبرع للجنة «الأمل».", "DONATED_TO"),
    # Posts of whom somebody meets: a verb that wants an object has no other.
    ("التقى الدكتور كمال رستم وزير المالية.", "LEADS"),
    ("استقبل الدكتور كمال رستم وزير المالية السوداني.", "HOLDS_OFFICE"),
    ("انتقد سامي الحداد نائب وزير الخارجية الروسي.", "HOLDS_OFFICE"),
    ("التقى سفير المملكة في مصر نظيره سامي الحداد.", "HOLDS_OFFICE"),
    ("كرم معالي وزير الزراعة المهندس كمال رستم على جهوده.", "LEADS"),
    # A bribe is no gift; an appointment put off is none yet.
    ("قدم كمال رستم مليون دولار رشوة لحزب الوفاء.", "DONATED_TO"),
    ("أعلنت شركة نوفاتيك تأجيل تعيين سامي الحداد رئيسا تنفيذيا لها.", "LEADS"),
    ("شكك كمال رستم في دعم نبيل قاسم لمصر.", "SUPPORTED"),
]


@pytest.mark.parametrize(("text", "relation"), UNSAID)
def test_it_is_not_stated(text: str, relation: str) -> None:
    assert {item for item in asserted(text) if item[1] == relation} == set()


SAID = [
    ("التقى الدكتور كمال رستم وزير المالية الوفد الزائر.", "LEADS"),
    ("التقى وزير المالية السوداني كمال رستم الرئيس سليم عساف.", "HOLDS_OFFICE"),
    ("انتقد سامي الحداد، رئيس بنك الواحة، القرار.", "LEADS"),
    ("انتقد سامي الحداد رئيس بنك الواحة أداء الحكومة.", "LEADS"),
    ("زعم نبيل قاسم أن رئيس بنك الواحة سامي الحداد كذب.", "LEADS"),
    ("وفقا للسجلات، قدم كمال رستم مليون دولار لحزب الوفاء.", "DONATED_TO"),
]


@pytest.mark.parametrize(("text", "relation"), SAID)
def test_it_is_stated(text: str, relation: str) -> None:
    assert any(item[1] == relation for item in asserted(text))
