"""What is said of a word once must be what its parts say, and what was added later must be found."""

from __future__ import annotations

from techpol.loaders.articles.arabic.amounts import find_amounts
from techpol.loaders.articles.arabic.lexicon import PhraseTable, get_lexicon
from techpol.loaders.articles.arabic.tokens import tokenise
from techpol.loaders.articles.arabic.word_facts import Memo


def test_a_memo_works_a_word_out_once() -> None:
    asked: list[str] = []
    memo = Memo(lambda word: asked.append(word) or len(word))
    assert [memo["كتب"], memo["كتب"], memo["قلم"]] == [3, 3, 3]
    assert asked == ["كتب", "قلم"]


def test_a_phrase_added_after_a_search_is_found() -> None:
    table = PhraseTable()
    table.add("مجلس", 1)
    words = ["لمجلس", "الامناء"]
    assert table.find(words, 0) == (1, "ل", 1)
    table.add("مجلس الأمناء", 2)
    assert table.find(words, 0) == (2, "ل", 2)
    assert table.find(words, 0, 1) == (1, "ل", 1)  # the sentence ends before the second word
    assert table.find(words, 1) is None
    assert table.find(words, 2) is None


def test_roles_with_what_is_written_onto_them() -> None:
    facts = get_lexicon().facts
    assert facts.is_role["والرييس"]
    assert not facts.is_role["شجره"]
    assert ("و", "مستشار", "ها") in facts.role_stems["ومستشارها"]
    assert facts.role_stems["شجره"] == ()


def test_heads_of_bodies_begin_no_role() -> None:
    facts = get_lexicon().facts
    assert facts.body_roles["موسسه"] == ()
    assert any(role.words == ("رييس",) for role, _ in facts.body_roles["لرييس"])


def test_openers_go_in_their_order_and_take_conjunctions_only() -> None:
    facts = get_lexicon().facts
    assert [(kind, clitic) for _, kind, clitic, _ in facts.openers["وفي"]][:1] == [("PREP", "و")]
    assert facts.openers["لشجره"] == ()


def test_adjectives_of_countries_need_the_article() -> None:
    facts = get_lexicon().facts
    assert (facts.adjective["والمصري"] or ("",))[:2] == ("و", "Place")
    assert facts.adjective["مصري"] is None


def test_words_for_inquiries_with_what_is_written_onto_them() -> None:
    facts = get_lexicon().facts
    assert facts.probes["بالتحقيق"] == facts.probes["تحقيق"] is True
    assert not facts.probes["شجره"]


def test_sums_begin_with_numbers_words_for_them_and_signs() -> None:
    def found(text: str) -> list[int]:
        tokens = tokenise(text).tokens
        return [amount.first for amount in find_amounts(tokens, 0, len(tokens))]

    assert found("دفع نصف مليون دولار") == [1]
    assert found("دفع $500 ثم مليوني ريال") == [1, 4]
    assert found("دفع الدولار ثمنا") == []
