"""Ministers: what their portfolio is, which ministry they so head, and how a role's own words are told.

"وزير الشؤون البلدية فلان", "وزيرة الطاقة وتغير المناخ", "وزير الاقتصاد الرقمي والريادة الأردني فلان".
"""

from __future__ import annotations

from collections.abc import Sequence

from techpol.loaders.articles.arabic.analysis import Entity
from techpol.loaders.articles.arabic.lexicon import Role
from techpol.loaders.articles.arabic.mentions import Mention
from techpol.loaders.articles.arabic.unit_reader import UnitReader
from techpol.loaders.articles.arabic.units import Unit
from techpol.loaders.articles.arabic.words import clitic_forms, is_definite, is_inflected, without_article

_HONOUR_REACH = 18  # words before an office in which its holder's honours stand
_LONGEST_PORTFOLIO = 5
_CALLS = frozenset("تعيين تعيينه تعيينها اختيار تكليف تسميه تنصيب سمي ادي".split())


class MinistryReader:
    """Reads what ministers are ministers of."""

    def __init__(self, builder: UnitReader) -> None:
        self.builder = builder
        self.document = builder.document
        self.sets = builder.sets

    def _portfolio(self, first: int) -> int:
        """Return the end of what a minister is of, "الاقتصاد الرقمي والريادة"; the same token where nothing is."""
        words, classes, lexicon = self.document.words, self.document.classes, self.builder.lexicon
        sentence = self.document.tokenised.sentences[self.document.tokenised.sentence_at(first - 1)]
        last = first
        while last < min(sentence.last, first + _LONGEST_PORTFOLIO):
            word = words[last]
            stem = without_article(word.removeprefix("و"))
            joined = last > first and (
                word.startswith("وال")
                or (word.startswith("و") and last + 1 < sentence.last and words[last + 1].startswith("ال"))
            )
            if not (word.startswith("ال") or joined) or len(word) < 5:
                break
            if last > first and not joined and self._of_another(last):
                break
            task = word.removeprefix("و") in self.sets["portfolio_nouns"]
            if classes[last] not in ("N", "A") and not self.builder._tied(last) and not task:
                break
            if (
                lexicon.titles.find([word], 0) is not None
                or stem in lexicon.nationalities
                or stem in lexicon.party_adjectives
                or (stem in lexicon.roles and classes[last] == "N")
                or word in self.sets["past_adjectives"]
                or word in self.sets["future_adjectives"]
            ):
                break
            last += 1
        return last

    def _of_another(self, place: int) -> bool:
        """Say whether a definite word that is no adjective of it follows a definite one: "الداخلية | الوفد"."""
        word, before = self.document.words[place], self.document.words[place - 1]
        adjective = word.endswith(("ي", "يه")) or (self.document.classes[place] == "A" and word.endswith("ه"))
        return before.startswith(("ال", "وال")) and not adjective and word != "العام"

    def _first_of_portfolio(self, unit: Unit) -> int:
        words = self.document.words
        first = unit.first + 1
        while first < unit.last and not words[first - 1].endswith(("وزير", "وزيره")):
            first += 1  # "معالي وزير العدل"
        return first

    def _nation(self, units: Sequence[Unit], index: int, unit: Unit) -> tuple[int, int] | None:
        """Return (mention of the country, index after) where a long portfolio stands between role and nationality.

        "وزير الاقتصاد | الرقمي والريادة الأردني فلان".
        """
        last = self._portfolio(self._first_of_portfolio(unit))
        place = index
        while place < len(units) and units[place].first < last:
            place += 1
        if place == index or place >= len(units) or units[place].first != last or units[place].joined:
            return None
        nation = units[place]
        country = self.builder.adjective(nation) and self.builder.type_of(nation) == "Place"
        return (nation.mentions[0], place + 1) if country else None

    def _ministry(self, units: Sequence[Unit], index: int, unit: Unit) -> tuple[list[int], int] | None:
        """Return the ministry that "وزير الشؤون البلدية" heads, where no country is named with it."""
        if is_definite(unit.word):
            return None  # "الوزير فلان"
        if (made := self._appointed_to(units, index, unit)) is not None:
            return made
        words = self.document.words
        sentence = self.document.tokenised.sentences[self.document.tokenised.sentence_at(unit.first)]
        first = self._first_of_portfolio(unit)
        last = self._portfolio(first)
        after = without_article(words[last]) if last < sentence.last else ""
        if last == first or after in self.builder.lexicon.nationalities:
            return None
        place = index
        while place < len(units) and units[place].first < last:
            place += 1
        seated = place < len(units) and (units[place].prep or units[place].kind == "PREP" and units[place].word)
        if seated in ("ل", "في", "ب", "لدي"):
            return None
        tokens = self.document.tokenised.tokens
        portfolio = self.document.tokenised.text[tokens[first].start : tokens[last - 1].end]
        entity = self._ministry_named(portfolio, words[first:last])
        if entity is None and last == first + 1 and not self._honoured(first, last):
            return None  # "وزير المالية فلان" is of a country that is not named
        return [self._mention_of(first, last, "", portfolio, entity)], place

    def _ministry_named(self, portfolio: str, words: Sequence[str]) -> int | None:
        """Return the entity of a ministry that the document names with these words, None without one."""
        name, folded = f"وزارة {portfolio}", ("وزاره", *words)
        named = [
            number
            for number, item in enumerate(self.document.entities)
            if item.name == name
            or (item.type == "GovernmentBody" and any(self._called(other, folded) for other in item.mentions))
        ]
        return named[0] if named else None

    def _mention_of(self, first: int, last: int, clitic: str, portfolio: str, entity: int | None) -> int:
        """Make a mention of a ministry by its portfolio, and its entity where there is none; returns its number."""
        if entity is None:
            entity = len(self.document.entities)
            self.document.entities.append(Entity("GovernmentBody", f"وزارة {portfolio}"))
        mention = Mention(first, last, first, last, clitic, "GovernmentBody", "name", "ministry")
        mention.entity = entity
        self.document.mentions.append(mention)
        self.document.entities[entity].mentions.append(len(self.document.mentions) - 1)
        return len(self.document.mentions) - 1

    def _appointed_to(self, units: Sequence[Unit], index: int, unit: Unit) -> tuple[list[int], int] | None:
        """Return the ministry of who is made minister: "عين فلان وزيرا للتعليم العالي", "أصبحت فلانة وزيرة للصحة"."""
        words, first = self.document.words, unit.last
        sentence = self.document.tokenised.sentences[self.document.tokenised.sentence_at(unit.first)]
        if not words[unit.last - 1].endswith(("وزيرا", "وزيره")) or first >= sentence.last:
            return None
        word = words[first]
        if not word.startswith("لل") or len(word) < 5 or self.document.classes[first] not in ("N", "A"):
            return None
        near = words[max(sentence.first, unit.first - _HONOUR_REACH) : unit.first]
        made = self.sets["calling_to_posts"] | self.sets["holding"] | _CALLS
        if not any(base in made for other in near for _, base in clitic_forms(other)):
            return None
        last = first + 1
        while last < min(sentence.last, first + _LONGEST_PORTFOLIO):
            joined = words[last].startswith("وال")
            if not (joined or (words[last].startswith("ال") and not self._of_another(last))):
                break
            stem = without_article(words[last].removeprefix("و"))
            if stem in self.builder.lexicon.nationalities or self.document.classes[last] not in ("N", "A"):
                break
            last += 1
        place = index
        while place < len(units) and units[place].first < last:
            place += 1
        tokens = self.document.tokenised.tokens
        rest = self.document.tokenised.text[tokens[first].end : tokens[last - 1].end]
        written = self.document.tokenised.text[tokens[first].start : tokens[first].end]
        portfolio = "ال" + written[2:] + rest
        entity = self._ministry_named(portfolio, ("ال" + word[2:], *words[first + 1 : last]))
        return [self._mention_of(first, last, "ل", portfolio, entity)], place

    def _called(self, number: int, words: tuple[str, ...]) -> bool:
        return self.document.name_words(self.document.mentions[number]) == words

    def _honoured(self, first: int, last: int) -> bool:
        """Say whether a minister has an honour or a title beside his office: a text so speaks of its own country's.

        "معالي وزير العدل", "وزير الزراعة المهندس فلان", "صاحب السمو الملكي الأمير فلان وزير الدفاع".
        """
        words, honours = self.document.words, self.sets["honours"]
        sentence = self.document.tokenised.sentences[self.document.tokenised.sentence_at(first - 1)]
        if last + 1 < sentence.last and words[last] in ("د", "م", "ا") and words[last + 1] == ".":
            return True
        start = max(sentence.first, first - _HONOUR_REACH)
        near = [*words[start:first], *words[last : min(sentence.last, last + 1)]]
        return any(base in honours for word in near for _, base in clitic_forms(word))

    def _said(self, unit: Unit, role: Role, last: int) -> str:
        """Return a role's own words as they stand between a unit's start and a token, without what is written on.

        Titles before it ("معالي وزير الصحة") and a role before it ("صحفي ورئيس ...") are no part; "" where the words
        do not stand there, as of a role that only follows from what stands there.
        """
        tokens, words = self.document.tokenised.tokens, self.document.words
        size = len(role.words)
        for place in range(unit.first, min(max(last, unit.first + size), len(words) - size + 1)):
            for clitic, base in clitic_forms(words[place]):
                head = without_article(base)
                rest = [without_article(word) for word in words[place + 1 : place + size]]
                own = tuple(without_article(word) for word in role.words)
                plural = place == unit.first and head in self.sets["broken_plurals"] and rest == list(own[1:])
                if not plural and not is_inflected((head, *rest), own):
                    continue
                final = place + size
                if own[0] == "وزير":
                    final = max(final, self._portfolio(place + 1))  # "وزير الاقتصاد الرقمي والريادة"
                start, end = tokens[place].start, tokens[final - 1].end
                said = self.document.tokenised.text[start:end]
                lead = "ال" if clitic.endswith("ل") and said[len(clitic) :].startswith("ل") else ""
                return lead + said[len(clitic) + bool(lead) :]
        return ""
