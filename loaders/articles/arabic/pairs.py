"""Arabic sentences for the learned part: words without their clitics, mentions as ends."""

from __future__ import annotations

from functools import lru_cache

from techpol.loaders.articles.arabic.amounts import find_amounts
from techpol.loaders.articles.arabic.analysis import Document
from techpol.loaders.articles.arabic.lexicon import Lexicon
from techpol.loaders.articles.arabic.tagger import get_word_table, split_clitic
from techpol.loaders.articles.arabic.words import clitic_forms, without_article
from techpol.loaders.articles.learned.view import End, SentenceView, Word

_ENDINGS = ("هما", "ها", "هم", "ات", "ون", "ين", "ان", "ه", "ي", "ا", "ت")


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Return a word without clitics, article and the commonest endings: what its forms have in common."""
    bare = without_article(split_clitic(word, get_word_table())[1])
    if bare.startswith("لل") and len(bare) > 4:
        bare = bare[2:]
    for ending in _ENDINGS:
        if bare.endswith(ending) and len(bare) - len(ending) >= 3:
            return bare[: -len(ending)]
    return bare


class Views:
    """Makes the views of one document's sentences; an end's number is that of its mention."""

    def __init__(self, document: Document) -> None:
        self.document = document

    def sentence(self, number: int) -> SentenceView:
        """Return the view of a sentence."""
        document = self.document
        sentence = document.tokenised.sentences[number]
        words = [
            Word(word, stem(word), kind, tuple(sorted(self._marks(word))))
            for word, kind in zip(
                document.words[sentence.first : sentence.last],
                document.classes[sentence.first : sentence.last],
                strict=True,
            )
        ]
        for amount in find_amounts(document.tokenised.tokens, sentence.first, sentence.last):
            for place in range(amount.first - sentence.first, amount.last - sentence.first):
                word = words[place]
                words[place] = Word(word.text, word.stem, word.kind, (*word.marks, "AMT"))
        return SentenceView(words, self._ends(number, sentence.first))

    def _marks(self, word: str) -> frozenset[str]:
        return _marks(word, self.document.lexicon.sets["negators"], _Held(self.document.lexicon))

    def _ends(self, number: int, first: int) -> list[End]:
        found: list[End] = []
        mentions = sorted(
            self.document.by_sentence.get(number, ()), key=lambda index: self.document.mentions[index].first
        )
        for index in mentions:
            mention = self.document.mentions[index]
            if mention.entity < 0 or (found and mention.first - first < found[-1].last):
                continue
            kind = self.document.entities[mention.entity].type
            found.append(End(mention.first - first, mention.last - first, mention.entity, kind, mention.kind, index))
        return found


class _Held:
    """A lexicon as a key of the cache: the same object is the same key."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def __hash__(self) -> int:
        return id(self.lexicon)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held) and other.lexicon is self.lexicon


@lru_cache(maxsize=65536)
def _marks(word: str, negators: frozenset[str], held: _Held) -> frozenset[str]:
    """Return what the grammar knows of a word form."""
    lexicon = held.lexicon
    found = set()
    if word in negators or word.removeprefix("و") in negators:
        found.add("NEG")
    for clitic, base in clitic_forms(word):
        for trigger in lexicon.triggers.get(base, ()):
            if not (clitic[-1:] in ("ب", "ل", "ك") and trigger.kind == "verb"):
                found.add(f"{'verb' if trigger.kind == 'verb' else 'noun'}:{trigger.frame.relation}")
        bare = without_article(base)
        for form in (bare, bare.removesuffix("ه")):
            for role in lexicon.roles.get(form, ()):
                found.add(f"role:{role.relation}")
                if role.office:
                    found.add(f"role:{role.office}")
    return frozenset(found)
