"""Whether a clause is stated as a fact: denied, planned, alleged, asked; and who says so."""

from __future__ import annotations

from dataclasses import dataclass, replace

from spacy.tokens import Token

from techpol.loaders.articles.english.vocabulary import Vocabulary
from techpol.schema.model import Modality

MAX_STEPS = 8
_OCCASIONS = frozenset(["at", "during"])
_ORDER = {Modality.ASSERTED: 0, Modality.PLANNED: 1, Modality.ALLEGED: 2, Modality.DENIED: 3}
_NEGATIVE_DETERMINERS = frozenset(["no", "neither", "nor", "none", "nobody", "without", "little"])


# What stands in such a phrase is taken for granted, whatever the verb above it: "would meet him after his attack".
_ADJUNCTS = frozenset(
    [
        "during",
        "after",
        "before",
        "since",
        "amid",
        "following",
        "in",
        "at",
        "by",
        "despite",
        "because",
        "over",
        "with",
        "under",
    ]
)


# What is said to be so in vain: "reports that ... were false", "it is untrue that ...".
_FALSE = frozenset(
    "false untrue wrong baseless unfounded incorrect inaccurate nonsense lie lies fiction fabricated bogus fake "
    "debunked hoax myth".split()
)
_REPORTS = frozenset(
    "report reports claim claims rumor rumors rumour rumours allegation allegations suggestion suggestions story "
    "stories assertion assertions idea notion".split()
)
# "withdrew her endorsement", "pulled his support": it stands no longer.
_WITHDRAWING = frozenset("withdraw retract pull rescind revoke withhold".split())
# "resisted calls to endorse X": it was not done.
_RESISTING = frozenset("resist rebuff spurn reject ignore defy dismiss decline refuse".split())
_CALLS = frozenset("call calls pressure plea pleas request requests demand demands appeal appeals invitation".split())
# Not to do so is to do what follows.
_UNENDING = frozenset("stop cease quit refrain abstain regret waver tire".split())
# "her legitimacy in representing X": whether she does is what is asked.
_DOUBTED = frozenset(["legitimacy", "authority", "standing", "credentials"])
_MEETING = frozenset(["meet", "talk", "speak", "sit", "work", "join", "host", "debate"])
# What these want of somebody he has not done yet: "called on voters to back X".
_EXHORTING = frozenset(
    "call implore exhort beseech plead beg encourage advise counsel dare pressure petition press push lobby invite "
    "challenge appeal tell order instruct".split()
)
# What is given by being offered.
_OFFERED = frozenset(
    "endorsement support praise criticism congratulations remarks condemnation rebuke defense".split()
)
# Who pledges these gives them in that very word; what else is pledged is to come.
_PLEDGED = frozenset("support backing allegiance loyalty fealty solidarity".split())


# "are said to have met": nobody says who says so.
_RUMOURED = frozenset("say report rumor rumour allege believe think claim suspect understand".split())


@dataclass(frozen=True)
class Stance:
    """How a clause is put, why, and the token whose words say so (None: the source itself)."""

    modality: Modality
    why: str = ""
    speaker: Token | None = None
    direct: bool = True  # said of the word itself or of the verb right above it


class ModalityReader:
    """Reads modality off the way from a trigger to the top of its sentence."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._saying = vocabulary.words("saying")
        self._anonymous = vocabulary.words("anonymous")
        self._conditions = vocabulary.words("conditions")
        self._undoing = vocabulary.words("undoing")

    def read(self, trigger: Token, question: bool = False, steps: int = MAX_STEPS) -> Stance:
        """Return how the clause of a trigger (verb, noun or adjective) is put."""
        found = [self._own(trigger)]
        taken = 0
        if question:
            found.append(Stance(Modality.ALLEGED, "question"))
        speaker: Token | None = None
        current = trigger
        for _ in range(steps):
            head = current.head
            if head == current:
                break
            dep = current.dep_
            if dep == "dobj" and trigger.pos_ == "NOUN" and head.lemma_.lower() in self._undoing:
                break  # "would undo X's purchase of Y": there is one, whatever is planned with it
            if dep == "prep" and current.lower_ in _OCCASIONS and head.lemma_ == "ask" and _is_passive(head):
                break  # "at a forum hosted by X, she was asked": there was one, whatever she was asked
            if (current != trigger or dep != "nsubj") and self._is_false(current, head):
                found.append(Stance(Modality.DENIED, "false"))
                break
            if dep in (
                "xcomp",
                "ccomp",
                "advcl",
                "pcomp",
                "acl",
                "dobj",
                "attr",
                "acomp",
                "oprd",
                "conj",
                "relcl",
                "pobj",
                "prep",
                "dep",
                "parataxis",
                "nsubj",
                "nsubjpass",
            ):
                stance = self._governor(current, head)
                taken += head.pos_ in ("VERB", "AUX")
                if stance is not None:
                    found.append(replace(stance, direct=taken <= 1))
                    if stance.speaker is not None and speaker is None:
                        speaker = stance.speaker
            if (
                dep == "relcl"
                and head.lower_ in _REPORTS
                and head.dep_ == "nsubj"
                and self._is_false(head, head.head)
            ):
                found.append(Stance(Modality.DENIED, "false"))
                break
            if dep in ("relcl", "appos", "nsubj", "nsubjpass", "poss", "compound", "nmod", "amod") or (
                dep == "advcl" and current.tag_ != "VB"
            ):
                # what surrounds a relative clause or an adverbial clause does not touch what it states
                break
            if dep == "conj" and head.pos_ in ("VERB", "AUX") and self._own_subject(current):
                current = head
                if current.dep_ not in ("ccomp", "xcomp"):
                    break
                continue
            if dep == "prep" and trigger.pos_ == "NOUN" and taken == 0 and current.lower_ in _ADJUNCTS:
                break
            if dep == "dobj" and trigger.pos_ != "NOUN" and current == trigger:
                break
            if (
                head.pos_ == "NOUN"
                and dep in ("prep", "acl", "pobj", "pcomp")
                and any(c.dep_ == "det" and c.lower_ == "no" for c in head.children)
            ):
                found.append(Stance(Modality.DENIED, f"no {head.lower_}"))
            current = head
        best = max(found, key=lambda stance: _ORDER[stance.modality])
        return replace(best, speaker=speaker)

    def _is_false(self, current: Token, head: Token) -> bool:
        """Say whether what a report or a clause says is told to be false."""
        if current.dep_ in ("relcl", "acl") and head.lower_ in ("lie", "myth", "hoax", "fiction"):
            return any(child.dep_ == "mark" and child.lower_ == "that" for child in current.children)
        if head.lemma_ != "be" or any(child.dep_ == "neg" for child in head.children):
            return False
        if current.dep_ == "nsubj" and current.lower_ not in _REPORTS:
            return False
        return any(child.dep_ in ("acomp", "attr") and child.lower_ in _FALSE for child in head.children)

    def _own_subject(self, verb: Token) -> bool:
        return any(child.dep_ in ("nsubj", "nsubjpass") for child in verb.children)

    def _own(self, token: Token) -> Stance:
        best = Stance(Modality.ASSERTED)
        before = [token.doc[i].lower_ for i in range(max(0, token.i - 3), token.i)]
        if before[-2:] in (
            ["yet", "to"],
            ["short", "of"],
            ["ruled", "out"],
            ["rules", "out"],
            ["ruling", "out"],
        ) or before[-1:] == ["without"]:
            return Stance(Modality.DENIED, " ".join(before[-2:]))
        infinitive = token.tag_ == "VB" and any(c.dep_ == "aux" and c.lower_ == "to" for c in token.children)
        if infinitive and self._in_headline(token):
            best = Stance(Modality.PLANNED, "to")
        if self._after_nor(token):
            return Stance(Modality.DENIED, "nor")
        for child in token.children:
            word = child.lower_
            stance = None
            if word == "longer" and child.i > 0 and child.nbor(-1).lower_ == "no":
                stance = Stance(Modality.DENIED, "no longer")
            elif child.dep_ == "neg" or word in ("never", "n't", "not"):
                stance = Stance(Modality.DENIED, word)
                if word == "not" and child.i + 1 < len(child.doc) and child.nbor().lower_ == "only":
                    stance = None
            elif child.dep_ in ("det", "preconj", "predet") and word in _NEGATIVE_DETERMINERS:
                stance = Stance(Modality.DENIED, word)
            elif child.dep_ in ("advmod", "neg") and word in self._vocabulary.hedge_adverbs:
                stance = Stance(Modality(self._vocabulary.hedge_adverbs[word]), word)
            elif child.dep_ == "aux" and word in ("'d", "’d") and token.tag_ == "VBN":
                pass  # "he'd chosen": had
            elif child.dep_ == "aux" and word in self._vocabulary.modals:
                stance = Stance(Modality(self._vocabulary.modals[word]), word)
                if word in ("would", "'d", "could") and self._perfect(token):
                    stance = Stance(Modality.PLANNED, word)
            elif child.dep_ == "mark" and word in self._conditions:
                stance = Stance(Modality.PLANNED, word)
            elif child.dep_ == "amod" and word in (
                "planned",
                "proposed",
                "potential",
                "possible",
                "expected",
                "pledged",
                "promised",
                "mooted",
                "hypothetical",
                "future",
                "would-be",
                "prospective",
                "attempted",
                "rumored",
            ):
                stance = Stance(Modality.PLANNED, word)
            elif child.dep_ == "amod" and word in ("alleged", "reported", "supposed", "purported"):
                stance = Stance(Modality.ALLEGED, word)
            elif child.dep_ in ("nsubj", "nsubjpass") and (
                word in ("nobody", "none", "neither")
                or any(c.lower_ == "neither" and c.dep_ != "appos" for c in child.children)
            ):
                stance = Stance(Modality.DENIED, word)
            if stance is not None and _ORDER[stance.modality] > _ORDER[best.modality]:
                best = stance
        return best

    def _in_headline(self, verb: Token) -> bool:
        """Say whether "Smith to meet Jones" is all that a sentence says: a headline tells so what will be."""
        if verb.dep_ == "ROOT":
            return any(child.dep_ in ("nsubj", "nsubjpass") for child in verb.children)
        head = verb.head
        return verb.dep_ in ("acl", "relcl") and head.dep_ == "ROOT" and head.pos_ == "PROPN"

    def _after_nor(self, verb: Token) -> bool:
        """Say whether "nor had she ever met him" turns a clause round."""
        first = min((c.i for c in verb.children if c.dep_ in ("aux", "nsubj", "auxpass")), default=verb.i)
        return 0 < first < verb.i and verb.doc[first - 1].lower_ == "nor" and verb.doc[first].pos_ == "AUX"

    def _perfect(self, token: Token) -> bool:
        return any(child.dep_ == "aux" and child.lower_ == "have" for child in token.children)

    def _governor(self, current: Token, head: Token) -> Stance | None:
        """Return what a governing word does to the clause below it."""
        lemma = head.lemma_.lower()
        if head.pos_ in ("VERB", "AUX"):
            own = self._own(head)
            if own.modality is Modality.DENIED and lemma in _UNENDING and current.tag_ != "VB":
                return None  # "never stopped supporting X": still does
            if own.modality is Modality.DENIED and lemma == "hesitate":
                return None
            clause = current.dep_ in ("xcomp", "ccomp", "pcomp", "prep", "acl", "acomp", "attr", "oprd")
            if current.dep_ in ("nsubj", "nsubjpass"):
                return None
            if lemma in _EXHORTING and own.modality is Modality.ASSERTED and _is_asked_for(current, head):
                return Stance(Modality.PLANNED, lemma)
            if current.dep_ == "ccomp" and lemma in self._saying and lemma not in self._vocabulary.hedges:
                return self._said(head)
            if current.dep_ == "xcomp" and lemma in _RUMOURED and head.tag_ == "VBN" and _is_passive(head):
                return Stance(Modality.ALLEGED, f"is {head.lower_} to")
            if current.dep_ in ("ccomp", "parataxis", "dep") and lemma in self._saying:
                said = self._said(head)
                kind = self._vocabulary.hedges.get(lemma)
                return Stance(Modality(kind), lemma, said.speaker) if kind is not None else said
            particle = next((c.lower_ for c in head.children if c.dep_ == "prt"), "")
            kind = self._vocabulary.hedges.get(f"{lemma} {particle}") or self._vocabulary.hedges.get(lemma)
            if particle and current.dep_ == "advcl" and current.tag_ == "VBG":
                held = self._vocabulary.hedges.get(f"{lemma} {particle}")  # "held off endorsing X"
                return Stance(Modality(held), f"{lemma} {particle}") if held is not None else None
            given = _OFFERED if lemma == "offer" else _PLEDGED if lemma in ("pledge", "declare") else frozenset()
            if current.dep_ == "dobj" and current.lower_ in given:
                kind = None
            if current.dep_ == "dobj" and (
                (lemma in _WITHDRAWING and current.lower_ in _OFFERED)
                or (lemma in _RESISTING and current.lower_ in _CALLS)
            ):
                return Stance(Modality.DENIED, lemma)
            if kind is not None and (clause or current.dep_ == "dobj"):
                if kind == "denied" and own.modality is Modality.DENIED:
                    return Stance(Modality.ASSERTED)
                if own.modality is Modality.DENIED and (kind == "planned" or lemma in ("appear", "seem")):
                    return Stance(Modality.DENIED, f"not {lemma}")
                if (
                    kind == "planned"
                    and current.dep_ in ("prep", "dobj", "attr")
                    and lemma
                    in (
                        "offer",
                        "agree",
                        "need",
                        "want",
                        "seek",
                        "ask",
                        "look",
                        "try",
                        "promise",
                        "pledge",
                        "consider",
                        "reject",
                        "discuss",
                        "urge",
                        "hope",
                        "be_to",
                        "demand",
                        "flirt",
                        "toy",
                        "tease",
                    )
                ):
                    return Stance(Modality.PLANNED, lemma)
                if kind == "planned" and current.dep_ in ("prep",):
                    return None
                return Stance(Modality(kind), lemma)
            if clause or current.dep_ in ("dobj", "conj"):
                if current.dep_ == "conj" and own.modality is not Modality.DENIED:
                    # "will meet and endorse": the modal is shared
                    return own if own.modality is Modality.PLANNED and not self._has_aux(current) else None
                if current.dep_ == "conj":
                    shared = any(c.dep_ == "cc" and c.lower_ in ("or", "nor") for c in head.children)
                    return own if shared and not self._own_subject(current) else None
                return own if own.modality is not Modality.ASSERTED else None
            return None
        if head.lower_ in _CALLS and current.dep_ in ("acl", "relcl") and current.tag_ == "VB":
            resisted = head.dep_ == "dobj" and head.head.lemma_ in _RESISTING
            return Stance(Modality.DENIED if resisted else Modality.PLANNED, lemma)  # "calls to endorse X"
        if head.pos_ == "NOUN" and current.dep_ in ("acl", "prep", "pobj", "pcomp"):
            kind = self._vocabulary.hedge_nouns.get(lemma) or self._vocabulary.hedge_nouns.get(head.lower_)
            if kind is not None and current.dep_ in ("acl",):
                return Stance(Modality(kind), lemma)
            if kind is not None and current.dep_ == "prep" and current.lower_ == "of" and kind != "planned":
                return Stance(Modality(kind), lemma)
        if head.pos_ == "ADP" and head.head.lower_ in _DOUBTED and current.dep_ == "pcomp":
            return Stance(Modality.ALLEGED, head.head.lower_)
        if head.pos_ == "ADJ" and current.dep_ in ("xcomp", "ccomp", "advcl", "pcomp"):
            if lemma in ("happy", "glad", "keen", "delighted") and current.lemma_ in _MEETING:
                return Stance(Modality.PLANNED, lemma)
            if lemma in (
                "likely",
                "ready",
                "willing",
                "set",
                "due",
                "poised",
                "able",
                "possible",
                "eager",
                "open",
                "prepared",
                "free",
                "certain",
                "supposed",
                "unlikely",
                "reluctant",
                "unwilling",
                "unable",
            ):
                return Stance(
                    Modality.DENIED if lemma in ("reluctant", "unwilling", "unable") else Modality.PLANNED, lemma
                )
        if head.pos_ == "ADP" and head.head.pos_ == "VERB" and current.dep_ == "pcomp":
            kind = self._vocabulary.hedges.get(f"{head.head.lemma_.lower()} {head.lower_}")
            if kind is not None:
                return Stance(Modality(kind), f"{head.head.lemma_} {head.lower_}")
        if head.pos_ == "ADP" and head.lower_ == "without":
            return Stance(Modality.DENIED, "without")
        if head.pos_ in ("ADP", "SCONJ") and head.lower_ == "whether":
            return Stance(Modality.PLANNED, "whether")
        return None

    def _has_aux(self, verb: Token) -> bool:
        return any(child.dep_ == "aux" for child in verb.children) or verb.tag_ == "VBD"

    def _said(self, verb: Token) -> Stance:
        """Return the stance of a clause that somebody says: reported only where the speaker has no name."""
        for child in verb.children:
            if child.dep_ in ("nsubj", "agent", "nsubjpass"):
                if child.lower_ in self._anonymous:
                    return Stance(Modality.ALLEGED, f"{child.lower_} {verb.lower_}", child)
                return Stance(Modality.ASSERTED, "", child)
        return Stance(Modality.ASSERTED)


def _is_passive(verb: Token) -> bool:
    return any(child.dep_ == "auxpass" for child in verb.children)


def sentence_is_question(token: Token) -> bool:
    """Say whether the sentence of a token asks, outside a quotation."""
    text = token.sent.text.rstrip()
    return text.endswith("?")


def _is_asked_for(clause: Token, head: Token) -> bool:
    """Say whether a clause is what somebody is called on to do: "implored them to reject X"."""
    if clause.dep_ not in ("xcomp", "ccomp", "advcl") or clause.tag_ != "VB" or clause.i < head.i:
        return False
    if clause.lemma_ == "debate":
        return False  # who is called on to debate a rival is a rival already
    if not any(child.dep_ == "aux" and child.lower_ == "to" for child in clause.children):
        return False
    asked = any(
        child.dep_ in ("dobj", "dative")
        or (child.dep_ == "prep" and child.lower_ in ("on", "upon", "for", "to", "with") and child.i < clause.i)
        for child in head.children
    )
    return asked or any(child.dep_ == "nsubj" for child in clause.children)
