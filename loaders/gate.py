"""The gate: what a claim must satisfy before anyone may believe it, whoever read it.

Every reader's claims pass here, and so does whatever a person adds by hand. A claim that fails is refused with its
reason; it is kept for ``techpol explain`` and never becomes an edge. Of a claim that may stand, a sum, a currency and
a count stay only where the quotes state them.

What a reader has to satisfy before it comes here is its own: a model, that anything at all in the quote says the
relation, how sure the quote is, whose sum it is and when it was (``model/grounding.py``). The grammar knows all that
from the sentence's build; words alone would overrule it where it is right, and its years may be the article's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

from techpol.loaders.details import stated_count, stated_money
from techpol.loaders.orders import order_places
from techpol.schema.model import Claim, Record, Referent, Refusal, Source, Span
from techpol.schema.ontology import Ontology

# A span is a sentence or two, not a page. Sentence ends are counted as a reader of the quote would.
MAX_SENTENCES = 2
MAX_QUOTE_CHARACTERS = 600
# Full stops inside a quote, those of abbreviations too: whoever counts with a plain rule shall find it short as well.
MAX_FULL_STOPS = 2
_FULL_STOP = re.compile(r"[.!?؟][\"”’»)]*\s+(?=\S)")
_SENTENCE_END = re.compile(r"[.!?؟][\"'”’»)\]]*\s+[\"'“‘«(\[]*(?=[A-Z\d؀-ۿ])|\n\s*\n")
# A full stop after these, or after one letter, ends no sentence; nor after a Latin letter as Arabic papers write it.
_ABBREVIATIONS = frozenset({
    "mr", "mrs", "ms", "dr", "prof", "sen", "rep", "gov", "gen", "lt", "col", "sgt", "hon", "rev", "st", "jr", "sr",
    "reps", "sens", "govs", "gens", "capt", "maj", "cmdr", "supt", "atty", "messrs", "drs", "mt", "ft", "bros", "ave",
    "vs", "no", "inc", "corp", "co", "ltd", "llc", "dept", "est", "u.s", "u.k", "u.n", "d.c", "a.m", "p.m",
    "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
    "بي", "سي", "دي", "جي", "جيه", "إف", "اف", "إتش", "اتش", "آي", "كيه", "كي", "إل", "إم", "ام", "إن", "كيو", "آر",
    "ار", "إس", "اس", "تي", "يو", "دبليو", "إكس", "اكس", "واي", "زد",
})  # fmt: skip
_LONGEST_ABBREVIATION = max(map(len, _ABBREVIATIONS))


def refusal_reason(
    claim: Claim, source: Source, referents: Mapping[str, Referent], ontology: Ontology
) -> tuple[str, str] | None:
    """Return (reason, detail) if a claim may not stand, None if it may.

    Reasons: ``no-evidence``, ``wrong-source``, ``quote-not-in-text``, ``quote-too-long``, ``end-unknown``,
    ``end-not-in-evidence``, ``end-not-a-mention``, ``same-ends``, ``type-not-allowed``, ``unknown-relation``,
    ``quote-gives-orders``.
    """
    if len(claim.evidence) == 0:
        return "no-evidence", "a claim without evidence is not a claim"
    if claim.relation not in ontology.relations:
        return "unknown-relation", claim.relation
    subject, target = referents.get(claim.subject), referents.get(claim.object)
    if subject is None or target is None:
        return "end-unknown", claim.subject if subject is None else claim.object
    if subject.key == target.key:
        return "same-ends", subject.name
    for end in (subject, target):
        if end.type not in ontology.types:
            return "type-not-allowed", f"unknown type {end.type}"
    if not ontology.allows(claim.relation, subject.type, target.type):
        return "type-not-allowed", f"{subject.type} {claim.relation} {target.type}"
    for item in claim.evidence:
        if item.source != source.id:
            return "wrong-source", item.source
        reason = _span_reason(item, source) if isinstance(item, Span) else None
        if reason is not None:
            return reason
    if all(isinstance(item, Record) for item in claim.evidence):
        return None
    for span, end in ((claim.subject_span, subject), (claim.object_span, target)):
        if span is None:
            return "end-not-in-evidence", f"no mention given for {end.name!r}"
        covered = any(
            isinstance(item, Span) and item.start <= span[0] and span[1] <= item.end for item in claim.evidence
        )
        if not covered:
            return "end-not-in-evidence", f"the evidence does not hold a mention of {end.name!r}"
        if end.mention_kind(*span) is None:
            return "end-not-a-mention", f"{end.name!r} is not mentioned at {span[0]}-{span[1]}"
    return None


def _span_reason(item: Span, source: Source) -> tuple[str, str] | None:
    text = source.text or ""
    if not 0 <= item.start < item.end <= len(text) or text[item.start : item.end] != item.quote:
        return "quote-not-in-text", item.quote[:120]
    if not is_short_quote(item.quote):
        return "quote-too-long", item.quote[:120]
    if any(item.start < last and first < item.end for first, last in order_places(text)):
        return "quote-gives-orders", item.quote[:120]
    return None


def is_short_quote(quote: str) -> bool:
    """Say whether a quote is short enough to be evidence: two sentences and 600 characters at most."""
    if len(quote) > MAX_QUOTE_CHARACTERS or count_sentences(quote) > MAX_SENTENCES:
        return False
    return len(_FULL_STOP.findall(quote.strip())) <= MAX_FULL_STOPS


def count_sentences(quote: str) -> int:
    """Return how many sentences a reader sees in a quote."""
    return len(sentences(quote))


def sentences(quote: str) -> list[tuple[int, int]]:
    """Return where the sentences of a quote stand that a reader sees in it."""
    first, last = len(quote) - len(quote.lstrip()), len(quote.rstrip())
    found = []
    for match in _SENTENCE_END.finditer(quote, first, last):
        before = quote[max(first, match.start() - _LONGEST_ABBREVIATION - 2) : match.start()]
        word = before.split()[-1].lstrip("\"'“‘«([").lower() if before.strip() != "" else ""
        if word not in _ABBREVIATIONS and not (len(word) == 1 and word.isalpha()):
            found.append((first, match.end()))
            first = match.end()
    return [*found, (first, last)]


def with_stated_figures(claim: Claim) -> Claim:
    """Return a claim without a sum, currency or count that none of its quotes states.

    A claim that rests on a row of a table keeps what the row says.
    """
    given = claim.qualifiers
    if (given.amount is None and given.count is None) or any(isinstance(item, Record) for item in claim.evidence):
        return claim
    quotes = " ".join(item.quote for item in claim.evidence if isinstance(item, Span))
    amount = given.amount
    money = None if amount is None else stated_money(quotes, amount.amount, amount.currency)
    several = given.count is not None and given.count > 1
    count = stated_count(quotes, Decimal(given.count or 0)) if several else given.count
    if (money, count) == (amount, given.count):
        return claim
    scope, bound = (given.amount_scope, given.amount_bound) if money is not None else ("single", "exact")
    kept = replace(given, amount=money, count=count, amount_scope=scope, amount_bound=bound)
    return replace(claim, qualifiers=kept)


def pass_gate(
    claims: Iterable[Claim], source: Source, referents: Mapping[str, Referent], ontology: Ontology
) -> tuple[list[Claim], list[Refusal]]:
    """Return the claims that may stand, each once and with what its quotes state, and a refusal for each other."""
    passed: dict[str, Claim] = {}
    refused: list[Refusal] = []
    for claim in claims:
        verdict = refusal_reason(claim, source, referents, ontology)
        if verdict is None:
            claim = with_stated_figures(claim)
            passed.setdefault(claim.id, claim)
        else:
            first = next((item for item in claim.evidence if isinstance(item, Span)), None)
            start, end = (first.start, first.end) if first is not None else (0, 0)
            detail = f"{claim.subject} {claim.relation} {claim.object}: {verdict[1]}"
            refused.append(Refusal(source.id, start, end, verdict[0], detail))
    return list(passed.values()), refused
