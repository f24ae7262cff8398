"""Questions to the graph and their answers: path search, named questions, questions in words, answers in sentences.

What belongs here: what a question means and what answers it. What does not: drivers, file formats, the terminal.
Read ``questions.py`` first (``ask``), then ``paths.py`` (``find_paths``), ``search.py`` and ``ranking.py``;
``answers.py`` (``render``) writes what they give. ``library`` holds named Cypher queries.

>>> from techpol.graph.memory import MemoryGraph
>>> ask(MemoryGraph([], []), "who links OpenAI to a campaign").unknown
('OpenAI',)
"""

from techpol.queries.answers import FORMS, answer_rows, render
from techpol.queries.named import between, centrality, common, timeline, top
from techpol.queries.options import PathOptions
from techpol.queries.paths import find_paths
from techpol.queries.questions import ask

__all__ = [
    "FORMS",
    "PathOptions",
    "answer_rows",
    "ask",
    "between",
    "centrality",
    "common",
    "find_paths",
    "render",
    "timeline",
    "top",
]
