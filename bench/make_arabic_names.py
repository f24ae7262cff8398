"""Make the word table and the name finder of the Arabic reader.

Needs ``wordfreq`` and ``rigour``, which the package itself does not need, and the ANERcorp files in CoNLL form
(CC BY-SA 4.0, Benajiba and Rosso). The model falls under the licence of the corpus and lies in a folder of its own.

    python bench/make_arabic_names.py TRAIN.conll.gz TEST.conll.gz --out loaders/articles/arabic/model
"""

from __future__ import annotations

import argparse
import gzip
import random
from collections import Counter
from pathlib import Path

import pycrfsuite
import yaml

from techpol.loaders.articles.arabic import tagger
from techpol.loaders.articles.arabic.tokens import tokenise

GIVEN_NAMES = Path(tagger.__file__).parent / "grammar" / "given_names.yaml"
LOWEST_ZIPF = 1.6  # rarer words are no evidence of anything
FREQUENT = 4  # of words of this class or above, only those are names that are so when folded, too
COPIES = 5  # of the training text with other person names
SEED = 11

Sentence = list[tuple[str, str]]


def read_conll(path: Path) -> list[Sentence]:
    """Read sentences and cut their tokens as the reader does; pieces of a name stay one name."""
    sentences: list[Sentence] = []
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for block in file.read().split("\n\n"):
            sentence: Sentence = []
            for line in block.splitlines():
                word, _, tag = line.partition("\t")
                tag = "O" if tag.endswith("MISC") or not tag else tag
                for place, token in enumerate(tokenise(word).tokens):
                    if token.kind == "mark":
                        sentence.append((token.text, "O"))
                    else:
                        inner = place > 0 and tag.startswith("B-")
                        sentence.append((token.text, "I-" + tag[2:] if inner else tag))
            if len(sentence) > 0:
                sentences.append(_mended(sentence))
    return sentences


def _mended(sentence: Sentence) -> Sentence:
    """Give a name that begins with an inner tag its beginning."""
    mended: Sentence = []
    previous = "O"
    for word, tag in sentence:
        if tag.startswith("I-") and previous[2:] != tag[2:]:
            tag = "B-" + tag[2:]
        mended.append((word, tag))
        previous = tag
    return mended


def make_word_table(path: Path) -> None:
    """Write the words of everyday Arabic with their frequency class, and those that people are called."""
    from rigour.names import NameTypeTag, analyze_names
    from wordfreq import freq_to_zipf, get_frequency_dict

    classes: dict[str, int] = {}
    names: set[str] = set()
    spelled: set[str] = set()
    lists = yaml.safe_load(GIVEN_NAMES.read_text("utf-8"))
    own, others = (_folded(lists[key]) for key in ("given_names", "no_given_names"))
    for word, frequency in get_frequency_dict("ar", "best").items():
        tokens = tokenise(word).tokens
        if len(tokens) != 1 or tokens[0].kind != "word":
            continue
        zipf = freq_to_zipf(frequency)
        if zipf < LOWEST_ZIPF:
            continue
        text = tokens[0].text
        classes[text] = max(classes.get(text, 0), min(7, int(zipf)))
        for spelling, known in ((text, names), (word, spelled)):
            symbols = [symbol for name in analyze_names(NameTypeTag.PER, [spelling]) for symbol in name.symbols]
            if any(str(symbol).startswith("[NAME") for symbol in symbols):
                known.add(text)
    # The list of names knows "عيسى", not the folded "عيسي". Of frequent words that would make names of "أول" and
    # "آية"; those of people among them are in a list of ours.
    names |= {word for word in spelled if classes[word] < FREQUENT}
    classes |= {word: 0 for word in own if word not in classes}
    names = (names - others) | own
    lines = [f"{word}\t{classes[word]}{'n' if word in names else ''}\n" for word in sorted(classes)]
    with path.open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as file:
        file.write("".join(lines).encode("utf-8"))


def _folded(words: str) -> set[str]:
    return {token.text for word in words.split() for token in tokenise(word).tokens}


def invented(pool: list[str], dice: random.Random) -> str:
    """Return a word that no list knows: the beginning of one name and the end of another."""
    one, other = dice.choice(pool), dice.choice(pool)
    word = one[: max(2, len(one) // 2)] + other[len(other) // 2 :]
    return word.removeprefix("ال") if len(word) > 5 else word


def surname(pool: list[str], dice: random.Random) -> str:
    """Return a family name with the article and the ending of origin: "الدجيلي"."""
    stem = dice.choice(pool).removeprefix("ال").removesuffix("ي").removesuffix("ه")
    return f"ال{stem}ي"


def other_name(place: int, pool: list[str], dice: random.Random, strange: bool) -> str:
    """Return a name word for a place in a name: known or, where ``strange``, invented or of a family."""
    if not strange:
        return dice.choice(pool)
    chance = dice.random()
    if place > 0 and chance < 0.3:
        return surname(pool, dice)
    return dice.choice(pool) if chance < 0.65 else invented(pool, dice)


def with_other_names(
    sentences: list[Sentence], table: tagger.WordTable, dice: random.Random, strange: bool
) -> list[Sentence]:
    """Return the sentences that name people, each name word replaced by a rarer one."""
    pool = sorted(word for word in table.names if 1 <= table.class_of(word) <= 3 and 3 <= len(word) <= 8)
    changed = []
    for sentence in sentences:
        if not any(tag.endswith("PER") for _, tag in sentence):
            continue
        copy: Sentence = []
        place = 0
        for word, tag in sentence:
            place = place + 1 if tag.startswith("I-") else 0
            if tag.endswith("PER") and len(word) > 2 and dice.random() < 0.95:
                clitic, stem = tagger.split_clitic(word, table)
                clitic = clitic if stem in table.names and not clitic.endswith("ال") else ""
                word = clitic + other_name(place, pool, dice, strange)
            copy.append((word, tag))
        changed.append(copy)
    return changed


def train(sentences: list[Sentence], table: tagger.WordTable, path: Path) -> None:
    """Fit the model."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params({"c1": 0.3, "c2": 0.02, "max_iterations": 120, "feature.minfreq": 2})
    for sentence in sentences:
        rows = tagger.sequence_features([word for word, _ in sentence], table)
        trainer.append(rows, [tag for _, tag in sentence])
    trainer.train(str(path))


def spans(tags: list[str]) -> set[tuple[int, int, str]]:
    """Return the names of a sentence as (first, last, type)."""
    found = set()
    place = 0
    while place < len(tags):
        if tags[place].startswith("B-"):
            last = place + 1
            while last < len(tags) and tags[last] == "I-" + tags[place][2:]:
                last += 1
            found.add((place, last, tags[place][2:]))
            place = last
        else:
            place += 1
    return found


def measure(sentences: list[Sentence], table: tagger.WordTable, path: Path) -> dict[str, tuple[float, float, float]]:
    """Return precision, recall and F1 of exact names by type."""
    model = pycrfsuite.Tagger()
    model.open(str(path))
    right: Counter[str] = Counter()
    found: Counter[str] = Counter()
    gold: Counter[str] = Counter()
    for sentence in sentences:
        mine = spans(model.tag(tagger.sequence_features([word for word, _ in sentence], table)))
        true = spans([tag for _, tag in sentence])
        for kind in ("PER", "ORG", "LOC"):
            of_kind = {item for item in mine if item[2] == kind}
            wanted = {item for item in true if item[2] == kind}
            for label in (kind, "all"):
                right[label] += len(of_kind & wanted)
                found[label] += len(of_kind)
                gold[label] += len(wanted)
    figures = {}
    for label in gold:
        precision, recall = right[label] / max(1, found[label]), right[label] / max(1, gold[label])
        figures[label] = (precision, recall, 2 * precision * recall / max(1e-9, precision + recall))
    return figures


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("train", type=Path)
    parser.add_argument("test", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--keep-table", action="store_true", help="use the word table that is there")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    words, model = arguments.out / tagger.WORDS_FILE.name, arguments.out / tagger.MODEL_FILE.name
    if not arguments.keep_table:
        make_word_table(words)
    table = tagger.WordTable.load(words)
    sentences = read_conll(arguments.train)
    dice = random.Random(SEED)
    # The last two copies hold names that no list knows, so that the words around them count.
    changed = [
        copy for turn in range(COPIES) for copy in with_other_names(sentences, table, dice, turn >= COPIES - 2)
    ]
    train(sentences + changed, table, model)
    for label, (precision, recall, score) in sorted(measure(read_conll(arguments.test), table, model).items()):
        print(f"{label}\tP {precision:.3f}\tR {recall:.3f}\tF1 {score:.3f}")


if __name__ == "__main__":
    main()
