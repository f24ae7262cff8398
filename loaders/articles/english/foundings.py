"""Who founded or leads what, by the order of the words: "X is a firm set up in 1990 by A and B", "led by A, CEO"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from techpol.loaders.articles.english.candidate import Candidate
from techpol.loaders.articles.english.mentions import Reference
from techpol.loaders.articles.english.subjects import SubjectFinder

_VERBS = frozenset("founded established formed created started launched incorporated cofounded".split())
_LEADING = frozenset("led headed run managed chaired directed".split())
# Titles of one firm, of the one that is spoken of where none is named.
_TITLES = frozenset("ceo president chairman chairwoman chair director officer executive c.e.o.".split())
_IS = frozenset("is was are were".split())
_DENYING = frozenset(
    "not n't n’t never no neither nor would could should may might can will if unless whether".split()
)
_LATER = frozenset("led ran built served headed became sold managed directed chaired co-founded grew".split())
_DATES = frozenset("in on of around about early late mid and as the a an originally first".split())
_ASTRAY = frozenset("astray on around away over off down".split())
_LEFT = 32
_TO_BY = 16
_LEAD = 9


class FoundingMatcher(SubjectFinder):
    """Reads the founders of one document."""

    def match(self, number: int, doc: Doc) -> Iterator[Candidate]:
        """Yield the candidates of one paragraph."""
        for token in doc:
            verb = token
            leading = token.lower_ in _LEADING
            setting = token.lower_ == "set" and token.i + 1 < len(doc) and doc[token.i + 1].lower_ == "up"
            if token.lower_ not in _VERBS and not leading and not setting:
                continue
            if token.sent[-1].text == "?" or self._is_doubted(doc, verb):
                continue
            if token.tag_ not in ("VBN", "VBD"):
                continue
            yield from self._passive(number, doc, verb, "LEADS" if leading else "FOUNDED")
            if not leading:
                yield from self._active(number, doc, verb)

    def _is_doubted(self, doc: Doc, verb: Token) -> bool:
        first = max(verb.sent.start, verb.i - 5)
        return any(t.lower_ in _DENYING or t.lower_ == "to" for t in doc[first : verb.i]) or any(
            t.tag_ == "MD" for t in doc[first : verb.i]
        )

    def _front(self, doc: Doc, verb: Token) -> int:
        """Return the first token of "co-founded"."""
        if verb.i > 1 and doc[verb.i - 1].text == "-" and doc[verb.i - 2].lower_ == "co":
            return verb.i - 2
        return verb.i

    def _claims(
        self, number: int, people: list[Reference], bodies: list[Reference], verb: Token
    ) -> Iterator[Candidate]:
        for person in people:
            for body in bodies:
                if person.entity is not body.entity:
                    yield Candidate(number, person, "FOUNDED", body, verb, "frame:found", stated=True)

    # -- "X, a firm founded by A" --------------------------------------------------------------------------------

    def _passive(self, number: int, doc: Doc, verb: Token, relation: str) -> Iterator[Candidate]:
        by = self._by(number, doc, verb)
        if by is None or (relation == "LEADS" and doc[verb.i + 1].lower_ in _ASTRAY):
            return
        people, end = self._people(number, doc, by + 1)
        if not people:
            return
        body = self._founded(number, doc, verb) or self._after(number, doc, verb, end)
        if body is None:
            return
        past = relation == "LEADS" and doc[self._front(doc, verb) - 1].lower_ in ("was", "were")
        for person in people:
            role = self._role(number, doc, by + 1, person)
            if person.entity is body.entity:
                continue
            if relation == "FOUNDED":
                yield Candidate(number, person, "FOUNDED", body, verb, "frame:found", stated=True)
            if relation == "LEADS" or role:
                rule = "frame:lead" if relation == "LEADS" else "role:chief-of-organization"
                yield Candidate(number, person, "LEADS", body, verb, rule, past=past, stated=True, role=role or None)

    def _role(self, number: int, doc: Doc, by: int, person: Reference) -> str:
        """Return the title that stands beside a name and names no firm: "by chief executive X", "by X, CEO"."""
        k = person.start
        while (
            k > by and self._index.at(number, k - 1) is None and doc[k - 1].pos_ in ("NOUN", "PROPN", "ADJ", "CCONJ")
        ):
            k -= 1
        if k < person.start and doc[k].lower_ in ("and", "&"):
            k += 1
        before = doc[k : person.start]
        named = k > 0 and (
            self._index.at(number, k - 1) is not None or doc[k - 1].tag_ == "POS" or doc[k - 1].text == "-"
        )
        if len(before) and not named and not any(t.lower_ in self._vocabulary.past_words for t in before):
            words = [t.text for t in before if t.lower_.rstrip(".") not in ("mr", "ms", "mrs", "dr", "its", "the")]
            if words and words[-1].lower() in _TITLES:
                return " ".join(words)
        i = person.end
        if i + 1 >= len(doc) or doc[i].text != ",":
            return ""
        i += 1 + (doc[i + 1].lower_ in ("the", "its"))
        end = i
        while end < len(doc) and end - i < 12 and self._index.at(number, end) is None:
            plain = doc[end].pos_ in ("NOUN", "PROPN", "ADJ", "CCONJ") or doc[end].lower_ in ("of", "the", "board")
            if not plain:
                break
            end += 1
        words = [t.text for t in doc[i:end]]
        closed = end >= len(doc) or doc[end].text in (",", ".", ";")
        return " ".join(words) if closed and words and words[-1].lower() in _TITLES else ""

    def _by(self, number: int, doc: Doc, verb: Token) -> int | None:
        """Return the "by" of "founded in 1990 in Ohio by"."""
        for k in range(verb.i + 1, min(verb.i + _TO_BY, verb.sent.end)):
            token = doc[k]
            if token.lower_ == "by":
                return k
            named = self._index.at(number, k)
            if named is not None and named.entity.type not in ("Place", "Event") and token.ent_type_ != "DATE":
                if doc[named.start - 1].lower_ not in ("in", "at", "as", "the", ",") or named.entity.type == "Person":
                    return None
            if token.pos_ in ("VERB", "AUX", "PRON", "SCONJ") or token.text in (";", ":", "."):
                return None
        return None

    def _people(self, number: int, doc: Doc, i: int) -> tuple[list[Reference], int]:
        """Return the people of "the brothers A and B", "engineers A, B and C", and the token after them."""
        found: list[Reference] = []
        end = doc[i].sent.end if i < len(doc) else i
        last = False
        while i < end:
            k = self._lead(number, doc, i, end)
            named = self._index.at(number, k) if k < end else None
            if named is None or named.entity.type != "Person" or named.start != k:
                break
            if named.end < len(doc) and doc[named.end].tag_ == "POS":
                break
            found.append(named)
            i = named.end
            if last:
                break
            i = self._past_brackets(doc, i, end)
            if i + 1 >= end or doc[i].lower_ not in (",", "and", "&"):
                break
            last = doc[i].lower_ != "," or doc[i + 1].lower_ in ("and", "&")
            i += 2 if doc[i].text == "," and doc[i + 1].lower_ in ("and", "&") else 1
        after = found[-1].end if found else i
        return found, after

    def _lead(self, number: int, doc: Doc, i: int, end: int) -> int:
        """Return where the name of "the Pakistani businessman, A", "Zenda chief executive A" begins."""
        for k in range(i, min(i + _LEAD, end)):
            named = self._index.at(number, k)
            after = doc[named.end] if named is not None and named.end < end else None
            if named is not None and named.entity.type == "Person":
                if after is None or after.pos_ != "NOUN" or not after.is_lower:
                    return k  # not "two Zenda engineers"
            token = doc[k]
            nouns = self._vocabulary.person_nouns
            if token.text == "," and k > i and (doc[k - 1].lower_ in nouns or doc[k - 1].lemma_.lower() in nouns):
                continue
            small = token.pos_ in ("DET", "ADJ", "ADV", "NOUN", "PROPN", "NUM") or token.text in ("-", "'s", "’s")
            if not small or token.text == ",":
                return i
        return i

    def _past_brackets(self, doc: Doc, i: int, end: int) -> int:
        if i < end and doc[i].text == "(":
            for k in range(i + 1, min(i + 20, end)):
                if doc[k].text == ")":
                    return k + 1
        return i

    def _founded(self, number: int, doc: Doc, verb: Token) -> Reference | None:
        """Return the body that a participle is said of: "X was founded", "X is a firm founded", "X, a firm set"."""
        k = self._front(doc, verb) - 1
        if _is_of_another(verb):
            return None
        first = max(verb.sent.start, verb.i - _LEFT)
        crossed = False  # whether a noun stands between: "X is a firm founded"
        while k >= first:
            token = doc[k]
            word = token.lower_
            named = self._index.at(number, k)
            if word in _IS:
                before = doc[k - 1].lower_ if k > 0 else ""
                if before in ("that", "which"):
                    k -= 2
                    crossed = True
                    continue
                return self._body_before(number, doc, k)
            if word == "," and k > 0 and crossed and doc[k + 1].lower_ in ("a", "an", "the"):
                near = self._index.at(number, k - 1)
                if near is not None and near.end == k:
                    return near if self._is_body(near) else None
            if named is not None:
                joined = named.end < len(doc) and doc[named.end].text in ("-", "–")  # "a Dubai-based firm"
                if named.entity.type != "Place" and not joined:
                    return None
                k = named.start - 1
                continue
            if token.tag_ in ("VBZ", "VBD", "VBP", "MD", "VB") or token.pos_ in ("PRON", "SCONJ"):
                return None
            if token.text in (";", ":", "(", ")"):
                return None
            crossed = crossed or token.pos_ == "NOUN"
            k -= 1
        return None

    def _body_before(self, number: int, doc: Doc, verb: int) -> Reference | None:
        """Return the body whose name ends before a verb, a bracket between them at most."""
        k = verb - 1
        while k > 0 and doc[k].lower_ in ("also", "originally", "first", "now", "which", "that", "itself"):
            k -= 1
        if k > 0 and doc[k].text == ",":
            k -= 1
        if doc[k].text == ")":
            while k > 0 and doc[k].text != "(":
                k -= 1
            k -= 1
        if k < 0:
            return None
        if doc[k].lower_ in ("it", "company", "firm", "airline", "bank", "band", "group", "organization", "school"):
            found = self._actors.of(number, [doc[k]])
            return found[0] if len(found) == 1 and self._is_body(found[0]) else None
        named = self._index.at(number, k)
        if named is None or named.end != k + 1 or not self._is_body(named):
            return None
        before = doc[named.start - 1].lower_ if named.start > 0 else ""
        return None if before in ("of", "by", "with", "for", "and", "&", "at", "in", "from", "to") else named

    def _after(self, number: int, doc: Doc, verb: Token, end: int) -> Reference | None:
        """Return the body of "Founded in 1990 by A and B, X makes cars"."""
        front = self._front(doc, verb)
        if front > verb.sent.start + 1 or end + 1 >= len(doc) or doc[end].text != ",":
            return None
        start = end + 1 + (doc[end + 1].lower_ == "the")
        named = self._index.at(number, start) if start < len(doc) else None
        if named is None or named.start != start or not self._is_body(named) or named.end >= len(doc):
            return None
        return named if doc[named.end].pos_ in ("VERB", "AUX", "ADV") or doc[named.end].text in ("(", ",") else None

    def _is_body(self, reference: Reference) -> bool:
        kind = reference.entity.type
        return reference.entity.is_organisation and reference.entity.named and kind not in ("Group", "Campaign")

    # -- "A founded X" -------------------------------------------------------------------------------------------

    def _active(self, number: int, doc: Doc, verb: Token) -> Iterator[Candidate]:
        front = self._front(doc, verb)
        before = doc[front - 1].lower_ if front > 0 else ""
        if before in ("is", "was", "are", "were", "been", "being", "be") or doc[front].is_sent_start:
            return
        person = self._subject(number, doc, doc[front])
        if person is None:
            return
        body = self._object(number, doc, verb)
        if body is not None:
            people = [person, *self._helpers(number, doc, body.end)]
            yield from self._claims(number, people, [body], verb)

    def _object(self, number: int, doc: Doc, verb: Token) -> Reference | None:
        """Return the body of "founded the charity X", "founded and led X"."""
        i = verb.i + 1 + (verb.lower_ == "set")
        if i + 1 < len(doc) and doc[i].lower_ == "and" and doc[i + 1].lower_ in _LATER:
            i += 2
            while (
                i < len(doc)
                and i < verb.i + 9
                and doc[i].lower_
                in (
                    "as",
                    "the",
                    "ceo",
                    "cto",
                    "president",
                    "chairman",
                    "of",
                    "at",
                    "chief",
                    "executive",
                    "officer",
                    "is",
                    "its",
                )
            ):
                i += 1
        for k in range(i, min(i + 6, verb.sent.end)):
            named = self._index.at(number, k)
            if named is not None:
                if named.start != k or not self._is_body(named):
                    return None
                after = doc[named.end] if named.end < len(doc) else None
                if after is not None and (after.tag_ == "POS" or (after.pos_ == "NOUN" and after.is_lower)):
                    return None  # "started his Zenda career"
                return named
            token = doc[k]
            plain = token.pos_ in ("DET", "ADJ", "NOUN", "PUNCT") or token.lower_ in ("his", "her", "called", "named")
            if not plain or token.text in (".", ";", ":", "("):
                return None
        return None

    def _helpers(self, number: int, doc: Doc, i: int) -> list[Reference]:
        """Return the others of "in 1990 together with his brother B and C"."""
        end = min(i + 12, len(doc))
        while i < end and (
            doc[i].lower_ in _DATES or doc[i].like_num or doc[i].ent_type_ == "DATE" or doc[i].text == ","
        ):
            i += 1
        if i < end and doc[i].lower_ in ("together", "along", "alongside"):
            i += 1
        if i >= end or doc[i].lower_ != "with":
            return []
        k = i + 1
        while k < end and (doc[k].lower_ in ("his", "her", "their", "fellow") or doc[k].pos_ in ("ADJ", "NOUN")):
            k += 1
        return self._people(number, doc, k)[0]


def _is_of_another(verb: Token) -> bool:
    """Say whether a participle is of a body that only stands beside another: "a client of a firm founded by X"."""
    noun = verb.head
    return verb.dep_ in ("acl", "relcl") and noun.dep_ == "pobj" and noun.pos_ == "NOUN" and noun.head.head.i < noun.i
