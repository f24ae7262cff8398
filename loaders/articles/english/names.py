"""Finds names in a parsed paragraph: the statistical finder's spans, repaired and completed by rules."""

from __future__ import annotations

from collections import Counter

from spacy.tokens import Doc, Token

from techpol.loaders.articles.english.vocabulary import RoleSpan, Vocabulary
from techpol.loaders.articles.english.votes import Found, TypeVoter

_NO_NAME_LABELS = frozenset(["DATE", "TIME", "MONEY", "PERCENT", "CARDINAL", "ORDINAL", "QUANTITY", "LANGUAGE"])
# Heads that go on with a preposition: "Committee to Protect Journalists", "Center on Money in Politics".
_OPEN_HEADS = frozenset(
    "committee center centre institute council association department ministry university board bank office "
    "coalition citizens friends americans society federation bureau"
    " league union alliance campaign fund commission academy college school museum organization foundation "
    "network secretary house court people workers women veterans voters".split()
)
# Role words that are also part of organisations' names.
_ORG_WORDS = frozenset(
    "counsel partner partners representatives scientists engineers associates traders agents developers "
    "editors journalists teachers lawyers governors mayors trustees members fellows"
    " employees reporters drivers veterans board office attorneys manufacturers producers writers directors "
    "actors".split()
)
_OFFICES = frozenset(["President", "Senate", "Congress", "Governor", "Mayor", "America"])
# "Defense Secretary X": the word stands for the department.
DEPARTMENTS = frozenset(
    "treasury defense defence labor labour commerce energy education interior transportation agriculture "
    "justice finance health foreign trade".split()
)
_LINKS = frozenset(["of", "for", "to", "on", "against", "in"])


class NameFinder:
    """Finds the names of one paragraph at a time."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._voter = TypeVoter(vocabulary)
        known = {**dict.fromkeys(vocabulary.parties, "Party"), **vocabulary.known}
        known.update(dict.fromkeys(vocabulary.places, "Place"))
        self._known: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for name, kind in known.items():
            words = (
                tuple(name.replace("-", " - ").split())
                if " " not in name and "-" in name and name != "C-SPAN"
                else tuple(name.split())
            )
            self._known.setdefault(words[0], []).append((words, kind))
        for entries in self._known.values():
            entries.sort(key=lambda entry: -len(entry[0]))

    def find(self, doc: Doc, paragraph: int, roles: list[RoleSpan]) -> list[Found]:
        """Return the names of a paragraph in order; no two overlap."""
        in_role = self._role_mask(doc, roles)
        spans: list[tuple[int, int, str]] = []
        taken = [False] * len(doc)
        for start, end, kind in self._known_spans(doc, in_role):
            spans.append((start, end, f"known:{kind}"))
        for entity in doc.ents:
            if entity.label_ not in _NO_NAME_LABELS:
                spans.extend(self._repair(doc, entity.start, entity.end, entity.label_, in_role))
        dates = {
            i for entity in doc.ents if entity.label_ in ("DATE", "TIME") for i in range(entity.start, entity.end)
        }
        spans.extend((start, end, "") for start, end in self._capital_runs(doc, in_role, dates))
        # the longest span wins where two overlap; at equal length the one that comes first in the list
        spans.sort(
            key=lambda span: (
                -(span[1] - span[0]) - (3 if span[2].startswith("known") and span[1] - span[0] > 1 else 0)
            )
        )
        chosen: list[tuple[int, int, str]] = []
        for start, end, label in spans:
            if not any(taken[start:end]):
                taken[start:end] = [True] * (end - start)
                chosen.append((start, end, label))
        grown = self._grow(doc, sorted(chosen), taken, in_role)
        return [found for span in grown if (found := self._make(doc, paragraph, *span, roles)) is not None]

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
                before = doc[role.start - 1] if role.start > 0 else None
                # "Howard Dean", "Committee to Protect Journalists": a name that looks like a role
                if before is not None and before.is_title and self._vocabulary.is_given(before.text):
                    continue
                if first.tag_ in ("NNS", "NNPS") and before is not None and before.text[:1].isupper():
                    continue
            for i in range(role.start, role.end):
                mask[i] = True
        for token in doc:
            if token.lower_.rstrip(".") in self._vocabulary.titles and token.is_title and token.ent_type_ != "ORG":
                mask[token.i] = True
        return mask

    def _known_spans(self, doc: Doc, in_role: list[bool]) -> list[tuple[int, int, str]]:
        spans = []
        texts = [token.text for token in doc]
        for i, text in enumerate(texts):
            for words, kind in self._known.get(text, ()):
                if tuple(texts[i : i + len(words)]) == words and (len(words) > 1 or not in_role[i]):
                    start = i + 1 if words[0] == "The" and len(words) > 1 else i
                    spans.append((start, i + len(words), kind))
                    break
        return spans

    def _repair(self, doc: Doc, start: int, end: int, label: str, in_role: list[bool]) -> list[tuple[int, int, str]]:
        """Cut what is no part of the name off a span, and in two what are two names."""
        pieces: list[tuple[int, int, str]] = []
        piece_start = start
        for i in range(start, end + 1):
            word = doc[i].lower_ if i < end else ""
            if piece_start < i < end and self._ends_before(doc, i):
                pieces.append((piece_start, i, label))  # "Acme Corp. Jane Doe": the name ends with its legal form
                piece_start = i
            cut = (
                i == end
                or (in_role[i] and not self._inside_org(doc, i, end, label))
                or doc[i].text in ('"', "(", ")", ";", ":", "—", "/", "[", "]")
            )
            if not cut and label == "PERSON" and word in ("and", ",", "'s", "of", "for"):
                cut = True
            if (
                not cut
                and word == ","
                and label != "PERSON"
                and (i + 1 >= end or doc[i + 1].lower_ not in self._vocabulary.legal)
                and not any(doc[k].lower_ in ("&", "and") for k in range(i, end))
            ):
                cut = True
            if not cut and label != "PERSON" and word == "'s" and i + 1 == end:
                cut = True
            if (
                not cut
                and word in ("for", "in", "at", "and", "with", "to")
                and i > piece_start
                and doc[i - 1].lower_ in self._vocabulary.legal
            ):
                cut = True
            if cut:
                pieces.append((piece_start, i, label))
                piece_start = i + 1
        result = []
        for first, last, kind in pieces:
            first, last = self._trim(doc, first, last, kind)
            if (
                first < last
                and any(doc[i].text[:1].isupper() or doc[i].text[:1].isdigit() for i in range(first, last))
                and (doc[first].text[:1].isupper() or any(c.isupper() for c in doc[first].text))
            ):
                result.append((first, last, kind))
        return result

    def _ends_before(self, doc: Doc, i: int) -> bool:
        """Say whether a name ends before a token: a new sentence, or a name after "Inc."."""
        if doc[i].is_sent_start and doc[i].text[:1].isupper():
            return True
        last = doc[i - 1]
        legal = self._vocabulary.legal
        return (
            last.text.endswith(".")
            and last.lower_ in legal
            and doc[i].text[:1].isupper()
            and doc[i].lower_ not in legal
        )

    def _inside_org(self, doc: Doc, i: int, end: int, label: str) -> bool:
        """Say whether a role word is part of an organisation's name: "Department of the Governor"."""
        return label == "ORG" and doc[i].text[:1].isupper() and doc[i].lower_ in _ORG_WORDS

    def _trim(self, doc: Doc, start: int, end: int, label: str) -> tuple[int, int]:
        vocabulary = self._vocabulary
        while start < end:
            token = doc[start]
            lowered = token.lower_.rstrip(".")
            leading = (
                lowered
                in (
                    "the",
                    "a",
                    "an",
                    "'s",
                    "'",
                    ",",
                    "-",
                    "&",
                    ".",
                    "this",
                    "that",
                    "its",
                    "his",
                    "her",
                    "their",
                    "former",
                    "then",
                    "ex",
                    "other",
                    "some",
                    "many",
                    "even",
                    "and",
                    "but",
                    "longtime",
                    "regarding",
                    "veteran",
                    "current",
                    "outgoing",
                    "incoming",
                    "ex",
                    "embattled",
                    "rescheduled",
                    "upcoming",
                )
                or (lowered in vocabulary.titles and label != "ORG")
                or (
                    end - start > 1
                    and lowered in vocabulary.person_nouns
                    and not vocabulary.is_given(lowered)
                    and (label == "PERSON" or vocabulary.is_given(doc[start + 1].text))
                )
                or (
                    label == "PERSON"
                    and end - start > 1
                    and (
                        token.text in vocabulary.parties
                        or lowered in vocabulary.demonyms
                        or token.text in vocabulary.places
                        and end - start > 2
                    )
                )
            )
            if not leading:
                break
            start += 1
        while start < end and (
            doc[end - 1].text in ("'s", "'", ",", ".", "-", "’", "&", "—", ")", "(", "/")
            or doc[end - 1].lower_ in ("the", "a", "of", "and")
            or (end - start > 2 and self._runs_on(doc, start, end, label))
        ):
            end -= 1
        return start, end

    def _runs_on(self, doc: Doc, start: int, end: int, label: str) -> bool:
        """Say whether a name goes on in common words: "Smith of the election cycle"."""
        tail = doc[end - 1]
        return (
            tail.text.islower()
            and tail.is_alpha
            and not label.startswith("known")
            and any(doc[i].lower_ in ("of", "the", "for", "in") for i in range(start + 1, end - 1))
        )

    def _capital_runs(self, doc: Doc, in_role: list[bool], dates: set[int]) -> list[tuple[int, int]]:
        runs = []
        i = 0
        while i < len(doc):
            if not self._is_capital(doc[i], in_role, dates):
                i += 1
                continue
            start = i
            while i < len(doc) and (self._is_capital(doc[i], in_role, dates) or self._hyphen(doc, i, in_role, dates)):
                if i > start and self._ends_before(doc, i):
                    break
                i += 1
            first = start
            while first < i and doc[first].is_sent_start and doc[first].tag_ not in ("NNP", "NNPS"):
                first += 1
            first, last = self._trim(doc, first, i, "")
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
            and self._is_capital(doc[i + 1], in_role, dates)
            and len(doc[i - 1].text) > 1
            and len(doc[i + 1].text) > 1
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
        if token.lower_.rstrip(".") in self._vocabulary.titles or token.lower_ in self._vocabulary.demonyms:
            return False
        if not any(character.isupper() for character in text) or not text[0].isalnum():
            return False
        if token.tag_ in ("NNP", "NNPS"):
            return True
        # mid-sentence capitals that the tagger took for a common word
        return (
            text[:1].isupper()
            and not token.is_sent_start
            and token.tag_ in ("NN", "NNS", "JJ", "VBG", "FW", "VB", "VBD", "VBN")
            and len(text) > 1
            and token.i > 0
            and doc_lower_before(token)
        )

    def _grow(
        self, doc: Doc, spans: list[tuple[int, int, str]], taken: list[bool], in_role: list[bool]
    ) -> list[tuple[int, int, str]]:
        """Extend names over a preposition that goes on ("Committee to Protect X"), and join what belongs together."""
        result: list[tuple[int, int, str]] = []
        position = 0
        while position < len(spans):
            start, end, label = spans[position]
            position += 1
            while (
                position < len(spans)
                and spans[position][0] == end
                and self._joins(doc, (start, end, label), spans[position])
            ):
                end, label = spans[position][1], label if label not in ("", "known:Place") else spans[position][2]
                position += 1
            if (
                end + 1 < len(doc)
                and doc[end].lower_ == "for"
                and doc[end + 1].text in _OFFICES
                and doc[end - 1].text[:1].isupper()
                and not self._is_urged(doc, start, end)
            ):
                # "Smith for President", "Winning for America": a campaign or committee
                end += 2
                label = "known:Committee"
                while position < len(spans) and spans[position][0] < end:
                    position += 1
            open_head = doc[end - 1].lower_ in _OPEN_HEADS and doc[end - 1].text[:1].isupper()
            if open_head and end + 1 < len(doc) and doc[end].lower_ in _LINKS and "PERSON" not in label:
                last = end + 1
                while (
                    last < len(doc)
                    and doc[last].lower_ not in self._vocabulary.not_names
                    and (
                        doc[last].text[:1].isupper()
                        and not in_role[last]
                        or (
                            doc[last].lower_ in ("and", "the", "of", "&", "in", "-", "'s")
                            and last + 1 < len(doc)
                            and doc[last + 1].text[:1].isupper()
                            and not in_role[last + 1]
                        )
                    )
                ):
                    if doc[last].lower_ == "in" and doc[last + 1].ent_type_ == "GPE":
                        break
                    if (
                        doc[last].lower_ == "and"
                        and doc[last + 1].ent_type_ in ("ORG", "PERSON")
                        and doc[last - 1].ent_type_ != doc[last + 1].ent_type_
                    ):
                        break
                    last += 1
                if last > end + 1 and not (
                    doc[end].lower_ in ("in", "on", "to", "for", "against")
                    and doc[end + 1].ent_type_ in ("PERSON", "GPE", "DATE")
                    and doc[end - 1].lower_
                    not in ("committee", "citizens", "friends", "americans", "veterans", "women")
                ):
                    end = last
                    label = label if label.startswith("known") else "ORG"
                    while position < len(spans) and spans[position][0] < end:
                        position += 1
            result.append((start, end, label))
        return result

    def _is_urged(self, doc: Doc, start: int, end: int) -> bool:
        """Say whether "X for President" is whom somebody endorses, not a committee's name."""
        if end + 2 < len(doc) and doc[end + 2].lower_ == "of":
            return True  # "for President of the United States"
        before = [doc[i].lemma_.lower() for i in range(max(0, start - 5), start)]
        return any(
            word in ("endorse", "endorsement", "support", "back", "nominate", "vote", "pick", "choose", "elect")
            for word in before
        )

    def _joins(self, doc: Doc, left: tuple[int, int, str], right: tuple[int, int, str]) -> bool:
        if self._ends_before(doc, right[0]):
            return False
        legal = all(
            doc[i].lower_ in self._vocabulary.legal
            or doc[i].lower_ in ("group", "holding", "holdings", "international")
            for i in range(right[0], right[1])
        )
        if legal and left[2].startswith(("known:Comp", "known:Media", "known:Org")):
            return True
        if left[2].startswith("known:Media") or right[2].startswith("known:Party"):
            return False
        if left[2].startswith("known:Party"):
            return doc[right[1] - 1].lower_ in (
                "committee",
                "party",
                "association",
                "caucus",
                "conference",
                "convention",
                "coalition",
                "club",
                "fund",
            )
        if left[2].startswith("known:Place") and right[2].startswith("known:Gov"):
            return doc[left[0]].text in ("U.S.", "US", "UK", "U.K.")
        if left[2].startswith("known:Place"):
            return (
                right[2] in ("ORG", "")
                and right[1] - right[0] <= 3
                and doc[right[1] - 1].lower_ in self._vocabulary.suffixes
                and doc[right[0]].lower_ not in self._vocabulary.person_nouns
            )
        if right[2].startswith("known:Place") or right[2] in ("GPE", "LOC"):
            return False
        if left[2] == "PERSON" and right[2] in ("PERSON", "") and left[1] - left[0] == 1:
            return True
        if (
            left[2] == "PERSON"
            and right[2] == ""
            and right[1] - right[0] == 1
            and doc[right[0]].text.rstrip(".") not in ("Jr", "Sr", "III", "IV")
        ):
            return doc[right[1] - 1].lower_ not in self._vocabulary.suffixes
        return left[2] in ("ORG", "") and right[2] in ("ORG", "")

    def _make(
        self, doc: Doc, paragraph: int, start: int, end: int, label: str, roles: list[RoleSpan]
    ) -> Found | None:
        start, end = self._trim(doc, start, end, label)
        if start >= end:
            return None
        if (
            label == "PERSON"
            and end - start >= 3
            and self._vocabulary.is_given(doc[start + 1].text)
            and not self._vocabulary.is_given(doc[start].text)
            and len(doc[start].text) > 5
        ):
            start += 1  # a title that no list knows
        if start > 0 and doc[start].text == "Century" and doc[start - 1].text == "21st":
            start -= 1
        words = tuple(token.text for token in doc[start:end])
        if (
            len(words) == 1
            and words[0].lower() in DEPARTMENTS
            and end < len(doc)
            and doc[end].lower_ in ("secretary", "minister")
        ):
            return None
        if len(words) == 1 and words[0].lower() in self._vocabulary.demonyms:
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


def doc_lower_before(token: Token) -> bool:
    """Say whether the word before is in lower case: in a headline in capitals a capital tells nothing."""
    before = token.doc[token.i - 1]
    return before.text[:1].islower() or before.text in ("'s", ",", "(", "&")
