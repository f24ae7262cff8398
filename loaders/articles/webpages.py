"""Articles in HTML and Markdown: the main text without menus, related links and markup."""

from __future__ import annotations

import logging
import re

from techpol.loaders.articles.encoding import decode_text
from techpol.loaders.articles.metadata import Metadata, clean_url
from techpol.schema.errors import SourceError
from techpol.schema.values import PartialDate

_DECLARED = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]{3,20})""", re.IGNORECASE)
_HTML_LANGUAGE = re.compile(r"""<html[^>]{0,500}?\slang\s*=\s*["']?([a-zA-Z]{2,3})""", re.IGNORECASE)
# "Please enable JavaScript" is no article.
_NO_SCRIPT = re.compile(r"<noscript\b.*?</noscript\s*>", re.IGNORECASE | re.DOTALL)
_NO_TEXT_TAGS = ("script", "style", "template", "nav", "footer", "aside", "form", "button", "select", "svg", "title")
_BLOCK_TAGS = (
    "address", "article", "blockquote", "body", "br", "dd", "div", "dl", "dt", "figcaption", "h1", "h2", "h3", "h4",
    "h5", "h6", "hr", "li", "main", "ol", "p", "pre", "section", "table", "td", "th", "tr", "ul",
)  # fmt: skip
# Browsers read these labels as the wider encoding, and so do we.
_AS_BROWSERS = {"iso-8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252", "iso-8859-6": "cp1256"}


def read_html(data: bytes, name: str, encoding: str | None = None) -> tuple[Metadata, str]:
    """Return what an HTML page says about itself and its main text, paragraphs parted by an empty line.

    Raises SourceError where no text is found.
    """
    return read_markup(_decode_html(data, name, encoding), name)


def _decode_html(data: bytes, name: str, encoding: str | None) -> str:
    declared = _DECLARED.search(data[:4096])
    if encoding is None and declared is not None:
        label = declared.group(1).decode("ascii").lower()
        try:
            return decode_text(data, name, _AS_BROWSERS.get(label, label))
        except SourceError:
            pass  # the page is wrong about itself; find out
    return decode_text(data, name, encoding)


def read_markup(markup: str, name: str) -> tuple[Metadata, str]:
    """Return what a page says about itself and its main text. Raises SourceError where no text is found."""
    import trafilatura

    markup = _NO_SCRIPT.sub("", markup)
    # It logs what it cannot parse; the caller gets one error instead.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        page = trafilatura.bare_extraction(
            markup,
            with_metadata=True,
            include_comments=False,
            include_tables=True,
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except (ValueError, TypeError, AttributeError, RecursionError) as exc:
        raise SourceError(f"{name}: HTML that cannot be parsed: {exc}") from exc
    text = (getattr(page, "text", None) or "") if page is not None else ""
    if text.strip() == "":
        text = _all_text(markup)
    if text.strip() == "":
        raise SourceError(f"{name}: HTML of {len(markup):,} characters without readable text; save the text as .txt")
    language = _HTML_LANGUAGE.search(markup)
    metadata = Metadata(language=language.group(1).lower() if language is not None else None)
    if page is not None:
        metadata = Metadata(
            title=getattr(page, "title", None) or None,
            publisher=getattr(page, "sitename", None) or None,
            url=clean_url(getattr(page, "url", None) or ""),
            published=PartialDate.clean(getattr(page, "date", None)),
        ).over(metadata)
    return metadata, "\n\n".join(line.strip() for line in text.split("\n") if line.strip() != "")


def _all_text(markup: str) -> str:
    """Return all text of a page that the extractor gave up on, a line a block: it refuses the very short ones."""
    import lxml.html

    try:
        root = lxml.html.document_fromstring(markup)
    except (ValueError, SyntaxError):
        return ""
    for element in list(root.iter(*_NO_TEXT_TAGS)):
        element.drop_tree()
    for element in root.iter(*_BLOCK_TAGS):
        element.text = f"\n{element.text or ''}"
        element.tail = f"\n{element.tail or ''}"
    lines = (" ".join(line.split()) for line in root.text_content().split("\n"))
    return "\n".join(line for line in lines if line != "")


def read_markdown(text: str) -> tuple[str | None, str]:
    """Return the first heading, None where there is none, and the text without its markup.

    Links keep their words, pictures go, list items are lines of their own.
    """
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

    def words(inline: Token) -> str:
        pieces: list[str] = []
        for child in inline.children or ():
            if child.type in ("softbreak", "hardbreak"):
                pieces.append("\n")
            elif child.type in ("text", "code_inline", "text_special"):
                pieces.append(child.content)
        return "".join(pieces)

    title: str | None = None
    blocks: list[str] = []
    in_heading = False
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        if token.type in ("heading_open", "heading_close"):
            in_heading = token.type == "heading_open"
        elif token.type == "inline":
            block = words(token).strip()
            if in_heading and title is None:
                title = block
            if block != "":
                blocks.append(block)
        elif token.type in ("code_block", "fence") and token.content.strip() != "":
            blocks.append(token.content.strip("\n"))
    return title, "\n\n".join(blocks)
