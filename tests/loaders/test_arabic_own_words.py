"""What people say of others in direct speech in Arabic: what they do to them, and how they judge them."""

from __future__ import annotations

import pytest
from arabic import folded, not_denied

from techpol.schema.text import fold

ME, YOU = "كمال رستم", "سليم عساف"

SAID = [
    # Verbs in the first person, also where the speech goes on in another sentence.
    ("كتب كمال رستم على موقع «تويتر»: «نحن ندعم سليم عساف».", "SUPPORTED"),
    ("كتب كمال رستم على «تويتر»: «هذا يوم جديد.\nنحن ندعم سليم عساف».", "SUPPORTED"),
    ("قال كمال رستم: «إننا نقف مع سليم عساف في هذه المعركة».", "SUPPORTED"),
    ("قال كمال رستم إنه راض، وأضاف: «أنا أؤيد سليم عساف».", "ENDORSED"),
    ("قال كمال رستم: «نحن سنصوت لصالح سليم عساف».", "ENDORSED"),
    ("قال كمال رستم: «نعارض سياسات سليم عساف».", "OPPOSED"),
    ("قال كمال رستم: «ندين تصريحات سليم عساف».", "CRITICIZED"),
    ("قال كمال رستم: «نشكر سليم عساف على كرمه».", "PRAISED"),
    ("وأوضح كمال رستم للصحيفة: «أكن احتراما كبيرا لسليم عساف».", "PRAISED"),
    ("وتحدثت الصحيفة عن سليم عساف.\nوأوضح كمال رستم: «أكن احتراما كبيرا له».", "PRAISED"),
    # Verdicts, in direct speech, after a conjunction, in a headline.
    ("قال كمال رستم: «سليم عساف لا يصلح للمنصب».", "CRITICIZED"),
    ("قال كمال رستم: «هذا صعب وتعليقات سليم عساف لا يمكن الصفح عنها».", "CRITICIZED"),
    ("كمال رستم: سليم عساف غير مؤهل للرئاسة", "CRITICIZED"),
    ("كتب كمال رستم: «أعرف سليم عساف جيدا فإن ملاحظته عن الحملة تجاوزت كل حدود».", "CRITICIZED"),
    ('ألقى كمال رستم خطابا وصف فيه سليم عساف بأنه "وزن ريشة".', "CRITICIZED"),
    ("اعتبر كمال رستم أن سليم عساف مرشح فريد من نوعه.", "PRAISED"),
]
UNSAID = [
    "قال كمال رستم: «أنا لا أدعم سليم عساف».",
    "قال كمال رستم: «لو كنت أدعم سليم عساف لقلت ذلك».",
    "قال كمال رستم: «هل ندعم سليم عساف؟».",
    "قال المتحدث: «نحن ندعم سليم عساف». وزار كمال رستم القرية.",
    "قال كمال رستم ذلك. وقالت المتحدثة: «نحن ندعم سليم عساف».",
    "قال كمال رستم: «سليم عساف ليس فاشلا».",
    "قال كمال رستم: «سليم عساف رائع، لكنه لا يصلح للمنصب».",
    "قال كمال رستم: «تحدثت مع سليم عساف عن رجل فاسد».",
    "كمال رستم: سليم عساف زار القرية",
    "كتب كمال رستم: «أعرف سليم عساف ونبيل طويل جيدا فإن ملاحظته عن الحملة تجاوزت كل حدود».",
    "وتحدث نبيل طويل عن سليم عساف.\nوأوضح كمال رستم: «أكن احتراما كبيرا له».",
    "لم يقل كمال رستم إن سليم عساف لا يصلح للمنصب.",
]


@pytest.mark.parametrize(("text", "relation"), SAID)
def test_what_the_speaker_says_of_somebody_is_read(text: str, relation: str) -> None:

    assert (fold(ME), relation, fold(YOU), "asserted") in folded(text)


@pytest.mark.parametrize("text", UNSAID)
def test_what_the_speaker_does_not_say_is_not_read(text: str) -> None:

    assert {item for item in not_denied(text) if item[2] == fold(YOU) and item[1] != "MET_WITH"} == set()


def test_what_the_speaker_will_do_is_planned() -> None:

    assert (fold(ME), "SUPPORTED", fold(YOU), "planned") in folded("قال كمال رستم: «سندعم سليم عساف».")
