"""TLS as the address says: a real server with a certificate of its own, and what each scheme makes of it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from small_graphs import differences, small_graph

from techpol.graph.neo4j.connection import Target, open_database
from techpol.graph.neo4j.push import push
from techpol.graph.neo4j.server import RELEASES, Neo4jServer, make_password, missing_tools
from techpol.schema.errors import DatabaseError

pytestmark = pytest.mark.server


class Guarded:
    """A server that answers by TLS alone, its password, and its certificate."""

    def __init__(self, server: Neo4jServer, password: str, certificate: Path) -> None:
        self.server = server
        self.password = password
        self.certificate = certificate

    def target(self, scheme: str) -> Target:
        return Target(f"{scheme}://localhost:{self.server.bolt_port}", "neo4j", self.password)


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Guarded]:
    missing = missing_tools(RELEASES["5"])
    if missing is not None:
        pytest.skip(missing)
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl, which makes the certificate, is not on the PATH")
    folder = tmp_path_factory.mktemp("tls")
    key, certificate = folder / "private.key", folder / "public.crt"
    subprocess.run(
        [
            openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
            "-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out", certificate,
        ],
        check=True, capture_output=True,
    )  # fmt: skip
    password = make_password()
    server = Neo4jServer.create(
        folder / "home", password,
        settings={
            "dbms.ssl.policy.bolt.enabled": "true", "dbms.ssl.policy.bolt.base_directory": str(folder),
            "dbms.ssl.policy.bolt.private_key": key.name, "dbms.ssl.policy.bolt.public_certificate": certificate.name,
            "dbms.ssl.policy.bolt.client_auth": "NONE", "server.bolt.tls_level": "REQUIRED",
        },
    )  # fmt: skip
    server.start()
    yield Guarded(server, password, certificate)
    server.stop(kill=True)


@pytest.mark.parametrize("scheme", ["bolt+ssc", "neo4j+ssc"])
def test_ssc_takes_a_certificate_that_nobody_vouches_for(guarded: Guarded, scheme: str) -> None:
    with open_database(guarded.target(scheme)) as database:
        push(small_graph(), database)

        assert [] == differences(small_graph(), database)


def test_s_refuses_a_certificate_that_nobody_vouches_for(guarded: Guarded) -> None:
    with pytest.raises(DatabaseError, match="does not answer"), open_database(guarded.target("bolt+s")):
        pass


def test_s_takes_a_certificate_that_is_trusted(guarded: Guarded) -> None:
    code = (
        "import sys; from techpol.graph.neo4j.connection import *\n"
        "with open_database(Target(sys.argv[1], 'neo4j', sys.stdin.read())) as database:\n"
        "    print(database.read('RETURN 1 AS one'))"
    )

    done = subprocess.run(
        [sys.executable, "-P", "-c", code, guarded.target("bolt+s").uri], input=guarded.password, text=True,
        capture_output=True, env={"SSL_CERT_FILE": str(guarded.certificate)},
    )  # fmt: skip

    assert ("[{'one': 1}]\n", "") == (done.stdout, done.stderr)


def test_a_server_that_asks_for_tls_is_not_spoken_to_without(guarded: Guarded) -> None:
    with pytest.raises(DatabaseError), open_database(guarded.target("bolt")):
        pass
