"""What on a page is not the article: headlines of other articles, teasers, datelines, invitations to subscribe."""

from __future__ import annotations

from techpol.loaders.articles.arabic.analysis import Document

_NOT_ARTICLE = (
    "اقرا ايضا",
    "اقرا المزيد",
    "اقرا كذلك",
    "اقرا ايضًا",
    "شاهد ايضا",
    "شاهد بالفيديو",
    "مواضيع ذات صله",
    "اخبار ذات صله",
    "اخبار متعلقه",
    "اشترك",
    "اكتشاف المزيد",
    "تابعونا",
    "تابعنا",
    "حقوق النشر",
    "جميع الحقوق",
    "للمزيد",
    "قد يعجبك",
    "المصدر :",
    "كلمات مفتاحيه",
    "الوسوم",
    "شارك هذا",
    "انقر هنا",
    "اضغط هنا",
    "تصوير :",
    "الصوره :",
    "موضوعات متعلقه",
    "التعليقات",
)


def skipped_sentences(document: Document) -> dict[int, str]:
    """Return the sentences that are not read, with the reason."""
    skipped: dict[int, str] = {}
    words = document.words
    for number, sentence in enumerate(document.tokenised.sentences):
        start = " ".join(words[sentence.first : min(sentence.last, sentence.first + 6)])
        if any(start.startswith(mark) for mark in _NOT_ARTICLE):
            skipped[number] = "not part of the article"
    return skipped
