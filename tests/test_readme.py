"""The transcripts in README.md are what the program prints.

Run as a program it writes them anew:  python -P tests/test_readme.py
"""

import contextlib
import io
import os
import re
import shlex
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from techpol.cli.main import main

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def commands_of(block: str) -> list[str]:
    """Return the command lines of a transcript, without their prompts."""
    return [line.removeprefix("$ ") for line in block.split("\n") if line.startswith("$ ")]


@contextlib.contextmanager
def fresh_folder() -> Iterator[None]:
    """Stand in an empty folder with the examples in it, and nothing set in the environment."""
    before, settings = Path.cwd(), {name: value for name, value in os.environ.items() if name.startswith("TECHPOL")}
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "examples").symlink_to(ROOT / "examples")
        os.chdir(folder)
        for name in settings:
            del os.environ[name]
        try:
            yield
        finally:
            os.chdir(before)
            os.environ.update(settings)


def run(line: str) -> str:
    """Run a command line of techpol and return what it prints to standard output."""
    command, _, head = line.partition(" | head -")
    program, *arguments = shlex.split(command)
    assert program == "techpol", f"README shows a command that is not ours: {line}"
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        status = main(arguments)
    assert status == 0, f"{line}: exit status {status}"
    printed = [line.rstrip() for line in out.getvalue().splitlines()]
    return "".join(f"{line}\n" for line in (printed[: int(head)] if head else printed))


def played(text: str) -> str:
    """Return the text with every transcript as the program prints it now."""
    with fresh_folder():
        return _BLOCK.sub(lambda match: f"```console\n{_play(match.group(1))}```", text)


def _play(block: str) -> str:
    return "".join(f"$ {line}\n{run(line)}" for line in commands_of(block))


@pytest.fixture(scope="module")
def now() -> str:
    return played(README.read_text("utf-8"))


def test_readme_shows_transcripts() -> None:
    text = README.read_text("utf-8")

    assert len(_BLOCK.findall(text)) >= 2
    assert "make demo" in text
    assert "make test" in text


def test_transcripts_are_what_the_program_prints(now: str) -> None:
    assert now == README.read_text("utf-8"), "write them anew with: python -P tests/test_readme.py"


if __name__ == "__main__":
    fresh = played(README.read_text("utf-8"))
    changed = fresh != README.read_text("utf-8")
    README.write_text(fresh, "utf-8")
    sys.stdout.write("README.md was brought up to date\n" if changed else "README.md is up to date\n")
