"""Where questions and quizzes are needed, as a sentence that says why one cannot be deleted."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from learning.models import LessonPage, Question, QuestionVersion, Quiz, QuizAttempt, QuizItem


def why_kept(record: Any) -> str:
    """Return why `record` cannot be deleted, empty where it can, or where it is no question and no quiz."""
    if isinstance(record, Question):
        uses = QuizItem.objects.filter(question=record).select_related("quiz")
        if names := _listed(use.quiz.name for use in uses):
            return _("“%(name)s” is asked in: %(where)s. Take it out there first.") % {"name": record, "where": names}
        if QuestionVersion.objects.filter(question=record).exists():
            return _("“%(name)s” was answered by learners: it stays, so that their results can be explained.") % {
                "name": record
            }
    if isinstance(record, Quiz):
        if names := _listed(LessonPage.objects.filter(quiz=record).values_list("title", flat=True)):
            return _("“%(name)s” belongs to: %(where)s. Choose another quiz there first.") % {"name": record, "where": names}
        if QuizAttempt.objects.filter(quiz=record).exists():
            return _("“%(name)s” was taken by learners: it stays, so that their results can be explained.") % {"name": record}
    return ""


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(f"“{name}”" for name in set(names)))
