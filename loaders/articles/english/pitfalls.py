"""Turns of phrase that a frame fits and that say something else: "can give $2,700", "a parting gift"."""

from __future__ import annotations

import re

from spacy.tokens import Token

from techpol.loaders.articles.english.candidate import Candidate
from techpol.loaders.articles.english.document import Document
from techpol.loaders.articles.english.duels import is_of_others
from techpol.loaders.articles.english.mentions import Reference
from techpol.loaders.articles.english.purposes import is_for_another
from techpol.loaders.articles.english.races import running_object
from techpol.loaders.articles.english.wrong_bearers import is_anothers

_FORCES = frozenset("army navy marines corps force guard reserves reserve".split())
_PLATFORMS = frozenset(["GoFundMe", "Kickstarter", "Indiegogo", "ActBlue", "WinRed"])
_LIMITS = frozenset(["can", "may", "could"])
_FIGURES = frozenset("parting early birthday christmas wedding political greatest unwitting unintended".split())
_PIECES = frozenset("article op-ed oped essay column letter piece opinion blog editorial commentary post".split())
# Who speaks for a company tells of its money: it is not the speaker's.
_TELLING = frozenset("announce unveil disclose reveal report".split())
# "wants the Senate", "captured the House": who runs seeks a seat.
_TAKING_OVER = frozenset("want win capture clinch secure lock".split())
_OPENING = frozenset("begin start try".split())
_ASKING = frozenset("urge ask press invite pressure beg implore encourage advise want tell challenge".split())
_WISHING = frozenset("like love want hope wish seek need prefer".split())
_SEEING = frozenset("see view regard describe cast portray characterize dismiss interpret perceive decry".split())
_DEEDS = frozenset(
    "action actions conduct behavior behaviour treatment handling policy policies move moves decision decisions role "
    "ambitions practices rhetoric threats crackdown aggression response refusal failure".split()
)
_ON_STAGE = frozenset("stage podium lectern photo photograph curtain camera row".split())
_SPORT = frozenset(
    "tournament semifinal semifinals quarterfinal quarterfinals championship championships playoff playoffs innings "
    "knockout bout wimbledon touchdown touchdowns golf tennis chess boxing wrestling marathon basketball soccer "
    "football hockey baseball badminton cricket rugby squash judo fencing medal olympic olympics regatta spelling "
    "trivia scrabble poker".split()
)
_FINAL = re.compile(
    r"\bin (?:straight sets|the finals?\b(?! (?:stretch|weeks|days|months|hours))|overtime|extra time)"
)
_LOOKING_ON = frozenset(
    "oppose reject denounce criticize condemn decry back support endorse fund finance cover watch help".split()
)
_PAPERS = frozenset("bill measure amendment proposal plan motion veto lawsuit suit appeal legislation".split())
_VOTING = frozenset(
    "election elections primary primaries voters voter nominee nomination ballot presidential senate gubernatorial "
    "governor mayor runoff caucus caucuses congressional candidate candidates".split()
)
_NO_OFFICE = re.compile(
    r"\bfor (?:class|student[- ]body|student[- ]council|student|club|team|union local) "
    r"(?:president|captain|treasurer|secretary)\b"
    r"|\bfor (?:the )?(?:(?:vice )?president|presidency|treasurer|secretary|captain|chair(?:man|woman|person)?|head)"
    r" of (?:the |his |her |their |its |a )?(?:[\w’'-]+ ){0,4}"
    r"(?:club|class|society|sorority|fraternity|band|choir|troupe|student body|alumni|school|league|company|firm"
    r"|corporation|bank|hospital|orchestra|museum)\b",
    re.I,
)
_EVENTS = frozenset(
    "conference convention summit gala fundraiser forum retreat dinner event meeting symposium festival debate "
    "awards ceremony rally concert championship expo fair show week day reception luncheon breakfast series games "
    "congress hackathon workshop seminar panel tour".split()
)


def misread(candidate: Candidate, document: Document) -> str:
    """Return why a turn of phrase does not say the relation of a candidate; nothing where it may."""
    trigger, relation = candidate.trigger, candidate.relation
    subject, target = candidate.subject.entity, candidate.object.entity
    if _seen_as(trigger):
        return "who sees something as a deed is not who does it"
    if relation == "DONATED_TO":
        if any(c.dep_ == "aux" and c.lower_ in _LIMITS for c in trigger.children):
            return "what one may give"
        if trigger.lower_ in ("gift", "gifts") and any(c.lower_ in _FIGURES for c in trigger.children):
            return "a gift in a figure of speech"
    if is_for_another(candidate, document):
        return "whom a group is for or against, not who was given money or is backed by its donor"
    if relation == "RAISED_FUNDS_FOR" and target.name in _PLATFORMS:
        return "where money is raised, not for whom"
    if candidate.rule == "frame:work" and _piece(trigger):
        return "one piece written for an outlet"
    if relation == "WORKS_FOR" and _short_of(candidate):
        return "the short form of the firm's own name"
    if relation == "INVESTED_IN" and subject.type == "Person" and trigger.pos_ == "NOUN":
        if trigger.dep_ == "dobj" and trigger.head.lemma_.lower() in _TELLING:
            return "who tells of an investment may speak for a firm"
    if relation == "INVESTED_IN" and target.type == "Group":
        return "companies that are not named"
    if relation == "MET_WITH" and candidate.rule == "frame:speak-to":
        if _begun(trigger):
            return "a talk that was only begun"
        if _asked(trigger):
            return "a talk that somebody else asks for"
    if relation in ("SUPPORTED", "ENDORSED") and trigger.pos_ == "NOUN" and _wished(candidate):
        return "a support that another wishes for"
    if relation in ("OPPOSED", "SUPPORTED") and _another_verb(trigger):
        return "a verb with a particle, or one who only stands there"
    if candidate.rule == "frame:serve-in" and target.name.split()[-1].lower() in _FORCES:
        return "a soldier holds no office"
    if relation == "RUNNING_AGAINST" and _is_sport(trigger):
        return "a game, not a race for an office"
    if relation in ("RUNS_FOR", "AFFILIATED_WITH") and _path_of_another(candidate):
        return "another's way to a nomination"
    if candidate.rule == "frame:concern-country" and not _deeds_of(candidate.object, document):
        return "a concern for somebody, not about what he does"
    if candidate.rule == "frame:run-against" and _no_race(candidate):
        return "another's bill, or somebody else's campaign"
    if candidate.rule == "frame:run-against" and trigger.pos_ == "NOUN" and is_of_others(trigger, document.syntax):
        return "a race of somebody else"
    if candidate.rule == "frame:fire" and any(token.lower_ in _VOTING for token in trigger.sent):
        return "who is voted out was nobody's employee"
    if candidate.rule == "frame:run-for" and running_object(trigger) is not None:
        return "whom one supports runs, not oneself"
    if relation in ("ENDORSED", "RUNS_FOR") and _NO_OFFICE.search(trigger.sent.text) is not None:
        return "a club's or a class's office"
    if candidate.rule == "frame:seek-office" and target.type == "GovernmentBody" and trigger.lemma_ in _TAKING_OVER:
        return "a whole chamber, which a party wins"
    if candidate.rule == "construction:host's-event" and not _EVENTS & set(target.name.lower().split()):
        if not any(word.isdigit() and len(word) == 4 for word in target.name.split()):
            return "nothing tells that it is an event"
    if candidate.rule in ("construction:name-owned", "construction:name-controlled") and subject.type == "Person":
        if _shared(candidate.subject, document):
            return "a last name that several bear"
    if _other_president(candidate.subject, document) or _other_president(candidate.object, document):
        return "a president of the same last name"
    return is_anothers(candidate)


def _another_verb(verb: Token) -> bool:
    """Say whether "turned down a seat on X's board" is no turning on X, "stood behind X on stage" no standing by."""
    if verb.lemma_ == "turn":
        return any(child.dep_ == "prt" and child.lower_ not in ("on", "against") for child in verb.children)
    return verb.lemma_ == "stand" and any(token.lower_ in _ON_STAGE for token in verb.sent)


def _deeds_of(owner: Reference, document: Document) -> bool:
    """Say whether "China's actions" names what a country does, not "Ukraine's safety"."""
    doc = document.scenes[owner.paragraph].doc
    after = doc[owner.end : min(owner.end + 6, len(doc))]
    return owner.metonym and any(token.lower_ in _DEEDS for token in after)


def _path_of_another(candidate: Candidate) -> bool:
    """Say whether X of "X helped Y's path to becoming the nominee" was taken for the nominee."""
    trigger = candidate.trigger
    verb = trigger if trigger.lemma_ == "become" else trigger.head
    if trigger.dep_ not in ("attr", "pcomp", "amod") or verb.dep_ != "pcomp" or verb.head.i == 0:
        return False
    way = verb.head.nbor(-1)
    owner = next((child for child in way.children if child.dep_ == "poss"), None)
    if owner is None or way.lower_ not in ("path", "road", "route", "way", "journey", "quest", "bid"):
        return False
    return not candidate.subject.start <= owner.i < candidate.subject.end


def _no_race(candidate: Candidate) -> bool:
    """Say whether "defeated X's bill", "beat X to the door", "opposed the race against X" tells of no own race."""
    trigger, target = candidate.trigger, candidate.object
    doc = trigger.doc
    if trigger.pos_ == "NOUN" and trigger.dep_ == "dobj" and trigger.head.lemma_.lower() in _LOOKING_ON:
        return all(child.dep_ != "poss" for child in trigger.children)
    if target.paragraph != candidate.paragraph or target.end + 1 >= len(doc) or target.start < trigger.i:
        return False
    if trigger.lemma_ == "beat" and doc[target.end : target.end + 2].text == "to the":
        return True
    return doc[target.end].tag_ == "POS" and doc[target.end + 1].lower_ in _PAPERS


def _is_sport(trigger: Token) -> bool:
    words = {token.lower_ for token in trigger.sent}
    return (bool(words & _SPORT) or _FINAL.search(trigger.sent.text) is not None) and not words & _VOTING


def _seen_as(verb: Token) -> bool:
    """Say whether "saw it as a bid to undercut X" tells what others do."""
    noun = verb.head
    if verb.dep_ not in ("acl", "relcl") or noun.dep_ != "pobj" or noun.head.lower_ != "as":
        return False
    return noun.head.head.lemma_.lower() in _SEEING


def _piece(verb: Token) -> bool:
    return verb.lemma_ == "write" and any(
        inner.lower_ in _PIECES or any(c.lower_ in _PIECES for c in inner.children)
        for child in verb.children
        for inner in ((child,) if child.dep_ == "dobj" else child.children if child.lower_ in ("in", "for") else ())
    )


def _short_of(candidate: Candidate) -> bool:
    """Say whether "Orbis" is said to work for Orbis News: the subject is the firm itself, misread."""
    words, whole = candidate.subject.entity.name.split(), candidate.object.entity.name.split()
    return len(words) == 1 and len(whole) > 1 and words[0] == whole[0]


def _begun(verb: Token) -> bool:
    return verb.dep_ == "xcomp" and verb.head.lemma_.lower() in _OPENING


def _asked(verb: Token) -> bool:
    """Say whether "urged X to talk to Y" tells only what X is asked to do."""
    head = verb.head
    if verb.dep_ not in ("xcomp", "ccomp", "advcl") or head.lemma_.lower() not in _ASKING or verb.tag_ != "VB":
        return False
    told = any(c.dep_ in ("dobj", "dative") and c.i < verb.i for c in head.children)
    return told or any(c.dep_ == "nsubj" for c in verb.children)


def _wished(candidate: Candidate) -> bool:
    """Say whether "would like to have X's support": X has not said a word."""
    verb = candidate.trigger.head
    if candidate.trigger.dep_ != "dobj" or verb.tag_ != "VB" or verb.dep_ not in ("xcomp", "ccomp"):
        return False
    return verb.lemma_ in ("have", "get", "win", "earn", "gain", "secure") and verb.head.lemma_.lower() in _WISHING


def _shared(reference: Reference, document: Document) -> bool:
    """Say whether a mention by the last name alone could be of several people of the document."""
    if reference.end - reference.start != 1 or reference.kind != "name":
        return False
    last = document.scenes[reference.paragraph].doc[reference.start].text
    return sum(e.type == "Person" and e.name.split()[-1] == last for e in document.index.entities) > 1


def _other_president(reference: Reference, document: Document) -> bool:
    """Say whether "former President Ellison" was taken for an Ellison whom nothing else calls a president."""
    entity = reference.entity
    if reference.kind != "name" or entity.type != "Person" or len(entity.name.split()) < 2:
        return False
    doc = document.scenes[reference.paragraph].doc
    if reference.end - reference.start != 1 or not _titled(doc[reference.start]):
        return False
    whole = [m for m in entity.mentions if m.kind == "name" and m.end - m.start > 1]
    return len(whole) > 0 and not any(
        _president(document.scenes[m.paragraph].doc[i]) for m in whole for i in range(max(0, m.start - 2), m.start)
    )


def _titled(name: Token) -> bool:
    return name.i > 1 and _president(name.nbor(-1)) and name.nbor(-2).lower_ in ("former", "late", "ex")


def _president(token: Token) -> bool:
    return token.lower_ in ("president", "president-elect")
