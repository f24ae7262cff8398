"""Who is who: which referents of different sources are one entity, by rules that can be shown and undone.

``resolve`` judges referents and writes judgements; ``clusters`` says what follows from judgements; ``explain`` shows
how a verdict came about; ``iter_unsure`` gives what a person should look at, what matters most first.
"""

from techpol.graph.resolve.clusters import clusters
from techpol.graph.resolve.explain import Explanation, explain, table_rows, waterfall_lines
from techpol.graph.resolve.resolver import Resolver, ResolveReport, resolve
from techpol.graph.resolve.review import OpenPair, Side, decide, export_csv, import_csv, iter_unsure, make_sides
from techpol.graph.resolve.store import MemoryStore, ResolveStore

__all__ = [
    "Explanation",
    "MemoryStore",
    "OpenPair",
    "ResolveReport",
    "ResolveStore",
    "Resolver",
    "Side",
    "clusters",
    "decide",
    "explain",
    "export_csv",
    "import_csv",
    "iter_unsure",
    "make_sides",
    "resolve",
    "table_rows",
    "waterfall_lines",
]
