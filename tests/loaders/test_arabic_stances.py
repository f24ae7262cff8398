"""Who backs, blames, meets or asks whom in Arabic, by what stands around the verb."""

from __future__ import annotations

import pytest
from arabic import asserted, folded

from techpol.schema.text import fold

ME, YOU = "كمال رستم", "سليم عساف"

SAID = [
    # Plurals of those who side with somebody, and who is counted among them.
    ("يعد كمال رستم من أشد معارضي سليم عساف.", ME, "OPPOSED", YOU),
    ("قال كمال رستم، وهو أحد أبرز منتقدي سليم عساف، إن القرار خاطئ.", ME, "CRITICIZED", YOU),
    ("ومن أبرز مؤيدي سليم عساف الملياردير كمال رستم.", ME, "SUPPORTED", YOU),
    # A group of whom some are named.
    ("أيد رجال أعمال بارزون، من بينهم كمال رستم، المرشح سليم عساف.", ME, "ENDORSED", YOU),
    # "And" adds one of another kind.
    ("انتقد كمال رستم بشدة شركة «نوفاتيك» ورئيسها سليم عساف.", ME, "CRITICIZED", YOU),
    # Whose help is praised; admiration; a verdict in quotes.
    ("ثمن كمال رستم دعم شركة «نوفاتيك» للصندوق الخيري.", ME, "PRAISED", "نوفاتيك"),
    ("أبدى كمال رستم إعجابه بالرئيس سليم عساف.", ME, "PRAISED", YOU),
    ("وحذر كمال رستم من أن شركة «نوفاتيك» تشكل خطرا على الأطفال.", ME, "CRITICIZED", "نوفاتيك"),
    ("أكد كمال رستم وقوفه إلى جانب حزب الوفاء.", ME, "SUPPORTED", "حزب الوفاء"),
    # Meetings: of who did something before, and what brought two together.
    ("زار السفير كمال رستم جامعة النور والتقى خلال الزيارة الوزير سليم عساف.", ME, "MET_WITH", YOU),
    ("جمعت مأدبة عشاء السيناتور كمال رستم والحاكم سليم عساف في القصر.", ME, "MET_WITH", YOU),
    # A verb that names open a clause for.
    ("كان كمال رستم أكد خلال مؤتمر الوفاء السنوي أن النمو قوي.", ME, "SPOKE_AT", "مؤتمر الوفاء السنوي"),
    ("كان كمال رستم المتحدث الرئيسي في مؤتمر الوفاء السنوي.", ME, "SPOKE_AT", "مؤتمر الوفاء السنوي"),
    ("أقام السفير كمال رستم مأدبة عشاء على شرف الوزير سليم عساف.", ME, "HOSTED", YOU),
    # What is asked of somebody.
    ("طلب كمال رستم من السيناتور سليم عساف سحب المشروع.", ME, "LOBBIED", YOU),
    ("استأجرت شركة «نوفاتيك» مستشارين للضغط على الكونغرس.", "نوفاتيك", "LOBBIED", "الكونغرس"),
    # States are praised and backed as people are.
    ("وأشاد كمال رستم بما وصلت إليه كوريا الجنوبية من تقدم تقني.", ME, "PRAISED", "كوريا الجنوبية"),
    ("وأكد كمال رستم دعمه لمصر.", ME, "SUPPORTED", "مصر"),
    ("كان كمال رستم الشخص الأكثر معارضة لسليم عساف.", ME, "OPPOSED", YOU),
    ("رفع كمال رستم أسمى آيات الشكر لمقام الملك سليم عساف.", ME, "PRAISED", YOU),
    # Events that a body starts, others beside it.
    (
        "أطلقت مؤسسة البنيان بالتعاون مع مركز الأبحاث دورة الصيف التدريبية.",
        "مؤسسة البنيان",
        "HOSTED",
        "دورة الصيف التدريبية",
    ),
    # Contests.
    ("ترشح كمال رستم من أجل رئاسة فيفا.", ME, "RUNS_FOR", "رئاسة فيفا"),
    ("يتنافس على المنصب كل من كمال رستم وسليم عساف.", ME, "RUNNING_AGAINST", YOU),
]


@pytest.mark.parametrize(("text", "subject", "relation", "target"), SAID)
def test_it_is_read(text: str, subject: str, relation: str, target: str) -> None:

    assert (fold(subject), relation, fold(target)) in asserted(text)


UNSAID = [
    ("ليس كمال رستم من معارضي سليم عساف.", "OPPOSED"),
    ("قد يصبح كمال رستم من أبرز مؤيدي سليم عساف.", "SUPPORTED"),
    ("التقى كمال رستم أبرز معارضي سليم عساف.", "OPPOSED"),
    ("أيد كثيرون، لا كمال رستم، المرشح سليم عساف.", "ENDORSED"),
    ("لم يؤيد رجال أعمال، من بينهم كمال رستم، المرشح سليم عساف.", "ENDORSED"),
    ("انتقد كمال رستم شركة «نوفاتيك» ورئيسها سليم عساف نفى ذلك.", "LOBBIED"),
    ("أكد كمال رستم دعم شركة «نوفاتيك» لبرامجها.", "SUPPORTED"),
    ("هدد كمال رستم بدعم حزب الوفاء.", "SUPPORTED"),
    ("سوف ينقل حزب الوفاء أعضاءه للضغط على الكونغرس.", "LOBBIED"),
    ("طلب كمال رستم من السيناتور سليم عساف ألف دولار.", "LOBBIED"),
    ("لم يكن كمال رستم المتحدث الرئيسي في مؤتمر الوفاء السنوي.", "SPOKE_AT"),
    ("سيقيم السفير كمال رستم مأدبة عشاء على شرف الوزير سليم عساف.", "HOSTED"),
    ("أكد كمال رستم دعمه للاقتصاد في مصر.", "SUPPORTED"),
    ("لم يكن كمال رستم الشخص الأكثر معارضة لسليم عساف.", "OPPOSED"),
    ("أطلقت مؤسسة البنيان منتجا جديدا بالتعاون مع مركز الأبحاث.", "HOSTED"),
    ("تدرس سلطات السوق تقديم توصية إلى هيئة الرقابة المالية.", "DONATED_TO"),
    ("يدرس كمال رستم الترشح من أجل رئاسة فيفا.", "RUNS_FOR"),
    # What is made up, told before or at the end.
    ("وفي المسلسل، ينتقد كمال رستم الرئيس سليم عساف.", "CRITICIZED"),
    ("التقى كمال رستم الرئيس سليم عساف في مشهد من الفيلم الجديد.", "MET_WITH"),
    ("أيد كمال رستم المرشح سليم عساف في رواية خيالية صدرت أخيرا.", "ENDORSED"),
    ("سافر كمال رستم إلى بيروت ولم يلتق خلال الزيارة الوزير سليم عساف.", "MET_WITH"),
    ("كان يفترض أن يجمع لقاء كمال رستم وسليم عساف.", "MET_WITH"),
]


@pytest.mark.parametrize(("text", "relation"), UNSAID)
def test_it_is_not_made_up(text: str, relation: str) -> None:

    assert {item for item in asserted(text) if item[1] == relation} == set()


@pytest.mark.parametrize(
    "text",
    [
        "لم يحسم كمال رستم ترشحه للانتخابات الرئاسية بعد.",
        "لا يستبعد كمال رستم الترشح للانتخابات الرئاسية.",
        "تردد كمال رستم في الترشح للانتخابات الرئاسية.",
        "يفكر كمال رستم في الترشح للانتخابات الرئاسية.",
    ],
)
def test_a_run_that_is_open_is_neither_so_nor_denied(text: str) -> None:

    assert {item[3] for item in folded(text) if item[1] == "RUNS_FOR"} <= {"planned", "alleged"}


def test_a_verb_with_a_feminine_ending_is_no_campaign() -> None:

    assert not any(
        item[1] == "DONATED_TO" or "حمله" in item[0] for item in folded("حملت نورا فيلدينغ الحكومة المسؤولية.")
    )


def test_the_writer_of_a_report_does_nothing_in_it() -> None:
    text = "الرياض - محمد الحداد نظمت شركة «نوفاتيك» أمس حفلات المعايدة."

    assert fold("محمد الحداد") not in {item[0] for item in asserted(text)}


def test_a_short_name_in_quotes_is_no_subject() -> None:
    text = "وبالتعاون مع مركز الأبحاث «نور» نظمت مؤسسة البنيان دورة تدريبية."

    assert {item[0] for item in asserted(text) if item[1] == "HOSTED"} <= {fold("مؤسسة البنيان")}


def test_a_pronoun_may_stand_for_the_other_one() -> None:
    text = "أكد محمد رستم أن نورا فيلدينغ جاءت لأنه تبرع بأموال كثيرة لحزب الوفاء."

    assert (fold("محمد رستم"), "DONATED_TO", fold("حزب الوفاء")) in asserted(text)


def test_a_committee_that_another_name_is_said_to_be() -> None:
    text = "يمثل كمال رستم منظمة «رايت رايز»، وهي لجنة عمل سياسي كبرى متحالفة مع سليم عساف."

    assert (fold("رايت رايز"), "CONNECTED_TO", fold(YOU)) in asserted(text)


@pytest.mark.parametrize(
    "text",
    [
        "دعا كمال رستم إلى تفكيك شركات أمازون وغوغل.",
        "أكد كمال رستم ضرورة تفكيك أمازون.",
        "طالب كمال رستم بتفكيك أمازون.",
    ],
)
def test_a_call_to_break_up_is_made(text: str) -> None:

    assert (fold(ME), "CALLED_TO_BREAK_UP", fold("أمازون")) in asserted(text)


@pytest.mark.parametrize(
    "text",
    [
        "قد يدعو كمال رستم إلى تفكيك أمازون.",
        "لم يدع كمال رستم إلى تفكيك أمازون.",
        "رفض كمال رستم الدعوة إلى تفكيك أمازون.",
        "سيدعو كمال رستم إلى تفكيك أمازون.",
    ],
)
def test_no_call_to_break_up_is_made_up(text: str) -> None:

    assert not any(item[1] == "CALLED_TO_BREAK_UP" for item in asserted(text))


def test_a_plural_behind_one_name_is_of_others() -> None:

    assert not any(
        item[1] == "MEMBER_OF" for item in asserted("حث كمال رستم أعضاء الكونغرس على الموافقة على الاتفاق.")
    )
