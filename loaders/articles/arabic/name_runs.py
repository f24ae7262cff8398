"""The words that make up a name by themselves: in quotes, in Latin script, rare words in a row."""

from __future__ import annotations

from techpol.loaders.articles.arabic.shapes import NameShapes
from techpol.loaders.articles.arabic.words import clitic_forms, is_definite, without_article

OPENERS = {'"': '"', "(": ")", "'": "'", "[": "]"}
_LATIN_LINKS = frozenset(["for", "of", "the", "and", "&", "de", "di", "van", "von", "to", "in"])
_LONGEST_QUOTE = 7
_RARE = 3  # frequency class up to which a word after a head noun may be a name


class NameRuns(NameShapes):
    """Finds how far a name goes whose words show it themselves."""

    def _quoted(self, place: int) -> tuple[int, int, int] | None:
        """Return (first, last, after the closing mark) of a short name in quotes or brackets."""
        if place >= self.last or self.words[place] not in OPENERS:
            return None
        closer = OPENERS[self.words[place]]
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
                        if not self._of_committee(place)  # «أمريكا تتقدم»
                    )
                    and not any(word in ("،", ":", "؛") for word in inside)
                ):
                    return start, end, end + 1
                return None
        return None

    def _of_committee(self, place: int) -> bool:
        """Say whether quotes stand right after a word for a committee: it may be called by a whole sentence."""
        before = self.words[place - 1] if place > self.first else ""
        return before in ("لجنه", "للجنه", "بلجنه", "ولجنه", "السياسي", "سياسي")

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
