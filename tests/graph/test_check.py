from __future__ import annotations

import pytest
from ledger_samples import record_set, samples

from techpol.graph.check import check
from techpol.graph.ledger import Ledger


@pytest.fixture
def good(filled_ledger) -> Ledger:
    filled_ledger.put(record_set([("1", "Ada Quill", "Committee", "Marsh Victory Fund", 100000, "2023-06-14")]))
    filled_ledger.build()
    return filled_ledger


def test_a_good_ledger_has_no_findings(good):
    assert list(check(good)) == []


def test_a_ledger_that_waits_for_a_build_has_no_findings(good):
    good.retract(samples()[0].source.id, "", "Kim")
    assert list(check(good)) == []
    good.build()
    assert list(check(good)) == []


def test_checking_changes_nothing(good):
    before, changes = good.digest(), good.connection.total_changes
    list(check(good))
    assert (good.digest(), good.connection.total_changes) == (before, changes)


def test_a_ledger_in_a_file_is_checked(tmp_path):
    with Ledger.open(tmp_path / "techpol.db") as ledger:
        for article in samples():
            ledger.put(article.reading())
        ledger.build()
    with Ledger.open(tmp_path / "techpol.db", read_only=True) as ledger:
        steps: list[str] = []
        assert list(check(ledger, progress=steps.append)) == []
    assert len(steps) == 7
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".db"] == ["techpol.db"]


FAULTS = {
    "quote": ("UPDATE evidence SET quote = 'nobody said so' WHERE rowid_here", "quote-not-in-text"),
    "text": ("UPDATE source SET text = replace(text, 'Ada', 'Eve') WHERE text LIKE '% two %'", "quote-not-in-text"),
    "record": ("UPDATE evidence SET row = replace(row, '100000', '900000') WHERE row IS NOT NULL", "wrong-hash"),
    "no evidence": ("DELETE FROM evidence WHERE claim = (SELECT min(claim) FROM evidence)", "no-evidence"),
    "claim's id": ("UPDATE claim SET modality = 'planned' WHERE relation = 'LEADS'", "wrong-id"),
    "claim's data": ("UPDATE claim SET data = '{}' WHERE relation = 'LEADS'", "wrong-data"),
    "claim's relation": ("UPDATE claim SET relation = 'ADMIRED' WHERE relation = 'LEADS'", "unknown-relation"),
    "claim's type": ("UPDATE referent SET type = 'Place' WHERE name = 'Ada Quill'", "type-not-allowed"),
    "unknown type": ("UPDATE referent SET type = 'Robot' WHERE name = 'Ada Quill'", "unknown-type"),
    "claim's end": (
        "UPDATE claim SET object = (SELECT id FROM referent WHERE name = 'Lee Marsh') WHERE relation = 'LEADS'",
        "wrong-end",
    ),
    "status": ("UPDATE claim SET status = 'retracted' WHERE relation = 'LEADS'", "wrong-status"),
    "referent's status": ("UPDATE referent SET live = 0 WHERE name = 'Lee Marsh'", "wrong-status"),
    "referent's id": ("UPDATE referent SET key = 'other' WHERE name = 'Lumen Labs'", "wrong-id"),
    "source's id": ("UPDATE source SET key = 'other'", "wrong-id"),
    "parent": ("DELETE FROM source_state", "no-current-version"),
    "missing source": ("DELETE FROM source WHERE kind = 'table'", "row-without-parent"),
    "edge's type": ("UPDATE entity SET type = 'Place' WHERE name = 'Ada Quill'", "type-not-allowed"),
    "edge's end": ("DELETE FROM entity WHERE name = 'Ada Quill'", "unknown-entity"),
    "edge's data": ("UPDATE edge SET relation = 'OWNS' WHERE relation = 'LEADS'", "wrong-data"),
    "edge's claims": ("DELETE FROM edge_claim", "wrong-claims"),
    "dead claim": (
        "UPDATE claim SET status = 'rejected', rejected = 1 WHERE relation = 'LEADS'", "dead-claim",
    ),
    "stray edge": (
        "INSERT INTO edge (id, subject, relation, object, modality, support, confidence, data) SELECT 'g-stray',"
        " subject, relation, object, modality, 1, 1.0, replace(data, id, 'g-stray') FROM edge LIMIT 1",
        "not-as-rebuilt",
    ),
    "lost edge": ("DELETE FROM edge WHERE relation = 'LEADS'", "not-as-rebuilt"),
    "support": ("UPDATE edge SET support = 7 WHERE relation = 'LEADS'", "not-as-rebuilt"),
    "name": ("UPDATE name SET folded = 'somebody else' WHERE text = 'Ada Quill'", "not-as-rebuilt"),
    "packed": ("DELETE FROM near WHERE relation = 'LEADS'", "not-as-rebuilt"),
    "degree": ("UPDATE entity SET degree = degree + 1 WHERE name = 'Ada Quill'", "not-as-rebuilt"),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_is_found_with_its_place(good, fault):
    sql, what = FAULTS[fault]
    good.connection.execute("PRAGMA foreign_keys = OFF")
    good.connection.execute(
        sql.replace("rowid_here", "claim = (SELECT min(claim) FROM evidence WHERE quote IS NOT NULL)")
    )
    findings = list(check(good))

    assert what in {finding.what for finding in findings}, findings
    assert all(finding.place != "" and finding.detail != "" for finding in findings)


def test_a_damaged_page_is_found(tmp_path):
    path = tmp_path / "techpol.db"
    with Ledger.open(path) as ledger:
        for article in samples():
            ledger.put(article.reading())
        ledger.build()
        page = ledger.connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'evidence'").fetchone()[0]
        size = ledger.connection.execute("PRAGMA page_size").fetchone()[0]
    data = bytearray(path.read_bytes())
    data[(page - 1) * size + 8 : (page - 1) * size + 200] = b"\xff" * 192
    path.write_bytes(bytes(data))
    with Ledger.open(path) as ledger:
        findings = list(check(ledger))

    assert "file-damaged" in {finding.what for finding in findings}
