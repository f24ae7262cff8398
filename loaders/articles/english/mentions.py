"""What a document speaks of and where: entities, and the mentions that stand for them."""

from __future__ import annotations

from dataclasses import dataclass, field

from techpol.loaders.articles.english.settling import ORGANISATIONS, settled
from techpol.loaders.articles.english.votes import Votes
from techpol.schema.text import fold

_WEAK = 1.2


@dataclass(eq=False)
class Entity:
    """What a document speaks of by one name or more, or by a description."""

    type: str
    name: str
    mentions: list[Reference] = field(default_factory=list)
    gender: str = ""
    properties: dict[str, str] = field(default_factory=dict)
    owner: Entity | None = None
    named: bool = True
    votes: Votes = field(default_factory=Votes)
    aliases: list[str] = field(default_factory=list)  # whole names that the text gives in part
    kin: bool = False  # named as somebody's son, wife or brother: not whom a bare last name means

    @property
    def key(self) -> str:
        """Return the key of the referent: the type and the folded name."""
        return f"{self.type}:{fold(self.name)}"

    @property
    def is_weak(self) -> bool:
        """Say whether nothing but a capital letter speaks for the name."""
        return self.named and max(settled(self.votes).values(), default=0.0) < _WEAK

    @property
    def is_plain(self) -> bool:
        """Say whether this is an organisation of no kind that the text tells: it may be a company."""
        return self.type == "Organization" and self.named and self.votes["Organization"] < 4

    @property
    def is_organisation(self) -> bool:
        """Say whether this is an organisation of any kind."""
        return self.type in ORGANISATIONS


@dataclass(eq=False)
class Reference:
    """A mention: tokens ``start`` to ``end`` of a paragraph stand for an entity."""

    paragraph: int
    start: int
    end: int
    entity: Entity
    kind: str = "name"
    metonym: bool = False
