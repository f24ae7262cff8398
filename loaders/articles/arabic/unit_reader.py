"""From tokens to units: names, roles, sums, groups of people, function words and triggers."""

from __future__ import annotations

from collections.abc import Sequence

from techpol.loaders.articles.arabic.amounts import find_amounts
from techpol.loaders.articles.arabic.analysis import Document
from techpol.loaders.articles.arabic.lexicon import Role, Trigger
from techpol.loaders.articles.arabic.mentions import Mention
from techpol.loaders.articles.arabic.tagger import get_word_table
from techpol.loaders.articles.arabic.tokens import Sentence
from techpol.loaders.articles.arabic.units import Unit
from techpol.loaders.articles.arabic.word_facts import is_accusative, role_variants
from techpol.loaders.articles.arabic.words import clitic_forms, is_definite, without_article


class UnitReader:
    """Cuts sentences into units."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.words = document.words
        self.lexicon = document.lexicon
        self.sets = document.lexicon.sets
        self.group_nouns: dict[tuple[str, ...], int] = {}
        self.people_end: frozenset[int] = frozenset()  # where people's names end in the sentence being read

    def _raw(self, sentence: Sentence, number: int) -> list[Unit]:
        mentions = {self.document.mentions[index].first: index for index in self.document.by_sentence.get(number, ())}
        amounts = {
            amount.first: amount
            for amount in find_amounts(self.document.tokenised.tokens, sentence.first, sentence.last)
        }
        named = [self.document.mentions[index] for index in mentions.values()]
        self.people_end = frozenset(
            item.last
            for item in named
            if item.type == "Person"
            and item.kind == "name"
            and item.prep == ""
            and self._opens_clause(item, sentence)
        )
        units: list[Unit] = []
        place = sentence.first
        while place < sentence.last:
            unit = self._title(place, sentence.last, mentions) or self._role(place, sentence.last, mentions)
            if unit is None and place in mentions:
                mention = self.document.mentions[mentions[place]]
                unit = Unit(
                    "NP", place, mention.last, [mentions[place]], mention.prep, mention.joined, word=self.words[place]
                )
                by_article = self.words[place].startswith("بال") and mention.type == "Place"
                if not mention.clitic and (by_article or self._at_body(mention)):
                    unit.prep = "ب"
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

    def _opens_clause(self, mention: Mention, sentence: Sentence) -> bool:
        """Say whether a name opens a clause, titles before it: a verb may follow, as in "إن الوزير فلانا قدم"."""
        place = mention.first
        while place > sentence.first and self.words[place - 1].startswith("ال") and mention.first - place < 4:
            place -= 1
        before = self.words[place - 1] if place > sentence.first else ""
        if before in ("", "،", ",", ":", "وكان", "كان", "وقد") or before in self.sets["complementizers"]:
            return True
        for back in range(mention.first - 1, max(sentence.first, mention.first - 14), -1):
            # "إن رئيس شركة كذا فلانا قدم": what the person is stands between
            if self.words[back] in self.sets["complementizers"]:
                return True
            if self.document.classes[back] == "V" or self.words[back] in ("،", ",", ":", "."):
                return False
        return False

    def _at_body(self, mention: Mention) -> bool:
        """Say whether bi- is written onto a body's name that was taken with it: "بتعليم جازان"."""
        word, table = self.words[mention.first], get_word_table()
        whole = mention.head == "" and mention.type != "Person" and mention.last - mention.first > 1
        return whole and word.startswith("ب") and table.class_of(word[1:]) > max(3, table.class_of(word) - 1)

    def _title(self, place: int, last: int, mentions: dict[int, int]) -> Unit | None:
        """Read a title of several words ("صاحب رأس المال الاستثماري") or of one, outside names."""
        if place in mentions:
            return None
        hit = self.lexicon.titles.find(self.words, place, last)
        if hit is None:
            return None
        length, clitic, _ = hit
        follower = self.document.mentions[mentions[place + length]] if place + length in mentions else None
        named = follower is not None and follower.type == "Person" and is_definite(self.words[place])
        if length == 1 and not named and self._role(place, last, mentions) is not None:
            return None  # "الرئيس التنفيذي المهندس فلان": before a name it is a title
        prep = clitic[-1:] if clitic[-1:] in ("ب", "ل", "ك") else ""
        return Unit(
            "TITLE", place, place + length, prep=prep, joined=clitic[:1] in ("و", "ف"), word=self.words[place]
        )

    def _role(self, place: int, last: int, mentions: dict[int, int]) -> Unit | None:
        """Read a role noun at a place, longest first."""
        stems = self.lexicon.facts.role_stems[self.words[place]]
        if len(stems) == 0:
            return None
        mention = self.document.mentions[mentions[place]] if place in mentions else None
        if (
            mention is not None
            and (mention.kind == "name" and mention.head != "adjective")
            and mention.last - place > 1
        ):
            named = mention.head not in ("حمله",) and self.words[place] not in ("نايب", "رييس")
            if named:
                return None
        for clitic, stem, pronoun in stems:
            unit = self._role_here(place, last, clitic, stem, pronoun, mentions)
            if unit is not None:
                return unit
        return None

    def _role_here(
        self, place: int, last: int, clitic: str, base: str, pronoun: str, mentions: dict[int, int]
    ) -> Unit | None:
        stem = without_article(base)
        accusative = is_accusative(base)
        for variant in role_variants(base, pronoun):
            for role in self.lexicon.roles.get(variant, ()):
                length = len(role.words)
                if length == 2 and role.words[1] in ("اداره", "مكتب", "كتله") and self._named_at(place + 1, mentions):
                    continue  # "مدير إدارة شؤون المعلمين": the office is named
                if place + length > last or (pronoun and length > 2):
                    continue
                if role.words == ("امر",) and not self._commander(place):
                    continue  # "أمر الملك بتعيين فلان": he ordered it
                if role.words == ("ممثل",) and self._represented(place, last):
                    continue  # "الوزارة ممثلة في الهيئة"
                institution = self.words[place].endswith("الموسسه")
                if role.words == ("موسس",) and institution and self.words[place + 1 : place + 2] != ["المشاركه"]:
                    continue  # "رئيس المؤسسة": the institution
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
                    bare = length == 1 and base.startswith("ال") and variant in self.sets["bare_roles"]
                    if bare and not self._employed(place + 1, last, mentions):
                        continue
                    plain = accusative and variant == stem[:-1]
                    plain = plain or (variant == "موسس" and self._founds(place, last))
                    if (
                        variant != stem
                        and length == 1
                        and not plain
                        and (stem in self.lexicon.heads.rows or stem in self.lexicon.triggers)
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
                        "ROLE",
                        place,
                        place + length,
                        prep=clitic[-1:] if clitic[-1:] in ("ب", "ل", "ك") else "",
                        joined=clitic[:1] in ("و", "ف"),
                        roles=self._namesakes(role),
                        pronoun=pronoun,
                        definite=base.startswith("ال"),
                        word=self.words[place],
                    )
        return None

    def _namesakes(self, role: Role) -> list[Role]:
        """Return the roles of the same words; what they are of tells: "المستشارة الألمانية", "مستشارة فلان"."""
        alike = [other for other in self.lexicon.roles[role.words[0]] if other.words == role.words]
        return alike if not any(other.itself for other in alike) else [role]

    def _employed(self, place: int, last: int, mentions: dict[int, int]) -> bool:
        """Say whether "at" a body stands at a place, so that a word before it tells a post: "الباحث في معهد كذا"."""
        if self.words[place : place + 1] not in (["في"], ["لدي"]):
            return False
        place += 1 + (self.words[place + 1 : place + 2] == ['"'])
        mention = self.document.mentions[mentions[place]] if place < last and place in mentions else None
        kinds = ("Company", "MediaOrganization", "Group", "GovernmentBody", "Organization")
        return mention is not None and mention.kind == "name" and mention.type in kinds

    def _founds(self, place: int, last: int) -> bool:
        """Say whether a woman who founded is meant, and no institution: "مؤسسة ومالكة شركة كذا"."""
        following = self.words[place + 1] if place + 1 < last else ""
        second = following.removeprefix("و").removesuffix("ه")
        return following.startswith("و") and following.endswith("ه") and second in self.lexicon.roles

    def _represented(self, place: int, last: int) -> bool:
        """Say whether "ممثلة في" stands at a place: one body acts through another."""
        following = self.words[place + 1] if place + 1 < last else ""
        return self.words[place] in ("ممثله", "ممثلا", "ممثلين") and (following == "في" or following.startswith("ب"))

    def _commander(self, place: int) -> bool:
        """Say whether a word is written with madda, as "آمر" is, and "أمر" is not."""
        token = self.document.tokenised.tokens[place]
        return "آ" in self.document.tokenised.text[token.start : token.end]

    def _named_at(self, place: int, mentions: dict[int, int]) -> bool:
        """Say whether the name of a body of several words starts at a place."""
        mention = self.document.mentions[mentions[place]] if place in mentions else None
        return mention is not None and mention.kind == "name" and mention.last - mention.first > 1

    def _owned_role(self, words: Sequence[str], place: int, last: int) -> str:
        """Return the possessive on the last word of a role: "المتحدث باسمها", "كبير مستشاريه"."""
        end = place + len(words) - 1
        if end >= last or any(
            without_article(self.words[place + index]) != words[index] for index in range(1, len(words) - 1)
        ):
            return ""
        final = words[-1][:-1] + "ت" if words[-1].endswith("ه") else words[-1]  # "وزير خارجيته"
        return next((item for item in ("هما", "ها", "هم", "ه") if self.words[end] == final + item), "")

    def _word(self, place: int) -> Unit:
        word, token, sets = self.words[place], self.document.tokenised.tokens[place], self.sets
        unit = Unit("W", place, place + 1, word=word)
        if token.kind == "mark":
            unit.kind = "PUNCT"
            return unit
        if word == "ما" and self.words[place + 1 : place + 2] == ["بين"]:
            return unit
        if word == "ما" and place > 0 and self._relative_ma(place):
            unit.kind = "REL"
            return unit
        for name, kind, clitic, base in self.lexicon.facts.openers[word]:
            if kind == "PREP" and word in ("حول", "وحول") and self._before_sum(place):
                continue
            if kind == "PREP" and word.startswith("ف") and word in sets["giving"]:
                continue
            if kind == "PREP" and word in ("عبر", "وعبر") and self._expressing(place):
                continue
            if (phrase := self._phrase(name, place, base)) is None:
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
        elif word == "عقدا" and self._signed(place):
            unit.kind = "W"
        elif (
            self.document.classes[place] == "V"
            and not self._with_bi(word)
            and not self._after_preposition(place)
            and not self._nunated(place)
            and not (place > 0 and self.words[place - 1] in sets["memoranda"])
        ) or (
            not self._after_preposition(place)
            and not self._nunated(place)
            and not self.lexicon.facts.light_or_said.isdisjoint((word, base_word))
        ):
            unit.kind = "V"
        elif word in sets["subordinators"] or base_word in sets["subordinators"]:
            unit.kind = "SUB"
        unit.joined = word != base_word and not self._whole(place, base_word)
        return unit

    def _signed(self, place: int) -> bool:
        """Say whether a verb of signing stands before: "أبرمت شركة كذا عقدا", where "عقدا" is no verb."""
        return any(
            trigger.frame.id == "sign"
            for word in self.words[max(0, place - 8) : place]
            for trigger in self.lexicon.triggers.get(word.removeprefix("و"), self.lexicon.triggers.get(word, ()))
        )

    def _relative_ma(self, place: int) -> bool:
        """Say whether "ما" means "that which" and denies nothing: after a preposition or a verb ("على ما قدمته")."""
        before = self.words[place - 1]
        return before in self.sets["strict_prepositions"] or (
            self.document.classes[place - 1] == "V" and before.removeprefix("و") not in self.sets["saying"]
        )

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

    def _expressing(self, place: int) -> bool:
        """Say whether "عبر" opens a clause and is the verb: "عبّر فلان عن شكره"."""
        before = self.words[place - 1] if place > 0 else "\n"
        return before in ("\n", ".", "،", '"', ":") and "عن" in self.words[place + 2 : place + 16]

    def _nunated(self, place: int) -> bool:
        """Say whether a word is written with tanwin, and so is a noun: "عقداً" is not a verb."""
        token = self.document.tokenised.tokens[place]
        written = self.document.tokenised.text[token.start : token.end]
        return "\u064b" in written or "\u064c" in written or "\u064d" in written

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

    def _triggers(self, place: int) -> list[Trigger]:
        """Return the frames that a word may call, by its form and its class."""
        word, kind = self.words[place], self.document.classes[place]
        found: list[Trigger] = []
        if not self.lexicon.facts.may_call[word]:
            return found
        for clitic, base in clitic_forms(word):
            for trigger in self.lexicon.triggers.get(base, ()):
                if clitic[-1:] in ("ب", "ل", "ك") and trigger.kind == "verb":
                    continue
                if trigger.kind == "verb" and trigger.pronoun == "ه" and self._tied(place):
                    continue
                found.append(trigger)
            if found and not self._for_a_noun(base, found):
                break
        if self._after_preposition(place) or self._nunated(place):
            found = [trigger for trigger in found if trigger.kind != "verb"]
        if word.endswith(("ه", "ين")):
            # "متهمة", "مشيدة" without a comma before them are adjectives.
            before = self.words[place - 1] if place > 0 else ""
            found = [item for item in found if item.kind != "circumstance" or before in ("،", ",")]
        verbs = [trigger for trigger in found if trigger.kind == "verb"]
        others = [trigger for trigger in found if trigger.kind != "verb"]
        if verbs and others:
            owned = all(trigger.pronoun for trigger in found)  # "شكره": "his thanks" or "he thanked him"
            return (
                verbs if kind == "V" and not owned else verbs + others
            )  # settled when the words before it are known
        if verbs and kind not in ("V", "X"):
            before = self.words[place - 1] if place > 0 else "\n"
            if len(word) >= 5 and kind != "A" and before not in self.sets["prepositions"]:
                return verbs
            opening = (
                before in ("\n", ".", "،", '"', ":")
                or before in self.sets["negators"]
                or place in self.people_end  # "فلان قدم مليون دولار"
                or (
                    before in self.sets["complementizers"]
                    or before in self.sets["relatives"]
                    or before in self.sets["auxiliaries"]
                )
            )
            return verbs if opening else []
        return found

    def _for_a_noun(self, word: str, found: Sequence[Trigger]) -> bool:
        """Say whether "to do" may be "for" a verbal noun as well: "لترشح فلان" is "for his bid", too."""
        purpose = all(trigger.kind == "verb" and trigger.tense == "purpose" for trigger in found)
        return purpose and any(trigger.kind == "noun" for trigger in self.lexicon.triggers.get(word[1:], ()))

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

    def adjective(self, unit: Unit) -> bool:
        """Say whether a unit is an adjective of nationality or party."""
        return (
            unit.kind == "NP"
            and len(unit.mentions) > 0
            and self.document.mentions[unit.mentions[0]].head == "adjective"
        )

    def retype(self, number: int) -> bool:
        """Make a person, among people, of what only the tagger took for something else; say whether it may be."""
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
