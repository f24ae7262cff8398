"""From the text of a reply to its items: tolerant of fences, chatter and a cut-off end, strict about an item."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

# A name of more characters is none; looking for one takes long.
_LONGEST_NAME = 300
_FENCE = re.compile(r"```(?:json)?|<think>.*?</think>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Item:
    """One relation as the model gave it; all text, nothing checked."""

    subject: str
    relation: str
    object: str
    quotes: tuple[str, ...]
    subject_type: str = ""
    object_type: str = ""
    modality: str = ""
    attribution: str | None = None
    amount: str | None = None
    amount_scope: str | None = None
    currency: str | None = None
    count: str | None = None
    date: str | None = None
    role: str | None = None
    place: str | None = None
    asset: str | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """The items of a reply, and what was wrong with the rest of it."""

    items: tuple[Item, ...]
    faults: tuple[str, ...] = ()


def parse_reply(text: str) -> Reply:
    """Read a reply. Never raises: what cannot be read is a fault."""
    cleaned = _FENCE.sub("", text)
    raw, whole = _values(cleaned)
    items: list[Item] = []
    faults = [] if whole else ["the reply is not whole JSON; what could be read of it was kept"]
    for value in raw:
        item = _item(value)
        if isinstance(item, Item):
            items.append(item)
        else:
            faults.append(item)
    return Reply(tuple(items), tuple(faults))


def _values(text: str) -> tuple[list[Any], bool]:
    """Return the relation objects of a reply, and whether the reply was whole."""
    start = min((position for position in (text.find("{"), text.find("[")) if position >= 0), default=-1)
    if start < 0:
        return [], False
    try:
        value, _ = json.JSONDecoder().raw_decode(text, start)
    except (json.JSONDecodeError, RecursionError):
        return _pieces(text, start), False
    if isinstance(value, dict):
        lists = [value["relations"]] if "relations" in value else [v for v in value.values() if isinstance(v, list)]
        if "subject" in value and "relations" not in value:
            return [value], True
        return (lists[0], True) if lists and isinstance(lists[0], list) else ([], False)
    return (value, True) if isinstance(value, list) else ([], False)


def _pieces(text: str, start: int) -> list[Any]:
    """Return the whole objects of a broken list: a reply that was cut off keeps what came before the cut."""
    decoder, found, position = json.JSONDecoder(), [], text.find("{", text.find("[", start) + 1)
    attempts = 0
    while position >= 0 and attempts < 2000:
        attempts += 1
        try:
            value, end = decoder.raw_decode(text, position)
        except (json.JSONDecodeError, RecursionError):
            end = position + 1
        else:
            found.append(value)
        position = text.find("{", end)
    return found


def _plain(text: str) -> str:
    """Return a text that can be written down: half of a pair of surrogates, which JSON lets through, cannot."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _item(value: Any) -> Item | str:
    """Return an item, or what is wrong with it."""
    if not isinstance(value, dict):
        return f"not a relation: {_plain(str(value)[:80])!r}"

    def text(*names: str) -> str:
        for name in names:
            if isinstance(value.get(name), str | int | float) and not isinstance(value.get(name), bool):
                return _plain(str(value[name])).strip()
        return ""

    raw_quotes = value.get("quote") or value.get("evidence")
    given = raw_quotes if isinstance(raw_quotes, list) else [raw_quotes]
    quotes = [_plain(quote) for quote in given if isinstance(quote, str) and quote.strip() != ""]
    subject, relation, target = text("subject"), text("relation", "type", "predicate").upper(), text("object")
    if "" in (subject, relation, target):
        return f"no subject, relation or object: {_plain(json.dumps(value, ensure_ascii=False)[:120])}"
    longest = max(map(len, (subject, relation, target)))
    if longest > _LONGEST_NAME:
        return f"a name of {longest} characters: {_plain(subject[:40])!r} {relation[:40]!r} {_plain(target[:40])!r}"
    modality = text("modality").lower()
    if modality == "" and value.get("negated") is True:
        modality = "denied"
    if modality == "" and value.get("hedged") is True:
        modality = "alleged"
    return Item(
        subject=subject,
        relation=relation.replace(" ", "_"),
        object=target,
        quotes=tuple(quotes),
        subject_type=text("subject_type"),
        object_type=text("object_type"),
        modality=modality,
        **{
            name: text(name) or None
            for name in (
                "attribution", "amount", "amount_scope", "currency", "count", "date", "role", "place", "asset",
            )
        },
    )  # fmt: skip
