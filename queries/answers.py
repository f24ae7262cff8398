"""Answers in every form: text, JSON, Markdown, HTML, Mermaid, DOT, SVG, and Cypher for the Neo4j Browser."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from html import escape

from techpol.graph.pictures import PictureLink, PictureNode, dot, mermaid, svg
from techpol.queries.messages import say
from techpol.queries.report import Block, Line, Report, answer_rows, make_report, sections
from techpol.queries.sentences import brief_details
from techpol.schema.answers import Answer, Hop, Path
from techpol.schema.errors import UsageError
from techpol.schema.model import Modality
from techpol.schema.ontology import load_ontology

FORMS = ("text", "json", "markdown", "html", "mermaid", "dot", "svg", "cypher")
_RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})
_ARABIC = re.compile(r"[֐-ࣿ]")
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()+!|~]|^#|(?<!&)#)")


def render(answer: Answer, form: str = "text", language: str | None = None, explain: bool = False) -> str:
    """Return an answer in one of FORMS; ``explain`` adds what each rank is made of. Raises UsageError otherwise."""
    if form == "json":
        return json.dumps(answer.to_dict(), ensure_ascii=False, indent=2) + "\n"
    if form in ("mermaid", "dot", "svg"):
        return _picture(answer, form, language or answer.language)
    if form == "cypher":
        return cypher(answer)
    report = make_report(answer, language)
    if form == "text":
        return _text(answer, report, explain)
    if form == "markdown":
        return _markdown(answer, report, explain)
    if form == "html":
        return _html(answer, report, explain)
    raise UsageError(f"no form {form!r} of an answer; known: {', '.join(FORMS)}")


def _marks(line: Line) -> str:
    more = f" (+{line.more})" if line.more > 0 else ""
    return "".join(f"[{number}]" for number in line.notes) + more


def _isolated(text: str, language: str) -> str:
    """Set off a quote that runs the other way than its surroundings, so that both are readable."""
    other = (_ARABIC.search(text) is not None) != (language in _RIGHT_TO_LEFT)
    return f"\u2068{text}\u2069" if other else text


# ---- text ------------------------------------------------------------------------------------------------------
def _text(answer: Answer, report: Report, explain: bool) -> str:
    lines = [report.title, ""]
    lines += report.lead
    lines += [f"  - {question}  ({means})" for question, means in report.choices]
    if answer.table is not None and answer.intent in ("between", "top", "centrality", "common"):
        lines += [*_text_table(answer.table.columns, answer.table.rows), ""]
    for block in report.blocks:
        lines += [*_text_block(block, report.language, explain), ""]
    lines += report.remarks
    for title, blocks in sections(report):
        lines += ["", title]
        for block in blocks:
            lines += [*_text_block(block, report.language, explain), ""]
    if len(report.footnotes) > 0:
        lines += ["", say("sources_title", report.language)]
        for note in report.footnotes:
            comma = say("comma", report.language)
            url = f"{comma}{note.url}" if note.url else ""
            lines.append(f"[{note.number}] “{_isolated(note.quote, report.language)}”")
            lines.append(f"    {_isolated(note.source, report.language)}{comma}{note.place}{url}")
    return "\n".join(lines).rstrip() + "\n"


def _text_block(block: Block, language: str, explain: bool) -> list[str]:
    lines = [f"{block.number}. {block.chain}"]
    lines += [f"   {'· ' if line.aside else ''}{line.text} {_marks(line)}".rstrip() for line in block.lines]
    if explain:
        lines.append(f"   {say('cost', language, cost=f'{block.cost:.2f}')}")
        lines += [f"     {cost:5.2f}  {what}" for what, cost in block.why]
    return lines


def _text_table(columns: Iterable[str], rows: Iterable[Iterable[object]]) -> list[str]:
    cells = [[str(cell) for cell in row] for row in (columns, *rows)]
    widths = [max(len(row[number]) for row in cells) for number in range(len(cells[0]))]
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in cells]


# ---- Markdown --------------------------------------------------------------------------------------------------
def _md(text: str) -> str:
    safe = text.replace("\r", " ").replace("\n", " ").replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _MARKDOWN.sub(r"\\\1", safe)


def _markdown(answer: Answer, report: Report, explain: bool) -> str:
    lines = [f"## {_md(report.title)}", ""]
    for text in report.lead:
        lines += [_md(text), ""]
    lines += [f"- {_md(question)} ({_md(means)})" for question, means in report.choices]
    if answer.table is not None:
        columns, rows = answer.table.columns, answer.table.rows
        lines += ["| " + " | ".join(_md(str(cell)) for cell in columns) + " |", "|" + " --- |" * len(columns)]
        lines += ["| " + " | ".join(_md(str(cell)) for cell in row) + " |" for row in rows]
        lines.append("")
    for block in report.blocks:
        lines += _markdown_block(block, report.language, explain)
    for text in report.remarks:
        lines += [_md(text), ""]
    for title, blocks in sections(report):
        lines += [f"### {_md(title)}", ""]
        for block in blocks:
            lines += _markdown_block(block, report.language, explain)
    for note in report.footnotes:
        url = f" <{note.url}>" if note.url and re.fullmatch(r"https?://[^\s<>]+", note.url) else ""
        lines.append(f"[^{note.number}]: “{_md(note.quote)}” — {_md(note.source)}, {_md(note.place)}{url}")
    return "\n".join(lines).rstrip() + "\n"


def _markdown_block(block: Block, language: str, explain: bool) -> list[str]:
    lines = [f"{block.number}. **{_md(block.chain)}**", ""]
    for line in block.lines:
        marks = "".join(f"[^{number}]" for number in line.notes) + (f" (+{line.more})" if line.more > 0 else "")
        lines.append(f"   - {_md(line.text)}{marks}")
    if explain:
        lines.append(f"   - {_md(say('cost', language, cost=f'{block.cost:.2f}'))}")
        lines += [f"     - {cost:.2f} {_md(what)}" for what, cost in block.why]
    return [*lines, ""]


# ---- HTML ------------------------------------------------------------------------------------------------------
_STYLE = """
body{font:16px/1.5 system-ui,'Segoe UI','Noto Sans','Noto Naskh Arabic',Tahoma,sans-serif;max-width:60rem;
margin:2rem auto;padding:0 1rem;color:#1d1d1f;background:#fff}
h1{font-size:1.4rem}h2{font-size:1.05rem;margin-block:1.4rem .3rem}figure{margin:1rem 0}
figure svg{max-width:100%;height:auto}
.aside{color:#555}.notes{font-size:.9rem}.notes q{font-style:italic}sup a{text-decoration:none}
table{border-collapse:collapse}th,td{border:1px solid #ccc;padding:.2rem .6rem;text-align:start}
.why{font-size:.85rem;color:#555}@media print{figure{break-inside:avoid}}
"""


def _html(answer: Answer, report: Report, explain: bool) -> str:
    direction = "rtl" if report.language in _RIGHT_TO_LEFT else "ltr"
    title = escape(report.title)
    out = [
        "<!DOCTYPE html>",
        f'<html lang="{escape(report.language)}" dir="{direction}">',
        f'<head><meta charset="utf-8"><title>{title}</title>'
        f'<meta name="viewport" content="width=device-width"><style>{_STYLE}</style></head>',
        f"<body><h1>{title}</h1>",
    ]
    out += [f"<p>{escape(text)}</p>" for text in report.lead]
    if len(report.choices) > 0:
        items = (
            f"<li>{escape(question)} <span class='aside'>({escape(means)})</span></li>"
            for question, means in report.choices
        )
        out.append(f"<ul>{''.join(items)}</ul>")
    if len(answer.paths) > 0:
        out.append(f"<figure>{_picture(answer, 'svg', report.language, embedded=True)}</figure>")
    if answer.table is not None:
        head = "".join(f"<th>{escape(str(cell))}</th>" for cell in answer.table.columns)
        body = "".join(
            "<tr>" + "".join(f"<td>{escape(str(cell))}</td>" for cell in row) + "</tr>" for row in answer.table.rows
        )
        out.append(f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>")
    for block in report.blocks:
        out += _html_block(block, report.language, explain)
    out += [f"<p>{escape(text)}</p>" for text in report.remarks]
    for heading, blocks in sections(report):
        out.append(f"<h2>{escape(heading)}</h2>")
        for block in blocks:
            out += _html_block(block, report.language, explain)
    if len(report.footnotes) > 0:
        out.append(f"<h2>{escape(say('sources_title', report.language))}</h2><ol class='notes'>")
        for note in report.footnotes:
            source = f"<bdi>{escape(note.source)}</bdi>, {escape(note.place)}"
            if note.url and re.fullmatch(r"https?://[^\s]+", note.url):
                source = f'<a href="{escape(note.url, quote=True)}" rel="noreferrer">{source}</a>'
            language = f' lang="{escape(note.language)}"' if note.language != "und" else ""
            out.append(
                f'<li id="note{note.number}"><q dir="auto"{language}>{escape(note.quote)}</q><br>{source}</li>'
            )
        out.append("</ol>")
    out.append("</body></html>")
    return "\n".join(out) + "\n"


def _html_block(block: Block, language: str, explain: bool) -> list[str]:
    out = [f"<h2>{block.number}. <bdi>{escape(block.chain)}</bdi></h2><ul>"]
    for line in block.lines:
        marks = "".join(f'<sup><a href="#note{number}">[{number}]</a></sup>' for number in line.notes)
        more = f" (+{line.more})" if line.more > 0 else ""
        out.append(f"<li{' class=aside' if line.aside else ''}>{escape(line.text)}{marks}{more}</li>")
    out.append("</ul>")
    if explain:
        rows = "".join(f"<tr><td>{cost:.2f}</td><td>{escape(what)}</td></tr>" for what, cost in block.why)
        cost_text = escape(say("cost", language, cost=f"{block.cost:.2f}"))
        out.append(f"<div class='why'><p>{cost_text}</p><table>{rows}</table></div>")
    return out


# ---- pictures --------------------------------------------------------------------------------------------------
def _drawn(answer: Answer) -> tuple[Path, ...]:
    return answer.paths or answer.through or (answer.why_not.nearest if answer.why_not else ())


def _picture(answer: Answer, form: str, language: str, embedded: bool = False) -> str:
    ontology = load_ontology()
    layers: dict[str, int] = {}
    nodes: dict[str, PictureNode] = {}
    links: dict[tuple[str, str, str], PictureLink] = {}
    for path in _drawn(answer):
        for place, entity in enumerate(path.entities):
            spec = ontology.type(entity.type)
            layers.setdefault(entity.id, place)
            nodes.setdefault(
                entity.id,
                PictureNode(entity.id, entity.name_in(language), spec.labels.get(language, entity.type), spec.colour),
            )
        for hop in path.hops:
            links.setdefault((hop.subject.id, hop.relation, hop.object.id), _link(hop, language))
    right_to_left = language in _RIGHT_TO_LEFT
    chosen = list(nodes.values()), list(links.values())
    if form == "mermaid":
        return mermaid(*chosen, right_to_left)
    if form == "dot":
        return dot(*chosen, right_to_left)
    placed = layers if answer.intent not in ("between",) else None
    return svg(*chosen, placed, right_to_left, answer.question, embedded)


def _link(hop: Hop, language: str) -> PictureLink:
    spec = load_ontology().relation(hop.relation)
    label = spec.labels.get(language, spec.labels["en"])
    brief = brief_details(hop, language)
    quote = next((item.quote for item in hop.evidence if hasattr(item, "quote")), "")
    return PictureLink(
        hop.subject.id,
        hop.object.id,
        f"{label} {brief}".strip(),
        quote,
        hop.modality != Modality.ASSERTED,
        spec.symmetric,
    )


# ---- Cypher ----------------------------------------------------------------------------------------------------
def cypher(answer: Answer) -> str:
    """Return a Cypher query that shows the same paths in the Neo4j Browser, over a graph pushed by ``techpol neo4j``.

    The Browser takes no parameters from a file, so ids are written as string literals, escaped as Cypher asks.
    """
    paths = _drawn(answer)
    if len(paths) == 0:
        return f"// {_comment(answer.question)}\n// nothing to show\nRETURN 'nothing to show' AS answer;\n"
    hops = [hop for path in paths for hop in path.hops]
    edges = sorted({event.edge for hop in hops for event in hop.events})
    relations = sorted({hop.relation for hop in hops})
    # A tie without direction may be stored the other way round than the path walks it.
    ends = sorted({end.id for hop in hops for end in (hop.subject, hop.object)})
    lines = [f"// {_comment(answer.question)}"]
    for number, path in enumerate(paths, 1):
        lines.append(f"// {number}. " + _comment(" - ".join(entity.name for entity in path.entities)))
    lines += [
        f"MATCH (a:Entity)-[r:{'|'.join(relations)}]->(b:Entity)",
        f"WHERE a.id IN {_literals(ends)}",
        f"  AND r.id IN {_literals(edges)}",
        "RETURN a, r, b;",
    ]
    return "\n".join(lines) + "\n"


def _comment(text: str) -> str:
    return re.sub(r"[\r\n\u2028\u2029\x85\x0b\x0c]+", " ", text)


def _literals(values: Iterable[str]) -> str:
    return "[" + ", ".join(json.dumps(value) for value in values) + "]"


__all__ = ["FORMS", "answer_rows", "cypher", "render"]
