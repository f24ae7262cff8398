"""docker-compose.yml, without Docker: it is what the format allows, and a real Neo4j starts with its settings."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from techpol.graph.neo4j.browser import browser_settings
from techpol.graph.neo4j.connection import Target, open_database
from techpol.graph.neo4j.server import RELEASES, Neo4jServer, make_password, missing_tools

ROOT = Path(__file__).parents[2]
FILE = ROOT / "docker-compose.yml"


def service() -> dict[str, Any]:
    services = yaml.safe_load(FILE.read_text("utf-8"))["services"]
    assert ["neo4j"] == list(services)
    found: dict[str, Any] = services["neo4j"]
    return found


def settings() -> dict[str, str]:
    """The lines of neo4j.conf that the image makes of NEO4J_...: "_" is a dot, "__" is "_"."""
    made = {}
    for name, value in service()["environment"].items():
        if name != "NEO4J_AUTH":
            key = name.removeprefix("NEO4J_").replace("__", "\0").replace("_", ".").replace("\0", "_")
            made[key] = value.replace("$$", "$")
    return made


def test_every_value_of_the_environment_is_text() -> None:
    # YAML would make a boolean of false, and Compose refuses one.
    assert all(isinstance(value, str) for value in service()["environment"].values())


def test_a_lone_dollar_would_be_taken_for_a_variable() -> None:
    for value in service()["environment"].values():
        assert re.sub(r"\$\$|\$\{NEO4J_PASSWORD:\?[^}]*\}", "", value).count("$") == 0


def test_ports_are_open_to_this_machine_alone() -> None:
    assert ["127.0.0.1:7474:7474", "127.0.0.1:7687:7687"] == service()["ports"]


def test_there_is_no_password_in_the_file() -> None:
    assert service()["environment"]["NEO4J_AUTH"].startswith("neo4j/${NEO4J_PASSWORD:?")


def test_the_volume_that_is_mounted_is_declared() -> None:
    declared = yaml.safe_load(FILE.read_text("utf-8"))["volumes"]
    named = [mount.split(":")[0] for mount in service()["volumes"] if not mount.startswith(".")]

    assert list(declared) == named


def test_the_image_is_of_the_line_that_the_tests_run() -> None:
    assert service()["image"] == f"neo4j:{RELEASES['5'].version.rsplit('.', 1)[0]}-community"


def test_the_browser_is_styled_as_by_neo4j_start() -> None:
    # bench/make_neo4j_docs.py writes the line anew when the ontology's colours change.
    made = settings()

    assert browser_settings().items() <= made.items()


@pytest.mark.server
def test_a_real_neo4j_starts_with_these_settings(tmp_path: Path) -> None:
    missing = missing_tools(RELEASES["5"])
    if missing is not None:
        pytest.skip(missing)
    password = make_password()
    # Strict: an unknown or mistyped setting stops the start.
    strict = {"server.config.strict_validation.enabled": "true"}
    server = Neo4jServer.create(tmp_path / "home", password, settings={**settings(), **strict})
    server.start()
    try:
        with open_database(Target(server.uri, "neo4j", password)) as database:
            rows = database.read("SHOW SETTINGS YIELD name, value RETURN name, value")
    finally:
        server.stop(kill=True)
    found = {row["name"]: row["value"] for row in rows}
    assert found["dbms.security.allow_csv_import_from_file_urls"] == "false"
    assert found["server.memory.heap.max_size"] == "1.00GiB"
    assert found["dbms.usage_report.enabled"] == "false"
