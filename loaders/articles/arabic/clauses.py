"""A sentence as a short row of units: names with their roles, appositions and coordinations collapsed into one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from techpol.loaders.articles.arabic.amounts import UNITS
from techpol.loaders.articles.arabic.analysis import spoken
from techpol.loaders.articles.arabic.campaigns import join_campaigns
from techpol.loaders.articles.arabic.joining import join_names
from techpol.loaders.articles.arabic.roles import RoleReader
from techpol.loaders.articles.arabic.unit_reader import UnitReader
from techpol.loaders.articles.arabic.units import AFFILIATED, Clauses, RoleFact, Unit
from techpol.loaders.articles.arabic.words import clitic_forms, fold_word, is_definite, without_article

_BODIES = frozenset(["Company", "MediaOrganization", "Organization", "Group"])


class Builder(UnitReader):
    """Makes the units of one sentence after another."""

    def build(self, number: int) -> Clauses:
        """Return the units of a sentence."""
        sentence = self.document.tokenised.sentences[number]
        units = self._raw(sentence, number)
        units = self._groups(units)
        units = self._prepositions(units)
        facts: list[RoleFact] = []
        units = self._titles(units, facts)
        units = join_names(self, units, True)
        units = RoleReader(self, facts).collapse(units)
        units = self._nationals(units, facts)
        units = join_campaigns(self, units, number)
        units = join_names(self, units, False)
        facts.extend(self._shared_plurals(units, facts))
        units = self._members(units)
        self._settle(units)
        return Clauses(number, units, facts)

    def _shared_plurals(self, units: Sequence[Unit], facts: Sequence[RoleFact]) -> list[RoleFact]:
        """Return a plural role for all that it names: "أعضاء اللجنة: فلان وفلان وفلان"."""
        found: list[RoleFact] = []
        for unit in units:
            if unit.kind != "NP" or len(unit.mentions) < 2:
                continue
            held = {fact.person for fact in facts if fact.complement >= 0}
            for fact in facts:
                word = fold_word(fact.words.split(" ")[0]) if fact.words else ""
                plural = without_article(word) in self.sets["broken_plurals"] or word.endswith(("ون", "ين"))
                if fact.person != unit.mentions[0] or not plural or fact.first != unit.first:
                    continue
                people = [
                    n for n in unit.mentions[1:] if self.document.mentions[n].type == "Person" and n not in held
                ]
                found.extend(replace(fact, person=number) for number in people)
        return found

    def _settle(self, units: Sequence[Unit]) -> None:
        """Decide whether a word that may be verb or noun is one or the other by what stands before it."""
        for index, unit in enumerate(units):
            kinds = {trigger.kind == "verb" for trigger in unit.triggers}
            if unit.kind != "TRIG" or len(kinds) < 2:
                continue
            place = index - 1
            while place >= 0 and (units[place].kind == "AUX" or units[place].word in self.sets["adverbs"]):
                place -= 1
            before = units[place] if place >= 0 else None
            opener = units[place - 1] if place > 0 else None
            verbal = (
                before is not None
                and before.kind == "NP"
                and before.prep == ""
                and not self.adjective(before)
                and (opener is None or opener.kind in ("COMP", "PUNCT", "SUB", "AUX", "CONJ"))
                and not unit.word.endswith("ا")
            )
            if (
                (before is None or self._fronted(units, place))
                and index + 1 < len(units)
                and units[index + 1].kind in ("NP", "DESC")
                and units[index + 1].prep == ""
            ):
                later = units[index + 2 : index + 14]
                finite = any(
                    other.kind == "V" or (other.kind == "TRIG" and all(t.kind == "verb" for t in other.triggers))
                    for other in later
                    if not (self._fronted(units, place) and other.joined)
                )
                verbal = self.document.classes[unit.first] != "N" or not finite
            if before is not None and before.kind in ("REL", "NEG"):
                verbal = True  # "شركة كذا التي تملكها كذا"
            unit.triggers = [trigger for trigger in unit.triggers if (trigger.kind == "verb") == verbal]

    def _fronted(self, units: Sequence[Unit], place: int) -> bool:
        """Say whether a comma closes what stands before the verb of a sentence: "وفقا للسجلات، منح فلان ..."."""
        if units[place].kind != "PUNCT" or units[place].word not in ("،", ","):
            return False
        opening = units[0]
        if opening.kind != "PREP" and not (opening.kind == "SUB" and opening.word in self.sets["by_account_of"]):
            return False
        return all(
            unit.kind in ("PREP", "SUB", "W", "NP", "AMT", "ROLE", "DESC")
            and self.document.classes[unit.first] != "V"
            for unit in units[:place]
        )

    def _prepositions(self, units: list[Unit]) -> list[Unit]:
        """Give each name the preposition that stands before it; "لـ «سي إن إن»" too."""
        result: list[Unit] = []
        for unit in units:
            if result and unit.kind in ("NP", "ROLE", "AMT", "TITLE") and unit.prep == "":
                before = result[-1]
                opening = before.kind == "PUNCT" and before.word in ('"', "(") and len(result) > 1
                holder = result[-2] if opening else before
                if holder.kind == "PREP":
                    unit.prep = holder.word
                elif holder.kind == "LIST" and unit.kind != "AMT":
                    unit.prep = self._listed_under(result)
                elif before.kind == "CONJ":
                    unit.joined = True
                elif (
                    unit.kind in ("ROLE", "TITLE")
                    and not unit.joined
                    and self._plain_metonym(holder)
                    and not is_definite(holder.word)
                ):
                    unit.prep = self._through(holder, result)  # "تصريحات وزير الخارجية فلان"
                elif unit.kind == "NP" and not unit.joined and self._kind_of(holder, unit):
                    first = result.index(holder)
                    unit.first, unit.joined = holder.first, holder.joined
                    clitic = next(c for c, base in clitic_forms(holder.word) if base in self.lexicon.heads.rows)
                    outer = result[first - 1] if first > 0 else None
                    unit.prep = clitic[-1:] if clitic[-1:] in ("ب", "ل", "ك") else ""
                    if not unit.prep and outer is not None and outer.kind == "PREP":
                        unit.prep = outer.word
                    unit.joined = clitic[:1] in ("و", "ف")
                    self._take_head(unit, clitic)
                    del result[first:]
                elif unit.kind == "NP" and not unit.joined and self._governs_genitive(holder):
                    unit.prep = self._through(holder, result)
                    if unit.prep == "board":
                        # "مجلس إدارة شركة كذا" acts for the company.
                        result.pop()
                        board = result.pop()
                        unit.first, unit.prep, unit.joined = board.first, "", board.word.startswith("و")
            result.append(unit)
        return result

    def _titles(self, units: list[Unit], facts: list[RoleFact]) -> list[Unit]:
        """Join titles (with adjectives of nationality or party) to the person they stand before."""
        result: list[Unit] = []
        index = 0
        while index < len(units):
            unit = units[index]
            if unit.kind != "TITLE":
                result.append(unit)
                index += 1
                continue
            place = index + 1
            parties = []
            while place < len(units) and (
                units[place].kind == "TITLE"
                and not units[place].joined
                and not units[place].prep
                or self.adjective(units[place])
                or units[place].word in self.sets["past_adjectives"] | self.sets["future_adjectives"]
                or (
                    units[place].kind == "W"
                    and is_definite(units[place].word)
                    and self.document.classes[units[place].first] == "A"
                    and units[place].word.startswith("ال")
                )
            ):
                if self.adjective(units[place]) and self.type_of(units[place]) == "Party":
                    parties.append(units[place].mentions[0])
                place += 1
            opened = place < len(units) and units[place].kind == "PUNCT" and units[place].word == '"'
            named = place + opened
            if (
                named < len(units)
                and units[named].kind == "NP"
                and self.type_of(units[named]) in ("Person",)
                and not units[named].joined
                and not units[named].prep
            ):
                holder = units[named]
                for party in parties:
                    facts.append(RoleFact(holder.mentions[0], AFFILIATED, party, False, unit.first, holder.last, ""))
                result.append(
                    Unit("NP", unit.first, holder.last, list(holder.mentions), unit.prep, unit.joined, word=unit.word)
                )
                index = named + 1
                if opened and index < len(units) and units[index].word == '"':
                    index += 1
                continue
            if (
                place < len(units)
                and units[place].kind == "ROLE"
                and not units[place].joined
                and not units[place].prep
                and place == index + 1
            ):
                units[place].first, units[place].prep, units[place].joined = unit.first, unit.prep, unit.joined
                index += 1
                continue
            unit.kind = "W"
            unit.triggers = self._triggers(unit.first) if unit.last == unit.first + 1 else []
            if unit.triggers:
                unit.kind = "TRIG"
            result.append(unit)
            index += 1
        return result

    def _nationals(self, units: list[Unit], facts: list[RoleFact]) -> list[Unit]:
        """Join "السويسري فلان", "الديمقراطي فلان" to one; a party so named is the person's."""
        result: list[Unit] = []
        for unit in units:
            before = result[-1] if result else None
            if (
                before is not None
                and self.adjective(before)
                and is_definite(self._bare_word(before))
                and unit.kind == "NP"
                and self.type_of(unit) == "Person"
                and not unit.prep
                and not unit.joined
                and self.document.mentions[unit.mentions[0]].kind == "name"
            ):
                if self.type_of(before) == "Party":
                    person = unit.mentions[0]
                    fact = RoleFact(person, AFFILIATED, before.mentions[0], False, before.first, unit.last, "")
                    facts.append(fact)
                result.pop()
                unit = Unit(
                    "NP", before.first, unit.last, unit.mentions, before.prep, before.joined, word=before.word
                )
            result.append(unit)
        return result

    def _bare_word(self, unit: Unit) -> str:
        clitic = self.document.mentions[unit.mentions[0]].clitic
        return next(
            (base for form, base in clitic_forms(unit.word) if form == clitic and base[:2] == "ال"), unit.word
        )

    def _members(self, units: list[Unit]) -> list[Unit]:
        """Join the members that a text names of a group: "أكثر من 100 مستثمر، بما في ذلك فلان وفلان"."""
        result: list[Unit] = []
        index = 0
        while index < len(units):
            unit = units[index]
            listing = unit.kind == "LIST" or (unit.kind == "PUNCT" and unit.word in ("-", ":"))
            if listing and index + 1 < len(units) and units[index + 1].kind == "NP" and result:
                members = units[index + 1]
                place = len(result) - 1
                while place >= 0 and result[place].kind == "PUNCT" and result[place].word in ("،", ","):
                    place -= 1
                listed = unit.kind == "PUNCT" or unit.word in ("هم", "هي", "هما")
                start = self._list_start(result, place) if listed and self.person(members) else None
                if start is not None:
                    # "أربعة من الرؤساء التنفيذيين - فلان وفلان -": the list stands for the words that announce it.
                    members.prep = members.prep or result[start].prep
                    del result[start:]
                    result.append(members)
                    index += 2
                    if index < len(units) and units[index].kind == "PUNCT" and units[index].word == unit.word:
                        index += 1
                    continue
                group = result[place] if place >= 0 else None
                if (
                    group is not None
                    and group.kind == "NP"
                    and group.mentions
                    and self.type_of(group) == "Group"
                    and self.person(members)
                ):
                    group.mentions.extend(members.mentions)
                    group.last = members.last
                    del result[place + 1 :]
                    index += 2
                    if unit.word == "-" and index < len(units) and units[index].word == "-":
                        index += 1
                    if (
                        unit.kind == "LIST"
                        and index < len(units)
                        and units[index].kind == "PUNCT"
                        and units[index].word in ("،", ",")
                    ):
                        index += 1
                    continue
            result.append(unit)
            index += 1
        return result

    def _through(self, holder: Unit, result: Sequence[Unit]) -> str:
        """Return the mark of a genitive; "of:..." where the noun stands for its owner ("ضد مشاريع فلان")."""
        if len(result) > 1 and holder.word == "اداره" and result[-1] is holder and result[-2].word.endswith("مجلس"):
            return "board"
        if (
            len(result) > 1
            and result[-1] is holder
            and (self._plain_metonym(result[-2]) or result[-2].word in self.sets["metonyms"])
            and is_definite(holder.word) is False
        ):
            holder = result[-2]  # "أعضاء مجلسي الكونغرس"
        for clitic, base in clitic_forms(holder.word):
            if base in self.sets["metonyms"] and (clitic == "" or clitic[-1] in "بلوف"):
                prep = clitic[-1] if clitic[-1:] in ("ب", "ل") else ""
                place = len(result) - 1
                while place > 0 and result[place] is not holder:
                    place -= 1
                if prep == "" and place > 0 and result[place - 1].kind == "PREP":
                    prep = result[place - 1].word
                return f"of:{prep}"
        return "gen"

    def _plain_metonym(self, unit: Unit) -> bool:
        return unit.kind == "W" and any(base in self.sets["metonyms"] for _, base in clitic_forms(unit.word))

    def _kind_of(self, holder: Unit, unit: Unit) -> bool:
        """Say whether a noun tells what kind of body the name right after it is: "شركة كذا", "لبنك كذا"."""
        if holder.word.endswith(("ات", "احزاب")):
            return False  # several
        if (
            holder.kind != "W"
            or is_definite(holder.word)
            or self.type_of(unit) not in _BODIES
            or self.adjective(unit)
        ):
            return False
        mention = self.document.mentions[unit.mentions[0]]
        trade = "ال" + without_article(self.words[mention.name_first])
        own = (self.words[mention.first], self.words[mention.name_first])
        headed = any(
            without_article(base) in self.lexicon.heads.rows for word in own for _, base in clitic_forms(word)
        )
        if mention.kind != "name" or headed or trade in self.sets["industries"]:
            return False
        return any(
            len(words) == 1 and kind in _BODIES
            for clitic, base in clitic_forms(holder.word)
            if clitic in ("", "و", "ف", "ب", "ل", "ك", "ول", "وب")
            for words, (kind, _) in self.lexicon.heads.rows.get(base, ())
        )

    def _take_head(self, unit: Unit, clitic: str) -> None:
        """Make a noun of kind part of the name where people say it with the name: "بنك كذا", "طيران كذا"."""
        base = self.words[unit.first][len(clitic) :]
        entries = self.lexicon.heads.rows.get(base, ())
        if base not in self.sets["said_heads"] and any(bare for words, (_, bare) in entries if len(words) == 1):
            return
        mention = self.document.mentions[unit.mentions[0]]
        mention.first = mention.name_first = unit.first
        mention.clitic = clitic
        if mention.entity >= 0:
            self.document.entities[mention.entity].name = spoken(self.document, mention)

    def _governs_genitive(self, unit: Unit) -> bool:
        """Say whether a noun that is nobody's name makes the next name its genitive: "مسؤولو فلان"."""
        before = self.words[unit.first - 1] if unit.first > 0 else "\n"
        candidacy = unit.kind == "TRIG" and any(
            base in ("ترشيح", "ترشح") and (clitic != "" or before in self.sets["prepositions"])
            for clitic, base in clitic_forms(unit.word)
        )
        if candidacy:
            return True
        if self._plain_metonym(unit) and not is_definite(unit.word):
            return True
        if unit.kind != "W" or self.document.classes[unit.first] != "N" or is_definite(unit.word):
            return False
        word = unit.word
        token = self.document.tokenised.tokens[unit.first]
        if (
            token.kind != "word"
            or word.endswith(("ا", "ها", "هم"))
            or (word.endswith("ه") and self._possessed(unit.first))
        ):
            return False
        return (
            word not in self.sets["weekdays"]
            and word not in self.sets["adverbs"]
            and word not in self.sets["openers"]
        )

    def _possessed(self, place: int) -> bool:
        """Say whether a word ends in "his" and so governs no name: "في بيانه حزب كذا"; the text writes "ة", too."""
        text, token = self.document.tokenised.text, self.document.tokenised.tokens[place]
        return text[token.start : token.end].endswith("ه") and "ة" in text

    def _listed_under(self, result: Sequence[Unit]) -> str:
        """Return the preposition of the noun that a list spells out: "من قادة التكنولوجيا مثل فلان"."""
        if result[-1].word.endswith("كل من") or result[-1].word.endswith("كلا من"):
            before = result[-2] if len(result) > 1 else None
            return before.word if before is not None and before.kind == "PREP" else ""
        for unit in reversed(result[-10:-1]):
            if unit.kind == "PREP":
                return unit.word
            if unit.kind in ("V", "TRIG", "COMP", "REL", "NP"):
                break
        return ""

    def _list_start(self, result: Sequence[Unit], place: int) -> int | None:
        """Return where the words begin that announce a list by a number: "أربعة من الرؤساء التنفيذيين"."""
        for index in range(place, max(-1, place - 9), -1):
            unit = result[index]
            if unit.kind == "W" and (
                unit.word in UNITS or self.document.tokenised.tokens[unit.first].kind == "number"
            ):
                return index
            if unit.kind not in ("W", "PREP", "ROLE", "DESC") or (unit.kind == "PREP" and unit.word != "من"):
                return None
        return None
