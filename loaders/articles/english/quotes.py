"""What a speaker's own words do to somebody they name: "X lied", "the worst president", "Y has failed us"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from techpol.loaders.articles.english.actors import Actors
from techpol.loaders.articles.english.candidate import Candidate
from techpol.loaders.articles.english.document import Document
from techpol.loaders.articles.english.judgements import job_done
from techpol.loaders.articles.english.mentions import Reference
from techpol.loaders.articles.english.scanner import Scanner

_TARGETS = frozenset(
    "Person Organization Company Committee Campaign Party Group MediaOrganization GovernmentBody".split()
)
_SAYING = frozenset("say write tweet declare add post remark".split())
_NEAR = 40  # characters between a quotation and the verb that it belongs to
_RESOLVED = frozenset("must will can 'll ’ll".split())
_RUNNING = frozenset(["nominee", "candidate", "president", "vice president", "contender", "hopeful"])
_NEGATED = frozenset("not n't never no".split())


class QuoteMatcher(Scanner):
    """Reads blame and praise in the quotations of one document."""

    def __init__(self, document: Document, actors: Actors) -> None:
        super().__init__(document, actors)
        self._coreference = document.coreference
        self._blame_verbs = document.vocabulary.words("blame_verbs")
        self._blame = document.vocabulary.words("blame_words")
        self._praise = document.vocabulary.words("praise_words")
        self._praise_verbs = document.vocabulary.words("praise_verbs")

    def match(self, number: int, doc: Doc) -> Iterator[Candidate]:
        """Yield the candidates of one paragraph."""
        if self._scenes[number].paragraph.quoted:
            for token in doc:
                if token.pos_ == "VERB" and token.lemma_ in _SAYING:
                    yield from self._said_of(number, token)
        for quoted in self._scenes[number].paragraph.quoted:
            if quoted[1] - quoted[0] < 30:
                continue
            speaker = self._coreference.speaker(number, quoted)
            if speaker is None or speaker.entity.type != "Person":
                continue
            for token in doc:
                if quoted[0] <= token.idx < quoted[1] and token.pos_ in ("VERB", "AUX"):
                    yield from self._judgement(number, speaker, token)
                    if token.lemma_ in ("beat", "defeat", "stop"):
                        yield from self._to_beat(number, speaker, token)

    def _said_of(self, number: int, verb: Token) -> Iterator[Candidate]:
        """'"She is a disgrace," X said of Y': the whole quotation is about Y."""
        quoted = next(
            (
                span
                for span in self._scenes[number].paragraph.quoted
                if 0 <= verb.idx - span[1] < _NEAR or 0 <= span[0] - verb.idx < _NEAR
            ),
            None,
        )
        if quoted is None or quoted[0] <= verb.idx < quoted[1]:
            return
        tokens = [t for p in ("of", "about") for t in self._syntax.objects_of(verb, p)]
        targets = self._actors.of(number, tokens)
        speakers = self._actors.of(number, self._syntax.agents(verb))
        if len(targets) != 1 or len(speakers) != 1 or targets[0].entity is speakers[0].entity:
            return
        if speakers[0].entity.type != "Person" or targets[0].entity.type not in _TARGETS or targets[0].metonym:
            return
        said = [t for t in verb.doc if quoted[0] <= t.idx < quoted[1]]
        words = [
            t.lower_
            for k, t in enumerate(said)
            if not any(
                before.lower_ in _NEGATED | {"than", "less", "if", "would"} for before in said[max(0, k - 4) : k]
            )
        ]
        good, bad = any(word in self._praise for word in words), any(word in self._blame for word in words)
        if good != bad:
            yield Candidate(
                number, speakers[0], "PRAISED" if good else "CRITICIZED", targets[0], verb, "construction:said-of",
                stated=True, confidence=0.75,
            )  # fmt: skip

    def _to_beat(self, number: int, speaker: Reference, verb: Token) -> Iterator[Candidate]:
        """'"We must beat X," Y said': Y is against X. Who runs against X himself is told elsewhere."""
        helpers = {child.lower_ for child in verb.children if child.dep_ == "aux"}
        above = verb.head if verb.dep_ in ("xcomp", "ccomp") else None
        if above is not None and above.lemma_ in ("need", "have", "go"):
            helpers |= {"must"}
            who = [child for child in above.children if child.dep_ == "nsubj"]
        else:
            who = [child for child in verb.children if child.dep_ == "nsubj"]
        if not helpers & _RESOLVED or any(child.dep_ in ("neg", "mark") for child in verb.children):
            return
        if len(who) != 1 or who[0].lower_ not in ("we", "us", "democrats", "republicans"):
            return
        if self._actors.nouns_of.get(id(speaker.entity), set()) & _RUNNING:
            return
        for target in self._actors.of(number, self._syntax.patients(verb)):
            if target.kind == "name" and target.entity.type == "Person" and target.entity is not speaker.entity:
                yield Candidate(
                    number, speaker, "OPPOSED", target, verb, "construction:quote", stated=True, confidence=0.75
                )

    def _judgement(self, number: int, speaker: Reference, verb: Token) -> Iterator[Candidate]:
        if verb.lemma_ == "care" and self._careless(verb):
            yield from self._of_subject(number, speaker, verb, -1)
            return
        if any(
            child.dep_ in ("neg", "mark") or child.lower_ in _NEGATED or (child.dep_ == "aux" and child.tag_ == "MD")
            for child in verb.children
        ):
            return  # "did not fail", "if he fails", "would fail"
        yield from self._of_subject(number, speaker, verb, self._polarity(verb))

    def _careless(self, verb: Token) -> bool:
        """Say whether "X doesn't care about workers"."""
        words = {child.lower_ for child in verb.children}
        return (
            bool(words & {"not", "n't", "n’t"})
            and bool(words & {"about", "for"})
            and "mark" not in {child.dep_ for child in verb.children}
        )

    def _of_subject(self, number: int, speaker: Reference, verb: Token, polarity: int) -> Iterator[Candidate]:
        subjects = [child for child in verb.children if child.dep_ == "nsubj" and child.pos_ in ("PROPN", "NOUN")]
        if polarity == 0 or len(subjects) != 1:
            return
        owned = subjects[0].pos_ == "NOUN"  # "Smith's plan is reckless"
        targets = [r for r in self._actors.of(number, subjects, metonyms=owned) if r.kind == "name"]
        if owned and not all(r.metonym for r in targets):
            return
        if len(targets) != 1 or targets[0].entity is speaker.entity or targets[0].entity.type not in _TARGETS:
            return
        yield Candidate(
            number, speaker, "PRAISED" if polarity > 0 else "CRITICIZED", targets[0], verb, "construction:quote",
            stated=True, confidence=0.75,
        )  # fmt: skip

    def _polarity(self, verb: Token) -> int:
        lemma = verb.lemma_.lower()
        if lemma in self._blame_verbs:
            return -1
        if lemma in self._praise_verbs:
            return 1
        if lemma == "do":
            return job_done(verb)
        if lemma != "be":
            return 0
        words = {
            token.lower_
            for child in verb.children
            if child.dep_ in ("acomp", "attr")
            for token in list(child.subtree)[:12]
        }
        if words & (_NEGATED | {"than", "less", "but"}):
            return 0
        good, bad = bool(words & self._praise), bool(words & self._blame)
        return 1 if good and not bad else -1 if bad and not good else 0
