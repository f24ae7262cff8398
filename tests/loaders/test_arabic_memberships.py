"""Who belongs to what in Arabic: parties and seats in brackets, boards, seats won and lost, committees' lists."""

from __future__ import annotations

import pytest
from arabic import asserted

from techpol.schema.text import fold

SAID = [
    ("قال النائب سليم عساف (جمهوري، ولاية تكساس) ذلك.", "سليم عساف", "AFFILIATED_WITH", "الحزب الجمهوري"),
    ("قال النائب سليم عساف (جمهوري، ولاية تكساس) ذلك.", "سليم عساف", "HOLDS_OFFICE", "ولاية تكساس"),
    ("قال السيناتور سليم عساف (ديمقراطي - تكساس) ذلك.", "سليم عساف", "HOLDS_OFFICE", "تكساس"),
    ("قال سليم عساف، وهو ديمقراطي، إن السوق نما.", "سليم عساف", "AFFILIATED_WITH", "الحزب الديمقراطي"),
    ("انضم سليم عساف إلى مجلس إدارة شركة نوفاتيك.", "سليم عساف", "MEMBER_OF", "نوفاتيك"),
    ("استقال سليم عساف من مجلس إدارة شركة نوفاتيك.", "سليم عساف", "MEMBER_OF", "نوفاتيك"),
    ("عين سليم عساف عضوا في مجلس إدارة شركة نوفاتيك.", "سليم عساف", "MEMBER_OF", "نوفاتيك"),
    ("خسر سليم عساف مقعده في لجنة المستقبل.", "سليم عساف", "MEMBER_OF", "لجنة المستقبل"),
    ("استقال سليم عساف من عضوية لجنة المستقبل.", "سليم عساف", "MEMBER_OF", "لجنة المستقبل"),
    ("تضم لجنة المستقبل كمال رستم وسليم عساف.", "سليم عساف", "MEMBER_OF", "لجنة المستقبل"),
]
UNSAID = [
    ("قال سليم عساف (جمهوري، ولاية تكساس) ذلك.", "HOLDS_OFFICE"),
    ("قال سليم عساف (44 عاما) ذلك.", "AFFILIATED_WITH"),
    ("قال سليم عساف، وهو ديمقراطي النزعة، ذلك لكمال رستم.", "HOLDS_OFFICE"),
    ("لم ينضم سليم عساف إلى مجلس إدارة شركة نوفاتيك.", "MEMBER_OF"),
    ("سينضم سليم عساف إلى مجلس إدارة شركة نوفاتيك.", "MEMBER_OF"),
    ("انتقد سليم عساف من مجلس إدارة شركة نوفاتيك.", "MEMBER_OF"),
    ("يسعى سليم عساف إلى مقعد في لجنة المستقبل.", "MEMBER_OF"),
    ("ترشح سليم عساف لعضوية لجنة المستقبل.", "MEMBER_OF"),
    ("لا تضم لجنة المستقبل كمال رستم وسليم عساف.", "MEMBER_OF"),
    ("ستضم لجنة المستقبل كمال رستم وسليم عساف.", "MEMBER_OF"),
]


@pytest.mark.parametrize(("text", "subject", "relation", "target"), SAID)
def test_who_belongs_to_what_is_read(text: str, subject: str, relation: str, target: str) -> None:
    assert (fold(subject), relation, fold(target)) in asserted(text)


@pytest.mark.parametrize(("text", "relation"), UNSAID)
def test_who_only_may_belong_does_not(text: str, relation: str) -> None:
    assert [item for item in asserted(text) if item[1] == relation] == []
