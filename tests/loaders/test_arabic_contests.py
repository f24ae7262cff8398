"""Who runs for what, and against whom, where Arabic says it by a noun: "أبرز المرشحين", "أقرب منافسيه"."""

from __future__ import annotations

import pytest
from arabic import folded, not_denied

from techpol.schema.text import fold

ME = "كمال رستم"

SAID = [
    # What is run for: whose head it makes one, with brackets, or the office alone.
    ("أعلن كمال رستم أمس ترشحه رسميا لرئاسة فيفا خلفا لسليم عساف.", ME, "RUNS_FOR", "رئاسة فيفا"),
    ("أعلن كمال رستم ترشحه رسميا لرئاسة (فيفا).", ME, "RUNS_FOR", "رئاسة (فيفا)"),
    ("أعلن كمال رستم ترشحه لانتخابات رئاسة اتحاد الوفاء.", ME, "RUNS_FOR", "انتخابات رئاسة اتحاد الوفاء"),
    ("قال المرشح الجمهوري للرئاسة كمال رستم إن الوضع صعب.", ME, "RUNS_FOR", "الرئاسة"),
    ("أعلن كمال رستم ترشحه للبيت الأبيض.", ME, "RUNS_FOR", "البيت الأبيض"),
    # Candidates, apart from the noun that calls them so.
    ("كمال رستم، أحد المرشحين للرئاسة الأميركية، زار القرية.", ME, "RUNS_FOR", "الرئاسة الأميركية"),
    ("كمال رستم هو المرشح الأوفر حظا للفوز بالانتخابات الرئاسية.", ME, "RUNS_FOR", "الانتخابات الرئاسية"),
    ("يعد كمال رستم أبرز المرشحين لرئاسة الحكومة.", ME, "RUNS_FOR", "رئاسة الحكومة"),
    (
        "يعتبر كل من سليم عساف حاكم فلوريدا ورئيس بلدية بيروت كمال رستم أبرز المرشحين للانتخابات الرئاسية.",
        "سليم عساف",
        "RUNS_FOR",
        "الانتخابات الرئاسية",
    ),
    # Rivals.
    ("ومن المؤكد أن كمال رستم يعتبر المنافس الأبرز لسليم عساف.", ME, "RUNNING_AGAINST", "سليم عساف"),
    ("تشهد الانتخابات تنافسا بين كمال رستم وسليم عساف.", ME, "RUNNING_AGAINST", "سليم عساف"),
    ("فاز كمال رستم بالأصوات مقابل 9% لأقرب منافسيه سليم عساف.", ME, "RUNNING_AGAINST", "سليم عساف"),
]
PLANNED = [
    ("سيعلن كمال رستم ترشحه لرئاسة فيفا.", ME, "RUNS_FOR", "رئاسة فيفا"),
    ("كمال رستم، أحد المرشحين المحتملين لرئاسة الحكومة، زار القرية.", ME, "RUNS_FOR", "رئاسة الحكومة"),
]
UNSAID = [
    ("ليس كمال رستم من أبرز المرشحين للانتخابات الرئاسية.", "RUNS_FOR"),
    ("التقى كمال رستم أبرز المرشحين للانتخابات الرئاسية.", "RUNS_FOR"),
    ("انتقد كمال رستم المرشح الأوفر حظا للفوز بالانتخابات الرئاسية.", "RUNS_FOR"),
    ("أعلنت رئاسة الحكومة أن كمال رستم مرشح.", "RUNS_FOR"),
    ("تشهد السوق تنافسا بين كمال رستم وسليم عساف.", "RUNNING_AGAINST"),
    ("التقى كمال رستم السيناتور نبيل طويل، ثم انتقد أقرب منافسيه سليم عساف.", "RUNNING_AGAINST"),
    ("لا يعتبر كمال رستم المنافس الأبرز لسليم عساف.", "RUNNING_AGAINST"),
]


@pytest.mark.parametrize(
    ("modality", "text", "subject", "relation", "target"),
    [("asserted", *case) for case in SAID] + [("planned", *case) for case in PLANNED],
)
def test_a_candidate_or_rival_is_read(modality: str, text: str, subject: str, relation: str, target: str) -> None:
    found = {item[3] for item in folded(text) if item[:3] == (fold(subject), relation, fold(target))}

    assert found == {modality}


@pytest.mark.parametrize(("text", "relation"), UNSAID)
def test_no_candidate_or_rival_is_made_up(text: str, relation: str) -> None:

    assert {item for item in not_denied(text) if item[1] == relation} == set()
