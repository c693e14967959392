from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from learning.models import Certificate, CoursePage
from learning.queries.certificate import certificates_for
from learning.queries.completion import completions_of
from learning.queries.due import due_dates
from learning.queries.gate import Gate, gate
from learning.queries.progress import rows_of
from learning.queries.standing import CourseStanding, standing, with_due_dates


@dataclass(frozen=True)
class CourseView:
    standing: CourseStanding
    has_account: bool
    gate: Gate
    certificates: list[Certificate]


def course_view(course: CoursePage, *, user: User | AnonymousUser) -> CourseView:
    """Return the syllabus with the reader's own states, and what stands before it. Eight queries, three without an account."""
    outline = course.outline
    rows = rows_of(user, [lesson.translation_key for lesson in outline.lessons])
    finished = completions_of(user, [course.translation_key]).get(course.translation_key)
    return CourseView(
        with_due_dates(standing(course, outline, rows, finished), due_dates(user)),
        has_account=user.is_authenticated,
        gate=gate(course, user=user),
        certificates=certificates_for(user, course.translation_key),
    )
