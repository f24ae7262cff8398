from __future__ import annotations

from dataclasses import replace

import pytest
from ledger_samples import Article, record_set, samples, second_paper, transfers

from techpol.graph.check import check
from techpol.graph.ledger import ClaimFilter, End, Ledger
from techpol.schema.errors import SourceError, UsageError
from techpol.schema.model import Judgement, Modality, Qualifiers, Reading, Refusal, Verdict


def edges(ledger: Ledger) -> set[tuple[str, str, str]]:
    names = {entity.id: entity.name for entity in ledger.iter_entities()}
    return {(names[edge.subject], edge.relation, names[edge.object]) for edge in ledger.iter_edges()}


def statuses(ledger: Ledger) -> list[str]:
    return [stored.status for stored in ledger.iter_stored_claims()]


def changed(article: Article, text: str) -> Article:
    """The same source with other bytes; its claims have to be made anew."""
    return Article(article.key, text, article.publisher, article.published, article.language)


# ---- loading ---------------------------------------------------------------------------------------------------


def test_a_new_source_brings_its_claims(ledger):
    article = transfers()
    report = ledger.put(article.reading())

    assert (report.status, report.claims_added, report.referents) == ("new", 4, 4)
    assert [stored.claim for stored in ledger.iter_stored_claims()] == article.claims
    assert ledger.get_source(article.source.id) == article.source
    assert ledger.has(article.source)


def test_loading_again_changes_nothing(filled_ledger):
    before = filled_ledger.digest(), filled_ledger.connection.total_changes
    events = list(filled_ledger.iter_events())
    for article in samples():
        report = filled_ledger.put(article.reading())
        assert (report.status, report.claims_kept) == ("unchanged", len(article.claims))

    assert filled_ledger.digest() == before[0]
    assert list(filled_ledger.iter_events()) == events
    assert not filled_ledger.needs_build


def test_the_same_bytes_and_reader_are_not_read_again(ledger):
    article = transfers()
    ledger.put(article.reading(), reader="articles 1")

    class Unread:
        def __iter__(self):
            raise AssertionError("was read")

    assert ledger.put(Reading(article.source, Unread()), reader="articles 1").status == "unchanged"
    assert ledger.has(article.source, "articles 1")
    assert not ledger.has(article.source, "articles 2")
    with pytest.raises(AssertionError):
        ledger.put(Reading(article.source, Unread()), reader="articles 2")


def test_the_same_bytes_under_another_key_are_known(ledger):
    article = transfers()
    ledger.put(article.reading())
    copy = replace(article.source, key="/elsewhere/transfers.txt", url=None)
    report = ledger.put(Reading(copy, []))

    assert (report.status, report.known_as) == ("unchanged", article.source.id)
    assert len(list(ledger.iter_sources())) == 1
    assert [source.id for source in ledger.sources_with_bytes(copy.sha256)] == [article.source.id]


def test_other_bytes_supersede_what_they_no_longer_say(ledger):
    first = second_paper()
    ledger.put(first.reading())
    ledger.build()
    second = changed(first, "Rowan Pike leads Basalt Works, and has done so for years.")
    pike, basalt = second.name("Person", "Rowan Pike"), second.name("Company", "Basalt Works")
    second.claim(pike, "LEADS", basalt, "Rowan Pike leads Basalt Works")
    report = ledger.put(second.reading())

    assert (report.status, report.claims_added, report.claims_superseded) == ("changed", 1, 2)
    assert statuses(ledger) == ["superseded", "superseded", "live"]
    built = ledger.build()
    assert edges(ledger) == {("Rowan Pike", "LEADS", "Basalt Works")}
    assert {change.what for change in built.changes} >= {"removed"}
    assert any(change.subject_name == "Ada Quill" for change in built.changes)
    assert ledger.get_source(first.source.id, first.source.sha256) == first.source


def test_bytes_that_come_back_revive_their_claims(ledger):
    first = second_paper()
    ledger.put(first.reading())
    digest = ledger.digest().current_claims
    ledger.put(Reading(changed(first, "Nothing.").source, []))
    assert statuses(ledger) == ["superseded", "superseded"]
    report = ledger.put(first.reading())

    assert (report.status, report.claims_revived, report.claims_added) == ("changed", 2, 0)
    assert ledger.digest().current_claims == digest


def test_what_is_known_of_a_source_may_change(ledger):
    article = transfers()
    ledger.put(article.reading())
    renamed = replace(article.source, publisher="The Weekly Pebble")
    report = ledger.put(Reading(renamed, article.reading().statements))

    assert report.status == "changed"
    assert ledger.get_source(renamed.id) == renamed
    event = next(event for event in ledger.iter_events(renamed.id) if event.what == "described")
    assert "The Daily Pebble" in event.why


def test_reread_takes_the_place_of_the_older_reading(ledger):
    article = transfers()
    ledger.put(article.reading(), reader="articles 1")

    def newer(source):
        again = transfers()
        again.claims.pop(0)
        return again.reading()

    reports = list(ledger.reread(newer, reader="articles 2"))

    assert [(r.status, r.claims_kept, r.claims_superseded) for r in reports] == [("changed", 3, 1)]
    assert sorted(statuses(ledger)) == ["live", "live", "live", "superseded"]
    assert [e.what for e in ledger.iter_events(article.claims[0].id)] == ["superseded"]
    assert "reread" in {event.what for event in ledger.iter_events(article.source.id)}


def test_a_claim_whose_quote_is_not_in_the_text_is_refused(ledger):
    article = transfers()
    span = replace(article.claims[0].evidence[0], quote="Ada Quill, who left Lumen Labs!")
    wrong = replace(article.claims[0], evidence=(span,))
    statements = [*article.referents.values(), wrong]
    report = ledger.put(Reading(article.source, statements))

    assert (report.refused, report.claims_added) == (1, 0)
    assert [refusal["reason"] for refusal in ledger.iter_refusals(article.source.id)] == ["quote-not-in-text"]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"evidence": ()}, "no-evidence"),
        ({"relation": "ADMIRED"}, "unknown-relation"),
        ({"relation": "RUNS_FOR"}, "type-not-allowed"),
        ({"object": "Company:nobody"}, "end-unknown"),
        ({"object": "Person:ada quill"}, "same-ends"),
        ({"version": "other"}, "wrong-source"),
    ],
)
def test_a_claim_that_cannot_stand_is_refused(ledger, change, reason):
    article = transfers()
    statements = [*article.referents.values(), replace(article.claims[0], **change)]
    ledger.put(Reading(article.source, statements))

    assert [refusal["reason"] for refusal in ledger.iter_refusals(article.source.id)] == [reason]
    assert statuses(ledger) == []


def test_refusals_of_the_loader_are_kept(ledger):
    article = transfers()
    refusal = Refusal(article.source.id, 3, 9, "quote-too-long", "too long")
    ledger.put(Reading(article.source, [refusal]))

    assert [r["detail"] for r in ledger.iter_refusals(article.source.id)] == ["too long"]


def test_a_statement_of_another_source_stops_the_source(ledger):
    article = transfers()
    with pytest.raises(SourceError, match="statements of its own source"):
        ledger.put(Reading(article.source, second_paper().reading().statements))

    assert ledger.stats()["sources"] == 0


def test_an_error_in_the_middle_leaves_nothing_of_the_source(ledger):
    article = transfers()

    def broken():
        yield from article.reading().statements
        raise RuntimeError("the reader fell over")

    with pytest.raises(RuntimeError):
        ledger.put(Reading(article.source, broken()))

    assert ledger.stats()["sources"] == 0
    assert statuses(ledger) == []
    assert not ledger.needs_build


def test_claims_may_come_before_their_referents(ledger):
    article = transfers()
    report = ledger.put(Reading(article.source, [*article.claims, *article.referents.values()]))

    assert (report.claims_added, report.refused) == (4, 0)


def test_rows_of_a_record_set_are_kept_as_read(ledger):
    reading = record_set([("1", "Ada Quill", "Committee", "Marsh Victory Fund", 500, "2023-06-14")])
    ledger.put(reading)
    stored = next(ledger.iter_stored_claims())

    assert stored.claim == list(reading.statements)[-1]
    assert stored.claim.evidence[0].row[0] == ("id", "1")


# ---- a person's word ---------------------------------------------------------------------------------------------


def test_retract_takes_a_source_out_and_restore_brings_it_back(filled_ledger):
    before = filled_ledger.digest()
    source = transfers().source.id
    falling = filled_ledger.edges_resting_on(source)
    standing = filled_ledger.retract(source, "withdrawn by the paper", "Kim")
    built = filled_ledger.build()

    assert (standing.changed, standing.claims, list(standing.edges)) == (True, 4, falling)
    assert {change.edge.id for change in built.changes if change.what == "removed"} >= set(falling)
    assert ("Ada Quill", "LEADS", "Lumen Labs") not in edges(filled_ledger)
    assert ("Ada Quill", "DONATED_TO", "Marsh Victory Fund") in edges(filled_ledger)
    assert not filled_ledger.retract(source, "again", "Kim").changed
    assert [s.retracted for s in filled_ledger.find_sources(source)] == [True]

    filled_ledger.restore(source, "it was a mistake", "Kim")
    filled_ledger.build()
    assert filled_ledger.digest() == before
    assert [e.what for e in filled_ledger.iter_events(source)] == ["loaded", "retracted", "restored"]


def test_a_retracted_source_stays_so_when_it_is_loaded_again(ledger):
    article = transfers()
    ledger.put(article.reading())
    ledger.retract(article.source.id, "withdrawn", "Kim")
    report = ledger.put(article.reading())

    assert (report.status, report.retracted) == ("unchanged", True)
    other = ledger.put(Reading(replace(article.source, key="/copy.txt"), article.reading().statements))
    assert (other.known_as, other.retracted) == (article.source.id, True)
    assert set(statuses(ledger)) == {"retracted"}


def test_a_rejected_claim_supports_nothing_and_stays(filled_ledger):
    claim = transfers().claims[0].id
    standing = filled_ledger.reject_claim(claim, "she only advises it", "Kim")
    filled_ledger.build()

    assert (standing.changed, len(standing.edges)) == (True, 1)
    assert ("Ada Quill", "LEADS", "Lumen Labs") not in edges(filled_ledger)
    assert filled_ledger.get_stored_claim(claim).status == "rejected"
    assert [event.why for event in filled_ledger.iter_events(claim)] == ["she only advises it"]
    assert filled_ledger.put(transfers().reading()).status == "unchanged"
    assert filled_ledger.get_stored_claim(claim).status == "rejected"

    filled_ledger.unreject(claim, "she does lead it", "Kim")
    filled_ledger.build()
    assert ("Ada Quill", "LEADS", "Lumen Labs") in edges(filled_ledger)


def test_a_rejection_outlives_a_change_of_the_bytes(ledger):
    first = second_paper()
    ledger.put(first.reading())
    ledger.reject_claim(first.claims[1].id, "wrong man", "Kim")
    second = changed(first, "Updated. " + first.text)
    for name, type_name in (("Rowan Pike", "Person"), ("Basalt Works", "Company")):
        second.name(type_name, name)
    claim = second.claim("Person:rowan pike", "LEADS", "Company:basalt works", "Rowan Pike leads Basalt Works.")
    ledger.put(second.reading())

    assert ledger.get_stored_claim(claim.id).status == "rejected"


def test_unknown_ids_are_named(ledger):
    for call in (
        lambda: ledger.retract("s-none", "", "Kim"),
        lambda: ledger.restore("s-none", "", "Kim"),
        lambda: ledger.reject_claim("c-none", "", "Kim"),
        lambda: ledger.unreject("c-none", "", "Kim"),
        lambda: ledger.undo_judgements(["j-none"], "Kim", ""),
    ):
        with pytest.raises(UsageError, match="none"):
            call()


def test_a_claim_by_hand_is_shown_as_such(filled_ledger):
    quill = filled_ledger.find_entities("Ada Quill")[0][0]
    report = filled_ledger.add(
        End("Ada Quill", "Person", entity=quill.id), "MET_WITH", End("Rosa Linden", "Person"), by="Kim",
        why="saw them at the station", qualifiers=Qualifiers(place="the station"),
    )  # fmt: skip
    filled_ledger.build()
    stored = filled_ledger.get_stored_claim(report.claim_id)

    assert ("Ada Quill", "MET_WITH", "Rosa Linden") in edges(filled_ledger)
    assert stored.subject_entity == quill.id
    row = dict(stored.claim.evidence[0].row)
    assert (row["by"], row["why"]) == ("Kim", "saw them at the station")
    assert row["when"].endswith("Z")
    assert filled_ledger.get_source(report.source_id).kind == "hand"
    again = filled_ledger.add(
        End("Ada Quill", "Person", entity=quill.id), "MET_WITH", End("Rosa Linden", "Person"), by="Kim",
        why="saw them at the station", qualifiers=Qualifiers(place="the station"),
    )  # fmt: skip
    assert (again.claim_id, again.put.status) == (report.claim_id, "unchanged")


@pytest.mark.parametrize(
    ("subject", "relation", "target", "message"),
    [
        (End("A", "Robot"), "LEADS", End("B", "Company"), "Robot"),
        (End("A", "Person"), "ADMIRED", End("B", "Company"), "ADMIRED"),
        (End("A", "Company"), "LEADS", End("B", "Company"), "does not join"),
        (End(" ", "Person"), "LEADS", End("B", "Company"), "name"),
        (End("A", "Person", entity="e-none"), "LEADS", End("B", "Company"), "e-none"),
        (End("A", "Company"), "OWNS", End("a", "Company"), "cannot stand"),
    ],
)
def test_a_claim_by_hand_that_cannot_stand_is_explained(ledger, subject, relation, target, message):
    with pytest.raises(UsageError, match=message):
        ledger.add(subject, relation, target, by="Kim", why="so")

    assert ledger.stats()["sources"] == 0


# ---- judgements --------------------------------------------------------------------------------------------------


def judgement(left: str, right: str, verdict: Verdict = Verdict.SAME, by: str = "person:Kim") -> Judgement:
    return Judgement(*sorted((left, right)), verdict, by, why="because")


def referent(ledger: Ledger, name: str, source: str | None = None) -> str:
    rows = ledger.connection.execute(
        "SELECT id FROM referent WHERE name = ? AND (? IS NULL OR source = ?)", (name, source, source)
    )
    return rows.fetchone()[0]


def test_a_judgement_joins_entities_and_its_undoing_parts_them(filled_ledger):
    before = filled_ledger.digest()
    latin, arabic = referent(filled_ledger, "Lee Marsh"), referent(filled_ledger, "لي مارش")
    old = filled_ledger.entity_of_referent(arabic)
    said = judgement(latin, arabic)
    assert filled_ledger.judge([said]) == 1
    assert filled_ledger.judge([said]) == 0
    filled_ledger.build()
    joined = filled_ledger.get_entity(filled_ledger.entity_of_referent(latin))

    assert filled_ledger.entity_of_referent(arabic) == joined.id
    assert (joined.name, joined.name_in("ar")) == ("Lee Marsh", "لي مارش")
    assert filled_ledger.get_entity(old) == joined
    assert filled_ledger.find_entities("لي مارش")[0] == (joined, 1.0)

    assert filled_ledger.undo_judgements([said.id], "Kim", "two men") == 1
    filled_ledger.build()
    assert filled_ledger.entity_of_referent(arabic) == old
    assert filled_ledger.digest().graph == before.graph
    assert [j.id for j in filled_ledger.iter_judgements(live=False) if j.by == "person:Kim"] == [said.id]


def test_different_parts_what_a_rule_joined(filled_ledger):
    one = referent(filled_ledger, "Rowan Pike", second_paper().source.id)
    other = next(
        stored.subject.id for stored in filled_ledger.iter_stored_claims() if stored.claim.modality is Modality.DENIED
    )
    assert filled_ledger.entity_of_referent(one) == filled_ledger.entity_of_referent(other)
    filled_ledger.judge([judgement(one, other, Verdict.DIFFERENT)])
    filled_ledger.build()

    assert filled_ledger.entity_of_referent(one) != filled_ledger.entity_of_referent(other)
    assert len(filled_ledger.find_entities("Rowan Pike")) == 2


def test_a_rule_does_not_overrule_who_undid_it(ledger):
    for article in samples():
        ledger.put(article.reading())
    said = judgement(referent(ledger, "Lee Marsh"), referent(ledger, "لي مارش"), by="rule:test")
    ledger.judge([said])
    assert ledger.undo_rule("rule:test", "Kim", "too bold") == 1
    assert ledger.judge([said]) == 0
    assert list(ledger.iter_judgements(referent(ledger, "Lee Marsh"))) == []
    assert ledger.judge([replace(said, by="person:Kim")]) == 1


def test_a_judgement_needs_two_known_referents(ledger):
    ledger.put(transfers().reading())
    known = referent(ledger, "Ada Quill")
    with pytest.raises(UsageError, match="r-none"):
        ledger.judge([judgement(known, "r-none")])
    with pytest.raises(UsageError, match="itself"):
        ledger.judge([judgement(known, known)])


def test_an_entity_whose_oldest_source_is_retracted_is_still_found_by_its_id(filled_ledger):
    old = filled_ledger.find_entities("Ada Quill")[0][0].id
    filled_ledger.retract(transfers().source.id, "", "Kim")
    filled_ledger.build()
    now = filled_ledger.get_entity(old)

    assert now is not None
    assert now.id != old
    assert now.name == "Ada Quill"


# ---- listing -----------------------------------------------------------------------------------------------------


def test_claims_are_listed_by_what_is_asked(filled_ledger):
    def ids(**wanted):
        return [stored.claim.id for stored in filled_ledger.iter_stored_claims(ClaimFilter(**wanted))]

    everything = [claim for article in samples() for claim in article.claims]
    quill = filled_ledger.find_entities("Ada Quill")[0][0].id

    assert ids() == [claim.id for claim in everything]
    assert ids(relation="LEADS") == [claim.id for claim in everything if claim.relation == "LEADS"]
    assert ids(modality="denied") == [c.id for c in everything if c.modality is Modality.DENIED]
    assert ids(source=transfers().source.id) == [claim.id for claim in transfers().claims]
    assert ids(text="BASALT works") == [second_paper().claims[1].id]
    members = {referent.id for referent in filled_ledger.iter_members(quill)}
    own = [s.claim.id for s in filled_ledger.iter_stored_claims() if {s.subject.id, s.object.id} & members]
    assert ids(entity=quill) == own
    assert ids(status="rejected") == []
    assert len(ids(limit=3)) == 3


def test_sources_are_found_by_what_a_person_would_type(filled_ledger):
    source = transfers().source
    for word in (source.id, source.id[:10], source.id[2:10], source.url, "ada quill, who LEADS"):
        assert [stored.source.id for stored in filled_ledger.find_sources(word)] == [source.id]
    assert filled_ledger.find_sources("nothing of the kind") == []
    stored = filled_ledger.find_sources(source.id)[0]
    assert (stored.claims, stored.versions, stored.has_text, stored.source.text) == (4, 1, True, None)


def test_digest_does_not_depend_on_the_order_of_loading():
    digests = set()
    for order in (samples(), samples()[::-1], [samples()[2], samples()[0], samples()[3], samples()[1]]):
        with Ledger.in_memory() as ledger:
            for article in order:
                ledger.put(article.reading())
            ledger.build()
            digests.add(ledger.digest())

    assert len(digests) == 1


def test_a_graph_of_another_version_is_computed_anew(filled_ledger, monkeypatch):
    before = filled_ledger.digest()
    assert not filled_ledger.needs_build
    filled_ledger.connection.execute("UPDATE edge SET support = 9")
    assert filled_ledger.build().edges_changed == 0
    monkeypatch.setattr("techpol.graph.build.version.VERSION", "0")

    assert filled_ledger.needs_build
    assert [finding.what for finding in check(filled_ledger)] == ["old-build"]
    filled_ledger.build()
    assert not filled_ledger.needs_build
    assert filled_ledger.digest() == before
