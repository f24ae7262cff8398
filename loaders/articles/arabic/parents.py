"""Bodies within bodies: "لجنة التدريب بغرفة التجارة", "الفريق التقني في الأمانة"."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from techpol.loaders.articles.arabic.analysis import Document
from techpol.loaders.articles.arabic.frames import Candidate
from techpol.loaders.articles.arabic.mentions import Mention
from techpol.loaders.articles.arabic.units import Clauses
from techpol.loaders.articles.arabic.words import without_article

# "الفريق الأول بنادي كذا": without a name of its own.
_ORDINALS = frozenset(["الاول", "الاولي", "الثاني", "الثانيه", "الثالث", "الثالثه"])

# Who heads one of these is employed by the body around it; who heads a committee need not be.
_OFFICES = frozenset(["اداره", "قسم", "شعبه", "وحده", "دايره", "مديريه"])


def inner_bodies(document: Document, clauses: Clauses, is_a: Callable[[str, str], bool]) -> Iterator[Candidate]:
    """Yield which body of a sentence is part of the one named right after it."""
    numbers = sorted(
        document.by_sentence.get(clauses.sentence, ()), key=lambda number: document.mentions[number].first
    )
    for place, number in enumerate(numbers[:-1]):
        part, whole = document.mentions[number], document.mentions[numbers[place + 1]]
        if not (_body(part, is_a) and _body(whole, is_a)) or part.entity == whole.entity:
            continue
        if _part(document, part) and _within(document, part, whole):
            yield Candidate(
                "CONNECTED_TO",
                [number],
                [numbers[place + 1]],
                f"within/{_head(document, part)}",
                clauses.sentence,
                part.first,
                whole.last,
            )
            for fact in clauses.facts:
                if fact.complement != number or fact.role.relation != "LEADS":
                    continue
                if _head(document, part) in _OFFICES:
                    yield Candidate(
                        "WORKS_FOR",
                        [fact.person],
                        [numbers[place + 1]],
                        f"within/{_head(document, part)}/person",
                        clauses.sentence,
                        min(fact.first, document.mentions[fact.person].first),
                        max(whole.last, document.mentions[fact.person].last),
                        past=fact.past,
                        role=fact.words or None,
                    )


def _body(mention: Mention, is_a: Callable[[str, str], bool]) -> bool:
    return mention.entity >= 0 and mention.kind == "name" and is_a(mention.type, "Organization")


def _head(document: Document, mention: Mention) -> str:
    words = document.name_words(mention)
    return without_article(words[0]) if words else ""


def _part(document: Document, mention: Mention) -> bool:
    """Say whether a body is of the kind that belongs to a larger one: a committee, a department, a branch."""
    words = document.name_words(mention)
    return _head(document, mention) in document.lexicon.sets["inner_heads"] and words[-1] not in _ORDINALS


def _within(document: Document, part: Mention, whole: Mention) -> bool:
    """Say whether nothing but "in" stands between a body and the next."""
    between = document.words[part.last : whole.first]
    if between == [] and whole.clitic[-1:] == "ب":
        return True
    branch = _head(document, part) == "فرع" and whole.clitic[-1:] == "ل"
    return between == ["في"] or (between == [] and branch)
