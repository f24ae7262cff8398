"""The frames of the grammar by the words that open them."""

from __future__ import annotations

from techpol.loaders.articles.english.lexicon import Frame, Idiom, Lexicon


class FrameIndex:
    """The frames, indexed by their words."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._verbs: dict[str, list[tuple[Frame, tuple[str, ...]]]] = {}
        self._nouns: dict[str, list[tuple[Frame, tuple[str, ...]]]] = {}
        self._adjectives: dict[str, list[Frame]] = {}
        self._idioms: dict[str, list[tuple[Frame, Idiom]]] = {}
        self._bids = [frame for frame in lexicon.frames if frame.bids]
        for frame in lexicon.frames:
            for verb in dict.fromkeys([*frame.verbs, *(v.replace("co-", "co") for v in frame.verbs)]):
                words = verb.split()
                self._verbs.setdefault(words[0], []).append((frame, tuple(words[1:])))
            for noun in frame.nouns:
                words = noun.replace("-", " - ").split()
                self._nouns.setdefault(words[-1], []).append((frame, tuple(words[:-1])))
            for adjective in frame.adjectives:
                self._adjectives.setdefault(adjective, []).append(frame)
            for idiom in frame.idioms:
                for noun in idiom[1]:
                    self._idioms.setdefault(noun, []).append((frame, idiom))

    def verbs(self, lemma: str) -> list[tuple[Frame, tuple[str, ...]]]:
        """Return the frames that a verb opens, with the other words of the phrase."""
        return self._verbs.get(lemma, [])

    def nouns(self, word: str, lemma: str) -> list[tuple[Frame, tuple[str, ...]]]:
        """Return the frames that a noun opens, with the words that must stand before it."""
        return self._nouns.get(word) or self._nouns.get(lemma, [])

    def adjectives(self, word: str) -> list[Frame]:
        """Return the frames that an adjective opens."""
        return self._adjectives.get(word, [])

    def idioms(self, word: str) -> list[tuple[Frame, Idiom]]:
        """Return the frames of which a noun is the object of a verb: "throw weight behind"."""
        return self._idioms.get(word, [])

    @property
    def bids(self) -> list[Frame]:
        """Return the frames of somebody's own bid for an office."""
        return self._bids
