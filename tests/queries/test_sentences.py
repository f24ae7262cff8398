"""Sentences about states that ended, of groups in Arabic, and of what is bundled of both."""

from dataclasses import replace
from decimal import Decimal

import pytest

from techpol.queries.messages import counted, of_woman, speaker_in
from techpol.queries.sentences import arrow, sentence
from techpol.schema.answers import Hop, HopEvent
from techpol.schema.model import Entity, Modality, Name, Qualifiers, Span
from techpol.schema.ontology import load_ontology
from techpol.schema.values import Money, PartialDate

SPAN = Span("s-1", 0, 5, "words")
MAN = Entity("e-1", "Person", "Alan Reed", (Name("Alan Reed", "en"), Name("آلان ريد", "ar")))
WOMAN = Entity(
    "e-3", "Person", "Amal Reed", (Name("Amal Reed", "en"), Name("أمل ريد", "ar")), properties=(("gender", "female"),)
)
FIRM = Entity("e-2", "Company", "Norvik", (Name("Norvik", "en"), Name("نورفيك", "ar")))


def hop(relation, *qualifiers, subject=MAN, modality=Modality.ASSERTED):
    events = tuple(
        HopEvent(f"g-{number}", modality, said, (SPAN,), claims=(f"c-{number}",))
        for number, said in enumerate(qualifiers)
    )
    return Hop(subject, relation, FIRM, events)


@pytest.mark.parametrize(
    ("relation", "qualifiers", "english", "arabic"),
    [
        ("LEADS", Qualifiers(past=True), "Alan Reed led Norvik", "قاد آلان ريد نورفيك"),
        (
            "MEMBER_OF", Qualifiers(past=True, start=PartialDate(2018)),
            "Alan Reed was a member of Norvik in 2018", "كان آلان ريد عضوا في نورفيك في 2018",
        ),
        (
            "MEMBER_OF", Qualifiers(past=True, end=PartialDate(2018)),
            "Alan Reed was a member of Norvik until 2018", "كان آلان ريد عضوا في نورفيك حتى 2018",
        ),
        (
            "WORKS_FOR", Qualifiers(role="former executive"),
            "Alan Reed worked for Norvik as executive", "عمل آلان ريد لدى نورفيك بصفته مسؤولا تنفيذيا",
        ),
        ("MEMBER_OF", Qualifiers(start=PartialDate(2018)), "Alan Reed is a member of Norvik since 2018",
         "آلان ريد عضو في نورفيك منذ 2018"),
        ("WORKS_FOR", Qualifiers(role="format executive"), "Alan Reed works for Norvik as format executive",
         "يعمل آلان ريد لدى نورفيك بصفة format executive"),
    ],
)  # fmt: skip
def test_a_state_that_ended_is_said_as_past(relation, qualifiers, english, arabic):
    said = hop(relation, qualifiers)

    assert sentence(said, "en") == english
    assert sentence(said, "ar") == arabic


def test_the_year_of_a_race_is_not_since_when_one_runs():
    for relation, words in (("RUNS_FOR", "runs for"), ("RUNNING_AGAINST", "runs against")):
        assert (
            sentence(hop(relation, Qualifiers(start=PartialDate(2026))), "en") == f"Alan Reed {words} Norvik in 2026"
        )


def test_a_past_state_agrees_with_a_woman():
    assert sentence(hop("LEADS", Qualifiers(past=True), subject=WOMAN), "ar") == "قادت أمل ريد نورفيك"


def test_a_state_that_was_lends_no_date_and_no_role_to_one_that_is():
    said = hop("LEADS", Qualifiers(past=True, role="president", start=PartialDate(2001)), Qualifiers(role="chairman"))

    assert sentence(said, "en") == "Alan Reed leads Norvik as chairman"
    assert arrow(said, "en") == "— leads (chairman) →"


def test_the_chain_says_that_a_state_is_over():
    assert arrow(hop("LEADS", Qualifiers(past=True)), "en") == "— leads (formerly) →"
    assert arrow(hop("WORKS_FOR", Qualifiers()), "en") == "— works for →"


@pytest.mark.parametrize(
    ("name", "verb"),
    [
        ("التوأمان ريد", "أسس"),
        ("أكثر من 100 مستثمر", "أسس"),
        ("مجموعة من المستثمرين", "أسست"),
        ("مستثمرون من الوادي", "أسس"),
    ],
)
def test_a_group_goes_by_its_noun_in_arabic(name, verb):
    group = Entity("e-4", "Group", name, (Name(name, "ar"),))

    assert sentence(hop("FOUNDED", Qualifiers(), subject=group), "ar").split()[0] == verb


def gift(amount, *start):
    return Qualifiers(amount=Money(Decimal(amount), "USD"), start=PartialDate(*start) if start else None)


def test_the_date_of_one_gift_is_not_lent_to_another():
    said = hop("DONATED_TO", gift(5000, 2023, 5, 1), gift(7000))

    assert sentence(said, "en") == (
        "Alan Reed donated $5,000 + $7,000 ($12,000 in all) (1 of them on 1 May 2023) to Norvik"
    )
    assert arrow(said, "en") == "— donated to ($5,000 + $7,000, 1 of them 1 May 2023) →"


def test_gifts_that_one_claim_tells_of_together_have_one_date():
    said = hop("DONATED_TO", gift(5000, 2023, 5, 1), gift(5000))
    together = replace(said, events=tuple(replace(event, claims=("c-1",)) for event in said.events))

    assert sentence(together, "en") == "Alan Reed donated 2 × $5,000 ($10,000 in all) on 1 May 2023 to Norvik"


def test_a_state_that_is_told_twice_is_no_gift():
    said = hop("LEADS", Qualifiers(start=PartialDate(2015)), Qualifiers())

    assert sentence(said, "en") == "Alan Reed leads Norvik since 2015"


@pytest.mark.parametrize(
    ("relation", "subject", "qualifiers", "arabic"),
    [
        ("ENDORSED", MAN, Qualifiers(), "يعتزم آلان ريد تأييد نورفيك"),
        ("ENDORSED", WOMAN, Qualifiers(start=PartialDate(2024)), "تعتزم أمل ريد تأييد نورفيك في 2024"),
        (
            "DONATED_TO", MAN, Qualifiers(amount=Money(Decimal(500), "USD")),
            "يعتزم آلان ريد التبرع بقيمة 500 دولار إلى نورفيك",
        ),
        ("RUNS_FOR", MAN, Qualifiers(), "يعتزم آلان ريد الترشح لنورفيك"),
    ],
)  # fmt: skip
def test_what_is_planned_has_no_past_verb_in_arabic(relation, subject, qualifiers, arabic):
    assert sentence(hop(relation, qualifiers, subject=subject, modality=Modality.PLANNED), "ar") == arabic


def test_every_relation_can_be_planned_in_arabic():
    lacking = [name for name, spec in load_ontology().relations.items() if "ar_planned" not in spec.sentence]

    assert lacking == []


def test_who_says_of_a_plan_stands_before_it_in_arabic():
    planned = hop("ENDORSED", Qualifiers(), modality=Modality.PLANNED)
    planned = replace(planned, events=tuple(replace(event, attribution="ناطق") for event in planned.events))

    assert sentence(planned, "ar") == "وفقا لناطق: يعتزم آلان ريد تأييد نورفيك"


@pytest.mark.parametrize(
    ("count", "arabic"),
    [
        (1, "قدّم آلان ريد تبرعا بقيمة 500 دولار إلى نورفيك"),
        (2, "قدّم آلان ريد تبرعا بقيمة 500 دولار مرتين (بمجموع 1,000 دولار) إلى نورفيك"),
        (3, "قدّم آلان ريد تبرعا بقيمة 500 دولار 3 مرات (بمجموع 1,500 دولار) إلى نورفيك"),
        (11, "قدّم آلان ريد تبرعا بقيمة 500 دولار 11 مرة (بمجموع 5,500 دولار) إلى نورفيك"),
    ],
)
def test_equal_gifts_are_counted_as_arabic_counts(count, arabic):
    gifts = [Qualifiers(amount=Money(Decimal(500), "USD"))] * count

    assert sentence(hop("DONATED_TO", *gifts), "ar") == arabic


def test_an_amount_that_is_the_object_itself_has_no_word_before_it():
    invested = hop("INVESTED_IN", Qualifiers(amount=Money(Decimal(500), "USD")))

    assert sentence(invested, "ar") == "استثمر آلان ريد 500 دولار في نورفيك"
    assert sentence(hop("DONATED_TO", Qualifiers()), "ar") == "قدّم آلان ريد تبرعا إلى نورفيك"


@pytest.mark.parametrize(
    ("subject", "role", "arabic", "line"),
    [
        (MAN, "chief executive", "يقود آلان ريد نورفيك بصفته الرئيس التنفيذي", "— يقود (الرئيس التنفيذي) ←"),
        (WOMAN, "chief executive", "تقود أمل ريد نورفيك بصفتها الرئيسة التنفيذية", "— تقود (الرئيسة التنفيذية) ←"),
        (WOMAN, "المدير المالي", "تقود أمل ريد نورفيك بصفتها المديرة المالية", "— تقود (المديرة المالية) ←"),
        (MAN, "governor", "يقود آلان ريد نورفيك بصفته حاكما", "— يقود (حاكم) ←"),
        (WOMAN, "professor", "تقود أمل ريد نورفيك بصفة professor", "— تقود (professor) ←"),
    ],
)  # fmt: skip
def test_roles_and_verbs_agree_in_arabic(subject, role, arabic, line):
    said = hop("LEADS", Qualifiers(role=role), subject=subject)

    assert sentence(said, "ar") == arabic
    assert arrow(said, "ar") == line
    assert "chief executive" in sentence(hop("LEADS", Qualifiers(role="الرئيسة التنفيذية")), "en")


def test_a_role_that_was_read_of_a_woman_stays_one_where_nothing_else_says_so():
    unsaid = replace(WOMAN, properties=())
    said = hop("LEADS", Qualifiers(role="الرئيسة التنفيذية"), subject=unsaid)

    assert sentence(said, "ar").endswith("بصفتها الرئيسة التنفيذية")
    assert sentence(hop("LEADS", Qualifiers(role="مؤسسة")), "ar").endswith("بصفتها المؤسسة")
    assert sentence(hop("LEADS", Qualifiers(role="نائب الرئيس")), "ar").endswith("بصفته نائب الرئيس")


def test_every_label_of_a_relation_has_a_form_for_a_woman():
    labels = {name: spec.labels["ar"] for name, spec in load_ontology().relations.items()}
    same = [name for name, label in labels.items() if of_woman(label) == label]

    assert same == ["MEMBER_OF"]  # a noun
    assert of_woman("دعا إلى تفكيك") == "دعت إلى تفكيك"


@pytest.mark.parametrize(
    ("speaker", "english", "arabic"),
    [
        ("a filing", "a filing", "وثيقة إفصاح"),
        ("مصدر مطلع", "an informed source", "مصدر مطلع"),
        ("people near the fund", "people near the fund", "«people near the fund»"),
        ("The person on the phone", "The person on the phone", "«The person on the phone»"),
        ("Bob Vale", "Bob Vale", "Bob Vale"),
        ("The New Courier", "The New Courier", "The New Courier"),
        ("ناطق", "a spokesperson", "ناطق"),
        ("سلمى نور", "سلمى نور", "سلمى نور"),
    ],
)
def test_who_says_so_is_said_in_the_language_of_the_answer(speaker, english, arabic):
    assert speaker_in(speaker, "en") == english
    assert speaker_in(speaker, "ar") == arabic


def test_a_speaker_without_a_name_leaves_no_latin_words_in_an_arabic_sentence():
    gift = hop("ENDORSED", Qualifiers())
    gift = replace(gift, events=tuple(replace(event, attribution="a filing") for event in gift.events))

    assert sentence(gift, "ar") == "وفقا لوثيقة إفصاح: أعلن آلان ريد تأييد نورفيك"


@pytest.mark.parametrize(
    ("key", "number", "english", "arabic"),
    [
        ("n_hops", 1, "1 hop", "خطوة واحدة"),
        ("n_hops", 2, "2 hops", "خطوتين"),
        ("n_hops", 3, "3 hops", "3 خطوات"),
        ("n_entities", 10, "10", "10 كيانات"),
        ("n_entities", 11, "11", "11 كيانا"),
        ("n_entities", 99, "99", "99 كيانا"),
        ("n_entities", 100, "100", "100 كيان"),
        ("n_entities", 102, "102", "102 كيان"),
        ("n_entities", 1103, "1,103", "1,103 كيانات"),
        ("n_ties", 2, "2 ties", "صلتان"),
        ("n_times", 12, "12 times", "12 مرة"),
    ],
)
def test_what_is_counted_agrees_with_its_number(key, number, english, arabic):
    assert counted(key, number, "en") == english
    assert counted(key, number, "ar") == arabic
