from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learning.quizzing.numbers import read_number

READ = {
    ("3.5", "en"): "3.5", ("3,5", "en"): "3.5", ("3.5", "ro"): "3.5", ("3,5", "ro"): "3.5",
    ("1,500", "en"): "1500", ("1,500", "ro"): "1.500", ("1.500", "en"): "1.500", ("1.500", "ro"): "1500",
    ("1.234,5", "nb"): "1234.5", ("1,234.5", "en"): "1234.5", ("1 234,5", "nb"): "1234.5",
    ("1\u202f234\u00a0567", "sl"): "1234567",
    ("-7", "en"): "-7", ("−7,25", "hr"): "-7.25", ("+.5", "en"): "0.5", ("0,125", "en"): "0.125", ("5.", "en"): "5",
    ("1.234.567", "mk"): "1234567", ("12.50", "ro"): "12.50",
}  # fmt: skip
NOT_READ = ["", "x", "1e9", "NaN", "inf", "--5", "1,2,3", "1.2.3", "1,234,5", "٣", "1/2", "9" * 50, "0x10", "1.234,5.6"]


def test_numbers_are_read_as_the_language_writes_them() -> None:
    assert {asked: read_number(*asked) for asked in READ} == {asked: Decimal(number) for asked, number in READ.items()}


@pytest.mark.parametrize("language", ["en", "ro"])
def test_what_is_no_number_is_none(language: str) -> None:
    assert {text: read_number(text, language) for text in NOT_READ} == dict.fromkeys(NOT_READ)


@given(st.text(max_size=60), st.sampled_from(["en", "ro"]))
def test_no_text_breaks_it(text: str, language: str) -> None:
    number = read_number(text, language)
    assert number is None or number.is_finite()
