"""Where a name surely ends or begins, whoever found it: names that a finder glued to what stands beside them.

The learned tagger takes words after a body into its name that cannot belong to it ("رئيس الاتحاد | إن بلاده", "رئيس
بنك كذا | فلان", "حزب كذا | الحكومة"); so do the rules, more seldom. A name is cut where grammar parts it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from techpol.loaders.articles.arabic.mentions import Mention
from techpol.loaders.articles.arabic.names import NameFinder
from techpol.loaders.articles.arabic.opinion import Run
from techpol.loaders.articles.arabic.shapes import NAME_PARTICLES
from techpol.loaders.articles.arabic.words import clitic_forms, is_definite, without_article

_PERIODS = frozenset(["العام", "الشهر", "الاسبوع"])
_WHICH_PERIOD = (["الماضي"], ["المقبل"], ["الحالي"], ["الجاري"], ["المنصرم"])
_TAIL = 0.3  # probability below which a word at the end of a person's name is none of it
_ROLE_REACH = 5  # words before a body in which its role stands
# Letters as they are spelt in initialisms: "سي إن إن", "جيه إن".
_TO_ANY = frozenset(["لاي", "باي", "لكل", "بكل", "لاحد"])  # "فلان | لأي من المرشحين"
_WHEN = frozenset("غداه عشيه عقب ابان".split())
_LETTERS = frozenset("ايه جيه كيه اتش بيه سيه دال".split())


def cut_runs(finder: NameFinder, runs: Sequence[Run]) -> list[Run]:
    """Return the tagger's names, each cut where it surely ends, and the name behind it where one was glued on."""
    result: list[Run] = []
    for run in runs:
        result.extend(_pieces(finder, run))
    return result


def cut_mention(finder: NameFinder, mention: Mention, named: Sequence[float], first: int) -> Mention:
    """Return a mention without words at its ends that cannot be of its name; one of no words where none is left.

    ``named`` gives the probability of each word of the sentence, which begins at token ``first``, to be in a name.
    """
    if mention.kind != "name" or mention.label or finder.is_quoted(mention):
        return mention
    kind = "PER" if mention.type == "Person" else "LOC" if mention.type == "Place" else "ORG"
    lone_verb = kind == "ORG" and mention.name_first > mention.first and _with_object(finder, mention.name_first)
    if lone_verb or (kind == "ORG" and _names_nothing(finder, mention.name_first, mention.name_last)):
        return replace(mention, last=mention.first)
    start = _start(finder, mention.name_first, mention.name_last) if kind == "PER" else mention.name_first
    if start > mention.name_first:
        mention = replace(mention, first=start, name_first=start, clitic="")
    end = _end(finder, mention.name_first, mention.name_last, kind)
    if kind == "PER":
        while end - mention.name_first > 2 and _stray(finder, end - 1, named[end - 1 - first]):
            end -= 1
    if end == mention.name_last:
        return mention
    lone = mention.head and end == mention.first + 1 and is_definite(finder.words[mention.first])
    if lone and kind == "ORG":  # "الحكومة" alone stands for one named before
        return replace(mention, last=end, name_last=end, kind="nominal", head=without_article(mention.head))
    return replace(mention, last=end, name_last=end)


def _pieces(finder: NameFinder, run: Run) -> list[Run]:
    """Return the names in what the tagger takes for one."""
    if run.kind == "ORG" and _is_portfolio(finder, run):
        return []
    last = _end(finder, run.first, run.last, run.kind)
    cut = replace(run, last=last)
    if run.kind == "PER":
        cut = replace(cut, first=_start(finder, run.first, last))
        return _after_office(finder, cut)
    if run.kind != "ORG":
        return [cut]
    place = _second_head(finder, cut)
    if place < last:
        return [replace(cut, last=place), replace(cut, first=place)]
    place, last = _holder(finder, cut)
    if place < last:
        body, cut = replace(cut, last=place), replace(cut, last=last)
        office = finder.is_role(run.first - 1) and finder.head_at(run.first) is None
        return [*([] if office else [body]), replace(cut, first=place, kind="PER")]
    return [cut]


def _is_portfolio(finder: NameFinder, run: Run) -> bool:
    """Say whether words right after a minister are what he is of, with his country: "وزير | الخارجية السعودي"."""
    before = finder.words[run.first - 1] if run.first > finder.first else ""
    minister = any(without_article(base) in ("وزير", "وزيره") for _, base in clitic_forms(before))
    last = finder.words[run.last - 1]
    return minister and is_definite(last) and without_article(last) in finder.lexicon.nationalities


def _start(finder: NameFinder, first: int, last: int) -> int:
    """Return where a person's name begins at the earliest: after "وأكد", "أولهن"."""
    word = finder.words[first]
    bare = word.removeprefix("و")
    sets = finder.lexicon.sets
    said = word == "اي" or (bare != word and bare in sets["saying"])  # "(أي | فلان)"
    return first + 1 if last - first > 1 and (said or bare in sets["one_of_them"]) else first


def _names_nothing(finder: NameFinder, first: int, last: int) -> bool:
    """Say whether words say what kind of body it is and no more: "الجمعية الخيرية", "حكومة خادم"."""
    words, sets = finder.words[first:last], finder.lexicon.sets
    if " ".join(words) in sets["no_bodies"] or words[0] in ("ليس", "ليست"):
        return True
    if words[0] == "الاداره" and first > finder.first and finder.words[first - 1].endswith("مجلس"):
        return True  # "رئيس مجلس | الإدارة التنفيذي"
    if (
        _definite_head(finder, first)
        and len(words) > 1
        and all(word in sets["kind_adjectives"] for word in words[1:])
    ):
        return True
    if len(words) > 1 and finder.head_at(first) is not None and _with_object(finder, first + 1):
        return True  # "شركة | يملكها فلان"
    title = finder.lexicon.titles.find(finder.words, first + 1, finder.last) if first + 1 < last else None
    return title is not None and title[0] > 1 and last < first + 1 + title[0] and finder.head_at(first) is not None


def _end(finder: NameFinder, first: int, last: int, kind: str) -> int:
    """Return where a name ends at the latest: before a clause, a day, a title with its nationality, "والدكتور"."""
    sets = finder.lexicon.sets
    if kind == "ORG" and last - first > 1 and _another_noun(finder, first):
        return first + 1  # "رئيس اللجنة | الأهداف"
    if kind != "PER" and last - first > 1 and _disagrees(finder, first):
        return first + 1  # "مندوب المملكة | الدائم"
    for place in range(first + 1, last):
        word, before = finder.words[place], finder.words[place - 1]
        short = kind == "PER" and len(before) == 3 and before not in _LETTERS  # "فون | أن"
        if word in sets["complementizers"] and (len(before) > 3 or short) and place + 1 <= last:
            return place  # "الاتحاد | إن بلاده"; not "سي إن إن"
        if kind == "PER" and word in sets["next_ones_office"]:
            return place  # "فوستر | السيناتورة فلانة"
        if kind == "PER" and place > first + 1 and _not_his(finder, place):
            return place  # "سامي الحداد | سيشغل منصبا", "أيد كمال رستم | خصم السيناتور"
        if word in ("بالنيابه", "بالانابه", "بالوكاله") or (word in _TO_ANY and place + 1 == last):
            return place
        if word.startswith("وال") and finder.lexicon.titles.find([word[1:]], 0) and finder.class_at(place) == "N":
            if kind != "PER" and word[1:] in sets["personal_titles"]:
                return place  # "وزارة العمل | والدكتور"
        if kind == "ORG" and place >= first + 2 and _agency(finder, place, last):
            return place  # "رئيس اتحاد كذا | رويترز"
        if kind == "ORG" and word in _PERIODS and finder.words[place + 1 : place + 2] in _WHICH_PERIOD:
            return place  # "حزب كذا | العام الماضي"
        if kind == "ORG" and place > first and _of_the_head(finder, first, place):
            return place  # "رئيس بنك كذا | السابق"
        if kind == "ORG" and word in _WHEN:
            return place  # "حركة كذا | غداة الإعلان"
        if kind == "ORG" and _said_of_it(finder, place):
            return place  # "شركة كذا | مملوكة لكذا"
        if _accusative(finder, first, place):
            return place  # "بنك كذا | خلفا", "سامي الحداد | عميدا"
        if kind == "ORG" and place >= first + 2 and word in sets["personal_titles"] and _closes(finder, place, last):
            return place  # "جمعية الثقافة والفنون بجدة | الفنان السعودي"
        if kind == "ORG" and (_told_to(finder, place) or _title_goes_on(finder, first, place)):
            return place
        if kind == "ORG" and place > first + 1 and _object_after(finder, first, place):
            return place  # "أتمت القوات المسلحة | الاستعدادات"
    while last - first > 2 and _is_day(finder, first, last):
        last -= 1
    while last - first > 1 and finder.words[last - 1] in sets["strict_prepositions"] and kind == "ORG":
        last -= 1
    if kind == "ORG" and last - first > 2 and finder.words[last - 1] == "لشوون":
        last -= 1  # "إدارة فلان | لشؤون الشرق الأوسط"
    if kind == "ORG" and last - first == 2 and _predicate(finder, last - 1) and _definite_head(finder, first):
        last -= 1  # "الحكومة | حريصة"
    if kind == "PER" and last - first > 2 and finder.words[last - 1] in sets["dual_roles"]:
        last -= 1  # "فواز الراجحي | عضوين"
    return last


def _not_his(finder: NameFinder, place: int) -> bool:
    """Say whether a verb of the future or a noun that leads to another's name stands at a place."""
    word = finder.words[place]
    if word.startswith(("سي", "ست")) and len(word) > 4:
        return finder.is_verb(word[1:]) and not finder.table.is_name(word)
    following = finder.words[place + 1] if place + 1 < finder.last else ""
    led = finder.lexicon.titles.find([following], 0) is not None or finder.table.is_name(following)
    return word in finder.lexicon.sets["others_of_somebody"] and led


def _of_the_head(finder: NameFinder, first: int, place: int) -> bool:
    """Say whether a word behind a body says whether its head still is or is to be: "السابق", "المقال", "المرتقب"."""
    sets = finder.lexicon.sets
    told = finder.words[place] in sets["past_adjectives"] | sets["future_adjectives"] | sets["heads_to_come"]
    return told and first > finder.first and any(finder.is_role(step) for step in (first - 1, first - 2))


def _with_object(finder: NameFinder, place: int) -> bool:
    """Say whether a verb of the present with a pronoun behind it stands at a place: "يملكها"."""
    word = finder.words[place]
    stem = next((word.removesuffix(end) for end in ("ها", "هما", "هم", "ه") if word.endswith(end)), word)
    return stem != word and word[0] in "يت" and finder.is_verb(stem) and not finder.table.is_name(word)


def _said_of_it(finder: NameFinder, place: int) -> bool:
    """Say whether a denial, or a participle without an article that a body is said to be, stands at a place."""
    triggers = finder.lexicon.triggers.get(finder.words[place], ())
    if finder.words[place] in ("ليس", "ليست", "لم", "لن"):
        return True
    said = any(trigger.kind in ("passive", "active") for trigger in triggers) and not is_definite(finder.words[place])
    return said and finder.class_at(place) in "AN" and not finder.table.is_name(finder.words[place])


def _accusative(finder: NameFinder, first: int, place: int) -> bool:
    """Say whether a word tells what somebody becomes, or in whose stead, which no name goes on with."""
    word = finder.words[place]
    if not word.endswith("ا") or is_definite(word) or finder.table.is_name(word):
        return False
    successor = word in finder.lexicon.sets["succession_nouns"]
    return successor or (word[:-1] in finder.lexicon.roles and place >= first + 2)


def _agency(finder: NameFinder, place: int, last: int) -> bool:
    """Say whether a listed paper or agency ends a name that its own head noun does not open."""
    listed = finder.lexicon.gazetteer.find(finder.words, place, last)
    if listed is None or listed[1] != "" or listed[2] != ("MediaOrganization", "name") or place + listed[0] < last:
        return False
    before = finder.head_before(place)
    return before is None or before[2][0] != "MediaOrganization"


def _another_noun(finder: NameFinder, first: int) -> bool:
    """Say whether a definite noun, no adjective, follows a definite head noun: it is of another phrase."""
    head, word = finder.words[first], finder.words[first + 1]
    return (
        _definite_head(finder, first)
        and word.startswith("ال")
        and head.endswith("ه") != word.endswith("ه")  # an adjective agrees
        and finder.class_at(first + 1) == "N"
        and not word.endswith(("ي", "يه", "ين", "ون"))
        and without_article(word) not in finder.lexicon.nationalities
        and word not in finder.lexicon.sets["public_adjectives"]
        and finder.table.class_of(word) >= 4
    )


def _disagrees(finder: NameFinder, first: int) -> bool:
    """Say whether the adjective after a feminine head noun is masculine, so that it is of the role before it."""
    head, word = finder.words[first], finder.words[first + 1]
    return (
        finder.is_role(first - 1)
        and _definite_head(finder, first)
        and head.endswith("ه")
        and word.startswith("ال")
        and not word.endswith(("ه", "ات", "ي"))
        and finder.class_at(first + 1) == "A"
    )


def _told_to(finder: NameFinder, place: int) -> bool:
    """Say whether "to the agency", "to the paper" stands at a place: whom it was told, "... الدولية | لوكالة كذا"."""
    head = finder.head_at(place)
    return head is not None and head[1] == "ل" and head[2][0] == "MediaOrganization"


def _title_goes_on(finder: NameFinder, first: int, place: int) -> bool:
    """Say whether the title of a deputy goes on behind the body: "وكيل جامعة كذا | للإبداع"."""
    word = finder.words[place]
    before = finder.words[max(finder.first, first - 2) : first]
    deputies = finder.lexicon.sets["deputies"]
    if not word.startswith("لل") or not any(without_article(item) in deputies for item in before):
        return False
    if word == "للشوون":
        return finder.words[place - 1] not in finder.lexicon.sets["public_adjectives"]
    return place == first + 2 and finder.words[first] in finder.lexicon.sets["seats_of_deputies"]


def _object_after(finder: NameFinder, first: int, place: int) -> bool:
    """Say whether a definite noun in the plural stands behind a definite body and its adjective: it is another's."""
    word = finder.words[place]
    return (
        _definite_head(finder, first)
        and finder.class_at(place - 1) == "A"
        and finder.class_at(place) == "N"
        and word.startswith("ال")
        and word.endswith("ات")
        and finder.table.class_of(word) >= 3
    )


def _definite_head(finder: NameFinder, place: int) -> bool:
    """Say whether one definite head noun stands at a place: "الحكومة", "للجنة" for اللجنة."""
    head = finder.head_at(place)
    return head is not None and head[0] == 1 and head[3].startswith("ال")


def _is_day(finder: NameFinder, first: int, last: int) -> bool:
    """Say whether a name's last word is a day or an adverb and its words before make a name ("المصري اليوم")."""
    word = finder.words[last - 1]
    if word not in finder.lexicon.sets["weekdays"] or word in ("الحالي", "الماضي", "الماضيه"):
        return word in ("الحالي", "الحاليه")
    return finder.words[last - 2] in finder.lexicon.sets["weekdays"] or last - first > 2


def _closes(finder: NameFinder, place: int, last: int) -> bool:
    """Say whether after a title of a person nothing follows in a name but nationalities."""
    rest = finder.words[place + 1 : last]
    return finder.words[place - 1] not in finder.lexicon.sets["named_after"] and all(
        without_article(word) in finder.lexicon.nationalities for word in rest
    )


def _predicate(finder: NameFinder, place: int) -> bool:
    """Say whether a word is an adjective or a verb without an article, which says something of a definite noun."""
    word = finder.words[place]
    if finder.tokens[place].kind != "word" or word.startswith("ال") or finder.table.is_name(word):
        return False
    return finder.class_at(place) in ("A", "V") and finder.table.class_of(word) >= 2


def _stray(finder: NameFinder, place: int, chance: float) -> bool:
    """Say whether a word at the end of a person's name is a verb that neither finder calls a name."""
    word = finder.words[place]
    verbal = word[0] in "يت" and len(word) > 3
    return (
        verbal
        and chance < _TAIL
        and not finder.table.is_name(word)
        and finder.words[place - 1] not in NAME_PARTICLES
        and not finder.is_inner(word)
    )


def _second_head(finder: NameFinder, run: Run) -> int:
    """Return where a second body begins in a name: no definite noun goes on with another ("حزب كذا | الحكومة")."""
    for place in range(run.first + 2, run.last):
        word = finder.words[place]
        if (
            word.startswith("ال")
            and word[2:] in finder.lexicon.heads.rows
            and finder.class_at(place) == "N"
            and finder.words[place - 1].startswith("ال")
            and finder.head_at(run.first) is not None
        ):
            return place
    return run.last


def _holder(finder: NameFinder, run: Run) -> tuple[int, int]:
    """Return where the person begins and ends whose role stands before a body: "رئيس بنك كذا | نبيل قاسم"."""
    if not any(finder.is_role(place) for place in range(run.first - _ROLE_REACH, run.first)):
        return run.last, run.last
    following = finder.words[run.last] if run.last < finder.last else ""
    last = run.last
    if finder.table.is_name(finder.words[last - 1]) and is_definite(following) and finder.can_follow_given(following):
        last += 1  # the tagger left the family name out
    for place in range(run.first + 1, last - 1):
        words = finder.words[place:last]
        led = place > run.first + 1 or (finder.head_at(run.first) is None and finder.is_role(run.first - 1))
        family = [word for word in words[1:] if not (finder.table.is_name(word) or word in NAME_PARTICLES)]
        if (
            led
            and len(words) <= 4
            and finder.table.is_name(words[0])
            and not is_definite(words[0])
            and finder.lexicon.titles.find([finder.words[place - 1]], 0) is None
            and finder.words[place - 1] not in finder.lexicon.sets["named_after"]
            and finder.words[place - 1] not in NAME_PARTICLES
            and not finder.is_given(place - 1, place)
            and all(is_definite(word) and finder.can_follow_given(word) for word in family)
            and not any(without_article(word) in finder.lexicon.nationalities for word in family)
        ):
            return place, last
    return run.last, run.last


def _after_office(finder: NameFinder, run: Run) -> list[Run]:
    """Part a person from the end of his office: "الأمين | العام للأمم المتحدة يان دي فريس"."""
    if not finder.is_role(run.first - 1) or run.last - run.first < 3 or not is_definite(finder.words[run.first]):
        return [run]
    if finder.class_at(run.first) != "A" or finder.table.is_name(finder.words[run.first]):
        return [run]
    body = run.first + 1
    if not finder.words[body].startswith("ل"):
        return [run]
    listed = finder.lexicon.gazetteer.find(finder.words, body, run.last)
    start = body + (listed[0] if listed is not None else 1)
    if start >= run.last:
        return [run]
    return [Run(body, start, "ORG", run.chance), replace(run, first=start)]
