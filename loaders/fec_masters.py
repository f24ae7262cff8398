"""Reads the FEC's master files: committees (cm), candidates (cn) and the links between them (ccl).

What the rows state becomes claims: a committee is connected to its sponsor and to the candidate it was authorised
by, a candidate runs in an election, both are affiliated with a party. Ids are taken over as identifiers. The row as
read is the evidence. In a cm or ccl file candidates appear by id alone; their names come from the cn file beside it,
where there is one.
"""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from techpol.schema.errors import SourceError
from techpol.schema.model import Claim, Identifier, Name, Qualifiers, Reading, Record, Referent, Source
from techpol.schema.text import fold
from techpol.schema.values import PartialDate

COLUMNS = {
    "cm": (
        "CMTE_ID", "CMTE_NM", "TRES_NM", "CMTE_ST1", "CMTE_ST2", "CMTE_CITY", "CMTE_ST", "CMTE_ZIP", "CMTE_DSGN",
        "CMTE_TP", "CMTE_PTY_AFFILIATION", "CMTE_FILING_FREQ", "ORG_TP", "CONNECTED_ORG_NM", "CAND_ID",
    ),
    "cn": (
        "CAND_ID", "CAND_NAME", "CAND_PTY_AFFILIATION", "CAND_ELECTION_YR", "CAND_OFFICE_ST", "CAND_OFFICE",
        "CAND_OFFICE_DISTRICT", "CAND_ICI", "CAND_STATUS", "CAND_PCC", "CAND_ST1", "CAND_ST2", "CAND_CITY",
        "CAND_ST", "CAND_ZIP",
    ),
    "ccl": (
        "CAND_ID", "CAND_ELECTION_YR", "FEC_ELECTION_YR", "CMTE_ID", "CMTE_TP", "CMTE_DSGN", "LINKAGE_ID",
    ),
}  # fmt: skip
_CONTENT = {
    "cm": "committee master", "cn": "candidate master", "ccl": "candidate-committee linkage",
}  # fmt: skip
_FILE = re.compile(r"(cm|cn|ccl)(?:[_-]?(?:\d{2}|\d{4}))?\.txt\Z", re.IGNORECASE)
_COMMITTEE = re.compile(r"C\d{8}\Z")
_CANDIDATE = re.compile(r"[HSP]\d[A-Z0-9]{7}\Z")
_NOBODY = frozenset({"none", "n/a", "na", "not applicable", "no", "nil", "null", ""})
_ROLES = {
    "P": "principal campaign committee", "A": "authorized committee", "J": "joint fundraising committee",
    "D": "leadership PAC",
}  # fmt: skip
_OFFICES = {"H": "House", "S": "Senate", "P": "President"}
_LAST_YEAR = 2100


@cache
def party_names() -> dict[str, str]:
    """Return the names of parties by their FEC code."""
    lines = files("techpol.loaders").joinpath("fec_parties.txt").read_text("utf-8").splitlines()
    pairs = (line.partition(":") for line in lines if line != "" and not line.startswith("#"))
    return {code.strip(): name.strip() for code, _, name in pairs}


def kind_of_file(path: Path) -> str | None:
    """Return cm, cn or ccl by a file's name, None for anything else."""
    match = _FILE.match(path.name)
    return None if match is None else match.group(1).lower()


def natural_name(name: str) -> str:
    """Return "LAST, FIRST MIDDLE JR" as a reader would write it.

    >>> natural_name("MCDONALD-O'NEIL, ANN B. MS.")
    "Ann B. McDonald-O'Neil"
    """
    last, comma, rest = name.partition(",")
    words = re.sub(r"\b(?:MR|MRS|MS|DR|HON)\b\.?", " ", rest.replace(",", " "), flags=re.IGNORECASE).split()
    suffixes = [word for word in words if word.upper().rstrip(".") in ("JR", "SR", "II", "III", "IV")]
    given = [word for word in words if word not in suffixes]
    ordered = [*given, last.strip(), *suffixes] if comma else [name.strip()]
    return " ".join(_cased(word) for word in " ".join(ordered).split())


def _cased(word: str) -> str:
    if word.upper() in ("II", "III", "IV"):
        return word.upper()
    text = re.sub(r"[^\W\d_]+", lambda match: match.group().capitalize(), word)
    return re.sub(r"\bMc([a-z])", lambda match: f"Mc{match.group(1).upper()}", text)


@dataclass(frozen=True, slots=True)
class _Row:
    number: int
    values: dict[str, str]


class FecMasters:
    """The loader of FEC master files."""

    name = "fec-masters"
    version = "1"

    def accepts(self, path: Path) -> bool:
        """Say whether a file is a master file by its name and its first row; a folder, whether it holds one."""
        if path.is_dir():
            return any(self.accepts(child) for child in path.iterdir() if child.is_file())
        kind = kind_of_file(path)
        if kind is None:
            return False
        try:
            with path.open("rb") as stream:
                first = stream.readline(4096).decode("latin-1").rstrip("\r\n")
        except OSError:
            return False
        fields = first.split("|")
        return len(fields) == len(COLUMNS[kind]) and _key_problem(kind, fields[0]) is None

    def read(self, path: Path) -> Iterator[Reading | SourceError]:
        """Yield a reading a file, after an error for each row that cannot be used."""
        if path.is_dir():
            for child in sorted(path.iterdir()):
                if child.is_file() and kind_of_file(child) is not None:
                    yield from self.read(child)
            return
        kind = kind_of_file(path)
        if kind is None:
            yield SourceError(f"{path}: not the name of a master file; expected cm.txt, cn.txt or ccl.txt")
            return
        try:
            data = path.read_bytes()
        except OSError as exc:
            yield SourceError(f"{path}: cannot be read: {exc.strerror or exc}; give a file that this user may read")
            return
        rows: list[_Row] = []
        seen: dict[tuple[str, ...], int] = {}
        for row in _rows(data, kind, path):
            if isinstance(row, SourceError):
                yield row
                continue
            cells = tuple(row.values.values())
            if cells in seen:
                yield SourceError(f"{path}:{row.number}: the same row as line {seen[cells]}; counted once")
                continue
            seen[cells] = row.number
            rows.append(row)
        if len(rows) == 0:
            yield SourceError(
                f"{path}: no usable row; expected {len(COLUMNS[kind])} fields parted by '|' in each line"
            )
            return
        source = Source(
            key=path.resolve().as_posix(), kind="fec-masters", sha256=hashlib.sha256(data).hexdigest(),
            title=f"FEC {_CONTENT[kind]} file ({path.parent.name}/{path.name})",
            publisher="Federal Election Commission", language="en", location=str(path),
        )  # fmt: skip
        names = _Names(path, kind, rows)
        yield Reading(source, list(_statements(source, kind, rows, names)))


def _decode(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _rows(data: bytes, kind: str, path: Path) -> Iterator[_Row | SourceError]:
    """Yield the rows of a file, or what is wrong with one."""
    columns = COLUMNS[kind]
    lines = _decode(data).replace("\r\n", "\n").split("\n")
    # No quoting and no escaping in these files: a quotation mark is part of a name.
    reader = csv.reader(lines, delimiter="|", quoting=csv.QUOTE_NONE)
    number = 0
    while True:
        number += 1
        try:
            fields = next(reader)
        except StopIteration:
            return
        except csv.Error as exc:
            yield SourceError(f"{path}:{number}: {exc}; take the line out or mend it")
            continue
        if len(fields) == 0 or (number == 1 and fields[0].strip().upper() == columns[0]):
            continue
        if len(fields) == len(columns) + 1 and fields[-1] == "":
            fields = fields[:-1]
        if len(fields) != len(columns):
            yield SourceError(
                f"{path}:{number}: {len(fields)} fields, expected {len(columns)} ({columns[0]} ... {columns[-1]});"
                " a '|' within a value or a line break within a row does this"
            )
            continue
        row = _Row(number, dict(zip(columns, (field.strip() for field in fields), strict=True)))
        problem = _problem(kind, row.values)
        if problem is not None:
            yield SourceError(f"{path}:{number}: {problem}")
        else:
            yield row


def _key_problem(kind: str, value: str) -> str | None:
    if kind == "cm":
        return None if _COMMITTEE.match(value) else f"CMTE_ID {value!r}: expected C and eight digits"
    if _CANDIDATE.match(value):
        return None
    return f"CAND_ID {value!r}: expected H, S or P, a digit and seven letters or digits"


def _problem(kind: str, values: dict[str, str]) -> str | None:
    """Return what makes a row unusable: the column, its value, and what would do."""
    problem = _key_problem(kind, values["CMTE_ID" if kind == "cm" else "CAND_ID"])
    if problem is not None:
        return problem
    if kind == "cm":
        if values["CMTE_NM"] == "":
            return f"CMTE_NM is empty for {values['CMTE_ID']}; a committee needs a name"
        candidate = values["CAND_ID"]
        if candidate != "" and not _CANDIDATE.match(candidate):
            return f"CAND_ID {candidate!r}: expected nothing, or H, S or P, a digit and seven letters or digits"
        return None
    for column in ("CAND_ELECTION_YR", "FEC_ELECTION_YR"):
        year = values.get(column, "1980")
        if not (year.isascii() and year.isdecimal() and 1970 <= int(year) <= _LAST_YEAR):
            return f"{column} {year!r}: expected a year of four digits from 1970 to {_LAST_YEAR}"
    if kind == "ccl":
        committee = values["CMTE_ID"]
        return None if _COMMITTEE.match(committee) else f"CMTE_ID {committee!r}: expected C and eight digits"
    if values["CAND_NAME"] == "":
        return f"CAND_NAME is empty for {values['CAND_ID']}; a candidate needs a name"
    if values["CAND_OFFICE"] not in _OFFICES:
        return f"CAND_OFFICE {values['CAND_OFFICE']!r}: expected H, S or P"
    committee = values["CAND_PCC"]
    if committee != "" and not _COMMITTEE.match(committee):
        return f"CAND_PCC {committee!r}: expected nothing, or C and eight digits"
    return None


class _Names:
    """What ids stand for: from the file itself and the other master files beside it."""

    def __init__(self, path: Path, kind: str, rows: list[_Row]) -> None:
        self.candidates: dict[str, str] = {}
        self.committees: dict[str, str] = {}
        self._take(kind, rows)
        for sibling in sorted(path.parent.iterdir()):
            other = kind_of_file(sibling)
            same_cycle = re.sub(r"^[A-Za-z]+", "", sibling.name) == re.sub(r"^[A-Za-z]+", "", path.name)
            if other in ("cm", "cn") and other != kind and same_cycle and sibling.is_file():
                found = _rows(sibling.read_bytes(), other, sibling)
                self._take(other, [row for row in found if isinstance(row, _Row)])

    def _take(self, kind: str, rows: list[_Row]) -> None:
        for row in rows:
            if kind == "cn":
                self.candidates.setdefault(row.values["CAND_ID"], row.values["CAND_NAME"])
            elif kind == "cm":
                self.committees.setdefault(row.values["CMTE_ID"], row.values["CMTE_NM"])


def _statements(source: Source, kind: str, rows: list[_Row], names: _Names) -> Iterator[Referent | Claim]:
    """Yield what the rows state: each referent once, before the claims that need it."""
    known: set[str] = set()

    def new(referents: list[Referent]) -> Iterator[Referent]:
        for referent in referents:
            if referent.key not in known:
                known.add(referent.key)
                yield referent

    readers = {"cm": _committee, "cn": _candidacy, "ccl": _link}
    # Rows about a thing itself come before rows that only mention it, so that it is described by its own row.
    for row in rows:
        yield from new([_of_row(source, kind, row, names)] if kind != "ccl" else [])
    for row in rows:
        referents, claims = readers[kind](source, row, names)
        yield from new(referents)
        yield from claims


def _of_row(source: Source, kind: str, row: _Row, names: _Names) -> Referent:
    values = row.values
    if kind == "cm":
        properties = {
            "city": values["CMTE_CITY"], "state": values["CMTE_ST"], "zip": values["CMTE_ZIP"][:5],
            "party": values["CMTE_PTY_AFFILIATION"], "committee_type": values["CMTE_TP"],
            "designation": values["CMTE_DSGN"], "treasurer": values["TRES_NM"],
        }  # fmt: skip
        return _committee_of(source, values["CMTE_ID"], names, properties)
    properties = {
        "city": values["CAND_CITY"], "state": values["CAND_OFFICE_ST"], "zip": values["CAND_ZIP"][:5],
        "party": values["CAND_PTY_AFFILIATION"], "office": values["CAND_OFFICE"],
        "district": values["CAND_OFFICE_DISTRICT"] if values["CAND_OFFICE"] == "H" else "",
    }  # fmt: skip
    if properties["state"] == "US":
        properties["state"] = values["CAND_ST"]
    return _person_of(source, values["CAND_ID"], names, properties)


def _properties(values: dict[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((key, value) for key, value in values.items() if value != ""))


def _committee_of(source: Source, key: str, names: _Names, properties: dict[str, str] | None = None) -> Referent:
    name = names.committees.get(key, key)
    return Referent(
        source.id, key, "Committee", name, (Name(name, "en"),), (Identifier("fec-committee", key),),
        properties=_properties(properties or {}),
    )  # fmt: skip


def _person_of(source: Source, key: str, names: _Names, properties: dict[str, str] | None = None) -> Referent:
    written = names.candidates.get(key)
    name = key if written is None else natural_name(written)
    forms = () if written is None else (Name(written, "en"), Name(name, "en"))
    return Referent(
        source.id, key, "Person", name, forms, (Identifier("fec-candidate", key),),
        properties=_properties(properties or {}),
    )  # fmt: skip


def _party_of(source: Source, code: str) -> Referent | None:
    name = party_names().get(code)
    return None if name is None else Referent(source.id, f"party:{fold(name)}", "Party", name, (Name(name, "en"),))


def _claim(
    source: Source, row: _Row, subject: Referent, relation: str, target: Referent, rule: str, **details: object
) -> Claim:
    number = f"{subject.key}:{target.key}"
    record = Record(source.id, f"{number}:{row.values.get('LINKAGE_ID', '')}".rstrip(":"), tuple(row.values.items()))
    return Claim(
        source=source.id, version=source.sha256, subject=subject.key, relation=relation, object=target.key,
        evidence=(record,), qualifiers=Qualifiers(**details),  # type: ignore[arg-type]
        extractor=FecMasters.name, extractor_version=FecMasters.version, rule=rule,
    )  # fmt: skip


def _sponsor(source: Source, values: dict[str, str]) -> Referent | None:
    name = values["CONNECTED_ORG_NM"]
    if fold(name) in _NOBODY or fold(name) == fold(values["CMTE_NM"]):
        return None
    type_name = "Company" if values["ORG_TP"] in ("C", "W") else "Organization"
    return Referent(source.id, f"sponsor:{fold(name)}:{type_name}", type_name, name, (Name(name, "en"),))


def _committee(source: Source, row: _Row, names: _Names) -> tuple[list[Referent], list[Claim]]:
    values = row.values
    committee = _committee_of(source, values["CMTE_ID"], names)
    referents, claims = [committee], []
    sponsor = _sponsor(source, values)
    if sponsor is not None:
        referents.append(sponsor)
        role = "connected organization"
        claims.append(_claim(source, row, committee, "CONNECTED_TO", sponsor, "cm.CONNECTED_ORG_NM", role=role))
    party = _party_of(source, values["CMTE_PTY_AFFILIATION"])
    if party is not None:
        referents.append(party)
        claims.append(_claim(source, row, committee, "AFFILIATED_WITH", party, "cm.CMTE_PTY_AFFILIATION"))
    if values["CAND_ID"] != "":
        candidate = _person_of(source, values["CAND_ID"], names)
        referents.append(candidate)
        role = _ROLES.get(values["CMTE_DSGN"], "committee of the candidate")
        claims.append(_claim(source, row, committee, "CONNECTED_TO", candidate, "cm.CAND_ID", role=role))
    return referents, claims


def _candidacy(source: Source, row: _Row, names: _Names) -> tuple[list[Referent], list[Claim]]:
    values = row.values
    candidate = _person_of(source, values["CAND_ID"], names)
    year, office = values["CAND_ELECTION_YR"], values["CAND_OFFICE"]
    where = values["CAND_OFFICE_ST"] if office != "P" else ""
    district = values["CAND_OFFICE_DISTRICT"] if office == "H" else ""
    seat = " ".join(part for part in (_OFFICES[office], "-".join(part for part in (where, district) if part)) if part)
    candidacy = Referent(
        source.id, f"{candidate.key}:{year}", "Candidacy", f"{candidate.name}, {seat} {year}",
        properties=_properties(
            {"owner": candidate.key, "office": office, "year": year, "state": where, "district": district}
        ),
    )  # fmt: skip
    start = PartialDate.clean(year)
    referents = [candidate, candidacy]
    claims = [_claim(source, row, candidate, "RUNS_FOR", candidacy, "cn.CAND_OFFICE", role=seat, start=start)]
    party = _party_of(source, values["CAND_PTY_AFFILIATION"])
    if party is not None:
        referents.append(party)
        claims.append(_claim(source, row, candidate, "AFFILIATED_WITH", party, "cn.CAND_PTY_AFFILIATION"))
    if values["CAND_PCC"] != "":
        committee = _committee_of(source, values["CAND_PCC"], names)
        referents.append(committee)
        claims.append(_claim(source, row, committee, "CONNECTED_TO", candidacy, "cn.CAND_PCC", role=_ROLES["P"]))
    return referents, claims


def _link(source: Source, row: _Row, names: _Names) -> tuple[list[Referent], list[Claim]]:
    values = row.values
    candidate = _person_of(source, values["CAND_ID"], names)
    committee = _committee_of(source, values["CMTE_ID"], names)
    cycle = int(values["FEC_ELECTION_YR"])
    claim = _claim(
        source, row, committee, "CONNECTED_TO", candidate, "ccl",
        role=_ROLES.get(values["CMTE_DSGN"], "committee of the candidate"),
        start=PartialDate(cycle - 1), end=PartialDate(cycle),
    )  # fmt: skip
    return [candidate, committee], [claim]
