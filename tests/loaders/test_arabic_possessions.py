"""Ownership and seats in Arabic that are said rather than named: predicates, stakes in a row, panels with members."""

from __future__ import annotations

import pytest
from arabic import asserted, read

from techpol.schema.text import fold

SAID = [
    ("وشركة بيونيك مملوكة لشركة نوفاتيك.", "نوفاتيك", "OWNS", "بيونيك"),
    ("قال سليم عساف إن شركة بيونيك مملوكة بالكامل لشركة نوفاتيك.", "نوفاتيك", "OWNS", "بيونيك"),
    ("قالت شركة بيونيك، وهي شركة تابعة لشركة نوفاتيك، إنها ربحت.", "نوفاتيك", "OWNS", "بيونيك"),
    ("قالت شركة بيونيك، وهي وحدة لشركة نوفاتيك، إنها ربحت.", "نوفاتيك", "OWNS", "بيونيك"),
    (
        "تمتلك شركة نوفاتيك 8 في المئة من أسهم شركة بيونيك و19 في المئة من شركة فيرالين.",
        "نوفاتيك",
        "OWNS",
        "فيرالين",
    ),
    (
        "أصدر الوزير قرارا بتشكيل لجنة الفصل في الطعون بعسير، برئاسة سامي الحداد، وعضوية نبيل قاسم.",
        "سامي الحداد",
        "LEADS",
        "لجنة الفصل في الطعون",
    ),
    (
        "تشكلت لجنة الفصل في الطعون برئاسة سامي الحداد، وعضوية كل من نبيل قاسم، عوض السالم.",
        "عوض السالم",
        "MEMBER_OF",
        "لجنة الفصل في الطعون",
    ),
]

UNSAID = [
    ("ليست شركة بيونيك مملوكة لشركة نوفاتيك.", "نوفاتيك", "OWNS", "بيونيك"),
    ("هل شركة بيونيك مملوكة لشركة نوفاتيك؟", "نوفاتيك", "OWNS", "بيونيك"),
    ("نفت الشركة أن تكون شركة بيونيك مملوكة لشركة نوفاتيك.", "نوفاتيك", "OWNS", "بيونيك"),
    ("قد تصبح شركة بيونيك مملوكة بالكامل لشركة نوفاتيك.", "نوفاتيك", "OWNS", "بيونيك"),
    ("قالت شركة بيونيك، وهي شركة منافسة لشركة نوفاتيك، إنها ربحت.", "نوفاتيك", "OWNS", "بيونيك"),
    (
        "لن تملك شركة نوفاتيك 8 في المئة من شركة بيونيك و19 في المئة من شركة فيرالين.",
        "نوفاتيك",
        "OWNS",
        "فيرالين",
    ),
    ("تعتزم الوزارة تشكيل لجنة الطعون بعسير، برئاسة سامي الحداد.", "سامي الحداد", "LEADS", "لجنة الطعون"),
    ("زار وفد من لجنة الطعون في عسير برئاسة سامي الحداد.", "سامي الحداد", "LEADS", "لجنة الطعون"),
    (
        "أوضح المتحدث الرسمي لانتخابات أعضاء المجالس البلدية المهندس سامي الحداد ذلك.",
        "سامي الحداد",
        "MEMBER_OF",
        "المجالس البلدية",
    ),
]


@pytest.mark.parametrize(("text", "subject", "relation", "target"), SAID)
def test_what_is_said_is_read(text: str, subject: str, relation: str, target: str) -> None:
    assert (fold(subject), relation, fold(target)) in asserted(text)


@pytest.mark.parametrize(("text", "subject", "relation", "target"), UNSAID)
def test_what_is_not_so_is_not_read(text: str, subject: str, relation: str, target: str) -> None:
    assert (fold(subject), relation, fold(target)) not in asserted(text)


def test_a_firm_that_was_owned_was_owned() -> None:
    claims = read("كانت شركة بيونيك مملوكة لشركة نوفاتيك حتى 2010.")

    assert [("OWNS", True)] == [(claim.relation, claim.qualifiers.past) for claim in claims]


def test_a_title_before_a_name_is_nobody_elses_last_name() -> None:
    text = "التقى عبداللطيف آل الشيخ الوفد. تشكلت لجنة الطعون برئاسة نبيل قاسم، وعضوية سعد العلي، والشيخ محمد السالم."

    assert "عبداللطيف" not in " ".join(claim.subject for claim in read(text) if claim.relation == "MEMBER_OF")
