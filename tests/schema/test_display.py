"""What a notebook shows is HTML with everything escaped, and the same as JSON."""

from __future__ import annotations

import json

from techpol.schema.answers import Answer, Hop, HopEvent, Path, Table
from techpol.schema.model import Claim, Edge, Entity, Modality, Name, Qualifiers, Record, Source, Span
from techpol.schema.values import Money

BAD = '<script>alert("x")</script> & \' سام'
SOURCE = Source(key="k", kind="article", sha256="0", title=BAD, url="javascript:alert(1)")
SPAN = Span(SOURCE.id, 0, len(BAD), BAD)
ENTITY = Entity("e-1", "Person", BAD, (Name(BAD, "en"), Name("سام", "ar")))
SAID = Qualifiers(amount=Money.clean("5", "USD"), role=BAD)
EVENT = HopEvent("g-1", Modality.ALLEGED, SAID, (SPAN,), BAD)
CLAIM = Claim(SOURCE.id, "0", BAD, "LEADS", "b", (SPAN, Record(SOURCE.id, "1", ((BAD, BAD),))), attribution=BAD)
EDGE = Edge("g-1", "e-1", "LEADS", "e-2", Modality.PLANNED, SAID, ("c-1",))
HOP = Hop(ENTITY, "LEADS", ENTITY, (EVENT,))
ANSWER = Answer(
    BAD, "paths", paths=(Path((HOP,)),), table=Table((BAD,), ((BAD,),)), notes=(BAD,), sources={SOURCE.id: SOURCE}
)


def test_everything_is_escaped_and_nothing_links_to_script() -> None:
    for value in (ANSWER, Path((HOP,)), HOP, EDGE, CLAIM, ENTITY):
        html = value._repr_html_()
        assert "<script" not in html and "javascript:" not in html
    for value in (ANSWER, HOP, CLAIM, ENTITY):
        assert "&lt;script&gt;" in value._repr_html_()


def test_every_form_is_given() -> None:
    for value in (ANSWER, EDGE, CLAIM, ENTITY):
        shown = value._repr_mimebundle_()
        assert {"text/plain", "text/html", "application/json"} == set(shown)
        json.dumps(shown["application/json"])


def test_an_empty_answer_says_so() -> None:
    assert "Nothing found" in Answer("who", "paths")._repr_html_()
