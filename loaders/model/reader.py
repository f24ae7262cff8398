"""The model as a reader of articles, alone or beside the grammar.

text ──windows──▶ ask (cache) ──▶ parse_reply ──▶ Grounder ──▶ claims ──▶ the gate of all readers
                   grammar's names and claims ─────┘      └─ confidence by agreement
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, partial
from importlib.resources import files
from typing import Any

from techpol.loaders.articles.document import Reader, ReaderResult, Step
from techpol.loaders.model.client import Ask, ModelClient
from techpol.loaders.model.grounding import Grounder
from techpol.loaders.model.modality import CARE
from techpol.loaders.model.prompt import prompt_version, windows
from techpol.loaders.model.reply import parse_reply
from techpol.schema.errors import SourceError
from techpol.schema.model import Claim, Reading, Refusal, Source, Span
from techpol.schema.ontology import load_ontology
from techpol.schema.text import fold

BATCH = 64  # articles whose requests are under way together; bounds memory
_MOST_NAMES = 60  # told to the model with each window; more would crowd out the article
_MOST_CARRIED = 20  # of them, those that a reply to an earlier window named
_LONGEST_NAME = 60  # characters of a name that is carried


@cache
def confidences() -> dict[str, float]:
    """Return the measured precision of each class of claim."""
    import yaml

    text = files("techpol.loaders.model").joinpath("confidence.yaml").read_text("utf-8")
    data: dict[str, Any] = yaml.safe_load(text)
    return {name: float(value["precision"]) for name, value in data["classes"].items()}


_MODEL = "model-"
Triple = tuple[str, str, str]  # subject, relation, object


def is_model(reader: str) -> bool:
    """Say whether a reader, by the name that the ledger keeps, is a language model, alone or beside the grammar."""
    return reader.removeprefix("grammar+").startswith(_MODEL)


@dataclass
class ModelReader:
    """Reads with a model.

    ``grammar_of`` gives the grammar of a language, whose names the model's are grounded in; with ``both`` the
    grammar's claims stand beside the model's.
    """

    client: ModelClient
    grammar_of: Callable[[str], Reader | None]
    both: bool = False
    # What the grammar read while requests were made ready, so that it need not read again when replies are in.
    _seen: OrderedDict[tuple[str, str], ReaderResult] = field(default_factory=OrderedDict, repr=False)

    @property
    def name(self) -> str:
        """Return the extractor's name: which model, and whether the grammar reads beside it."""
        return f"{'grammar+' if self.both else ''}{self._extractor}"

    @property
    def _extractor(self) -> str:
        return f"{_MODEL}{self.client.settings.model}"

    @property
    def version(self) -> str:
        """Return the extractor's version: the prompt's, and how often each window is asked if more than once."""
        runs = self.client.settings.runs
        return prompt_version() if runs == 1 else f"{prompt_version()}x{runs}"

    def walk(
        self, source: Source, names: Sequence[str], reply: Callable[[Ask], str | None]
    ) -> Iterator[tuple[Ask, str | None]]:
        """Yield each request that reading a source takes, with its reply: window after window, run after run.

        A window is told the grammar's names and those that stood in the replies to the windows before it: in order,
        whatever else is asked meanwhile, so that another run asks the same. ``reply`` gives None for what is not to
        be had.
        """
        carried: list[str] = []
        for window in windows(source.text or ""):
            told = (*names[: _MOST_NAMES - len(carried)], *carried)
            replies: list[str] = []
            for run in range(self.client.settings.runs):
                ask = Ask(window, source.language, told, run)
                text = reply(ask)
                replies += [text] if text is not None else []
                yield ask, text
            carried = _carry(carried, names, replies, window.text)

    def known_reply(self, ask: Ask) -> str | None:
        """Return the reply to a request from the cache, None where it holds none."""
        known = self.client.cache.get(self.client.key(ask))
        return None if known is None else known.text

    def names_of(self, result: ReaderResult) -> list[str]:
        """Return the names that the grammar found, in order, as they are told to the model."""
        return [referent.name for referent in result.referents if any(m.kind == "name" for m in referent.mentions)]

    def grammar_result(self, source: Source, trace: bool = False) -> ReaderResult:
        """Return what the grammar reads in a source, nothing where there is no grammar."""
        grammar = self.grammar_of(source.language)
        if grammar is None:
            return ReaderResult((), ())
        key = (source.id, source.sha256)
        if trace or key not in self._seen:
            self._seen[key] = grammar.read(source, trace)
            while len(self._seen) > 2 * BATCH:
                self._seen.popitem(last=False)
        return self._seen[key]

    def prefetched(
        self, readings: Iterable[Reading | SourceError], wanted: Callable[[Source], bool] = lambda source: True
    ) -> Iterator[Reading | SourceError]:
        """Yield readings in their order, with every reply that they need already in the cache.

        Requests go out for a batch of articles at once, for those that are wanted (not known already, say). An
        article whose replies cannot be had becomes an error.
        """
        batch: list[Reading | SourceError] = []
        for reading in readings:
            batch.append(reading)
            if len(batch) == BATCH:
                yield from self._fill(batch, wanted)
                batch = []
        yield from self._fill(batch, wanted)

    def _fill(
        self, batch: Sequence[Reading | SourceError], wanted: Callable[[Source], bool]
    ) -> Iterator[Reading | SourceError]:
        articles = [item.source for item in batch if isinstance(item, Reading) and item.source.text is not None]
        sources = [source for source in articles if wanted(source)]
        tasks = (partial(self._ask, source, self.names_of(self.grammar_result(source))) for source in sources)
        failures = [outcome for outcome in self.client.at_once(tasks) if outcome is not None]
        for item in batch:
            if (
                isinstance(item, Reading)
                and len(failures) > 0
                and item.source in sources
                and not self._answered(item.source)
            ):
                yield SourceError(f"{item.source.location or item.source.key}: not read by the model: {failures[0]}")
            else:
                yield item

    def _ask(self, source: Source, names: Sequence[str]) -> None:
        for _ in self.walk(source, names, self.client.reply):
            pass

    def _answered(self, source: Source) -> bool:
        names = self.names_of(self.grammar_result(source))
        return all(text is not None for _, text in self.walk(source, names, self.known_reply))

    def read(self, source: Source, trace: bool = False) -> ReaderResult:
        """Read one article. Raises SourceError where the server fails for good."""
        grammar = self.grammar_result(source, trace)
        answers = self.walk(source, self.names_of(grammar), self.client.reply)
        replies = [text for _, text in answers if text is not None]
        runs = self.client.settings.runs
        return combine(source, replies, grammar, self.both, self._extractor, self.version, runs)


def _carry(carried: Sequence[str], names: Sequence[str], replies: Sequence[str], window: str) -> list[str]:
    """Return the names to tell the next window beside the grammar's: those before, and what new ones a reply names.

    Only what stands in the window, and is short: what is carried leaves the frame that the article stands in.
    """
    text = fold(window)
    known = {fold(name) for name in (*names, *carried)}
    found = list(carried)
    for reply in replies:
        for item in parse_reply(reply).items:
            for name in (item.subject, item.object):
                folded = fold(name)
                if folded in known or folded not in text or len(name) > _LONGEST_NAME or "\n" in name:
                    continue
                known.add(folded)
                found.append(name)
    return found[-_MOST_CARRIED:]


def combine(
    source: Source,
    replies: Sequence[str],
    grammar: ReaderResult,
    both: bool,
    name: str,
    version: str,
    runs: int = 1,
) -> ReaderResult:
    """Return what the replies state once grounded in the text, held against what the grammar read in it.

    ``runs`` is how often each window was asked.
    """
    grounder = Grounder(source, grammar.referents, name, version)
    steps = list(grammar.steps)
    refusals: list[Refusal] = []
    found_in: dict[Triple, set[int]] = {}
    for number, text in enumerate(replies):
        reply = parse_reply(text)
        before = len(grounder.result.claims)
        grounder.add_all(reply.items)
        for claim in grounder.result.claims[before:]:
            found_in.setdefault(_triple(claim), set()).add(number)
        refusals += [Refusal(source.id, 0, 0, "reply-unusable", fault) for fault in reply.faults]
    result = grounder.result
    twice = {triple for triple, numbers in found_in.items() if len(numbers) > 1}
    claims, held_back = _agree(result.claims, grammar.claims, both, twice, runs)
    for claim, refusal in result.swapped:
        turned = any(
            _triple(theirs) == _triple(claim)[::-1] and _in_the_same_words(claim, theirs) for theirs in grammar.claims
        )
        held_back.append(_held(claim, _OTHER_WAY) if turned else refusal)
    refusals += [*result.refusals, *held_back]
    steps += [
        Step(*_place(claim), "claim", f"model: {claim.subject} {claim.relation} {claim.object}") for claim in claims
    ]
    if both:
        refusals += grammar.refusals
    waiting = [refusal.held for refusal in held_back if refusal.held is not None]
    mentioned = {key for claim in (*claims, *waiting) for key in (claim.subject, claim.object)}
    known = {referent.key for referent in grammar.referents} if both else set()
    referents = [referent for key, referent in result.referents.items() if key in mentioned | known]
    return ReaderResult(referents, claims, refusals, steps)


_OTHER_WAY = "grammar-reads-it-the-other-way"


def _triple(claim: Claim) -> Triple:
    return claim.subject, claim.relation, claim.object


def _agree(
    model: Sequence[Claim], grammar: Sequence[Claim], both: bool, twice: Collection[Triple], runs: int
) -> tuple[list[Claim], list[Refusal]]:
    """Return each claim once, with the confidence of its class; what the grammar contradicts is held back.

    The classes: found by the grammar too (both), in two windows or runs (twice), in one run of several (once), by
    the model where each window was asked once (model).
    """
    ontology = load_ontology()
    confidence = confidences()
    read = {_triple(claim): claim for claim in grammar}
    kept: dict[tuple[object, ...], Claim] = {}
    held: list[Refusal] = []
    agreed: set[Triple] = set()
    for claim in model:
        triple = _triple(claim)
        turned = (claim.object, claim.relation, claim.subject)
        symmetric = ontology.relations[claim.relation].symmetric
        mine = read.get(triple) or (read.get(turned) if symmetric else None)
        other = read.get(turned)
        # Elsewhere both may hold: each may have sued the other.
        reason = None
        if mine is None and not symmetric and other is not None and _in_the_same_words(claim, other):
            reason = _OTHER_WAY
        elif mine is None and any(_is_anothers(claim, theirs) for theirs in grammar):
            reason = "grammar-reads-it-of-another"
        if reason is not None:
            held.append(_held(claim, reason))
            continue
        if mine is not None:
            agreed.add(_triple(mine))
            # The grammar's cue words win where they are the more careful ones; beside it one claim is enough.
            if both:
                continue
            claim = replace(claim, modality=max(mine.modality, claim.modality, key=CARE.index))
        single = "model" if runs == 1 else "once"
        level = "both" if mine is not None else "twice" if triple in twice else single
        claim = replace(claim, confidence=confidence[level])
        # Two windows, or a repetition in one reply, that found the same thing found it once. Two gifts of one kind
        # in different words stay two.
        kept.setdefault((*triple, claim.qualifiers, _place(claim) if claim.qualifiers.amount else None), claim)
    if not both:
        return list(kept.values()), held
    own = [
        replace(claim, confidence=max(claim.confidence, confidence["both"])) if _triple(claim) in agreed else claim
        for claim in grammar
    ]
    return [*own, *kept.values()], held


def _held(claim: Claim, reason: str) -> Refusal:
    """Return a refusal of a claim that waits for a person's word."""
    start, end = _place(claim)
    said = f"{claim.subject} {claim.relation} {claim.object}: held for review"
    return Refusal(claim.source, start, end, reason, said, replace(claim, confidence=confidences()["model"]))


def _is_anothers(claim: Claim, read: Claim) -> bool:
    """Say whether the grammar takes a quote's "she" for somebody else: same words, same deed, same other end.

    A subject that the quote names itself may have done it beside them; what is named only later it cannot know.
    """
    return (
        claim.subject_span is not None
        and claim.subject_span[1] <= _place(claim)[0]
        and (claim.relation, claim.object) == (read.relation, read.object)
        and claim.subject != read.subject
        and _in_the_same_words(claim, read)
    )


def _in_the_same_words(one: Claim, other: Claim) -> bool:
    """Say whether the first quotes of two claims share words, or one has none."""
    (a, b), (c, d) = _place(one), _place(other)
    return a == b or c == d or (a < d and c < b)


def _place(claim: Claim) -> tuple[int, int]:
    first = next((item for item in claim.evidence if isinstance(item, Span)), None)
    return (first.start, first.end) if first is not None else (0, 0)
