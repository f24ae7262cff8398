"""Pronouns and descriptions: what they stand for, where the text leaves no doubt.

Candidates are the entities named in the sentence before the pronoun and in the two sentences before that. Subjects
count more than objects and near ones more than far ones; where the two best are close, the answer is silence.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from techpol.loaders.articles.english.entities import EntityIndex
from techpol.loaders.articles.english.mentions import Entity, Reference
from techpol.loaders.articles.english.prepare import Paragraph
from techpol.loaders.articles.english.vocabulary import Vocabulary

_GENDERS = {
    "he": "male",
    "him": "male",
    "his": "male",
    "himself": "male",
    "she": "female",
    "her": "female",
    "hers": "female",
    "herself": "female",
}
_THINGS = frozenset(["it", "its", "itself"])
_SPEAKERS = frozenset(["i", "me", "my", "myself", "mine"])
_PLURALS = frozenset(["they", "their", "them"])
_MARGIN = 0.5
_SAME_SENTENCE = 1.5
_DISTANCE = 0.6
# Whom a speaker names in a quotation is not whom the story goes on about.
_SAID_BY_OTHERS = 0.6
_DEEP = 8  # steps from a name up to the verb that it may stand below
_SAYING = frozenset(
    "say tell write add tweet note explain argue announce declare post reply respond recall joke insist warn "
    "state".split()
)


@dataclass(frozen=True)
class Scene:
    """One parsed paragraph and its place in the document."""

    paragraph: Paragraph
    doc: Doc


class Coreference:
    """Resolves the pronouns of one document."""

    def __init__(self, scenes: list[Scene], index: EntityIndex, vocabulary: Vocabulary) -> None:
        self._scenes = scenes
        self._index = index
        self._vocabulary = vocabulary
        self._cache: dict[tuple[int, int], Reference | None] = {}
        self._sentences: list[list[tuple[Span, list[Reference]]]] = []
        for number, scene in enumerate(scenes):
            rows: list[tuple[Span, list[Reference]]] = []
            for sentence in scene.doc.sents:
                here: list[Reference] = []
                for i in range(sentence.start, sentence.end):
                    reference = index.at(number, i)
                    if reference is not None and (not here or here[-1] is not reference):
                        here.append(reference)
                rows.append((sentence, here))
            self._sentences.append(rows)

    def pronoun(self, number: int, token: Token) -> Reference | None:
        """Return the named mention that a pronoun stands for, None in doubt."""
        place = (number, token.i)
        if place not in self._cache:
            self._cache[place] = None  # guards against a pronoun that leads back to itself
            self._cache[place] = self._pronoun(number, token)
        return self._cache[place]

    def _pronoun(self, number: int, token: Token) -> Reference | None:
        word = token.lower_
        scene = self._scenes[number]
        quoted = self.quotation(number, token)
        if word in _SPEAKERS:
            return self.speaker(number, quoted) if quoted is not None else None
        if word in ("we", "our", "us"):
            return None
        if word in _GENDERS:
            owner = self._owner_above(number, token, _GENDERS[word])
            if owner is not None:
                return owner
            return self._best(number, token, "Person", _GENDERS[word], quoted)
        if word in _THINGS:
            return self._best(number, token, "Organization", "", quoted)
        if word in _PLURALS and scene.doc[token.i].tag_ == "PRP$":
            return self._best(number, token, "Organization", "", quoted)
        return None

    def _owner_above(self, number: int, token: Token, gender: str) -> Reference | None:
        """Return whose "announcement that he ..." a clause is part of."""
        if token.dep_ not in ("nsubj", "nsubjpass"):
            return None
        clause = token.head
        for _ in range(2):
            if clause.dep_ == "acl" and clause.head.pos_ == "NOUN":
                owner = next((child for child in clause.head.children if child.dep_ == "poss"), None)
                reference = self._index.at(number, owner.i) if owner is not None else None
                fits = reference is not None and self._fits(reference.entity, "Person", gender)
                return reference if fits else None
            if clause.dep_ not in ("conj", "ccomp"):
                return None
            clause = clause.head
        return None

    def description(self, number: int, token: Token, kind: str, fitting: set[int] | None = None) -> Reference | None:
        """Return the nearest named entity of a kind that "the company", "the senator" can only stand for."""
        best = self._best(number, token, kind, "", None, fitting)
        if best is None or kind != "Company" or best.paragraph == number:
            return best
        return None if self._is_in_passing(best, number, token, kind) else best

    def _is_in_passing(self, best: Reference, number: int, token: Token, kind: str) -> bool:
        """Say whether a firm of the paragraph before is named only beside another that the text speaks of as much."""
        if self._head(best.paragraph, best).dep_ in ("nsubj", "nsubjpass", "poss", "ROOT"):
            return False

        def count(entity: Entity) -> int:
            return sum(m.kind == "name" and (m.paragraph, m.start) < (number, token.i) for m in entity.mentions)

        named = count(best.entity)
        return any(
            entity is not best.entity
            and entity.named
            and self._fits(entity, kind, "")
            and count(entity) >= max(1, named)
            for entity in self._index.entities
        )

    def _described(self, number: int, token: Token) -> Reference | None:
        place = (number, token.i)
        if place not in self._cache:
            self._cache[place] = None
            self._cache[place] = self.description(number, token, "Company")
        return self._cache[place]

    def quotation(self, number: int, token: Token) -> tuple[int, int] | None:
        """Return the quotation (characters) that a token stands in."""
        for start, end in self._scenes[number].paragraph.quoted:
            if start <= token.idx < end:
                return start, end
        return None

    def speaker(self, number: int, quoted: tuple[int, int] | None) -> Reference | None:
        """Return who says a quotation: the subject of a verb of saying next to it."""
        if quoted is None:
            return None
        doc = self._scenes[number].doc
        outside = [t for t in doc if not quoted[0] <= t.idx < quoted[1]]
        near = [t for t in outside if -160 < t.idx - quoted[1] < 160 or -160 < t.idx - quoted[0] < 0]
        verbs = [t for t in near if t.lemma_.lower() in _SAYING and t.pos_ in ("VERB", "AUX")]
        verbs.sort(key=lambda t: min(abs(t.idx - quoted[1]), abs(t.idx - quoted[0])))
        for verb in verbs[:2]:
            for child in verb.children:
                if child.dep_ in ("nsubj", "nsubjpass"):
                    reference = self._index.at(number, child.i)
                    if reference is not None and reference.entity.type == "Person":
                        return reference
                    if child.lower_ in _GENDERS:
                        return self.pronoun(number, child)
        return None

    def _best(
        self,
        number: int,
        token: Token,
        kind: str,
        gender: str,
        quoted: tuple[int, int] | None,
        fitting: set[int] | None = None,
    ) -> Reference | None:
        scores: dict[int, float] = {}
        latest: dict[int, Reference] = {}
        rows = self._sentences[number]
        own = next((i for i, (sentence, _) in enumerate(rows) if sentence.start <= token.i < sentence.end), None)
        if own is None:
            return None
        window: list[tuple[int, Span, list[Reference], float]] = [(number, *rows[own], _SAME_SENTENCE)]
        distance, paragraph, sentence_number = 0.0, number, own
        while len(window) < 3:
            sentence_number -= 1
            if sentence_number < 0:
                paragraph -= 1
                if paragraph < 0 or number - paragraph > 1:
                    break
                sentence_number = len(self._sentences[paragraph])
                continue
            distance += 1
            earlier, named = self._sentences[paragraph][sentence_number]
            window.append((paragraph, earlier, list(named), 1.0 - _DISTANCE * distance))
        for where, sentence, references, _ in window[1:]:
            references += self._pronoun_subjects(where, sentence, references)
        speaker = self.speaker(number, quoted) if quoted is not None else None
        doc = self._scenes[number].doc
        rivals = {id(r.entity) for r in window[0][2] if self._same_clause_argument(doc, r, token)}
        rivals |= {id(r.entity) for r in window[0][2] if r.kind == "name" and _stands_below(doc, r, token)}
        for where, _, references, weight in window:
            for reference in references:
                entity = reference.entity
                if where == number and (reference.start >= token.i or reference.end > token.i):
                    continue
                if not self._fits(entity, kind, gender) or (fitting is not None and id(entity) not in fitting):
                    continue
                if speaker is not None and speaker.entity is entity:
                    continue
                if id(entity) in rivals:
                    continue
                head = self._head(where, reference)
                if entity.type == "MediaOrganization" and self._merely_reports(head):
                    continue
                if kind != "Person" and head.dep_ in ("compound", "nmod", "amod") and head.head.tag_ in ("NN", "NNS"):
                    continue
                value = weight + self._role_weight(head, where == number, token)
                if quoted is None and reference.kind == "name" and self.quotation(where, head) is not None:
                    value -= _SAID_BY_OTHERS
                if kind == "Person" and self._is_one_of_two(where, head):
                    value -= 0.6
                if where == number and self._owns_clause(head, token):
                    value += 0.9
                if value > scores.get(id(entity), -9.0):
                    scores[id(entity)] = value
                    latest[id(entity)] = reference
                else:
                    scores[id(entity)] += 0.1
        if not scores:
            return None
        ranked = sorted(scores, key=lambda entity: -scores[entity])
        if len(ranked) > 1 and scores[ranked[0]] - scores[ranked[1]] < _MARGIN:
            return None
        return latest[ranked[0]]

    def _pronoun_subjects(self, number: int, sentence: Span, named: list[Reference]) -> list[Reference]:
        """Return what the subject pronouns of an earlier sentence stand for: who is spoken of goes on being so."""
        found = []
        for token in sentence:
            if token.dep_ in ("nsubj", "nsubjpass") and (token.lower_ in _GENDERS or token.lower_ in _THINGS):
                antecedent = self.pronoun(number, token)
                if antecedent is not None:
                    found.append(Reference(number, token.i, token.i + 1, antecedent.entity, "pronoun"))
            elif (
                token.dep_ in ("nsubj", "nsubjpass")
                and token.lower_ in ("company", "firm", "startup")
                and token.i > 0
                and token.doc[token.i - 1].lower_ == "the"
            ):
                antecedent = self._described(number, token)
                if antecedent is not None:
                    found.append(Reference(number, token.i, token.i + 1, antecedent.entity, "nominal"))
        return found

    def _fits(self, entity: Entity, kind: str, gender: str) -> bool:
        if kind == "Person":
            return entity.type == "Person" and not (gender and entity.gender and entity.gender != gender)
        if kind == "Organization":
            return entity.is_organisation and entity.type != "Party"
        return entity.type == kind or (kind == "Company" and entity.type == "Organization")

    def _head(self, number: int, reference: Reference) -> Token:
        return self._scenes[number].doc[reference.start : reference.end].root

    def _merely_reports(self, head: Token) -> bool:
        """Say whether an outlet is only who reports or is told: "told CNN", "CNN has asked for comment"."""
        verb = head.head if head.dep_ in ("nsubj", "dobj", "dative", "pobj") else None
        if verb is not None and verb.pos_ == "ADP":
            verb = verb.head
        return verb is not None and verb.lemma_ in (*_SAYING, "contact", "reach", "speak", "ask", "obtain")

    def _is_one_of_two(self, number: int, head: Token) -> bool:
        """Say whether a name is one of several that do something together: "he" is hardly one of them."""
        if head.dep_ == "conj":
            first = head.head
            return first.dep_ in ("nsubj", "nsubjpass") and first.ent_type_ == "PERSON"
        return head.dep_ in ("nsubj", "nsubjpass") and any(
            child.dep_ == "conj" and child.ent_type_ == "PERSON" for child in head.children
        )

    def _role_weight(self, head: Token, same: bool, pronoun: Token) -> float:
        dep = head.dep_
        while dep in ("compound", "conj", "appos", "nmod") and head.head != head and dep != "ROOT":
            if dep in ("conj", "compound", "nmod"):
                head = head.head
                dep = head.dep_
            else:
                break
        if dep in ("nsubj", "nsubjpass"):
            main = head.head.dep_ in ("ROOT", "conj") or head.head.dep_ == "ccomp"
            return 1.6 if main else 0.6 if head.head.dep_ == "relcl" else 1.1
        if dep == "ROOT":
            return 1.2
        if dep == "attr":
            return 1.4
        if dep in ("dobj", "dative", "agent"):
            return 0.6
        if dep == "poss":
            return 0.5
        return 0.3

    def _owns_clause(self, head: Token, pronoun: Token) -> bool:
        """Say whether a name is the subject of the verb that a possessive stands under: "Acme sold its plant"."""
        if pronoun.tag_ != "PRP$":
            return False
        verb = next((ancestor for ancestor in pronoun.ancestors if ancestor.pos_ in ("VERB", "AUX")), None)
        return verb is not None and head.head == verb and head.dep_ in ("nsubj", "nsubjpass")

    def _same_clause_argument(self, doc: Doc, reference: Reference, pronoun: Token) -> bool:
        """Say whether both are arguments of one verb ("Smith attacked him"): then they differ."""
        if pronoun.tag_ == "PRP$" or pronoun.dep_ == "poss":
            return False
        head = doc[reference.start : reference.end].root
        verb = pronoun.head if pronoun.head.pos_ in ("VERB", "AUX") else pronoun.head.head
        if pronoun.dep_ in ("nsubj", "nsubjpass"):
            return False
        return head.head == verb and head.dep_ in ("nsubj", "nsubjpass") and not pronoun.lower_.endswith("self")


def _stands_below(doc: Doc, reference: Reference, pronoun: Token) -> bool:
    """Say whether a name stands in what a subject pronoun does: "he blamed Smith" is of somebody else than Smith."""
    if pronoun.dep_ not in ("nsubj", "nsubjpass") or reference.start <= pronoun.i:
        return False
    verb = pronoun.head
    current = doc[reference.start : reference.end].root
    for _ in range(_DEEP):
        if current == verb:
            return True
        if current.dep_ in ("conj", "parataxis", "advcl", "relcl", "ROOT") and current.pos_ in ("VERB", "AUX"):
            return False  # a clause of its own: "it bought a plant that will help Zenda's sales"
        current = current.head
    return False
