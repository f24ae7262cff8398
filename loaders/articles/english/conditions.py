"""What must stand in a clause beside a trigger: a sum, a fundraiser, a post, an aim."""

from __future__ import annotations

from spacy.tokens import Token

from techpol.loaders.articles.english.details import Amount
from techpol.loaders.articles.english.lexicon import Frame
from techpol.loaders.articles.english.syntax import Syntax
from techpol.loaders.articles.english.vocabulary import Vocabulary

_PEOPLE_NOUNS_OF_POST = frozenset(
    "running mate nominee chairman chairwoman chair chief secretary director head ambassador ceo president "
    "adviser commissioner judge justice minister spokesman manager".split()
)
# Verbs and nouns over an infinitive that say that somebody works for it ("spent $2 million to elect X").
_WORKING = frozenset(
    "try seek work spend fight help campaign rally organize mobilize push join raise pour strive struggle form "
    "create band scramble move launch start run effort drive movement bid attempt crusade coalition plot "
    "conspire maneuver".split()
)
_MAKING_EFFORTS = frozenset(
    "lead launch mount join start begin head back fund finance spearhead organize make run wage support push "
    "drive fuel coordinate pursue continue renew orchestrate announce unveil form create bankroll helm chair".split()
)
# What an official or a public person is asked to do.
_ACTS = frozenset(
    "support veto sign pass approve reject drop ban investigate block intervene stop lift delay cancel withdraw "
    "resign repeal extend release reconsider recuse pardon oppose protect halt end impose suspend overturn step quit "
    "endorse back reverse abandon disavow denounce condemn vote".split()
)

_ELECTIONS = frozenset(
    "november election elections primary primaries race poll polls ballot voters nominee nomination matchup seat "
    "caucuses contest runoff debate debates candidate candidates campaign".split()
)
_NO_CAPITAL = frozenset(
    "donation contribution gift grant check cheque endowment bequest payment salary loan award prize fee fine order "
    "subsidy settlement refund bribe ransom contract".split()
)
# With these it is a race that tells of a candidate: one may lose the Senate, or run in an office.
_RACING = frozenset(
    "lose earn nab land contest compete run march close cruise coast edge inch move battle contend angle gun "
    "fight".split()
)
_CANDIDACIES = frozenset("race ticket candidacy bid campaign contest election".split())
_RACES = frozenset("race primary primaries nomination bid runoff caucuses election".split())
_SCORES = frozenset("percent points percentage".split())
# What is won or lost in a race without running in it.
_BESIDE_THE_RACE = frozenset(
    "praise money bet wager weight job faith interest dollar million argument fan friend sleep patience respect case "
    "lawsuit contract account client award prize acclaim attention answer say role part".split()
)
_SURVEYS = frozenset("survey surveys poll polls polling study audit".split())
# What is or was at an event, whoever speaks of it elsewhere.
_HAPPENINGS = frozenset(
    "speech address remark comment appearance performance fight brawl violence attack assault shooting stabbing "
    "attempt vote protest protester disruption incident clash scuffle riot crowd audience attendee spectator victim "
    "shooter gunman behavior behaviour conduct treatment death killing chant slogan joke scene lapse failure "
    "evacuation stampede crush bombing explosion blast show exhibit booth".split()
)
# Where guests are received.
_HOUSES = frozenset(
    "house home palace residence mansion estate ranch office offices headquarters capital embassy villa castle "
    "chateau kremlin capitol club apartment studio city country compound resort".split()
)


class Conditions:
    """Checks the conditions of frames in one document."""

    def __init__(self, syntax: Syntax, vocabulary: Vocabulary) -> None:
        self._syntax = syntax
        self._vocabulary = vocabulary
        self.amounts: list[Amount] = []

    def hold(self, frame: Frame, verb: Token) -> bool:
        """Say whether what a frame needs stands in the clause of its verb."""
        need = frame.needs
        if need == "":
            return True
        direct = [child for child in verb.children if child.dep_ in ("dobj", "nsubjpass")]
        if need == "money":
            return self._money(verb, direct)
        if need == "capital":  # money that buys a share: no gift, no pay
            given = any(token.lemma_.lower() in _NO_CAPITAL for item in direct for token in item.subtree)
            return not given and self._money(verb, direct)
        if need == "bare":
            return not direct and not any(child.dep_ in ("xcomp", "ccomp", "prt") for child in verb.children)
        if need == "funds":
            return self._money(verb, direct) or any(
                child.lower_ in ("funds", "cash", "donations", "contributions", "checks") for child in direct
            )
        if need == "fundraiser":
            patients = self._syntax.patients(verb)
            return any(
                item.lower_ in self._vocabulary.words("fundraisers")
                and (
                    item.lower_.startswith("fund")
                    or any(c.lower_ in self._vocabulary.words("fundraiser_words") for c in item.children)
                )
                for item in patients
            )
        if need == "wish":
            return verb.head.lemma_ in (
                "want",
                "call",
                "vow",
                "promise",
                "pledge",
                "propose",
                "urge",
                "demand",
                "plan",
                "say",
                "seek",
                "push",
            ) or any(c.lower_ in ("should", "would", "will", "must") for c in verb.children)
        if need == "cause":
            return any(child.dep_ == "prep" and child.lower_ in ("over", "for") for child in verb.children)
        if need == "contest":
            return any(token.lower_ in _ELECTIONS for token in verb.sent)
        if need == "vote":
            return verb.head.lemma_ in ("vote", "move") and verb.dep_ in ("xcomp", "ccomp", "advcl", "acl")
        if need == "guest":
            return self._guest(verb)
        if need == "aloud":  # not "criticized a speech by Smith at the gala", "condemned the violence at the rally"
            return not any(
                child.dep_ == "prep"
                and child.lower_ in ("at", "during")
                and child.i > verb.i
                and _happened_there(child)
                for child in verb.children
            )
        if need == "body":  # "addressed Congress", not "addressed a letter to Congress"
            return verb.lemma_ != "address" or any(t.pos_ == "PROPN" for t in self._syntax.patients(verb))
        if need == "no score":  # one leads a rival 48% to 41%, or by three points
            near = verb.doc[verb.i : min(verb.i + 9, verb.sent.end)]
            return not any(token.text == "%" or token.lower_ in _SCORES for token in near)
        if need == "survey":
            return any(t.lower_ in _SURVEYS for t in self._syntax.patients(verb))
        if need == "winning":
            return any(child.dep_ in ("xcomp", "ccomp") and _wins(child) for child in verb.children)
        if need == "effort":
            return self._effort(verb)
        if need == "passive":
            return self._syntax.is_passive(verb)
        if need == "act":
            return any(
                child.dep_ == "xcomp"
                and child.lemma_ in _ACTS
                and any(c.lower_ == "to" and c.dep_ == "aux" for c in child.children)
                for child in verb.children
            )
        if need == "aim":
            if verb.lemma_ in ("press", "pressure", "lobby") and any(
                child.dep_ == "prep" and child.lower_ in ("on", "over") for child in verb.children
            ):
                return True
            if verb.lemma_ in ("lobby", "petition", "implore", "exhort", "beseech"):
                return True
            if verb.dep_ == "relcl" and not direct and not any(c.dep_ == "prep" for c in verb.children):
                return False  # "the agency, which she pushed to start"

            return any(
                child.dep_ in ("xcomp", "ccomp", "advcl")
                and any(c.lower_ == "to" and c.dep_ == "aux" for c in child.children)
                for child in verb.children
            )
        if need == "post":
            if "of the year" in verb.sent.text.lower():
                return False  # an award
            if verb.lemma_ in ("appoint", "nominate", "reappoint", "handpick", "hand-pick", "anoint"):
                return True
            for child in verb.children:
                if child.dep_ == "prep" and child.lower_ in ("as", "for"):
                    return True
                if child.dep_ in ("oprd", "attr", "xcomp", "advcl", "ccomp") and (
                    child.pos_ in ("NOUN", "PROPN")
                    or child.lemma_
                    in ("lead", "head", "run", "serve", "be", "chair", "fill", "replace", "succeed", "oversee")
                ):
                    return True
            return any(c.lower_ in _PEOPLE_NOUNS_OF_POST for d in direct for c in (d, *d.children))
        if need == "event":
            # one holds many things; hosts have guests or a cause
            nouns = self._syntax.patients(verb)
            return verb.lemma_ != "hold" or any(
                t.lemma_.lower()
                in (
                    "fundraiser",
                    "fund-raiser",
                    "rally",
                    "convention",
                    "conference",
                    "summit",
                    "gala",
                    "forum",
                    "dinner",
                    "reception",
                    "retreat",
                    "luncheon",
                    "symposium",
                    "event",
                    "debate",
                    "ceremony",
                    "roundtable",
                    "hall",
                    "webinar",
                    "seminar",
                    "workshop",
                    "concert",
                    "vigil",
                    "parade",
                    "festival",
                )
                for t in nouns
            )
        if need == "race":
            nouns = [t for c in verb.children for t in (c, *(g for p in c.children for g in (p, *p.children)))]
            return any(t.lower_ in _CANDIDACIES for t in nouns)
        if need == "candidacy":
            nouns = self._syntax.patients(verb) + [
                t for child in verb.children for p in (child, *child.children) for t in p.children if t.dep_ == "pobj"
            ]
            if any(t.lemma_.lower() in _BESIDE_THE_RACE for t in direct):
                return False  # "won praise in the race", "lost money on the primary"
            return verb.lemma_ not in _RACING or any(t.lower_ in _RACES for t in nouns)
        return True

    def _guest(self, verb: Token) -> bool:
        """Say whether a clause tells to what place somebody is welcomed: "to the White House", "at her home"."""
        kinds = ("to",) if verb.lemma_ == "welcome" else ("at", "in", "to")
        places = [place for kind in kinds for place in self._syntax.objects_of(verb, kind)]
        return any(place.lower_ in _HOUSES or place.text in self._vocabulary.places for place in places)

    def _effort(self, verb: Token) -> bool:
        """Say whether a verb is what somebody works for: "tried to stop X", "the effort to elect Y"."""
        head = verb.head
        if verb.dep_ not in ("xcomp", "ccomp", "advcl", "acl") or head.lemma_.lower() not in _WORKING:
            return False
        if head.pos_ == "NOUN" and head.dep_ == "dobj" and not any(child.dep_ == "poss" for child in head.children):
            if head.head.lemma_ not in _MAKING_EFFORTS:
                return False  # "condemned an effort to oust X"
        return head.lemma_ == "help" or any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children)

    def _money(self, verb: Token, direct: list[Token]) -> bool:
        words = self._vocabulary.words("money_nouns")
        for item in direct:
            if item.lower_ in words or item.lemma_.lower() in words:
                return True
            span = (item.idx, item.right_edge.idx) if item.lower_ in ("total", "combined") else (0, -1)
            if any(span[0] < amount.start <= span[1] for amount in self.amounts):
                return True  # "a total of $5,000"
            if any(
                amount.start <= item.idx < amount.end or item.left_edge.idx <= amount.start <= item.idx
                for amount in self.amounts
            ):
                return True
        # in "gave X $5,000" the parser may take either for the object
        return any(
            amount.start < child.idx + len(child) and child.idx < amount.end
            for child in verb.subtree
            if child.head == verb
            for amount in self.amounts
        )


def _happened_there(preposition: Token) -> bool:
    """Say whether "at the rally" tells where something was that stands right before it, not where one spoke of it."""
    before = preposition.nbor(-1)
    if before.pos_ == "PROPN":
        above = next((t for t in before.ancestors if t.dep_ == "pobj"), before if before.dep_ == "pobj" else None)
        return above is not None and above.head.lower_ in ("by", "from")
    return before.lower_ in _HAPPENINGS or before.lemma_.lower() in _HAPPENINGS


def _wins(verb: Token) -> bool:
    """Say whether a verb is of winning an office: "win reelection", "get elected", "hold onto his seat"."""
    words = {verb.lower_, verb.lemma_.lower(), *(child.lower_ for child in verb.children)}
    if "elected" in words or "reelected" in words or "re-elected" in words:
        return True
    return bool(words & {"win", "clinch", "secure", "keep", "hold", "retain", "defeat", "beat", "unseat"}) and any(
        token.lower_ in _ELECTIONS or token.lower_ in ("reelection", "re-election", "presidency", "office", "white")
        for token in verb.subtree
    )
