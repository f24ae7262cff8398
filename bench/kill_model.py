"""Kill a run of the model reader at random moments: no reply that arrived is paid again, the end is the same.

    python bench/kill_model.py [--articles 500] [--kills 10] [--seed 1] [--stream]

A small chat server runs in this process and counts what it answers; the reading runs in another, is killed (SIGKILL)
again and again, and then left to finish. A reply under way when the kill comes was received by nobody and is asked
for again: by its key, so that a server that knows such keys does not answer it anew. Both kinds of server are tried.
Every reply that was received is in the cache, and none of those may be asked for again on either.
"""

from __future__ import annotations

import argparse
import json
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "support"))
from chat_server import chat_server

CONCURRENCY = 4
_READER = """
import hashlib, sys
from pathlib import Path
from techpol.loaders.model.cache import ReplyCache
from techpol.loaders.model.client import ModelClient, ModelSettings
from techpol.loaders.model.reader import ModelReader
from techpol.schema.model import Reading, Source

url, cache, articles, concurrency, stream = sys.argv[1], Path(sys.argv[2]), *map(int, sys.argv[3:])
settings = ModelSettings("tiny", url, concurrency=concurrency, stream=bool(stream))
reader = ModelReader(ModelClient(settings, ReplyCache(cache)), lambda language: None)
def sources():
    for n in range(articles):
        text = f"Ann Lee {n} leads Acme {n}. She gave $5,000 to the Lake Fund."
        digest = hashlib.sha256(text.encode()).hexdigest()
        yield Reading(Source(key=str(n), kind="article", sha256=digest, language="en", text=text), ())
claims = hashlib.sha256()
for reading in reader.prefetched(sources()):
    for claim in reader.read(reading.source).claims:
        claims.update(claim.id.encode())
print(claims.hexdigest())
"""


def answer(request: dict[str, Any]) -> str:
    """Reply to an article with the one relation that it states."""
    time.sleep(0.005)
    number = str(request["messages"][1]["content"]).split("Ann Lee ")[1].split()[0]
    relation = {
        "subject": f"Ann Lee {number}", "subject_type": "Person", "relation": "LEADS", "object": f"Acme {number}",
        "object_type": "Company", "modality": "asserted", "quote": f"Ann Lee {number} leads Acme {number}.",
    }  # fmt: skip
    return json.dumps({"relations": [relation]})


def main() -> None:
    """Try both kinds of server; fail where a reply that was kept was asked for again, or the ends differ."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--articles", type=int, default=500)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--stream", action="store_true", help="have replies sent piece by piece")
    arguments = parser.parse_args()
    found = [measure(arguments, idempotent) for idempotent in (False, True)]
    for result in found:
        print(json.dumps(result))
    sys.exit(0 if all(result["as_promised"] for result in found) else 1)


def measure(arguments: argparse.Namespace, idempotent: bool) -> dict[str, Any]:
    """Run once unharmed, once with kills, and compare."""
    chance = random.Random(arguments.seed)
    with chat_server(answer, idempotent=idempotent) as server, tempfile.TemporaryDirectory() as folder:

        def command(cache: str) -> list[str]:
            path = str(Path(folder) / cache)
            numbers = (arguments.articles, CONCURRENCY, int(arguments.stream))
            return [sys.executable, "-c", _READER, server.url, path, *map(str, numbers)]

        whole = subprocess.run(command("whole.db"), capture_output=True, text=True, check=True).stdout
        server.replied.clear()
        server.kept.clear()
        kept: list[int] = []
        # Moments by how many replies were given by then, so that every kill falls into the work.
        for moment in sorted(chance.sample(range(1, arguments.articles), arguments.kills)):
            process = subprocess.Popen(
                command("killed.db"), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
            )
            while len(server.replied) < moment and process.poll() is None:
                time.sleep(0.001)
            time.sleep(chance.uniform(0, 0.005))
            process.send_signal(signal.SIGKILL)
            process.wait()
            kept.append(rows(Path(folder) / "killed.db", "reply"))
        time.sleep(0.5)  # replies to the process that is gone are counted by now
        before, cut_off = len(server.replied), rows(Path(folder) / "killed.db", "asked")
        last = subprocess.run(command("killed.db"), capture_output=True, text=True, check=True).stdout
        paid = len(server.replied)
    bound = 0 if idempotent else CONCURRENCY * arguments.kills
    return {
        "server_knows_keys": idempotent, "articles": arguments.articles, "kills": arguments.kills,
        "streamed": arguments.stream, "same_digest": whole == last, "kept_after_each_kill": kept,
        "under_way_at_the_last_kill": cut_off, "asked_in_last_run": paid - before, "paid": paid,
        "paid_twice": paid - arguments.articles, "paid_twice_at_most": bound,
        "as_promised": whole == last and 0 <= paid - arguments.articles <= bound,
    }  # fmt: skip


def rows(path: Path, table: str) -> int:
    """Return how many rows a table of the cache holds."""
    if not path.exists():
        return 0
    database = sqlite3.connect(path)
    try:
        count: int = database.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
    except sqlite3.OperationalError:
        count = 0
    finally:
        database.close()
    return count


if __name__ == "__main__":
    main()
