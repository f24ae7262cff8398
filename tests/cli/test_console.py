"""What is printed: tables and isolated right-to-left text on a terminal, plain lines in a pipe, nothing to obey."""

import io
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from techpol.cli.console import isolate, print_table, printable
from techpol.cli.explain import split_sentences
from techpol.cli.wording import details_text, evidence_text


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_tables_in_a_pipe_are_tabs(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(("a", "b"), [("1", None), ("x\ty", "سام")])

    assert capsys.readouterr().out == "a\tb\n1\t\nx y\tسام\n"


def test_tables_on_a_terminal_take_names_as_names(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stdout", terminal)

    print_table(("name",), [("[red]x[/red]",), ("سام ألتمان",)])

    assert "[red]x[/red]" in terminal.getvalue()
    assert "\u2068سام ألتمان\u2069" in terminal.getvalue()


def test_right_to_left_text_is_isolated_on_a_terminal_only(monkeypatch: pytest.MonkeyPatch) -> None:
    assert isolate("سام") == "سام"
    monkeypatch.setattr(sys, "stdout", Terminal())
    assert isolate("سام") == "\u2068سام\u2069"
    assert isolate("Sam") == "Sam"


@given(st.text())
def test_nothing_that_a_terminal_would_obey_is_printed(text: str) -> None:
    shown = printable(text)

    assert len(shown) == len(text)
    assert not any(
        character < " " or "\x7f" <= character <= "\x9f" or "\u202a" <= character <= "\u202e" for character in shown
    )


@pytest.mark.parametrize(
    ("details", "text"),
    [
        ({}, ""),
        (
            {"amount": "100000", "currency": "USD", "count": 2, "start": "2023-06-14"},
            " (2 × 100,000 USD, 2023-06-14)",
        ),
        ({"amount": "1.5", "amount_bound": "at_least"}, " (at least 1.5)"),
        ({"amount": "200000", "currency": "USD", "amount_scope": "total"}, " (200,000 USD in total)"),
        (
            {"role": "chief executive", "start": "2019", "end": "2023", "past": True},
            " (chief executive, 2019 to 2023, former)",
        ),
        ({"end": "2019", "past": True}, " (until 2019, former)"),
        ({"asset": "bitcoin", "count": 3}, " (3 times, bitcoin)"),
    ],
)
def test_details_in_words(details: dict[str, object], text: str) -> None:
    assert details_text(details) == text


def test_evidence_in_words() -> None:
    evidence = [{"quote": "two\nlines"}, {"row": {"donor": "A", "sum": "5"}}, {"quote": "two\nlines"}]

    assert evidence_text(evidence) == "two lines … donor: A; sum: 5"


def test_sentences_for_showing_do_not_cut_names() -> None:
    text = "J. D. Vance won. He spoke.\nTitle\n\nمن هو؟ لا أحد."
    sentences = [text[start:end].strip() for start, end in split_sentences(text, [(0, 11)])]

    assert sentences == ["J. D. Vance won.", "He spoke.", "Title", "من هو؟", "لا أحد."]


@given(st.text(alphabet=st.sampled_from("ab. \n؟!"), max_size=60))
def test_sentences_cover_all_that_is_not_space(text: str) -> None:
    spans = split_sentences(text, [])

    assert "".join(text[start:end] for start, end in spans).split() == text.split()
