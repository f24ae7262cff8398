"""The units that a sentence is cut into, and the facts that roles state."""

from __future__ import annotations

from dataclasses import dataclass, field

from techpol.loaders.articles.arabic.amounts import Amount
from techpol.loaders.articles.arabic.lexicon import Role, Trigger

# Roles that follow from words beside a role: a party's adjective, a department of a firm.
WORKING = Role(("عامل",), "WORKS_FOR", ("Organization",))
AFFILIATED = Role(("حزبي",), "AFFILIATED_WITH", ("Party",))


@dataclass(slots=True)
class Unit:
    """A piece of a sentence. ``kind``: NP, ROLE, AMT, TRIG, V, REL, COMP, SUB, NEG, AUX, PREP, PUNCT, W."""

    kind: str
    first: int
    last: int
    mentions: list[int] = field(default_factory=list)  # of the document; several where they are coordinated
    prep: str = ""  # the preposition that governs it, written on or before
    joined: bool = False  # a conjunction is written on
    triggers: list[Trigger] = field(default_factory=list)
    amount: Amount | None = None
    roles: list[Role] = field(default_factory=list)
    pronoun: str = ""  # a possessive written onto a role
    past: bool = False
    definite: bool = False
    member: bool = False  # members of a body, who may stand for it
    word: str = ""


@dataclass(frozen=True, slots=True)
class RoleFact:
    """A person (a mention), what it is, and to whom (a mention)."""

    person: int
    role: Role
    complement: int
    past: bool
    first: int
    last: int
    words: str
    modality: str = ""


@dataclass(slots=True)
class Clauses:
    """The units of a sentence and the role facts read while collapsing it."""

    sentence: int
    units: list[Unit]
    facts: list[RoleFact]
