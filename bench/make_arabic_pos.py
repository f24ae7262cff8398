"""Make the word-class tagger of the Arabic reader: which words are verbs, adjectives, other nouns or function words.

Learns from a Universal Dependencies treebank (UD_Arabic-PUD, CC BY-SA 3.0). The model falls under that licence
and lies in a folder of its own.

    python bench/make_arabic_pos.py ar_ud_pud.conllu.gz --out loaders/articles/arabic/model
"""

from __future__ import annotations

import argparse
import gzip
from collections import Counter
from pathlib import Path

import pycrfsuite

from techpol.loaders.articles.arabic import tagger
from techpol.loaders.articles.arabic.tokens import tokenise

# A word of the page is a verb, adjective or noun with what is written onto it: the fullest piece decides.
_RANK = ("VERB", "ADJ", "NOUN", "PROPN", "NUM", "ADV", "DET", "PRON", "SCONJ", "AUX", "ADP", "PART", "CCONJ", "X")
_CLASS = {"VERB": "V", "AUX": "X", "ADJ": "A", "NOUN": "N", "PROPN": "N", "NUM": "N", "PUNCT": "M", "SYM": "M"}

Sentence = list[tuple[str, str]]


def read_conllu(path: Path) -> list[Sentence]:
    """Read sentences as the words of the page with their class."""
    sentences: list[Sentence] = []
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for block in file.read().split("\n\n"):
            sentence: Sentence = []
            form, tags = "", []
            for line in block.splitlines():
                columns = line.split("\t")
                if line.startswith("#") or len(columns) < 10 or not columns[0].isdigit():
                    continue
                form += columns[1]
                tags.append(columns[3])
                punctuation = columns[3] == "PUNCT"
                if punctuation or "SpaceAfter=No" not in columns[9]:
                    best = min(tags, key=lambda tag: _RANK.index(tag) if tag in _RANK else len(_RANK))
                    for token in tokenise(form).tokens:
                        tag = "M" if token.kind == "mark" else _CLASS.get(best, "F")
                        sentence.append((token.text, tag))
                    form, tags = "", []
            if len(sentence) > 0:
                sentences.append(sentence)
    return sentences


def train(sentences: list[Sentence], table: tagger.WordTable, path: Path) -> None:
    """Fit the model."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params({"c1": 0.2, "c2": 0.02, "max_iterations": 100, "feature.minfreq": 2})
    for sentence in sentences:
        trainer.append(tagger.sequence_features([word for word, _ in sentence], table), [tag for _, tag in sentence])
    trainer.train(str(path))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("treebank", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    table = tagger.WordTable.load(arguments.out / tagger.WORDS_FILE.name)
    sentences = read_conllu(arguments.treebank)
    path = arguments.out / "classes-ar.crfsuite"
    held, rest = sentences[::5], [item for place, item in enumerate(sentences) if place % 5 != 0]
    train(rest, table, path)
    model = pycrfsuite.Tagger()
    model.open(str(path))
    pairs: Counter[tuple[str, str]] = Counter()
    for sentence in held:
        guesses = model.tag(tagger.sequence_features([word for word, _ in sentence], table))
        pairs.update(zip(guesses, (tag for _, tag in sentence), strict=True))
    for tag in "VANFX":
        right = pairs[tag, tag]
        found = sum(count for (guess, _), count in pairs.items() if guess == tag)
        gold = sum(count for (_, true), count in pairs.items() if true == tag)
        print(f"{tag}\tP {right / max(1, found):.3f}\tR {right / max(1, gold):.3f}\t{gold}")
    train(sentences, table, path)


if __name__ == "__main__":
    main()
