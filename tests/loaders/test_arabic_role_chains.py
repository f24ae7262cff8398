"""Roles in Arabic that share a body, stand in brackets, or whose person follows a comma and no other closes it."""

from __future__ import annotations

import pytest
from arabic import asserted, read

from techpol.schema.text import fold

SAID = [
    ("قال الرئيس التنفيذي لشركة نوفاتيك، سليم عساف إن السوق نما.", "سليم عساف", "LEADS", "نوفاتيك"),
    ("قال مؤسس شركة نوفاتيك ورئيسها التنفيذي سليم عساف إن السوق نما.", "سليم عساف", "LEADS", "نوفاتيك"),
    ("قال سليم عساف مؤسس شركة نوفاتيك ورئيسها التنفيذي إن السوق نما.", "سليم عساف", "LEADS", "نوفاتيك"),
    ("سليم عساف (الرئيس السابق لشركة نوفاتيك) قال إن السوق نما.", "سليم عساف", "LEADS", "نوفاتيك"),
    ("قال سليم عساف، الملياردير ومؤسس شركة نوفاتيك، إن السوق نما.", "سليم عساف", "FOUNDED", "نوفاتيك"),
    ("ومن بينهم سليم عساف الذي يشغل منصب مدير شركة نوفاتيك.", "سليم عساف", "LEADS", "نوفاتيك"),
    ("وقال محافظ البنك المركزي سليم عساف إن النمو تراجع.", "سليم عساف", "LEADS", "البنك المركزي"),
    (
        "أعلنت شركة «نوفاتيك» نتائجها. وقال سليم عساف، المدير العام لنوفاتيك، إن السوق نما.",
        "سليم عساف",
        "LEADS",
        "نوفاتيك",
    ),
]
UNSAID = [
    ("قالت شركة نوفاتيك ومؤسسة البر ورئيسها سليم عساف إن السوق نما.", "سليم عساف", "LEADS", "نوفاتيك"),
    ("انتقد سليم عساف، المتحدث ومؤسس شركة نوفاتيك كمال رستم، القرار.", "سليم عساف", "FOUNDED", "نوفاتيك"),
    ("قال سليم عساف إن الملياردير ومؤسس شركة نوفاتيك رفض القرار.", "سليم عساف", "FOUNDED", "نوفاتيك"),
    ("التقى سليم عساف الرئيس السابق لشركة نوفاتيك.", "سليم عساف", "MET_WITH", "نوفاتيك"),
]


@pytest.mark.parametrize(("text", "subject", "relation", "target"), SAID)
def test_a_role_finds_its_body_and_its_person(text: str, subject: str, relation: str, target: str) -> None:
    assert (fold(subject), relation, fold(target)) in asserted(text)


@pytest.mark.parametrize(("text", "subject", "relation", "target"), UNSAID)
def test_a_role_is_nobody_elses(text: str, subject: str, relation: str, target: str) -> None:
    assert (fold(subject), relation, fold(target)) not in asserted(text)


def test_what_is_done_or_not_is_only_planned() -> None:
    claims = read("ستعلن شركة نوفاتيك خلال أسبوعين شراء شركة فيرالين من عدمه.")

    assert ["planned"] == [str(claim.modality) for claim in claims if claim.relation == "OWNS"]
