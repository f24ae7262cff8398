"""Make the tagger that corrects the rules on Arabic names (``loaders/articles/arabic/opinion.py``).

Needs the ANERcorp files in CoNLL form (CC BY-SA 4.0, Benajiba and Rosso) and folders of annotated passages
(``bench/rounds.py expand`` writes those of ``bench/rounds``). The model falls under the licence of the corpus and
lies in a folder of its own. The classes of words are made first, by ``make_arabic_clusters.py``.

    python bench/make_arabic_opinion.py TRAIN.conll.gz TEST.conll.gz --passages FOLDER ... [--held FOLDER ...]
        --out loaders/articles/arabic/model

``--folds N`` writes nothing but measures by cross-validation over the passages.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pycrfsuite

from techpol.loaders.articles.arabic import opinion, tagger
from techpol.loaders.articles.arabic.lexicon import load_lexicon

sys.path.insert(0, str(Path(__file__).parent))
from arabic_passages import Sentence, tag_passage
from make_arabic_names import read_conll, spans, with_other_names

PASSAGE_COPIES = 2  # of the passages as they are, and as many with other person names
ITERATIONS = 80
SEED = 11


def train(
    corpus: list[Sentence], passages: list[Sentence], features: opinion.NameFeatures, path: Path, iterations: int
) -> None:
    """Fit the model to the corpus and, with weight, to the passages; half of the names in copies are invented."""
    dice = random.Random(SEED)
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params({"c1": 0.3, "c2": 0.02, "max_iterations": iterations, "feature.minfreq": 2})
    changed = with_other_names(corpus, features.table, dice, True)
    for sentence in corpus + changed:
        trainer.append(features.of_sentence([word for word, _ in sentence], False), [tag for _, tag in sentence])
    for turn in range(PASSAGE_COPIES):
        for sentence in passages + with_other_names(passages, features.table, dice, turn == 0):
            trainer.append(features.of_sentence([word for word, _ in sentence]), [tag for _, tag in sentence])
    trainer.train(str(path))


def predict(
    sentences: list[Sentence], features: opinion.NameFeatures, path: Path, news: bool = True
) -> list[list[str]]:
    """Return the tags that a model gives."""
    model = pycrfsuite.Tagger()
    model.open(str(path))
    return [model.tag(features.of_sentence([word for word, _ in sentence], news)) for sentence in sentences]


def measure(sentences: list[Sentence], guesses: list[list[str]]) -> str:
    """Return precision, recall and F1 of exact names by type, over all types, and of spans whatever the type."""
    right: Counter[str] = Counter()
    found: Counter[str] = Counter()
    gold: Counter[str] = Counter()
    for sentence, tags in zip(sentences, guesses, strict=True):
        mine, true = spans(tags), spans([tag for _, tag in sentence])
        for kind in ("PER", "ORG", "LOC"):
            of_kind = {item for item in mine if item[2] == kind}
            wanted = {item for item in true if item[2] == kind}
            for label in (kind, "typed"):
                right[label] += len(of_kind & wanted)
                found[label] += len(of_kind)
                gold[label] += len(wanted)
        right["spans"] += len({item[:2] for item in mine} & {item[:2] for item in true})
        found["spans"] += len(mine)
        gold["spans"] += len(true)
    lines = []
    for label in ("PER", "ORG", "LOC", "typed", "spans"):
        precision, recall = right[label] / max(1, found[label]), right[label] / max(1, gold[label])
        score = 2 * precision * recall / max(1e-9, precision + recall)
        lines.append(f"  {label}\tP {precision:.3f}\tR {recall:.3f}\tF1 {score:.3f}")
    return "\n".join(lines)


def read_passages(folders: Sequence[Path]) -> list[dict[str, Any]]:
    """Return the Arabic passages of some folders that list names, one of each text, in the order of their ids."""
    found: dict[str, dict[str, Any]] = {}
    for folder in folders:
        for path in sorted(folder.glob("*.json")):
            passage = json.loads(path.read_text("utf-8"))
            if passage.get("lang", "ar") == "ar" and len(passage.get("entities", ())) > 0:
                found[passage["text"]] = passage
    return sorted(found.values(), key=lambda passage: str(passage["id"]))


def main() -> None:
    """Train, or cross-validate."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("train", type=Path)
    parser.add_argument("test", type=Path)
    parser.add_argument("--passages", type=Path, nargs="+", required=True, help="folders to learn from")
    parser.add_argument("--held", type=Path, nargs="*", default=[], help="folders to measure on")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--folds", type=int, default=0, help="cross-validate over the passages and write nothing")
    parser.add_argument("--iterations", type=int, default=ITERATIONS)
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    model = arguments.out / opinion.MODEL_FILE.name
    clusters = opinion.load_clusters(arguments.out / opinion.CLUSTERS_FILE.name)
    features = opinion.NameFeatures(tagger.get_word_table(), load_lexicon(), clusters)

    def tagged(passages: Sequence[dict[str, Any]]) -> list[Sentence]:
        found = (tag_passage(passage, features.lexicon, features.table) for passage in passages)
        return [sentence for sentences in found for sentence in sentences]

    corpus, passages = read_conll(arguments.train), read_passages(arguments.passages)
    if arguments.folds > 0:
        with tempfile.TemporaryDirectory() as folder:
            true: list[Sentence] = []
            guesses: list[list[str]] = []
            for fold in range(arguments.folds):
                rest = tagged([item for place, item in enumerate(passages) if place % arguments.folds != fold])
                train(corpus, rest, features, Path(folder) / "fold", arguments.iterations)
                own = tagged(passages[fold :: arguments.folds])
                true.extend(own)
                guesses.extend(predict(own, features, Path(folder) / "fold"))
        print(f"{len(passages)} passages in {arguments.folds} folds\n{measure(true, guesses)}")
        return
    train(corpus, tagged(passages), features, model, arguments.iterations)
    test = read_conll(arguments.test)
    print(f"test part of the corpus\n{measure(test, predict(test, features, model, False))}")
    if len(arguments.held) > 0:
        others = read_passages(arguments.held)
        held = tagged(others)
        print(f"{len(others)} passages held out\n{measure(held, predict(held, features, model))}")


if __name__ == "__main__":
    main()
