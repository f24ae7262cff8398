"""Backing and blame told beside a clause: "after criticism from X", "in support of Y", "X and Y traded insults"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from techpol.loaders.articles.english.actors import Actors
from techpol.loaders.articles.english.candidate import Candidate
from techpol.loaders.articles.english.document import Document
from techpol.loaders.articles.english.mentions import Reference
from techpol.loaders.articles.english.scanner import Scanner
from techpol.loaders.articles.english.settling import ACTORS

_MUTUAL = frozenset(["criticize", "praise", "support", "oppose", "endorse"])  # frames that "each other" may follow
_TRADING = frozenset("trade exchange swap volley".split())
_BARBS = frozenset(
    "insult barb jab accusation criticism recrimination swipe dig zinger taunt broadside slur potshot charge "
    "allegation attack".split()
)
_BLAME = frozenset(
    "criticism criticisms backlash outcry condemnation rebuke rebukes denunciation ridicule mockery scorn blowback "
    "fury ire wrath outrage attacks taunts".split()
)
_UPON = frozenset("after amid amidst despite following under to by facing".split())
# What one does who is blamed: he gives way, or he stands his ground.
_ANSWERING = frozenset(
    "apologize apologise backtrack backpedal retreat delete remove drop reverse withdraw pull cancel scrap abandon "
    "walk defend insist clarify change revise retract relent reconsider soften tone fold cave rescind amend "
    "disavow regret concede acknowledge deny dismiss respond reply react shelve scrub edit recant".split()
)
_GIVING_WAY = frozenset("off down away".split())  # "backed off", "stood down"
_STANDS: dict[str, str] = {
    "support": "SUPPORTED",
    "favor": "SUPPORTED",
    "favour": "SUPPORTED",
    "defense": "SUPPORTED",
    "defence": "SUPPORTED",
    "opposition": "OPPOSED",
}
_ACTING = frozenset(
    "speak campaign spend rally testify appear march demonstrate work write tweet post lobby argue intervene rise "
    "canvass fundraise protest advertise".split()
)
_MAKING = frozenset(
    "hold write sign file give run air release launch organize organise host spend deliver make issue post lead "
    "stage join headline publish pen co-sign cosign tape record fund buy conduct send".split()
)
_MEANS = frozenset(
    "rally event fundraiser letter brief statement ad ads campaign speech remarks op-ed petition video post tweet "
    "message commercial commercials commercials million dollars money march demonstration testimony editorial essay "
    "concert operation operations robocall mailer mailers drive effort efforts".split()
)
_BACKING = {"endorsement": "ENDORSED", "endorsements": "ENDORSED"}
_THANKFUL = frozenset("grateful thankful proud honored honoured humbled delighted thrilled pleased".split())
_LISTING = frozenset("announce unveil release list publicize publish report".split())
_BEATING = frozenset("beat defeat lead trail overtake best topple edge pass outpoll win unseat face".split())
_LIFTING = frozenset("give boost help propel lift buoy catapult vault hand".split())
_WORDS = frozenset("ad ads commercial commercials statement letter video editorial mailer post tweet spot".split())
_SPEECHES = frozenset("speech address remarks statement letter interview post video op-ed sermon editorial".split())
_DRAWING = frozenset("draw earn incur provoke attract raise".split())
_IRE = frozenset("ire wrath scorn fury anger criticism condemnation rebuke ridicule contempt".split())
_ILL = frozenset(
    "bad terrible nasty awful horrible unkind critical unflattering harsh negative disparaging mean vile racist "
    "vicious cruel hurtful hateful ugly".split()
)
_WELL = frozenset("good nice kind great wonderful positive flattering glowing complimentary lovely generous".split())
_TARGETS = ACTORS | {"GovernmentBody"}


class StanceMatcher(Scanner):
    """Reads who backs and who blames in one document, where no verb has both for its own."""

    def __init__(self, document: Document, actors: Actors) -> None:
        super().__init__(document, actors)
        self._verbs = stance_verbs(document)

    def match(self, number: int, doc: Doc) -> Iterator[Candidate]:
        """Yield the candidates of one paragraph."""
        for token in doc:
            word = token.lower_
            if word in ("other", "another"):
                yield from self._each_other(number, token)
            elif token.pos_ == "VERB" and token.lemma_ in _TRADING:
                yield from self._traded(number, token)
            elif word in _BLAME or word in _IRE:
                yield from self._blamed(number, token)
            elif word in _STANDS and token.dep_ == "pobj" and token.head.lower_ == "in":
                yield from self._in_support(number, token)
            elif word in _BACKING:
                yield from self._endorsed(number, token)
            elif word == "things":
                yield from self._things_said(number, token)
            elif word == "thank" and token.i + 2 < len(doc) and token.nbor().lower_ == "you":
                yield from self._thanked(number, token)
            elif word == "praise" and token.dep_ == "pobj" and token.head.head.lower_ == "full":
                yield from self._full_of_praise(number, token)
            elif token.tag_ == "VBG" and token.lemma_ == "question":
                yield from self._among(number, token)
            if token.pos_ == "VERB" and token.lemma_ in self._verbs:
                yield from self._in_words(number, token)
                yield from self._in_speech(number, token)
                yield from self._among(number, token)

    # -- one another ---------------------------------------------------------------------------------------------

    def _each_other(self, number: int, word: Token) -> Iterator[Candidate]:
        """ "X and Y praised each other"."""
        if word.i == 0 or word.nbor(-1).lower_ not in ("each", "one"):
            return
        verb = word.head
        relation = self._verbs.get(verb.lemma_.lower()) if word.dep_ == "dobj" else None
        if relation is not None and verb.pos_ == "VERB":
            yield from self._both_ways(number, self._actors.of(number, self._syntax.agents(verb)), relation, verb)

    def _traded(self, number: int, verb: Token) -> Iterator[Candidate]:
        """ "X and Y traded insults", "X traded barbs with Y"."""
        things = [child for child in verb.children if child.dep_ == "dobj"]
        if not any(thing.lemma_.lower() in _BARBS and thing.tag_ == "NNS" for thing in things):
            return
        pair = self._actors.of(number, self._syntax.agents(verb))
        if len(pair) == 1:
            tokens = [t for head in (verb, *things) for t in self._syntax.objects_of(head, "with")]
            pair += [r for r in self._actors.of(number, tokens) if r.entity is not pair[0].entity]
        yield from self._both_ways(number, pair, "CRITICIZED", verb)

    def _both_ways(self, number: int, pair: list[Reference], relation: str, verb: Token) -> Iterator[Candidate]:
        if len(pair) != 2:
            return
        for one, other in (pair, pair[::-1]):
            yield from self._pair(number, one, relation, other, verb, "construction:each-other")

    # -- blame ---------------------------------------------------------------------------------------------------

    def _blamed(self, number: int, noun: Token) -> Iterator[Candidate]:
        """ "X apologized after criticism from Y", "X's plan was met with scorn from Y", "X drew the ire of Y"."""
        if any(self._syntax.objects_of(noun, slot) for slot in ("against", "on", "at")):
            return
        critics = self._syntax.objects_of(noun, "from") or self._syntax.objects_of(noun, "by")
        verb = noun.head
        if noun.dep_ == "dobj" and noun.lower_ in _IRE and verb.lemma_ in _DRAWING:
            critics = critics or self._syntax.objects_of(noun, "of")
            targets = self._actors.of(number, self._syntax.agents(verb), metonyms=True)
            yield from self._critics(number, critics, targets, noun, verb)
            return
        if noun.dep_ != "pobj" or not critics or self._syntax.objects_of(noun, "of"):
            return
        preposition, verb = noun.head, noun.head.head
        if verb.pos_ not in ("VERB", "AUX"):
            return
        if preposition.lower_ == "with" and verb.lemma_ in ("meet", "greet") and self._syntax.is_passive(verb):
            targets = self._actors.of(number, self._syntax.surface_subject(verb), metonyms=True)
            yield from self._critics(number, critics, targets, noun, verb)
        elif preposition.lower_ in _UPON and self._answers(verb):
            if verb.lemma_ == "defend" and any(self._is_another(c) for c in verb.children):
                return  # "defended Y after criticism from X": of Y
            if self._is_denied(verb):
                return
            targets = self._actors.of(number, self._syntax.agents(verb))
            yield from self._critics(number, critics, targets, noun, None)

    def _is_another(self, token: Token) -> bool:
        """Say whether an object is somebody who is defended, not a plan, nor oneself."""
        if token.dep_ != "dobj" or token.lower_.endswith(("self", "selves")):
            return False
        return token.pos_ in ("PROPN", "PRON") or token.lower_ in self._document.vocabulary.person_nouns

    def _is_denied(self, verb: Token) -> bool:
        """Say whether somebody does not do it, or denies that he did: there need be no blame."""
        above = verb.head if verb.dep_ in ("ccomp", "xcomp") else verb
        return (
            above.lemma_ in ("deny", "dispute") and above is not verb or any(c.dep_ == "neg" for c in verb.children)
        )

    def _answers(self, verb: Token) -> bool:
        if verb.lemma_ in _ANSWERING:
            return not self._syntax.is_passive(verb)
        return verb.lemma_ in ("back", "stand", "walk", "take") and any(
            child.dep_ in ("prt", "advmod") and child.lower_ in _GIVING_WAY for child in verb.children
        )

    def _critics(
        self, number: int, tokens: list[Token], targets: list[Reference], noun: Token, verb: Token | None
    ) -> Iterator[Candidate]:
        if len(targets) != 1:
            return
        for critic in self._actors.of(number, tokens):
            yield from self._pair(
                number, critic, "CRITICIZED", targets[0], verb or noun, "construction:blamed", stated=verb is None
            )

    def _things_said(self, number: int, things: Token) -> Iterator[Candidate]:
        """ "X said terrible things about Y", "X has had bad things to say about Y"."""
        how = {child.lower_ for child in things.children if child.dep_ == "amod"}
        good, bad = bool(how & _WELL), bool(how & _ILL)
        verb = things.head
        if good == bad or things.dep_ != "dobj" or any(child.dep_ in ("det", "neg") for child in things.children):
            return
        speaking = next((c for c in things.children if c.dep_ in ("relcl", "acl") and c.lemma_ == "say"), None)
        if verb.lemma_ == "say":
            speaking = verb
        elif verb.lemma_ not in ("have", "find") or speaking is None:
            return
        about = [t for head in (speaking, things, verb) if head for t in self._syntax.objects_of(head, "about")]
        subjects = self._actors.of(number, self._syntax.agents(verb))
        targets = self._actors.of(number, about[:1], metonyms=True)
        if len(subjects) == 1 and len(targets) == 1:
            relation = "PRAISED" if good else "CRITICIZED"
            yield from self._pair(number, subjects[0], relation, targets[0], verb, "construction:things-said")

    def _in_speech(self, number: int, verb: Token) -> Iterator[Candidate]:
        """ "In a speech that attacked Y, X laid out a plan"."""
        speech = verb.head
        if verb.dep_ not in ("relcl", "acl") or speech.lower_ not in _SPEECHES or self._syntax.is_passive(verb):
            return
        if any(child.dep_ in ("nsubj", "dobj") and child.i < verb.i and child.lower_ not in ("that", "which")
               for child in verb.children):  # fmt: skip
            return
        above = speech.head.head
        if speech.dep_ != "pobj" or speech.head.lower_ not in ("in", "during") or above.pos_ != "VERB":
            return
        speakers = self._actors.of(number, self._syntax.agents(above))
        targets = self._actors.of(number, self._syntax.patients(verb), metonyms=True)
        if len(speakers) == 1 and not any(child.dep_ == "poss" for child in speech.children):
            for target in targets:
                yield from self._pair(
                    number, speakers[0], self._verbs[verb.lemma_], target, verb, "construction:in-words", stated=True
                )

    def _in_words(self, number: int, verb: Token) -> Iterator[Candidate]:
        """ "an ad by X accuses Y", "a statement from X praised Y"."""
        relation = self._verbs[verb.lemma_]
        if relation not in ("CRITICIZED", "PRAISED") or self._syntax.is_passive(verb):
            return
        words = [child for child in verb.children if child.dep_ == "nsubj" and child.lower_ in _WORDS]
        if len(words) != 1:
            return
        owners = [t for slot in ("by", "from") for t in self._syntax.objects_of(words[0], slot)]
        targets = self._actors.of(number, self._syntax.patients(verb), metonyms=True)
        for owner in self._actors.of(number, owners[:1]):
            for target in targets:
                yield from self._pair(number, owner, relation, target, verb, "construction:in-words")

    def _among(self, number: int, verb: Token) -> Iterator[Candidate]:
        """ "among those backing X are Y and Z", "lawmakers criticizing X include Y"."""
        those = verb.head
        if verb.dep_ != "acl" or verb.tag_ != "VBG" or those.tag_ not in ("DT", "NNS", "NNPS"):
            return
        names: list[Token] = []
        if those.dep_ == "pobj" and those.head.lower_ == "among" and those.head.head.lemma_ == "be":
            names = [c for c in those.head.head.children if c.dep_ in ("attr", "nsubj") and c.i > verb.i]
        elif those.dep_ == "nsubj" and those.head.lemma_ == "include":
            names = [c for c in those.head.children if c.dep_ == "dobj"]
        subjects = [r for r in self._actors.of(number, names) if r.kind == "name"]
        for target in self._actors.of(number, self._syntax.patients(verb), metonyms=True):
            if verb.lemma_ == "question" and not target.metonym:
                continue  # who questions a witness asks him
            for subject in subjects:
                relation = self._verbs.get(verb.lemma_, "CRITICIZED")
                yield from self._pair(
                    number, subject, relation, target, verb, "construction:among-those", stated=True
                )

    def _thanked(self, number: int, thank: Token) -> Iterator[Candidate]:
        """'"Thank you, President X, for your service," Y said'."""
        doc, i = thank.doc, thank.i + 2
        while i < min(len(doc) - 1, thank.i + 6) and self._index.at(number, i) is None:
            if doc[i].text != "," and not doc[i].text[:1].isupper():
                return
            i += 1
        named = self._index.at(number, i)
        quoted = self._document.coreference.quotation(number, thank)
        if named is None or named.entity.type != "Person" or quoted is None:
            return
        after = [token.lower_ for token in doc[named.end : named.end + 2]]
        if "for" not in after or any(child.dep_ in ("neg", "nsubj") for child in thank.children):
            return
        speaker = self._document.coreference.speaker(number, quoted)
        if speaker is not None:
            yield from self._pair(number, speaker, "PRAISED", named, thank, "construction:quote", stated=True)

    def _full_of_praise(self, number: int, noun: Token) -> Iterator[Candidate]:
        """ "X was full of praise for Y"."""
        full = noun.head.head
        if full.dep_ == "acomp" and full.head.lemma_ == "be":
            for subject in self._actors.of(number, self._syntax.surface_subject(full.head)):
                for target in self._actors.of(number, self._syntax.objects_of(noun, "for"), metonyms=True):
                    yield from self._pair(number, subject, "PRAISED", target, full.head, "construction:in-praise")

    # -- backing -------------------------------------------------------------------------------------------------

    def _in_support(self, number: int, noun: Token) -> Iterator[Candidate]:
        """ "spoke in support of X", "held a rally in opposition to Y"."""
        above = noun.head.head
        if noun.lower_ in ("favor", "favour") and above.lemma_ in ("rule", "vote", "decide", "find", "argue"):
            return
        verb = above
        if above.pos_ == "NOUN" and above.dep_ == "dobj" and above.lower_ in _MEANS:
            verb = above.head
        objects = [child for child in verb.children if child.dep_ == "dobj"]
        makes = verb.lemma_ in _MAKING and any(
            child.lower_ in _MEANS or any(c.lower_ in _MEANS for c in child.children) for child in objects
        )
        if verb.pos_ != "VERB" or not (makes or (verb.lemma_ in _ACTING and not objects)):
            return
        targets = [
            r
            for slot in ("of", "to")
            for r in self._actors.of(number, self._syntax.objects_of(noun, slot), metonyms=True)
        ]
        for subject in self._actors.of(number, self._syntax.agents(verb)):
            for target in targets:
                yield from self._pair(
                    number, subject, _STANDS[noun.lower_], target, verb, "construction:in-support-of"
                )

    def _endorsed(self, number: int, noun: Token) -> Iterator[Candidate]:
        """ "X is grateful for Y's endorsement", "with Y's endorsement, X leads", "endorsements from Y"."""
        if any(self._syntax.objects_of(noun, slot) for slot in ("of", "for")):
            return
        givers = self._syntax.objects_of(noun, "from")
        owners = [child for child in noun.children if child.dep_ == "poss"]
        head = noun.head
        targets: list[Token] = []
        if noun.dep_ == "dobj" and givers and not owners and head.lemma_ in _LISTING:
            targets = self._syntax.agents(head)
        elif noun.dep_ == "pobj" and head.lower_ in ("for", "of", "by") and head.head.lower_ in _THANKFUL:
            adjective = head.head
            if adjective.dep_ == "acomp" and adjective.head.lemma_ == "be":
                targets = self._syntax.surface_subject(adjective.head)
        elif noun.dep_ == "pobj" and head.lower_ in ("with", "after", "following") and owners:
            verb = head.head
            if verb.pos_ in ("VERB", "AUX") and noun.i < verb.i:
                targets = self._syntax.surface_subject(verb)
        elif noun.dep_ == "nsubj" and owners and head.lemma_ in _LIFTING:
            targets = self._syntax.datives(head) or self._syntax.patients(head)  # "X's endorsement gave Y a boost"
        found = [r for r in self._actors.of(number, targets) if r.entity.type == "Person"]
        if len(found) != 1 or self._is_to_come(noun):
            return
        for giver in self._actors.of(number, givers or owners):
            if giver.kind != "pronoun":
                yield from self._pair(
                    number, giver, "ENDORSED", found[0], noun, "construction:their-endorsement", stated=True
                )

    def _is_to_come(self, noun: Token) -> bool:
        """Say whether an endorsement may be no more than hoped for, or be of somebody else who is named."""
        verb = next((t for t in noun.ancestors if t.pos_ in ("VERB", "AUX") and t.dep_ != "prep"), None)
        if verb is None:
            return False
        if any(child.tag_ == "MD" for child in verb.children):
            return True
        return (
            noun.dep_ == "pobj"
            and noun.head.head == verb
            and verb.lemma_ not in _BEATING
            and any(c.dep_ == "dobj" and c.pos_ == "PROPN" for c in verb.children)
        )

    def _pair(
        self, number: int, subject: Reference, relation: str, target: Reference, trigger: Token, rule: str,
        stated: bool = False,
    ) -> Iterator[Candidate]:  # fmt: skip
        if subject.entity is target.entity or subject.entity.owner is target.entity:
            return
        if subject.entity.type in ACTORS and target.entity.type in _TARGETS:
            yield Candidate(number, subject, relation, target, trigger, rule, stated=stated, confidence=0.8)


def stance_verbs(document: Document) -> dict[str, str]:
    """Return the verbs of one word that back, blame or praise whom they have for an object, and what they say."""
    found: dict[str, str] = {}
    for frame in document.vocabulary.lexicon.frames:
        if frame.id in _MUTUAL and "patient" in frame.object and frame.subject == "agent":
            found.update({verb: frame.relation for verb in frame.verbs if " " not in verb})
    return found
