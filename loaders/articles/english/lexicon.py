"""The word lists and frames of the English grammar: read from YAML, extended by a user's own folders."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from techpol.schema.errors import TechpolError

GRAMMAR_VARIABLE = "TECHPOL_GRAMMAR"
_FILES = (
    "names.yaml",
    "people.yaml",
    "places.yaml",
    "roles.yaml",
    "roles_more.yaml",
    "roles_lives.yaml",
    "words.yaml",
    "judgements.yaml",
    "deeds.yaml",
)
_FRAME_FILES = (
    "frames_money.yaml",
    "frames_business.yaml",
    "frames_politics.yaml",
    "frames_words.yaml",
    "frames_public.yaml",
)
# An idiom: verbs, nouns, prepositions, and words of which one must stand before the noun (none: any may).
Idiom = tuple[frozenset[str], frozenset[str], tuple[str, ...], frozenset[str]]


@dataclass(frozen=True)
class Role:
    """A family of role nouns; see data/roles.yaml for what each field means."""

    id: str
    relation: str
    nouns: tuple[str, ...]
    prepositions: tuple[str, ...]
    object: tuple[str, ...]
    bearer: tuple[str, ...]
    before: bool
    reverse: bool
    office: bool
    possessive: bool
    candidacy: bool
    not_before: tuple[str, ...]
    examples: tuple[Any, ...]
    misses: tuple[str, ...]


@dataclass(frozen=True)
class Frame:
    """One way of saying a relation; see data/frames_money.yaml for what each field means."""

    id: str
    relation: str
    verbs: tuple[str, ...] = ()
    subject: str = "agent"
    object: tuple[str, ...] = ("patient",)
    nouns: tuple[str, ...] = ()
    noun_subject: tuple[str, ...] = ()
    noun_object: tuple[str, ...] = ()
    noun_types: tuple[str, ...] = ()
    light: frozenset[str] = frozenset()
    receive: frozenset[str] = frozenset()
    adjectives: tuple[str, ...] = ()
    idioms: tuple[Idiom, ...] = ()
    needs: str = ""
    subject_types: tuple[str, ...] = ()
    object_types: tuple[str, ...] = ()
    object_not: tuple[str, ...] = ()
    metonyms: bool = False
    past: bool = False
    modality: str = ""
    between: bool = False
    named_object: bool = False
    bids: bool = False
    holder: bool = False
    receive_poss: bool = False
    countries: bool = False
    examples: tuple[Any, ...] = ()
    misses: tuple[str, ...] = ()


@dataclass
class Lexicon:
    """Everything that the English grammar knows about words."""

    words: dict[str, Any] = field(default_factory=dict)
    roles: list[Role] = field(default_factory=list)
    frames: list[Frame] = field(default_factory=list)

    def section(self, name: str) -> Any:
        """Return a list or map of the word files."""
        return self.words[name]


def grammar_dirs_from_environment() -> list[Path]:
    """Return the folders that the user named in TECHPOL_GRAMMAR, separated as in PATH."""
    return [Path(part) for part in os.environ.get(GRAMMAR_VARIABLE, "").split(os.pathsep) if part != ""]


def load_lexicon(extra: Sequence[Path] = ()) -> Lexicon:
    """Read the shipped grammar and merge what the user's folders hold (``en/*.yaml``, else ``*.yaml``).

    Raises:
        TechpolError: A file is no YAML of this form; the message names the file and the place.
    """
    lexicon = Lexicon()
    data = files(__package__).joinpath("data")
    for name in (*_FILES, *_FRAME_FILES):
        _merge(lexicon, yaml.load(data.joinpath(name).read_text("utf-8"), Loader=_LOADER), name)
    for folder in extra:
        base = folder / "en" if (folder / "en").is_dir() else folder
        if not base.is_dir():
            raise TechpolError(
                f"{folder}: no folder of grammar files. Set {GRAMMAR_VARIABLE} to a folder with *.yaml."
            )
        for path in sorted(base.glob("*.yaml")):
            try:
                content = yaml.load(path.read_text("utf-8"), Loader=_LOADER)
            except (OSError, ValueError, yaml.YAMLError) as error:
                raise TechpolError(f"{path}: not a grammar file: {' '.join(str(error).split())}") from error
            _merge(lexicon, content, str(path))
    return lexicon


_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _merge(lexicon: Lexicon, content: Any, name: str) -> None:
    if content is None:
        return
    if not isinstance(content, dict):
        raise TechpolError(f"{name}: expected a map of lists at the top, found {type(content).__name__}.")
    for section, value in content.items():
        try:
            if section == "roles":
                lexicon.roles.extend(_role(item) for item in value)
            elif section == "frames":
                lexicon.frames.extend(_frame(item) for item in value)
            else:
                lexicon.words[section] = _merged(lexicon.words.get(section), value)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise TechpolError(
                f"{name}: section {section!r} is not of the form of the shipped file: {error!r}"
            ) from error


def _merged(old: Any, new: Any) -> Any:
    if old is None:
        return new
    if isinstance(old, dict) and isinstance(new, dict):
        return {**old, **{key: _merged(old.get(key), value) for key, value in new.items()}}
    if isinstance(old, list) and isinstance(new, list):
        return old + new
    return new


def _words(value: Iterable[Any] | None = None) -> tuple[str, ...]:
    return tuple(str(item) for item in value or ())


def _role(data: dict[str, Any]) -> Role:
    return Role(
        id=data["id"],
        relation=data["relation"],
        nouns=_words(data["nouns"]),
        prepositions=_words(data.get("prepositions")),
        object=_words(data.get("object")),
        bearer=_words(data.get("bearer", ["Person"])),
        before=bool(data.get("before")),
        reverse=bool(data.get("reverse")),
        office=bool(data.get("office")),
        possessive=bool(data.get("possessive")),
        candidacy=bool(data.get("candidacy")),
        not_before=_words(data.get("not_before")),
        examples=tuple(data.get("examples", ())),
        misses=_words(data.get("misses")),
    )


def _frame(data: dict[str, Any]) -> Frame:
    known = set(Frame.__dataclass_fields__)
    values: dict[str, Any] = {key: value for key, value in data.items() if key in known}
    for key in (
        "verbs",
        "nouns",
        "noun_subject",
        "noun_object",
        "noun_types",
        "adjectives",
        "subject_types",
        "object_types",
        "object_not",
        "misses",
    ):
        if key in values:
            values[key] = _words(values[key])
    if "object" in values:
        values["object"] = _words(values["object"])
    for key in ("light", "receive"):
        if key in values:
            values[key] = frozenset(_words(values[key]))
    values["idioms"] = tuple(
        (frozenset(_words(verbs)), frozenset(_words(nouns)), _words(prepositions), frozenset(_words(*modifiers)))
        for verbs, nouns, prepositions, *modifiers in values.get("idioms", ())
    )
    values["examples"] = tuple(values.get("examples", ()))
    return Frame(**values)
