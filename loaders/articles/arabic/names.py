"""Finds what a text names: people, organisations, committees, campaigns, events and places, token by token."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from techpol.loaders.articles.arabic.dates import MONTHS
from techpol.loaders.articles.arabic.lexicon import Lexicon
from techpol.loaders.articles.arabic.tagger import WordTable
from techpol.loaders.articles.arabic.tokens import Sentence, Token
from techpol.loaders.articles.arabic.words import clitic_forms, is_definite, without_article

_TAG_TYPES = {"PER": "Person", "ORG": "Organization", "LOC": "Place"}
_OPENERS = {'"': '"', "(": ")", "'": "'", "[": "]"}
_LATIN_LINKS = frozenset(["for", "of", "the", "and", "&", "de", "di", "van", "von", "to", "in"])
_LONGEST_QUOTE = 7
_RARE = 3  # frequency class up to which a word after a head noun may be a name
_NAME_PARTICLES = frozenset(
    ["بن", "ابن", "ابو", "ال", "عبد", "دي", "دو", "فان", "فون", "لو", "ام", "بنت", "دا", "جيه", "جي", "بي"]
)


@dataclass(slots=True)
class Mention:
    """A stretch of tokens that names or describes something.

    ``first``..``last`` cover head noun and modifiers; ``name_first``..``name_last`` the words of the name.
    ``clitic`` is what is written onto the first token (conjunction, preposition).
    """

    first: int
    last: int
    name_first: int
    name_last: int
    clitic: str
    type: str
    kind: str = "name"  # name, nominal, pronoun
    head: str = ""
    entity: int = -1
    owner: int = -1  # index of the entity whose campaign, company ... it is
    label: str = ""  # canonical name where the words are not the name ("الجمهوري": الحزب الجمهوري)

    @property
    def prep(self) -> str:
        """Return the preposition written onto it."""
        return self.clitic[-1] if self.clitic and self.clitic[-1] in "بلك" else ""

    @property
    def joined(self) -> bool:
        """Say whether a conjunction is written onto it."""
        return self.clitic[:1] in ("و", "ف")


# Given names that need what follows: "عبد الفتاح", "سيف الدين".
_COMPOUNDS = frozenset("عبد نور سيف شمس صلاح جمال علاء عز بهاء ضياء حسام شرف تقي ناصر محي ابو ام فضل نجم عماد زين سعد".split())


class NameFinder:
    """Finds the mentions of one sentence after another."""

    def __init__(self, tokens: Sequence[Token], lexicon: Lexicon, table: WordTable) -> None:
        self.tokens = tokens
        self.words = [token.text for token in tokens]
        self.lexicon = lexicon
        self.table = table

    def find(self, sentence: Sentence, tags: Sequence[str], classes: Sequence[str]) -> list[Mention]:
        """Return the mentions of a sentence in order, none inside another."""
        self.first, self.last = sentence.first, sentence.last
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
            found.append(mention)
            self.previous = mention
            place = max(mention.last, place + 1)
        return found

    def _tag(self, place: int) -> str:
        return self.tags[place - self.first] if self.first <= place < self.last else "O"

    def _class(self, place: int) -> str:
        return self.classes[place - self.first] if self.first <= place < self.last else "M"

    # -- what the grammar lists ---------------------------------------------------------------------------------

    def _listed(self, place: int) -> Mention | None:
        hit = self.lexicon.gazetteer.find(self.words[: self.last], place)
        if hit is None:
            return None
        length, clitic, (kind, how) = hit
        last = place + length
        led = kind == "Place" and any(
            index >= self.first and self._role_word(index) for index in (place - 1, place - 2)
        )
        if length == 1 and not led and (self._tag(place) == "I-PER" or self._tag(last) == "I-PER"):
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
        title = self.lexicon.titles.find(self.words[: self.last], start) if start < self.last else None
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

    # -- head nouns ---------------------------------------------------------------------------------------------

    def _headed(self, place: int) -> Mention | None:
        hit = self.lexicon.heads.find(self.words[: self.last], place)
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
        head = next(base for form, base in clitic_forms(self.words[place]) if form == clitic)
        self.head_place = place
        name = self._name_after(start, head, kind)
        if name is not None and name[1] == name[0] + 1 and is_definite(self.words[name[0]]):
            # "موقع المجموعة", "رئيس شركة الاتصالات": one definite common word names nothing.
            inner = without_article(self.words[name[0]])
            if inner in self.lexicon.heads.rows and self._tag(name[0]) == "O":
                name = None
        if name is not None and self.words[place + 1] in ("الاداره", "الامناء") and head == "مجلس":
            name = None
        if name is None:
            return self._nominal_head(place, start, clitic, kind)
        name_first, name_last, last = name
        last = self._with_adjectives(last)
        quoted = name_first > place + 1 and self.words[name_first - 1] in _OPENERS
        if (
            not bare
            and not quoted
            and name_last - name_first >= 2
            and self._adjective_of(name_last - 1)
            and self._tag(last).endswith("PER")
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
        if bare or quoted:
            return Mention(place, last, name_first, name_last, clitic, kind, "name", head)
        whole = name_last if self._closed(name_last) else name_last
        return Mention(place, last, place, max(whole, name_last), clitic, kind, "name", head)

    def _nominal_head(self, place: int, start: int, clitic: str, kind: str) -> Mention | None:
        """Take "الشركة", "الحزب" as standing for something named before; "مؤتمر" for an event."""
        word = self.words[place]
        base = next(base for form, base in clitic_forms(word) if form == clitic)
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
        if kind == "Place":
            listed = self.lexicon.gazetteer.find(self.words[: self.last], start)
            if listed is not None and listed[1] == "" and listed[2][0] == "Place":
                return start, start + listed[0], start + listed[0]
        proper = self._proper(start, kind)
        if proper is not None and is_definite(head) and kind in ("Company", "MediaOrganization", "Group"):
            proper = None if self._untagged(start, proper) else proper
        if proper is not None and not (
            head in self.lexicon.sets["risky_heads"] and self._untagged(start, proper) and not self._unknown(start)
        ):
            return start, proper, proper
        # "شركة الطيران الإيرلندية «أير لينجوس»": definite words, then the name.
        place = start
        while place < min(self.last, start + 4) and is_definite(self.words[place]):
            place += 1
        if place > start:
            named = self._quoted(place) if kind in ("Company", "MediaOrganization", "Group") else None
            if named is not None and self.words[place] == '"':
                return named
            latin = self._latin_run(place)
            if latin is not None and kind == "Company":
                return place, latin, latin
        if kind in ("Company", "MediaOrganization"):
            if is_definite(head) and head not in ("البنك", "المصرف", "البورصه"):
                return None
            if head in ("صحيفه", "مجله", "جريده", "قناه", "اذاعه", "فضاييه") and place > start:
                adjective = self._class(start) == "A" or self._adjective_of(start) is not None
                return None if adjective else (start, min(place, start + 2), min(place, start + 2))
            generic = self.words[start] in self.lexicon.sets["industries"] and place - start < 2
            if head in ("شركه", "مجموعه") and place > start and self._class(start) == "N" and not generic:
                return self.head_place, place, place
            if place > start and head in ("بنك", "مصرف", "البنك", "المصرف", "البورصه"):
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
            place += 1
        if place < self.last and place > start and self.words[place].startswith("لل"):
            place += 1
            while place < min(self.last, start + 6) and self._is_adjective(place) and not self._outside(place, start):
                place += 1
        elif place < self.last and place > start and self.words[place] in self.lexicon.sets["name_pairs"]:
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

    def _outside(self, place: int, start: int) -> bool:
        """Say whether a definite word cannot be part of a body's name: a title, "السابق", "المكلف"."""
        word = self.words[place]
        sets = self.lexicon.sets
        if word in sets["past_adjectives"] or word in sets["future_adjectives"]:
            return True
        inner = without_article(word)
        if (
            place > start
            and inner in self.lexicon.heads.rows
            and any(len(row[0]) == 1 for row in self.lexicon.heads.rows[inner])
        ):
            return self._class(place) != "A"
        titled = self.lexicon.titles.find([word], 0) is not None
        return place > start and titled and without_article(word) not in self.lexicon.party_adjectives

    def _is_adjective(self, place: int) -> bool:
        word = self.words[place]
        return is_definite(word) and (
            self._class(place) == "A" or without_article(word) in self.lexicon.party_adjectives
        )

    def _event_name(self, start: int) -> tuple[int, int, int] | None:
        place = start
        while place < min(self.last, start + 5) and self._class(place) in "NA" and not self._verbal(place):
            clitic = next((c for c, b in clitic_forms(self.words[place]) if c and self.table.class_of(b) > 3), "")
            if clitic.startswith(("و", "ف")) or self.words[place] in self.lexicon.sets["prepositions"]:
                break
            place += 1
        return (start, place, place) if place > start else None

    def _verbal(self, place: int) -> bool:
        return self._class(place) == "V"

    # -- quoted, Latin, tagged ------------------------------------------------------------------------------------

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

    def _closed(self, place: int) -> bool:
        return place < self.last and self.words[place] in ('"', ")")

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

    def _latin(self, place: int) -> Mention | None:
        end = self._latin_run(place)
        if end is None:
            return None
        return Mention(place, end, place, end, "", "Organization", "name", "latin")

    def _a_person(self, first: int, last: int) -> bool:
        """Say whether the words after a head noun are a person's full name."""
        return (
            all(self._tag(place).endswith("PER") for place in range(first, last))
            and self.words[last - 1] in self.known_words
        )

    def _two_names(self, place: int) -> bool:
        """Say whether a given name and another name stand at a place."""
        if place + 1 >= self.last or not self.table.is_name(self.words[place]):
            return False
        return self.table.is_name(self.words[place + 1]) or self._tag(place + 1).endswith("PER")

    def _unknown(self, place: int) -> bool:
        """Say whether a word is rare enough to be a name where nothing else says so."""
        word = self.words[place]
        limit = 3 if self._after_role() else 2
        following = self.words[place + 1] if place + 1 < self.last else "."
        if limit == 3 and self.tokens[min(place + 1, self.last - 1)].kind == "mark":
            limit = 4
        if is_definite(following) and following.endswith("يه"):
            limit = 3  # "مجموعة نيكي الإعلامية"
        if self._class(place) == "V" and self.table.class_of(word) > 0 or word.startswith(("ست", "سي")):
            return False
        if (
            self.table.class_of(word) == 0
            and not is_definite(word)
            and all(self.table.class_of(base) <= 1 for clitic, base in clitic_forms(word) if clitic)
        ):
            return True
        return (
            self._class(place) == "N"
            and self.table.class_of(word) <= limit
            and not word.endswith(("ات", "ين", "ون", "يه"))
        )

    def _untagged(self, first: int, last: int) -> bool:
        return all(self._tag(place) == "O" and self.tokens[place].kind != "latin" for place in range(first, last))

    def _role_word(self, place: int) -> bool:
        """Say whether a word can be a role noun ("حاكم", "الرئيس"), with or without what is written onto it."""
        return any(without_article(base) in self.lexicon.roles for _, base in clitic_forms(self.words[place]))

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
            if end > place and tag.startswith("B-"):
                # A second name: it belongs here unless it is a person's that a role or a place leads to.
                follows = self._tag(end + 1).startswith("I-")
                if kind == "Place" or follows or self._after_role() or word.startswith("و"):
                    break
            if end > place and word.startswith("و") and self.table.class_of(word[1:]) > self.table.class_of(word):
                break
            inner = without_article(word)
            if end > place and (word.endswith(("ها", "هم")) or self.lexicon.heads.find(self.words[: self.last], end)):
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

    def _verb_form(self, place: int) -> bool:
        """Say whether a word before a name is a verb that the tagger took into it."""
        word = self.words[place]
        if place + 1 < self.last and self.words[place + 1] in _NAME_PARTICLES:
            return False
        opens = place == self.first or self.words[place - 1] in ("،", '"', ":", "و", "-", "\n", "كما", "ان")
        joined = word.startswith("و") and self._verb_word(word[1:])
        if (opens or joined) and (joined or self._verb_word(word)) and self._tag(place + 1) != "O":
            return self._tag(place + 2) == "I-PER" or not self.table.is_name(word)
        if self.table.is_name(word) or word in self.inner_words:
            return False
        return self._class(place) == "V" or self._trigger_form(place)

    def _verb_word(self, word: str) -> bool:
        """Say whether a word has the form of a verb that the grammar knows."""
        sets = self.lexicon.sets
        if any(word in sets[name] for name in ("giving", "getting", "saying", "holding", "planned", "denied_verbs")):
            return True
        return any(trigger.kind == "verb" for trigger in self.lexicon.triggers.get(word, ()))

    def _noun_form(self, place: int) -> bool:
        """Say whether a word is a verbal noun that calls a frame and nobody's name."""
        word = self.words[place]
        found = self.lexicon.triggers.get(word, ())
        return any(trigger.kind == "noun" for trigger in found) and (
            not self.table.is_name(word) or self.table.class_of(word) >= 4
        )

    def _trigger_form(self, place: int) -> bool:
        """Say whether a word has the form of a verb that calls a frame."""
        word = self.words[place]
        return any(
            trigger.kind == "verb"
            for clitic, base in clitic_forms(word)
            if clitic in ("", "و", "ف")
            for trigger in self.lexicon.triggers.get(base, ())
        )

    def _preposed(self, place: int) -> bool:
        """Say whether a preposition is written onto a tagged name: "اللجنة السياسية لبايدن"."""
        clitic, stem = self._name_clitic(place, "PER")
        return (self._tag(place) != "O" or stem in self.known_words) and clitic[-1:] in ("ل", "ب")

    def _after_role(self) -> bool:
        """Say whether the head noun being read stands after a role ("رئيس شركة ...")."""
        return any(self._role_word(place) for place in range(max(self.first, self.head_place - 3), self.head_place))

    head_place = 0

    def _tagged(self, place: int) -> Mention | None:
        tag = self._tag(place)
        if self.tokens[place].kind != "word" or self._stop(place):
            return None
        if tag == "O":
            return self._named_before_tagged(place)
        if len(self.words[place]) < 2:
            return None
        if self._tag(place + 1) == "O" and self.words[place].endswith(("هما", "هم", "ها")) and not self.table.is_name(self.words[place]):
            return None
        if self._tag(place + 1).endswith("PER") and any(
            is_definite(base) and without_article(base) in self.lexicon.nationalities
            for _, base in clitic_forms(self.words[place])
        ):
            return None  # "والكوبي راوول كاسترو"
        if self._tag(place + 1).endswith("PER") and self._before_name(place):
            return None
        lone = self._tag(place + 1) == "O"
        if lone and (self._noun_form(place) or self.lexicon.titles.find([self.words[place]], 0) is not None):
            return None
        inner = self._tag(place + 1).endswith("PER")
        role = self._role_word(place) and (
            self.table.class_of(self.words[place]) >= 4 or not self.table.is_name(self.words[place])
        )
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
        if kind == "Person" and end == place + 1 and self._common(stem):
            return None
        return Mention(place, end, place, end, clitic, kind, "name")

    def _family_name(self, end: int) -> int:
        """Take untagged names right after a tagged one: "عبدالعزيز سعود البابطين"."""
        limit = end + 3
        while end < min(self.last, limit) and self.tokens[end].kind == "word" and self._tag(end) == "O":
            word = self.words[end]
            given = self.table.is_name(word) and 1 <= self.table.class_of(word) <= 4 and not self._role_word(end)
            family = is_definite(word) and word.endswith("ي") and self.table.class_of(word) <= 2
            clitic = any(
                prefix and self.table.class_of(base) > self.table.class_of(word)
                for prefix, base in clitic_forms(word)
            )
            closing = self._closes_name(end + 1) and 1 <= self.table.class_of(word) <= 3 and not is_definite(word)
            if (
                word.endswith("ا")
                or not (given or family or closing)
                or clitic
                or self._class(end) != "N"
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

    def _before_name(self, place: int) -> bool:
        """Say whether the tagger took an everyday word before a name into it: a title, "كلام", "فوز"."""
        word = self.words[place]
        if word in self.known_words or word in _NAME_PARTICLES:
            return False
        if self.lexicon.titles.find([word], 0) is not None:
            return True
        return self._noun_form(place)

    def _after_name(self, place: int) -> bool:
        """Say whether the tagger took an everyday word after a name into it: an adjective, a title."""
        word = self.words[place]
        if word in self.known_words and not is_definite(word):
            return False
        if word.endswith("ا") and self.table.class_of(word[:-1]) >= 5:
            return True  # "لم يكن دراهي اسما معروفا"
        if is_definite(word):
            if self.words[place - 1].removeprefix("و") in _COMPOUNDS:
                return False
            common = self._class(place) == "A" and self.table.class_of(word) >= 4 and not self.table.is_name(word)
            return (
                common
                or without_article(word) in self.lexicon.nationalities
                or (self.lexicon.titles.find([word], 0) is not None and self.table.class_of(word) >= 3)
            )
        return not self.table.is_name(word) and self.table.class_of(word) >= 5

    def _closes_name(self, place: int) -> bool:
        """Say whether a name cannot go on at a place: a verb, a preposition, a mark, the end."""
        if place >= self.last or self.tokens[place].kind == "mark":
            return True
        return self._class(place) in ("V", "F", "X")

    def _leads_to_name(self, place: int) -> bool:
        """Say whether a word is a title, a role or what may follow one: "السيناتور", "الأسبق", "البريطاني"."""
        word = self.words[place]
        if word in self.lexicon.sets["past_adjectives"] or (
            self._adjective_of(place) is not None and is_definite(word)
        ):
            return True
        return self.lexicon.titles.find([word], 0) is not None or (self._role_word(place) and is_definite(word))

    def _common(self, word: str) -> bool:
        """Say whether a single word is an everyday word rather than a name."""
        return (
            word not in self.known_words
            and not self.table.is_name(word)
            and self.table.class_of(word) >= 4
            or word.endswith("ء")
        )

    def _person_place(self, place: int, clitic: str) -> bool:
        """Say whether nothing before a word makes it a place ("في بايدن")."""
        before = self.words[place - 1] if place > self.first else ""
        return before not in ("في", "من", "الي", "الى") and not clitic.endswith("ب")

    def _stop(self, place: int) -> bool:
        word = self.words[place]
        sets = self.lexicon.sets
        following = self.words[place + 1] if place + 1 < self.last else ""
        named = self._tag(place) == "B-PER" and self._tag(place + 1) == "I-PER"
        titled = place > self.first and self.lexicon.titles.find([self.words[place - 1]], 0) is not None
        if word in ("علي", "وعلي", "لعلي") and (following in _NAME_PARTICLES or named or titled):
            return False
        return (
            word in sets["complementizers"]
            or word in sets["prepositions"]
            or word in sets["saying"]
            or (word in sets["subordinators"] or word in sets["auxiliaries"])
        )

    def name_end(self, place: int) -> int:
        """Return the end of a tagged name: neighbours of another tag belong to it unless something parts them."""
        end = place + 1
        run = place
        while run < self.last and self._tag(run) != "O" and (run == place or self._tag(run).startswith("I-")):
            run += 1
        if run - place >= 3 and self.words[place] in self.inner_words and self.table.is_name(self.words[place + 1]):
            # "ترامب ريك بيري": a last name known from elsewhere, then another person.
            return end
        while end < self.last and (self.tokens[end].kind == "word" or self.words[end] == "-"):
            tag = self._tag(end)
            if (
                self.words[end] in _NAME_PARTICLES
                and end + 1 < self.last
                and self.tokens[end + 1].kind == "word"
                and (tag != "O" or self._tag(end + 1) != "O" or self.words[end] in ("بن", "ال"))
            ):
                end += 2
                continue
            if (
                self.words[end] == "-"
                and not self.tokens[end].spaced
                and end + 1 < self.last
                and not self.tokens[end + 1].spaced
                and self.tokens[end + 1].kind == "word"
            ):
                end += 2  # "مون-جون"
                continue
            if len(self.words[end]) == 1:
                break
            if (
                end + 2 < self.last
                and self.words[end + 1] == "."
                and len(self.words[end]) <= 5
                and self.tokens[end + 2].kind == "word"
                and self._tag(end + 2) != "O"
            ):
                end += 2  # "جورج بي. بوش"
                continue
            if tag == "O" or self._stop(end):
                break
            if self._after_name(end):
                break
            if end - place >= 2 and self._noun_form(end):
                break  # "فلان تأييده", "فلان لقاء"
            common = self.table.class_of(self.words[end]) >= 4 or not self.table.is_name(self.words[end])
            if self._role_word(end) and common:
                break
            if self._new_name(end) or self._foreign_clitic(end):
                break
            if tag.startswith("B-"):
                listed = self.lexicon.gazetteer.find(self.words[: self.last], end)
                before = end - 1 > place and self._tag(end - 1).startswith("I-")
                if listed is not None or self._tag(end + 1).startswith("I-") or before:
                    break
            if (
                end > place
                and self.words[end].startswith("و")
                and not self.table.is_name(self.words[end])
                and self.table.class_of(self.words[end]) == 0
                and self.words[end].endswith(("ها", "ه", "هم"))
            ):
                break
            end += 1
        return end

    def _foreign_clitic(self, place: int) -> bool:
        """Say whether a preposition is written onto a word inside a name: "ترامب لبايدن"."""
        word = self.words[place]
        if word[0] not in "بلك" or self.table.is_name(word):
            return False
        rest = word[1:]
        return rest in self.known_words or (
            self.table.is_name(rest) and self.table.class_of(word) < self.table.class_of(rest)
        )

    def _named_before_tagged(self, place: int) -> Mention | None:
        """Take an untagged given name with the tagged name after it: "رون ديسانتيس"."""
        following = place + 1
        if self._tag(following) == "O" or following >= self.last or self.tokens[following].kind != "word":
            return None
        if self.lexicon.gazetteer.find(self.words[: self.last], following) is not None or self._stop(following):
            return None
        led = self.previous is not None and self.previous.last == place and self.previous.type != "Person"
        led = (led or (place > self.first and self._leads_to_name(place - 1))) and not self._trigger_form(place)
        for clitic, base in clitic_forms(self.words[place]):
            if (
                led
                and not self._foreign_clitic(following)
                and clitic == ""
                and self.table.class_of(base) <= 3
                and not is_definite(base)
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

    def _new_name(self, place: int) -> bool:
        """Say whether a conjunction is written onto a word inside a tagged name, so that another name begins."""
        word = self.words[place]
        if not word.startswith("و") or len(word) < 4:
            return False
        rest = word[1:]
        if self.table.is_name(word) and not self.table.is_name(rest):
            return False
        if self.table.is_name(word) and self.table.class_of(rest) <= self.table.class_of(word):
            return False
        return self.table.is_name(rest) or self.table.class_of(rest) > self.table.class_of(word)

    def _name_clitic(self, place: int, tag: str) -> tuple[str, str]:
        """Return (clitic, name) of the first word of a name: the rest must be the better-known name."""
        word = self.words[place]
        best = ("", word)
        # A name that stands elsewhere in the text without a clitic settles it.
        known = self.known_words
        before = self.words[place - 1 : place] if place > self.first else []
        if word in known:
            return best
        titled = len(before) > 0 and self.lexicon.titles.find(before, 0) is not None
        score = 2.0 * self.table.is_name(word) + 0.5 * (self.table.class_of(word) > 0)
        for clitic, base in clitic_forms(word):
            if not clitic or len(base) < 3 or (titled and clitic[0] in "وف"):
                continue
            if "ك" in clitic and base not in known:
                continue
            mark = (
                2.0 * self.table.is_name(base) + 0.5 * (self.table.class_of(base) > 0) + 3.0 * (base in known) - 0.3
            )
            if clitic[0] in "وف" and self.table.class_of(word) == 0:
                mark += 0.4
            if mark > score:
                best, score = (clitic, base), mark
        return best

    known_words: frozenset[str] = frozenset()
    inner_words: frozenset[str] = frozenset()

    def is_inner(self, word: str) -> bool:
        """Say whether a word stands inside longer names of this text more than by chance."""
        return word in self.inner_words and self.words.count(word) > 1

    def _titled(self, place: int) -> Mention | None:
        """Find an untagged name after a title: "السيناتور فلان", "الملياردير فلان"."""
        hit = self.lexicon.titles.find(self.words[: self.last], place)
        if hit is None:
            return None
        start = place + hit[0]
        if hit[2] == "pair":
            return self._pair(place, start, hit[1])
        while start < self.last and (
            self._adjective_of(start) is not None or self.words[start] in self.lexicon.sets["past_adjectives"]
        ):
            start += 1
        if start >= self.last or self._tag(start) != "O" or self.tokens[start].kind != "word":
            return None
        end = start
        while end < min(self.last, start + 3):
            word = self.words[end]
            if word in _NAME_PARTICLES and end > start:
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
        if end == start or (end == start + 1 and self.table.class_of(self.words[start]) > 3):
            return None
        return Mention(start, end, start, end, "", "Person", "name")

    def _positional(self, place: int) -> Mention | None:
        """Find a person that only its place gives away: two or more name-like words after a verb, إن, a title."""
        before = self.words[place - 1] if place > self.first else ""
        sets = self.lexicon.sets
        after_verb = place > self.first and (self._class(place - 1) == "V" or self._verb_word(before))
        opened = after_verb or before in sets["complementizers"] or before in sets["lists"]
        opened = opened or (place > self.first and self._leads_to_name(place - 1))
        opened = opened or (place - 1 > self.first and self._role_word(place - 2) and is_definite(before))
        if not opened or self._tag(place) != "O":
            company = self._led_company(place, before)
            return company
        end = place
        known = 0
        while end < min(self.last, place + 4):
            word = self.words[end]
            if end > place and word in _NAME_PARTICLES:
                end += 1
                continue
            if not self._name_like(end):
                break
            known += self.table.is_name(word)
            end += 1
        if end - place >= 2 and (known >= 1 or all(self.table.class_of(word) <= 1 for word in self.words[place:end])):
            return Mention(place, end, place, end, "", "Person", "name")
        return self._led_company(place, before)

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

    def _name_like(self, place: int) -> bool:
        """Say whether a word can be a name: rare or known as one, bare, and of no other use."""
        word = self.words[place]
        if self.tokens[place].kind != "word" or len(word) < 3 or self._stop(place) or is_definite(word):
            return self._surname(place)
        if self._class(place) == "V" and self.table.class_of(word) > 2:
            return False
        if word in self.lexicon.triggers or word in self.lexicon.nationalities or self._role_word(place):
            return False
        if any(
            prefix and self.table.class_of(base) > max(2, self.table.class_of(word))
            for prefix, base in clitic_forms(word)
        ):
            return False
        if self.lexicon.heads.find(self.words[: self.last], place) is not None or word.endswith(
            ("ات", "تها", "ته", "وا", "ين")
        ):
            return False
        limit = 4 if self.table.is_name(word) else 2
        return self.table.class_of(word) <= limit

    def _surname(self, place: int) -> bool:
        """Say whether a definite word can be a family name: "الصباغ", "الخطيب"."""
        word = self.words[place]
        previous = self.words[place - 1] if place > self.first else ""
        return (
            is_definite(word)
            and self.table.is_name(previous)
            and (self.table.is_name(word) or self.table.class_of(word) <= 2)
            and self._class(place) == "N"
        )

    def _pair(self, place: int, start: int, clitic: str) -> Mention | None:
        """Take "التوأم وينكلفوس", "الأخوان كوك": two people of one name are a group."""
        title = self.lexicon.titles.find(self.words[: self.last], start) if start < self.last else None
        start += title[0] if title is not None else 0
        end = start
        while (
            end < min(self.last, start + 3) and self.tokens[end].kind == "word" and not is_definite(self.words[end])
        ):
            if self._tag(end) == "O" and self.table.class_of(self.words[end].removeprefix("و")) > 3:
                break
            end += 1
        return Mention(place, end, place, end, clitic, "Group", "name", "توام") if end > start else None

    # -- adjectives -------------------------------------------------------------------------------------------------

    def _adjective_of(self, place: int) -> str | None:
        """Return the country of a definite adjective of nationality."""
        if place >= self.last:
            return None
        return self.lexicon.nationalities.get(without_article(self.words[place]))

    def _adjective(self, place: int) -> Mention | None:
        word = self.words[place]
        for clitic, base in clitic_forms(word):
            stem = without_article(base)
            party = self.lexicon.party_adjectives.get(stem)
            if party is not None and (is_definite(base) or clitic == ""):
                return Mention(
                    place, place + 1, place, place + 1, clitic, "Party", "nominal", "adjective", label=party
                )
            country = self.lexicon.nationalities.get(stem)
            if country is not None and is_definite(base):
                return Mention(
                    place, place + 1, place, place + 1, clitic, "Place", "nominal", "adjective", label=country
                )
        return None

    def _with_adjectives(self, last: int) -> int:
        """Extend a mention over definite adjectives of nationality and the like."""
        end = last
        while end < min(self.last, last + 2):
            word = self.words[end]
            if self._adjective_of(end) is not None and is_definite(word):
                end += 1
            elif (
                end == last
                and is_definite(word)
                and self._class(end) == "A"
                and word.endswith(("يه", "ي"))
                and without_article(word) not in self.lexicon.party_adjectives
            ):
                end += 1
            else:
                break
        return end
