"""Lists of roles and of who bears them, and roles that are denied, hoped for or asked for."""

from __future__ import annotations

import pytest
from english import asserted, without_stops


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # one bearer of many roles
        ("Rosa Lin, who is chairman of Norvex Corp and chief executive of Viatel Inc, spoke.", "LEADS viatel inc"),
        ("Rosa Lin is the chairman of Norvex Corp, the founder of Holt Labs and a lawyer.", "FOUNDED holt labs"),
        ("Rosa Lin is a director of Norvex Corp, a partner at Holt Labs and an adviser to Viatel Inc.",
         "WORKS_FOR viatel inc"),
        ("Rosa Lin was chairwoman of Norvex Corp and former president of the Harbor Foundation.",
         "LEADS harbor foundation"),
        ("Rosa Lin became president of Norvex Corp, chair of Viatel Inc and a member of the Harbor Council.",
         "MEMBER_OF harbor council"),
    ],
)  # fmt: skip
def test_roles_of_a_list_have_one_bearer(text: str, wanted: str) -> None:
    """Each of the roles after "is" is the subject's."""
    found = without_stops(asserted(text))

    assert f"rosa lin {wanted}" in found


@pytest.mark.parametrize(
    "text",
    [
        "Ian Holt met Rosa Lin, the chairman of Norvex Corp, and the founder of Viatel Inc.",
        "Rosa Lin is the chairman of Norvex Corp, and a lawyer for Viatel Inc said so.",
        "The chairman of Norvex Corp and the chief executive of Viatel Inc met Rosa Lin.",
        "Rosa Lin is not chairman of Norvex Corp and chief executive of Viatel Inc.",
        "Rosa Lin wants to be chairman of Norvex Corp and chief executive of Viatel Inc.",
        "If Rosa Lin were chairman of Norvex Corp and chief executive of Viatel Inc, she would go.",
        "Is Rosa Lin chairman of Norvex Corp and chief executive of Viatel Inc?",
        "Rosa Lin never was president of Norvex Corp, an adviser to Viatel Inc or a partner at Holt Labs.",
    ],
)
def test_roles_of_others_and_of_nobody_are_left(text: str) -> None:
    """A role that may be somebody else's, is denied, hoped for or asked for is nothing that is asserted."""
    found = without_stops(asserted(text))

    assert not any(claim.endswith(("viatel inc", "holt labs")) for claim in found)


@pytest.mark.parametrize(
    "text",
    [
        "Rosa Lin is not chairman and founder of Holt Labs.",
        "Rosa Lin wants to be founder and chief executive of Holt Labs.",
    ],
)
def test_what_is_denied_of_two_roles_is_denied_of_both(text: str) -> None:
    """ "Not chairman and founder": the second has no negation of its own."""
    assert without_stops(asserted(text)) == set()


@pytest.mark.parametrize(
    "text", ["Is Rosa Lin the chairman of Norvex Corp?", "And is Rosa Lin chairman of Norvex Corp?"]
)
def test_a_role_that_is_asked_for_is_none(text: str) -> None:
    """A question says nothing; what stands in apposition in it is said."""
    assert without_stops(asserted(text)) == set()
    assert without_stops(asserted("Is Rosa Lin, the chairman of Norvex Corp, ill?")) == {"rosa lin LEADS norvex corp"}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Advisers to Senator Rosa Lin, including Ian Holt and Jane Vane, agreed.",
         {"ian holt WORKS_FOR rosa lin", "jane vane WORKS_FOR rosa lin"}),
        ("Executives at Norvex Systems, including Ian Holt and Jane Vane, agreed.",
         {"ian holt WORKS_FOR norvex systems", "jane vane WORKS_FOR norvex systems"}),
        ("Senior advisers to Senator Rosa Lin – including adviser Anita Dole and attorney Ian Holt – agreed.",
         {"anita dole WORKS_FOR rosa lin", "ian holt WORKS_FOR rosa lin"}),
        ("Lawyers for Senator Rosa Lin, such as Ian Holt, agreed.", {"ian holt WORKS_FOR rosa lin"}),
    ],
)  # fmt: skip
def test_many_bearers_of_one_role(text: str, wanted: set[str]) -> None:
    """All names of the list bear the role, with their own titles between."""
    found = without_stops(asserted(text))

    assert wanted <= found


@pytest.mark.parametrize(
    "text",
    [
        "Executives at Norvex Systems, including those who advised Ian Holt, agreed.",
        "Executives at Norvex Systems, including the rivals of Ian Holt, agreed.",
        "NATO expert Rosa Lin and China expert Ian Holt spoke.",
    ],
)
def test_who_is_no_item_of_the_list_bears_nothing(text: str) -> None:
    """Who stands deeper in an item, and what an expert knows about, is left."""
    assert not any(" WORKS_FOR " in claim for claim in without_stops(asserted(text)))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Norvex Systems, whose chairman is Rosa Lin, agreed.", "rosa lin LEADS norvex systems"),
        ("Norvex Systems, whose chief executive, Rosa Lin, resigned, agreed.", "rosa lin LEADS norvex systems"),
        ("Norvex Systems, whose founder Rosa Lin left, agreed.", "rosa lin FOUNDED norvex systems"),
        ("Senator Rosa Lin, whose lawyer is Ian Holt, agreed.", "ian holt WORKS_FOR rosa lin"),
        ("Rosa Lin, until recently a spokeswoman for Norvex Systems, agreed.", "rosa lin WORKS_FOR norvex systems"),
        ("Rosa Lin, until last year chief executive of Norvex Systems, agreed.", "rosa lin LEADS norvex systems"),
        ("Rosa Lin, head of China economics, at Norvex Systems, agreed.", "rosa lin WORKS_FOR norvex systems"),
    ],
)
def test_roles_in_clauses_of_whose_and_until(text: str, wanted: str) -> None:
    """The role is of what stands before "whose"; "until" and a matter between change nothing but the time."""
    assert wanted in without_stops(asserted(text))


@pytest.mark.parametrize(
    "text",
    [
        "Norvex Systems, whose chairman criticized Rosa Lin, agreed.",
        "Norvex Systems, whose chairman is not Rosa Lin, agreed.",
        "Rosa Lin, whose husband is chief executive of Norvex Systems, agreed.",
        "Ian Holt waited until recently a spokesman for Norvex Systems agreed.",
        "Rosa Lin met the head of sales, at Norvex Systems.",
    ],
)
def test_clauses_of_whose_about_others(text: str) -> None:
    """Whom the chairman criticizes, and whose husband leads, is no chairman."""
    assert not any(claim.endswith("norvex systems") for claim in without_stops(asserted(text)))


@pytest.mark.parametrize("quotes", ['""', "“”"])
def test_a_quote_that_ends_with_a_firm_says_nothing_of_whose_chief_speaks(quotes) -> None:
    text = f"{quotes[0]}We lost billions to Norvex Corp,{quotes[1]} CEO Rosa Lin said."

    assert not any("norvex" in claim for claim in asserted(text))


@pytest.mark.parametrize("noun", ["rival", "opponent", "ally", "challenger"])
@pytest.mark.parametrize("title", ["Representative", "former Spokesman", "adviser", "lawyer", "donor"])
def test_a_title_after_the_comma_of_his_rival_is_not_his(noun, title) -> None:
    claims = asserted(f"Max Holt spoke on Monday. She met his {noun}, {title} Rosa Lin, in June.")

    assert not {claim for claim in claims if claim.startswith(("rosa lin WORKS_FOR", "rosa lin DONATED_TO"))}


@pytest.mark.parametrize("roles", ["lawyer and adviser", "lawyer, adviser and friend"])
def test_of_a_list_all_are_his(roles) -> None:
    assert "rosa lin WORKS_FOR max holt" in asserted(f"Max Holt spoke. She met his {roles}, Rosa Lin.")
