"""What is said of people alone, or of parties: who is born or serves as chairman, whose MP one is."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from techpol.loaders.articles.english.vocabulary import RoleSpan, Vocabulary

_BORN = frozenset("born b. née nee".split())
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d\Z")
_MONTHS = frozenset(
    "january february march april may june july august september october november december jan feb aug sept oct nov "
    "dec".split()
)
# Verbs of which people alone are the subjects, in the active and in the passive.
_LIVING = frozenset("graduate marry reside die matriculate enlist retire chair attend emigrate immigrate".split())
_BE = frozenset("is was are were has had been be becomes became become remains remained".split())
_BORN_VERBS = frozenset("born educated raised married widowed knighted ordained elected sworn re-elected".split())
_SERVING = frozenset("serves served serving works worked acts acted began started joins joined rejoined".split())
_PUT = frozenset("appointed named promoted elected hired recruited nominated chosen installed elevated".split())
_SKIPPED = frozenset(
    "also currently now presently previously formerly then later first subsequently again initially once still "
    "recently already himself herself was is has had been being a an the former current past late".split()
)
_POLITICIANS = frozenset("politician politicians mp mps mep meps td tds msp msps backbencher backbenchers".split())
# Roles that firms play, too.
_FIRMS_TOO = frozenset(
    "adviser advisor consultant partner agent counsel broker banker lobbyist contractor owner publisher host analyst "
    "developer designer investor backer donor member supporter critic rival opponent ally founder creator leader "
    "representative auditor".split()
)
_LIMIT = 14  # tokens from a verb to "as chief executive"


def _is_living(verb: Token) -> bool:
    """Say whether a verb is of people alone: firms grow, but do not grow up."""
    if verb.lemma_ == "grow":
        return verb.i + 1 < len(verb.doc) and verb.nbor().lower_ == "up"
    return verb.lemma_ in _LIVING and verb.pos_ == "VERB"


def personal_signs(doc: Doc, start: int, end: int, roles: list[RoleSpan], vocabulary: Vocabulary) -> float:
    """Return how much the words after a name (tokens ``start`` to ``end``) speak for a person; 0 where none does."""
    if _has_dates(doc, end):
        return 4.0
    i = _past_brackets(doc, end)
    if i >= len(doc) or not _leads_clause(doc, start):
        return 0.0
    sentence = doc[start].sent.end
    first = i
    while i < sentence and (doc[i].lower_ in _SKIPPED or doc[i].dep_ == "neg"):
        i += 1
    if i >= sentence:
        return 0.0
    passive = any(doc[k].lower_ in _BE and doc[k].lower_ not in ("has", "had") for k in range(first, i))
    word = doc[i].lower_
    if (word in _BORN_VERBS and passive) or (_is_living(doc[i]) and not passive):
        return 2.0
    people = {span.start for span in roles if is_somebody(span, vocabulary)}
    if any(doc[k].lower_ in _BE for k in range(first, i)) and _predicate(doc, i, people, sentence):
        return 2.5
    if (word in _SERVING and not passive) or (word in _PUT and passive):
        for k in range(i + 1, min(i + _LIMIT, sentence - 1)):
            if doc[k].text in (";", "–", "—") or doc[k].lower_ in ("and", "who", "which", "but"):
                break
            if doc[k].lower_ in ("as", "to") and _predicate(doc, k + 1, people, sentence):
                return 2.5
        if word in _PUT and _predicate(doc, i + 1, people, sentence):
            return 2.5
    return 0.0


def is_somebody(span: RoleSpan, vocabulary: Vocabulary) -> bool:
    """Say whether people alone bear a role."""
    if all(role.bearer == ("Person",) or list(role.bearer) == ["Person"] for role in span.roles):
        return True
    last = span.text.split()[-1]
    return last in vocabulary.person_nouns and last not in _FIRMS_TOO


def _predicate(doc: Doc, i: int, people: set[int], end: int) -> bool:
    """Say whether a noun phrase without a name in front of it is a person's role: "an adjunct professor"."""
    for k in range(i, min(i + 6, end)):
        if k in people:
            return True
        token = doc[k]
        if token.pos_ not in ("DET", "ADJ", "ADV", "NOUN", "PROPN") and token.lower_ not in ("-", "and", "'s"):
            return False
        if token.lower_ == "and" or token.text == ",":
            return False
    return False


def _leads_clause(doc: Doc, start: int) -> bool:
    """Say whether a name opens what is said: nothing before it of which it may be a part."""
    if start == 0 or doc[start].is_sent_start:
        return True
    before = doc[start - 1]
    return before.text in (",", ";", ":", "—", "–", '"', ")", ".") or before.lower_ in (
        "and", "when", "that", "while", "as", "before", "after", "dr.", "mr.", "ms.", "mrs.", "revolution",
    )  # fmt: skip


def party_signs(doc: Doc, start: int, end: int, vocabulary: Vocabulary) -> float:
    """Return how much the words beside a name speak for a party: there are politicians and MPs of it."""
    name = doc[start:end].text
    if name in vocabulary.places or name.lower() in vocabulary.demonyms or doc[start].ent_type_ in ("GPE", "LOC"):
        return 0.0
    after = [token.lower_ for token in doc[end : end + 3]]
    if after[:1] and after[0] in _POLITICIANS or after[:2] == ["political", "party"]:
        return 4.0
    before = [token.lower_ for token in doc[max(0, start - 3) : start]]
    the = before[-1:] == ["the"]
    if the:
        before.pop()
    told = before[-1:] and before[-1] in ("of", "for", "from", "with", "representing")
    if told and before[-2:-1] and before[-2] in _POLITICIANS and (the or name.isupper()):
        return 4.0
    return 0.0


def _has_dates(doc: Doc, i: int) -> bool:
    """Say whether a bracket with a birth or the years of a life stands right after a name."""
    if i + 2 >= len(doc) or doc[i].text not in ("(", "["):
        return False
    inside: list[Token] = []
    for k in range(i + 1, min(i + 26, len(doc))):
        if doc[k].text in (")", "]"):
            break
        inside.append(doc[k])
    words = [token.lower_ for token in inside]
    if any(word in _BORN for word in words):
        return True
    years = sum(1 for word in words if _YEAR.match(word))
    return (
        years >= 2 and any(word in _MONTHS for word in words) and any(word in ("–", "-", "—", "to") for word in words)
    )


def _past_brackets(doc: Doc, i: int) -> int:
    """Return the token after a bracket that opens at a token, the token itself where none does."""
    if i < len(doc) and doc[i].text == "(":
        for k in range(i + 1, min(i + 40, len(doc))):
            if doc[k].text == ")":
                return k + 1
    return i
