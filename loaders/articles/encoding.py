"""From bytes to text: which encoding a file is in, and what is not text at all."""

from __future__ import annotations

import codecs
import re

from techpol.schema.errors import SourceError

# The first that fits wins: the longer marks begin with the shorter ones.
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Single-byte encodings that Arabic and English pages are really found in.
_LEGACY_ENCODINGS = ["cp1256", "cp1252"]
_DETECTION_BYTES = 200_000
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")
# More control characters than this are no text of any kind.
_MAX_CONTROL_SHARE = 0.01
# A multi-byte sequence of UTF-8; text with many of these and a few bad bytes is damaged UTF-8.
_UTF8_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")


def decode_text(data: bytes, name: str, encoding: str | None = None) -> str:
    """Return the text of bytes, line ends as ``\\n`` and without a byte order mark.

    ``encoding`` is what someone says that it is (a command's option, an HTML or mail header); None to find out.
    Raises SourceError, with the place of the first bad byte, for what is no text in a known encoding.
    """
    text = _decode_as(data, name, encoding) if encoding is not None else _decode(data, name)
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _decode_as(data: bytes, name: str, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except LookupError as exc:
        raise SourceError(f"{name}: no encoding is called {encoding!r}; utf-8 and windows-1256 are two") from exc
    except UnicodeDecodeError as exc:
        raise SourceError(f"{name}: {_bad_byte(data, exc)}; it is not {encoding}, name another encoding") from exc


def _decode(data: bytes, name: str) -> str:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _decode_as(data, name, encoding)
    wide = _wide_encoding(data)
    if wide is not None:
        return _decode_as(data, name, wide)
    if len(_CONTROL.findall(data[:_DETECTION_BYTES])) > _MAX_CONTROL_SHARE * min(len(data), _DETECTION_BYTES):
        start = " ".join(f"{byte:02x}" for byte in data[:8])
        raise SourceError(f"{name}: binary, not text (it begins with the bytes {start}); readable are text files")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as exc:
        if _is_damaged_utf8(data):
            raise SourceError(
                f"{name}: {_bad_byte(data, exc)} in what is otherwise UTF-8; the file is damaged, save it anew"
            ) from exc
        return _decode_legacy(data, name, exc)


def _wide_encoding(data: bytes) -> str | None:
    """Return which UTF-16 a text without a mark is in: every other byte is the same few high bytes."""
    sample = data[:2000]
    if len(sample) < 4 or len(data) % 2 != 0:
        return None
    for encoding, high in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        if sum(byte in (0x00, 0x06, 0x20, 0xFE) for byte in high) > 0.9 * len(high) and b"\x00" in high:
            return encoding
    return None


def _is_damaged_utf8(data: bytes) -> bool:
    sequences = len(_UTF8_SEQUENCE.findall(data))
    stray = sum(byte >= 0x80 for byte in _UTF8_SEQUENCE.sub(b"", data))
    return sequences > 10 * stray


def _decode_legacy(data: bytes, name: str, cause: UnicodeDecodeError) -> str:
    import charset_normalizer

    found = charset_normalizer.from_bytes(data[:_DETECTION_BYTES], cp_isolation=_LEGACY_ENCODINGS).best()
    if found is None:
        raise SourceError(
            f"{name}: {_bad_byte(data, cause)}; it is neither UTF-8, UTF-16, windows-1256 nor windows-1252; "
            "save it as UTF-8 or say --encoding"
        ) from cause
    return _decode_as(data, name, found.encoding)


def _bad_byte(data: bytes, error: UnicodeDecodeError) -> str:
    line = data.count(b"\n", 0, error.start) + 1
    return f"byte {error.start} (line {line}) is 0x{data[error.start]:02x}"
