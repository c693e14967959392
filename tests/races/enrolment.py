"""Twenty people want the last place; one person wants two."""

from collections import Counter

from django.utils import timezone

from accounts.models import User
from cms.home.models import HomePage
from learning.models import Cohort, CoursePage, Enrolment
from learning.refusals import RefusedError
from learning.services.join_cohort import join_cohort
from tests.factories.enrolment import make_cohort, make_enrolment
from tests.factories.learning import make_catalogue, make_course
from tests.races.together import CROWD, together

ROUNDS = 5


def _join(user: User, cohort: Cohort) -> str:
    try:
        join_cohort(user=user, code=cohort.code, now=timezone.now())
    except RefusedError as refused:
        return refused.reason.value
    return "joined"


def the_last_place_is_taken_once() -> None:
    """All of the crowd want the last place of a cohort; and again, of other cohorts."""
    course = make_course(make_catalogue(HomePage.objects.get()))
    there, *users = [User.objects.create_user(f"wants{number}@example.org") for number in range(CROWD + 1)]
    for _round in range(ROUNDS):
        _want_the_last_place(course, there, users)


def _want_the_last_place(course: CoursePage, there: User, users: list[User]) -> None:
    cohort = make_cohort(course, capacity=2)
    make_enrolment(there, course, cohort)
    got = Counter(together(lambda number: _join(users[number], cohort)))
    assert got == {"joined": 1, "full": 19}, got
    inside = Enrolment.objects.filter(cohort=cohort, left_at=None)
    assert inside.update(left_at=timezone.now()) == 2


def one_person_is_in_one_group() -> None:
    """One person sends the form of two cohorts of one course, over and over."""
    course = make_course(make_catalogue(HomePage.objects.get()))
    cohorts = [make_cohort(course), make_cohort(course, "Spring group")]
    user = User.objects.create_user("one@example.org")
    got = Counter(together(lambda number: _join(user, cohorts[number % 2])))
    assert got == {"joined": 10, "elsewhere": 10}, got
    assert Enrolment.objects.filter(left_at=None).count() == 1
