"""Write the table that turns letters of other scripts into Latin ones, from ICU's transliteration rules.

    python bench/make_romanisation.py schema/names/tables/romanisation.json

Needs PyICU (``pip install pyicu``); what is shipped is the table. Arabic is not in it: it has a model of its own.
Chinese characters are those of GB 2312, Hangul is written from its parts by rule and needs no table.
"""

from __future__ import annotations

import json
import sys
import unicodedata
from pathlib import Path

import icu

RANGES = {
    "Greek": (0x0370, 0x03FF), "Cyrillic": (0x0400, 0x052F), "Armenian": (0x0531, 0x0588),
    "Hebrew": (0x05D0, 0x05EA), "Devanagari": (0x0900, 0x0965), "Bengali": (0x0980, 0x09E3),
    "Gujarati": (0x0A80, 0x0AE3), "Tamil": (0x0B80, 0x0BD7), "Thai": (0x0E00, 0x0E4E),
    "Georgian": (0x10D0, 0x10FF), "Ethiopic": (0x1200, 0x135A), "Khmer": (0x1780, 0x17D3),
    "Hiragana": (0x3041, 0x3096), "Katakana": (0x30A1, 0x30FF),
}  # fmt: skip


def main() -> None:
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    latin = icu.Transliterator.createInstance("Any-Latin; NFD; [:Nonspacing Mark:] Remove; NFC; Latin-ASCII; Lower")
    table: dict[str, str] = {}
    for first, last in RANGES.values():
        for code in range(first, last + 1):
            character = chr(code)
            if unicodedata.category(character)[0] not in "LM" or not unicodedata.is_normalized("NFKD", character):
                continue
            written = "".join(c for c in latin.transliterate(character) if "a" <= c <= "z")
            if written != character:
                table[character] = written
    for high in range(0xB0, 0xF8):
        for low in range(0xA1, 0xFF):
            try:
                character = bytes([high, low]).decode("gb2312")
            except UnicodeDecodeError:
                continue
            written = "".join(c for c in latin.transliterate(character) if "a" <= c <= "z")
            if written:
                table[character] = written
    # One line a reading, with all characters that have it: small, and a change is easy to see.
    readings: dict[str, str] = {}
    for character, written in sorted(table.items()):
        readings[written] = readings.get(written, "") + character
    data = {"made": "bench/make_romanisation.py, ICU " + icu.ICU_VERSION, "readings": readings}
    Path(sys.argv[1]).write_text(json.dumps(data, ensure_ascii=False, indent=0, sort_keys=True) + "\n", "utf-8")


if __name__ == "__main__":
    main()
