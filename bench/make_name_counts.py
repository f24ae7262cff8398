"""Write how common names and words are, so that agreement on a rare one can weigh more than on a common one.

    python bench/make_name_counts.py ../shared/data OUT.json

Given and family names: candidates and committee treasurers of the FEC master files (each spelling of a person once).
Words of bodies: committees and their sponsors in the same files. Kept are those seen often enough to be common; all
others count as rare. No name of a person is kept, only how often single words occur.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

from techpol.schema.names.forms import ORGANIZATION, PERSON, parse_name

FILES = (("2016/cn.txt", 1), ("masters-2020/cn.txt", 1), ("2016/cm.txt", 2), ("masters-2020/cm.txt", 2))
BODIES = (("2016/cm.txt", 1), ("masters-2020/cm.txt", 1), ("2016/cm.txt", 13), ("masters-2020/cm.txt", 13))
LEAST = {"given": 4, "family": 6, "word": 12}


def column(data: Path, files: tuple[tuple[str, int], ...]) -> set[str]:
    names: set[str] = set()
    for name, number in files:
        for line in (data / "fec" / name).read_text("latin-1").splitlines():
            fields = line.split("|")
            if len(fields) > number and fields[number].strip() != "":
                names.add(" ".join(fields[number].upper().split()))
    return names


def main() -> None:
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    data = Path(sys.argv[1])
    counts: dict[str, Counter[str]] = {"given": Counter(), "family": Counter(), "word": Counter()}
    for name in column(data, FILES):
        if "," not in name:
            continue
        words = [part.text for part in parse_name(name, PERSON).parts if part.role == "word"]
        if len(words) >= 2:
            counts["given"][words[0]] += 1
            counts["family"][words[-1]] += 1
    for name in column(data, BODIES):
        for word in {part.latin for part in parse_name(name, ORGANIZATION).parts if part.role in ("word", "generic")}:
            counts["word"][word] += 1
    table: dict[str, object] = {"made": "bench/make_name_counts.py from FEC master files of 2015-16 and 2019-20"}
    for kind, counted in counts.items():
        kept = {word: count for word, count in counted.items() if count >= LEAST[kind]}
        table[kind] = {"total": sum(counted.values()), "counts": dict(sorted(kept.items()))}
        print(f"{kind}: {len(kept)} of {len(counted)} kept")
    Path(sys.argv[2]).write_text(json.dumps(table, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")


if __name__ == "__main__":
    main()
