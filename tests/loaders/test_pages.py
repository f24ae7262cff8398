"""Pages as they are found: what is kept of each format, and what is known about it."""

import io
import json
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from techpol.loaders.articles.encoding import decode_text
from techpol.loaders.articles.loader import Articles, iter_files
from techpol.loaders.articles.metadata import Metadata, clean_url, read_date, split_header
from techpol.loaders.articles.pages import Options, Page, read_pages, sniff
from techpol.loaders.articles.webpages import read_markdown, read_markup
from techpol.schema.errors import SourceError
from techpol.schema.model import Reading, Source
from techpol.schema.values import PartialDate

ARABIC = "تبرع سام ألتمان بمبلغ 100 ألف دولار لحملة بايدن.\n\nولم ترد الشركة على طلب للتعليق."
ENGLISH = "The company’s founder gave $1 million – “a first”, she said – to the café owners’ fund."


def sources(path: Path, options: Options | None = None) -> list[Source]:
    found: list[Source] = []
    for reading in Articles(options or Options()).read(path):
        assert isinstance(reading, Reading), reading
        found.append(reading.source)
    return found


def only_page(path: Path) -> Page:
    (page,) = read_pages(path)
    assert isinstance(page, Page), page
    return page


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        *((ARABIC, name) for name in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1256")),
        *((ENGLISH, name) for name in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252")),
    ],
)
def test_a_text_is_the_same_from_every_encoding(tmp_path: Path, text: str, encoding: str) -> None:
    path = tmp_path / "article.txt"
    path.write_bytes(text.encode(encoding))

    assert text == only_page(path).text


def test_a_said_encoding_is_believed() -> None:
    assert "é" == decode_text(b"\xe9", "x", "latin-1")


@given(st.text(st.characters(blacklist_categories=("Cs", "Cc"))))
def test_any_text_comes_back_from_utf8(text: str) -> None:
    expected = text.removeprefix("\ufeff")

    assert expected == decode_text(text.encode("utf-8"), "x", "utf-8")


@given(st.binary(max_size=400))
def test_any_bytes_give_a_text_or_a_clear_error(data: bytes) -> None:
    try:
        text = decode_text(data, "article.txt")
    except SourceError as exc:
        assert str(exc).startswith("article.txt: ")
    else:
        assert "\r" not in text


def test_plain_text_is_kept_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"First line: with a colon\r\nSecond  line\r\n\r\nEnd ")

    (source,) = sources(path)

    assert source.text == "First line: with a colon\nSecond  line\n\nEnd "
    assert (source.title, source.url, source.key) == (None, None, path.resolve().as_posix())


def test_header_lines_and_front_matter_say_the_same(tmp_path: Path) -> None:
    said = Metadata("A title: with a colon", "A paper", "https://example.org/a", PartialDate(2023, 6, 14), "en")
    about = (
        "Title: A title: with a colon",
        "Publisher: A paper",
        "Date: June 14, 2023",
        "URL: https://example.org/a",
    )
    lines = "\n".join((*about, "Language: en"))
    front = lines.replace("Title:", "title:")

    assert split_header(f"{lines}\n\nBody.\n", "x") == (said, "Body.\n")
    assert split_header(f"---\n{front}\n---\n\nBody.\n", "x") == (said, "Body.\n")


def test_a_text_that_only_looks_like_a_header_is_kept() -> None:
    for text in ("Date: 2023-06-14\nThe meeting was long.\n", "Altman: I gave.\n\nMore.", "---\nNo header\n"):
        assert split_header(text, "x") == (Metadata(), text)


def test_arabic_header() -> None:
    metadata, body = split_header("العنوان: خبر\nالتاريخ: 14 يونيو 2023\n\nنص", "x")

    assert (metadata.title, metadata.published, body) == ("خبر", PartialDate(2023, 6, 14), "نص")


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2023-06-14", "2023-06-14"),
        ("2023-06", "2023-06"),
        ("2023", "2023"),
        ("2023-06-14T09:30:00Z", "2023-06-14"),
        ("2023/6/4", "2023-06-04"),
        ("20230614", "2023-06-14"),
        ("14 June 2023", "2023-06-14"),
        ("Wednesday, June 14th, 2023", "2023-06-14"),
        ("Sept. 3, 2020", "2020-09-03"),
        ("١٤ يونيو ٢٠٢٣", "2023-06-14"),
        ("3 تشرين الثاني 2020", "2020-11-03"),
    ],
)
def test_dates_as_papers_write_them(written: str, date: str) -> None:
    assert date == str(read_date(written, "x"))


@pytest.mark.parametrize("written", ["yesterday", "14/06/23", "2023-13-01", "June 31, 2023", "", "x" * 500])
def test_what_is_no_date_is_refused_with_an_example(written: str) -> None:
    with pytest.raises(SourceError, match="expected a date such as 2023-06-14"):
        read_date(written, "a.txt: date")


def test_urls_lose_what_only_tracks() -> None:
    assert clean_url("HTTPS://Example.org/A?id=7&utm_source=x#top") == "https://example.org/A?id=7"
    assert clean_url("javascript:alert(1)") is None
    assert clean_url("http://[bad") is None


def test_html_gives_the_article_without_menus_and_related_links(examples: Path) -> None:
    (source,) = sources(examples / "2019-03-warren-break-up.html")

    assert source.title == "Warren calls for Amazon, Google and Facebook to be broken up"
    assert source.publisher == "Bay Courier"
    assert str(source.published) == "2019-03-08"
    assert source.key == "https://bay-courier.example.org/2019/03/08/warren-break-up"
    text = source.text or ""
    assert "called on Friday for the breakup of Amazon" in text
    assert not any(word in text for word in ("Subscribe", "Apple sues", "All rights reserved", "Google defends"))


def test_html_in_the_encoding_that_it_declares(tmp_path: Path) -> None:
    page = f'<html lang="ar"><head><meta charset="windows-1256"></head><body><p>{ARABIC}</p></body></html>'
    path = tmp_path / "a.html"
    path.write_bytes(page.encode("cp1256"))

    (source,) = sources(path)

    assert "تبرع سام ألتمان" in (source.text or "")
    assert source.language == "ar"


def test_a_very_short_page_is_read() -> None:
    _, text = read_markup("<body><p>Musk endorsed Trump on Saturday.</p></body>", "x")

    assert text == "Musk endorsed Trump on Saturday."


def test_markdown_loses_its_marks_and_keeps_its_words() -> None:
    title, text = read_markdown(
        "# A *title*\n\nShe gave **$5** to [the fund](https://example.org).\nSame line &amp; more.\n\n"
        "- one\n- two\n\n![picture](x.png)\n\n> quoted\n"
    )

    assert title == "A title"
    assert text == "A title\n\nShe gave $5 to the fund.\nSame line & more.\n\none\n\ntwo\n\nquoted"


def test_json_objects_lists_and_lines(tmp_path: Path) -> None:
    article = {"id": "7", "headline": "T", "source": {"name": "P"}, "datePublished": "2023-06-14", "text": "Body."}
    one, many, lines = tmp_path / "one.json", tmp_path / "many.json", tmp_path / "lines.jsonl"
    one.write_text(json.dumps(article), "utf-8")
    many.write_text(json.dumps({"articles": [article, {**article, "id": "8", "text": ["P1", "P2"]}]}), "utf-8")
    lines.write_text("\n".join(json.dumps(item) for item in (article, {"html": "<p>Some text here.</p>"})), "utf-8")

    (source,) = sources(one)
    assert (source.title, source.publisher, str(source.published), source.text) == ("T", "P", "2023-06-14", "Body.")
    assert [source.text for source in sources(many)] == ["Body.", "P1\n\nP2"]
    assert [source.key.partition("#")[2] for source in sources(many)] == ["7", "8"]
    assert [source.text for source in sources(lines)] == ["Body.", "Some text here."]


def test_an_article_of_a_list_stays_the_same_when_others_join(tmp_path: Path) -> None:
    path = tmp_path / "many.json"
    path.write_text(json.dumps([{"title": "A", "text": "One."}]), "utf-8")
    (before,) = sources(path)
    path.write_text(json.dumps([{"title": "B", "text": "Two."}, {"text": "One.", "title": "A"}]), "utf-8")
    _, after = sources(path)

    assert (before.key, before.sha256) == (after.key, after.sha256)


def test_half_a_surrogate_pair_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('{"text": "a\\ud800b \\ud83d\\ude00"}', "utf-8")

    (source,) = sources(path)

    assert source.text == "a\ufffdb \U0001f600"


def test_word_files_give_paragraphs_and_tables(tmp_path: Path) -> None:
    document = docx.Document()
    document.core_properties.title = "A report"
    document.add_paragraph("Altman gave $100,000.")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Donor", "Sum"
    document.add_paragraph("النهاية")
    path = tmp_path / "a.docx"
    document.save(str(path))

    (source,) = sources(path)

    assert (source.title, source.text) == ("A report", "Altman gave $100,000.\n\nDonor | Sum\n\nالنهاية")


def test_mail_with_a_plain_part_and_with_html_only(tmp_path: Path) -> None:
    head = (
        "From: The Tech Letter <news@example.org>\nDate: Wed, 14 Jun 2023 08:00:00 +0000\n"
        "Message-ID: <7@example.org>\n"
    )
    plain, page = tmp_path / "plain.eml", tmp_path / "page.eml"
    plain.write_text(f"{head}Subject: =?utf-8?b?2K7YqNix?=\nContent-Type: text/plain\n\nBody here.\n", "utf-8")
    html = "<html><body><table><tr><td><p>Musk gave to the fund on Monday.</p></td></tr></table></body></html>"
    page.write_text(f"{head}Subject: News\nContent-Type: text/html; charset=nonsense\n\n{html}", "utf-8")

    (first,), (second,) = sources(plain), sources(page)

    assert (first.title, first.publisher, str(first.published)) == ("خبر", "The Tech Letter", "2023-06-14")
    assert (first.key, first.text) == ("mid:7@example.org", "Body here.")
    assert "Musk gave to the fund on Monday." in (second.text or "")


def test_a_file_beside_the_article_describes_it(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text("Body.", "utf-8")
    (tmp_path / "a.yaml").write_text("title: From YAML\ndate: 2023-06-14\n", "utf-8")
    (tmp_path / "b.json").write_text('{"title": "From JSON", "url": "https://example.org/b"}', "utf-8")

    found = sources(tmp_path)

    assert [(source.title, source.text) for source in found] == [("From YAML", "Body."), ("From JSON", "Body.")]
    assert found[1].key == "https://example.org/b"


def test_a_changed_description_is_a_new_version(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Body.", "utf-8")
    versions = {sources(path)[0].sha256}
    for title in ("one", "two"):
        (tmp_path / "a.yaml").write_text(f"title: {title}", "utf-8")
        versions.add(sources(path)[0].sha256)

    assert len(versions) == 3


def test_options_win_over_the_file(examples: Path) -> None:
    path = examples / "2023-08-altman-biden-victory-fund.md"
    options = Options(Metadata(publisher="Another", published=PartialDate(2020)))

    (source,) = sources(path, options)

    assert (source.publisher, str(source.published)) == ("Another", "2020")
    assert source.title == "OpenAI's chief gave $200,000 to Biden's joint committee"


def test_folders_are_read_in_order_without_hidden_files(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    for name in ("b.txt", "a.md", "sub/c.html", ".hidden.txt", "picture.png", "a.yaml"):
        (tmp_path / name).write_text("<p>text</p>", "utf-8")

    assert ["a.md", "b.txt", "sub/c.html"] == [path.relative_to(tmp_path).as_posix() for path in iter_files(tmp_path)]


def test_a_pipe_may_bring_text_html_or_json(examples: Path) -> None:
    titles = {"2016-12-trump-tower-meeting.txt": "Technology leaders", "2019-03-warren-break-up.html": "Warren"}
    for name, title in titles.items():
        (reading,) = Articles().read_stream((examples / name).read_bytes())
        assert isinstance(reading, Reading)
        assert (reading.source.title or "").startswith(title)
    (reading,) = Articles().read_stream(b"Just words.")
    assert isinstance(reading, Reading)
    assert reading.source.key.startswith("sha256:")


def test_a_file_without_a_suffix_is_judged_by_its_first_bytes() -> None:
    word = io.BytesIO()
    docx.Document().save(word)
    starts = (b"%PDF-1.7", word.getvalue()[:4096], b"\xef\xbb\xbf <!DOCTYPE HTML>", b'[{"text": 1}]', b"words")

    assert [".pdf", ".docx", ".html", ".json", ".txt"] == [sniff(start) for start in starts]


def test_every_example_is_read_with_all_that_is_known_about_it(examples: Path) -> None:
    found = sources(examples)

    assert len(found) >= 14
    assert {"en", "ar"} == {source.language for source in found}
    for source in found:
        assert None not in (source.title, source.publisher, source.url, source.published), source.location
        assert 90 <= len((source.text or "").split()) <= 250, source.location
