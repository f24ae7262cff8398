"""Words around a clause that say that it is not so, or not yet: "refrained from meeting X", "X's bid fell through".

What the grammar of the sentence tells (a "not", a modal) is read in ``modality``; here are the turns of phrase that
stand right before a verb or a noun, over its clause, or after it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from spacy.tokens import Doc, Token

from techpol.schema.model import Modality

# What others may deny without its being in doubt that it was said or done.
_DISPUTED = frozenset(["CRITICIZED", "SUED", "REGULATES", "OPPOSED", "LOBBIED", "CALLED_TO_BREAK_UP", "PRAISED"])
_REACH = 70  # characters before a verb or a noun
_ADVERBS = (
    r"(?:(?:publicly|openly|formally|officially|even|ever|directly|personally|actually|be|have|having|been|being) )*"
)
_BEFORE_INFINITIVE = re.compile(
    r"(?:\btoo \w+|\bno (?:reason|plans?|desire|wish|need|intention|interest|right|way|chance|invitation)|\byet"
    r"|\b(?:lack(?:s|ed|ing)?|lost|without) the \w+|\bbring (?:herself|himself|itself|themselves)"
    r"|\b(?:almost|nearly) (?:decided|agreed|began|started|managed|came)"
    r"|\b(?:neglect|pretend|hesitat|forg[eo]t)\w*|\bforb(?:idden|ade|ids?)|\b(?:barred|banned)(?: by \w+)?"
    r"|\b(?:loath|afraid|ineligible)) to " + _ADVERBS + r"\Z",
    re.I,
)
_PLANNED_BEFORE = re.compile(
    r"\b(?:(?:is|are|was|were) (?:also |then |just |about |due |supposed |invited |scheduled |meant )?to"
    r"|were (?:[A-Z][\w.’'-]+ ){1,3}to"
    r"|in\w* (?:the|a) (?:novel|play|sitcom|parody|sketch|satire|fantasy|thriller), .{0,30})"
    r" " + _ADVERBS + r"\Z",
    re.I,
)
_FICTIONS = (
    r"(?:film|movie|novel|sitcom|biopic|comedy|thriller|musical|drama|miniseries|cartoon|comic|screenplay|parody|satire"
    r"|short story|fairy tale|video ?game|opera|sketch|sequel|prequel|blockbuster|soap opera|TV series|rom-com)s?"
)
_FICTION = re.compile(rf"\b{_FICTIONS}\b")
# "In the film, ...", "In Mr. Holt's new movie “The Boss,” ...", but "In the film industry", "In the film's budget".
_STORY = re.compile(
    rf"In (?:the|a|an|this|that|one|his|her|its|their|[A-Z][\w.’']+['’]s?) (?:[\w’'-]+ ){{0,3}}{_FICTIONS}"
    r"(?=,| [\"“(A-Z‘]| (?:adaptation|version|based|by|called|titled|about)\b)"
)
_BEFORE_GERUND = re.compile(
    r"(?:\b(?:refrain|abstain|prevent|block|stop|dissuad|discourag|prohibit|shrink|shrank|shy|shied|ban|bar|recoil)\w*"
    r"(?: [\w.’'-]+){0,3} from|\b(?:ke(?:ep|pt)) (?:[\w.’'-]+ ){1,3}from"
    r"|\b(?:decid|opt|vot|argu|warn|advis|lean|counsel)\w*(?: [\w.’'-]+){0,2} against|\b(?:is|are|was|were) against"
    r"|\bno (?:intention|plans|desire|thought|question|hope|interest) (?:of|in)"
    r"|\bhard to (?:see|imagine|picture|envision)(?: [\w.’'-]+){0,3}"
    r"|\binstead of|\brather than|\bshort of|\bfar from|\bclose to|\bnear|\b(?:verge|brink|cusp) of|\bin lieu of"
    r"|\bback(?:ed|s|ing)? (?:out of|away from)|\b(?:talked|argued) (?:[\w.’'-]+ ){0,2}out of|\bbalk\w* at|\bput off"
    r"|\b(?:delay|postpon|skip|resist|avoid|cancel|oppos)\w*|\bpass\w* (?:up )?on|\bg[ai]ve up(?: on)?"
    r"|\b(?:cleared|acquitted|incapable|dream\w*|fantasi\w+) (?:of|about)"
    r"|\b(?:idea|possibility|prospect|thought|thoughts|notion|question|option|talk|rumou?rs) of|\blaugh\w* off"
    r") " + _ADVERBS + r"\Z",
    re.I,
)
_BEFORE_NOUN = re.compile(
    r"\b(?:skip(?:s|ped|ping)?|cancel\w*|call(?:s|ed|ing)? off|scrap(?:s|ped|ping)?|miss(?:es|ed)|postpon\w+"
    r"|withdr[ae]w\w*"
    r"|pass(?:es|ed|ing)? (?:on|up)|decid\w+ against|opt\w+ against|turn(?:s|ed|ing)? down|declin\w+|refus\w+"
    r"|rul\w+ out"
    r"|instead of|rather than|short of|without|(?:idea|possibility|prospect|notion|talk|rumou?rs|reports) of"
    r"|in the absence of|lack of|put off|shelv\w+) (?:(?:an?|the|her|his|their|its|any|such|planned|scheduled"
    r"|proposed|private"
    r"|possible|public|formal|own|presidential|[A-Z][\w.-]*['’]s?|white house) )*\Z",
    re.I,
)
_FALSELY = re.compile(
    r"\bdeepfakes? of\b[^.;]*\Z|"
    r"\b(?:falsely|wrongly|mistakenly|erroneously|incorrectly|mistaken) (?:said|says?|claim\w*|report\w*|stat\w+"
    r"|suggest\w*|assert\w*|alleg\w*|t[eo]ll?d?|attribut\w*|believ\w+|list\w+|identif\w+|describ\w+)\b[^.;]*\Z"
    r"|\b(?:fake|false|satirical|fabricated|hoax|bogus|spoof|parody|doctored|fictional|made-up|debunked)"
    r" (?:[\w-]+ ){1,3}"
    r"(?:said|says|claim\w*|wrote|show\w*|suggest\w*|stat\w+|assert\w*|alleg\w*|purport\w*|in which|that)\b[^.;]*\Z",
    re.I,
)
_DENIED_AFTER = re.compile(
    r",\s+(?:which|something|(?:an?|the) (?:claim|allegation|assertion|report|rumou?r|story|suggestion|account"
    r"|meeting"
    r"|charge)(?: that| which)?) (?:[\w.’'-]+ ){0,4}"
    r"(?:den(?:y|ies|ied)|reject(?:s|ed)?|disput(?:e|es|ed)|refut(?:e|es|ed)"
    r"|(?:is|was|proved|proves|proven|turned out(?: to be)?) (?:to be )?(?:false|untrue|not true|wrong|baseless))\b",
    re.I,
)
# "gave $5,000, or so she says", "according to a forged letter", "did not, as was told, give $5,000".
_OR_SO = re.compile(
    r",? or so (?:\w+ )?(?:says?|said|claims?|claimed)\b"
    r"|\baccording to an? (?:forged|fake|false|doctored|fabricated|satirical|fictional)\b"
)
_ALLEGED_AFTER = re.compile(
    r", (?:the |federal |state |some |his |her |their )?(?:prosecutors?|critics|detractors|opponents|rivals|accusers"
    r"|investigators|lawsuit|complaint|suit|indictment) (?:\w+ )?(?:says?|said|alleg\w+|claim\w*"
    r"|charge[sd]?|contend\w*)\b"
    r"|, (?:[A-Z][\w.’'-]+ ){1,3}alleg(?:es?|ed)\b"
)
_SUPPOSE = re.compile(r"[\"“‘']?(?:Suppose|Supposing|Assume|Assuming|Imagine|What if|What If)\b(?! who\b|,)")
_HYPOTHETICAL = re.compile(
    r"\b(?:hypothetical|theoretical|potential|possible) (?:[\w-]+ ){0,3}(?:match-?ups?|match up|contests?|races?"
    r"|rematch|head-to-head)\b",
    re.I,
)
_NOT_ASIDE = re.compile(r"\b(?:did|does|do|has|have|had|was|were|is|are)(?: not|n['’]t| never),[^,;]{1,60}, \Z")
_FALSE_NEXT = re.compile(
    r"\s*(?:but |in fact,? )?(?:that|this|it|the (?:claim|report|story|rumou?r|post|statement)) (?:is|was) "
    r"(?:\w+ )?(?:false|untrue|not true|not so|a lie|a hoax|made up|fabricated|satire|fiction)\b"
    r"|\s*(?:that|it|this) (?:never|did not|didn['’]t) happen",
    re.I,
)
_INSTEAD_AFTER = re.compile(
    r"\bbut (?:(?:she|he|they|it) )?(?:did not|didn['’]t|never did|has not|had not|said no|declined|refused"
    r"|pulled out"
    r"|backed out|demurred|thought better of it|changed (?:her|his|their) mind)\s*[.,;]",
    re.I,
)
# What stands right before a name that is told apart: "companies hire people like X", "everyone but X", "not X".
_APART = re.compile(
    r"(?:\b(?:people|those|someone|somebody|anyone|person|man|woman|men|women|aides?|advis[eo]rs?|lawyers?"
    r"|leaders?) like"
    r"|(?<!\bfrom )\bthe likes of|\bunlike"
    r"|\b(?:[Ee]very(?:one|body)|any(?:one|body)|all) (?:but|except(?: for)?|other than)"
    r"|\b[Nn]either|\bnor|\b[Nn]ot(?: (?:from|by|to|with|of))?|\bno \w+,? (?:including|such as|like))"
    r" (?:the |[A-Z][a-z]+\. |former |[A-Z][a-z]+ ){0,2}\Z"
)
_LEFT_OUT = re.compile(
    r"\b(?:do|does|did)(?: not|n['’]t) (?:\w+ )?(?:include|feature|count)|\bnever included"
    r"|\b(?:is|was|are|were)(?: not|n['’]t| never) (?:\w+ )?(?:among|one of|part of)",
    re.I,
)
_HEARSAY = re.compile(r"\b(?:legend|lore|rumou?r|gossip|word|tradition|myth) ha[sd] it that\b[^.;]*\Z", re.I)
_ALMOST_A = re.compile(
    r"\s(?:almost|nearly) (?:an?|the|part|one|(?:vice|deputy)?[ -]?(?:chief|head|president|chair\w*|director"
    r"|governor|mayor|senator|minister|secretary))\b",
    re.I,
)
_NOT = re.compile(r"\b(?:not|never|cannot)\b|n['’]t\b", re.I)
_UNREAL = frozenset("doubt joke dream imagine fantasize pretend fabricate disbelieve quip".split())
_FACTIVE = frozenset(
    "know realize realise forget mind regret care matter surprise notice remember mention hide".split()
)
_REPORTS = frozenset(
    "report claim rumor rumour allegation story suggestion talk speculation assertion idea notion".split()
)
_UNSAYING = frozenset(
    "retract withdraw squash quash dismiss deny reject debunk dispel rebut invent fabricate refute discredit".split()
)
_NOT_TAKING_PLACE = frozenset("cancel scrap scuttle nix derail abort shelve postpone".split())
_TAKING_PLACE = frozenset("happen occur materialize materialise come take".split())
_UP = ("xcomp", "ccomp", "acl", "relcl", "pcomp", "prep", "conj", "dep", "pobj", "dobj", "attr", "advcl")


def put_in_doubt(trigger: Token, relation: str) -> Modality | None:
    """Return how words around a trigger undo what it says: denied or planned; None where none does.

    Args:
        trigger: The verb or noun that a claim is read from.
        relation: The type of the claim; what critics say may be denied by whom they blame.
    """
    if _made_up(trigger):
        return Modality.DENIED
    places = [trigger]
    if trigger.pos_ == "NOUN" and trigger.dep_ == "dobj" and trigger.head.pos_ == "VERB":
        places.append(trigger.head)
    if trigger.dep_ == "pobj" and trigger.head.lower_ == "as" and trigger.head.head.lemma_ in _UNREAL:
        return Modality.DENIED  # "imagined X as the nominee"
    if trigger.dep_ == "attr" and trigger.head.lemma_ in ("be", "become"):
        places.append(trigger.head)  # "decided against being chief executive"
    if trigger.dep_ in ("attr", "oprd") and trigger.head.pos_ in ("VERB", "AUX") and _almost(trigger.head):
        return Modality.DENIED  # "almost became", "was nearly named", "was almost a member"
    if trigger.pos_ in ("VERB", "AUX") and trigger.lemma_ == "be" and _almost(trigger):
        return Modality.DENIED
    while places[-1].dep_ == "conj" and not _subjects(places[-1]):
        places.append(places[-1].head)
    for place in places:
        found = _before(place)
        if found is not None:
            return found
    if _clause(trigger) or (trigger.pos_ in ("NOUN", "PROPN") and _comes_to_nothing(trigger)):
        return Modality.DENIED
    if relation not in _DISPUTED and _denied_after(trigger):
        return Modality.DENIED
    sentence = trigger.sent.text
    if _SUPPOSE.match(sentence) is not None:
        return Modality.PLANNED
    if relation == "RUNNING_AGAINST" and _HYPOTHETICAL.search(sentence) is not None:
        return Modality.PLANNED
    rest = trigger.doc.text[trigger.idx : trigger.sent.end_char]
    if trigger.pos_ == "VERB" and relation not in _DISPUTED and _ALLEGED_AFTER.search(rest):
        return Modality.ALLEGED
    if _inverted(trigger):
        return Modality.PLANNED
    return None


def _almost(verb: Token) -> bool:
    """Say whether a verb is only almost so; not "for almost ten years"."""
    if any(child.dep_ == "advmod" and child.lower_ in ("almost", "nearly") for child in verb.children):
        return verb.lemma_ != "be" or _ALMOST_A.match(verb.doc.text[verb.idx + len(verb) :]) is not None
    return verb.lemma_ in ("be", "become") and _ALMOST_A.match(verb.doc.text[verb.idx + len(verb) :]) is not None


def _made_up(trigger: Token) -> bool:
    """Say whether a made-up story is told: "In the film, X leads Y", "plays X, who leads Y", in a film."""
    sentence = trigger.sent
    opening = _STORY.match(sentence.text.lstrip("\"“”'’ "))
    if opening is not None and trigger.idx - sentence.start_char >= opening.end():
        return True
    if trigger.dep_ == "relcl" and _FICTION.fullmatch(trigger.head.text) is not None:
        where = trigger.doc[trigger.head.i + 1 : trigger.i].text
        if where.startswith(("in which", "where")):
            return True  # "a film in which X backs Y"
    if trigger.dep_ != "relcl" or _FICTION.search(sentence.text) is None:
        return False
    return any(word.lemma_ in ("play", "portray", "depict") for word in trigger.ancestors)


def told_apart(doc: Doc, starts: Iterable[int], rule: str, sentence: str) -> bool:
    """Say whether an end of a claim is only compared, or left out: "people like X", "did not include X".

    Args:
        doc: The paragraph.
        starts: The first tokens of the ends of the claim that stand in it.
        rule: The rule of the claim; lists are read as wholes.
        sentence: The words of the sentence.
    """
    if rule in ("construction:one-of", "construction:donor-list") and _LEFT_OUT.search(sentence) is not None:
        return True
    return any(_APART.search(doc.text[max(0, doc[start].idx - _REACH) : doc[start].idx]) for start in starts)


def _subjects(verb: Token) -> list[Token]:
    return [child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass")]


def _before(place: Token) -> Modality | None:
    """Read the words that stand right before a verb or a noun."""
    if any(child.lower_ == "no" and child.dep_ in ("det", "neg") for child in place.children):
        return Modality.DENIED
    sentence = place.sent
    front = place.doc.text[max(sentence.start_char, place.idx - _REACH) : place.idx]
    whole = place.doc.text[sentence.start_char : place.idx]
    denied = None
    if place.tag_ in ("VB", "VBN"):
        denied = _BEFORE_INFINITIVE.search(front)
    if denied is None and (place.tag_ in ("VBG", "NN") or re.search(r"\b(?:than|instead of) \Z", front)):
        denied = _BEFORE_GERUND.search(front)
    if denied is None and place.pos_ in ("NOUN", "PROPN") or place.tag_ == "VBG":
        denied = denied or _BEFORE_NOUN.search(front)
    if denied is not None and (
        "bring" in denied[0] or _NOT.search(front[max(0, denied.start() - 14) : denied.start()]) is None
    ):
        return Modality.DENIED
    own = place.doc.text[max(sentence.start_char, place.idx - 25) : place.idx]
    if place.pos_ == "VERB" and re.search(r"\b(?:nearly|almost|by no means|in no way) (?:\w+ )?\Z", own, re.I):
        return Modality.DENIED
    if place.pos_ == "VERB" and re.match(
        r"(?:at no (?:time|point|stage)|not once|nor|neither|never ha[sd]|rarely|seldom)\b[^,;]*\Z", whole, re.I
    ):
        return Modality.DENIED
    if place.pos_ == "VERB" and _NOT_ASIDE.search(front) is not None:
        return Modality.DENIED
    if re.search(r"\bdid \Z", own) and re.search(r"\bnever did \Z", own):
        return Modality.DENIED
    if place.tag_ in ("VB", "VBN", "VBZ", "VBP") and _PLANNED_BEFORE.search(front) is not None:
        return Modality.PLANNED
    if _FALSELY.search(whole) is not None:
        return Modality.DENIED
    if _HEARSAY.search(whole) is not None:
        return Modality.ALLEGED
    return None


def _clause(trigger: Token) -> bool:
    """Say whether a word over the clause undoes it: "no record shows that ...", "doubts that ..."."""
    current = trigger
    for _ in range(6):
        head, dep = current.head, current.dep_
        if head == current or dep not in _UP:
            return False
        clausal = dep in ("ccomp", "acl", "relcl") and any(
            c.dep_ == "mark" or c.dep_ == "nsubj" for c in current.children
        )
        if clausal and head.pos_ == "VERB" and dep == "ccomp":
            if head.lemma_ in _UNREAL:
                return not any(child.dep_ == "neg" for child in head.children)
            subject = _subjects(head)
            denied = any(child.dep_ == "neg" for child in head.children) or any(
                word.lower_ in ("nobody", "none")
                or any(c.lower_ == "no" for c in word.children)
                or (word.lower_ == "one" and word.i > 0 and word.nbor(-1).lower_ == "no")
                for word in subject
            )
            if denied and head.lemma_ not in _FACTIVE and head.i < current.i:
                return True
        if clausal and head.lemma_ in _REPORTS:
            above = head.head
            if above.lemma_ in _UNSAYING and head.dep_ in ("dobj", "nsubjpass", "pobj"):
                return True
            told = above.doc[above.i : above.sent.end].text if head.dep_ in ("nsubj", "nsubjpass") else ""
            if re.search(r"\b(?:made up|out to be (?:false|untrue|a hoax|wrong)|debunked|denied)\b", told):
                return True
        if clausal and head.lemma_ in ("lie", "myth", "hoax", "fiction"):
            return True
        if clausal and dep == "ccomp" and head.lemma_ == "be":
            if any(c.dep_ == "attr" and c.lower_ in ("lie", "myth", "hoax", "fiction") for c in head.children):
                return True
        if dep == "relcl":
            over = head.head
            return (
                over.lemma_ == "be"
                and head.dep_ == "attr"
                and any(child.dep_ == "neg" for child in over.children)
                and any(child.lower_ == "it" for child in _subjects(over))
            )
        if dep == "advcl" and any(
            c.lower_ in ("though", "if") and c.i > 0 and c.nbor(-1).lower_ == "as" for c in current.children
        ):
            return True
        current = head
    return False


def _comes_to_nothing(noun: Token) -> bool:
    """Say whether what a noun names did not take place: "her meeting with X was called off"."""
    verb = noun.head
    if noun.dep_ not in ("nsubj", "nsubjpass"):
        return False
    words = {child.lower_ for child in verb.children}
    negated = any(child.dep_ == "neg" for child in verb.children)
    if verb.lemma_ in _TAKING_PLACE:
        return negated
    if negated:
        return False
    if verb.lemma_ == "be":
        return bool(words & {"hoax", "myth", "lie", "fiction"}) or "out of the question" in verb.sent.text
    return (
        (noun.dep_ == "nsubjpass" and verb.lemma_ in _NOT_TAKING_PLACE)
        or (verb.lemma_ == "call" and "off" in words)
        or (verb.lemma_ == "fall" and "through" in words)
        or (verb.lemma_ == "make" and "up" in words and noun.dep_ == "nsubjpass")
    )


def _denied_after(trigger: Token) -> bool:
    """Say whether the rest of the sentence or the next one denies it."""
    rest = trigger.doc.text[trigger.idx : trigger.sent.end_char]
    if _DENIED_AFTER.search(rest) is not None or _OR_SO.search(rest) is not None:
        return True
    infinitive = trigger.tag_ == "VB" and any(child.lower_ == "to" for child in trigger.children)
    if infinitive and _INSTEAD_AFTER.search(rest) is not None:
        return True
    return _FALSE_NEXT.match(trigger.doc.text[trigger.sent.end_char :]) is not None


def _inverted(trigger: Token) -> bool:
    """Say whether it is a condition without "if": "Had X endorsed Y, ..."."""
    if any(c.dep_ == "aux" and c.lower_ == "had" and c.i == trigger.sent.start for c in trigger.children):
        return not trigger.sent.text.rstrip().endswith("?")
    if trigger.dep_ == "ccomp" and trigger.tag_ == "VBN" and trigger.head.i == trigger.sent.start:
        return trigger.head.lower_ == "had" and len(_subjects(trigger)) > 0  # the parser may take "had" for a verb
    if trigger.dep_ != "advcl":
        return False
    subject = _subjects(trigger)
    return len(subject) > 0 and any(
        child.dep_ == "aux" and child.lower_ in ("had", "should", "were") and child.i < subject[0].left_edge.i
        for child in trigger.children
    )


def unfulfilled(verb: Token) -> bool:
    """Say whether a verb tells of what might have been: "could have endorsed", "would've met"."""
    helpers = {child.lower_ for child in verb.children if child.dep_ == "aux"}
    return (
        verb.tag_ == "VBN"
        and bool(helpers & {"could", "would", "should", "ought"})
        and bool(helpers & {"have", "'ve", "’ve", "of"})
    )
