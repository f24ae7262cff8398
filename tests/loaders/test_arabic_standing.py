"""Arabic bodies that stand in roles though no list knows them, and people's names made whole."""

from __future__ import annotations

import pytest
from arabic import told

from techpol.loaders.articles.arabic.analysis import analyse
from techpol.loaders.articles.arabic.lexicon import get_lexicon
from techpol.loaders.articles.arabic.tokens import tokenise
from techpol.schema.text import fold


def names(text: str, *kinds: str) -> set[str]:
    """Return the names of a text, of these types, as spoken alone."""
    document = analyse(text, get_lexicon())
    return {fold(entity.name) for entity in document.entities if entity.type in kinds and entity.mentions}


BODIES = ("Company", "GovernmentBody", "Group", "MediaOrganization", "Party", "Organization", "Committee")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("رحب كريم الحداد عضو هيئة ميناء جازان بالضيوف.", "هيئة ميناء جازان"),
        ("وقال سامي الحداد المتحدث باسم جهاز حماية المستهلك إن الأسعار ثابتة.", "جهاز حماية المستهلك"),
        ("وتحدث سامي عساف، المستشار القانوني لحركة نداء البصرة، عن الخطة.", "حركة نداء البصرة"),
        ("قال لؤي كنعان، مدير عام الشركة العربية لمنتجات الألبان، إن الربح زاد.", "الشركة العربية لمنتجات الألبان"),
        ("ويعمل لؤي الدوسري مدير الهيئة العليا المستقلة للانتخابات منذ سنوات.", "الهيئة العليا المستقلة للانتخابات"),
        ("وقال سامي برانت الأمين العام لوكالة الفضاء العربية إن القمر أطلق.", "وكالة الفضاء العربية"),
        ("التقى الوفد أمس مدير قناة أركان الدكتور كريم الحداد.", "قناة أركان"),
        ("وقال مدير راديو نوفاتك المهندس كريم الحداد إن البث سيبدأ.", "نوفاتك"),
        ("قال نائب رئيس مجلس إدارة سولتك يوسف بن عبدالله البيطار إن المصنع سيغلق.", "سولتك"),
    ],
)  # fmt: skip
def test_body_in_a_role(text: str, expected: str) -> None:
    """What stands between a role and its holder, a mark or a clause is a body."""
    found = names(text, *BODIES)

    assert fold(expected) in found


@pytest.mark.parametrize(
    ("text", "unexpected"),
    [
        ("قال كريم الحداد، رئيس شركة خدمات محلية، إن الأسعار ارتفعت.", "شركة خدمات محلية"),
        ("وقال كريم الحداد صاحب المركز الثالث إن السباق صعب.", "المركز الثالث"),
        ("دربت الأمانة رؤساء وأعضاء اللجان الانتخابية على القيد.", "اللجان الانتخابية"),
        ("وأكد كريم الحداد وكيل وزارة الزراعة لشؤون المياه أن السد امتلأ.", "وزارة الزراعة لشؤون المياه"),
        ("قال رئيس لجنة التثمين التابعة لغرفة جازان إن السعر عادل.", "لجنة التثمين التابعة"),
        ("يقول مايكل برانت، مؤسس شركة نشر الألعاب سولتك، إن السوق كبيرة.", "شركة نشر الألعاب"),
        ("أبلغ كريم الحداد رئيس معهد نيوهارت رويترز أن الدراسة انتهت.", "نيوهارت رويترز"),
        ("قال المستشار القانوني لترامب إن القضية أغلقت.", "ترامب"),
    ],
)  # fmt: skip
def test_no_body(text: str, unexpected: str) -> None:
    """What is described, several, a rank or another's is no body's name."""
    found = names(text, *BODIES)

    assert fold(unexpected) not in found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("حضر الحفل الرئيس التنفيذي للشركة قايد بن خلف العتيبي.", "قايد بن خلف العتيبي"),
        ("وقال مدير شركة نوفاتك سلطان بن فهد الدوسري إن الأرباح ارتفعت.", "سلطان بن فهد الدوسري"),
        ("وقال أمين عام الجمعية أمين بن خلف العنزي إن العمل مستمر.", "أمين بن خلف العنزي"),
        ("وقال يان فان دن بيرغ، رئيس بنك كابريكورن، إن الفائدة ستنخفض.", "يان فان دن بيرغ"),
        ("وقدم المنسق العام للجنة المحلية مساعد الحربي عرضا عن المشروع.", "مساعد الحربي"),
        ("وأوضح مدير شؤون الموظفين ربيع عطية أن العدد كاف.", "ربيع عطية"),
        ("وقالت مديرة الجمعية أميرة المباركي إن الحملة بدأت.", "أميرة المباركي"),
        ("وذكر مسؤول الوحدة الطبية زكي أمير المحروس أن العيادة مفتوحة.", "زكي أمير المحروس"),
        ("وقال رئيس اللجنة المحلية أ.د هاني بن محمد الصباغ إن الفرز انتهى.", "هاني بن محمد الصباغ"),
        ("وقال السيد منصور إن العمل مستمر.", "منصور"),
        ("أما مدير مرور المنطقة العميد عقلا خلف العنزي فقال إن الطريق مفتوح.", "عقلا خلف العنزي"),
        ("وقال مدير العلاقات العامة بالشركة عبدالله العتيبي إن المركز سيفتح.", "عبدالله العتيبي"),
        ("بدأ الحفل بكلمة المهندس عبد الله بن دخيل الله السالم عن المشروع.", "عبد الله بن دخيل الله السالم"),
        ("عزل الرئيس الأسبق مرسي المنتمي لجماعة الفجر.", "مرسي"),
        ("وقال وزير المالية جاك لو لـ«النهار» إن الضرائب سترتفع.", "جاك لو"),
        ("ودعا عضو حزب الوفاق كريم بن خليفة المواطنين إلى التعاون.", "كريم بن خليفة"),
        ("ودعا الناطق الرسمي لشركة نوفاتك محمد السواط إلى التعاون.", "محمد السواط"),
        ("وقدر رئيس الوزراء عبد المالك سلال قيمة الأموال.", "عبد المالك سلال"),
        ("علق مدير شركة نوفاتك السيد مصطفى أحمد بقوله إن العام صعب.", "مصطفى أحمد"),
        ("تلقى رئيس التحرير راشد بن فهد العمر التهاني والتبريكات من المسؤولين.", "راشد بن فهد العمر"),
    ],
)  # fmt: skip
def test_whole_person(text: str, expected: str) -> None:
    """Descent, particles, titles and what a role is of show how far a person's name goes."""
    found = names(text, "Person")

    assert fold(expected) in found


@pytest.mark.parametrize(
    ("text", "expected", "unexpected"),
    [
        ("أشار إلى أن جهاز قطر للاستثمار حريص على الشراء.", "جهاز قطر للاستثمار", "جهاز قطر للاستثمار حريص"),
        ("اللجنة العامة للانتخابات تدشن حملة جديدة.", "اللجنة العامة للانتخابات", "اللجنة العامة للانتخابات تدشن"),
        ("كرمت البلدية لجنة التحكيم والفائزين في المسابقة.", "لجنة التحكيم", "لجنة التحكيم والفائزين"),
        ("رحب كريم الحداد مدير مركز الأرصاد بالضيوف.", "مركز الأرصاد", "مركز الأرصاد بالضيوف"),
        ("وقال كاظم الشمري مدير معهد فيرالين لرويترز إن السعر ثابت.", "معهد فيرالين", "معهد فيرالين لرويترز"),
        ("رحب مدير جمعية البر بالرياض بالضيوف.", "جمعية البر بالرياض", "جمعية البر"),
        ("رحبت الإدارة العامة للتعليم بالخرج بالمعلمين الجدد.", "الإدارة العامة للتعليم بالخرج", "التعليم بالخرج"),
        ("افتتحت جمعية الثقافة والفنون معرضها.", "جمعية الثقافة والفنون", "جمعية الثقافة"),
        ("وقالت شركة نوفاتك إنها شركة هندسية مملوكة لها.", "نوفاتك", "شركة هندسية"),
        ("وقالت شركة نوفاتك إن جهاز «سوليس» متوفر.", "نوفاتك", "سوليس"),
    ],
)
def test_ends_of_bodies(text: str, expected: str, unexpected: str) -> None:
    """A verb, people and a noun joined to a lone head are no part of a body's name; what is described has none."""
    found = names(text, *BODIES)

    assert fold(expected) in found
    assert fold(unexpected) not in found


def test_whom_it_was_told() -> None:
    """Whoever tells an agency something holds no office there, though his own body was not found."""
    found = told("وقال كريم الحداد عضو مجلس إدارة المستقبل الدولية لرويترز إن الأسعار ستنخفض.")

    assert not any(item[2] == "رويترز" for item in found)


@pytest.mark.parametrize(
    ("text", "unexpected"),
    [
        ("زار الوفد مدرسة الأمير كريم للفنون.", "كريم"),
        ("وفي الحي ابتدائية بن تيمية وثانوية البصرة.", "ابتدائية بن تيمية"),
        ("وقال مستشار بن خلدون إن الكتاب صدر.", "مستشار بن خلدون"),
        ("وتجارة البن برازيلية المصدر.", "تجارة البن برازيلية"),
        ("وقال مدير شركة الكهرباء العامة إن التيار عاد.", "الكهرباء العامة"),
        ("وقال إن عبد الناصر كان رئيسا في تلك السنوات.", "عبد الناصر كان"),
        ("وقال الفريق الواحد إن العمل جماعي.", "الواحد"),
    ],
)
def test_no_person(text: str, unexpected: str) -> None:
    """Schools, coffee and everyday words are nobody."""
    found = names(text, "Person")

    assert fold(unexpected) not in found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("بلغ 20 دولار.وقال كريم", [["بلغ", "20", "دولار", "."], ["وقال", "كريم"]]),
        ("قال د.كريم الحداد", [["قال", "د", ".", "كريم", "الحداد"]]),
        ("قال أ.د.هاني الصباغ", [["قال", "ا", ".", "د", ".", "هاني", "الصباغ"]]),
        ("شركة آي.أيه.جي ربحت", [["شركه", "اي.ايه.جي", "ربحت"]]),
        ("موقع سولتك.كوم جديد", [["موقع", "سولتك.كوم", "جديد"]]),
    ],
)
def test_words_joined_by_dots(text: str, expected: list[list[str]]) -> None:
    """A stop without a space ends a sentence, a title's letter opens a name, letters spelt out stay one word."""
    found = tokenise(text)

    assert [[token.text for token in found.tokens[item.first : item.last]] for item in found.sentences] == expected
