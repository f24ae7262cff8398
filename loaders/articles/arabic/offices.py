"""Bodies and places that only a role names, "رئيس مجلس الوزراء", "محافظ كذا", and seats told in brackets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from techpol.loaders.articles.arabic.analysis import Document, Entity
from techpol.loaders.articles.arabic.frames import Candidate
from techpol.loaders.articles.arabic.mentions import Mention
from techpol.loaders.articles.arabic.ministries import MinistryReader
from techpol.loaders.articles.arabic.tagger import get_word_table
from techpol.loaders.articles.arabic.unit_reader import UnitReader
from techpol.loaders.articles.arabic.units import Clauses, RoleFact, Unit
from techpol.loaders.articles.arabic.words import is_definite, without_article


class OfficeReader(MinistryReader):
    """Makes the bodies and places that stand in the words of roles."""

    def __init__(self, builder: UnitReader, facts: list[RoleFact]) -> None:
        super().__init__(builder)
        self.facts = facts
        self.skipped = 0
        self.passed: list[Unit] = []  # noun phrases before the role being read
        self.lent: list[int] = []  # what the role before it is of, where it shares that

    def _inner_body(self, unit: Unit, adjectives: Sequence[int]) -> list[int]:
        """Return the body that a role holds in its own words, where nothing else is said: "رئيس مجلس الوزراء"."""
        words = unit.roles[0].words
        if len(words) < 3 or words[-2] != "مجلس" or words[-1] in ("اداره", "امناء"):
            return []
        first, last = unit.last - 2, unit.last
        if adjectives:
            nation = self.document.mentions[adjectives[0]]
            if words[-1] == "وزراء" or nation.first != last:
                return []
            last = nation.last
        found = next(
            (
                number
                for number in self.document.by_sentence.get(self.document.tokenised.sentence_at(first), ())
                if self.document.mentions[number].first == first and self.document.mentions[number].entity >= 0
            ),
            None,
        )
        if found is not None:
            return [found]
        tokens = self.document.tokenised.tokens
        return [self._body(first, last, self.document.tokenised.text[tokens[first].start : tokens[last - 1].end])]

    def _body(self, first: int, last: int, name: str, head: str = "") -> int:
        """Make a mention of a public body of this name; returns its number."""
        entity = next(
            (
                number
                for number, item in enumerate(self.document.entities)
                if item.name == name and item.type == "GovernmentBody"
            ),
            None,
        )
        if entity is None:
            entity = len(self.document.entities)
            self.document.entities.append(Entity("GovernmentBody", name))
        mention = Mention(first, last, first, last, "", "GovernmentBody", "name", head)
        mention.entity = entity
        self.document.mentions.append(mention)
        self.document.entities[entity].mentions.append(len(self.document.mentions) - 1)
        return len(self.document.mentions) - 1

    def _nominal(self, unit: Unit) -> int:
        """Make a mention of a body that its noun alone stands for after a role: "رئيس المؤسسة"; returns it or -1."""
        word = unit.word
        if unit.joined or unit.last != unit.first + 1 or not (is_definite(word) or word.startswith("بال")):
            return -1
        clitic = "ل" if word.startswith("لل") else "ب" if word.startswith("بال") else ""
        head = "ا" + word[1:] if clitic == "ل" else word[len(clitic) :]
        rows = self.builder.lexicon.heads.rows
        entries = (*rows.get(head, ()), *rows.get(without_article(head), ()))
        kind = next((kind for words, (kind, _) in entries if len(words) == 1), "")
        if kind not in ("Company", "Group", "GovernmentBody", "MediaOrganization", "Party"):
            return -1
        self.document.mentions.append(
            Mention(unit.first, unit.last, unit.first, unit.last, clitic, kind, "nominal", head)
        )
        return len(self.document.mentions) - 1

    def _new_place(self, unit: Unit) -> int:
        """Make a place of a noun that no list knows after "محافظ", "رئيس بلدية"; returns its mention or -1."""
        word = unit.word
        tokens = self.document.tokenised.tokens
        if (
            unit.kind != "W"
            or unit.joined
            or unit.prep
            or tokens[unit.first].kind != "word"
            or self.document.classes[unit.first] not in ("N", "A")
            or unit.last != unit.first + 1
            or len(word) < 3
            or without_article(word) in self.builder.lexicon.heads.rows
            or without_article(word) in self.builder.lexicon.roles
            or word.startswith(("لل", "بال", "وال"))
            or word in self.sets["past_adjectives"] | self.sets["future_adjectives"] | self.sets["adverbs"]
        ):
            return -1
        table = get_word_table()
        governed = word[0] == "ل" and not is_definite(word) and table.class_of(word[1:]) >= table.class_of(word)
        clitic = "ل" if governed else ""
        mention = Mention(unit.first, unit.last, unit.first, unit.last, clitic, "Place", "name", "place")
        start, end = self.document.offsets(mention)
        name = self.document.tokenised.text[start:end]
        same = next(
            (n for n, item in enumerate(self.document.entities) if item.type == "Place" and item.name == name), None
        )
        if same is None:
            same = len(self.document.entities)
            self.document.entities.append(Entity("Place", name))
        mention.entity = same
        self.document.mentions.append(mention)
        self.document.entities[same].mentions.append(len(self.document.mentions) - 1)
        return len(self.document.mentions) - 1

    def _known_place(self, units: Sequence[Unit], index: int) -> tuple[list[int], int] | None:
        """Find a place of several words that stands elsewhere in the text: "رئيس بلدية بوينس آيرس | فلان"."""
        words = [unit.word for unit in units[index : index + 3] if unit.kind == "W" and not unit.joined]
        for size in range(len(words), 1, -1):
            name = tuple(words[:size])
            for mention in self.document.mentions:
                if mention.type != "Place" or mention.entity < 0 or mention.head == "adjective":
                    continue
                known = self.document.name_words(mention)
                if name not in (known, known[1:]):
                    continue
                made = replace(mention, first=units[index].first, last=units[index + size - 1].last, clitic="")
                made.name_first, made.name_last = made.first, made.last
                if known != name:
                    made.entity = len(self.document.entities)
                    tokens = self.document.tokenised.tokens
                    spoken = self.document.tokenised.text[tokens[made.first].start : tokens[made.last - 1].end]
                    self.document.entities.append(Entity("Place", spoken))
                self.document.mentions.append(made)
                number = len(self.document.mentions) - 1
                self.document.entities[made.entity].mentions.append(number)
                return [number], index + size
        return None

    def _company(self, unit: Unit) -> str:
        """Make a company of what only the tagger took for a person, after "الرئيس التنفيذي ل"."""
        mention = self.document.mentions[unit.mentions[0]]
        if mention.head or mention.entity < 0:
            return "Person"
        entity = self.document.entities[mention.entity]
        if len(entity.mentions) > 2 or entity.gender:
            return "Person"
        entity.type = "Company"
        for number in entity.mentions:
            self.document.mentions[number].type = "Company"
        return "Company"


def seats_in_brackets(document: Document, clauses: Clauses) -> Iterator[Candidate]:
    """Yield what legislators are of where brackets say it: "أعضاء مجلس الشيوخ فلان (تكساس)، وفلان (فلوريدا)"."""
    units, seated = clauses.units, document.lexicon.sets["seated_roles"]
    facts = {fact.person: fact for fact in clauses.facts if fact.role.words[0] in seated and not fact.past}
    last: RoleFact | None = None  # of the person before, whose role the next in the list has, too
    end = -1
    for index, unit in enumerate(units[:-3]):
        if unit.kind != "NP" or len(unit.mentions) != 1 or document.mentions[unit.mentions[0]].type != "Person":
            continue
        person = unit.mentions[0]
        follows = last is not None and end >= 0 and all(other.word in ("،", ",") for other in units[end + 1 : index])
        fact = facts.get(person) or (last if follows else None)
        opened, place, closed = units[index + 1 : index + 4]
        if fact is None or opened.word != "(" or closed.word != ")" or place.kind != "NP" or not place.mentions:
            last, end = None, -1
            continue
        last, end = fact, index + 3
        if document.mentions[place.mentions[0]].type == "Place" and document.mentions[place.mentions[0]].entity >= 0:
            rule = f"role/{' '.join(fact.role.words)}"
            yield Candidate(
                "HOLDS_OFFICE", [person], [place.mentions[0]], rule, clauses.sentence, unit.first, place.last
            )
