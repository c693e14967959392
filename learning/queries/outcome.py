"""One answer beside what would have been right, line by line."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from learning.models import AttemptAnswer
from learning.queries.quiz_words import figure
from learning.quizzing.enums import QuestionKind
from learning.quizzing.item import Item


@dataclass(frozen=True)
class Line:
    """`state` is right, wrong or empty where nothing may be told; `note` says in words what the colour says."""

    text: str
    state: str = ""
    note: str = ""
    feedback: str = ""


def lines(row: AttemptAnswer, item: Item, *, shows_answers: bool, language: str) -> list[Line]:
    """Return the learner's own answer and, only with `shows_answers`, the right one."""
    match item.kind:
        case QuestionKind.SINGLE | QuestionKind.MULTIPLE:
            return _choices(row, item, shows_answers, language)
        case QuestionKind.ORDER:
            return _steps(row, item, shows_answers, language)
        case QuestionKind.MATCH:
            return _pairs(row, item, shows_answers, language)
        case _:
            return _typed(row, item, shows_answers, language)


def _choices(row: AttemptAnswer, item: Item, shows_answers: bool, language: str) -> list[Line]:
    chosen = set(row.given.get("chosen", ()))
    options = {option.key: option for option in item.options}
    notes = {
        (True, True): ("right", _("Your answer, and right")),
        (True, False): ("wrong", _("Your answer, and not right")),
        (False, True): ("right", _("This would have been right")),
        (False, False): ("", ""),
    }
    found: list[Line] = []
    for option in (options[key] for key in row.shown):
        is_chosen = option.key in chosen
        text, feedback = option.words("text", language), option.words("feedback", language) if is_chosen else ""
        if shows_answers:
            found.append(Line(text, *notes[is_chosen, option.is_right], feedback))
        elif is_chosen:
            found.append(Line(text, note=_("Your answer"), feedback=feedback))
    return found


def _steps(row: AttemptAnswer, item: Item, shows_answers: bool, language: str) -> list[Line]:
    places = row.given.get("places", {})
    if not shows_answers:
        sorted_ = sorted(
            (option for option in item.options if option.key in places), key=lambda one: (places[one.key], one.key)
        )
        return [Line(f"{places[one.key]}. {one.words('text', language)}", note=_("Your answer")) for one in sorted_]
    found: list[Line] = []
    for place, option in enumerate(item.options, start=1):
        is_right = places.get(option.key) == place
        yours = (
            _("You put it at %(place)s") % {"place": places[option.key]} if option.key in places else _("You gave it no place")
        )
        note = _("Your answer, and right") if is_right else yours
        found.append(Line(f"{place}. {option.words('text', language)}", "right" if is_right else "wrong", note))
    return found


def _pairs(row: AttemptAnswer, item: Item, shows_answers: bool, language: str) -> list[Line]:
    pairs = row.given.get("pairs", {})
    sides = {option.match_key: option.words("match", language) for option in item.options}
    options = {option.key: option for option in item.options}
    found: list[Line] = []
    for option in (options[key] for key in row.shown):
        left, yours = option.words("text", language), sides.get(pairs.get(option.key, ""), "")
        if shows_answers:
            is_right = pairs.get(option.key) == option.match_key
            said = _("You chose: %(text)s") % {"text": yours} if yours else _("You chose nothing")
            note = _("Your answer, and right") if is_right else said
            found.append(Line(f"{left} – {option.words('match', language)}", "right" if is_right else "wrong", note))
        elif yours:
            found.append(Line(f"{left} – {yours}", note=_("Your answer")))
    return found


def _typed(row: AttemptAnswer, item: Item, shows_answers: bool, language: str) -> list[Line]:
    typed, is_right = row.given.get("text", ""), row.mark == 1
    found = [Line(typed, note=_("Your answer"))] if typed else []
    if not shows_answers:
        return found
    if typed:
        note = _("Your answer, and right") if is_right else _("Your answer, and not right")
        found = [Line(typed, "right" if is_right else "wrong", note)]
    return [*found, Line(_solution(item, language), "right", _("This is right"))] if not is_right else found


def _solution(item: Item, language: str) -> str:
    if item.kind == QuestionKind.NUMBER and item.number is not None:
        width = f" ± {figure(item.tolerance)}" if item.tolerance else ""
        return f"{figure(item.number)}{width}"
    return " · ".join(dict.fromkeys(option.words("text", language) for option in item.options))
