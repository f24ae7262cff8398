import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from techpol.loaders.model.reply import parse_reply

GOOD = {"subject": "Ann Lee", "relation": "LEADS", "object": "Acme", "quote": "Ann Lee leads Acme", "amount": 5}


@pytest.mark.parametrize(
    "text",
    [
        json.dumps({"relations": [GOOD]}),
        json.dumps([GOOD]),
        json.dumps(GOOD),
        json.dumps({"result": [GOOD]}),
        "Here you are:\n```json\n" + json.dumps({"relations": [GOOD]}) + "\n```\nAnything else?",
        "<think>Who leads {what}?</think>" + json.dumps({"relations": [GOOD]}),
        json.dumps({"relations": [{**GOOD, "type": "LEADS", "relation": None}]}),
        json.dumps({"relations": [{**GOOD, "evidence": [GOOD["quote"]], "quote": None}]}),
    ],
)
def test_a_reply_is_read_in_every_common_dress(text):
    reply = parse_reply(text)

    assert [(i.subject, i.relation, i.object, i.quotes) for i in reply.items] == [
        ("Ann Lee", "LEADS", "Acme", ("Ann Lee leads Acme",))
    ]
    assert reply.faults == ()


def test_a_reply_that_was_cut_off_keeps_what_came_before_and_says_so():
    text = json.dumps({"relations": [GOOD, GOOD]})
    reply = parse_reply(text[:-30])

    assert len(reply.items) == 1
    assert "not whole" in reply.faults[0]


@pytest.mark.parametrize("text", ["", "I cannot do that.", "{", "[" * 5000, '{"relations": 7}', "null"])
def test_what_is_no_reply_gives_nothing(text):
    assert parse_reply(text).items == ()


def test_items_without_ends_are_faults():
    reply = parse_reply(json.dumps({"relations": [{"subject": "Ann Lee"}, "LEADS", GOOD]}))

    assert len(reply.items) == 1
    assert len(reply.faults) == 2


@given(st.text())
def test_any_text_is_read(text):
    parse_reply(text)
    parse_reply('{"relations": [' + text)


def test_half_a_pair_of_surrogates_is_taken_out_of_names_and_quotes():
    item = '{"subject": "\\ud800Ann", "relation": "LEADS", "object": "Acme", "quote": "\\udfff"}'
    text = f'{{"relations": [{item}, "\\ud801"]}}'
    reply = parse_reply(text)

    assert [(item.subject, item.quotes) for item in reply.items] == [("?Ann", ("?",))]
    for said in (*reply.faults, *(quote for item in reply.items for quote in item.quotes)):
        said.encode("utf-8")


def test_a_name_of_a_page_is_a_fault():
    item = {"subject": "Ann Lee " * 20_000, "relation": "LEADS", "object": "Acme", "quote": "Ann Lee leads Acme."}
    reply = parse_reply(json.dumps({"relations": [item]}))

    assert reply.items == ()
    assert [fault[:17] for fault in reply.faults] == ["a name of 159999 "]
