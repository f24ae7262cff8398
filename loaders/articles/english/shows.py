"""Who works for an outlet by a show: "X's Fox News show", "on her CNN program, X said"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc

from techpol.loaders.articles.english.candidate import Candidate
from techpol.loaders.articles.english.scanner import Scanner

_SHOWS = frozenset("show program programme podcast broadcast newscast talk-show".split())
_KINDS = frozenset("talk radio television tv news former cable prime-time".split())
_FORMER = frozenset("former old canceled cancelled".split())


class ShowMatcher(Scanner):
    """Reads whose the shows of one document are."""

    def match(self, number: int, doc: Doc) -> Iterator[Candidate]:
        """Yield the candidates of one paragraph."""
        for token in doc[3:]:
            if token.lower_ not in _SHOWS or token.tag_ != "NN":
                continue
            i = token.i - 1
            while i > 1 and doc[i].lower_ in _KINDS:
                if self._index.at(number, i) is not None:
                    break
                i -= 1
            outlet = self._index.at(number, i)
            if outlet is None or outlet.end != i + 1 or outlet.entity.type != "MediaOrganization":
                continue
            owner = doc[outlet.start - 1] if outlet.start > 1 else None
            if owner is None or owner.tag_ != "POS":
                continue
            host = self._index.at(number, owner.i - 1)
            if host is None or host.entity.type != "Person" or host.end != owner.i or host.kind != "name":
                continue
            past = any(doc[k].lower_ in _FORMER for k in range(outlet.start, token.i))
            yield Candidate(
                number, host, "WORKS_FOR", outlet, token, "construction:on-air", past=past, stated=True,
                confidence=0.85,
            )  # fmt: skip
