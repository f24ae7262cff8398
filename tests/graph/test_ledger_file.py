from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from ledger_samples import samples, transfers

from techpol.graph.ledger import Ledger
from techpol.graph.migrations import APPLICATION_ID, MIGRATIONS, VERSION
from techpol.schema.errors import LedgerError, LedgerLocked, LedgerTooNew


@pytest.fixture
def path(tmp_path) -> Path:
    """A ledger's file with the samples, built."""
    found = tmp_path / "techpol.db"
    with Ledger.open(found) as ledger:
        for article in samples():
            ledger.put(article.reading())
        ledger.build()
    return found


def test_a_ledger_is_there_when_it_is_opened_again(path):
    with Ledger.open(path) as ledger:
        first = ledger.digest(), ledger.ledger_id
    with Ledger.open(path, read_only=True) as ledger:
        assert (ledger.digest(), ledger.ledger_id) == first
        assert ledger.path == path
        assert ledger.find_entities("Ada Quill")[0][1] == 1.0


def test_the_file_says_what_it_is(path):
    connection = sqlite3.connect(path)
    pragmas = {
        name: connection.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("application_id", "user_version", "journal_mode")
    }
    connection.close()

    assert pragmas == {"application_id": APPLICATION_ID, "user_version": VERSION, "journal_mode": "wal"}


def test_two_ledgers_have_two_ids(path, tmp_path):
    with Ledger.open(path) as one, Ledger.open(tmp_path / "other.db") as other:
        assert one.ledger_id != other.ledger_id


def test_no_ledger_is_made_where_none_is_asked_for(tmp_path):
    missing = tmp_path / "none.db"
    for options in ({"create": False}, {"read_only": True}):
        with pytest.raises(LedgerError, match=r"none\.db: no ledger here; load something first"):
            Ledger.open(missing, **options)
    assert not missing.exists()


@pytest.mark.parametrize("content", [b"Just a text file.\n", b"PK\x03\x04" + b"\x00" * 100])
def test_another_file_is_not_a_ledger_and_stays_as_it_is(tmp_path, content):
    other = tmp_path / "notes.txt"
    other.write_bytes(content)
    with pytest.raises(LedgerError, match=r"not a ledger.*--db"):
        Ledger.open(other)
    assert other.read_bytes() == content


def test_another_database_is_not_a_ledger_and_stays_as_it_is(tmp_path):
    other = tmp_path / "other.db"
    connection = sqlite3.connect(other)
    connection.execute("CREATE TABLE note (text TEXT)")
    connection.close()
    before = other.read_bytes()
    with pytest.raises(LedgerError, match="SQLite database but not a ledger"):
        Ledger.open(other)
    assert other.read_bytes() == before


def test_a_folder_is_not_a_ledger(tmp_path):
    with pytest.raises(LedgerError, match="is a folder"):
        Ledger.open(tmp_path)


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(LedgerError, match=r"folder .*nowhere does not exist"):
        Ledger.open(tmp_path / "nowhere" / "techpol.db")


def test_an_empty_file_becomes_a_ledger(tmp_path):
    empty = tmp_path / "empty.db"
    empty.touch()
    with pytest.raises(LedgerError, match="empty file"):
        Ledger.open(empty, read_only=True)
    with Ledger.open(empty) as ledger:
        assert ledger.stats()["sources"] == 0


def test_a_newer_ledger_is_left_alone(path):
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    connection.close()
    with pytest.raises(LedgerTooNew, match=f"version {VERSION + 1}, this one knows {VERSION}"):
        Ledger.open(path)


def test_a_damaged_file_is_called_so(path):
    data = bytearray(path.read_bytes())
    data[4096:12288] = os.urandom(8192)
    path.write_bytes(bytes(data))
    with pytest.raises(LedgerError, match="damaged"), Ledger.open(path) as ledger:
        ledger.digest()


def test_a_locked_ledger_says_so_and_is_read_meanwhile(path, monkeypatch):
    monkeypatch.setattr("techpol.graph.migrations.BUSY_TIMEOUT_MS", 50)
    with Ledger.open(path) as writer, Ledger.open(path) as other:
        writer.connection.execute("BEGIN IMMEDIATE")
        with pytest.raises(LedgerLocked, match="another process is writing"):
            other.put(transfers().reading())
        assert other.stats()["sources"] == 4
        writer.connection.execute("ROLLBACK")
        assert other.put(transfers().reading()).status == "unchanged"


def test_a_ledger_in_a_folder_that_may_not_be_written_is_read(path, tmp_path):
    locked = tmp_path / "locked"
    locked.mkdir()
    shutil.copy(path, locked / "techpol.db")
    locked.chmod(0o500)
    try:
        with Ledger.open(locked / "techpol.db", read_only=True) as ledger:
            assert ledger.stats()["sources"] == 4
    finally:
        locked.chmod(0o700)


def test_a_read_only_ledger_is_not_written(path):
    with Ledger.open(path, read_only=True) as ledger, pytest.raises(LedgerError, match="may not be written"):
        ledger.retract(transfers().source.id, "", "Kim")


def test_a_full_disk_loses_nothing(path):
    with Ledger.open(path) as ledger:
        before = ledger.digest()
        pages = ledger.connection.execute("PRAGMA page_count").fetchone()[0]
        # SQLite refuses to grow the file beyond this, with the error that a full disk gives.
        ledger.connection.execute(f"PRAGMA max_page_count = {pages}")
        big = transfers()
        big.key = "https://pebble.example/big"
        big.text += " Filler." * 200_000
        with pytest.raises(LedgerError, match=r"disk is full.*loaded before is safe"):
            ledger.put(big.reading())
    with Ledger.open(path) as ledger:
        assert ledger.digest() == before


def test_a_migration_that_fails_leaves_the_file_as_it_was(path, monkeypatch):
    def broken(connection):
        connection.execute("CREATE TABLE half (done TEXT)")
        raise RuntimeError("power cut")

    monkeypatch.setattr("techpol.graph.migrations.MIGRATIONS", (*MIGRATIONS, broken))
    monkeypatch.setattr("techpol.graph.migrations.VERSION", VERSION + 1)
    with pytest.raises(RuntimeError):
        Ledger.open(path)
    monkeypatch.undo()
    with Ledger.open(path) as ledger:
        assert ledger.connection.execute("PRAGMA user_version").fetchone()[0] == VERSION
        assert ledger.connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'half'").fetchone()[0] == 0


def test_a_killed_load_leaves_all_of_a_source_or_none(tmp_path):
    """A process that is killed in the middle of its second source leaves the first one whole."""
    path = tmp_path / "killed.db"
    script = textwrap.dedent(f"""
        import os, signal, sys
        sys.path.insert(0, {str(Path(__file__).parents[1] / "support")!r})
        from ledger_samples import samples
        from techpol.graph.ledger import Ledger
        from techpol.schema.model import Reading

        def half(article):
            yield from article.referents.values()
            yield article.claims[0]
            os.kill(os.getpid(), signal.SIGKILL)

        ledger = Ledger.open({str(path)!r})
        ledger.put(samples()[0].reading())
        ledger.put(Reading(samples()[1].source, half(samples()[1])))
    """)
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == -9, done.stderr
    with Ledger.open(path) as ledger:
        assert [stored.source.id for stored in ledger.iter_sources()] == [samples()[0].source.id]
        assert ledger.stats()["claims"] == 4
        for article in samples():
            ledger.put(article.reading())
        ledger.build()
        with Ledger.in_memory() as whole:
            for article in samples():
                whole.put(article.reading())
            whole.build()
            assert ledger.digest() == whole.digest()
