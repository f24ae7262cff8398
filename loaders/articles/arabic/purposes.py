"""Whom a group is for or against: money for "لجنة معارضة لفلان" is none for him, nor does its giver oppose him."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from techpol.loaders.articles.arabic.analysis import Document
from techpol.loaders.articles.arabic.candidates import Candidate
from techpol.loaders.articles.arabic.words import fold_word, without_article

_RELATIONS = ("DONATED_TO", "SUPPORTED", "OPPOSED", "ENDORSED", "CRITICIZED", "RAISED_FUNDS_FOR", "INVESTED_IN")
# What takes money and is told by whom it is for.
_GROUPS = frozenset(
    map(
        fold_word,
        "لجنة لجان مجموعة مجموعات صندوق صناديق منظمة منظمات جمعية جمعيات شبكة مؤسسة هيئة حركة تحالف ائتلاف جهة جهات "
        "كيان كيانات رابطة جماعة جماعات حملة".split(),
    )
)
_AIMS = frozenset(
    map(
        fold_word,
        "معارضة معارض مناهضة مناهض مناوئة مناوئ مؤيدة مؤيد داعمة داعم مساندة مساند موالية موال مقربة مقرب مقربون "
        "مقربين تابعة تابع تدعم يدعم تساند يساند تؤيد يؤيد تعارض يعارض تناهض يناهض تهاجم يهاجم تستهدف يستهدف ضد "
        "لدعم لمساندة لتأييد لمعارضة لمواجهة لهزيمة لانتخاب لإعادة منافسة معادية محسوبة مرتبطة متحالفة أسسها يديرها "
        "أنشأها يقودها مساعدو مساعدي أنصار حلفاء تروج يروج تعمل يعمل".split(),
    )
)
# "متحدث باسم حملة منافسها فلان": the name tells whose campaign, not who speaks for it.
_OTHERS = frozenset(
    fold_word(noun + ending)
    for noun in (
        "منافس",
        "منافست",
        "خصم",
        "غريم",
        "غريمت",
        "زوج",
        "زوجت",
        "شقيق",
        "شقيقت",
        "والد",
        "والدت",
        "مرشح",
        "مرشحت",
    )
    for ending in ("ه", "ها", "هم", "هما")
)
_CAUSES = frozenset(map(fold_word, "بسبب لأن لأنه لأنها لأنهم إثر جراء نتيجة خلفية بدعوى بحجة".split()))
# What tells that something is paid, sold or raised for an aim: verbs in the forms of a story, and sums.
_PAYING = "دفع قدم تبرع خصص أنفق ضخ رصد باع جمع حول ساهم استخدم منح اقترض وهب".split()
_PAID = frozenset(
    fold_word(f"{front}{verb}{ending}")
    for verb in _PAYING
    for front, ending in (("", ""), ("", "ت"), ("", "وا"), ("ي", ""), ("ت", ""), ("و", ""), ("و", "ت"))
) | frozenset(
    map(
        fold_word,
        "مليون ملايين ألف آلاف مليار مليارات دولار ريال جنيه يورو درهم دينار أموال أموالا مبلغ مبلغا".split(),
    )
)
_STEPS = 5  # words between whom it is for and the aim: titles and roles
_NOUN = 4  # words between the aim and the group: "لجنة عمل سياسي مستقلة"


def without_purposes(document: Document, candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    """Yield the candidates of a sentence without objects that only tell a group, given money by somebody else."""
    candidates = list(candidates)
    posts = {
        (_entity(document, person), _entity(document, body))
        for made in candidates
        if made.rule.startswith("role/")
        for person in made.subjects
        for body in made.objects
    }
    for made in candidates:
        if made.rule.startswith("role/") and _is_owner(document, made):
            continue
        if made.relation == "DONATED_TO" and (_is_mere_aim(document, made) or _is_of_what_is_written(document, made)):
            continue
        ends = [
            (_entity(document, taker), _entity(document, giver)) for taker in made.objects for giver in made.subjects
        ]
        if made.relation == "DONATED_TO" and any(end in posts for end in ends):
            continue  # what a firm grants its own head is pay
        if made.rule.endswith("/verb") and _is_of_the_cause(document, made):
            continue
        if made.relation not in _RELATIONS:
            yield made
            continue
        kept = [number for number in made.objects if not _only_tells(document, made, number)]
        if len(kept) == len(made.objects):
            yield made
        elif len(kept) > 0:
            yield replace(made, objects=kept)


def _only_tells(document: Document, made: Candidate, number: int) -> bool:
    mention, words = document.mentions[number], document.words
    begin = document.tokenised.sentences[made.sentence].first
    aim = next(
        (i for i in range(mention.first - 1, max(begin, mention.first - 1 - _STEPS), -1) if words[i] in _AIMS), -1
    )
    if aim < 0:
        return False
    for place in range(aim - 1, max(begin, aim - 1 - _NOUN) - 1, -1):
        if words[place] in _AIMS or not _is_group(words[place]):
            continue
        # Who gives is named before the group; a group of its own is the one who backs or opposes.
        return all(document.mentions[subject].last <= place for subject in made.subjects) or all(
            document.mentions[subject].first >= mention.last for subject in made.subjects
        )
    return False


def _entity(document: Document, number: int) -> int:
    return document.mentions[number].entity


def _is_mere_aim(document: Document, made: Candidate) -> bool:
    """Say whether "لتمويل حملة فلان" tells what somebody or something is for, with nothing that is paid for it."""
    words = document.words
    begin = document.tokenised.sentences[made.sentence].first
    trigger = made.rule.split("/")[1] if made.rule.endswith("/noun") else ""
    place = next((i for i in range(made.first, made.last) if trigger != "" and words[i] == f"ل{trigger}"), -1)
    if place < 0 or made.amount is not None:
        return False
    return not any(word in _PAID for word in words[begin:place])


def _is_of_what_is_written(document: Document, made: Candidate) -> bool:
    """Say whether "كتب عن" is read as the writing of a check."""
    words = document.words
    inside = range(made.first, min(made.last, len(words)))
    return made.rule.startswith("give-money/كتب/") and any(words[i] in ("عن", "حول", "ان") for i in inside)


def _is_of_the_cause(document: Document, made: Candidate) -> bool:
    """Say whether the object stands behind "because": "انتقد فلان شركات بسبب تبرعها لفلان" blames the firms."""
    objects = [document.mentions[number].first for number in made.objects]
    subjects = [document.mentions[number].last for number in made.subjects]
    if len(objects) == 0 or len(subjects) == 0 or max(subjects) > min(objects):
        return False
    between = document.words[max(subjects) : min(objects)]
    cause = next((place for place, word in enumerate(between) if word in _CAUSES), -1)
    # "لأنه تبرع لفلان": the verb itself stands behind it
    return cause >= 0 and not any(made.rule.split("/")[1] in word for word in between[cause:])


def _is_owner(document: Document, made: Candidate) -> bool:
    """Say whether who would hold a role is named as whose the body is."""
    holders = [document.mentions[number].first for number in made.subjects]
    bodies = [document.mentions[number].last for number in made.objects]
    return any(
        0 <= holder - body <= 3 and any(word in _OTHERS for word in document.words[max(0, body - 1) : holder])
        for holder in holders
        for body in bodies
    )


def _is_group(word: str) -> bool:
    bare = word
    for front in ("و", "ف"):
        bare = bare.removeprefix(front) if len(bare) > 4 else bare
    for front in ("لل", "ل", "ب", "ك"):
        if bare.startswith(front) and bare.removeprefix(front) in _GROUPS:
            return True
    return bare in _GROUPS or without_article(bare) in _GROUPS or word in _GROUPS
