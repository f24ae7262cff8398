"""Settings of a folder: ``techpol.toml`` beside the ledger, for what one does not want to type each time."""

from __future__ import annotations

import math
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
    "timeout": (int, float),
}
# Setting -> the least and the most that makes sense, None for no bound.
BOUNDS: dict[str, tuple[float, float | None]] = {
    "jobs": (1, None),
    "concurrency": (1, 1000),
    "requests_per_minute": (0.001, None),
    "spending_limit": (0, None),
    "prompt_price": (0, None),
    "reply_price": (0, None),
    "runs": (1, 5),
    "timeout": (0.001, None),
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
        kind = KNOWN[name]
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            expected = "a number" if isinstance(kind, tuple) else _WORDS[kind]
            raise UsageError(f"{path}: {name} is {value!r}; expected {expected}")
        if name in BOUNDS:
            least, most = BOUNDS[name]
            if not least <= float(values[name]) <= (math.inf if most is None else most):
                reach = f"{least:g} or more" if most is None else f"{least:g} to {most:g}"
                raise UsageError(f"{path}: {name} is {value!r}; expected {reach}")
    return values
