"""The load: from files to the ledger, to entities and edges, to a report of which edges came and went."""

from __future__ import annotations

import os
import signal
import threading
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from multiprocessing import get_context, parent_process
from pathlib import Path
from typing import TYPE_CHECKING

from techpol.graph.intake import PutReport
from techpol.loaders.articles.loader import Unread
from techpol.schema.errors import SourceError, TechpolError
from techpol.schema.model import Claim, Reading, Referent, Refusal, Source

if TYPE_CHECKING:
    from techpol.graph.build.flow import BuildReport
    from techpol.graph.ledger import Ledger
    from techpol.loaders.base import Loader

# A process needs a second or two to load its models: fewer articles are read sooner by this one alone.
_READ_ALONE = 24
# Readings that wait for the ledger, for each process: enough that none idles, few enough that memory stays flat.
_AHEAD = 4
# More failures than this are counted, not named.
_MOST_NAMED = 1_000


@dataclass(slots=True)
class LoadReport:
    """What a load did. ``sources`` counts by status, ``claims`` by what became of them.

    ``failed`` are the sources that could not be read, each with its reason, the first thousand; ``failures`` counts
    all. ``refusals`` counts, by reason, what made no claim in tables and other records; ``conflicts`` say in words
    where another ledger's decisions differ from this one's. ``build`` says which edges came and went.
    """

    sources: Counter[str] = field(default_factory=Counter)
    claims: Counter[str] = field(default_factory=Counter)
    failed: list[str] = field(default_factory=list)
    failures: int = 0
    refusals: Counter[str] = field(default_factory=Counter)
    conflicts: list[str] = field(default_factory=list)
    build: BuildReport | None = None
    uncounted: list[str] = field(default_factory=list)  # ids of sources whose refusals are still to be counted

    def add(self, put: PutReport) -> None:
        """Count what putting one source did."""
        self.sources[put.status] += 1
        self.uncounted.append(put.source_id)
        if put.known_as is not None:
            self.sources["known under another name"] += 1
        if put.retracted:
            self.sources["retracted"] += 1
        for name in ("added", "kept", "revived", "superseded", "held"):
            self.claims[name] += getattr(put, f"claims_{name}")
        self.claims["refused"] += put.refused

    def count_refusals(self, ledger: Ledger, loader: str) -> None:
        """Count what the sources of a loader refused. In an article it is no failure, and is passed over."""
        for source_id in self.uncounted if loader != "articles" else ():
            self.refusals.update(refusal["reason"] for refusal in ledger.iter_refusals(source_id))
        self.uncounted.clear()

    def fail(self, error: SourceError) -> None:
        """Note a source that could not be read."""
        self.failures += 1
        if len(self.failed) < _MOST_NAMED:
            self.failed.append(str(error))


Statement = Referent | Claim | Refusal
# Called with each source's report, or with the error in its place, as the load goes on.
Watcher = Callable[[PutReport | SourceError], None]


def load(loader: Loader, paths: Iterable[Path], ledger: Ledger, jobs: int = 1) -> LoadReport:
    """Read every source under the paths into the ledger, one transaction a source, and build the graph."""
    return put_all((item for path in paths for item in loader.read(path)), loader, ledger, jobs)


def put_all(
    items: Iterable[Reading | SourceError],
    loader: Loader,
    ledger: Ledger,
    jobs: int = 1,
    watch: Watcher | None = None,
    report: LoadReport | None = None,
    build: bool = True,
    again: bool = False,
) -> LoadReport:
    """Put readings into the ledger in their order, build, and report.

    A source that is unusable is reported and the rest goes on. ``jobs`` processes read articles; what is in the
    ledger already is not read again. A report that is given is added to.
    """
    report = report if report is not None else LoadReport()
    for item in read_ahead((_mark_known(item, ledger, again) for item in items), jobs):
        outcome: PutReport | SourceError
        if isinstance(item, SourceError | PutReport):
            outcome = item
        else:
            try:
                label = item.reader or f"{loader.name} {loader.version}"
                outcome = ledger.put(item.reading, reader=label, again=again)
            except SourceError as exc:
                outcome = exc
        if isinstance(outcome, SourceError):
            report.fail(outcome)
        else:
            report.add(outcome)
        if watch is not None:
            watch(outcome)
    if build:
        report.build = ledger.build()
    return report


# ---- what need not be read ---------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Ready:
    """A reading on its way into the ledger, and who read it ("" for the loader itself)."""

    reading: Reading
    reader: str = ""


def _mark_known(item: Reading | SourceError, ledger: Ledger, again: bool = False) -> Ready | PutReport | SourceError:
    """Return a report in place of an article that the ledger has already, word for word."""
    if isinstance(item, SourceError) or not isinstance(item.statements, Unread):
        return item if isinstance(item, SourceError) else Ready(item)
    source, chosen = item.source, item.statements.reader
    label = "" if chosen is None else f"{chosen.name} {chosen.version}"
    if not again and ledger.has(source, label) and _description(source) == _description(ledger.get_source(source.id)):
        return PutReport(source.id, source.sha256, "unchanged", source.title)
    if source.url is None and not ledger.has(source) and len(ledger.sources_with_bytes(source.sha256)) > 0:
        # The same file from another place: the ledger says so by itself and reads nothing.
        return Ready(replace(item, statements=()), "known")
    return Ready(item, label)


def _description(source: Source | None) -> object:
    if source is None:
        return None
    return source.title, source.publisher, source.url, source.published, source.language, source.text


# ---- reading, here or in several processes -------------------------------------------------------------------
def read_article(source: Source) -> tuple[tuple[Statement, ...], str] | SourceError:
    """Read an article with the grammar of its language; return its statements and who read it."""
    from techpol.loaders.articles.reading import get_reader, read_source

    try:
        reader = get_reader(source.language)
        reading, _ = read_source(source, reader=reader)
        return tuple(reading.statements), f"{reader.name} {reader.version}" if reader is not None else "no grammar"
    except TechpolError as exc:
        return SourceError(f"{source.location or source.key}: {exc}")
    except Exception as exc:  # one article that a reader stumbles over must not end a load of thousands
        return SourceError(
            f"{source.location or source.key}: the reader failed ({type(exc).__name__}: {exc}); please report it"
        )


def read_ahead(
    items: Iterable[Ready | PutReport | SourceError], jobs: int
) -> Iterator[Ready | PutReport | SourceError]:
    """Yield items in their order with their articles read: the first by this process, many by ``jobs`` processes."""
    waiting: deque[Ready | PutReport | SourceError | tuple[Ready, Future[object]]] = deque()
    alone = 0
    with ExitStack() as stack:
        pool: ProcessPoolExecutor | None = None
        for item in items:
            if not isinstance(item, Ready) or not isinstance(item.reading.statements, Unread) or item.reader != "":
                waiting.append(item)
            elif jobs < 2 or alone < _READ_ALONE:
                alone += 1
                waiting.append(_with_statements(item, read_article(item.reading.source)))
            else:
                pool = pool if pool is not None else stack.enter_context(_reading_processes(jobs))
                waiting.append((item, pool.submit(read_article, item.reading.source)))
            limit = jobs * _AHEAD if pool is not None else 0
            while len(waiting) > limit:
                yield _finished(waiting.popleft())
        while len(waiting) > 0:
            yield _finished(waiting.popleft())


def _with_statements(item: Ready, result: object) -> Ready | SourceError:
    if isinstance(result, SourceError):
        return result
    assert isinstance(result, tuple)
    statements, reader = result
    return Ready(replace(item.reading, statements=statements), reader)


def _finished(
    item: Ready | PutReport | SourceError | tuple[Ready, Future[object]],
) -> Ready | PutReport | SourceError:
    if not isinstance(item, tuple):
        return item
    ready, future = item
    try:
        return _with_statements(ready, future.result())
    except BrokenProcessPool as exc:
        raise TechpolError(
            "a reading process was killed, for want of memory perhaps; what was loaded is safe: "
            "run the same command again with --jobs 1"
        ) from exc


@contextmanager
def _reading_processes(jobs: int) -> Iterator[ProcessPoolExecutor]:
    """A pool of processes that read; stopped at once when the load is."""
    # Not forked: this process has an open ledger, and threads.
    pool = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_begin_reading_process)
    try:
        yield pool
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        raise
    pool.shutdown()


def _begin_reading_process() -> None:
    """Leave an interruption to the parent, and end with it, however it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    if parent is not None:

        def end_with_parent() -> None:
            parent.join()
            os._exit(1)

        threading.Thread(target=end_with_parent, daemon=True).start()


def default_jobs() -> int:
    """Return how many processes read where nobody says: one a core, eight at most."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(8, cores))


# ---- reading again -------------------------------------------------------------------------------------------
def read_again(
    ledger: Ledger, source_ids: Iterable[str] | None, report: LoadReport, watch: Watcher, force: bool = False
) -> None:
    """Read stored articles again with this version's grammar, into a report; claims no longer made are superseded.

    What this very version has read is passed over unless ``force`` is set.
    """
    from techpol.loaders.articles.reading import get_reader

    ids = [stored.source.id for stored in ledger.iter_sources("article")] if source_ids is None else source_ids
    for source_id in ids:
        source = ledger.get_source(source_id)
        if source is None or source.text is None:
            continue
        grammar = get_reader(source.language)
        outcome: PutReport | SourceError
        if grammar is None or (not force and ledger.has(source, f"{grammar.name} {grammar.version}")):
            outcome = PutReport(source_id, source.sha256, "unchanged", source.title)
        else:
            result = read_article(source)
            if isinstance(result, SourceError):
                outcome = result
            else:
                # Without a reader's name the ledger compares, whatever it was told before.
                outcome = ledger.put(Reading(source, result[0]), "reread", "" if force else result[1])
        if isinstance(outcome, SourceError):
            report.fail(outcome)
        else:
            report.add(outcome)
        watch(outcome)
    report.build = ledger.build()
