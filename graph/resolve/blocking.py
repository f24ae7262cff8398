"""Which referents are worth comparing: those that meet under a key, the likeliest few of them.

A referent has a few **chains** of keys, each from wide to narrow: how the name sounds; that in one state; that in one
city. Whoever looks for candidates goes down a chain until a block is small enough, so that a common name costs no
more than a rare one, and takes of all whom it meets the few that it shares the most keys with and whose names look
most like its own. So the work is at most the number of referents times a bound: linear.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest

from rapidfuzz import fuzz

from techpol.graph.resolve.profile import Profile
from techpol.graph.resolve.store import ResolveStore
from techpol.schema.names import PERSON, name_keys
from techpol.schema.names.forms import ParsedName
from techpol.schema.names.keys import frames

MAX_BLOCK = 20
# Of a block that is too full at the end of a chain, so many of its oldest are looked at: a name that a thousand
# articles give is one entity by way of them.
OLDEST = 100
# Whom a referent shares the most keys with and whose name looks most like its own: so many are compared.
MOST = 12
MOST_OF_OTHER_SCRIPT = 8  # of names in the other script, whose letters say nothing before they are compared
_PLAIN_NAMES = 4
_MOST_PLACES = 3
_WORD = re.compile(r"\w+")
_ARABIC = re.compile(r"[ء-ۓ]")

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


@dataclass(frozen=True, slots=True)
class Sought:
    """For whom candidates are looked for: the chains of keys, and the names where likeness of names says anything.

    Only those that came ``before`` a number are looked at, everybody where it is None. Whoever comes later looks for
    himself; so whom a referent meets stays what it was, however many come after it.
    """

    chains: frozenset[Chain]
    names: tuple[str, ...]
    before: int | None = None


def candidates(store: ResolveStore, wanted: Mapping[str, Sought]) -> dict[str, list[str]]:
    """Return, of each of some referents, those that it shares the most blocks with and is most like; in order.

    The index is asked once for all of them, and of whoever shares a block only the name is read.
    """
    # A block is read from its oldest on, so that what came before a referent is its beginning.
    blocks = store.find_blocks({key for sought in wanted.values() for key in keys_of(sought.chains)}, MAX_BLOCK + 1)
    last = {chain[-1] for sought in wanted.values() for chain in sought.chains}
    full = {key for key in last if len(blocks.get(key, ())) > MAX_BLOCK}
    blocks.update(store.find_blocks(full, OLDEST))
    met = {referent: _met(blocks, sought) for referent, sought in wanted.items()}
    named = store.get_names({handle for weights, _ in met.values() for handle in weights})
    found = {}
    for referent, (weights, sure) in met.items():
        known = {handle: weight for handle, weight in weights.items() if handle in named}
        likeliest = {named[handle][0] for handle in _likeliest(known, named, wanted[referent].names)}
        likeliest |= {named[handle][0] for handle in sure if handle in named}
        found[referent] = sorted(likeliest - {referent})
    return found


def _met(blocks: Mapping[str, Sequence[int]], wanted: Sought) -> tuple[Counter[int], set[int]]:
    """Return who shares blocks, each with their weight, and those whom an identifier or an article ties."""
    weights: Counter[int] = Counter()
    sure: set[int] = set()
    for chain in wanted.chains:
        for depth, key in enumerate(chain):
            found = blocks.get(key, ())
            if wanted.before is not None:
                found = found[: bisect_left(found, wanted.before)]
            if len(found) <= MAX_BLOCK or depth == len(chain) - 1:
                break
        if key.startswith(("i:", "f:")):
            sure.update(found if len(found) <= MAX_BLOCK else found[:MOST])
        for handle in found:
            # The narrower the block they meet in, the more it says; a whole name says more than its sound.
            weights[handle] += 1 + depth + (key[1:2] == "=")
    return weights, sure


def _likeliest(
    weights: Mapping[int, int], named: Mapping[int, tuple[str, str]], names: Iterable[str]
) -> Iterator[int]:
    """Yield the likeliest few of each script: likeness of letters says something within a script only."""
    own: dict[bool, list[str]] = {}
    for name in names:
        own.setdefault(_is_arabic(name), []).append(_in_order(name))
    ranked: dict[bool, list[tuple[float, int]]] = {True: [], False: []}
    for handle, weight in weights.items():
        name = named[handle][1]
        mine = own.get(_is_arabic(name))
        if mine is None:
            ranked[False].append((-weight, handle))
        else:
            other = _in_order(name)
            ranked[True].append((-weight * max(fuzz.ratio(form, other) for form in mine), handle))
    for same, most in ((True, MOST), (False, MOST_OF_OTHER_SCRIPT)):
        # Of those that are as likely the oldest; one more, since whoever looks is most like itself.
        for _, handle in nsmallest(most + 1, ranked[same]):
            yield handle


def _is_arabic(name: str) -> bool:
    return _ARABIC.search(name) is not None


def _in_order(name: str) -> str:
    """Return the words of a name in alphabetical order, so that "LAST, FIRST" is like "First Last"."""
    return " ".join(sorted(_WORD.findall(name)))
