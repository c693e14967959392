"""The course with its modules and lessons; each lesson has a film made for it."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from learning.enums import Activity
from learning.models import CoursePage, LessonPage, ModulePage
from media_pipeline.models import Video
from operations.demo.content import Item, item
from operations.demo.pages import put, terms
from operations.demo.prose import block, body
from operations.demo.quizzes import make_quiz
from operations.demo.videos import Say, put_video


def put_course(say: Say) -> int:
    """Return how many pages were made. `say` is told about each film."""
    course = item("course")
    key, published = course.shared["key"], course.shared["published"]
    made = put(
        Item(key, course.shared, course.words),
        parent_key="learn",
        new=partial(_new_course, course.shared),
        fill=partial(_fill_course, key),
        published=published,
    )
    for module in course.shared["modules"]:
        name = f"{key}-{module['key']}"
        words = {language: module[language] for language in course.words}
        made += put(Item(name, {}, words), parent_key=key, new=ModulePage, fill=_fill_module, published=published)
        for lesson_key in module["lessons"]:
            made += _put_lesson(course, name, item(f"lessons/{lesson_key}"), say)
        for quiz_key in module.get("quizzes", []):
            made += _put_quiz(course, name, item(f"quizzes/{quiz_key}"))
        for task_key in module.get("tasks", []):
            made += _put_task(course, name, item(f"tasks/{task_key}"))
    return made


def _put_lesson(course: Item, parent_key: str, lesson: Item, say: Say) -> int:
    video = put_video(course, lesson, say)
    return put(
        lesson,
        parent_key=parent_key,
        new=partial(_new_lesson, video),
        fill=partial(_fill_lesson, lesson.key),
        published=course.shared["published"],
    )


def _put_quiz(course: Item, parent_key: str, quiz: Item) -> int:
    return put(
        quiz,
        parent_key=parent_key,
        new=lambda: LessonPage(activity=Activity.QUIZ, quiz=make_quiz(quiz), minutes=3),
        fill=partial(_fill_lesson, quiz.key),
        published=course.shared["published"],
    )


def _put_task(course: Item, parent_key: str, task: Item) -> int:
    return put(
        task,
        parent_key=parent_key,
        new=lambda: LessonPage(activity=task.shared["activity"], minutes=task.shared["minutes"]),
        fill=partial(_fill_task, task.key),
        published=course.shared["published"],
    )


def _new_course(shared: dict[str, Any]) -> CoursePage:
    page = CoursePage(level=shared["level"], hours=shared["hours"])
    page.themes = terms("theme", shared["themes"])
    page.audiences = terms("audience", shared["audiences"])
    return page


def _fill_course(key: str, page: CoursePage, words: Mapping[str, Any]) -> None:
    page.lead, page.listing_summary = words["lead"], words["summary"]
    page.outcomes = [block(f"{key}/outcome", number, "outcome", text) for number, text in enumerate(words["outcomes"])]


def _fill_module(page: ModulePage, words: Mapping[str, Any]) -> None:
    page.lead = words["lead"]


def _new_lesson(video: Video | None) -> LessonPage:
    if video is None:
        return LessonPage(activity=Activity.READING, minutes=2)
    return LessonPage(activity=Activity.VIDEO, video=video)


def _fill_lesson(key: str, page: LessonPage, words: Mapping[str, Any]) -> None:
    page.lead = words["lead"]
    page.body = body(f"lesson/{key}", words["body"])


def _fill_task(key: str, page: LessonPage, words: Mapping[str, Any]) -> None:
    _fill_lesson(key, page, words)
    page.prompt = words["prompt"]
