"""What questions mean: the grammar, pattern by pattern, and what unclear or unknown ones get."""

import pytest

from techpol.graph.memory import MemoryGraph
from techpol.queries import ask, render
from techpol.queries.grammar import language_of, load_grammar, read_grammar
from techpol.queries.questions import names_in, parse_question
from techpol.schema.errors import OntologyError
from techpol.schema.model import Entity, Name

MEANINGS = [
    # question, intent, slots, relations (first), inverse
    ("who links OpenAI to a campaign", "paths", {"a": "OpenAI", "b": "a campaign"}, None),
    (
        "Who connects OpenAI with the Biden Victory Fund?",
        "paths",
        {"a": "OpenAI", "b": "the Biden Victory Fund"},
        None,
    ),
    ("what ties Peter Thiel to J.D. Vance", "paths", {"a": "Peter Thiel", "b": "J.D. Vance"}, None),
    ("How is OpenAI connected to Joe Biden?", "paths", {"a": "OpenAI", "b": "Joe Biden"}, None),
    ("how are OpenAI and Joe Biden connected", "paths", {"a": "OpenAI", "b": "Joe Biden"}, None),
    ("what is the relationship between Meta and the FTC?", "paths", {"a": "Meta", "b": "the FTC"}, None),
    ("links between OpenAI and Biden", "paths", {"a": "OpenAI", "b": "Biden"}, None),
    ("path from OpenAI to Biden", "paths", {"a": "OpenAI", "b": "Biden"}, None),
    ("is Tesla linked to Trump?", "paths", {"a": "Tesla", "b": "Trump"}, None),
    ("who donated to Joe Biden?", "into", {"b": "Joe Biden"}, "DONATED_TO"),
    ("who gave money to the Biden Victory Fund", "into", {"b": "the Biden Victory Fund"}, "DONATED_TO"),
    ("who has contributed to America PAC", "into", {"b": "America PAC"}, "DONATED_TO"),
    ("donors of America PAC", "into", {"b": "America PAC"}, "DONATED_TO"),
    ("who are the donors to America PAC", "into", {"b": "America PAC"}, "DONATED_TO"),
    (
        "which companies donated to the inaugural fund",
        "into",
        {"t": "companies", "b": "the inaugural fund"},
        "DONATED_TO",
    ),
    ("who endorsed Kamala Harris?", "into", {"b": "Kamala Harris"}, "ENDORSED"),
    ("who hosted Sam Altman", "into", {"b": "Sam Altman"}, "HOSTED"),
    ("who met with Donald Trump", "into", {"b": "Donald Trump"}, "MET_WITH"),
    ("who backs Kamala Harris", "into", {"b": "Kamala Harris"}, "ENDORSED"),
    ("who leads OpenAI", "into", {"b": "OpenAI"}, "LEADS"),
    ("who is the chief executive of OpenAI", "into", {"b": "OpenAI"}, "LEADS"),
    ("who is the CEO of Tesla?", "into", {"b": "Tesla"}, "LEADS"),
    ("who co-founded Palantir", "into", {"b": "Palantir"}, "FOUNDED"),
    ("who sued OpenAI", "into", {"b": "OpenAI"}, "SUED"),
    ("critics of Facebook", "into", {"b": "Facebook"}, "CRITICIZED"),
    ("who did Elon Musk endorse?", "out", {"a": "Elon Musk"}, "ENDORSED"),
    ("what does Elon Musk own", "out", {"a": "Elon Musk"}, "OWNS"),
    ("which companies does Elon Musk lead", "out", {"t": "companies", "a": "Elon Musk"}, "LEADS"),
    ("who did Peter Thiel meet with", "out", {"a": "Peter Thiel"}, "MET_WITH"),
    ("did Elon Musk donate to America PAC?", "both", {"a": "Elon Musk", "b": "America PAC"}, "DONATED_TO"),
    (
        "how much did Sam Altman give to the Biden Victory Fund",
        "both",
        {"a": "Sam Altman", "b": "the Biden Victory Fund"},
        "DONATED_TO",
    ),
    ("when did Elon Musk endorse Donald Trump", "both", {"a": "Elon Musk", "b": "Donald Trump"}, "ENDORSED"),
    ("who leads what", "every", {}, "LEADS"),
    ("What did Peter Thiel give, to whom, and when?", "gives", {"a": "Peter Thiel"}, None),
    ("what did Sam Altman donate", "gives", {"a": "Sam Altman"}, None),
    ("to whom did Sam Altman give", "gives", {"a": "Sam Altman"}, None),
    ("gifts of Sam Altman", "gives", {"a": "Sam Altman"}, None),
    ("what do Elon Musk and Sam Altman share", "share", {"a": "Elon Musk", "b": "Sam Altman"}, None),
    ("what do A and B have in common?", "share", {"a": "A", "b": "B"}, None),
    ("which campaigns did people of OpenAI back", "back", {"a": "OpenAI"}, None),
    ("which campaigns have executives at Google donated to", "back", {"a": "Google"}, None),
    ("which campaigns did Google's employees support", "back", {"a": "Google"}, None),
    ("who gave the most money to America PAC", "top", {"b": "America PAC"}, None),
    ("who are the largest donors", "top", {}, None),
    ("timeline of Elon Musk", "timeline", {"a": "Elon Musk"}, None),
    ("who is Sam Altman?", "timeline", {"a": "Sam Altman"}, None),
    ("من يربط OpenAI بحملة؟", "paths", {"a": "OpenAI", "b": "حملة"}, None),
    ("من الذي يربط تسلا بترامب؟", "paths", {"a": "تسلا", "b": "ترامب"}, None),
    ("كيف ترتبط OpenAI بجو بايدن؟", "paths", {"a": "OpenAI", "b": "جو بايدن"}, None),
    ("ما العلاقة بين تسلا ودونالد ترامب؟", "paths", {"a": "تسلا", "b": "دونالد ترامب"}, None),
    ("من تبرع لصندوق بايدن فيكتوري؟", "into", {"b": "صندوق بايدن فيكتوري"}, "DONATED_TO"),
    ("من تبرّع إلى حملة هاريس", "into", {"b": "حملة هاريس"}, "DONATED_TO"),
    ("من أيّد كامالا هاريس؟", "into", {"b": "كامالا هاريس"}, "ENDORSED"),
    ("من استضاف سام ألتمان", "into", {"b": "سام ألتمان"}, "HOSTED"),
    ("من التقى دونالد ترامب", "into", {"b": "دونالد ترامب"}, "MET_WITH"),
    ("من يقود فيسبوك؟", "into", {"b": "فيسبوك"}, "LEADS"),
    ("من أسس شركة تسلا؟", "into", {"b": "شركة تسلا"}, "FOUNDED"),
    ("ماذا قدم سام ألتمان ولمن ومتى؟", "gives", {"a": "سام ألتمان"}, None),
    ("لمن تبرع سام ألتمان؟", "gives", {"a": "سام ألتمان"}, None),
    ("ما المشترك بين إيلون ماسك وسام ألتمان؟", "share", {"a": "إيلون ماسك", "b": "سام ألتمان"}, None),
    ("ماذا يملك إيلون ماسك؟", "out", {"a": "إيلون ماسك"}, "OWNS"),
    ("ما الحملات التي دعمها موظفو OpenAI؟", "back", {"a": "OpenAI"}, None),
    ("من أكبر المتبرعين؟", "top", {}, None),
    ("من هو إيلون ماسك؟", "timeline", {"a": "إيلون ماسك"}, None),
]


@pytest.mark.parametrize(("question", "intent", "slots", "relation"), MEANINGS, ids=[row[0] for row in MEANINGS])
def test_meaning(question, intent, slots, relation):
    parsed = parse_question(question)[0]

    assert (parsed.intent, dict(parsed.slots)) == (intent, slots)
    assert relation is None or parsed.relations[0] == relation


def test_every_pattern_is_held_by_a_question():
    grammar = load_grammar()
    used = set()
    for question, *_ in MEANINGS:
        intent = parse_question(question)[0].intent
        used.add((language_of(question), intent))

    assert {(pattern.language, pattern.intent) for pattern in grammar.patterns} - used <= {
        ("ar", "both"),
        ("ar", "every"),
    }


def test_passive_verbs_run_the_other_way():
    parsed = parse_question("who received money from Peter Thiel")[0]

    assert (parsed.intent, parsed.relations, parsed.inverse) == ("into", ("DONATED_TO",), True)


def test_a_mistake_in_the_grammar_is_named_with_its_place():
    text = "patterns: {en: [], ar: []}\nverbs:\n  - relations: [GAVE]\ntypes: {}\narticles: []\ntrims: []\n"
    with pytest.raises(OntologyError, match=r"g\.yaml: verbs\[0\]: unknown relation 'GAVE'"):
        read_grammar(text, "g.yaml")


def test_unknown_name_gets_suggestions(examples):
    answer = ask(examples, "who links OpenIA to a campaign")

    assert answer.unknown == ("OpenIA",)
    assert answer.suggestions[0].entity.name == "OpenAI"
    assert "Did you mean: OpenAI (Company)?" in render(answer)


def test_unclear_question_gets_readings_that_can_be_asked(examples):
    answer = ask(examples, "OpenAI Joe Biden ???")

    assert answer.intent == "readings"
    assert 2 <= len(answer.readings) <= 3
    for reading in answer.readings:
        assert ask(examples, reading.question).intent not in ("readings", "unknown")


def test_name_of_two_people_gets_readings():
    people = [
        Entity("e-1", "Person", "Anna Berg"),
        Entity("e-2", "Person", "Carl Berg"),
        Entity("e-3", "Company", "Ostra"),
    ]
    answer = ask(MemoryGraph(people, []), "who links Berg to Ostra")

    assert answer.intent == "readings"
    assert [reading.question for reading in answer.readings] == [
        "who links Anna Berg to Ostra",
        "who links Carl Berg to Ostra",
    ]


def test_and_within_a_name_is_split_where_the_names_are_known():
    entities = [Entity("e-1", "Company", "Smith and Sons"), Entity("e-2", "Person", "Anna Berg")]
    answer = ask(MemoryGraph(entities, []), "what do Smith and Sons and Anna Berg share")

    assert [entity.id for entity in (*answer.start, *answer.end)] == ["e-1", "e-2"]


def test_possessed(examples):
    answer = ask(examples, "who links Gemini to the campaign of Donald Trump")

    assert [entity.name for entity in answer.end] == ["Trump campaign"]
    assert any("read as" in note for note in answer.notes)


def test_arabic_prefixes_are_taken_off_names():
    entities = [
        Entity("e-1", "Group", "Industry Union", (Name("الاتحاد الصناعي", "ar"),)),
        Entity("e-2", "Person", "A B"),
    ]
    answer = ask(MemoryGraph(entities, []), "من تبرع للاتحاد الصناعي؟")

    assert answer.unknown == ()


@pytest.mark.parametrize(
    "question",
    [
        "",
        "?",
        "   ",
        "who",
        "who links",
        "who links to",
        "a" * 5000,
        "who links  to  ",
        "'; DROP TABLE edge; --",
        "من",
        "؟؟؟",
        "who links \x00 to \n",
    ],
)
def test_nonsense_is_answered_and_not_raised(examples, question):
    answer = ask(examples, question)

    assert not answer.ok
    assert render(answer) != ""


def test_names_in_text(examples):
    assert [entity.name for entity in names_in(examples, "tell us, Sam Altman and the Biden Victory Fund!")] == [
        "Sam Altman",
        "Biden Victory Fund",
    ]


def test_a_name_in_the_other_script_is_known_by_its_sound():
    entities = [
        Entity("e-1", "Person", "Elon Musk"),
        Entity("e-2", "Person", "Mark Cuban"),
        Entity("e-3", "Company", "Tesla"),
    ]
    answer = ask(MemoryGraph(entities, []), "من يربط إيلون ماسك بTesla")

    assert [entity.name for entity in answer.start] == ["Elon Musk"]
    assert any("Elon Musk" in note for note in answer.notes)


def test_possessed_by_name_where_no_tie_says_so():
    entities = [
        Entity("e-1", "Person", "Donald Trump"),
        Entity("e-2", "Campaign", "Trump campaign"),
        Entity("e-3", "Person", "A B"),
    ]
    answer = ask(MemoryGraph(entities, []), "who links A B to Donald Trump's campaign")

    assert [entity.name for entity in answer.end] == ["Trump campaign"]
