"""What every matcher of one document holds."""

from __future__ import annotations

from techpol.loaders.articles.english.actors import Actors
from techpol.loaders.articles.english.document import Document


class Scanner:
    """The document that a matcher reads, and who acts in it."""

    def __init__(self, document: Document, actors: Actors) -> None:
        self._document = document
        self._scenes = document.scenes
        self._index = document.index
        self._syntax = document.syntax
        self._vocabulary = document.vocabulary
        self._actors = actors
