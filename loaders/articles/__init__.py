"""Articles: from pages as they are found to claims with the words that they rest on.

``loader.py`` is the way in; ``pages.py`` turns a file into a text, ``reading.py`` a text into claims. Each language
has a folder with its names and its grammar; a third language is a third folder. Begin with ``loader.py``.
"""

from techpol.loaders.articles.loader import Articles

__all__ = ["Articles"]
