import pytest
from hypothesis import given
from hypothesis import strategies as st

from techpol.schema.text import fold, normalise_text


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("سام ألتمان", "سام التمان"),
        ("مُحَمَّد", "محمد"),
        ("شركـــة", "شركه"),
        ("٢٠٠", "200"),
        ("“Box”", '"box"'),
        ("Müller", "Mu\u0308ller"),
        ("O’Brien", "o'brien"),
        ("a\u00a0b", "a b"),
        ("\u200fبايدن\u200e", "بايدن"),
        ("على", "علي"),
    ],
)
def test_what_a_reader_sees_as_the_same_folds_alike(left, right):
    assert fold(left) == fold(right)


def test_a_span_of_the_copy_maps_back_to_the_text_with_its_marks():
    text = "قال مُحَمَّدٌ نعم"
    copy = normalise_text(text)
    start = copy.text.index("محمد")
    begin, end = copy.span(start, start + 4)

    assert text[begin:end] == "مُحَمَّدٌ"


@given(st.text())
def test_offsets_are_in_order_and_inside_the_text(text):
    copy = normalise_text(text)

    assert len(copy.offsets) == len(copy.text) + 1
    assert list(copy.offsets) == sorted(copy.offsets)
    assert copy.offsets[-1] == len(text)
    for position in range(len(copy.text)):
        start, end = copy.span(position, position + 1)
        assert 0 <= start < end <= len(text)


@given(st.text())
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)
