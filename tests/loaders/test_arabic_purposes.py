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


@pytest.mark.parametrize(
    "verb", ["انتقد سامي الحداد", "تحدث سامي الحداد عن", "كشف سامي الحداد عن", "التقى سامي الحداد"]
)
@pytest.mark.parametrize(
    "said",
    [
        "شركات لتمويل حملة كمال رستم",
        "متبرعين أثرياء لتمويل حملة كمال رستم",
        "رجال أعمال بسبب تبرعهم بمليون دولار لكمال رستم",
        "شركات تبرعت بمليون دولار لحملة كمال رستم",
        "مستثمرين قدموا خمسة ملايين دولار إلى كمال رستم",
    ],
)
def test_what_others_give_is_no_gift_of_who_speaks_of_them(verb: str, said: str) -> None:
    claims = arabic.asserted(f"{verb} {said}.")

    assert not {claim for claim in claims if claim[0] == HADDAD and claim[1] in ("DONATED_TO", "RAISED_FUNDS_FOR")}
    assert not {claim for claim in claims if claim[0] == HADDAD and claim[1] == "CRITICIZED" and claim[2] == RUSTUM}


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("باع سامي الحداد منزله لتمويل حملة كمال رستم.", True),
        ("قدم سامي الحداد مليون دولار لتمويل حملة كمال رستم.", True),
        ("قال إن كمال رستم حضر لأن سامي الحداد تبرع بمليون دولار لحملة كمال رستم.", True),
        ("كتب سامي الحداد عن رجال أعمال دفعوا مليون دولار لحملة كمال رستم.", False),
    ],
)
def test_what_is_paid_for_an_aim_is_given(text: str, given: bool) -> None:
    assert any(claim[:2] == (HADDAD, "DONATED_TO") for claim in arabic.asserted(text)) is given


def test_what_a_firm_grants_its_own_head_is_pay() -> None:
    text = "منحت شركة نوفاتك رئيسها التنفيذي كمال رستم أسهما بقيمة 30 مليون دولار مكافأة له."

    assert not {claim for claim in arabic.asserted(text) if claim[1] == "DONATED_TO"}
