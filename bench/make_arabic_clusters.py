"""Sort the words of raw Arabic news into classes of words that are used alike, for the name finder.

    python bench/make_arabic_clusters.py POOL.jsonl.gz ... --corpus TRAIN.conll.gz [--avoid FOLDER ...]
        --out loaders/articles/arabic/model/clusters-ar.txt.gz

Counts which of the frequent words stand one and two places before and after each word, weighs the counts by positive
pointwise mutual information (Levy, Goldberg and Dagan 2015, with their smoothing of contexts by a power of 0.75),
takes the 60 strongest dimensions by a seeded randomised singular value decomposition (Halko, Martinsson and Tropp
2011) and sorts the words by k-means on the sphere, once into 64 classes and once into 400. A page that shares eight
running words with a passage of ``--avoid`` is left out. Takes half a minute and 1.3 GB.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy
from numpy.typing import NDArray
from rounds import grams, read_pool

from techpol.loaders.articles.arabic.tokens import tokenise

CONTEXTS = 2500  # frequent words that are counted beside others
DIMENSIONS = 60
LEAST = 3  # times that a word must stand in the text
COARSE, FINE = 64, 400
SEED = 11

Matrix = NDArray[numpy.float32]


def read_texts(pools: Sequence[Path], corpus: Path | None, avoid: Sequence[Path]) -> Iterator[list[str]]:
    """Yield the words of each page, numbers as one word, then those of the corpus."""
    kept_out: set[str] = set()
    for folder in avoid:
        for path in sorted(folder.glob("*.json")):
            kept_out |= grams(json.loads(path.read_text("utf-8"))["text"])
    for pool in pools:
        for page in read_pool(pool):
            if not grams(page["text"]) & kept_out:
                yield ["0" if token.kind == "number" else token.text for token in tokenise(page["text"]).tokens]
    if corpus is not None:
        with gzip.open(corpus, "rt", encoding="utf-8") as file:
            text = " ".join(line.split("\t")[0].strip() or "\n" for line in file)
        yield [token.text for token in tokenise(text).tokens]


def weigh(texts: Sequence[Sequence[str]], vocabulary: Sequence[str]) -> Matrix:
    """Return the weights of words (rows) by the words around them (columns, one block for each distance)."""
    numbers = {word: number for number, word in enumerate(vocabulary)}
    counts = numpy.zeros((len(vocabulary), 4 * CONTEXTS), dtype=numpy.float32)
    for text in texts:
        row = [numbers.get(word, -1) for word in text]
        for block, shift in enumerate((-2, -1, 1, 2)):
            for place in range(max(0, -shift), min(len(row), len(row) - shift)):
                one, other = row[place], row[place + shift]
                if one >= 0 and 0 <= other < CONTEXTS:
                    counts[one, block * CONTEXTS + other] += 1
    beside = counts.sum(axis=0, keepdims=True) ** 0.75
    beside /= beside.sum()
    total = numpy.maximum(counts.sum(axis=1, keepdims=True), 1)
    for start in range(0, len(counts), 2000):
        part = counts[start : start + 2000]
        with numpy.errstate(divide="ignore", invalid="ignore"):
            part = numpy.log(part / (total[start : start + 2000] * beside))
        counts[start : start + 2000] = numpy.where(numpy.isfinite(part), numpy.maximum(part, 0), 0)
    return counts


def _on_sphere(rows: Matrix) -> Matrix:
    lengths = numpy.linalg.norm(rows, axis=1, keepdims=True)
    return numpy.asarray(rows / numpy.maximum(lengths, 1e-9), dtype=numpy.float32)


def reduce(weights: Matrix, dice: numpy.random.Generator) -> Matrix:
    """Return each word's place in the strongest dimensions, at length one."""
    basis = dice.standard_normal((weights.shape[1], DIMENSIONS + 20)).astype(numpy.float32)
    for _ in range(4):
        ahead, _ = numpy.linalg.qr(weights @ basis)
        basis, _ = numpy.linalg.qr(weights.T @ ahead)
    left, strength, _ = numpy.linalg.svd(weights @ basis, full_matrices=False)
    return _on_sphere(_on_sphere(left * strength**0.5)[:, :DIMENSIONS])


def sort_words(places: Matrix, classes: int, dice: numpy.random.Generator) -> list[int]:
    """Return the class of each word by k-means with cosine distance, begun at frequent words."""
    centres = places[dice.choice(min(len(places), 6000), min(classes, len(places)), replace=False)].copy()
    for _ in range(25):
        nearest = (places @ centres.T).argmax(axis=1)
        sums = numpy.zeros_like(centres)
        numpy.add.at(sums, nearest, places)
        filled = numpy.linalg.norm(sums, axis=1) > 0
        centres[filled] = _on_sphere(sums[filled])
    return [int(number) for number in (places @ centres.T).argmax(axis=1)]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("pools", type=Path, nargs="+")
    parser.add_argument("--corpus", type=Path, help="more text, in CoNLL form")
    parser.add_argument("--avoid", type=Path, nargs="*", default=[])
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    texts = list(read_texts(arguments.pools, arguments.corpus, arguments.avoid))
    counts = Counter(word for text in texts for word in text)
    vocabulary = [word for word, count in counts.most_common() if count >= LEAST]
    dice = numpy.random.default_rng(SEED)
    places = reduce(weigh(texts, vocabulary), dice)
    coarse, fine = sort_words(places, COARSE, dice), sort_words(places, FINE, dice)
    rows = sorted(zip(vocabulary, coarse, fine, strict=True))
    lines = [f"{word}\t{one}\t{other}\n" for word, one, other in rows if word[0].isalpha()]
    with arguments.out.open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as file:
        file.write("".join(lines).encode("utf-8"))
    print(f"{len(texts)} texts, {counts.total()} words, {len(lines)} of them sorted")


if __name__ == "__main__":
    main()
