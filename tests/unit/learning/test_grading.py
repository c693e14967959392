"""Marks as properties: from 0 to 1, the same in any order of options, full for what is right, nothing for no answer."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from learning.quizzing.enums import QuestionKind
from learning.quizzing.grading import mark, plain, reads_alike
from learning.quizzing.item import Item, Option, item_from_json
from learning.quizzing.problems import problems

KINDS = QuestionKind


def option(number: int, *, is_right: bool = False) -> Option:
    texts = {"en": {"text": f"Text {number}", "match": f"Match {number}"}}
    return Option(key=f"k{number}", match_key=f"m{number}", is_right=is_right, texts=texts)


def item(kind: QuestionKind, rights: list[bool], **values: Any) -> Item:
    options = tuple(option(number, is_right=right) for number, right in enumerate(rights))
    return Item(kind=kind, options=options, texts={"en": {"prompt": "What?"}}, **values)


@st.composite
def choices(draw: st.DrawFn) -> Item:
    rights = draw(st.lists(st.booleans(), min_size=2, max_size=8).filter(lambda some: 0 < sum(some) < len(some)))
    return item(KINDS.SINGLE if sum(rights) == 1 and draw(st.booleans()) else KINDS.MULTIPLE, rights)


@st.composite
def sorting(draw: st.DrawFn) -> Item:
    return item(draw(st.sampled_from([KINDS.ORDER, KINDS.MATCH])), [False] * draw(st.integers(3, 8)))


@st.composite
def numbers(draw: st.DrawFn) -> Item:
    places = st.decimals(-(10**6), 10**6, places=3)
    return Item(
        kind=KINDS.NUMBER,
        number=draw(places),
        tolerance=abs(draw(st.decimals(0, 100, places=2))),
        texts={"en": {"prompt": "How many?"}},
    )


def keyed(asked: Item) -> st.SearchStrategy[Any]:
    """Any answer that the form can send, and some that it cannot."""
    keys = st.sampled_from([*(one.key for one in asked.options), "stranger"])
    matches = st.sampled_from([*(one.match_key for one in asked.options), "stranger"])
    return st.one_of(
        st.just({}),
        st.builds(lambda some: {"chosen": some}, st.lists(keys, unique=True)),
        st.builds(lambda some: {"places": some}, st.dictionaries(keys, st.integers(1, 9))),
        st.builds(lambda some: {"pairs": some}, st.dictionaries(keys, matches)),
    )


def right(asked: Item) -> dict[str, Any]:
    if asked.kind in {KINDS.SINGLE, KINDS.MULTIPLE}:
        return {"chosen": [one.key for one in asked.options if one.is_right]}
    if asked.kind == KINDS.ORDER:
        return {"places": {one.key: place for place, one in enumerate(asked.options, start=1)}}
    if asked.kind == KINDS.MATCH:
        return {"pairs": {one.key: one.match_key for one in asked.options}}
    return {"text": str(asked.number), "language": "en"}


@given(st.data(), st.one_of(choices(), sorting()))
def test_a_mark_is_from_0_to_1_and_deaf_to_the_order_of_options(data: st.DataObject, asked: Item) -> None:
    answer = data.draw(keyed(asked))
    earned = mark(asked, answer)
    assert 0 <= earned <= 1
    if asked.kind != KINDS.ORDER:  # there the order of the options is what is asked
        mixed = Item(asked.kind, tuple(data.draw(st.permutations(asked.options))), texts=asked.texts)
        assert mark(mixed, answer) == earned
    if "chosen" in answer:
        assert mark(asked, {"chosen": data.draw(st.permutations(answer["chosen"]))}) == earned


@given(st.one_of(choices(), sorting(), numbers()))
def test_a_possible_question_can_be_answered_fully_right_and_nothing_earns_nothing(asked: Item) -> None:
    assert problems(asked) == []
    assert (mark(asked, right(asked)), mark(asked, {})) == (Fraction(1), Fraction(0))
    assert item_from_json(asked.as_json()) == asked


@given(choices())
def test_ticking_everything_earns_nothing(asked: Item) -> None:
    assert mark(asked, {"chosen": [one.key for one in asked.options]}) == 0


def test_partial_marks_of_several_right_answers() -> None:
    asked = item(KINDS.MULTIPLE, [True, True, False, False])
    chosen = {"k0": Fraction(1, 2), "k0 k1": 1, "k0 k2": 0, "k0 k1 k2": Fraction(1, 2), "k2": 0}
    assert {keys: mark(asked, {"chosen": keys.split()}) for keys in chosen} == chosen


def test_partial_marks_of_an_order() -> None:
    asked = item(KINDS.ORDER, [False] * 4)
    expected = {
        (1, 2, 3, 4): 1,
        (2, 3, 4, 1): Fraction(2, 3),
        (4, 3, 2, 1): 0,
        (1, 2, 4, 4): Fraction(1, 3),
        (1, 2, 2, 3): 0,
        (1, 3, 2, 4): 0,
    }
    given_places = {places: {"places": dict(zip(["k0", "k1", "k2", "k3"], places, strict=True))} for places in expected}
    assert {places: mark(asked, answer) for places, answer in given_places.items()} == expected


def test_partial_marks_of_pairs() -> None:
    asked = item(KINDS.MATCH, [False] * 3)
    assert mark(asked, {"pairs": {"k0": "m0", "k1": "m2", "k2": "m2"}}) == Fraction(2, 3)


@given(numbers(), st.decimals(-200, 200, places=3), st.sampled_from(["en", "ro", "nb", "sr-cyrl"]))
def test_a_number_is_right_within_its_tolerance_in_any_language(asked: Item, away: Decimal, language: str) -> None:
    assert asked.number is not None
    typed = f"{asked.number + away:f}"
    text = typed if language == "en" else typed.replace(".", ",")
    assert mark(asked, {"text": text, "language": language}) == (abs(away) <= asked.tolerance)


SHORT = Item(
    kind=KINDS.SHORT,
    options=(Option("k", texts={"ro": {"text": "Brânză de  vaci"}, "sr-latn": {"text": "Đorđe"}, "en": {"text": "50 %"}}),),
)


@pytest.mark.parametrize(
    "typed",
    ["brânză de vaci", "  BRANZA DE VACI ", "branza  de vaci", "BRÂNZĂ de vaci", "Ђорђе", "djordje", "Dorde", "50 %"],
)
def test_a_short_text_is_right_without_its_marks(typed: str) -> None:
    assert mark(SHORT, {"text": typed, "language": "ro"}) == 1


@pytest.mark.parametrize("typed", ["branza", "brânză de vaci!", "", "  ", "50", "Djorde", "%"])
def test_another_short_text_is_not(typed: str) -> None:
    assert mark(SHORT, {"text": typed, "language": "ro"}) == 0


@given(st.text(max_size=40), st.text(max_size=40))
@settings(max_examples=200)
def test_reading_alike_is_fair(one: str, other: str) -> None:
    assert reads_alike(one, other) == reads_alike(other, one)
    assert reads_alike(one, one) == bool(one.strip() and plain(one))
    assert reads_alike(f"  {one.upper()} ", one.upper()) == reads_alike(one.upper(), one.upper())
