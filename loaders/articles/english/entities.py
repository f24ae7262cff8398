"""Which mentions speak of the same thing: short forms follow long ones, and the whole document votes on the type."""

from __future__ import annotations

import re
from collections.abc import Iterable

from techpol.loaders.articles.english.mentions import Entity, Reference
from techpol.loaders.articles.english.settling import bare_people, may_be_person, settled, sum_votes, winner
from techpol.loaders.articles.english.state_parties import plain_party
from techpol.loaders.articles.english.vocabulary import Vocabulary
from techpol.loaders.articles.english.votes import Found, Votes
from techpol.schema.text import fold

_LIGHT = frozenset("group holding holdings international company motor motors the".split())
_GENERATIONS = frozenset(["jr", "jr.", "sr", "sr.", "ii", "iii", "iv"])
_SMALL = frozenset(["of", "the", "and", "for", "to", "on", "in", "&", "de", "a"])
# Names that are also words at the start of a sentence: never found again by form alone.
_COMMON = frozenset(
    "will mark bill grant frank rose hope faith grace art may april june august drew rich pat sue gene dick "
    "rob jack chase house state target gap square block shell visa stripe slack box time fortune people wired"
    " salon slate vox medium signal apple amazon meta alphabet sprint fox virgin best general under next young "
    "white black brown green king price long short small day church cook page bush ford".split()
)
_RUN = re.compile(r"for (?:President|America|Senate|Congress|Governor|Mayor)\Z")
_PURSES = frozenset("fund committee foundation trust endowment".split())
_INITIAL = re.compile(r"[A-Z]\.?\Z")


class EntityIndex:
    """All entities of a document, by name and by place."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self.entities: list[Entity] = []
        self._at: dict[tuple[int, int], Reference] = {}
        self._by_key: dict[str, Entity] = {}
        self._forms: dict[tuple[str, ...], Entity] = {}
        self._spoken: dict[str, list[tuple[tuple[str, ...], Entity]]] = {}
        self._apart: set[tuple[str, ...]] = set()

    def keep_apart(self, names: set[tuple[str, ...]]) -> None:
        """Let names that the text tells apart be no forms of each other: "Acme Inc. is a subsidiary of Acme"."""
        self._apart = names

    def at(self, paragraph: int, token: int) -> Reference | None:
        """Return the named mention that covers a token."""
        return self._at.get((paragraph, token))

    def add_reference(self, reference: Reference) -> Reference:
        """Record a mention. Two of the same place and entity are one."""
        for old in reference.entity.mentions:
            if (old.paragraph, old.start, old.end) == (reference.paragraph, reference.start, reference.end):
                return old
        reference.entity.mentions.append(reference)
        return reference

    def described(self, kind: str, name: str) -> Entity:
        """Return the entity that is described and not named, made on its first use."""
        key = f"{kind}:{fold(name)}"
        found = self._by_key.get(key)
        if found is None:
            found = Entity(kind, name, named=False)
            self._by_key[key] = found
            self.entities.append(found)
        return found

    def merge(self, kept: Entity, other: Entity) -> None:
        """Make one of two entities: what stood for the other stands for the kept one."""
        for reference in other.mentions:
            reference.entity = kept
        kept.mentions.extend(other.mentions)
        other.mentions = []
        self.entities.remove(other)
        self._forms.update({form: kept for form, entity in self._forms.items() if entity is other})
        self._by_key.update({key: kept for key, entity in self._by_key.items() if entity is other})
        self._by_key[kept.key] = kept

    def build(self, names: Iterable[Found]) -> None:
        """Cluster the names of a document."""
        ordered = list(names)
        groups: dict[tuple[str, ...], list[Found]] = {}
        for found in ordered:
            groups.setdefault(self._plain(found.words), []).append(found)
        entity_of: dict[tuple[str, ...], list[Entity]] = {}
        by_last: dict[str, list[Entity]] = {}
        by_first: dict[str, list[Entity]] = {}
        by_prefix: dict[tuple[str, ...], list[Entity]] = {}
        by_initials: dict[str, list[Entity]] = {}
        shorts: list[tuple[tuple[str, ...], list[Found]]] = []
        bare = bare_people(groups)
        for words, members in sorted(groups.items(), key=lambda item: -len(item[0])):
            votes = sum_votes(members)
            if len(words) in (2, 3) and words[-1] in bare and may_be_person(words, votes, self._vocabulary):
                votes["Person"] += 4.0  # "Jane Doe ... Ms. Doe"
            kind = winner(votes)
            if len(words) == 1 and kind in (
                "Person",
                "Organization",
                "Company",
                "Committee",
                "MediaOrganization",
                "Work",
                "Place",
                "GovernmentBody",
                "Event",
                "Asset",
            ):
                shorts.append((words, members))
                continue
            entity = self._full(words, kind, members, votes, by_last, by_prefix)
            entity_of.setdefault(words, []).append(entity)
            self._assign(members, entity)
            if entity.type == "Person" and len(words) > 1:
                core = [word for word in words if word.lower() not in _GENERATIONS]
                _add(by_last, core[-1], entity)
                _add(by_first, core[0], entity)
            elif entity.type != "Place":
                for length in range(1, len(words)):
                    by_prefix.setdefault(words[:length], [])
                    if entity not in by_prefix[words[:length]]:
                        by_prefix[words[:length]].append(entity)
                initials = "".join(
                    word[0] for word in words if word.lower() not in _SMALL and word[0].isalnum()
                ).upper()
                if len(initials) > 1:
                    _add(by_initials, initials, entity)
        self._twins(shorts, by_last)
        for words, members in shorts:
            self._short(words[0], members, by_last, by_first, by_prefix, by_initials)
        self._merge_types()

    def _twins(self, shorts: list[tuple[tuple[str, ...], list[Found]]], by_last: dict[str, list[Entity]]) -> None:
        """Give "Tyler" of "Tyler and Cameron Hall" the last name that it shares."""
        for words, members in list(shorts):
            if not self._vocabulary.is_given(words[0]):
                continue
            for found in list(members):
                shared = self._at.get((found.paragraph, found.end + 1))
                if (
                    shared is None
                    or shared.start != found.end + 1
                    or shared.entity.type != "Person"
                    or found.follower != "and"
                ):
                    continue
                last = shared.entity.name.split()[-1]
                if len(shared.entity.name.split()) < 2 or any(
                    e.name.split()[0] == words[0] for e in by_last.get(last, ())
                ):
                    continue
                entity = self._new("Person", (words[0], last), [found], Votes({"Person": 4.0}))
                entity.name = f"{words[0]} {last}"
                self._assign([found], entity)
                _add(by_last, last, entity)
                members.remove(found)
        shorts[:] = [(words, members) for words, members in shorts if members]

    def _plain(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """Return the words of a name without article, legal form and middle initials."""
        if words in self._apart:
            return words
        plain = list(words)
        if len(plain) > 2 and plain[-1].lower() in _GENERATIONS and plain[-2] == ",":
            del plain[-2]
        if len(plain) > 1 and plain[0].lower() == "the":
            plain = plain[1:]
        if (
            len(plain) > 1
            and plain[0] in ("U.S.", "US")
            and self._vocabulary.known.get(" ".join(plain[1:])) == "GovernmentBody"
        ):
            plain = plain[1:]
        while len(plain) > 1 and plain[-1].lower() in self._vocabulary.legal:
            plain.pop()
            while len(plain) > 1 and plain[-1] in (",", "&"):
                plain.pop()
        if (
            len(plain) >= 3
            and all(_INITIAL.match(word) for word in plain[1:-1])
            and self._vocabulary.is_given(plain[0])
        ):
            plain = [plain[0], plain[-1]]
        plain = list(plain_party(plain, self._vocabulary))
        if len(plain) == 1 and plain[0] in self._vocabulary.parties:
            plain = self._vocabulary.parties[plain[0]].split()
        elif " ".join(plain) in self._vocabulary.places:
            plain = self._vocabulary.places[" ".join(plain)].split()
        elif len(plain) == 1 and plain[0].isupper() and len(plain[0]) > 4 and plain[0].isalpha():
            plain = [plain[0].capitalize()]
        return tuple(plain)

    def _full(
        self,
        words: tuple[str, ...],
        kind: str,
        members: list[Found],
        votes: Votes,
        by_last: dict[str, list[Entity]],
        by_prefix: dict[tuple[str, ...], list[Entity]],
    ) -> Entity:
        if kind == "Person" and len(words) == 2:
            for entity in by_last.get(words[-1], ()):  # "William Clay Ford" ... "William Ford"
                known = entity.name.split()
                if known[0] == words[0] and len(known) > 2 and known[-1].lower() not in _GENERATIONS:
                    entity.votes.add(votes)
                    return entity
        elif kind != "Person" and len(words) >= 2 and kind != "Place" and words not in self._apart:
            owners = [
                entity
                for entity in by_prefix.get(words, ())
                if entity.type != "Person" and self._continues(entity.name.split()[len(words) :])
            ]
            if len(owners) == 1 and (kind == owners[0].type or "Organization" in (kind, owners[0].type)):
                owners[0].votes.add(votes)
                return owners[0]
        return self._new(kind, words, members, votes)

    def _continues(self, rest: list[str]) -> bool:
        """Say whether a long form goes on as the same thing: by suffixes, or "on Kids Online Health"."""
        return self._only_suffixes(rest) or (len(rest) > 1 and rest[0].lower() in ("of", "on", "for", "to"))

    def _is_part(self, whole: Entity, word: str) -> bool:
        """Say whether a long name may be of something that belongs to the bare one: "Acme" and "Acme Finance"."""
        return not self._only_suffixes(whole.name.removeprefix(word).split())

    def _only_suffixes(self, rest: list[str]) -> bool:
        """Say whether the words that a long form has more are of no weight: "Group", "Holdings", "International"."""
        return all(
            self._vocabulary.suffixes.get(word.lower()) == "Company"
            or word.lower() in ("international", "global", "worldwide", "the", "of", "&", "and")
            for word in rest
        )

    def _new(self, kind: str, words: tuple[str, ...], members: list[Found], votes: Votes) -> Entity:
        name = " ".join(words)
        longest = max((found.text for found in members), key=len)
        if kind not in ("Party", "Place"):
            name = next(
                (
                    found.text
                    for found in members
                    if self._plain(found.words) == words and len(found.words) == len(words)
                ),
                name,
            )
            if kind != "Person" and self._plain(max(members, key=lambda found: len(found.text)).words) == words:
                name = longest
            if (
                kind == "Person"
                and "." in longest
                and len(longest) > len(name)
                and name.split()[-1] == longest.split()[-1]
            ):
                name = longest
        entity = Entity(kind, name, votes=votes)
        entity.gender = next((found.gender for found in members if found.gender), "")
        self.entities.append(entity)
        return entity

    def _assign(self, members: Iterable[Found], entity: Entity) -> None:
        for found in members:
            reference = Reference(found.paragraph, found.start, found.end, entity)
            entity.mentions.append(reference)
            entity.gender = entity.gender or found.gender
            entity.kin = entity.kin or found.kin
            if len(found.words) > 1 or (
                (len(found.text) > 2 or found.text == "X")
                and found.text[0].isupper()
                and found.text.lower() not in _COMMON
            ):
                self._forms[found.words] = entity
            for token in range(found.start, found.end):
                self._at[found.paragraph, token] = reference

    def _short(
        self,
        word: str,
        members: list[Found],
        by_last: dict[str, list[Entity]],
        by_first: dict[str, list[Entity]],
        by_prefix: dict[tuple[str, ...], list[Entity]],
        by_initials: dict[str, list[Entity]],
    ) -> None:
        votes = sum_votes(members)
        kind = winner(votes)
        people = by_last.get(word, [])
        organisations = by_prefix.get((word,), []) if (word,) not in self._apart else []
        known = self._vocabulary.known.get(word)
        if not people and len(organisations) == 1 and _RUN.match(organisations[0].name.removeprefix(word).strip()):
            # "Smith" beside "Smith for President": who runs, not the committee
            self._assign(members, self._new("Person", (word,), members, Votes({**votes, "Person": 4.0})))
            return
        if not people and len(organisations) == 1 and known is None and _is_purse(organisations[0].name.split()):
            # "Hale" beside "the Hale Victory Fund": whose it is named after, not the fund
            namesake = _named_after(organisations[0].name.split()) or any(f.follower == "campaign" for f in members)
            if namesake and word not in self._vocabulary.places:
                votes, kind = Votes({**votes, "Person": votes["Person"] + 4.0}), "Person"
            self._assign(members, self._new(kind, (word,), members, votes))
            return
        if people and word not in self._vocabulary.places and known is None:
            if len(people) == 1 and people[0].name.split()[-1].lower() in _GENERATIONS:
                people = []  # the son is not meant by the bare name
            if len(people) == 1 and _stands_before(members, people[0], 1 if people[0].kin else 3):
                # "Smith ... his son, John Smith": another Smith is spoken of, whose first name is not told
                self._assign(members, self._new("Person", (word,), members, Votes({**votes, "Person": 4.0})))
                return
            if len(people) == 1:
                people[0].votes.add({"Person": votes["Person"]})
                self._assign(members, people[0])
                return
            established = _established(members, people)
            unresolved = [
                found
                for found in members
                if not self._assign_nearest(found, [established] if established is not None else people)
            ]
            if len(unresolved) == 0:
                return
            members = unresolved
        elif (
            len(by_first.get(word, [])) == 1
            and self._vocabulary.is_given(word)
            and settled(votes)["Person"] >= max(settled(votes)["Organization"], 0.4)
        ):
            self._assign(members, by_first[word][0])
            return
        elif (
            len(organisations) == 1
            and not (kind == "Person" and word in self._vocabulary.last_names)
            and not (_stands_before(members, organisations[0], 2) and self._is_part(organisations[0], word))
            and (kind != "Place" or (word not in self._vocabulary.places and organisations[0].type == "Company"))
            and known is None
        ):
            self._assign(members, organisations[0])
            return
        elif len(organisations) > 1 and kind != "Place" and known is None:
            light = self._vocabulary.legal | _LIGHT
            exact = [entity for entity in organisations if all(w.lower() in light for w in entity.name.split()[1:])]
            if len(exact) == 1:
                self._assign(members, exact[0])
                return
        elif word.isupper() and len(by_initials.get(word, ())) == 1:
            owner = by_initials[word][0]
            owner.votes.add(votes)
            self._assign(members, owner)
            return
        elif len(by_first.get(word, [])) == 1 and (
            (kind == "Person" and self._vocabulary.is_given(word))
            or (known is None and word not in self._vocabulary.places and word.lower() not in _COMMON)
        ):
            self._assign(members, by_first[word][0])
            return
        if known is not None and kind not in ("Place",):
            kind = known
        self._assign(members, self._new(kind, (word,), members, votes))

    def _assign_nearest(self, found: Found, people: list[Entity]) -> bool:
        """Give an ambiguous last name to the bearer named in full last; False where the text leaves doubt."""
        fitting = [
            person for person in people if not (found.gender and person.gender and found.gender != person.gender)
        ]
        plain = [person for person in fitting if person.name.split()[-1].lower() not in _GENERATIONS]
        fitting = plain if plain and len(plain) < len(fitting) else fitting
        heads = [person for person in fitting if not person.kin]
        fitting = heads if heads and len(heads) < len(fitting) else fitting
        if len(fitting) == 0:
            return False
        here: tuple[int, Entity] | None = None
        first: tuple[tuple[int, int], Entity] | None = None
        for person in fitting:
            places = [(m.paragraph, m.start) for m in person.mentions if m.end - m.start > 1]
            near = [start for paragraph, start in places if paragraph == found.paragraph and start < found.start]
            if near and (here is None or max(near) > here[0]):
                here = (max(near), person)
            if places and (first is None or min(places) < first[0]):
                first = (min(places), person)
        # the one named in full in this paragraph, else the one that the article names most: the first of equals
        full = {id(person): sum(m.end - m.start > 1 for m in person.mentions) for person in fitting}
        most = max(full.values())
        leading = [person for person in fitting if full[id(person)] == most]
        chosen = here[1] if here is not None else None
        if len(leading) == 1 and (chosen is None or most >= 2 * full[id(chosen)]):
            chosen = leading[0]
        elif chosen is None and first is not None:
            chosen = first[1]
        if chosen is None:
            return False
        self._assign([found], chosen)
        return True

    def spread(self, number: int, texts: list[str]) -> None:
        """Find the names of the document again where the finder passed over them."""
        if not self._spoken:
            for words, entity in (*self._forms.items(), *self._last_names(), *self._firm_names()):
                self._spoken.setdefault(words[0], []).append((words, entity))
            for entries in self._spoken.values():
                entries.sort(key=lambda entry: -len(entry[0]))
        for i, text in enumerate(texts):
            if (number, i) in self._at:
                continue
            for words, entity in self._spoken.get(text, ()):
                end = i + len(words)
                if tuple(texts[i:end]) == words and not any((number, k) in self._at for k in range(i, end)):
                    self._cover(Reference(number, i, end, entity))
                    break

    def _last_names(self) -> list[tuple[tuple[str, ...], Entity]]:
        """Return the last names that one person alone bears, where the finder saw none of them by itself."""
        bearers: dict[str, list[Entity]] = {}
        for entity in self.entities:
            words = entity.name.split()
            if entity.type == "Person" and len(words) > 1 and not entity.kin:
                bearers.setdefault(words[-1], []).append(entity)
        return [
            ((last,), people[0])
            for last, people in bearers.items()
            if len(people) == 1
            and (last,) not in self._forms
            and len(last) > 3
            and last.isalpha()
            and last.istitle()
            and last.lower() not in _COMMON
            and last not in self._vocabulary.places
            and last not in self._vocabulary.known
        ]

    def _firm_names(self) -> list[tuple[tuple[str, ...], Entity]]:
        """Return the first words of firms ("Lattice" of "Lattice Capital") where one alone begins with it."""
        firms: dict[str, list[Entity]] = {}
        for entity in self.entities:
            words = entity.name.split()
            if entity.named and words:
                firms.setdefault(words[0], []).append(entity)
        return [
            ((first,), found[0])
            for first, found in firms.items()
            if len(found) == 1
            and found[0].type == "Company"
            and (first,) not in self._forms
            and 1 < len(found[0].name.split()) < 4
            and all(self._vocabulary.suffixes.get(w.lower()) == "Company" for w in found[0].name.split()[1:])
            and len(first) > 4
            and first.isalpha()
            and first.istitle()
            and first.lower() not in _COMMON
            and first not in self._vocabulary.places
            and first.lower() not in self._vocabulary.demonyms
            and first not in self._vocabulary.known
            and not self._vocabulary.is_given(first)
        ]

    def _cover(self, reference: Reference) -> None:
        reference.entity.mentions.append(reference)
        for token in range(reference.start, reference.end):
            self._at[reference.paragraph, token] = reference

    def _merge_types(self) -> None:
        """Settle each type by all votes, and make keys unique."""
        for entity in self.entities:
            if not entity.named:
                continue
            kind = winner(entity.votes)
            if entity.type != "Person" or settled(entity.votes)["Person"] < 2:
                entity.type = kind
            if entity.type in ("Work", "Norp", "Law"):
                entity.type = "Asset" if entity.type == "Work" else "Group"
        for entity in self.entities:
            other = self._by_key.setdefault(entity.key, entity)
            if other is not entity:
                for reference in entity.mentions:
                    reference.entity = other
                other.mentions.extend(entity.mentions)
                entity.mentions = []
        self.entities = [entity for entity in self.entities if len(entity.mentions) > 0 or not entity.named]


def _stands_before(members: list[Found], entity: Entity, times: int) -> bool:
    """Say whether a bare name stands so often before its bearer is named in full (the title counts for one)."""
    full = min((m.paragraph, m.start) for m in entity.mentions)
    counted = [found for found in members if found.paragraph > 0 or times == 1]
    return sum((found.paragraph, found.start) < full for found in counted) >= times


def _established(members: list[Found], people: list[Entity]) -> Entity | None:
    """Return the one of several namesakes who was named in full before the bare name was first used, if only one was.

    "Jane Smith ... Smith said ... her father, John Smith, ... Smith": Jane goes on being "Smith".
    """
    bare = [(found.paragraph, found.start) for found in members if found.paragraph > 0]
    if len(bare) == 0:
        return None
    before = [p for p in people if p.mentions and min((m.paragraph, m.start) for m in p.mentions) < min(bare)]
    return before[0] if len(before) == 1 and not before[0].kin else None


def _is_purse(words: list[str]) -> bool:
    """Say whether a name is of a fund or a committee, which nobody calls by its first word alone."""
    last = words[-1].lower()
    return last in _PURSES or (last == "pac" and len(words) > 2)


def _named_after(words: list[str]) -> bool:
    """Say whether a fund's name is one of those named after a politician: "Hale Victory Fund"."""
    return len(words) > 2 and words[1].lower() in ("victory", "leadership")


def _add(index: dict[str, list[Entity]], key: str, entity: Entity) -> None:
    owners = index.setdefault(key, [])
    if entity not in owners:
        owners.append(entity)
