from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from accounts.models import User
from learning.local_time import zone_of
from learning.models import Certificate, CoursePage
from learning.queries.certificate import certificates_for
from learning.queries.coming import ComingLesson, coming
from learning.queries.completion import completions_of
from learning.queries.due import due_dates
from learning.queries.gate import Gate, condition, gate
from learning.queries.live_session import next_meetings
from learning.queries.progress import rows_of
from learning.queries.standing import CourseStanding, LessonStanding, standing, with_dates


@dataclass(frozen=True)
class CourseView:
    standing: CourseStanding
    has_account: bool
    gate: Gate
    certificates: list[Certificate]
    coming: list[list[ComingLesson]]  # of each chapter

    @property
    def chapters(self) -> list[tuple[str, str, list[LessonStanding], list[ComingLesson]]]:
        return [(*chapter, coming) for chapter, coming in zip(self.standing.chapters, self.coming, strict=True)]


def course_view(course: CoursePage, *, user: User | AnonymousUser) -> CourseView:
    """Return the syllabus with the reader's own states, and what stands before it. Eight queries, three without an account."""
    outline = course.outline
    rows = rows_of(user, [lesson.translation_key for lesson in outline.lessons])
    finished = completions_of(user, [course.translation_key]).get(course.translation_key)
    stands = gate(course, user=user)
    sessions = next_meetings(user, [] if stands.is_shut else outline.live, now=timezone.now())
    if stands.entry and not stands.entry.policy.required:  # asked already, and no title of another course is needed
        course.condition = condition(stands.entry.policy, {}, now=timezone.now())
    return CourseView(
        with_dates(standing(course, outline, rows, finished), due_dates(user), sessions),
        has_account=user.is_authenticated,
        gate=stands,
        certificates=certificates_for(user, course.translation_key),
        coming=[coming(chapter.coming, zone=zone_of(user)) for chapter in outline.chapters],
    )
