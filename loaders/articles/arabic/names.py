"""Finds what a text names: people, organisations, committees, campaigns, events and places, token by token."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from techpol.loaders.articles.arabic.checks import NameChecks
from techpol.loaders.articles.arabic.mentions import Mention
from techpol.loaders.articles.arabic.shapes import NAME_PARTICLES
from techpol.loaders.articles.arabic.tokens import Sentence
from techpol.loaders.articles.arabic.words import clitic_forms, is_definite, without_article

_TAG_TYPES = {"PER": "Person", "ORG": "Organization", "LOC": "Place"}
_LINKS = frozenset(["بن", "ابن", "بنت", "ولد", "ال", "عبد", "ابو"])

_UNSEEN = 0.05  # probability below which a word stands in no name
_LONGEST_UNTAGGED = 4  # tokens of a name that only its place gives away


class NameFinder(NameChecks):
    """Finds the mentions of one sentence after another."""

    named: Sequence[float] = ()  # how likely each word of the sentence stands in a name, where that is known

    def find(
        self, sentence: Sentence, tags: Sequence[str], classes: Sequence[str], named: Sequence[float] = ()
    ) -> list[Mention]:
        """Return the mentions of a sentence in order, none inside another.

        ``named`` gives the probability of each word to stand in a name: names that only their place gives away are
        looked for where it is not next to nothing.
        """
        self.first, self.last, self.named = sentence.first, sentence.last, named
        self.tags, self.classes = tags, classes
        found: list[Mention] = []
        self.previous: Mention | None = None
        place = self.first
        while place < self.last:
            mention = (
                self._owned(place)
                or self._listed(place)
                or self._headed(place)
                or self._latin(place)
                or self._tagged(place)
                or self._titled(place)
                or self._positional(place)
                or self._adjective(place)
            )
            if mention is None:
                place += 1
                continue
            if found and self._continues(found[-1], mention):
                mention = replace(found.pop(), last=mention.last, name_last=mention.name_last)
            found.append(mention)
            self.previous = mention
            place = max(mention.last, place + 1)
        return found

    def _continues(self, before: Mention, mention: Mention) -> bool:
        """Say whether a person's name goes on: "محمد | بن سعيد", "عبد | اللطيف", "قال جاي | باريك"."""
        if not (
            before.type == mention.type == "Person"
            and before.kind == mention.kind == "name"
            and before.last == mention.first
            and before.name_last == before.last
            and mention.name_first == mention.first
            and not mention.clitic
        ):
            return False
        linked = self.words[before.last - 1] in _LINKS or self.words[mention.first] in _LINKS - {"عبد", "ابو"}
        single = before.last - before.first == mention.last - mention.first == 1
        said = (
            before.first > self.first
            and self.words[before.first - 1].removeprefix("و") in self.lexicon.sets["saying"]
        )
        led = (
            before.first > self.first and self._leads_to_name(before.first - 1) and not self._led_alone(before.first)
        )
        inside = self._tag(mention.first) == "I-PER" and self._tag(mention.first - 1) == "B-PER"
        return linked or (single and (said or led)) or inside

    def _led_alone(self, place: int) -> bool:
        """Say whether a word after a title is known as a last name, so that the next name is another's."""
        return self.words[place] in self.inner_words or not self.table.is_name(self.words[place])

    def _latin(self, place: int) -> Mention | None:
        end = self._latin_run(place)
        if end is None:
            return None
        return Mention(place, end, place, end, "", "Organization", "name", "latin")

    def _tagged(self, place: int) -> Mention | None:
        tag = self._tag(place)
        if self.tokens[place].kind != "word" or self._stop(place):
            return None
        if tag == "O":
            return self._named_before_tagged(place)
        if len(self.words[place]) < 2 or (len(self.words[place]) > 6 and self.words[place].endswith(("هما", "هم"))):
            return None
        if tag in ("B-ORG", "B-LOC"):
            return self._as_tagged(place, tag)
        if (
            self._tag(place + 1) == "O"
            and self.words[place].endswith(("هما", "هم", "ها"))
            and not self.table.is_name(self.words[place])
        ):
            return None
        if self._tag(place + 1).endswith("PER") and any(
            is_definite(base) and without_article(base) in self.lexicon.nationalities
            for _, base in clitic_forms(self.words[place])
        ):
            return None  # "والكوبي راوول كاسترو"
        if self._tag(place + 1).endswith("PER") and (
            self._before_name(place) or self._verbal_noun(self.words[place]) and not self._given(place)
        ):
            return None
        lone = self._tag(place + 1) == "O" or self._adjective_of(place + 1) is not None
        hit = self.lexicon.titles.find(self.words, place, self.last)
        if hit is not None and hit[0] > 1:
            return None
        if (lone and self._role_word(place) and not self._given(place)) or self._no_start(place):
            return None
        if lone and (self._noun_form(place) or self.lexicon.titles.find([self.words[place]], 0) is not None):
            return None
        inner = self._tag(place + 1).endswith("PER")
        role = self._role_word(place) and (
            self.table.class_of(self.words[place]) >= 4 or not self.table.is_name(self.words[place])
        )
        titled = place > self.first and self.lexicon.titles.find([self.words[place - 1]], 0) is not None
        if titled and self.table.is_name(self.words[place]) and self.words[place + 1 : place + 2] == ["بن"]:
            role = False  # "الأمير سلطان بن فلان"
        if inner and (role or self._verb_form(place)):
            # The tagger took the role or the verb before a name into it.
            return None
        end = self.name_end(place)
        kinds = Counter(self._tag(index)[2:] for index in range(place, end) if self._tag(index) != "O")
        if kinds.most_common(1)[0][0] == "PER":
            end = self._family_name(end)
        clitic, stem = self._name_clitic(place, tag[2:])
        kind = _TAG_TYPES.get(kinds.most_common(1)[0][0], "Organization")
        if kind != "Person" and self.table.is_name(stem) and (end > place + 1 or self._person_place(place, clitic)):
            kind = "Person"
            end = self._family_name(end)
        if end == place + 1 and self._verbal_noun(stem) and self.tokens[place].kind == "word":
            return None
        if kind == "Person" and end == place + 1 and self._common(stem):
            return None
        return Mention(place, end, place, end, clitic, kind, "name")

    def _verbal_noun(self, word: str) -> bool:
        """Say whether a single word is what a frame calls an act ("تأييد") rather than a name."""
        return any(
            not self.table.is_name(base)
            and any(trigger.kind == "noun" for trigger in self.lexicon.triggers.get(base, ()))
            for stem in (word, word.removeprefix("و"))
            for base in (stem, stem.removesuffix("ه"), stem.removesuffix("ها"))
        )

    def _as_tagged(self, place: int, tag: str) -> Mention | None:
        """Take a body or a place as long as the tagger made it; a person's name has rules of its own."""
        end = self._run_end(place)
        if end == place + 1 and (self._noun_form(place) or (self._role_word(place) and not self._given(place))):
            return None
        return Mention(place, end, place, end, self._name_clitic(place, tag[2:])[0], _TAG_TYPES[tag[2:]], "name")

    def _no_start(self, place: int) -> bool:
        """Say whether no name starts at a word: "وأكد كيري", "بالأحساء فلان", "بالأمير فلان", "مفاوضو"."""
        word = self.words[place]
        if self.table.is_name(word):
            return False
        bare = word.removeprefix("و")
        if bare in self.lexicon.sets["saying"] and bare != word:
            return True
        seat = len(word) > 4 and word.startswith("ب") and self._tag(place + 1) == "I-PER"
        seat = seat and not self.table.is_name(word[1:])
        if word.startswith("وال") and word.endswith("يه") and not self.table.is_name(word[1:]):
            return True
        if seat and self.table.is_name(self.words[place + 1]) and self.table.class_of(word[1:]) >= 3:
            return True  # "مدير الفرع بعسير سعيد القحطاني"
        if word.startswith("وال") and self.lexicon.titles.find([word[1:]], 0) is not None:
            return True
        if len(word) > 5 and word.startswith("بال") and not self.table.is_name(word[1:]):
            return True
        plural = word.removeprefix("و").removesuffix("و")
        return word.endswith("و") and any(self.table.class_of(plural + ending) >= 3 for ending in ("ين", "ون"))

    def _family_name(self, end: int) -> int:
        """Take untagged names right after a tagged one: "عبدالعزيز سعود البابطين"."""
        limit = end + 3
        while end < min(self.last, limit) and self.tokens[end].kind == "word" and self._tag(end) == "O":
            word = self.words[end]
            given = self.table.is_name(word) and 1 <= self.table.class_of(word) <= 4 and not self._role_word(end)
            family = is_definite(word) and word.endswith("ي") and self.table.class_of(word) <= 4
            after_son = "بن" in self.words[max(self.first, end - 4) : end] and self._closes_name(end + 1)
            family = family or (is_definite(word) and after_son and self.table.class_of(word) <= 5)
            if family and self.table.class_of(word) > 2 and without_article(word) in self.lexicon.nationalities:
                family = False
            clitic = any(
                prefix and self.table.class_of(base) > self.table.class_of(word)
                for prefix, base in clitic_forms(word)
            )
            lone = end == limit - 3 and self._tag(end - 1) != "B-PER" and self.table.is_name(self.words[end - 1])
            lone = (
                lone
                and self.table.class_of(word) <= 2
                and not is_definite(word)
                and not word.endswith(("ات", "ين", "ه", "ها"))
            )
            lone = lone and not word.startswith(("و", "ف", "ل", "ك"))
            given = given or lone  # "ميشيل بلاتيني", where only the given name is known
            clitic = clitic and not (lone and self.table.class_of(word) > 0)
            closing = self._closes_name(end + 1) and 1 <= self.table.class_of(word) <= 3 and not is_definite(word)
            if (
                word.endswith("ا")
                or self._parted(end)
                or not (given or family or closing)
                or clitic
                or self._class(end) not in ("NA" if family else "N")
                or self._stop(end)
                or word in self.lexicon.nationalities
            ):
                break
            if (
                word in self.lexicon.sets["weekdays"]
                or word in self.lexicon.triggers
                or self.lexicon.titles.find([word], 0)
            ):
                break
            end += 1
        return end

    def _named_before_tagged(self, place: int) -> Mention | None:
        """Take an untagged given name with the tagged name after it: "رون ديسانتيس"."""
        following = place + 1
        if self._verb_form(place):
            return None
        if self._tag(following) == "O" or following >= self.last or self.tokens[following].kind != "word":
            return None
        if self.lexicon.gazetteer.find(self.words, following, self.last) is not None or self._stop(following):
            return None
        led = self.previous is not None and self.previous.last == place and self.previous.type != "Person"
        led = (led or (place > self.first and self._leads_to_name(place - 1))) and not self._trigger_form(place)
        led = led or self._foreign_given(place)
        for clitic, base in clitic_forms(self.words[place]):
            if (
                led
                and not self._foreign_clitic(following)
                and clitic == ""
                and not self._foreign_clitic(place)
                and self.table.class_of(base) <= 3
                and not is_definite(base)
                and (self.table.is_name(base) or not self._role_word(place))
                and self._tag(following) != "O"
            ):
                return Mention(place, self.name_end(following), place, self.name_end(following), "", "Person", "name")
            given = base == "بن" or (self.table.is_name(base) and self.table.class_of(base) <= 4)
            if given and not is_definite(base) and clitic in ("", "و", "ل", "ب", "ف"):
                verb = self._class(place) == "V" and self.table.class_of(base) > 3
                if self._role_word(place) or verb or self._foreign_clitic(following) or self._new_name(following):
                    return None
                end = self.name_end(following)
                return Mention(place, end, place, end, clitic, "Person", "name")
        return None

    def _foreign_given(self, place: int) -> bool:
        """Say whether an unknown word in "ا" stands between a verb and a person's tagged name: "وتبرعت أولغا برانت".

        No noun in "ا" governs the next, so that it is a given name or an adverb; an adverb's stem is known.
        """
        word = self.words[place]
        return (
            place > self.first
            and self._class(place - 1) == "V"
            and self._class(place) == "N"
            and self._tag(place + 1) == "B-PER"
            and len(word) > 3
            and word.endswith("ا")
            and not word.endswith(("ايا", "ها", "هما"))
            and self.table.class_of(word[:-1]) < 2
            and not self._trigger_form(place)
        )

    def _titled(self, place: int) -> Mention | None:
        """Find an untagged name after a title: "السيناتور فلان", "الملياردير فلان"."""
        hit = self.lexicon.titles.find(self.words, place, self.last)
        if hit is None:
            return None
        start = place + hit[0]
        if hit[2] == "pair":
            return self._pair(place, start, hit[1])
        while start < self.last and (
            self._adjective_of(start) is not None or self.words[start] in self.lexicon.sets["past_adjectives"]
        ):
            start += 1
        if self.lexicon.titles.find(self.words, start, self.last) is not None:
            return None
        if start >= self.last or self._tag(start) != "O" or self.tokens[start].kind != "word":
            return None
        end = start
        while end < min(self.last, start + 3):
            word = self.words[end]
            if word in NAME_PARTICLES and end > start:
                end += 1
                continue
            named = self.table.is_name(word) or self.table.class_of(word) <= 2
            family = end > start and is_definite(word) and self._class(end) == "N" and self.table.class_of(word) <= 3
            if self.tokens[end].kind != "word" or not (named or family) or self._class(end) not in "N":
                break
            if is_definite(word) and not family:
                break
            if end > start and self._new_name(end):
                break
            end += 1
        end = max(end, self._led_name(start))
        if end == start or (end == start + 1 and self.table.class_of(self.words[start]) > 3):
            return None
        return Mention(start, end, start, end, "", "Person", "name")

    def _positional(self, place: int) -> Mention | None:
        """Find a person that only its place gives away: two or more name-like words after a verb, إن, a title."""
        near = self.named[place - self.first : place - self.first + _LONGEST_UNTAGGED]
        if len(near) > 0 and max(near) < _UNSEEN:
            return None
        before = self.words[place - 1] if place > self.first else ""
        sets = self.lexicon.sets
        after_verb = place > self.first and (self._class(place - 1) == "V" or self._verb_word(before))
        opened = after_verb or before in sets["complementizers"] or before in sets["lists"]
        opened = opened or (place > self.first and self._leads_to_name(place - 1))
        opened = opened or (place - 1 > self.first and self._role_word(place - 2) and is_definite(before))
        opened = opened or self._after_complement(place) or self._abbreviated(place)
        appointed = before.removeprefix("و").removeprefix("ب") in sets["person_nouns"]
        opened = opened or appointed
        if not opened or self._tag(place) != "O":
            return self._led_company(place, before)
        end = place
        known = 0
        while end < min(self.last, place + _LONGEST_UNTAGGED):
            word = self.words[end]
            if end > place and word in NAME_PARTICLES:
                end += 1
                continue
            if not self._name_like(end):
                break
            known += self.table.is_name(word)
            end += 1
        strong = self._after_complement(place) or (place > self.first and self._leads_to_name(place - 1))
        strong = strong or self._abbreviated(place) or appointed
        if strong and (led := self._led_name(place)) > max(place, end):
            return Mention(place, led, place, led, "", "Person", "name")
        if end - place >= 2 and (known >= 1 or all(self.table.class_of(word) <= 1 for word in self.words[place:end])):
            return Mention(place, end, place, end, "", "Person", "name")
        return self._led_company(place, before)

    def _abbreviated(self, place: int) -> bool:
        """Say whether "د." or "م." stands before a place."""
        return place - 2 >= self.first and self.words[place - 1] == "." and self.words[place - 2] in ("د", "م", "ا")

    def _led_name(self, place: int) -> int:
        """Return where a name ends that a title, or what a role is of, leads to: "حمد العمر", "جديع القحطاني"."""
        if place + 1 >= self.last or self.tokens[place].kind != "word" or self.tokens[place + 1].kind != "word":
            return place
        first, second = self.words[place], self.words[place + 1]
        frequency = self.table.class_of
        known = self.table.is_name(first)
        plain = (
            len(first) < 3
            or is_definite(first)
            or self._stop(place)
            or self._role_word(place)
            or self.lexicon.heads.find(self.words, place, self.last) is not None
            or self.lexicon.titles.find([first], 0) is not None
            or first in self.lexicon.sets["past_adjectives"] | self.lexicon.sets["weekdays"]
            or first in self.lexicon.sets["adverbs"] | self.lexicon.sets["negators"]
            or any(form and frequency(base) > frequency(first) for form, base in clitic_forms(first))
            or (not known and (first in self.lexicon.triggers or self._verb_word(first)))
        )
        if plain or self.table.class_of(first) > (5 if known else 4):
            return place
        if self._role_word(place + 1) or self._stop(place + 1) or second in self.lexicon.nationalities:
            return place
        if without_article(second) in self.lexicon.nationalities or self._verb_word(second):
            return place
        limit = 4 if second.endswith("ي") else 5 if known and self._closes_name(place + 2) else 3
        family = (
            is_definite(second)
            and self._class(place + 1) in "NA"
            and self.table.class_of(second) <= limit
            and (known or (self.table.class_of(first) <= 3 and second.endswith("ي")))
        )
        given = self.table.is_name(second) and self.table.class_of(second) <= 4 and self._class(place + 1) != "V"
        rare = known and not is_definite(second) and 1 <= self.table.class_of(second) <= 3
        rare = rare and self._class(place + 1) in "NA" and not second.endswith(("ات", "ين", "ون", "ا"))
        given = given or (rare and second not in self.lexicon.triggers and second[0] not in "بلو")
        if not (family or given) or self.lexicon.titles.find([second], 0) is not None:
            return place
        return self._family_name(place + 2)

    def led_name(self, place: int) -> int:
        """Return where a full name ends that what a role is of leads to; the place itself where none stands there."""
        return self._led_name(place)

    def _after_complement(self, place: int) -> bool:
        """Say whether what a role is of ends right before a place: "حاكم ولاية كذا فلان"."""
        previous = self.previous
        if previous is None or previous.last != place or previous.type == "Person":
            return False
        return any(self._role_word(index) for index in range(max(self.first, previous.first - 2), previous.first))

    def _led_company(self, place: int, before: str) -> Mention | None:
        """Find a company that a role leads to ("الرئيس التنفيذي لنوفاتك") or that a feminine verb has as subject."""
        word = self.words[place]
        role = place > self.first and (
            self._role_word(place - 1) or (place - 1 > self.first and self._role_word(place - 2))
        )
        if (
            role
            and word[:1] in ("ل", "ب")
            and len(word) > 4
            and self.table.class_of(word) == 0
            and self.table.class_of(word[1:]) <= 1
        ):
            return Mention(place, place + 1, place, place + 1, word[0], "Company", "name")
        verb = place > self.first and self._class(place - 1) == "V"
        feminine = verb and (before.endswith("ت") or before.startswith(("ت", "ست"))) and len(before) >= 4
        if feminine and self.table.class_of(word) <= 1 and self._name_like(place) and not self.table.is_name(word):
            following = self._name_like(place + 1) if place + 1 < self.last else False
            return None if following else Mention(place, place + 1, place, place + 1, "", "Organization", "name")
        return None

    def _pair(self, place: int, start: int, clitic: str) -> Mention | None:
        """Take "التوأم وينكلفوس", "الأخوان كوك": two people of one name are a group."""
        title = self.lexicon.titles.find(self.words, start, self.last) if start < self.last else None
        start += title[0] if title is not None else 0
        end = start
        while (
            end < min(self.last, start + 3) and self.tokens[end].kind == "word" and not is_definite(self.words[end])
        ):
            if self._tag(end) == "O" and self.table.class_of(self.words[end].removeprefix("و")) > 3:
                break
            end += 1
        return Mention(place, end, place, end, clitic, "Group", "name", "توام") if end > start else None

    def _adjective(self, place: int) -> Mention | None:
        found = self.lexicon.facts.adjective[self.words[place]]
        if found is None:
            return None
        clitic, kind, label = found
        return Mention(place, place + 1, place, place + 1, clitic, kind, "nominal", "adjective", label=label)
