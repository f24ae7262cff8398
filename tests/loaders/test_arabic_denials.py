"""What an Arabic text denies, doubts, expects or makes up is no asserted claim; what it only seems to deny is."""

from __future__ import annotations

import pytest
from arabic import asserted, told

CLAUSES = [
    ("التقى", "الوزير سليم عساف"),
    ("دعم", "حزب الوفاء"),
    ("تبرع", "بمليون دولار لحزب الوفاء"),
    ("امتلك", "شركة النور للطيران"),
    ("استضاف", "مؤتمر الوفاء السنوي"),
    ("اجتمع", "وسليم عساف في القاهرة"),
    ("تبادل", "وسليم عساف الاتهامات"),
]
PRESENT = [
    ("يلتقي", "الوزير سليم عساف"),
    ("يؤيد", "المرشح سليم عساف"),
    ("يخوض", "الانتخابات الرئاسية"),
    ("يعمل", "لدى شركة النور للطيران"),
    ("يؤسس", "شركة النور للطيران"),
    ("ينضم", "إلى حزب الوفاء"),
    ("يجتمع", "وسليم عساف في القاهرة"),
]


@pytest.mark.parametrize(("verb", "rest"), CLAUSES)
@pytest.mark.parametrize(
    "frame",
    [
        "ليس صحيحا أن كمال رستم {verb} {rest}.",
        "غير صحيح أن كمال رستم {verb} {rest}.",
        "لا صحة للأنباء عن أن كمال رستم {verb} {rest}.",
        "لا دليل على أن كمال رستم {verb} {rest}.",
        "لم يثبت أن كمال رستم {verb} {rest}.",
        "لم يعلن كمال رستم بعد أنه {verb} {rest}.",
        "نفى كمال رستم الشائعات التي تقول إنه {verb} {rest}.",
        "شائعة أن كمال رستم {verb} {rest} غير صحيحة.",
        "الخبر القائل إن كمال رستم {verb} {rest} عار عن الصحة.",
        "قيل إن كمال رستم {verb} {rest}، وهو خبر لا أساس له من الصحة.",
        "قالت الصحيفة إن كمال رستم {verb} {rest}، وهو ما نفاه الأخير.",
        "قال مازحا إن كمال رستم {verb} {rest}.",
        "في الرواية {verb} كمال رستم {rest}.",
        "في حال {verb} كمال رستم {rest} فسيخسر.",
        "إن {verb} كمال رستم {rest} خسر.",
        "هل {verb} كمال رستم {rest}؟",
        "بدا الأمر كأن كمال رستم {verb} {rest}.",
    ],
)
def test_a_clause_that_is_denied_from_without_is_not_asserted(frame: str, verb: str, rest: str) -> None:
    assert asserted(frame.format(verb=verb, rest=rest)) == set()


@pytest.mark.parametrize(("verb", "rest"), PRESENT)
@pytest.mark.parametrize(
    "opening",
    [
        "من المستبعد أن",
        "من المستحيل أن",
        "من غير المتوقع أن",
        "ليس واردا أن",
        "ليس من الصحيح أن",
        "كان من المقرر أن",
        "يتوقع أن",
        "تساءل الناس هل",
        "ينبغي أن",
        "يجب أن",
        "يتعين أن",
        "لا بد أن",
        "من الضروري أن",
    ],
)
def test_a_clause_that_is_unlikely_or_only_expected_is_not_asserted(opening: str, verb: str, rest: str) -> None:
    assert asserted(f"{opening} {verb} كمال رستم {rest}.") == set()


@pytest.mark.parametrize(
    "text",
    [
        "لم يسبق أن التقى كمال رستم الوزير سليم عساف.",
        "نفى مكتب كمال رستم عقد لقاء بين كمال رستم وسليم عساف.",
        "انتهى اليوم دون لقاء بين كمال رستم وسليم عساف.",
        "انتهى اليوم دون أي لقاء بين كمال رستم وسليم عساف.",
        "تأجل اجتماع كمال رستم مع سليم عساف.",
        "فند كمال رستم الأنباء عن لقائه بالوزير سليم عساف.",
        "أعلن كمال رستم انسحابه من الترشح لرئاسة الجمهورية.",
        "أعلن كمال رستم عزوفه عن الترشح لرئاسة الجمهورية.",
        "أكد كمال رستم عدم نيته تأييد المرشح سليم عساف.",
        "وأوضح أن تأييد الاتحاد اللبناني لكرة القدم لسليم عساف لم يصدر عنه.",
        "هدد كمال رستم بدعم حزب الوفاء.",
        "شركة النور للطيران ليست مملوكة لكمال رستم.",
        "شركة النور للطيران غير تابعة لشركة البحر.",
        "يرفض كمال رستم تأييده للمرشح سليم عساف.",
        "رفض كمال رستم رئاسة حزب الوفاء.",
        "رفض كمال رستم منافسة سليم عساف في الانتخابات.",
        "نفى كمال رستم ما تردد عن منافسته سليم عساف في الانتخابات.",
    ],
)
def test_a_deed_that_is_declined_or_missing_is_not_asserted(text: str) -> None:
    assert asserted(text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "نفى كمال رستم كونه عضوا في حزب الوفاء.",
        "لو كان كمال رستم رئيسا لشركة النور للطيران لاستقال.",
        "كأن كمال رستم رئيس لشركة النور للطيران.",
        "لن يكون كمال رستم رئيسا لشركة النور للطيران.",
        "لم يصبح كمال رستم رئيسا لشركة النور للطيران.",
    ],
)
def test_a_role_that_is_denied_or_unreal_is_not_asserted(text: str) -> None:
    assert asserted(text) == set()


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("لم يكتف كمال رستم بدعم حزب الوفاء بل تبرع له.", "SUPPORTED"),
        ("لم يخف كمال رستم أنه يدعم حزب الوفاء.", "SUPPORTED"),
        ("قال كمال رستم إنه التقى الوزير سليم عساف.", "MET_WITH"),
        ("بعد أن التقى كمال رستم الوزير سليم عساف سافر.", "MET_WITH"),
        ("ذكر أن كمال رستم التقى الوزير سليم عساف.", "MET_WITH"),
        ("كان كمال رستم دعم حزب الوفاء.", "SUPPORTED"),
        ("أيد كمال رستم المرشح سليم عساف وقال إن الاتهامات غير صحيحة.", "ENDORSED"),
        ("رفض كمال رستم حزب الوفاء.", "OPPOSED"),
        ("قال كمال رستم إن شركة النور للطيران اشترت شركة البحر.", "OWNS"),
        ("كان كمال رستم رئيسا لشركة النور للطيران.", "LEADS"),
    ],
)
def test_what_only_seems_to_be_denied_stays(text: str, relation: str) -> None:
    assert relation in {claim[1] for claim in asserted(text)}


def test_who_is_threatened_with_gets_no_support() -> None:
    assert told("هدد كمال رستم بدعم حزب الوفاء.") == []
    found = told("بنت شركة النور للطيران بدعم من حزب الوفاء مصنعا.")
    assert ("SUPPORTED", "شركة النور للطيران", "asserted") in [claim[1:] for claim in found]
