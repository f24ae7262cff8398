"""Who is who: which referents of different sources are one entity, by rules that can be shown and undone.

``resolve`` judges referents and writes judgements; ``clusters`` says what follows from judgements; ``explain`` shows
how a verdict came about; ``iter_unsure`` gives what a person should look at, what matters most first.
"""

from techpol.graph.resolve.clusters import clusters
from techpol.graph.resolve.resolver import Resolver, ResolveReport, resolve
from techpol.graph.resolve.store import MemoryStore, ResolveStore

__all__ = [
    "MemoryStore",
    "ResolveReport",
    "ResolveStore",
    "Resolver",
    "clusters",
    "resolve",
]
