"""Fixtures of the command line's tests."""

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from techpol.cli.main import main

ROOT = Path(__file__).parent.parent.parent


@dataclass(frozen=True)
class Ran:
    """What a command did."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Ran]


@pytest.fixture(scope="session")
def examples() -> Path:
    """The folder of example articles."""
    return ROOT / "examples" / "articles"


@pytest.fixture(autouse=True)
def _clean_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("TECHPOL")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Run:
    """Run a command line; what it prints is caught."""

    def run_command(*arguments: object) -> Ran:
        capfd.readouterr()
        status = main([str(argument) for argument in arguments])
        printed = capfd.readouterr()
        return Ran(status, printed.out, printed.err)

    return run_command


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory, examples: Path) -> Path:
    """A ledger with the example articles in it, for reading only."""
    path = tmp_path_factory.mktemp("loaded") / "loaded.db"
    assert main(["load", str(examples), "--db", str(path)]) == 0
    return path


@pytest.fixture
def ledger_copy(loaded: Path, tmp_path: Path) -> Iterator[Path]:
    """A ledger with the example articles in it, to change."""
    import sqlite3

    path = tmp_path / "copy.db"
    with sqlite3.connect(loaded) as source, sqlite3.connect(path) as target:
        source.backup(target)
    source.close()
    target.close()
    yield path
