"""Bad input: one clear error that names the file, the place, what was found and what would do; the rest goes on."""

import json
import os
import re
from pathlib import Path

import docx
import pytest

from techpol.loaders.articles.loader import Articles
from techpol.loaders.articles.pages import MAX_BYTES
from techpol.loaders.ledger_jsonl import LedgerLines
from techpol.schema.errors import SourceError
from techpol.schema.model import Reading


def only_error(path: Path) -> str:
    (found,) = Articles().read(path)
    assert isinstance(found, SourceError), found
    message = str(found)
    assert message.startswith(str(path))
    assert "\n" not in message
    return message.removeprefix(str(path))


def is_reading(found: object) -> bool:
    return isinstance(found, Reading)


def written(path: Path, data: bytes | str) -> Path:
    path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))
    return path


def test_a_missing_file(tmp_path: Path) -> None:
    assert only_error(tmp_path / "none.txt") == ": no such file or folder"
    assert only_error(tmp_path / "none") == ": no such file or folder"
    assert only_error(tmp_path / "none.jsonl") == ": no such file or folder"


@pytest.mark.parametrize("data", [b"", b" \n\t\n", b"\xef\xbb\xbf", b"\xff\xfe"])
@pytest.mark.parametrize("suffix", [".txt", ".md", ".html", ".json", ".pdf", ".docx", ".eml"])
def test_an_empty_file(tmp_path: Path, data: bytes, suffix: str) -> None:
    assert ": empty; expected" in only_error(written(tmp_path / f"a{suffix}", data))


def test_an_empty_file_of_lines(tmp_path: Path) -> None:
    assert ": empty; expected one JSON object a line" in only_error(written(tmp_path / "a.jsonl", "\n\n"))


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html", ".json", ""])
def test_a_binary_file(tmp_path: Path, suffix: str) -> None:
    data = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8

    assert ": binary, not text (it begins with the bytes 89 50 4e 47" in only_error(
        written(tmp_path / f"a{suffix}", data)
    )


@pytest.mark.parametrize("suffix", [".txt", ".html", ".json", ".pdf", ".docx", ".eml"])
def test_a_file_of_200_megabytes_is_not_even_opened(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    with path.open("wb") as file:
        file.truncate(200_000_000)  # sparse: takes no room

    message = only_error(path)

    assert ": 200 MB; an article has at most 20 MB" in message
    assert ".jsonl" in message


def test_lines_of_json_may_be_200_megabytes_in_all_but_not_one(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    with path.open("wb") as file:
        file.write(b'{"text": "One."}\n')
        file.truncate(200_000_000)

    first, second = Articles().read(path)

    assert isinstance(first, Reading)
    assert f"line 2 is longer than {MAX_BYTES / 1e6:.0f} MB" in str(second)


def test_a_wrong_encoding_is_named_with_its_place(tmp_path: Path) -> None:
    damaged = "تبرع ألتمان بمبلغ كبير.\nالسطر الثاني ".encode() + b"\xff\xff" + "ونهاية النص هنا".encode()
    neither = b"\x81\x8d\x8f\x90\x9d" * 9

    assert re.search(
        r": byte \d+ \(line 2\) is 0xff in what is otherwise UTF-8", only_error(written(tmp_path / "a.txt", damaged))
    )
    assert ": byte 0 (line 1) is 0x81; it is neither UTF-8" in only_error(written(tmp_path / "b.txt", neither))


@pytest.mark.parametrize(
    "page",
    [
        "<html><head><title>T</title><script>var a = 1;</script></head><body><img src='a.png'></body></html>",
        "<html><body><noscript>Enable JavaScript to run this app.</noscript><div id='root'></div></body></html>",
    ],
)
def test_html_without_text(tmp_path: Path, page: str) -> None:
    assert re.search(
        r": HTML of \d+ characters without readable text", only_error(written(tmp_path / "a.html", page))
    )


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        ("{", "not JSON"),
        ('{"title": "T"}', "no field 'text'"),
        ('{"text": 7}', "no field 'text'"),
        ('{"text": "  "}', "'text' is empty"),
        ('"words"', "expected an object with 'text'"),
        ("7", "expected an object with 'text'"),
        ("[]", "list of 0"),
        ("[1]", "expected an object with 'text'"),
        ('{"text": "x", "date": "soon"}', "date is 'soon'; expected a date such as"),
        ('{"text": "x", "language": "x7"}', "expected an ISO 639 code"),
        ('{"text": "x", "title": ["a"]}', "title is ['a']; expected a text"),
        ("[" * 100_000, "not JSON|nested too deep"),
    ],
)
def test_json_with_the_wrong_shape(tmp_path: Path, data: str, complaint: str) -> None:
    message = only_error(written(tmp_path / "a.json", data))

    assert any(part in message for part in complaint.split("|")), message


def test_one_bad_line_or_item_does_not_stop_the_others(tmp_path: Path) -> None:
    good = {"text": "Good."}
    lines = written(
        tmp_path / "a.jsonl", f'{json.dumps(good)}\n{{"text": \nnot json\n{json.dumps(good | {"id": "2"})}\n'
    )
    items = written(tmp_path / "b.json", json.dumps([good, 7, good | {"id": "2"}]))

    assert [is_reading(found) for found in Articles().read(lines)] == [True, False, False, True]
    assert [is_reading(found) for found in Articles().read(items)] == [True, False, True]
    complaints = [str(found) for path in (lines, items) for found in Articles().read(path) if not is_reading(found)]
    assert [f"{lines}: line 2", f"{lines}: line 3", f"{items}: [1]"] == [
        ":".join(complaint.split(":")[:2]) for complaint in complaints
    ]


def test_a_folder_without_articles(tmp_path: Path) -> None:
    written(tmp_path / "picture.png", b"\x89PNG")

    assert ": no articles in this folder; readable are .txt" in only_error(tmp_path)


def test_bad_files_in_a_folder_do_not_stop_the_others(tmp_path: Path) -> None:
    written(tmp_path / "a.txt", "")
    written(tmp_path / "b.txt", "Good.")
    written(tmp_path / "c.pdf", "no pdf")

    found = list(Articles().read(tmp_path))

    assert [type(item).__name__ for item in found] == ["SourceError", "Reading", "SourceError"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file_and_folder(tmp_path: Path) -> None:
    path = written(tmp_path / "a.txt", "Good.")
    path.chmod(0)

    assert "may not be read by this user" in only_error(path)


def test_a_folder_with_the_name_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").mkdir()

    assert "no articles in this folder" in only_error(tmp_path / "a.txt")


def test_a_link_to_itself_and_a_dangling_link(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "dangling.txt").symlink_to(tmp_path / "none")
    written(tmp_path / "a.txt", "Good.")

    found = list(Articles().read(tmp_path))

    assert [type(item).__name__ for item in found] == ["Reading", "SourceError"]


@pytest.mark.parametrize("data", [b"%PDF-1.7 and no more", b"no pdf at all"])
def test_a_broken_pdf(tmp_path: Path, data: bytes) -> None:
    assert ": a PDF that cannot be opened" in only_error(written(tmp_path / "a.pdf", data))


def test_a_broken_or_empty_word_file(tmp_path: Path) -> None:
    docx.Document().save(str(tmp_path / "b.docx"))

    assert ": not a Word file that can be opened" in only_error(written(tmp_path / "a.docx", b"PK\x03\x04 broken"))
    assert only_error(tmp_path / "b.docx") == ": a Word file without text"


def test_mail_without_headers_or_text(tmp_path: Path) -> None:
    assert ": no mail headers" in only_error(written(tmp_path / "a.eml", "\nbody"))
    picture = "From: a@example.org\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n"
    assert ": a message without text; found image/png" in only_error(written(tmp_path / "b.eml", picture))


@pytest.mark.parametrize(
    ("header", "complaint"),
    [
        ("---\ndate: whenever\n---\nBody", "date is 'whenever'; expected a date such as 2023-06-14"),
        ("---\n- a\n- b\n---\nBody", "the header is ['a', 'b']; expected lines such as"),
        ("---\ntitle: {a\n  b: [\n---\nBody", "the header is not YAML at line 3"),
        ("---\ntitle: T\nno colon here\nauthor: [\n---\nBody", "write lines such as 'title: ...'"),
        (
            "---\ntitle: T\ndate: 2024-05-01\n\nBody",
            "line 1 begins a header (---) that nothing ends; write a line ---",
        ),
        ("\n--- \ntitle: T\n\nBody", "line 2 begins a header (---) that nothing ends"),
        ("---\ntitle: T\n---\n", "a header and no text"),
        ("Title: T\nDate: 2023-02-31\n\nBody", "Date is '2023-02-31'"),
    ],
)
def test_a_header_that_makes_no_sense(tmp_path: Path, header: str, complaint: str) -> None:
    assert complaint in only_error(written(tmp_path / "a.md", header))


@pytest.mark.parametrize(
    "text", ["---\nA rule stands above this.\n", "---\n\ntitle: not a header\n", "Body\n---\ndate: x"]
)
def test_a_rule_begins_no_header(tmp_path: Path, text: str) -> None:
    (found,) = Articles().read(written(tmp_path / "a.txt", text))

    assert is_reading(found)
    assert found.source.text == text


def test_a_header_with_spaces_about_its_lines(tmp_path: Path) -> None:
    (found,) = Articles().read(written(tmp_path / "a.txt", "\n--- \ntitle: T\n---\t\n\nBody.\n"))

    assert (found.source.title, found.source.text) == ("T", "Body.\n")


DEEP = "[" * 100_000 + "]" * 100_000


def test_json_nested_very_deep_is_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    written(tmp_path / "a.json", f'{{"text": "A text.", "x": {DEEP}}}')
    written(tmp_path / "b.jsonl", f'{{"text": {DEEP}}}\n{{"text": "Fine."}}\n')
    written(tmp_path / "c.txt", "Fine too.")
    written(tmp_path / "d.txt", "Described by what is beside it.")
    written(tmp_path / "d.json", DEEP)

    found = list(Articles().read(tmp_path))

    assert [str(item).split(": ", 1)[1][:40] for item in found if not is_reading(item)] == [
        "JSON nested too deep to be articles",
        f"line 1: not JSON (nested too deep); found {DEEP}"[:40],
        "JSON nested too deep to describe an arti",
    ]
    assert sum(map(is_reading, found)) == 2


def test_json_nested_very_deep_is_no_export_of_a_ledger(tmp_path: Path) -> None:
    assert not LedgerLines().accepts(written(tmp_path / "a.json", DEEP))


def test_a_ledger_is_no_article(tmp_path: Path) -> None:
    path = written(tmp_path / "other.db", b"SQLite format 3\x00" + b"\x00" * 200)

    assert only_error(path) == f": a database and no article; a ledger is joined to another by techpol merge {path}"


def test_a_description_beside_the_article_that_makes_no_sense(tmp_path: Path) -> None:
    path = written(tmp_path / "a.txt", "Body.")
    beside = written(tmp_path / "a.yaml", "- no\n- map\n")

    (found,) = Articles().read(path)

    assert str(found).startswith(f"{beside}: the header is ['no', 'map']; expected lines such as")
