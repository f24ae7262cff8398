"""How many independent sources stand behind an edge, and how sure it is.

One publisher counts once, and so does one text: papers that print one wire story count once, and a paper that says
it has it from another that is here too tells that one's story. Five papers that asked for themselves are five.

A paper may print the wire's story and another of its own: then the paper counts by its own, and the wire by whoever
else prints it. So support is the largest number of sources of which no two share a publisher or a text (a maximum
matching of publishers and texts). To join whatever shares either would count that wire and that paper as one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from urllib.parse import urlsplit

from techpol.graph.build.events import Said
from techpol.graph.copies import quotes_alike, texts_alike
from techpol.schema.text import fold

_LOOKED_UP = 16  # hashes of a sketch by which texts meet
_SUREST = 0.9999  # of what articles say, however many


class _Texts:
    """Which sources tell one text, and why."""

    def __init__(self, sources: Iterable[str]) -> None:
        self._parent = {source: source for source in sources}
        self.decisions: list[tuple[tuple[str, ...], str]] = []

    def root(self, source: str) -> str:
        """Return the source that stands for the text of this one."""
        while self._parent[source] != source:
            source = self._parent[source]
        return source

    def join(self, one: str, other: str, reason: str) -> None:
        """Let two sources tell one text."""
        roots = sorted((self.root(one), self.root(other)))
        if roots[0] != roots[1]:
            self._parent[roots[1]] = roots[0]
            self.decisions.append((tuple(sorted((one, other))), reason))


def independent(
    said: Sequence[Said], read_sketch: Callable[[str, str], tuple[int, ...]]
) -> tuple[list[list[str]], list[tuple[tuple[str, ...], str]]]:
    """Return the groups of sources that count as one each, and the decisions (sources, reason) that joined some.

    ``read_sketch`` gives the sketch of a source's text by id and version.
    """
    first = {item.claim.source: item for item in sorted(said, key=lambda item: (item.claim.source, item.id))}
    texts = _Texts(first)
    by_publisher: dict[str, str] = {}
    publisher_of: dict[str, str] = {}
    decisions: list[tuple[tuple[str, ...], str]] = []
    for source, item in first.items():
        publisher = publisher_key(item)
        publisher_of[source] = source if publisher is None else publisher
        if publisher is not None:
            if publisher in by_publisher:
                pair = tuple(sorted((by_publisher[publisher], source)))
                decisions.append((pair, f"one publisher: {item.publisher or publisher}"))
            by_publisher.setdefault(publisher, source)
    _join_attributed(said, by_publisher, texts.join)
    _join_copies(said, first, texts.root, texts.join, read_sketch)
    groups = _matched({source: (publisher_of[source], texts.root(source)) for source in first})
    return groups, decisions + texts.decisions


def _matched(sources: dict[str, tuple[str, str]]) -> list[list[str]]:
    """Return groups of sources, as many as publishers can be matched with texts; ``sources`` gives both of each."""
    told: dict[str, list[str]] = {}
    for publisher, text in sources.values():
        if text not in told.setdefault(publisher, []):
            told[publisher].append(text)
    holder: dict[str, str] = {}  # text: the publisher that counts by it
    counted: dict[str, str] = {}  # and the other way round
    for publisher in told:
        # A path of exchanges from this publisher to a text that nobody counts by yet.
        came: dict[str, str] = {}
        queue = [publisher]
        for giver in queue:
            for text in told[giver]:
                if text in came:
                    continue
                came[text] = giver
                if text in holder:
                    queue.append(holder[text])
                    continue
                free: str | None = text
                while free is not None:
                    taker = came[free]
                    holder[free], counted[taker], free = taker, free, counted.get(taker)
                queue.clear()
                break
    groups: dict[str, list[str]] = {}
    for source, (publisher, text) in sources.items():
        # Of a source's publisher and text one at least is matched, or both could be.
        groups.setdefault(publisher if publisher in counted else holder[text], []).append(source)
    return sorted(groups.values())


def publisher_key(item: Said) -> str | None:
    """Return what tells a publisher from others: its name, else the host of the URL; None if neither is known."""
    if item.publisher is not None and fold(item.publisher) != "":
        return fold(item.publisher)
    host = None if item.url is None else urlsplit(item.url).hostname
    return None if host is None else host.removeprefix("www.")


def _join_attributed(
    said: Sequence[Said], by_publisher: dict[str, str], join: Callable[[str, str, str], None]
) -> None:
    """Join who names another publisher that is here as where it has it from."""
    for item in sorted(said, key=lambda item: item.id):
        told = f" {fold(item.claim.attribution or '')} "
        for publisher, source in by_publisher.items():
            if len(publisher) > 3 and f" {publisher} " in told:
                join(source, item.claim.source, f"it has it from {item.claim.attribution}")


def _join_copies(
    said: Sequence[Said], first: dict[str, Said], root: Callable[[str], str],
    join: Callable[[str, str, str], None], read_sketch: Callable[[str, str], tuple[int, ...]],
) -> None:  # fmt: skip
    """Join printings of one text: those that share hashes are compared, the rest are not."""
    if len({root(source) for source in first}) < 2:
        return
    sketches = {source: read_sketch(source, item.claim.version) for source, item in first.items()}
    holders: dict[int, list[str]] = {}
    for source, hashes in sketches.items():
        # Two texts that share most of their runs share some of the very smallest.
        for value in hashes[:_LOOKED_UP]:
            holders.setdefault(value, []).append(source)
    shared: set[tuple[str, str]] = set()
    for sources in holders.values():
        # A run of words that very many texts share is a boilerplate; and chains join its holders anyway.
        for position, one in enumerate(sources[:50]):
            for other in sources[position + 1 : position + 9]:
                shared.add((one, other))
    for one, other in sorted(shared):
        if root(one) != root(other) and texts_alike(sketches[one], sketches[other]):
            join(one, other, "printings of one text")
    quotes = [(item.claim.source, quote) for item in sorted(said, key=lambda item: item.id) for quote in item.quotes]
    for position, (one, quote) in enumerate(quotes[:200]):
        for other, second in quotes[position + 1 : 200]:
            if root(one) != root(other) and quotes_alike(quote, second):
                join(one, other, "the same words")


def confidence(said: Sequence[Said], groups: Sequence[Sequence[str]]) -> float:
    """Return how sure an edge is, in [0, 1]: sources that count once add nothing to each other."""
    best: dict[str, float] = {}
    for item in said:
        best[item.claim.source] = max(best.get(item.claim.source, 0.0), item.claim.confidence)
    doubt = 1.0
    for value in sorted(max(best[source] for source in group) for group in groups):
        doubt *= 1 - min(max(value, 0.0), 1.0)
    return 1.0 if doubt == 0 else min(_SUREST, round(1 - doubt, 4))  # certain is only what a record is
