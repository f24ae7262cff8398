"""Loaders: one a kind of source, each turning bytes into sources and claims. No storage, no merging of entities.

A new loader implements ``base.Loader`` and is added to ``LOADERS``; the first that accepts a file reads it, so the
ones that know their files by heart stand before the articles, which take any text. Begin with ``base.py``.
"""

from collections.abc import Mapping
from importlib import import_module

# Name of the loader -> where its class is. Text, so that a command imports only the loader that it runs.
LOADERS: Mapping[str, str] = {
    "legislators": "techpol.loaders.legislators:Legislators",
    "fec-masters": "techpol.loaders.fec_masters:FecMasters",
    "articles": "techpol.loaders.articles:Articles",
    "ledger": "techpol.loaders.ledger_jsonl:LedgerLines",
    "ftm": "techpol.loaders.ftm:FollowTheMoney",
    "rdf": "techpol.loaders.rdf:Rdf",
    "table": "techpol.loaders.table:Table",
}


def get_loader(name: str) -> type:
    """Return the class of a loader; raises KeyError with the known names."""
    if name not in LOADERS:
        raise KeyError(f"no loader {name!r}; known: {', '.join(LOADERS)}")
    module, _, attribute = LOADERS[name].partition(":")
    found = getattr(import_module(module), attribute)
    assert isinstance(found, type)
    return found


__all__ = ["LOADERS", "get_loader"]
