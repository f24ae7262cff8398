"""Words that a name may hold beside the name proper: titles, suffixes, particles, legal forms, nicknames, numbers.

Plain lists, folded as ``techpol.schema.text.fold`` folds. Nothing here says who anybody is.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from techpol.schema.text import fold


def table_lines(name: str) -> list[str]:
    """Return the lines of a table of the package, comments and empty ones left out."""
    text = files("techpol.schema").joinpath(f"names/tables/{name}").read_text("utf-8")
    return [line.strip() for line in text.splitlines() if line.strip() != "" and not line.startswith("#")]


def listed(text: str) -> list[str]:
    """Return the words of a text in order."""
    return text.split()


def words(text: str) -> frozenset[str]:
    """Return the words of a text as a set."""
    return frozenset(text.split())


# Before (or, on forms, after) a person's name. Several words are joined by "_".
HONORIFICS = words(
    """mr mrs ms miss mx mister missus sir dame lord lady dr doctor prof professor hon honorable honourable rt
    rev reverend fr father sister rabbi pastor bishop archbishop cardinal pope imam sheikh shaikh shaykh sheik mullah
    mufti ayatollah hajji haji hajj sayyid sayyed president vice-president pres vp premier chancellor minister
    secretary undersecretary senator sen congressman congresswoman congressperson representative rep governor gov
    lieutenant lt mayor councilman councilwoman assemblyman assemblywoman delegate ambassador amb judge justice
    attorney speaker chairman chairwoman chair chairperson ceo cfo cto coo founder cofounder co-founder billionaire
    investor general gen colonel col major maj captain capt cpt
    sergeant sgt admiral adm commander cmdr lieut brigadier
    king queen prince princess emir amir sultan crown duke duchess count countess baron baroness emperor empress
    monsieur madame mme mlle herr frau signor signora senor senora don dona prasident president-elect ex-president
    former late esq excellency majesty
    السيد السيده سيد السيدات الساده دكتور الدكتور الدكتوره د بروفيسور البروفيسور الاستاذ استاذ المهندس مهندس الشيخ
    شيخ الحاج الرئيس رئيس الرئيسه نائب النائب النائبه السيناتور سيناتور السناتور عضو الوزير وزير الوزيره وزيره
    الحاكم حاكم حاكمه العمده عمده السفير سفير القاضي قاضي المستشار مستشار الامير امير الاميره اميره الملك ملك
    الملكه السلطان الجنرال جنرال اللواء العميد العقيد الملياردير ملياردير المليارديره رجل الاعمال المرشح المرشحه
    المستثمر المستثمره المؤسس الاميركي الامريكي الاميركيه الامريكيه السابق السابقه الراحل الراحله المدير التنفيذي
    مستر مسز مس السير اللورد الليدي"""
)

# After a person's name. The first form of each is what it is compared by.
SUFFIXES = {
    **dict.fromkeys(words("jr junior jnr جونيور الابن"), "jr"),
    **dict.fromkeys(words("sr senior snr سينيور الاب"), "sr"),
    **dict.fromkeys(words("ii 2nd الثاني"), "ii"),
    **dict.fromkeys(words("iii 3rd الثالث"), "iii"),
    **dict.fromkeys(words("iv 4th الرابع"), "iv"),
}  # fmt: skip
DEGREES = words("phd md jd esq esquire mba cpa dds dvm rn facs ret usn usa usaf usmc pe llm obe cbe kbe mp mep na")

# Written or not, joined or not: they carry almost nothing of who is meant.
PARTICLES = words(
    """al el ul ur al- bin ben ibn bint abu abou abi umm de del della di da do dos das du des la le les lo van von der
    den ter ten zu zur af av y e dit saint st ال بن ابن بنت ابو ابي ام ال دي دو دا فان فون دير دن لا لو ديل دوس سان"""
)

# Words that say what kind of body it is; a missing or other one weighs less than a word of the name proper.
GENERIC = {
    **dict.fromkeys(words("group grp gruppe groupe grupo gruppo gp مجموعه"), "group"),
    **dict.fromkeys(words("holdings holding hldgs hldg القابضه"), "holding"),
    **dict.fromkeys(words("international intl int'l internationale internacional العالميه الدوليه"), "international"),
    **dict.fromkeys(words("global worldwide"), "global"),
    **dict.fromkeys(words("enterprises enterprise"), "enterprise"),
    **dict.fromkeys(words("industries industry industrial"), "industry"),
    **dict.fromkeys(words("services service svcs svc خدمات"), "service"),
    **dict.fromkeys(words("systems system sys"), "system"),
    **dict.fromkeys(words("technologies technology tech technological تكنولوجيز تكنولوجي"), "technology"),
    **dict.fromkeys(words("associates assoc associated"), "associate"),
    **dict.fromkeys(words("association assn associations جمعيه رابطه"), "association"),
    **dict.fromkeys(words("organization organisation organizations org منظمه"), "organization"),
    **dict.fromkeys(words("committee cmte cte committe commitee لجنه"), "committee"),
    **dict.fromkeys(words("commission comm مفوضيه هيئه"), "commission"),
    **dict.fromkeys(words("department dept وزاره"), "department"),
    **dict.fromkeys(words("university univ جامعه"), "university"),
    **dict.fromkeys(words("institute inst معهد"), "institute"),
    **dict.fromkeys(words("national natl nat'l الوطنيه الوطني"), "national"),
    **dict.fromkeys(words("federation fed اتحاد"), "federation"),
    **dict.fromkeys(words("foundation fdn fndn مؤسسه"), "foundation"),
    **dict.fromkeys(words("fund صندوق"), "fund"),
    **dict.fromkeys(words("bank banco banque bank's بنك مصرف"), "bank"),
    **dict.fromkeys(words("capital كابيتال"), "capital"),
    **dict.fromkeys(words("partners partner"), "partner"),
    **dict.fromkeys(words("ventures venture"), "venture"),
    **dict.fromkeys(words("management mgmt mgt"), "management"),
    **dict.fromkeys(words("manufacturing mfg mfrs"), "manufacturing"),
    **dict.fromkeys(words("brothers bros"), "brothers"),
    **dict.fromkeys(words("labour labor"), "labor"),
    **dict.fromkeys(words("center centre ctr مركز"), "center"),
    **dict.fromkeys(words("political"), "political"),
    **dict.fromkeys(words("government govt gov حكومه"), "government"),
    **dict.fromkeys(words("solutions solution"), "solution"),
    **dict.fromkeys(words("party parties حزب الحزب"), "party"),
    **dict.fromkeys(words("laboratories laboratory labs lab"), "lab"),
}  # fmt: skip

STOPWORDS = words("the of and for in on to a an de la le les du des y et und & + & e في من على و der die das ل")

_NUMBERS = listed(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty"
)
_TENS = listed("twenty thirty forty fifty sixty seventy eighty ninety")
_ORDINALS = listed(
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)


@cache
def numbers() -> dict[str, int]:
    """Return number words, ordinals and Roman numerals with their value."""
    known = {word: value for value, word in enumerate(_NUMBERS)}
    known.update({word: value for value, word in enumerate(_ORDINALS)})
    known.update({word: (value + 2) * 10 for value, word in enumerate(_TENS)})
    known["fourty"] = 40
    return known


@cache
def legal_forms() -> dict[tuple[str, ...], str]:
    """Return how a legal form is written, as a run of folded words, with its name."""
    forms: dict[tuple[str, ...], str] = {}
    name = ""
    for line in table_lines("legal_forms.txt"):
        if line.startswith("["):
            name = line.strip("[]")
            continue
        forms[tuple(fold(line).split())] = name
    return forms


@cache
def nicknames() -> dict[str, frozenset[str]]:
    """Return each given name or short form with the others that the same person may go by."""
    groups: dict[str, set[str]] = {}
    for line in table_lines("nicknames.txt"):
        full, _, short = line.partition(":")
        for name in short.split():
            groups.setdefault(full.strip(), set()).add(name)
            groups.setdefault(name, set()).add(full.strip())
    return {name: frozenset(others) for name, others in groups.items()}


@cache
def arabic_spellings() -> dict[str, frozenset[str]]:
    """Return Latin names whose Arabic spelling is irregular, with their folded Arabic spellings."""
    spellings: dict[str, frozenset[str]] = {}
    for entry in table_lines("arabic_spellings.txt"):
        latin, _, arabic = entry.partition(":")
        for name in latin.split():
            spellings[name] = spellings.get(name, frozenset()) | frozenset(arabic.split())
    return spellings


def same_given_name(left: str, right: str) -> bool:
    """Say whether one is a usual short form of the other, or both are short for the same name.

    >>> same_given_name("bill", "william"), same_given_name("bob", "rob"), same_given_name("bill", "bob")
    (True, True, False)
    """
    known = nicknames()
    mine, theirs = known.get(left, frozenset()), known.get(right, frozenset())
    return right in mine or any(right in known[full] for full in mine if left in known[full] and full in theirs)
