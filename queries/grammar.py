"""The grammar of questions: reads ``questions.yaml`` and says which intent, names and relations a question holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import product
from typing import Any

from techpol.schema.errors import OntologyError
from techpol.schema.ontology import LANGUAGES, load_ontology
from techpol.schema.text import NormalisedText, fold, normalise_text

INTENTS = ("paths", "share", "gives", "back", "into", "out", "both", "every", "timeline", "top")
FORMS = ("does", "base", "noun")
_ARABIC = re.compile(r"[؀-ۿ]")
_ENDS = " \t\n.?!؟،,;:"


@dataclass(frozen=True, slots=True)
class Verb:
    """What a verb stands for. ``inverse``: the grammatical subject is the relation's object."""

    relations: tuple[str, ...]
    inverse: bool


@dataclass(frozen=True, slots=True)
class Parsed:
    """One way to read a question: its intent, the names and types in it, and the relations its verb stands for."""

    intent: str
    language: str
    slots: tuple[tuple[str, str], ...] = ()
    relations: tuple[str, ...] = ()
    inverse: bool = False

    def get(self, slot: str) -> str | None:
        """Return what stands in a slot: a, b or t."""
        return dict(self.slots).get(slot)


@dataclass(frozen=True, slots=True, eq=False)
class Pattern:
    """One way to put a question, tried with the shortest and with the longest first name.

    ``openers`` are the words that it may begin with, empty for any: most patterns are ruled out by them and are then
    never compiled, which takes longer than all else that a question needs.
    """

    intent: str
    language: str
    text: str
    openers: frozenset[str]
    alternatives: dict[tuple[str, str], str]

    def matches(self, text: str) -> Iterator[re.Match[str]]:
        """Yield the ways in which a folded question fits."""
        if len(self.openers) > 0 and text.split(None, 1)[0] not in self.openers:
            return
        for lazy in (True, False):
            match = _compiled_pattern(self, lazy).fullmatch(text)
            if match is None:
                return
            yield match


@dataclass(frozen=True, slots=True)
class Grammar:
    """The whole grammar. ``verbs`` are by language, form (does, base, noun) and folded words."""

    patterns: tuple[Pattern, ...]
    verbs: dict[tuple[str, str, str], Verb]
    type_words: dict[str, str]
    articles: frozenset[str]
    trims: tuple[tuple[re.Pattern[str], str], ...]
    possessed: tuple[re.Pattern[str], ...]

    def parse(self, question: str) -> list[Parsed]:
        """Return every way to read a question, the likeliest first; none where no pattern fits."""
        normal = normalise_text(question.strip(_ENDS))
        language = language_of(question)
        found: dict[Parsed, None] = {}
        for pattern in self.patterns:
            if pattern.language != language or normal.text.strip() == "":
                continue
            for match in pattern.matches(normal.text):
                parsed = self._parsed(pattern, match, normal, question.strip(_ENDS))
                if parsed is not None:
                    found.setdefault(parsed)
        return list(found)

    def _parsed(self, pattern: Pattern, match: re.Match[str], normal: NormalisedText, text: str) -> Parsed | None:
        slots = []
        verb: Verb | None = None
        for name, value in match.groupdict().items():
            if value is None or value.strip() == "":
                continue
            if name in FORMS:
                verb = self.verbs.get((pattern.language, name, fold(value)), verb)
                continue
            start, end = normal.span(*match.span(name))
            slots.append((name, text[start:end].strip(_ENDS)))
        type_slot = dict(slots).get("t")
        if type_slot is not None and _type_of(self, type_slot) is None:
            return None
        if verb is None:
            return Parsed(pattern.intent, pattern.language, tuple(slots))
        return Parsed(pattern.intent, pattern.language, tuple(slots), verb.relations, verb.inverse)


def language_of(question: str) -> str:
    """Return the language of a question: Arabic as soon as it holds Arabic letters, but for names in quotes."""
    outside = re.sub(r"[\"“«].*?[\"”»]", "", question)
    return "ar" if _ARABIC.search(outside or question) is not None else "en"


def _type_of(grammar: Grammar, words: str) -> str | None:
    folded = fold(words).split()
    while len(folded) > 1 and folded[0] in grammar.articles:
        folded = folded[1:]
    return grammar.type_words.get(" ".join(folded))


@cache
def load_grammar() -> Grammar:
    """Return the grammar of the package, read once."""
    return read_grammar(files("techpol.queries").joinpath("questions.yaml").read_text("utf-8"), "questions.yaml")


def read_grammar(text: str, path: str) -> Grammar:
    """Read a grammar from YAML. Raises OntologyError that names the place of a mistake."""
    import yaml

    data = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    ontology = load_ontology()
    verbs: dict[tuple[str, str, str], Verb] = {}
    for number, spec in enumerate(data["verbs"]):
        for relation in spec["relations"]:
            if relation not in ontology.relations:
                raise OntologyError(f"{path}: verbs[{number}]: unknown relation {relation!r}")
        verb = Verb(tuple(spec["relations"]), bool(spec.get("inverse", False)))
        for language in LANGUAGES:
            for form, ways in spec.get(language, {}).items():
                if form not in FORMS:
                    raise OntologyError(f"{path}: verbs[{number}].{language}: unknown form {form!r}; known: {FORMS}")
                for way in ways:
                    for words in _spelled_out(way):
                        verbs.setdefault((language, form, fold(words)), verb)
    type_words: dict[str, str] = {}
    for name, spec in ontology.types.items():
        for label in spec.labels.values():
            type_words[fold(label)] = name
    for name, spec in data["types"].items():
        if name not in ontology.types:
            raise OntologyError(f"{path}: types: unknown type {name!r}")
        for words in (word for language in LANGUAGES for word in spec.get(language, ())):
            type_words[fold(words)] = name
            if _ARABIC.search(words) is not None and not words.startswith("ال"):
                type_words.setdefault(fold(f"ال{words}"), name)
    alternatives = {
        (language, form): _alternatives(words for (lang, kind, words) in verbs if (lang, kind) == (language, form))
        for language in LANGUAGES
        for form in FORMS
    }
    patterns = []
    for language, specs in data["patterns"].items():
        for number, spec in enumerate(specs):
            if spec["intent"] not in INTENTS:
                raise OntologyError(f"{path}: patterns.{language}[{number}]: unknown intent {spec['intent']!r}")
            patterns.append(Pattern(spec["intent"], language, spec["ask"], _openers(spec["ask"]), alternatives))
    trims = tuple((re.compile(trim["find"], re.IGNORECASE), trim["put"]) for trim in data["trims"])
    possessed = tuple(
        _compiled(ask, language, alternatives, lazy=True)
        for language in LANGUAGES
        for ask in data["possessed"][language]
    )
    return Grammar(tuple(patterns), verbs, type_words, frozenset(map(fold, data["articles"])), trims, possessed)


@cache
def _compiled_pattern(pattern: Pattern, lazy: bool) -> re.Pattern[str]:
    return _compiled(pattern.text, pattern.language, pattern.alternatives, lazy)


def _openers(ask: str) -> frozenset[str]:
    """Return the words that a pattern may begin with; empty where it may begin with a name or a verb."""
    before = re.split(r"[{<~]", ask, maxsplit=1)[0]
    # An open bracket before the first name belongs to what may be left out; what stands in it is no whole word.
    while before.count("[") > before.count("]") or before.count("(") > before.count(")"):
        before = before[: max(before.rfind("["), before.rfind("("))]
    words = {(fold(text).split() or [""])[0] for text in _spelled_out(before)}
    return frozenset() if "" in words or before != before.rstrip() and len(words) == 0 else frozenset(words)


def _alternatives(words: Iterator[str] | Any) -> str:
    """Return a regular expression for any of the words, the longest first."""
    return "|".join(
        re.escape(way).replace(r"\ ", r"\s+") for way in sorted(set(words), key=lambda way: (-len(way), way))
    )


def _spelled_out(way: str) -> list[str]:
    """Return every text that a way with [..] and (x|y) stands for."""
    parts: list[list[str]] = []
    for piece in re.split(r"(\[[^\[\]]*\]|\([^()]*\))", way):
        if piece.startswith("["):
            parts.append(["", piece[1:-1]])
        elif piece.startswith("("):
            options = piece[1:-1].split("|")
            # An optional piece within a choice: ([co-]founders|...)
            parts.append([text for option in options for text in _spelled_out(option)])
        else:
            parts.append([piece])
    texts = ["".join(chosen) for chosen in product(*parts)]
    return [text for one in texts for text in (_spelled_out(one) if "[" in one or "(" in one else [one])]


def _compiled(ask: str, language: str, alternatives: dict[tuple[str, str], str], lazy: bool) -> re.Pattern[str]:
    """Return the regular expression of a pattern, over folded text."""
    pieces: list[str] = []
    seen: set[str] = set()
    for piece in re.split(r"(\{\w+\}|<\w+>|[\[\]()|~]|\s+)", ask):
        if piece == "":
            continue
        if piece.startswith("{"):
            name = piece[1:-1]
            pieces.append(f"(?P<{name}>.+{'?' if lazy else ''})")
        elif piece.startswith("<"):
            form = piece[1:-1]
            group = f"(?P<{form}>" if form not in seen else "(?:"
            seen.add(form)
            pieces.append(f"{group}{alternatives[language, form]})")
        elif piece in "[(":
            pieces.append("(?:")
        elif piece == "]":
            pieces.append(")?")
        elif piece in ")|":
            pieces.append(piece)
        elif piece == "~":
            pieces.append(r"\s*")
        elif piece.isspace():
            pieces.append(r"\s+")
        else:
            pieces.append(re.escape(fold(piece)))
    return re.compile("".join(pieces))
