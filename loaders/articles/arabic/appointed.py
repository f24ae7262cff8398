"""How posts that somebody is appointed to are put: "رفض تعيين فلان رئيسا لكذا" makes him head of nothing.

The role after the person says what he is called to; whether he has it is told by the verb or the noun before him.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from techpol.loaders.articles.arabic.analysis import Document
from techpol.loaders.articles.arabic.frames import Candidate, FrameMatcher
from techpol.loaders.articles.arabic.lexicon import Trigger
from techpol.loaders.articles.arabic.units import Clauses
from techpol.loaders.articles.arabic.verbal_nouns import word_of

_PUT_FORWARD = frozenset(["رشح", "ترشيح"])  # who is only nominated has no post yet
_WITH_HEADS = frozenset(["Company", "MediaOrganization", "Party", "Group"])
_NEWLY = frozenset("جديدا جديده مكلفا مكلفه".split())
_OWN = frozenset(
    "لها له للشركه للمجموعه للبنك للمصرف للحزب للجمعيه للموسسه للنادي للاتحاد للصحيفه للقناه للمنظمه للجامعه".split()
)
_BOARD = (["ادارتها"], ["ادارته"], ["الاداره"])
_FROM_WHEN = frozenset("خلفا بدلا اعتبارا ابتداء بدءا منذ بالوكاله بالانابه بالنيابه".split())
_REACH = 8  # units between the call and the person
_READY = frozenset("يستعد تستعد مرشح مرشحا مرشحه يطمح تطمح يسعي تسعي دعي مطالبا يطالب".split())
_POST_WORDS = frozenset("منصب بمنصب لمنصب مهام مهامه مهامها بمهام وظيفه منصبه منصبها".split())
_TAKING = frozenset("تولي تسلم استلام شغل تقلد تبوء توليه توليها".split())
_PAST_IN_T = frozenset("تولي تولت تسلم تسلمت تقلد تقلدت تبوا".split())
_DECIDED = frozenset("قرر قررت وافق وافقت الموافقه بالموافقه موافقته موافقتها اعتمد اعتمدت".split())
_ASKED = frozenset(
    "طالب طالبت يطالب تطالب دعا دعت اقترح اقترحت يقترح تقترح اوصي اوصت رغب رغبت يرغب يصوت تصوت".split()
)


def weigh_appointed(
    document: Document, matcher: FrameMatcher, clauses: Clauses, candidates: Sequence[Candidate]
) -> Iterator[Candidate]:
    """Yield the candidates of roles, those of posts that somebody is called to put as the call is."""
    calls = [
        (index, trigger)
        for index, unit in enumerate(clauses.units)
        for trigger in unit.triggers
        if trigger.frame.relation == "APPOINTED" and trigger.frame.id == "appoint"
    ]
    for candidate in candidates:
        if candidate.modality != "asserted" or not candidate.rule.startswith("role/"):
            yield candidate
            continue
        call = _call_of(document, clauses, calls, candidate) if calls else None
        modality = _put(matcher, *call) if call is not None else "asserted"
        if call is None and (verb := _taking_of(document, clauses, candidate)) >= 0:
            modality = _taken(matcher, verb)
        yield candidate if modality == "asserted" else replace(candidate, modality=modality)


def _call_of(
    document: Document, clauses: Clauses, calls: Sequence[tuple[int, Trigger]], candidate: Candidate
) -> tuple[int, Trigger] | None:
    """Return the call right before the person of a role in the accusative: "تعيين | فلان رئيسا لكذا"."""
    if len(candidate.subjects) != 1 or len(candidate.objects) != 1:
        return None
    person, post = document.mentions[candidate.subjects[0]], document.mentions[candidate.objects[0]]
    between = document.words[person.last : post.first]
    if post.first <= person.first or not _becomes(document, between):
        return None
    for index, trigger in reversed(calls):
        unit = clauses.units[index]
        if unit.first > person.first:
            continue
        inside = [other for other in clauses.units[index + 1 :] if other.last <= person.first]
        broken = any(other.kind in ("COMP", "REL", "SUB") or other.word in (".", "؛") for other in inside)
        return (index, trigger) if len(inside) <= _REACH and not broken else None
    return None


def _becomes(document: Document, between: Sequence[str]) -> bool:
    """Say whether words behind a person tell what it becomes: "رئيسا", "وزيرة", and stand in no apposition."""
    roles = document.lexicon.roles
    woman = len(between) > 0 and between[0].endswith("ه") and between[0][:-1] in roles
    return woman or any(word.endswith("ا") and len(word) > 3 for word in between)


def _taking_of(document: Document, clauses: Clauses, candidate: Candidate) -> int:
    """Return the verb or noun of holding a post that stands over a role: "سيتولى فلان منصب رئيس كذا"; -1 without."""
    if len(candidate.subjects) != 1 or len(candidate.objects) != 1:
        return -1
    person, post = document.mentions[candidate.subjects[0]], document.mentions[candidate.objects[0]]
    if post.first <= person.first:
        return -1
    between = document.words[person.last : post.first]
    if not any(word in _POST_WORDS for word in between) and not _becomes(document, between):
        return -1
    for index in range(len(clauses.units) - 1, -1, -1):
        unit = clauses.units[index]
        if unit.first >= post.first or unit.kind == "NP":
            continue
        if unit.last + _REACH < person.first or unit.word in (".", "؛"):
            return -1
        word = word_of(unit)
        bare = word[1:] if word.startswith(("سي", "ست")) else word
        holding = document.lexicon.sets["holding"] | document.lexicon.sets["taking_posts"]
        if unit.kind in ("V", "TRIG", "AUX", "W") and (bare in holding or word.lstrip("بل") in _TAKING):
            return index
    return -1


def _taken(matcher: FrameMatcher, index: int) -> str:
    """Return how the sentence puts that somebody takes or holds a post."""
    units, sets = matcher.units, matcher.sets
    word = word_of(units[index])
    before = [word_of(unit) for unit in units[max(0, index - 4) : index] if unit.kind != "NP"]
    if any(item in sets["negators"] for item in before[-1:]) or matcher._negated(index):
        return "denied"
    if word.startswith(("سي", "ست")) and word[1:] in sets["holding"] | sets["taking_posts"]:
        return "planned"
    noun = word.lstrip("بل") in _TAKING
    led = "ان" in before or noun
    if led and any(item in sets["denied_verbs"] for item in before):
        return "denied"
    hoped = _ASKED | sets["planned"] | sets["expected"] | _READY
    if any(item in hoped for item in before) and (led or before[-1:] in (["سوف"], ["ربما"])):
        return "planned"
    return (
        "planned" if before[-1:] == ["قد"] and word.startswith(("ي", "ت")) and word not in _PAST_IN_T else "asserted"
    )


def _put(matcher: FrameMatcher, index: int, trigger: Trigger) -> str:
    """Return how the sentence puts a call: asserted, planned, alleged or denied."""
    units = matcher.units
    if trigger.lemma in _PUT_FORWARD:
        return "planned"
    if trigger.kind == "noun" and matcher._undone(index):
        return "denied"
    modality = matcher._modality(index, trigger, "APPOINTED")
    decided = [word_of(unit) for unit in units[max(0, index - 5) : index]]
    if modality == "planned" and any(word in _DECIDED for word in decided) and not any(map(_later, decided)):
        return "asserted"  # "قرر المجلس الموافقة على تعيين فلان ممثلا لكذا"
    if modality != "asserted":
        return modality
    if trigger.kind == "verb" and trigger.tense in ("future", "purpose"):
        return "planned"
    if trigger.kind == "noun" and matcher._to_come(index):
        return "planned"
    asked = any(
        word in _ASKED or word in matcher.sets["planned"] or word in matcher.sets["expected"] for word in decided
    )
    return "planned" if asked else "asserted"


def _later(word: str) -> bool:
    """Say whether a word puts a decision into what may come: "قد يقرر", "لم يقرر", "إذا قرر"."""
    return word in ("قد", "ربما", "اذا", "لو", "لم", "لن", "لا", "هل")


def heads_of_firms(document: Document, framed: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield whom a firm or a party makes its head: "عينت شركة كذا فلانا رئيسا تنفيذيا"."""
    for made in framed:
        if made.relation != "APPOINTED" or len(made.subjects) != 1 or len(made.objects) != 1:
            continue
        body, person = document.mentions[made.subjects[0]], document.mentions[made.objects[0]]
        if body.type not in _WITH_HEADS or body.entity < 0 or not body.first < person.first:
            continue
        if any(lemma in made.rule for lemma in _PUT_FORWARD):
            continue  # "رشح الحزب فلانا رئيسا": of something else
        found = _head_role(document, person.last)
        if found is None:
            continue
        size, words = found
        yield replace(
            made,
            relation="LEADS",
            subjects=list(made.objects),
            objects=list(made.subjects),
            rule="appoint/head",
            last=max(made.last, person.last + size),
            role=words,
        )


def elected_heads(document: Document, matcher: FrameMatcher, clauses: Clauses) -> Iterator[Candidate]:
    """Yield "انتخب مجلس إدارة بنك كذا فلانا رئيسا له": whom a body elects its head."""
    for index, unit in enumerate(clauses.units[:-2]):
        if word_of(unit) not in ("انتخب", "انتخبت") or unit.kind not in ("V", "TRIG") or matcher._negated(index):
            continue
        body, person = clauses.units[index + 1 : index + 3]
        if any(other.kind != "NP" or len(other.mentions) != 1 or other.prep for other in (body, person)):
            continue
        one, other = document.mentions[body.mentions[0]], document.mentions[person.mentions[0]]
        before = word_of(clauses.units[index - 1]) if index > 0 else ""
        if one.type not in _WITH_HEADS or one.entity < 0 or other.type != "Person" or before in ("اذا", "لو", "ان"):
            continue
        found = _head_role(document, other.last)
        if found is not None:
            last = other.last + found[0]
            ends = [person.mentions[0]], [body.mentions[0]]
            yield Candidate(
                "LEADS", *ends, "appoint/elected", clauses.sentence, unit.first, last, "asserted", role=found[1]
            )


def _head_role(document: Document, place: int) -> tuple[int, str] | None:
    """Return (tokens, words) of a role in the accusative that is of the one who gives it, None where it is not."""
    words, tokens = document.words, document.tokenised.tokens
    sentence = document.tokenised.sentences[document.tokenised.sentence_at(place - 1)]
    bare = [_plain(word) for word in words[place : min(place + 3, sentence.last)]]
    if not bare or bare[0] == "":
        return None
    for role in sorted(document.lexicon.roles.get(bare[0], ()), key=lambda item: -len(item.words)):
        size = len(role.words)
        if role.relation != "LEADS" or tuple(bare[:size]) != role.words:
            continue
        end = place + size
        while end < sentence.last and words[end] in _NEWLY:
            end += 1
        after = words[end] if end < sentence.last else "."
        told = document.tokenised.text[tokens[place].start : tokens[place + size - 1].end]
        own = after in _OWN or (after == "لمجلس" and words[end + 1 : end + 2] in _BOARD)
        closed = end >= sentence.last or tokens[end].kind == "mark"
        if own or closed or after in _FROM_WHEN:
            return size, told
        return None
    return None


def _plain(word: str) -> str:
    """Return a word of a role without the ending of the accusative or the feminine; "" where it has none."""
    for ending in ("ا", "ه"):
        if word.endswith(ending) and not word.startswith("ال") and len(word) > 3:
            return word.removesuffix(ending)
    return ""
