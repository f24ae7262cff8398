"""Which referents are worth comparing: those that meet under a key, in blocks that never grow past a bound.

Each referent has a few **wide** keys (how its name sounds) and **narrow** ones (the whole name; the whole name in one
state or city). In a block that holds too many, everybody meets a few of the oldest only. So the work
is at most the number of referents times the keys of one times the bound: linear.
"""

from __future__ import annotations

from collections.abc import Iterator

from techpol.graph.resolve.profile import Profile
from techpol.graph.resolve.store import ResolveStore
from techpol.schema.names import PERSON, name_keys
from techpol.schema.names.forms import ParsedName
from techpol.schema.names.keys import frames
from techpol.schema.text import fold

MAX_BLOCK = 20
# Of a block that is too full, whoever comes meets so many of its oldest: a name that a thousand articles give is one
# entity by way of them.
OLDEST = 6
_PLAIN_NAMES = 4


def _family(profile: Profile) -> str:
    """Return which kinds of thing may meet at all."""
    return "p" if profile.kind == PERSON else "o"


def _whole(name: ParsedName) -> str:
    return " ".join(sorted(name.words))


def block_keys(profile: Profile, owner: Profile | None = None) -> set[str]:
    """Return all keys of a referent."""
    keys = {f"i:{scheme}:{value}" for scheme, value in profile.identifiers}
    if profile.type in ("Campaign", "Candidacy") and owner is not None:
        # "His campaign" and "Doe for President" meet by whose they are; what they are called adds only namesakes.
        return keys | {f"c:{key}" for key in block_keys(owner) if key.startswith(("p:", "p=", "o:", "o="))}
    if not profile.proper:
        return keys
    family = _family(profile)
    cities = profile.values("city")
    where = sorted(fold(f"{key}:{value}") for key, value in profile.properties if key in ("state", "city", "zip"))
    for name in profile.names[:_PLAIN_NAMES]:
        wide = {f"{family}:{key}" for key in name_keys(name.original, profile.kind)}
        keys |= wide
        if profile.kind == PERSON:
            # Where a family name is common its bearers in one city still meet.
            keys |= {f"{key}@{city}" for key in wide if key.startswith("p:p:") for city in cities}
        if profile.kind == PERSON and profile.source_kind == "article" and len(name.words) > 0:
            # Within its article a word of a name meets those whom the article gives in full.
            for word in {name.words[0], name.words[-1]}:
                keys |= {f"f:{profile.source}:{frame}" for frame in frames(word)}
        whole = _whole(name)
        keys.add(f"{family}={whole}")
        keys |= {f"{family}={whole}@{place}" for place in where}
    return keys


def candidates(store: ResolveStore, keys: set[str]) -> Iterator[str]:
    """Yield the referents that share a block with these keys; of a block that is too full its oldest.

    May yield one more than once, and the referent itself.
    """
    for key in sorted(keys):
        found = store.find_by_key(key, MAX_BLOCK + 1)
        yield from found if len(found) <= MAX_BLOCK else found[:OLDEST]
