"""An older and a newer name in one article are names of one."""

from __future__ import annotations

import english
import pytest


def names(text: str) -> dict[str, set[str]]:
    return {
        referent.key.split(":")[1]: {name.text for name in referent.names}
        for referent in english.get_result(text).referents
    }


@pytest.mark.parametrize(
    ("text", "key", "expected"),
    [
        ("Mara Ellison, formerly Mara Tyrell, met Paul Ames.", "mara ellison", {"Mara Ellison", "Mara Tyrell"}),
        ("Mara Ellison, born Mara Tyrell, met Paul Ames.", "mara ellison", {"Mara Ellison", "Mara Tyrell"}),
        ("Mara Ellison, née Tyrell, met Paul Ames.", "mara ellison", {"Mara Ellison", "Mara Tyrell", "Tyrell"}),
        ("Ivan Castle, formerly known as Ivan Petrov, met Paul Ames.", "ivan castle", {"Ivan Castle", "Ivan Petrov"}),
        ("Anna Weld, also known as Annie Weld, met Paul Ames.", "anna weld", {"Anna Weld", "Annie Weld"}),
        ("Zenda Labs, formerly called Rudol Data, sued Paul Ames.", "zenda labs", {"Zenda Labs", "Rudol Data"}),
        ("Zenda Labs (previously Rudol Data) sued Paul Ames.", "zenda labs", {"Zenda Labs", "Rudol Data"}),
        ("Rudol Data was renamed Zenda Labs. Zenda Labs sued Paul Ames.", "zenda labs", {"Zenda Labs", "Rudol Data"}),
        ("Rudol Data, which changed its name to Zenda Labs, sued Ames.", "zenda labs", {"Zenda Labs", "Rudol Data"}),
        ("Rudol Data rebranded itself as Zenda Labs in May.", "zenda labs", {"Zenda Labs", "Rudol Data"}),
        ("Rudol Data is now called Zenda Labs.", "zenda labs", {"Zenda Labs", "Rudol Data"}),
        ("Mara Ellison, also called Mara Tyrell, met Paul Ames.", "mara ellison", {"Mara Ellison", "Mara Tyrell"}),
    ],
)  # fmt: skip
def test_one_has_both_names(text: str, key: str, expected: set[str]) -> None:
    found = names(text)

    assert found[key] == expected
    assert not any(name in found for name in {item.lower() for item in expected} - {key})


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Zenda Labs, formerly owned by Rudol Data, sued Paul Ames.", {"zenda labs", "rudol data"}),
        ("Zenda Labs, formerly part of Rudol Data, sued Paul Ames.", {"zenda labs", "rudol data"}),
        ("Mara Ellison, formerly of Rudol Data, met Paul Ames.", {"mara ellison", "rudol data"}),
        ("Mara Ellison, formerly Rudol Data chief executive, met Paul Ames.", {"mara ellison", "rudol data"}),
        ("Mara Ellison, formerly Paul Ames's aide, joined Rudol Data.", {"mara ellison", "paul ames"}),
        ("Zenda Labs renamed Rudol Data in May.", {"zenda labs", "rudol data"}),
        ("Zenda Labs is now called Rudol Data by those who fear it.", {"zenda labs", "rudol data"}),
        ("Mara Ellison also called Paul Ames a liar.", {"mara ellison", "paul ames"}),
        ("Mara Ellison once called Paul Ames on a Sunday.", {"mara ellison", "paul ames"}),
        ("Mara Ellison, once called Paul Ames a crook.", {"mara ellison", "paul ames"}),
        ("Mara Ellison previously named Paul Ames to the board of Rudol Data.", {"mara ellison", "paul ames"}),
        ("Mara Ellison since named Paul Ames in a suit.", {"mara ellison", "paul ames"}),
        ("Mara Ellison, who was born in Strelsau, met Paul Ames.", {"mara ellison", "paul ames"}),
    ],
)
def test_two_stay_two(text: str, kept: set[str]) -> None:
    found = names(text)

    assert kept <= set(found)


def test_what_the_older_name_did_the_one_did() -> None:
    found = english.triples("Zenda Labs, formerly known as Rudol Data, is rich. Rudol Data sued Paul Ames.")

    assert found == {"zenda labs SUED paul ames"}
