"""What a paper has taken back: claims of its earlier texts that a correction of its own puts right.

They stay, as denied: the paper no longer says so. No path and no sum rests on them, and ``why`` tells what corrects
them. Another paper's claim stands, whatever this one corrects.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from techpol.graph.build.events import Place, Said, fit_claims
from techpol.graph.build.support import publisher_key
from techpol.schema.corrections import is_earlier_text
from techpol.schema.model import Modality, Qualifiers


@dataclass(frozen=True, slots=True)
class Correction:
    """Claims that put one right (none where its words are only told again, as wrong), and in which way."""

    by: tuple[str, ...]
    reason: str


def take_back(said: Sequence[Said], place: Place) -> tuple[list[Said], dict[str, Correction]]:
    """Return the claims of a group, those denied that their paper has taken back, and what corrects each of these."""
    retold = [item for item in said if is_earlier_text(item.claim.attribution, item.correction)]
    correcting = [item for item in said if item.correction or item in retold]
    if len(correcting) == 0:
        return list(said), {}
    found: dict[str, Correction] = {
        item.id: Correction((), "told as what an earlier text had said, and corrected")
        for item in retold
        if item.claim.modality is not Modality.DENIED
    }
    for item in sorted(correcting, key=lambda item: item.id):
        for old in said:
            if old.id not in found and _may_correct(item, old):
                reason = _corrects(item, old, item in retold, place)
                if reason is not None:
                    found[old.id] = Correction((item.id,), reason)
    return [_denied(item) if item.id in found else item for item in said], found


def _may_correct(item: Said, old: Said) -> bool:
    """Say whether a claim may correct another: the same paper's, in no correction, and not later."""
    paper = publisher_key(item)
    return (
        old.claim.source != item.claim.source and not old.correction and old.claim.modality is not Modality.DENIED
        and paper is not None and publisher_key(old) == paper
        and (old.published is None or item.published is None or str(old.published) <= str(item.published))
    )  # fmt: skip


def _corrects(item: Said, old: Said, retold: bool, place: Place) -> str | None:
    """Return how a claim of a correction puts an earlier one right, None where it does not."""
    fits = fit_claims(item, old, place)[0] is not None
    when = f" ({item.published})" if item.published is not None else ""
    if item.claim.modality is Modality.DENIED:
        speaks_itself = item.claim.attribution is None
        return f"the paper's correction{when} denies it" if fits and speaks_itself else None
    if retold:
        return f"the paper's correction{when} tells it as what it had wrong" if fits else None
    if fits:
        return None
    mine, theirs = item.claim.qualifiers, old.claim.qualifiers
    for what, changed in (("amount", _with_amount(mine, theirs)), ("date", _with_date(mine, theirs))):
        # The same event but for one detail.
        alike = replace(item, claim=replace(item.claim, qualifiers=changed))
        if changed != mine and fit_claims(alike, old, place)[0] is not None:
            said, instead = (mine.amount, theirs.amount) if what == "amount" else (mine.start, theirs.start)
            return f"the paper's correction{when} gives another {what}: {said}, not {instead}"
    return None


def _with_amount(mine: Qualifiers, theirs: Qualifiers) -> Qualifiers:
    if mine.amount is None or theirs.amount is None:
        return mine
    return replace(mine, amount=theirs.amount, amount_bound=theirs.amount_bound, amount_scope=theirs.amount_scope)


def _with_date(mine: Qualifiers, theirs: Qualifiers) -> Qualifiers:
    if mine.start is None or theirs.start is None:
        return mine
    return replace(mine, start=theirs.start, end=theirs.end)


def _denied(item: Said) -> Said:
    return replace(item, claim=replace(item.claim, modality=Modality.DENIED))
