"""The messages for one window of an article, and the JSON Schema of the reply: made from data and the ontology."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from techpol.schema.model import Modality, content_hash
from techpol.schema.ontology import Ontology, load_ontology

# A window holds about so many characters of text, and begins so many before the last one ended, so that a relation
# across the seam stands whole in one of the two.
WINDOW_CHARACTERS = 6000
OVERLAP_CHARACTERS = 600
BEGIN, END = "<<<ARTICLE", "ARTICLE>>>"
_OPTIONAL = ("amount", "amount_scope", "currency", "count", "date", "role", "place", "asset", "attribution")


@dataclass(frozen=True, slots=True)
class Window:
    """A piece of a text: where it begins in the text, and its words."""

    start: int
    text: str


@cache
def _data() -> dict[str, Any]:
    import yaml

    loaded: dict[str, Any] = yaml.safe_load(files("techpol.loaders.model").joinpath("prompt.yaml").read_text("utf-8"))
    return loaded


@cache
def prompt_version() -> str:
    """Return the version of the prompt: its number and a hash of all that goes into it."""
    return f"{_data()['version']}-{content_hash(_data(), instructions('en'), length=8)}"


def windows(text: str) -> list[Window]:
    """Cut a text into overlapping windows, at line ends or sentence ends where there are any."""
    found = []
    start = 0
    while True:
        end = min(len(text), start + WINDOW_CHARACTERS)
        if end < len(text):
            seam = max(text.rfind(mark, start + WINDOW_CHARACTERS // 2, end) for mark in ("\n", ". ", "؟ ", "! "))
            end = seam + 1 if seam > start else end
        found.append(Window(start, text[start:end]))
        if end >= len(text):
            return found
        start = max(start + 1, end - OVERLAP_CHARACTERS)


def instructions(language: str) -> str:
    """Return what the model is told before the article: role, rules, types, relations, examples."""
    ontology, data = load_ontology(), _data()
    lines = [data["system"].format(begin=BEGIN, end=END), "Rules:"]
    lines += [f"- {' '.join(rule.split())}" for rule in data["rules"]]
    concrete = [item.name for item in ontology.types.values() if not item.abstract]
    lines += ["", f"Entity types: {', '.join(concrete)}.", "", "Relations (subject types -> object types):"]
    for relation in ontology.relations.values():
        ends = f"{'|'.join(relation.subject)} -> {'|'.join(relation.object)}"
        lines.append(f"- {relation.name} ({ends}): {relation.means}. Not: {relation.near_miss}.")
    lines.append("")
    # Examples of the article's own language last: nearest to the article.
    for example in sorted(data["examples"], key=lambda item: item["language"] == language):
        reply = json.dumps({"relations": example["relations"]}, ensure_ascii=False)
        lines += [f"Example article: {example['text']}", f"Example reply: {reply}", ""]
    return "\n".join(lines)


def messages(window: Window, language: str, names: list[str]) -> list[dict[str, str]]:
    """Return the chat messages for a window. ``names`` are those known from the article so far."""
    # The article cannot end its own frame: what looks like the frame is spaced out in the copy that is sent.
    article = window.text.replace(END, "ARTICLE >>>").replace(BEGIN, "<<< ARTICLE")
    known = f"Names seen so far in this article: {', '.join(names)}\n" if names else ""
    return [
        {"role": "system", "content": instructions(language)},
        {"role": "user", "content": f"{known}{BEGIN}\n{article}\n{END}\nReply with JSON only."},
    ]


@cache
def reply_schema() -> dict[str, Any]:
    """Return the JSON Schema of a reply, for servers that hold a model to one."""
    ontology: Ontology = load_ontology()
    concrete = sorted(item.name for item in ontology.types.values() if not item.abstract)
    text = {"type": "string"}
    maybe_text = {"type": ["string", "null"]}
    properties: dict[str, Any] = {
        "subject": text,
        "subject_type": {"type": "string", "enum": concrete},
        "relation": {"type": "string", "enum": sorted(ontology.relations)},
        "object": text,
        "object_type": {"type": "string", "enum": concrete},
        "modality": {"type": "string", "enum": [str(modality) for modality in Modality]},
        "quote": text,
        **dict.fromkeys(_OPTIONAL, maybe_text),
    }
    item = {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}
    return {
        "type": "object",
        "properties": {"relations": {"type": "array", "items": item}},
        "required": ["relations"],
        "additionalProperties": False,
    }
