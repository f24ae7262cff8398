"""English sentences for the learned part: words with their stems and syntax, names and pronouns as ends."""

from __future__ import annotations

from spacy.tokens import Span, Token

from techpol.loaders.articles.english.actors import Actors
from techpol.loaders.articles.english.details import Amount
from techpol.loaders.articles.english.document import Document
from techpol.loaders.articles.english.entities import Entity, Reference
from techpol.loaders.articles.english.matcher import FrameMatcher
from techpol.loaders.articles.english.vocabulary import RoleSpan
from techpol.loaders.articles.learned.view import End, SentenceView, Word

_PRONOUNS = frozenset("he she him her his they them their it its who whom whose i my me we our us".split())


class Views:
    """Makes the views of one document's sentences; ``references`` are what the ends' numbers stand for."""

    def __init__(self, document: Document, frames: FrameMatcher, actors: Actors) -> None:
        self._document = document
        self._frames = frames
        self._actors = actors
        self._keys: dict[int, int] = {}
        self.references: list[Reference] = []

    def sentence(self, number: int, sentence: Span, roles: list[RoleSpan], amounts: list[Amount]) -> SentenceView:
        """Return the view of one sentence of paragraph ``number``."""
        marks = self._marks(sentence, roles, amounts)
        words = [
            Word(
                token.lower_,
                token.lemma_.lower(),
                token.pos_[:1] if token.pos_ != "PUNCT" else "P",
                tuple(sorted(marks[token.i - sentence.start])),
                token.head.i - sentence.start if token.head is not token else -1,
                token.dep_,
            )
            for token in sentence
        ]
        return SentenceView(words, self._ends(number, sentence))

    def _marks(self, sentence: Span, roles: list[RoleSpan], amounts: list[Amount]) -> list[set[str]]:
        found: list[set[str]] = [set() for _ in sentence]
        for token in sentence:
            here = found[token.i - sentence.start]
            lemma = token.lemma_.lower()
            if token.pos_ in ("VERB", "AUX"):
                here.update(f"verb:{frame.relation}" for frame, rest in self._frames.verbs(lemma) if not rest)
            elif token.pos_ in ("NOUN", "PROPN"):
                here.update(
                    f"noun:{frame.relation}"
                    for frame, before in self._frames.nouns(token.lower_, lemma)
                    if not before
                )
            elif token.pos_ == "ADJ":
                here.update(f"adj:{frame.relation}" for frame in self._frames.adjectives(token.lower_))
            if token.dep_ == "neg":
                here.add("NEG")
        for role in roles:
            if sentence.start <= role.start < sentence.end:
                for place in range(role.start, min(role.end, sentence.end)):
                    found[place - sentence.start].update(f"role:{item.relation}" for item in role.roles)
        for amount in amounts:
            for token in sentence:
                if amount.start <= token.idx < amount.end:
                    found[token.i - sentence.start].add("AMT")
        return found

    def _ends(self, number: int, sentence: Span) -> list[End]:
        found: list[End] = []
        place = sentence.start
        while place < sentence.end:
            reference = self._reference(number, sentence.doc[place])
            if reference is None or reference.end <= place:
                place += 1
                continue
            first, last = max(reference.start, sentence.start), min(reference.end, sentence.end)
            if first >= place:
                found.append(
                    End(
                        first - sentence.start,
                        last - sentence.start,
                        self._key(reference.entity),
                        reference.entity.type,
                        reference.kind,
                        len(self.references),
                    )
                )
                self.references.append(reference)
            place = max(place + 1, last)
        return found

    def _reference(self, number: int, token: Token) -> Reference | None:
        reference = self._document.index.at(number, token.i)
        if reference is not None:
            return reference
        if token.lower_ in _PRONOUNS and token.tag_ in ("PRP", "PRP$"):
            return next(iter(self._actors.of(number, [token])), None)
        if token.pos_ == "NOUN" and token.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj", "poss"):
            found = self._actors.of(number, [token])
            return found[0] if len(found) == 1 and found[0].start <= token.i < found[0].end else None
        return None

    def _key(self, entity: Entity) -> int:
        return self._keys.setdefault(id(entity), len(self._keys))
