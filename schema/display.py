"""How answers, edges, claims and entities show themselves in a notebook: HTML, with the words behind them.

Everything is escaped; right-to-left text keeps to itself.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from techpol.schema.answers import Answer, Hop
    from techpol.schema.model import Evidence, Qualifiers, Source

_MODALITY_STYLE = "border:1px solid #8888;border-radius:1em;padding:0 .5em;font-size:.85em"
_QUOTE_STYLE = "margin:.3em 0;padding:.2em .7em;border-inline-start:3px solid #4c78a8;white-space:pre-line"


class Shown:
    """Shows itself in a notebook. What it is made of comes from ``to_dict``."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        """Return HTML for a notebook."""
        return to_html(self)

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        """Return every form that a notebook may show."""
        data: dict[str, Any] = self.to_dict()  # type: ignore[attr-defined]
        return {"text/plain": repr(self), "text/html": self._repr_html_(), "application/json": data}


def to_html(value: Any) -> str:
    """Return an answer, path, hop, edge, claim or entity as HTML."""
    from techpol.schema.answers import Answer, Hop, Path
    from techpol.schema.model import Claim, Edge, Entity

    if isinstance(value, Answer):
        return _answer(value)
    if isinstance(value, Path):
        return f"<ol>{''.join(f'<li>{_hop(hop, {})}</li>' for hop in value.hops)}</ol>"
    if isinstance(value, Hop):
        return _hop(value, {})
    if isinstance(value, Edge | Claim):
        head = (
            f"{_bdi(value.subject)} <b>{escape(value.relation)}</b> {_bdi(value.object)} {_modality(value.modality)}"
        )
        said = _facts(value.qualifiers, value.attribution)
        if isinstance(value, Edge):
            count = len(value.claims)
            rests = f"{count} {'claim' if count == 1 else 'claims'}, support {value.support}"
            return f"<div>{head}{said}<p>{rests}</p></div>"
        return f"<div>{head}{said}{''.join(_evidence(item, None) for item in value.evidence)}</div>"
    if isinstance(value, Entity):
        names = ", ".join(_bdi(name.text) for name in value.names if name.text != value.name)
        ids = ", ".join(escape(f"{item.scheme} {item.value}") for item in value.identifiers)
        head = f"<b>{_bdi(value.name)}</b> ({escape(value.type)}) <code>{escape(value.id)}</code>"
        return f"<div>{head}<br>{names} {ids}</div>"
    return f"<pre>{escape(repr(value))}</pre>"


def _bdi(text: str) -> str:
    return f"<bdi>{escape(text)}</bdi>"


def _modality(modality: object) -> str:
    return f'<span style="{_MODALITY_STYLE}">{escape(str(modality))}</span>'


def _facts(said: Qualifiers, attribution: str | None) -> str:
    facts = dict(said.to_dict())
    if said.amount is not None:
        facts["amount"] = str(said.amount)
        facts.pop("currency", None)
    if attribution is not None:
        facts["says"] = attribution
    if len(facts) == 0:
        return ""
    rows = "".join(f"<tr><td>{escape(name)}</td><td>{_bdi(str(value))}</td></tr>" for name, value in facts.items())
    return f"<table>{rows}</table>"


def _evidence(item: Evidence, source: Source | None) -> str:
    from techpol.schema.model import Span

    if isinstance(item, Span):
        words = escape(item.quote)
    else:
        words = "\n".join(escape(f"{column}: {value}") for column, value in item.row if value != "")
    cited = _cited(source) if source is not None else escape(item.source)
    return f'<blockquote dir="auto" style="{_QUOTE_STYLE}">{words}<br><small dir="auto">{cited}</small></blockquote>'


def _cited(source: Source) -> str:
    label = escape(" · ".join(part for part in (source.title or source.key, source.publisher) if part))
    if source.url is not None and source.url.startswith(("http://", "https://")):
        return f'<a href="{escape(source.url)}" rel="noopener noreferrer">{label}</a>'
    return label


def _hop(hop: Hop, sources: dict[str, Source]) -> str:
    head = f"{_bdi(hop.subject.name)} <b>{escape(hop.relation)}</b> {_bdi(hop.object.name)} {_modality(hop.modality)}"
    said = "".join(_facts(event.qualifiers, event.attribution) for event in hop.events)
    return head + said + "".join(_evidence(item, sources.get(item.source)) for item in hop.evidence)


def _answer(answer: Answer) -> str:
    parts = [f'<p dir="auto"><b>{escape(answer.question)}</b></p>']
    for path in answer.paths:
        chain = " — ".join(_bdi(entity.name) for entity in path.entities)
        hops = "".join(f"<li>{_hop(hop, answer.sources)}</li>" for hop in path.hops)
        parts.append(f"<details open><summary>{chain}</summary><ol>{hops}</ol></details>")
    if answer.table is not None:
        head = "".join(f"<th>{escape(str(column))}</th>" for column in answer.table.columns)
        rows = "".join(
            "<tr>" + "".join(f"<td>{_bdi(str(cell))}</td>" for cell in row) + "</tr>" for row in answer.table.rows
        )
        parts.append(f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>")
    if not answer.ok:
        parts.append("<p>Nothing found.</p>")
    parts += [f'<p dir="auto"><small>{escape(note)}</small></p>' for note in answer.notes]
    return f"<div>{''.join(parts)}</div>"
