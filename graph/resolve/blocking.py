"""Which referents are worth comparing: those that meet under a key, the likeliest few of them.

A referent has a few **chains** of keys, each from wide to narrow: how the name sounds; that in one state; that in one
city. Whoever looks for candidates goes down a chain until a block is small enough, so that a common name costs no
more than a rare one, and takes of all whom it meets the few that it shares the most keys with. So the work is at most
the number of referents times a bound: linear.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from techpol.graph.resolve.profile import Profile
from techpol.graph.resolve.store import ResolveStore
from techpol.schema.names import PERSON, name_keys
from techpol.schema.names.forms import ParsedName
from techpol.schema.names.keys import frames

MAX_BLOCK = 20
# Of a block that is too full at the end of a chain, whoever comes meets so many of its oldest: a name that a thousand
# articles give is one entity by way of them.
OLDEST = 6
# Whom a referent shares the most keys with: so many are compared.
MOST = 32
_PLAIN_NAMES = 4
_MOST_PLACES = 3

Chain = tuple[str, ...]


def _family(profile: Profile) -> str:
    """Return which kinds of thing may meet at all."""
    return "p" if profile.kind == PERSON else "o"


def _whole(name: ParsedName) -> str:
    return " ".join(sorted(name.words))


def _places(profile: Profile) -> list[tuple[str, ...]]:
    """Return where a referent is, each from wide to narrow: its state, its city in it, its zip code."""
    states = sorted(profile.values("state")) or [""]
    cities, zips = sorted(profile.values("city")), sorted(profile.values("zip"))
    found = []
    for number, state in enumerate(states[:_MOST_PLACES]):
        narrow = [f"@{state}"] if state != "" else []
        city = cities[min(number, len(cities) - 1)] if len(cities) > 0 else ""
        narrow += [f"@{state}/{city}"] if city != "" else []
        narrow += [f"@{zips[min(number, len(zips) - 1)]}"] if len(zips) > 0 else []
        if len(narrow) > 0:
            found.append(tuple(narrow))
    return found


def block_chains(profile: Profile, owner: Profile | None = None) -> set[Chain]:
    """Return the chains of keys of a referent."""
    chains: set[Chain] = {(f"i:{scheme}:{value}",) for scheme, value in profile.identifiers}
    if profile.type in ("Campaign", "Candidacy") and owner is not None:
        # "His campaign" and "Doe for President" meet by whose they are; what they are called adds only namesakes.
        return chains | {
            tuple(f"c:{key}" for key in chain)
            for chain in block_chains(owner)
            if chain[0].startswith(("p:", "p=", "o:", "o="))
        }
    if not profile.proper:
        return chains
    family = _family(profile)
    places = _places(profile)
    for name in profile.names[:_PLAIN_NAMES]:
        wide = {f"{family}:{key}" for key in name_keys(name.original, profile.kind)}
        wide.add(f"{family}={_whole(name)}")
        if profile.kind == PERSON and profile.source_kind == "article" and len(name.words) > 0:
            # Within its article a word of a name meets those whom the article gives in full.
            for word in {name.words[0], name.words[-1]}:
                chains |= {(f"f:{profile.source}:{frame}",) for frame in frames(word)}
        for key in wide:
            if len(places) == 0:
                chains.add((key,))
            chains |= {(key, *(f"{key}{narrow}" for narrow in place)) for place in places}
    return chains


def keys_of(chains: Iterable[Chain]) -> set[str]:
    """Return all keys of chains: what the index holds of a referent."""
    return {key for chain in chains for key in chain}


def candidates(store: ResolveStore, chains: Iterable[Chain], but: str) -> list[str]:
    """Return the referents that share the most blocks with these chains, but for one of them; in order."""
    weights: Counter[str] = Counter()
    sure: set[str] = set()
    for chain in sorted(chains):
        for depth, key in enumerate(chain):
            found = store.find_by_key(key, MAX_BLOCK + 1)
            if len(found) <= MAX_BLOCK or depth == len(chain) - 1:
                break
        if len(found) > MAX_BLOCK:
            found = found[:OLDEST]
        if key.startswith(("i:", "f:")):
            sure.update(found)
        for referent in found:
            # The narrower the block they meet in, the more it says; a whole name says more than its sound.
            weights[referent] += 1 + depth + (key[1:2] == "=")
    del weights[but]
    likeliest = sorted(weights, key=lambda referent: (referent not in sure, -weights[referent]))
    return sorted(likeliest[: max(MOST, len(sure))])
