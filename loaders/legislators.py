"""Reads the files of the congress-legislators project: members of Congress, presidents and vice presidents.

Each person comes with names, birth, gender and identifiers (FEC candidate ids, Wikidata, Bioguide, OpenSecrets ...);
each term and leadership role becomes a claim of an office held, each party of a term one of affiliation.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from techpol.schema.errors import RecordError, SourceError
from techpol.schema.model import Claim, Identifier, Name, Qualifiers, Reading, Record, Referent, Source
from techpol.schema.text import fold
from techpol.schema.values import PartialDate

_SCHEMES = ("bioguide", "wikidata", "opensecrets", "govtrack", "icpsr")
# Type of a term: the body or place, its type, the role and the letter of the office.
_OFFICES = {
    "sen": ("United States Senate", "GovernmentBody", "senator", "S"),
    "rep": ("United States House of Representatives", "GovernmentBody", "representative", "H"),
    "prez": ("United States", "Place", "president", "P"),
    "viceprez": ("United States", "Place", "vice president", "V"),
}
_CHAMBERS = {"senate": "sen", "house": "rep"}
_PARTIES = {
    "democrat": "Democratic Party", "democratic": "Democratic Party", "republican": "Republican Party",
    "independent": None, "no party": None, "none": None,
}  # fmt: skip


class Legislators:
    """The loader of congress-legislators files."""

    name = "legislators"
    version = "1"

    def accepts(self, path: Path) -> bool:
        """Say whether a file is a YAML list of people with Bioguide ids."""
        if path.suffix.lower() not in (".yaml", ".yml"):
            return False
        try:
            with path.open("rb") as stream:
                start = stream.read(8192)
        except OSError:
            return False
        return b"- id:" in start and (b"bioguide:" in start or b"govtrack:" in start)

    def read(self, path: Path) -> Iterator[Reading | SourceError]:
        """Yield the reading of a file, after an error for each person that cannot be used."""
        try:
            data = path.read_bytes()
        except OSError as exc:
            yield SourceError(f"{path}: cannot be read: {exc.strerror or exc}; give a file that this user may read")
            return
        try:
            people = _parse(data)
        except RecordError as exc:
            yield SourceError(f"{path}: {exc}")
            return
        source = Source(
            key=path.resolve().as_posix(), kind="legislators", sha256=hashlib.sha256(data).hexdigest(),
            title=f"congress-legislators ({path.name})", publisher="unitedstates/congress-legislators", language="en",
            location=str(path),
        )  # fmt: skip
        statements: list[Referent | Claim] = []
        known: set[str] = set()
        today = _latest_start(people)
        used = 0
        for number, person in enumerate(people, 1):
            try:
                found = list(_person(source, person, today, known))
            except RecordError as exc:
                yield SourceError(f"{path}: person {number}{_who(person)}: {exc}")
                continue
            used += 1
            for statement in found:
                if isinstance(statement, Referent):
                    if statement.key in known:
                        continue
                    known.add(statement.key)
                statements.append(statement)
        if used == 0:
            yield SourceError(f"{path}: nobody usable; expected a list of people with id, name, bio and terms")
            return
        yield Reading(source, statements)


def _parse(data: bytes) -> list[Any]:
    import yaml

    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as exc:
        raise RecordError(f"not UTF-8 at byte {exc.start}; save the file as UTF-8") from exc
    try:
        people = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError as exc:
        mark = getattr(exc, "problem_mark", None)
        place = "" if mark is None else f"line {mark.line + 1}, column {mark.column + 1}: "
        raise RecordError(f"{place}not YAML: {getattr(exc, 'problem', exc)}; mend the line") from exc
    if not isinstance(people, list) or len(people) == 0:
        raise RecordError(f"expected a list of people, found {type(people).__name__}")
    return people


def _who(person: Any) -> str:
    name = person.get("name") if isinstance(person, dict) else None
    return f" ({name.get('first')} {name.get('last')})" if isinstance(name, dict) else ""


def _latest_start(people: list[Any]) -> str:
    """Return the latest start of a term in the file: what ended before it is past, whenever the file is read."""
    starts = [
        str(term.get("start"))
        for person in people
        if isinstance(person, dict) and isinstance(person.get("terms"), list)
        for term in person["terms"]
        if isinstance(term, dict) and PartialDate.clean(str(term.get("start"))) is not None
    ]
    return max(starts, default="")


def _map(person: dict[str, Any], field: str) -> dict[str, Any]:
    value = person.get(field)
    if not isinstance(value, dict):
        raise RecordError(f"{field}: expected a map, found {value!r}")
    return value


def _names(name: dict[str, Any]) -> list[str]:
    parts = {
        key: str(name[key]).strip() for key in ("first", "middle", "last", "suffix", "nickname") if name.get(key)
    }
    if "last" not in parts or ("first" not in parts and not name.get("official_full")):
        raise RecordError(f"name: needs first and last, found {sorted(name)}")
    suffix = f" {parts['suffix']}" if "suffix" in parts else ""
    forms = [str(name.get("official_full") or f"{parts['first']} {parts['last']}{suffix}")]
    for given in (parts.get("first"), parts.get("nickname")):
        if given:
            forms.append(f"{given} {parts['last']}{suffix}")
    if "middle" in parts and "first" in parts:
        forms.append(f"{parts['first']} {parts['middle']} {parts['last']}{suffix}")
    return list(dict.fromkeys(form.strip() for form in forms))


def _identifiers(ids: dict[str, Any]) -> tuple[Identifier, ...]:
    found = [Identifier(scheme, str(ids[scheme]).strip()) for scheme in _SCHEMES if ids.get(scheme)]
    fec = ids.get("fec", [])
    if not isinstance(fec, list):
        raise RecordError(f"id.fec: expected a list, found {fec!r}")
    found.extend(Identifier("fec-candidate", str(value).strip()) for value in fec)
    if ids.get("wikipedia"):
        found.append(Identifier("wikipedia-en", str(ids["wikipedia"])))
    return tuple(sorted(set(found)))


def _date(value: Any, place: str) -> PartialDate | None:
    if value in (None, ""):
        return None
    date = PartialDate.clean(str(value))
    if date is None:
        raise RecordError(f"{place}: {value!r} is no date; expected YYYY-MM-DD")
    return date


def _person(source: Source, person: Any, today: str, known: set[str]) -> Iterator[Referent | Claim]:
    if not isinstance(person, dict):
        raise RecordError(f"expected a map, found {person!r}")
    ids, name = _map(person, "id"), _map(person, "name")
    bio: dict[str, Any] = person["bio"] if isinstance(person.get("bio"), dict) else {}
    terms = person.get("terms")
    if not isinstance(terms, list) or len(terms) == 0:
        raise RecordError(f"terms: expected a list of terms, found {terms!r}")
    scheme = next((scheme for scheme in ("bioguide", "govtrack", "wikidata") if ids.get(scheme)), None)
    if scheme is None:
        raise RecordError("id: none of bioguide, govtrack, wikidata; one is needed to know the person by")
    key = f"{scheme}:{ids[scheme]}"
    if key in known:
        raise RecordError(f"id.{scheme}: {ids[scheme]!r} stands twice in the file; the first one counts")
    forms = _names(name)
    claims = list(_claims(source, key, forms[0], person, terms, today))
    properties: set[tuple[str, str]] = set()
    gender = {"M": "male", "F": "female"}.get(str(bio.get("gender")))
    for what, value in (("gender", gender), ("born", _date(bio.get("birthday"), "bio.birthday"))):
        if value is not None:
            properties.add((what, str(value)))
    for term in terms:
        properties.update((what, str(term[what])) for what in ("state", "party") if term.get(what))
        office = _OFFICES.get(str(term.get("type")))
        if office is not None:
            properties.add(("office", office[3]))
    yield Referent(
        source.id, key, "Person", forms[0], tuple(Name(form, "en") for form in forms), _identifiers(ids),
        properties=tuple(sorted(properties)),
    )  # fmt: skip
    yield from claims


def _claims(
    source: Source, key: str, name: str, person: dict[str, Any], terms: list[Any], today: str
) -> Iterator[Referent | Claim]:
    for number, term in enumerate(terms):
        if not isinstance(term, dict) or term.get("type") not in _OFFICES:
            found = term.get("type") if isinstance(term, dict) else term
            raise RecordError(f"terms[{number}].type: {found!r}; expected one of {', '.join(_OFFICES)}")
        place = f"terms[{number}]"
        body, body_type, role, _ = _OFFICES[term["type"]]
        start, end = _date(term.get("start"), f"{place}.start"), _date(term.get("end"), f"{place}.end")
        past = end is not None and str(end) <= today
        target = Referent(source.id, f"{body_type}:{fold(body)}", body_type, body, (Name(body, "en"),))
        yield target
        seat = "-".join(str(term[what]) for what in ("state", "district") if term.get(what) is not None)
        told = f"{role} ({seat})" if seat != "" else role
        record = _record(source, key, place, name, person, term)
        yield _claim(source, key, "HOLDS_OFFICE", target.key, record, "terms", Qualifiers(
            role=told, start=start, end=end, past=past))  # fmt: skip
        affiliations = term.get("party_affiliations") or [term]
        for affiliation in affiliations:
            party = _PARTIES.get(fold(str(affiliation.get("party", ""))), str(affiliation.get("party") or ""))
            if not party:
                continue
            if not fold(party).endswith("party"):
                party = f"{party} Party"
            group = Referent(source.id, f"Party:{fold(party)}", "Party", party, (Name(party, "en"),))
            yield group
            since = _date(affiliation.get("start"), f"{place}.party_affiliations")
            until = _date(affiliation.get("end"), f"{place}.party_affiliations")
            yield _claim(source, key, "AFFILIATED_WITH", group.key, record, "party", Qualifiers(
                start=since, end=until, past=until is not None and str(until) <= today))  # fmt: skip
    for number, role_held in enumerate(person.get("leadership_roles") or ()):
        chamber = _CHAMBERS.get(str(role_held.get("chamber")))
        if chamber is None or not role_held.get("title"):
            continue
        body, body_type, _, _ = _OFFICES[chamber]
        place = f"leadership_roles[{number}]"
        target = Referent(source.id, f"{body_type}:{fold(body)}", body_type, body, (Name(body, "en"),))
        yield target
        end = _date(role_held.get("end"), f"{place}.end")
        yield _claim(
            source, key, "HOLDS_OFFICE", target.key, _record(source, key, place, name, person, role_held),
            "leadership_roles",
            Qualifiers(
                role=str(role_held["title"]), start=_date(role_held.get("start"), f"{place}.start"), end=end,
                past=end is not None and str(end) <= today,
            ),
        )  # fmt: skip


def _record(source: Source, key: str, place: str, name: str, person: dict[str, Any], term: dict[str, Any]) -> Record:
    row = [("id", key), ("name", name)]
    row.extend((what, str(value)) for what, value in term.items() if not isinstance(value, list | dict))
    return Record(source.id, f"{key}/{place}", tuple(row))


def _claim(
    source: Source, subject: str, relation: str, target: str, record: Record, rule: str, qualifiers: Qualifiers
) -> Claim:
    return Claim(
        source=source.id, version=source.sha256, subject=subject, relation=relation, object=target,
        evidence=(record,), qualifiers=qualifiers, extractor=Legislators.name,
        extractor_version=Legislators.version, rule=rule,
    )  # fmt: skip
