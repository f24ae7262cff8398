"""What a rule proposes before it is made a claim."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from techpol.loaders.articles.english.details import Amount
from techpol.loaders.articles.english.mentions import Reference


@dataclass
class Candidate:
    """A relation between two mentions, the word that says so, and the rule that read it."""

    paragraph: int
    subject: Reference
    relation: str
    object: Reference
    trigger: Token
    rule: str
    past: bool = False
    modality: str = ""  # forced by the frame
    role: str | None = None
    amount_at: Token | None = None  # the verb that lends a noun its sum and its date
    confidence: float = 0.9
    amount: Amount | None = None  # the sum that stands with a name in a list
    when: str | None = None  # the words with the date of one gift of a list; "" where only the others have one
    part: bool = False  # one of the gifts that make up a sum
    stated: bool = False  # a role noun: what governs the clause does not touch it
