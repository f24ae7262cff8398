"""Settings of a folder: ``techpol.toml`` beside the ledger, for what one does not want to type each time."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from techpol.schema.errors import UsageError

FILE = Path("techpol.toml")
# Setting -> what its value must be.
KNOWN: dict[str, type | tuple[type, ...]] = {
    "db": str,
    "jobs": int,
    "user": str,
    "reader": str,
    "model": str,
    "base_url": str,
    "concurrency": int,
    "requests_per_minute": (int, float),
    "spending_limit": (int, float),
    "prompt_price": (int, float),
    "reply_price": (int, float),
    "runs": int,
    "stream": bool,
}


_WORDS = {int: "a whole number", str: "a text", bool: "true or false"}


def read_settings(path: Path = FILE) -> dict[str, Any]:
    """Return the settings of the current folder, none if there is no file. Raises UsageError with the place."""
    import tomllib

    try:
        values = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as exc:
        raise UsageError(f'{path}: {exc}; expected lines such as db = "techpol.db"') from exc
    for name, value in values.items():
        if name not in KNOWN:
            raise UsageError(f"{path}: no setting {name!r}; known: {', '.join(KNOWN)}")
        if not isinstance(value, KNOWN[name]):
            kind = KNOWN[name]
            expected = "a number" if isinstance(kind, tuple) else _WORDS[kind]
            raise UsageError(f"{path}: {name} is {value!r}; expected {expected}")
    return values
