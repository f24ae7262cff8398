"""How much time reading takes over the bare statistical pipelines that it uses, on one core, in one run.

    python bench/read_speed.py POOL_EN.jsonl.gz POOL_AR.jsonl.gz [--pages 60] [--json]

For English the bare pipeline is spaCy's, for Arabic the three taggers' (names, names again, word classes), which
share their features as in the reader; both read the same pages in turn, A B A B, and nothing is kept between rounds.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from techpol.loaders.articles.reading import read_source
from techpol.schema.model import Source

ROUNDS = 3


def load_pages(path: Path, count: int) -> list[Source]:
    """Return the first pages of a pool as sources."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        pages = [json.loads(line) for _, line in zip(range(count), lines, strict=False)]
    return [
        Source(
            key=page["id"], kind="article", sha256=hashlib.sha256(page["text"].encode()).hexdigest(),
            language=page["lang"], text=page["text"],
        )
        for page in pages
    ]  # fmt: skip


def bare_english() -> Callable[[list[Source]], None]:
    """Return what runs the bare English pipeline."""
    from techpol.loaders.articles.english.prepare import split_paragraphs
    from techpol.loaders.articles.english.reader import load_pipeline

    pipeline = load_pipeline()

    def run(sources: list[Source]) -> None:
        for source in sources:
            texts = [paragraph.text for paragraph in split_paragraphs(source.text or "")]
            for _ in pipeline.pipe(texts, batch_size=32):
                pass

    return run


def bare_arabic() -> Callable[[list[Source]], None]:
    """Return what runs the bare Arabic taggers."""
    from techpol.loaders.articles.arabic.opinion import get_sequence, look
    from techpol.loaders.articles.arabic.tagger import get_classes, tag_words

    def run(sources: list[Source]) -> None:
        look.cache_clear()
        for source in sources:
            for line in (source.text or "").splitlines():
                words = tuple(line.split())
                if len(words) > 0:
                    sequence = get_sequence(words)
                    tag_words(words, sequence)
                    get_classes(words, sequence)
                    look(words)

    return run


def seconds(run: Callable[[list[Source]], None], sources: list[Source]) -> float:
    """Return the processor seconds of a run."""
    started = time.process_time()
    run(sources)
    return time.process_time() - started


def read_all(sources: list[Source]) -> None:
    """Read everything as a load would."""
    from techpol.loaders.articles.arabic.opinion import look

    look.cache_clear()
    for source in sources:
        read_source(source)


def compare(bare: Callable[[list[Source]], None], sources: list[Source]) -> dict[str, Any]:
    """Return both times and their ratio, the median of some rounds."""
    bare(sources[:2])
    read_all(sources[:2])
    pairs = [(seconds(read_all, sources), seconds(bare, sources)) for _ in range(ROUNDS)]
    words = sum(len((source.text or "").split()) for source in sources)
    reading = statistics.median(pair[0] for pair in pairs)
    return {
        "pages": len(sources), "words": words, "reading_s": round(reading, 2),
        "bare_s": round(statistics.median(pair[1] for pair in pairs), 2),
        "ratio": round(statistics.median(a / b for a, b in pairs), 2), "words_per_s": round(words / reading),
    }  # fmt: skip


def main() -> None:
    """Print the ratio of each language."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("english", type=Path)
    parser.add_argument("arabic", type=Path)
    parser.add_argument("--pages", type=int, default=60)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    found = {
        "en": compare(bare_english(), load_pages(arguments.english, arguments.pages)),
        "ar": compare(bare_arabic(), load_pages(arguments.arabic, arguments.pages)),
    }
    if arguments.json:
        print(json.dumps(found))
    else:
        for language, figures in found.items():
            print(language, figures)


if __name__ == "__main__":
    main()
