"""Who reads work that was handed in: its learner, who leads the cohort, and who has the permission. Nobody else."""

import html
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.core.files.storage import storages
from django.test import Client
from django.urls import reverse

from accounts.models import User
from learning.models import Cohort, Enrolment, LessonPage, Submission, WorkFile
from tests.factories.enrolment import make_cohort, make_enrolment
from tests.factories.learning import make_module
from tests.factories.work import make_assignment, make_submission, upload
from tests.integration.learning.conftest import School

CODES = [404, 404, 404]


@pytest.fixture
def lesson(school: School) -> LessonPage:
    return make_assignment(make_module(school.course, "Write"))


@pytest.fixture
def mentor(db: None) -> User:
    return User.objects.create_user("mentor@example.org", first_name="Mette", last_name="Mentor")


@pytest.fixture
def coordinator(db: None) -> User:
    user = User.objects.create_user("coordinator@example.org")
    user.user_permissions.set(Permission.objects.filter(codename__in=["review_submission", "access_admin"]))
    return user


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def make_work(learner: User, lesson: LessonPage) -> tuple[Submission, WorkFile]:
    form = {"text": "Dear mentor", "revision": "0", "hand_in": "1", "files": upload("Lena Learner.pdf")}
    browser(learner).post(f"/en/my/writing/{lesson.translation_key}/", form)
    return Submission.objects.get(), WorkFile.objects.get()


def asked(client: Client, work: Submission, file: WorkFile) -> list[int]:
    address = f"/en/my/work/{work.public_id}/"
    answers = [
        client.get(address),
        client.post(address, {"text": "x", "seen": "1"}),
        client.get(f"/en/my/files/{file.public_id}/"),
    ]
    return [answer.status_code for answer in answers]


def text(answer: Any) -> str:
    return html.unescape(answer.content.decode())


def test_for_strangers_there_is_nothing(school: School, lesson: LessonPage, learner: User, other_learner: User) -> None:
    work, file = make_work(learner, lesson)
    teacher_elsewhere = User.objects.create_user("elsewhere@example.org")
    make_enrolment(other_learner, school.course, make_cohort(school.course, teacher=teacher_elsewhere))
    editor = User.objects.create_user("editor@example.org")
    editor.user_permissions.set(Permission.objects.filter(codename="access_admin"))
    assert [asked(browser(user), work, file) for user in (other_learner, teacher_elsewhere, editor)] == [CODES] * 3
    assert asked(Client(), work, file) == [302, 302, 302]
    messages = f"/en/my/work/{work.public_id}/messages/"
    assert browser(other_learner).post(messages, {"text": "x"}).status_code == 404


def test_nobody_gives_feedback_on_their_own_work(lesson: LessonPage, coordinator: User) -> None:
    work, file = make_work(coordinator, lesson)
    assert asked(browser(coordinator), work, file) == [404, 404, 200]


def test_a_draft_file_is_for_its_learner_alone(lesson: LessonPage, learner: User, coordinator: User) -> None:
    form = {"text": "", "revision": "0", "save": "1", "files": upload()}
    browser(learner).post(f"/en/my/writing/{lesson.translation_key}/", form)
    address = f"/en/my/files/{WorkFile.objects.get().public_id}/"
    assert [browser(user).get(address).status_code for user in (learner, coordinator)] == [200, 404]


def test_who_leads_the_cohort_reads_while_the_learner_is_in_it(
    school: School, lesson: LessonPage, learner: User, mentor: User
) -> None:
    work, file = make_work(learner, lesson)
    assert asked(browser(mentor), work, file) == CODES
    enrolment = Enrolment.objects.get(user=learner)
    enrolment.cohort = make_cohort(school.course, teacher=mentor)
    enrolment.save()
    assert asked(browser(mentor), work, file) == [200, 302, 200]
    enrolment.left_at = work.handed_in_at
    enrolment.save()
    assert asked(browser(mentor), work, file) == CODES


@pytest.mark.parametrize("has_left", [False, True])
def test_a_class_has_no_names(
    school: School, lesson: LessonPage, learner: User, mentor: User, coordinator: User, has_left: bool
) -> None:
    learner.first_name, learner.last_name = "Lena", "Learner"
    learner.save()
    enrolment = make_enrolment(
        learner, school.course, make_cohort(school.course, "Class of Ana", is_class=True, teacher=mentor)
    )
    assert "Whoever reads this is not told your name." in text(browser(learner).get(lesson.url))
    work, file = make_work(learner, lesson)
    if has_left:
        Enrolment.objects.filter(pk=enrolment.pk).update(left_at=work.handed_in_at)
    assert asked(browser(mentor), work, file) == CODES
    pages = [
        browser(coordinator).get(f"/en/my/work/{work.public_id}/"),
        browser(coordinator).get(reverse("learning:submissions")),
    ]
    for page in pages:
        assert "Somebody in a school class" in text(page)
        assert [word in text(page) for word in ("Lena", "learner@example.org", "Class of Ana")] == [False] * 3
    answer = browser(coordinator).get(f"/en/my/files/{file.public_id}/")
    assert answer["Content-Disposition"] == 'attachment; filename="File 1.pdf"'
    assert "Waiting for your feedback" not in text(browser(mentor).get("/en/my/"))


def test_the_desk_shows_what_waits_oldest_first(school: School, learner: User, other_learner: User, mentor: User) -> None:
    cohort, module = make_cohort(school.course, teacher=mentor), make_module(school.course, "Write")
    for user in (learner, other_learner):
        make_enrolment(user, school.course, cohort)
    first, second = (make_assignment(module, title) for title in ("First", "Second"))
    works = [make_submission(other_learner, second), make_submission(learner, first), make_submission(learner, second)]
    browser(mentor).post(f"/en/my/work/{works[1].public_id}/", {"verdict": "accepted", "text": "", "seen": "1"})
    assert browser(mentor).get("/en/my/").context["desk"].waiting == [works[0], works[2]]
    page = text(browser(mentor).get("/en/my/"))
    assert page.index("other@example.org: Second") < page.index("learner@example.org: Second")
    assert "Waiting for your feedback" not in text(browser(learner).get("/en/my/"))


def test_the_list_of_the_admin_is_narrowed(
    school: School, lesson: LessonPage, learner: User, other_learner: User, coordinator: User
) -> None:
    cohort = make_cohort(school.course)
    make_enrolment(learner, school.course, cohort)
    mine, others = make_submission(learner, lesson), make_submission(other_learner, lesson)
    make_cohort(school.course, "Class of Ana", is_class=True)
    listed, client = reverse("learning:submissions"), browser(coordinator)
    client.post(f"/en/my/work/{others.public_id}/", {"verdict": "returned", "text": "Again", "seen": "1"})

    def found(**asked: Any) -> list[Submission]:
        return list(client.get(listed, asked).context["object_list"])

    course = str(school.course.translation_key)
    assert [found(), found(state="handed_in"), found(course=course), found(cohort=cohort.pk)] == [
        [mine, others],
        [mine],
        [mine, others],
        [mine],
    ]
    assert found(cohort=Cohort.objects.get(name="Class of Ana").pk) == [mine, others]  # no choice: classes are not asked for
    assert f"/en/my/work/{mine.public_id}/" in text(client.get(listed))
    learner.user_permissions.set(Permission.objects.filter(codename="access_admin"))
    assert browser(learner).get(listed).status_code in {302, 403}


def test_files_lie_in_the_private_storage(lesson: LessonPage, learner: User) -> None:
    _work, file = make_work(learner, lesson)
    name = str(file.file.name)
    assert (storages["private"].exists(name), storages["default"].exists(name)) == (True, False)
    assert name.startswith("work/")
    assert not any(word in name for word in ("Lena", "pdf", str(file.public_id), file.public_id.hex))
