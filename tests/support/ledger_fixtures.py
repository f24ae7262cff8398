"""Ledgers for tests: real ones, in memory, filled with readings of our own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from ledger_samples import samples

from techpol.graph.ledger import Ledger


@pytest.fixture
def ledger() -> Iterator[Ledger]:
    """An empty ledger in memory."""
    with Ledger.in_memory() as opened:
        yield opened


@pytest.fixture
def filled_ledger(ledger: Ledger) -> Ledger:
    """A ledger with the four sample articles, built."""
    for article in samples():
        ledger.put(article.reading())
    ledger.build()
    return ledger
