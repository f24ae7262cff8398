"""A document as a whole: its mentions, and which of them name the same thing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from techpol.loaders.articles.arabic.agreement import agree
from techpol.loaders.articles.arabic.body_ends import end_bodies
from techpol.loaders.articles.arabic.dates import MONTHS
from techpol.loaders.articles.arabic.families import find_listed, part_families
from techpol.loaders.articles.arabic.gender import gender_of
from techpol.loaders.articles.arabic.lexicon import Lexicon
from techpol.loaders.articles.arabic.mentions import ORGANISATIONS, Mention
from techpol.loaders.articles.arabic.names import NameFinder
from techpol.loaders.articles.arabic.opinion import View, get_sequence, look
from techpol.loaders.articles.arabic.spreading import (
    part_bodies,
    spread_bodies,
    spread_last_names,
    strip_known,
    trim,
)
from techpol.loaders.articles.arabic.standing import bodies_in_roles
from techpol.loaders.articles.arabic.tagger import get_classes, get_word_table, tag_words
from techpol.loaders.articles.arabic.tokens import TokenisedText, tokenise, tokenise_page
from techpol.loaders.articles.arabic.whole_people import whole_people
from techpol.loaders.articles.arabic.words import clitic_forms, is_definite, without_article


def stem_of(word: str, clitic: str) -> str:
    """Return a word without its clitic; of "للحزب" (للـ + حزب) the better-known reading, الحزب or حزب."""
    stems = [base for form, base in clitic_forms(word) if form == clitic]
    if len(stems) == 0:
        return word
    table = get_word_table()
    return max(stems, key=lambda base: (table.class_of(base), base.startswith("ال")))


@dataclass(slots=True)
class Entity:
    """Something that the document names, with every place where it does."""

    type: str
    name: str = ""
    mentions: list[int] = field(default_factory=list)
    gender: str = ""
    owner: int = -1
    properties: dict[str, str] = field(default_factory=dict)
    ambiguous: bool = False
    heads: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Document:
    """A text with its tokens, mentions (in order) and entities."""

    tokenised: TokenisedText
    lexicon: Lexicon
    mentions: list[Mention] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)
    classes: list[str] = field(default_factory=list)  # of each token
    by_sentence: dict[int, list[int]] = field(default_factory=dict)
    words: list[str] = field(init=False)  # the normalised text of every token

    def __post_init__(self) -> None:
        """Note the words once; they are asked for at every step."""
        self.words = [token.text for token in self.tokenised.tokens]

    def name_words(self, mention: Mention) -> tuple[str, ...]:
        """Return the words of a mention's name, without what is written onto the first."""
        tokens = self.tokenised.tokens[mention.name_first : mention.name_last]
        words = [token.text for token in tokens if token.kind != "mark"]
        if mention.name_first == mention.first and mention.clitic and len(words) > 0:
            words[0] = stem_of(words[0], mention.clitic)
        return tuple(words)

    def offsets(self, mention: Mention, whole: bool = False) -> tuple[int, int]:
        """Return where a mention's name (or all of it) stands in the text as found, without clitics."""
        tokens = self.tokenised.tokens
        first, last = (mention.first, mention.last) if whole else (mention.name_first, mention.name_last)
        start, end = tokens[first].start, tokens[last - 1].end
        if mention.clitic and first == mention.first:
            start += _prefix_length(self.tokenised.text[start : tokens[first].end], mention.clitic)
        return start, end


def _prefix_length(word: str, clitic: str) -> int:
    """Return how many characters of a word as found its clitic takes, vowel signs included."""
    copy = tokenise(word).tokens
    if len(copy) == 0:
        return 0
    from techpol.schema.text import normalise_text

    offsets = normalise_text(word).offsets
    # "لل" is the preposition and an article that lost its alef: only the preposition goes.
    return offsets[min(len(clitic), len(offsets) - 1)]


def analyse(text: str, lexicon: Lexicon) -> Document:
    """Find the mentions of a text and group them into entities."""
    tokenised = tokenise_page(text)
    document = Document(tokenised, lexicon)
    words = document.words
    document.classes = ["M"] * len(words)
    finder = NameFinder(tokenised.tokens, lexicon, get_word_table())
    tagged: list[tuple[list[str], list[str]]] = []
    views: list[View] = []
    bare: set[str] = set()
    singles: Counter[str] = Counter()
    for sentence in tokenised.sentences:
        piece = words[sentence.first : sentence.last]
        sequence = get_sequence(tuple(piece))
        tags, classes = tag_words(piece, sequence), get_classes(piece, sequence)
        classes = ["N" if kind == "V" and word in MONTHS else kind for word, kind in zip(piece, classes, strict=True)]
        views.append(look(tuple(piece)))
        document.classes[sentence.first : sentence.last] = classes
        tagged.append((tags, classes))
        bare.update(
            word for word, tag in zip(piece, tags, strict=True) if tag == "I-PER" and not word.startswith("و")
        )
        singles.update(
            word
            for place, (word, tag) in enumerate(zip(piece, tags, strict=True))
            if tag == "B-PER" and (place + 1 == len(tags) or tags[place + 1] != "I-PER")
        )
    finder.inner_words = frozenset(bare)
    table = get_word_table()
    bare = {
        word
        for word in bare
        if not any(
            clitic and (base in singles or base in bare or (table.is_name(base) and table.class_of(word) == 0))
            for clitic, base in clitic_forms(word)
        )
    }
    finder.known_words = frozenset(bare) | {
        word
        for word, count in singles.items()
        if count >= 2 and not any(clitic and (base in singles or base in bare) for clitic, base in clitic_forms(word))
    }
    for number, sentence in enumerate(tokenised.sentences):
        found = finder.find(sentence, *tagged[number], views[number].named)
        agreed = agree(finder, found, views[number], sentence.first)
        for mention in bodies_in_roles(finder, whole_people(finder, end_bodies(finder, agreed))):
            trim(document, mention, finder)
            document.by_sentence.setdefault(number, []).append(len(document.mentions))
            document.mentions.append(mention)
            if (
                mention.type == "Campaign"
                and mention.kind == "name"
                and (who := _runner(tagged[number][0], mention, sentence.first))
            ):
                # "حملة المرشحة فلانة": she is named, too
                document.by_sentence[number].append(len(document.mentions))
                document.mentions.append(Mention(who, mention.last, who, mention.last, "", "Person", "name"))
            if mention.type == "Candidacy" and mention.head in lexicon.sets["bids"]:
                end = finder.name_end(mention.first + 1)
                document.by_sentence[number].append(len(document.mentions))
                document.mentions.append(
                    Mention(mention.first + 1, end, mention.first + 1, end, "", "Person", "name")
                )
    part_families(document, finder)
    find_listed(document, finder)
    spread_last_names(document)
    spread_bodies(document)
    part_bodies(document)
    strip_known(document)
    _group(document)
    return document


def _runner(tags: Sequence[str], mention: Mention, first: int) -> int:
    """Return where the full name of a person begins that ends the name of a campaign; 0 where none does."""
    place = mention.last
    while place > mention.first + 1 and tags[place - 1 - first].endswith("PER"):
        place -= 1
    return place if mention.last - place > 1 else 0


def _key(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(without_article(word).lower() for word in words)


def _group(document: Document) -> None:
    """Give every named mention its entity; what is only described stays alone until it is resolved."""
    names: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, mention in enumerate(document.mentions):
        if mention.kind == "name" and not mention.label:
            key = _key(document.name_words(mention))
            if len(key) > 0:
                names[key].append(number)
    types = {key: _vote(document, numbers) for key, numbers in names.items()}
    people = {key: numbers for key, numbers in names.items() if types[key] == "Person"}
    owners = _people(document, people)
    for key, numbers in people.items():
        for number in numbers:
            document.mentions[number].entity = owners[key]
            document.mentions[number].type = "Person"
            if owners[key] >= 0:
                document.entities[owners[key]].mentions.append(number)
    _organisations(document, {key: numbers for key, numbers in names.items() if types[key] != "Person"}, types)
    _labelled(document)
    for entity in document.entities:
        entity.mentions.sort()
        entity.gender = gender_of(document, entity) if entity.type == "Person" else ""


def _vote(document: Document, numbers: Sequence[int]) -> str:
    """Return the type that the mentions of one name agree on; a head noun says more than the tagger."""
    votes: Counter[str] = Counter()
    for number in numbers:
        mention = document.mentions[number]
        headed = mention.head not in ("", "latin")
        votes[mention.type] += (
            5 if headed and mention.type != "Place" else 3 if headed else 2 if mention.type == "Person" else 1
        )
    best, _ = votes.most_common(1)[0]
    if best == "Organization":
        return next(
            (kind for kind, _ in votes.most_common() if kind not in ("Organization", "Person", "Place")), best
        )
    return best


def _people(document: Document, people: dict[tuple[str, ...], list[int]]) -> dict[tuple[str, ...], int]:
    """Join short forms to the long ones that they can only be. Returns the entity of each name (-1: doubtful)."""
    owners: dict[tuple[str, ...], int] = {}
    full = sorted((key for key in people if len(key) > 1), key=lambda key: (-len(key), people[key][0]))
    for key in full:
        longer = [other for other in owners if len(other) > len(key) and other[-1] == key[-1] and other[0] == key[0]]
        similar = [other for other in owners if len(other) == len(key) and _same_spelling(other, key)]
        if len({owners[other] for other in longer + similar}) == 1:
            owners[key] = owners[(longer + similar)[0]]
            continue
        owners[key] = len(document.entities)
        document.entities.append(Entity("Person", " ".join(_surface(document, people[key][0]))))
    for key in sorted((key for key in people if len(key) == 1), key=lambda key: people[key][0]):
        ends = [
            other
            for other in full
            if (other[-1] == key[0] or other[-1].removeprefix("ال") == key[0])
            and other[-2] not in ("بن", "ابن", "بنت")
        ]
        ends = ends or [other for other in full if other[0] == key[0] and len(people[key]) <= len(people[other]) + 1]
        entities = {owners[other] for other in ends}
        if len(entities) == 1:
            owners[key] = entities.pop()
        elif len(entities) > 1:
            counts = Counter({owners[other]: 0 for other in ends})
            for other in ends:
                counts[owners[other]] += len(people[other])
            ranked = counts.most_common(2)
            owners[key] = ranked[0][0] if ranked[0][1] >= 2 * ranked[1][1] and ranked[0][1] >= 2 else -1
        else:
            owners[key] = len(document.entities)
            document.entities.append(Entity("Person", " ".join(_surface(document, people[key][0]))))
    return owners


def _same_spelling(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Say whether two names are one in two transliterations: the same last name, first names almost the same."""
    from rapidfuzz.distance import Levenshtein

    if one[-1] != other[-1]:
        return False
    return all(
        left == right or (len(left) > 4 and Levenshtein.distance(left, right) <= 1)
        for left, right in zip(one, other, strict=True)
    )


def _surface(document: Document, number: int) -> list[str]:
    mention = document.mentions[number]
    return [spoken(document, mention)]


def spoken(document: Document, mention: Mention) -> str:
    """Return a mention's name as it is said alone: "للحزب الجمهوري" names "الحزب الجمهوري"."""
    start, end = document.offsets(mention)
    text = document.tokenised.text[start:end]
    first = document.tokenised.tokens[mention.first].text
    second = document.words[mention.first + 1] if mention.last > mention.first + 1 else ""
    if first == "للجنه" and mention.name_first == mention.first and second.startswith("ال") and second.endswith("يه"):
        return "ال" + text  # "للجنة الوطنية": the article is written no more where the noun begins with its letter
    if not stem_of(first, mention.clitic).startswith("ال"):
        return text
    if (
        mention.clitic.endswith("ل")
        and mention.name_first == mention.first
        and first[len(mention.clitic) :].startswith("ل")
    ):
        return "ال" + text[1:]
    return text


def _organisations(
    document: Document, names: dict[tuple[str, ...], list[int]], types: dict[tuple[str, ...], str]
) -> None:
    owners: dict[tuple[str, ...], int] = {}
    for key in sorted(names, key=lambda key: (-len(key), names[key][0])):
        # "جمعية البر بالمنطقة الشرقية" and "جمعية البر" are one where no other is named.
        seats = {
            owner
            for other, owner in owners.items()
            if len(other) > len(key) > 1 and other[: len(key)] == key and other[len(key)].startswith("ب")
        }
        target = seats.pop() if len(seats) == 1 else None
        if target is None:
            target = len(document.entities)
            document.entities.append(Entity(types[key]))
        owners[key] = target
        entity = document.entities[target]
        for number in names[key]:
            mention = document.mentions[number]
            mention.entity = target
            mention.type = entity.type
            entity.mentions.append(number)
            if mention.head not in ("", "latin"):
                entity.heads.add(mention.head)
    _aliases(document)
    for entity in document.entities:
        if entity.name == "" and len(entity.mentions) > 0:
            longest = max(entity.mentions, key=lambda number: len(document.name_words(document.mentions[number])))
            mentions = [document.mentions[number] for number in entity.mentions]
            if all(_with_head(document, mention) for mention in mentions):
                mention = document.mentions[longest]
                entity.name = spoken(document, replace(mention, name_first=mention.first))
            else:
                entity.name = _surface(document, longest)[0]


def _with_head(document: Document, mention: Mention) -> bool:
    """Say whether a company's head noun is part of its name: "شركة ديار النعيم القابضة", but "تسلا"."""
    if mention.type != "Company" or mention.name_first != mention.first + 1 or mention.last != mention.name_last:
        return False
    words = document.words[mention.name_first : mention.name_last]
    return len(words) > 2 or any(is_definite(word) for word in words[1:])


def _aliases(document: Document) -> None:
    """Join a name and its other form in brackets right after it: "لجنة الانتخابات الفيدرالية (FEC)"."""
    words = document.words
    for left, right in zip(range(len(document.mentions)), range(1, len(document.mentions)), strict=False):
        one, other = document.mentions[left], document.mentions[right]
        if one.entity < 0 or other.entity < 0 or one.entity == other.entity:
            continue
        between = words[one.last : other.first]
        after = words[other.last] if other.last < len(words) else ""
        if (
            between in (["("], ['"', "("])
            and after == ")"
            and one.type in ORGANISATIONS
            and other.type in ORGANISATIONS
            and not _holds_body(document, one)
        ):
            _merge(document, one.entity, other.entity)
        elif (
            between == []
            and one.type in ORGANISATIONS
            and other.head == "latin"
            and document.tokenised.tokens[one.last - 1].kind == "word"
            and one.name_last == one.last
        ):
            _merge(document, one.entity, other.entity)


def _holds_body(document: Document, mention: Mention) -> bool:
    """Say whether a name ends in another body's: in "اللجنة التنفيذية للاتحاد الدولي (فيفا)" the brackets are its."""
    rows = document.lexicon.heads.rows
    return any(
        word.startswith("لل") and ("ا" + word[1:] in rows or word[2:] in rows)
        for word in document.name_words(mention)[1:]
    )


def _merge(document: Document, keep: int, drop: int) -> None:
    kept, dropped = document.entities[keep], document.entities[drop]
    for number in dropped.mentions:
        document.mentions[number].entity = keep
        document.mentions[number].type = kept.type
    kept.mentions.extend(dropped.mentions)
    dropped.mentions = []


def _labelled(document: Document) -> None:
    """Give adjectives of parties and countries the entity that they stand for."""
    by_name: dict[tuple[str, tuple[str, ...]], int] = {}
    for number, entity in enumerate(document.entities):
        if len(entity.mentions) > 0:
            for place in entity.mentions:
                by_name.setdefault((entity.type, _key(document.name_words(document.mentions[place]))), number)
    for number, mention in enumerate(document.mentions):
        if not mention.label:
            continue
        key = (mention.type, _key(mention.label.split()))
        same = {"امريكا", "اميركا", "ولايات"}
        owner = by_name.get(key)
        if owner is None and key[1][0] in same:
            owner = next(
                (value for (kind, words), value in by_name.items() if kind == "Place" and words[0] in same), None
            )
        if owner is None and mention.type == "Party":
            owner = next(
                (
                    value
                    for (kind, words), value in by_name.items()
                    if kind == "Party" and words[-1].replace("و", "")[:6] == key[1][-1].replace("و", "")[:6]
                ),
                None,
            )
        if owner is None:
            owner = len(document.entities)
            document.entities.append(Entity(mention.type, mention.label))
            by_name[key] = owner
        mention.entity = owner
        document.entities[owner].mentions.append(number)
