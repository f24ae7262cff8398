"""Entities by name: the same name, then its beginning, its words, what looks like it, and what sounds like it.

Every step reads an index and a bounded number of names, so that it stays quick with a million of them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

from techpol.graph.rows import dump
from techpol.schema.text import fold

_CANDIDATES = 400  # names that one step may bring
_SEGMENT = 6  # letters that a name with a slip still has in a row somewhere
_GOOD = 0.9  # with a name as near as this, slips are not looked for
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
    scores: dict[str, float] = {}
    for step in (_same, _beginning, _containing, _similar):
        if step is _similar and max(scores.values(), default=0.0) >= _GOOD:
            break
        for text, entity in step(connection, folded):
            score = _similarity(folded, text)
            if score >= _MIN_SCORE and score > scores.get(entity, 0.0):
                scores[entity] = score
    if max(scores.values(), default=0.0) < _GOOD:
        for entity, score in _sounding(connection, name):
            scores[entity] = max(score, scores.get(entity, 0.0))
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


def _same(connection: sqlite3.Connection, folded: str) -> Iterable[tuple[str, str]]:
    return connection.execute("SELECT folded, entity FROM name WHERE folded = ?", (folded,)).fetchall()


def _beginning(connection: sqlite3.Connection, folded: str) -> Iterable[tuple[str, str]]:
    return connection.execute(
        "SELECT folded, entity FROM name WHERE folded >= ? AND folded < ? ORDER BY folded LIMIT ?",
        (folded, folded + _LAST, _CANDIDATES // 4),
    ).fetchall()


def _containing(connection: sqlite3.Connection, folded: str) -> Iterable[tuple[str, str]]:
    """Return names that have all the words of the question, in any order."""
    grams = {gram for word in folded.split() for gram in _grams(word)}
    return _matching(connection, [grams])


def _similar(connection: sqlite3.Connection, folded: str) -> Iterable[tuple[str, str]]:
    """Return names that share a stretch of letters: a slip spoils one stretch and leaves the others."""
    stretches = [folded[start : start + _SEGMENT] for start in range(0, max(1, len(folded) - 2), _SEGMENT - 2)]
    return _matching(connection, [set(_grams(stretch)) for stretch in stretches])


# How sure it is that a name is meant which agrees with the one asked for in this way (resolve/names.py).
_AGREEING = {
    "same": 0.98, "joined": 0.97, "sound": 0.93, "script": 0.93, "middle": 0.92, "nickname": 0.90, "initial": 0.85,
    "acronym": 0.85, "slip": 0.80,
}  # fmt: skip


def _sounding(connection: sqlite3.Connection, name: str) -> Iterator[tuple[str, float]]:
    """Yield entities that the rules of resolution would compare by name, in either script, each with its score.

    They are found by the keys under which resolution finds them: "ALTMAN, SAM" and "سام ألتمان" share one.
    """
    from techpol.graph.resolve.names import agree
    from techpol.graph.resolve.store import hashed
    from techpol.schema.names import ORGANIZATION, PERSON, name_keys

    for kind, family in ((PERSON, "p"), (ORGANIZATION, "o")):
        keys = [hashed(f"{family}:{key}") for key in sorted(name_keys(name, kind))]
        rows = connection.execute(
            "SELECT DISTINCT n.entity, n.text FROM (SELECT DISTINCT m.entity FROM block b"
            " JOIN referent r ON r.number = b.referent JOIN member m ON m.referent = r.id"
            " WHERE b.key IN (SELECT value FROM json_each(?)) LIMIT ?) x JOIN name n ON n.entity = x.entity LIMIT ?",
            (dump(keys), _CANDIDATES // 4, _CANDIDATES),
        ).fetchall()
        for entity, text in rows:
            score = _AGREEING.get(agree(name, text, kind).level)
            if score is not None:
                yield entity, score


def _grams(text: str) -> Iterator[str]:
    return (text[start : start + 3] for start in range(len(text) - 2))


def _matching(connection: sqlite3.Connection, wanted: list[set[str]]) -> Iterable[tuple[str, str]]:
    """Return names that have all letter triples of one of some sets; the oldest names first."""
    parts = [" AND ".join('"' + gram.replace('"', '""') + '"' for gram in sorted(grams)) for grams in wanted if grams]
    if len(parts) == 0:
        return []
    found: list[tuple[str, str]] = []
    for part in parts:
        found += connection.execute(
            "SELECT n.folded, n.entity FROM name_grams g JOIN name n ON n.number = g.rowid"
            " WHERE g.name_grams MATCH ? LIMIT ?",
            (part, _CANDIDATES),
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
