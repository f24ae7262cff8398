"""The Arabic article reader: names, roles and frames to referents and claims with their evidence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from techpol.loaders.articles.arabic.analysis import Document, analyse
from techpol.loaders.articles.arabic.appointed import elected_heads, heads_of_firms, weigh_appointed
from techpol.loaders.articles.arabic.appointments import AppointmentReader
from techpol.loaders.articles.arabic.backers import BackerReader
from techpol.loaders.articles.arabic.blame import BlameReader
from techpol.loaders.articles.arabic.bodies import implied_bodies
from techpol.loaders.articles.arabic.clauses import Builder
from techpol.loaders.articles.arabic.contests import ContestReader
from techpol.loaders.articles.arabic.departments import departments, spokespeople
from techpol.loaders.articles.arabic.donors import DonorReader
from techpol.loaders.articles.arabic.doubts import weigh_told
from techpol.loaders.articles.arabic.envoys import send_abroad
from techpol.loaders.articles.arabic.evidence import EvidenceMaker
from techpol.loaders.articles.arabic.frames import Candidate, FrameMatcher
from techpol.loaders.articles.arabic.groups import GroupReader
from techpol.loaders.articles.arabic.holdings import HoldingReader
from techpol.loaders.articles.arabic.honorifics import link_honorifics
from techpol.loaders.articles.arabic.inquiries import InquiryReader
from techpol.loaders.articles.arabic.lexicon import get_lexicon, user_folders
from techpol.loaders.articles.arabic.members import NamedFewReader
from techpol.loaders.articles.arabic.memberships import MembershipReader
from techpol.loaders.articles.arabic.mutual import MutualReader
from techpol.loaders.articles.arabic.offices import seats_in_brackets
from techpol.loaders.articles.arabic.own_words import OwnWordsReader
from techpol.loaders.articles.arabic.page import skipped_sentences
from techpol.loaders.articles.arabic.parents import InnerBodyReader
from techpol.loaders.articles.arabic.partisans import PartisanReader
from techpol.loaders.articles.arabic.possessions import PossessionReader
from techpol.loaders.articles.arabic.predication import appositions, posted, predicated_roles
from techpol.loaders.articles.arabic.purposes import without_purposes
from techpol.loaders.articles.arabic.races import RivalReader
from techpol.loaders.articles.arabic.references import Descriptions, describe_alone, link_nominals, link_owned
from techpol.loaders.articles.arabic.rounds import RoundReader
from techpol.loaders.articles.arabic.speeches import SpeechReader
from techpol.loaders.articles.arabic.states import set_spells
from techpol.loaders.articles.arabic.tenures import TenureReader
from techpol.loaders.articles.arabic.ties import TieReader
from techpol.loaders.articles.arabic.units import Clauses, RoleFact
from techpol.loaders.articles.arabic.words import without_article
from techpol.loaders.articles.document import ReaderResult, Step
from techpol.schema.model import Claim, Source
from techpol.schema.ontology import load_ontology
from techpol.schema.values import PartialDate


class ArabicReader:
    """Reads Arabic articles with a grammar that is data. ``grammar_dirs`` add names and triggers of a user's own."""

    language = "ar"
    name = "grammar-ar"
    version = "1"

    def __init__(self, grammar_dirs: Sequence[Path | str] = ()) -> None:
        self.lexicon = get_lexicon((*(Path(folder) for folder in grammar_dirs), *user_folders()))
        self.ontology = load_ontology()

    def read(self, source: Source, trace: bool = False) -> ReaderResult:
        """Read ``source.text``. Never fails on a text."""
        text = source.text or ""
        document = analyse(text, self.lexicon)
        skipped = skipped_sentences(document)
        _, matcher, candidates = self._candidates(document, skipped, source.published)
        maker = EvidenceMaker(document, source, self.ontology, self.name, self.version)
        claims: list[Claim] = []
        for candidate in candidates:
            claims.extend(maker.claims(candidate))
        referents = maker.referents(claims)
        steps = self._steps(document, matcher, claims, skipped) if trace else ()
        return ReaderResult(referents, maker.distinct(claims), (), steps)

    def _candidates(
        self, document: Document, skipped: dict[int, str], published: PartialDate | None = None
    ) -> tuple[list[Clauses], FrameMatcher, list[Candidate]]:
        link_owned(document)
        link_nominals(document)
        builder = Builder(document)
        clauses = [
            builder.build(number) for number in range(len(document.tokenised.sentences)) if number not in skipped
        ]
        link_nominals(document)
        describe_alone(document)
        implied_bodies(document, clauses)
        facts = [fact for item in clauses for fact in item.facts]
        descriptions = Descriptions(document, facts)
        for item in clauses:
            item.facts.extend(predicated_roles(document, item))
            item.facts.extend(posted(document, item))
            descriptions.resolve(item)
            link_honorifics(document, item)
            send_abroad(document, item)
            item.facts.extend(departments(document, item, self.ontology.is_a))
            item.facts.extend(spokespeople(document, item, self.ontology.is_a))
        matcher = FrameMatcher(document, self.ontology, published)
        inner, groups = InnerBodyReader(document, matcher), GroupReader(document, matcher)
        blame, speeches = BlameReader(document, matcher), SpeechReader(document, matcher)
        rivals, appointments = RivalReader(document, matcher), AppointmentReader(document, matcher)
        mutual, ties = MutualReader(document, matcher), TieReader(document, matcher)
        holdings, rounds = HoldingReader(document, matcher), RoundReader(document, matcher)
        tenures, memberships = TenureReader(document, matcher), MembershipReader(document, matcher)
        contests, own_words = ContestReader(document, matcher), OwnWordsReader(document, matcher)
        inquiries, backers = InquiryReader(document, matcher), BackerReader(document, matcher)
        possessions = PossessionReader(document, matcher)
        gifts, partisans = DonorReader(document, matcher), PartisanReader(document, matcher)
        few = NamedFewReader(document, matcher)
        candidates: list[Candidate] = []
        for item in clauses:
            start = len(candidates)
            candidates.extend(appositions(document, item))
            candidates.extend(inner.read(item))
            candidates.extend(groups.read(item))
            framed = list(matcher.match(item))
            roles = role_candidates(document, item, self.ontology.is_a)
            candidates.extend(weigh_appointed(document, matcher, item, roles))
            candidates.extend(heads_of_firms(document, framed))
            candidates.extend(elected_heads(document, matcher, item))
            candidates.extend(framed)
            candidates.extend(gifts.read(item))
            candidates.extend(further for made in framed for further in gifts.further(made))
            for made in framed:
                gifts.spelled(made)
            candidates.extend(blame.read(item))
            candidates.extend(speeches.read(item))
            candidates.extend(rivals.read(item))
            candidates.extend(seats_in_brackets(document, item))
            candidates.extend(mutual.read(item))
            candidates.extend(ties.read(item))
            candidates.extend(contests.read(item))
            candidates.extend(own_words.read(item))
            candidates.extend(inquiries.read(item))
            candidates.extend(backers.read(item))
            candidates.extend(partisans.read(item))
            candidates.extend(few.read(item))
            candidates.extend(holdings.read(item))
            candidates.extend(rounds.read(item))
            candidates.extend(possessions.read(item))
            candidates.extend(tenures.read(item))
            candidates.extend(memberships.read(item))
            candidates[start:] = without_purposes(document, candidates[start:])
            candidates[start:] = weigh_told(document, matcher, item, candidates[start:])
        for item in clauses:
            candidates.extend(appointments.read(item))
        set_spells(document, candidates, published)
        return clauses, matcher, candidates

    def _steps(
        self, document: Document, matcher: FrameMatcher, claims: Sequence[Claim], skipped: dict[int, str]
    ) -> list[Step]:
        steps = []
        for mention in document.mentions:
            start, end = document.offsets(mention)
            name = document.entities[mention.entity].name if mention.entity >= 0 else "?"
            steps.append(Step(start, end, "name", f"{mention.type} {name} ({mention.kind})"))
        for claim in claims:
            span = claim.evidence[0]
            steps.append(
                Step(
                    getattr(span, "start", 0),
                    getattr(span, "end", 0),
                    "claim",
                    f"{claim.rule}: {claim.subject} {claim.relation} {claim.object}",
                )
            )
        for first, last, reason in matcher.silences:
            start, end = document.tokenised.span(first, last)
            steps.append(Step(start, end, "silence", reason))
        for number, reason in skipped.items():
            sentence = document.tokenised.sentences[number]
            start, end = document.tokenised.span(sentence.first, sentence.last)
            steps.append(Step(start, end, "skipped", reason))
        return sorted(steps, key=lambda step: (step.start, step.end))


_MAYBE = frozenset(
    "محتمل محتملا محتمله مفترض مفترضا مفترضه مقبل مقبله مرتقب مرتقبه منتظر منتظره مزعوم مزعومه".split()
)
_NO_LONGER = frozenset(["يعد", "تعد", "يكن", "تكن"])


def role_candidates(document: Document, clauses: Clauses, is_a: Callable[[str, str], bool]) -> list[Candidate]:
    """Return the candidates that the roles of a sentence make."""
    candidates = []
    for fact in clauses.facts:
        relation = _role_relation(document, fact, is_a)
        if relation is None or _not_so(document, fact):
            continue
        ministry = document.mentions[fact.complement].head == "ministry"
        first = min(fact.first, document.mentions[fact.person].first)
        last = max(fact.last, document.mentions[fact.person].last)
        role = " ".join(fact.role.words)
        spoken_role = fact.words or role
        # "منافس محتمل لفلان"
        body = document.mentions[fact.complement]
        beside = [*document.words[fact.first + 1 : fact.first + 3], *document.words[body.last : body.last + 1]]
        maybe = any(without_article(word) in _MAYBE for word in beside)
        candidates.append(
            Candidate(
                relation,
                [fact.person],
                [fact.complement],
                f"role/{role}" + ("/ministry" if ministry else ""),
                clauses.sentence,
                first,
                last,
                "planned" if maybe else "asserted",
                None,
                None,
                fact.past,
                spoken_role,
            )
        )
    return candidates


def _not_so(document: Document, fact: RoleFact) -> bool:
    """Say whether a role is denied or unreal: "ليس فلان رئيسا", "لم يعد فلان رئيسا", "لو كان فلان رئيسا"."""
    mention = document.mentions[fact.person]
    first = min(fact.first, mention.first)
    opening = document.words[max(0, fact.first - 8) : fact.first]
    rejected = any(word.removeprefix("و") in document.lexicon.sets["rejecting"] for word in opening)
    if rejected and opening[-1] in ("كونه", "كونها"):
        return True
    if fact.first >= mention.last and _of_many(document, fact):
        return True
    if fact.role.relation == "RUNNING_AGAINST" and fact.first < mention.first:
        # A verbal noun, not a woman's role: "رفض منافسة فلان", "نفى منافسته فلانا".
        token = document.tokenised.tokens[fact.first]
        written = document.tokenised.text[token.start : token.end]
        if written.endswith("ة") or (rejected and written.endswith(("ته", "تها"))):
            return True
    while first > 0 and document.lexicon.titles.find([document.words[first - 1]], 0) is not None:
        first -= 1  # "ليس الدكتور فلان"
    before = document.words[max(0, first - 3) : first]
    if len(before) == 0:
        return False
    carrier = before[-2].removeprefix("و").removeprefix("ف") if len(before) > 1 else ""
    if before[-1] in ("ليس", "ليست", "وليس", "وليست"):
        return True
    holding = document.lexicon.sets["holding"] | document.lexicon.sets["counting"]
    if carrier in ("لم", "لن", "لا", "لو") and (before[-1] in holding or before[-1] in _NO_LONGER):
        return True
    token = document.tokenised.tokens[first - 1]
    return document.tokenised.text[token.start : token.end].removeprefix("و").startswith("كأن")


def _of_many(document: Document, fact: RoleFact) -> bool:
    """Say whether a role in the plural stands behind one person alone: "حث فلان أعضاء الكونغرس" is about others."""
    mention = document.mentions[fact.person]
    plural = document.words[fact.first] in document.lexicon.sets["broken_plurals"] and fact.first == mention.last
    listed = mention.joined or document.words[max(0, mention.first - 1) : mention.first] == ["و"]
    return plural and not listed


def _of_a_kind(document: Document, number: int) -> bool:
    """Say whether the first word of a name tells that it is a body: "البنك المركزي", which a governor heads."""
    first = next(iter(document.name_words(document.mentions[number])), "")
    rows = document.lexicon.heads.rows
    entries = (*rows.get(first, ()), *rows.get(without_article(first), ()))
    return any(len(words) == 1 and kind != "Place" for words, (kind, _) in entries)


def _role_relation(document: Document, fact: RoleFact, is_a: Callable[[str, str], bool]) -> str | None:
    """Return the relation of a role towards what it is of: leading an organisation, holding office in a place."""
    if fact.complement < 0:
        return None
    kind = document.mentions[fact.complement].type
    role = fact.role
    if document.mentions[fact.complement].head == "ministry" and role.words[0] == "وزير":
        return "LEADS"
    unnamed = document.mentions[fact.complement].head == "" and not _of_a_kind(document, fact.complement)
    if unnamed and kind in ("Organization", "Company") and role.words[0] in document.lexicon.sets["place_roles"]:
        # What a governor governs is a place, whatever the tagger took it for.
        entity = document.entities[document.mentions[fact.complement].entity]
        entity.type = kind = "Place"
        for number in entity.mentions:
            document.mentions[number].type = "Place"
    if kind == "Place":
        if role.office:
            return role.office
        return role.relation if "Place" in role.of else None
    if any(is_a(kind, name) for name in role.of):
        return role.relation
    return None
