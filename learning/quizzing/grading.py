"""Marks. Pure functions of a question and an answer; a mark is a fraction from 0 to 1, exact."""

from collections import Counter
from fractions import Fraction
from itertools import pairwise

from learning.quizzing.enums import QuestionKind
from learning.quizzing.given import Given
from learning.quizzing.item import Item
from learning.quizzing.numbers import read_number
from search.analysis.fold import fold, normalise, readings

NOTHING, FULL = Fraction(0), Fraction(1)


def mark(item: Item, given: Given) -> Fraction:
    """Return the mark of an answer; no answer is worth nothing. The order in which options were shown does not matter."""
    graders = {
        QuestionKind.SINGLE: _multiple,
        QuestionKind.MULTIPLE: _multiple,
        QuestionKind.ORDER: _order,
        QuestionKind.MATCH: _match,
        QuestionKind.NUMBER: _number,
        QuestionKind.SHORT: _short,
    }
    return graders[item.kind](item, given) if given else NOTHING


def _multiple(item: Item, given: Given) -> Fraction:
    """The share of the right options that were chosen, less the share of the wrong ones: to tick everything earns nothing."""
    chosen = set(given.get("chosen", ()))
    right = {option.key for option in item.options if option.is_right}
    wrong = {option.key for option in item.options} - right
    if item.kind == QuestionKind.SINGLE:
        return FULL if len(chosen) == 1 and chosen <= right else NOTHING
    lost = Fraction(len(chosen & wrong), len(wrong)) if wrong else NOTHING
    return max(NOTHING, Fraction(len(chosen & right), len(right)) - lost)


def _order(item: Item, given: Given) -> Fraction:
    """The share of neighbours that follow each other as they should: one step out of place does not spoil the others.

    A place that was given twice counts for none of the two.
    """
    places = given.get("places", {})
    taken = Counter(places.values())
    at = {key: place for key, place in places.items() if taken[place] == 1}
    steps = [option.key for option in item.options]
    followed = sum(1 for one, other in pairwise(steps) if one in at and at.get(other) == at[one] + 1)
    return Fraction(followed, len(steps) - 1)


def _match(item: Item, given: Given) -> Fraction:
    """The share of pairs that belong together."""
    pairs = given.get("pairs", {})
    return Fraction(sum(pairs.get(option.key) == option.match_key for option in item.options), len(item.options))


def _number(item: Item, given: Given) -> Fraction:
    typed = read_number(given.get("text", ""), given.get("language", ""))
    if typed is None or item.number is None:
        return NOTHING
    return FULL if abs(typed - item.number) <= item.tolerance else NOTHING


def plain(text: str) -> str:
    """Return a short answer in its usual reading: without case, needless spaces and diacritics, in Latin letters."""
    return " ".join(fold(word) or word for word in normalise(text).casefold().split())


def reads_alike(one: str, other: str) -> bool:
    """Whether two short answers are the same word for word, in any usual spelling: Đorđe is also Djordje and Dorde.

    Case, spaces, diacritics and script do not count; punctuation does, as it may be the answer.
    """
    pairs = [(set(readings(word)) or {word} for word in normalise(text).casefold().split()) for text in (one, other)]
    words, others = map(list, pairs)
    return bool(words) and len(words) == len(others) and all(map(set.intersection, words, others))


def _short(item: Item, given: Given) -> Fraction:
    typed = given.get("text", "")
    return FULL if any(reads_alike(typed, text) for option in item.options for text in option.all("text")) else NOTHING
