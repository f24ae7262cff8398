"""An answer as a report: sentences with numbered footnotes, before it is written in any format."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from techpol.queries.messages import counted, known_language, say, speaker_in
from techpol.queries.sentences import chain_text, date_text, money_text, sentence, shown, tidy
from techpol.schema.answers import Answer, Hop, HopEvent, Path
from techpol.schema.model import Evidence, Modality, Source, Span
from techpol.schema.ontology import load_ontology

_NOTES_A_LINE = 6
_CELLS = 12
# What an empty answer says, by intent.
_NOTHING = {
    "list": "nothing_listed", "top": "nothing_summed", "timeline": "nothing_timed", "between": "nothing_among",
    "common": "nothing_shared", "centrality": "nothing_central",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Footnote:
    """A quote or a record, and where it stands."""

    number: int
    quote: str
    source: str
    place: str
    url: str | None
    language: str


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence with the numbers of its footnotes. ``more`` footnotes are left out."""

    text: str
    notes: tuple[int, ...] = ()
    more: int = 0
    aside: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A chain: its one-line form, its sentences, and what its rank is made of."""

    number: int
    chain: str
    lines: tuple[Line, ...]
    cost: float
    why: tuple[tuple[str, float], ...] = ()


@dataclass(slots=True)
class Report:
    """Everything that a format writes."""

    title: str
    language: str
    lead: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    nearest: list[Block] = field(default_factory=list)
    through: list[Block] = field(default_factory=list)
    through_title: str = ""
    choices: list[tuple[str, str]] = field(default_factory=list)
    footnotes: list[Footnote] = field(default_factory=list)


def make_report(answer: Answer, language: str | None = None) -> Report:
    """Return the report of an answer, in a language (None: the question's)."""
    spoken = known_language(language or answer.language)
    return _Writer(answer, spoken).report()


class _Writer:
    def __init__(self, answer: Answer, language: str) -> None:
        self.answer = answer
        self.language = language
        self.numbers: dict[Evidence, int] = {}
        self.result = Report(shown(answer.question), language)

    def report(self) -> Report:
        answer, result = self.answer, self.result
        for name in answer.unknown:
            result.lead.append(say("unknown_name", self.language, name=name))
        if len(answer.suggestions) > 0:
            names = say("semicolon", self.language).join(
                self._suggested(item.entity.name_in(self.language), item.entity.type) for item in answer.suggestions
            )
            result.lead.append(say("suggest", self.language, names=names))
        if len(answer.readings) > 0:
            result.lead.append(say("unclear", self.language))
            result.choices = [(reading.question, reading.means) for reading in answer.readings]
        single = answer.intent in ("list", "timeline", "between", "top")
        for number, path in enumerate(answer.paths, 1):
            result.blocks.append(self._block(number, path, single))
        name = answer.end[0].name_in(self.language) if len(answer.end) > 0 else ""
        if len(answer.through) > 0:
            result.through = [self._block(number, path, True) for number, path in enumerate(answer.through, 1)]
            result.through_title = tidy(say("through_camp", self.language, name=name))
            if len(answer.paths) == 0:
                result.lead.append(tidy(say("nothing_direct", self.language, name=name)))
        if not answer.ok and answer.intent not in ("unknown", "readings"):
            asked_of = answer.start[0].name_in(self.language) if len(answer.start) > 0 else ""
            result.lead.append(say(_NOTHING.get(answer.intent, "nothing"), self.language, name=asked_of))
        result.remarks += map(shown, answer.notes)
        if answer.why_not is not None:
            self._why_not()
        return result

    def _listed(self, words: Iterable[str]) -> str:
        return say("comma", self.language).join(words)

    def _suggested(self, name: str, type_name: str) -> str:
        return f"{name} ({load_ontology().type(type_name).labels[self.language]})"

    def _block(self, number: int, path: Path, single: bool) -> Block:
        lines = [line for hop in path.hops for line in self._lines(hop)]
        for hop in path.besides:
            text = say("besides", self.language, sentence=sentence(hop, self.language))
            lines.append(self._line(text, hop.main_events, True))
        if path.modality != Modality.ASSERTED and not single:
            lines.append(
                Line(say("only_modality", self.language, modality=say(str(path.modality), self.language)), aside=True)
            )
        return Block(number, chain_text(path.hops, self.language), tuple(lines), path.cost, path.why)

    def _lines(self, hop: Hop) -> list[Line]:
        main = hop.main_events
        lines = [self._line(sentence(hop, self.language, main), main)]
        for modality in Modality:
            rest = tuple(event for event in hop.events if event.modality == modality and event not in main)
            if len(rest) > 0:
                text = sentence(hop, self.language, rest)
                lines.append(
                    self._line(
                        say("also", self.language, modality=say(str(modality), self.language), sentence=text),
                        rest,
                        True,
                    )
                )
        for event in hop.stated_totals:
            money = event.qualifiers.amount
            amount = money_text(money, self.language) if money is not None else "?"
            lines.append(self._line(say("stated_total", self.language, amount=amount), (event,), True))
        for event in hop.contradicted_by:
            by = ""
            if event.attribution:
                by = say("by_whom", self.language, name=speaker_in(event.attribution, self.language))
            quote = next((item.quote for item in event.evidence if isinstance(item, Span)), "")
            lines.append(
                self._line(
                    say("contradicted", self.language, by=by, quote=f"“{quote}”" if quote else ""), (event,), True
                )
            )
        return lines

    def _line(self, text: str, events: tuple[HopEvent, ...], aside: bool = False) -> Line:
        items = list(dict.fromkeys(item for event in events for item in event.evidence))
        numbers = tuple(self._number(item) for item in items[:_NOTES_A_LINE])
        text = shown(text)
        closed = text if text.endswith((".", "”", "؟", "!")) else f"{text}."
        return Line(closed, numbers, len(items) - len(numbers), aside)

    def _number(self, item: Evidence) -> int:
        if item not in self.numbers:
            number = len(self.numbers) + 1
            self.numbers[item] = number
            self.result.footnotes.append(self._footnote(number, item))
        return self.numbers[item]

    def _footnote(self, number: int, item: Evidence) -> Footnote:
        source = self.answer.sources.get(item.source)
        label = shown(source_text(source, item.source, self.language))
        language = source.language if source is not None else "und"
        url = source.url if source is not None else None
        if isinstance(item, Span):
            return Footnote(number, shown(item.quote), label, f"{item.start}–{item.end}", url, language)
        cells = [f"{name}: {value}" for name, value in item.row if value][:_CELLS]
        place = shown(say("record", self.language, key=item.key))
        return Footnote(number, shown("; ".join(cells)), label, place, url, language)

    def _why_not(self) -> None:
        why = self.answer.why_not
        if why is None:
            return
        for reach in why.reached:
            name = reach.start.name_in(self.language)
            steps = [
                say(
                    "reach_step",
                    self.language,
                    entities=counted("n_entities", count, self.language),
                    hops=counted("n_hops", hops, self.language),
                )
                for hops, count in enumerate(reach.counts)
                if hops > 0
            ]
            if len(steps) == 0 and reach.counts[:1] == (1,):
                self.result.remarks.append(say("reach_none", self.language, name=name))
            elif len(steps) > 0:
                text = say("reaches", self.language, name=name, counts=self._listed(steps))
                if len(reach.examples) > 0:
                    names = self._listed(entity.name_in(self.language) for entity in reach.examples)
                    text += say("semicolon", self.language) + say("reach_ends", self.language, names=names)
                self.result.remarks.append(f"{text}.")
        for name, hops in why.lifting:
            filter_text = say(f"lift_{name}", self.language)
            self.result.remarks.append(
                say("lifting", self.language, hops=counted("n_hops", hops, self.language), filter=filter_text)
                + (f" ({name})" if name not in filter_text else "")
            )
        self.result.nearest = [self._block(number, path, False) for number, path in enumerate(why.nearest, 1)]


def sections(report: Report) -> list[tuple[str, list[Block]]]:
    """Return what stands under a heading of its own after the answer, where there is any."""
    parts = ((report.through_title, report.through), (say("nearest", report.language), report.nearest))
    return [(title, blocks) for title, blocks in parts if len(blocks) > 0]


def source_text(source: Source | None, source_id: str, language: str) -> str:
    """Return a source for a footnote: publisher, title, date."""
    if source is None:
        return source_id
    title = f"“{source.title}”" if source.title else source.key
    date = date_text(source.published, language) if source.published is not None else None
    return say("comma", language).join(part for part in (source.publisher, title, date) if part)


def answer_rows(answer: Answer, language: str | None = None) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Return an answer as columns and rows of text: its own table where it has one, else a row a path."""
    spoken = language or answer.language
    if answer.table is not None and answer.intent != "common":
        return answer.table.columns, [tuple(str(cell) for cell in row) for row in answer.table.rows]
    keys = ("row_rank", "row_chain", "row_modality", "row_support")
    rows: list[tuple[str, ...]] = [
        (
            str(number), chain_text(path.hops, spoken), say(str(path.modality), spoken),
            str(min(max(event.support for event in hop.events) for hop in path.hops)),
        )
        for number, path in enumerate(answer.paths, 1)
    ]  # fmt: skip
    return tuple(say(key, spoken) for key in keys), rows
