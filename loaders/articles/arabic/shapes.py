"""What words look like when one looks for names: what can be a name, and what surely is none."""

from __future__ import annotations

from collections.abc import Sequence

from techpol.loaders.articles.arabic.lexicon import Lexicon
from techpol.loaders.articles.arabic.mentions import Mention
from techpol.loaders.articles.arabic.tagger import WordTable
from techpol.loaders.articles.arabic.tokens import Token
from techpol.loaders.articles.arabic.words import clitic_forms, is_definite, without_article

NAME_PARTICLES = frozenset(
    ["بن", "ابن", "ابو", "ال", "عبد", "دي", "دو", "فان", "فون", "لو", "ام", "بنت", "دا", "جيه", "جي", "بي"]
)
# Given names that need what follows: "عبد الفتاح", "سيف الدين".
_COMPOUNDS = frozenset(
    "عبد نور سيف شمس صلاح جمال علاء عز بهاء ضياء حسام شرف تقي ناصر محي ابو ام فضل نجم عماد زين سعد".split()
)

_LONGEST_NAME = 16  # tokens
_OPENING = {'"': '"', "(": ")"}


class NameShapes:
    """What the words of a sentence look like: names, titles, verbs, everyday words."""

    def __init__(self, tokens: Sequence[Token], lexicon: Lexicon, table: WordTable) -> None:
        self.tokens = tokens
        self.words = [token.text for token in tokens]
        self.lexicon = lexicon
        self.table = table
        # Of the sentence being read: its tokens, their tags and classes, the head noun and the name read last.
        self.first = self.last = self.head_place = 0
        self.sited = False  # whether the name being read tells its field: "مدينة الملك فلان للعلوم"
        self.tags: Sequence[str] = ()
        self.classes: Sequence[str] = ()
        self.previous: Mention | None = None
        # Of the document: words that stand inside names without a clitic, and those that are last names.
        self.known_words: frozenset[str] = frozenset()
        self.inner_words: frozenset[str] = frozenset()

    def _tag(self, place: int) -> str:
        return self.tags[place - self.first] if self.first <= place < self.last else "O"

    def _class(self, place: int) -> str:
        return self.classes[place - self.first] if self.first <= place < self.last else "M"

    def _run_end(self, place: int) -> int:
        """Return the end of the name that the tagger begins at a place."""
        inner = "I-" + self._tag(place)[2:]
        end = place + 1
        while end < self.last and self._tag(end) == inner:
            end += 1
        return end

    def _verbal(self, place: int) -> bool:
        return self._class(place) == "V"

    def _adjective_of(self, place: int) -> str | None:
        """Return the country of a definite adjective of nationality."""
        if place >= self.last:
            return None
        return self.lexicon.nationalities.get(without_article(self.words[place]))

    def _is_adjective(self, place: int) -> bool:
        word = self.words[place]
        if word in ("التابعه", "التابع"):
            return False  # it opens a clause: "الهيئة ... التابعة لرابطة ..."
        return is_definite(word) and (
            self._class(place) == "A" or without_article(word) in self.lexicon.party_adjectives
        )

    def _role_word(self, place: int) -> bool:
        """Say whether a word can be a role noun ("حاكم", "الرئيس"), with or without what is written onto it."""
        return self.lexicon.facts.is_role[self.words[place]]

    def _stop(self, place: int) -> bool:
        word = self.words[place]
        if word not in self.lexicon.facts.stops:
            return False
        if word not in ("علي", "وعلي", "لعلي"):
            return True
        following = self.words[place + 1] if place + 1 < self.last else ""
        named = self._tag(place) == "B-PER" and self._tag(place + 1) == "I-PER"
        titled = place > self.first and self.lexicon.titles.find([self.words[place - 1]], 0) is not None
        return not (following in NAME_PARTICLES or named or titled)

    def _leads_to_name(self, place: int) -> bool:
        """Say whether a word is a title, a role or what may follow one: "السيناتور", "الأسبق", "البريطاني"."""
        word = self.words[place]
        if word in self.lexicon.sets["past_adjectives"] or (
            self._adjective_of(place) is not None and is_definite(word)
        ):
            return True
        return self.lexicon.titles.find([word], 0) is not None or (self._role_word(place) and is_definite(word))

    def _verb_form(self, place: int) -> bool:
        """Say whether a word before a name is a verb that the tagger took into it."""
        word = self.words[place]
        if place + 1 < self.last and self.words[place + 1] in NAME_PARTICLES:
            return False
        opens = place == self.first or self.words[place - 1] in ("،", '"', ":", "و", "-", "\n", "كما", "ان")
        joined = word.startswith("و") and self._verb_word(word[1:])
        if (opens or joined) and (joined or self._verb_word(word)) and self._tag(place + 1) != "O":
            return self._tag(place + 2) == "I-PER" or not self.table.is_name(word)
        if self.table.is_name(word) or word in self.inner_words:
            return False
        return (self._class(place) == "V" and self.table.class_of(word) >= 4) or self._trigger_form(place)

    def _verb_word(self, word: str) -> bool:
        """Say whether a word has the form of a verb that the grammar knows."""
        return self.lexicon.facts.is_verb[word]

    def _noun_form(self, place: int) -> bool:
        """Say whether a word is a verbal noun that calls a frame and nobody's name."""
        word = self.words[place]
        found = self.lexicon.triggers.get(word, ())
        return any(trigger.kind == "noun" for trigger in found) and (
            not self.table.is_name(word) or self.table.class_of(word) >= 4
        )

    def _trigger_form(self, place: int) -> bool:
        """Say whether a word has the form of a verb that calls a frame."""
        return self.lexicon.facts.calls_as_verb[self.words[place]]

    def _untagged(self, first: int, last: int) -> bool:
        return all(self._tag(place) == "O" and self.tokens[place].kind != "latin" for place in range(first, last))

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

    def _two_names(self, place: int) -> bool:
        """Say whether a given name and another name stand at a place."""
        if place + 1 >= self.last or not self.table.is_name(self.words[place]):
            return False
        return self.table.is_name(self.words[place + 1]) or self._tag(place + 1).endswith("PER")

    def _a_person(self, first: int, last: int) -> bool:
        """Say whether the words after a head noun are a person's full name."""
        return (
            all(self._tag(place).endswith("PER") for place in range(first, last))
            and self.words[last - 1] in self.known_words
        )

    def _after_role(self) -> bool:
        """Say whether the head noun being read stands after a role ("رئيس شركة ...")."""
        return any(self._role_word(place) for place in range(max(self.first, self.head_place - 3), self.head_place))

    def _preposed(self, place: int) -> bool:
        """Say whether a preposition is written onto a tagged name: "اللجنة السياسية لبايدن"."""
        clitic, stem = self._name_clitic(place, "PER")
        return (self._tag(place) != "O" or stem in self.known_words) and clitic[-1:] in ("ل", "ب")

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

    def _foreign_clitic(self, place: int) -> bool:
        """Say whether a preposition is written onto a word inside a name: "ترامب لبايدن"."""
        word = self.words[place]
        if word[0] not in "بلك" or self.table.is_name(word):
            return False
        rest = word[1:]
        return rest in self.known_words or (
            self.table.is_name(rest) and self.table.class_of(word) < self.table.class_of(rest)
        )

    def _enclosed(self, place: int) -> bool:
        """Say whether a mark opens a short quotation right before a word, which then is no more than a name."""
        before = self.words[place - 1] if place > self.first else ""
        if before not in _OPENING or self.tokens[place].spaced or self.words[place].startswith("و"):
            return False
        return any(word == _OPENING[before] for word in self.words[place + 1 : min(self.last, place + 5)])

    def _name_clitic(self, place: int, tag: str) -> tuple[str, str]:
        """Return (clitic, name) of the first word of a name: the rest must be the better-known name."""
        word = self.words[place]
        best = ("", word)
        known = self.known_words  # a name that stands elsewhere in the text without a clitic settles it
        before = self.words[place - 1 : place] if place > self.first else []
        if word in known or self._enclosed(place):
            return best
        titled = len(before) > 0 and self.lexicon.titles.find(before, 0) is not None
        score = 2.0 * self.table.is_name(word) + 0.5 * (self.table.class_of(word) > 0)
        for clitic, base in clitic_forms(word):
            if not clitic or len(base) < 3 or (titled and clitic[0] in "وف"):
                continue
            if clitic == "ب" and self.table.is_son_of(base) and base not in known:
                continue  # "بلحسن", "بلقاسم"
            if "ك" in clitic and base not in known:
                continue
            if (
                clitic == "ب"
                and base not in known
                and before
                and before[0].removeprefix("و") in self.lexicon.sets["saying"]
            ):
                continue  # "أكد بريك القرني"
            mark = (
                2.0 * self.table.is_name(base) + 0.5 * (self.table.class_of(base) > 0) + 3.0 * (base in known) - 0.3
            )
            if clitic[0] in "وف" and self.table.class_of(word) == 0:
                mark += 0.4
            if mark > score:
                best, score = (clitic, base), mark
        return best

    def is_inner(self, word: str) -> bool:
        """Say whether a word stands inside longer names of this text more than by chance."""
        return word in self.inner_words and self.words.count(word) > 1

    def _before_name(self, place: int) -> bool:
        """Say whether the tagger took an everyday word before a name into it: a title, "كلام", "فوز"."""
        word = self.words[place]
        if word in self.known_words or word in NAME_PARTICLES:
            return False
        if self.lexicon.titles.find(self.words, place, self.last) is not None:
            return True
        joined = word.startswith("وال") and self.table.class_of(word[1:]) >= 3 and not self.table.is_name(word[1:])
        return joined or self._noun_form(place)

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

    def _outside(self, place: int, start: int) -> bool:
        """Say whether a definite word cannot be part of a body's name: a title, "السابق", "المكلف"."""
        word = self.words[place]
        sets = self.lexicon.sets
        if word in sets["past_adjectives"] or word in sets["future_adjectives"]:
            return True
        inner = without_article(word)
        if any(trigger.kind in ("active", "passive") for trigger in self.lexicon.triggers.get(word, ())):
            return True  # "شركة سوما | المدعومة من ..."
        if (
            place > start
            and inner in self.lexicon.heads.rows
            and any(len(row[0]) == 1 for row in self.lexicon.heads.rows[inner])
        ):
            return self._class(place) != "A" or not word.endswith(("ي", "يه"))
        if place > start and inner in self.lexicon.roles and is_definite(word):
            return True  # "اللجنة التنفيذية | المتحدث الرسمي"
        titled = self.lexicon.titles.find([word], 0) is not None
        return place > start and titled and without_article(word) not in self.lexicon.party_adjectives

    def _name_like(self, place: int) -> bool:
        """Say whether a word can be a name: rare or known as one, bare, and of no other use."""
        word = self.words[place]
        following = self.words[place + 1] if place + 1 < self.last else ""
        if word in self.lexicon.sets["name_lookalikes"]:
            return self.table.is_name(following) and self._class(place + 1) != "V"
        if self.tokens[place].kind != "word" or len(word) < 3 or self._stop(place) or is_definite(word):
            return self._surname(place)
        if self._class(place) == "V" and self.table.class_of(word) > 2 and not self.table.is_name(word):
            return False
        if word in self.lexicon.triggers or word in self.lexicon.nationalities or self._role_word(place):
            return False
        if any(
            prefix and self.table.class_of(base) > max(2, self.table.class_of(word))
            for prefix, base in clitic_forms(word)
        ):
            return False
        if self.lexicon.heads.find(self.words, place, self.last) is not None or word.endswith(
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
            and (
                self._class(place) == "N"
                or (word.endswith("ي") and without_article(word) not in self.lexicon.nationalities)
            )
        )

    def _with_adjectives(self, last: int) -> int:
        """Extend a mention over definite adjectives of nationality and the like."""
        end = last
        while end < min(self.last, last + 2):
            word = self.words[end]
            if any(item.kind in ("active", "passive") for item in self.lexicon.triggers.get(word, ())):
                break
            if self._adjective_of(end) is not None and is_definite(word):
                end += 1
            elif self.lexicon.titles.find([word], 0) is not None:
                break
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

    def _parted(self, place: int) -> bool:
        """Say whether a word cannot be inside a person's name: "للجمعية", "بالاستقالة", a city at its end."""
        word = self.words[place]
        if self.table.is_name(word):
            return False
        if (self._class(place) != "N" or self._tag(place + 1) != "O") and any(
            trigger.kind == "verb" for trigger in self.lexicon.triggers.get(word, ())
        ):
            return True  # "جو بايدن أيد"
        if len(word) > 4 and word.startswith(("لل", "بال", "وال", "كال")):
            rest = word[2:] if word.startswith("لل") else word[3:]
            return self.table.class_of(rest) >= self.table.class_of(word) and rest not in self.known_words
        if word.endswith("ا") and self.table.class_of(word[:-1]) >= 4 and not is_definite(word):
            return word not in self.known_words or self.table.class_of(word[:-1]) >= 5  # "محمد القاسم عقودا"
        if word[0] == "ب" and len(word) > 4 and self.table.class_of(word[1:]) > max(2, self.table.class_of(word)):
            return word not in self.known_words  # "كمال رستم ببلاغ"
        if word.endswith("ا") and word[:-1] in self.lexicon.roles:
            return True  # "فهد النعيم وزيرا"
        if word in ("المنتهيه", "نفسه", "نفسها") or any(
            trigger.kind in ("active", "passive") and is_definite(word)
            for trigger in self.lexicon.triggers.get(word, ())
        ):
            return True
        if (
            len(word) > 4
            and word.endswith(("ني", "ها"))
            and self.table.class_of(word[:-2]) > self.table.class_of(word)
        ):
            return word not in self.known_words  # "هرتسوغ نافسني", "هيلدا كرين منافسها"
        if word[0] in "يت" and self._class(place) == "V" and word not in self.known_words:
            return True  # "كمال رستم يفتقر"
        listed = self.lexicon.gazetteer.find([word], 0)
        return (
            is_definite(word)
            and listed is not None
            and listed[2][0] == "Place"
            and self._closes_name(place + 1)
            and self.words[place - 1] not in NAME_PARTICLES
        )

    def name_end(self, place: int) -> int:
        """Return the end of a tagged name: neighbours of another tag belong to it unless something parts them."""
        end = place + 1
        run = place
        while (
            run < min(self.last, place + 4)
            and self._tag(run) != "O"
            and (run == place or self._tag(run).startswith("I-"))
        ):
            run += 1
        linked = self.words[place + 1 : place + 2] in (["بن"], ["ال"], ["بنت"])
        if (
            run - place >= 3
            and not linked
            and self.words[place] in self.inner_words
            and self.table.is_name(self.words[place + 1])
        ):
            # "ترامب ريك بيري": a last name known from elsewhere, then another person.
            return end
        while end < min(self.last, place + _LONGEST_NAME) and (
            self.tokens[end].kind == "word" or self.words[end] == "-"
        ):
            tag = self._tag(end)
            if (
                self.words[end] in NAME_PARTICLES
                and end + 1 < self.last
                and self.tokens[end + 1].kind == "word"
                and (tag != "O" or self._tag(end + 1) != "O" or self.words[end] in ("بن", "ال"))
            ):
                compound = self.words[end + 1] in ("عبد", "ابو") and self._tag(end + 2) != "V"
                end += 3 if compound and end + 2 < self.last and self.tokens[end + 2].kind == "word" else 2
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
            closed = tag == "I-PER" and self.tokens[min(end + 1, len(self.tokens) - 1)].kind == "mark"
            if (
                tag == "O"
                or (self._stop(end) and not closed)
                or (self._tag(place).endswith("PER") and self._parted(end))
            ):
                break
            organisation = self.lexicon.gazetteer.find(self.words, end, self.last)
            if organisation is not None and organisation[1] == "" and organisation[2][0] != "Place":
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
                listed = self.lexicon.gazetteer.find(self.words, end, self.last)
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
