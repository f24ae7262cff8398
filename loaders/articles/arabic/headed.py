"""Names that a noun announces: "شركة ...", "لجنة ...", "حملته"; quoted names and names in Latin script."""

from __future__ import annotations

from techpol.loaders.articles.arabic.dates import MONTHS
from techpol.loaders.articles.arabic.mentions import Mention
from techpol.loaders.articles.arabic.shapes import NameShapes
from techpol.loaders.articles.arabic.words import clitic_forms, is_definite, without_article

_OPENERS = {'"': '"', "(": ")", "'": "'", "[": "]"}
_LATIN_LINKS = frozenset(["for", "of", "the", "and", "&", "de", "di", "van", "von", "to", "in"])
_LONGEST_QUOTE = 7
_RARE = 3  # frequency class up to which a word after a head noun may be a name


class HeadedNames(NameShapes):
    """Finds names by what stands before them: head nouns, quotes, Latin script, the lists of the grammar."""

    def _listed(self, place: int) -> Mention | None:
        hit = self.lexicon.gazetteer.find(self.words, place, self.last)
        if hit is None:
            return None
        length, clitic, (kind, how) = hit
        last = place + length
        if kind == "Candidacy" and self.words[last - 1] == "الرييس" and self.words[last : last + 1] == ["التنفيذي"]:
            return None
        led = kind == "Place" and any(
            index >= self.first and self._role_word(index) for index in (place - 1, place - 2)
        )
        company = kind == "Company" and not self.table.is_name(self.words[place])
        if length == 1 and not led and not company and (self._tag(place) == "I-PER" or self._tag(last) == "I-PER"):
            return None
        if kind in ("Candidacy", "GovernmentBody", "Committee") and how == "described":
            last = self._with_adjectives(last)
            if kind == "Candidacy" and last < self.last and self.words[last] == "للحزب":
                last += 1
                while last < self.last and self._is_adjective(last):
                    last += 1
        if how == "described" and kind == "Committee":
            return self._described_committee(place, last, clitic)
        if how == "described" and kind == "Campaign":
            return self._described_campaign(place, last, clitic)
        name_kind = "nominal" if how == "described" and kind in ("Candidacy",) else "name"
        return Mention(place, last, place, last, clitic, kind, name_kind, self.words[place])

    def _described_committee(self, place: int, last: int, clitic: str) -> Mention:
        """Take the name after "لجنة العمل السياسي", or what describes the committee ("جديدة مؤيدة لترامب")."""
        quoted = self._quoted(last)
        if quoted is not None:
            return Mention(place, quoted[2], quoted[0], quoted[1], clitic, "Committee", "name", "لجنه")
        named = self._proper(last)
        if named is not None:
            return Mention(place, named, place, named, clitic, "Committee", "name", "لجنه")
        end = last
        while (
            end < self.last
            and self._class(end) == "A"
            and not is_definite(self.words[end])
            and self.words[end] not in self.lexicon.triggers
        ):
            end += 1
        name_last = end
        participles = (
            {trigger.kind for trigger in self.lexicon.triggers.get(self.words[end], ())} if end < self.last else set()
        )
        if participles & {"active", "passive"} and end + 1 < self.last:
            # "جديدة مؤيدة لترامب" tells which committee it is; the words after it are still read on their own.
            name_last = self.name_end(end + 1) if self.words[end + 1].startswith("ل") else end
        return Mention(place, end, place, name_last, clitic, "Committee", "nominal", "لجنه")

    def _described_campaign(self, place: int, last: int, clitic: str) -> Mention:
        """Take the person whose campaign it is into the mention: "حملة إعادة انتخاب الرئيس بايدن"."""
        start = last
        title = self.lexicon.titles.find(self.words, start, self.last) if start < self.last else None
        if title is not None and title[1] == "":
            start += title[0]
        elif start < self.last and self.words[start] in ("الرييس", "المرشح", "الرييسه"):
            start += 1
        while start < self.last and self._adjective_of(start) is not None:
            start += 1
        end = start
        while end < self.last and self._tag(end).endswith("PER"):
            end += 1
        if end > start:
            return Mention(place, end, place, end, clitic, "Campaign", "name", "حمله")
        return Mention(place, last, place, last, clitic, "Campaign", "nominal", "حمله")

    def _owned(self, place: int) -> Mention | None:
        """Find "حملته", "شركتها", "حملة ترامب", "إدارة أوباما"."""
        for clitic, base in clitic_forms(self.words[place]):
            for pronoun in ("هما", "هم", "ها", "ه"):
                if base.endswith(pronoun) and (kind := self.lexicon.owned.get(base[: -len(pronoun)])) is not None:
                    noun = base[: -len(pronoun)]
                    if base in self.lexicon.owned or not (noun.endswith(("ت", "ات")) or kind == "Party"):
                        continue
                    last = self._with_adjectives(place + 1)
                    named = self._quoted(last) if kind in ("Company", "Group", "Party") else None
                    if named is not None:
                        return Mention(place, named[2], named[0], named[1], clitic, kind, "name", noun)
                    extended = self._campaign_words(last) if kind == "Campaign" else last
                    name_last = extended if extended > place + 1 else place + 1
                    return Mention(place, extended, place, name_last, clitic, kind, "pronoun", noun + "|" + pronoun)
            if (
                base in self.lexicon.sets["bids"]
                and clitic in ("", "و", "ل", "ب")
                and place + 1 < self.last
                and (self._tag(place + 1) != "O" or self.words[place + 1] in self.known_words)
            ):
                end = self.name_end(place + 1)
                if end < self.last and self.words[end] in ("الرياسيه", "الرياسي", "الانتخابيه", "الانتخابي"):
                    end += 1
                    while end < self.last and self._class(end) == "A" and is_definite(self.words[end]):
                        end += 1
                    return Mention(place, end, place, end, clitic, "Candidacy", "nominal", base)
            if base in ("انتخابات", "الانتخابات") and (end := self._election(place + 1)) > place + 1:
                return Mention(place, end, place, end, clitic, "Candidacy", "nominal", base)
            if base in self.lexicon.owned and self.lexicon.owned[base] in ("Campaign", "GovernmentBody"):
                start = place + 1
                if start < self.last and self.words[start] in ("الرييس", "المرشح", "المرشحه", "الرييسه"):
                    start += 1
                    while start < self.last and self._adjective_of(start) is not None:
                        start += 1
                end = start
                while (
                    end < self.last and self._tag(end).endswith("PER") and (end == start or self._tag(end) != "B-PER")
                ):
                    end += 1
                if end > start and "و" not in next(iter([c for c, _ in [next(clitic_forms(self.words[start]))]])):
                    return Mention(place, end, place, end, clitic, self.lexicon.owned[base], "name", base)
        return None

    def _election(self, place: int) -> int:
        """Pass over the date of an election: "انتخابات نوفمبر 2016"."""
        end = place
        if end < self.last and (self.words[end] in MONTHS or self.words[end] in ("عام", "سنه")):
            end += 1
        if end < self.last and self.tokens[end].kind == "number" and len(self.words[end]) == 4:
            return end + 1
        return place

    def _campaign_words(self, place: int) -> int:
        """Pass over what tells one campaign from another: "حملته لإعادة انتخابه عام 2012"."""
        end = place
        if end + 1 < self.last and self.words[end] in ("لاعاده", "لانتخابه", "لانتخابها"):
            end += 2
        if (
            end + 1 < self.last
            and self.words[end] in ("عام", "لعام", "سنه")
            and self.tokens[end + 1].kind == "number"
        ):
            end += 2
        return end

    def _headed(self, place: int) -> Mention | None:
        hit = self.lexicon.heads.find(self.words, place, self.last)
        if hit is None and is_definite(self.words[place]):
            for clitic, base in clitic_forms(self.words[place]):
                if base.startswith("ال") and base[2:] in self.lexicon.heads.rows:
                    rows = [row for row in self.lexicon.heads.rows[base[2:]] if len(row[0]) == 1]
                    if rows:
                        hit = (1, clitic, rows[0][1])
                        break
        if hit is None:
            return None
        length, clitic, (kind, bare) = hit
        start = place + length
        if start >= self.last:
            return self._nominal_head(place, start, clitic, kind)
        bases = [base for form, base in clitic_forms(self.words[place]) if form == clitic]
        definite = next((base for base in bases if base.startswith("ال")), bases[0])
        head = next((base for base in bases if base in self.lexicon.heads.rows), definite)
        if head in ("اداره", "امناء") and place > self.first and self.words[place - 1].endswith("مجلس"):
            return None
        self.head_place = place
        self.sited = False
        name = self._name_after(start, head, kind)
        if name is not None and name[1] == name[0] + 1 and is_definite(self.words[name[0]]):
            # "موقع المجموعة", "رئيس شركة الاتصالات": one definite common word names nothing.
            inner = without_article(self.words[name[0]])
            if inner in self.lexicon.heads.rows and self._tag(name[0]) == "O":
                name = None
        if name is not None and self.words[place + 1] in ("الاداره", "الامناء") and head == "مجلس":
            name = None
        if name is None and head in self.lexicon.sets["over_heads"]:
            below = self._headed(start)
            self.head_place = place
            if below is not None and below.kind == "name" and below.clitic == "":
                if head == "اماره":
                    kind = "GovernmentBody"
                return Mention(place, below.last, place, below.last, clitic, kind, "name", head)
        if name is None:
            return self._nominal_head(place, start, clitic, kind)
        name_first, name_last, last = name
        if self.sited:
            kind = "Group" if kind == "Place" else kind  # "مدينة الملك فلان للعلوم"
        if (
            last == name_last
            and name_last - name_first > 1
            and last < self.last
            and self.tokens[last].kind == "word"
            and self.lexicon.titles.find([self.words[last - 1]], 0) is not None
        ):
            last = name_last = last - 1  # "الاتحاد الآسيوي لكرة القدم الشيخ | سلمان"
        if kind not in ("Place", "Event", "Candidacy", "Party") and last == name_last:
            listed = self.lexicon.gazetteer.find(self.words, name_first, self.last)
            known = listed is not None and listed[2][0] == kind and name_first > place
            if not known and head not in ("فريق", "نادي") and (kind != "Campaign" or head == "الحمله"):
                last = name_last = self._body_end(name_last, name_first, head)
                if bare and last > name[2] and self.words[name[2]].startswith("ل"):
                    name_first = place  # "شركة إيوان لتدوير الأثاث": without its head it is no name
        purposes = any(self.words[index].startswith("لل") for index in range(name_first + 1, name_last))
        if bare and kind == "Company" and name_first == place + 1 and purposes:
            name_first = place
        last = self._with_adjectives(last)
        quoted = name_first > place + 1 and self.words[name_first - 1] in _OPENERS
        if (
            not quoted
            and name_last - name_first >= 2
            and self._adjective_of(name_last - 1)
            and last < self.last
            and (self._tag(last).endswith("PER") or self.table.is_name(self.words[last]))
        ):
            # "رئيس الاتحاد الأفريقي الكاميروني فلان": the second nationality is the person's.
            if self._adjective_of(name_last - 2) is not None or self.words[name_last - 2] in (
                "الافريقي",
                "الاوروبي",
                "الاسيوي",
                "الدولي",
            ):
                name_last -= 1
        if (
            head in ("لجنه", "اللجنه", "صندوق", "الصندوق")
            and kind == "GovernmentBody"
            and (quoted or not is_definite(self.words[name_first]))
        ):
            kind = "Committee"
        if kind == "Candidacy" and (clitic.endswith("ب") or self._tag(start).endswith("PER")):
            return None
        if kind == "Candidacy":
            return Mention(place, last, place, max(name_last, start), clitic, kind, "nominal", head)
        if (
            bare
            and not quoted
            and kind == "Company"
            and name_last - name_first >= 2
            and self._a_person(name_first, name_last)
        ):
            quoted = bare = False  # "شركة فلان الفلاني" is the company of somebody
        if bare and not quoted and last == name_last and last < self.last and self.words[last].startswith("لل"):
            listed = self.lexicon.gazetteer.find(self.words, name_first, self.last)
            person = self._tag(last + 1).endswith("PER") or self.lexicon.titles.find(["ال" + self.words[last][2:]], 0)
            if self._class(last) in "NA" and len(self.words[last]) > 4 and not person:
                last += 1  # "شركة بكين للسيارات"
                if listed is not None and listed[2][0] == "Place":
                    return Mention(place, last, place, last, clitic, kind, "name", head)
        if bare or quoted:
            return Mention(place, last, name_first, name_last, clitic, kind, "name", head)
        descriptive = range(name_last, last)
        if last > name_last and all(
            self._class(index) == "A" and self._adjective_of(index) is None for index in descriptive
        ):
            name_last = last  # "مؤسسة مسك الخيرية"
        return Mention(place, last, place, name_last, clitic, kind, "name", head)

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

    def _nominal_head(self, place: int, start: int, clitic: str, kind: str) -> Mention | None:
        """Take "الشركة", "الحزب" as standing for something named before; "مؤتمر" for an event."""
        bases = [base for form, base in clitic_forms(self.words[place]) if form == clitic]
        base = next((item for item in bases if item.startswith("ال")), bases[0])
        if kind == "Candidacy":
            return None
        if kind == "Event" and not is_definite(base) and start > place + 1:
            end = start
            while end < self.last and self._class(end) == "A" and not is_definite(self.words[end]):
                end += 1
            return Mention(place, end, place, end, clitic, kind, "nominal", base)
        if is_definite(base) and start == place + 1:
            return Mention(place, start, place, start, clitic, kind, "nominal", without_article(base))
        return None

    def _name_after(self, start: int, head: str, kind: str) -> tuple[int, int, int] | None:
        """Return (first, last, last with closing marks) of the name that follows a head noun."""
        quoted = self._quoted(start)
        if quoted is not None:
            return quoted
        if kind == "Event" and not is_definite(head) and self.words[start] in self.lexicon.sets["plain_events"]:
            return None  # "مؤتمر صحفي"
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
            if place > start and seat is not None and seat[1] == "ب" and seat[2][0] == "Place":
                break
            if clitic.startswith(("و", "ف")) or word in self.lexicon.sets["prepositions"]:
                break
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

    def _quoted(self, place: int) -> tuple[int, int, int] | None:
        """Return (first, last, after the closing mark) of a short name in quotes or brackets."""
        if place >= self.last or self.words[place] not in _OPENERS:
            return None
        closer = _OPENERS[self.words[place]]
        start = place + 1
        # «(شركة ...)»: one more opening mark
        if start < self.last and self.words[start] in ("(", '"'):
            return None
        for end in range(start, min(self.last, start + _LONGEST_QUOTE)):
            if self.words[end] == closer:
                inside = self.words[start:end]
                if (
                    end > start
                    and not any(
                        self._class(index) == "V" and self.table.class_of(self.words[index]) > 3
                        for index in range(start, end)
                    )
                    and not any(word in ("،", ":", "؛") for word in inside)
                ):
                    return start, end, end + 1
                return None
        return None

    def _latin_run(self, place: int) -> int | None:
        if (
            place >= self.last
            or self.tokens[place].kind != "latin"
            or not any(c.isupper() for c in self.words[place])
        ):
            return None
        end = place + 1
        while end < self.last and (
            (
                self.tokens[end].kind == "latin"
                and (self.words[end][0].isupper() or self.words[end].lower() in _LATIN_LINKS)
            )
            or (self.tokens[end].kind == "number" and len(self.words[end]) <= 3)
            or self.words[end] == "&"
        ):
            end += 1
        while end > place + 1 and (self.words[end - 1].lower() in _LATIN_LINKS):
            end -= 1
        return end

    def _proper(self, place: int, kind: str = "") -> int | None:
        """Return the end of a run of words that look like a name and nothing else."""
        latin = self._latin_run(place)
        if latin is not None:
            return latin
        end = place
        while end < min(self.last, place + 4):
            if self.tokens[end].kind != "word":
                break
            tag = self._tag(end)
            word = self.words[end]
            if end == place and kind not in ("Company", "MediaOrganization") and self._preposed(place):
                break
            if word in self.lexicon.sets["name_nouns"] and kind != "Company":
                break
            if end > place and self._foreign_clitic(end):
                break
            if end > place and word.startswith("بال") and len(word) > 5 and not self.table.is_name(word):
                break  # "شركة كذا | بالمملكة"
            verb = self._class(end) == "V" and self._verb_word(word)
            if verb and (not tag.startswith("I-") or is_definite(self.words[self.head_place])):
                break  # "المنظمة انتقدت"
            if end > place and tag == "O" and word.endswith("ا") and self.table.class_of(word[:-1]) >= 2:
                break  # "للشركة خلفا لفلان"
            if word.startswith("و") and word.endswith(("ه", "ها", "هم")) and not self.table.is_name(word):
                break  # "المملكة | واستنكارها"
            seat = self.lexicon.gazetteer.find([word], 0)
            if seat is not None and seat[1] == "ب" and seat[2][0] == "Place" and not self.table.is_name(word):
                break  # "المركز | بالرياض"
            if end > place and tag.startswith("B-"):
                # A second name: it belongs here unless it is a person's that a role or a place leads to.
                follows = self._tag(end + 1).startswith("I-")
                if kind == "Place" or follows or self._after_role() or word.startswith("و"):
                    break
            if end > place and word.startswith("و") and self.table.class_of(word[1:]) > self.table.class_of(word):
                break
            inner = without_article(word)
            if end > place and (word.endswith(("ها", "هم")) or self.lexicon.heads.find(self.words, end, self.last)):
                break
            if end > place and is_definite(word) and inner in self.lexicon.heads.rows and self._class(end) != "A":
                break
            if end > place and self._two_names(end) and not self.table.is_name(self.words[place]):
                break  # "شركة نوفاتك ليلى حداد": the company, then a person
            if end > place and (self._role_word(end) or kind == "Place") and tag == "O":
                break
            if tag != "O" and not (is_definite(word) and end == place and self.table.class_of(word) >= 4):
                end += 1
                continue
            if word in self.lexicon.sets["name_nouns"]:
                break
            rare = self.table.class_of(word) <= _RARE or (self.table.is_name(word) and self.table.class_of(word) <= 4)
            stem_rare = all(
                self.table.class_of(base) < 3 or self.table.class_of(base) <= self.table.class_of(word)
                for clitic, base in clitic_forms(word)
                if clitic and len(base) > 2
            )
            if (
                rare
                and stem_rare
                and not is_definite(word)
                and self._class(end) in "NAF"
                and word not in self.lexicon.sets["prepositions"]
                and word not in self.lexicon.nationalities
            ):
                end += 1
                continue
            break
        return end if end > place else None
