"""The model: a linear one, whose weights lie in a file that a maker script writes (``bench/fit_pairs.py``)."""

from __future__ import annotations

import gzip
import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class PairModel:
    """Weights of features, by class. A class is a relation and the end that is its subject: ``LEADS>`` or ``LEADS<``.

    ``weights`` maps a feature to (class number, weight) pairs; ``floors`` gives for a relation the probability from
    which it is believed.
    """

    classes: tuple[str, ...]
    bias: tuple[float, ...]
    weights: dict[str, tuple[tuple[int, float], ...]]
    floors: dict[str, float]

    def probabilities(self, features: Iterable[str]) -> dict[str, float]:
        """Return the probability of each class, each for itself: they do not add up to one."""
        sums = list(self.bias)
        for feature in features:
            for place, weight in self.weights.get(feature, ()):
                sums[place] += weight
        return {name: 1 / (1 + math.exp(-max(-40.0, value))) for name, value in zip(self.classes, sums, strict=True)}


@cache
def load_model(path: Path) -> PairModel | None:
    """Read a model file (gzipped JSON); None where there is none.

    Raises:
        ValueError: The file is not of the form.
    """
    if not path.exists():
        return None
    with gzip.open(path, "rt", encoding="utf-8") as file:
        data = json.load(file)
    weights = {
        name: tuple((int(place), value / 100) for place, value in zip(row[::2], row[1::2], strict=True))
        for name, row in data["weights"].items()
    }
    return PairModel(tuple(data["classes"]), tuple(data["bias"]), weights, dict(data["floors"]))
