"""Where claims are kept and the graph is computed; one file for each place that it can go. No language rules.

Begin with ``ledger.py``, the store; ``build/flow.py`` is how claims become entities and edges, ``resolve/`` decides
who is who, ``view.py`` is what a reader of the graph may ask of any of its homes (the ledger, Neo4j, the embedded
engine, memory). Questions belong to ``queries``, reading of sources to ``loaders``.
"""

__all__: list[str] = []
