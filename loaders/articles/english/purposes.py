"""Whom a group is for or against: a gift to "a nonprofit opposing Jane Doe" is none to her."""

from __future__ import annotations

from spacy.tokens import Doc

from techpol.loaders.articles.english.candidate import Candidate
from techpol.loaders.articles.english.document import Document

# What takes gifts and is told by whom it is for.
_GROUPS = frozenset(
    "pac pacs committee committees group groups fund funds nonprofit nonprofits non-profit organization "
    "organizations organisation network coalition campaign effort efforts foundation charity institute "
    "initiative operation account vehicle outfit entity entities arm superpac movement alliance association "
    "union party drive team".split()
)
_AIMS = frozenset(
    "support supporting supports back backing backs boost boosting boosts aid aiding aids help helping helps "
    "promote promoting oppose opposing opposes attack attacking fight fighting target targeting defend "
    "defending assist assisting benefit benefiting benefitting champion championing elect electing reelect "
    "re-elect defeat defeating draft drafting favor favoring propel propelling smear smearing unseat "
    "unseating counter countering against behind aligned allied affiliated associated linked tied connected "
    "close loyal founded formed created run controlled led headed chaired started launched established "
    "urging pushing critical supportive".split()
)
_STANCES = ("SUPPORTED", "OPPOSED", "ENDORSED", "CRITICIZED")
_MOST_BETWEEN = 12


def is_for_another(candidate: Candidate, document: Document) -> bool:
    """Say whether the one who is said to be given money only tells a group that is: whom it is for, or whose it is.

    Of a donor to "a nonprofit backing Jane Doe", too, it is not said that she is backed by him.
    """
    reference, trigger = candidate.object, candidate.trigger
    if candidate.relation in _STANCES and trigger.lower_ in _AIMS and trigger.i > 0:
        group = trigger.nbor(-1)
        if group.lower_ not in _GROUPS or not trigger.lower_.endswith("ing") or candidate.subject.end >= group.i:
            return False
        # "Harbor Forward, the super PAC backing X" is the group itself.
        between = trigger.doc[candidate.subject.end : group.i]
        return candidate.subject.paragraph == candidate.paragraph and any(t.pos_ in ("VERB", "AUX") for t in between)
    if candidate.relation != "DONATED_TO" or reference.entity.type not in (
        "Person",
        "Candidacy",
        "Campaign",
        "Party",
    ):
        return False
    doc: Doc = document.scenes[reference.paragraph].doc
    aim = next(
        (
            i
            for i in range(reference.start - 1, max(-1, reference.start - _MOST_BETWEEN), -1)
            if doc[i].lower_ in _AIMS
        ),
        -1,
    )
    if aim < 1 or any(doc[i].text in (",", ";", ":", "(", "“", '"', ".") for i in range(aim, reference.start)):
        return False
    if any(doc[i].pos_ in ("VERB", "AUX") and doc[i].lower_ not in _AIMS for i in range(aim + 1, reference.start)):
        return False
    for i in range(aim - 1, max(-1, aim - 6), -1):
        if doc[i].lower_ in _GROUPS:
            return True
        if doc[i].pos_ not in ("ADV", "AUX", "PART", "PRON", "SCONJ", "DET") and doc[i].lower_ not in _AIMS:
            return False
    return False
