"""Whose sum a quote states."""

import re
from decimal import Decimal

import pytest

from techpol.loaders.model.grounding import Grounder
from techpol.loaders.model.reply import Item
from techpol.schema.model import Source

NAMES = {
    "Acme": "Company", "Zeta": "Company", "Lake Fund": "Committee", "Hill Fund": "Committee", "Ann Lee": "Person",
    "أكمي": "Company", "زيتا": "Company", "صندوق البحيرة": "Committee", "صندوق التل": "Committee",
}  # fmt: skip


def amount_of(text, quote, subject, target, amount):
    """Return the sum that is kept of one claim beside a claim for each other name of the quote."""
    source = Source(key="a", kind="article", sha256="0" * 64, language="en", text=text)
    grounder = Grounder(source, (), "model-x", "1")

    def item(giver, taker, amount=None):
        return Item(giver, "DONATED_TO", taker, (quote,), NAMES[giver], NAMES[taker], amount=amount)

    rest = [item(name, target) for name in NAMES if name in quote and name not in (subject, target)]
    grounder.add_all([item(subject, target, amount), *rest])
    keys = {referent.name: key for key, referent in grounder.result.referents.items()}
    (kept,) = [
        claim for claim in grounder.result.claims if (claim.subject, claim.object) == (keys[subject], keys[target])
    ]
    return None if kept.qualifiers.amount is None else kept.qualifiers.amount.amount


TWO_GIVERS = "Acme gave $5,000 and Zeta gave $9,000 to the Lake Fund."
GAPPED = "Donations to the Lake Fund came from Acme ($5,000) and Zeta ($9,000)."
TWO_TAKERS = "Acme gave $5,000 to the Lake Fund and $9,000 to the Hill Fund."
DOUBLE = "Acme gave the Lake Fund $5,000 and the Hill Fund $9,000."
PASSIVE = "The Lake Fund got gifts of $5,000 from Acme and $9,000 from Zeta."
ARABIC = "تبرعت أكمي بمبلغ 5000 دولار وتبرعت زيتا بمبلغ 9000 دولار إلى صندوق البحيرة."
ARABIC_TAKERS = "تبرعت أكمي بمبلغ 5000 دولار لصندوق البحيرة وبمبلغ 9000 دولار لصندوق التل."


@pytest.mark.parametrize(
    ("quote", "subject", "target", "own", "foreign"),
    [
        (TWO_GIVERS, "Acme", "Lake Fund", "5000", "9000"),
        (TWO_GIVERS, "Zeta", "Lake Fund", "9000", "5000"),
        (GAPPED, "Acme", "Lake Fund", "5000", "9000"),
        (GAPPED, "Zeta", "Lake Fund", "9000", "5000"),
        (TWO_TAKERS, "Acme", "Lake Fund", "5000", "9000"),
        (TWO_TAKERS, "Acme", "Hill Fund", "9000", "5000"),
        (DOUBLE, "Acme", "Lake Fund", "5000", "9000"),
        (DOUBLE, "Acme", "Hill Fund", "9000", "5000"),
        (PASSIVE, "Acme", "Lake Fund", "5000", "9000"),
        (PASSIVE, "Zeta", "Lake Fund", "9000", "5000"),
        (ARABIC, "أكمي", "صندوق البحيرة", "5000", "9000"),
        (ARABIC, "زيتا", "صندوق البحيرة", "9000", "5000"),
        (ARABIC_TAKERS, "أكمي", "صندوق البحيرة", "5000", "9000"),
        (ARABIC_TAKERS, "أكمي", "صندوق التل", "9000", "5000"),
    ],
)
def test_a_sum_stays_with_its_own_pair(quote, subject, target, own, foreign):
    assert Decimal(own) == amount_of(quote, quote, subject, target, own)
    assert amount_of(quote, quote, subject, target, foreign) is None


def test_a_sum_before_a_pronoun_is_not_the_pronouns():
    quote = "Zeta gave $9,000 to the Lake Fund and she gave $5,000 to it."
    text = f"Ann Lee smiled. {quote}"

    assert Decimal(5000) == amount_of(text, quote, "Ann Lee", "Lake Fund", "5000")
    assert amount_of(text, quote, "Ann Lee", "Lake Fund", "9000") is None


@pytest.mark.parametrize(
    ("quote", "subject", "target", "amount"),
    [
        # One sum alone is nobody else's.
        ("Acme and Zeta gave $9,000 to the Lake Fund.", "Acme", "Lake Fund", "9000"),
        ("Acme, which sued Zeta in 2019, gave $9,000 to the Lake Fund.", "Acme", "Lake Fund", "9000"),
        # Several sums of one giver, and of two together.
        ("Acme gave the Lake Fund $5,000 in 2019 and $9,000 in 2020.", "Acme", "Lake Fund", "9000"),
        ("Acme gave $5,000 to the Hill Fund and then gave $9,000 to the Lake Fund.", "Acme", "Lake Fund", "9000"),
        ("Acme and Zeta gave $5,000 each, $10,000 in all, to the Lake Fund.", "Acme", "Lake Fund", "5000"),
        ("Acme and Zeta gave $5,000 each, $10,000 in all, to the Lake Fund.", "Zeta", "Lake Fund", "10000"),
        ("Acme gave the Lake Fund $9,000, Zeta said; it had planned $5,000.", "Acme", "Lake Fund", "9000"),
    ],
)
def test_what_is_not_plainly_of_others_stays(quote, subject, target, amount):
    assert Decimal(amount) == amount_of(quote, quote, subject, target, amount)
    assert re.search(r"\d", quote)
