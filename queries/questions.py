"""Questions in words: what a question means, and its answer.

>>> parse_question("who links OpenAI to a campaign")[0].intent
'paths'
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from techpol.graph.view import GraphView
from techpol.queries.backing import campaigns_backed
from techpol.queries.entities import Ends, find_type, resolve
from techpol.queries.grammar import Parsed, language_of, load_grammar
from techpol.queries.messages import known_language, say
from techpol.queries.named import common, timeline, top
from techpol.queries.options import PathOptions
from techpol.queries.paths import find_paths, list_ties, unknown_answer
from techpol.queries.sentences import tidy
from techpol.schema.answers import Answer, ReadingChoice
from techpol.schema.model import Entity

_GIVING = ("DONATED_TO", "RAISED_FUNDS_FOR", "INVESTED_IN", "SUPPORTED")
_MAX_NAME_WORDS = 6


def parse_question(question: str) -> list[Parsed]:
    """Return every way that the grammar can read a question, the likeliest first."""
    return load_grammar().parse(question)


def ask(view: GraphView, question: str, options: PathOptions | None = None, language: str | None = None) -> Answer:
    """Answer a question in words, in English or Arabic; ``language`` None means the question's own.

    An unknown name gives suggestions, an unclear question two or three readings; neither is an error.
    """
    spoken = known_language(language) if language is not None else language_of(question)
    readings = parse_question(question)
    if len(readings) == 0:
        return _unclear(view, question, spoken)
    best = max(readings, key=lambda parsed: (_known_share(view, parsed), -readings.index(parsed)))
    return _answer(view, best, question, options or PathOptions(), spoken, given=options is not None)


def _known_share(view: GraphView, parsed: Parsed) -> float:
    """Return how many of the names of a reading are known; 1.0 where all are."""
    names = [text for slot, text in parsed.slots if slot in ("a", "b")]
    if len(names) == 0:
        return 1.0
    return sum(_knows(view, name) for name in names) / len(names)


def _knows(view: GraphView, name: str) -> float:
    ends = resolve(view, name)
    if ends.type_name is not None or any(name == entity.name for entity in ends.entities):
        return 1.0
    return 0.9 if ends.known else 0.5 if len(ends.choices) > 0 else 0.0


def _answer(
    view: GraphView, parsed: Parsed, question: str, options: PathOptions, language: str, given: bool
) -> Answer:
    a, b = parsed.get("a"), parsed.get("b")
    if parsed.intent == "paths" and a is not None and b is not None:
        return find_paths(view, a, b, options, language, question)
    if parsed.intent == "share" and a is not None and b is not None:
        return common(view, a, b, options if given else None, language, question)
    if parsed.intent == "timeline" and a is not None:
        return timeline(view, a, options if given else None, language, question)
    if parsed.intent == "top":
        return top(view, "amount", options if given else None, language, to=b, question=question)
    if parsed.intent == "back" and a is not None:
        return campaigns_backed(view, a, options if given else None, language, question)
    if parsed.intent == "gives" and a is not None:
        return _listed(view, question, language, options, _GIVING, a, None, None)
    return _verb(view, parsed, question, options, language)


def _verb(view: GraphView, parsed: Parsed, question: str, options: PathOptions, language: str) -> Answer:
    """Answer a question with a verb: who does it to b, whom a does it to, or whether a does it to b."""
    relations = parsed.relations
    subject, object_ = parsed.get("a"), parsed.get("b")
    narrow = find_type(parsed.get("t") or "")
    types: tuple[str | None, str | None] = (narrow, None) if subject is None else (None, narrow)
    if parsed.inverse:
        subject, object_, types = object_, subject, (types[1], types[0])
    return _listed(view, question, language, options, relations, subject, object_, types)


def _listed(
    view: GraphView,
    question: str,
    language: str,
    options: PathOptions,
    relations: Iterable[str],
    subject: str | None,
    object_: str | None,
    types: tuple[str | None, str | None] | None,
) -> Answer:
    ends = [None if name is None else resolve(view, name) for name in (subject, object_)]
    wrong = unknown_answer(question, "list", language, [part for part in ends if part is not None])
    if wrong is not None:
        return _with_question(wrong, question)
    narrowed = list(types or (None, None))
    for number, part in enumerate(ends):
        # "who donated to a campaign": a type is no end to begin at, but one to narrow by.
        if part is not None and part.type_name is not None:
            narrowed[number] = part.type_name
            ends[number] = None
    return list_ties(view, question, language, options, list(relations), ends[0], ends[1], (narrowed[0], narrowed[1]))


def _with_question(answer: Answer, question: str) -> Answer:
    """Turn the readings of a name into whole questions that can be asked."""
    return replace(answer, question=question)


def _unclear(view: GraphView, question: str, language: str) -> Answer:
    """Offer readings of a question that no pattern fits, by the names that it holds."""
    names = names_in(view, question)
    quoted = [entity.name_in(language) for entity in names]
    readings: list[ReadingChoice] = []

    def offer(key: str, **values: str) -> None:
        asked = tidy(say(key, language, **values))
        readings.append(ReadingChoice(asked, tidy(say(f"means_{key}", language, **values))))

    if len(quoted) >= 2:
        offer("links", a=quoted[0], b=quoted[1])
        offer("share", a=quoted[0], b=quoted[1])
        offer("timeline", a=quoted[0])
    elif len(quoted) == 1:
        offer("links", a=quoted[0], b=say("a_campaign", language))
        offer("gives", a=quoted[0])
        offer("timeline", a=quoted[0])
    if len(readings) > 0:
        return Answer(question, "readings", language, tuple(names), readings=tuple(readings))
    ends = resolve(view, question) if len(question.split()) <= _MAX_NAME_WORDS else Ends(unknown=(question,))
    return Answer(question, "unknown", language, notes=(say("no_question", language),), suggestions=ends.suggestions)


def _may_be_name(word: str) -> bool:
    """Say whether a word looks like a last name: a capital, or Arabic, and not too short."""
    return len(word) > 3 and (word[0].isupper() or language_of(word) == "ar")


def names_in(view: GraphView, text: str) -> list[Entity]:
    """Return the entities that a text names, the longest names first come first, each word used once."""
    words = [word.strip(".,;:?!؟،\"'“”") for word in text.split()]
    found: list[Entity] = []
    position = 0
    while position < len(words):
        for size in range(min(_MAX_NAME_WORDS, len(words) - position), 0, -1):
            name = " ".join(words[position : position + size])
            if find_type(name) is not None or len(name) < 2:
                continue
            same = [entity for entity, score in view.find_entities(name, None, 3) if score >= 1.0]
            if len(same) == 0 and size == 1 and _may_be_name(name):
                same = list(resolve(view, name).entities)
            if len(same) > 0:
                if same[0] not in found:
                    found.append(same[0])
                position += size - 1
                break
        position += 1
    return found
