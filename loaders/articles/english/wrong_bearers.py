"""Roles, shares and calls near somebody that are another's: "head of a rival of X", "the nominee's sister"."""

from __future__ import annotations

import re

from techpol.loaders.articles.english.candidate import Candidate

_STRICT = frozenset(["LEADS", "FOUNDED", "HOLDS_OFFICE"])
_FOREIGN = re.compile(
    r"\b(?:rivals?|competitors?|opponents?|foes?|critics?|enem(?:y|ies)|clients?|customers?|suppliers?) of\b[^,;]*\Z"
)
_PARTS = re.compile(r"\b(?:subsidiary|successor|predecessor|spinoff|affiliate) of\b[^,;]*\Z")
_NEXT_PERSON = re.compile(
    r"\A(?:, [A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+)*)*(?:,| [A-Z][\w.’'-]+)? and (?:the|an?) (?:[\w-]+ )*\Z"
)
_NO_PRAISE = re.compile(
    r"\b(?:few|no|little|hardly any|not many|not a) (?:kind|nice|good|warm|positive) (?:words?|things?)\b"
)
_NOT_THE = re.compile(r", not (?:the|an?|its|his|her) (?:(?!only|first|last|sole|just)[\w-]+ ){0,2}\Z")
_RELATED = frozenset(
    "sister brother wife husband son daughter mother father cousin niece nephew uncle aunt widow spouse sibling aide "
    "adviser advisor spokesman spokeswoman lawyer attorney friend partner opponent rival successor predecessor "
    "assistant neighbor chief-of-staff".split()
)
_ASKING = frozenset("call urge ask press beg implore want push petition pressure lobby".split())
_URGING = _ASKING | frozenset("encourage tell advise exhort rally invite get persuade convince".split())
_PAYING = frozenset("give donate contribute spend pour pledge pay".split())
_NOTHING = frozenset("no nothing none little neither".split())
_PAID = frozenset("settlement damages verdict arbitration judgment judgement".split())
# "criticized Y's reliance on donors to fund it": the donors do, not who criticizes.
_JUDGING = frozenset(
    "criticize attack mock blast slam condemn denounce praise fault accuse chide rip ridicule knock assail question "
    "defend decry deride hit lambaste lament hail".split()
)
_DOERS = frozenset(
    "donors billionaires millionaires lobbyists supporters allies friends companies firms groups voters "
    "investors executives contributors backers unions corporations pacs people banks volunteers others "
    "bundlers aides members politicians lawmakers senators republicans democrats businesses institutions "
    "workers employees bosses moguls tycoons titans leaders chiefs ceos lawyers bankers activists networks "
    "organizations nonprofits foundations".split()
)
_TOPICS = frozenset(["over", "behind", "about", "amid", "regarding"])
_DEEDS = ("DONATED_TO", "RAISED_FUNDS_FOR", "HOSTED", "MET_WITH", "SUED", "INVESTED_IN", "OWNS", "FOUNDED")
_RAISED = ("frame:raise-from", "construction:raised-from")


def is_anothers(candidate: Candidate) -> str:
    """Return why what a candidate says is of somebody else; nothing where it may be of its subject."""
    trigger, subject, target = candidate.trigger, candidate.subject, candidate.object
    doc, here = trigger.doc, candidate.paragraph
    if candidate.rule.startswith("role:"):
        if candidate.relation in _STRICT and target.paragraph == here and target.start > trigger.i:
            between = doc.text[trigger.idx : doc[target.start].idx]
            if _FOREIGN.search(between) is not None or _PARTS.search(between) is not None:
                return "a role in another body, which stands beside this one"
        if subject.paragraph == here and subject.start < trigger.i:
            last = doc[subject.end - 1]
            if _NEXT_PERSON.search(doc.text[last.idx + len(last) : trigger.idx]) is not None:
                return "the next one of a row"
            mark = next((t.i for t in doc[trigger.i + 1 : trigger.i + 3] if t.tag_ == "POS"), None)
            if mark is not None and any(token.lower_ in _RELATED for token in doc[mark + 1 : mark + 4]):
                return "somebody's kin or aide"
        if trigger.pos_ == "NOUN" and _NOT_THE.search(doc.text[trigger.sent.start_char : trigger.idx]) is not None:
            return "what somebody is not"
    if not candidate.rule.startswith("role:") and _is_others_purpose(candidate):
        return "what others are to do, whom somebody speaks of"
    if candidate.rule == "frame:run-against" and trigger.tag_ == "VB" and trigger.dep_ in ("advcl", "xcomp", "acl"):
        verb = next((t for t in trigger.ancestors if t.pos_ == "VERB"), None)
        if verb is not None and verb.lemma_.lower() in _PAYING:
            return "who pays to have somebody beaten does not run"
    if candidate.relation == "PRAISED" and _NO_PRAISE.search(trigger.sent.text) is not None:
        return "few kind words are none"
    if candidate.relation in ("INVESTED_IN", "DONATED_TO", "RAISED_FUNDS_FOR") and trigger.pos_ == "VERB":
        given = [child for child in trigger.children if child.dep_ == "dobj"]
        if any(t.lower_ in _NOTHING or any(c.lower_ in _NOTHING for c in t.children) for t in given):
            return "nothing was given"
    if candidate.rule in _RAISED and any(token.lower_ in _PAID for token in trigger.sent):
        return "what a court or a deal made somebody pay"
    if candidate.relation == "CALLED_TO_BREAK_UP" and subject.paragraph == here:
        head = trigger.head
        if head.i < subject.start < trigger.i and head.lemma_.lower() in _ASKING:
            return "who is called on to do it, not who calls"
    return ""


def _is_others_purpose(candidate: Candidate) -> bool:
    """Say whether an infinitive or gerund is of those whom the noun before it names, not of who speaks of them."""
    trigger, subject = candidate.trigger, candidate.subject
    if candidate.relation in _DEEDS and trigger.i > 1 and trigger.tag_ == "VBG" and trigger.nbor(-1).lower_ == "for":
        doer = trigger.nbor(-2)  # "named two donors for giving $5 to Y", but "was blamed for giving"
        return doer.pos_ in ("NOUN", "PROPN", "PRON") and not subject.start <= doer.i < subject.end
    if candidate.relation in _DEEDS and trigger.dep_ == "pobj" and trigger.head.lower_ in _TOPICS:
        owners = [child.i for child in trigger.children if child.dep_ == "poss"]
        return not any(subject.start <= i < subject.end for i in owners)  # "wrote about X over a gift to Y"
    if trigger.tag_ not in ("VB", "VBP") or trigger.i < 2 or trigger.nbor(-1).lower_ != "to":
        return False
    doer = trigger.nbor(-2)
    if subject.paragraph != candidate.paragraph or subject.start <= doer.i < subject.end or subject.start > trigger.i:
        return False
    hangs = trigger.dep_ in ("advcl", "acl")
    verb = next((token.lemma_.lower() for token in trigger.ancestors if token.pos_ == "VERB"), "")
    if doer.lower_ in _DOERS:  # "urged voters to back Y" backs Y
        return hangs or candidate.relation in _DEEDS or verb not in _URGING
    return hangs and verb in _JUDGING
