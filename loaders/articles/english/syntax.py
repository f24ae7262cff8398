"""Who does what to whom: the arguments of a verb, noun or adjective over a dependency parse.

Undoes what syntax does to a clause: passive, relative clause, participle, infinitive under another verb, shared
subject. All walks are short and bounded, so cost is linear in the text.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from techpol.loaders.articles.english.vocabulary import Vocabulary

MAX_DEPTH = 6
_SUBJECTS = frozenset(["nsubj", "csubj"])
# Whom one blames or praises for a deed did it: "scolded Zenda for hiding it".
_JUDGING = frozenset(
    "praise criticize criticise blame thank credit chastise rebuke slam blast condemn denounce attack fault mock "
    "scold fine indict ridicule applaud commend hail laud congratulate lambast lambaste rip castigate berate "
    "chide censure reprimand admonish excoriate assail deride bash skewer knock ding hit sue accuse honor salute "
    "punish arrest charge prosecute convict jail suspend fire".split()
)
_COUNTED = frozenset("first second third latest last only highest-ranking sole lone".split())
_RELATIVE = frozenset(["who", "whom", "which", "that"])
_PASSIVE_SUBJECTS = frozenset(["nsubjpass", "csubjpass"])


class Syntax:
    """Argument lookup for one grammar."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._object_control = vocabulary.words("object_control")

    def is_passive(self, verb: Token) -> bool:
        """Say whether a verb form is passive."""
        if _has_done(verb):
            return False
        for child in verb.children:
            if child.dep_ in ("nsubjpass", "auxpass"):
                return True
        if verb.tag_ != "VBN":
            return False
        if any(child.dep_ == "aux" and child.lemma_ in ("have", "'ve", "'s", "'d") for child in verb.children):
            return False
        if verb.dep_ in ("acl", "amod"):
            return True
        if verb.dep_ in ("advcl", "ccomp", "xcomp", "dep", "relcl", "ROOT") and not any(
            c.dep_ in ("nsubj", "dobj", "aux") for c in verb.children
        ):
            return True
        return (
            verb.dep_ == "conj"
            and verb.head.pos_ in ("VERB", "AUX")
            and not any(c.dep_ in _SUBJECTS for c in verb.children)
            and self.is_passive(verb.head)
        )

    def agents(self, verb: Token, depth: int = 0) -> list[Token]:
        """Return who does it: the heads of the noun phrases, shared subjects found."""
        if self.is_passive(verb):
            found = self._by(verb)
            if not found:  # "founded and run by X"
                found = next(
                    (
                        by
                        for other in verb.conjuncts
                        if other.i > verb.i
                        and other.tag_ == "VBN"
                        and not any(child.dep_ in ("aux", "auxpass", "nsubjpass") for child in other.children)
                        and not any(child.dep_ == "prep" and child.i > verb.i for child in verb.children)
                        and (by := self._by(other))
                    ),
                    [],
                )
            if not found and verb.dep_ not in ("acl", "amod"):
                # the parser may hang "by X" on a noun in between: "was defeated in the election by X"
                late = [
                    t
                    for t in verb.subtree
                    if t.lower_ == "by"
                    and t.i > verb.i
                    and t.dep_ in ("prep", "agent")
                    and t.head.pos_ in ("NOUN", "PROPN")
                ]
                found = (
                    [c for c in late[-1].children if c.dep_ == "pobj" and c.pos_ == "PROPN"] if len(late) == 1 else []
                )
            return found
        return self.surface_subject(verb, depth)

    def _by(self, verb: Token) -> list[Token]:
        return [
            inner
            for child in verb.children
            if child.dep_ in ("agent", "prep") and child.lower_ == "by"
            for inner in child.children
            if inner.dep_ == "pobj"
        ]

    def surface_subject(self, verb: Token, depth: int = 0) -> list[Token]:
        """Return the subject of a verb as it stands, or the one it shares with the verb above it."""
        if depth > MAX_DEPTH:
            return []
        own = [child for child in verb.children if child.dep_ in _SUBJECTS or child.dep_ in _PASSIVE_SUBJECTS]
        if own:
            return [resolved for child in own for resolved in self._relative(child)]
        head = verb.head
        if verb.dep_ == "conj" and head.pos_ in ("VERB", "AUX"):
            if verb.i > head.i and self._has_other_subject(verb):
                return []
            return self.surface_subject(head, depth + 1)
        if verb.dep_ in ("acl", "relcl"):
            if any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children):
                if head.dep_ == "appos" and any(child.lower_ in _COUNTED for child in head.children):
                    return [head]  # "X, the first senator to endorse Y"
                return self.holder(head, depth + 1)
            if verb.tag_ == "VBG" and head.lemma_ in (
                "letter",
                "statement",
                "op-ed",
                "petition",
                "call",
                "tweet",
                "post",
                "speech",
                "memo",
                "message",
                "email",
                "editorial",
                "column",
                "essay",
                "ad",
                "brief",
                "article",
                "note",
                "work",
                "effort",
                "time",
                "career",
                "year",
                "month",
                "week",
                "decade",
                "day",
            ):
                return self.holder(head, depth + 1)
            if verb.tag_ == "VBG" and verb.dep_ == "acl":
                # the noun right before it, though the parser hung it higher: "a round of calls from lawmakers urging"
                i = verb.i - 1
                while i > head.i and verb.doc[i].pos_ == "ADV":
                    i -= 1
                near = verb.doc[i]
                if near != head and near.pos_ in ("NOUN", "PROPN") and near.dep_ == "pobj" and head in near.ancestors:
                    return [near]
            if verb.tag_ == "VBN" and verb.dep_ == "acl" and verb.nbor(-1).text == ",":
                return [_nearest(verb)]
            return [head] if verb.tag_ in ("VBG", "VBN") or verb.dep_ == "relcl" else []
        if verb.dep_ in ("xcomp", "ccomp", "advcl", "dep", "conj") and head.pos_ in ("VERB", "AUX"):
            if (
                verb.tag_ == "VB"
                and verb.dep_ in ("ccomp", "parataxis")
                and not any(c.dep_ in ("aux", "mark") for c in verb.children)
            ):
                return []  # an imperative: "Keep supporting him," she said
            if verb.dep_ == "ccomp" and verb.tag_ not in ("VB", "VBG", "VBN"):
                return []
            if (
                verb.dep_ == "ccomp"
                and head.dep_ == "relcl"
                and any(c.tag_ in ("VBZ", "VBP", "VBD") and c.dep_ in ("aux", "auxpass") for c in verb.children)
            ):
                return [head.head]  # "a group she says is financed by X": the group
            finite = verb.tag_ in ("VBD", "VBZ", "VBP") or any(
                c.dep_ == "aux" and c.lower_ != "to" for c in verb.children
            )
            if verb.dep_ == "advcl" and finite and verb.tag_ != "VBG":
                return []
            if verb.dep_ == "advcl" and (
                verb.tag_ not in ("VBG", "VB", "VBN") or (verb.tag_ == "VBN" and verb.i > head.i)
            ):
                return []
            if verb.dep_ in ("xcomp", "ccomp") and head.lemma_ in self._object_control:
                patients = self.patients(head, depth + 1)
                if not patients and head.lemma_ in ("call", "appeal", "plead", "push", "prevail", "lean", "press"):
                    patients = [t for p in ("on", "to", "with", "for", "upon") for t in self.objects_of(head, p)]
                if patients:
                    return patients
            if any(
                child.dep_ == "mark"
                and child.lower_
                not in (
                    "to",
                    "while",
                    "after",
                    "before",
                    "when",
                    "as",
                    "by",
                    "without",
                    "since",
                    "although",
                    "though",
                    "despite",
                )
                for child in verb.children
            ):
                return []
            return (
                self.agents(head, depth + 1) if not self.is_passive(head) else self.surface_subject(head, depth + 1)
            )
        if verb.dep_ in ("xcomp", "acomp", "advcl") and head.pos_ in ("ADJ", "NOUN"):
            above = head.head
            return (
                self.surface_subject(above, depth + 1)
                if head.dep_ in ("acomp", "attr", "oprd") and above.pos_ in ("VERB", "AUX")
                else []
            )
        if verb.dep_ == "pcomp":
            above = head.head
            if above.pos_ == "ADV":
                above = above.head
            if above.pos_ in ("VERB", "AUX"):
                if above.lemma_ in (
                    "accuse",
                    "suspect",
                    "stop",
                    "prevent",
                    "keep",
                    "bar",
                    "block",
                    "dissuade",
                    *_JUDGING,
                ) and head.lower_ in ("of", "from", "for"):
                    return self.patients(above, depth + 1)
                return self.surface_subject(above, depth + 1)
            if above.pos_ in ("NOUN", "PROPN"):
                return self.holder(above, depth + 1)
        return []

    def _has_other_subject(self, verb: Token) -> bool:
        """Say whether a name or noun stands right before a coordinated verb: the parser lost its subject."""
        i = (
            min(
                [verb.i]
                + [c.i for c in verb.children if c.dep_ in ("aux", "auxpass", "neg", "advmod") and c.i < verb.i]
            )
            - 1
        )
        while i > 0 and verb.doc[i].pos_ == "ADV":
            i -= 1
        return i > 0 and verb.doc[i].pos_ in ("PROPN", "PRON")

    def patients(self, verb: Token, depth: int = 0) -> list[Token]:
        """Return whom or what it is done to."""
        if depth > MAX_DEPTH:
            return []
        if self.is_passive(verb):
            return self.surface_subject(verb, depth)
        found = [resolved for child in verb.children if child.dep_ == "dobj" for resolved in self._relative(child)]
        if not found and any(child.dep_ == "prep" and child.lower_ == "as" for child in verb.children):
            found = [child for child in verb.children if child.dep_ == "oprd" and child.pos_ == "PROPN"]
        if found:
            return found
        if verb.dep_ == "relcl" and any(
            child.dep_ in _SUBJECTS and child.lower_ not in _RELATIVE for child in verb.children
        ):
            if not any(child.dep_ == "prep" and not any(True for _ in child.children) for child in verb.children):
                return [verb.head]
        if (
            verb.dep_ == "conj"
            and verb.head.pos_ == "VERB"
            and not any(c.dep_ in ("prep", "xcomp", "ccomp", "agent", "acomp") for c in verb.children)
            and verb.i < verb.head.i + 8
        ):
            # "founded and led by X", "praised and endorsed Y": the object stands after the last of them
            return []
        shared = (
            [c for c in verb.conjuncts if c.pos_ == "VERB" and c.i > verb.i]
            if not any(c.dep_ in ("prep", "xcomp", "ccomp", "agent", "acomp", "prt") for c in verb.children)
            else []
        )
        for other in shared[:1]:
            if other.i - verb.i <= 3:
                return [
                    resolved for child in other.children if child.dep_ == "dobj" for resolved in self._relative(child)
                ]
        return []

    def datives(self, verb: Token) -> list[Token]:
        """Return the receiver of "gave X a gift"; in the passive "X was given a gift"."""
        found = [child for child in verb.children if child.dep_ == "dative" and child.pos_ != "ADP"]
        if not found and self.is_passive(verb) and any(child.dep_ == "dobj" for child in verb.children):
            found = self.surface_subject(verb)
        return found

    def objects_of(self, head: Token, preposition: str, depth: int = 0) -> list[Token]:
        """Return what a preposition ("to", "on behalf of") joins to a word, coordinated ones included."""
        words = preposition.split()
        found: list[Token] = []
        for child in self._prepositions(head):
            if child.lower_ != words[0]:
                continue
            if len(words) == 1:
                found.extend(self._prepositional(child))
                continue
            inner = next((c for c in child.children if c.dep_ in ("pobj", "prep") and c.lower_ == words[1]), None)
            if inner is not None and len(words) == 3:
                for deeper in inner.children:
                    if deeper.lower_ == words[2]:
                        found.extend(self._prepositional(deeper))
            elif inner is not None and len(words) == 2:
                found.extend(self._prepositional(inner))
        if head.dep_ == "relcl" and not found and len(words) == 1:
            # "the group that he gave to", "to which he gave"
            for child in head.children:
                if (
                    child.dep_ == "prep"
                    and child.lower_ == words[0]
                    and (not any(True for _ in child.children) or any(c.lower_ in _RELATIVE for c in child.children))
                ):
                    return [head.head]
            if words[0] in ("at", "in") and any(c.lower_ == "where" and c.dep_ == "advmod" for c in head.children):
                return [head.head]  # "the summit, where he spoke"
        return found

    def _prepositions(self, head: Token) -> Iterator[Token]:
        for child in head.children:
            if child.dep_ in ("prep", "dative", "agent", "prt") or (child.dep_ == "advmod" and child.pos_ == "ADP"):
                yield child
                # "to X and to Y"
                for other in child.children:
                    if other.dep_ == "conj" and other.pos_ == "ADP":
                        yield other

    def _prepositional(self, preposition: Token) -> list[Token]:
        found = []
        for child in preposition.children:
            if child.dep_ == "pobj":
                found.extend(self._relative(child))
            elif child.dep_ == "prep":
                found.extend(inner for inner in child.children if inner.dep_ == "pobj")
        return found

    def holder(self, noun: Token, depth: int = 0) -> list[Token]:
        """Return whose a noun is: its possessor, else the subject of the verb that it is the object of."""
        if depth > MAX_DEPTH:
            return []
        possessors = [child for child in noun.children if child.dep_ == "poss"]
        if possessors:
            return possessors
        by = self.objects_of(noun, "by")
        if by:
            return by
        if noun.dep_ in ("dobj", "attr", "oprd") and noun.head.pos_ in ("VERB", "AUX"):
            return self.surface_subject(noun.head, depth + 1)
        if noun.dep_ == "pobj" and noun.head.dep_ == "prep" and noun.head.head.pos_ in ("VERB", "AUX"):
            return self.surface_subject(noun.head.head, depth + 1)
        if noun.dep_ == "conj" and noun.head.pos_ == "NOUN":
            return self.holder(noun.head, depth + 1)
        return []

    def _relative(self, token: Token) -> list[Token]:
        """Return what a relative pronoun stands for; the token itself if it is none."""
        if token.lower_ not in _RELATIVE or token.tag_ not in ("WDT", "WP", "IN", "DT"):
            return [token]
        clause = token.head
        for _ in range(MAX_DEPTH):
            if clause.dep_ == "relcl":
                return [_nearest(clause) if _is_singular(clause) else clause.head]
            if clause.dep_ in ("ROOT", "") or clause.head == clause:
                break
            clause = clause.head
        # the parser hung the clause elsewhere: a noun right before the comma is meant
        before = token.i - 1
        if before >= 0 and token.doc[before].text == ",":
            before -= 1
        if before >= 0 and token.doc[before].pos_ in ("PROPN", "NOUN") and not token.is_sent_start:
            return [token.doc[before]]
        return []


def _has_done(verb: Token) -> bool:
    """Say whether "'s" is "has": "he's often criticized Smith", which the parser may take for the passive."""
    if verb.tag_ not in ("VBN", "VBD") or not any(
        child.dep_ == "dobj" and child.i > verb.i and child.pos_ in ("PROPN", "NOUN") for child in verb.children
    ):
        return False
    return any(child.dep_ in ("auxpass", "aux") and child.lower_ in ("'s", "’s") for child in verb.children)


def _nearest(clause: Token) -> Token:
    """Return the last of several names before a clause: "A and B, which was founded by X" says it of B alone."""
    head = clause.head
    if head.pos_ != "PROPN":
        return head  # "X, a lawyer and expert who advises Y"
    first = clause.left_edge.i
    return max(
        (head, *(t for t in head.conjuncts if head.i < t.i < first and t.pos_ == "PROPN")), key=lambda token: token.i
    )


def _is_singular(clause: Token) -> bool:
    """Say whether the verb of a relative clause is of one: "which was", "who has"."""
    verbs = [clause, *(c for c in clause.children if c.dep_ in ("aux", "auxpass"))]
    return any(verb.tag_ == "VBZ" or verb.lower_ == "was" for verb in verbs)


def chain(token: Token) -> list[Token]:
    """Return a token and what is coordinated with it, in order of the text."""
    found = [token]
    stack = [token]
    while stack and len(found) < 40:
        current = stack.pop()
        for child in current.children:
            if child.i > 0 and child.doc[child.left_edge.i - 1].lower_ in ("not", "never"):
                continue
            listed = (
                child.dep_ == "appos"
                and child.pos_ == "PROPN"
                and current.pos_ == "PROPN"
                and any(inner.dep_ == "conj" for inner in child.children)
                and child.doc[child.left_edge.i - 1].text in (",", ")", ";")
            )
            if (
                (child.dep_ == "conj" or listed)
                and child.pos_ in ("PROPN", "NOUN", "PRON", "X", "NUM", "ADJ")
                and child not in found
            ):
                found.append(child)
                stack.append(child)
    return sorted(found, key=lambda item: item.i)


def announced_subject(noun: Token) -> list[Token]:
    """Return the subject that comes after a phrase at the front of its sentence: "During her campaign, X said"."""
    current = noun
    for _ in range(4):
        if current.dep_ == "prep" and current.head.pos_ in ("VERB", "AUX"):
            verb = current.head
            return [c for c in verb.children if c.dep_ == "nsubj" and current.i < c.i < verb.i and c.pos_ == "PROPN"]
        current = current.head
    return []
