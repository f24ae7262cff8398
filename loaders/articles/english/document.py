"""One parsed document: what every matcher looks things up in."""

from __future__ import annotations

from dataclasses import dataclass

from techpol.loaders.articles.english.coref import Coreference, Scene
from techpol.loaders.articles.english.entities import EntityIndex
from techpol.loaders.articles.english.syntax import Syntax
from techpol.loaders.articles.english.vocabulary import Vocabulary


@dataclass
class Document:
    """All that the matchers need of one document."""

    scenes: list[Scene]
    index: EntityIndex
    coreference: Coreference
    syntax: Syntax
    vocabulary: Vocabulary
