"""Families of constructions that Arabic says a relation by: sentences that say it, and near misses that do not."""

from __future__ import annotations

import pytest

from techpol.loaders.articles.arabic.reader import ArabicReader
from techpol.schema.model import Source
from techpol.schema.text import fold

READER = ArabicReader()


def triples(text: str) -> set[tuple[str, str, str]]:
    source = Source(key="x", kind="article", sha256="0" * 64, language="ar", text=text)
    result = READER.read(source)
    names = {referent.key: fold(referent.name) for referent in result.referents}
    return {(names[c.subject], c.relation, names[c.object]) for c in result.claims if str(c.modality) == "asserted"}


EVENTS = [
    (
        "قال كمال رستم في المؤتمر الصحفي المشترك إن النمو قوي.",
        ("كمال رستم", "SPOKE_AT", "المؤتمر الصحفي"),
    ),
    (
        "وأفاد كمال رستم خلال لقاء صحفي أمس في الرياض أن العمل جار.",
        ("كمال رستم", "SPOKE_AT", "لقاء صحفي"),
    ),
    ("عقد كمال رستم مؤتمرا صحفيا أمس.", ("كمال رستم", "HOSTED", "مؤتمرا صحفيا")),
    ("وخلال قمة أوفا، قال كمال رستم إن النمو قوي.", ("كمال رستم", "SPOKE_AT", "قمة أوفا")),
    (
        "أقامت شركة نوفاتيك حفل المعايدة السنوي. ثم ألقى كمال رستم كلمة رحب فيها بالحضور.",
        ("كمال رستم", "SPOKE_AT", "حفل المعايدة السنوي"),
    ),
    (
        "نظمت جمعية البر أمس ورشة عمل تعريفية خاصة بالانتخابات البلدية.",
        ("جمعية البر", "HOSTED", "ورشة عمل تعريفية"),
    ),
    ("وشارك في المحاضرة كل من كمال رستم وسليم عساف.", ("سليم عساف", "SPOKE_AT", "المحاضرة")),
    (
        "تنظم قناة البيان المناظرة اليوم. وأكد كمال رستم في المناظرة أنه باق.",
        ("كمال رستم", "SPOKE_AT", "المناظرة"),
    ),
]

NO_EVENTS = [
    ("قال كمال رستم إن المؤتمر الصحفي تأجل.", ("كمال رستم", "SPOKE_AT", "المؤتمر الصحفي")),
    ("لم يقل كمال رستم شيئا في المؤتمر الصحفي.", ("كمال رستم", "SPOKE_AT", "المؤتمر الصحفي")),
    (
        "أقامت شركة نوفاتيك حفل المعايدة السنوي وملتقى الأعمال الأول. ثم ألقى كمال رستم كلمة.",
        ("كمال رستم", "SPOKE_AT", "حفل المعايدة السنوي"),
    ),
    ("وقبل قمة أوفا، قال كمال رستم إن النمو قوي.", ("كمال رستم", "SPOKE_AT", "قمة أوفا")),
    ("نظمت جمعية البر المؤتمرات.", ("جمعية البر", "HOSTED", "المؤتمرات")),
]

ROLES = [
    (
        "وأوضح أمين محافظة جدة رئيس لجنة الطرق أ. د. هاني بن محمد أبوراس ذلك.",
        ("هاني بن محمد أبوراس", "LEADS", "لجنة الطرق"),
    ),
    (
        "كلود بيفر الذي يشغل منصب مدير برنامج مهارات التفكير قال ذلك.",
        ("كلود بيفر", "LEADS", "برنامج مهارات التفكير"),
    ),
    (
        "ويأتي ذلك بالتعاون مع ستوديو سوفيلد، والتي يرأسها المصمم المعروف وليم سوفيلد.",
        ("وليم سوفيلد", "LEADS", "ستوديو سوفيلد"),
    ),
    (
        "أكد رئيس لجنة الطرق والمتحدث باسم الانتخابات المهندس جديع القحطاني ذلك.",
        ("جديع القحطاني", "LEADS", "لجنة الطرق"),
    ),
    (
        "خسرت شركة نوفاتيك الكثير. واعترف كمال رستم كبير مسؤولي التشغيل بالشركة بالمشاكل.",
        ("كمال رستم", "LEADS", "نوفاتيك"),
    ),
    (
        "وافق الدكتور كمال رستم وزير التجارة والصناعة على ذلك.",
        ("كمال رستم", "LEADS", "وزارة التجارة والصناعة"),
    ),
    (
        "قال مدير إدارة شؤون المعلمين بتعليم جازان عثمان عريبي ذلك.",
        ("عثمان عريبي", "LEADS", "إدارة شؤون المعلمين"),
    ),
]

NO_ROLES = [
    (
        "أكد رئيس لجنة الطرق والمتحدث باسم الانتخابات المهندس جديع القحطاني ذلك.",
        ("جديع القحطاني", "WORKS_FOR", "لجنة الطرق"),
    ),
    ("وافق الدكتور كمال رستم وزير المالية على ذلك.", ("كمال رستم", "LEADS", "وزارة المالية")),
    (
        "كلود بيفر الذي رفض منصب مدير برنامج مهارات التفكير قال ذلك.",
        ("كلود بيفر", "LEADS", "برنامج مهارات التفكير"),
    ),
]

SAID = [*EVENTS, *ROLES]
UNSAID = [*NO_EVENTS, *NO_ROLES]


@pytest.mark.parametrize(("text", "expected"), SAID)
def test_what_is_said_is_read(text: str, expected: tuple[str, str, str]) -> None:
    subject, relation, target = expected

    assert (fold(subject), relation, fold(target)) in triples(text)


@pytest.mark.parametrize(("text", "unsaid"), UNSAID)
def test_what_is_not_said_is_not_read(text: str, unsaid: tuple[str, str, str]) -> None:
    subject, relation, target = unsaid

    assert (fold(subject), relation, fold(target)) not in triples(text)
