"""Gives states the time that their sentence tells: who led what until when."""

from __future__ import annotations

from collections.abc import Sequence

from techpol.loaders.articles.arabic.analysis import Document
from techpol.loaders.articles.arabic.frames import Candidate
from techpol.loaders.articles.arabic.spells import Spell, find_spell
from techpol.schema.values import PartialDate

STATES = frozenset(["LEADS", "HOLDS_OFFICE", "WORKS_FOR", "MEMBER_OF", "AFFILIATED_WITH"])
_GAP = 3  # words between what was done and how long


def set_spells(document: Document, candidates: Sequence[Candidate], published: PartialDate | None) -> None:
    """Give the states among candidates the time that their sentence tells right after them, or as it opens."""
    held = {
        place
        for mention in document.mentions
        if mention.type != "Place"
        for place in range(mention.first, mention.last)
    }
    for candidate in candidates:
        if candidate.relation not in STATES or candidate.modality == "denied" or candidate.when is not None:
            continue
        spell = _spell_of(document, candidate, held, published)
        if spell is None:
            continue
        candidate.start, candidate.end, candidate.when = spell.start, spell.end, (spell.first, spell.last)
        if spell.end is not None and candidate.modality != "planned":
            candidate.past = candidate.past or _over(document, candidate, spell, published)


def _spell_of(
    document: Document, candidate: Candidate, held: set[int], published: PartialDate | None
) -> Spell | None:
    sentence = document.tokenised.sentences[candidate.sentence]
    tokens = document.tokenised.tokens
    ends = [document.mentions[number] for number in candidate.subjects + candidate.objects]
    if any(not sentence.first <= mention.first < sentence.last for mention in ends):
        return None
    role = candidate.rule.startswith("role/")
    if role and document.mentions[candidate.objects[0]].first < document.mentions[candidate.subjects[0]].first:
        return None  # "أجل رئيس شركة كذا فلان حتى عام 2019 قراره": how long something else took
    after = max(candidate.last, *(mention.last for mention in ends))
    for place in range(after, min(sentence.last, after + (1 if role else _GAP + 1))):
        spell = find_spell(tokens, place, sentence.last, published)
        if spell is not None:
            return spell
        if tokens[place].kind == "mark" or place in held or document.classes[place] == "V":
            break
        if tokens[place].text in document.lexicon.sets["relatives"] | document.lexicon.sets["complementizers"]:
            break
    if role:
        return None
    spell = find_spell(tokens, sentence.first, sentence.last, published)
    if spell is None:
        return None
    comma = spell.last < sentence.last and tokens[spell.last].text in ("،", ",")
    return spell if candidate.first - spell.last - comma in (0, 1) else None


def _over(document: Document, candidate: Candidate, spell: Spell, published: PartialDate | None) -> bool:
    """Say whether a spell had ended when the text was written: by its date, else by the verb's tense."""
    end = spell.end
    if end is None or end.year is None:
        return False
    if published is not None and published.year is not None:
        told, now = end.month or 0, published.month or 0
        return end.year < published.year or (end.year == published.year and 0 < told < now)
    sentence = document.tokenised.sentences[candidate.sentence]
    return not any(
        document.classes[place] == "V" and document.words[place].startswith(("ي", "سي", "ست", "وي", "وسي"))
        for place in range(max(sentence.first, candidate.first - 3), spell.first)
    )
