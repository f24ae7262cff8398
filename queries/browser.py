"""The named queries for Neo4j Browser: saved scripts, a guide, and an address with a query in its editor."""

from __future__ import annotations

import html
import io
import json
import shlex
import zipfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote

from techpol.queries.cypher import NamedQuery, get_query, load_library
from techpol.schema.browser_style import grass
from techpol.schema.errors import UsageError
from techpol.schema.ontology import load_ontology

FIRST_QUERY = "MATCH (a:Entity)-[r]->(b:Entity) WHERE r.modality <> 'denied' RETURN a, r, b LIMIT 100"


def cypher_literal(value: Any) -> str:
    """Return a parameter's value as the Browser's ``:param`` command reads it."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, date):
        return f"date('{value.isoformat()}')"
    # A JSON string is a Cypher string: both know the same escapes.
    return json.dumps(str(value), ensure_ascii=True)


def script(query: NamedQuery, values: Mapping[str, Any] | None = None) -> str:
    """Return a query for the Browser's editor, with its parameters set before it."""
    given = values or {}
    lines = [f"// {query.title}: {query.question}"]
    for parameter in query.parameters:
        value = given.get(parameter.name, parameter.default)
        lines.append(f":param {parameter.name} => {cypher_literal(value)};")
    return "\n".join((*lines, _without_header(query.text)))


def _without_header(text: str) -> str:
    lines = text.splitlines()
    while len(lines) > 0 and (lines[0].startswith("//") or lines[0].strip() == ""):
        lines.pop(0)
    return "\n".join(lines) + "\n"


def first_query_url(base: str, query: str) -> str:
    """Return the Browser's address with a query in its editor: a named one (``name --parameter value``) or Cypher.

    An empty query gives a first look at the graph. Raises UsageError for a wrong parameter.
    """
    text = FIRST_QUERY if query == "" else query
    words = query.split(maxsplit=1)
    named = get_query(words[0]) if len(words) > 0 else None
    if named is not None:
        options = shlex.split(words[1]) if len(words) > 1 else []
        if len(options) % 2 != 0 or any(not option.startswith("--") for option in options[::2]):
            raise UsageError(f"{query!r}: expected {named.name} --PARAMETER VALUE ...")
        given = {name[2:].replace("-", "_"): value for name, value in zip(options[::2], options[1::2], strict=True)}
        text = script(named, named.values(given))
    return f"{base}?cmd=edit&arg={quote(text, safe='')}"


def saved_scripts() -> bytes:
    """Return the library as the archive that the Browser takes when it is dropped onto its page: saved scripts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for query in load_library().values():
            # A fixed date, so that the same library gives the same bytes.
            entry = zipfile.ZipInfo(f"techpol/{query.name}.cypher", (2000, 1, 1, 0, 0, 0))
            archive.writestr(entry, script(query))
    return stream.getvalue()


def guide() -> str:
    """Return a guide (HTML) that ``:play`` shows: a slide that explains the graph, then a slide a query."""
    slides = [
        "<slide class='row-fluid'><div class='col-sm-12'><h3>Technology and politics</h3>"
        "<p>Every line is one claim of a source: click it and read the sentence in <code>quotes</code>.</p>"
        f"<pre class='pre-scrollable code runnable'>{html.escape(FIRST_QUERY)}</pre></div></slide>"
    ]
    slides += [
        f"<slide class='row-fluid'><div class='col-sm-12'><h3>{html.escape(query.title)}</h3>"
        f"<p>{html.escape(query.question)}</p>"
        f"<pre class='pre-scrollable code runnable'>{html.escape(script(query))}</pre></div></slide>"
        for query in load_library().values()
    ]
    return (
        "<article class='guide'><carousel class='deck container-fluid'>" + "\n".join(slides) + "</carousel></article>"
    )


def write_browser_files(folder: Path) -> list[Path]:
    """Write the style, the saved scripts and the guide into a folder and return their paths.

    Raises UsageError where that cannot be written.
    """
    contents = {
        "techpol.grass": grass(load_ontology()).encode(),
        "techpol-scripts.zip": saved_scripts(),
        "techpol-guide.html": guide().encode(),
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in contents.items():
            (folder / name).write_bytes(content)
    except OSError as exc:
        raise UsageError(f"{folder}: cannot be written ({exc.strerror or exc}); name another folder") from exc
    return [folder / name for name in contents]
