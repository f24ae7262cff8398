"""Articles in PDF and Word files: the words in reading order, lines and hyphens of the page undone."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterable, Sequence

from techpol.loaders.articles.metadata import Metadata
from techpol.schema.errors import SourceError

_SENTENCE_END = re.compile(r"[.!?؟:…][\"'”’»)\]]*\Z")
_PAGE_NUMBER = re.compile(r"(?:page|صفحة|p\.)?\s*[\d٠-٩]{1,4}(?:\s*(?:/|of|من)\s*[\d٠-٩]{1,4})?\Z", re.IGNORECASE)
# A line much shorter than the page's lines ends its paragraph.
_SHORT_LINE = 0.7
# A line at the edge of more than this share of the pages is a running head.
_RUNNING_SHARE = 0.5
_EDGE_LINES = 2


def read_pdf(data: bytes, name: str) -> tuple[Metadata, str]:
    """Return what a PDF says about itself and its text, pages joined and running heads left out.

    Raises SourceError for a file that is broken, locked by a password, or holds pictures of text only.
    """
    import pypdfium2

    from techpol.loaders.articles.pdflines import page_lines

    try:
        document = pypdfium2.PdfDocument(data)
        try:
            pages = [page_lines(document[index]) for index in range(len(document))]
            about = document.get_metadata_dict(skip_empty=True)
        finally:
            document.close()
    except pypdfium2.PdfiumError as exc:
        raise SourceError(f"{name}: a PDF that cannot be opened ({exc}); broken, or locked by a password") from exc
    text = join_lines(without_running_heads(pages))
    if text == "":
        raise SourceError(f"{name}: a PDF of {len(pages)} pages without text; pictures of text need OCR first")
    # When the file was made is not when the article came out: no date is better than a wrong one.
    return Metadata(title=about.get("Title") or None), text


def without_running_heads(pages: Sequence[Sequence[str]]) -> list[str]:
    """Return the lines of all pages without page numbers and without what stands at the edge of most pages."""
    edges = Counter(_without_digits(line) for page in pages for line in {*page[:_EDGE_LINES], *page[-_EDGE_LINES:]})
    running = {line for line, count in edges.items() if len(pages) > 2 and count > _RUNNING_SHARE * len(pages)}
    kept: list[str] = []
    for page in pages:
        for number, line in enumerate(page):
            at_edge = number < _EDGE_LINES or number >= len(page) - _EDGE_LINES
            if at_edge and (_without_digits(line) in running or _PAGE_NUMBER.match(line.strip()) is not None):
                continue
            kept.append(line)
    return kept


def _without_digits(line: str) -> str:
    return re.sub(r"\d+", "", line).strip()


def join_lines(lines: Sequence[str]) -> str:
    """Return paragraphs from printed lines: hyphens at line ends undone, paragraphs parted by an empty line."""
    widths = sorted(len(line) for line in lines if line.strip() != "")
    if len(widths) == 0:
        return ""
    full = widths[int(0.8 * (len(widths) - 1))]
    paragraphs: list[str] = []
    current = ""
    for raw in lines:
        line = " ".join(raw.split())
        if line == "":
            paragraphs, current = ([*paragraphs, current] if current else paragraphs), ""
            continue
        if current.endswith("\u00ad") or (current.endswith("-") and line[0].islower() and current[-2:-1].isalpha()):
            current = current[:-1] + line
        else:
            current = f"{current} {line}" if current else line
        if len(line) < _SHORT_LINE * full and (_SENTENCE_END.search(line) is not None or len(line) < 0.5 * full):
            paragraphs.append(current)
            current = ""
    if current:
        paragraphs.append(current)
    return "\n\n".join(paragraphs).replace("\u00ad", "")


def read_docx(data: bytes, name: str) -> tuple[Metadata, str]:
    """Return what a Word file says about itself and its text: paragraphs and tables in their order.

    Raises SourceError for a broken file or one without text.
    """
    from zipfile import BadZipFile

    import docx
    from docx.opc.exceptions import PackageNotFoundError
    from docx.table import Table
    from docx.text.paragraph import Paragraph

    def blocks_of(items: Iterable[object]) -> list[str]:
        found: list[str] = []
        for item in items:
            if isinstance(item, Paragraph):
                found.append(item.text.strip())
            elif isinstance(item, Table):
                for row in item.rows:
                    found.append(" | ".join(dict.fromkeys(cell.text.strip() for cell in row.cells)))
        return found

    try:
        document = docx.Document(io.BytesIO(data))
        blocks = blocks_of(document.iter_inner_content())
        about = document.core_properties
    except (PackageNotFoundError, BadZipFile, KeyError, ValueError, SyntaxError) as exc:
        raise SourceError(f"{name}: not a Word file that can be opened ({exc}); save it again as .docx") from exc
    text = "\n\n".join(block for block in blocks if block != "")
    if text == "":
        raise SourceError(f"{name}: a Word file without text")
    return Metadata(title=about.title or None), text
