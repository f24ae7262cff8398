"""From claims to the graph: who is who, which claims speak of one event, what edges follow. No language rules.

``flow.py`` is the page to read first. Everything here is computed from the ledger and can be computed again: an
incremental build and one from scratch give the same graph.
"""
