"""The errors that we raise on purpose.

    TechpolError
    ├── UsageError        the request makes no sense as put; nothing was done
    │   └── NotFoundError     it makes sense, and what it names is not there
    ├── OntologyError     ontology.yaml, or something held against it, is wrong
    ├── RecordError       one record or claim is unusable; the load goes on
    ├── SourceError       one source is unusable; the run goes on with the next
    ├── LedgerError       the ledger cannot be read or written; the run stops
    │   ├── LedgerLocked      another process is writing
    │   └── LedgerTooNew      written by a newer version
    └── DatabaseError     a graph database (Neo4j, embedded) failed; the ledger is untouched

Callers choose their width of ``except``; a message names the thing, shows the value and says what would do.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence


class TechpolError(Exception):
    """Root of every error that we raise on purpose."""


class UsageError(TechpolError):
    """The request makes no sense as put; nothing was done."""


class NotFoundError(UsageError):
    """What the request names is not there. ``suggestions`` are JSON values: what may have been meant, best first."""

    def __init__(self, message: str, suggestions: Sequence[Mapping[str, object]] = ()) -> None:
        super().__init__(message)
        self.suggestions = tuple(suggestions)


class OntologyError(TechpolError):
    """The ontology, or something held against it, is wrong."""


class RecordError(TechpolError):
    """One record or claim is unusable; the load goes on."""


class SourceError(TechpolError):
    """One source is unusable; the run goes on with the next."""


class LedgerError(TechpolError):
    """The ledger cannot be read or written; the run stops."""


class LedgerLocked(LedgerError):
    """Another process is writing to the ledger."""


class LedgerTooNew(LedgerError):
    """The ledger was written by a newer version of techpol."""


class DatabaseError(TechpolError):
    """A graph database failed; the ledger is untouched."""
