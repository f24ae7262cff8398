"""What somebody is said to be beside the name, and what follows for namesakes."""

from pathlib import Path

import pytest

from techpol.graph.ledger import Ledger
from techpol.graph.resolve.callings import callings, walks_differ
from techpol.loaders.articles.loader import Articles
from techpol.schema.model import Mention, Reading, Referent, Verdict

NAME = "Raymond Kline"
ARABIC = "ريموند كلاين"


def told(text, name=NAME):
    mentions = tuple(
        Mention(start, start + len(name), name) for start in range(len(text)) if text.startswith(name, start)
    )
    return set(callings(Referent("s-1", "p", "Person", name, (), (), mentions), text))


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Raymond Kline, a kindergarten teacher from Oregon, endorsed Paul Ames.", {"school"}),
        ("Raymond Kline, 62, a retired dentist, gave $500.", {"medicine"}),
        ("Raymond Kline, who is the chief executive of Alton Motors, spoke.", {"business"}),
        ("Raymond Kline is a high school football coach in Bend.", {"school", "sport"}),
        ("They met the dentist Raymond Kline in Reno.", {"medicine"}),
        ("Governor Raymond Kline spoke.", {"public"}),
        # Neither a calling, nor his own, nor what he is now.
        ("Raymond Kline, a former teacher, spoke.", set()),
        ("Raymond Kline, the son of a dentist, spoke.", set()),
        ("Raymond Kline, the husband of the teacher, spoke.", set()),
        ("Raymond Kline, a teachers' union official, spoke.", set()),
        ("Raymond Kline was a farmer before the war.", set()),
        ("Raymond Kline spoke to a nurse.", set()),
        ("She is a nurse. Raymond Kline spoke.", set()),
    ],
)
def test_what_is_said_beside_a_name(text, kinds):
    assert told(text) == kinds


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("قال ريموند كلاين، مدرّس من ولاية أوريغون، إنه يؤيده.", {"school"}),
        ("قال ريموند كلاين، الرئيس التنفيذي لشركة ألتون، إنه يؤيده.", {"business"}),
        ("قال ريموند كلاين، شقيق طبيب معروف، إنه يؤيده.", set()),
    ],
)
def test_what_is_said_beside_an_arabic_name(text, kinds):
    assert told(text, ARABIC) == kinds


def test_mentions_of_another_text_say_nothing():
    mention = Mention(4, 4 + len(NAME), NAME)
    referent = Referent("s-1", "p", "Person", NAME, (), (), (mention,))

    assert callings(referent, "Raymond Kline, a dentist, spoke.") == callings(referent, None) == frozenset()


@pytest.mark.parametrize(
    ("left", "right", "differ"),
    [
        ({"school"}, {"business"}, True),
        ({"medicine"}, {"school"}, True),
        ({"farm"}, {"public"}, True),
        ({"business"}, {"public"}, False),
        ({"school", "sport"}, {"school"}, False),
        ({"school", "public"}, {"public"}, False),
        ({"school", "public"}, {"business"}, False),
        ({"school"}, set(), False),
    ],
)
def test_which_walks_of_life_differ(left, right, differ):
    assert (
        walks_differ(frozenset(left), frozenset(right)) == walks_differ(frozenset(right), frozenset(left)) == differ
    )


def verdicts(tmp_path: Path, *texts: str) -> list[Verdict]:
    """Return what is said of the pairs of people of the papers that print some texts."""
    with Ledger.open(tmp_path / "one.db") as ledger:
        for number, text in enumerate(texts):
            path = tmp_path / f"{number}.txt"
            path.write_text(text, "utf-8")
            ledger.put(next(item for item in Articles().read(path) if isinstance(item, Reading)))
            ledger.build()
        people = {item.id for entity in ledger.iter_entities() if entity.type == "Person"
                  for item in ledger.iter_members(entity.id) if item.name == NAME}  # fmt: skip
        return [item.verdict for item in ledger.iter_judgements() if {item.left, item.right} <= people]


CHIEF = "Raymond Kline, the chief executive of Alton Motors, donated $5,000 to the Liberty Road PAC on March 1, 2024."


def test_a_teacher_is_not_another_papers_chief_executive_by_name_alone(tmp_path):
    teacher = "Raymond Kline, a kindergarten teacher from Oregon, endorsed Paul Ames."

    assert verdicts(tmp_path, CHIEF, teacher) == [Verdict.UNSURE]


def test_who_is_said_to_be_nothing_else_is_one(tmp_path):
    assert verdicts(tmp_path, CHIEF, "Raymond Kline, an investor from Oregon, endorsed Paul Ames.") == [Verdict.SAME]


def test_a_shared_tie_outweighs_a_calling(tmp_path):
    founded = "founded the Oregon Readers Foundation in 1998."
    texts = (
        f"Raymond Kline, the chief executive of Alton Motors, {founded}",
        f"Raymond Kline, a kindergarten teacher from Bend, {founded}",
    )

    assert verdicts(tmp_path, *texts) == [Verdict.SAME]
