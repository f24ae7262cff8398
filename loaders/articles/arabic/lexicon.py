"""The grammar of the Arabic reader as data: what the YAML files say, made ready for look-up."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import yaml

from techpol.loaders.articles.arabic.word_facts import Memo, WordFacts
from techpol.loaders.articles.arabic.words import clitic_forms, fold_word, noun_forms, verb_forms, without_article

GRAMMAR_FOLDER = Path(__file__).parent / "grammar"
# The files of a grammar, each of which may be missing; "frames" is a user's own. Frames that share a word are tried
# in the order of these files.
_FILES = ("names", "frames_money", "frames_politics", "frames_business", "frames", "roles", "words")
# Folders of a user's own, separated as in PATH; an Arabic grammar there lies in a folder ``ar``.
ENVIRONMENT_VARIABLE = "TECHPOL_GRAMMAR"


class GrammarError(ValueError):
    """A grammar file says something that cannot be read; the message names the file and the entry."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One construction: which claim it makes and where its ends stand."""

    id: str
    relation: str
    source: tuple[str, ...]  # slots of the claim's subject: "subj", "obj", or prepositions
    target: tuple[str, ...]
    subject_types: tuple[str, ...] = ()
    object_types: tuple[str, ...] = ()
    needs: str = ""
    needs_for: tuple[tuple[str, str], ...] = ()
    object_types_for: tuple[tuple[str, tuple[str, ...]], ...] = ()
    hedged: bool = False
    examples: tuple[tuple[str, str, str], ...] = ()
    misses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word form that calls a frame."""

    frame: Frame
    lemma: str
    kind: str  # verb, noun, active, passive, circumstance
    tense: str = ""
    pronoun: str = ""

    @property
    def needs(self) -> str:
        """Return what must stand beside this word, by its own rule or the frame's."""
        return dict(self.frame.needs_for).get(self.lemma, self.frame.needs)


@dataclass(frozen=True, slots=True)
class Role:
    """What a role noun makes of a person."""

    words: tuple[str, ...]
    relation: str
    of: tuple[str, ...]
    office: str = ""
    itself: bool = False  # an office that needs no complement: "نائب الرئيس"


@dataclass
class PhraseTable:
    """Phrases by their first word, longest first; each with what it stands for."""

    rows: dict[str, list[tuple[tuple[str, ...], Any]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._begun: Memo[tuple[tuple[str, tuple[str, ...], Any], ...]] = Memo(self._begins)

    def _begins(self, word: str) -> tuple[tuple[str, tuple[str, ...], Any], ...]:
        """Return (clitic, phrase, value) of the phrases that a word may begin, in the order to be tried."""
        return tuple((clitic, *row) for clitic, base in clitic_forms(word) for row in self.rows.get(base, ()))

    def add(self, phrase: str, value: Any) -> None:
        """Add a phrase; a slash joins spellings of its last word."""
        *front, last = fold_word(phrase).split(" ")
        for spelling in last.split("/"):
            words = (*front, spelling)
            row = self.rows.setdefault(words[0], [])
            row.append((words, value))
            row.sort(key=lambda item: -len(item[0]))
        self._begun.clear()

    def find(self, words: Sequence[str], place: int, last: int | None = None) -> tuple[int, str, Any] | None:
        """Return (length, clitic, value) of the longest phrase at a place, clitics allowed on its first word."""
        last = len(words) if last is None else last
        if place >= last:
            return None
        for clitic, phrase, value in self._begun[words[place]]:
            if len(phrase) == 1 or tuple(words[place + 1 : min(place + len(phrase), last)]) == phrase[1:]:
                return len(phrase), clitic, value
        return None


@dataclass
class Lexicon:
    """Everything that the grammar files say."""

    titles: PhraseTable = field(default_factory=PhraseTable)
    heads: PhraseTable = field(default_factory=PhraseTable)  # (type, bare)
    gazetteer: PhraseTable = field(default_factory=PhraseTable)  # (type, kind)
    owned: dict[str, str] = field(default_factory=dict)  # noun -> type
    nationalities: dict[str, str] = field(default_factory=dict)  # adjective -> country
    party_adjectives: dict[str, str] = field(default_factory=dict)  # adjective -> party
    countries: frozenset[str] = frozenset()
    triggers: dict[str, list[Trigger]] = field(default_factory=dict)
    frames: dict[str, Frame] = field(default_factory=dict)
    roles: dict[str, list[Role]] = field(default_factory=dict)
    sets: dict[str, frozenset[str]] = field(default_factory=dict)
    phrases: dict[str, PhraseTable] = field(default_factory=dict)

    @cached_property
    def facts(self) -> WordFacts:
        """What all this says of a word by itself; to be asked for once the lexicon is read."""
        return WordFacts(self)

    def has(self, name: str, word: str) -> bool:
        """Say whether a word is in a set, as it stands or without its clitics."""
        members = self.sets.get(name, frozenset())
        return word in members


def _listed(value: Any) -> list[str]:
    if value is None:
        return []
    if isinstance(value, str):
        return value.split()
    return [str(item) for item in value]


def _slots(value: Any) -> tuple[str, ...]:
    if isinstance(value, list):
        return tuple(fold_word(item) for item in value)
    slots: list[str] = []
    for part in str(value).split("|"):
        part = part.strip()
        slots.extend(fold_word(item) for item in part.strip("[]").split(",")) if part.startswith(
            "["
        ) else slots.append(part)
    return tuple(item.strip() for item in slots)


def _read(path: Path) -> Any:
    try:
        return yaml.safe_load(path.read_text("utf-8"))
    except yaml.YAMLError as exc:
        raise GrammarError(f"{path}: not YAML: {exc}") from exc


def _load_names(data: dict[str, Any], lexicon: Lexicon) -> None:
    for word in _listed(data.get("titles")):
        lexicon.titles.add(word, "title")
    for word in _listed(data.get("pairs")):
        lexicon.titles.add(word, "pair")
    for kind, entries in (data.get("heads") or {}).items():
        for policy, words in entries.items():
            for word in _listed(words):
                lexicon.heads.add(word, (kind, policy == "bare"))
    for kind, words in (data.get("owned") or {}).items():
        for word in _listed(words):
            lexicon.owned[fold_word(word)] = kind
    for kind, words in (data.get("described") or {}).items():
        for word in _listed(words):
            lexicon.gazetteer.add(word, (kind, "described"))
    for party, adjectives in (data.get("party_adjectives") or {}).items():
        lexicon.gazetteer.add(party, ("Party", "name"))
        for adjective in _listed(adjectives):
            lexicon.party_adjectives[fold_word(adjective)] = fold_word(party)
    for country, adjectives in (data.get("countries") or {}).items():
        lexicon.gazetteer.add(country, ("Place", "name"))
        lexicon.countries |= {fold_word(country)}
        for adjective in _listed(adjectives):
            stem = fold_word(adjective)
            for ending in ("", "ه", "ون", "ين", "ان"):
                lexicon.nationalities[stem + ending] = fold_word(country)
    for word in _listed(data.get("places")):
        lexicon.gazetteer.add(word, ("Place", "name"))
    for kind, words in (data.get("organizations") or {}).items():
        for word in _listed(words):
            lexicon.gazetteer.add(word, (kind, "name"))


def _load_frames(path: Path, entries: Iterable[dict[str, Any]], lexicon: Lexicon) -> None:
    for entry in entries:
        try:
            frame = Frame(
                id=entry["id"],
                relation=entry["relation"],
                source=_slots(entry["from"]),
                target=_slots(entry["to"]),
                subject_types=tuple(entry.get("from_types", ())),
                object_types=tuple(entry.get("to_types", ())),
                needs=entry.get("needs", ""),
                needs_for=tuple((fold_word(word), need) for word, need in (entry.get("needs_for") or {}).items()),
                object_types_for=tuple(
                    (fold_word(word), tuple(types)) for word, types in (entry.get("to_types_for") or {}).items()
                ),
                hedged=entry.get("reading") == "hedge",
                examples=tuple((item[0], item[1], item[2]) for item in entry.get("examples", ())),
                misses=tuple(entry.get("misses", ())),
            )
        except (KeyError, TypeError, IndexError) as exc:
            raise GrammarError(f"{path}: frame {entry!r}: {exc}") from exc
        lexicon.frames[frame.id] = frame
        _add_triggers(frame, entry, lexicon.triggers)


def _add_triggers(frame: Frame, entry: dict[str, Any], triggers: dict[str, list[Trigger]]) -> None:
    def add(form: str, trigger: Trigger) -> None:
        row = triggers.setdefault(form, [])
        if trigger not in row:
            row.append(trigger)

    for verb in _listed(entry.get("verbs")):
        lemma = fold_word(verb.partition("/")[0])
        for form, tense, pronoun in verb_forms(verb):
            add(form, Trigger(frame, lemma, "verb", tense, pronoun))
    for noun in _listed(entry.get("nouns")):
        for form, pronoun in noun_forms(noun):
            add(form, Trigger(frame, fold_word(noun), "noun", "", pronoun))
    for participle in _listed(entry.get("circumstance")):
        base = fold_word(participle)
        for ending in ("ا", "ه", "ين"):
            add(base + ending, Trigger(frame, base, "circumstance"))
    for kind in ("active", "passive"):
        for participle in _listed(entry.get(kind)):
            base = fold_word(participle)
            for ending in ("", "ه", "ون", "ين", "ا", "ات", "و", "ي"):
                for article in ("", "ال"):
                    add(article + base + ending, Trigger(frame, base, kind))


def _load_roles(path: Path, entries: Iterable[dict[str, Any]], lexicon: Lexicon) -> None:
    for entry in entries:
        try:
            relation, of, phrases = entry["relation"], tuple(entry.get("of", ())), entry["roles"]
        except KeyError as exc:
            raise GrammarError(f"{path}: role {entry!r} lacks {exc}") from exc
        for phrase in phrases:
            words = tuple(without_article(word) for word in fold_word(phrase).split(" "))
            row = lexicon.roles.setdefault(words[0], [])
            row.append(Role(words, relation, of, entry.get("office", ""), bool(entry.get("itself"))))
            row.sort(key=lambda role: (-len(role.words), not role.itself))


def _load_words(data: dict[str, Any], lexicon: Lexicon) -> None:
    for name, words in data.items():
        phrases = []
        for word in _listed(words):
            # "past/present" stands for all forms of a verb.
            if "/" in word:
                phrases.extend(sorted({form for form, _, pronoun in verb_forms(word) if pronoun == ""}))
            else:
                phrases.append(fold_word(word))
        lexicon.sets[name] = lexicon.sets.get(name, frozenset()) | frozenset(phrases)
        table = lexicon.phrases.setdefault(name, PhraseTable())
        for phrase in phrases:
            table.add(phrase, name)


def load_lexicon(folders: Sequence[Path] = ()) -> Lexicon:
    """Read the shipped grammar, then the folders of a user's own, which add to it.

    Raises:
        GrammarError: a file cannot be read as grammar.
    """
    lexicon = Lexicon()
    for folder in (GRAMMAR_FOLDER, *folders):
        for name in _FILES:
            path = folder / f"{name}.yaml"
            if not path.exists():
                continue
            data = _read(path)
            if data is None:
                continue
            if name == "names":
                _load_names(data, lexicon)
            elif name.startswith("frames"):
                _load_frames(path, data, lexicon)
            elif name == "roles":
                _load_roles(path, data, lexicon)
            else:
                _load_words(data, lexicon)
    return lexicon


def user_folders() -> tuple[Path, ...]:
    """Return the Arabic grammar folders that the environment names."""
    value = os.environ.get(ENVIRONMENT_VARIABLE, "")
    return tuple(path / "ar" for path in map(Path, value.split(os.pathsep)) if value and (path / "ar").is_dir())


@cache
def get_lexicon(folders: tuple[Path, ...] = ()) -> Lexicon:
    """Return the lexicon with the folders' additions, read once."""
    return load_lexicon(folders)
