"""Articles in mail: newsletters and forwarded pages (.eml), and pages saved whole (.mht)."""

from __future__ import annotations

import email.policy
from email.message import EmailMessage, MIMEPart
from email.parser import BytesParser
from email.utils import parseaddr, parsedate_to_datetime

from techpol.loaders.articles.encoding import decode_text
from techpol.loaders.articles.metadata import Metadata, clean_url
from techpol.loaders.articles.webpages import read_markup
from techpol.schema.errors import SourceError
from techpol.schema.values import PartialDate


def read_mail(data: bytes, name: str) -> tuple[Metadata, str]:
    """Return what a message says about itself and its text; the plain part, else the HTML part's main text.

    Raises SourceError for what is no message or holds no text.
    """
    message = BytesParser(_class=EmailMessage, policy=email.policy.default).parsebytes(data)
    if len(message.keys()) == 0:
        raise SourceError(f"{name}: no mail headers; expected From, Date and Subject at the top")
    about = Metadata(
        title=_header(message, "Subject"),
        publisher=parseaddr(_header(message, "From") or "")[0] or None,
        url=clean_url(_header(message, "Content-Location") or _header(message, "Snapshot-Content-Location") or ""),
        published=_date(message),
        id=_header(message, "Message-ID"),
    )
    page = message.get_body(("html",))
    plain = message.get_body(("plain",))
    if plain is not None:
        text = _text(plain, name).strip()
        if text != "":
            return about, text
    if page is not None:
        found, text = read_markup(_text(page, name), name)
        return about.over(found), text
    raise SourceError(f"{name}: a message without text; found {message.get_content_type()}")


def _header(message: EmailMessage, name: str) -> str | None:
    value = message.get(name)
    return (" ".join(str(value).split()) or None) if value is not None else None


def _date(message: EmailMessage) -> PartialDate | None:
    try:
        return PartialDate.clean(parsedate_to_datetime(str(message.get("Date"))).date().isoformat())
    except (TypeError, ValueError):
        return None


def _text(part: MIMEPart, name: str) -> str:
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return ""
    charset = part.get_content_charset()
    try:
        return decode_text(payload, name, charset)
    except SourceError:
        return decode_text(payload, name)  # the part is wrong about itself; find out
