"""The lexicon in the shapes that the finder and the matcher look things up in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from spacy.tokens import Doc, Token

from techpol.loaders.articles.english.lexicon import Lexicon, Role

_FEMALE_ENDINGS = ("woman", "women", "actress", "heiress", "wife", "daughter", "mother", "sister", "niece", "widow")
_MALE_ENDINGS = ("man", "men", "husband", "son", "father", "brother", "nephew")


_ALSO_ADJECTIVES = frozenset(
    [
        "fellow",
        "chief",
        "head",
        "principal",
        "deputy",
        "associate",
        "assistant",
        "parent",
        "justice",
        "host",
        "general",
    ]
)


# What a firm's name goes on with after a word like a role.
_FIRM_WORDS = frozenset(
    "Holdings Group Services Capital Relations Network Alliance Corporation Inc Inc. Corp. LLC Ltd".split()
)
# Titles that are family names and given names, too.
_SURNAMES = frozenset("king dean judge prince bishop pope baron duke marshal chancellor major driver coach".split())
_FORENAMES = frozenset(["dean", "king", "prince", "duke"])


HOUSES = frozenset(["Department", "Departments", "Ministry", "Ministries"])


@dataclass(frozen=True)
class RoleSpan:
    """A role noun as found: tokens start to end of a document, and the families that list it."""

    start: int
    end: int
    text: str
    roles: tuple[Role, ...]


class Vocabulary:
    """Word lists as sets and indexes."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        words = lexicon.words
        self.titles: dict[str, str] = {str(k).lower(): str(v) for k, v in words["titles"].items()}
        self.male = _lower(words["male"])
        self.female = _lower(words["female"])
        self.last_names = frozenset(words["last_names"])
        self.person_nouns = _lower(words["person_nouns"])
        self.not_names = _lower(words["not_names"])
        self.parties: dict[str, str] = {str(k): str(v) for k, v in words["parties"].items()}
        self.known: dict[str, str] = {str(name): kind for kind, names in words["known"].items() for name in names}
        self.suffixes: dict[str, str] = {}
        for kind, endings in words["suffixes"].items():
            for ending in endings:
                self.suffixes.setdefault(str(ending).lower(), kind)
        self.legal = frozenset(
            "inc inc. corp corp. co co. ltd ltd. llc llp lp plc ag nv sa se gmbh spa kk s.a. n.v. corporation s.a.s. "
            "sas s.r.l. srl s.p.a. b.v. bv a/s oyj berhad bhd pte pvt limited incorporated l.p. l.l.c. pty kg k.k. "
            "a.s. a.g.".split()
        )
        self.places: dict[str, str] = {}
        for section in ("states", "countries", "cities"):
            self.places.update({str(name): str(name) for name in words[section]})
        self.places.update({str(k): str(v) for k, v in words["same_places"].items()})
        self.abbreviations: dict[str, str] = {
            str(k).lower().rstrip("."): str(v) for k, v in words["abbreviations"].items() if v
        }
        self.demonyms: dict[str, str] = {str(k).lower(): str(v) for k, v in words["demonyms"].items()}
        self.nominals: dict[str, str] = {}
        for kind, nouns in words["nominals"].items():
            for noun in nouns:
                self.nominals.setdefault(str(noun).lower(), kind)
        self.metonyms = _lower(words["metonyms"])
        self.past_words = _lower(words["past_words"])
        self.future_words = _lower(words["future_words"])
        self.countries = frozenset([*(str(name) for name in words["countries"]), *self.demonyms.values()])
        self.states = frozenset(str(name) for name in words["states"])

    def words(self, name: str) -> frozenset[str]:
        """Return a plain list of the word files as a set in lower case."""
        if name not in self._sets:
            self._sets[name] = _lower(self.lexicon.words[name])
        return self._sets[name]

    @cached_property
    def _sets(self) -> dict[str, frozenset[str]]:
        return {}

    @cached_property
    def hedges(self) -> dict[str, str]:
        """Return verb -> modality of what it governs."""
        return {str(verb): kind for kind, verbs in self.lexicon.words["hedges"].items() for verb in verbs}

    @cached_property
    def hedge_adverbs(self) -> dict[str, str]:
        """Return adverb -> modality."""
        return {str(word): kind for kind, words in self.lexicon.words["adverbs"].items() for word in words}

    @cached_property
    def hedge_nouns(self) -> dict[str, str]:
        """Return noun -> modality of what depends on it."""
        return {str(word): kind for kind, words in self.lexicon.words["nouns"].items() for word in words}

    @cached_property
    def modals(self) -> dict[str, str]:
        """Return modal verb -> modality."""
        return {str(word): kind for kind, words in self.lexicon.words["modals"].items() for word in words}

    @cached_property
    def verbs(self) -> frozenset[str]:
        """Return every verb that the grammar speaks of."""
        found = {str(verb) for verbs in self.lexicon.words["hedges"].values() for verb in verbs}
        found |= self.words("saying") | self.words("object_control")
        for frame in self.lexicon.frames:
            found.update(verb.split()[0] for verb in (*frame.verbs, *frame.light, *frame.receive))
            found.update(verb for idiom in frame.idioms for verb in idiom[0])
        return frozenset(found)

    def repair_lemmas(self, doc: Doc) -> None:
        """Give verbs their silent "e" back where the lemmatizer took "hopes" for a form of "hop"."""
        for token in doc:
            if token.pos_ == "VERB" or token.tag_[:2] == "VB":
                lemma = token.lemma_.lower()
                if lemma not in self.verbs and lemma[:-1] in self.verbs and token.lower_ == f"{lemma[:-1]}ed":
                    token.lemma_ = lemma[:-1]  # "maxed", "cohosted" are of no "maxe", "cohoste"
                    continue
                if f"{lemma}e" not in self.verbs:
                    continue
                # where both are verbs the form tells: "hopes", "hoping" are of "hope", "hops", "hopping" of "hop"
                if lemma not in self.verbs or token.lower_.startswith((f"{lemma}e", f"{lemma}ing")):
                    token.lemma_ = f"{lemma}e"

    @cached_property
    def role_index(self) -> dict[str, list[tuple[tuple[str, ...], list[Role]]]]:
        """Return first word -> (words, families), longest first."""
        by_words: dict[tuple[str, ...], list[Role]] = {}
        for role in self.lexicon.roles:
            for noun in [*role.nouns, *(n.replace("co-", "co") for n in role.nouns if "co-" in n)]:
                words = tuple(_role_words(noun))
                for form in {words, (*words[:-1], _plural(words[-1]))}:
                    families = by_words.setdefault(form, [])
                    if role not in families:
                        families.append(role)
        index: dict[str, list[tuple[tuple[str, ...], list[Role]]]] = {}
        for words, families in by_words.items():
            index.setdefault(words[0], []).append((words, families))
        for entries in index.values():
            entries.sort(key=lambda entry: -len(entry[0]))
        return index

    @cached_property
    def one_word_roles(self) -> frozenset[tuple[str, ...]]:
        """Return the role nouns of one word, each as its words."""
        return frozenset(words for entries in self.role_index.values() for words, _ in entries if len(words) == 1)

    def gender_of(self, first: str) -> str:
        """Return ``male``, ``female`` or nothing for a given name."""
        name = first.lower()
        if name in self.male:
            return "" if name in self.female else "male"
        return "female" if name in self.female else ""

    def is_given(self, word: str) -> bool:
        """Say whether a word is a common given name."""
        return word.lower() in self.male or word.lower() in self.female


def gender_of_noun(noun: str) -> str:
    """Return the gender that a role noun tells: spokeswoman, congressman, wife."""
    if noun.endswith(_FEMALE_ENDINGS):
        return "female"
    return "male" if noun.endswith(_MALE_ENDINGS) and not noun.endswith("woman") else ""


def find_roles(doc: Doc, vocabulary: Vocabulary) -> list[RoleSpan]:
    """Return the role nouns of a document in order, the longest at each place."""
    found: list[RoleSpan] = []
    index = vocabulary.role_index
    lowered = [token.lower_ for token in doc]
    position = 0
    while position < len(lowered):
        step = 1
        for words, families in index.get(lowered[position], ()):
            end = position + len(words)
            if end < len(doc) and doc[end].text in HOUSES:
                continue  # "Justice Department" has no justice
            if tuple(lowered[position:end]) == words and _is_noun(doc[end - 1]):
                if len(words) == 1 and (is_part_of_name(doc, position, vocabulary) or _is_inside_firm(doc, position)):
                    break
                found.append(RoleSpan(position, end, " ".join(words), tuple(families)))
                step = len(words)
                break
        position += step
    return found


def is_part_of_name(doc: Doc, i: int, vocabulary: Vocabulary) -> bool:
    """Say whether a word like a title is of a name: "Steve King" and "Senator Dean Heller", not "King Charles"."""
    token = doc[i]
    if not token.is_title:
        return False
    before, after = doc[i - 1] if i > 0 else None, doc[i + 1] if i + 1 < len(doc) else None
    titled = i > 1 and (doc[i - 2].lower_,) in vocabulary.one_word_roles  # "Senator Angus King"
    forename = before is not None and before.is_title and (titled or vocabulary.is_given(before.text))
    if token.lower_ in _SURNAMES and forename:
        # "Dean Steve King": a capital that follows is no title's bearer
        return after is None or not after.text[:1].isupper() or not vocabulary.is_given(after.text)
    if token.lower_ not in _FORENAMES or after is None or not after.is_title or before is None:
        return False
    named = before.lower_.rstrip(".") in vocabulary.titles or (before.lower_,) in vocabulary.one_word_roles
    return named and not vocabulary.is_given(after.text)


def _is_inside_firm(doc: Doc, i: int) -> bool:
    """Say whether a word like a role is inside a firm's name: "Zenda Investor Holdings", "Harbor Member Services"."""
    if not doc[i].is_title or i == 0 or i + 1 >= len(doc) or doc[i - 1].is_sent_start and doc[i - 1].lower_ == "the":
        return False
    return doc[i - 1].is_title and doc[i - 1].pos_ == "PROPN" and doc[i + 1].text in _FIRM_WORDS


def _is_noun(token: Token) -> bool:
    if token.lower_ in _ALSO_ADJECTIVES and (
        token.tag_ not in ("NN", "NNP", "NNS", "NNPS") or token.dep_ in ("amod", "det")
    ):
        return False
    return token.pos_ in ("NOUN", "PROPN", "ADJ", "X") or token.tag_ in ("NN", "NNP", "NNS", "NNPS")


def _role_words(noun: str) -> list[str]:
    """Split as the tokenizer does: hyphens between letters stand alone."""
    return noun.lower().replace("-", " - ").split()


def _plural(word: str) -> str:
    if word.endswith("man"):
        return word[:-3] + "men"
    if word.endswith(("s", "ch", "x")):
        return word + "es"
    if word.endswith("y") and word[-2:-1] not in "aeou":
        return word[:-1] + "ies"
    return word + "s"


def _lower(items: Any) -> frozenset[str]:
    return frozenset(str(item).lower() for item in items)
