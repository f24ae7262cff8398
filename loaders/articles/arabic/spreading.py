"""Names that stand in several places of a text: found again where nothing else showed them, and cut alike."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from techpol.loaders.articles.arabic.mentions import ORGANISATIONS, Mention
from techpol.loaders.articles.arabic.names import NameFinder
from techpol.loaders.articles.arabic.tagger import get_word_table
from techpol.loaders.articles.arabic.words import clitic_forms, is_definite

if TYPE_CHECKING:
    from techpol.loaders.articles.arabic.analysis import Document

_SHORTEST = 3  # letters of a last name that is looked for where the tagger saw nothing


def trim(document: Document, mention: Mention, finder: NameFinder) -> None:
    """Cut what the tagger took too much: "بايدن رفيعو", where بايدن stands alone elsewhere as a last name."""
    if mention.type != "Person" or mention.kind != "name" or mention.name_last - mention.name_first != 2:
        return
    words = document.name_words(mention)
    if len(words) != 2:
        return  # a word and a mark
    first, second = words
    table = finder.table
    if is_definite(second):
        return
    if first in finder.known_words and not table.is_name(second) and not finder.is_inner(second):
        mention.last = mention.name_last = mention.name_first + 1


def spread_last_names(document: Document) -> None:
    """Find the last names of people where the tagger saw nothing."""
    table = get_word_table()
    last_names: Counter[str] = Counter()
    for mention in document.mentions:
        if mention.type == "Person" and mention.kind == "name":
            words = document.name_words(mention)
            if (
                len(words) >= 2
                and len(words[-1]) >= _SHORTEST
                and words[-2] not in ("بن", "ابن", "بنت")
                and (table.class_of(words[-1]) <= 4 or table.is_name(words[-1]))
            ):
                last_names[words[-1]] += 1
    taken = {place for mention in document.mentions for place in range(mention.first, mention.last)}
    names = set(last_names)
    added: list[Mention] = []
    people = {mention.first for mention in document.mentions if mention.type == "Person"}
    for place, token in enumerate(document.tokenised.tokens):
        if place in taken or token.kind != "word":
            continue
        if place + 1 in people and document.lexicon.titles.find([token.text], 0) is not None:
            continue  # "والشيخ فلان" where another is called "آل الشيخ"
        for clitic, base in clitic_forms(token.text):
            if base in names and (clitic or document.classes[place] != "V"):
                added.append(Mention(place, place + 1, place, place + 1, clitic, "Person", "name"))
                break
    if added:
        add_mentions(document, added)


def part_bodies(document: Document) -> None:
    """Part a body from the person right after it: "مدير فيرالين | سليم عساف", where it stands alone elsewhere."""
    table = get_word_table()
    names: dict[str, Mention] = {}
    for mention in document.mentions:
        words = document.name_words(mention)
        if mention.kind == "name" and mention.type in ORGANISATIONS and len(words) == 1:
            names.setdefault(words[0], mention)
    parted = []
    for mention in document.mentions:
        words = document.name_words(mention)
        if mention.type != "Person" or mention.kind != "name" or mention.clitic or len(words) < 3:
            continue
        body = names.get(words[0])
        if body is None or table.is_name(words[0]) or not table.is_name(words[1]):
            continue
        first = mention.name_first
        parted.append(Mention(mention.first, first + 1, first, first + 1, "", body.type, "name", "again"))
        mention.first = mention.name_first = first + 1
    if parted:
        add_mentions(document, parted)


def add_mentions(document: Document, mentions: list[Mention]) -> None:
    """Take in mentions that were found late, in the order of the text."""
    document.mentions.extend(mentions)
    document.mentions.sort(key=lambda mention: mention.first)
    document.by_sentence.clear()
    for number, mention in enumerate(document.mentions):
        document.by_sentence.setdefault(document.tokenised.sentence_at(mention.first), []).append(number)


def _foreign(words: tuple[str, ...]) -> bool:
    """Say whether every word of a name is unknown in Arabic and without article: "إكسون موبيل"."""
    table = get_word_table()
    return all(len(word) > 2 and table.class_of(word) <= 2 and not is_definite(word) for word in words)


def strip_known(document: Document) -> None:
    """Take off what is written onto the name of a body that stands elsewhere without it: "رئيس لفيرالين"."""
    bodies = [item for item in document.mentions if item.kind == "name" and item.type in ORGANISATIONS]
    names = {document.name_words(mention) for mention in bodies}
    for mention in bodies:
        if mention.clitic or mention.name_first != mention.first:
            continue
        first, *rest = document.name_words(mention) or ("",)
        for clitic, base in clitic_forms(first):
            if clitic in ("ل", "ب", "و") and len(base) > 3 and (base, *rest) in names:
                mention.clitic = clitic
                break


def spread_bodies(document: Document) -> None:
    """Find again, without their head noun, the names of companies that a head noun announced elsewhere."""
    table = get_word_table()
    names: dict[str, list[tuple[tuple[str, ...], Mention]]] = defaultdict(list)
    counts = Counter(document.name_words(mention) for mention in document.mentions if mention.kind == "name")
    for mention in document.mentions:
        if mention.kind != "name" or mention.type not in ORGANISATIONS:
            continue
        words = document.name_words(mention)
        rare = len(words) == 1 and len(words[0]) > 3 and table.class_of(words[0]) <= 2 and not table.is_name(words[0])
        if mention.name_first == mention.first:
            # without a head noun: only what looks foreign, so that no everyday words are taken for it
            often = len(words) > 1 and counts[words] > 1 and mention.type == "Company"
            rare = (rare and table.class_of(words[0]) <= 1) or (len(words) > 1 and _foreign(words)) or often
            if not rare:
                continue
        if (len(words) > 1 or rare) and all(word.isalpha() for word in words):
            names[words[0]].append((words, mention))
    if len(names) == 0:
        return
    taken = {place for mention in document.mentions for place in range(mention.first, mention.last)}
    added = []
    for place, token in enumerate(document.tokenised.tokens):
        if place in taken or token.kind != "word":
            continue
        for clitic, base in clitic_forms(token.text):
            found = next(
                (
                    (words, mention)
                    for words, mention in names.get(base, ())
                    if tuple(document.words[place + 1 : place + len(words)]) == words[1:]
                    and not taken & set(range(place, place + len(words)))
                ),
                None,
            )
            if found is not None:
                end = place + len(found[0])
                added.append(Mention(place, end, place, end, clitic, found[1].type, "name", "again"))
                break
    if added:
        add_mentions(document, added)
