"""Bodies within bodies: "لجنة التدريب بغرفة التجارة", "الفريق التقني في الأمانة"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from techpol.loaders.articles.arabic.frames import Candidate
from techpol.loaders.articles.arabic.mentions import Mention
from techpol.loaders.articles.arabic.scanner import Scanner
from techpol.loaders.articles.arabic.words import without_article

# "الفريق الأول بنادي كذا": without a name of its own.
_ORDINALS = frozenset(["الاول", "الاولي", "الثاني", "الثانيه", "الثالث", "الثالثه"])

# "درس إدارة الأعمال في جامعة كذا": what is learned there, no part of it.
_SUBJECTS = frozenset(["اداره الاعمال", "اداره اعمال"])

# Who heads one of these is employed by the body around it; who heads a committee need not be.
_OFFICES = frozenset(["اداره", "قسم", "شعبه", "وحده", "دايره", "مديريه"])


class InnerBodyReader(Scanner):
    """Reads which body is part of the one that is named right after it."""

    def _read(self) -> Iterator[Candidate]:
        mentions = self.document.mentions
        inside = self.document.by_sentence.get(self.clauses.sentence, ())
        for number, following in pairwise(sorted(inside, key=lambda number: mentions[number].first)):
            part, whole = mentions[number], mentions[following]
            if not (self._body(part) and self._body(whole)) or part.entity == whole.entity:
                continue
            if self._belongs(part, whole):
                firms = {part.type, whole.type} <= {"Company", "MediaOrganization"}
                ends = ([following], [number]) if firms else ([number], [following])
                yield Candidate(
                    "OWNS" if firms else "CONNECTED_TO",
                    *ends,
                    "within/belongs",
                    self.clauses.sentence,
                    part.first,
                    whole.last,
                )
            if self._part(part) and self._within(part, whole):
                yield Candidate(
                    "CONNECTED_TO",
                    [number],
                    [following],
                    f"within/{self._head(part)}",
                    self.clauses.sentence,
                    part.first,
                    whole.last,
                )
                for fact in self.clauses.facts:
                    if fact.complement != number or fact.role.relation != "LEADS":
                        continue
                    if self._head(part) in _OFFICES:
                        yield Candidate(
                            "WORKS_FOR",
                            [fact.person],
                            [following],
                            f"within/{self._head(part)}/person",
                            self.clauses.sentence,
                            min(fact.first, mentions[fact.person].first),
                            max(whole.last, mentions[fact.person].last),
                            past=fact.past,
                            role=fact.words or None,
                        )

    def _body(self, mention: Mention) -> bool:
        return mention.entity >= 0 and mention.kind == "name" and self.is_a(mention.type, "Organization")

    def _head(self, mention: Mention) -> str:
        words = self.document.name_words(mention)
        return without_article(words[0]) if words else ""

    def _part(self, mention: Mention) -> bool:
        """Say whether a body is of the kind that belongs to a larger one: a committee, a department, a branch."""
        words = self.document.name_words(mention)
        if len(words) == 0 or words[-1] in _ORDINALS or " ".join(words) in _SUBJECTS:
            return False
        return self._head(mention) in self.sets["inner_heads"]

    def _belongs(self, part: Mention, whole: Mention) -> bool:
        """Say whether "التابعة ل" stands between two names, in a role too: "أمين جمعية كذا التابعة لرابطة كذا"."""
        between = self.document.words[part.last : whole.first]
        if whole.clitic[-1:] != "ل":
            if between[-1:] not in (["ل"], ["الي"]) and between[-2:] != ["ل", '"']:
                return False
            between = between[: -2 if between[-1] == '"' else -1]
        words = [word for word in between if word not in ('"', "،", ",")]
        return words in (["التابعه"], ["التابع"], ["المتفرعه"], ["المنبثقه"])

    def _within(self, part: Mention, whole: Mention) -> bool:
        """Say whether nothing but "in" stands between a body and the next."""
        between = self.document.words[part.last : whole.first]
        if between == [] and whole.clitic[-1:] == "ب":
            return True
        branch = self._head(part) == "فرع" and whole.clitic[-1:] == "ل"
        return between == ["في"] or (between == [] and branch)
