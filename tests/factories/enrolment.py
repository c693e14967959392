"""Cohorts, who is in them, and what is due."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from accounts.models import User
from learning.models import Cohort, CourseCompletion, CoursePage, DueDate, Enrolment, LessonPage, LessonProgress


def make_cohort(course: CoursePage, name: str = "Autumn group", **values: Any) -> Cohort:
    cohort: Cohort = Cohort.objects.create(course_key=course.translation_key, name=name, **values)
    return cohort


def make_enrolment(user: User, course: CoursePage, cohort: Cohort | None = None, **values: Any) -> Enrolment:
    known = {"enrolled_at": timezone.now() - timedelta(days=30), **values}
    return Enrolment.objects.create(user=user, course_key=course.translation_key, cohort=cohort, **known)


def make_due_date(cohort: Cohort, lesson: LessonPage, at: datetime) -> DueDate:
    return DueDate.objects.create(cohort=cohort, lesson_key=lesson.translation_key, at=at)


def finish_lesson(user: User, lesson: LessonPage) -> None:
    LessonProgress.objects.create(user=user, lesson_key=lesson.translation_key, timeline="reading", completed_at=timezone.now())


def finish_course(user: User, course: CoursePage) -> None:
    CourseCompletion.objects.create(user=user, course_key=course.translation_key, completed_at=timezone.now())
