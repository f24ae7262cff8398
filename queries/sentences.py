"""Hops in sentences, in English and Arabic, from the templates of the ontology.

A sentence says what happened, how certain it is and who says so: "Sam Altman donated 2 × $100,000 ($200,000 in all)
on 14 June 2023 to the Biden Victory Fund". What is planned is said as planned, what is alleged as reported.
"""

from __future__ import annotations

import re
from decimal import Decimal

from techpol.queries.messages import counted, of_woman, role_in, role_is_feminine, role_is_known, say, speaker_in
from techpol.schema.answers import Hop, HopEvent
from techpol.schema.model import Entity, Modality
from techpol.schema.ontology import RelationType, load_ontology
from techpol.schema.text import fold
from techpol.schema.values import Money, PartialDate

_SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£"}
_MONTHS = {
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    "ar": [
        "يناير",
        "فبراير",
        "مارس",
        "أبريل",
        "مايو",
        "يونيو",
        "يوليو",
        "أغسطس",
        "سبتمبر",
        "أكتوبر",
        "نوفمبر",
        "ديسمبر",
    ],
}
_CURRENCIES_AR = {"USD": "دولار", "EUR": "يورو", "GBP": "جنيه إسترليني"}
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2028\u2029\u2066-\u2069]+")
_ARABIC = re.compile(r"[ء-ي]")
_SPACES = re.compile(r"\s+")
_BEFORE = re.compile(r"\s+([.,;:)،؛])")
# An article of Arabic after a preposition that is one letter: لـ + ال = لل, بـ + ال = بال.
_LI_AL = re.compile(r"(?<!\w)لال(?=\w)")
_CLITIC_ARABIC = re.compile(r"(?<!\w)([لب])ـ(?=[ء-ي])")
_MASCULINE_HEADS = tuple(
    fold(noun) for noun in "صندوق حزب مجلس مركز اتحاد بنك مكتب معهد فريق تحالف موقع مصرف نادي".split()
)
_MASCULINE_TYPES = frozenset({"Party", "Event", "Candidacy", "Place", "Asset", "CryptoAsset"})
# A role that says by itself that it is over: "former executive", "ex-chief".
_FORMER = re.compile(r"^(?:former|formerly|ex|one-?time)[ -]\s*", re.IGNORECASE)
_CLITIC_LATIN = re.compile(r"(?<!\w)([لب])(?=[A-Za-z0-9])")


def shown(text: str) -> str:
    """Return a text fit to be shown: without control characters and without marks that turn the direction of a line.

    A name or a quote may hold what a terminal obeys; nobody reads it as text.
    """
    return _CONTROLS.sub(" ", text)


def money_text(money: Money, language: str) -> str:
    """Return an amount for a reader: $1,250,000; 1,250,000 دولار; 15.47 XBT."""
    amount = f"{abs(money.amount):,f}"
    sign = "-" if money.amount < 0 else ""
    if money.currency is None:
        return f"{sign}{amount}"
    if language == "ar":
        return f"{sign}{amount} {_CURRENCIES_AR.get(money.currency, money.currency)}"
    symbol = _SYMBOLS.get(money.currency)
    return f"{sign}{symbol}{amount}" if symbol else f"{sign}{amount} {money.currency}"


def date_text(date: PartialDate, language: str) -> str:
    """Return a date for a reader, as precise as it is: 14 June 2023; June 2023; 2023; 14 June."""
    month = _MONTHS["ar" if language == "ar" else "en"][date.month - 1] if date.month else None
    parts = [str(date.day) if date.day else None, month, str(date.year) if date.year else None]
    return " ".join(part for part in parts if part is not None)


def details_text(
    events: tuple[HopEvent, ...], language: str, spec: RelationType, money_said: bool, past_said: bool = False,
    noun_said: bool = False, feminine: bool = False,
) -> str:  # fmt: skip
    """Return what events say beyond their ends: amounts with their sum, roles, places, dates.

    ``money_said``: the sentence needs a word for what was given, where no amount is known. ``past_said``: it says
    already that the state is over. ``noun_said``: it names what was given just before the amount (Arabic: "تبرعا").
    """
    # "founded PayPal as co-founder" says it twice: a role is told where the relation has one.
    role = _as_role(events, language, past_said, feminine) if "role" in spec.properties else ""
    # A state that is told twice is one state: only what happens can happen "2 times".
    lasting = "past" in spec.properties and all(event.qualifiers.amount is None for event in events)
    amounts = "" if lasting else _amounts(events, language)
    if noun_said and any(event.qualifiers.amount is not None for event in events):
        amounts = say("worth", language, amounts=amounts)
    parts = [amounts, role]
    place = next((event.qualifiers.place for event in events if event.qualifiers.place is not None), None)
    parts += [say("at_place", language, place=place) if place else "", _dates(events, language, spec)]
    if not past_said and all(_over(event) for event in events):
        parts.append(say("formerly", language))
    text = " ".join(part for part in parts if part)
    if money_said and parts[0] == "":
        text = f"{say('something', language)} {text}".strip()
    return text


def _amounts(events: tuple[HopEvent, ...], language: str) -> str:
    """Say gifts one by one where they are few, equal ones as "2 × $100,000", and their sum by currency."""
    known = [event for event in events if event.qualifiers.amount is not None]
    if len(known) == 0:
        return counted("n_times", len(events), language) if len(events) > 1 else ""
    equal: dict[str, int] = {}
    for event in known:
        text = _amount(event, language)
        equal[text] = equal.get(text, 0) + 1
    spoken = [
        text if count == 1 else say(_often(count), language, count=count, each=text) for text, count in equal.items()
    ]
    if len(spoken) > 4:
        spoken = [counted("n_times", len(known), language)]
    text = " + ".join(spoken)
    if len(known) > 1:
        sums: dict[str | None, Decimal] = {}
        for event in known:
            money = event.qualifiers.amount
            if money is not None:
                sums[money.currency] = sums.get(money.currency, Decimal(0)) + money.amount
        total = " + ".join(money_text(Money(amount, currency), language) for currency, amount in sums.items())
        text += f" ({say('sum', language, sum=total)})"
    return text


def _often(count: int) -> str:
    """Return the message that tells of equal gifts how many they were; Arabic counts two, few and many."""
    return "twice" if count == 2 else "few_times" if count <= 10 else "many_times"


def _amount(event: HopEvent, language: str) -> str:
    qualifiers = event.qualifiers
    if qualifiers.amount is None:
        return ""
    text = money_text(qualifiers.amount, language)
    if qualifiers.amount_bound != "exact":
        text = say(f"bound_{qualifiers.amount_bound}", language, amount=text)
    if qualifiers.asset is not None:
        text = say("in_asset", language, amount=text, asset=qualifiers.asset)
    if qualifiers.amount_scope == "joint":
        text = say("joint", language, amount=text)
    return text


def _over(event: HopEvent) -> bool:
    """Say whether a state is over: as the source says of it, or as the role says by itself."""
    return event.qualifiers.past or _FORMER.match(event.qualifiers.role or "") is not None


def _telling(relation: str, events: tuple[HopEvent, ...]) -> tuple[HopEvent, ...]:
    """Return the events to say: of a state that was and one that is, the one that is, so that no date is mixed up."""
    current = tuple(event for event in events if not _over(event))
    return current if len(current) > 0 and _state(relation) else events


def _as_role(events: tuple[HopEvent, ...], language: str, past_said: bool, feminine: bool) -> str:
    """Say as what: Arabic says "بصفته" where it can put the role into the form that this asks for."""
    role = next((event.qualifiers.role for event in events if event.qualifiers.role is not None), None)
    if role is None:
        return ""
    role = _FORMER.sub("", role) if past_said else role
    of_woman_said = feminine or role_is_feminine(role)
    key = "as_role" if not role_is_known(role) else "as_known_role_feminine" if of_woman_said else "as_known_role"
    return say(key, language, role=role_in(role, language, of_woman_said, after_as=True))


def _loose(events: tuple[HopEvent, ...], spec: RelationType) -> int:
    """Return how many gifts have no date, though others have one and no claim tells of them together with those."""
    dated = [event for event in events if event.qualifiers.start is not None or event.qualifiers.end is not None]
    told = {claim for event in dated for claim in event.claims}
    undated = [event for event in events if event not in dated and told.isdisjoint(event.claims)]
    return len(undated) if len(dated) > 0 and spec.kind == "money" else 0


def _dates(events: tuple[HopEvent, ...], language: str, spec: RelationType) -> str:
    """Say when events were; where that is known of some of them only, of how many."""
    when, loose = _when(events, language), _loose(events, spec)
    return say("some_dated", language, number=len(events) - loose, when=when) if loose > 0 and when else when


def _when(events: tuple[HopEvent, ...], language: str) -> str:
    starts = sorted({event.qualifiers.start for event in events if event.qualifiers.start is not None}, key=str)
    ends = [event.qualifiers.end for event in events if event.qualifiers.end is not None]
    if len(starts) == 0:
        return say("until", language, end=date_text(ends[0], language)) if ends else ""
    first = date_text(starts[0], language)
    if len(ends) > 0:
        return say("from_to", language, start=first, end=date_text(max(ends, key=str), language))
    if len(starts) > 1:
        return say("between_dates", language, start=first, end=date_text(starts[-1], language))
    return say("on_day" if starts[0].day else "in_month", language, date=first)


def sentence(hop: Hop, language: str, events: tuple[HopEvent, ...] | None = None) -> str:
    """Return a hop as a sentence, with its modality and who says so; without a full stop."""
    chosen = _telling(hop.relation, hop.main_events if events is None else events)
    modality = chosen[0].modality
    named = [event.attribution for event in chosen]
    speakers = [] if None in named else [speaker_in(name, language) for name in dict.fromkeys(named) if name]
    spec = load_ontology().relation(hop.relation)
    form, frame = _form_and_frame(modality, len(speakers) > 0, language)
    past = f"{form}_past"
    ended = past in spec.sentence and all(_over(event) for event in chosen)
    form = past if ended else form
    template = spec.sentence.get(form, spec.sentence.get(language, spec.sentence["en"]))
    money_said = spec.kind == "money" and "{details} " in template
    noun_said = money_said and language == "ar" and "{subject} {details}" not in template
    feminine = language == "ar" and _feminine(hop.subject)
    details = details_text(chosen, language, spec, money_said, ended, noun_said, feminine)
    # What a source says with the end of a state may be its end as well as its start: only what goes on is "since".
    if _state(hop.relation) and not spec.race and not ended:
        details = _since(details, chosen, language)
    if form in ("ar", "ar_past") and feminine:
        template = spec.sentence.get(f"{form}_feminine", template)
    subject = hop.subject.name_in(language)
    if form == "en_reported":
        key = "is_reported_by" if speakers else "is_reported"
        subject = say(key, language, subject=subject, speakers=_listed(speakers, language))
    elif form in ("en_planned", "ar_planned"):
        subject = say("plans_to_feminine" if feminine else "plans_to", language, subject=subject)
    text = template.format(subject=subject, object=hop.object.name_in(language), details=details)
    if frame is not None:
        text = say(f"frame_{frame}", language, sentence=text, speakers=_listed(speakers, language))
    return tidy(text)


def _feminine(entity: Entity) -> bool:
    """Say whether Arabic speaks of an entity in the feminine: by its gender, its head noun, or its type."""
    gender = next((value for name, value in entity.properties if name == "gender"), None)
    if entity.type == "Person":
        return gender in ("f", "female", "feminine")
    name = entity.name_in("ar")
    if entity.type == "Group" and _ARABIC.match(name) is not None:
        # A group goes by its noun: مجموعة is feminine; التوأمان, أعضاء and أكثر من مئة مستثمر are not.
        return name.split()[0].endswith("ة")
    head = fold(name).split()[:1]
    return head not in ([noun] for noun in _MASCULINE_HEADS) and entity.type not in _MASCULINE_TYPES


def _form_and_frame(modality: Modality, attributed: bool, language: str) -> tuple[str, str | None]:
    """Return the form of the template, and the words around it that say how certain it is and who says so."""
    if modality == Modality.ASSERTED:
        return language, "said" if attributed else None
    if language == "en" and modality == Modality.ALLEGED:
        return "en_reported", None
    if modality == Modality.PLANNED:
        return f"{language}_planned", "said" if attributed else None
    return language, f"{modality}_by" if attributed else str(modality)


def _state(relation: str) -> bool:
    return "past" in load_ontology().relation(relation).properties


def _since(details: str, events: tuple[HopEvent, ...], language: str) -> str:
    """A state with a start and no end has lasted since; an event was on its day."""
    start = next((event.qualifiers.start for event in events if event.qualifiers.start is not None), None)
    if start is None or any(event.qualifiers.end is not None for event in events):
        return details
    on_day = say("on_day" if start.day else "in_month", language, date=date_text(start, language))
    return details.replace(on_day, say("since", language, start=date_text(start, language)))


def tidy(text: str) -> str:
    """Return a text without double spaces, and with Arabic one-letter prepositions joined as they are written."""
    text = _BEFORE.sub(r"\1", _SPACES.sub(" ", shown(text))).strip()
    text = _CLITIC_ARABIC.sub(r"\1", text)
    text = _LI_AL.sub("لل", text)
    return _CLITIC_LATIN.sub(r"\1ـ", text)


def arrow(hop: Hop, language: str, bare: bool = False) -> str:
    """Return the step of a hop in a chain: "—donated to→" or "←leads—"; ``bare`` without amounts, roles and dates."""
    spec = load_ontology().relation(hop.relation)
    feminine = language == "ar" and _feminine(hop.subject)
    label = spec.labels.get(language, spec.labels["en"])
    label = tidy(of_woman(label) if feminine else label)
    brief = "" if bare else brief_details(hop, language)
    if brief:
        label = f"{label} ({brief})"
    if hop.modality != Modality.ASSERTED:
        label = f"{label}{say('comma', language)}{say(str(hop.modality), language)}"
    if spec.symmetric:
        return f"— {label} —"
    # Where the line runs from right to left, what points on points left.
    on, back = ("←", "→") if language == "ar" else ("→", "←")
    return f"— {label} {on}" if hop.forward else f"{back} {label} —"


def _listed(words: list[str], language: str) -> str:
    return say("comma", language).join(words)


def brief_details(hop: Hop, language: str) -> str:
    """Return the amounts and the date of a hop, short: "2 × $100,000, 14 June 2023"."""
    parts = []
    events = _telling(hop.relation, hop.main_events)
    amounts: dict[str, int] = {}
    for event in events:
        if event.qualifiers.amount is not None:
            text = _amount(event, language)
            amounts[text] = amounts.get(text, 0) + 1
    if 0 < len(amounts) <= 3:
        parts.append(
            " + ".join(text if n == 1 else say("times", language, count=n, each=text) for text, n in amounts.items())
        )
    elif len(amounts) > 3:
        parts.append(
            " + ".join(money_text(Money(amount, currency), language) for currency, amount in hop.sums().items())
        )
    role = next((event.qualifiers.role for event in events if event.qualifiers.role is not None), None)
    if role is not None and "role" in load_ontology().relation(hop.relation).properties:
        parts.append(role_in(role, language, language == "ar" and _feminine(hop.subject)))
    starts = sorted({event.qualifiers.start for event in events if event.qualifiers.start is not None}, key=str)
    if len(starts) == 1:
        when, loose = date_text(starts[0], language), _loose(events, load_ontology().relation(hop.relation))
        parts.append(say("some_dated_brief", language, number=len(events) - loose, when=when) if loose else when)
    elif len(starts) > 1:
        parts.append(f"{date_text(starts[0], language)} – {date_text(starts[-1], language)}")
    if _state(hop.relation) and all(event.qualifiers.past for event in events):
        parts.append(say("formerly", language))
    return _listed(parts, language)


def chain_text(hops: tuple[Hop, ...], language: str) -> str:
    """Return a chain in one line."""
    pieces = [hops[0].start.name_in(language)]
    for hop in hops:
        pieces += [arrow(hop, language), hop.end.name_in(language)]
    return shown(" ".join(pieces))
