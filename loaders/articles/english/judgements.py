"""What people call each other and say of each other: "X called Y's plan 'a disaster'", "X said that Y is a liar"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from techpol.loaders.articles.english.actors import Actors
from techpol.loaders.articles.english.candidate import Candidate
from techpol.loaders.articles.english.document import Document
from techpol.loaders.articles.english.mentions import Reference
from techpol.loaders.articles.english.scanner import Scanner
from techpol.loaders.articles.english.settling import ACTORS

_NAMING = frozenset(
    "call label brand describe portray cast dub deem denounce mock slam depict paint characterize dismiss "
    "blast decry tout refer".split()
)
_BELITTLING = frozenset("paint brand mock slam dismiss blast decry deride".split())
# After these a name of one's own making in quotation marks is hardly ever kind: 'called her a "DEI hire"'.
_LABELLING = frozenset("call label brand dub deem deride refer".split())
_LIKENING = frozenset(["liken", "compare"])
_SAYING = frozenset(
    "say tell argue write tweet add insist declare believe think claim maintain contend call post warn "
    "suggest".split()
)
_FOES = ("Person", "Group", "Party", "Committee", "Campaign")  # an outlet's label may be a mere opinion
_TARGETS = ("Person", "Organization", "Company", "Group", "MediaOrganization", "Committee", "Campaign", "Party")
_ONE_MEMBER = frozenset("republican democrat libertarian conservative tory".split())
_OPENING = frozenset("\"“‘'`").union(["``", "''"])
_FIT = frozenset("fit qualified able capable competent honest sincere serious eligible suited equipped".split())
_WELL_DONE = frozenset(
    "great good tremendous fantastic excellent terrific phenomenal amazing incredible outstanding wonderful superb "
    "remarkable fine masterful".split()
)
_ILL_DONE = frozenset(
    "terrible horrible awful bad poor lousy disastrous horrendous dreadful abysmal miserable".split()
)
_NO = frozenset("not n't no never less than nothing hardly".split())
_STRANGERS = frozenset("man woman person guy heckler protester voter caller reporter bystander".split())
_UNSAID = frozenset("deny avoid refuse decline resist".split())
_REACH = 14  # tokens of a label that are looked at
_LABEL = 9  # tokens of a label in quotation marks
# Where what is said of somebody turns to something else.
_TURNS = frozenset("who which that because after before over during amid when while where despite against".split())


class JudgementMatcher(Scanner):
    """Reads the judgements of one document."""

    def __init__(self, document: Document, actors: Actors) -> None:
        super().__init__(document, actors)
        self._praise = document.vocabulary.words("praise_words")
        self._blame = document.vocabulary.words("blame_words")
        self._blame_verbs = document.vocabulary.words("blame_verbs")
        self._parties = document.vocabulary.parties
        self._villains = document.vocabulary.words("villains")
        self._phrases = [
            (phrase, sign)
            for words, sign in ((self._praise, 1), (self._blame, -1))
            for phrase in words
            if " " in phrase
        ]

    def match(self, number: int, doc: Doc) -> Iterator[Candidate]:
        """Yield the candidates of one paragraph."""
        for token in doc:
            if token.pos_ != "VERB":
                continue
            lemma = token.lemma_.lower()
            if lemma in _NAMING:
                yield from self._called(number, token)
            elif lemma in _LIKENING:
                yield from self._likened(number, token)
            if lemma in _SAYING:
                yield from self._judged(number, token)
            elif lemma in ("question", "doubt"):
                yield from self._questioned(number, token)

    def _called(self, number: int, verb: Token) -> Iterator[Candidate]:
        """ "X called Y's plan 'a disaster'"."""
        agents = self._syntax.agents(verb)
        if any(t.lower_ in _STRANGERS and any(c.lower_ in ("a", "an", "one") for c in t.children) for t in agents):
            return  # "a man called X a thief": nobody who was named before
        subjects = [r for r in self._actors.of(number, agents) if r.entity.type in ACTORS]
        if not subjects:
            return
        objects = [
            child
            for child in verb.children
            if child.dep_ in ("dobj", "oprd", "nsubjpass", "ccomp") and child.i > verb.i
        ]
        if verb.lemma_ == "refer":
            objects = self._syntax.objects_of(verb, "to")
        if self._syntax.is_passive(verb) or not objects:
            return
        if verb.dep_ in ("xcomp", "pcomp") and verb.head.lemma_ in _UNSAID:
            return  # "denied calling him a liar"
        first = objects[0]
        if first.dep_ == "ccomp":
            inner = [child for child in first.children if child.dep_ in ("nsubj", "nsubjpass")]
            if not inner:
                return
            first = inner[0]
        if first.lower_ == "it":
            return  # mostly a thing said or done, not an actor
        targets = self._actors.of(number, [first], metonyms=True)
        start = first.i + 1
        if not targets:
            named = self._index.at(number, verb.i + 1) if verb.i + 1 < len(verb.doc) else None
            if named is not None and named.start == verb.i + 1:
                targets = [named]  # 'called Y "crooked"': the parser may take the name for a part of what follows
                start = named.end
        if len(targets) != 1:
            return
        if targets[0].entity.type == "Party" and first.lower_ in _ONE_MEMBER:
            return
        if targets[0].kind == "nominal" and any(child.text in self._parties for child in first.children):
            return  # "called the Republican nominee ...": of two nominees it may be the other
        if targets[0].paragraph == number and targets[0].start <= first.i < targets[0].end and not targets[0].metonym:
            start = targets[0].end
        label = self._label(verb, start)
        polarity = self._polarity(label)
        if polarity == 0 and verb.lemma_.lower() in _LABELLING and self._is_slur(label):
            if not targets[0].metonym and subjects[0].entity.type in _FOES:
                polarity = -1
        if polarity == 0 and verb.lemma_.lower() in _BELITTLING:
            if any(child.dep_ == "prep" and child.lower_ == "as" for child in verb.children):
                polarity = -1  # "painted X as a wealthy banker": nobody is praised so
        if polarity != 0:
            yield from self._judgement(number, subjects[:1], targets, polarity, verb)

    def _label(self, verb: Token, start: int) -> list[Token]:
        """Return the words of a label, up to where the sentence turns to something else."""
        found: list[Token] = []
        for token in verb.doc[start : min(verb.sent.end, start + _REACH)]:
            if token.lower_ in _TURNS and token.dep_ != "det":
                break
            found.append(token)
        return found

    def _is_slur(self, label: list[Token]) -> bool:
        """Say whether a label is a short one in quotation marks that has a common noun or an adjective of its own."""
        words = [token for token in label[:3] if token.lower_ not in ("as", "a", "an", "the", "“a")]
        if not words or words[0].text[:1] not in _OPENING:
            return False
        inside: list[Token] = []
        for token in label[label.index(words[0]) + 1 :]:
            if token.is_quote or token.text in ("’", "'", "”"):
                return (
                    1 < len(inside) <= _LABEL
                    and any(word.pos_ in ("NOUN", "ADJ") and word.text.islower() for word in inside)
                    and not any(word.lower_ in self._praise or word.lower_ in ("my", "our", *_NO) for word in inside)
                )
            if not token.is_punct:
                inside.append(token)
        return False

    def _likened(self, number: int, verb: Token) -> Iterator[Candidate]:
        """ "X likened Y to a dictator"."""
        if self._syntax.is_passive(verb):
            return
        likeness = [t for p in ("to", "with") for t in self._syntax.objects_of(verb, p)]
        if not any(token.lower_ in self._villains or token.lemma_.lower() in self._villains for token in likeness):
            return
        subjects = [r for r in self._actors.of(number, self._syntax.agents(verb)) if r.entity.type in ACTORS]
        targets = self._actors.of(number, self._syntax.patients(verb), metonyms=True)
        if len(targets) == 1:
            yield from self._judgement(number, subjects[:1], targets, -1, verb)

    def _judged(self, number: int, verb: Token) -> Iterator[Candidate]:
        """ "X said that Y is a liar", '"Y is a liar," X said', "X said Y had lied"."""
        for clause in verb.children:
            if clause.dep_ != "ccomp" or any(
                c.dep_ == "mark" and c.lower_ in ("if", "whether") for c in clause.children
            ):
                continue
            if verb.dep_ == "pcomp" and verb.head.lower_ == "as" and not self._syntax.is_passive(verb.head.head):
                continue  # "quoted X as saying": X says so
            polarity = self._predicate(clause)
            subject = [child for child in clause.children if child.dep_ == "nsubj"]
            if polarity == 0 or not subject or subject[0].lower_ in ("it", "that", "this", "there"):
                continue
            targets = self._actors.of(number, subject, metonyms=True)
            speakers = self._actors.of(number, self._syntax.agents(verb))
            if len(targets) != 1 or len(speakers) != 1:
                continue
            if targets[0].entity.type == "Party" and subject[0].lower_ in _ONE_MEMBER:
                continue  # "the Ohio Republican is ...": one of its members
            if clause.lemma_ != "be" and (
                targets[0].kind != "name" or targets[0].entity.type not in ("Person", "Party")
            ):
                continue
            if speakers[0].entity.type in ("Person", "Group", "Campaign", "Committee", "Party") and (
                targets[0].entity.type in _TARGETS
            ):
                yield from self._judgement(number, speakers, targets, polarity, clause)

    def _questioned(self, number: int, verb: Token) -> Iterator[Candidate]:
        """ "X questioned whether Y is fit to serve"."""
        for clause in verb.children:
            if clause.dep_ != "ccomp" or clause.lemma_ != "be":
                continue
            asked = any(
                child.lower_ in ("whether", "if") and child.dep_ in ("mark", "det") for child in clause.children
            )
            if not asked or not any(c.dep_ == "acomp" and c.lower_ in _FIT for c in clause.children):
                continue
            subject = [child for child in clause.children if child.dep_ == "nsubj"]
            targets = [r for r in self._actors.of(number, subject) if r.entity.type == "Person"]
            speakers = [r for r in self._actors.of(number, self._syntax.agents(verb)) if r.entity.type in ACTORS]
            if len(targets) == len(speakers) == 1 and targets[0].entity is not speakers[0].entity:
                yield Candidate(
                    number, speakers[0], "CRITICIZED", targets[0], verb, "construction:judgement", confidence=0.8
                )

    def _predicate(self, clause: Token) -> int:
        """Return what a clause says of its subject: 1 praise, -1 blame, 0 neither."""
        modals = [c.lower_ for c in clause.children if c.dep_ == "aux" and c.tag_ == "MD"]
        negated = any(child.dep_ == "neg" or child.lower_ in _NO for child in clause.children)
        if clause.lemma_ == "do" and not modals and not negated:
            return job_done(clause)
        if clause.lemma_ != "be":
            if modals or negated or any(child.dep_ in ("xcomp", "prt") for child in clause.children):
                return 0
            return -1 if clause.lemma_.lower() in self._blame_verbs and clause.pos_ == "VERB" else 0
        if any(modal not in ("would", "'d", "will", "'ll") for modal in modals):
            return 0
        predicate = [child for child in clause.children if child.dep_ in ("acomp", "attr") and child.i > clause.i]
        predicate += [child for child in clause.children if child.dep_ in ("prep", "xcomp") and child.i > clause.i]
        if not predicate:
            return 0
        polarity = self._polarity(list(predicate[0].subtree)[:_REACH])
        if polarity > 0 and (negated or modals):
            return -1 if negated and not modals else 0
        return 0 if negated else polarity

    def _polarity(self, tokens: list[Token]) -> int:
        text = " ".join(token.lower_ for token in tokens)
        phrases = {sign for phrase, sign in self._phrases if phrase in text}
        if len(phrases) == 1:
            return phrases.pop()
        good = sum(token.lower_ in self._praise for token in tokens)
        bad = sum(token.lower_ in self._blame for token in tokens)
        if phrases or any(token.lower_ in _NO for token in tokens):
            return 0
        return 1 if good > 0 and bad == 0 else -1 if bad > 0 and good == 0 else 0

    def _judgement(
        self, number: int, subjects: list[Reference], targets: list[Reference], polarity: int, trigger: Token
    ) -> Iterator[Candidate]:
        relation = "PRAISED" if polarity > 0 else "CRITICIZED"
        for subject in subjects:
            for target in targets:
                if subject.entity is not target.entity and target.entity.type not in ("Place", "Event", "Candidacy"):
                    yield Candidate(
                        number, subject, relation, target, trigger, "construction:judgement", confidence=0.8,
                        stated=True,
                    )  # fmt: skip


def job_done(verb: Token) -> int:
    """Return what "has done a tremendous job" says: 1 praise, -1 blame ("a terrible job"), 0 neither."""
    jobs = [child for child in verb.children if child.dep_ == "dobj" and child.lower_ in ("job", "work")]
    how = {child.lower_ for job in jobs for child in job.children if child.dep_ == "amod"}
    return bool(how & _WELL_DONE) - bool(how & _ILL_DONE)
