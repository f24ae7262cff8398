"""What Arabic sentences do not state as facts: rumours, what others take to be so, what may come, others' posts."""

from __future__ import annotations

import pytest
from arabic import asserted, folded, read

from techpol.schema.text import fold

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
    ("زار نبيل قاسم القاهرة والتقى وزير المالية السوداني كمال رستم.", "HOLDS_OFFICE"),
    ("أعلن نبيل قاسم أنه التقى وزير المالية السوداني كمال رستم.", "HOLDS_OFFICE"),
    ("التقى رئيس بنك الواحة سامي الحداد بنبيل قاسم.", "LEADS"),
    ("التقى رئيس بنك الواحة سامي الحداد مع نبيل قاسم.", "LEADS"),
    ("لماذا تبرع كمال رستم بمليون دولار لحملة سليم عساف؟", "DONATED_TO"),
    ("في فيلم وثائقي، قال كمال رستم إنه تبرع بمليون دولار لحزب الوفاء.", "DONATED_TO"),
    ("وفقا للسجلات، قدم كمال رستم مليون دولار لحزب الوفاء.", "DONATED_TO"),
]


@pytest.mark.parametrize(("text", "relation"), SAID)
def test_it_is_stated(text: str, relation: str) -> None:
    assert any(item[1] == relation for item in asserted(text))


MORE = [
    # Untrue however far from the verb; what somebody is said to be believed to have done.
    ("لا صحة لما قيل عن أن كمال رستم قدم مليون دولار لحزب الوفاء.", "DONATED_TO"),
    ("يتردد أن كمال رستم تبرع بمليون دولار لحملة سليم عساف.", "DONATED_TO"),
    ("قيل إن كمال رستم تبرع بمليون دولار لحملة سليم عساف.", "DONATED_TO"),
    ("يعتقد أن كمال رستم تبرع بمليون دولار لحملة سليم عساف.", "DONATED_TO"),
    ("تبرع كمال رستم بمليون دولار لحملة سليم عساف، بحسب ما تردد.", "DONATED_TO"),
    # Donors whom somebody else meets, and who is none of a list.
    ("التقى كمال رستم أبرز المتبرعين لحملة سليم عساف.", "DONATED_TO"),
    ("تلقت حملة سليم عساف تبرعات من رجال أعمال، ليس منهم كمال رستم الذي دفع 100 ألف دولار.", "DONATED_TO"),
    # What is asked, and what is made up.
    ("تبرع كمال رستم بمليون دولار لحملة سليم عساف؟ هذا غير صحيح.", "DONATED_TO"),
    ("في فيلم جديد، يتبرع كمال رستم بمليون دولار لحزب الوفاء.", "DONATED_TO"),
    ("في لعبة الفيديو، عينت شركة نوفاتيك سامي الحداد رئيسا تنفيذيا لها.", "LEADS"),
    # Gifts and backing for somebody's rival; a firm that is only told of.
    ("تبرع كمال رستم بمليون دولار لحملة منافس المرشح الرئاسي سليم عساف.", "DONATED_TO"),
    ("تبرع كمال رستم بمليون دولار لحملة ضد المرشح سليم عساف.", "OPPOSED"),
    ("تبرعت شركة يملكها كمال رستم بمليون دولار لحملة المرشح سليم عساف.", "DONATED_TO"),
    ("أيد كمال رستم خصم السيناتور سليم عساف.", "ENDORSED"),
    ("أنفق كمال رستم 10 ملايين دولار على محامين في دعواه ضد المرشح سليم عساف.", "OPPOSED"),
    # "Qad" before the present, and calls that are stopped or weighed.
    ("قد تستأجر شركة «نوفاتيك» مستشارين للضغط على الكونغرس.", "LOBBIED"),
    ("قد يتنافس على المنصب كل من كمال رستم وسليم عساف.", "RUNNING_AGAINST"),
    ("ناقش كمال رستم ضرورة تفكيك أمازون.", "CALLED_TO_BREAK_UP"),
    ("طالب كمال رستم بوقف الدعوات إلى تفكيك أمازون.", "CALLED_TO_BREAK_UP"),
    # Posts of somebody's superior, of whom one is like, and of what may have been.
    ("قال مدير مكتب وزير المالية السوداني سامي الحداد ذلك.", "HOLDS_OFFICE"),
    ("يشبه سامي الحداد رئيس بنك الواحة.", "LEADS"),
    ("كاد أن يكون كمال رستم رئيسا لبنك الواحة.", "LEADS"),
    ("كان سامي الحداد سيشغل منصب مدير عام بنك الواحة.", "LEADS"),
]


@pytest.mark.parametrize(("text", "relation"), MORE)
def test_nor_is_this(text: str, relation: str) -> None:
    assert {item for item in asserted(text) if item[1] == relation} == set()


def test_who_calls_another_a_liar_is_no_target() -> None:
    text = "قال كمال رستم إن نبيل قاسم وصف سليم عساف بأنه كاذب."

    assert ("كمال رستم", "CRITICIZED", "نبيل قاسم") not in asserted(text)


def test_a_committee_that_had_members_had_them() -> None:
    claims = read("كانت تضم لجنة الطعون في عضويتها سامي الحداد ونبيل قاسم.")

    assert [True, True] == [claim.qualifiers.past for claim in claims]


@pytest.mark.parametrize(
    ("text", "past"),
    [
        ("كانت شركة نوفاتيك تملك شركة بيونيك.", True),
        ("كان كمال رستم يرأس بنك الواحة.", True),
        ("كان كمال رستم يعمل في شركة نوفاتيك.", True),
        ("وكانت شركة نوفاتيك قد اشترت شركة بيونيك.", False),
        ("تملك شركة نوفاتيك شركة بيونيك.", False),
        ("كان كمال رستم رئيسا لبنك الواحة.", True),
        ("كان الدكتور كمال رستم عضوا في لجنة الطعون.", True),
        ("وكان كمال رستم رئيس بنك الواحة قال ذلك.", False),
    ],
)
def test_what_was_so_is_past(text: str, past: bool) -> None:
    assert [past] == [claim.qualifiers.past for claim in read(text)]


NAMES = [
    ("واتهم أي أوباما «آيباك» بالكذب.", "أوباما", "آيباك"),
    (
        "حذر ديفيد ماكوفسكي، المستشار السابق لدى إدارة أوباما لشؤون الشرق الأوسط، من ذلك.",
        "ديفيد ماكوفسكي",
        "إدارة أوباما",
    ),
    ("نظمت مؤسسة البنيان دورة تدريبية عام 1432 ضمن البرنامج.", "مؤسسة البنيان", "دورة تدريبية"),
    (
        "أشار كمال رستم المنتمي إلى الاتحاد الدولي لنقابات العمال إلى ذلك.",
        "كمال رستم",
        "الاتحاد الدولي لنقابات العمال",
    ),
    ("أعاد رئيس مجلس الإدارة التنفيذي في شركة «بيونيك»، سليم عساف، التذكير بذلك.", "سليم عساف", "بيونيك"),
    ("في المقابل، أكد فلاح المطيري عضو اللجنة العليا للدورة ذلك.", "فلاح المطيري", "اللجنة العليا للدورة"),
]


@pytest.mark.parametrize(("text", "subject", "target"), NAMES)
def test_names_end_where_they_do(text: str, subject: str, target: str) -> None:
    assert {(item[0], item[2]) for item in asserted(text)} == {(fold(subject), fold(target))}


def test_who_is_to_be_voted_on_has_no_post() -> None:
    text = "يصوت مجلس الشيوخ غدا على تعيين سامي الحداد رئيسا لبنك الخليج."

    assert not any(item[1] == "LEADS" for item in asserted(text))


HEADS = [
    ("قال رئيس بنك الواحة السابق سامي الحداد إن السوق هبطت.", "asserted", True),
    ("قال رئيس بنك الواحة المعزول سامي الحداد إن السوق هبطت.", "asserted", True),
    ("قال رئيس بنك الواحة المرتقب سامي الحداد إن السوق هبطت.", "planned", False),
    ("قال الرئيس المقبل لبنك الواحة سامي الحداد إن السوق هبطت.", "planned", False),
]


@pytest.mark.parametrize(("text", "how", "past"), HEADS)
def test_an_adjective_behind_a_body_is_its_heads(text: str, how: str, past: bool) -> None:
    assert {item[2] for item in folded(text)} == {fold("بنك الواحة")}
    assert [(how, past)] == [(claim.modality, claim.qualifiers.past) for claim in read(text)]


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("أقال رئيس بنك الواحة سامي الحداد.", "LEADS"),
        ("هزم رئيس حزب الوفاء سامي الحداد في الانتخابات.", "LEADS"),
        ("خصص كمال رستم مليون دولار لمقاضاة حملة سليم عساف.", "SUED"),
        ("دفع كمال رستم مليون دولار غرامة لحزب الوفاء.", "DONATED_TO"),
    ],
)
def test_whom_it_is_done_to_has_no_post_and_a_fine_is_no_gift(text: str, relation: str) -> None:
    assert not any(item[1] == relation for item in asserted(text))


def test_a_text_may_end_in_a_name() -> None:
    assert ("سامي الحداد", "LEADS", fold("بنك الواحة")) in asserted("قال رئيس بنك الواحة السابق سامي الحداد")
