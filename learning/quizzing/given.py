"""What a learner answers, as it is kept: JSON that names options by their keys and nothing that the question lacks."""

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict

from learning.quizzing.enums import QuestionKind
from learning.quizzing.item import Item

Given = Mapping[str, Any]
LONGEST_TEXT = 500


def field_name(position: int) -> str:
    """Return how the form's fields of one question begin."""
    return f"q{position}"


def _chosen(item: Item, form: QueryDict, name: str) -> Given:
    sent = set(form.getlist(name))
    chosen = [option.key for option in item.options if option.key in sent]
    return {"chosen": chosen if item.kind == QuestionKind.MULTIPLE else chosen[:1]} if chosen else {}


def _places(item: Item, form: QueryDict, name: str) -> Given:
    last = len(item.options)
    sent = {option.key: str(form.get(f"{name}-{option.key}", "")) for option in item.options}
    possible = {str(place): place for place in range(1, last + 1)}
    places = {key: possible[value] for key, value in sent.items() if value in possible}
    return {"places": places} if places else {}


def _pairs(item: Item, form: QueryDict, name: str) -> Given:
    known = {option.match_key for option in item.options}
    sent = {option.key: str(form.get(f"{name}-{option.key}", "")) for option in item.options}
    pairs = {key: value for key, value in sent.items() if value in known}
    return {"pairs": pairs} if pairs else {}


def read_given(item: Item, form: QueryDict, name: str, language: str) -> Given:
    """Read the answer to one question from the fields that begin with `name`; what the question does not offer is left out.

    `{}` for no answer. A number keeps the language it was typed in, as that decides how it is read.
    """
    match item.kind:
        case QuestionKind.SINGLE | QuestionKind.MULTIPLE:
            return _chosen(item, form, name)
        case QuestionKind.ORDER:
            return _places(item, form, name)
        case QuestionKind.MATCH:
            return _pairs(item, form, name)
        case _:
            text = str(form.get(name, "")).replace("\0", "").strip()[:LONGEST_TEXT]
            return {"text": text, "language": language} if text else {}
