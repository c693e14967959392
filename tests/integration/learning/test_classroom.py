"""A class shows its teacher numbers, and nobody who is in it."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from learning.enums import Way
from learning.models import Cohort, Enrolment, LessonPage
from tests.factories.enrolment import finish_lesson, make_cohort, make_enrolment
from tests.factories.learning import make_lesson, make_module
from tests.integration.learning.conftest import School


@pytest.fixture
def teacher(db: None) -> User:
    return User.objects.create_user("teacher@example.org", "secret-enough", first_name="Tea", last_name="Teacher")


@pytest.fixture
def school_class(school: School, teacher: User) -> Cohort:
    return make_cohort(school.course, "4b", is_class=True, teacher=teacher)


def pupils(school: School, cohort: Cohort, count: int) -> list[User]:
    made = [
        User.objects.create_user(f"pupil{number}@school.example", first_name=f"Given{number}", last_name=f"Family{number}")
        for number in range(count)
    ]
    for user in made:
        make_enrolment(user, school.course, cohort)
    return made


def lessons(school: School, count: int) -> list[LessonPage]:
    module = make_module(school.course, "Second")
    return [make_lesson(module, f"Lesson {number}") for number in range(count)]


def shown(client: Client, cohort: Cohort) -> list[str]:
    """Return what the table says of each lesson."""
    text = " ".join(client.get(f"/en/my/classes/{cohort.public_id}/").content.decode().split())
    return re.findall(r'<tr><th scope="row">[^<]*</th><td>([^<]*)<', text)


def test_the_teacher_sees_how_many_have_done_each_lesson(
    client: Client, school: School, school_class: Cohort, teacher: User
) -> None:
    read = lessons(school, 5)
    in_it = pupils(school, school_class, 12)
    for page, count in zip(read, (0, 3, 6, 9, 12), strict=True):
        for user in in_it[:count]:
            finish_lesson(user, page)
    gone = in_it.pop()
    gone.enrolments.update(left_at=gone.date_joined)
    client.force_login(teacher)
    assert shown(client, school_class) == [
        "0 of 11", "0 of 11", "fewer than 5", "6 of 11", "all but fewer than 5", "11 of 11",
    ]  # fmt: skip


@pytest.mark.parametrize(("count", "is_shown"), [(4, False), (5, True)])
def test_too_few_to_be_counted(
    client: Client, school: School, school_class: Cohort, teacher: User, count: int, is_shown: bool
) -> None:
    for user in pupils(school, school_class, count):
        finish_lesson(user, school.lesson)
    client.force_login(teacher)
    assert shown(client, school_class) == (["5 of 5"] if is_shown else [])
    text = client.get(f"/en/my/classes/{school_class.public_id}/").content.decode()
    assert ("fewer than 5" in text) is not is_shown


def test_nobody_in_a_class_is_named_anywhere(client: Client, school: School, school_class: Cohort, teacher: User) -> None:
    """Crawl what teacher and coordinator can open of the class."""
    in_it = pupils(school, school_class, 7)
    for user in in_it[:5]:
        finish_lesson(user, school.lesson)
    secret = {word for one in in_it for word in (one.email, one.first_name, one.last_name, str(one.public_id))}
    admin = User.objects.create_superuser("admin@example.org", "a long password")
    of_class = [reverse(f"learning:{name}", args=[school_class.pk]) for name in ("members", "due_dates", "sheet")]
    edit = reverse("wagtailsnippets_learning_cohort:edit", args=[school_class.pk])
    lists = [reverse("learning:enrolments"), reverse("wagtailsnippets_learning_cohort:list"), edit]
    for user, addresses in ((teacher, ["/en/my/", f"/en/my/classes/{school_class.public_id}/"]), (admin, of_class + lists)):
        client.force_login(user)
        for address in addresses:
            response = client.get(address)
            assert response.status_code == 200, address
            text = response.content.decode()
            assert (address, {word for word in secret if word in text}) == (address, set())
    assert client.get(reverse("learning:enrolments") + "?q=Given1").context["object_list"].count() == 0


def test_a_group_that_is_no_class_is_listed_with_names(client: Client, school: School, learner: User) -> None:
    group = make_cohort(school.course)
    enrolment = make_enrolment(learner, school.course, group)
    finish_lesson(learner, school.lesson)
    client.force_login(User.objects.create_superuser("admin@example.org", "a long password"))
    text = client.get(reverse("learning:members", args=[group.pk])).content.decode()
    assert ("learner@example.org" in text, "1 of 1" in text) == (True, True)
    assert "learner@example.org" in client.get(reverse("learning:enrolments")).content.decode()
    client.post(reverse("wagtailsnippets_learning_cohort:delete", args=[group.pk]))
    assert Cohort.objects.filter(pk=group.pk).exists()  # there are people in it
    client.post(reverse("learning:remove_member", args=[group.pk, enrolment.pk]))
    enrolment.refresh_from_db()
    assert enrolment.left_at is not None


def test_only_its_teacher_sees_a_class(client: Client, school_class: Cohort, learner: User) -> None:
    address = f"/en/my/classes/{school_class.public_id}/"
    assert client.get(address).status_code == 302
    client.force_login(learner)
    assert client.get(address).status_code == 404


def test_a_class_costs_the_same_with_many(client: Client, school: School, school_class: Cohort, teacher: User) -> None:
    from tests.integration.learning.test_pages import queries

    client.force_login(teacher)
    pupils(school, school_class, 5)
    few = queries(client, f"/en/my/classes/{school_class.public_id}/")
    lessons(school, 20)
    more = [User.objects.create_user(f"more{number}@school.example") for number in range(20)]
    for user in more:
        make_enrolment(user, school.course, school_class)
    assert queries(client, f"/en/my/classes/{school_class.public_id}/") == few


def test_a_coordinator_puts_somebody_in(client: Client, school: School, learner: User, other_learner: User) -> None:
    group = make_cohort(school.course, capacity=1)
    client.force_login(User.objects.create_superuser("admin@example.org", "a long password"))
    address = reverse("learning:add_member", args=[group.pk])

    def told(email: str) -> str:
        return str(next(iter(client.post(address, {"address": email}, follow=True).context["messages"])))

    assert told("who@example.org").startswith("There is no account with the address “who@example.org”.")
    assert (told("LEARNER@example.org"), told("other@example.org")) == (
        "learner@example.org is in it now.",
        "All places are taken.",
    )
    assert list(Enrolment.objects.values_list("user", "how")) == [(learner.pk, Way.COORDINATOR)]
    assert client.post(reverse("learning:add_member", args=[make_cohort(school.course, is_class=True).pk])).status_code == 404
