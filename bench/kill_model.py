"""Kill a run of the model reader at random moments: no reply that arrived is paid again, the end is the same.

    python bench/kill_model.py [--articles 500] [--kills 10] [--seed 1]

A small chat server runs in this process and counts what it answers; the reading runs in another, is killed (SIGKILL)
again and again, and then left to finish. A reply under way when the kill comes may be asked once more, for nobody
received it; every reply that was received is in the cache, and none of those may be asked again.
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

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "support"))
from chat_server import chat_server

_READER = """
import hashlib, sys
from pathlib import Path
from techpol.loaders.model.cache import ReplyCache
from techpol.loaders.model.client import ModelClient, ModelSettings
from techpol.loaders.model.reader import ModelReader
from techpol.schema.model import Reading, Source

url, cache, articles = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
reader = ModelReader(ModelClient(ModelSettings("tiny", url), ReplyCache(cache)), lambda language: None)
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


def answer(request: dict[str, object]) -> str:
    """Reply to an article with the one relation that it states."""
    time.sleep(0.005)
    number = str(request["messages"][1]["content"]).split("Ann Lee ")[1].split()[0]  # type: ignore[index]
    relation = {
        "subject": f"Ann Lee {number}", "subject_type": "Person", "relation": "LEADS", "object": f"Acme {number}",
        "object_type": "Company", "modality": "asserted", "quote": f"Ann Lee {number} leads Acme {number}.",
    }  # fmt: skip
    return json.dumps({"relations": [relation]})


def main() -> None:
    """Run once unharmed, once with kills, and compare."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--articles", type=int, default=500)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    chance = random.Random(arguments.seed)
    with chat_server(answer) as server, tempfile.TemporaryDirectory() as folder:

        def command(cache: str) -> list[str]:
            path = str(Path(folder) / cache)
            return [sys.executable, "-c", _READER, server.url, path, str(arguments.articles)]

        started = time.monotonic()
        whole = subprocess.run(command("whole.db"), capture_output=True, text=True, check=True).stdout
        took = time.monotonic() - started
        server.replied.clear()
        for _ in range(arguments.kills):
            process = subprocess.Popen(
                command("killed.db"), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
            )
            time.sleep(chance.uniform(0.2, max(0.4, took / 2)))
            process.send_signal(signal.SIGKILL)
            process.wait()
        before, stored_before = len(server.replied), stored(Path(folder) / "killed.db")
        last = subprocess.run(command("killed.db"), capture_output=True, text=True, check=True).stdout
        asked_last = len(server.replied) - before
    print(
        json.dumps(
            {
                "articles": arguments.articles,
                "kills": arguments.kills,
                "same_digest": whole == last,
                "replies_kept_before_last_run": stored_before,
                "asked_in_last_run": asked_last,
                "paid_twice_of_those_kept": stored_before + asked_last - arguments.articles,
                "under_way_when_killed": before - stored_before,
            }
        )
    )
    if whole != last or stored_before + asked_last != arguments.articles:
        sys.exit(1)


def stored(path: Path) -> int:
    """Return how many replies the cache holds."""
    if not path.exists():
        return 0
    database = sqlite3.connect(path)
    try:
        count: int = database.execute("SELECT count(*) FROM reply").fetchone()[0]
    except sqlite3.OperationalError:
        count = 0
    finally:
        database.close()
    return count


if __name__ == "__main__":
    main()
