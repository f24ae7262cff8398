"""What a shell offers when the tab key is pressed; quick, and silent about errors."""

from __future__ import annotations

from pathlib import Path

_MOST = 30


def entity_names(ledger: Path, beginning: str) -> list[str]:
    """Return names of entities that begin so, those with most edges first."""
    import sqlite3

    from techpol.schema.text import fold

    if not ledger.is_file():
        return []
    try:
        # Opened by itself: a completion must not wait for a load, nor bring a file up to date.
        connection = sqlite3.connect(f"{ledger.resolve().as_uri()}?mode=ro", uri=True, timeout=0.2)
        try:
            start = fold(beginning)
            rows = connection.execute(
                "SELECT DISTINCT n.text FROM name n JOIN entity e ON e.id = n.entity"
                " WHERE n.folded >= ? AND n.folded < ? ORDER BY e.degree DESC, n.text LIMIT ?",
                (start, f"{start}\U0010ffff", _MOST),
            ).fetchall()
        finally:
            connection.close()
    except sqlite3.Error:
        return []
    return [row[0] for row in rows]
