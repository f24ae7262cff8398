"""Names that a noun announces: "شركة ...", "لجنة ...", "حملته"; what the lists of the grammar name."""

from __future__ import annotations

from techpol.loaders.articles.arabic.after_heads import NamesAfterHeads
from techpol.loaders.articles.arabic.dates import MONTHS
from techpol.loaders.articles.arabic.mentions import Mention
from techpol.loaders.articles.arabic.name_runs import OPENERS
from techpol.loaders.articles.arabic.words import clitic_forms, is_definite, without_article

# "لجنة عمل سياسي تسمى «كذا»".
_CALLED = (
    ("تسمي",), ("تدعي",), ("اسمها",), ("المسماه",), ("باسم",), ("تحمل", "اسم"), ("تعرف", "باسم"),
    ("المعروفه", "باسم"), ("يطلق", "عليها", "اسم"), ("يطلق", "عليها"), ("عرفت", "باسم"),
)  # fmt: skip


class HeadedNames(NamesAfterHeads):
    """Finds names by what stands before them: head nouns, possessed nouns, the lists of the grammar."""

    def _listed(self, place: int) -> Mention | None:
        hit = self.lexicon.gazetteer.find(self.words, place, self.last)
        if hit is None:
            return None
        length, clitic, (kind, how) = hit
        last = place + length
        if kind not in ("Place", "Candidacy") and self.words[last : last + 1] in (["لكره"], ["لالعاب"]):
            return None  # "الاتحاد الأوروبي لكرة القدم" is another
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
        if self.words[last - 1] == "تنصيب" and (inaugurated := self._backed_end(last)) > last:
            # "لجنة تنصيب الرئيس المنتخب فلان": the name of the person belongs to it
            return Mention(place, last, place, inaugurated, clitic, "Committee", "nominal", "لجنه")
        backing = (
            {item.kind for item in self.lexicon.triggers.get(self.words[last], ())} if last < self.last else set()
        )
        told = last < self.last and self._class(last) == "A" and self._tag(last) == "O" and not self._unknown(last)
        # "لجنة عمل سياسي داعمة لفلان", "لجنة عمل سياسي كبرى"
        named = self._proper(last) if not backing & {"active", "passive"} and not told else None
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
        called = self._called(end)
        if called is not None:
            return Mention(place, called[2], called[0], called[1], clitic, "Committee", "name", "لجنه")
        participles = (
            {trigger.kind for trigger in self.lexicon.triggers.get(self.words[end], ())} if end < self.last else set()
        )
        if participles & {"active", "passive"} and end + 1 < self.last:
            # "جديدة مؤيدة لترامب" tells which committee it is; the words after it are still read on their own.
            backed = self._backed_end(end + 1) if self.words[end + 1].startswith("ل") else end
            name_last = backed if backed > end + 1 else end
        return Mention(place, end, place, name_last, clitic, "Committee", "nominal", "لجنه")

    def _called(self, place: int) -> tuple[int, int, int] | None:
        """Return the quoted name that a described body is said to bear: "لجنة عمل سياسي تسمى «كذا»"."""
        for words in _CALLED:
            if tuple(self.words[place : min(self.last, place + len(words))]) == words:
                return self._quoted(place + len(words)) if place + len(words) < self.last else None
        return None

    def _backed_end(self, place: int) -> int:
        """Return where the name ends of whom a committee is for or of: "المؤيدة لحملة المرشح فلان"."""
        titled = self.lexicon.titles.find(self.words, place, self.last)
        if titled is None and self.words[place] in ("للرييس", "الرييس", "الرييسه"):
            titled = (1, "", "title")
        start = place + titled[0] if titled is not None else place
        if self.words[place] == "لحمله":
            start = place + 1
        elif titled is None:
            below = self._owned(place) or self._headed(place)
            tagged = (
                self.name_end(place) if self._tag(place).endswith("PER") or self.words[place][:1] == "ل" else place
            )
            return below.last if below is not None and below.kind == "name" else tagged
        while start < self.last and not self._tag(start).endswith("PER"):
            title = self.lexicon.titles.find(self.words, start, self.last)
            word = without_article(self.words[start])
            if self.words[start] == "لمجلس" or word == "للرياسه":
                start += 2 if self.words[start] == "لمجلس" else 1  # "للمرشح لمجلس الشيوخ فلان"
                continue
            plain = word not in self.lexicon.party_adjectives and self._adjective_of(start) is None
            plain = plain and self.words[start] not in self.lexicon.sets["future_adjectives"]
            if title is None and plain and self.words[start] not in ("الرييس", "الرييسه"):
                return place
            start += title[0] if title is not None else 1
        return self.name_end(start) if start < self.last else place

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
        if not self.lexicon.facts.may_own[self.words[place]]:
            return None
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
            if base == "انتخابات" and (last := self._presided(place + 1)) > place:
                return Mention(place, last, place, last, clitic, "Candidacy", "nominal", base)
            if clitic.endswith("ل") and (last := self._run_for(place, base)) > place:
                return Mention(place, last, place, last, clitic, "Candidacy", "nominal", base)
            if base.endswith("ت") and len(base) > 3 and base not in ("حملات",):
                continue  # "حملت فلانة ...": only before a possessive is it "حملة"
            board = base == "اداره" and place > self.first and self.words[place - 1].endswith("مجلس")
            if (
                not board
                and base in self.lexicon.owned
                and self.lexicon.owned[base] in ("Campaign", "GovernmentBody")
            ):
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
                if end > start:
                    return Mention(place, end, place, end, clitic, self.lexicon.owned[base], "name", base)
        return None

    def _presided(self, place: int) -> int:
        """Return the end of whose head an election is for ("انتخابات رئاسة الاتحاد"), -1 where it does not say so."""
        if self.words[place : place + 1] != ["رياسه"]:
            return -1
        below = self._headed(place)
        return below.last if below is not None and below.type == "Candidacy" else self._body_after(place)

    def _body_after(self, place: int) -> int:
        """Return the end of the named body right after a noun, -1 where there is none."""
        body = self._headed(place + 1) if place + 1 < self.last else None
        return body.last if body is not None and body.kind == "name" and body.clitic == "" else -1

    def _run_for(self, place: int, base: str) -> int:
        """Return the end of what somebody runs for where no name says it: "المرشح | للرئاسة", "الترشح للبيت الأبيض".

        -1 where nobody runs right before it, one adjective at most between.
        """
        near = self.words[max(self.first, place - 2) : place]
        if not any(without_article(word) in self.lexicon.sets["runners"] for word in near):
            return -1
        following = self.words[place + 1] if place + 1 < self.last else ""
        if base == "الرياسه":
            # "للرئاسة المصرية" is read with its country.
            return place + 1 if following == "" or self._adjective_of(place + 1) is None else -1
        if base == "البيت" and following == "الابيض":
            return place + 2
        if base != "رياسه" or self._headed(place) is not None:
            return -1
        plain = is_definite(following) and self._class(place + 1) == "N"
        return max(self._body_after(place), place + 2 if plain else -1)

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

    def head_at(self, place: int) -> tuple[int, str, tuple[str, bool], str] | None:
        """Return (length, clitic, (type, whether it is left out of the name), head noun) of a head at a place."""
        if not self.lexicon.facts.may_head[self.words[place]]:
            return None
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
        length, clitic, value = hit
        bases = [base for form, base in clitic_forms(self.words[place]) if form == clitic]
        definite = next((base for base in bases if base.startswith("ال")), bases[0])
        head = next((base for base in bases if base in self.lexicon.heads.rows), definite)
        return length, clitic, value, head

    def head_before(self, place: int) -> tuple[int, str, tuple[str, bool], str] | None:
        """Return (first token, clitic, (type, bare), head noun) of an indefinite head of a body before a place."""
        for start in range(max(self.first, place - 2), place):
            found = self.head_at(start)
            if found is not None and start + found[0] == place and not is_definite(self.words[start]):
                _, clitic, value, head = found
                return None if value[0] in ("Place", "Candidacy", "Event") else (start, clitic, value, head)
        return None

    def _headed(self, place: int) -> Mention | None:
        found = self.head_at(place)
        if found is None:
            return None
        length, clitic, (kind, bare), head = found
        start = place + length
        if start >= self.last:
            return self._nominal_head(place, start, clitic, kind)
        if head in ("اداره", "امناء") and place > self.first and self.words[place - 1].endswith("مجلس"):
            return None
        trusted = self.head_at(start + 1) if head == "مجلس" and self.words[start] == "امناء" else None
        if trusted is not None and trusted[1] == "":
            return None  # "مجلس أمناء | مؤسسة كذا"
        if head == "قياده" and clitic.endswith("ب"):
            return None  # "بقيادة شركة كذا"
        if head == "معرض" and self.words[start] in self.lexicon.sets["talking"]:
            return None  # "في معرض رده": in the course of it
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
        quoted = name_first > place + 1 and self.words[name_first - 1] in OPENERS
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
        if kind == "Candidacy" and (clitic.endswith("ب") or self._a_tagged_person(start)):
            return None
        if kind == "Candidacy":
            end = last if quoted else max(name_last, start)  # the mark that closes "رئاسة «الاتحاد»" belongs to it
            return Mention(place, last, place, end, clitic, kind, "nominal", head)
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

    def _nominal_head(self, place: int, start: int, clitic: str, kind: str) -> Mention | None:
        """Take "الشركة", "الحزب" as standing for something named before; "مؤتمر" for an event."""
        bases = [base for form, base in clitic_forms(self.words[place]) if form == clitic]
        base = next((item for item in bases if item.startswith("ال")), bases[0])
        if kind == "Candidacy":
            return None
        if kind == "Event" and not is_definite(base):
            plain = self.lexicon.sets["plain_events"]
            end = start
            while end < self.last and self._event_adjective(end, plain):
                if self.words[end] == "عام" and end + 1 < self.last and self.words[end + 1][:1].isdigit():
                    break  # "دورة تدريبية | عام 2015"
                end += 1
            if end > place + 1:  # "مؤتمر صحفي مشترك": described, not named
                return Mention(place, end, place, end, clitic, kind, "nominal", base)
        several = kind == "Event" and base.endswith("ات")  # "المؤتمرات" are no one event
        if is_definite(base) and start == place + 1 and not several:
            while (
                kind == "Event"
                and start < self.last
                and is_definite(self.words[start])
                and self.words[start].endswith(("ي", "يه"))
                and without_article(self.words[start]) in self.lexicon.sets["plain_events"]
            ):
                start += 1  # "المؤتمر الصحفي"
            return Mention(place, start, place, start, clitic, kind, "nominal", without_article(base))
        return None

    def _a_tagged_person(self, place: int) -> bool:
        """Say whether the tagger sees a person at a place where the grammar lists no body: "رئاسة فلان"."""
        listed = self.lexicon.gazetteer.find(self.words, place, self.last)
        return self._tag(place).endswith("PER") and (listed is None or listed[1] != "" or listed[2][1] != "name")

    def _event_adjective(self, place: int, plain: frozenset[str]) -> bool:
        """Say whether a word after "مؤتمر", "حفل" tells what kind of event it is."""
        word = self.words[place]
        if word in self.lexicon.sets["event_stops"] or (word.startswith(("و", "ب", "ل")) and word not in plain):
            return False
        return word in plain or (self._class(place) == "A" and not is_definite(word))
