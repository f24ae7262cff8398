"""The name that follows a head noun: "شركة ...", "وزارة الخارجية", "مؤتمر ...", "الهيئة العامة للسياحة"."""

from __future__ import annotations

from techpol.loaders.articles.arabic.name_runs import NameRuns
from techpol.loaders.articles.arabic.words import clitic_forms, is_definite, without_article

_RAISED = frozenset(["تبرعات", "التبرعات", "اموال", "الاموال", "تمويل", "التمويل"])


class NamesAfterHeads(NameRuns):
    """Finds which words after a head noun are the name, and where the name of a body ends."""

    def _name_after(self, start: int, head: str, kind: str) -> tuple[int, int, int] | None:
        """Return (first, last, last with closing marks) of the name that follows a head noun."""
        quoted = self._quoted(start)
        if quoted is not None:
            return quoted
        if kind == "Event" and not is_definite(head) and self.words[start] in self.lexicon.sets["plain_events"]:
            return None  # "مؤتمر صحفي"
        if kind == "Candidacy":
            listed = self.lexicon.gazetteer.find(self.words, start, self.last)
            if listed is not None and listed[1] == "" and listed[2][1] == "name":
                return start, start + listed[0], start + listed[0]  # "رئاسة | فيفا"
        if kind == "Place":
            if (
                head in ("منطقه", "محافظه", "ولايه", "مقاطعه", "اقليم", "بلده", "مدينه")
                and self.tokens[start].kind == "word"
                and self._class(start) == "N"
                and not self._stop(start)
                and not self._role_word(start)
                and self.table.class_of(self.words[start]) <= 4
                and not self.words[start].endswith(("ات", "ها", "ه"))
                and self.lexicon.heads.find(self.words, start, self.last) is None
                and (is_definite(self.words[start]) or self._closes_name(start + 1) or self._role_word(start + 1))
            ):
                return start, start + 1, start + 1  # "منطقة عسير"
            listed = self.lexicon.gazetteer.find(self.words, start, self.last)
            if listed is not None and listed[1] == "" and listed[2][0] == "Place":
                return start, start + listed[0], start + listed[0]
        if (
            kind in ("Company", "MediaOrganization")
            and is_definite(head)
            and start + 1 < self.last
            and self._adjective_of(start) is not None
            and self.words[start + 1].startswith("لل")
            and self._class(start + 1) in "NA"
        ):
            return self.head_place, start + 2, start + 2  # "الشركة السعودية للكهرباء"
        if head in self.lexicon.sets["named_after"] and start + 1 < self.last:
            titled = self.lexicon.titles.find(self.words, start, self.last)
            if titled is not None and self._tag(start + titled[0]) != "O":
                last = self.name_end(start + titled[0])
                if last < self.last and self.words[last].startswith("لل") and self._class(last) in "NA":
                    self.sited = True
                    last += 1
                    while last < min(self.last, start + 9) and (self._second_noun(last) or self._is_adjective(last)):
                        last += 1
                return self.head_place, last, last  # "جامعة الملك سعود", "مركز الملك سلمان للإغاثة"
        another = is_definite(head) and self.table.is_name(self.words[start]) and not is_definite(self.words[start])
        if another and kind in ("Company", "MediaOrganization", "Group", "GovernmentBody", "Party"):
            return None  # "المتحدث الرسمي للاتحاد فلان"
        proper = self._proper(start, kind) if kind != "Place" or not is_definite(head) else None
        if proper is not None and is_definite(head) and kind in ("Company", "MediaOrganization", "Group"):
            proper = None if self._untagged(start, proper) else proper
        if proper is not None and is_definite(head) and self._tag(start).endswith("PER"):
            proper = None  # "المهرجان فلان": the person is another
        if proper is not None and not (
            head in self.lexicon.sets["risky_heads"] and self._untagged(start, proper) and not self._unknown(start)
        ):
            return start, proper, proper
        # "شركة الطيران الإيرلندية «أير لينجوس»": definite words, then the name.
        place = start
        while place < min(self.last, start + 4) and is_definite(self.words[place]):
            place += 1
        if place > start:
            inside = self._quoted(place) if kind in ("Company", "MediaOrganization", "Group") else None
            addressed = self.lexicon.titles.find([self.words[place - 1]], 0) is not None
            if addressed and inside is not None and self.words[place - 1].endswith("يه"):
                # "المجموعة الإعلامية «كذا»", no woman of the press
                addressed = any(self._tag(index).endswith("PER") for index in range(inside[0], inside[1]))
            if inside is not None and self.words[place] == '"' and not addressed:
                return inside
            latin = self._latin_run(place)
            if latin is not None and kind == "Company":
                return place, latin, latin
            if (
                head == "شركه"
                and place - start >= 2
                and place < self.last
                and not self.table.is_name(self.words[place])
            ):
                # "شركة الإلكترونيات اليابانية توشيبا كورب"
                apposed = self._proper(place, kind) if self._tag(place) == "B-ORG" else None
                if apposed is not None:
                    return place, apposed, apposed
        if kind in ("Company", "MediaOrganization"):
            if is_definite(head) and head not in ("البنك", "المصرف", "البورصه", "الخطوط"):
                return None
            if head in ("صحيفه", "مجله", "جريده", "قناه", "اذاعه", "فضاييه") and place > start:
                adjective = self._class(start) == "A" or self._adjective_of(start) is not None
                return None if adjective else (start, min(place, start + 2), min(place, start + 2))
            generic = self.words[start] in self.lexicon.sets["industries"] and place - start < 2
            if head in ("شركه", "مجموعه") and place > start and self._class(start) == "N" and not generic:
                return self.head_place, place, place
            if (
                head == "شركه"
                and start + 1 < self.last
                and self.words[start + 1].startswith("لل")
                and (self._adjective_of(start) is not None or (place == start and self._class(start) == "N"))
            ):
                return start, start + 1, start + 1  # "شركة السعودية للتموين", "شركة أساس للاستثمار"
            if place > start and head in ("بنك", "مصرف", "البنك", "المصرف", "البورصه", "الخطوط"):
                return start, place, place
            if kind == "MediaOrganization" and place > start and head not in self.lexicon.sets["risky_heads"]:
                return start, min(place, start + 2), min(place, start + 2)
            return None
        return self._definite_name(start, head, kind)

    def _definite_name(self, start: int, head: str, kind: str) -> tuple[int, int, int] | None:
        """Return the definite words that make the name: "وزارة الخارجية الأمريكية", "الاتحاد الأوروبي لكرة القدم"."""
        if kind == "Event" and not is_definite(head):
            return self._event_name(start)
        if self._role_word(start) and kind != "Committee" and not self.words[start].endswith(("ين", "ون", "اء")):
            return None
        place = start
        if self.words[place] in self.lexicon.sets["name_nouns"]:
            place += 1
        while place < min(self.last, start + 4) and self.words[place].startswith("ال") and len(self.words[place]) > 3:
            word = self.words[place]
            if self._class(place) == "V" or word in self.lexicon.sets["relatives"] or self._outside(place, start):
                break
            if place == start and head == "الحمله" and self._class(place) == "A" and not word.endswith("ه"):
                break  # "هدف الحملة | الأساسي"
            if (is_definite(head) and self._personal(place)) or word in ("التابعه", "التابع"):
                break
            place += 1
        if place < self.last and place > start and self.words[place].startswith("لل"):
            place += 1
            while place < min(self.last, start + 6) and self._is_adjective(place) and not self._outside(place, start):
                place += 1
            if place < self.last and self.words[place] in self.lexicon.sets["name_pairs"]:
                place += 1
                while (
                    place < min(self.last, start + 7)
                    and self._is_adjective(place)
                    and not self._outside(place, start)
                ):
                    place += 1
        elif place < self.last and place > start and self._second_noun(place):
            place += 1
        elif (
            place + 1 < self.last
            and place > start
            and self.words[place].startswith("ل")
            and self.words[place + 1].startswith("ال")
            and self.words[place][1:] in ("كره", "حقوق", "مكافحه", "حمايه", "رعايه", "شوون", "دراسات")
        ):
            place += 2
        if (
            place + 1 < self.last
            and place > start
            and self.words[place] == "ضد"
            and self.words[place + 1].startswith("ال")
        ):
            place += 2
        if self.words[start] in self.lexicon.sets["name_nouns"] and place == start + 1:
            return None
        return (start, place, place) if place > start else None

    def _personal(self, place: int) -> bool:
        """Say whether a definite word after "الجامعة", "المؤسسة" is the person's: "الدكتور", "الشاعر"."""
        word = self.words[place]
        if self.lexicon.titles.find(self.words, place, self.last) is not None:
            # "اللجنة الإعلامية للانتخابات" is no woman of the press.
            return self._class(place) != "A" or self._tag(place + 1).endswith("PER")
        return (
            self._class(place) == "N"
            and self._tag(place) == "O"
            and self._tag(place + 1).endswith("PER")
            and self._adjective_of(place) is None
            and not word.endswith(("ي", "يه"))
        )

    def _second_noun(self, place: int) -> bool:
        """Say whether a double name goes on: "لجنة الإعلام والتوعية"."""
        word = self.words[place]
        if word in self.lexicon.sets["name_pairs"]:
            return True
        common = word.startswith("وال") and self.table.class_of(word[1:]) >= 3 and not self.table.is_name(word[1:])
        if without_article(word[1:]) in self.lexicon.heads.rows or without_article(word[1:]) in self.lexicon.roles:
            return False
        double = any(
            without_article(base) in self.lexicon.sets["double_named"]
            for _, base in clitic_forms(self.words[self.head_place])
        )
        return common and self._class(place) in "NA" and double

    def _event_name(self, start: int) -> tuple[int, int, int] | None:
        place = start
        while place < min(self.last, start + 5) and self._class(place) in "NA" and not self._verbal(place):
            clitic = next((c for c, b in clitic_forms(self.words[place]) if c and self.table.class_of(b) > 3), "")
            word = self.words[place]
            if self.tokens[place].kind == "mark":
                break
            seat = self.lexicon.gazetteer.find([word], 0)
            worded = place > start or start > self.head_place + 1
            if worded and seat is not None and seat[1] == "ب" and seat[2][0] == "Place":
                break
            if clitic.startswith(("و", "ف")) or word in self.lexicon.sets["prepositions"]:
                break
            if word in self.lexicon.sets["event_stops"]:
                break
            if word in ("عام", "سنه") and place + 1 < self.last and self.words[place + 1][:1].isdigit():
                break  # "دورة تدريبية | عام 2015"
            if (
                place > start
                and is_definite(word)
                and self._tag(place + 1).endswith("PER")
                and self._role_word(place)
            ):
                break  # "جمعت مأدبة عشاء | السيناتور فلانا وفلانا"
            if word.startswith("ل") and any(item in _RAISED for item in self.words[start:place]):
                break  # "حفل لجمع التبرعات | لحملة فلان", "للرئيس فلان"
            if place > start and (
                word in self.lexicon.sets["adverbs"]
                or word in self.lexicon.sets["weekdays"]
                or word in ("امس", "اليوم", "غدا", "مساء", "صباح", "الليله")
                or self._trigger_form(place)
                or word.removesuffix("ها").removesuffix("ه") in self.lexicon.sets["giving"]
                or (clitic.startswith("ب") and word.startswith(("بال", "بمدينه", "بمقر", "بقاعه")))
            ):
                break
            place += 1
        if all(word in self.lexicon.sets["plain_events"] for word in self.words[start:place]):
            return None  # a press conference has no name
        return (start, place, place) if place > start else None

    def _body_end(self, end: int, start: int, head: str) -> int:
        """Return where the name of a body ends that goes on after its first words: field, purpose, second noun.

        "الهيئة العامة للسياحة | والتراث الوطني", "أكاديمية الإمارات | لإدارة الضيافة", "شركة إيوان | لتدوير الأثاث".
        """
        limit = min(self.last, end + 6)
        purposes = self.lexicon.sets["name_purposes"] | self.lexicon.sets["name_nouns"]
        while end < limit and self.tokens[end].kind == "word":
            word = self.words[end]
            base = word[1:]
            if self._outside(end, start) or word in ("التابعه", "التابع"):
                break
            person = self._tag(end).endswith("PER") and self.table.is_name(word)
            if word.startswith("لل") and len(word) > 4 and self._class(end) in "NA" and not self._given(end):
                following = self._tag(end + 1).endswith("PER") and self._tag(end + 1) == "B-PER"
                if self.lexicon.titles.find(["ال" + word[2:]], 0) is not None or (
                    following and word[2:] in self.lexicon.roles
                ):
                    break
                end += 1
            elif (
                word.startswith("ل")
                and not word.startswith("لل")
                and end + 1 < self.last
                and base != "شوون"
                and (base in purposes or self._public(start, end, head, base))
                and self.words[end + 1].startswith("ال")
                and self._class(end + 1) in "NA"
            ):
                end += 2
                where = self.lexicon.gazetteer.find(self.words, end + 1, self.last) if end + 1 < self.last else None
                if end < self.last and self._adjective_of(end) is not None and self._class(end) == "A":
                    end += 1  # "لنصرة الأشقاء السوريين"
                    continue
                if self.words[end : end + 1] == ["في"] and where is not None and where[2][0] == "Place":
                    end += 1 + where[0]  # "لنصرة الأشقاء في سوريا"
            elif (
                word == "في"
                and end > start
                and self.words[end - 1].removeprefix("ال").removeprefix("لل") in ("فصل", "نظر", "تحقيق", "استثمار")
                and end + 1 < self.last
                and self.words[end + 1].startswith("ال")
                and self._class(end + 1) in "NA"
            ):
                end += 2  # "لجنة الفصل في الطعون والمخالفات"
            elif (
                end > start
                and word.startswith("وال")
                and self._class(end) in "NA"
                and not person
                and self._joins(end, head)
            ):
                end += 1
            elif (
                end > start
                and self._is_adjective(end)
                and self._adjective_of(end) is None
                and (word.endswith(("ه", "ي")) or not self.words[end - 1].endswith("ه"))
            ):
                end += 1
            elif (
                end > start
                and word.startswith("ال")
                and word.endswith(("ي", "يه"))
                and self._class(end) == "N"
                and self.table.class_of(word) >= 2
                and not self.table.is_name(word)
                and self._adjective_of(end) is None
                and self._tag(end) == "O"
                and self.lexicon.titles.find([word], 0) is None
            ):
                end += 1
            else:
                break
        return self._seated(end, head)

    def _public(self, start: int, end: int, head: str, base: str) -> bool:
        """Say whether any purpose belongs to the name: "المؤسسة العامة لتحلية المياه"."""
        return (
            is_definite(head)
            and any(self.words[place] in self.lexicon.sets["public_adjectives"] for place in range(start, end))
            and self.table.class_of(base) >= 2
            and not self.table.is_name(base)
            and base not in self.lexicon.roles
            and base not in self.lexicon.heads.rows
        )

    def _seated(self, end: int, head: str) -> int:
        """Take the seat into the name of a local body: "جمعية البر بالمنطقة الشرقية", "لجنة ... بمحافظة جدة"."""
        if end >= self.last or without_article(head) not in self.lexicon.sets["seated"]:
            return end
        word = self.words[end]
        listed = self.lexicon.gazetteer.find(self.words, end, self.last)
        if listed is not None and listed[1] == "ب" and listed[2][0] == "Place":
            return end + listed[0]
        if word in ("بمنطقه", "بمحافظه", "بمدينه") and end + 1 < self.last and self._class(end + 1) == "N":
            double = self.words[end + 1] in ("مكه", "المدينه") and end + 2 < self.last
            return end + 2 + double
        if word == "بالمنطقه" and end + 1 < self.last and self.words[end + 1] in ("الشرقيه", "الغربيه", "الشماليه"):
            return end + 2
        if word.startswith("بال") and self._class(end) == "N" and self.table.class_of(word[1:]) <= 4:
            place = self._tag(end).endswith("LOC")
            return end + 1 if place else end
        return end

    def _joins(self, place: int, head: str) -> bool:
        """Say whether "و" with a common noun or adjective goes on with the name of a body."""
        inner = self.words[place][1:]
        before = self.words[place - 1]
        stem = without_article(inner)
        if self.table.is_name(inner) or stem in self.lexicon.roles or stem in self.lexicon.heads.rows:
            return False
        if self.lexicon.titles.find([inner], 0) is not None or stem in self.lexicon.nationalities:
            return False
        if self._adjective_of(place - 1) is not None and not inner.endswith(("يه", "ي")):
            return False
        if self.table.class_of(inner) < 3:
            return False
        common = before.startswith(("ال", "لل", "وال")) and self.table.class_of(before) > 0
        if without_article(head) not in self.lexicon.sets["double_named"]:
            return (
                common
                and before.startswith("لل")
                or (common and self.words[place] in self.lexicon.sets["name_pairs"])
            )
        return common

    def _given(self, place: int) -> bool:
        """Say whether a word may be a given name after all."""
        return any(self.table.is_name(base) for _, base in clitic_forms(self.words[place]))
