"""One push at a time: a lease in the database that its holder renews, so that a dead holder frees it by dying."""

from __future__ import annotations

import os
import secrets
import socket
import threading
import time
from collections.abc import Callable
from types import TracebackType
from typing import Self

from techpol.graph.neo4j.connection import Database
from techpol.graph.neo4j.schema import STATE_LABEL
from techpol.schema.errors import DatabaseError

LEASE_S = 30  # a holder that has not renewed for so long is taken for dead
RENEW_S = 5.0
_ASK_AGAIN_S = 0.5

# The first SET takes the write lock on the node, so that two who ask at once are answered one after the other.
_ACQUIRE = f"""
MERGE (s:{STATE_LABEL} {{id: 'push'}})
SET s.asked = $owner
WITH s, datetime() AS now
CALL (s, now) {{
  WITH s, now
  WHERE s.owner IS NULL OR s.owner = $owner OR s.owner = $dead OR s.renewed < now - duration({{seconds: $lease}})
  SET s.owner = $owner, s.holder = $holder, s.renewed = now
  RETURN count(*) AS taken
}}
RETURN taken = 1 AS taken, s.owner AS owner, s.holder AS holder
"""
_RENEW = f"MATCH (s:{STATE_LABEL} {{id: 'push', owner: $owner}}) SET s.renewed = datetime() RETURN count(s) AS held"
_RELEASE = f"MATCH (s:{STATE_LABEL} {{id: 'push', owner: $owner}}) REMOVE s.owner, s.holder, s.renewed, s.asked"
HELD = f"MATCH (s:{STATE_LABEL} {{id: 'push', owner: $owner}}) RETURN count(s) AS held"


class PushLock:
    """The right to write into one database. Raises DatabaseError where another push does not end in time.

    ``wait_s``: how long to wait for another push. ``on_wait`` is told once who holds the lock.
    """

    def __init__(self, database: Database, wait_s: float, on_wait: Callable[[str], None]) -> None:
        self.database = database
        self.wait_s = wait_s
        self.on_wait = on_wait
        self.owner = secrets.token_hex(8)
        self.holder = f"{socket.gethostname()} {os.getpid()}"
        self._stop = threading.Event()
        self._renewer = threading.Thread(target=self._renew, name="techpol-push-lock", daemon=True)

    def __enter__(self) -> Self:
        deadline = time.monotonic() + self.wait_s
        waiting = False
        dead = ""
        while True:
            row = self.database.write(
                _ACQUIRE, {"owner": self.owner, "holder": self.holder, "dead": dead, "lease": LEASE_S}
            )[0]
            if row["taken"]:
                break
            if not waiting:
                self.on_wait(row["holder"])
                waiting = True
            if time.monotonic() > deadline:
                raise DatabaseError(
                    f"another push writes into {self.database.target.uri} (host and process {row['holder']}); "
                    f"waited {self.wait_s:.0f} s; try again when it has ended"
                )
            dead = row["owner"] if _died_here(row["holder"]) else ""
            time.sleep(_ASK_AGAIN_S)
        self._renewer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop.set()
        self._renewer.join()
        try:
            # Not retried: where the database went away, the lease runs out by itself.
            self.database.run(_RELEASE, {"owner": self.owner})
        except DatabaseError:
            if error is None:  # else the error of the push matters more
                raise

    def _renew(self) -> None:
        while not self._stop.wait(RENEW_S):
            try:
                self.database.run(_RENEW, {"owner": self.owner})
            except DatabaseError:
                continue  # each batch asks whether the lock is still held, and that is where it counts


def _died_here(holder: str) -> bool:
    """Say whether the holder was a process of this machine that is no more."""
    host, _, pid = holder.rpartition(" ")
    if host != socket.gethostname() or not pid.isdigit():
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False
