"""Who heads a body by what is said of its head's post: who takes it over, leaves it, or makes room for another.

"تولى فلان إدارة شركة كذا", "قدم فلان استقالته من رئاسة كذا", "خلفا لفلان في رئاسة كذا", "ظل فلان على رأس كذا".
"""

from __future__ import annotations

from collections.abc import Iterator

from techpol.loaders.articles.arabic.analysis import Entity
from techpol.loaders.articles.arabic.arguments import BREAKS
from techpol.loaders.articles.arabic.frames import Candidate
from techpol.loaders.articles.arabic.mentions import Mention
from techpol.loaders.articles.arabic.scanner import Scanner
from techpol.loaders.articles.arabic.units import Unit
from techpol.loaders.articles.arabic.verbal_nouns import word_of
from techpol.loaders.articles.arabic.words import clitic_forms

_IN = frozenset(["في", "علي"])
_FROM = frozenset(["من", "عن"])
_REACH = 10


class TenureReader(Scanner):
    """Reads such posts of one sentence after another."""

    told_plainly = True

    def _read(self) -> Iterator[Candidate]:
        for index, unit in enumerate(self.units):
            if unit.kind == "W" and word_of(unit) in ("خلفا", "بديلا"):
                yield from self._made_room(index)
            post = self._post(index)
            if post is None:
                continue
            body, written = post
            before = self.units[index - 1] if index > 0 else None
            prep = word_of(before) if before is not None and before.kind == "PREP" else unit.prep
            if written == "راس":
                if prep == "علي":
                    yield from self._stays(index, body)
            elif prep in _FROM:
                yield from self._leaves(index, body)
            elif prep in _IN:
                yield from self._follows(index, body)
            elif not prep and written == "اداره":
                yield from self._takes(index, body)

    def _post(self, index: int) -> tuple[int, str] | None:
        """Return the body whose post a unit names, and the word of the post; None where it names none."""
        unit = self.units[index]
        if unit.kind == "NP" and len(unit.mentions) == 1:
            mention = self.document.mentions[unit.mentions[0]]
            if mention.type != "Candidacy" or not self._is_post(self.document.words[mention.first]):
                return None
            body = self._inside(mention)
            return (body, "رياسه") if body >= 0 else None
        written = word_of(unit)
        if unit.kind not in ("W", "TRIG") or not (self._is_post(written) or written in ("راس", "اداره")):
            return None
        place = index + 1
        if place < len(self.units) and self.units[place].word == '"':
            place += 1
        following = self.units[place] if place < len(self.units) else None
        if following is None or following.kind != "NP" or len(following.mentions) != 1 or following.joined:
            return None
        number = following.mentions[0]
        mention = self.document.mentions[number]
        body = following.prep in ("", "gen", "of:") and mention.entity >= 0 and mention.head != "adjective"
        return (number, written) if body and self.is_a(mention.type, "Organization") else None

    def _is_post(self, word: str) -> bool:
        return any(base in ("رياسه", "قياده", "زعامه") for _, base in clitic_forms(word))

    def _inside(self, race: Mention) -> int:
        """Return a mention of the body in "رئاسة كذا" where the document names it elsewhere, -1 otherwise."""
        first = race.first + 1
        words = self.document.words
        last = race.last
        while first < last and words[first] in ('"', "("):
            first += 1
        while last > first and words[last - 1] in ('"', ")"):
            last -= 1
        name = tuple(words[first:last])
        for number, mention in enumerate(self.document.mentions):
            if mention.entity >= 0 and self.is_a(mention.type, "Organization") and mention.kind == "name":
                if self.document.name_words(mention) == name:
                    made = Mention(first, last, first, last, "", mention.type, "name", "again")
                    made.entity = mention.entity
                    self.document.mentions.append(made)
                    self.document.entities[made.entity].mentions.append(len(self.document.mentions) - 1)
                    return number if first <= mention.first < last else len(self.document.mentions) - 1
        return self._unnamed(first, last)

    def _unnamed(self, first: int, last: int) -> int:
        """Make a mention of a body that only "رئاسة" stands before, where its head noun tells what it is; or -1."""
        rows = self.document.lexicon.heads.rows.get(self.document.words[first], ()) if last - first > 1 else ()
        kind = next((kind for words, (kind, bare) in rows if len(words) == 1 and not bare), "")
        if kind not in ("Party", "Group", "GovernmentBody", "Company"):
            return -1
        start, end = self.document.tokenised.span(first, last)
        name = self.document.tokenised.text[start:end]
        made = Mention(first, last, first, last, "", kind, "name", self.document.words[first])
        made.entity = len(self.document.entities)
        self.document.entities.append(Entity(kind, name))
        self.document.mentions.append(made)
        self.document.entities[made.entity].mentions.append(len(self.document.mentions) - 1)
        return len(self.document.mentions) - 1

    def _verb_before(self, index: int) -> int:
        for place in range(index - 1, max(-1, index - _REACH), -1):
            unit = self.units[place]
            if unit.kind in ("COMP", "REL", "SUB") or (unit.kind == "PUNCT" and unit.word in BREAKS):
                return -1
            if unit.kind == "V" or self.matcher._verbal(unit):
                return place
        return -1

    def _person(self, unit: Unit | None) -> int:
        """Return the one person whom a unit names, or -1."""
        if unit is None or unit.kind != "NP" or len(unit.mentions) != 1:
            return -1
        mention = self.document.mentions[unit.mentions[0]]
        return unit.mentions[0] if mention.type == "Person" and mention.entity >= 0 else -1

    def _real(self, verb: int) -> bool:
        unit = self.units[verb]
        later = word_of(unit).startswith(("ي", "س", "تت", "تست", "تغادر", "تترك")) or self._doubted(verb)
        denied = word_of(unit) in self.sets["denied_verbs"] and word_of(unit) not in self.sets["leaving"]
        return not (later or denied or self.matcher._negated(verb) or self._denied_before(verb))

    def _leaves(self, index: int, body: int) -> Iterator[Candidate]:
        """Read "تنحى فلان عن رئاسة كذا", "قدم فلان استقالته من رئاسة كذا": he headed it."""
        verb = self._verb_before(index)
        if verb < 0 or not self._real(verb):
            return
        between = [word_of(unit) for unit in self.units[verb + 1 : index]]
        resigned = any(word in self.sets["resignations"] for word in between)
        if not resigned and word_of(self.units[verb]) not in self.sets["leaving"]:
            return
        subject = self.matcher._subject(verb)
        person = self._person(subject)
        other = any(
            unit.kind == "W" and word_of(unit).startswith("ال") and self.document.classes[unit.first] == "N"
            for unit in self.units[verb + 1 : index]
        )
        if person >= 0 and (resigned or not other):  # "ترك الحديث عن رئاسة كذا"
            yield self._heads("tenure/left", index, person, body, past=True)

    def _follows(self, index: int, body: int) -> Iterator[Candidate]:
        """Read "خلفا لفلان في رئاسة كذا", "سيخلف فلان فلانا في رئاسة كذا"."""
        place = index - 1 - (index > 0 and self.units[index - 1].kind == "PREP")
        earlier = self._person(self.units[place] if place >= 0 else None)
        before = self.units[place - 1] if place > 0 else None
        if earlier < 0 or before is None:
            return
        if word_of(before) in self.sets["succession_nouns"]:
            yield self._heads("tenure/succeeded", index, earlier, body)
        elif word_of(before) in self.sets["succeeding"] and self.units[place].prep == "":
            if self.matcher._negated(place - 1):
                return
            yield self._heads("tenure/succeeded", index, earlier, body)
            later = self._person(self.matcher._before(place - 1))
            if later >= 0 and later != earlier:
                made = self._heads("tenure/successor", index, later, body)
                planned = self._doubted(place - 1) or self._denied_before(place - 1)
                made.modality = "planned" if planned else "asserted"
                yield made

    def _made_room(self, index: int) -> Iterator[Candidate]:
        """Read "عين فلان رئيسا لشركة كذا خلفا لفلان", "تولى فلان رئاسة كذا خلفا لفلان": he headed it before."""
        place = index + 1
        earlier = self._person(self.units[place] if place < len(self.units) else None)
        if earlier < 0 or self.units[place].prep != "ل":
            return
        first = self.units[index].first
        for fact in self.clauses.facts:
            near = fact.complement >= 0 and 0 <= first - self.document.mentions[fact.complement].last <= 1
            if near and fact.role.relation in ("LEADS", "HOLDS_OFFICE") and fact.person != earlier:
                body = self.document.mentions[fact.complement]
                relation = fact.role.relation if body.type != "Place" else fact.role.office or "HOLDS_OFFICE"
                relation = "LEADS" if body.head == "ministry" else relation
                yield self._claimed(relation, "tenure/succeeded", index, [earlier], [fact.complement])
                return
        post = self._post(index - 2) if index > 1 else None
        if post is not None and self.units[index - 1].mentions[:1] == [post[0]]:
            yield self._heads("tenure/succeeded", index, earlier, post[0])

    def _takes(self, index: int, body: int) -> Iterator[Candidate]:
        """Read "تولى فلان إدارة شركة كذا"."""
        verb = self._verb_before(index)
        if verb < 0 or word_of(self.units[verb]) not in self.sets["taking_posts"] or not self._real(verb):
            return
        subject = self.matcher._subject(verb)
        person = self._person(subject)
        beside = person >= 0 and subject is not None and index - self.matcher._place(subject) <= 2
        if beside or (person >= 0 and index == verb + 1):
            yield self._heads("tenure/took", index, person, body)

    def _stays(self, index: int, body: int) -> Iterator[Candidate]:
        """Read "ظل فلان على رأس شركة كذا", "فلان الذي كان على رأس شركة كذا"."""
        place = index - 2
        person = self._person(self.units[place] if place >= 0 else None)
        auxiliary = self.units[place - 1] if place > 0 else None
        if person < 0 or auxiliary is None or auxiliary.kind not in ("AUX", "V"):
            return
        if word_of(auxiliary) in self.sets["staying"] and not self.matcher._negated(place - 1):
            if not self._denied_before(place - 1):
                was = word_of(auxiliary) in ("كان", "كانت")
                if not self._doubted(place - 1):
                    yield self._heads("tenure/at-head", index, person, body, past=was)

    def _heads(self, rule: str, index: int, person: int, body: int, past: bool = False) -> Candidate:
        return self._claimed("LEADS", rule, index, [person], [body], past=past)
