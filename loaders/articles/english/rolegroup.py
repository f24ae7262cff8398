"""Role nouns that stand together, and what they join."""

from __future__ import annotations

from dataclasses import dataclass, field

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
    nested: bool = False  # "director of the wireless practice at Y": of Y's staff, not at its head

    @property
    def start(self) -> int:
        """Return the first token of the first role."""
        return self.spans[0].start

    @property
    def end(self) -> int:
        """Return the token after the last."""
        return self.spans[-1].end


def head_of(doc: Doc, span: RoleSpan) -> Token:
    """Return the noun that a role hangs by: "chief" of "chief of staff", else the last word."""
    inner = doc[span.start : span.end]
    return inner.root if any(token.lower_ == "of" for token in inner) else doc[span.end - 1]
