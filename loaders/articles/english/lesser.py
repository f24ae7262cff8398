"""Which of the claims of one document say less than another of the same words, or say it of the wrong ones."""

from __future__ import annotations

from dataclasses import replace

from techpol.schema.model import Claim

# Rules of gifts that go by the parse, which hangs the second of two gifts on the first.
_PARSED = ("frame:", "construction:gift-list")
_LESSER = {
    "SUPPORTED": ("ENDORSED", "DONATED_TO"),
    "OPPOSED": ("SUED", "CRITICIZED", "RUNNING_AGAINST"),
    "INVESTED_IN": ("OWNS", "DONATED_TO"),
    "WORKS_FOR": ("LEADS",),
}


def _is_gift_with_sum(claim: Claim) -> bool:
    return claim.relation == "DONATED_TO" and claim.qualifiers.amount is not None


def _is_told_apart(claim: Claim, spelled: list[Claim]) -> bool:
    """Say whether the order of the words makes another the giver of a sum: "X gave $5 to Y, and Z $6".

    There Z is no taker, and X not who gave Z's sum.
    """
    near = [c for c in spelled if c.evidence[0] == claim.evidence[0]]
    if any(c.subject == claim.object for c in near):
        return True
    amount = claim.qualifiers.amount
    own = [c for c in near if c.subject == claim.subject]
    if any(c.object == claim.object and c.qualifiers.amount != amount for c in own) and any(
        c.object != claim.object and c.qualifiers.amount == amount for c in own
    ):
        return True  # the sum is what another got
    same = [c for c in near if c.object == claim.object and amount is not None and c.qualifiers.amount == amount]
    return len(same) > 0 and all(c.subject != claim.subject for c in same)


def without_lesser(claims: list[Claim]) -> list[Claim]:
    """Drop the claims that say the same as a more telling one from the same words, and repeated ones."""
    strong = {(c.subject, c.object, c.evidence[0], c.relation) for c in claims}
    spelled = [c for c in claims if c.rule == "construction:spelled-gift"]
    summed = {(c.subject, c.object, c.evidence[0]) for c in claims if _is_gift_with_sum(c)}
    kept = []
    for claim in claims:
        better = _LESSER.get(claim.relation, ())
        if any((claim.subject, claim.object, claim.evidence[0], other) in strong for other in better):
            continue
        if claim.relation == "DONATED_TO" and claim.rule.startswith(_PARSED) and _is_told_apart(claim, spelled):
            continue
        if claim.relation == "DONATED_TO" and claim.qualifiers.amount is None:
            if (claim.subject, claim.object, claim.evidence[0]) in summed:
                continue  # "donors include X, who gave $5,000": one gift
        if claim.rule == "construction:backed-for" and any(
            other.subject == claim.subject
            and other.relation == "RUNS_FOR"
            and other.rule != claim.rule
            and other.evidence[0] == claim.evidence[0]
            for other in claims
        ):
            continue  # "backs the Republican nominee X for president": one run
        kept.append(replace(claim))
    return kept
