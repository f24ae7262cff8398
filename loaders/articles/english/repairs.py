"""Mends what the small parser often takes for something else."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from techpol.loaders.articles.english.vocabulary import Vocabulary


def repair_participles(doc: Doc, vocabulary: Vocabulary) -> None:
    """Read "A senator called Jones a liar" as a clause where the parser sees a senator who was called so.

    Only where no other verb governs the noun and a name or a pronoun follows, which no passive participle has.
    """
    for token in doc[1:-1]:
        if token.tag_ != "VBN" or token.dep_ != "acl" or token.lemma_.lower() not in vocabulary.verbs:
            continue
        following = token.nbor()
        named = following.pos_ == "PROPN" or following.tag_ == "PRP" or _is_all_that_is_said(token)
        if token.head.i != token.i - 1 or not named:
            continue
        if any(a.pos_ in ("VERB", "AUX") for a in token.ancestors) or any(c.lower_ == "by" for c in token.children):
            continue
        if any(child.dep_ in ("nsubj", "aux", "auxpass") for child in token.children):
            continue
        token.tag_, token.dep_ = "VBD", "relcl"


def repair_objects(doc: Doc) -> None:
    """Read "helped launch Zenda competitor Orbis" as a launch of Orbis, where the parser sees no object at all."""
    for token in doc[2:]:
        if token.dep_ != "npadvmod" or token.pos_ != "PROPN" or token.ent_type_ in ("DATE", "TIME", "GPE"):
            continue
        verb, noun = token.head, token.nbor(-1)
        if verb.pos_ != "VERB" or verb.i > token.i or any(c.dep_ in ("dobj", "nsubjpass") for c in verb.children):
            continue
        if noun.pos_ == "NOUN" and noun.is_lower and noun.head == token and token.left_edge.i == verb.i + 1:
            token.dep_ = "dobj"


def repair_purposes(doc: Doc) -> None:
    """Read "a group backing candidate Jane Doe" as the group, which the parser takes for a word before her name."""
    for verb in doc[2:-1]:
        group = verb.head
        if verb.tag_ not in ("VBG", "VBN") or verb.dep_ not in ("acl", "amod") or group.i >= verb.i:
            continue
        name = group.head
        if group.dep_ not in ("nmod", "compound", "amod") or name.i <= verb.i or name.pos_ != "PROPN":
            continue
        between = doc[group.i + 1 : verb.i]
        if group.pos_ not in ("NOUN", "PROPN") or any(token.pos_ not in ("ADV", "PUNCT") for token in between):
            continue
        above, relation = name.head, name.dep_
        if above.i >= group.i or relation not in ("pobj", "dobj"):
            continue
        for child in list(name.children):
            if child.i < group.i:
                child.head = group
        group.head, group.dep_ = above, relation
        name.head, name.dep_ = verb, "dobj"


def repair_lists(doc: Doc) -> None:
    """Read "calls with aide Ann Bell and campaign chair Lena Bass" as calls with both, where the parser joins Bass
    to the verb, which nobody can be.
    """
    for token in doc[2:]:
        verb = token.head
        if token.dep_ != "conj" or token.pos_ != "PROPN" or verb.pos_ != "VERB" or verb.i > token.i:
            continue
        first = token.left_edge.i
        if first < 2 or doc[first - 1].lower_ != "and" or doc[first - 2].pos_ != "PROPN":
            continue
        before = doc[first - 2]
        if before.dep_ in ("pobj", "dobj") and verb in before.ancestors and before.i > verb.i:
            token.head = before


def repair_tags(doc: Doc) -> None:
    """Read "NASA astronaut Ann Bell" as a noun before a name, and "Bell accused Bass of it" as a clause.

    The parser may tag the first a verb, and the second a participle though it has a subject and an object.
    """
    for token in doc[1:-1]:
        if token.dep_ == "compound" and token.tag_ in ("VBP", "VB") and token.is_lower and token.head.pos_ == "PROPN":
            if token.head.i > token.i and token.nbor(-1).pos_ == "PROPN":
                token.tag_, token.pos_ = "NN", "NOUN"
        elif token.tag_ == "VBN" and token.dep_ == "amod" and token.head.i > token.i:
            kinds = [(child.dep_, child.pos_, child.i > token.i) for child in token.children]
            if ("nsubj", "PROPN", False) in kinds and ("dobj", "PROPN", True) in kinds:
                token.tag_ = "VBD"


# With a preposition these have no passive that tells of somebody: "Zenda Capital invested in Orbis".
_OF_ITSELF = frozenset("invest donate contribute partner participate merge team side".split())


def _is_all_that_is_said(verb: Token) -> bool:
    """Say whether "Zenda Capital invested in Orbis and Calder." is a sentence with no other verb."""
    if verb.lemma_ not in _OF_ITSELF or verb.head.dep_ != "ROOT" or verb.head.pos_ != "PROPN":
        return False
    sentence = verb.sent
    if sentence[-1].text not in (".", "!") or verb.nbor().pos_ != "ADP":
        return False
    return not any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") or t.pos_ == "AUX" for t in sentence)


def repair_state_titles(doc: Doc, vocabulary: Vocabulary) -> None:
    """Read "gave $5,000 to state Senator Lena Bass" as a gift to her, where the parser sees somebody who states.

    Beside a noun for her ("to his rival, state Senator Lena Bass, in March") she is that noun's apposition.
    """
    for token in doc[1:-2]:
        post = doc[token.i + 1].lower_
        if token.lower_ != "state" or not ({(post,), (post.rstrip("."),)} & vocabulary.one_word_roles):
            continue
        before = doc[token.i - 1]
        if before.tag_ == "TO" and before.head == token and token.head != token:
            named = next((child for child in token.children if child.dep_ == "dobj" and child.pos_ == "PROPN"), None)
            if named is None:
                continue
            above = token.head
            for child in list(token.children):
                child.head = above
            before.tag_, before.pos_, before.dep_ = "IN", "ADP", "prep"
            named.head, named.dep_ = before, "pobj"
            token.head, token.dep_ = named, "compound"
            token.tag_, token.pos_ = "NN", "NOUN"
        elif before.text == "," and token.head.dep_ == "npadvmod" and token.head.pos_ == "PROPN" and token.i > 1:
            noun = doc[token.i - 2]
            if noun.pos_ == "NOUN" and noun.dep_ in ("pobj", "dobj", "dative"):
                token.head.head, token.head.dep_ = noun, "appos"
