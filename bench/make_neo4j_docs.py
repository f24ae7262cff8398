"""Write the table in docs/neo4j.md that says how the graph stands in Neo4j, and the Browser's style into
docker-compose.yml, from the ontology and the mapping.

python bench/make_neo4j_docs.py          # writes
python bench/make_neo4j_docs.py --check  # exit status 1 where a file is not what would be written
"""

from __future__ import annotations

import sys
from pathlib import Path

from techpol.graph.neo4j import mapping
from techpol.graph.neo4j.browser import browser_settings
from techpol.queries.cypher import load_library
from techpol.schema.ontology import load_ontology

PAGE = Path(__file__).parent.parent / "docs" / "neo4j.md"
COMPOSE = PAGE.parent.parent / "docker-compose.yml"
STYLE = "NEO4J_browser_post__connect__cmd:"
BEGIN, END = "<!-- made by bench/make_neo4j_docs.py: begin -->", "<!-- end -->"


def _table(header: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = ["| " + " | ".join(header) + " |", "|" + " --- |" * len(header)]
    lines += ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows]
    return "\n".join(lines)


def _properties(specs: tuple[mapping.PropertySpec, ...]) -> str:
    return _table(("property", "type", "holds"), [(f"`{s.name}`", s.type, s.meaning) for s in specs])


def made_part() -> str:
    """Return what stands between the two marks."""
    ontology = load_ontology()
    nodes = [
        (spec.labels["en"], " ".join(f"`:{label}`" for label in reversed(spec.ancestors)), f"`{spec.colour}`")
        for spec in ontology.types.values()
        if not spec.abstract
    ]
    lines = [
        (f"`:{name}`", ", ".join(spec.subject), ", ".join(spec.object), spec.kind, ", ".join(spec.properties))
        for name, spec in ontology.relations.items()
    ]
    queries = [
        (f"`{query.name}`", query.question,
         " ".join(f"`--{p.name}`" if p.required else f"`[--{p.name}]`" for p in query.parameters))
        for query in load_library().values()
    ]  # fmt: skip
    links = [
        (f"`:{mapping.STATED_IN}`", "Claim", "Source"),
        (f"`:{mapping.HAS_SUBJECT}`", "Claim", "Entity"),
        (f"`:{mapping.HAS_OBJECT}`", "Claim", "Entity"),
    ]
    parts = (
        "### Nodes", "Every node is an `:Entity` and carries the labels of all types above its own.",
        _table(("type", "labels", "colour"), nodes), _properties(mapping.NODE_PROPERTIES),
        "### Relationships", "One an edge: two gifts are two relationships.",
        _table(("type", "from", "to", "kind", "qualifiers"), lines), _properties(mapping.RELATIONSHIP_PROPERTIES),
        "### With `--claims`", "`:Claim` nodes:", _properties(mapping.CLAIM_PROPERTIES),
        "`:Source` nodes:", _properties(mapping.SOURCE_PROPERTIES), _table(("type", "from", "to"), links),
        "### Named queries", _table(("name", "question", "parameters"), queries),
    )  # fmt: skip
    return "\n\n".join(parts)


def page() -> str:
    """Return the page with its made part as it should be."""
    text = PAGE.read_text("utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{made_part()}\n\n{END}{after}"


def compose() -> str:
    """Return docker-compose.yml with the style of the Browser as it should be."""
    command = browser_settings()["browser.post_connect_cmd"].replace("$", "$$").replace("'", "''")
    lines = COMPOSE.read_text("utf-8").splitlines(keepends=True)
    return "".join(
        f"{line.partition(STYLE)[0]}{STYLE} '{command}'\n" if line.strip().startswith(STYLE) else line
        for line in lines
    )


if __name__ == "__main__":
    for path, wanted in ((PAGE, page()), (COMPOSE, compose())):
        if "--check" not in sys.argv:
            path.write_text(wanted, "utf-8")
        elif path.read_text("utf-8") != wanted:
            sys.exit(f"{path} is out of date; run {Path(__file__).name}")
