"""A query as it is counted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.query_words import counted_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Mentorat  PENTRU artiști!", "mentorat pentru artisti"),
        ("менторство", "mentorstvo"),
        ('"first letter" -draft', "first letter draft"),
        ("call 2026", "call 2026"),
        ("1 000 voices", "1000 voices"),
        ("  ?! ", ""),
    ],
)
def test_words_are_folded_as_analysis_folds_them(text: str, words: str) -> None:
    assert counted_words(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "ana.pop@example.org",
        "mentor ana＠example.org",
        "+40 721 234 567",
        "(021) 312-34-56",
        "0722/123.456",
        "١٢٣٤٥٦٧",
        "ion 1980101123456",
        "RO49 AAAA 1B31 0075 9384 0000",
        "12. 5. 1999",
        "born 1999-05-12",
    ],
)
def test_what_may_be_about_somebody_is_not_kept(text: str) -> None:
    assert counted_words(text) == ""


def test_a_long_query_is_cut_after_a_word() -> None:
    assert counted_words("mentor " * 15 + "extraordinarily " * 15) == " ".join(["mentor"] * 15 + ["extraordinarily"] * 5)
    assert len(counted_words("extraordinarily " * 20)) == 191


@given(st.text(max_size=300))
def test_anything_gives_at_most_200_characters_and_counting_it_again_is_the_same(text: str) -> None:
    words = counted_words(text)
    assert len(words) <= 200
    assert words == words.strip()
