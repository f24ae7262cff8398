"""Ties of bodies: who is whose partner, who signs for whom, and who leaves the head of one.

"شركة كذا، الشريك لشركة كذا", "وقع الاتفاقية عن شركة كذا فلان، وعن جامعة كذا فلان", "استقال فلان من رئاسة".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from techpol.loaders.articles.arabic.arguments import BREAKS, COMMAS
from techpol.loaders.articles.arabic.frames import Candidate
from techpol.loaders.articles.arabic.lexicon import Trigger
from techpol.loaders.articles.arabic.scanner import Scanner
from techpol.loaders.articles.arabic.units import Unit
from techpol.loaders.articles.arabic.verbal_nouns import word_of
from techpol.loaders.articles.arabic.words import is_definite, without_article

_SIGNED_FOR = frozenset(["عن", "من جانب", "من طرف"])
_FROM = frozenset(["من", "عن"])


class TieReader(Scanner):
    """Reads such ties of one sentence after another."""

    def _read(self) -> Iterator[Candidate]:
        for index, unit in enumerate(self.units):
            if (
                unit.kind == "DESC"
                and unit.roles
                and without_article(unit.roles[0].words[0]) in self.sets["partners"]
            ):
                yield from self._partner(index)
            elif unit.kind == "W" and word_of(unit) in self.sets["many_partners"]:
                yield from self._one_of(index)
            elif len(unit.triggers) == 0:
                continue
            elif any(trigger.frame.id == "sign" and trigger.kind == "verb" for trigger in unit.triggers):
                yield from self._signed(index)
            elif any(trigger.frame.id == "lead" and trigger.kind == "noun" for trigger in unit.triggers):
                yield from self._left(index)

    def _body(self, unit: Unit | None) -> int:
        """Return the one body that a unit names, -1 where it names none or several."""
        if unit is None or unit.kind not in ("NP", "DESC") or len(unit.mentions) != 1:
            return -1
        mention = self.document.mentions[unit.mentions[0]]
        known = mention.entity >= 0 and mention.head != "adjective"
        return unit.mentions[0] if known and self.is_a(mention.type, "Organization") else -1

    def _partner(self, index: int) -> Iterator[Candidate]:
        """Read "شركة كذا، الشريك الاستراتيجي لكذا": an apposition or what a body is said to be."""
        body = self._body(self.units[index])
        place = index - 1
        set_off = place >= 0 and self.units[place].word in COMMAS
        before = self.units[place - set_off] if place - set_off >= 0 else None
        holder = self._body(before) if before is not None and before.kind == "NP" else -1
        if body < 0 or holder < 0 or self.units[index].joined or self.units[index].prep not in ("", "acc"):
            return
        if not set_off and self._denied_before(index):
            return
        if before is not None and before.prep and not self.units[index].definite:
            return  # "شركة كذا، خلافا لشركة كذا، حليفة لكذا": of the first
        yield self._made("CONNECTED_TO", "tie/partner", index, holder, [body])

    def _one_of(self, index: int) -> Iterator[Candidate]:
        """Read "شركة كذا أحد شركاء شركة كذا", "من شركاء كذا"."""
        body = self._body(self.units[index + 1] if index + 1 < len(self.units) else None)
        start = index - 1
        if start < 1 or word_of(self.units[start]) not in ("احد", "احدي", "من", "ابرز", "اهم"):
            return
        while start > 0 and self.units[start].kind in ("W", "PREP"):
            start -= 1
        holder = self._body(self.units[start])
        if body >= 0 and holder >= 0 and not self._denied_before(start + 1):
            yield self._made("CONNECTED_TO", "tie/partner", index, holder, [body])

    def _signed(self, index: int) -> Iterator[Candidate]:
        """Read who signs for whom; two bodies that are signed for are tied."""
        words = [word_of(unit) for unit in self.units[index : index + 6]]
        if not any(word in self.sets["pact_words"] for word in words):
            return
        yield from self._for_whom(index)
        bodies: list[int] = []
        trigger = next(item for item in self.units[index].triggers if item.frame.id == "sign")
        for place in range(index + 1, len(self.units)):
            unit = self.units[place]
            if unit.kind == "PUNCT" and unit.word in BREAKS:
                break
            if unit.kind in ("COMP", "REL") or (unit.kind == "V" and place > index + 1):
                break
            body = self._body(unit) if unit.kind == "NP" and unit.prep in _SIGNED_FOR else -1
            if body < 0:
                continue
            bodies.append(body)
            signer = self.units[place + 1] if place + 1 < len(self.units) else None
            if signer is not None and signer.kind == "NP" and not signer.prep and len(signer.mentions) == 1:
                if self.matcher._is_person(signer.mentions[0]) and not self.matcher._negated(index):
                    yield from self._signer(index, signer, body)
        if len(bodies) > 1:
            yield self._made("CONNECTED_TO", "tie/sign-for", index, bodies[0], bodies[1:], trigger)

    def _for_whom(self, index: int) -> Iterator[Candidate]:
        """Read "وقع رئيس شركة كذا فلان، عقدا مع شركة كذا": who heads a body signs for it."""
        trigger = next(item for item in self.units[index].triggers if item.frame.id == "sign")
        subject = self.matcher._subject(index)
        if subject is None or subject.kind != "NP" or len(subject.mentions) != 1:
            return
        if not self.matcher._is_person(subject.mentions[0]):
            return
        led = {
            self.document.mentions[fact.complement].entity: fact.complement
            for fact in self.clauses.facts
            if fact.person == subject.mentions[0] and fact.complement >= 0 and fact.role.relation == "LEADS"
        }
        body = next(iter(led.values())) if len(led) == 1 and -1 not in led else -1
        if body < 0 or not self.is_a(self.document.mentions[body].type, "Organization"):
            return
        for place in range(index + 1, min(index + 12, len(self.units))):
            unit = self.units[place]
            if unit.kind in ("V", "COMP", "REL") or (unit.kind == "PUNCT" and unit.word in BREAKS):
                return
            partner = self._body(unit) if unit.kind == "NP" and unit.prep == "مع" else -1
            if (
                partner >= 0
                and partner != body
                and self.matcher._modality(index, trigger, "CONNECTED_TO") != "denied"
            ):
                yield self._made("CONNECTED_TO", "tie/signed-for", index, body, [partner], trigger)
                return

    def _signer(self, index: int, signer: Unit, body: int) -> Iterator[Candidate]:
        """Yield what a person is to the body that it signs for: its head where the title after the name says so."""
        person, entity = signer.mentions[0], self.document.mentions[body].entity
        if any(
            fact.person == person
            and fact.complement >= 0
            and self.document.mentions[fact.complement].entity == entity
            for fact in self.clauses.facts
        ):
            return
        raw = self.document.words[signer.first : signer.last]
        words = [without_article(word) for word in raw]
        for place, word in enumerate(words):
            for role in self.document.lexicon.roles.get(word, ()):
                after = raw[place + len(role.words) :]
                whole = tuple(words[place : place + len(role.words)]) == role.words
                if whole and role.relation == "LEADS" and (not after or is_definite(after[0])):
                    yield self._made("LEADS", "tie/sign-for", index, person, [body])
                    return
        yield self._made("WORKS_FOR", "tie/sign-for", index, person, [body])

    def _left(self, index: int) -> Iterator[Candidate]:
        """Read "استقال فلان من رئاسة حزب كذا": he led it."""
        body = self._body(self.units[index + 1] if index + 1 < len(self.units) else None)
        before = self.units[index - 1] if index > 0 else None
        if body < 0 or self.units[index + 1].prep not in ("", "gen") or before is None:
            return
        if before.kind != "PREP" or word_of(before) not in _FROM:
            return
        verb = next(
            (
                place
                for place in range(index - 2, max(-1, index - 9), -1)
                if self.units[place].kind in ("V", "COMP", "REL") or self.matcher._verbal(self.units[place])
            ),
            -1,
        )
        if verb < 0 or word_of(self.units[verb]) not in self.sets["leaving"] or word_of(self.units[verb])[0] in "يتس":
            return
        subject = self.matcher._subject(verb)
        if subject is None or subject.kind != "NP" or len(subject.mentions) != 1:
            return
        if self.matcher._is_person(subject.mentions[0]) and not self.matcher._negated(verb):
            made = self._made("LEADS", "tie/left", index, subject.mentions[0], [body])
            made.past = True
            yield made

    def _made(
        self,
        relation: str,
        rule: str,
        index: int,
        one: int,
        others: Sequence[int],
        trigger: Trigger | None = None,
    ) -> Candidate:
        candidate = self._claimed(relation, rule, index, [one], others)
        if trigger is not None:
            candidate.modality = self.matcher._modality(index, trigger, relation)
            if trigger.tense == "future" and candidate.modality == "asserted":
                candidate.modality = "planned"
        return candidate
