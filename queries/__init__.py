"""Questions to the graph and their answers: path search, named questions, questions in words, answers in sentences.

What belongs here: what a question means and what answers it. What does not: drivers, file formats, the terminal.
Read ``questions.py`` first (``ask``), then ``paths.py`` (``find_paths``), ``search.py`` and ``ranking.py``;
``answers.py`` (``render``) writes what they give. ``library`` holds named Cypher queries.

>>> from techpol.graph.memory import MemoryGraph
>>> from techpol.queries import ask
>>> ask(MemoryGraph([], []), "who links OpenAI to a campaign").unknown
('OpenAI',)
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
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

# Loaded when first asked for: a path alone needs no grammar of questions and no forms of answers.
_MODULES = {
    "FORMS": "answers", "answer_rows": "answers", "render": "answers", "between": "named", "centrality": "named",
    "common": "named", "timeline": "named", "top": "named", "PathOptions": "options", "find_paths": "paths",
    "ask": "questions",
}  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = globals()[name] = getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
    return found
