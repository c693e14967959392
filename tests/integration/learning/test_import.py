"""A list of people: looked at first, then done whole or not at all."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from learning.enums import Way
from learning.models import Cohort, Enrolment, Invitation
from learning.people_list import Person
from learning.queries.list_plan import Step, plan_list
from learning.services.import_people import import_people
from learning.services.send_invitations import send_invitations
from tests.factories.enrolment import make_cohort, make_enrolment
from tests.integration.learning.conftest import School

NOW = timezone.now()


@pytest.fixture
def cohort(school: School) -> Cohort:
    return make_cohort(school.course, "Autumn group", capacity=4, time_zone="Europe/Bucharest")


@pytest.fixture
def desk(client: Client, db: None) -> Client:
    client.force_login(User.objects.create_superuser("coordinator@example.org", "a long password"))
    return client


def people(*rows: tuple[str, ...]) -> list[Person]:
    return [Person(line, *row) for line, row in enumerate(rows, start=2)]


def test_a_plan_says_what_each_row_would_do(
    school: School, cohort: Cohort, learner: User, other_learner: User, django_assert_num_queries: Any
) -> None:
    school_class, twin = make_cohort(school.course, "4b", is_class=True), make_cohort(school.course, "Twin")
    make_cohort(school.course, "twin")
    make_enrolment(learner, school.course)
    make_enrolment(other_learner, school.course, cohort)
    User.objects.create_user("gone@example.org", is_active=False)
    elsewhere = User.objects.create_user("elsewhere@example.org")
    make_enrolment(elsewhere, school.course, twin)
    rows = people(
        ("learner@example.org", "Lena", "", cohort.name.upper()),
        ("other@example.org", "", "", cohort.shown_code.lower()),
        ("new@example.org", "Ana Ionescu", "ro", ""),
        ("new@example.org", "Ana Ionescu", "ro", ""),
        ("nobody", "", "", ""),
        ("a@example.org", "", "klingon", ""),
        ("b@example.org", "", "", "Winter"),
        ("c@example.org", "", "", "Twin"),
        ("d@example.org", "", "", school_class.code),
        ("gone@example.org", "", "", ""),
        ("elsewhere@example.org", "", "", ""),
        ("fits@example.org", "", "", ""),
        ("too-many@example.org", "", "", ""),
    )
    with django_assert_num_queries(3):
        plan = plan_list(rows, default=cohort)
    assert [(row.step, row.error) for row in plan.rows] == [
        (Step.ENROL, ""),
        (Step.NOTHING, ""),
        (Step.INVITE, ""),
        (Step.ERROR, "This address stands in the list twice for the same course."),
        (Step.ERROR, "“nobody” is not an e-mail address."),
        (Step.ERROR, "“klingon” is none of the site's languages."),
        (Step.ERROR, "There is no cohort “Winter”."),
        (Step.ERROR, "Several cohorts are called “Twin”: name its code."),
        (Step.ERROR, "“4b” is a class: pupils join with its code, and nobody knows their names."),
        (Step.ERROR, "This account is closed."),
        (Step.ERROR, "Is in “Twin” of the same course."),
        (Step.INVITE, ""),
        (Step.ERROR, "“Autumn group” is full."),
    ]


def test_one_bad_row_and_nothing_is_stored(cohort: Cohort) -> None:
    before = User.objects.count()
    plan = import_people(people=people(("new@example.org",), ("nobody",)), default=cohort, now=NOW)
    stored = (User.objects.count() - before, Enrolment.objects.count(), Invitation.objects.count())
    assert (plan.is_possible, stored) == (False, (0, 0, 0))


def test_a_list_is_imported_once_however_often_it_is_sent(school: School, cohort: Cohort, learner: User) -> None:
    alone = make_enrolment(learner, school.course)
    rows = people(("new@example.org", "Ana Maria Ionescu", "ro"), ("learner@example.org", "Somebody Else", "nb"))
    first = import_people(people=rows, default=cohort, now=NOW)
    again = import_people(people=rows, default=cohort, now=NOW)
    assert (first.counts, again.counts) == (
        {"invite": 1, "enrol": 1, "nothing": 0, "error": 0},
        {"invite": 0, "enrol": 0, "nothing": 2, "error": 0},
    )
    new = User.objects.get(email="new@example.org")
    learner.refresh_from_db()
    assert (new.first_name, new.last_name, new.language, new.time_zone, new.has_usable_password()) == (
        "Ana Maria", "Ionescu", "ro", "Europe/Bucharest", False,
    )  # fmt: skip
    assert (learner.first_name, learner.language) == ("", "en")  # what people say of themselves stays
    assert set(Enrolment.objects.values_list("user", "cohort", "how")) == {
        (new.pk, cohort.pk, Way.LIST), (learner.pk, cohort.pk, Way.LIST),
    }  # fmt: skip
    assert Enrolment.objects.get(user=learner).pk == alone.pk


def test_the_invited_choose_a_password_and_are_in(client: Client, school: School, cohort: Cohort) -> None:
    import_people(people=people(("new@example.org", "Ana", "en")), default=cohort, now=NOW)
    assert (send_invitations(now=NOW), send_invitations(now=NOW)) == (1, 0)
    letter = mail.outbox[0]
    assert (letter.to, letter.subject) == (["new@example.org"], "You are in “Autumn group”: please choose a password")
    address = re.search(r"https?://[^/]+(/en/accounts/\S+)", str(letter.body))
    assert address is not None
    form = client.get(address[1], follow=True)
    client.post(form.request["PATH_INFO"], {"password1": "a-quiet-loom-2026", "password2": "a-quiet-loom-2026"})
    assert client.login(email="new@example.org", password="a-quiet-loom-2026")
    assert [one.course for one in client.get("/en/my/").context["desk"].courses] == [school.course]


def test_an_invitation_that_the_server_refuses_is_tried_again(cohort: Cohort, settings: Any) -> None:
    import_people(people=people(("new@example.org",)), default=cohort, now=NOW)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1  # nobody listens there
    assert send_invitations(now=NOW) == 0
    waiting = Invitation.objects.get()
    assert (waiting.sent_at, waiting.attempts, waiting.again_at) == (None, 1, NOW + timedelta(minutes=15))
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert (send_invitations(now=NOW), send_invitations(now=NOW + timedelta(minutes=16))) == (0, 1)


def test_the_admin_shows_the_plan_and_then_does_it(desk: Client, cohort: Cohort) -> None:
    list_ = SimpleUploadedFile("people.csv", "\ufeffe-mail;name\nnew@example.org;Ana\n".encode())
    shown = desk.post(reverse("learning:import"), {"file": list_, "cohort": cohort.pk, "language": "ro"})
    assert (shown.status_code, shown.context["plan"].counts["invite"], Enrolment.objects.count()) == (200, 1, 0)
    token = shown.context["token"]
    done = desk.post(reverse("learning:confirm_import"), {"token": token})
    new = User.objects.get(email="new@example.org")
    assert (done["Location"], new.language) == (reverse("learning:members", args=[cohort.pk]), "ro")
    assert Enrolment.objects.get().cohort == cohort
    forged = desk.post(reverse("learning:confirm_import"), {"token": token[:-2] + "xx"})
    assert (forged["Location"], Enrolment.objects.count()) == (reverse("learning:import"), 1)


def test_who_may_not_change_cohorts_imports_nothing(client: Client, learner: User, cohort: Cohort) -> None:
    from django.contrib.auth.models import Permission

    learner.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(learner)
    of_one = [reverse(f"learning:{name}", args=[cohort.pk]) for name in ("members", "due_dates", "sheet")]
    addresses = [*of_one, reverse("learning:import"), reverse("learning:enrolments")]
    assert [client.get(address).status_code for address in addresses] == [302] * 5
