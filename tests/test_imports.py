"""Imports run one way: schema <- loaders; schema <- graph <- queries; cli on top of all."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MAY_IMPORT = {
    "schema": {"schema"},
    "loaders": {"schema", "loaders"},
    "graph": {"schema", "graph"},
    "queries": {"schema", "graph", "queries"},
    "cli": {"schema", "loaders", "graph", "queries", "cli"},
}
FILES = [path.relative_to(ROOT) for room in MAY_IMPORT for path in sorted((ROOT / room).rglob("*.py"))]


def imported_rooms(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: a relative import; name the room"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        for name in names:
            parts = name.split(".")
            if parts[0] == "techpol":
                yield parts[1], node.lineno


@pytest.mark.parametrize("path", FILES, ids=str)
def test_a_room_imports_only_what_it_stands_on(path: Path) -> None:
    allowed = MAY_IMPORT[path.parts[0]]

    wrong = [f"line {line}: {room}" for room, line in imported_rooms(ROOT / path) if room not in allowed]

    assert [] == wrong


@pytest.mark.parametrize("path", FILES, ids=str)
def test_no_file_imports_a_bare_folder(path: Path) -> None:
    tree = ast.parse((ROOT / path).read_text("utf-8"))

    bare = [
        node.lineno
        for node in ast.walk(tree)
        if (isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in MAY_IMPORT)
        or (isinstance(node, ast.Import) and any(alias.name.split(".")[0] in MAY_IMPORT for alias in node.names))
    ]

    assert [] == bare
