from dataclasses import replace

import pytest

from techpol.loaders.gate import count_sentences, pass_gate, refusal_reason, with_stated_figures
from techpol.schema.model import Claim, Mention, Qualifiers, Record, Referent, Source, Span
from techpol.schema.ontology import load_ontology
from techpol.schema.values import Money

TEXT = "Ann Lee runs Acme. She gave $5 to the Lake Fund. It rained. Nobody came."
SOURCE = Source(key="a", kind="article", sha256="0" * 64, language="en", text=TEXT)


def referent(type_name, name, *spans):
    mentions = tuple(Mention(start, end, TEXT[start:end]) for start, end in spans)
    return Referent(SOURCE.id, f"{type_name}:{name}", type_name, name, mentions=mentions)


def at(words):
    start = TEXT.index(words)
    return start, start + len(words)


def span(words):
    start, end = at(words)
    return Span(SOURCE.id, start, end, words)


REFERENTS = {
    item.key: item
    for item in (
        referent("Person", "Ann Lee", at("Ann Lee"), at("She")),
        referent("Company", "Acme", at("Acme")),
        referent("Committee", "Lake Fund", at("Lake Fund")),
        referent("Place", "Lake", at("Lake")),
    )
}
CLAIM = Claim(
    source=SOURCE.id, version=SOURCE.sha256, subject="Person:Ann Lee", relation="DONATED_TO",
    object="Committee:Lake Fund", evidence=(span("Ann Lee runs Acme. She gave $5 to the Lake Fund."),),
    subject_span=at("Ann Lee"), object_span=at("Lake Fund"),
)  # fmt: skip


def reason(claim):
    verdict = refusal_reason(claim, SOURCE, REFERENTS, load_ontology())
    return None if verdict is None else verdict[0]


def test_a_claim_with_its_words_may_stand():
    assert reason(CLAIM) is None


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"evidence": ()}, "no-evidence"),
        ({"relation": "BEFRIENDED"}, "unknown-relation"),
        ({"subject": "Person:Nobody"}, "end-unknown"),
        ({"object": "Person:Ann Lee"}, "same-ends"),
        ({"relation": "LEADS", "object": "Place:Lake"}, "type-not-allowed"),
        ({"evidence": (replace(span("Ann Lee runs Acme."), quote="Ann Lee owns Acme."),)}, "quote-not-in-text"),
        ({"evidence": (replace(span("Ann Lee runs Acme."), end=10_000),)}, "quote-not-in-text"),
        ({"evidence": (Span("s-other", 0, 3, "Ann"),)}, "wrong-source"),
        ({"evidence": (Span(SOURCE.id, 0, len(TEXT), TEXT),)}, "quote-too-long"),
        ({"evidence": (span("She gave $5 to the Lake Fund."),)}, "end-not-in-evidence"),
        ({"subject_span": None}, "end-not-in-evidence"),
        ({"subject_span": at("runs")}, "end-not-a-mention"),
    ],
)
def test_what_may_not_stand_is_refused_with_its_reason(change, expected):
    assert reason(replace(CLAIM, **change)) == expected


def test_a_record_is_evidence_without_spans():
    row = Record(SOURCE.id, "1", (("NAME", "ANN LEE"),))

    assert reason(replace(CLAIM, evidence=(row,), subject_span=None, object_span=None)) is None


def test_the_same_claim_twice_is_one_and_refusals_are_kept():
    bad = replace(CLAIM, relation="BEFRIENDED")
    passed, refused = pass_gate([CLAIM, CLAIM, bad], SOURCE, REFERENTS, load_ontology())

    assert passed == [CLAIM]
    assert [item.reason for item in refused] == ["unknown-relation"]


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ("One sentence, no end", 1),
        ("One. Two.", 2),
        ("Mr. J. D. Vance met the U.S. senator.", 1),
        ("Inc. paid $1.5 million. It did. Again!", 3),
        ("قال ذلك. ثم مضى؟ نعم", 3),
        ("“Yes.” He left. “No.”", 3),
    ],
)
def test_sentences_are_counted_as_a_reader_would(quote, expected):
    assert count_sentences(quote) == expected


@pytest.mark.parametrize(
    ("quote", "given", "kept"),
    [
        ("She gave $5 to the Lake Fund.", ("5", "USD", None), ("5", "USD", None)),
        ("She gave $5 to the Lake Fund.", ("5", "EUR", None), ("5", None, None)),
        ("She gave $5 to the Lake Fund.", ("50", "USD", None), (None, None, None)),
        ("She gave two checks of $5 each.", ("5", "USD", 2), ("5", "USD", 2)),
        ("She gave two checks of $5 each.", ("5", "USD", 3), ("5", "USD", None)),
        ("She gave a check of $5.", ("5", "USD", 1), ("5", "USD", 1)),
        ("تبرعت بمليوني دولار للصندوق.", ("2000000", "USD", None), ("2000000", "USD", None)),
        ("تبرعت بمليوني دولار للصندوق.", ("3000000", "USD", None), (None, None, None)),
    ],
)
def test_figures_stay_only_where_the_quotes_state_them_whoever_read_them(quote, given, kept):
    amount, currency, count = given
    qualifiers = Qualifiers(amount=Money.clean(amount, currency), amount_scope="total", count=count, role="donor")
    claim = replace(CLAIM, evidence=(Span(SOURCE.id, 0, len(quote), quote),), qualifiers=qualifiers)
    found = with_stated_figures(claim).qualifiers

    stated = None if found.amount is None else f"{found.amount.amount:f}"
    assert (stated, None if found.amount is None else found.amount.currency, found.count) == kept
    assert found.amount_scope == ("total" if stated is not None else "single")
    assert found.role == "donor"
    # A row of a table says what it says.
    row = replace(claim, evidence=(Record(SOURCE.id, "1", {"amount": "7"}),))
    assert with_stated_figures(row) == row


def test_the_gate_takes_a_figure_that_the_quote_does_not_state_from_any_reader():
    claim = replace(CLAIM, qualifiers=Qualifiers(amount=Money.clean("9000", "USD"), role="donor"))
    (kept,), refused = pass_gate([claim], SOURCE, REFERENTS, load_ontology())

    assert (kept.qualifiers.amount, kept.qualifiers.role, refused) == (None, "donor", [])
