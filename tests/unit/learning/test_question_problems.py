from decimal import Decimal
from typing import Any

import pytest

from learning.quizzing.enums import QuestionKind
from learning.quizzing.item import Item, Option
from learning.quizzing.problems import problems

KINDS = QuestionKind


def said(*texts: str, right: str = "", language: str = "en") -> tuple[Option, ...]:
    return tuple(Option(text, text, text == right, {language: {"text": text, "match": f"{text}!"}}) for text in texts)


def question(kind: QuestionKind, *options: Option, **values: Any) -> Item:
    return Item(kind, options, **{"texts": {"en": {"prompt": "Why?"}}, **values})


IMPOSSIBLE = {
    "no prompt": (Item(KINDS.NUMBER, number=Decimal(1)), ["Write the question in at least one language."]),
    "one option": (question(KINDS.SINGLE, *said("a", right="a")), ["This kind of question needs at least 2 answers."]),
    "nothing right": (question(KINDS.SINGLE, *said("a", "b")), ["Mark exactly one answer as right."]),
    "none of several": (question(KINDS.MULTIPLE, *said("a", "b")), ["Mark at least one answer as right."]),
    "two of one": (
        question(KINDS.SINGLE, *said("a", right="a"), *said("b", right="b"), *said("c")),
        ["Mark exactly one answer as right."],
    ),
    "all right": (
        question(KINDS.MULTIPLE, *said("a", right="a"), *said("b", right="b")),
        ["Leave at least one answer wrong: otherwise there is nothing to choose."],
    ),
    "twice the same": (
        question(KINDS.SINGLE, *said("a", right="a"), *said("a ")),
        ["Two answers read alike in English: “a”."],
    ),
    "short twice": (
        question(KINDS.SHORT, *said("Brânză"), *said("branza")),
        ["Two answers read alike in English: “Brânză”."],
    ),
    "two steps": (question(KINDS.ORDER, *said("a", "b")), ["This kind of question needs at least 3 answers."]),
    "half a pair": (
        question(KINDS.MATCH, Option("k", texts={"en": {"text": "a"}}), *said("b")),
        ["Every answer needs its text in English, as the question is written in it."],
    ),
    "no number": (question(KINDS.NUMBER), ["Write the number that is right."]),
    "number of a choice": (
        question(KINDS.SINGLE, *said("a", "b", right="a"), number=Decimal(3)),
        ["Only a question for a number has one: remove it, or choose that kind."],
    ),
    "tolerance below zero": (
        question(KINDS.NUMBER, number=Decimal(3), tolerance=Decimal(-1)),
        ["The tolerance cannot be less than zero."],
    ),
    "number in words": (
        question(KINDS.NUMBER, *said("three"), number=Decimal(3)),
        ["A question for a number has no answers in words: remove them."],
    ),
    "no accepted answer": (question(KINDS.SHORT), ["This kind of question needs at least 1 answer."]),
    "an empty accepted answer": (question(KINDS.SHORT, Option("k")), ["An accepted answer has no text."]),
    "half translated": (
        question(KINDS.SINGLE, *said("a", "b", right="a"), texts={"en": {"prompt": "Why?"}, "ro": {"prompt": "De ce?"}}),
        ["Every answer needs its text in Română, as the question is written in it."],
    ),
    "too many": (
        question(KINDS.SINGLE, *said(*"abcdefghijklm", right="a")),
        ["More than 12 answers cannot be overlooked."],
    ),
}


@pytest.mark.parametrize("name", IMPOSSIBLE)
def test_an_impossible_question_says_why(name: str) -> None:
    item, sentences = IMPOSSIBLE[name]
    assert problems(item) == sentences
