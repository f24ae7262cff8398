"""The spans of the text that a claim rests on: the sentence, or the piece of it that holds both ends."""

from __future__ import annotations

from spacy.tokens import Doc, Token
from spacy.tokens import Span as TokenSpan

from techpol.loaders.articles.english.document import Document
from techpol.loaders.articles.english.mentions import Reference
from techpol.loaders.gate import is_short_quote
from techpol.schema.model import Source, Span

Evidence = tuple[tuple[Span, ...], tuple[int, int], tuple[int, int]]


class EvidenceMaker:
    """Finds the evidence of the claims of one document."""

    def __init__(self, source: Source, document: Document) -> None:
        self._source = source
        self._text = source.text or ""
        self._document = document

    def find(
        self, number: int, sentence: TokenSpan, trigger: Token, subject: Reference, target: Reference
    ) -> Evidence | None:
        """Return the spans that hold a claim, and where each end is named in them; None where no short span does."""
        named = (self._named(number, sentence, subject), self._named(number, sentence, target))
        inside = [(trigger.i, trigger.i + 1)]
        inside += [(r.start, r.end) for r in (subject, target, *named) if self._in(number, sentence, r)]
        main = self._quote(number, sentence, min(start for start, _ in inside), max(end for _, end in inside))
        if main is None:
            # too much stands between the ends: a piece for the word that says it, and one for each end
            main = self._quote(number, sentence, trigger.i, trigger.i + 1)
        if main is None:
            return None
        spans = [main]
        ends = []
        for reference in named:
            start, end = self.span_of(reference)
            if not any(span.start <= start and end <= span.end for span in spans):
                doc = self._document.scenes[reference.paragraph].doc
                around = doc[reference.start].sent
                other = self._quote(reference.paragraph, around, reference.start, reference.end)
                if other is None:
                    return None
                spans.append(other)
            ends.append((start, end))
        return tuple(spans), ends[0], ends[1]

    def span_of(self, reference: Reference) -> tuple[int, int]:
        """Return where a mention stands in the source's text."""
        scene = self._document.scenes[reference.paragraph]
        last = scene.doc[reference.end - 1]
        return scene.paragraph.span(scene.doc[reference.start].idx, last.idx + len(last))

    def _in(self, number: int, sentence: TokenSpan, reference: Reference) -> bool:
        return reference.paragraph == number and sentence.start <= reference.start and reference.end <= sentence.end

    def _named(self, number: int, sentence: TokenSpan, reference: Reference) -> Reference:
        """Return the mention that names an end: itself, else one in the sentence, else the last before it."""
        if reference.kind == "name" or not reference.entity.named:
            return reference
        names = [mention for mention in reference.entity.mentions if mention.kind == "name"]
        if not names:
            return reference
        here = [mention for mention in names if self._in(number, sentence, mention)]
        if here:
            return here[0]
        place = (reference.paragraph, reference.start)
        before = [mention for mention in names if (mention.paragraph, mention.start) < place]
        return max(before, key=lambda mention: (mention.paragraph, mention.start)) if before else names[0]

    def _quote(self, number: int, sentence: TokenSpan, first: int, last: int) -> Span | None:
        """Return the sentence; where it is too long, what fits around tokens ``first`` to ``last``."""
        doc = self._document.scenes[number].doc
        whole = self._span(number, doc, sentence.start, sentence.end)
        if whole is not None:
            return whole
        start, end = max(first, sentence.start), min(last, sentence.end)
        best = self._span(number, doc, start, end)
        if best is None:
            return None
        while end < sentence.end and (wider := self._span(number, doc, start, end + 1)) is not None:
            best, end = wider, end + 1
        while start > sentence.start and (wider := self._span(number, doc, start - 1, end)) is not None:
            best, start = wider, start - 1
        return best

    def _span(self, number: int, doc: Doc, start: int, end: int) -> Span | None:
        begin, finish = self._document.scenes[number].paragraph.span(
            doc[start].idx, doc[end - 1].idx + len(doc[end - 1])
        )
        quote = self._text[begin:finish]
        return Span(self._source.id, begin, finish, quote) if is_short_quote(quote) else None
