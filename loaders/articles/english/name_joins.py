"""Joins the pieces of a name: "Committee" with "to Protect X", a company with its legal form, "X for President"."""

from __future__ import annotations

from spacy.tokens import Doc

from techpol.loaders.articles.english.name_edges import NameEdges
from techpol.loaders.articles.english.vocabulary import Vocabulary

# Heads that go on with a preposition: "Committee to Protect Journalists", "Center on Money in Politics".
_OPEN_HEADS = frozenset(
    "committee center centre institute council association department ministry university board bank office "
    "coalition citizens friends americans society federation bureau"
    " league union alliance campaign fund commission academy college school museum organization foundation "
    "network secretary house court people workers women veterans voters guild chamber order brotherhood".split()
)
# Small words within a person's name: "Friends of Ludwig van Aalst".
_PARTICLES = ("bin", "ibn", "al", "de", "del", "della", "da", "dos", "van", "von", "der", "la")
_OFFICES = frozenset(["President", "Senate", "Congress", "Governor", "Mayor", "America"])
_LINKS = frozenset(["of", "for", "to", "on", "against", "in"])


class NameJoiner:
    """Grows and joins the names that were found in a paragraph."""

    def __init__(self, vocabulary: Vocabulary, edges: NameEdges) -> None:
        self._vocabulary = vocabulary
        self._edges = edges

    def grow(
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
            # "the College Democrats of Ohio"
            open_head |= doc[end - 1].lower_ in ("democrats", "republicans") and end - start > 1
            whole = label.startswith("known") and end - start > 1  # "Republican National Committee on Capitol Hill"
            links = _LINKS if not whole else frozenset(["of"])
            if open_head and end + 1 < len(doc) and doc[end].lower_ in links and "PERSON" not in label:
                last = end + 1
                while (
                    last < len(doc)
                    and doc[last].lower_ not in self._vocabulary.not_names
                    and (
                        doc[last].text[:1].isupper()
                        and not in_role[last]
                        or (
                            doc[last].lower_ in ("and", "the", "of", "&", "in", "-", "'s", *_PARTICLES)
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
            if (
                end < len(doc)
                and doc[end].text == "PAC"
                and end - start > 1
                and "PERSON" not in label
                and not label.startswith(("known:Party", "known:Place"))
            ):
                end, label = end + 1, "known:Committee"  # "the Senate Majority PAC"
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
        if self._edges.ends_before(doc, right[0]):
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
