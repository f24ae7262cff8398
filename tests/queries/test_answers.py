"""Answers in every form: what they say, how they are escaped, and the one JSON shape."""

import json
import re
import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from memory_view import MemoryView

from techpol.graph.memory import MemoryGraph
from techpol.queries import FORMS, PathOptions, answer_rows, ask, find_paths, render, timeline
from techpol.queries.messages import say
from techpol.queries.sentences import date_text, money_text, tidy
from techpol.schema.answers import Answer
from techpol.schema.errors import UsageError
from techpol.schema.model import Claim, Edge, Entity, Modality, Name, Qualifiers, Record, Source, Span
from techpol.schema.values import Money, PartialDate

OPTIONS = PathOptions(reference=date(2025, 1, 1))
QUESTION = "who links OpenAI to a campaign"
NASTY = "<script>alert('x')</script>\"]; MATCH (n) DETACH DELETE n // | `*_[x](javascript:1)\n# \u202e"


@pytest.fixture(scope="module")
def answer(examples):
    return ask(examples, QUESTION, OPTIONS)


def nasty_graph():
    people = Entity("e-1", "Person", NASTY, (Name(NASTY, "en"),))
    firm = Entity("e-2", "Company", f"Firm {NASTY}")
    source = Source("k", "article", "0" * 64, NASTY, NASTY, "javascript:alert(1)", language="en", text=NASTY)
    claim = Claim(source.id, source.sha256, "a", "LEADS", "b", (Span(source.id, 0, len(NASTY), NASTY),))
    edge = Edge("g-1'\"]", "e-1", "LEADS", "e-2", Modality.ASSERTED, Qualifiers(role=NASTY), (claim.id,))
    return MemoryGraph([people, firm], [edge], [claim], [source])


def test_two_transfers_are_two_with_their_sum_and_the_total_is_not_added(answer):
    text = render(answer)

    assert "Sam Altman donated 2 × $100,000 ($200,000 in all) on 14 June 2023 to Biden Victory Fund." in text
    assert "A total of $200,000 is stated besides" in text
    assert "$400,000" not in text


def test_every_hop_has_evidence_that_stands_in_its_source(examples, answer):
    data = answer.to_dict()
    hops = [hop for path in data["paths"] for hop in path["hops"]]

    assert len(hops) > 0
    for hop in hops:
        assert {"subject", "relation", "object", "modality", "details", "evidence"} <= set(hop)
        assert len(hop["evidence"]) > 0
        for span in hop["evidence"]:
            text = examples.get_source(span["source"]).text

            assert text[span["start"] : span["end"]] == span["quote"]
            assert span["source"] in data["sources"]


def test_json_is_plain_and_whole(answer):
    data = json.loads(render(answer, "json"))

    assert data["ok"] is True
    assert data["complete"] is True
    gift = data["paths"][0]["hops"][1]
    assert gift["details"]["count"] == 2
    assert gift["details"]["sums"] == [{"amount": "200000", "currency": "USD"}]
    assert len(gift["events"]) == 2
    assert len(gift["stated_totals"]) == 1
    assert sum(part["cost"] for part in data["paths"][0]["why"]) == pytest.approx(data["paths"][0]["cost"], abs=0.01)


def test_arabic_answer_to_an_arabic_question(examples):
    text = render(ask(examples, "من يربط OpenAI بحملة؟", OPTIONS))

    assert (
        "قدّم سام ألتمان تبرعا بقيمة 100,000 دولار مرتين (بمجموع 200,000 دولار)"
        " في 14 يونيو 2023 إلى صندوق بايدن فيكتوري." in text
    )


def test_language_can_be_chosen(answer):
    assert "قدّم سام ألتمان" in render(answer, "text", "ar")
    assert 'dir="rtl"' in render(answer, "html", "ar")
    assert 'dir="ltr"' in render(answer, "html")


def test_modality_and_attribution_are_in_the_sentence(examples):
    text = render(ask(examples, "who donated to America PAC", OPTIONS))

    assert "Elon Musk is reported by people who know of the gift to have donated money to America PAC." in text
    assert "But this is denied by Elon Musk: “I am not donating $45 million a month to Trump.”" in text


def test_plans_are_said_as_plans(examples):
    text = render(ask(examples, "how is Amazon connected to Donald Trump", OPTIONS))

    assert "Amazon plans to donate $1,000,000 to Trump inaugural fund." in text
    assert "This rests on something that is only planned." in text


def test_why_not_names_the_filter(examples):
    answer = ask(examples, "who links Elizabeth Warren to Facebook", OPTIONS)
    text = render(answer)

    assert answer.why_not.lifting[0] == ("hostile", 1)
    assert "There is one of 1 hop if hostile ties count." in text
    assert "Elizabeth Warren called to break up Facebook" in text


def test_why_not_alleged(examples):
    options = replace(OPTIONS, modalities=frozenset({Modality.ASSERTED}), relations=frozenset({"DONATED_TO"}))
    answer = find_paths(examples, "Elon Musk", "America PAC", options)

    assert answer.paths == ()
    assert ("alleged", 1) in answer.why_not.lifting
    assert "if alleged claims count" in render(answer)


@pytest.mark.parametrize(
    ("modalities", "name", "words"),
    [
        ({Modality.PLANNED}, "asserted", "if what is reported as fact counts (asserted)"),
        ({Modality.PLANNED, Modality.DENIED}, "asserted", "if what is reported as fact counts (asserted)"),
    ],
)
def test_why_not_names_the_modality_that_does_and_no_more(examples, modalities, name, words):
    answer = find_paths(examples, "OpenAI", "Campaign", replace(OPTIONS, modalities=frozenset(modalities)))
    lifted = [what for what, _ in answer.why_not.lifting]

    assert answer.paths == ()
    assert name in lifted and "modalities" not in lifted and "all_modalities" not in lifted
    assert words in render(answer)
    # What it says does: with it, there is a path.
    kinds = frozenset(modalities) | {Modality(name)}
    assert find_paths(examples, "OpenAI", "Campaign", replace(OPTIONS, modalities=kinds)).paths != ()


def test_modalities_that_only_do_together_are_named_together():
    view = MemoryView()
    ann, bob, cor = (view.entity(name, "Person") for name in ("Ann Lund", "Bob Reyes", "Cor Vale"))
    view.edge(ann, "ENDORSED", bob)
    view.edge(bob, "ENDORSED", cor, modality="alleged")
    answer = find_paths(view, "Ann Lund", "Cor Vale", replace(OPTIONS, modalities=frozenset({Modality.PLANNED})))

    assert [name for name, _ in answer.why_not.lifting] == ["all_modalities"]
    assert "if claims of every modality count: asserted, planned, alleged and denied" in render(answer)


def test_an_answer_is_written_in_a_language_that_there_is(examples):
    with pytest.raises(UsageError, match="no language 'fr' for answers; known: en, ar"):
        ask(examples, QUESTION, OPTIONS, "fr")
    with pytest.raises(UsageError, match="known: en, ar"):
        render(ask(examples, QUESTION, OPTIONS), "text", "fr")


def test_as_of(examples):
    before = replace(OPTIONS, since=date(2023, 6, 1), until=date(2023, 6, 1))
    answer = find_paths(examples, "OpenAI", "Biden 2024 campaign", before)

    assert all("DONATED_TO" not in [hop.relation for hop in path.hops] for path in answer.paths)


def test_explain_adds_up(answer):
    text = render(answer, "text", explain=True)

    assert "cost" in text
    assert "a hop" in text
    for path in answer.paths:
        assert sum(cost for _, cost in path.why) == pytest.approx(path.cost)


@pytest.mark.parametrize("form", FORMS)
def test_every_form_holds_the_chain(answer, form):
    text = render(answer, form)

    assert "Sam Altman" in text.replace("#32;", " ")
    assert text.endswith("\n")


def test_unknown_form():
    with pytest.raises(UsageError, match="known: text, json"):
        render(ask(MemoryGraph([], []), "x"), "pdf")


def test_svg_is_xml_and_holds_every_name(answer):
    root = ElementTree.fromstring(render(answer, "svg"))
    texts = {element.text for element in root.iter() if element.tag.endswith("text")}

    assert {"OpenAI", "Sam Altman", "Biden Victory Fund", "Biden 2024 campaign"} <= texts


def test_svg_keeps_arabic_letters_as_they_are(examples):
    drawn = render(ask(examples, "من يربط OpenAI بحملة؟", OPTIONS), "svg")

    assert "صندوق بايدن فيكتوري" in drawn
    assert 'direction="rtl"' in drawn


def test_cypher_names_edges_by_id(answer):
    query = render(answer, "cypher")

    assert "MATCH (a:Entity)-[r:CONNECTED_TO|DONATED_TO" in query
    for path in answer.paths:
        for hop in path.hops:
            assert all(event.edge in query for event in hop.events)


def test_markdown_footnotes_are_all_defined(answer):
    text = render(answer, "markdown")
    used = set(re.findall(r"\[\^(\d+)\](?!:)", text))
    defined = set(re.findall(r"^\[\^(\d+)\]:", text, re.MULTILINE))

    assert used == defined
    assert len(used) > 5


@pytest.mark.parametrize("form", FORMS)
def test_what_a_source_says_is_text_and_never_code(form):
    answer = find_paths(nasty_graph(), "e-1", "e-2", OPTIONS)
    assert len(answer.paths) == 1
    text = render(answer, form)

    if form in ("html", "svg"):
        assert "<script>" not in text
        assert "javascript:alert" not in text
    if form == "svg":
        ElementTree.fromstring(text)
    if form == "markdown":
        assert "](javascript" not in text
        assert "<script" not in text
    if form == "mermaid":
        assert "<script" not in text
        assert '"]; MATCH' not in text
    if form == "cypher":
        code = "\n".join(line for line in text.splitlines() if not line.startswith("//"))
        assert "DELETE" not in code
        assert "DELETE" not in re.sub(r"^//.*$", "", text, flags=re.MULTILINE)
    if form == "dot":
        assert text.count("\n") == len(answer.paths) * 3 + 5


def test_records_are_footnotes_too():
    donor, fund = Entity("e-1", "Person", "Ada Roe"), Entity("e-2", "Committee", "Fund")
    source = Source("fec", "fec-bulk", "1" * 64, "Filings 2024")
    claim = Claim(
        source.id,
        source.sha256,
        "a",
        "DONATED_TO",
        "b",
        (Record(source.id, "tran-7", (("NAME", "ROE, ADA"), ("AMT", "2700"))),),
    )
    edge = Edge(
        "g-1",
        "e-1",
        "DONATED_TO",
        "e-2",
        Modality.ASSERTED,
        Qualifiers(amount=Money(Decimal(2700), "USD")),
        (claim.id,),
    )
    answer = find_paths(MemoryGraph([donor, fund], [edge], [claim], [source]), "Ada Roe", "Fund", OPTIONS)

    assert "record tran-7" in render(answer)
    assert answer.to_dict()["paths"][0]["hops"][0]["evidence"][0]["row"] == {"NAME": "ROE, ADA", "AMT": "2700"}


def test_rows(answer):
    columns, rows = answer_rows(answer)

    assert columns == ("No.", "Chain", "Status", "Sources")
    assert len(rows) == len(answer.paths)
    assert all(len(row) == 4 for row in rows)


@pytest.mark.parametrize(
    ("money", "language", "text"),
    [
        (Money(Decimal("1250000"), "USD"), "en", "$1,250,000"),
        (Money(Decimal("-500"), "USD"), "en", "-$500"),
        (Money(Decimal("15.47"), "XBT"), "en", "15.47 XBT"),
        (Money(Decimal("15.47")), "en", "15.47"),
        (Money(Decimal("200000"), "USD"), "ar", "200,000 دولار"),
    ],
)
def test_money(money, language, text):
    assert money_text(money, language) == text


def test_dates_are_as_precise_as_they_are():
    assert date_text(PartialDate(2023, 6, 14), "en") == "14 June 2023"
    assert date_text(PartialDate(2023, 6), "en") == "June 2023"
    assert date_text(PartialDate(2023), "ar") == "2023"
    assert date_text(PartialDate(None, 6, 14), "ar") == "14 يونيو"


def test_arabic_prepositions_are_joined():
    assert tidy("يترشح علي لـالرئاسة") == "يترشح علي للرئاسة"
    assert tidy("مرتبط بـحملة") == "مرتبط بحملة"
    assert tidy("مرتبط بـOpenAI") == "مرتبط بـOpenAI"


def test_roles_are_said_in_the_language_of_the_answer(answer):
    assert "بصفته الرئيس التنفيذي" in render(answer, "text", "ar")


def test_gifts_to_the_campaign_are_a_second_answer_and_not_in_the_sum(examples):
    answer = ask(examples, "who gave money to Donald Trump", PathOptions(reference=date(2025, 1, 1)))

    assert [["Peter Thiel", "Donald Trump"]] == [[entity.name for entity in path.entities] for path in answer.paths]
    through = [[entity.name for entity in path.entities] for path in answer.through]
    assert ["Joe Lonsdale", "America PAC", "Donald Trump"] in through
    assert all("CONNECTED_TO" == path.hops[1].relation and path.hops[1].evidence for path in answer.through)
    text = render(answer, "text")
    first, second = text.split("Not to Donald Trump but to bodies that a source ties to Donald Trump:")
    assert "America PAC" not in first
    assert "America PAC is connected to Donald Trump" in second
    assert answer.to_dict()["through"][0]["rank"] == 1
    for form in ("markdown", "html"):
        assert "bodies that a source ties to Donald Trump" in render(answer, form)


def test_a_campaign_that_is_asked_for_itself_has_no_second_answer(examples):
    answer = ask(examples, "who donated to America PAC", PathOptions(reference=date(2025, 1, 1)))

    assert answer.ok
    assert answer.through == ()


def test_a_denied_tie_makes_no_second_answer():
    view = MemoryView()
    donor, candidate = view.entity("Ada Giver"), view.entity("Carl Runner")
    fund = view.entity("Runner Fund", "Committee")
    view.edge(donor, "DONATED_TO", fund, amount="100")
    view.edge(fund, "CONNECTED_TO", candidate, modality="denied")

    assert ask(view, "who gave money to Carl Runner").through == ()

    view.edge(fund, "CONNECTED_TO", candidate)

    assert 1 == len(ask(view, "who gave money to Carl Runner").through)


def test_the_owner_of_a_campaign_ties_it_to_its_candidate():
    view = MemoryView()
    donor, candidate = view.entity("Ada Giver"), view.entity("Carla Runner", "Person", "كارلا رنر")
    campaign = view.entity("Runner campaign", "Campaign", owner="كارلا رنر")
    other = view.entity("Vale campaign", "Campaign", owner="Carl Vale")
    view.edge(donor, "DONATED_TO", campaign, amount="100")
    view.edge(donor, "DONATED_TO", other, amount="900")
    view.edge(candidate, "DONATED_TO", campaign, amount="50")
    view.edge(view.entity("Ben Naysayer"), "DONATED_TO", campaign, amount="70", modality="denied")

    answer = ask(view, "who gave money to Carla Runner")

    assert answer.paths == ()
    assert [["Ada Giver", "Runner campaign"]] == [[e.name for e in path.entities] for path in answer.through]
    text = render(answer)
    assert "No gift to Carla Runner in person was found." in text
    assert "Not to Carla Runner but to bodies that a source ties to Carla Runner:" in text
    assert "$900" not in text


def test_of_namesakes_it_is_not_known_whose_campaign_it_is():
    view = MemoryView()
    donor, candidate = view.entity("Ada Giver"), view.entity("Carl Runner")
    view.entities["e-namesake"] = Entity("e-namesake", "Person", "Carl Runner", (Name("Carl Runner", "en"),))
    campaign = view.entity("Runner campaign", "Campaign", owner="Carl Runner")
    view.edge(donor, "DONATED_TO", campaign, amount="100")

    assert ask(view, f"who gave money to {candidate}").through == ()


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("intent", ["list", "top", "timeline", "between", "common", "centrality", "paths"])
def test_an_empty_answer_says_what_is_empty(intent, language):
    lead = render(Answer("?", intent, language), "text").splitlines()[2]

    assert "{" not in lead
    assert (say("nothing", language) == lead) == (intent == "paths")


def test_the_arabic_heading_joins_no_latin_name_to_its_preposition(examples):
    found = find_paths(examples, "OpenAI", "Campaign", OPTIONS, language="ar")

    assert found.question == "من يربط OpenAI بحملة"
    assert find_paths(examples, "OpenAI", "Tesla", OPTIONS, language="ar").question == "من يربط OpenAI بـTesla"
    assert timeline(examples, "OpenAI", language="ar").question == "التسلسل الزمني لـOpenAI"
    assert timeline(examples, "أوبن إيه آي", language="ar").question == "التسلسل الزمني لأوبن إيه آي"


def test_an_arabic_answer_that_finds_nothing_counts_and_names_in_arabic(examples):
    text = render(find_paths(examples, "OpenAI", "Campaign", replace(OPTIONS, hops=1), language="ar"))

    assert re.search(r"يمكن الوصول من أوبن إيه آي إلى \d+ كيان(ات|ا)? خلال خطوة واحدة؛ وأكثر الأخيرة صلات: ", text)
    assert "يمكن الوصول من حملة إلى " in text
    assert "هناك سلسلة من 3 خطوات إذا سُمح بسلسلة أطول" in text
    assert "Campaign" not in text.split("أقرب ما عُثر عليه")[0]
    assert ", " not in text.split("المصادر")[0]


def test_namesakes_are_told_apart_by_their_ids():
    view = MemoryView()
    first = view.entity("Carl Runner")
    view.entities["e-7"] = Entity("e-7", "Person", "Carl Runner", (Name("Carl Runner", "en"),))
    view.entities["e-8"] = Entity("e-8", "Company", "Carl Runner", (Name("Carl Runner", "en"),))
    view.edge("e-7", "ENDORSED", view.entity("Ada Lind"))

    text = render(timeline(view, "Carl Runner"))

    assert (
        f"all of them are meant: Carl Runner (Person, {first}), Carl Runner (Person, e-7), Carl Runner (Company)."
        in text
    )
