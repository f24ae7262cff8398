"""The wheel holds every package and data file, and runs where nothing of the source tree is in sight."""

import os
import shutil
import subprocess
import sys
import sysconfig
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("schema", "loaders", "graph", "queries", "cli")
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
IGNORED = ("__pycache__", "node_modules")


def packaged_files() -> set[str]:
    """Every file of the rooms that belongs in the wheel, by its path in it."""
    return {
        f"techpol/{path.relative_to(ROOT).as_posix()}"
        for room in ROOMS
        for path in (ROOT / room).rglob("*")
        if path.is_file() and not any(part in IGNORED for part in path.parts) and path.suffix != ".pyc"
    }


def test_the_list_of_packages_is_the_folders() -> None:
    folders = {
        "techpol." + ".".join(path.parent.relative_to(ROOT).parts)
        for room in ROOMS
        for path in (ROOT / room).rglob("__init__.py")
    }

    assert sorted(folders) == sorted(SETTINGS["tool"]["setuptools"]["packages"])


def test_every_room_is_typed() -> None:
    assert [] == [room for room in ROOMS if not (ROOT / room / "py.typed").is_file()]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    tree, dist = tmp_path_factory.mktemp("tree"), tmp_path_factory.mktemp("dist")
    for room in ROOMS:
        shutil.copytree(ROOT / room, tree / room, ignore=shutil.ignore_patterns(*IGNORED))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, tree / name)
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run([*command, "--wheel-dir", dist, tree], check=True, stdin=subprocess.DEVNULL)
    return next(dist.glob("*.whl"))


def test_the_wheel_holds_every_file_and_no_other(wheel: Path) -> None:
    names = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}

    assert sorted(names) == sorted(packaged_files())


def test_the_wheel_runs_from_a_fresh_environment(wheel: Path, tmp_path: Path) -> None:
    environment = tmp_path / "fresh"
    subprocess.run([sys.executable, "-m", "venv", environment], check=True)
    python = environment / "bin" / "python"
    install = [python, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", wheel]
    subprocess.run(install, check=True, stdin=subprocess.DEVNULL)
    # What it depends on is borrowed from the environment of the tests; a path in a .pth file does not bring along
    # the .pth files of that folder, so the editable install of this tree stays out of sight.
    site = next((environment / "lib").glob("python*/site-packages"))
    (site / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "TECHPOL"))}

    where = subprocess.run(
        [python, "-c", "import techpol.cli.main as main; print(main.__file__)"],
        cwd=tmp_path, env=clean, check=True, capture_output=True, text=True,
    )  # fmt: skip
    assert Path(where.stdout.strip()).is_relative_to(environment)

    techpol = environment / "bin" / "techpol"
    shutil.copytree(ROOT / "examples" / "articles", tmp_path / "articles")
    for arguments in (["--help"], ["load", "articles"], ["path", "OpenAI", "--to", "Campaign"], ["check"]):
        ran = subprocess.run(
            [techpol, *arguments], cwd=tmp_path, env=clean, capture_output=True, text=True, stdin=subprocess.DEVNULL
        )
        assert (ran.returncode, ran.stderr if ran.returncode else "") == (0, "")
    assert (tmp_path / "techpol.db").is_file()
