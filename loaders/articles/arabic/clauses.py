"""A sentence as a short row of units: names with their roles, appositions and coordinations collapsed into one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from techpol.loaders.articles.arabic.amounts import UNITS, Amount, find_amounts
from techpol.loaders.articles.arabic.analysis import Document
from techpol.loaders.articles.arabic.lexicon import Role, Trigger
from techpol.loaders.articles.arabic.names import Mention
from techpol.loaders.articles.arabic.tagger import get_word_table
from techpol.loaders.articles.arabic.tokens import Sentence
from techpol.loaders.articles.arabic.words import clitic_forms, is_definite, without_article


@dataclass(slots=True)
class Unit:
    """A piece of a sentence. ``kind``: NP, ROLE, AMT, TRIG, V, REL, COMP, SUB, NEG, AUX, PREP, PUNCT, W."""

    kind: str
    first: int
    last: int
    mentions: list[int] = field(default_factory=list)  # of the document; several where they are coordinated
    prep: str = ""  # the preposition that governs it, written on or before
    joined: bool = False  # a conjunction is written on
    triggers: list[Trigger] = field(default_factory=list)
    amount: Amount | None = None
    roles: list[Role] = field(default_factory=list)
    pronoun: str = ""  # a possessive written onto a role
    past: bool = False
    definite: bool = False
    member: bool = False  # members of a body, who may stand for it
    word: str = ""


WORKING = Role(("عامل",), "WORKS_FOR", ("Organization",))
AFFILIATED = Role(("حزبي",), "AFFILIATED_WITH", ("Party",))


@dataclass(frozen=True, slots=True)
class RoleFact:
    """A person (a mention), what it is, and to whom (a mention)."""

    person: int
    role: Role
    complement: int
    past: bool
    first: int
    last: int
    words: str
    modality: str = ""


@dataclass(slots=True)
class Clauses:
    """The units of a sentence and the role facts read while collapsing it."""

    sentence: int
    units: list[Unit]
    facts: list[RoleFact]


class Builder:
    """Makes the units of one sentence after another."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.words = document.words
        self.lexicon = document.lexicon
        self.sets = document.lexicon.sets
        self.group_nouns: dict[tuple[str, ...], int] = {}

    def build(self, number: int) -> Clauses:
        """Return the units of a sentence."""
        sentence = self.document.tokenised.sentences[number]
        units = self._raw(sentence, number)
        units = self._groups(units)
        units = self._prepositions(units)
        facts: list[RoleFact] = []
        units = self._titles(units, facts)
        units = _join_names(self, units, True)
        units = RoleReader(self, facts).collapse(units)
        units = _join_names(self, units, False)
        units = self._members(units)
        self._settle(units)
        return Clauses(number, units, facts)

    # -- tokens to units ----------------------------------------------------------------------------------------------

    def _raw(self, sentence: Sentence, number: int) -> list[Unit]:
        mentions = {self.document.mentions[index].first: index for index in self.document.by_sentence.get(number, ())}
        amounts = {
            amount.first: amount
            for amount in find_amounts(self.document.tokenised.tokens, sentence.first, sentence.last)
        }
        units: list[Unit] = []
        place = sentence.first
        while place < sentence.last:
            unit = self._title(place, sentence.last, mentions) or self._role(place, sentence.last, mentions)
            if unit is None and place in mentions:
                mention = self.document.mentions[mentions[place]]
                unit = Unit(
                    "NP", place, mention.last, [mentions[place]], mention.prep, mention.joined, word=self.words[place]
                )
            if unit is None and place in amounts:
                amount = amounts[place]
                unit = Unit("AMT", place, amount.last, amount=amount, word=self.words[place])
                clitic = next((form for form, _ in clitic_forms(self.words[place]) if form[-1:] in ("ب", "ل")), "")
                unit.prep = clitic[-1:] if clitic and self.words[place][0] in "بل" else ""
            if unit is None:
                unit = self._word(place)
            units.append(unit)
            place = unit.last
        return units

    def _title(self, place: int, last: int, mentions: dict[int, int]) -> Unit | None:
        """Read a title of several words ("صاحب رأس المال الاستثماري") or of one, outside names."""
        if place in mentions:
            return None
        hit = self.lexicon.titles.find(self.words[:last], place)
        if hit is None:
            return None
        length, clitic, _ = hit
        if length == 1 and self._role(place, last, mentions) is not None:
            return None
        prep = clitic[-1:] if clitic[-1:] in ("ب", "ل", "ك") else ""
        return Unit(
            "TITLE", place, place + length, prep=prep, joined=clitic[:1] in ("و", "ف"), word=self.words[place]
        )

    def _role(self, place: int, last: int, mentions: dict[int, int]) -> Unit | None:
        """Read a role noun at a place, longest first."""
        mention = self.document.mentions[mentions[place]] if place in mentions else None
        if (
            mention is not None
            and (mention.kind == "name" and mention.head != "adjective")
            and mention.last - place > 1
        ):
            named = mention.head not in ("حمله",) and self.words[place] not in ("نايب", "رييس")
            if named:
                return None
        for clitic, base in clitic_forms(self.words[place]):
            for pronoun in ("", "هما", "ها", "ه", "هم"):
                stem = base[: -len(pronoun)] if pronoun and base.endswith(pronoun) else base
                if pronoun and (stem == base or len(stem) < 3):
                    continue
                unit = self._role_here(place, last, clitic, stem, pronoun, mentions)
                if unit is not None:
                    return unit
        return None

    def _role_here(
        self, place: int, last: int, clitic: str, base: str, pronoun: str, mentions: dict[int, int]
    ) -> Unit | None:
        stem = without_article(base)
        variants = [stem]
        if stem.endswith("ه"):
            variants.append(stem[:-1])
        if stem.endswith("ت") and pronoun:
            variants.append(stem[:-1])
        if stem.endswith(("ين", "ون")) and len(stem) > 5:
            variants.append(stem[:-2])
        accusative = stem.endswith("ا") and len(stem) > 3 and not base.startswith("ال")
        if accusative:
            variants.append(stem[:-1])
        for variant in variants:
            for role in self.lexicon.roles.get(variant, ()):
                length = len(role.words)
                if place + length > last or (pronoun and length > 2):
                    continue
                own = self._owned_role(role.words, place, last) if length > 1 and not pronoun else ""
                if own:
                    pronoun = own
                if own or all(
                    without_article(self.words[place + index]).removesuffix("ه")
                    == role.words[index].removesuffix("ه")
                    for index in range(1, length)
                ):
                    inner = length > 1 and self.words[place + 1].startswith("ال")
                    if role.itself and not inner:
                        continue
                    if length == 1 and base.startswith("ال") and variant in self.sets["bare_roles"]:
                        continue
                    plain = accusative and variant == stem[:-1]
                    if variant != stem and length == 1 and not plain and (
                        stem in self.lexicon.heads.rows or stem in self.lexicon.triggers
                    ):
                        continue
                    leads = (
                        place + 1 in mentions or self.words[place + length] in ("ولايه", "مدينه")
                        if place + length < last
                        else False
                    )
                    if (
                        self.document.classes[place] == "V"
                        and length == 1
                        and not base.startswith("ال")
                        and not leads
                    ):
                        continue
                    return Unit(
                        "ROLE", place, place + length, prep=clitic[-1:] if clitic[-1:] in ("ب", "ل", "ك") else "",
                        joined=clitic[:1] in ("و", "ف"), roles=[role], pronoun=pronoun, definite=base.startswith("ال"),
                        word=self.words[place],
                    )  # fmt: skip
        return None

    def _owned_role(self, words: Sequence[str], place: int, last: int) -> str:
        """Return the possessive on the last word of a role: "المتحدث باسمها", "كبير مستشاريه"."""
        end = place + len(words) - 1
        if end >= last or any(
            without_article(self.words[place + index]) != words[index] for index in range(1, len(words) - 1)
        ):
            return ""
        return next((item for item in ("هما", "ها", "هم", "ه") if self.words[end] == words[-1] + item), "")

    def _word(self, place: int) -> Unit:
        word, token, sets = self.words[place], self.document.tokenised.tokens[place], self.sets
        unit = Unit("W", place, place + 1, word=word)
        if token.kind == "mark":
            unit.kind = "PUNCT"
            return unit
        phrase = None
        for name, kind in (
            ("by_agent", "PREP"),
            ("lists", "LIST"),
            ("prepositions", "PREP"),
            ("complementizers", "COMP"),
            ("relatives", "REL"),
        ):
            if kind == "PREP" and word in ("حول", "وحول") and self._before_sum(place):
                continue
            if kind == "PREP" and word.startswith("ف") and word in sets["giving"]:
                continue
            for clitic, base in clitic_forms(word):
                if clitic not in ("", "و", "ف") or (phrase := self._phrase(name, place, base)) is None:
                    continue
                unit.kind, unit.last, unit.word, unit.joined = kind, place + phrase[0], phrase[1], clitic != ""
                return unit
        if word in ("و", "ل", "ب", "ك"):
            unit.kind = "PREP" if word != "و" else "CONJ"
            return unit
        base_word = word[1:] if word.startswith(("و", "ف")) and len(word) > 2 else word
        triggers = self._triggers(place)
        if word in sets["negators"] or (base_word in sets["negators"] and self.document.classes[place] != "V"):
            unit.kind = "NEG"
        elif (word in sets["auxiliaries"] or base_word in sets["auxiliaries"]) and not triggers:
            unit.kind = "AUX"
        elif triggers:
            unit.kind, unit.triggers = "TRIG", triggers
        elif (
            self.document.classes[place] == "V" and not self._with_bi(word) and not self._after_preposition(place)
        ) or (
            not self._after_preposition(place)
            and any(form in sets[name] for form in (word, base_word) for name in ("saying", "giving", "getting"))
        ):
            unit.kind = "V"
        elif word in sets["subordinators"] or base_word in sets["subordinators"]:
            unit.kind = "SUB"
        unit.joined = word != base_word and not self._whole(place, base_word)
        return unit

    def _after_preposition(self, place: int) -> bool:
        """Say whether a preposition stands right before a word, which then is a noun ("من أسهم")."""
        before = self.words[place - 1] if place > 0 else ""
        return before in self.sets["strict_prepositions"]

    def _with_bi(self, word: str) -> bool:
        """Say whether a supposed verb is a noun with the preposition bi- ("بقيمة")."""
        table = get_word_table()
        return word.startswith("ب") and table.class_of(word[1:]) >= table.class_of(word)

    def _whole(self, place: int, rest: str) -> bool:
        """Say whether the first letter of a word belongs to it ("وقعت", "فتح") and is no conjunction."""
        word, sets = self.words[place], self.sets
        names = ("giving", "getting", "saying", "holding", "planned", "denied_verbs", "passive_light")
        if any(word in sets[name] for name in names) or word in self.lexicon.triggers:
            return True
        if any(rest in sets[name] for name in names) or rest in self.lexicon.triggers or rest in sets["auxiliaries"]:
            return False
        table = get_word_table()
        return table.class_of(word) > table.class_of(rest)

    def _tied(self, place: int) -> bool:
        """Say whether a word is written with ta marbuta, and so is a noun: "قادة" is not "قاده"."""
        token = self.document.tokenised.tokens[place]
        return "ة" in self.document.tokenised.text[token.start : token.end]

    def _before_sum(self, place: int) -> bool:
        """Say whether a sum follows: "حوّل 75 مليون دولار" is the verb, not the preposition."""
        for index in range(place + 1, min(place + 3, len(self.words))):
            if self.document.tokenised.tokens[index].kind == "number" or self.words[index] == "مبلغ":
                return True
            if self.words[index] not in ("نحو", "حوالي", "قرابه", "اكثر"):
                break
        before = self.words[place - 1] if place > 0 else "\n"
        ahead = self.document.tokenised.tokens[place + 1 : place + 6]
        return before in ("\n", ".", "،") and any(token.kind == "number" for token in ahead)

    def _phrase(self, name: str, place: int, base: str) -> tuple[int, str] | None:
        for words, _ in self.lexicon.phrases[name].rows.get(base, ()):
            if tuple(self.words[place + 1 : place + len(words)]) == words[1:]:
                return len(words), " ".join(words)
        return None

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
                before is None
                and index + 1 < len(units)
                and units[index + 1].kind in ("NP", "DESC")
                and units[index + 1].prep == ""
            ):
                later = units[index + 2 : index + 14]
                finite = any(
                    other.kind == "V" or (other.kind == "TRIG" and all(t.kind == "verb" for t in other.triggers))
                    for other in later
                )
                verbal = self.document.classes[unit.first] != "N" or not finite
            unit.triggers = [trigger for trigger in unit.triggers if (trigger.kind == "verb") == verbal]

    def _triggers(self, place: int) -> list[Trigger]:
        """Return the frames that a word may call, by its form and its class."""
        word, kind = self.words[place], self.document.classes[place]
        found: list[Trigger] = []
        for clitic, base in clitic_forms(word):
            for trigger in self.lexicon.triggers.get(base, ()):
                if clitic[-1:] in ("ب", "ل", "ك") and trigger.kind == "verb":
                    continue
                if trigger.kind == "verb" and trigger.pronoun == "ه" and self._tied(place):
                    continue
                found.append(trigger)
            if found:
                break
        if self._after_preposition(place):
            found = [trigger for trigger in found if trigger.kind != "verb"]
        verbs = [trigger for trigger in found if trigger.kind == "verb"]
        others = [trigger for trigger in found if trigger.kind != "verb"]
        if verbs and others:
            return verbs if kind == "V" else verbs + others  # settled when the words before it are known
        if verbs and kind not in ("V", "X"):
            before = self.words[place - 1] if place > 0 else "\n"
            if len(word) >= 5 and kind != "A" and before not in self.sets["prepositions"]:
                return verbs
            opening = (
                before in ("\n", ".", "،", '"', ":")
                or before in self.sets["negators"]
                or (
                    before in self.sets["complementizers"]
                    or before in self.sets["relatives"]
                    or before in self.sets["auxiliaries"]
                )
            )
            return verbs if opening else []
        return found

    # -- groups and prepositions -----------------------------------------------------------------------------------

    def _groups(self, units: list[Unit]) -> list[Unit]:
        """Find groups of people that are counted and described: "أكثر من 100 من أصحاب رأس المال الاستثماري"."""
        tokens = self.document.tokenised.tokens
        result: list[Unit] = []
        index = 0
        while index < len(units):
            unit = units[index]
            token = tokens[unit.first]
            again = self._group_again(unit, units[-1].last) if unit.kind in ("W", "ROLE", "TITLE") else None
            if again is not None:
                start, end, number = again
                mention = Mention(start, end, start, end, "", "Group", "nominal", f"same|{number}")
                self.document.mentions.append(mention)
                result.append(Unit("NP", start, end, [len(self.document.mentions) - 1], word=unit.word))
                while index < len(units) and units[index].first < end:
                    index += 1
                continue
            if unit.kind == "W" and (token.kind == "number" or unit.word in self.sets["counted"]):
                group = self._counted(unit.first, units[-1].last)
                if group is not None:
                    start, end, size, bound = group
                    while result and result[-1].first >= start:
                        result.pop()
                    mention = Mention(
                        start, end, start, end, self._count_clitic(start), "Group", "nominal", f"size|{bound}|{size}"
                    )
                    self.document.mentions.append(mention)
                    number = len(self.document.mentions) - 1
                    noun = tuple(
                        word for word in self.words[start:end] if word not in ("اكثر", "من") and not word[0].isdigit()
                    )
                    if len(noun) >= 3:
                        self.group_nouns.setdefault(noun, number)
                    result.append(
                        Unit("NP", start, end, [number], mention.prep, mention.joined, word=self.words[start])
                    )
                    while index < len(units) and units[index].first < end:
                        index += 1
                    continue
            result.append(unit)
            index += 1
        return result

    def _group_again(self, unit: Unit, last: int) -> tuple[int, int, int] | None:
        """Find the words of a group that was counted before: "أصحاب رأس المال الاستثماري"."""
        for noun, number in self.group_nouns.items():
            end = unit.first + len(noun)
            if unit.word == noun[0] and end <= last and tuple(self.words[unit.first : end]) == noun:
                return unit.first, end, number
        return None

    def _count_clitic(self, start: int) -> str:
        word = self.words[start]
        return next(
            (form for form, base in clitic_forms(word) if form and base in ("اكثر", "عشرات", "ميات", "اقل")), ""
        )

    def _counted(self, place: int, last: int) -> tuple[int, int, str, str] | None:
        start, bound = place, "exact"
        before = self.words[max(0, place - 2) : place]
        if len(before) == 2 and before[1] == "من" and before[0].endswith("اكثر"):
            start, bound = place - 2, "at_least"
        end = place + 1
        if end < last and self.words[end] == "من":
            end += 1
        if end >= last or without_article(self.words[end]) not in self.sets["people_plurals"]:
            return None
        end += 1
        limit = end + 4
        while end < min(last, limit):
            word = self.words[end]
            if self.document.tokenised.tokens[end].kind != "word" or self.document.classes[end] not in ("N", "A"):
                break
            if (
                word.startswith("و")
                or word in self.sets["prepositions"]
                or word in ("اكثر", "اقل", "نحو", "حوالي")
                or any(m.first == end for m in self.document.mentions[-0:] if m.kind == "name" and m.type == "Person")
            ):
                break
            if not is_definite(word) and end >= place + 4:
                break
            end += 1
        return start, end, self.words[place], bound

    def _prepositions(self, units: list[Unit]) -> list[Unit]:
        """Give each name the preposition that stands before it; "لـ «سي إن إن»" too."""
        result: list[Unit] = []
        for unit in units:
            if result and unit.kind in ("NP", "ROLE", "AMT") and unit.prep == "":
                before = result[-1]
                opening = before.kind == "PUNCT" and before.word in ('"', "(") and len(result) > 1
                holder = result[-2] if opening else before
                if holder.kind == "PREP":
                    unit.prep = holder.word
                elif holder.kind == "LIST" and unit.kind != "AMT":
                    unit.prep = self._listed_under(result)
                elif before.kind == "CONJ":
                    unit.joined = True
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
                units[place].kind == "TITLE" and not units[place].joined and not units[place].prep
                or self.adjective(units[place])
                or units[place].word in self.sets["past_adjectives"] | self.sets["future_adjectives"]
                or (units[place].kind == "W" and is_definite(units[place].word) and self.document.classes[units[place].first] == "A" and units[place].word.startswith("ال"))
            ):  # fmt: skip
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
                    facts.append(
                        RoleFact(holder.mentions[0], AFFILIATED, party, False, unit.first, holder.last, "party")
                    )
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

    def adjective(self, unit: Unit) -> bool:
        """Say whether a unit is an adjective of nationality or party."""
        return (
            unit.kind == "NP"
            and len(unit.mentions) > 0
            and self.document.mentions[unit.mentions[0]].head == "adjective"
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
            and self._plain_metonym(result[-2])
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

    def _governs_genitive(self, unit: Unit) -> bool:
        """Say whether a noun that is nobody's name makes the next name its genitive: "مسؤولو فلان"."""
        before = self.words[unit.first - 1] if unit.first > 0 else "\n"
        candidacy = unit.kind == "TRIG" and any(
            base in ("ترشيح", "ترشح") and (clitic != "" or before in self.sets["prepositions"])
            for clitic, base in clitic_forms(unit.word)
        )
        if candidacy:
            return True
        if unit.kind != "W" or self.document.classes[unit.first] != "N" or is_definite(unit.word):
            return False
        word = unit.word
        token = self.document.tokenised.tokens[unit.first]
        if (
            token.kind != "word"
            or word.endswith(("ا", "ها", "هم"))
            or (word.endswith("ه") and not word.endswith(("يه", "ه")))
        ):
            return False
        return (
            word not in self.sets["weekdays"]
            and word not in self.sets["adverbs"]
            and word not in self.sets["openers"]
        )

    def _listed_under(self, result: Sequence[Unit]) -> str:
        """Return the preposition of the noun that a list spells out: "من قادة التكنولوجيا مثل فلان"."""
        for unit in reversed(result[-10:-1]):
            if unit.kind == "PREP":
                return unit.word
            if unit.kind in ("V", "TRIG", "COMP", "REL", "NP"):
                break
        return ""

    def retype(self, number: int) -> bool:
        """Make a person of what only the tagger took for a place or organisation, among people; say whether it may be."""
        mention = self.document.mentions[number]
        if mention.head or mention.entity < 0 or mention.name_last - mention.name_first < 2:
            return False
        if self.lexicon.gazetteer.find(self.words[: mention.last], mention.first) is not None:
            return False
        entity = self.document.entities[mention.entity]
        entity.type = "Person"
        for other in entity.mentions:
            self.document.mentions[other].type = "Person"
        return True

    def _list_start(self, result: Sequence[Unit], place: int) -> int | None:
        """Return where the words begin that announce a list by a number: "أربعة من الرؤساء التنفيذيين للتكنولوجيا"."""
        for index in range(place, max(-1, place - 9), -1):
            unit = result[index]
            if unit.kind == "W" and (
                unit.word in UNITS or self.document.tokenised.tokens[unit.first].kind == "number"
            ):
                return index
            if unit.kind not in ("W", "PREP", "ROLE", "DESC") or (unit.kind == "PREP" and unit.word != "من"):
                return None
        return None

    def person(self, unit: Unit) -> bool:
        """Say whether a unit names people (a group counts)."""
        return (
            unit.kind == "NP"
            and len(unit.mentions) > 0
            and self.document.mentions[unit.mentions[0]].type in ("Person", "Group")
        )

    def type_of(self, unit: Unit) -> str:
        """Return the type of what a unit names first."""
        return self.document.mentions[unit.mentions[0]].type if unit.mentions else ""


def _join_names(builder: Builder, units: list[Unit], inner: bool) -> list[Unit]:
    """Join names that are coordinated: "أ وب وج", "أ، وب، وج", "أ، ب وج"; titles between them are passed over.

    ``inner`` joins organisations and places only, which stand inside roles ("رئيس شركتي أ وب"); people are joined when
    roles have found theirs.
    """
    result: list[Unit] = []
    index = 0
    while index < len(units):
        unit = units[index]
        if unit.kind != "NP" or not unit.mentions or (inner and builder.person(unit)):
            result.append(unit)
            index += 1
            continue
        index += 1
        while True:
            step = _next_member(builder, unit, units, index)
            if step is None:
                break
            member, index = step
            unit.mentions.extend(member.mentions)
            unit.last = member.last
        result.append(unit)
    return result


def _pass_conjunction(units: Sequence[Unit], index: int) -> tuple[int, bool]:
    """Pass over a conjunction that stands alone; returns (index, whether there was one)."""
    if index < len(units) and units[index].kind == "CONJ":
        return index + 1, True
    return index, False


def _next_member(builder: Builder, unit: Unit, units: Sequence[Unit], index: int) -> tuple[Unit, int] | None:
    """Return the next member of a coordination and the index after it."""
    comma = index < len(units) and units[index].kind == "PUNCT" and units[index].word in ("،", ",")
    quote = index < len(units) and units[index].kind == "PUNCT" and units[index].word == '"'
    place = index + 1 if comma or quote else index
    if quote and place < len(units) and units[place].kind == "PUNCT" and units[place].word in ("،", ","):
        comma, place = True, place + 1
    place, joined = _pass_conjunction(units, place)
    if place < len(units) and units[place].kind == "PUNCT" and units[place].word == '"' and joined:
        place += 1
    if place >= len(units) or units[place].kind != "NP" or not units[place].mentions:
        return None
    member = units[place]
    joined = joined or member.joined
    same = _alike(builder, unit, member)
    if not same:
        return None
    if joined and (member.prep in ("", unit.prep)):
        return member, place + 1
    if comma and not joined and member.prep == "" and _closes(builder, unit, units, place + 1):
        return member, place + 1
    return None


def _alike(builder: Builder, unit: Unit, member: Unit) -> bool:
    one, other = builder.type_of(unit), builder.type_of(member)
    if (
        builder.document.mentions[member.mentions[0]].head == "adjective"
        or builder.document.mentions[unit.mentions[0]].head == "adjective"
    ):
        return False
    people = ("Person", "Group")
    if one in people or other in people:
        if other in ("Place", "Organization") and one == "Person":
            return all(builder.retype(number) for number in member.mentions)
        return one in people and other in people
    if "Place" in (one, other) or "Event" in (one, other) or "Candidacy" in (one, other):
        return one == other
    return True


def _closes(builder: Builder, unit: Unit, units: Sequence[Unit], index: int) -> bool:
    """Say whether a list of commas is closed by a member with "and"."""
    for _ in range(6):
        comma = index < len(units) and units[index].kind == "PUNCT" and units[index].word in ("،", ",")
        index, joined = _pass_conjunction(units, index + 1 if comma else index)
        if (
            index >= len(units)
            or units[index].kind != "NP"
            or not units[index].mentions
            or not _alike(builder, unit, units[index])
        ):
            return False
        if joined or units[index].joined:
            return True
        if not comma:
            return False
        index += 1
    return False


class RoleReader:
    """Collapses roles with what they are of and the person who holds them, and notes each as a fact."""

    def __init__(self, builder: Builder, facts: list[RoleFact]) -> None:
        self.builder = builder
        self.document = builder.document
        self.sets = builder.sets
        self.facts = facts
        self.skipped = 0

    def collapse(self, units: list[Unit]) -> list[Unit]:
        """Return the units with every role joined to its person."""
        result: list[Unit] = []
        index = 0
        self.passed: list[Unit] = []
        while index < len(units):
            unit = units[index]
            if unit.kind != "ROLE":
                if unit.kind == "NP":
                    self.passed.append(unit)
                result.append(unit)
                index += 1
                continue
            index = self._read(units, index, result)
        return self._shared(result)

    def _shared(self, units: list[Unit]) -> list[Unit]:
        """Give the second of two holders of one office his: "الرئيسين الأميركي فلان، والكوبي فلان"."""
        result: list[Unit] = []
        for index, unit in enumerate(units):
            adjective = result[-1] if result else None
            office = None
            if (
                self._is_person(unit)
                and unit.prep == ""
                and adjective is not None
                and adjective.joined
                and self.builder.adjective(adjective)
                and self.builder.type_of(adjective) == "Place"
            ):
                before = next((other for other in reversed(result[:-1]) if other.kind != "PUNCT"), None)
                office = next(
                    (
                        fact
                        for fact in self.facts
                        if before is not None
                        and before.mentions
                        and fact.person == before.mentions[0]
                        and self.document.mentions[fact.complement].head == "adjective"
                    ),
                    None,
                )
            if office is not None and adjective is not None and index > 0:
                result.pop()
                self.facts.append(
                    RoleFact(
                        unit.mentions[0],
                        office.role,
                        adjective.mentions[0],
                        office.past,
                        adjective.first,
                        unit.last,
                        office.words,
                    )
                )
                unit.first, unit.joined = adjective.first, True
            result.append(unit)
        return result

    def _adjectives(self, units: Sequence[Unit], index: int, unit: Unit, places: list[int]) -> int:
        """Pass over adjectives after a role or its complement; nationalities are noted as complements."""
        passed = False
        while index < len(units):
            follower = units[index]
            if (
                follower.kind == "NP"
                and self.document.mentions[follower.mentions[0]].head == "adjective"
                and follower.prep == ""
                and not follower.joined
            ):
                # "الرئيس الأميركي": of a country; after another adjective it is the person's nationality.
                if not passed or self.builder.type_of(follower) == "Party":
                    places.append(follower.mentions[0])
            elif follower.word in self.sets["past_adjectives"]:
                unit.past = passed = True
            elif follower.word in self.sets["future_adjectives"]:
                passed = True
            elif (
                follower.kind in ("W", "TRIG")
                and is_definite(follower.word)
                and self.document.classes[follower.first] == "A"
                and follower.word.startswith("ال")
            ):
                passed = True
            else:
                break
            index += 1
        return index

    def _read(self, units: Sequence[Unit], index: int, result: list[Unit]) -> int:
        """Read one role (or several that share a complement) at an index; returns the index after it."""
        unit = units[index]
        roles = list(unit.roles)
        start = index
        adjectives: list[int] = []
        index = self._adjectives(units, index + 1, unit, adjectives)
        while (
            index < len(units)
            and units[index].kind == "ROLE"
            and units[index].joined
            and not adjectives
            and units[index].prep == ""
        ):
            roles.extend(units[index].roles)
            unit.pronoun = unit.pronoun or units[index].pronoun
            index = self._adjectives(units, index + 1, unit, adjectives)
        complements, index = self._complement(units, index, unit, roles, adjectives)
        index = self._adjectives(units, index, unit, adjectives)
        end = index
        person = self._person_after(units, self._aside(units, index) if complements else index, unit)
        if person is not None:
            holder, index = person
        else:
            holder_unit = self._person_before(result, unit, units, start)
            if holder_unit is not None:
                self._note(units[start:end], holder_unit.mentions, roles, complements, adjectives, unit)
                holder_unit.last = units[end - 1].last
                while result[-1] is not holder_unit:
                    result.pop()
                return end
            if not complements and not adjectives and (unit.word.endswith(("ه", "ا")) or not unit.definite):
                # "منافسة" and "ناجحة" look like roles and are none.
                plain = Unit("W", unit.first, units[start].last, prep="", joined=unit.joined, word=unit.word)
                plain.triggers = self.builder._triggers(unit.first)
                plain.kind = "TRIG" if plain.triggers else "W"
                result.append(plain)
                return start + 1
            if not complements and not adjectives and roles[0].itself:
                complements = [self._office(unit)]
            described = Unit(
                "NP",
                unit.first,
                units[end - 1].last,
                [],
                unit.prep,
                unit.joined,
                roles=roles,
                pronoun=unit.pronoun,
                past=unit.past,
                definite=unit.definite,
                word=unit.word,
            )
            if unit.word.endswith("ا") and unit.prep == "" and not unit.definite:
                described.prep = "acc"  # an accusative says what somebody is; it is nobody's subject
            described.member = roles[0].words[0] in ("اعضاء", "عضو")
            described.amount = None
            described.triggers = []
            self._describe(described, complements, adjectives)
            result.append(described)
            return end
        if not complements and not adjectives and roles[0].itself:
            complements = [self._office(unit)]
        self._note(units[start:end], holder.mentions, roles, complements, adjectives, unit)
        result.append(
            Unit("NP", unit.first, holder.last, list(holder.mentions), unit.prep, unit.joined, word=unit.word)
        )
        return index

    def _office(self, unit: Unit) -> int:
        """Make a mention of an office that is held as such."""
        head = unit.roles[0].words[0]
        clitic = next((form for form, base in clitic_forms(unit.word) if without_article(base) == head), "")
        mention = Mention(
            unit.first, unit.first + 2, unit.first, unit.first + 2, clitic, "GovernmentBody", "nominal", "office"
        )
        self.document.mentions.append(mention)
        return len(self.document.mentions) - 1

    def _describe(self, unit: Unit, complements: list[int], adjectives: list[int]) -> None:
        """Keep what a role without a name is of, so that the document may tell who it is."""
        unit.kind = "DESC"
        unit.mentions = complements or adjectives

    def _complement(
        self, units: Sequence[Unit], index: int, unit: Unit, roles: Sequence[Role], adjectives: list[int]
    ) -> tuple[list[int], int]:
        """Return (mentions, index after) of what a role is of."""
        if index >= len(units):
            return [], index
        place = index
        skipped = 0
        while (
            skipped < 4
            and place < len(units)
            and units[place].kind in ("W", "TRIG", "AUX")
            and not units[place].joined
            and (
                units[place].word in self.sets["adverbs"]
                or self.document.classes[units[place].first] in ("N", "A")
                and units[place].prep == ""
                and self.document.tokenised.tokens[units[place].first].kind == "word"
            )
        ):
            skipped += not (units[place].word.endswith("ا") or units[place].word in self.sets["adverbs"])
            place += 1
        while (
            skipped
            and place < len(units)
            and units[place].kind in ("W", "TRIG")
            and units[place].word.startswith("وال")
            and skipped < 5
        ):
            place += 1
            skipped += 1
        self.skipped = skipped
        if place >= len(units):
            return [], index
        if units[place].kind == "PREP" and place + 1 < len(units) and units[place + 1].prep == units[place].word:
            place += 1
        if (
            units[place].kind == "PREP"
            and place + 2 < len(units)
            and units[place + 1].kind == "PUNCT"
            and units[place + 2].prep == units[place].word
        ):
            place += 1
        follower = units[place]
        if (
            place < len(units)
            and units[place].kind == "PUNCT"
            and units[place].word in ('"', "(")
            and place + 1 < len(units)
        ):
            place += 1
            follower = units[place]
        if roles[0].relation == "RUNS_FOR":
            race = self._race(units, index)
            if race is not None:
                return race
        if follower.kind != "NP" or not follower.mentions or follower.joined:
            return [], index
        kind = self.builder.type_of(follower)
        if kind == "Person" and follower.prep in ("ل", "ب") and roles[0].relation in ("LEADS", "FOUNDED", "OWNS"):
            kind = self._company(follower)
        allowed = {name for role in roles for name in role.of} | {"Place" for role in roles if role.office}
        fits = kind in allowed or (
            "Organization" in allowed and kind not in ("Person", "Place", "Event", "Candidacy", "Asset")
        )
        minister = roles[0].words[0] == "وزير"
        named = roles[0].words[-1] == "باسم"
        idafa = follower.prep == "" and (named or (not unit.definite and not adjectives)) and skipped == 0
        if minister and skipped and follower.prep in ("", "gen") and kind == "Place":
            idafa = True
        if skipped and not minister and (kind == "Place" or follower.prep not in ("ب", "في", "لدي", "ل")):
            return [], index
        by_prep = follower.prep in ("ل", "ب", "في", "لدي", "باسم", "من", "عن", "الي", "على", "علي", "داخل", "ضمن")
        if follower.prep in ("من", "علي", "عن") and roles[0].relation not in ("HOLDS_OFFICE", "FOUNDED"):
            by_prep = False
        if not fits or not (idafa or by_prep):
            return [], index
        if kind == "Person" and idafa and roles[0].relation not in ("WORKS_FOR", "SUPPORTED", "RUNNING_AGAINST"):
            return [], index
        place += 1
        while (
            place < len(units)
            and units[place].kind == "PUNCT"
            and units[place].word in ('"', ")")
            and units[place].first == units[place - 1].last
        ):
            place += 1
        return list(follower.mentions), place

    def _aside(self, units: Sequence[Unit], index: int) -> int:
        """Pass over what stands between a role and its person: "لدى السعودية", "لشؤون الاستثمار"."""
        place = index
        if place + 1 < len(units) and units[place].kind == "PREP" and units[place + 1].kind == "NP":
            if self.builder.type_of(units[place + 1]) in ("Place", "GovernmentBody") and units[place].word in (
                "لدي",
                "في",
                "لدى",
            ):
                place += 2
        steps = 0
        while (
            steps < 3
            and place < len(units)
            and units[place].kind in ("W", "TRIG")
            and self.document.classes[units[place].first] in ("N", "A")
            and not units[place].joined
        ):
            place += 1
            steps += 1
        if (
            place > index
            and place + 1 < len(units)
            and units[place].kind == "PUNCT"
            and units[place].word in ("،", ",")
        ):
            return place if self._is_person(units[place + 1]) else index
        return place if place > index and place < len(units) and self._is_person(units[place]) else index

    def _race(self, units: Sequence[Unit], index: int) -> tuple[list[int], int] | None:
        """Read what a candidate runs for: "لانتخابات الحزب الجمهوري للرئاسة الأميركية"; the race counts before the party."""
        place = index
        found: list[int] = []
        while place < len(units) and place - index < 8:
            unit = units[place]
            if unit.kind == "NP" and unit.mentions and not unit.joined:
                kind = self.builder.type_of(unit)
                if kind not in ("Candidacy", "Party", "Place", "GovernmentBody") or (
                    kind == "Place" and unit.prep == ""
                ):
                    break
                found.extend(unit.mentions)
            elif (
                unit.kind not in ("W", "PREP")
                or unit.joined
                or (unit.kind == "W" and self.document.classes[unit.first] not in ("N", "A"))
            ):
                break
            place += 1
        while place > index and units[place - 1].kind != "NP":
            place -= 1
        if not found:
            return None
        order = ["Candidacy", "Party", "Place", "GovernmentBody"]
        found.sort(key=lambda number: order.index(self.document.mentions[number].type))
        return found, place

    def _company(self, unit: Unit) -> str:
        """Make a company of what only the tagger took for a person, after "الرئيس التنفيذي ل"."""
        mention = self.document.mentions[unit.mentions[0]]
        if mention.head or mention.entity < 0:
            return "Person"
        entity = self.document.entities[mention.entity]
        if len(entity.mentions) > 2 or entity.gender:
            return "Person"
        entity.type = "Company"
        for number in entity.mentions:
            self.document.mentions[number].type = "Company"
        return "Company"

    def _is_person(self, unit: Unit) -> bool:
        if unit.kind != "NP" or not unit.mentions:
            return False
        mention = self.document.mentions[unit.mentions[0]]
        return mention.type == "Person" or (mention.type == "Group" and mention.head == "توام")

    def _person_after(self, units: Sequence[Unit], index: int, unit: Unit) -> tuple[Unit, int] | None:
        """Return the person that a role leads to: right after it, or between commas."""
        place = index
        comma = (
            place < len(units)
            and units[place].kind == "PUNCT"
            and units[place].word in ("،", ",", '"', "(", ":", "-")
        )
        if comma:
            place += 1
        joined = False
        if (
            joined
            or place >= len(units)
            or not self._is_person(units[place])
            or units[place].prep not in ("", "gen")
            or units[place].joined
        ):
            return None
        if comma and units[index].word in ("،", ",", "-"):
            after = units[place + 1] if place + 1 < len(units) else None
            closed = after is None or (after.kind == "PUNCT" and after.word in ("،", ",", ".", "-", "..."))
            if not closed:
                return None
        index = place + 1
        if comma and units[index - 2].word == '"' and index < len(units) and units[index].word == '"':
            index += 1
        return units[place], index

    def _person_before(self, result: Sequence[Unit], unit: Unit, units: Sequence[Unit], start: int) -> Unit | None:
        """Return the person that a role stands in apposition to: "فلان، رئيس ...", "فلان وهو مؤسس ..."."""
        place = len(result) - 1
        bridged = False
        while place >= 0 and (
            (result[place].kind == "PUNCT" and result[place].word in ("،", ",", "-", ")", '"'))
            or (result[place].kind in ("AUX", "W", "REL", "V", "LIST") and result[place].word in self.sets["bridges"])
            or (result[place].kind == "PREP" and result[place].word == unit.prep and unit.prep in ("من", "بين"))
            or (unit.prep in ("من", "بين") and result[place].kind == "W" and self._described(result[place]))
            or (result[place].kind == "W" and result[place].word in self.sets["partitives"])
        ):
            bridged = bridged or result[place].word in self.sets["bridges"]
            place -= 1
            if len(result) - place > 7:
                return None
        if place < 0 or not self._is_person(result[place]):
            return None
        apposed = unit.prep in ("من", "بين") and self._plural(unit) and place < len(result) - 1
        if unit.prep and not (unit.prep == "ك" or bridged or apposed):
            return None
        if unit.joined and not bridged and not self._appositive(result[place], unit):
            return None
        return result[place]

    def _described(self, unit: Unit) -> bool:
        """Say whether a word belongs to a description in apposition: "ملياردير العقارات", "المرأة الوحيدة"."""
        return self.document.classes[unit.first] in ("N", "A") and unit.last == unit.first + 1

    def _appositive(self, before: Unit, unit: Unit) -> bool:
        """Say whether "و" joins a second role to a person who has one: "عضو مجلس اللوردات وزعيم حزب المحافظين"."""
        return (
            before.last - before.first > 2
            and len(before.mentions) == 1
            and any(fact.last >= before.last - 1 for fact in self.facts)
        )

    def _note(
        self, units: Sequence[Unit], people: Sequence[int], roles: Sequence[Role], complements: Sequence[int],
        adjectives: Sequence[int], unit: Unit,
    ) -> None:  # fmt: skip
        first, last = units[0].first, units[-1].last
        words = self._said(unit)
        plural = len(people) > 1 and not self._plural(unit)
        for party in adjectives:
            if self.document.mentions[party].type == "Party":
                for person in people:
                    self.facts.append(RoleFact(person, AFFILIATED, party, unit.past, first, last, words))
        adjectives = [number for number in adjectives if self.document.mentions[number].type != "Party"]
        if roles[0].relation == "RUNS_FOR":
            complements = self._party(people, complements, unit, first, last, words)
        for role in roles:
            targets = list(complements)
            kinds = {self.document.mentions[number].type for number in targets}
            if not targets or (role.relation == "HOLDS_OFFICE" and not kinds & {"Place"} and adjectives):
                targets += list(adjectives)
            for target in targets:
                relation = WORKING if self.skipped and role.relation == "LEADS" and complements else role
                for person in people[:1] if plural else people:
                    self.facts.append(RoleFact(person, relation, target, unit.past, first, last, words))
            if unit.pronoun and not complements:
                target = self._possessor(unit, people, role)
                if target is not None:
                    for person in people[:1]:
                        self.facts.append(RoleFact(person, role, target, unit.past, first, last, words))

    def _said(self, unit: Unit) -> str:
        """Return the words of a role as they stand in the text, without what is written onto the first."""
        tokens = self.document.tokenised.tokens
        last = unit.first + max(len(role.words) for role in unit.roles)
        start, end = tokens[unit.first].start, tokens[min(last, len(tokens)) - 1].end
        clitic = next(
            (
                form
                for form, base in clitic_forms(unit.word)
                if without_article(base).startswith(unit.roles[0].words[0][:3])
            ),
            "",
        )
        return self.document.tokenised.text[start + len(clitic) : end]

    def _party(
        self, people: Sequence[int], complements: Sequence[int], unit: Unit, first: int, last: int, words: str
    ) -> list[int]:
        """Keep the race of a candidate; where there is one, the party beside it is what the candidate belongs to."""
        kinds = [self.document.mentions[number].type for number in complements]
        races = [number for number, kind in zip(complements, kinds, strict=True) if kind == "Candidacy"]
        if not races:
            return list(complements[:1])
        for number, kind in zip(complements, kinds, strict=True):
            if kind == "Party":
                for person in people:
                    self.facts.append(RoleFact(person, AFFILIATED, number, unit.past, first, last, words))
        return races[:1]

    def _possessor(self, unit: Unit, people: Sequence[int], role: Role) -> int | None:
        """Return whom a possessive on a role stands for ("مؤسسها", "منافسه"), where one can be meant."""
        holders = {self.document.mentions[number].entity for number in people}
        found: dict[int, int] = {}
        for other in self.passed:
            for number in other.mentions:
                mention = self.document.mentions[number]
                if mention.entity < 0 or mention.entity in holders or mention.head == "adjective":
                    continue
                if self._may_own(mention, unit.pronoun, role):
                    found[mention.entity] = number
        return next(iter(found.values())) if len(found) == 1 else None

    def _may_own(self, mention: Mention, pronoun: str, role: Role) -> bool:
        gender = self.document.entities[mention.entity].gender
        if mention.type in ("Campaign", "Committee") and "Organization" in role.of:
            return True
        if mention.type == "Person":
            if "Person" not in role.of:
                return False
            return gender != "m" if pronoun == "ها" else gender != "f" if pronoun == "ه" else False
        if not (
            mention.type in role.of
            or ("Organization" in role.of and mention.type not in ("Place", "Event", "Candidacy"))
        ):
            return False
        head = without_article(mention.head or self.words_of(mention))
        feminine = head.endswith("ه")
        return (
            feminine or mention.head in ("", "latin")
            if pronoun == "ها"
            else not feminine
            if pronoun == "ه"
            else False
        )

    def words_of(self, mention: Mention) -> str:
        """Return the first word of a mention's name."""
        return next(iter(self.document.name_words(mention)), "")

    def _plural(self, unit: Unit) -> bool:
        word = unit.word
        return word.endswith(("ين", "ون", "ا", "و", "ان", "ي")) and not word.endswith("ال")
