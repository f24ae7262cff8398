"""Names of bodies that are spelled one way: "Sigma Beta Rho Sorority, Inc.", "Old Harbor Baptist Church"."""

from __future__ import annotations

from spacy.tokens import Doc

_GREEK = frozenset(
    "Alpha Beta Gamma Delta Epsilon Zeta Eta Theta Iota Kappa Lambda Mu Nu Xi Omicron Pi Rho Sigma Tau Upsilon Phi "
    "Chi Psi Omega".split()
)
_HOUSES = frozenset(["Sorority", "Fraternity", "Society"])
_CHURCHES = frozenset(["Church", "Cathedral", "Tabernacle", "Parish"])
# One of these tells that no "Frank Church" is meant.
_CREEDS = frozenset(
    "Baptist Methodist Lutheran Catholic Presbyterian Episcopal Anglican Pentecostal Orthodox Evangelical Adventist "
    "Mennonite Congregational Reformed Unitarian Apostolic AME Episcopalian Nazarene".split()
)
_NOT_OF_IT = frozenset(["The", "At", "In", "Rev.", "Rev", "Pastor", "Bishop", "Father", "From", "Inside"])
_MOST = 9


def spelled_bodies(doc: Doc) -> list[tuple[int, int]]:
    """Return the spans of a paragraph that such names take."""
    found: list[tuple[int, int]] = []
    i = 0
    while i < len(doc):
        text = doc[i].text
        if text in _GREEK:
            end = i + 1
            while end < len(doc) and doc[end].text in _GREEK:
                end += 1
            if 2 <= end - i <= 4:
                end = _house(doc, end)
                found.append((i, end))
            i = max(end, i + 1)
            continue
        if text in _CHURCHES and i > 1:
            start = _start(doc, i)
            if i - start >= 2 and any(doc[k].text in _CREEDS for k in range(start, i)):
                found.append((start, i + 1))
        i += 1
    return found


def _house(doc: Doc, end: int) -> int:
    """Return where "Sorority, Inc." ends after the letters."""
    if end < len(doc) and doc[end].text in _HOUSES:
        end += 1
        if end < len(doc) and doc[end].text in ("Inc.", "Inc"):
            return end + 1
    if end + 1 < len(doc) and doc[end].text == "," and doc[end + 1].text in _HOUSES:
        end += 2
    if end + 1 < len(doc) and doc[end].text == "," and doc[end + 1].text in ("Inc.", "Inc"):
        end += 2
    return end


def _start(doc: Doc, church: int) -> int:
    start = church
    while start > max(0, church - _MOST):
        before = doc[start - 1]
        if not before.text[:1].isupper() or before.text in _NOT_OF_IT:
            break
        start -= 1
    owned = start > 0 and doc[start - 1].text in ("'s", "’s", "-")
    return church if owned else start  # "People's Zion Baptist Church" is found whole elsewhere
