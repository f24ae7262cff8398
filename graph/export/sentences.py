"""An edge in words: the ontology's sentence with both names, and what is said in brackets."""

from __future__ import annotations

import re
from collections.abc import Callable

from techpol.schema.model import Edge, Modality
from techpol.schema.ontology import load_ontology

_PLACES = re.compile(r"(\{(?:subject|object|details)\})")


def details(edge: Edge, past_said: bool = False) -> str:
    """Return amount, role, asset, place and dates as far as they are said, parted by commas.

    ``past_said``: the sentence says already that the state is over.
    """
    said = edge.qualifiers
    amount = None
    if said.amount is not None:
        bound = "" if said.amount_bound == "exact" else f"{said.amount_bound.replace('_', ' ')} "
        amount = f"{bound}{said.amount}"
    parts = [amount, said.role, said.asset, said.place, said.start and str(said.start)]
    if said.end is not None:
        parts.append(f"until {said.end}")
    if said.past and not past_said:
        parts.append("ended")
    return ", ".join(part for part in parts if part)


def sentence(edge: Edge, subject: str, target: str, write: Callable[[str], str] = str) -> str:
    """Return the edge as a sentence between two names, as they are given; a state that ended is told as over.

    ``write`` makes of all other words what may stand where the sentence goes.
    """
    forms = load_ontology().relation(edge.relation).sentence
    ended = edge.qualifiers.past and "en_past" in forms
    said = details(edge, ended)
    template = forms["en_past" if ended else "en"]
    if said == "":
        template = _trim(template.replace("{details}", "")).strip()
    # Names and details keep their spaces, and are not looked at again: a role may read {subject}.
    values = {"{subject}": subject, "{object}": target, "{details}": write(f"({said})")}
    return "".join(values[piece] if piece in values else write(piece) for piece in _PLACES.split(template))


def _trim(text: str) -> str:
    while "  " in text:
        text = text.replace("  ", " ")
    return text


def caption(edge: Edge) -> str:
    """Return what stands on an edge's line: relation, details, and a modality that is not plain."""
    said = details(edge)
    words = load_ontology().relation(edge.relation).labels["en"] + (f" {said}" if said else "")
    return words if edge.modality is Modality.ASSERTED else f"{words} ({edge.modality})"
