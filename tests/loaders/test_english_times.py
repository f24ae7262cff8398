"""When it was: dates of gifts, of plans and of what ended, and whether a state is over."""

from __future__ import annotations

import english
import pytest

from techpol.schema.model import Claim, Modality


def read(text: str) -> list[Claim]:
    return english.read(text, "2024-05-22")


def starts(text: str, relation: str) -> list[str]:
    return [str(c.qualifiers.start) for c in read(text) if c.relation == relation]


@pytest.mark.parametrize(
    "text",
    [
        "Mara Ellison donated $5,000 to the Harbor Fund on April 14.",
        "Mara Ellison made a donation of $5,000 to the Harbor Fund on April 14.",
        "Mara Ellison made two donations of $5,000 each to the Harbor Fund on April 14, 2024.",
        "On April 14, Mara Ellison wrote a check for $5,000 to the Harbor Fund.",
    ],
)
def test_a_gift_keeps_its_date_however_it_is_said(text: str) -> None:
    found = starts(text, "DONATED_TO")

    assert found == ["2024-04-14"]


@pytest.mark.parametrize(
    "text",
    [
        "Mara Ellison announced a $5,000 donation to the Harbor Fund on April 14.",
        "Mara Ellison made a donation of $5,000 to the Harbor Fund, founded in 2010.",
    ],
)
def test_another_date_is_not_the_gift_s(text: str) -> None:
    found = starts(text, "DONATED_TO")

    assert found == ["None"]


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("Mara Ellison will meet Peter Tyrell in November.", "2024-11"),
        ("Mara Ellison will meet Peter Tyrell in March.", "2025-03"),
        ("Mara Ellison plans to meet Peter Tyrell on June 6.", "2024-06-06"),
        ("Mara Ellison will meet Peter Tyrell on Friday.", "2024-05-24"),
        ("Mara Ellison met Peter Tyrell in November.", "2023-11"),
        ("Mara Ellison met Peter Tyrell on May 30.", "2023-05-30"),
        ("Mara Ellison met Peter Tyrell on Friday.", "2024-05-17"),
        ("Mara Ellison meets Peter Tyrell on June 6.", "--06-06"),
    ],
)
def test_the_tense_tells_the_year(text: str, start: str) -> None:
    found = starts(text, "MET_WITH")

    assert found == [start]


@pytest.mark.parametrize(
    "text",
    [
        "Mara Ellison left the board of Zenda Systems in 2018.",
        "Mara Ellison resigned from Zenda Systems in 2018.",
        "Mara Ellison stepped down as chief executive of Zenda Systems in 2018.",
        "Mara Ellison quit Zenda Systems in 2018.",
        "Mara Ellison was fired from Zenda Systems in 2018.",
    ],
)
def test_what_was_left_ended_then(text: str) -> None:
    found = [(c.qualifiers.start, str(c.qualifiers.end), c.qualifiers.past) for c in read(text)]

    assert found == [(None, "2018", True)]


@pytest.mark.parametrize(
    ("text", "past"),
    [
        ("Mara Ellison, a former executive of Zenda Systems, spoke.", True),
        ("Mara Ellison, an executive of Zenda Systems, spoke.", False),
        ("Mara Ellison once worked for Zenda Systems.", True),
        ("Mara Ellison used to work for Zenda Systems.", True),
        ("Mara Ellison previously worked for Zenda Systems.", True),
        ("Mara Ellison works for Zenda Systems.", False),
    ],
)
def test_what_once_was_is_over(text: str, past: bool) -> None:
    found = [c.qualifiers.past for c in read(text) if c.relation == "WORKS_FOR"]

    assert found == [past]


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Her plan would undo Facebook's purchase of WhatsApp.", Modality.ASSERTED),
        ("Facebook's planned purchase of WhatsApp would cost much.", Modality.PLANNED),
    ],
)
def test_a_deal_is_not_planned_because_its_end_is(text: str, modality: Modality) -> None:
    found = [c.modality for c in read(text) if c.relation == "OWNS"]

    assert found == [modality]


def test_who_founded_his_own_fund_does_not_work_for_it() -> None:
    found = {c.relation for c in read("Later Mara Ellison founded her own fund, Orbis Capital, and sold it.")}

    assert "FOUNDED" in found
    assert "WORKS_FOR" not in found


@pytest.mark.parametrize("text", ["Mara Ellison, who runs Zenda Systems, owns X.", "Mara Ellison owns X. She left."])
def test_a_name_of_one_letter_keeps_no_full_stop(text: str) -> None:
    found = {c.object for c in read(text) if c.relation == "OWNS"}

    assert found <= {"Company:x"}


def test_an_initial_keeps_its_full_stop() -> None:
    found = {c.subject for c in read("Malcolm X. Jones runs Zenda Systems.")}

    assert found == {"Person:malcolm x. jones"}


@pytest.mark.parametrize("local", ["Harbor County ", "state ", "county's "])
def test_a_county_s_party_is_not_the_party(local: str) -> None:
    found = [c for c in read(f"Mara Ellison, chair of the {local}Republican Party, spoke.") if c.relation == "LEADS"]

    assert all("Party:republican" not in c.object for c in found)


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("Zenda Systems' head of global sales, Mara Ellison, spoke.", "WORKS_FOR"),
        ("Mara Ellison, Zenda Systems' managing director of global programs, spoke.", "WORKS_FOR"),
        ("Zenda Systems' chairman of the board, Mara Ellison, spoke.", "LEADS"),
        ("Zenda Systems president Mara Ellison spoke.", "LEADS"),
    ],
)
def test_who_heads_a_part_does_not_lead_the_whole(text: str, relation: str) -> None:
    found = {c.relation for c in read(text)}

    assert found == {relation}


@pytest.mark.parametrize(
    "place",
    [
        "LIMA, O.H., Sept. 9, 2024 - ",
        "LIMA, Ohio, March 3 -- ",
        "COLUMBIA, S.C. – ",
        "COLUMBIA, Nov. 12, 2024 (Wire) - ",
    ],
)
def test_where_and_when_it_was_written_is_no_part_of_the_sentence(place: str) -> None:
    text = "Gov. Dana Whitlock on Monday endorsed Mark Hanley for the U.S. Senate."

    told = {"dana whitlock ENDORSED mark hanley", "mark hanley RUNS_FOR u.s. senate"}
    assert english.triples(place + text) == english.triples(text) == told
