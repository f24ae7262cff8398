"""Who an Arabic verb is about: subjects left out, subjects that were not read, men and women."""

from __future__ import annotations

import pytest
from arabic import asserted, get_result

from techpol.loaders.articles.arabic.gender import verb_gender
from techpol.loaders.articles.arabic.lexicon import get_lexicon
from techpol.schema.text import fold


def genders(text: str) -> dict[str, str]:
    return {fold(item.name): dict(item.properties).get("gender", "") for item in get_result(text).referents}


WOMAN = "التقت نورا فيلدينغ السيناتور ماهر الخطيب. "
MAN = "التقى كمال رستم السيناتور ماهر الخطيب. "
DROPPED = [
    (WOMAN + "وتبرعت بمبلغ 50 ألف دولار لحملة سليم عساف.", "نورا فيلدينغ", "DONATED_TO"),
    (WOMAN + "وتبرعت مؤخرا بمبلغ 50 ألف دولار لحملة سليم عساف.", "نورا فيلدينغ", "DONATED_TO"),
    (WOMAN + "وتبرعت مرتين العام الماضي بمبلغ 50 ألف دولار لحملة سليم عساف.", "نورا فيلدينغ", "DONATED_TO"),
    (WOMAN + "وأعلنت الخميس تأييدها لحملة سليم عساف.", "نورا فيلدينغ", "ENDORSED"),
    (MAN + "وتبرع بمبلغ 50 ألف دولار لحملة سليم عساف.", "كمال رستم", "DONATED_TO"),
    (MAN + "وقدم شيكا بقيمة مليون دولار لحملة سليم عساف.", "كمال رستم", "DONATED_TO"),
    (MAN + "وانتقد السياسات الاقتصادية لسليم عساف.", "كمال رستم", "CRITICIZED"),
]
UNREAD = [
    WOMAN + "وتبرعت والدتها بمبلغ 50 ألف دولار لحملة سليم عساف.",
    WOMAN + "وتبرعت المستثمرة المعروفة بمبلغ 50 ألف دولار لحملة سليم عساف.",
    WOMAN + "وتبرع بمبلغ 50 ألف دولار لحملة سليم عساف.",
    WOMAN + "وأعلنت المستثمرة تأييدها لحملة سليم عساف.",
    WOMAN + "وأعلنت والدتها تأييدها لحملة سليم عساف.",
    MAN + "وقدم رجل أعمال شيكا بقيمة مليون دولار لحملة سليم عساف.",
    MAN + "وتضمن تشكيل اللجنة تعيين سليم عساف رئيسا.",
    MAN + "واجتمع المستثمرون مع سليم عساف.",
    MAN + "وتبرعت بمبلغ 50 ألف دولار لحملة سليم عساف.",
]


@pytest.mark.parametrize(("text", "subject", "relation"), DROPPED)
def test_a_verb_without_a_subject_takes_the_one_before(text, subject, relation) -> None:
    assert any(s == fold(subject) and r == relation and "عساف" in o for s, r, o in asserted(text))


def test_a_subject_of_a_foreign_name_gives_nothing_to_the_one_before() -> None:
    text = WOMAN + "وتبرعت أورسولا كيلر بمبلغ 50 ألف دولار لحملة سليم عساف."

    assert not [item for item in asserted(text) if fold("نورا فيلدينغ") == item[0] and "عساف" in item[2]]


@pytest.mark.parametrize("text", UNREAD)
def test_an_unread_subject_gives_nothing_to_the_one_before(text) -> None:
    assert not [item for item in asserted(text) if "عساف" in item[2]]


def test_a_given_name_in_alef_after_a_verb_belongs_to_the_name() -> None:
    found = asserted(WOMAN + "وتبرعت أولغا براندت بمبلغ 50 ألف دولار لحملة سليم عساف.")
    assert (fold("أولغا براندت"), "DONATED_TO", fold("حملة سليم عساف")) in found


@pytest.mark.parametrize("verb", "قالت تقود تتولى تؤيد تعارض ستقود تدير تعمل تبرعت أثبتت وتقود".split())
def test_verbs_of_women(verb) -> None:
    assert verb_gender(get_lexicon(), fold(verb)) == "f"


@pytest.mark.parametrize(
    "verb", "تبرع تعهد تولى تحدث تقدم تبنى تعاون تلقى تمكن تراجع وتعهد لفت أثبت قال يقود".split()
)
def test_verbs_of_men_are_no_womens(verb) -> None:
    assert verb_gender(get_lexicon(), fold(verb)) != "f"


@pytest.mark.parametrize(
    ("text", "name", "gender"),
    [
        ("تبرع سام ألتمان بمليون دولار لحملة سليم عساف.", "سام ألتمان", "male"),
        ("تعهد نبوان رستم بدعم سليم عساف.", "نبوان رستم", ""),
        ("تولى نبوان رستم رئاسة شركة نوفاتيك.", "نبوان رستم", ""),
        ("تقود نبوان رستم شركة نوفاتيك.", "نبوان رستم", "female"),
        ("أيدت المستثمرة نبوان رستم حملة سليم عساف.", "نبوان رستم", "female"),
        ("التقى كمال رستم السيناتور نبوان غراهام.", "نبوان غراهام", ""),
    ],
)
def test_gender_is_told_by_verbs_titles_and_given_names(text, name, gender) -> None:
    assert genders(text)[fold(name)] == gender


def test_a_man_is_mayor_by_a_word_that_ends_as_a_womans() -> None:
    found = asserted("تبرع مايكل رستم، عمدة نيويورك، بمليون دولار لحملة سليم عساف.")
    assert (fold("مايكل رستم"), "HOLDS_OFFICE", fold("نيويورك")) in found
