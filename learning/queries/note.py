import re
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F
from django.utils.translation import gettext as _

from accounts.models import User
from core.queries.nearest import nearest
from learning.models import CoursePage, LessonPage, Note

_IN_ORDER = (F("second").asc(nulls_last=True), "created_at", "pk")


@dataclass(frozen=True)
class LessonNotes:
    """Notes of one lesson; `page` is None where it is not published any more."""

    page: LessonPage | None
    title: str
    notes: list[Note]


@dataclass(frozen=True)
class CourseNotes:
    page: CoursePage | None
    title: str
    lessons: list[LessonNotes]


def notes_in(user: User, lesson: uuid.UUID) -> list[Note]:
    """Return the notes of one lesson in the order of the video. One query."""
    return list(Note.objects.filter(user=user, lesson_key=lesson).order_by(*_IN_ORDER))


def notes_by_course(user: User, *, language: str) -> list[CourseNotes]:
    """Return all notes of `user` in the order of courses and lessons; what is not published any more comes last.

    Three queries.
    """
    by_lesson: dict[uuid.UUID, list[Note]] = {}
    for note in Note.objects.filter(user=user).order_by(*_IN_ORDER):
        by_lesson.setdefault(note.lesson_key, []).append(note)
    if not by_lesson:
        return []
    pages = LessonPage.objects.live().filter(translation_key__in=by_lesson).select_related("locale").defer_streamfields()
    lessons: dict[str, list[LessonNotes]] = {}
    for page in sorted(nearest(pages, language=language).values(), key=lambda page: page.path):
        above = page.path[: -2 * LessonPage.steplen]
        lessons.setdefault(above, []).append(LessonNotes(page, page.title, by_lesson.pop(page.translation_key)))
    courses = {page.path: page for page in CoursePage.objects.live().filter(path__in=lessons)}
    found = [
        CourseNotes(course, course.title if course else _("Without a course"), of_course)
        for path, of_course in lessons.items()
        for course in [courses.get(path)]
    ]
    gone = [LessonNotes(None, _("A lesson that is not published"), notes) for notes in by_lesson.values()]
    return [*found, CourseNotes(None, _("Not published any more"), gone)] if gone else found


_SIGNS = re.compile(r"([\\`*_\[\]<>#~|&])|^(\s*)([-+=])|^(\s*\d+)([.)])", re.ASCII)


def _escaped(line: str) -> str:
    """Return a line whose signs mean nothing in Markdown (CommonMark), so that it reads as it was typed."""
    return _SIGNS.sub(lambda found: "".join((found[2] or found[4] or "", "\\", found[1] or found[3] or found[5])), line)


def _as_item(note: Note) -> str:
    """Write a note as one item of a list."""
    at = f"**{note.clock}** " if note.clock else ""
    lines = [_escaped(line) for line in note.text.splitlines()]
    return f"- {at}" + "\n  ".join(f"{line}\\" if line and following else line for line, following in _pairs(lines))


def _pairs(lines: list[str]) -> list[tuple[str, str]]:
    return list(zip(lines, [*lines[1:], ""], strict=True))


def as_markdown(courses: Iterable[CourseNotes]) -> str:
    """Write notes as Markdown (CommonMark): a heading a course and a lesson, an item a note."""
    blocks: list[str] = []
    for course in courses:
        blocks.append(f"# {_escaped(course.title)}")
        for lesson in course.lessons:
            blocks += [f"## {_escaped(lesson.title)}", "\n".join(_as_item(note) for note in lesson.notes)]
    return "\n\n".join(blocks) + "\n" if blocks else ""


def as_text(courses: Iterable[CourseNotes]) -> str:
    """Write notes as plain text, as they were typed."""
    blocks: list[str] = []
    for course in courses:
        blocks.append(f"{course.title}\n{'=' * len(course.title)}")
        for lesson in course.lessons:
            lines = [f"{note.clock}  {note.text}".strip() for note in lesson.notes]
            blocks += [f"{lesson.title}\n{'-' * len(lesson.title)}", "\n\n".join(lines)]
    return "\n\n".join(blocks) + "\n" if blocks else ""
