"""Short texts that several commands print: details of a claim, places of evidence."""

from __future__ import annotations

from collections.abc import Iterable
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
