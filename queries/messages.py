"""Texts of answers by language, from ``messages.yaml``."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def _messages() -> dict[str, dict[str, str]]:
    import yaml

    text = files("techpol.queries").joinpath("messages.yaml").read_text("utf-8")
    data: dict[str, dict[str, str]] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return data


def say(key: str, language: str, /, **values: object) -> str:
    """Return a text in a language, filled in; raises KeyError for an unknown key."""
    texts = _messages()[key]
    return texts.get(language, texts["en"]).format(**values)
