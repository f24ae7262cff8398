"""Committees without a name of their own: "Zenda's PAC", "the senator's leadership PAC", "his super PAC"."""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Token

from techpol.loaders.articles.english.entities import EntityIndex
from techpol.loaders.articles.english.mentions import Reference

_OWNERS = frozenset(["Person", "Company", "Organization", "MediaOrganization"])
_KINDS = frozenset(
    ["super", "political", "action", "leadership", "corporate", "federal", "state", "hybrid", "inaugural", "-"]
)


def owned_committee(
    index: EntityIndex, number: int, noun: Token, resolve: Callable[[Token], list[Reference]]
) -> list[Reference]:
    """Return the committee that "X's PAC", "the X PAC" stands for; none where it is not told whose it is.

    ``resolve`` says whom the token of an owner stands for.
    """
    doc = noun.doc
    word = noun.lower_
    before = doc[max(0, noun.i - 2) : noun.i].text.lower()
    inaugural = word == "committee" and before.endswith("inaugural")
    if (
        word not in ("pac", "superpac")
        and not (word == "committee" and before == "political action")
        and not inaugural
    ):
        return []
    owner = next((child for child in noun.children if child.dep_ == "poss"), None)
    if owner is None or owner.i > noun.i:
        return []
    kinds = [doc[i].text for i in range(owner.i + 1, noun.i) if doc[i].tag_ != "POS"]
    if any(kind.lower() not in _KINDS for kind in kinds):
        return []
    if owner.lower_ == "whose":
        clause = next((t for t in noun.ancestors if t.dep_ == "relcl"), None)
        owner = clause.head if clause is not None else owner
    found = [r for r in resolve(owner) if r.entity.type in _OWNERS and r.entity.named]
    if len(found) != 1 and inaugural:  # "the president's inaugural committee": there is one at a time
        entity = index.described("Committee", "inaugural committee")
        return [index.add_reference(Reference(number, noun.i - 1, noun.i + 1, entity, "nominal"))]
    if len(found) != 1:
        return []
    entity = index.described("Committee", " ".join([f"{found[0].entity.name}'s", *kinds, noun.text]))
    entity.owner = found[0].entity
    first = noun.i - len(kinds) if owner.i > noun.i or owner.i < noun.i - len(kinds) - 2 else owner.left_edge.i
    reference = index.at(number, owner.i)
    if reference is not None and first == owner.left_edge.i:
        first = reference.start
    return [index.add_reference(Reference(number, first, noun.i + 1, entity, "nominal"))]
