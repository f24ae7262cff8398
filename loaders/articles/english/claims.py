"""From candidates to claims: modality, details, evidence, and the referents that they join."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from techpol.loaders.articles.document import Step
from techpol.loaders.articles.english.candidate import Candidate
from techpol.loaders.articles.english.denials import put_in_doubt, told_apart, unfulfilled
from techpol.loaders.articles.english.details import (
    Amount,
    dateline,
    find_amounts,
    gift_count,
    says_each,
    scope_of,
)
from techpol.loaders.articles.english.document import Document
from techpol.loaders.articles.english.evidence import EvidenceMaker
from techpol.loaders.articles.english.giving import no_gift
from techpol.loaders.articles.english.lesser import without_lesser
from techpol.loaders.articles.english.matchups import failed_to_win
from techpol.loaders.articles.english.mentions import Entity, Reference
from techpol.loaders.articles.english.modality import ModalityReader, sentence_is_question
from techpol.loaders.articles.english.pitfalls import misread
from techpol.loaders.articles.english.state_parties import is_of_a_place, is_part_of_a_party
from techpol.loaders.articles.english.sums import parted_sum
from techpol.loaders.articles.english.times import TimeReader
from techpol.schema.model import Claim, Mention, Modality, Name, Qualifiers, Referent, Source, Span
from techpol.schema.ontology import load_ontology

_MONEY = frozenset(["DONATED_TO", "RAISED_FUNDS_FOR", "INVESTED_IN", "OWNS", "LOBBIED", "OPPOSED"])
_STATES = frozenset(["LEADS", "WORKS_FOR", "HOLDS_OFFICE", "MEMBER_OF", "AFFILIATED_WITH", "OWNS", "CONNECTED_TO"])
# Read by the order of the words, whatever the parse: how their clause is put is asked of their verb.
_BY_ORDER = frozenset(["frame:found", "frame:lead", "construction:benefactor"])
_EFFORTS = frozenset(["frame:stop-somebody", "frame:defeat-by-others", "frame:help-elect", "frame:boost"])
_SUPPOSED = frozenset("alleged purported supposed reputed rumored rumoured".split())
_NEXT_TOTAL = re.compile(r",? (?:for|bringing|a total|totaling|totalling|in total)\b[^,;$]*\Z")
# "X, Y and Z gave $5, $6 and $7": which sum is whose is told by their order alone.
_SUMS_IN_A_ROW = re.compile(
    r"\$[\d,.]+(?: \w+illion)?, (?:\$[\d,.]+(?: \w+illion)?, )*\$[\d,.]+(?: \w+illion)?,? and \$"
)
_SPENDING = frozenset("invest spend pay put".split())
_PLEDGING = frozenset("pledge promise commit vow earmark".split())
_ASSETS = frozenset(
    ["shares", "stock", "equipment", "bitcoin", "ether", "options", "computers", "land", "paintings", "services"]
)


class ClaimMaker:
    """Makes the claims and referents of one document."""

    def __init__(self, source: Source, document: Document, extractor: str, version: str) -> None:
        self._source = source
        self._text = source.text or ""
        self._document = document
        self._extractor = extractor
        self._version = version
        self._modality = ModalityReader(document.vocabulary)
        self._evidence = EvidenceMaker(source, document)
        self._ontology = load_ontology()
        self._amounts: dict[int, list[Amount]] = {}
        self._times = TimeReader(document.vocabulary, source.published or dateline(self._text))

    # -- claims --------------------------------------------------------------------------------------------------

    def claims(self, candidates: Iterable[Candidate], note: Callable[[int, int, int, str], None]) -> list[Claim]:
        """Return the claims that candidates make, each fact of a sentence once, best rule first."""
        made: dict[tuple[object, ...], Claim] = {}
        for candidate in candidates:
            if not self._ontology.allows(
                candidate.relation, candidate.subject.entity.type, candidate.object.entity.type
            ):
                kinds = f"{candidate.subject.entity.type} {candidate.relation} {candidate.object.entity.type}"
                note(
                    candidate.paragraph,
                    candidate.trigger.i,
                    candidate.trigger.i + 1,
                    f"{candidate.rule}: {kinds} makes no sense",
                )
                continue
            if candidate.subject.entity.is_weak or candidate.object.entity.is_weak:
                name = (candidate.subject if candidate.subject.entity.is_weak else candidate.object).entity.name
                note(
                    candidate.paragraph,
                    candidate.trigger.i,
                    candidate.trigger.i + 1,
                    f"{candidate.rule}: nothing tells what {name!r} is",
                )
                continue
            reason = self._unfit(candidate) or misread(candidate, self._document)
            if reason:
                note(candidate.paragraph, candidate.trigger.i, candidate.trigger.i + 1, f"{candidate.rule}: {reason}")
                continue
            claim = self._claim(candidate)
            if claim is None:
                continue
            key = (
                claim.subject,
                claim.relation,
                claim.object,
                candidate.paragraph,
                candidate.trigger.sent.start,
                claim.qualifiers.amount,
            )
            old = made.get(key)
            if old is not None and old.qualifiers.role and claim.qualifiers.role and old.modality is claim.modality:
                # "chairman and chief executive": one tie, both roles
                if claim.qualifiers.role.lower() not in old.qualifiers.role.lower():
                    role = f"{old.qualifiers.role} and {claim.qualifiers.role}"
                    made[key] = replace(old, qualifiers=replace(old.qualifiers, role=role))
                continue
            if old is not None and claim.qualifiers.role and old.modality is claim.modality:
                made[key] = replace(old, qualifiers=replace(old.qualifiers, role=claim.qualifiers.role))
                continue
            if (
                old is None
                or (old.modality is not Modality.DENIED and claim.modality is Modality.DENIED)
                or (claim.confidence > old.confidence and old.modality is not Modality.DENIED)
            ):
                made[key] = claim
        outsiders = self._outsiders()
        return without_lesser(
            [
                claim
                for claim in made.values()
                if claim.relation != "RUNS_FOR" or claim.modality is Modality.DENIED or claim.subject not in outsiders
            ]
        )

    def _outsiders(self) -> set[str]:
        """Return the keys of the people of whom the document says that they do not run."""
        found: set[str] = set()
        for number, scene in enumerate(self._document.scenes):
            text = scene.paragraph.text
            if "run" not in text and "seek" not in text and "enter" not in text and "candida" not in text:
                continue
            for sentence in scene.doc.sents:
                match = _STAYS_OUT.search(sentence.text)
                if match is None or not _SPEAKS_OF_RACE.search(sentence.text):
                    continue
                limit = sentence.start_char + match.start()
                for token in reversed([token for token in sentence if token.idx < limit]):
                    reference = self._document.index.at(number, token.i)
                    if reference is not None and reference.entity.type == "Person":
                        found.add(reference.entity.key)
                        break
        return found

    def _unfit(self, candidate: Candidate) -> str:
        """Return why a relation is not believed of ends of this kind; nothing if it may be."""
        subject, target, relation = candidate.subject.entity, candidate.object.entity, candidate.relation
        parties = relation in ("LOBBIED", "OPPOSED", "CRITICIZED", "PRAISED")
        if _nobody(subject, parties) or (relation in _NEEDS_TARGET and _nobody(target, parties)):
            return "somebody, but nobody in particular"
        if relation not in _OF_ANY_PART and any(self._is_part(end) for end in (candidate.subject, candidate.object)):
            return "a county's or a state's part of the party, which one is not told"
        if relation == "LOBBIED" and target.type == "Group" and target.name.split()[-1].lower() in _PUBLIC:
            return f"{target.name!r} are the public, not an official or a body"
        if relation == "DONATED_TO":
            amounts = self._paragraph_amounts(candidate.paragraph)
            return no_gift(candidate, amounts, self._amount(candidate, candidate.trigger.sent) is not None)
        if (
            relation in ("HOSTED", "SPOKE_AT")
            and target.type == "Event"
            and not target.named
            and not _has_name(target.name)
            # "a philanthropy conference hosted by X": that X hosts it tells which
            and not (relation == "HOSTED" and candidate.trigger.dep_ == "acl" and " " in target.name.strip())
        ):
            return f"nothing tells which {target.name!r} is meant"
        if relation == "LEADS" and target.type == "Party" and self._is_local(candidate.object):
            return "a county's or a state's part of the party"
        if relation == "MET_WITH" and "MediaOrganization" in (subject.type, target.type):
            return "an outlet that somebody speaks with"
        if relation == "RAISED_FUNDS_FOR" and subject.type == "Event":
            return "an event is not who raises"
        return ""

    def _is_part(self, end: Reference) -> bool:
        """Say whether one end is a party in a state only."""
        doc = self._document.scenes[end.paragraph].doc
        return end.entity.type == "Party" and is_part_of_a_party(doc, end.start, end.end, self._document.vocabulary)

    def _is_local(self, party: Reference) -> bool:
        return is_of_a_place(self._document.scenes[party.paragraph].doc, party.start)

    def _claim(self, candidate: Candidate) -> Claim | None:
        trigger, number = candidate.trigger, candidate.paragraph
        sentence = trigger.sent
        speaker = None
        if candidate.stated:
            modality = Modality(candidate.modality) if candidate.modality else self._role_modality(candidate)
        else:
            # who "tried to stop X" has opposed him, whether or not he was stopped
            told = trigger.head if candidate.rule in _EFFORTS and trigger.tag_ == "VB" else trigger
            stance = self._modality.read(told, sentence_is_question(trigger))
            modality, speaker = stance.modality, stance.speaker
            infinitive = any(c.dep_ == "aux" and c.lower_ == "to" for c in trigger.children)
            if modality is Modality.PLANNED and unfulfilled(trigger):
                return None  # "could have endorsed him": did not, and was not going to
            if modality is Modality.DENIED and candidate.relation == "RUNNING_AGAINST" and failed_to_win(trigger):
                modality = Modality.ASSERTED  # "cannot beat X in November", "failed to unseat X": runs against X
            if modality is Modality.DENIED and (not stance.direct or infinitive):
                return None  # what is denied is not sure to be this
            if candidate.modality and modality is Modality.ASSERTED:
                modality = Modality(candidate.modality)
            if candidate.relation == "CALLED_TO_BREAK_UP" and modality is Modality.PLANNED:
                wish = self._modality.read(trigger.head, sentence_is_question(trigger)).modality
                modality = wish if trigger.dep_ in ("xcomp", "dobj") else modality  # who proposes it calls for it
            if candidate.relation in _MONEY and modality is Modality.ASSERTED and trigger.lemma_ in _PLEDGING:
                modality = Modality.PLANNED  # what is pledged is not given yet
        doubt = put_in_doubt(trigger, candidate.relation) if modality is Modality.ASSERTED else None
        if doubt is Modality.DENIED:
            return None  # a turn of phrase may deny more than this, or less
        modality = doubt or modality
        starts = [r.start for r in (candidate.subject, candidate.object) if r.paragraph == number]
        if modality is not Modality.DENIED and told_apart(trigger.doc, starts, candidate.rule, sentence.text):
            return None
        if modality is Modality.DENIED and (candidate.past or candidate.relation == "RUNNING_AGAINST"):
            return None  # "did not leave", "cannot defeat": no statement about the relation
        if modality is Modality.DENIED and candidate.relation == "RUNS_FOR" and trigger.lemma_ in _WINNING:
            return None  # "does not win the presidency": runs for it nonetheless
        if candidate.relation == "RUNS_FOR" and trigger.lemma_ in _WINNING and modality is Modality.PLANNED:
            modality = Modality.ASSERTED  # who is likely to win it runs for it
        if modality is Modality.DENIED and candidate.relation == "RUNS_FOR" and "no longer" in sentence.text:
            return None  # did run
        if candidate.relation == "RUNS_FOR" and modality is Modality.ASSERTED and _does_not_run(sentence.text):
            return None
        if candidate.rule != "construction:quote" and self._crosses_quotation(number, trigger, candidate.subject):
            return None
        evidence = self._evidence.find(number, sentence, trigger, candidate.subject, candidate.object)
        if evidence is None:
            return None
        spans, subject_span, object_span = evidence
        return Claim(
            source=self._source.id, version=self._source.sha256, subject=candidate.subject.entity.key,
            relation=candidate.relation, object=candidate.object.entity.key, evidence=spans, modality=modality,
            attribution=self._attribution(number, speaker, trigger),
            qualifiers=self._qualifiers(candidate, sentence, modality),
            subject_span=subject_span, object_span=object_span,
            extractor=self._extractor, extractor_version=self._version, rule=candidate.rule,
            confidence=candidate.confidence,
        )  # fmt: skip

    def _crosses_quotation(self, number: int, trigger: Token, subject: Reference) -> bool:
        """Say whether a full quotation says it of somebody named outside: '"Keep supporting him," Smith said'."""
        quoted = self._document.coreference.quotation(number, trigger)
        if quoted is None or subject.paragraph != number or subject.kind == "pronoun" or trigger.pos_ == "NOUN":
            return False
        doc = trigger.doc
        inside = [t for t in trigger.sent if quoted[0] < t.idx < quoted[1]]
        return len(inside) >= 8 and not quoted[0] <= doc[subject.start].idx < quoted[1]

    def _role_modality(self, candidate: Candidate) -> Modality:
        head = candidate.trigger
        if any(child.dep_ == "amod" and child.lower_ in _SUPPOSED for child in head.children):
            return Modality.ALLEGED
        if candidate.rule in _BY_ORDER and head.pos_ == "VERB":
            # "was reportedly founded by"; the words may say it of a clause that somebody only claims, or asks
            steps = 1 if head.dep_ == "ccomp" else 0
            kind = self._modality.read(head, sentence_is_question(head), steps=steps).modality
            return kind if kind in (Modality.ALLEGED, Modality.PLANNED) else Modality.ASSERTED
        named = head.head if head.dep_ == "appos" and head.head.dep_ == "ccomp" else head  # "made X his aide"
        if candidate.rule == "role:party" and head.dep_ in ("compound", "amod") and head.head.dep_ == "attr":
            kind = self._modality.read(head.head.head, sentence_is_question(head), steps=1).modality
            return kind if kind is Modality.ALLEGED else Modality.ASSERTED  # "is said to be a Y politician"
        row = head
        while row.dep_ in ("conj", "appos") and row.i > row.head.i and row.head.pos_ == "NOUN":
            row = row.head
        if row is not head and row.dep_ == "attr" and any(c.dep_ == "neg" for c in row.head.children):
            if not any(t.lower_ in ("but", "only", "just") for t in head.doc[row.head.i : head.i]):
                return Modality.DENIED  # "is not a banker, chairman of X or professor"
        making = named.dep_ in ("ccomp", "dobj") and named.head.lemma_ in ("make", "name", "appoint", "elect")
        if making and candidate.relation != "RUNS_FOR":
            return self._modality.read(named.head, sentence_is_question(head), steps=1).modality
        if head.dep_ in ("attr", "oprd") or (head.dep_ == "pobj" and head.head.lower_ == "as"):
            verb = head.head if head.dep_ != "pobj" else head.head.head
            if verb.pos_ in ("VERB", "AUX"):
                # "was accused of being chairman": what is over "being" is two steps up
                steps = 2 if verb.dep_ == "pcomp" else 1
                modality = self._modality.read(verb, sentence_is_question(head), steps=steps).modality
                counted = any(child.lower_ in ("only", "first", "last", "sole", "lone") for child in head.children)
                # "is not the only Democrat to decline": is one
                return Modality.ASSERTED if counted and modality is Modality.DENIED else modality
        return Modality.ASSERTED

    def _attribution(self, number: int, speaker: Token | None, trigger: Token) -> str | None:
        quoted = self._document.coreference.quotation(number, trigger)
        if quoted is not None:
            reference = self._document.coreference.speaker(number, quoted)
            if reference is not None:
                return reference.entity.name
        if speaker is None:
            return None
        reference = self._document.index.at(number, speaker.i)
        if reference is not None:
            return reference.entity.name
        if speaker.pos_ == "PRON":
            antecedent = self._document.coreference.pronoun(number, speaker)
            return antecedent.entity.name if antecedent is not None else None
        return str(speaker.doc[speaker.left_edge.i : speaker.i + 1].text)

    # -- details -------------------------------------------------------------------------------------------------

    def _paragraph_amounts(self, number: int) -> list[Amount]:
        if number not in self._amounts:
            self._amounts[number] = find_amounts(self._document.scenes[number].paragraph.text)
        return self._amounts[number]

    def _qualifiers(self, candidate: Candidate, sentence: TokenSpan, modality: Modality) -> Qualifiers:
        trigger = candidate.trigger
        past = candidate.past or (candidate.relation in _STATES and self._times.is_over(trigger))
        values: dict[str, object] = {"past": past, "role": candidate.role}
        if candidate.relation in _MONEY and (not candidate.stated or candidate.amount is not None):
            amount = candidate.amount or self._amount(candidate, sentence)
            if amount is not None:
                around = sentence.doc.text[
                    max(sentence.start_char, amount.start - 60) : min(sentence.end_char, amount.end + 60)
                ]
                values["amount"], values["amount_bound"] = amount.money, amount.bound
                scope = scope_of(around) if not candidate.part else "single"
                if scope == "total":
                    scope = scope_of(self._own_words(candidate.paragraph, amount, sentence))
                values["amount_scope"] = scope if not says_each(around) else "single"
                token = next((t for t in sentence if t.idx >= amount.start), None)
                if token is not None and candidate.relation == "DONATED_TO":
                    values["count"] = gift_count(token)
        if candidate.relation == "DONATED_TO" and not candidate.stated:
            asset = next(
                (
                    t.lower_
                    for t in trigger.subtree
                    if t.lower_ in _ASSETS and t.dep_ in ("dobj", "pobj", "conj", "nsubjpass")
                ),
                None,
            )
            values["asset"] = asset
        values.update(self._times.read(candidate, sentence, modality, candidate.relation in _STATES))
        parted = parted_sum(trigger, self._paragraph_amounts(candidate.paragraph)) if "amount" in values else None
        if parted is not None and not candidate.part and values["amount"] == parted.total.money:
            values["amount_scope"] = "total"
            if str(values.get("when_text") or "") not in sentence.doc.text[sentence.start_char : parted.cut]:
                values.update(start=None, end=None, when_text=None)  # the day of a part
        return Qualifiers(**values)  # type: ignore[arg-type]

    def _own_words(self, number: int, amount: Amount, sentence: TokenSpan) -> str:
        """Return the words around a sum that are not another's: not "for a total of $70,000" after it."""
        others = self._paragraph_amounts(number)
        start = max((a.end for a in others if a.end <= amount.start), default=0)
        end = min((a.start for a in others if a.start >= amount.end), default=sentence.end_char)
        text = sentence.doc.text[max(start, sentence.start_char) : min(end, sentence.end_char)]
        return _NEXT_TOTAL.sub("", text) if end < sentence.end_char else text

    def _amount(self, candidate: Candidate, sentence: TokenSpan) -> Amount | None:
        """Return the sum that belongs to a trigger: in its noun phrase or clause, and no other verb's."""
        amounts = [
            a
            for a in self._paragraph_amounts(candidate.paragraph)
            if sentence.start_char <= a.start < sentence.end_char and not a.per
        ]
        if not amounts or "respectively" in sentence.text or _SUMS_IN_A_ROW.search(sentence.text) is not None:
            return None  # which sum is whose is told by their order alone
        trigger = candidate.trigger
        verb = trigger
        if trigger.pos_ == "NOUN" and trigger.dep_ in ("dobj", "nsubjpass") and trigger.head.pos_ == "VERB":
            verb = trigger.head
        best: tuple[int, int, Amount] | None = None
        for amount in amounts:
            token = next(
                (t for t in sentence if t.idx <= amount.start < t.idx + len(t) + 1 and t.idx + len(t) > amount.start),
                None,
            )
            if token is None:
                continue
            distance = self._distance(token, trigger, verb)
            if distance is None and verb.dep_ in ("advcl", "xcomp") and verb.head.lemma_ in _SPENDING:
                distance = self._distance(token, verb.head, verb.head)  # "spent $5 million to buy a stake"
            if distance is None:
                continue
            rank = (distance, abs(token.i - trigger.i), amount)
            if best is None or rank[:2] < best[:2]:
                best = rank
        return best[2] if best is not None else None

    def _distance(self, token: Token, trigger: Token, verb: Token) -> int | None:
        current = token
        for steps in range(7):
            if current in (trigger, verb):
                return steps
            if current.pos_ in ("VERB", "AUX") and current.dep_ not in ("amod",):
                return None
            if current.dep_ in ("relcl", "appos") and steps > 0 and current.pos_ == "VERB":
                return None
            if current.head == current:
                return None
            current = current.head
        return None

    # -- referents -----------------------------------------------------------------------------------------------

    def referents(self) -> list[Referent]:
        """Return all that the document speaks of, with every mention."""
        found = []
        for entity in self._document.index.entities:
            mentions = sorted({self._mention(reference) for reference in entity.mentions})
            if len(mentions) == 0:
                continue
            names = {Name(mention.text, "en") for mention in mentions if mention.kind == "name"}
            if not names:
                names = {Name(entity.name, "en")}
            names |= {Name(alias, "en") for alias in entity.aliases}
            found.append(
                Referent(
                    source=self._source.id,
                    key=entity.key,
                    type=entity.type,
                    name=entity.name,
                    names=tuple(sorted(names | {Name(entity.name, "en")})),
                    mentions=tuple(mentions),
                    properties=self._properties(entity),
                )
            )
        return found

    def _mention(self, reference: Reference) -> Mention:
        start, end = self._evidence.span_of(reference)
        return Mention(start, end, self._text[start:end], reference.kind)

    def _properties(self, entity: Entity) -> tuple[tuple[str, str], ...]:
        pairs = dict(entity.properties)
        if entity.gender:
            pairs["gender"] = entity.gender
        if entity.owner is not None:
            pairs["owner"] = entity.owner.key
        return tuple(sorted(pairs.items()))

    def steps(self, claims: list[Claim], referents: list[Referent]) -> list[Step]:
        """Return what ``techpol explain`` shows of names and claims."""
        steps = [
            Step(mention.start, mention.end, "name", f"{referent.type} {referent.name!r} ({mention.kind})")
            for referent in referents
            for mention in referent.mentions
        ]
        for claim in claims:
            first = claim.evidence[0]
            if isinstance(first, Span):
                detail = f"{claim.subject} {claim.relation} {claim.object} [{claim.modality}] by {claim.rule}"
                steps.append(Step(first.start, first.end, "claim", detail))
        return steps


_NOT_RUNNING = re.compile(
    r"\b(?:would-be|never ran|not (?:to )?(?:run|seek)|opted against|decided against|rul(?:ed|es|ing) out|passed on"
    r"|consider(?:ed|ing)|weigh(?:ed|ing)|mull(?:ed|ing)|explor(?:ed|ing)|flirt(?:ed|ing)|potential|no longer"
    r"|(?:is not|isn['’]t|was not|wasn['’]t|not) (?:a|the) candidate|if (?:he|she) (?:runs|ran|were to run)"
    r"|shelv(?:ed|ing)|scrapp(?:ed|ing)|abort(?:ed|ive)|abandon(?:ed|ing)|g(?:ave|iving|iven) up on"
    r"|tempted|toy(?:ed|ing)|speculat\w+|rumou?r\w*|no way|declin(?:ed|ing) to|refus(?:ed|ing) to|could lead"
    r"|would (?:only )?(?:help|hand))\b",
    re.I,
)
# Said of the person named last before it, anywhere in the document: nothing there makes a candidate of that person.
_STAYS_OUT = re.compile(
    r"\b(?:(?:will|would|does|did|is|was|has|had)(?: not|n['’]t) (?:be )?"
    r"(?:run|running|seek|seeking|enter|entering|mount)"
    r"|(?:decided|chose|chosen|opted) (?:not to (?:run|seek|enter|mount)|against)|rul(?:ed|es|ing) out a|never ran"
    r"|passed on a|rejected (?:a|the idea of a) (?:run|bid|candidacy)|no plans to (?:run|seek)"
    r"|not (?:to run|a candidate))\b",
    re.I,
)
_SPEAKS_OF_RACE = re.compile(
    r"\b(?:presiden\w+|office|race|bid|campaign|candida\w+|governor|senate|white house)\b", re.I
)
# Who belongs to a part of a party belongs to the party.
_OF_ANY_PART = frozenset(["AFFILIATED_WITH", "MEMBER_OF", "RUNS_FOR"])
_PUBLIC = frozenset("voters supporters americans people residents citizens viewers fans".split())
_WINNING = frozenset("win clinch secure capture accept lock earn nab land lose".split())
# Relations whose object must be somebody in particular too.
_NEEDS_TARGET = frozenset(["ENDORSED", "SUPPORTED", "LOBBIED", "MET_WITH", "OPPOSED", "CRITICIZED", "PRAISED"])


def _does_not_run(text: str) -> bool:
    """Say whether a sentence speaks of a run that did not or may not take place."""
    return _NOT_RUNNING.search(text) is not None


def _nobody(entity: Entity, parties: bool) -> bool:
    """Say whether a group is told by nothing: no number, no name ("donors", "mainstream Republicans")."""
    if entity.type != "Group" or entity.named or "size_min" in entity.properties:
        return False
    if entity.name.split()[-1].lower() == "industry" and " " in entity.name:
        return False  # "the oil and gas industry" is one
    words = [word for word in re.split(r"[ -]", entity.name) if word[:1].isupper()]  # "pro-Ruritanian voices", too
    return not words if parties else all(word in _PARTY_WORDS for word in words)


_PARTY_WORDS = frozenset(
    "Republican Republicans Democratic Democrats Democrat GOP Conservative Labour House Senate".split()
)


def _has_name(text: str) -> bool:
    """Say whether a description holds a name or a party: "Trump donors", "Democratic lawmakers"."""
    return any(word[:1].isupper() for word in text.split())
