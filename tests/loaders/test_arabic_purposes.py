"""Whom a group is for or against, and whose a campaign is, in Arabic."""

from __future__ import annotations

import arabic
import pytest

from techpol.schema.text import fold

HADDAD, RUSTUM = fold("سامي الحداد"), fold("كمال رستم")
GIFTS = [
    "تبرع سامي الحداد بمليون دولار ل{}.",
    "قدم سامي الحداد 50 ألف دولار إلى {}.",
    "دفع سامي الحداد 250 ألف دولار ل{} في مايو.",
    "ساهم سامي الحداد بمبلغ مليون دولار في {}.",
    "مول سامي الحداد {}.",
]
AIMS = ["معارضة ل{}", "مناهضة ل{}", "داعمة ل{}", "مؤيدة ل{}", "تهاجم {}", "مقربة من {}"]


@pytest.mark.parametrize("gift", GIFTS)
@pytest.mark.parametrize("group", ["مجموعة", "منظمة غير ربحية", "جمعية سياسية", "لجنة عمل سياسي"])
def test_a_gift_to_a_group_is_none_to_whom_it_is_for(gift: str, group: str) -> None:
    for aim in AIMS:
        for whom in ("المرشح كمال رستم", "السيناتور كمال رستم", "كمال رستم"):
            text = gift.format(f"{group} {aim.format(whom)}").replace("لال", "لل")

            assert not {claim for claim in arabic.asserted(text) if claim[0] == HADDAD and claim[2] == RUSTUM}, text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("تبرع سامي الحداد بمليون دولار لكمال رستم.", (HADDAD, "DONATED_TO", RUSTUM)),
        ("قال سامي الحداد إنه يعارض كمال رستم.", (HADDAD, "OPPOSED", RUSTUM)),
    ],
)
def test_a_gift_of_ones_own_stands(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in arabic.asserted(text)


def test_a_rival_does_not_speak_for_a_campaign() -> None:
    text = "ونفى متحدث باسم حملة منافسها روبرت كلاين ذلك. وأكد متحدث باسم حملة خصمه السيناتور كمال رستم الأمر."

    assert not {claim for claim in arabic.asserted(text) if claim[1] in ("WORKS_FOR", "LEADS")}
