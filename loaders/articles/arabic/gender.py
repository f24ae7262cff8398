"""Whether a person of a document is a man or a woman, by what the text says: verbs, titles, pronouns, given names."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from techpol.loaders.articles.arabic.lexicon import Lexicon
from techpol.loaders.articles.arabic.tagger import get_word_table
from techpol.loaders.articles.arabic.words import without_article

if TYPE_CHECKING:
    from techpol.loaders.articles.arabic.analysis import Document, Entity

_FEMININE_TITLES = frozenset(
    (
        "السيده الرييسه المرشحه الوزيره الاميره الدكتوره الصحافيه الصحفيه الملكه الانسه منافسته وزيره "
        "رييسه عضوه الكاتبه المستشاره سيده"
    ).split()
)
_KNOWN = 2  # frequency class from which a word form is one


def gender_of(document: Document, entity: Entity) -> str:
    """Return "m", "f", or "" where the text does not tell or tells both alike."""
    votes: Counter[str] = Counter()
    words = document.words
    given = {
        document.name_words(document.mentions[number])[:1]
        for number in entity.mentions
        if len(document.name_words(document.mentions[number])) > 1
    }
    for mark, name in (("f", "feminine_names"), ("m", "masculine_names")):
        votes[mark] += 3 * any(word in document.lexicon.sets[name] for first in given for word in first)
    for number in entity.mentions:
        mention = document.mentions[number]
        first = mention.first
        opening = _before_titles(document, first)
        votes["f"] += 3 * any(_woman_title(document.lexicon, word) for word in words[opening:first])
        for place in range(max(0, first - 4), first):
            if words[place] in _FEMININE_TITLES:
                votes["f"] += 3
            elif place == opening - 1 and document.classes[place] == "V" and not mention.clitic:
                if any(other.first <= place < other.last for other in document.mentions[max(0, number - 2) : number]):
                    continue  # the end of a name
                # A verb before its subject agrees with it; the masculine also stands for want of care.
                gender = verb_gender(document.lexicon, words[place])
                if gender == "f":
                    votes["f"] += 2
                elif gender == "m" and place > 0 and words[place - 1] not in ("الذي", "التي"):
                    votes["m"] += 1
        after = words[mention.last : mention.last + 2]
        if len(after) > 0 and after[0] in ("التي", "والتي"):
            votes["f"] += 2
        elif len(after) > 0 and after[0] in ("الذي", "والذي"):
            votes["m"] += 2
        elif any(word in _FEMININE_TITLES for word in after):
            votes["f"] += 2
    if votes["m"] == votes["f"]:
        return ""
    return "m" if votes["m"] > votes["f"] else "f"


def verb_gender(lexicon: Lexicon, word: str) -> str:
    """Return the gender in which a verb stands before its subject: "f" for قالت and تقود, "m" for تبرع, "" if unsure.

    What begins with "ت" is a feminine present (تقود) or a masculine past of forms V and VI (تبرع, تعاون). The lexicon
    tells them apart, or the present of both: يقود is a word, يتقود is none; of تبرع there is يتبرع.
    """
    verb = word
    if word[:1] in ("و", "ف") and len(word) > 3 and not _tenses(lexicon, word):
        verb = word[1:]
    tenses = _tenses(lexicon, verb)
    if verb.endswith("ت") and verb not in lexicon.sets["verbs_in_t"]:
        return "f"
    if verb.startswith("ست"):
        return "f"
    if not verb.startswith("ت"):
        return "m"
    if len(tenses) == 1:
        return "m" if tenses == {"past"} else "f"
    table = get_word_table()
    deponent, plain = (table.class_of("ي" + form) >= _KNOWN for form in (verb, verb[1:]))
    if deponent == plain:
        return ""
    return "m" if deponent else "f"


def _tenses(lexicon: Lexicon, verb: str) -> set[str]:
    """Return the tenses in which the lexicon knows a verb form."""
    return {trigger.tense for trigger in lexicon.triggers.get(verb, ()) if trigger.kind == "verb"}


def _woman_title(lexicon: Lexicon, word: str) -> bool:
    """Say whether a title is a woman's: "المستثمرة", beside which there is "المستثمر"."""
    titles = lexicon.titles
    return (
        word.startswith("ال")
        and word.endswith("ه")
        and titles.find([word], 0) is not None
        and titles.find([word[:-1]], 0) is not None
    )


def _before_titles(document: Document, first: int) -> int:
    """Return where the titles and roles before a name begin ("دعت السيناتور ليندا": at السيناتور)."""
    lexicon, words = document.lexicon, document.words
    place = first
    while place > 0 and first - place < 3:
        word = words[place - 1]
        stem = without_article(word)
        role = word.startswith("ال") and (
            stem in lexicon.roles or stem in lexicon.nationalities or stem in lexicon.party_adjectives
        )
        if lexicon.titles.find([word], 0) is None and not role:
            break
        place -= 1
    return place
