"""Arabic names that swallow their neighbours, bodies without a name, and ends that are none."""

from __future__ import annotations

import pytest
from arabic import told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("عقدت اللجنة اجتماعها الأول في مبنى أمانة منطقة الرياض برئاسة الدكتور سليم عساف.", set()),
        (
            "عقدت أمانة منطقة الرياض برئاسة الدكتور سليم عساف اجتماعها.",
            {("سليم عساف", "LEADS", "أمانة منطقة الرياض", "asserted")},
        ),
        ("تشكو الشركات من حرمان كمال رستم من دعم جمعية الوفاء الخيرية.", set()),
        ("شاهدنا اللاعب فابيان ديلف الذي كلفه 11 مليون يورو.", set()),
    ],
)
def test_should_take_no_house_sum_or_loss_for_a_deed(text: str, expected: set[tuple[str, str, str, str]]) -> None:
    actual = {claim for claim in told(text) if claim[1] in ("LEADS", "SUPPORTED", "APPOINTED")}

    assert expected == actual


def test_should_hold_what_is_ordered_for_planned() -> None:
    text = "وجه الأمير سليم عساف بإنشاء جمعية الوفاء الخيرية."

    actual = {claim[3] for claim in told(text) if claim[1] == "FOUNDED"}

    assert actual == {"planned"}


def test_should_meet_nobody_that_something_is_done_along_with() -> None:
    text = "التقى كمال رستم الوزير سليم عساف وبحث معه المساعدات بالتنسيق مع حكومة مصر."

    actual = {claim[2] for claim in told(text) if claim[1] == "MET_WITH"}

    assert "حكومة مصر" not in actual


def test_should_press_no_city() -> None:
    actual = told("تعمل وزارة الإسكان على تخفيف الضغط على مدينة الطائف.")

    assert not [claim for claim in actual if claim[1] == "LOBBIED"]


@pytest.mark.parametrize(
    ("second", "known"),
    [("وعضو هيئة التدريس بجامعة الملك سعود", True), ("وأعضاء مجلس جامعة الملك سعود", False)],
)
def test_should_give_a_person_no_role_of_several(second: str, known: bool) -> None:
    actual = told(f"قال كمال رستم، رئيس جمعية الوفاء الخيرية، {second}، إن النمو قوي.")

    assert known == any("جامعة الملك سعود" in claim[2] for claim in actual)
