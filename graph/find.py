"""Entities by name: the same name, then its beginning, then its words, then what looks like it.

Every step reads an index, so that it stays quick with a million names.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from techpol.graph.rows import dump
from techpol.schema.text import fold

_CANDIDATES = 400  # names that are compared letter by letter
_RAREST_GRAMS = 8
_MIN_SCORE = 0.6
_LAST = "\U0010ffff"


def find_entity_ids(
    connection: sqlite3.Connection, name: str, types: frozenset[str] | None = None, limit: int = 10
) -> list[tuple[str, float]]:
    """Return (entity id, score in [0, 1]) by name, best first; 1.0 is the same name, folded.

    Of equal scores the entity with more edges comes first.
    """
    folded = fold(name)
    if folded == "" or limit < 1:
        return []
    scores = dict.fromkeys(_same(connection, folded), 1.0)
    for text, entity in _candidates(connection, folded):
        score = _similarity(folded, text)
        if score >= _MIN_SCORE and score > scores.get(entity, 0.0):
            scores[entity] = score
    facts = {
        entity: (type_name, degree)
        for entity, type_name, degree in connection.execute(
            "SELECT id, type, degree FROM entity WHERE id IN (SELECT value FROM json_each(?))", (dump(list(scores)),)
        )
    }
    ranked = sorted(
        ((entity, scores[entity]) for entity in facts if types is None or facts[entity][0] in types),
        key=lambda item: (-item[1], -facts[item[0]][1], item[0]),
    )
    return ranked[:limit]


def _same(connection: sqlite3.Connection, folded: str) -> list[str]:
    return [row[0] for row in connection.execute("SELECT entity FROM name WHERE folded = ?", (folded,))]


def _candidates(connection: sqlite3.Connection, folded: str) -> Iterable[tuple[str, str]]:
    """Return (folded name, entity) of names that may be meant: same beginning, or rare letter triples in common."""
    found = connection.execute(
        "SELECT folded, entity FROM name WHERE folded >= ? AND folded < ? ORDER BY folded LIMIT ?",
        (folded, folded + _LAST, _CANDIDATES // 4),
    ).fetchall()
    grams = sorted({folded[start : start + 3] for start in range(len(folded) - 2)})
    if len(grams) == 0:
        return found
    counted = [
        (documents, gram)
        for gram in grams
        for (documents,) in connection.execute("SELECT doc FROM name_gram WHERE term = ?", (gram,))
    ]
    rarest = [gram for _, gram in sorted(counted)[:_RAREST_GRAMS]]
    if len(rarest) == 0:
        return found
    query = " OR ".join('"' + gram.replace('"', '""') + '"' for gram in rarest)
    # bm25 puts names first that share more of the triples, rarer ones counting more.
    found += connection.execute(
        "SELECT n.folded, n.entity FROM name_grams g JOIN name n ON n.number = g.rowid"
        " WHERE g.name_grams MATCH ? ORDER BY bm25(name_grams) LIMIT ?",
        (query, _CANDIDATES),
    ).fetchall()
    return found


def _similarity(asked: str, text: str) -> float:
    """Return how alike two folded names are, in [0, 1); 1.0 is kept for the same name."""
    from rapidfuzz import fuzz

    if asked == text:
        return 1.0
    words, other = asked.split(), text.split()
    score = fuzz.ratio(asked, text) / 100
    if sorted(words) == sorted(other):
        return 0.99
    if set(words) <= set(other):
        # A part of the name, in whole words: "Altman", "Biden Fund".
        score = max(score, 0.80 + 0.15 * len(asked) / len(text))
    elif text.startswith(asked):
        score = max(score, 0.75 + 0.15 * len(asked) / len(text))
    else:
        score = max(score, 0.95 * fuzz.token_sort_ratio(asked, text) / 100)
    return min(score, 0.98)
