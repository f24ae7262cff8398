"""Joins the subjects and the objects that were read for a frame, where their types and the frame allow it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from spacy.tokens import Token

from techpol.loaders.articles.english.actors import Actors
from techpol.loaders.articles.english.boards import takes_board
from techpol.loaders.articles.english.candidate import Candidate
from techpol.loaders.articles.english.funding import pays
from techpol.loaders.articles.english.lexicon import Frame
from techpol.loaders.articles.english.mentions import Reference

_BACKING = frozenset(["back-organization", "back-candidate", "bankroll"])
_MEMBERS = frozenset(
    "member trustee director delegate partner commissioner governor volunteer observer party affiliate signatory "
    "chairman chair co-chair chairwoman founder sponsor".split()
)
# Whoever joins these signs something and is no employee.
_SIGNED = frozenset("pledge compact accord treaty pact challenge charter declaration".split())
# Whatever is thought of a result, they ran against each other: "disputes her loss to X".
_RESULTS = frozenset("loss defeat victory win rematch".split())
_UNSURE = frozenset("possible potential likely hypothetical planned future prospective would-be".split())
_OFFICIALS = frozenset("general prosecutor commissioner regulator treasurer comptroller".split())
_EMPLOYING = frozenset(["join-firm", "leave-firm", "join-body"])


class Joiner:
    """Joins the ends of the relations of one document."""

    def __init__(self, actors: Actors, note: Callable[[int, int, int, str], None]) -> None:
        self._actors = actors
        self._note = note

    def join(
        self,
        number: int,
        subjects: list[Reference],
        objects: list[Reference],
        frame: Frame,
        trigger: Token,
        amount_at: Token | None = None,
        factual: bool = False,
    ) -> Iterator[Candidate]:
        """Yield a candidate for each subject with each object that a frame allows.

        ``factual``: the words take it for granted, whatever verb they hang on.
        """
        if any(target.kind == "pronoun" and any(s.entity is target.entity for s in subjects) for target in objects):
            return  # "urging it": the one who urges is not the one who is urged, so the pronoun was read wrong
        if frame.id in _EMPLOYING and takes_board(trigger):
            return
        for subject in subjects:
            if not type_in(subject, frame.subject_types) and not (
                # an attorney general acts for the state
                frame.id == "investigate"
                and subject.entity.type == "Person"
                and _OFFICIALS & self._actors.nouns_of.get(id(subject.entity), set())
            ):
                continue
            if (
                subject.entity.type in ("Place", "Event", "Candidacy")
                and frame.relation not in ("REGULATES",)
                and not (subject.entity.type == "Event" and frame.relation == "RAISED_FUNDS_FOR")
            ):
                continue
            for spoken in objects:
                target = spoken
                if (
                    len(subjects) > 1
                    and target.entity.type == "Person"
                    and any(other.entity is target.entity for other in subjects)
                ):
                    continue  # "many backed X, including Y": the parser may join Y to X
                if (
                    target.entity is subject.entity
                    or not type_in(target, frame.object_types)
                    or target.entity.type in frame.object_not
                ):
                    continue
                if frame.named_object and target.kind != "name":
                    continue
                if frame.countries and not self._actors.is_country(target):
                    continue
                if frame.relation in ("CRITICIZED", "OPPOSED") and subject.entity.owner is target.entity:
                    continue  # no campaign attacks whose it is: "the senator" was read wrong
                owner = target.entity.owner
                if frame.relation == "ENDORSED" and target.entity.type == "Campaign" and owner is not None:
                    target = Reference(target.paragraph, target.start, target.end, owner, target.kind, metonym=True)
                    if owner is subject.entity:
                        continue
                if frame.relation == "RUNS_FOR":
                    meant = self._actors.candidacies.of(subject, target, self._actors.nouns_of, trigger)
                    if meant is None:
                        self._note(number, trigger.i, trigger.i + 1, f"{frame.id}: nothing tells for which office")
                        continue
                    target = meant
                relation, rule = frame.relation, f"frame:{frame.id}"
                if frame.id == "back-candidate" and subject.entity.type == "Company":
                    continue  # what a company backs is mostly a firm
                if frame.id in _BACKING and subject.entity.is_organisation and pays(trigger):
                    if not target.entity.is_organisation:
                        continue
                    relation, rule = "INVESTED_IN", "frame:venture-backing"
                elif frame.id == "join-body" and subject.entity.type == "Person" and _hired(trigger):
                    relation, rule = "WORKS_FOR", "frame:join-firm"
                elif frame.id == "join-firm" and target.entity.name.split()[-1].lower() in _SIGNED:
                    relation, rule = "MEMBER_OF", "frame:join-body"
                # who is urged to leave a race, or does not leave it, runs
                runs_on = frame.id == "leave-race" and not self._actors.candidacies.has_left(trigger)
                rule = "frame:told-to-leave-race" if runs_on else rule
                yield Candidate(
                    number, subject, relation, target, trigger, rule, past=frame.past and not runs_on,
                    modality=frame.modality, amount_at=amount_at or trigger, confidence=0.85,
                    stated=factual or runs_on or (relation == "RUNNING_AGAINST" and _is_settled(trigger)),
                )  # fmt: skip


def _is_settled(noun: Token) -> bool:
    """Say whether a noun tells of a contest that there was or is: a result, or somebody's own campaign."""
    if noun.pos_ != "NOUN" or any(c.dep_ == "amod" and c.lower_ in _UNSURE for c in noun.children):
        return False
    return noun.lower_ in _RESULTS or (
        noun.lower_ == "campaign" and any(child.dep_ == "poss" for child in noun.children)
    )


def _hired(verb: Token) -> bool:
    """Say whether "joined X as an engineer" tells a job: who joins "as a member" has none."""
    return any(
        inner.tag_ == "NN" and any(c.lower_ in ("a", "an") for c in inner.children) and inner.lower_ not in _MEMBERS
        for child in verb.children
        if child.dep_ == "prep" and child.lower_ == "as"
        for inner in child.children
    )


def type_in(reference: Reference, kinds: tuple[str, ...]) -> bool:
    """Say whether a mention is of one of the kinds (of any where none is given); a plain name may be a company."""
    if not kinds:
        return True
    if "Company" in kinds and reference.entity.is_plain:
        return True
    return reference.entity.type in kinds or ("Organization" in kinds and reference.entity.is_organisation)
