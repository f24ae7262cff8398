"""From the options of a command to the article loader that they ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from techpol.schema.errors import UsageError

if TYPE_CHECKING:
    from techpol.loaders.articles import Articles


def article_loader(
    *,
    title: str | None = None,
    publisher: str | None = None,
    date: str | None = None,
    url: str | None = None,
    language: str | None = None,
    encoding: str | None = None,
) -> Articles:
    """Return the article loader that believes these over what a file says. Raises UsageError for a bad value."""
    from techpol.loaders.articles import Articles
    from techpol.loaders.articles.metadata import read_metadata
    from techpol.loaders.articles.pages import Options
    from techpol.schema.errors import SourceError

    given = {"title": title, "publisher": publisher, "date": date, "url": url, "language": language}
    try:
        metadata = read_metadata({name: value for name, value in given.items() if value is not None}, "--")
    except SourceError as exc:
        raise UsageError(str(exc).replace("--: ", "--")) from exc
    if url is not None and metadata.url is None:
        raise UsageError(f"--url is {url!r}; expected an address such as https://example.org/article")
    return Articles(Options(metadata, encoding))
