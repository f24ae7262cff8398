"""Short texts that several commands print: details of a claim, places of evidence."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import Any

from techpol.cli.console import isolate
from techpol.schema.model import Evidence


def details_text(details: dict[str, Any]) -> str:
    """Return the qualifiers of a claim in brackets, "" where it has none.

    >>> details_text({"amount": "100000", "currency": "USD", "count": 2, "start": "2023-06-14"})
    ' (2 × 100,000 USD, 2023-06-14)'
    """
    parts: list[str] = []
    if "amount" in details:
        whole, point, cents = str(details["amount"]).partition(".")
        amount = f"{int(whole):,}{point}{cents} {details.get('currency', '')}".strip()
        bound = {"at_least": "at least ", "at_most": "at most ", "about": "about "}.get(
            details.get("amount_bound", ""), ""
        )
        times = f"{details['count']} × " if details.get("count", 1) > 1 else ""
        scope = {"total": " in total", "joint": " together"}.get(details.get("amount_scope", ""), "")
        parts.append(f"{times}{bound}{amount}{scope}")
    elif details.get("count", 1) > 1:
        parts.append(f"{details['count']} times")
    for name in ("asset", "role", "place"):
        if name in details:
            parts.append(isolate(str(details[name])))
    period = " to ".join(str(details[name]) for name in ("start", "end") if name in details)
    if "end" in details and "start" not in details:
        period = f"until {period}"
    if period != "":
        parts.append(period)
    if details.get("past"):
        parts.append("former")
    return f" ({', '.join(parts)})" if len(parts) > 0 else ""


def quote_of(evidence: Iterable[Evidence]) -> str:
    """Return the words or rows that something rests on, on one line."""
    return evidence_text([item.to_dict() for item in evidence])


def evidence_text(evidence: Iterable[dict[str, Any]]) -> str:
    """Return the words or rows of evidence as JSON values, on one line."""
    parts = [
        " ".join(item["quote"].split())
        if "quote" in item
        else "; ".join(f"{column}: {cell}" for column, cell in item["row"].items())
        for item in evidence
    ]
    return " … ".join(dict.fromkeys(parts))


def known_relation(word: str) -> str:
    """Return the relation that a word names, in capitals or not. Raises UsageError with the nearest ones."""
    from techpol.schema.ontology import load_ontology

    return _known(word, word.upper().replace(" ", "_").replace("-", "_"), load_ontology().relations, "relation")


def _by_meaning(word: str) -> list[str]:
    """Return the relations whose label or definition has a word ("gave" is DONATED_TO)."""
    from techpol.schema.ontology import load_ontology

    asked = word.lower()
    return [
        name
        for name, spec in load_ontology().relations.items()
        if asked in re.findall(r"\w+", f"{spec.labels['en']} {spec.means}".lower())
    ][:3]


def known_type(word: str) -> str:
    """Return the type that a word names, in capitals or not. Raises UsageError with the nearest ones."""
    from techpol.schema.ontology import load_ontology

    types = load_ontology().types
    by_fold = {name.lower(): name for name in types}
    return _known(word, by_fold.get(word.lower().replace(" ", ""), word), types, "type")


def _known(word: str, name: str, names: Collection[str], what: str) -> str:
    from techpol.schema.errors import UsageError

    if name in names:
        return name
    near = near_words(name, names) or _by_meaning(word)
    hint = f"did you mean {', '.join(near)}? known: " if near else "known: "
    raise UsageError(f"no {what} {word!r}; {hint}{', '.join(sorted(names))}")


def near_words(word: str, names: Iterable[str], cutoff: float = 0.55) -> list[str]:
    """Return the names that a word may have meant, best first: by its letters, or by how its parts begin.

    >>> near_words("LOVES", ["LEADS", "OWNS", "SUED"])
    ['LEADS']
    >>> near_words("gave", ["DONATED_TO", "GAVEL"])
    ['GAVEL']
    """
    from difflib import get_close_matches

    by_fold = {name.upper(): name for name in names}
    asked = word.upper()
    close = get_close_matches(asked, list(by_fold), n=3, cutoff=cutoff)
    stem = asked[:4]
    close += [name for name in by_fold if len(stem) == 4 and any(p.startswith(stem) for p in name.split("_"))]
    return [by_fold[name] for name in dict.fromkeys(close)][:3]
