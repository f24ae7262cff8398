"""Names of the Arabic rules and of the tagger made one list."""

from __future__ import annotations

import pytest

from techpol.loaders.articles.arabic.agreement import agree
from techpol.loaders.articles.arabic.analysis import analyse
from techpol.loaders.articles.arabic.lexicon import get_lexicon
from techpol.loaders.articles.arabic.mentions import Mention
from techpol.loaders.articles.arabic.names import NameFinder
from techpol.loaders.articles.arabic.opinion import Run, View, look
from techpol.loaders.articles.arabic.tagger import get_word_table
from techpol.loaders.articles.arabic.tokens import tokenise


def settle(text: str, found: list[Mention], runs: list[Run], seen: float = 0.0) -> list[tuple[str, str, str]]:
    """Return (kind, type, name) of the mentions of a sentence; ``seen`` is how likely its other words are names."""
    tokenised = tokenise(text)
    words = [token.text for token in tokenised.tokens]
    finder = NameFinder(tokenised.tokens, get_lexicon(), get_word_table())
    finder.first, finder.last = 0, len(words)
    finder.tags, finder.classes = ["O"] * len(words), ["N"] * len(words)
    chance = {place: run.chance for run in runs for place in range(run.first, run.last)}
    view = View(
        tuple(runs),
        tuple(chance.get(place, seen) for place in range(len(words))),
        tuple(chance.get(place, 1 - seen) for place in range(len(words))),
    )
    return [
        (mention.kind, mention.type, " ".join(words[mention.name_first : mention.name_last]))
        for mention in agree(finder, found, view, 0)
    ]


def named(first: int, last: int, kind: str, head: str = "", name_first: int = -1) -> Mention:
    return Mention(first, last, name_first if name_first >= 0 else first, last, "", kind, "name", head)


def test_a_person_that_the_rules_alone_see_needs_a_doubt_of_the_tagger() -> None:
    found = [named(1, 3, "Person")]
    assert settle("وقال سامر العطار أمس", found, [], 0.3) == [("name", "Person", "سامر العطار")]
    assert settle("وقال سامر العطار أمس", found, [], 0.01) == []


def test_a_body_after_its_head_noun_needs_less() -> None:
    found = [named(1, 3, "GovernmentBody", "لجنه")]
    assert len(settle("عقدت لجنة الطعون اجتماعا", found, [], 0.03)) == 1
    assert settle("عقدت لجنة الطعون اجتماعا", found, [], 0.01) == []


@pytest.mark.parametrize(
    ("text", "chance", "name"),
    [
        ("تأسيس شركة ديار النعيم القابضة أمس", 0.9, "ديار النعيم القابضه"),
        ("تأسيس شركة ديار النعيم القابضة أمس", 0.5, "ديار"),
        ("تأسيس شركة ديار في المنطقة أمس", 0.9, "ديار"),
        ("تأسيس شركة ديار « النعيم أمس", 0.9, "ديار"),
    ],
)
def test_a_name_goes_on_where_the_tagger_is_sure(text: str, chance: float, name: str) -> None:
    found = [named(1, 3, "Company", "شركه", 2)]
    assert settle(text, found, [Run(2, 5, "ORG", chance)]) == [("name", "Company", name)]


def test_the_rules_keep_what_the_tagger_leaves_out_on_the_right() -> None:
    found = [named(1, 5, "Group", "موسسه")]
    assert settle("أعلنت المؤسسة العامة للتدريب التقني", found, [Run(1, 3, "ORG", 0.99)]) == [
        ("name", "Group", "الموسسه العامه للتدريب التقني")
    ]
    firm = [named(1, 5, "Company", "شركه")]
    assert settle("أسست شركة نوفاتيك للصناعات الثقيلة مصنعا", firm, [Run(2, 3, "ORG", 0.99)]) == [
        ("name", "Company", "شركه نوفاتيك للصناعات الثقيله")
    ]


def test_a_name_that_the_tagger_alone_sees_must_be_sure_and_no_preposition() -> None:
    text = "وتراجعت دراجون أويل على حالها"
    assert settle(text, [], [Run(1, 3, "ORG", 0.9)]) == [("name", "Organization", "دراجون اويل")]
    assert settle(text, [], [Run(1, 3, "ORG", 0.6)]) == []
    assert settle(text, [], [Run(3, 4, "PER", 0.9)]) == []


def test_the_words_of_a_body_tell_its_type() -> None:
    assert settle("ردت وزارة الري أمس", [], [Run(1, 3, "ORG", 0.9)]) == [("name", "GovernmentBody", "وزاره الري")]
    assert settle("ردت لجنة إصلاح أمس", [], [Run(1, 3, "ORG", 0.9)]) == [("name", "Committee", "لجنه اصلاح")]


def test_a_given_name_that_the_tagger_leaves_out_stays_and_a_verb_goes() -> None:
    assert settle("وبن هورويتز أمس", [named(0, 2, "Person")], [Run(1, 2, "PER", 0.9)]) == [
        ("name", "Person", "وبن هورويتز")
    ]
    assert settle("وبينت هورويتز أمس", [named(0, 2, "Person")], [Run(1, 2, "PER", 0.9)]) == [
        ("name", "Person", "هورويتز")
    ]


def test_what_stands_for_something_named_before_stays_so() -> None:
    nominal = Mention(1, 2, 1, 2, "", "Group", "nominal", "رابطه")
    assert settle("دعت الرابطة أمس", [nominal], [Run(1, 2, "ORG", 0.95)]) == [("nominal", "Group", "الرابطه")]
    longer = settle("دعت الرابطة المارونية أمس", [nominal], [Run(1, 3, "ORG", 0.95)])
    assert longer == [("name", "Group", "الرابطه المارونيه")]


def test_two_names_with_a_word_between_them_stay_two() -> None:
    found = [named(1, 3, "Person"), named(4, 6, "Person")]
    runs = [Run(1, 6, "PER", 0.8)]
    two = [("name", "Person", "كمال رستم"), ("name", "Person", "سليم عساف")]
    assert settle("ثمن كمال رستم دور سليم عساف", found, runs, 0.8) == two
    halves = [named(1, 3, "Person"), named(3, 4, "Person")]
    assert settle("قال موفق منصور جمال أمس", halves, [Run(1, 4, "PER", 0.8)]) == [
        ("name", "Person", "موفق منصور جمال")
    ]


@pytest.mark.parametrize(
    ("text", "mention", "seen", "kept"),
    [
        ("قال كمال رستم أمس", named(1, 3, "Person"), 0.06, True),  # two names that are known
        ("قال العهد الجديد أمس", named(1, 3, "Person"), 0.06, False),
        ("باع صحيفة البيان أمس", named(1, 3, "MediaOrganization", "صحيفه", 2), 0.0, True),
        ("أنشأ جمعية ( شقيقي ) أمس", Mention(1, 5, 3, 4, "", "Group", "name", "جمعيه"), 0.0, True),
        ("أنشأ جمعية شقيقي أمس", named(1, 3, "Group", "جمعيه"), 0.0, False),
    ],
)
def test_what_the_rules_alone_see_by_its_shape(text: str, mention: Mention, seen: float, kept: bool) -> None:
    assert (len(settle(text, [mention], [], seen)) == 1) is kept


def test_a_title_and_an_everyday_word_do_not_go_on_with_a_name() -> None:
    firm = [named(1, 3, "Company", "شركه", 2)]
    text = "باعت شركة فيرالين للملياردير كمال"
    assert settle(text, firm, [Run(2, 4, "ORG", 0.9)]) == [("name", "Company", "فيرالين")]
    person = [named(1, 2, "Person")]
    assert settle("قدم سيف المشروع الجديد", person, [Run(1, 3, "PER", 0.9)]) == [("name", "Person", "سيف")]


def test_a_person_goes_on_with_everyday_words_only_where_that_is_certain() -> None:
    found = [named(1, 2, "Person")]
    text = "دعا إسماعيل ولد الشيخ إلى الحوار"
    assert settle(text, found, [Run(1, 4, "PER", 0.99)]) == [("name", "Person", "اسماعيل ولد الشيخ")]
    assert settle(text, found, [Run(1, 4, "PER", 0.8)]) == [("name", "Person", "اسماعيل")]


def test_a_last_name_joins_the_given_name_before_it() -> None:
    runs = [Run(1, 2, "PER", 0.9), Run(2, 3, "PER", 0.6)]
    given = [named(1, 2, "Person")]
    assert settle("يدرس ميشيل بلاتيني الفكرة", given, runs) == [("name", "Person", "ميشيل بلاتيني")]
    full = [named(1, 3, "Person")]
    runs = [Run(1, 3, "PER", 0.9), Run(3, 4, "PER", 0.6)]
    assert settle("يدرس ميشيل كرم بلاتيني الفكرة", full, runs) == [("name", "Person", "ميشيل كرم")]


def test_a_head_noun_before_a_name_of_the_tagger_tells_its_type() -> None:
    assert settle("رعته شركة نجوم السلام أمس", [], [Run(2, 4, "ORG", 0.9)]) == [("name", "Company", "نجوم السلام")]
    assert settle("رعته الشركة نجوم السلام أمس", [], [Run(2, 4, "ORG", 0.9)]) == [
        ("name", "Organization", "نجوم السلام")
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("أسست شركة ديار النعيم القابضة مصنعا.", "شركة ديار النعيم القابضة"),
        ("أسست شركة تسلا مصنعا.", "تسلا"),
        ("أسست شركة ديار النعيم القابضة مصنعا. وأعلنت «ديار النعيم القابضة» نتائجها.", "ديار النعيم القابضة"),
    ],
)
def test_a_head_noun_is_part_of_a_long_name_that_never_stands_without_it(text: str, name: str) -> None:
    assert name in [entity.name for entity in analyse(text, get_lexicon()).entities]


def test_an_office_that_one_runs_for_is_no_body() -> None:
    office = Mention(1, 3, 1, 3, "", "Candidacy", "nominal", "رياسه")
    assert settle("سباق رئاسة الفيفا", [office], [Run(2, 3, "ORG", 0.99)]) == [
        ("nominal", "Candidacy", "رياسه الفيفا")
    ]


def test_a_sentence_is_looked_at_with_probabilities() -> None:
    view = look(("قال", "باراك", "اوباما", "امس"))
    assert [(run.first, run.last, run.kind) for run in view.runs] == [(1, 3, "PER")]
    assert view.named[0] < 0.1 < 0.9 < min(view.named[1:3])
    assert view.runs[0].chance == min(view.sure[1:3])
    assert look(()) == View((), (), ())


def test_a_name_that_only_its_place_gives_away_is_not_looked_for_where_it_cannot_be() -> None:
    tokenised = tokenise("زار حاكم ولاية تكساس كمال رستم المصنع")
    words = [token.text for token in tokenised.tokens]
    finder = NameFinder(tokenised.tokens, get_lexicon(), get_word_table())
    tags, classes = ["O"] * len(words), ["V", *"NNNNNN"]
    tags[2:4] = ["B-LOC", "I-LOC"]

    def people(named: list[float]) -> list[str]:
        found = finder.find(tokenised.sentences[0], tags, classes, named)
        return [" ".join(words[m.first : m.last]) for m in found if m.type == "Person"]

    assert people([]) == people([0.1] * len(words)) == ["كمال رستم"]
    assert people([0.01] * len(words)) == []


def test_marks_at_the_ends_of_a_name_are_none_of_it() -> None:
    text = 'وأكد "العطار" أن الأمر انتهى'
    words = [token.text for token in tokenise(text).tokens]
    first = words.index("العطار")
    assert settle(text, [], [Run(first - 1, first + 2, "PER", 0.9)]) == [("name", "Person", "العطار")]
    assert settle(text, [], [Run(first - 1, first, "PER", 0.9)]) == []
