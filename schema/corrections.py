"""Words by which a text says that it puts right what was printed before. English and Arabic; headings of the trade.

A paper heads such a text "Correction" or "تصحيح", and speaks of "an earlier version of this article" or of "an
article of June 21" when it tells what was wrong in it.
"""

from __future__ import annotations

import re

from techpol.schema.text import fold

_HEADINGS = (
    "correction", "corrections", "corrected", "erratum", "errata", "clarification", "editors note correction",
    "تصحيح", "تصويب", "استدراك", "تنويه وتصحيح",
)  # fmt: skip
# What a correction calls the text that it corrects, without the article before it.
_EARLIER = re.compile(
    r"^(?:an? |the |this |our )?(?:(?:earlier|previous|prior|original|first|older) (?:version|article|story|report)"
    r"|(?:النسخه|نسخه|روايه|صيغه) (?:ال)?(?:سابقه|اولي|اصليه))\b"
)
# These may be another paper's; only a text that is headed as a correction means its own paper's by them.
_OWN = re.compile(r"^(?:an? |the |this |our )?(?:article|story|report|item|مقال|المقال|تقرير|التقرير|خبر|الخبر)\b")


def is_correction(title: str | None, lead: str) -> bool:
    """Say whether a text is headed as a correction, by its title or by its first words.

    >>> is_correction("Correction: part of the gifts went back", ""), is_correction("Course correction", "")
    (True, False)
    """
    return _headed(title or "") or _headed(lead)


def _headed(text: str) -> bool:
    start = re.sub(r"[^\w:]+", " ", fold(text[:80])).strip()
    return any(
        start == heading or start.startswith((f"{heading}:", f"{heading} :", f"{heading} an earlier"))
        for heading in _HEADINGS
    )


def is_earlier_text(speaker: str | None, in_correction: bool) -> bool:
    """Say whether what is named as who says something is the text that is being corrected.

    >>> is_earlier_text("An earlier version of this article", False), is_earlier_text("An article", False)
    (True, False)
    """
    folded = fold(speaker or "")
    return _EARLIER.match(folded) is not None or (in_correction and _OWN.match(folded) is not None)
