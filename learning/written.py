"""The fields that a learner writes in: one of a reflection or an assignment, those of a worksheet."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from learning.enums import Activity, Handing
from learning.models import LessonPage

TEXT = "text"  # the field of an assignment
REFLECTION = "reflection"
SHORT, LONG = 300, 50_000  # characters
Answers = dict[str, str | list[str]]


class TooLongError(ValueError):
    """A text has more characters than its field takes."""


@dataclass(frozen=True)
class WrittenField:
    """`name` is the key of its answer, the same in every language. `options` are the ids and words of a list to tick."""

    name: str
    label: str
    hint: str = ""
    is_required: bool = True
    longest: int = LONG
    options: tuple[tuple[str, str], ...] = ()

    @property
    def is_list(self) -> bool:
        return bool(self.options)

    @property
    def is_long(self) -> bool:
        return self.longest > SHORT

    def is_filled(self, answers: Mapping[str, Any]) -> bool:
        answer = answers.get(self.name)
        return bool(answer.strip() if isinstance(answer, str) else answer)


def fields_of(lesson: LessonPage) -> list[WrittenField]:
    """Return what a learner may write in `lesson`, in its order."""
    if lesson.activity == Activity.REFLECTION:
        return [WrittenField(REFLECTION, lesson.prompt)]
    if lesson.activity == Activity.ASSIGNMENT:
        label = _("Your text")
        return [] if lesson.handing == Handing.FILE else [WrittenField(TEXT, label, is_required=lesson.handing == Handing.TEXT)]
    return [_field(block) for block in lesson.worksheet] if lesson.activity == Activity.WORKSHEET else []


def _field(block: Any) -> WrittenField:
    value = block.value
    listed = value["choices"].bound_blocks if block.block_type == "tick_list" else ()
    return WrittenField(
        name=str(block.id),
        label=value["label"],
        hint=value["hint"],
        is_required=value["is_required"],
        longest=SHORT if block.block_type == "short_line" else LONG,
        options=tuple((str(one.id), one.value) for one in listed),
    )


def read_answers(fields: Iterable[WrittenField], form: QueryDict) -> Answers:
    """Return what a form holds for `fields`, as it is stored. Raises TooLongError."""
    return {field.name: _read(field, form) for field in fields}


def _read(field: WrittenField, form: QueryDict) -> str | list[str]:
    if field.is_list:
        ticked = set(form.getlist(field.name))
        return [key for key, _words in field.options if key in ticked]
    text = form.get(field.name, "").replace("\r\n", "\n").replace("\0", "").rstrip()
    if len(text) > field.longest:
        raise TooLongError(field.label)
    return text


def word_count(text: object) -> int:
    return len(text.split()) if isinstance(text, str) else 0


def is_done(lesson: LessonPage, answers: Mapping[str, Any]) -> bool:
    """Whether what is written completes `lesson`. An assignment is completed by who accepts it, never by writing."""
    if lesson.activity == Activity.REFLECTION:
        return word_count(answers.get(REFLECTION)) >= lesson.fewest_words
    fields = fields_of(lesson)
    wanted = [field for field in fields if field.is_required]
    is_filled = all(field.is_filled(answers) for field in wanted) and any(field.is_filled(answers) for field in fields)
    return lesson.activity == Activity.WORKSHEET and is_filled
