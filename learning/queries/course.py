from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from learning.models import Certificate, CoursePage
from learning.queries.certificate import certificates_for
from learning.queries.completion import completions_of
from learning.queries.progress import rows_of
from learning.queries.standing import CourseStanding, standing


@dataclass(frozen=True)
class CourseView:
    standing: CourseStanding
    has_account: bool
    certificates: list[Certificate]


def course_view(course: CoursePage, *, user: User | AnonymousUser) -> CourseView:
    """Return the syllabus with the reader's own states. Five queries, two without an account."""
    outline = course.outline
    rows = rows_of(user, [lesson.translation_key for lesson in outline.lessons])
    finished = completions_of(user, [course.translation_key]).get(course.translation_key)
    given = certificates_for(user, course.translation_key)
    return CourseView(standing(course, outline, rows, finished), has_account=user.is_authenticated, certificates=given)
