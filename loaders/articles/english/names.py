"""Finds names in a parsed paragraph: the statistical finder's spans, repaired and completed by rules."""

from __future__ import annotations

import re
from collections import Counter

from spacy.tokens import Doc, Token

from techpol.loaders.articles.english.capital_names import capital_names
from techpol.loaders.articles.english.lone_names import lone_names
from techpol.loaders.articles.english.name_edges import NameEdges
from techpol.loaders.articles.english.name_joins import NameJoiner
from techpol.loaders.articles.english.spelled_bodies import spelled_bodies
from techpol.loaders.articles.english.spelled_names import goes_on_after_hyphen
from techpol.loaders.articles.english.state_parties import state_parties
from techpol.loaders.articles.english.told_committees import told_committees
from techpol.loaders.articles.english.vocabulary import HOUSES, RoleSpan, Vocabulary, is_part_of_name
from techpol.loaders.articles.english.votes import Found, TypeVoter

_ALSO_WORDS = frozenset("booker burr bush gore holder musk rice".split())  # last names, at the head of a sentence
_BODY_KINDS = frozenset(["Company", "Organization", "Committee", "MediaOrganization", "GovernmentBody"])
_NO_NAME_LABELS = frozenset(["DATE", "TIME", "MONEY", "PERCENT", "CARDINAL", "ORDINAL", "QUANTITY", "LANGUAGE"])
# "Defense Secretary X": the word stands for the department.
DEPARTMENTS = frozenset(
    "treasury defense defence labor labour commerce energy education interior transportation agriculture "
    "justice finance health foreign trade".split()
)
_OF_ROLES = frozenset(
    "scientific medical creative artistic technical commercial regional global national financial marketing legal "
    "musical general deputy founding associate assistant senior operating group".split()
)
_ROLE_HEADS = frozenset("director officer adviser advisor editor manager counsel secretary president partner".split())
# What a place's name goes on with.
_OF_PLACES = frozenset(
    "city island islands county river street avenue airport bay beach state metro region valley park harbor harbour "
    "area north south east west coast mountain mountains hills heights square district port village town suburb lake "
    "creek forest desert university time times summer winter spring fall night day week".split()
)
# Of a country: "the Ruritanian Embassy".
_NATIONAL = frozenset(
    "embassy consulate parliament army navy police football federation association academy red chamber council union "
    "society institute foreign defense defence interior finance health justice central national space".split()
)
# Bodies that are counted: "Troop 7", "Local 32".
_NUMBERED = frozenset(["Troop", "Pack", "Local", "Post", "Lodge", "Chapter", "Squadron", "Battalion", "Precinct"])
_FIRM_WORDS = frozenset("group holdings capital systems ventures technologies labs inc inc. corp corp. llc".split())
_NUMBERED_NAME = re.compile(r"\d{1,3}[A-Z][a-z]{2,}\Z")  # "23Ledger"
_TRADES = frozenset("venture hedge tech crypto technology software biotech fintech internet telecom cable".split())
# What alone names no firm.
_NO_NAMES = frozenset("software media services principles co ltd inc corp llc plc".split())
# What is between two, whose names a hyphen joins.
_BETWEEN_TWO = frozenset(
    "ticket war border conflict campaign meeting relations relationship talks debate summit race matchup rivalry "
    "ceasefire alliance treaty dispute trade tandem partnership duo".split()
)


class NameFinder:
    """Finds the names of one paragraph at a time."""

    def __init__(self, vocabulary: Vocabulary, words: frozenset[str] = frozenset()) -> None:
        self._vocabulary = vocabulary
        self._words = words  # of the language, as far as a dictionary holds them
        self._voter = TypeVoter(vocabulary)
        self._edges = NameEdges(vocabulary)
        self._joiner = NameJoiner(vocabulary, self._edges)
        known = {**dict.fromkeys(vocabulary.parties, "Party"), **vocabulary.known}
        known.update(dict.fromkeys(vocabulary.places, "Place"))
        self._known: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for name, kind in known.items():
            parts = (
                tuple(name.replace("-", " - ").split())
                if " " not in name and "-" in name and name != "C-SPAN"
                else tuple(name.split())
            )
            self._known.setdefault(parts[0], []).append((parts, kind))
        for entries in self._known.values():
            entries.sort(key=lambda entry: -len(entry[0]))

    def find(self, doc: Doc, paragraph: int, roles: list[RoleSpan]) -> list[Found]:
        """Return the names of a paragraph in order; no two overlap."""
        in_role = self._role_mask(doc, roles)
        spans: list[tuple[int, int, str]] = []
        taken = [False] * len(doc)
        for start, end, kind in self._known_spans(doc, in_role):
            spans.append((start, end, f"known:{kind}"))
        spans.extend((start, end, "known:Organization") for start, end in spelled_bodies(doc))
        spans.extend((start, end, "known:Party") for start, end in state_parties(doc, self._vocabulary))
        spans.extend((start, end, "known:Committee") for start, end in told_committees(doc, self._vocabulary))
        for entity in doc.ents:
            if entity.label_ not in _NO_NAME_LABELS:
                spans.extend(self._edges.repair(doc, entity.start, entity.end, entity.label_, in_role))
        dates = {
            i for entity in doc.ents if entity.label_ in ("DATE", "TIME") for i in range(entity.start, entity.end)
        }
        spans.extend((start, end, "") for start, end in self._capital_runs(doc, in_role, dates))
        spans.extend((start, end, "ORG") for start, end in lone_names(doc, roles, self._vocabulary, self._words))
        spans.extend((start, end, "ORG") for start, end in capital_names(doc, in_role, self._vocabulary))
        spans.extend((token.i, token.i + 1, "PERSON") for token in doc if self._is_last_name(token))
        # the longest span wins where two overlap; at equal length the one that comes first in the list
        bodies = [span[:2] for span in spans if span[2] in ("ORG", "") and self._is_body(doc, *span[:2])]

        def weight(span: tuple[int, int, str]) -> int:
            start, end, label = span
            # "New York Police Department" is no New York
            inside = label == "known:Place" and any(first == start and last > end for first, last in bodies)
            return end - start + (3 if label.startswith("known") and end - start > 1 and not inside else 0)

        spans.sort(key=lambda span: -weight(span))
        chosen: list[tuple[int, int, str]] = []
        for start, end, label in spans:
            if not any(taken[start:end]):
                taken[start:end] = [True] * (end - start)
                chosen.append((start, end, label))
        grown = self._edges.close(doc, self._joiner.grow(doc, sorted(chosen), taken, in_role))
        grown = [part for span in grown for part in self._apart(doc, span)]
        return [found for span in grown if (found := self._make(doc, paragraph, *span, roles)) is not None]

    def _is_last_name(self, token: Token) -> bool:
        """Say whether a word is a last name that papers write alone, though the finder sees none: "Trump accused"."""
        if token.text not in self._vocabulary.last_names:
            return False
        if token.i + 1 < len(token.doc) and token.nbor().pos_ == "NOUN" and token.dep_ in ("compound", "amod"):
            return False  # "rice prices"
        return token.pos_ == "PROPN" or (token.is_sent_start is True and token.lower_ not in _ALSO_WORDS)

    def _apart(self, doc: Doc, span: tuple[int, int, str]) -> list[tuple[int, int, str]]:
        """Cut "chairman of the Harbor Committee Jane Doe said" between the body and who leads it."""
        start, end, label = span
        last_names = self._vocabulary.last_names
        if end - start == 3 and doc[start + 1].lower_ == "and" and {doc[start].text, doc[end - 1].text} <= last_names:
            return [(start, start + 1, "PERSON"), (end - 1, end, "PERSON")]  # "Bell and Bass spoke"
        if doc[start].text == "Inside" and end - start > 1 and end < len(doc) and doc[end].tag_ == "POS":
            if doc[end - 1].text in last_names or self._vocabulary.is_given(doc[start + 1].text):
                return [(start + 1, end, "PERSON")]  # "Inside Bell's campaign", a headline
        before = start - 1 if start > 0 and doc[start - 1].lower_ != "the" else start - 2
        if before < 1 or doc[before].lower_ not in ("of", "at", "for"):
            return [span]
        suffixes = self._vocabulary.suffixes
        for k in range(start + 2, end - 1):
            closed = doc[k - 1].lower_ in suffixes or doc[k - 1].lower_ in self._vocabulary.legal
            if not closed or not self._vocabulary.is_given(doc[k].text) or end - k > 3:
                continue
            if doc[end - 1].lower_ not in suffixes and all(doc[i].is_title for i in range(k, end)):
                return [(start, k, "ORG" if label == "PERSON" else label), (k, end, "PERSON")]
        return [span]

    def unify(self, docs: list[Doc], found: list[list[Found]], roles: list[list[RoleSpan]]) -> list[list[Found]]:
        """Read a name of several words as one wherever it stands, though it was found in pieces in places."""
        counts: Counter[tuple[str, ...]] = Counter(
            name.words
            for names in found
            for name in names
            if len(name.words) > 2 and name.words[1].lower() in ("of", "for", "to", "&", "and", "on", "the")
        )
        by_first: dict[str, list[tuple[str, ...]]] = {}
        for words in sorted(counts, key=len, reverse=True):
            by_first.setdefault(words[0], []).append(words)
        if not by_first:
            return found
        for number, doc in enumerate(docs):
            texts = [token.text for token in doc]
            for i, text in enumerate(texts):
                for words in by_first.get(text, ()):
                    end = i + len(words)
                    if tuple(texts[i:end]) != words:
                        continue
                    inside = [name for name in found[number] if name.start < end and name.end > i]
                    if any(name.words == words or name.start < i or name.end > end for name in inside):
                        break
                    whole = self._make(doc, number, i, end, "ORG", roles[number])
                    if whole is not None:
                        found[number] = sorted(
                            [name for name in found[number] if name not in inside] + [whole],
                            key=lambda name: name.start,
                        )
                    break
        return found

    def _role_mask(self, doc: Doc, roles: list[RoleSpan]) -> list[bool]:
        mask = [False] * len(doc)
        for role in roles:
            if not any("Person" in family.bearer for family in role.roles):
                continue  # "super PAC", "unit": part of many a name
            first = doc[role.start]
            if role.end - role.start == 1 and first.text[:1].isupper():
                after = doc[role.end] if role.end < len(doc) else None
                if after is not None and after.text[:1].isupper() and after.lower_ in _FIRM_WORDS:
                    continue  # "Monarch Group"
                before = doc[role.start - 1] if role.start > 0 else None
                # "Howard Dean", "Committee to Protect Journalists": a name that looks like a role
                state = before is not None and before.text in self._vocabulary.states and first.text.endswith(".")
                if before is not None and before.is_title and self._vocabulary.is_given(before.text) and not state:
                    continue  # but "Georgia Gov. X"
                plural = first.tag_ in ("NNS", "NNPS") or (
                    first.tag_ == "NNP" and first.lower_.endswith(("ers", "ors", "ants", "ists"))
                )
                if plural and before is not None and before.text[:1].isupper():
                    continue
            for i in range(role.start, role.end):
                mask[i] = True
        for token in doc:
            if token.i + 1 < len(doc) and token.nbor().text in HOUSES:
                continue  # "Justice Department" is no justice
            if token.lower_.rstrip(".") in self._vocabulary.titles and token.is_title and token.ent_type_ != "ORG":
                mask[token.i] = not is_part_of_name(doc, token.i, self._vocabulary)
        return mask

    def _known_spans(self, doc: Doc, in_role: list[bool]) -> list[tuple[int, int, str]]:
        spans = []
        texts = [token.text for token in doc]
        for i, text in enumerate(texts):
            for words, kind in self._known.get(text, ()):
                if tuple(texts[i : i + len(words)]) == words and (len(words) > 1 or not in_role[i]):
                    start = i + 1 if words[0] == "The" and len(words) > 1 else i
                    if kind == "Party" and words[-1] == "Party" and self._is_end_of_party(doc, i, i + len(words)):
                        break
                    end = i + len(words)
                    spans.append((start, self._legal_end(texts, end) if len(words) > 1 else end, kind))
                    break
        return spans

    def _legal_end(self, texts: list[str], end: int) -> int:
        """Return where a known name ends with its legal form: "Orbis Bank Group Inc"."""
        last = end
        while last < len(texts) and last - end < 3 and (texts[last] in ("Group", "&") or self._is_legal(texts[last])):
            last += 1
        return last if last > end and self._is_legal(texts[last - 1]) else end

    def _is_legal(self, text: str) -> bool:
        return text[:1].isupper() and text.lower() in self._vocabulary.legal

    def _is_body(self, doc: Doc, start: int, end: int) -> bool:
        """Say whether a span of several words ends in what a body is called."""
        last = doc[end - 1].lower_
        kind = self._vocabulary.suffixes.get(last)
        if end - start > 2 and (kind in _BODY_KINDS or last in ("department", "ministry", "authority", "board")):
            return True
        # "Mountain View Grocers": a common word that is no part of a place
        common = last in self._words or last.removesuffix("s") in self._words
        named = doc[end - 1].ent_type_ in ("PERSON", "LOC", "FAC", "DATE", "NORP")
        return (
            end - start > 2
            and common
            and not named
            and last not in _OF_PLACES
            and not self._vocabulary.is_given(last)
        )

    def _is_end_of_party(self, doc: Doc, start: int, end: int) -> bool:
        """Say whether a known party's name ends another's: "Liberal Democratic Party", "Holt Republican Party"."""
        before = doc[start - 1] if start > 0 else None
        if before is None or not before.text[:1].isupper() or before.lower_ in self._vocabulary.titles:
            return False
        if before.text in self._vocabulary.places or before.lower_ in self._vocabulary.demonyms:
            return False
        joined = before.dep_ in ("compound", "amod", "nmod") and start <= before.head.i < end
        return joined and before.lower_ not in ("the", "state", "county", "local", "former", "then")

    def _capital_runs(self, doc: Doc, in_role: list[bool], dates: set[int]) -> list[tuple[int, int]]:
        runs = []
        i = 0
        while i < len(doc):
            if not self._is_capital(doc[i], in_role, dates):
                i += 1
                continue
            start = i
            while i < len(doc) and (
                self._is_capital(doc[i], in_role, dates)
                or self._hyphen(doc, i, in_role, dates)
                or (i > start and goes_on_after_hyphen(doc, i))
            ):
                if i > start and self._edges.ends_before(doc, i):
                    break
                i += 1
            first = start
            while first < i and doc[first].is_sent_start and doc[first].tag_ not in ("NNP", "NNPS"):
                first += 1
            first, last = self._edges.trim(doc, first, i, "")
            if first < last:
                runs.append((first, last))
        return runs

    def _hyphen(self, doc: Doc, i: int, in_role: list[bool], dates: set[int]) -> bool:
        """Say whether a hyphen is inside a name: "Johnson-Cook"."""
        return (
            doc[i].text == "-"
            and i + 1 < len(doc)
            and not doc[i - 1].whitespace_
            and not doc[i].whitespace_
            and (
                (
                    self._is_capital(doc[i + 1], in_role, dates)
                    and len(doc[i - 1].text) > 1
                    and len(doc[i + 1].text) > 1
                )
                or goes_on_after_hyphen(doc, i + 1)
            )
        )

    def _is_capital(self, token: Token, in_role: list[bool], dates: set[int]) -> bool:
        text = token.text
        if (
            in_role[token.i]
            or token.i in dates
            or token.lower_ in self._vocabulary.not_names
            or text in self._vocabulary.parties
        ):
            return False
        titled = token.lower_.rstrip(".") in self._vocabulary.titles
        if titled and not is_part_of_name(token.doc, token.i, self._vocabulary):
            return False
        if token.lower_ in self._vocabulary.demonyms:
            return False
        if not any(character.isupper() for character in text) or not text[0].isalnum():
            return False
        if _NUMBERED_NAME.match(text):
            return True
        if token.tag_ in ("NNP", "NNPS"):
            return True
        # mid-sentence capitals that the tagger took for a common word
        return (
            text[:1].isupper()
            and not token.is_sent_start
            and token.tag_ in ("NN", "NNS", "JJ", "VBG", "FW", "VB", "VBD", "VBN", "RB")
            and len(text) > 1
            and token.i > 0
            and doc_lower_before(token)
        )

    def _make(
        self, doc: Doc, paragraph: int, start: int, end: int, label: str, roles: list[RoleSpan]
    ) -> Found | None:
        start, end = self._edges.trim(doc, start, end, label)
        if start >= end:
            return None
        if (
            label == "PERSON"
            and end - start >= 3
            and self._vocabulary.is_given(doc[start + 1].text)
            and not self._vocabulary.is_given(doc[start].text)
            and len(doc[start].text) > 5
            and (doc[start].lower_ in self._words or not self._words)
        ):
            start += 1  # a title that no list knows
        if start > 0 and doc[start - 1].lower_ in self._vocabulary.demonyms and doc[start - 1].is_title:
            small = end - start == 1 and doc[start].lower_ in ("embassy", "consulate", "parliament")
            if small or (doc[start].lower_ in _NATIONAL and end - start > 1):
                start -= 1  # "the Ruritanian Embassy": which one is of its name
        if start > 0 and doc[start].text == "Century" and doc[start - 1].text == "21st":
            start -= 1
        if start > 0 and doc[start - 1].text in ("Our", "My") and not doc[start - 1].is_sent_start:
            start -= 1  # "the group Our Future": a capital within a sentence
        if end < len(doc) and doc[end].text in ("One", "Two") and doc[end - 1].text[:1].isupper():
            counts = end + 1 < len(doc) and doc[end + 1].lower_ == "of"  # "Ellison One of Few Backers"
            end += not counts  # "Harbor One"
        elif end < len(doc) and doc[end].text.isdigit() and doc[end - 1].text in _NUMBERED:
            end += 1
        words = tuple(token.text for token in doc[start:end])
        if all(word.lower().rstrip(".") in _NO_NAMES for word in words) and (len(words) > 1 or start > 0):
            return None  # the rest of a name whose beginning was not seen
        if (
            len(words) == 1
            and words[0].lower() in DEPARTMENTS
            and end < len(doc)
            and doc[end].lower_ in ("secretary", "minister")
        ):
            return None
        if len(words) == 1 and words[0].lower() in self._vocabulary.demonyms:
            return None
        if _is_pair(words) and end < len(doc) and doc[end].lower_ in _BETWEEN_TWO:
            return None  # "the Smith-Jones ticket": two names, and not one
        if len(words) == 1 and words[0].lower() in _OF_ROLES and end < len(doc) and doc[end].lower_ in _ROLE_HEADS:
            return None  # "Scientific Director": of what, it does not say
        if words in (("Board", "of", "Directors"), ("Board", "of", "Trustees")):
            return None  # every company has one
        if len(words) == 1 and words[0].lower() in _TRADES and end < len(doc) and doc[end].is_lower:
            if doc[start].is_sent_start and doc[end].pos_ == "NOUN":
                return None  # "Venture investor X": capital for the sentence's sake
        if words[-1] == "District" and end < len(doc) and doc[end].lower_ == "judge":
            return None
        if len(words) == 1 and (
            words[0].lower() in self._vocabulary.not_names or len(words[0]) < 2 and words[0] != "X"
        ):
            return None
        if not label and len(words) == 1 and not words[0][:1].isupper() and not any(c.isupper() for c in words[0]):
            return None
        found = Found(
            paragraph, start, end, doc[start:end].text, words, follower=doc[end].lower_ if end < len(doc) else ""
        )
        self._voter.vote(doc, found, label, roles)
        if found.votes.get("~Norp", 0) > 0 and found.text not in self._vocabulary.parties:
            if not any(kind != "~Norp" and votes >= 2 for kind, votes in found.votes.items()):
                return None
            del found.votes["~Norp"]
        return found


def _is_pair(words: tuple[str, ...]) -> bool:
    """Say whether a name is two joined by a hyphen: "Smith-Jones"."""
    parts = words[0].split("-") if len(words) == 1 else [words[0], words[-1]]
    joined = len(words) == 1 or (len(words) == 3 and words[1] in ("-", "–"))
    return joined and len(parts) == 2 and all(part[:1].isupper() and len(part) > 1 for part in parts)


def doc_lower_before(token: Token) -> bool:
    """Say whether the word before is in lower case: in a headline in capitals a capital tells nothing."""
    before = token.doc[token.i - 1]
    return before.text[:1].islower() or before.text in ("'s", ",", "(", "&")
