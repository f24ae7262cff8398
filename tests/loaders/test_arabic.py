"""The Arabic reader: frames by their own examples, and what must hold for any text."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from arabic import folded, get_result, read, source_of
from hypothesis import given, settings
from hypothesis import strategies as st

from techpol.loaders.articles.arabic.lexicon import GrammarError, get_lexicon, load_lexicon
from techpol.loaders.articles.arabic.reader import ArabicReader
from techpol.loaders.gate import pass_gate
from techpol.schema.model import Modality, Span
from techpol.schema.ontology import load_ontology
from techpol.schema.text import fold
from techpol.schema.values import PartialDate

FRAMES = list(get_lexicon().frames.values())
TEXT = (
    "تبرع الرئيس التنفيذي لشركة نوفاتيك، كمال رستم، بمبلغ 200 ألف دولار لحملة سليم عساف في 14 يونيو.\n"
    "وأعلن رستم تأييده للمرشح سليم عساف، واستثمر 5 ملايين دولار في شركة «فيرالين».\n"
    "وأسس السيناتور ماهر الخطيب شركة «درب» عام 2001.\n"
)


@pytest.mark.parametrize(
    ("frame", "text", "subject", "target"),
    [(frame, *example) for frame in FRAMES for example in frame.examples],
    ids=lambda value: value.id if hasattr(value, "id") else None,
)
def test_a_frame_reads_its_examples(frame, text, subject, target) -> None:
    found = {(s, r, o) for s, r, o, modality in folded(text) if modality != "denied"}
    assert (fold(subject), frame.relation, fold(target)) in found


@pytest.mark.parametrize(
    ("frame", "text"),
    [(frame, text) for frame in FRAMES for text in frame.misses],
    ids=lambda value: value.id if hasattr(value, "id") else None,
)
def test_a_frame_leaves_its_near_misses(frame, text) -> None:
    assert not [t for t in folded(text) if t[1] == frame.relation and t[3] == "asserted"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قال كمال رستم، رئيس شركة «نوفاتيك»، إن النمو قوي.", ("كمال رستم", "LEADS", "نوفاتيك")),
        ("قال الرئيس التنفيذي لشركة «نوفاتيك» كمال رستم إن النمو قوي.", ("كمال رستم", "LEADS", "نوفاتيك")),
        ("- كمال رستم (44 عاما): مؤسس شركة «نوفاتيك».", ("كمال رستم", "FOUNDED", "نوفاتيك")),
        ("قال المتحدث باسم شركة «نوفاتيك» كمال رستم إن الخبر صحيح.", ("كمال رستم", "WORKS_FOR", "نوفاتيك")),
        ("زار حاكم ولاية تكساس كمال رستم المصنع.", ("كمال رستم", "HOLDS_OFFICE", "ولاية تكساس")),
        ("أصبح كمال رستم رئيسا لشركة «نوفاتيك».", ("كمال رستم", "LEADS", "نوفاتيك")),
        ("يدعم كمال رستم، وهو مالك صحيفة «البيان»، الحوار.", ("كمال رستم", "OWNS", "البيان")),
        ("قال الرئيس التنفيذي المهندس كمال رستم إن شركة «نوفاتيك» تنمو.", None),
        ("نمت شركة «نوفاتيك». وقال رئيس مجلس الإدارة كمال رستم إن النمو قوي.", ("كمال رستم", "LEADS", "نوفاتيك")),
        (
            "أوضح أمين عام الهيئة العالمية للتنمية البشرية التابعة لرابطة الشباب د. كمال رستم أن النمو قوي.",
            ("كمال رستم", "LEADS", "الهيئة العالمية للتنمية البشرية"),
        ),
        (
            "أكد وكيل وزارة الصحة لشؤون الدواء رئيس مجلس إدارة شركة «نوفاتيك» الدكتور كمال رستم ذلك.",
            ("كمال رستم", "LEADS", "نوفاتيك"),
        ),
        (
            "قال وزير الشؤون البلدية والقروية المهندس كمال رستم إن المشروع جاهز.",
            ("كمال رستم", "LEADS", "وزارة الشؤون البلدية والقروية"),
        ),
    ],
)
def test_roles(text: str, expected: tuple[str, str, str] | None) -> None:
    if expected is None:
        assert not [t for t in folded(text) if t[1] == "LEADS"]  # the company is named after him
        return
    assert tuple(map(fold, expected[::2])) in {(s, o) for s, r, o, _ in folded(text) if r == expected[1]}


def test_a_former_role_is_past() -> None:
    claims = read("قال كمال رستم، الرئيس السابق لشركة «نوفاتيك»، إن النمو قوي.")
    claim = next(claim for claim in claims if claim.relation == "LEADS")
    assert claim.qualifiers.past
    assert claim.qualifiers.role == "الرئيس"


def test_each_of_two_gifts_is_told() -> None:
    claims = read("أرسل كمال رستم تحويلين بقيمة 100 ألف دولار لكل منهما إلى حملة سليم عساف في 14 يونيو.")
    claim = next(claim for claim in claims if claim.relation == "DONATED_TO")
    assert str(claim.qualifiers.amount) == "100,000 USD"
    assert claim.qualifiers.count == 2
    assert claim.qualifiers.start == PartialDate(month=6, day=14)


def test_a_date_takes_its_year_only_from_the_articles_own_date() -> None:
    text = "تبرع كمال رستم بمليون دولار لحملة سليم عساف في 14 يونيو الماضي."
    undated, dated = read(text), read(text, "2023-08-03")
    assert [c.qualifiers.start for c in undated if c.relation == "DONATED_TO"] == [PartialDate(None, 6, 14)]
    assert [c.qualifiers.start for c in dated if c.relation == "DONATED_TO"] == [PartialDate(2023, 6, 14)]


@pytest.mark.parametrize(
    "text",
    [
        "غادر كمال رستم القاعة من دون أن يؤيد سليم عساف.",
        "لا علاقة لحزب الوفاء بدعم سليم عساف.",
        "أبدى حزب الوفاء تحفظه على دعم سليم عساف.",
        "قرر حزب الوفاء عدم دعم سليم عساف.",
        "استبعد حزب الوفاء تأييد سليم عساف.",
        "تراجع حزب الوفاء عن دعمه لسليم عساف.",
        "طالب كمال رستم حزب الوفاء بدعم سليم عساف.",
        "ليس كمال رستم رئيسا لشركة «نوفاتيك».",
        "لم يعد كمال رستم رئيسا لشركة «نوفاتيك».",
        "أعلنت شركة «نوفاتيك» خفض استثماراتها في مصر.",
    ],
)
def test_what_does_not_hold_is_not_asserted(text: str) -> None:
    told = ("SUPPORTED", "ENDORSED", "LEADS", "INVESTED_IN")
    assert not [t for t in folded(text) if t[3] == "asserted" and t[1] in told]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("قالت الهيئة العامة للسياحة والتراث الوطني إن الموسم جيد.", "الهيئة العامة للسياحة والتراث الوطني"),
        ("قالت أكاديمية النور لإدارة الضيافة إن الموسم جيد.", "أكاديمية النور لإدارة الضيافة"),
        (
            "قالت المؤسسة العامة لتحلية المياه إن الموسم جيد.",
            "المؤسسة العامة لتحلية المياه",
        ),
        ("أشادت وزارة المياه والكهرباء بالنتائج.", "وزارة المياه والكهرباء"),
        ("قالت شركة إيوان لتدوير الأثاث إن الطلب كبير.", "شركة إيوان لتدوير الأثاث"),
        ("قال فرع جمعية الثقافة والفنون إن الموسم جيد.", "فرع جمعية الثقافة والفنون"),
    ],
)
def test_the_whole_name_of_a_body_is_read(text: str, name: str) -> None:
    assert fold(name) in {fold(referent.name) for referent in get_result(text).referents}


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("لم يتبرع كمال رستم بمليون دولار لحملة سليم عساف.", Modality.DENIED),
        ("نفى كمال رستم أن يكون تبرع بمليون دولار لحملة سليم عساف.", Modality.DENIED),
        ("يعتزم كمال رستم التبرع بمليون دولار لحملة سليم عساف.", Modality.PLANNED),
        ("سيتبرع كمال رستم بمليون دولار لحملة سليم عساف.", Modality.PLANNED),
    ],
)
def test_denied_and_planned_gifts_are_not_asserted(text: str, modality: Modality) -> None:
    found = {t[3] for t in folded(text) if t[1] == "DONATED_TO"}
    assert found <= {str(modality)}


@pytest.mark.parametrize("frame", FRAMES, ids=lambda frame: frame.id)
def test_negating_a_sentence_leaves_nothing_asserted(frame) -> None:
    for text, _, _ in frame.examples:
        first, _, rest = text.partition(" ")
        if any(t.kind == "verb" and t.tense == "present" for t in get_lexicon().triggers.get(fold(first), ())):
            denied = folded(f"لا {first} {rest}")
            assert not [t for t in denied if t[1] == frame.relation and t[3] == "asserted"]


def tashkeel(text: str) -> str:
    return "".join(c + "\u064e" if "\u0628" <= c <= "\u064a" else c for c in text)


VARIANTS = {
    "tashkeel": tashkeel,
    "tatweel": lambda text: text.replace("ست", "س\u0640ت").replace("مي", "م\u0640ي"),
    "alef": lambda text: text.replace("أ", "ا").replace("إ", "ا"),
    "ya": lambda text: text.replace("على ", "علي "),
    "digits": lambda text: text.translate({ord(str(n)): chr(0x0660 + n) for n in range(10)}),
    "nfd": lambda text: unicodedata.normalize("NFD", text),
    "quotes": lambda text: text.replace("«", "“").replace("»", "”"),
    "nbsp": lambda text: text.replace(" ", "\u00a0"),
    "bidi": lambda text: text.replace(" ", " \u200f"),
}


@pytest.mark.parametrize("variant", VARIANTS, ids=str)
def test_spelling_changes_no_claim(variant: str) -> None:
    assert folded(VARIANTS[variant](TEXT)) == folded(TEXT)
    assert len(folded(TEXT)) >= 5


def test_another_paragraph_changes_no_claim() -> None:
    more = TEXT + "\nهطلت أمطار غزيرة على المنطقة أمس، وأغلقت المدارس أبوابها.\n"
    assert folded(more) == folded(TEXT)


def test_nothing_is_refused_by_the_gate() -> None:
    source, result = source_of(TEXT), get_result(TEXT)
    referents = {referent.key: referent for referent in result.referents}
    passed, refused = pass_gate(result.claims, source, referents, load_ontology())
    assert refused == []
    assert len(passed) == len(result.claims)


_WORDS = st.sampled_from(
    'تبرع أيد قال أعلن كمال رستم شركة «نوفاتيك» حملة رئيس إن الذي ، . ( ) : " و ل ب لم سيدعم 100 ألف دولار'
    " حملته مؤسسها للحزب الجمهوري على من ضد بقيمة - \n X OpenAI".split(" ")
)


@given(st.one_of(st.text(max_size=200), st.lists(_WORDS, max_size=40).map(" ".join)))
@settings(max_examples=150, deadline=None)
def test_any_text_goes_through(text: str) -> None:
    source, result = source_of(text), get_result(text)
    for claim in result.claims:
        for item in claim.evidence:
            assert isinstance(item, Span)
            assert item.quote == (source.text or "")[item.start : item.end]
    referents = {referent.key: referent for referent in result.referents}
    for referent in result.referents:
        for mention in referent.mentions:
            assert mention.text == text[mention.start : mention.end]
    _, refused = pass_gate(result.claims, source, referents, load_ontology())
    assert refused == []


def test_a_users_folder_adds_names_and_triggers(tmp_path: Path) -> None:
    (tmp_path / "frames.yaml").write_text(
        "- id: adore\n  relation: PRAISED\n  from: subj\n  to: obj\n  verbs: [تغنى/يتغنى, بجل/يبجل]\n", "utf-8"
    )
    (tmp_path / "names.yaml").write_text("organizations:\n  Company: 'زرقوف'\n", "utf-8")
    reader = ArabicReader(grammar_dirs=[tmp_path])
    assert (fold("كمال رستم"), "PRAISED", fold("زرقوف"), "asserted") in folded("يبجل كمال رستم زرقوف.", reader)


def test_a_broken_grammar_names_file_and_entry(tmp_path: Path) -> None:
    (tmp_path / "frames.yaml").write_text("- id: adore\n  to: obj\n", "utf-8")
    with pytest.raises(GrammarError, match=r"frames\.yaml.*adore"):
        load_lexicon([tmp_path])


def test_there_are_two_hundred_triggers() -> None:
    lemmas = {(t.frame.id, t.lemma, t.kind) for row in get_lexicon().triggers.values() for t in row}
    assert len(lemmas) >= 200


def test_the_trace_tells_names_claims_and_silence() -> None:
    what = {step.what for step in get_result(TEXT + "تبرع كثيرون بالدم.", trace=True).steps}
    assert {"name", "claim", "silence"} <= what
