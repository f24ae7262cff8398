"""PDF: words in reading order in both scripts, running heads and line-end hyphens undone."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from techpol.loaders.articles.pdflines import Glyph, group_lines, order_line
from techpol.loaders.articles.printed import join_lines, read_pdf, without_running_heads

FIXTURES = Path(__file__).parent.parent / "fixtures" / "pages"


def plain_pdf(*pages: list[str]) -> bytes:
    """A PDF as simple as they come: Helvetica, one line under the other."""
    bodies = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    kids: list[str] = []
    for lines in pages:
        number = len(bodies) + 1
        kids.append(f"{number} 0 R")
        text = " T* ".join(f"({line}) Tj" for line in lines)
        stream = f"BT /F1 12 Tf 14 TL 72 720 Td {text} ET"
        resources = "/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"
        box = "/MediaBox [0 0 612 792]"
        bodies.append(f"<< /Type /Page /Parent 2 0 R {box} {resources} /Contents {number + 1} 0 R >>")
        bodies.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    bodies[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    written, offsets = "%PDF-1.4\n", []
    for number, body in enumerate(bodies, 1):
        offsets.append(len(written))
        written += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    trailer = f"trailer << /Size {len(bodies) + 1} /Root 1 0 R >>\nstartxref\n{len(written)}\n%%EOF"
    return f"{written}xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n{table}{trailer}".encode("latin-1")


def test_arabic_is_read_as_it_is_written() -> None:
    metadata, text = read_pdf((FIXTURES / "arabic.pdf").read_bytes(), "arabic.pdf")

    assert metadata.title == "تقرير عن المتبرعين"
    assert text.split("\n\n") == [
        "تقرير عن المتبرعين",
        "تبرع سام ألتمان، الرئيس التنفيذي لشركة OpenAI، بمبلغ 200 ألف دولار في 14 يونيو 2023 لصندوق بايدن فيكتوري. "
        "وأرسل ألتمان تحويلين قيمة كل منهما 100 ألف دولار.",
        "ولا تعليق من الشركة على إعادة الانتخاب (2024). وبلغ المجموع 1.5 مليون دولار بحسب «الوثائق» الاتحادية.",
        "The fund is called Biden Victory Fund in English.",
    ]


def test_lines_become_paragraphs_and_hyphens_go() -> None:
    line = "The committee reported that it had raised more money than in any other month of the cam-"
    pages = [
        line,
        "paign. It named no donor in its report, and its officers would not say more about the gifts",
        "at all.",
    ]

    _, text = read_pdf(plain_pdf([*pages, "A new paragraph begins here."]), "x.pdf")

    assert text == (
        "The committee reported that it had raised more money than in any other month of the campaign. It named no "
        "donor in its report, and its officers would not say more about the gifts at all."
        "\n\nA new paragraph begins here."
    )


def test_forty_pages_lose_their_running_heads_and_numbers() -> None:
    body = [
        f"Line {word} of the report runs over the whole width of the page and ends with a stop." for word in "abcdef"
    ]
    pages = [["The Annual Report 2024", *body, f"Page {number} of 40"] for number in range(1, 41)]

    _, text = read_pdf(plain_pdf(*pages), "x.pdf")

    assert "Annual Report" not in text
    assert "Page " not in text
    assert text.count("Line c of the report") == 40


def test_few_pages_keep_what_they_share() -> None:
    assert without_running_heads([["Title", "a"], ["Title", "b"]]) == ["Title", "a", "Title", "b"]


def test_a_line_of_both_scripts() -> None:
    letters = [*"ABC", " ", *"دجب"]  # as they stand on the page, from the left
    glyphs = [
        Glyph(text, 10.0 * place, 10.0 * place + 9.5, 0, 10, place)
        for place, text in enumerate(letters)
        if text != " "
    ]

    assert order_line(glyphs) == "بجد ABC"


@given(st.text(alphabet="abc دجبا(7.", max_size=25))
def test_no_glyph_is_lost(text: str) -> None:
    glyphs = [
        Glyph(letter, 10.0 * place, 10.0 * place + 9.5, 0, 10, place)
        for place, letter in enumerate(text)
        if letter != " "
    ]

    ordered = "".join(order_line(line) for line in group_lines(glyphs)).replace(" ", "")

    assert sorted(ordered.replace(")", "(")) == sorted(text.replace(" ", ""))


@given(st.lists(st.text(alphabet="ab- .", max_size=12), max_size=12))
def test_joining_lines_loses_no_letter(lines: list[str]) -> None:
    letters = "".join(lines).replace(" ", "").replace("-", "")

    assert join_lines(lines).replace(" ", "").replace("-", "").replace("\n", "") == letters
