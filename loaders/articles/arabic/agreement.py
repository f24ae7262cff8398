"""Two finders of names made one: the rules' names, corrected where the learned tagger is surer.

The rules know how a body's name is built ("الهيئة العامة لـ ..."), the tagger (``opinion.py``) what people and firms
are called in news. Which one is right where they differ shows in how sure the tagger is; the limits below were read
off annotated passages that the tagger had not learned from.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from techpol.loaders.articles.arabic.cuts import cut_mention, cut_runs
from techpol.loaders.articles.arabic.glued import unglued, with_owners
from techpol.loaders.articles.arabic.mentions import Mention
from techpol.loaders.articles.arabic.names import NameFinder
from techpol.loaders.articles.arabic.opinion import Run, View
from techpol.loaders.articles.arabic.words import is_definite

_FAMILIES = {"Person": "PER", "Place": "LOC"}
_APART = frozenset(["Campaign", "Candidacy", "Event"])  # the tagger has no word for these
_FIRMS = frozenset(["Company", "MediaOrganization"])
_TYPES = {"PER": "Person", "ORG": "Organization", "LOC": "Place"}

_HYPHENED = 5  # letters that the last syllable of a hyphened name stays below
# Probabilities of the tagger.
SEEN = {"PER": 0.2, "ORG": 0.2, "LOC": 0.0}  # least, of a name, for one that the rules alone see
SEEN_HEADED = 0.02  # the same, for a body after its head noun (a firm or a paper there, or quotes, need nothing)
SEEN_FULL = 0.05  # the same, for a person of two names that the word table knows
LONGER = 0.7  # least, of all added words, for a name that goes on
CERTAIN = 0.95  # the same, for a person's name that goes on with everyday words
OTHER = {"PERPER": 0.5, "ORGORG": 0.9}  # least for a name that is cut otherwise, by both kinds
OTHERWISE = 0.9
LONE = 0.3  # the same, where the rules see a given name alone
SECOND = 0.5  # least for a last name right after a given name that the tagger takes for another person
ALONE = {"PER": 0.7, "ORG": 0.8, "LOC": 0.5}  # least for a name that the tagger alone sees


def agree(finder: NameFinder, found: Sequence[Mention], view: View, first: int) -> list[Mention]:
    """Return the mentions of a sentence that begins at token ``first``: the rules' and the tagger's, one list."""
    runs = [_bare(finder, replace(run, first=run.first + first, last=run.last + first)) for run in view.runs]
    runs = cut_runs(finder, [run for run in runs if run.first < run.last])
    runs = [run for run in runs if run.first < run.last and not _joins_two(finder, found, run)]
    kept: list[Mention] = []
    used: set[int] = set()
    for mention in found:
        over = [run for run in runs if run.first < mention.last and run.last > mention.first]
        if mention.kind != "name" or mention.label or mention.type in _APART:
            kept.append(mention)
            if mention.type in _APART:
                used.update(run.first for run in over)
            else:  # "الرابطة": what stands for something named before
                same = (mention.first, mention.last)
                used.update(run.first for run in over if mention.kind != "name" and (run.first, run.last) == same)
            continue
        used.update(run.first for run in over)
        kind = _FAMILIES.get(mention.type, "ORG")
        if len(over) == 0:
            places = range(mention.name_first - first, mention.name_last - first)
            if max(view.named[place] for place in places) >= _least(finder, mention, kind):
                kept.append(mention)
        elif len(over) == 1:
            kept.append(_settled(finder, mention, kind, over[0], view, first))
            if (rest := _holder_of(finder, mention, over[0])) is not None:
                kept[-1] = mention
                kept.append(of_run(finder, rest))
        elif mention.type == "Person" and _tiled(mention, over):
            kept.extend(of_run(finder, run) for run in over)
        else:
            kept.append(mention)
    for run in runs:
        if run.first not in used and run.kind == "PER" and run.chance >= SECOND:
            given = next((m for m in kept if m.last == run.first and finder.is_lone_given(m, run.first)), None)
            if given is not None and run.last == run.first + 1:
                used.add(run.first)
                given.last = given.name_last = run.last
        if run.first not in used and run.chance >= ALONE[run.kind] and finder.can_name(run.first, run.last):
            mention = of_run(finder, run)
            kept = [m for m in kept if m.last <= mention.first or m.first >= mention.last]
            kept.append(mention)
    kept = [cut_mention(finder, mention, view.named, first) for mention in kept]
    kept = [piece for mention in kept for piece in unglued(finder, mention)]
    kept.sort(key=lambda mention: mention.first)
    result: list[Mention] = []
    for mention in kept:
        if mention.first < mention.last and (not result or result[-1].last <= mention.first):
            result.append(mention)
    return _hyphened(finder, with_owners(finder, result))


def _bare(finder: NameFinder, run: Run) -> Run:
    """Return a name of the tagger without marks at its ends (an opening quotation mark, say)."""
    first, last = run.first, run.last
    while first < last and finder.tokens[first].kind == "mark":
        first += 1
    while last > first and finder.tokens[last - 1].kind == "mark":
        last -= 1
    return replace(run, first=first, last=last)


def _joins_two(finder: NameFinder, found: Sequence[Mention], run: Run) -> bool:
    """Say whether a name of the tagger holds two of the rules and a word between them that is in none.

    "سي & تي" is one.
    """
    inside = [m for m in found if m.kind == "name" and m.first < run.last and m.last > run.first]
    return any(
        one.last < other.first and finder.words[one.last : other.first] != ["&"] for one, other in pairwise(inside)
    )


def _least(finder: NameFinder, mention: Mention, kind: str) -> float:
    """Return the least probability that the tagger must give a name that the rules alone see."""
    if kind == "ORG" and mention.head not in ("", "latin"):
        return 0.0 if mention.type in _FIRMS or finder.is_quoted(mention) else SEEN_HEADED
    if kind == "PER" and finder.is_full_name(mention):
        return SEEN_FULL
    return SEEN[kind]


def _holder_of(finder: NameFinder, mention: Mention, run: Run) -> Run | None:
    """Return the person's name that the tagger took together with the body before it: "شركة نوفاتك | كريم الصباغ"."""
    if run.kind != "PER" or not mention.head or mention.type in ("Person", "Place") or run.last - mention.last < 2:
        return None
    rest = replace(run, first=mention.last)
    glued = run.first >= mention.first and finder.is_given(rest.first, rest.first + 1)
    return rest if glued and all(map(finder.can_follow_given, finder.words[rest.first + 1 : rest.last])) else None


def _tiled(mention: Mention, runs: Sequence[Run]) -> bool:
    """Say whether the tagger sees a body and then a person in what the rules take for one person."""
    return (
        [run.kind for run in runs] == ["ORG", "PER"]
        and runs[0].first == mention.first
        and runs[0].last == runs[1].first
        and runs[1].last == mention.last
    )


def _hyphened(finder: NameFinder, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions of a sentence with people's names made whole that a hyphen parts: "بايك كوانج - جاي"."""
    result: list[Mention] = []
    for mention in mentions:
        before = result[-1] if result else None
        if (
            before is not None
            and before.type == mention.type == "Person"
            and before.kind == mention.kind == "name"
            and before.last - before.first > 1
            and finder.words[before.last : mention.first] == ["-"]
            and mention.last - mention.first == 1
            and len(finder.words[mention.first]) < _HYPHENED
            and not is_definite(finder.words[mention.first])
        ):
            result[-1] = replace(before, last=mention.last, name_last=mention.last)
            continue
        result.append(mention)
    return result


def _settled(finder: NameFinder, mention: Mention, kind: str, run: Run, view: View, first: int) -> Mention:
    """Return the mention that the rules and the tagger settle on where they see one name each."""
    headed = finder.head_at(mention.first) if mention.head else None
    starts = {mention.first, mention.name_first, mention.first + headed[0] if headed is not None else mention.first}
    if run.first in starts and run.last in (mention.last, mention.name_last):
        return mention
    if run.first in starts and run.last < mention.name_last:
        return mention
    if run.first in starts and run.last > mention.last and kind == run.kind:
        chance = min(view.sure[mention.name_last - first : run.last - first])
        certain = kind == "PER" and chance >= CERTAIN  # "إسماعيل ولد الشيخ"
        lone = kind == "PER" and finder.is_lone_given(mention, mention.last)
        certain = certain or (lone and chance >= LONE and finder.can_be_family(mention.last, run.last))
        if certain or (chance >= LONGER and finder.goes_on(mention.name_last, run.last, kind)):
            return replace(mention, last=run.last, name_last=run.last)
        return mention
    same = (run.first, run.last) == (mention.first, mention.last)
    if same and run.kind == "LOC" and mention.type == "MediaOrganization" and not finder.is_quoted(mention):
        return replace(mention, type="Place")  # "خبير الشرق الأوسط"
    if run.chance >= OTHER.get(kind + run.kind, OTHERWISE):
        if kind == run.kind == "ORG" and run.first > mention.first and run.last == mention.name_last:
            return mention  # the rules have the head noun, too
        if kind == run.kind == "PER" and run.first > mention.first and finder.is_given(mention.first, run.first):
            return mention  # "وبن هورويتز": the tagger left out the given name
        return of_run(finder, run)
    return mention


def of_run(finder: NameFinder, run: Run) -> Mention:
    """Return the mention of a name that the tagger made, with the type that its words tell."""
    kind, head = _TYPES[run.kind], ""
    clitic = finder.clitic_of(run.first, run.kind)
    if run.kind == "ORG":
        known = finder.body_type(run.first, run.last)
        if known is not None:
            kind, head, clitic = known
        elif (before := finder.head_before(run.first)) is not None and clitic == "":
            first, clitic, (kind, bare), head = before
            return Mention(first, run.last, run.first if bare else first, run.last, clitic, kind, "name", head)
    return Mention(run.first, run.last, run.first, run.last, clitic, kind, "name", head)
