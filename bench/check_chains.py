"""Hold the path search to brute force on many random multigraphs with filters, dates and modalities.

python bench/check_chains.py [--graphs 2000]

The test suite does the same on a few hundred. Exit status 1 where any answer differs.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def main() -> int:
    """Run the comparison at the size that was asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--graphs", type=int, default=2_000)
    os.environ["TECHPOL_GRAPHS"] = str(parser.parse_args().graphs)
    return int(pytest.main(["-q", "-k", "brute_force", str(ROOT / "tests" / "queries" / "test_search.py")]))


if __name__ == "__main__":
    sys.exit(main())
