"""What is told of posts and deeds that only rumour says, that may yet come, or that are somebody else's.

"بحسب شائعات، ضخ فلان مليونا", "ظن الجميع أن فلانا رئيس كذا", "قد يكون فلان رئيس كذا", "التقى فلان وزير المالية".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from techpol.loaders.articles.arabic.analysis import Document
from techpol.loaders.articles.arabic.arguments import BREAKS
from techpol.loaders.articles.arabic.candidates import Candidate
from techpol.loaders.articles.arabic.frames import FrameMatcher
from techpol.loaders.articles.arabic.states import STATES
from techpol.loaders.articles.arabic.units import Clauses, Unit
from techpol.loaders.articles.arabic.words import clitic_forms, without_article

_BY = frozenset("بحسب حسب وفق وفقا كما حد طبقا استنادا بناء".split())  # "وفقا لمزاعم", "كما زعم", "على حد زعمه"
_WITHIN = frozenset("ما علي ل لما بعض".split())
_MAY = frozenset("قد ربما لعل ليت هل ان".split())  # "كاد أن يكون فلان رئيسا"
_TO_BE = frozenset("يكون تكون يصبح تصبح يغدو تغدو".split())
_WILL_BE = frozenset("سيصبح ستصبح سيكون ستكون سيغدو ستغدو".split())
_MET = frozenset(["MET_WITH", "HOSTED", "CRITICIZED", "PRAISED"])
_GRANTING = frozenset("لماذا لم كيف متي اين ماذا من كم ما بماذا لمن".split())
_RIVALS = frozenset("خصم غريم منافس".split())
_TO_SOMEBODY = frozenset("ENDORSED SUPPORTED OPPOSED CRITICIZED PRAISED DONATED_TO MET_WITH HOSTED".split())
_OFFICES = frozenset(["مكتب", "ديوان"])
_HEADS = frozenset("مدير مديره رييس رييسه سكرتير موظف موظفه".split())
_TITLED = 4  # words of titles between a conjunction and a name


def weigh_told(
    document: Document, matcher: FrameMatcher, clauses: Clauses, candidates: Sequence[Candidate]
) -> Iterator[Candidate]:
    """Yield the candidates of a sentence, put as hearsay or what may come puts them, without others' posts."""
    hearsay = _hearsay(document, clauses) or _asked(document, clauses)
    posts = [item for item in candidates if item.rule.startswith("role/") and len(item.subjects) == 1]
    for made in candidates:
        if made.modality != "asserted":
            yield made
            continue
        if made.relation in STATES | {"OWNS"} and not made.past and _was(document, made):
            made = replace(made, past=True)
        role = made.rule.startswith("role/")
        if role and not made.past and _had_been(document, made):
            made = replace(made, past=True)
        if _another_campaign(document, made):
            continue
        if role and made in posts and _of_another(document, matcher, clauses, made, posts):
            continue
        said = _said_of(document, made) if role else True
        if made.rule == "sue-object/مقاضاه/noun" and "لمقاضاه" in document.words[made.first : made.last]:
            yield replace(made, modality="planned")  # "خصص مليونا لمقاضاة فلان"
        elif said and hearsay:
            yield replace(made, modality="alleged")
        elif role and said and (put := _put(document, matcher, clauses, made)) != "":
            yield replace(made, modality=put)
        else:
            yield made


def _asked(document: Document, clauses: Clauses) -> bool:
    """Say whether a sentence asks whether it is so, and takes it not for granted as "why" and "when" do."""
    sentence = document.tokenised.sentences[clauses.sentence]
    words = document.words[sentence.first : sentence.last]
    if words[-1:] not in (["؟"], ["?"]):
        return False
    return not any(word.removeprefix("و").removeprefix("ف") in _GRANTING for word in words)


def _had_been(document: Document, made: Candidate) -> bool:
    """Say whether a role in the accusative stands behind "kana" and a name: "كان فلان رئيسا لكذا"."""
    if len(made.subjects) != 1:
        return False
    person, words = document.mentions[made.subjects[0]], document.words
    first = person.first
    while first > 0 and document.lexicon.titles.find([words[first - 1]], 0) is not None:
        first -= 1
    was = words[max(0, first - 1) : first] in (["كان"], ["كانت"], ["وكان"], ["وكانت"])
    role = words[person.last] if person.last < len(words) else ""
    return was and role.endswith(("ا", "ه")) and not role.startswith("ال") and role[:-1] in document.lexicon.roles


def _was(document: Document, made: Candidate) -> bool:
    """Say whether "kana" stands before a state that a verb of the present tells: "كانت شركة كذا تمتلك كذا"."""
    words = document.words
    before = words[max(0, made.first - 1) : made.first]
    told = made.rule.endswith("/verb") or made.rule == "possession/further"
    if not told or "قد" in words[made.first : made.last] or before not in (["كان"], ["كانت"], ["وكان"], ["وكانت"]):
        return False
    triggers = document.lexicon.triggers
    found = [item for word in words[made.first : made.last] for item in triggers.get(word, ()) if item.kind == "verb"]
    return any(item.tense == "present" for item in found)


def _hearsay(document: Document, clauses: Clauses) -> bool:
    """Say whether a sentence rests on what is only claimed: "بحسب شائعات", "وفقا لمزاعم فلان", "كما زعم فلان"."""
    sentence = document.tokenised.sentences[clauses.sentence]
    words = document.words[sentence.first : sentence.last]
    for place, word in enumerate(words[:-1]):
        if word.removeprefix("و") not in _BY:
            continue
        step = place + 1
        while step < len(words) and words[step] in _WITHIN:
            step += 1
        if step < len(words) and any(
            base in document.lexicon.sets["hearsay"] for _, base in clitic_forms(words[step])
        ):
            return True
    return False


def _said_of(document: Document, made: Candidate) -> bool:
    """Say whether a role is what a sentence says of a person: it stands behind the name, and no comma between."""
    if len(made.subjects) != 1 or len(made.objects) != 1:
        return False
    person, of = document.mentions[made.subjects[0]], document.mentions[made.objects[0]]
    return person.last <= of.first and document.words[person.last] not in ("،", ",", "(", "-")


def _put(document: Document, matcher: FrameMatcher, clauses: Clauses, made: Candidate) -> str:
    """Return how a role that is said of somebody is put where that is not plainly: planned, alleged; "" otherwise."""
    person, of = document.mentions[made.subjects[0]], document.mentions[made.objects[0]]
    words = document.words
    if any(word in _WILL_BE for word in words[person.last : of.first]):
        return "planned"
    first = person.first
    while first > 0 and person.first - first < _TITLED and document.lexicon.titles.find([words[first - 1]], 0):
        first -= 1
    before = [word.removeprefix("و") for word in words[max(0, first - 2) : first]]
    may = len(before) > 1 and before[0] in _MAY
    if before[-1:] and (before[-1] in _WILL_BE or (before[-1] in _TO_BE and may)):
        return "planned"
    units = clauses.units
    place = next((step for step, unit in enumerate(units) if unit.first <= first < unit.last), -1)
    if place < 1 or units[place - 1].kind != "COMP" or not _predicate(matcher, units, made):
        return ""
    over = units[matcher._over(place - 1) : place - 1]
    said = {word.removeprefix("و") for unit in over for word in words[unit.first : unit.last]}
    sets = document.lexicon.sets
    return "alleged" if said & (sets["alleged"] | sets["reports"] | sets["supposing"]) else ""


def _predicate(matcher: FrameMatcher, units: Sequence[Unit], made: Candidate) -> bool:
    """Say whether no verb follows a role, of which it would only tell the subject: "إن فلانا رئيس كذا غادر"."""
    after = next((unit for unit in units if unit.first >= made.last), None)
    return after is None or not (after.kind in ("V", "AUX", "NEG") or matcher._verbal(after))


def _of_another(
    document: Document, matcher: FrameMatcher, clauses: Clauses, made: Candidate, posts: Sequence[Candidate]
) -> bool:
    """Say whether a role beside a name is of another, whom or by whom a verb without further object is done.

    "التقى فلان وزير كذا", "التقى وزير كذا فلانا": of roles on both sides of a name the one behind it is another's.
    """
    person = document.mentions[made.subjects[0]]
    office = document.words[max(0, made.first - 2) : made.first]
    if made.first < person.first and office[-1:] and office[-1] in _OFFICES and office[0] in _HEADS:
        return True  # "مدير مكتب وزير كذا فلان"
    units = clauses.units
    place = next((step for step, unit in enumerate(units) if unit.first <= person.first < unit.last), -1)
    verb = units[place - 1] if place > 0 else None
    whole = place >= 0 and units[place].prep == "" and not units[place].joined
    if verb is None or not whole or made.last < verb.last or not (verb.kind == "V" or matcher._verbal(verb)):
        return False
    words = document.words
    if words[person.last : person.last + 1] in (["،"], [","], ["("], ["-"]):
        return False
    meets = (verb.word.removeprefix("و") if verb.joined else verb.word) in document.lexicon.sets["whom_verbs"] or any(
        item.kind == "verb" and item.frame.relation in _MET and "obj" in item.frame.target and not item.pronoun
        for item in verb.triggers
    )
    of = document.mentions[made.objects[0]]
    if not units[place].first <= of.first < units[place].last:
        return False  # "أقال مستشاره فلانا"
    left_out = place > 1 and (verb.joined or units[place - 2].kind in ("COMP", "SUB"))
    if left_out and of.first < person.first:
        return False  # "زار فلان القاهرة والتقى وزير كذا فلانا"
    swallowed = range(max(of.last, person.last), units[place].last)
    kept = any(document.words[step].startswith("ال") and not _adjective(document, step) for step in swallowed)
    if not meets or kept:
        return False
    if _object_after(document, matcher, units, max(place + 1, _place_after(units, made))):
        return False
    behind = document.mentions[made.objects[0]].first >= person.last
    both = any(
        (document.mentions[other.objects[0]].first >= person.last) != behind
        for other in posts
        if other.subjects == made.subjects and other.objects
    )
    if len(units[place].mentions) > 1:
        return behind and made.subjects[0] == units[place].mentions[0]
    return behind or not both


def _another_campaign(document: Document, made: Candidate) -> bool:
    """Say whether a campaign is only somebody's that no name tells, or is what money is given to: "لحملة ضد فلان"."""
    words = document.words[made.first : made.last]
    if made.rule in ("stand-against/حمله/noun", "attack-noun/حمله/noun") and "لحمله" in words:
        return True
    if made.relation in _TO_SOMEBODY and len(made.objects) == 1 and not made.rule.startswith("role/"):
        if _rival_before(document, document.mentions[made.objects[0]].first):
            return True
    others = document.lexicon.sets["others_of_somebody"]
    ends = [document.mentions[number] for number in (*made.subjects, *made.objects)]
    return any(item.type == "Campaign" and document.words[item.last - 1] in others for item in ends)


def _rival_before(document: Document, place: int) -> bool:
    """Say whether whom a name speaks of is the other's rival: "أيد فلان خصم | السيناتور فلان"."""
    words, lexicon = document.words, document.lexicon
    while place > 0 and (
        lexicon.titles.find([words[place - 1]], 0) is not None
        or (words[place - 1].startswith("ال") and without_article(words[place - 1]) in lexicon.roles)
    ):
        place -= 1
    return place > 0 and any(base in _RIVALS for _, base in clitic_forms(document.words[place - 1]))


def _place_after(units: Sequence[Unit], made: Candidate) -> int:
    return next((step for step, unit in enumerate(units) if unit.first >= made.last), len(units))


def _object_after(document: Document, matcher: FrameMatcher, units: Sequence[Unit], place: int) -> bool:
    """Say whether something behind a place may be a verb's object; a verb or conjunction there may bring it."""
    for step in range(place, len(units)):
        unit = units[step]
        if unit.kind == "PUNCT" and unit.word in BREAKS:
            return False
        if unit.kind in ("V", "COMP", "REL", "LIST") or matcher._verbal(unit):
            return True
        if (unit.kind == "NP" and unit.prep in ("ب", "مع")) or (unit.kind == "PREP" and unit.word == "مع"):
            return True  # "التقى وزير كذا فلان بفلان"
        governed = step > 0 and units[step - 1].kind == "PREP"
        if governed or unit.joined or unit.prep:
            continue
        noun = unit.kind in ("W", "TRIG", "ROLE", "TITLE") and document.classes[unit.first] == "N"
        dated = unit.word in document.lexicon.sets["weekdays"]
        if unit.kind in ("NP", "DESC") or (noun and not dated and not unit.word.startswith(("ب", "ل"))):
            return True
    return False


def _adjective(document: Document, place: int) -> bool:
    """Say whether a word tells whose minister somebody is or was: "السوداني", "الأسبق"."""
    word = document.words[place]
    known = (
        without_article(word) in document.lexicon.nationalities or word in document.lexicon.sets["past_adjectives"]
    )
    return known or (document.classes[place] == "A" and word.endswith(("ي", "يه")))
