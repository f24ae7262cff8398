"""Role nouns that stand together, and what they join."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from spacy.tokens import Doc, Token

from techpol.loaders.articles.english.mentions import Reference
from techpol.loaders.articles.english.vocabulary import RoleSpan


@dataclass
class RoleGroup:
    """Role nouns that share a bearer or an other end: "founder and chief executive"."""

    spans: list[RoleSpan]
    objects: list[Reference] = field(default_factory=list)
    before: bool = False
    possessed: bool = False
    bearers: list[Reference] = field(default_factory=list)
    preposition: str = ""
    left: list[Reference] = field(default_factory=list)  # "a Zenda lawyer and fellow at Orbis": Zenda
    teller: RoleSpan | None = None  # the role of a list whose clause says it: it tells what is denied or hoped
    nested: bool = False  # "director of the wireless practice at Y": of Y's staff, not at its head
    one: Token | None = None  # "one" of "one of Zenda's lawyers": what the clause hangs on
    past: bool = False  # told as over by the clause: "served as chairman of A and director of B"
    matter_end: int = 0  # the token after "of human resources" in "Zenda's head of human resources, X"; else 0

    @property
    def start(self) -> int:
        """Return the first token of the first role."""
        return self.spans[0].start

    @property
    def is_mixed(self) -> bool:
        """Say whether the roles say different things: of "aides and donors, including X" X is one of either."""
        relations = {tuple(sorted({role.relation for role in span.roles})) for span in self.spans}
        return len(relations) > 1

    @property
    def end(self) -> int:
        """Return the token after the last."""
        return self.spans[-1].end


def trigger_of(doc: Doc, group: RoleGroup, span: RoleSpan) -> Token:
    """Return the word by which a role is told: its own, else that of the role that begins its list."""
    if group.one is not None:
        return group.one
    head = head_of(doc, group.teller or span)
    for _ in group.spans:  # "is not chairman and founder of A": what is denied is both
        if head.dep_ != "conj" or not group.start <= head.head.i < group.end:
            break
        head = head.head
    return head


def set_off(doc: Doc, group: RoleGroup) -> list[RoleSpan]:
    """Return the roles that a comma sets off from the one before, not one of a list: "his rival, Senator X"."""
    apart: list[RoleSpan] = []
    for before, span in reversed(list(pairwise(group.spans))):
        gap = [token.lower_ for token in doc[before.end : span.start]]
        if "and" in gap or "&" in gap:
            break  # "his lawyer, adviser and friend": all of what stands before is of one list
        if "," in gap:
            apart.append(span)
    return apart


def head_of(doc: Doc, span: RoleSpan) -> Token:
    """Return the noun that a role hangs by: "chief" of "chief of staff", else the last word."""
    inner = doc[span.start : span.end]
    return inner.root if any(token.lower_ == "of" for token in inner) else doc[span.end - 1]


def hinge_of(doc: Doc, group: RoleGroup) -> Token:
    """Return the word by which a group hangs in its clause: its last noun, "one" in "one of Zenda's lawyers"."""
    return group.one if group.one is not None else head_of(doc, group.spans[-1])


def one_of(doc: Doc, group: RoleGroup) -> Token | None:
    """Return "one" of "one of Zenda's lawyers", "one of the two founders of Zenda"; None where nobody is picked."""
    if doc[group.end - 1].tag_ not in ("NNS", "NNPS"):
        return None
    i = group.start - 1
    while i > 0 and group.start - i < 9:
        if doc[i].lower_ == "of":
            return doc[i - 1] if doc[i - 1].lower_ == "one" else None
        if doc[i].text in (",", ";", "(", '"') or doc[i].pos_ in ("VERB", "AUX", "ADP"):
            return None
        i -= 1
    return None
