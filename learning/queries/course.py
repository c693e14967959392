from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from learning.models import CoursePage
from learning.queries.progress import rows_of
from learning.queries.standing import CourseStanding, standing


@dataclass(frozen=True)
class CourseView:
    standing: CourseStanding
    has_account: bool


def course_view(course: CoursePage, *, user: User | AnonymousUser) -> CourseView:
    """Return the syllabus with the reader's own states. Three queries, two without an account."""
    outline = course.outline
    rows = rows_of(user, [lesson.translation_key for lesson in outline.lessons])
    return CourseView(standing(course, outline, rows), has_account=user.is_authenticated)
