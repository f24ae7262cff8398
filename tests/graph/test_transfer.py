"""A ledger goes out as lines and comes back the same; two ledgers join without doubling, and conflicts are listed."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from hostile import any_text
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ledger_samples import samples, transfers

from techpol.graph.export import Selection, export_graph
from techpol.graph.export.jsonl import write_jsonl
from techpol.graph.ledger import Ledger
from techpol.graph.transfer import iter_stored, take_in
from techpol.loaders.ledger_jsonl import LedgerLines
from techpol.schema.errors import SourceError
from techpol.schema.model import Claim, Judgement, Name, Reading, Record, Referent, Refusal, Source, Verdict


def lines_of(ledger: Ledger, folder: Path) -> Path:
    path = folder / "ledger.jsonl"
    export_graph(Selection(ledger), "jsonl", path)
    return path


def copy_of(ledger: Ledger, folder: Path) -> Ledger:
    copy = Ledger.in_memory()
    take_in(copy, LedgerLines().stored(lines_of(ledger, folder)))
    copy.build()
    return copy


def judged(ledger: Ledger, verdict: Verdict = Verdict.SAME, by: str = "person:Ada") -> Judgement:
    ids = sorted(stored.subject.id for stored in ledger.iter_stored_claims())
    judgement = Judgement(ids[0], ids[-1], verdict, by, made="2024-01-01T00:00:00Z", why="told so")
    ledger.judge([judgement])
    return judgement


def test_a_ledger_comes_back_from_its_lines(filled_ledger: Ledger, tmp_path: Path) -> None:
    copy = copy_of(filled_ledger, tmp_path)
    assert filled_ledger.digest().to_dict() == copy.digest().to_dict()
    assert [e.to_dict() for e in filled_ledger.iter_edges()] == [e.to_dict() for e in copy.iter_edges()]


def refusals_of(ledger: Ledger) -> list[dict[str, object]]:
    ids = [stored.source.id for stored in ledger.iter_sources()]
    return [refusal for source_id in sorted(ids) for refusal in ledger.iter_refusals(source_id)]


def test_what_was_refused_comes_back_and_is_not_doubled(filled_ledger: Ledger, tmp_path: Path) -> None:
    reading = transfers().reading()
    source = reading.source
    mine = Refusal(source.id, 3, 9, "quote-not-in-text", 'A LEADS B: "\u2028=cmd|x" \x01')
    theirs = Refusal(source.id, 0, 0, "reply-unusable", "")
    filled_ledger.put(Reading(source, [*reading.statements, mine, theirs]), reader="by-hand 2")
    copy = copy_of(filled_ledger, tmp_path)
    assert [mine.to_dict() | {"source": source.id}, theirs.to_dict()] == sorted(
        refusals_of(filled_ledger), key=lambda item: -int(str(item["end"]))
    )
    assert refusals_of(filled_ledger) == refusals_of(copy)

    # The same source, read elsewhere with one refusal less and another one.
    other = Ledger.in_memory()
    more = Refusal(source.id, 4, 8, "type-not-allowed", "Place OWNS Person")
    other.put(Reading(source, [*transfers().reading().statements, mine, more]), reader="by-hand 2")
    for _ in range(2):
        report = take_in(copy, iter_stored(other))
        found = {(item["reason"], item["start"]) for item in refusals_of(copy)}
        assert {("quote-not-in-text", 3), ("reply-unusable", 0), ("type-not-allowed", 4)} == found
        assert 3 == len(refusals_of(copy))
    assert [] == report.put


def test_what_became_of_things_comes_back(filled_ledger: Ledger, tmp_path: Path) -> None:
    ledger = filled_ledger
    first = transfers().reading()
    # The same bytes read again with one claim less, then other bytes of the same source.
    fewer = [item for item in first.statements if not (isinstance(item, Claim) and item.relation == "LEADS")]
    ledger.put(Reading(first.source, fewer), reader="by-hand 2")
    changed = transfers()
    changed.version = "f" * 64
    other = samples()[1].reading()
    text = f"{other.source.text} More."
    newer = replace(other.source, sha256="e" * 64, text=text)
    ledger.put(Reading(newer, [item for item in other.statements if isinstance(item, Referent)]), reader="by-hand 2")
    kept = next(stored.claim for stored in ledger.iter_stored_claims() if stored.status == "live")
    ledger.reject_claim(kept.id, "not what it says", "Ada")
    ledger.retract(samples()[2].source.id, "the paper took it back", "Ben")
    ledger.undo_judgements([judged(ledger).id], "Ben", "a namesake")
    judged(ledger, Verdict.UNSURE)
    ledger.build()

    assert {"live", "superseded", "rejected"} <= set(ledger.stats()["claims_by_status"])
    copy = copy_of(ledger, tmp_path)
    assert ledger.digest().to_dict() == copy.digest().to_dict()
    events = {(event.what, event.by, event.why) for event in copy.iter_events()}
    assert ("rejected", "Ada", "not what it says") in events
    assert ("retracted", "Ben", "the paper took it back") in events
    assert ("undone", "Ben", "a namesake") in events


def test_taking_in_twice_changes_nothing(filled_ledger: Ledger, tmp_path: Path) -> None:
    path = lines_of(filled_ledger, tmp_path)
    before = filled_ledger.digest(), len(list(filled_ledger.iter_events()))
    report = take_in(filled_ledger, LedgerLines().stored(path))
    assert ([], 4, []) == (report.put, report.unchanged, report.conflicts)
    filled_ledger.build()
    assert before == (filled_ledger.digest(), len(list(filled_ledger.iter_events())))


def test_two_ledgers_join_without_doubling() -> None:
    articles = samples()
    with Ledger.in_memory() as first, Ledger.in_memory() as second, Ledger.in_memory() as whole:
        for article in articles[:3]:
            first.put(article.reading())
        for article in articles[1:]:
            second.put(article.reading())
        for article in articles:
            whole.put(article.reading())
        take_in(first, iter_stored(second), "merge")
        for ledger in (first, whole):
            ledger.build()
        assert whole.digest().to_dict() == first.digest().to_dict()


def test_what_two_ledgers_read_of_one_source_is_joined() -> None:
    reading = transfers().reading()
    statements = list(reading.statements)
    claims = [item for item in statements if isinstance(item, Claim)]
    with Ledger.in_memory() as first, Ledger.in_memory() as second:
        first.put(Reading(reading.source, [item for item in statements if item is not claims[0]]))
        second.put(Reading(reading.source, [item for item in statements if item is not claims[-1]]))
        take_in(first, iter_stored(second), "merge")
        assert {claim.id for claim in claims} == {stored.claim.id for stored in first.iter_stored_claims()}
        assert {"live"} == {stored.status for stored in first.iter_stored_claims()}


def test_the_version_that_was_loaded_last_counts() -> None:
    older, newer = transfers(), transfers()
    newer.version = "f" * 64
    readings = {name: Reading(a.source, [*a.referents.values()]) for name, a in (("old", older), ("new", newer))}
    for mine, theirs, mine_at, theirs_at in (("old", "new", "2024", "2025"), ("new", "old", "2025", "2024")):
        with (
            Ledger.in_memory(lambda at=mine_at: f"{at}-01-01T00:00:00Z") as here,
            Ledger.in_memory(lambda at=theirs_at: f"{at}-01-01T00:00:00Z") as there,
        ):
            here.put(readings[mine])
            there.put(readings[theirs])
            take_in(here, iter_stored(there), "merge")
            source = here.get_source(older.source.id)
            assert source is not None and source.sha256 == "f" * 64
            assert 2 == here.stats()["source_versions"]


def test_conflicts_of_persons_are_listed_and_nothing_is_guessed(filled_ledger: Ledger) -> None:
    with Ledger.in_memory() as other:
        take_in(other, iter_stored(filled_ledger))
        mine = judged(filled_ledger, Verdict.SAME)
        judged(other, Verdict.DIFFERENT, by="person:Ben")
        claim = next(filled_ledger.iter_stored_claims()).claim
        filled_ledger.reject_claim(claim.id, "wrong", "Ada")
        other.reject_claim(claim.id, "wrong", "Ben")
        other.unreject(claim.id, "right after all", "Ben")
        report = take_in(filled_ledger, iter_stored(other), "merge")

    assert {("judgement", True), ("claim", True)} == {(c.what, "by" in c.there) for c in report.conflicts}
    assert [mine.verdict] == [j.verdict for j in filled_ledger.iter_judgements() if j.by.startswith("person:")]
    rejected = filled_ledger.get_stored_claim(claim.id)
    assert rejected is not None and rejected.status == "rejected"


def test_a_part_of_a_graph_loads_too(filled_ledger: Ledger, tmp_path: Path) -> None:
    edge = next(edge for edge in filled_ledger.iter_edges() if edge.relation == "LEADS")
    path = tmp_path / "part.jsonl"
    export_graph(Selection(filled_ledger, edges=frozenset({edge.id})), "jsonl", path)
    with Ledger.in_memory() as copy:
        take_in(copy, LedgerLines().stored(path))
        copy.build()
        assert [edge.relation] == [found.relation for found in copy.iter_edges()]
        assert set(edge.claims) == {stored.claim.id for stored in copy.iter_stored_claims()}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda lines: lines[1:], "1: not a ledger's lines"),
        (lambda lines: [json.dumps({**json.loads(lines[0]), "version": 99}), *lines[1:]], "reads up to 2"),
        (lambda lines: [*lines[:3], "{"], "4: not JSON"),
        (lambda lines: [*lines[:2], "[]"], "3: list instead of an object"),
        (lambda lines: [lines[0], *lines[2:]], "2: a line 'referent'"),
        (lambda lines: [*lines[:2], lines[2].replace('"name":', '"nam":', 1)], "3: a referent that cannot be read"),
        (lambda lines: [lines[0], lines[1].replace('"key":"', '"key":"x', 1)], "2: a source that cannot be read"),
        (lambda lines: [*lines, '{"line":"decision","what":"burnt","target":"c-1"}'], "unknown decision 'burnt'"),
    ],
)
def test_broken_lines_are_named(filled_ledger: Ledger, tmp_path: Path, change: object, message: str) -> None:
    path = lines_of(filled_ledger, tmp_path)
    lines = path.read_text("utf-8").split("\n")[:-1]
    path.write_text("\n".join(change(lines)) + "\n", "utf-8")  # type: ignore[operator]
    with Ledger.in_memory() as copy, pytest.raises(SourceError, match=message.replace("[", r"\[")):
        take_in(copy, LedgerLines().stored(path))


def test_a_changed_claim_is_refused(filled_ledger: Ledger, tmp_path: Path) -> None:
    path = lines_of(filled_ledger, tmp_path)
    text = path.read_text("utf-8")
    path.write_text(text.replace('"relation":"LEADS"', '"relation":"OWNS"', 1), "utf-8")
    with Ledger.in_memory() as copy, pytest.raises(SourceError, match="was changed"):
        take_in(copy, LedgerLines().stored(path))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(any_text.filter(lambda text: "\x00" not in text), min_size=2, max_size=4, unique=True))
def test_any_names_come_back(names: list[str]) -> None:
    source = Source(key="k", kind="table", sha256="0" * 64, title=names[0], text=None)
    referents = [Referent(source.id, f"r{n}", "Company", name, (Name(name),)) for n, name in enumerate(names)]
    record = Record(source.id, "row 1", tuple((f"{n}{name}", name) for n, name in enumerate(names)))
    claim = Claim(source.id, source.sha256, "r0", "OWNS", "r1", (record,), attribution=names[1])
    with Ledger.in_memory() as ledger, Ledger.in_memory() as copy:
        ledger.put(Reading(source, [*referents, claim]))
        ledger.build()
        stream = io.BytesIO()
        write_jsonl(Selection(ledger), stream)
        assert stream.getvalue().count(b"\n") == len(stream.getvalue().decode().splitlines())
        import tempfile

        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "lines.jsonl"
            path.write_bytes(stream.getvalue())
            take_in(copy, LedgerLines().stored(path))
        copy.build()
        assert ledger.digest().to_dict() == copy.digest().to_dict()
