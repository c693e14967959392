"""What coordinators and teachers read of a course: from counters, the same on the screen and in files."""

import re
from datetime import datetime, timedelta
from decimal import Decimal
from html import unescape
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from learning.enums import Activity
from learning.models import Certificate, Cohort, CourseProgress, LessonPage, LessonProgress, QuizAttempt, Retention
from learning.queries.course_report import CourseReport, Scope, course_report
from learning.quizzing.enums import Review
from learning.services.fold_progress import fold_progress
from tests.factories.enrolment import finish_course, finish_lesson, make_cohort, make_enrolment
from tests.factories.learning import make_lesson, make_module
from tests.factories.quizzes import make_quiz, single
from tests.integration.learning.conftest import School
from tests.integration.learning.test_pages import queries, watch
from tests.integration.learning.test_spreadsheet import read_csv, read_xlsx

NOW = timezone.now()


def at(days_ago: float) -> datetime:
    return NOW - timedelta(days=days_ago)


@pytest.fixture
def lessons(school: School) -> list[LessonPage]:
    """The film, a text and a quiz: a course of three."""
    module = make_module(school.course, "More")
    text = make_lesson(module, "A text")
    quiz = make_lesson(module, "A quiz", activity=Activity.QUIZ, quiz=make_quiz(single("?", "a", ["b"])))
    return [school.lesson, text, quiz]


def person(name: str) -> User:
    return User.objects.create_user(f"{name.lower()}@example.org", "secret-enough", first_name=name)


def fail(user: User, lesson: LessonPage, number: int) -> None:
    assert lesson.quiz is not None
    QuizAttempt.objects.create(
        user=user, lesson_key=lesson.translation_key, quiz=lesson.quiz, number=number, begun_at=NOW, submitted_at=NOW,
        points=Decimal(0), pass_mark=70, attempts=3, review=Review.LAST,
    )  # fmt: skip


def age(user: User, days: float) -> None:
    LessonProgress.objects.filter(user=user).update(updated_at=at(days), is_counted=False)


@pytest.fixture
def people(school: School, lessons: list[LessonPage]) -> list[User]:
    """Ana finished, Бранко is stuck for 20 days, Carla used up her attempts, Dan learns, Eva never began."""
    film, text, quiz = lessons
    made = [person(name) for name in ("Ana", "Бранко", "Carla", "Dan", "Eva")]
    ana, branko, carla, dan, _eva = made
    group = make_cohort(school.course)
    for place, user in enumerate(made):
        make_enrolment(user, school.course, group if place < 3 else None, enrolled_at=at(30 - 5 * place))
    watch(ana, film, 60, complete=True)
    for lesson in (text, quiz):
        finish_lesson(ana, lesson)
    finish_course(ana, school.course)
    Certificate.objects.create(
        user=ana, course_key=school.course.translation_key, language="en", course_title="x", issued_at=NOW
    )
    watch(branko, film, 30)
    watch(carla, film, 55, complete=True)
    for number in (1, 2, 3):
        fail(carla, quiz, number)
    watch(dan, film, 20)
    finish_lesson(dan, text)
    LessonProgress.objects.filter(completed_at__isnull=False).update(completed_at=at(10))
    age(branko, 20.5)
    fold_progress()
    return made


def report(school: School, **narrow: Any) -> CourseReport:
    return course_report(Scope(school.course.translation_key, **narrow), language="en", now=NOW)


def test_the_figures_of_a_course(school: School, people: list[User], lessons: list[LessonPage]) -> None:
    found = report(school)
    assert [(one.label, one.count, one.percent) for one in found.funnel] == [
        ("Enrolled", 5, 100), ("Started", 4, 80), ("Half done", 1, 20), ("Finished", 1, 20), ("Certificate", 1, 20),
    ]  # fmt: skip
    assert [(one.step.title, one.started, one.done, one.median_days) for one in found.lessons] == [
        ("Portfolio", 4, 2, 15.0),  # Ana after 20 days, Carla after 10
        ("A text", 2, 2, 12.5),
        ("A quiz", 1, 1, 20.0),
    ]
    assert [(one.name, one.done, one.state.value) for one in found.learners] == [
        ("Ana", 3, "finished"), ("Carla", 1, "stuck"), ("Dan", 1, "learning"), ("Eva", 0, "not_started"),
        ("Бранко", 0, "stuck"),
    ]  # fmt: skip
    assert [(one.name, one.stuck and one.stuck.words) for one in found.stuck] == [
        ("Бранко", "nothing for 20 days, at “Portfolio”"),
        ("Carla", "all attempts used at “A quiz”"),
    ]
    assert [(one.step.title, one.learners, one.passed, one.attempts) for one in found.quizzes] == [("A quiz", 1, 0, None)]


def test_a_report_is_narrowed(school: School, people: list[User]) -> None:
    group = Cohort.objects.get()
    names = {
        "cohort": [one.name for one in report(school, cohort=group).learners],
        "since": [one.name for one in report(school, since=at(20).date()).learners],
        "until": [one.name for one in report(school, until=at(25).date()).learners],
        "quiet": [one.name for one in report(school, quiet_days=21).stuck],
    }
    assert names == {
        "cohort": ["Ana", "Carla", "Бранко"], "since": ["Carla", "Dan", "Eva"], "until": ["Ana", "Бранко"], "quiet": ["Carla"],
    }  # fmt: skip


def test_a_report_reads_counters_and_finds_them_by_an_index(school: School, people: list[User]) -> None:
    with CaptureQueriesContext(connection) as captured:
        report(school, cohort=Cohort.objects.get())
    asked = [one["sql"] for one in captured.captured_queries[1:]]  # the first looked for the cohort
    assert (len(asked), [sql for sql in asked if "learning_lessonprogress" in sql]) == (7, [])
    plans: list[str] = []
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")  # a handful of rows is read whole even where there is an index
        for sql in asked:
            cursor.execute(f"EXPLAIN {'QUERY PLAN ' if connection.vendor == 'sqlite' else ''}{sql}")
            plans += [str(row[-1]) for row in cursor.fetchall()]
    about = [line for line in plans if "learning_" in line]
    assert len(about) > 5
    assert [line for line in about if line.startswith("SCAN") or "Seq Scan" in line] == []


def test_who_is_in_a_class_is_in_no_report(client: Client, school: School, people: list[User]) -> None:
    pupil = person("Pupil")
    make_enrolment(pupil, school.course, make_cohort(school.course, "4b", is_class=True))
    watch(pupil, school.lesson, 60)
    fold_progress()
    assert len(report(school).learners) == 5
    client.force_login(User.objects.create_superuser("admin@example.org", "a long password"))
    key = school.course.translation_key
    assert client.get(reverse("learning:report_person", args=[key, pupil.public_id])).status_code == 404
    assert "Pupil" not in client.get(reverse("learning:report", args=[key])).content.decode()


def screen(text: str, table: str) -> list[list[str]]:
    """Return what a table on the page says, days as they are in its `datetime`."""
    body = re.search(rf'data-table="{table}">(.*?)</table>', text, re.DOTALL)
    assert body is not None
    dated = re.sub(r'<time datetime="([^"]*)">[^<]*</time>', r"\1", body.group(1))
    rows = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in re.findall(r"<tr>(.*?)</tr>", dated, re.DOTALL)]
    return [[unescape(re.sub(r"<[^>]*>", "", cell)) for cell in row] for row in rows]


@pytest.mark.parametrize("table", ["funnel", "lessons", "learners", "quizzes"])
def test_the_screen_and_both_files_hold_the_same(client: Client, school: School, people: list[User], table: str) -> None:
    User.objects.filter(first_name="Dan").update(first_name="Dan & <Co>", last_name="“x”")
    client.force_login(User.objects.create_superuser("admin@example.org", "a long password"))
    address = f"{reverse('learning:report', args=[school.course.translation_key])}?quiet=10"
    shown = screen(client.get(address).content.decode(), table)
    files = [client.get(f"{address}&table={table}&format={kind}").content for kind in ("csv", "xlsx")]
    plain = [[cell.removesuffix(".0") for cell in row] for row in shown]
    assert [[cell.removesuffix(".0") for cell in row] for row in read_csv(files[0])] == plain
    assert read_xlsx(files[1]) == plain
    assert len(shown) == {"funnel": 6, "lessons": 4, "learners": 6, "quizzes": 2}[table]


def test_the_curve_of_a_film(client: Client, school: School, people: list[User]) -> None:
    client.force_login(User.objects.create_superuser("admin@example.org", "a long password"))
    address = reverse("learning:report_curve", args=[school.course.translation_key, school.lesson.translation_key])
    assert "Fewer than five" in client.get(address).content.decode()  # four have watched
    watch(people[4], school.lesson, 6)
    fold_progress()
    text = client.get(address).content.decode()
    assert Retention.objects.get().counts == [5] * 10 + [4] * 23 + [3] * 17 + [2] * 42 + [1] * 8
    assert [row[2] for row in screen(text, "retention")[1:]] == ["5", "4", "4", "4", "3", "2", "2", "2", "2", "2"]
    assert ('role="img"' in text, "100 % at 0:00; 80 % at 0:06; 80 % at 0:12" in text) == (True, True)
    link = reverse("learning:report_curve", args=[school.course.translation_key, school.lesson.translation_key])
    assert link in client.get(reverse("learning:report", args=[school.course.translation_key])).content.decode()


def test_a_teacher_reads_why_in_the_words_of_the_learner(client: Client, school: School, people: list[User]) -> None:
    teacher, (_ana, branko, carla, dan, _eva) = person("Tea"), people
    group = Cohort.objects.get()
    address = f"/en/my/cohorts/{group.public_id}/"
    client.force_login(teacher)
    assert [client.get(f"{address}{rest}").status_code for rest in ("", f"people/{branko.public_id}/")] == [404, 404]
    Cohort.objects.update(teacher=teacher)
    assert address in client.get("/en/my/").content.decode()
    text = client.get(address).content.decode()
    assert [name in text for name in ("Ana", "Бранко", "Carla", "Dan")] == [True, True, True, False]  # Dan is in no cohort
    assert client.get(f"{address}people/{dan.public_id}/").status_code == 404
    text = client.get(f"{address}people/{branko.public_id}/").content.decode()
    client.force_login(branko)
    read = re.search(r'<p data-part="sentence">([^<]*)</p>', client.get(school.lesson.url).content.decode())
    assert read is not None
    assert read.group(1) == "You have watched 30 of 60 seconds. This lesson is done at 90 %, which is 54 seconds."
    assert (f"<q>{read.group(1)}</q>" in text, "Version 1 of the film." in text, 'class="coverage__gap"' in text) == (True,) * 3
    client.force_login(teacher)
    text = client.get(f"{address}people/{carla.public_id}/").content.decode()
    assert ("Attempt 3: 0 %, not passed" in " ".join(text.split()), "0 attempts are left." in text) == (True, True)


def test_who_may_read_reports(client: Client, school: School, learner: User) -> None:
    addresses = [reverse("learning:reports"), reverse("learning:report", args=[school.course.translation_key])]
    client.force_login(learner)
    assert [client.get(address).status_code for address in addresses] == [302, 302]
    rights = Permission.objects.filter(codename__in=["access_admin", "view_enrolment"])
    learner.user_permissions.set(rights)
    assert [client.get(address).status_code for address in addresses] == [302, 302]
    learner.user_permissions.add(Permission.objects.get(codename="view_report"))
    assert [client.get(address).status_code for address in addresses] == [200, 200]
    assert client.get(f"{addresses[1]}?since=yesterday&quiet=0").status_code == 200


def test_reports_cost_the_same_with_many(client: Client, school: School, people: list[User], lessons: list[LessonPage]) -> None:
    client.force_login(User.objects.create_superuser("admin@example.org", "a long password"))
    key = school.course.translation_key
    addresses = [
        reverse("learning:reports"),
        reverse("learning:report", args=[key]),
        reverse("learning:report_person", args=[key, people[0].public_id]),
    ]
    few = [queries(client, address) for address in addresses]
    module, quiz = make_module(school.course, "Many"), lessons[2].quiz
    more = [make_lesson(module, f"Text {number}") for number in range(5)]
    more += [make_lesson(module, f"Film {number}", video=school.video) for number in range(4)]
    more += [make_lesson(module, f"Quiz {number}", activity=Activity.QUIZ, quiz=quiz) for number in range(3)]
    users = User.objects.bulk_create(User(email=f"many{number}@example.org") for number in range(45))
    for user in users:
        make_enrolment(user, school.course)
        finish_lesson(user, more[0])
    for lesson in more:
        finish_lesson(people[0], lesson)
    fold_progress()
    assert CourseProgress.objects.count() == 49
    assert [queries(client, address) for address in addresses] == few
