"""Names told by their capitals, by syllables and by initials, and what is no name though it looks like one."""

from __future__ import annotations

import pytest

from techpol.loaders.articles.english.reader import EnglishReader


def names(text: str) -> set[tuple[str, str]]:
    """Return the names that are found in a text, each with its type."""
    document, _ = EnglishReader([])._document(text, None)
    return {(entity.type, entity.name) for entity in document.index.entities}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The donor runs Save the Harbor, and she sits on two boards.", "Save the Harbor"),
        ("She sits on the board of Women Who Decide in Springfield.", "Women Who Decide"),
        ("He gave money to Iowans for a Fairer Budget last year.", "Iowans for a Fairer Budget"),
        ("The treasurer of Defending Elm Street Values, Mara Ellison, spoke.", "Defending Elm Street Values"),
        ("It was said by Restore Our Valley Now spokesman Peter Tyrell.", "Restore Our Valley Now"),
        ("Foundation for Open Data founder Mara Ellison spoke.", "Foundation for Open Data"),
        ("Harbor County Sheriff's Office chief Mara Ellison spoke.", "Harbor County Sheriff's Office"),
        (
            "A clerk of the U.N. Office for the Coordination of Harbor Affairs left.",
            "U.N. Office for the Coordination of Harbor Affairs",
        ),
        ("The members of the National Teachers' Guild voted.", "National Teachers' Guild"),
        ("Acting NAVO chief Mara Ellison spoke to the press.", "NAVO"),
    ],
)
def test_names_of_bodies_made_of_common_words(text: str, name: str) -> None:

    assert name in {found for kind, found in names(text) if kind != "Person"}


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (
            "The group supporting mandated tests - Our Town, Our Safety, Our Choice - claims the ads are false.",
            "Our Choice",
        ),
        ("She left Mara Ellison for Zenda Systems last year.", "Mara Ellison for Zenda Systems"),
        ("Support for Zenda Systems chief Mara Ellison grew.", "Support for Zenda Systems"),
        ("Friends of Zenda Systems chief Mara Ellison spoke.", "Friends of Zenda Systems"),
        ("Voters in Ohio met the president of Zenda Systems in Ohio.", "Zenda Systems in Ohio"),
        ("Tyrell Is Out as Zenda Systems Names Our Next Chief", "Tyrell Is Out"),
        ("The shares of the South Korean parent of Zenda fell.", "South Korean"),
        ("He told many African American voters of it.", "African American"),
        ("It was bought from Zenda Parts Corp. About ten firms bid.", "Zenda Parts Corp. About"),
        ("The engineers moved from Zenda for Orbis to grow.", "Zenda for Orbis"),
    ],
)
def test_what_is_no_name_of_a_body(text: str, wrong: str) -> None:

    assert wrong not in {found for _, found in names(text)}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The board chose Park Ji-hoon on Monday.", "Park Ji-hoon"),
        ("Lee Sung-min leads the bank.", "Lee Sung-min"),
        ("The clerk met Nicodemo Salvatore Tyrell on Monday.", "Nicodemo Salvatore Tyrell"),
        ("D.J. Tyrell spoke at a dinner on Monday.", "D.J. Tyrell"),
        ("Georgia Gov. Mara Ellison signed it.", "Mara Ellison"),
    ],
)
def test_names_of_people(text: str, name: str) -> None:

    assert ("Person", name) in names(text)


def test_a_hyphen_after_a_name_may_open_another_word() -> None:

    found = {name for _, name in names("The Iran-run board and the Kim-led panel met Mara Ellison.")}

    assert not any("-" in name for name in found)


def test_a_dateline_is_cut_off_still() -> None:

    assert ("Place", "BOSTON") not in names("BOSTON (Reuters) - Mara Ellison spoke on Monday.")
