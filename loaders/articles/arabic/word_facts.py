"""What the grammar says of a word whatever stands around it: worked out when a word is first met, then looked up."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from techpol.loaders.articles.arabic.words import clitic_forms, is_definite, without_article

if TYPE_CHECKING:
    from techpol.loaders.articles.arabic.lexicon import Lexicon, Role

T = TypeVar("T")

_MOST_KNOWN = 1 << 16  # words that a memo keeps before it starts anew
_POSSESSIVES = ("هما", "هم", "ها", "ه")
_VERB_SETS = ("giving", "getting", "saying", "holding", "planned", "denied_verbs")
_STOP_SETS = ("complementizers", "prepositions", "saying", "subordinators", "auxiliaries")
# What the words that open or join a phrase are to its sentence, in the order in which they are tried.
_OPENERS = (
    ("by_agent", "PREP"),
    ("lists", "LIST"),
    ("prepositions", "PREP"),
    ("complementizers", "COMP"),
    ("relatives", "REL"),
)


class Memo(dict[str, T]):
    """What a function gives for each word, worked out when the word is first asked about."""

    def __init__(self, work: Callable[[str], T]) -> None:
        super().__init__()
        self.work = work

    def __missing__(self, word: str) -> T:
        found = self.work(word)
        if len(self) >= _MOST_KNOWN:
            self.clear()
        self[word] = found
        return found


class WordFacts:
    """The memos of one lexicon, which changes no more once words are looked up here."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        sets = lexicon.sets
        self.stops = frozenset().union(*(sets.get(name, frozenset()) for name in _STOP_SETS))
        self.plain_verbs = frozenset().union(*(sets.get(name, frozenset()) for name in _VERB_SETS))
        self.light_or_said = sets["saying"] | sets["giving"] | sets["getting"]
        self.is_role = Memo(self._is_role)
        self.is_verb = Memo(self._is_verb)
        self.calls_as_verb = Memo(self._calls_as_verb)
        self.may_call = Memo(self._may_call)
        self.may_own = Memo(self._may_own)
        self.may_head = Memo(self._may_head)
        self.adjective = Memo(self._adjective)
        self.probes = Memo(self._probes)
        self.openers = Memo(self._openers)
        self.role_stems = Memo(self._role_stems)
        self.body_roles = Memo(self._body_roles)

    def _is_role(self, word: str) -> bool:
        """Say whether a word can be a role noun, with or without what is written onto it."""
        return any(without_article(base) in self.lexicon.roles for _, base in clitic_forms(word))

    def _is_verb(self, word: str) -> bool:
        """Say whether a word, as it stands, has the form of a verb that the grammar knows."""
        found = self.lexicon.triggers.get(word, ())
        return word in self.plain_verbs or any(trigger.kind == "verb" for trigger in found)

    def _calls_as_verb(self, word: str) -> bool:
        """Say whether a word, perhaps after a conjunction, has the form of a verb that calls a frame."""
        return any(
            trigger.kind == "verb"
            for clitic, base in clitic_forms(word)
            if clitic in ("", "و", "ف")
            for trigger in self.lexicon.triggers.get(base, ())
        )

    def _may_call(self, word: str) -> bool:
        """Say whether any way to take a word apart leaves the form of a trigger."""
        return any(base in self.lexicon.triggers for _, base in clitic_forms(word))

    def _may_own(self, word: str) -> bool:
        """Say whether a word may open a possessed body, a campaign or a bid: "شركته", "حملة", "للرئاسة"."""
        owned, bids = self.lexicon.owned, self.lexicon.sets["bids"]
        return any(
            base in owned
            or base in bids
            or base in ("انتخابات", "الانتخابات")
            or (clitic.endswith("ل") and base in ("الرياسه", "البيت", "رياسه"))
            or any(base.endswith(ending) and base[: -len(ending)] in owned for ending in _POSSESSIVES)
            for clitic, base in clitic_forms(word)
        )

    def _may_head(self, word: str) -> bool:
        """Say whether a word may be the first of a head noun, with or without its article."""
        rows = self.lexicon.heads.rows
        return any(base in rows or (base.startswith("ال") and base[2:] in rows) for _, base in clitic_forms(word))

    def _adjective(self, word: str) -> tuple[str, str, str] | None:
        """Return (clitic, type, name) of the party or the country whose adjective a word is."""
        for clitic, base in clitic_forms(word):
            stem = without_article(base)
            party = self.lexicon.party_adjectives.get(stem)
            if party is not None and (is_definite(base) or clitic == ""):
                return clitic, "Party", party
            country = self.lexicon.nationalities.get(stem)
            if country is not None and is_definite(base):
                return clitic, "Place", country
        return None

    def _probes(self, word: str) -> bool:
        """Say whether a word is one for an inquiry, whatever is written onto its front."""
        return any(without_article(base) in self.lexicon.sets["probes"] for _, base in clitic_forms(word))

    def _openers(self, word: str) -> tuple[tuple[str, str, str, str], ...]:
        """Return (set, kind, conjunction, base) of the phrases that a word may open, in the order to be tried."""
        return tuple(
            (name, kind, clitic, base)
            for name, kind in _OPENERS
            for clitic, base in clitic_forms(word)
            if clitic in ("", "و", "ف") and base in self.lexicon.phrases[name].rows
        )

    def _role_stems(self, word: str) -> tuple[tuple[str, str, str], ...]:
        """Return (clitic, stem, pronoun) of the ways to take a word apart that leave the first word of a role."""
        found = []
        for clitic, base in clitic_forms(word):
            for pronoun in ("", "هما", "ها", "ه", "هم"):
                stem = base[: -len(pronoun)] if pronoun and base.endswith(pronoun) else base
                if pronoun and (stem == base or len(stem) < 3):
                    continue
                if any(variant in self.lexicon.roles for variant in role_variants(stem, pronoun)):
                    found.append((clitic, stem, pronoun))
        return tuple(found)

    def _body_roles(self, word: str) -> tuple[tuple[Role, list[str]], ...]:
        """Return the roles that a word may begin, itself no head of a body, each with the bare words behind it."""
        found = []
        for _, base in clitic_forms(word):
            stem = without_article(base)
            if stem in self.lexicon.heads.rows:
                continue  # "مؤسسة"
            for variant in (stem, stem.removesuffix("ه")):
                for role in self.lexicon.roles.get(variant, ()):
                    found.append((role, [other.removesuffix("ه") for other in role.words[1:]]))
        return tuple(found)


def role_variants(base: str, pronoun: str) -> list[str]:
    """Return the forms under which a word may be listed as a role: itself without article, then without endings."""
    stem = without_article(base)
    variants = [stem]
    if stem.endswith("ه"):
        variants.append(stem[:-1])
    if stem.endswith("ت") and pronoun:
        variants.append(stem[:-1])
    if stem.endswith(("ين", "ون")) and len(stem) > 5:
        variants.append(stem[:-2])
    if is_accusative(base):
        variants.append(stem[:-1])
    return variants


def is_accusative(base: str) -> bool:
    """Say whether a word without article may end in the alef of the accusative: "رئيسا"."""
    stem = without_article(base)
    return stem.endswith("ا") and len(stem) > 3 and not base.startswith("ال")
