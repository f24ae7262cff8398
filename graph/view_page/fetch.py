"""Fetches the page's graph library again, as its makers released it: ``make vendor``.

The package comes through npm, whose own check of its hash applies; the file in it must have the hash that is written
in ``vendor/versions.json``. For a newer version change the version there, run ``make vendor`` and take over the hash
that it tells.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

_VENDOR = Path(__file__).parent / "vendor"


def fetch(name: str, spec: dict[str, str]) -> str:
    """Fetch one library into ``vendor``; return the hash of its file."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["npm", "pack", f"{name}@{spec['version']}", "--silent", "--pack-destination", folder]
        packed = subprocess.run(command, check=True, capture_output=True, text=True, cwd=folder).stdout.split()[-1]
        with tarfile.open(Path(folder) / packed) as archive:
            for inside, target in ((spec["from"], spec["file"]), ("LICENSE", f"{name}.LICENSE.txt")):
                member = archive.extractfile(f"package/{inside}")
                if member is None:
                    raise FileNotFoundError(inside)
                (_VENDOR / target).write_bytes(member.read())
    return hashlib.sha256((_VENDOR / spec["file"]).read_bytes()).hexdigest()


def main() -> int:
    """Fetch every library of ``versions.json``; return 1 where a hash is another."""
    if shutil.which("npm") is None:
        sys.stderr.write("fetching needs npm, which comes with Node.js\n")
        return 1
    wrong = 0
    for name, spec in json.loads((_VENDOR / "versions.json").read_text("utf-8")).items():
        found = fetch(name, spec)
        if found == spec["sha256"]:
            sys.stdout.write(f"{name} {spec['version']}: as written\n")
        else:
            wrong = 1
            sys.stderr.write(f"{name} {spec['version']}: {spec['file']} has the hash {found}, not {spec['sha256']}\n")
    return wrong


if __name__ == "__main__":
    sys.exit(main())
