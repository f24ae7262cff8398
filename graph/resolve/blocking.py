"""Which referents are worth comparing: those that meet under a key, in blocks that never grow past a bound.

Each referent has a few **wide** keys (how its name sounds) and **narrow** ones (the whole name; the whole name in one
state or city). A wide block that holds too many is passed over, its members meet under the narrow keys. So the work
is at most the number of referents times the keys of one times the bound: linear.
"""

from __future__ import annotations

from collections.abc import Iterator

from techpol.graph.resolve.profile import Profile
from techpol.graph.resolve.store import ResolveStore
from techpol.schema.names import PERSON, name_keys
from techpol.schema.names.forms import ParsedName
from techpol.schema.text import fold

MAX_BLOCK = 80
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
    where = sorted(fold(f"{key}:{value}") for key, value in profile.properties if key in ("state", "city", "zip"))
    for name in profile.names[:_PLAIN_NAMES]:
        keys |= {f"{family}:{key}" for key in name_keys(name.original, profile.kind)}
        whole = _whole(name)
        keys.add(f"{family}={whole}")
        keys |= {f"{family}={whole}@{place}" for place in where}
    return keys


def candidates(store: ResolveStore, keys: set[str]) -> Iterator[str]:
    """Yield the referents that share a block with these keys, wide blocks that are too full left out.

    May yield one more than once, and the referent itself.
    """
    for key in sorted(keys):
        found = store.find_by_key(key, MAX_BLOCK + 1)
        if len(found) <= MAX_BLOCK:
            yield from found
