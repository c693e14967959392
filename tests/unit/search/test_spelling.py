import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.spelling import distance, likeness

WORDS = st.text("abcd", max_size=7)


@pytest.mark.parametrize(
    ("one", "other", "slips"),
    [
        ("", "", 0),
        ("", "abc", 3),
        ("letter", "leter", 1),
        ("scrisaore", "scrisoare", 1),
        ("mentor", "metnro", 2),
        ("abc", "ca", 3),
    ],
)
def test_slips_are_counted(one: str, other: str, slips: int) -> None:
    assert (distance(one, other), distance(other, one)) == (slips, slips)


@given(WORDS, WORDS)
def test_likeness_is_the_same_both_ways_and_full_only_for_the_same(one: str, other: str) -> None:
    assert likeness(one, other) == likeness(other, one)
    assert (likeness(one, other) > 0.999) == (one == other != "")
    assert abs(len(one) - len(other)) <= distance(one, other) <= max(len(one), len(other))


@pytest.mark.parametrize(
    ("typed", "best", "others"),
    [
        ("scrisaore", "scrisoare", ["scrisa", "scris"]),
        ("mentorstwo", "mentorstvo", ["mentors", "mentor"]),
        ("ucemje", "ucenje", ["uce", "ucenik"]),
        ("ltter", "letter", ["litter", "later"]),
    ],
)
def test_a_slip_is_nearer_than_a_shorter_word(typed: str, best: str, others: list[str]) -> None:
    assert max([best, *others], key=lambda form: likeness(typed, form)) == best


@pytest.mark.parametrize(
    ("typed", "other"), [("laering", "bring"), ("brevv", "bread"), ("kutija", "kultura"), ("art", "arc"[::-1])]
)
def test_another_word_is_no_slip(typed: str, other: str) -> None:
    assert likeness(typed, other) == 0
