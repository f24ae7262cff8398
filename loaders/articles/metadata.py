"""What is known about an article beside its text: from a header in the file, a file beside it, or an option."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from techpol.schema.errors import SourceError
from techpol.schema.text import fold
from techpol.schema.values import PartialDate

# The first name is ours, the others are what pages and exports call the same thing.
FIELD_NAMES: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "headline", "عنوان", "العنوان"),
    "publisher": ("publisher", "source", "site_name", "sitename", "outlet", "newspaper", "الناشر", "المصدر"),
    "url": ("url", "link", "canonical", "permalink", "الرابط"),
    "published": ("date", "published", "published_at", "date_published", "datepublished", "pubdate", "التاريخ"),
    "language": ("language", "lang", "اللغة"),
    "id": ("id", "guid", "uid"),
}
_FIELD_OF = {fold(alias): name for name, aliases in FIELD_NAMES.items() for alias in aliases}
_HEADER_BEGINS = re.compile(r"\n*---[ \t]*\n")
_HEADER_ENDS = re.compile(r"^---[ \t]*(?:\n|\Z)", re.MULTILINE)
_HEADER_LINE = re.compile(r"[ \t]*([\w -]{2,20}?)[ \t]*[:：][ \t]*(.*?)[ \t]*\Z")
_MAX_HEADER_LINES = 12
_TRACKING = re.compile(r"(utm_\w+|fbclid|gclid|mc_[ce]id|igshid|ref_src)\Z")
_LANGUAGE = re.compile(r"([a-z]{2,3})(?:[-_].*)?\Z")
_LANGUAGE_NAMES = {"english": "en", "arabic": "ar", "العربية": "ar", "عربي": "ar"}
_MONTHS = {
    month: number
    for number, names in enumerate(
        (
            "january jan يناير كانون_الثاني", "february feb فبراير شباط", "march mar مارس اذار",
            "april apr ابريل نيسان", "may مايو ايار", "june jun يونيو حزيران", "july jul يوليو تموز",
            "august aug اغسطس اب", "september sep sept سبتمبر ايلول", "october oct اكتوبر تشرين_الاول",
            "november nov نوفمبر تشرين_الثاني", "december dec ديسمبر كانون_الاول",
        ),
        start=1,
    )
    for month in names.split()
}  # fmt: skip
_DAY_MONTH = re.compile(r"(?:\w+, *)?(\d{1,2})(?:st|nd|rd|th)? ([^\W\d]+\.?(?: الاول| الثاني)?),? (\d{4})(?!\d)")
_MONTH_DAY = re.compile(r"(?:\w+, *)?([^\W\d]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})(?!\d)")
_ISO_START = re.compile(r"(\d{4})[-/](\d{1,2})(?:[-/](\d{1,2}))?(?:[T ]|\Z)")
_COMPACT_ISO = re.compile(r"(\d{4})(\d{2})(\d{2})\Z")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is said about an article; None where nothing is. ``id`` tells it from others of the same file."""

    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: PartialDate | None = None
    language: str | None = None
    id: str | None = None

    def over(self, other: Metadata) -> Metadata:
        """Return what both say; this one is believed where they differ."""
        own = {item.name: getattr(self, item.name) for item in fields(self)}
        return replace(other, **{name: value for name, value in own.items() if value is not None})


def read_metadata(values: Mapping[Any, Any], place: str) -> Metadata:
    """Read the known fields of a map, under any of their names; others are left alone.

    Raises SourceError that names the field, for a value that is no date, language or text.
    """
    found: dict[str, Any] = {}
    for key, value in values.items():
        name = _FIELD_OF.get(fold(str(key)))
        if name is None or name in found or value is None or value == "":
            continue
        if isinstance(value, Mapping) and isinstance(value.get("name"), str):
            value = value["name"]  # schema.org writes a publisher as {"name": ...}
        if not isinstance(value, str | int | float) and not hasattr(value, "isoformat"):
            raise SourceError(f"{place}: {key} is {value!r:.80}; expected a text")
        found[name] = _clean(name, str(value).strip(), f"{place}: {key}")
    return Metadata(**found)


def _clean(name: str, value: str, place: str) -> str | PartialDate | None:
    if name == "published":
        return read_date(value, place)
    if name == "language":
        return read_language(value, place)
    if name == "url":
        return clean_url(value)
    return " ".join(value.split()) or None


def read_date(value: str, place: str) -> PartialDate:
    """Read a date as papers and exports write it. Raises SourceError with what would do."""
    folded = fold(value)
    found = PartialDate.clean(folded.upper())
    if found is None:
        match = _ISO_START.match(folded.upper()) or _COMPACT_ISO.match(folded)
        if match is not None:
            parts = [int(part) for part in match.groups() if part]
            found = PartialDate.clean("-".join([f"{parts[0]:04d}", *(f"{part:02d}" for part in parts[1:])]))
    if found is None:
        found = _written_date(folded)
    if found is None:
        raise SourceError(f"{place} is {value!r:.60}; expected a date such as 2023-06-14, 2023-06 or 14 June 2023")
    return found


def _written_date(folded: str) -> PartialDate | None:
    match = _DAY_MONTH.match(folded)
    if match is not None:
        day, month_name, year = match.groups()
    else:
        match = _MONTH_DAY.match(folded)
        if match is None:
            return None
        month_name, day, year = match.groups()
    month = _MONTHS.get(month_name.rstrip(".").replace(" ", "_"))
    return PartialDate.clean(f"{year}-{month:02d}-{int(day):02d}") if month is not None else None


def read_language(value: str, place: str) -> str:
    """Return the ISO 639 code of ``en``, ``ar-EG``, ``English`` ... Raises SourceError for anything else."""
    folded = value.strip().lower()
    match = _LANGUAGE.match(folded)
    code = _LANGUAGE_NAMES.get(folded) or (match.group(1) if match is not None else None)
    if code is None:
        raise SourceError(f"{place} is {value!r:.60}; expected an ISO 639 code such as en or ar")
    return code


def clean_url(value: str) -> str | None:
    """Return an address without its fragment and tracking parameters, None for what is no web address."""
    try:
        parts = urlsplit(value.strip())
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or parts.netloc == "":
        return None
    kept = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if _TRACKING.match(pair[0]) is None]
    query = parts.query if len(kept) == len(parse_qsl(parts.query, keep_blank_values=True)) else urlencode(kept)
    return urlunsplit((parts.scheme.lower(), parts.netloc.lower(), parts.path, query, ""))


def split_header(text: str, place: str) -> tuple[Metadata, str]:
    """Split a text into what its header says and the rest; a text without a header comes back as it is.

    A header is YAML between two ``---`` lines, or up to twelve lines ``Title: ...``, of which all are known fields,
    with an empty line after them. Raises SourceError for a header that begins and makes no sense.
    """
    begun = _HEADER_BEGINS.match(text)
    if begun is not None:
        ended = _HEADER_ENDS.search(text, begun.end())
        first_line = text.count("\n", 0, begun.end())
        if ended is not None:
            body = text[ended.end() :]
            return read_yaml(text[begun.end() : ended.start()], place, first_line), body.lstrip("\n")
        said = _HEADER_LINE.match(text[begun.end() :].partition("\n")[0])
        if said is not None and fold(said.group(1)) in _FIELD_OF:
            raise SourceError(
                f"{place}: line {first_line} begins a header (---) that nothing ends; write a line --- after the "
                "header's last line, or take this one out"
            )
    return _split_lines(text, place)


def read_yaml(text: str, place: str, lines_before: int = 0) -> Metadata:
    """Read metadata from YAML (or JSON) that stands after some lines of a file. Raises SourceError with the line."""
    import yaml

    try:
        # Everything is text: a title of "No" or "2024" is a title.
        values = yaml.load(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))
    except yaml.YAMLError as exc:
        # A colon in a title is a mistake in YAML that everybody makes and no reader minds.
        found, rest = _split_lines(text, place)
        if rest.strip() == "" and found != Metadata():
            return found
        mark = getattr(exc, "problem_mark", None)
        line = "" if mark is None else f" at line {mark.line + 1 + lines_before}"
        problem = getattr(exc, "problem", None) or " ".join(str(exc).split())
        raise SourceError(
            f"{place}: the header is not YAML{line} ({problem:.100}); write lines such as 'title: ...', and put a "
            "value with : or brackets in quotes"
        ) from exc
    if values is None or values == "":
        return Metadata()
    if not isinstance(values, dict):
        raise SourceError(f"{place}: the header is {values!r:.80}; expected lines such as 'title: ...'")
    return read_metadata(values, place)


def _split_lines(text: str, place: str) -> tuple[Metadata, str]:
    values: dict[str, str] = {}
    position = 0
    for _ in range(_MAX_HEADER_LINES):
        end = text.find("\n", position)
        line = text[position : end if end != -1 else len(text)]
        if line.strip() == "":
            break
        match = _HEADER_LINE.match(line)
        if match is None or fold(match.group(1)) not in _FIELD_OF:
            return Metadata(), text
        values[match.group(1)] = match.group(2).strip("\"'")
        position = end + 1 if end != -1 else len(text)
    else:
        return Metadata(), text
    if len(values) == 0:
        return Metadata(), text
    return read_metadata(values, place), text[position:].lstrip("\n")


def merge(given: Iterable[Metadata]) -> Metadata:
    """Return what all say, the first believed over the later ones."""
    merged = Metadata()
    for item in given:
        merged = merged.over(item)
    return merged


def from_json(text: str, place: str) -> Metadata:
    """Read metadata from a JSON object. Raises SourceError."""
    try:
        values = json.loads(text)
    except ValueError as exc:
        raise SourceError(f"{place}: not JSON: {exc}") from exc
    except RecursionError as exc:
        raise SourceError(f"{place}: JSON nested too deep to describe an article") from exc
    if not isinstance(values, dict):
        raise SourceError(f"{place}: a list or value; expected an object with title, publisher, date, url")
    return read_metadata(values, place)
