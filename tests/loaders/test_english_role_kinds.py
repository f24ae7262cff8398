"""What a name names by the role beside it, and where a body's name ends and its officer's begins."""

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
        ("Vorzil Kandamaar resigned as treasurer of the Harbor Foundation on Monday.", "Vorzil Kandamaar"),
        ("Vorzil Kandamaar, who founded the Harbor Union in 2015, was in Denver.", "Vorzil Kandamaar"),
        ("Vorzil Kandamaar, until last year treasurer of Zenda Progress, agreed.", "Vorzil Kandamaar"),
        ("Zenda executives Mara Ellison and Vorzil Kandamaar told reporters of it.", "Vorzil Kandamaar"),
        ("Sens. Mara Ellison of Ohio and Vorzil Kandamaar of Texas praised it.", "Vorzil Kandamaar"),
        ("Chairman of the Harbor Committee Jane Ellison spoke on Monday.", "Jane Ellison"),
        ("Mara Ellison and Upward Together PAC gave money.", "Mara Ellison"),
    ],
)
def test_people_by_their_roles(text: str, name: str) -> None:

    assert ("Person", name) in names(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Mara Ellison runs KQRV out of a small office.", "KQRV"),
        ("Mara Ellison, a former board member at Tessel AI, spoke.", "Tessel AI"),
        ("United Ferrymen of America has appointed Mara Ellison as president.", "United Ferrymen of America"),
        ("Zendarax executives Mara Ellison and Peter Tyrell spoke to the press.", "Zendarax"),
        ("He met Hong Kong Parcels chief Mara Ellison on Monday.", "Hong Kong Parcels"),
        ("NRXP President Mara Ellison met the press on Monday.", "NRXP"),
        ("She runs 42Ledger in a small town.", "42Ledger"),
    ],
)
def test_bodies_by_the_roles_in_them(text: str, name: str) -> None:

    assert name in {found for kind, found in names(text) if kind not in ("Person", "Place")}


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("In Hong Kong Tyrell said that he left.", "Hong Kong Tyrell"),
        ("Crypto executives Mara Ellison and Peter Tyrell left.", "Crypto"),
        ("Restaurant owner Mara Ellison left.", "Restaurant"),
        ("Today's chairman, Mara Ellison, spoke.", "Today"),
        ("DETROIT President Mara Ellison spoke on Monday.", "DETROIT"),
    ],
)
def test_what_is_no_body(text: str, wrong: str) -> None:

    assert wrong not in {found for _, found in names(text)}


@pytest.mark.parametrize(
    "text",
    [
        "In Zendara Springs, the mayor of Springfield spoke.",
        "Executives at Zendara's parent company agreed.",
        "Zendara Corp., a partner of Orbis, fell.",
        "Zendara Corp., the president's firm, grew.",
        "Zendara Corp., chief executive Mara Ellison said, grew.",
    ],
)
def test_a_role_beside_it_makes_no_person_of_a_name(text: str) -> None:

    assert not any(kind == "Person" and name.startswith("Zendara") for kind, name in names(text))
