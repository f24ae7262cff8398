"""Family names behind the bodies that their bearers head, and given names as they are spelled."""

from __future__ import annotations

import pytest
from arabic import asserted, get_result

from techpol.loaders.articles.arabic.tagger import get_word_table
from techpol.loaders.articles.arabic.tokens import tokenise
from techpol.schema.text import fold

FULL = "انتخب الأعضاء جاسر العبيكي الأسبوع الماضي. "
HEADS = ["مجلس النواب", "مجلس الوزراء", "غرفة التجارة", "البنك المركزي", "الاتحاد الأوروبي", "جامعة القاهرة"]


def names(text: str) -> set[str]:
    return {fold(item.name) for item in get_result(text).referents}


@pytest.mark.parametrize("body", HEADS)
def test_who_heads_a_body_is_no_part_of_its_name(body) -> None:
    text = FULL + f"وانتقد رئيس {body} العبيكي أمس النائب سمير الحداد."

    assert fold(f"{body} العبيكي") not in names(text)
    assert (fold("جاسر العبيكي"), "CRITICIZED", fold("سمير الحداد")) in asserted(text)


@pytest.mark.parametrize(
    "text",
    [
        "قال جاسر العبيكي كلمته. وأعلن رئيس مؤسسة العبيكي دعم المرشح سمير الحداد.",
        "قال جاسر المصري كلمته. وأعلن رئيس البنك المركزي المصري دعم المرشح سمير الحداد.",
        "قال جاسر العبيكي كلمته. وأعلن رئيس مؤسسة رفيق العبيكي دعم المرشح سمير الحداد.",
    ],
)
def test_a_body_that_is_named_so_keeps_its_name(text) -> None:
    who = {subject for subject, relation, _ in asserted(text) if relation in ("LEADS", "SUPPORTED", "ENDORSED")}

    assert fold("جاسر العبيكي") not in who
    assert fold("جاسر المصري") not in who


@pytest.mark.parametrize(
    "name", "أسامة عيسى موسى يحيى وائل عائشة خديجة سارة هالة أيوب مرتضى وضاح جاسر قتيبة لبنى".split()
)
def test_names_are_known_however_their_letters_are_folded(name) -> None:
    assert get_word_table().is_name(tokenise(name).tokens[0].text)


@pytest.mark.parametrize("word", "أول إلى آية امرأة الرئيس هبة رحمة مساعد شامل رابعة صدقة نزيهة".split())
def test_everyday_words_are_no_names(word) -> None:
    assert not get_word_table().is_name(tokenise(word).tokens[0].text)


def test_a_name_that_begins_with_waw_is_whole() -> None:
    text = "تبرع وضاح النوباني بمبلغ 50 ألف دولار لحملة سليم عساف."

    assert (fold("وضاح النوباني"), "DONATED_TO", fold("حملة سليم عساف")) in asserted(text)


@pytest.mark.parametrize("name", ["تميم الراشدي", "عدي النوباني", "معتصم الدباس", "تميم البطوش"])
def test_whom_a_list_goes_on_with_is_found(name) -> None:
    given = f"سامي الحداد، و{name}، ونورا فيلدينغ"

    assert fold(name) in names(f"حضر الحفل {given} أمس.")


@pytest.mark.parametrize("end", ["وسعيد الحظ", "وكريم الأصل", "وجميل الصفات", "وعادل القضية"])
def test_a_list_does_not_go_on_with_what_somebody_is(end) -> None:
    assert not any(fold(end[1:]) in name for name in names(f"تحدث سامي الحداد {end} أمس."))
