"""Lists of donors, each with a sum, and sums that go on: "بمليون دولار لحملة كذا، و500 ألف دولار للجنة كذا"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from techpol.loaders.articles.arabic.amounts import Amount
from techpol.loaders.articles.arabic.arguments import BREAKS, COMMAS
from techpol.loaders.articles.arabic.candidates import Candidate
from techpol.loaders.articles.arabic.dates import find_date
from techpol.loaders.articles.arabic.gifts import FUNDS, GIVERS, TO_IT, GiftReader
from techpol.loaders.articles.arabic.units import Unit
from techpol.loaders.articles.arabic.verbal_nouns import word_of
from techpol.loaders.articles.arabic.words import without_article

SPELLED_GIFT = "construction:spelled-gift"  # as in English: the belief was fitted on hardly any of this kind
_MORE = frozenset("اخري اضافيه اخر مماثله مماثل".split())
_BY_SUM = frozenset("بمبلغ مبلغ بقيمه بنحو نحو بحوالي حوالي مبلغا قدره علي".split())
_BEFORE_SUM = frozenset("بمبلغ مبلغ بنحو بقيمه بحوالي".split())  # in a list, where "نحو" alone may be a name's
_REACH = 42  # units from a gift to its further sums


class DonorReader(GiftReader):
    """Reads gifts that are listed."""

    def _read(self) -> Iterator[Candidate]:
        yield from super()._read()
        for index, unit in enumerate(self.units):
            if unit.kind in ("DESC", "W", "TRIG") and self._donors_word(unit):
                yield from self._donors(index)

    def _donors(self, index: int) -> Iterator[Candidate]:
        takers = self._donors_to(index)
        if len(takers) != 1 or self._denied_before(index):
            return
        before = self.units[index - 1] if index > 0 else None
        ranked = before is not None and (
            word_of(before) in self.sets["partitives"]
            or without_article(word_of(before)) in self.sets["foremost"]
            or before.word in ("من", "احد")
            or (word_of(before) in self.sets["rolls"] and self.units[index].kind == "DESC")
        )
        if not ranked:
            return
        place = index + 1
        if place < len(self.units) and (self.units[place].prep == "ل" or self.units[place].word in TO_IT):
            place += 1
        listed = self._listed(place)
        if not listed:
            holder = self._holder(index)
            listed = [(number, None, index) for number in holder]
        for number, amount, step in listed:
            if self._entity(number) in (self._entity(takers[0]), -1):
                continue
            made = self._claimed("DONATED_TO", "donate/donors", step, [number], takers)
            made.first, made.last = min(made.first, self.units[index].first), max(made.last, self.units[index].last)
            made.amount = amount
            yield made

    def _listed(self, place: int) -> list[tuple[int, Amount | None, int]]:
        """Return the givers of a list, each with the sum in brackets or after "bi-" behind it."""
        while place < len(self.units) and (
            self.units[place].kind in ("LIST", "AUX") or self.units[place].word in (":", "،", ",")
        ):
            place += 1
        found: list[tuple[int, Amount | None, int]] = []
        while place < len(self.units):
            unit = self.units[place]
            if (
                unit.kind != "NP"
                or unit.prep not in ("", "gen")
                or (found and not unit.joined and not self._comma(place))
            ):
                break
            if not all(self._gives(number) for number in unit.mentions):
                break
            step = place + 1
            opened = step < len(self.units) and self.units[step].word == "("
            step += opened
            bi = step < len(self.units) and self.units[step].kind == "PREP" and self.units[step].word == "ب"
            step += bi
            by_sum = step < len(self.units) and word_of(self.units[step]) in _BEFORE_SUM
            step += by_sum
            amount = self.units[step].amount if step < len(self.units) else None
            if amount is not None and not (opened or bi or by_sum or self.units[step].prep == "ب"):
                amount = None
            if amount is not None:
                place = step + 1
                if opened and place < len(self.units) and self.units[place].word == ")":
                    place += 1
            else:
                place += 1
            several = amount is not None and len(unit.mentions) > 1
            found.extend((number, None if several else amount, self.matcher._place(unit)) for number in unit.mentions)
            if place < len(self.units) and self.units[place].word in ("،", ",", "؛"):
                place += 1
            if place < len(self.units) and self.units[place].kind == "CONJ":
                place += 1
        return found

    def _comma(self, place: int) -> bool:
        return place > 0 and (self.units[place - 1].word in (*COMMAS, "؛") or self.units[place - 1].kind == "CONJ")

    def _holder(self, index: int) -> list[int]:
        """Return who is said to be among the donors: the name before "من أبرز المتبرعين", "هو أكبر المتبرعين"."""
        place = self._name_before(index, self._leads_to_it)
        if place is None:
            return []
        unit, over = self.units[place], self.units[place - 1] if place > 0 else None
        done = over is not None and (over.kind == "V" or self.matcher._verbal(over))
        if over is not None and done and index - place <= 2 and word_of(over) not in self.sets["counting"]:
            return []  # "التقى فلان أبرز المتبرعين لكذا": whom he met
        fits = unit.prep == "" and all(self._gives(number) for number in unit.mentions)
        return list(unit.mentions) if fits else []

    def _leads_to_it(self, unit: Unit, base: str) -> bool:
        foremost = base in self.sets["partitives"] or without_article(base) in self.sets["foremost"]
        partly = unit.kind == "PREP" and base in ("من", "بين")
        return (unit.kind == "W" and foremost) or partly or (unit.kind == "LIST" and base in ("هو", "هي", "من بينهم"))

    def spelled(self, made: Candidate) -> None:
        """Note of a gift whose giver, sum and fund follow their verb in one clause that it is surely one."""
        if (
            made.relation != "DONATED_TO"
            or made.modality != "asserted"
            or made.amount is None
            or len(made.objects) != 1
        ):
            return
        taker = self.document.mentions[made.objects[0]]
        givers = [self.document.mentions[number] for number in made.subjects]
        if taker.type not in FUNDS or any(item.type not in GIVERS or item.kind != "name" for item in givers):
            return
        inside = [unit for unit in self.units if made.first <= unit.first and unit.last <= made.last]
        verbs = [unit for unit in inside if unit.kind == "V" or self.matcher._verbal(unit)]
        loose = any(unit.kind in ("REL", "COMP", "SUB", "NEG") for unit in inside)
        sums = [unit for unit in inside if unit.amount is not None]
        if len(verbs) == 1 and not loose and len(sums) == 1 and sums[0].amount is made.amount:
            made.rule = SPELLED_GIFT

    def further(self, base: Candidate) -> Iterator[Candidate]:
        """Yield the gifts that go on after one that a frame read, in its sentence."""
        if base.relation != "DONATED_TO" or base.amount is None or len(base.objects) != 1:
            return
        places = [place for place, unit in enumerate(self.units) if unit.amount is base.amount]
        if not places:
            return
        place, last = places[0] + 1, base
        end = min(len(self.units), place + _REACH)
        while place < end:
            unit = self.units[place]
            ends = unit.kind in ("V", "REL", "COMP", "NEG") or (unit.kind == "SUB" and unit.word != "ثم")
            ends = ends or (unit.kind == "TRIG" and self.matcher._verbal(unit))
            if ends or (unit.kind == "PUNCT" and unit.word in BREAKS and unit.word != "؛"):
                return
            step = self._next_sum(place)
            if step is None:
                place += 1
                continue
            giver, place, ahead = step
            amount = self.units[place].amount
            made = self._goes_on(last, amount, giver, place, ahead, base)
            if made is None:
                return
            yield made
            last = made
            place += 1

    def _next_sum(self, place: int) -> tuple[list[int], int, bool] | None:
        """Return (giver, place of the sum, whether "and" opens it) where "و[فلان] [بـ]مبلغ" begins."""
        unit = self.units[place]
        joined = unit.joined or unit.kind == "CONJ" or unit.word == "ثم"
        joined = joined or (unit.kind == "AMT" and unit.word.startswith("و"))
        if not joined:
            return None
        if unit.kind == "CONJ" or unit.word == "ثم":
            place += 1
            if place >= len(self.units):
                return None
            unit = self.units[place]
        giver: list[int] = []
        if unit.kind == "NP" and unit.prep == "" and all(self._gives(number) for number in unit.mentions):
            giver = list(unit.mentions)
            place += 1
        while place < len(self.units) and (
            word_of(self.units[place]) in _BY_SUM
            or (self.units[place].kind == "PREP" and self.units[place].word in ("ب", "علي"))
        ):
            place += 1
        found = place < len(self.units) and self.units[place].amount is not None
        return (giver, place, True) if found else None

    def _goes_on(
        self, last: Candidate, amount: Amount | None, giver: list[int], place: int, ahead: bool, base: Candidate
    ) -> Candidate | None:
        """Return a further gift: with another giver, taker or time than the one before."""
        takers, others, more = list(base.objects), list(giver or last.subjects), False
        sentence = self.document.tokenised.sentences[self.clauses.sentence]
        stop = sentence.last
        for step in range(place + 1, min(len(self.units), place + 9)):
            unit = self.units[step]
            closed = unit.joined or unit.kind in ("CONJ", "V", "REL") or unit.word in (*BREAKS, *COMMAS, "ثم")
            if closed or (unit.kind == "AMT" and unit.word.startswith("و")):
                stop = unit.first
                break
            if unit.word in _MORE:
                more = True
            if unit.kind == "NP" and unit.mentions:
                numbers = list(unit.mentions)
                if unit.prep in ("ل", "الي", "لصالح", "لحساب") and all(self._takes(number) for number in numbers):
                    if not giver or takers != numbers:
                        takers = numbers
                elif unit.prep == "من" and all(self._gives(number) for number in numbers) and not giver:
                    others = numbers
        place_first = self.units[place].first
        when = find_date(self.document.tokenised.tokens, place_first, stop, self.matcher.published)
        new = giver or takers != base.objects or others != last.subjects or more or when is not None
        if not new or len(takers) != 1:
            return None
        if {self._entity(number) for number in takers} & {self._entity(number) for number in others}:
            return None
        made = replace(
            base, subjects=others, objects=takers, amount=amount, rule="donate/further", start=None, when=None
        )
        spans = [self.document.mentions[number] for number in (*others, *takers)]
        made.first = min(base.first, *(item.first for item in spans))
        made.last = max(base.last, self.units[place].last, *(item.last for item in spans))
        if when is not None:
            made.start, made.when = when[0], (when[1], when[2])
        return made
