"""Texts of answers by language, from ``messages.yaml``."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from techpol.schema.errors import UsageError
from techpol.schema.text import fold

LANGUAGES = ("en", "ar")


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
def _roles() -> dict[str, dict[str, str]]:
    """Return roles by every folded way to say them: what each language says."""
    import yaml

    text = files("techpol.queries").joinpath("roles.yaml").read_text("utf-8")
    found: dict[str, dict[str, str]] = {}
    for spec in yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
        spoken = {language: spec[language] for language in ("en", "ar")}
        for way in (*spoken.values(), *spec.get("also", ())):
            found.setdefault(fold(way), spoken)
    return found


def role_in(role: str, language: str) -> str:
    """Return a role in a language where it is one that is known; else as it was read."""
    folded = fold(role)
    # An Arabic role that is an adverb of state ends in alef: مؤسسا.
    for form in (folded, folded.removesuffix("ا"), folded.removeprefix("ال")):
        if form in _roles():
            return _roles()[form].get(language, role)
    return role


def say(key: str, language: str, /, **values: object) -> str:
    """Return a text in a language, filled in; raises KeyError for an unknown key."""
    texts = _messages()[key]
    return texts.get(language, texts["en"]).format(**values)
