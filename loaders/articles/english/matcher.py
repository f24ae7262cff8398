"""Matches the frames of the grammar against the clauses of a document."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from spacy.tokens import Token

from techpol.loaders.articles.english.actors import Actors
from techpol.loaders.articles.english.benefactors import is_group
from techpol.loaders.articles.english.bids import BidMatcher
from techpol.loaders.articles.english.candidate import Candidate
from techpol.loaders.articles.english.conditions import Conditions
from techpol.loaders.articles.english.details import Amount
from techpol.loaders.articles.english.document import Document
from techpol.loaders.articles.english.frame_index import FrameIndex
from techpol.loaders.articles.english.joining import Joiner
from techpol.loaders.articles.english.lexicon import Frame, Idiom
from techpol.loaders.articles.english.mentions import Reference
from techpol.loaders.articles.english.spelled import SpelledOut, alongside
from techpol.loaders.articles.english.syntax import chain

# Who endorses these endorses their owner; who endorses a plan does not.
_STOOD_FOR = frozenset("candidacy bid campaign run nomination presidency reelection leadership ticket".split())
_REACH = 7  # tokens between a verb and the last word of a phrase that it makes ("take aim at")


class DocumentMatcher:
    """Matches the frames in the paragraphs of one document."""

    def __init__(
        self, frames: FrameIndex, document: Document, actors: Actors, note: Callable[[int, int, int, str], None]
    ) -> None:
        self._frames = frames
        self._document = document
        self._syntax = document.syntax
        self._actors = actors
        self._vocabulary = document.vocabulary
        self._note = note
        self._lists = SpelledOut(document.index)
        self._joiner = Joiner(actors, note)
        self._conditions = Conditions(self._syntax, self._vocabulary)
        self._bids = BidMatcher(document, actors, self._joiner, frames.bids, note)

    def match(self, number: int, amounts: list[Amount]) -> Iterator[Candidate]:
        """Yield the candidates of one paragraph."""
        doc = self._document.scenes[number].doc
        self._conditions.amounts = amounts
        for token in doc:
            if self._document.index.at(number, token.i) is not None:
                continue
            lemma = token.lemma_.lower()
            if token.pos_ in ("VERB", "AUX") or token.tag_ in ("VBG", "VBN", "VBD", "VBZ", "VBP"):
                for frame, rest in self._frames.verbs(lemma) or self._frames.verbs(_stem(token.lower_)):
                    yield from self._verb(number, token, frame, rest)
            if token.pos_ in ("NOUN", "PROPN") or token.tag_ in ("NN", "NNS"):
                for frame, before in self._frames.nouns(token.lower_, lemma):
                    if all(
                        token.i - len(before) + k >= 0 and doc[token.i - len(before) + k].lower_ == word
                        for k, word in enumerate(before)
                    ):
                        yield from self._noun(number, token, frame)
                for frame, idiom in self._frames.idioms(token.lower_):
                    yield from self._idiom(number, token, frame, idiom)
                if token.lower_ in self._vocabulary.words("bids"):
                    yield from self._bids.match(number, token)
            if token.pos_ == "ADJ" or token.tag_ == "VBN":
                for frame in self._frames.adjectives(token.lower_):
                    yield from self._adjective(number, token, frame)

    # -- verbs ---------------------------------------------------------------------------------------------------

    def _verb(self, number: int, verb: Token, frame: Frame, rest: tuple[str, ...]) -> Iterator[Candidate]:
        last: Token | None = None
        if rest:
            last = self._phrase(verb, rest)
            if last is None:
                return
        elif (
            any(child.dep_ == "prt" and child.lower_ not in ("in", "out") for child in verb.children)
            and "patient" in frame.object
            and not self._has_particle_sense(frame)
        ):
            return
        if not self._conditions.hold(frame, verb):
            return
        if frame.id == "run-against" and verb.lemma_ == "lead" and self._syntax.is_passive(verb):
            return  # "allies led by X"
        if frame.id == "partner" and verb.lemma_ in ("tie", "link", "associate", "connect"):
            if not self._syntax.is_passive(verb):
                return  # "tries to link X to Y": it is not the subject that is
        if frame.id == "fire" and any(child.lower_ == "as" for child in verb.children) and verb.lemma_ == "dismiss":
            return  # "dismissed X as a fool" speaks of X
        if frame.id == "work" and verb.lemma_ == "report" and any(child.dep_ == "dobj" for child in verb.children):
            return  # "reported outages for Zenda"
        if frame.id == "raise-from" and verb.lemma_ in ("receive", "get"):
            takers = self._actors.of(number, self._syntax.agents(verb))
            if any(is_group(self._document, r) for r in takers):
                return  # "the watchdog group X received $5 million from Y" is no investment
        if frame.id == "host-guest" and self._syntax.is_passive(verb):
            return  # "an event for X hosted by Y": the event is hosted
        subjects = self._role(number, verb, frame.subject, frame)
        if frame.relation == "FOUNDED" and subjects:
            partners = self._actors.of(
                number, self._syntax.objects_of(verb, "with") + self._syntax.objects_of(verb, "alongside")
            )
            subjects += [
                p for p in partners if p.entity.type == "Person" and all(p.entity is not s.entity for s in subjects)
            ]
        if not subjects:
            named = any(True for _ in self._objects(number, verb, frame, last))
            lacking = "no subject" if named else "neither end"
            self._note(number, verb.i, verb.i + 1, f"{frame.id}: {lacking} that is named for {verb.text!r}")
            return
        objects = list(self._objects(number, verb, frame, last))
        if frame.needs == "metonym":
            objects = [target for target in objects if target.metonym]
        if not objects:
            self._note(number, verb.i, verb.i + 1, f"{frame.id}: no object that is named for {verb.text!r}")
            if frame.id == "meet" and not rest:
                yield from self._pairs(number, subjects, frame, verb)
            return
        yield from self._joiner.join(number, subjects, objects, frame, verb)

    def _has_particle_sense(self, frame: Frame) -> bool:
        return frame.relation in ("FOUNDED",)

    def _pairs(self, number: int, subjects: list[Reference], frame: Frame, trigger: Token) -> Iterator[Candidate]:
        """ "X and Y met": each with each, where the verb has no object of its own."""
        if any(child.dep_ in ("dobj", "ccomp", "xcomp") for child in trigger.children) or len(subjects) not in (2, 3):
            return
        for k in range(1, len(subjects)):
            yield from self._joiner.join(number, subjects[k - 1 : k], subjects[k:], frame, trigger)

    def _phrase(self, verb: Token, rest: tuple[str, ...]) -> Token | None:
        """Return the last word of "lash out at" where all stand after the verb in order and hang together."""
        doc, position = verb.doc, verb.i
        for word in rest:
            found = None
            for i in range(
                position + 1, min(position + 1 + (_REACH if word == rest[-1] else 3), len(doc), verb.sent.end)
            ):
                if doc[i].lower_ == word and doc[i].pos_ in ("ADP", "PART", "ADV", "SCONJ", "NOUN", "DET", "ADJ"):
                    found = i
                    break
                if doc[i].pos_ == "VERB" or doc[i].text in (";", ".", "—"):
                    break
            if found is None:
                return None
            position = found
        last = doc[position]
        ancestor = last.head
        for _ in range(4):
            if ancestor == verb:
                return last
            ancestor = ancestor.head
        return None

    def _role(self, number: int, verb: Token, role: str, frame: Frame) -> list[Reference]:
        if role == "agent":
            tokens = self._syntax.agents(verb)
        elif role == "patient":
            tokens = self._syntax.patients(verb)
        else:
            tokens = self._syntax.objects_of(verb, role) or [
                t for c in verb.children if c.dep_ == "dobj" for t in self._syntax.objects_of(c, role)
            ]
        if role == "agent" and tokens and tokens[0].i < verb.i:
            noun = next((t for t in self._syntax.objects_of(tokens[0], "of")), tokens[0])
            spelled = self._lists.between_dashes(number, tokens[0], verb) or self._lists.postponed(number, noun)
            spelled = spelled or self._lists.postponed(number, tokens[0])
            if spelled:
                return spelled
        if role == "agent" and tokens and not self._syntax.is_passive(verb):
            tokens = [*tokens, *alongside(verb, tokens[0])]
        found = self._actors.of(number, tokens)
        if any(token.i < verb.i and token.is_ancestor(verb) for token in tokens):
            # "X, who ran, and Y": the relative clause is about X alone
            found = [r for r in found if r.paragraph != number or r.start < verb.i]
        return found

    def _objects(self, number: int, verb: Token, frame: Frame, last: Token | None) -> Iterator[Reference]:
        if last is not None and not (last.dep_ == "prt" and frame.subject == "patient"):  # "was laid off from Y"
            tokens = [child for child in last.children if child.dep_ == "pobj"]
            if not tokens:
                tokens = self._syntax.objects_of(verb, last.lower_)
            if not tokens and (
                last.dep_ == "prt" or (last.pos_ in ("ADP", "ADV", "NOUN") and not any(True for _ in last.children))
            ):
                tokens = self._syntax.patients(verb)
            if tokens or frame.id != "donate":
                yield from self._resolve(number, tokens, frame)
                return  # but "maxed out to X"
        for slot in frame.object:
            if slot == "patient":
                tokens = self._syntax.patients(verb) or self._adjacent(number, verb)
            elif slot == "speech":
                spoken = [
                    t
                    for p in ("in", "during")
                    for t in self._syntax.objects_of(verb, p)
                    if t.lower_ in ("speech", "address", "remarks", "keynote", "talk", "appearance", "presentation")
                ]
                tokens = [t for s in spoken for p in ("at", "to", "before") for t in self._syntax.objects_of(s, p)]
            elif slot == "clause":  # "helped X win"
                clauses = [c for c in verb.children if c.dep_ == "ccomp"]
                tokens = [t for c in clauses for t in c.children if t.dep_ in ("nsubj", "nsubjpass")]
            elif slot == "whose":  # "a CNN poll conducted by Y"
                tokens = [
                    t
                    for c in self._syntax.patients(verb)
                    for t in c.children
                    if t.dep_ in ("compound", "nmod", "poss") and t.i < c.i
                ]
            elif slot == "agent":
                tokens = self._syntax.agents(verb)
            elif slot == "dative":
                tokens = self._syntax.datives(verb)
            elif slot.startswith("event:"):
                tokens = [
                    t for c in self._syntax.patients(verb) for t in self._syntax.objects_of(c, slot[6:])
                ] or self._syntax.objects_of(verb, slot[6:])
                if not tokens:  # "hosted a fundraiser at her home for X"
                    places = [t for p in ("at", "in") for t in self._syntax.objects_of(verb, p)]
                    tokens = [t for place in places for t in self._syntax.objects_of(place, slot[6:])]
            else:
                tokens = self._syntax.objects_of(verb, slot)
                if not tokens and frame.id == "say-at":
                    tokens = self._after_listeners(verb, slot)
                if not tokens and frame.relation in ("DONATED_TO", "RAISED_FUNDS_FOR", "INVESTED_IN"):
                    tokens = [
                        t for c in verb.children if c.dep_ in ("dobj", "nsubjpass") for t in self._nested(c, slot)
                    ]
            found = list(self._resolve(number, tokens, frame))
            if not found and slot == "patient":
                found = list(self._resolve(number, self._adjacent(number, verb), frame))
            if found:
                yield from found
                return

    def _after_listeners(self, verb: Token, preposition: str) -> list[Token]:
        """Return what "at" is of in "told members of the guild at the summit": the parser hung it on who listens."""
        return [
            found
            for child in verb.children
            if child.dep_ in ("dobj", "dative") and child.i > verb.i and all(c.tag_ != "PRP$" for c in child.children)
            for token in child.subtree
            if token.pos_ in ("NOUN", "PROPN")
            for found in self._syntax.objects_of(token, preposition)
        ]

    def _adjacent(self, number: int, verb: Token) -> list[Token]:
        """Return the name right after a verb in the active voice, which the parser may hang on what follows."""
        if self._syntax.is_passive(verb) or verb.i + 1 >= len(verb.doc):
            return []
        first = verb.i + 1
        while (
            first < min(verb.i + 5, len(verb.doc) - 1)
            and verb.doc[first].dep_ == "compound"
            and (self._document.index.at(number, first) is None)
        ):
            first += 1  # "endorsed Vice President X"
        reference = self._document.index.at(number, first)
        if reference is None or reference.start != first:
            return []
        root = verb.doc[reference.start : reference.end].root
        if root.dep_ == "nsubj" and any(c.dep_ == "nsubj" and c.i < verb.i for c in root.head.children):
            return [root]  # "the decision to endorse X upended the race": X is no second subject
        return [] if root.dep_ in ("nsubj", "nsubjpass", "poss") or root.head.i < reference.start else [root]

    def _nested(self, token: Token, preposition: str) -> list[Token]:
        """Return the object of a preposition that the parser hung on the sum or on a part of it."""
        found = self._syntax.objects_of(token, preposition)
        for child in token.children:
            if not found and child.dep_ in ("prep", "quantmod", "nummod", "appos"):
                for inner in child.children:
                    found = found or self._syntax.objects_of(inner, preposition)
        return found

    def _resolve(self, number: int, tokens: list[Token], frame: Frame) -> Iterator[Reference]:
        if frame.relation == "RUNS_FOR":
            for token in tokens:
                for item in chain(token):
                    reference = self._actors.candidacies.find(number, item)
                    if reference is not None:
                        yield reference
            return
        stands_for = any(token.lower_ in _STOOD_FOR for token in tokens)
        metonyms = frame.metonyms and (frame.relation not in ("ENDORSED", "RAISED_FUNDS_FOR") or stands_for)
        yield from self._actors.of(number, tokens, metonyms)

    # -- nouns ---------------------------------------------------------------------------------------------------

    def _noun(self, number: int, noun: Token, frame: Frame) -> Iterator[Candidate]:
        verb = noun.head if noun.dep_ in ("dobj", "nsubjpass", "pobj", "attr", "conj") else None
        if verb is not None and noun.dep_ == "pobj":
            verb = noun.head.head
            if noun.head.lower_ == "in" and verb.dep_ == "dobj" and verb.pos_ in ("NUM", "NOUN", "SYM"):
                verb = verb.head  # "received $5 million in donations from X"
        if verb is not None and noun.dep_ == "conj":
            verb = verb.head if verb.dep_ == "dobj" else None
        verb = verb if verb is not None and verb.pos_ in ("VERB", "AUX") else None
        if _is_circumstance(noun):
            verb = None  # "resumed work after attacks on Y"
        light = verb is not None and self._verb_in(verb, frame.light)
        receive = verb is not None and not light and self._verb_in(verb, frame.receive)
        if receive and noun.dep_ == "nsubjpass" and any(child.dep_ == "poss" for child in noun.children):
            receive = False  # "X's gift to Y was disclosed", "X's suit against Y was settled"
        objects = self._noun_slots(number, noun, frame.noun_object, frame, frame.metonyms)
        if not objects and light and verb is not None:
            tokens = [t for slot in frame.noun_object for t in self._syntax.objects_of(verb, slot)] or (
                self._syntax.datives(verb)
            )
            objects = self._actors.of(number, tokens, frame.metonyms)
        if not objects:
            tokens = [
                t
                for c in noun.children
                if c.dep_ in ("acl", "relcl") and self._verb_in(c, frame.light)
                for slot in frame.noun_object
                for t in self._syntax.objects_of(c, slot)
            ]
            objects = self._actors.of(number, tokens, frame.metonyms)
        subjects: list[Reference] = []
        told = next((c for c in noun.children if c.dep_ == "relcl" and self._verb_in(c, frame.receive)), None)
        if told is not None and not objects and not receive and frame.relation == "MET_WITH":
            # "the call that X received from Y"
            objects = self._actors.of(number, self._syntax.agents(told))
            subjects = self._actors.of(number, self._syntax.objects_of(told, "from"))
            if subjects and objects:
                yield from self._joiner.join(number, subjects, objects, frame, noun, told)
            return
        if (
            noun.dep_ == "pobj"
            and noun.head.lower_ == "under"
            and noun.head.head.lemma_ in ("be", "come", "remain")
            and frame.relation in ("REGULATES", "CRITICIZED")
        ):
            # "is under investigation by X"
            objects = self._actors.of(number, self._syntax.surface_subject(noun.head.head))
        if receive and verb is not None:
            # "her remarks drew praise from X"; but no plan is endorsed
            spoken = frame.metonyms and frame.relation in ("CRITICIZED", "PRAISED")
            objects = self._actors.of(number, self._receivers(verb, noun), spoken)
            tokens = (
                self._syntax.objects_of(noun, "from")
                or self._syntax.objects_of(noun, "by")
                or self._syntax.objects_of(verb, "from")
                or [c for c in noun.children if c.dep_ == "poss"]
            )
            if not tokens:  # "settled a lawsuit brought by X"
                tokens = [
                    t
                    for c in noun.children
                    if c.dep_ == "acl" and self._verb_in(c, frame.light)
                    for t in self._syntax.agents(c)
                ]
            if not tokens and frame.receive_poss:
                tokens = self._syntax.objects_of(noun, "of")
            subjects = self._actors.of(number, tokens)
        else:
            slots = [
                slot for slot in frame.noun_subject if slot not in ("of", "between") or slot not in frame.noun_object
            ]
            subjects = self._noun_slots(number, noun, tuple(slots), frame, False)
            if not subjects and frame.id == "meet" and noun.dep_ == "conj" and noun.head.pos_ == "NOUN":
                # "X's speech to Congress and meetings with Y"
                subjects = self._actors.of(number, [c for c in noun.head.children if c.dep_ == "poss"])
            if not subjects and light and verb is not None:
                subjects = self._actors.of(number, self._syntax.agents(verb))
            if not subjects and frame.id == "partner" and noun.dep_ == "pobj" and noun.head.lower_ == "with":
                subjects = self._actors.of(number, [noun.head.head])  # "a group with ties to X"
            if not subjects and frame.holder:
                subjects = self._actors.of(number, self._syntax.holder(noun))
            if not subjects:
                # "a lawsuit brought by X", "a donation made by X"
                tokens = [
                    t
                    for c in noun.children
                    if c.dep_ in ("acl", "relcl") and self._verb_in(c, frame.light)
                    for t in self._syntax.agents(c)
                ]
                subjects = self._actors.of(number, tokens)
        if not objects and frame.between:
            pair = self._actors.of(number, self._syntax.objects_of(noun, "between"))
            if len(pair) == 2:
                yield from self._joiner.join(number, pair[:1], pair[1:], frame, noun)
            return
        if frame.noun_types and any(r.entity.type not in frame.noun_types for r in (*subjects, *objects)):
            return
        if subjects and objects:
            lent = verb if light or receive else None
            if lent is None:  # "the donation that X made"
                lent = next(
                    (c for c in noun.children if c.dep_ in ("acl", "relcl") and self._verb_in(c, frame.light)), None
                )
            yield from self._joiner.join(number, subjects, objects, frame, noun, lent)
        elif subjects or objects:
            self._note(number, noun.i, noun.i + 1, f"{frame.id}: only one end is named for {noun.text!r}")

    def _receivers(self, verb: Token, noun: Token) -> list[Token]:
        return self._syntax.surface_subject(verb) if noun.dep_ != "nsubjpass" else self._syntax.agents(verb)

    def _verb_in(self, verb: Token, phrases: frozenset[str]) -> bool:
        lemma = verb.lemma_.lower()
        if lemma in phrases:
            return True
        return any(
            f"{lemma} {child.lower_}" in phrases for child in verb.children if child.dep_ in ("prt", "prep", "advmod")
        )

    def _noun_slots(
        self, number: int, noun: Token, slots: tuple[str, ...], frame: Frame, metonyms: bool
    ) -> list[Reference]:
        for slot in slots:
            if slot == "poss":
                tokens = [child for child in noun.children if child.dep_ == "poss"]
            else:
                tokens = self._syntax.objects_of(noun, slot)
            found = (
                list(self._resolve(number, tokens, frame))
                if frame.relation == "RUNS_FOR" and slots is frame.noun_object
                else self._actors.of(number, tokens, metonyms)
            )
            if found:
                return found
        return []

    def _idiom(self, number: int, noun: Token, frame: Frame, idiom: Idiom) -> Iterator[Candidate]:
        verbs, _, prepositions, modifiers = idiom
        if modifiers and not any(child.lower_ in modifiers and child.i < noun.i for child in noun.children):
            return
        verb = noun.head
        if noun.dep_ == "conj" and verb.dep_ == "dobj" and verb.pos_ == "NOUN":
            verb = verb.head
        if noun.dep_ == "pobj" and verb.dep_ == "prep":
            verb = verb.head
            if verb.lower_ in ("lot", "deal", "ton", "lots"):
                verb = verb.head  # "has a lot of respect for X"
        if (
            noun.dep_ not in ("dobj", "nsubjpass", "pobj", "conj", "compound")
            or verb.pos_ not in ("VERB", "AUX")
            or not self._verb_in(verb, verbs)
        ):
            return
        tokens: list[Token] = []
        if "patient-with" in prepositions:
            # "served the company with a subpoena", "hit it with a fine"
            if noun.dep_ != "pobj":
                return
            tokens = [child for child in verb.children if child.dep_ == "dobj"]
        for preposition in prepositions:
            if tokens:
                break
            if preposition == "dative":
                # "gave Smith credit": the parser may join the two nouns
                tokens = self._syntax.datives(verb) or [child for child in noun.children if child.dep_ == "compound"]
                continue
            if preposition in ("poss", "compound"):
                tokens = [child for child in noun.children if child.dep_ == preposition]
                continue
            tokens = self._syntax.objects_of(noun, preposition) or self._syntax.objects_of(verb, preposition)
            if tokens:
                break
        if not tokens:
            # "sold its Apple stake", "Apple shares worth ..."
            tokens = (
                [child for child in noun.children if child.dep_ in ("compound", "nmod")]
                if frame.relation == "INVESTED_IN"
                else []
            )
        objects = list(self._resolve(number, tokens, frame))
        subjects = self._role(number, verb, "agent", frame)
        if subjects and objects:
            yield from self._joiner.join(number, subjects, objects, frame, noun, verb)

    def _adjective(self, number: int, adjective: Token, frame: Frame) -> Iterator[Candidate]:
        objects: list[Reference] = []
        for slot in frame.object:
            objects = objects or self._actors.of(number, self._syntax.objects_of(adjective, slot), frame.metonyms)
        if not objects:
            return
        if adjective.dep_ == "acomp" or (
            adjective.dep_ in ("conj", "attr", "oprd") and adjective.head.pos_ in ("AUX", "VERB")
        ):
            subjects = self._actors.of(number, self._syntax.surface_subject(adjective.head))
        elif adjective.dep_ in ("amod", "acl", "relcl"):
            subjects = self._actors.of(number, [adjective.head])
        elif adjective.tag_ == "VBN" and any(c.dep_ == "auxpass" and c.lemma_ == "be" for c in adjective.children):
            subjects = self._actors.of(number, self._syntax.surface_subject(adjective))  # "was impressed by X"
        else:
            return
        yield from self._joiner.join(number, subjects, objects, frame, adjective)


def _stem(word: str) -> str:
    """Return a verb without its ending, for words that the lemmatizer does not know ("cofounded")."""
    for ending in ("ing", "ed", "s"):
        if word.endswith(ending) and len(word) > len(ending) + 3:
            return word[: -len(ending)]
    return word


def _is_circumstance(noun: Token) -> bool:
    """Say whether a noun only tells when a clause was: whose "work resumed after attacks on Y" were is not told."""
    return noun.dep_ == "pobj" and noun.head.lower_ in (
        "after",
        "amid",
        "amidst",
        "following",
        "before",
        "since",
        "despite",
    )
