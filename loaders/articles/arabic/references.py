"""Who is meant by "حملته", "الشركة", "رئيس الاتحاد": links to what is named, only where no doubt is left."""

from __future__ import annotations

from collections.abc import Sequence

from techpol.loaders.articles.arabic.analysis import Document, Entity, spoken
from techpol.loaders.articles.arabic.mentions import Mention
from techpol.loaders.articles.arabic.units import Clauses, RoleFact, Unit
from techpol.loaders.articles.arabic.words import clitic_forms, fold_word, is_definite, without_article

_REACH = 2  # sentences back that a description may look
_CAMPAIGN = "حملة"
_NEAR = 3  # tokens from a name to "وهي لجنة ..."
_SAID_OF_IT = (["وهي"], ["هي"], ["تعد"], ["تعتبر"], ["،"], [","])


def link_owned(document: Document) -> None:
    """Give campaigns, companies and the like with a possessive their owner, and one entity an owner and kind."""
    for number, mention in enumerate(document.mentions):
        if mention.kind == "pronoun" and "|" in mention.head:
            pronoun = mention.head.split("|")[1]
            owner = _antecedent(document, number, pronoun)
            if owner is not None:
                mention.owner = owner
        elif mention.type in ("Campaign", "Committee") and mention.kind == "name" and mention.entity >= 0:
            owner = _named_owner(document, mention)
            if owner is not None:
                mention.owner = owner
                document.entities[mention.entity].owner = owner
    _merge_by_owner(document)


def _antecedent(document: Document, number: int, pronoun: str) -> int | None:
    """Return the one person before a possessive that it may stand for."""
    mention = document.mentions[number]
    sentence = document.tokenised.sentence_at(mention.first)
    here = [
        document.mentions[other]
        for other in document.by_sentence.get(sentence, ())
        if document.mentions[other].first < mention.first
    ]
    for group in (_same_clause(document, here, mention), here, _sentence_people(document, sentence - 1)):
        people = [
            item.entity
            for item in group
            if item.type == "Person" and item.entity >= 0 and _gender_fits(document.entities[item.entity], pronoun)
        ]
        distinct = list(dict.fromkeys(people))
        wanted = {"ه": "m", "ها": "f"}.get(pronoun)
        known = [number for number in distinct if document.entities[number].gender == wanted]
        if len(distinct) > 1 and len(known) == 1:
            return known[0]
        if len(distinct) == 1:
            return distinct[0]
        if len(distinct) > 1:
            subjects = [item.entity for item in group if item.entity in distinct and item.prep == ""]
            if len(set(subjects)) == 1:
                return subjects[0]
            return None
    return None


def _same_clause(document: Document, here: Sequence[Mention], mention: Mention) -> list[Mention]:
    words = document.words
    start = mention.first
    while start > 0 and words[start - 1] not in (".", "\n", "؛", "،", ":") and mention.first - start < 25:
        start -= 1
    return [item for item in here if item.first >= start]


def _sentence_people(document: Document, sentence: int) -> list[Mention]:
    return [document.mentions[number] for number in document.by_sentence.get(sentence, ())]


def _gender_fits(entity: Entity, pronoun: str) -> bool:
    if pronoun == "ه":
        return entity.gender != "f"
    if pronoun == "ها":
        return entity.gender != "m"
    return False


def _named_owner(document: Document, mention: Mention) -> int | None:
    """Return the person whose name stands in a campaign's or committee's name."""
    words = set(document.name_words(mention)[1:])
    found = set()
    for number, entity in enumerate(document.entities):
        if entity.type != "Person" or len(entity.mentions) == 0:
            continue
        names = {document.name_words(document.mentions[item])[-1] for item in entity.mentions}
        if names & words:
            found.add(number)
    return found.pop() if len(found) == 1 else None


def _merge_by_owner(document: Document) -> None:
    """Make one entity of a person's campaign, however it is called; of two names of one committee too."""
    campaigns: dict[tuple[str, int], int] = {}
    for mention in document.mentions:
        if mention.owner < 0:
            continue
        noun = mention.head.split("|")[0]
        kind = mention.type
        if kind == "Committee":
            noun = document.words[mention.first].removeprefix("و")
        key = (f"{kind}:{noun if kind != 'Campaign' else ''}", mention.owner)
        target = campaigns.get(key)
        if mention.entity >= 0:
            if target is None:
                campaigns[key] = mention.entity
            elif target != mention.entity:
                keep, drop = document.entities[target], mention.entity
                for other in document.entities[drop].mentions:
                    document.mentions[other].entity = target
                keep.mentions.extend(document.entities[drop].mentions)
                if kind == "Committee" and len(document.entities[drop].name) > len(keep.name):
                    keep.name = document.entities[drop].name
                document.entities[drop].mentions = []
                keep.owner = mention.owner
    for number, mention in enumerate(document.mentions):
        if mention.kind != "pronoun" or mention.owner < 0 or mention.entity >= 0:
            continue
        key = (f"{mention.type}:{mention.head.split('|')[0] if mention.type != 'Campaign' else ''}", mention.owner)
        target = campaigns.get(key)
        if target is None:
            target = len(document.entities)
            owner = document.entities[mention.owner]
            noun = {
                "Campaign": _CAMPAIGN,
                "Committee": "لجنة",
                "Company": "شركة",
                "GovernmentBody": "إدارة",
                "Party": "حزب",
                "Group": "مؤسسة",
            }.get(mention.type, "")
            document.entities.append(Entity(mention.type, f"{noun} {owner.name}".strip(), owner=mention.owner))
            campaigns[key] = target
        mention.entity = target
        document.entities[target].mentions.append(number)


def link_nominals(document: Document) -> None:
    """Link "الشركة", "اللجنة" to the one organisation of that kind named in this sentence or the two before."""
    for number, mention in enumerate(document.mentions):
        if mention.kind != "nominal" or mention.entity >= 0 or mention.head in ("", "adjective"):
            continue
        if mention.type in ("Candidacy", "Event") or mention.head.startswith("size|"):
            continue
        words = document.words[mention.first + 1 : mention.last]
        said = document.words[max(0, mention.first - 1) : mention.first]
        if mention.type == "Committee" and said in (["وهي"], ["هي"]) and (one := _just_named(document, mention)) >= 0:
            mention.entity = one
            document.entities[one].mentions.append(number)
            continue
        if mention.type == "Committee" and words and not words[0].startswith("ال") and said not in _SAID_OF_IT:
            continue  # "لجنة عمل سياسي": a new one, unless it is said of another ("كذا، وهي لجنة عمل سياسي")
        target = _organisation_before(document, mention, number)
        if target is not None and _another(document, mention, target):
            continue
        if target is not None:
            mention.entity = target
            document.entities[target].mentions.append(number)


def _just_named(document: Document, mention: Mention) -> int:
    """Return the body named right before "وهي لجنة عمل سياسي", -1 where none is."""
    sentence = document.tokenised.sentence_at(mention.first)
    near = [
        item
        for number in document.by_sentence.get(sentence, ())
        if (item := document.mentions[number]).kind == "name" and 0 < mention.first - item.last <= _NEAR
    ]
    bodies = [item for item in near if item.entity >= 0 and item.type in ("Committee", "Organization", "Group")]
    return max(bodies, key=lambda item: item.last).entity if bodies else -1


def _another(document: Document, mention: Mention, target: int) -> bool:
    """Say whether an adjective tells a described body from one before: "الفريق الإعلامي", "الفريق القانوني"."""
    words = document.words[mention.last : mention.last + 1]
    if not words or not is_definite(words[0]) or not words[0].endswith(("ي", "يه")):
        return False
    sets, name = document.lexicon.sets, fold_word(document.entities[target].name).split()
    return (
        words[0] not in name and words[0] not in sets["past_adjectives"] and words[0] not in sets["future_adjectives"]
    )


def _organisation_before(document: Document, mention: Mention, number: int) -> int | None:
    sentence = document.tokenised.sentence_at(mention.first)
    head = without_article(mention.head)
    for back in range(_REACH + 1):
        found: dict[int, bool] = {}
        for other in document.by_sentence.get(sentence - back, ()):
            item = document.mentions[other]
            if item.first >= mention.first or item.entity < 0 or item.kind == "pronoun":
                continue
            entity = document.entities[item.entity]
            related = {entity.type, mention.type} != {"Committee", "GovernmentBody"}
            spoken_to = document.words[max(0, item.first - 2) : item.first]
            tagged = head == "شركه" and entity.type == "Organization" and item.kind == "name"
            tagged = tagged and item.prep == "" and "ل" not in spoken_to and "لـ" not in spoken_to
            if entity.type == mention.type or tagged or (related and without_article(item.head) == head):
                found[item.entity] = head in {without_article(word) for word in entity.heads}
        if head in ("لجنه", "صندوق"):
            # Of several committees and funds the last one spoken of.
            last = [
                item.entity
                for other in document.by_sentence.get(sentence - back, ())
                if (item := document.mentions[other]).first < mention.first
                and item.entity >= 0
                and item.kind == "name"
                and head in {without_article(word) for word in document.entities[item.entity].heads}
            ]
            if last:
                return last[-1]
        exact = [entity for entity, same in found.items() if same]
        if len(exact) == 1:
            return exact[0]
        general = mention.type in ("Committee", "Campaign") or head == "شركه"
        if len(found) == 1 and general:
            return next(iter(found))
        if len(found) > 1:
            return _spoken_of(document, mention, head)
    return _spoken_of(document, mention, head)


def _spoken_of(document: Document, mention: Mention, head: str) -> int | None:
    """Return what a text speaks of all along: the one named with this head, or named twice as often as others."""
    counts: dict[int, int] = {}
    if mention.type in ("Committee", "Campaign", "Candidacy", "Event") or head in ("لجنه", "صندوق"):
        return None
    for item in document.mentions:
        if item.first >= mention.first or item.entity < 0 or item.kind == "pronoun":
            continue
        entity = document.entities[item.entity]
        if head in {without_article(word) for word in entity.heads}:
            counts[item.entity] = len(entity.mentions)
    ranked = sorted(counts, key=lambda number: -counts[number])
    if len(ranked) == 0 or (len(ranked) > 1 and counts[ranked[0]] < 2 * counts[ranked[1]]):
        return None
    return ranked[0]


def describe_alone(document: Document) -> None:
    """Give what is described and named nowhere an entity of its own: a new committee, an event, a race, a group."""
    for number, mention in enumerate(document.mentions):
        if mention.entity >= 0 or mention.kind != "nominal":
            continue
        government = mention.type == "GovernmentBody" and mention.head in ("حكومه", "برلمان", "جيش", "شرطه")
        if (
            mention.type not in ("Committee", "Event", "Candidacy", "Group")
            and mention.head != "office"
            and not government
        ):
            continue
        words = document.name_words(mention)
        event = _event_before(document, mention) if mention.type == "Event" else None
        if event is not None:
            mention.entity = event
            document.entities[event].mentions.append(number)
            continue
        if mention.head.startswith("same|"):
            mention.entity = document.mentions[int(mention.head[5:])].entity
            if mention.entity >= 0:
                document.entities[mention.entity].mentions.append(number)
            continue
        if (
            (mention.type in ("Group", "Committee") or (mention.type == "Event" and not _definite(document, mention)))
            and len(words) < 2
            and not mention.head.startswith("size|")
        ):
            continue
        name = spoken(document, mention)
        same = next(
            (
                index
                for index, entity in enumerate(document.entities)
                if entity.type == mention.type
                and entity.name == name
                and mention.type in ("Candidacy", "GovernmentBody")
            ),
            None,
        )
        if same is None:
            same = len(document.entities)
            entity = Entity(mention.type, name)
            if mention.head.startswith("size|"):
                _, bound, size = mention.head.split("|")
                if size.isdigit():
                    entity.properties["size_min"] = size
                    if bound == "exact":
                        entity.properties["size_max"] = size
            document.entities.append(entity)
        mention.entity = same
        document.entities[same].mentions.append(number)


def _definite(document: Document, mention: Mention) -> bool:
    """Say whether a mention opens with the article, perhaps behind clitics."""
    return any(base.startswith("ال") for _, base in clitic_forms(document.words[mention.first]))


def _event_before(document: Document, mention: Mention) -> int | None:
    """Return the one event with this head that a text spoke of before "المناظرة", "المؤتمر الصحفي"; else None."""
    if not _definite(document, mention):
        return None
    head = without_article(mention.head)
    found = {
        item.entity
        for item in document.mentions
        if item.type == "Event"
        and item.entity >= 0
        and item.first < mention.first
        and without_article(item.head) == head
    }
    return found.pop() if len(found) == 1 else None


class Descriptions:
    """Knows who is what in a document, so that "رئيس الاتحاد الأوروبي" alone can be told."""

    def __init__(self, document: Document, facts: Sequence[RoleFact]) -> None:
        self.document = document
        self.holders: dict[tuple[str, int], set[int]] = {}
        for fact in facts:
            if fact.complement >= 0 and not fact.past:
                complement = document.mentions[fact.complement].entity
                person = document.mentions[fact.person].entity
                if complement >= 0 and person >= 0:
                    self.holders.setdefault((fact.role.words[0], complement), set()).add(person)

    def resolve(self, clauses: Clauses) -> None:
        """Turn the described persons of a sentence into names where only one can be meant."""
        for unit in clauses.units:
            if unit.kind != "DESC" or not unit.mentions or not unit.roles:
                continue
            complement = self.document.mentions[unit.mentions[0]].entity
            people = self.holders.get((unit.roles[0].words[0], complement), set())
            if len(people) != 1 or complement < 0:
                continue
            person = next(iter(people))
            number = len(self.document.mentions)
            mention = Mention(
                unit.first, unit.last, unit.first, unit.last, self._clitic(unit), "Person", "nominal", "role", person
            )
            self.document.mentions.append(mention)
            self.document.entities[person].mentions.append(number)
            unit.kind, unit.mentions = "NP", [number]

    def _clitic(self, unit: Unit) -> str:
        word = unit.word
        prefix = ("و" if unit.joined else "") + (unit.prep if len(unit.prep) == 1 else "")
        return prefix if word.startswith(prefix) else ""
