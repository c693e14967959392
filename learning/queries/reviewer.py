"""Who reads work that was handed in, and what they may know of who wrote it."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from accounts.models import User
from learning.models import CoursePage, Enrolment, Feedback, LessonPage, Submission
from learning.submission_states import SubmissionState

REVIEWS = "learning.review_submission"


def _enrolled(**values: Any) -> QuerySet[Enrolment]:
    return Enrolment.objects.filter(user=OuterRef("user"), course_key=OuterRef("course_key"), **values)


def in_class() -> Exists:
    """Whether the learner is, or was, in a school class of the course: then nobody is told who it is."""
    return Exists(_enrolled(cohort__is_class=True))


def is_nameless_in(user: User, lesson: LessonPage) -> bool:
    """Whether `user` is, or was, in a school class of the course around `lesson`. One query."""
    course = CoursePage.objects.filter(path=lesson.path[: -2 * LessonPage.steplen]).values("translation_key")
    return Enrolment.objects.filter(user=user, course_key__in=course, cohort__is_class=True).exists()


def taught_by(user: User) -> Exists:
    """Whether the learner is in a cohort that `user` leads. A class is led by numbers alone."""
    return Exists(_enrolled(cohort__teacher=user, cohort__is_class=False, left_at=None))


def described(submissions: "QuerySet[Submission]") -> "QuerySet[Submission]":
    """Add to each whether its learner has a name (`is_nameless`), and the titles of lesson and course."""
    lessons = LessonPage.objects.filter(translation_key=OuterRef("lesson_key")).order_by("pk").values("title")[:1]
    courses = CoursePage.objects.filter(translation_key=OuterRef("course_key")).order_by("pk").values("title")[:1]
    return submissions.select_related("user").annotate(
        is_nameless=in_class(), lesson_title=Subquery(lessons), course_title=Subquery(courses)
    )


def reviewed_by(user: User | AnonymousUser) -> "QuerySet[Submission]":
    """Return the work that `user` gives feedback on: that of their cohorts, or of everybody with the permission."""
    if not isinstance(user, User):
        return Submission.objects.none()
    others = Submission.objects.exclude(user=user)
    if user.has_perm(REVIEWS):
        return others
    return others.filter(~Q(in_class()), taught_by(user))


def may_review(user: User | AnonymousUser, submission: Submission) -> bool:
    return reviewed_by(user).filter(pk=submission.pk).exists()


def mentors(submission: Submission) -> list[User]:
    """Return whom to tell: who leads the learner's cohort, and who has written about this work before."""
    leading = Enrolment.objects.filter(user=submission.user_id, course_key=submission.course_key, left_at=None)
    wrote = Feedback.objects.filter(submission=submission).values("author")
    asked = Q(pk__in=leading.filter(cohort__is_class=False).values("cohort__teacher")) | Q(pk__in=wrote)
    found = User.objects.filter(asked, is_active=True).exclude(pk=submission.user_id).order_by("pk")
    return [user for user in found if may_review(user, submission)]


def waiting_for(user: User) -> "list[Submission]":
    """Return what waits for a mentor, the oldest first. One query."""
    mine = Submission.objects.exclude(user=user).filter(~Q(in_class()), taught_by(user), state=SubmissionState.HANDED_IN)
    return list(described(mine).order_by("handed_in_at", "pk"))


def learner_name(submission: Any) -> str:
    """Return who wrote `submission`, of `described`, as those who read it may know."""
    return _("Somebody in a school class") if submission.is_nameless else str(submission.user)
