"""The documentation is held to the program: every command is described, has an example, and the examples run."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.main import get_command

from techpol.cli.main import app, main

ROOT = Path(__file__).parent.parent
COMMANDS_PAGE = (ROOT / "docs" / "commands.md").read_text("utf-8")


def iter_commands() -> Iterator[tuple[str, object]]:
    """Every command with its full name, those of groups included."""
    waiting = [("techpol", get_command(app))]
    while waiting:
        name, command = waiting.pop()
        for child_name, child in sorted(getattr(command, "commands", {}).items()):
            waiting.append((f"{name} {child_name}", child))
        if not hasattr(command, "commands"):
            yield name, command


COMMANDS = sorted(dict(iter_commands()).items())


@pytest.mark.parametrize(("name", "command"), COMMANDS, ids=[name for name, _ in COMMANDS])
def test_every_command_has_help_with_an_example(name: str, command: object) -> None:
    help_text = " ".join((getattr(command, "help", None) or "").split())

    assert re.search(rf"Example: (?:[A-Z0-9_]+=\S+ )?{re.escape(name)}", help_text) is not None, help_text


@pytest.mark.parametrize("name", [name for name, _ in COMMANDS])
def test_every_command_is_described(name: str) -> None:
    group = " ".join(name.split()[:2])

    assert f"\n## {name}\n" in COMMANDS_PAGE or (group != name and f"\n## {group}\n" in COMMANDS_PAGE)
    assert re.search(rf"^    (?:.*\| )?{re.escape(name)}(?: |$)", COMMANDS_PAGE, re.MULTILINE), (
        f"no example of {name}"
    )


def test_no_command_is_described_that_does_not_exist() -> None:
    names = {name for name, _ in COMMANDS} | {" ".join(name.split()[:2]) for name, _ in COMMANDS}

    assert set() == set(re.findall(r"^## (techpol .+)$", COMMANDS_PAGE, re.MULTILINE)) - names


@pytest.mark.parametrize(("name", "command"), COMMANDS, ids=[name for name, _ in COMMANDS])
def test_every_option_and_argument_has_help(name: str, command: object) -> None:
    missing = [
        parameter.name
        for parameter in getattr(command, "params", [])
        if not getattr(parameter, "help", None)
        and parameter.name not in ("help", "title", "publisher", "url")  # they say it by their name
    ]

    assert missing == []


def iter_links() -> Iterator[tuple[Path, str]]:
    for page in [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")]:
        text = re.sub(r"```.*?```", "", page.read_text("utf-8"), flags=re.DOTALL)
        for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text):
            if "://" not in target:
                yield page, target


def test_links_between_pages_lead_somewhere() -> None:
    broken = [f"{page.name}: {target}" for page, target in iter_links() if not (page.parent / target).exists()]

    assert broken == []


def test_shell_lines_of_the_commands_page_parse() -> None:
    for line in re.findall(r"^    (?:.*\| )?techpol (.+)$", COMMANDS_PAGE, re.MULTILINE):
        words = shlex.split(line)

        assert any(name.split()[1] == words[0] for name, _ in COMMANDS), line


def test_help_is_printed_for_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    for name, _ in COMMANDS:
        assert main([*name.split()[1:], "--help"]) == 0
    assert "Example" in capsys.readouterr().out
