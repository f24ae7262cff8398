"""Firms named by one word at the start of a sentence, which the tagger takes for a word: "Zendara founder X said"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from spacy.tokens import Doc, Token

from techpol.loaders.articles.english.vocabulary import RoleSpan, Vocabulary

_HEADED = frozenset(["chief-of-organization", "founder", "staff", "member"])
_LED = frozenset(["chief-of-organization", "founder"])
# New words, which no dictionary holds, and others whose apostrophe names no body.
_NEW_WORDS = frozenset(
    "crypto fintech blockchain edtech biotech medtech healthtech agtech proptech healthcare podcast podcasting "
    "esports startup startups cybersecurity bitcoin ethereum metaverse influencer influencers livestream videogame "
    "videogames antitrust bipartisan nonpartisan nonprofit onetime longtime ex co vice covid ai anti vaping".split()
)
_NO_OWNERS = frozenset(
    "today yesterday tomorrow tonight week month year weekend morning evening women men children people world nation "
    "country city state everyone someone nobody company firm group it he she who that there here what let one".split()
)
_ENDINGS = ("", "s", "es", "ed", "d", "ing", "er", "ers", "ly", "r", "rs")


def lone_names(
    doc: Doc, roles: Sequence[RoleSpan], vocabulary: Vocabulary, is_word: frozenset[str]
) -> list[tuple[int, int]]:
    """Return the spans of names of one word that a role shows at the start of a sentence."""
    found = []
    for span in roles:
        ids = {family.id for family in span.roles}
        if not ids & _HEADED or span.start == 0 or not _is_borne(doc, span.end):
            continue
        i = span.start - 1
        owned = doc[i].tag_ == "POS"
        i -= owned
        if i < 0 or not doc[i].is_sent_start or not _may_name(doc[i], vocabulary):
            continue
        if (owned and ids & _LED and doc[i].lower_ not in _NO_OWNERS) or (not owned and _is_new(doc[i], is_word)):
            found.append((i, i + 1))
    return found


def _is_borne(doc: Doc, end: int) -> bool:
    """Say whether somebody's name follows a role, after a comma or at once."""
    end += end < len(doc) and doc[end].text == ","
    return end + 1 < len(doc) and doc[end].is_title and doc[end].pos_ == "PROPN" and doc[end].ent_type_ != "DATE"


def _may_name(token: Token, vocabulary: Vocabulary) -> bool:
    lowered = token.lower_
    if not token.is_title or len(token) < 3 or token.tag_ in ("NNP", "NNPS", "DT", "IN", "PRP", "PRP$", "CC", "WP"):
        return False
    known = lowered in vocabulary.not_names or lowered in vocabulary.titles or lowered in vocabulary.demonyms
    return not known and lowered not in vocabulary.person_nouns and lowered not in vocabulary.past_words


def _is_new(token: Token, words: frozenset[str]) -> bool:
    """Say whether no dictionary holds a word, in none of its forms."""
    lowered = token.lower_
    if not words or lowered in _NEW_WORDS or not token.is_alpha:
        return False
    stems = {lowered.removesuffix(ending) for ending in _ENDINGS if lowered.endswith(ending)}
    stems |= {f"{stem}e" for stem in stems} | {f"{stem[:-1]}y" for stem in stems if stem.endswith("i")}
    return not stems & words


def dictionary(tables: Iterable[Iterable[str]]) -> frozenset[str]:
    """Return the words of a lemmatizer's tables."""
    return frozenset(word for table in tables for word in table)
