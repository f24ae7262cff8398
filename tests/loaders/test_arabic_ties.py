"""What several do with each other, who heads a part of a body, and ties signed, partnered or left in Arabic."""

from __future__ import annotations

import pytest

from techpol.loaders.articles.arabic.reader import ArabicReader
from techpol.schema.model import Source
from techpol.schema.text import fold

READER = ArabicReader()


def claims(text: str) -> set[tuple[str, str, str, str]]:
    """Return (subject, relation, object, modality) of the claims of a text."""
    result = READER.read(Source(key="x", kind="article", sha256="0" * 64, language="ar", text=text))
    names = {referent.key: fold(referent.name) for referent in result.referents}
    return {(names[c.subject], c.relation, names[c.object], str(c.modality)) for c in result.claims}


SAID = [
    # Who heads a part of a body works for it; so does who is quoted as "of" it.
    ("أوضح رئيس فريق التنظيم بجمعية البر المهندس سليم عساف ذلك.", "سليم عساف", "WORKS_FOR", "جمعية البر"),
    (
        "أعلنت جامعة النور عن البرنامج. وأوضح مدير الشؤون الإدارية بالجامعة سليم عساف أن العمل بدأ.",
        "سليم عساف",
        "WORKS_FOR",
        "جامعة النور",
    ),
    ("قال كمال رستم من شركة نوفاتيك إن السوق نما.", "كمال رستم", "WORKS_FOR", "نوفاتيك"),
    ("قال كمال رستم، كبير المحللين لدى شركة نوفاتيك، إن السوق نما.", "كمال رستم", "WORKS_FOR", "نوفاتيك"),
    # Mutual deeds.
    ("اجتمع كمال رستم وسليم عساف في القاهرة.", "كمال رستم", "MET_WITH", "سليم عساف"),
    (
        "استعرض الرئيس كمال رستم ووزير الخارجية سليم عساف، أمس، العلاقات الثنائية بين البلدين.",
        "كمال رستم",
        "MET_WITH",
        "سليم عساف",
    ),
    (
        "زار السفير كمال رستم شركة نوفاتيك بالرياض، حيث التقى سليم عساف، الرئيس التنفيذي للشركة.",
        "كمال رستم",
        "MET_WITH",
        "سليم عساف",
    ),
    (
        "التقى كمال رستم رئيس شركة نوفاتيك، أمس في الرياض، سليم عساف السفير الصيني لدى اليمن.",
        "كمال رستم",
        "MET_WITH",
        "سليم عساف",
    ),
    ("تبادل كمال رستم وسليم عساف الاتهامات بالمسؤولية عن الحادث.", "سليم عساف", "CRITICIZED", "كمال رستم"),
    ("ناقشت شركة نوفاتيك وشركة فيرالين سبل التعاون.", "نوفاتيك", "MET_WITH", "فيرالين"),
    ("يتنافس كمال رستم وسليم عساف على رئاسة حزب الوفاء.", "كمال رستم", "RUNNING_AGAINST", "سليم عساف"),
    (
        "وكان في استقبال الأمير كمال رستم لدى وصوله رئيس البلدية سليم عساف.",
        "سليم عساف",
        "HOSTED",
        "كمال رستم",
    ),
    # Partners.
    ("دخلت شركة نوفاتيك في شراكة مع شركة فيرالين.", "نوفاتيك", "CONNECTED_TO", "فيرالين"),
    ("بدأت شركة نوفاتيك الشراكة الاستراتيجية مع جمعية البر.", "نوفاتيك", "CONNECTED_TO", "جمعية البر"),
    ("إن حملة الأمل بالشراكة مع جمعية البر نفذت برنامجا.", "حملة الأمل", "CONNECTED_TO", "جمعية البر"),
    ("وقعت اتفاقيات بين شركة نوفاتيك وشركة فيرالين.", "نوفاتيك", "CONNECTED_TO", "فيرالين"),
    ("أبرمت شركة نوفاتيك عقدا مع شركة فيرالين.", "نوفاتيك", "CONNECTED_TO", "فيرالين"),
    ("تعاونت شركة نوفاتيك وشركة فيرالين على إنتاج جهاز.", "نوفاتيك", "CONNECTED_TO", "فيرالين"),
    (
        "كشفت الوزارة عن مذكرتي تفاهم ما بين جامعة النور، وشركة نوفاتيك، وجمعية البر.",
        "نوفاتيك",
        "CONNECTED_TO",
        "جمعية البر",
    ),
    ("شركة نوفاتيك شريك استراتيجي لشركة فيرالين.", "نوفاتيك", "CONNECTED_TO", "فيرالين"),
    ("أعلنت شركة نوفاتيك، الوكيل المعتمد لشركة فيرالين، نتائجها.", "نوفاتيك", "CONNECTED_TO", "فيرالين"),
    ("تعد شركة نوفاتيك أحد شركاء شركة فيرالين.", "نوفاتيك", "CONNECTED_TO", "فيرالين"),
    # Who signs for whom, and who leaves the head of a body.
    (
        "وقع الاتفاقية عن شركة نوفاتيك المهندس كمال رستم، وعن جامعة النور سليم عساف رئيس الجامعة.",
        "نوفاتيك",
        "CONNECTED_TO",
        "جامعة النور",
    ),
    ("وقع الاتفاقية عن جامعة النور المهندس كمال رستم.", "كمال رستم", "WORKS_FOR", "جامعة النور"),
    ("استقال كمال رستم من رئاسة شركة نوفاتيك.", "كمال رستم", "LEADS", "نوفاتيك"),
    # Verbs.
    ("استهزأ كمال رستم بحزب الوفاء.", "كمال رستم", "CRITICIZED", "حزب الوفاء"),
    ("أطرى كمال رستم شركة نوفاتيك.", "كمال رستم", "PRAISED", "نوفاتيك"),
]
PLANNED = [
    ("سيجتمع كمال رستم وسليم عساف في القاهرة غدا.", "كمال رستم", "MET_WITH", "سليم عساف"),
    ("من المقرر أن يجتمع كمال رستم وسليم عساف في القاهرة.", "كمال رستم", "MET_WITH", "سليم عساف"),
    ("تعتزم شركة نوفاتيك الدخول في شراكة مع شركة فيرالين.", "نوفاتيك", "CONNECTED_TO", "فيرالين"),
]
UNSAID = [
    ("شدد رئيس لجنة التحقيق في شركة نوفاتيك سليم عساف على ذلك.", "WORKS_FOR"),
    ("قال كمال رستم من القاهرة إن السوق نما.", "WORKS_FOR"),
    ("خرج كمال رستم من شركة نوفاتيك.", "WORKS_FOR"),
    ("اجتمع كمال رستم وسليم عساف مع هاني درويش. وغاب سليم عساف.", "RUNNING_AGAINST"),
    ("لم يجتمع كمال رستم وسليم عساف في القاهرة.", "MET_WITH"),
    ("هل يجتمع كمال رستم وسليم عساف في القاهرة؟", "MET_WITH"),
    ("إذا اجتمع كمال رستم وسليم عساف فسيتغير الأمر.", "MET_WITH"),
    ("ينبغي أن يجتمع كمال رستم وسليم عساف.", "MET_WITH"),
    ("لعل كمال رستم وسليم عساف يجتمعان.", "MET_WITH"),
    ("يلتقي كمال رستم وسليم عساف في فيلم جديد.", "MET_WITH"),
    ("التقى كمال رستم وسليم عساف في نهائي البطولة.", "MET_WITH"),
    ("بحث كمال رستم وسليم عساف عن عمل.", "MET_WITH"),
    ("تناول كمال رستم وسليم عساف القضايا في كتابيهما.", "MET_WITH"),
    ("رأى كمال رستم في مؤتمر الوفاء فرصة.", "SPOKE_AT"),
    ("شركة نوفاتيك، خلافا لشركة فيرالين، حليفة لشركة درب.", "CONNECTED_TO"),
    ("تبادل كمال رستم وسليم عساف القمصان.", "CRITICIZED"),
    ("تقيم لجنة النور، مساء الخميس المقبل، في مقر الغرفة بقاعة الشيخ سليم عساف، ندوة عن العمل.", "HOSTED"),
    ("يتنافس كمال رستم وسليم عساف في سباق الدراجات.", "RUNNING_AGAINST"),
    ("لم تدخل شركة نوفاتيك في شراكة مع شركة فيرالين.", "CONNECTED_TO"),
    ("ترفض شركة نوفاتيك الشراكة مع شركة فيرالين.", "CONNECTED_TO"),
    ("ليست شركة نوفاتيك شريكا لشركة فيرالين.", "CONNECTED_TO"),
    ("قد تصبح شركة نوفاتيك شريكا لشركة فيرالين.", "CONNECTED_TO"),
    ("تسعى شركة نوفاتيك لأن تكون شريكا لشركة فيرالين.", "CONNECTED_TO"),
    ("التقت شركة نوفاتيك شركاء شركة فيرالين.", "CONNECTED_TO"),
    ("لم يوقع الاتفاقية عن شركة نوفاتيك المهندس كمال رستم.", "WORKS_FOR"),
    ("زار كمال رستم القاهرة، وجدد خلال زيارته، دعم بلاده للحكومة الليبية.", "MET_WITH"),
    ("لم يستقل كمال رستم من رئاسة شركة نوفاتيك.", "LEADS"),
    ("طالب سليم عساف بأن يستقيل كمال رستم من رئاسة شركة نوفاتيك.", "LEADS"),
]


@pytest.mark.parametrize(("text", "subject", "relation", "target"), SAID)
def test_what_is_said_is_asserted(text: str, subject: str, relation: str, target: str) -> None:

    assert (fold(subject), relation, fold(target), "asserted") in claims(text)


@pytest.mark.parametrize(("text", "subject", "relation", "target"), PLANNED)
def test_what_is_to_come_is_planned(text: str, subject: str, relation: str, target: str) -> None:

    assert {item[3] for item in claims(text) if item[:3] == (fold(subject), relation, fold(target))} == {"planned"}


@pytest.mark.parametrize(("text", "relation"), UNSAID)
def test_what_is_not_said_is_not_asserted(text: str, relation: str) -> None:

    assert {item for item in claims(text) if item[1] == relation and item[3] == "asserted"} == set()


def test_who_left_the_head_of_a_body_led_it_before() -> None:
    source = Source(key="x", kind="article", sha256="0" * 64, language="ar", text=SAID[-3][0])

    assert {claim.qualifiers.past for claim in READER.read(source).claims} == {True}


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("شركة نوفاتيك، الوكيل السابق لشركة فيرالين، تنمو.", "CONNECTED_TO"),
        ("قال رئيس وزراء سابق للبنان كمال رستم ذلك.", "HOLDS_OFFICE"),
    ],
)
def test_what_was_once_is_over(text: str, relation: str) -> None:
    found = READER.read(Source(key="x", kind="article", sha256="0" * 64, language="ar", text=text)).claims

    assert {claim.qualifiers.past for claim in found if claim.relation == relation} <= {True}


def test_who_made_room_is_not_appointed() -> None:
    said = claims("أعلنت شركة البيداء أمس تعيين كمال رستم رئيسا تنفيذيا للشركة خلفا لعمر باخشب.")

    assert {item[2] for item in said if item[1] == "APPOINTED"} == {fold("كمال رستم")}
