"""Who backs or blames somebody in Arabic where a list names them, or their own body does."""

from __future__ import annotations

import pytest
from arabic import folded, not_denied

from techpol.schema.text import fold

ME, ONE, TWO = "كمال رستم", "سليم عساف", "نبيل طويل"

SAID = [
    ("لقي كمال رستم دعم أربعة اتحادات هي أوروبا وآسيا والكونكاكاف.", "أوروبا", "SUPPORTED", ME),
    ("ويبدو كمال رستم قويا، خصوصا أنه لقي دعم 4 اتحادات هي أوروبا وآسيا.", "آسيا", "SUPPORTED", ME),
    ("حصل كمال رستم على تأييد عدة نواب بينهم سليم عساف ونبيل طويل.", TWO, "ENDORSED", ME),
    ("تعرض كمال رستم لانتقادات من عدة سياسيين بينهم سليم عساف ونبيل طويل.", TWO, "CRITICIZED", ME),
    ("تعرض كمال رستم لانتقاد عنيف من سليم عساف.", ONE, "CRITICIZED", ME),
    (
        "أعرب رئيس اتحاد الوفاء كمال رستم عن دعم اتحاده المطلق لترشح سليم عساف.",
        "اتحاد الوفاء",
        "ENDORSED",
        ONE,
    ),
    ("أعرب رئيس اتحاد الوفاء كمال رستم عن دعم اتحاده المطلق لترشح سليم عساف.", ME, "ENDORSED", ONE),
]
UNSAID = [
    ("لم يلق كمال رستم دعم أربعة اتحادات هي أوروبا وآسيا.", "SUPPORTED"),
    ("لقي كمال رستم دعما قويا، وفي المدينة نواب بينهم سليم عساف.", "SUPPORTED"),
    ("التقى كمال رستم السيناتور نبيل طويل، وذكر أنه لقي دعم 4 اتحادات هي أوروبا وآسيا.", "SUPPORTED"),
    ("أعرب كمال رستم عن دعم اتحاده للسلام.", "ENDORSED"),
]


@pytest.mark.parametrize(("text", "subject", "relation", "target"), SAID)
def test_who_backs_or_blames_is_read(text: str, subject: str, relation: str, target: str) -> None:

    assert (fold(subject), relation, fold(target), "asserted") in folded(text)


@pytest.mark.parametrize(("text", "relation"), UNSAID)
def test_no_backer_is_made_up(text: str, relation: str) -> None:
    named = {fold(name) for name in ("أوروبا", "آسيا", ONE, TWO, ME)}

    assert {item for item in not_denied(text) if item[1] == relation and item[0] in named} == set()


def test_a_continent_that_a_list_of_bodies_names_is_no_place() -> None:
    from arabic import get_result

    result = get_result(SAID[0][0])

    assert {referent.type for referent in result.referents if referent.name in ("أوروبا", "آسيا")} == {"Group"}
