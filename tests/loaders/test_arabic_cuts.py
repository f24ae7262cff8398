"""Arabic names cut where grammar parts them, roles in their own words, and what only seems to be said."""

from __future__ import annotations

import pytest
from arabic import get_result

from techpol.loaders.articles.arabic.analysis import analyse
from techpol.loaders.articles.arabic.cuts import cut_mention, cut_runs
from techpol.loaders.articles.arabic.lexicon import get_lexicon
from techpol.loaders.articles.arabic.mentions import Mention
from techpol.loaders.articles.arabic.names import NameFinder
from techpol.loaders.articles.arabic.opinion import Run
from techpol.loaders.articles.arabic.tagger import get_word_table
from techpol.loaders.articles.arabic.tokens import tokenise
from techpol.schema.text import fold


def finder_of(text: str, classes: str = "") -> NameFinder:
    """Return a finder that stands at a sentence; ``classes`` has a letter for each word, N where it is empty."""
    tokens = tokenise(text).tokens
    finder = NameFinder(tokens, get_lexicon(), get_word_table())
    finder.first, finder.last = 0, len(tokens)
    finder.tags, finder.classes = ["O"] * len(tokens), list(classes or "N" * len(tokens))
    return finder


def cut(text: str, run: tuple[int, int], kind: str = "ORG", classes: str = "") -> list[tuple[str, str]]:
    """Return (kind, words) of the pieces of a name of the tagger."""
    finder = finder_of(text, classes)
    pieces = cut_runs(finder, [Run(*run, kind, 0.9)])
    return [(piece.kind, " ".join(finder.words[piece.first : piece.last])) for piece in pieces]


@pytest.mark.parametrize(
    ("text", "run", "classes", "expected"),
    [
        ("رئيس الاتحاد إن بلاده", (1, 4), "", [("ORG", "الاتحاد")]),
        ("قناة سي إن إن", (1, 4), "", [("ORG", "سي ان ان")]),
        ("رئيس اللجنة الأولمبية الدولية اليوم الاثنين", (1, 6), "NNAANN", [("ORG", "اللجنه الاولمبيه الدوليه")]),
        ("صحيفة المصري اليوم", (1, 3), "", [("ORG", "المصري اليوم")]),
        ("مدير جمعية الثقافة والفنون الفنان السعودي", (1, 6), "", [("ORG", "جمعيه الثقافه والفنون")]),
        ("مدير مستشفى الأمير سلطان", (1, 4), "", [("ORG", "مستشفي الامير سلطان")]),
        ("ممثلا لوزارة العمل والدكتور", (1, 4), "", [("ORG", "لوزاره العمل")]),
        ("رئيس الهيئة الملكية بالنيابة", (1, 4), "NNAN", [("ORG", "الهييه الملكيه")]),
        ("دعا حزب العدالة الحكومة", (1, 4), "", [("ORG", "حزب العداله"), ("ORG", "الحكومه")]),
        ("دعا حزب العدالة العام", (1, 4), "NNNA", [("ORG", "حزب العداله العام")]),
        ("رئيس بنك الخليج نبيل قاسم", (1, 5), "", [("ORG", "بنك الخليج"), ("PER", "نبيل قاسم")]),
        ("وزير التجارة سليم فارس", (1, 4), "", [("PER", "سليم فارس")]),
        ("رئيس علامة ترامب التجارية", (1, 4), "NNNA", [("ORG", "علامه ترامب التجاريه")]),
        ("رئيس مؤسسة محمد قاسم", (1, 4), "", [("ORG", "موسسه محمد قاسم")]),
        ("أعلن بنك الخليج نبيل قاسم", (1, 5), "", [("ORG", "بنك الخليج نبيل قاسم")]),
        ("رئيس اللجنة الأهداف", (1, 3), "", [("ORG", "اللجنه")]),
        ("رئيس اللجنة المالية", (1, 3), "", [("ORG", "اللجنه الماليه")]),
    ],
)
def test_a_body_ends_where_another_phrase_begins(
    text: str, run: tuple[int, int], classes: str, expected: list[tuple[str, str]]
) -> None:
    assert cut(text, run, classes=classes) == expected


def test_a_person_is_parted_from_the_office_that_leads_to_him() -> None:
    expected = [("ORG", "للامم المتحده"), ("PER", "يان دي فريس")]
    assert cut("قال الأمين العام للأمم المتحدة يان دي فريس", (2, 8), "PER", "VNANANNN") == expected
    assert cut("قال يان دي فريس", (1, 4), "PER", "VNNN") == [("PER", "يان دي فريس")]


@pytest.mark.parametrize(
    ("text", "chance", "expected"),
    [
        ("كمال رستم يفتقر", 0.1, "كمال رستم"),
        ("كمال رستم يفتقر", 0.6, "كمال رستم يفتقر"),
        ("كمال رستم عضوين", 0.6, "كمال رستم"),
    ],
)
def test_a_person_ends_before_a_verb_and_what_two_people_are(text: str, chance: float, expected: str) -> None:
    finder = finder_of(text)
    mention = cut_mention(finder, Mention(0, 3, 0, 3, "", "Person"), [0.9, 0.9, chance], 0)
    assert " ".join(finder.words[mention.first : mention.last]) == expected


def test_a_definite_noun_alone_stands_for_a_body_named_before() -> None:
    finder = finder_of("الحكومة حريصة", "NA")
    mention = cut_mention(finder, Mention(0, 2, 0, 2, "", "GovernmentBody", "name", "الحكومه"), [0.9, 0.9], 0)
    assert (mention.last, mention.kind, mention.head) == (1, "nominal", "حكومه")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("قال زعيم حزب الشعب الديموقراطي كمال رستم إن الوضع مستقر.", "حزب الشعب الديموقراطي"),
        ("نفى بلحسن الوسلاتي الخبر.", "بلحسن الوسلاتي"),
        ("قال بايك كوانج - جاي، المحلل، إن السوق مستقرة.", "بايك كوانج - جاي"),
        ("أشار الملك عبد الله الثاني في خطابه إلى ذلك.", "عبد الله الثاني"),
    ],
)
def test_a_name_is_whole(text: str, name: str) -> None:
    document = analyse(text, get_lexicon())
    spans = {document.offsets(mention) for mention in document.mentions if mention.kind == "name"}
    assert name in {text[start:end] for start, end in spans}


@pytest.mark.parametrize(("text", "full"), [("كامل الساعدي", True), ("كامل الفنلندي", False), ("كامل وقال", False)])
def test_a_family_name_may_be_known_by_its_form(text: str, full: bool) -> None:
    assert finder_of(text).is_full_name(Mention(0, 2, 0, 2, "", "Person")) is full


def said(text: str) -> set[tuple[str, str, str, str, str | None]]:
    """Return (subject, relation, object, modality, role) of the claims of a text."""
    result = get_result(text)
    names = {referent.key: fold(referent.name) for referent in result.referents}
    return {
        (names[c.subject], c.relation, names[c.object], str(c.modality), c.qualifiers.role) for c in result.claims
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "قال كمال رستم، مستشار رئيس جمعية البر، إن الوضع مستقر.",
            ("كمال رستم", "WORKS_FOR", "جمعية البر", "asserted", "مستشار رئيس"),
        ),
        (
            "قال وكيل محافظ الأحساء كمال رستم إن الوضع مستقر.",
            ("كمال رستم", "HOLDS_OFFICE", "الأحساء", "asserted", "وكيل محافظ"),
        ),
        (
            "قال كمال رستم، مستشار رئيس الوزراء البريطاني السابق سليم عساف، إن الوضع مستقر.",
            ("كمال رستم", "WORKS_FOR", "سليم عساف", "asserted", "مستشار"),
        ),
        (
            "قال كمال رستم، رئيس جمعية البر، إن الوضع مستقر.",
            ("كمال رستم", "LEADS", "جمعية البر", "asserted", "رئيس"),
        ),
        (
            "من المقرر أن يجري كمال رستم محادثات مع سليم عساف.",
            ("كمال رستم", "MET_WITH", "سليم عساف", "planned", None),
        ),
        (
            "سوف تستحوذ شركة نوفاتك على شركة أوربيكس.",
            ("نوفاتك", "OWNS", "أوربيكس", "planned", None),
        ),
    ],
)
def test_a_claim_is_put_as_it_is_said(text: str, expected: tuple[str, str, str, str, str | None]) -> None:
    assert tuple(fold(item) if item and place in (0, 2) else item for place, item in enumerate(expected)) in said(
        text
    )


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("التقى كمال رستم مبعوث الرئيس الصيني، السيد سليم عساف، في بيروت.", "HOLDS_OFFICE"),
        ("بدأت زيارة الأمير كمال رستم وزير الدفاع للأردن واجتماعه مع سليم عساف.", "HOLDS_OFFICE"),
        ("ويدين نادي الرافدين بفوزه إلى سليم عساف الذي سجل الهدف.", "CRITICIZED"),
        ("شنت حركة التغيير هجوما عنيفا على القوات العراقية.", "CRITICIZED"),
    ],
)
def test_what_only_seems_to_be_said_is_not(text: str, relation: str) -> None:
    assert relation not in {claim[1] for claim in said(text)}


def test_who_condemns_still_condemns() -> None:
    assert "CRITICIZED" in {claim[1] for claim in said("أدان كمال رستم حزب الوفاء.")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وأكد كيري", "كيري"),
        ("أولهن سوزان رايس", "سوزان رايس"),
        ("أحمد كيري", "احمد كيري"),
    ],
)
def test_should_begin_a_name_after_a_verb_of_saying_or_one_of_them(text: str, expected: str) -> None:
    actual = cut(text, (0, len(text.split())), "PER")

    assert [("PER", expected)] == actual


@pytest.mark.parametrize(
    ("text", "run", "classes", "expected"),
    [
        ("قال من مجموعة الأزمات الدولية لوكالة الأنباء", (2, 7), "VFNNANN", "مجموعه الازمات الدوليه"),
        ("قال من مجموعة الأزمات الدولية للاستشارات", (2, 6), "VFNNAN", "مجموعه الازمات الدوليه للاستشارات"),
        ("وكيل جامعة الطائف للإبداع", (1, 4), "NNNN", "جامعه الطايف"),
        ("رئيس جامعة الطائف للإبداع", (1, 4), "NNNN", "جامعه الطايف للابداع"),
        ("أتمت القوات المسلحة الاستعدادات", (1, 4), "VNAN", "القوات المسلحه"),
        ("مندوب المملكة الدائم", (1, 3), "NNA", "المملكه"),
    ],
)
def test_should_end_a_body_before_whom_it_was_told_and_what_a_title_is_for(
    text: str, run: tuple[int, int], classes: str, expected: str
) -> None:
    actual = [words for _, words in cut(text, run, "ORG", classes)]

    assert [fold(expected)] == [fold(words) for words in actual]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("الجمعية الخيرية", 0),
        ("الصندوق المختص", 0),
        ("الخطوط الأمامية", 0),
        ("حكومة خادم الحرمين الشريفين", 0),
        ("الجمعية الخيرية السعودية", 3),
        ("الخطوط السعودية", 2),
    ],
)
def test_should_leave_no_name_to_what_only_says_the_kind_of_body(text: str, left: int) -> None:
    finder = finder_of(text)
    last = 2 if left == 0 else left
    mention = Mention(0, last, 0, last, "", "Group", "name", "جمعيه")

    actual = cut_mention(finder, mention, [1.0] * 4, 0)

    assert left == actual.last - actual.first
