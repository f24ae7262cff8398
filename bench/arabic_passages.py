"""Annotated Arabic passages as training text for the name finder: tokens with BIO tags (PER, ORG, LOC).

A passage lists each thing that it names with the forms found in it (``entities``: ``names_in_text`` and ``type``).
The forms are looked up at all places of the text, longest first. What is described rather than named stays outside
("الشركة", "حملته", "أحد زملائها"), titles before a name and head nouns that people leave out ("شركة تسلا") too.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from techpol.loaders.articles.arabic.lexicon import Lexicon
from techpol.loaders.articles.arabic.tagger import WordTable
from techpol.loaders.articles.arabic.tokens import tokenise
from techpol.loaders.articles.arabic.words import clitic_forms, is_definite, without_article

TAGS = {"Person": "PER", "Place": "LOC"} | dict.fromkeys(
    "Company Group GovernmentBody Organization MediaOrganization Party Committee Agency Government".split(), "ORG"
)
_EVERYDAY = 5  # frequency class from which a lone word after the article is no name
_QUANTIFIERS = frozenset("هذه هذا احد احدي بعض عدد كل جميع".split())
_QUOTES = frozenset(['"', "(", "'", "["])
_CLOSERS = frozenset(['"', ")", "'", "]"])

Sentence = list[tuple[str, str]]


def _words(text: str) -> list[str]:
    return [token.text for token in tokenise(text).tokens if token.kind != "newline"]


def _without_titles(words: list[str], lexicon: Lexicon, table: WordTable) -> list[str]:
    """Return a person's name without the titles, roles and nationalities before it, nothing if no name is left."""
    place = 0
    while place < len(words) - 1:
        hit = lexicon.titles.find(words, place)
        stem = without_article(words[place])
        if hit is not None:
            place += hit[0]
        elif is_definite(words[place]) and (stem in lexicon.roles or stem in lexicon.nationalities):
            place += 1
        else:
            break
    rest = words[place:]
    if place > 0 and len(rest) == 1 and is_definite(rest[0]) and not table.is_name(rest[0]):
        return []  # "الرئيس التنفيذي", "الأمير الراحل"
    return rest


def _described(words: Sequence[str], kind: str, longest: Sequence[str], lexicon: Lexicon, table: WordTable) -> bool:
    """Say whether a form tells what something is rather than what it is called."""
    first = words[0]
    bases = [base for _, base in clitic_forms(first)]
    stems = [without_article(base) for base in bases]
    lone = len(words) == 1
    if lone and first in lexicon.sets["prepositions"]:
        return True  # "علي" is written as "على" more often
    if first[0].isdigit() or any(
        token in ("هذه", "هذا", "احد", "احدي", "بعض", "عدد", "كل", "جميع") for token in words[:1]
    ):
        return True
    if kind == "Person":
        if lone and longest[-1:] == words and len(longest) > 1:
            return False  # the last name of somebody
        return (
            lone
            and (any(stem in lexicon.nationalities for stem in stems) or first == "المصدر")
            or any(stem in lexicon.roles or lexicon.titles.find([stem], 0) for stem in stems)
            or all(table.class_of(word) >= _EVERYDAY and not table.is_name(word) for word in words)
        )
    if lone and any(stem in lexicon.nationalities for stem in stems):
        return True
    if kind == "Place":
        return lone and first in ("المملكه", "البلاد", "المدينه", "المنطقه", "الولايه", "العاصمه", "الدوله")
    if any(stem.removesuffix("ه") in lexicon.owned or stem in lexicon.party_adjectives for stem in stems) and lone:
        return True
    head = any(stem in lexicon.heads.rows for stem in stems)
    if lone and any(is_definite(base) for base in bases) and (head or table.class_of(first) >= _EVERYDAY):
        return lexicon.gazetteer.find(words, 0) is None
    if lone and head:
        return True
    if not head and kind == "Group" and lexicon.gazetteer.find(words, 0) is None:
        everyday = table.class_of(without_article(first)) >= 4 or table.class_of(first) >= 4
        return everyday or first.endswith(("ون", "ين", "ات"))
    if first.endswith(("ها", "ته", "نا")) and table.class_of(first) > 1:
        return True
    return kind != "Person" and not head and any(stem in lexicon.roles for stem in stems) and kind != "Company"


def _forms(passage: dict[str, Any], lexicon: Lexicon, table: WordTable) -> list[tuple[list[str], str]]:
    """Return the forms of a passage's names as words, with their tag, longest first."""
    found: dict[tuple[str, ...], str] = {}
    for entity in passage["entities"]:
        tag = TAGS.get(entity["type"])
        if tag is None:
            continue
        forms = sorted((_words(form) for form in entity["names_in_text"]), key=len, reverse=True)
        forms = [form for form in forms if len(form) > 0]
        for form in forms:
            if tag == "PER":
                form = _without_titles(form, lexicon, table)
            elif tag == "ORG":
                form = _without_head(form, lexicon)
            if len(form) > 0 and not _described(form, entity["type"], forms[0], lexicon, table):
                found.setdefault(tuple(form), tag)
    return sorted(((list(form), tag) for form, tag in found.items()), key=lambda item: (-len(item[0]), item[0]))


def _without_head(words: list[str], lexicon: Lexicon) -> list[str]:
    """Leave out a head noun that people leave out, and quotes around the rest."""
    hit = lexicon.heads.find(words, 0)
    if hit is not None and len(words) > hit[0]:
        rest = words[hit[0] :]
        if rest[0] in _QUOTES and any(word in _CLOSERS for word in rest[1:]):
            closing = next(place for place, word in enumerate(rest) if place > 0 and word in _CLOSERS)
            return rest[1:closing]  # 'كلية "ستيرن" للأعمال'
        if hit[2][1] and not is_definite(rest[0]):
            return rest
    if words[0] in _QUOTES and len(words) > 2:
        return words[1:-1]
    return words


def tag_passage(passage: dict[str, Any], lexicon: Lexicon, table: WordTable) -> list[Sentence]:
    """Return the sentences of a passage, each token with its tag."""
    tokenised = tokenise(passage["text"])
    words = [token.text for token in tokenised.tokens]
    tags = ["O"] * len(words)
    starts: dict[str, list[int]] = {}
    for place, word in enumerate(words):
        for clitic, base in clitic_forms(word):
            if clitic == "" or len(base) >= 2:
                starts.setdefault(base, []).append(place)
    for form, tag in _forms(passage, lexicon, table):
        for place in starts.get(form[0], ()):
            last = place + len(form)
            if words[place + 1 : last] != form[1:] or any(item != "O" for item in tags[place:last]):
                continue
            if len(form) == 1 and len(form[0]) < 3 and words[place] != form[0]:
                continue  # too short to stand behind a clitic: "وبن" alone
            tags[place] = f"B-{tag}"
            tags[place + 1 : last] = [f"I-{tag}"] * (last - place - 1)
    return [
        list(zip(words[sentence.first : sentence.last], tags[sentence.first : sentence.last], strict=True))
        for sentence in tokenised.sentences
    ]
