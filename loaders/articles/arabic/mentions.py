"""A mention: a stretch of tokens that names or describes something."""

from __future__ import annotations

from dataclasses import dataclass

ORGANISATIONS = frozenset(
    ["Organization", "Company", "Committee", "Campaign", "Party", "Group", "GovernmentBody", "MediaOrganization"]
)


@dataclass(slots=True)
class Mention:
    """A stretch of tokens that names or describes something.

    ``first``..``last`` cover head noun and modifiers; ``name_first``..``name_last`` the words of the name.
    ``clitic`` is what is written onto the first token (conjunction, preposition).
    """

    first: int
    last: int
    name_first: int
    name_last: int
    clitic: str
    type: str
    kind: str = "name"  # name, nominal, pronoun
    head: str = ""
    entity: int = -1
    owner: int = -1  # index of the entity whose campaign, company ... it is
    label: str = ""  # canonical name where the words are not the name ("الجمهوري": الحزب الجمهوري)

    @property
    def prep(self) -> str:
        """Return the preposition written onto it."""
        return self.clitic[-1] if self.clitic and self.clitic[-1] in "بلك" else ""

    @property
    def joined(self) -> bool:
        """Say whether a conjunction is written onto it."""
        return self.clitic[:1] in ("و", "ف")
