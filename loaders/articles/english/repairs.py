"""Mends what the small parser often takes for something else."""

from __future__ import annotations

from spacy.tokens import Doc

from techpol.loaders.articles.english.vocabulary import Vocabulary


def repair_participles(doc: Doc, vocabulary: Vocabulary) -> None:
    """Read "A senator called Jones a liar" as a clause where the parser sees a senator who was called so.

    Only where no other verb governs the noun and a name or a pronoun follows, which no passive participle has.
    """
    for token in doc[1:-1]:
        if token.tag_ != "VBN" or token.dep_ != "acl" or token.lemma_.lower() not in vocabulary.verbs:
            continue
        following = token.nbor()
        if token.head.i != token.i - 1 or not (following.pos_ == "PROPN" or following.tag_ == "PRP"):
            continue
        if any(a.pos_ in ("VERB", "AUX") for a in token.ancestors) or any(c.lower_ == "by" for c in token.children):
            continue
        if any(child.dep_ in ("nsubj", "aux", "auxpass") for child in token.children):
            continue
        token.tag_, token.dep_ = "VBD", "relcl"
