"""A million rows of progress in an installation of its own: `python -m tests.media.report_load`; answers one line of JSON."""

import json
import statistics
import time
import uuid
from datetime import timedelta

import django

django.setup()

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from cms.home.models import HomePage
from learning.models import Cohort, CoursePage, CourseProgress, Enrolment, LessonPage, LessonProgress
from learning.queries.course_report import Scope, course_report
from learning.services.count_course import batches, count_course
from tests.factories.enrolment import make_cohort
from tests.factories.learning import make_catalogue, make_course, make_lesson, make_module

LEARNERS, OF_A_COHORT, LESSONS, ROUNDS = 20_000, 1_000, 50, 9
NOW = timezone.now()
PROGRESS = """
INSERT INTO learning_lessonprogress (user_id, lesson_key, timeline, duration_ms, intervals, clocks, covered_ms, position_ms,
    position_clock_ms, started_at, updated_at, completed_at, completed_share, is_counted, counted_buckets)
SELECT person.id, page.translation_key, 'film/1', 600000, CAST('[[0, 590000]]' AS {json}), CAST('{{}}' AS {json}), 590000,
    590000, 1, %s, %s, %s, 90, %s, ''
FROM accounts_user AS person CROSS JOIN wagtailcore_page AS page WHERE page.path LIKE %s AND page.depth = %s AND person.id >= %s
"""


def course(name: str) -> CoursePage:
    made = make_course(CATALOGUE, name)
    module = make_module(made)
    for number in range(LESSONS):
        make_lesson(module, f"{name} {number}")
    return made


def people(name: str, count: int) -> list[User]:
    return User.objects.bulk_create(User(email=f"{name}{number}@example.org", first_name=name) for number in range(count))


def enrol(users: list[User], in_course: CoursePage, cohort: Cohort | None) -> None:
    key = in_course.translation_key
    since = NOW - timedelta(days=30)
    Enrolment.objects.bulk_create(Enrolment(user=one, course_key=key, cohort=cohort, enrolled_at=since) for one in users)


def watch_everything(users: list[User], in_course: CoursePage) -> None:
    moment = NOW - timedelta(days=5)
    lesson = in_course.outline.lessons[0]
    json_type = "jsonb" if connection.vendor == "postgresql" else "text"
    with connection.cursor() as cursor:
        cursor.execute(
            PROGRESS.format(json=json_type), [moment, moment, moment, True, f"{in_course.path}%", lesson.depth, users[0].pk]
        )


def learn_elsewhere(in_course: CoursePage, courses: int) -> None:
    """Give everybody who has counters of `in_course` counters of other courses, as a site has that teaches more than one."""
    columns = [str(field.column) for field in CourseProgress._meta.concrete_fields if not field.primary_key]
    taken = ["%s" if name == "course_key" else "'{}'" if name == "lessons" else name for name in columns]
    key = CourseProgress._meta.get_field("course_key")
    copy = (
        f"INSERT INTO learning_courseprogress ({', '.join(columns)})"
        f" SELECT {', '.join(taken)} FROM learning_courseprogress WHERE course_key = %s"
    )
    with connection.cursor() as cursor:
        for _number in range(courses):
            cursor.execute(copy, [key.get_db_prep_value(one, connection) for one in (uuid.uuid4(), in_course.translation_key)])


def explained(scope: Scope) -> dict[str, object]:
    """Return how many queries the report takes, which read progress, and how the database would go about them."""
    with CaptureQueriesContext(connection) as captured:
        course_report(scope, language="en", now=NOW)
    asked = [one["sql"] for one in captured.captured_queries]
    plans: list[str] = []
    with connection.cursor() as cursor:
        for sql in asked:
            cursor.execute(f"EXPLAIN {'QUERY PLAN ' if connection.vendor == 'sqlite' else ''}{sql}")
            plans += [str(row[-1]) for row in cursor.fetchall()]
    scans = [line for line in plans if "Seq Scan on learning_" in line or line.startswith("SCAN learning_")]
    return {
        "queries": len(asked),
        "of_progress": sum("learning_lessonprogress" in sql for sql in asked),
        "scans_of_what_learners_do": [line for line in scans if "progress" in line or "attempt" in line],
    }


def seconds(scope: Scope) -> float:
    begun = time.process_time() if connection.vendor == "sqlite" else time.perf_counter()
    course_report(scope, language="en", now=NOW)
    return (time.process_time() if connection.vendor == "sqlite" else time.perf_counter()) - begun


def ratio(large: Scope, small: Scope) -> float:
    """Return the median of the ratios of interleaved runs."""
    found: list[float] = []
    for _round in range(ROUNDS):
        first, second, third, fourth = (seconds(scope) for scope in (large, small, small, large))
        found.append((first + fourth) / (second + third))
    return round(statistics.median(found), 3)


CATALOGUE = make_catalogue(HomePage.objects.get())


def main() -> dict[str, object]:
    few = course("Few")
    small = people("few", OF_A_COHORT)
    few_cohort = make_cohort(few)
    enrol(small, few, few_cohort)
    LessonProgress.objects.bulk_create(
        LessonProgress(user=one, lesson_key=few.outline.lessons[0].translation_key, timeline="reading", is_counted=True)
        for one in small
    )
    many = course("Many")
    large = people("many", LEARNERS)
    many_cohort = make_cohort(many)
    enrol(large[:OF_A_COHORT], many, many_cohort)
    enrol(large[OF_A_COHORT:], many, None)
    watch_everything(large, many)
    for users in batches([one.pk for one in large]):
        count_course(course=many.translation_key, users=users)
    as_many = dict(zip((one.translation_key for one in many.outline.lessons), few.outline.lessons, strict=True))
    CourseProgress.objects.bulk_create(_like(one, user, few, as_many) for one, user in zip(_counted(many), small, strict=False))
    learn_elsewhere(many, 9)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    scopes = Scope(many.translation_key, many_cohort), Scope(few.translation_key, few_cohort)
    return {
        "rows": LessonProgress.objects.count(),
        "learners": [len(course_report(scope, language="en", now=NOW).learners) for scope in scopes],
        "ratio": ratio(*scopes),
        **explained(scopes[0]),
    }


def _counted(many: CoursePage) -> list[CourseProgress]:
    return list(CourseProgress.objects.filter(course_key=many.translation_key).order_by("user")[:OF_A_COHORT])


def _like(one: CourseProgress, user: User, few: CoursePage, lessons: dict[object, LessonPage]) -> CourseProgress:
    """Return counters as large as `one`, for a learner with next to no rows of progress."""
    named = {str(key): str(page.translation_key) for key, page in lessons.items()}
    return CourseProgress(
        user=user,
        course_key=few.translation_key,
        started_at=one.started_at,
        seen_at=one.seen_at,
        lessons_done=one.lessons_done,
        covered_ms=one.covered_ms,
        lessons={named[key]: marks for key, marks in one.lessons.items()},
    )


if __name__ == "__main__":
    print(json.dumps(main()))
