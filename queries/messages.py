"""Texts of answers by language, from ``messages.yaml``."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from techpol.schema.errors import UsageError
from techpol.schema.text import fold

LANGUAGES = ("en", "ar")
_ARABIC = re.compile("[\u0621-\u064a]")
# Words of which the first begins small: what nobody is called. "a filing", "people at the fund".
_LATIN_WORDS = re.compile(r"(?:An?|The|One|Two|Some|Several) [a-z]|[a-z]")


def known_language(language: str) -> str:
    """Return a language that answers are written in. Raises UsageError for any other, with those there are."""
    if language not in LANGUAGES:
        raise UsageError(f"no language {language!r} for answers; known: {', '.join(LANGUAGES)}")
    return language


@cache
def _messages() -> dict[str, dict[str, str]]:
    import yaml

    text = files("techpol.queries").joinpath("messages.yaml").read_text("utf-8")
    data: dict[str, dict[str, str]] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return data


@cache
def _feminine_words() -> dict[str, str]:
    return dict(pair.split(":") for pair in _messages()["feminine_words"]["ar"].split())


@cache
def _spoken(file: str) -> dict[str, dict[str, str]]:
    """Return roles or speakers by every folded way to say them: what each language says."""
    import yaml

    text = files("techpol.queries").joinpath(file).read_text("utf-8")
    found: dict[str, dict[str, str]] = {}
    for spec in yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
        spoken = {key: value for key, value in spec.items() if key != "also"}
        for way in (*spoken.values(), *spec.get("also", ())):
            found.setdefault(fold(way), spoken)
    return found


def role_in(role: str, language: str, feminine: bool = False, after_as: bool = False) -> str:
    """Return a role in a language where it is one that is known; else as it was read.

    Arabic says it of a woman in the feminine, also where only the role as it was read says that it is one.
    ``after_as``: as it stands after "بصفته".
    """
    spoken = _role(role)
    if spoken is None:
        return role
    if language == "ar":
        of_woman = spoken.get("ar_feminine")
        if of_woman is not None and (feminine or role_is_feminine(role)):
            return of_woman
        return spoken.get("ar_as", spoken["ar"]) if after_as else spoken["ar"]
    return spoken.get(language, role)


def role_is_feminine(role: str) -> bool:
    """Say whether a role as it was read is that of a woman: الرئيسة التنفيذية."""
    spoken = _role(role)
    read = fold(role).removeprefix("ال").split()
    known = fold(spoken.get("ar_feminine", "") if spoken is not None else "").removeprefix("ال").split()
    return len(known) > 0 and read[:1] == known[:1] != fold(spoken["ar"] if spoken else "").split()[:1]


def role_is_known(role: str) -> bool:
    """Say whether a role can be said in every language."""
    return _role(role) is not None


def _role(role: str) -> dict[str, str] | None:
    folded = fold(role)
    # An Arabic role that is an adverb of state ends in alef: مؤسسا.
    forms = (folded, folded.removesuffix("ا"), folded.removeprefix("ال"))
    known = _spoken("roles.yaml")
    return next((known[form] for form in forms if form in known), None)


def speaker_in(speaker: str, language: str) -> str:
    """Return who says so in a language: translated where it is nobody by name ("a filing"), else as it was read.

    Words in Latin letters that are no name and not known stand in quotation marks in Arabic.
    """
    spoken = _spoken("speakers.yaml").get(fold(speaker))
    if (_ARABIC.search(speaker) is not None) == (language == "ar"):
        return speaker
    if spoken is not None:
        return spoken.get(language, speaker)
    return f"«{speaker}»" if language == "ar" and _LATIN_WORDS.match(speaker) is not None else speaker


def counted(key: str, number: int, language: str) -> str:
    """Return how many of something there are: "3 hops"; Arabic has forms for one, two, few, many and hundreds."""
    forms = _messages()[key].get(language, _messages()[key]["en"]).split("|")
    rest = number % 100
    form = 0 if number == 1 else len(forms) - 1
    if language == "ar" and number > 1:
        form = 1 if number == 2 else 2 if 3 <= rest <= 10 else 3 if rest > 10 else 4
    return forms[form].format(n=f"{number:,}")


def of_woman(label: str) -> str:
    """Return the Arabic label of a relation as it is said of a woman, a company ...: يقود becomes تقود."""
    first, space, rest = label.partition(" ")
    return _feminine_words().get(first, first) + space + rest


def say(key: str, language: str, /, **values: object) -> str:
    """Return a text in a language, filled in; raises KeyError for an unknown key."""
    texts = _messages()[key]
    return texts.get(language, texts["en"]).format(**values)
