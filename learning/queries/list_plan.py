"""What an import of a list would do, row by row, before it does anything."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Count, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from accounts.models import User
from learning.models import Cohort, Enrolment
from learning.models.cohort import plain_code
from learning.people_list import Person, language_code


class Step(Enum):
    INVITE = "invite"  # a new account, an invitation, and in
    ENROL = "enrol"  # has an account: in
    NOTHING = "nothing"  # is in it already
    ERROR = "error"


@dataclass(frozen=True)
class PlannedRow:
    person: Person
    step: Step
    error: str = ""
    cohort: Cohort | None = None
    user: User | None = None
    mine: Enrolment | None = None  # learns in the course already, alone


@dataclass(frozen=True)
class ListPlan:
    rows: list[PlannedRow]

    def of(self, step: Step) -> list[PlannedRow]:
        return [row for row in self.rows if row.step is step]

    @property
    def counts(self) -> dict[str, int]:
        return {step.value: len(self.of(step)) for step in Step}

    @property
    def is_possible(self) -> bool:
        return not self.of(Step.ERROR)


class _Planner:
    """What there is already, read once for the whole list."""

    def __init__(self, people: Sequence[Person], default: Cohort | None) -> None:
        self.default = default
        self.cohorts = list(Cohort.objects.annotate(taken=Count("enrolments", filter=Q(enrolments__left_at=None))))
        self.taken = {one.pk: one.taken for one in self.cohorts}
        emails = {person.email for person in people}
        accounts = User.objects.annotate(lower=Lower("email")).filter(lower__in=emails)
        self.users = {user.email.lower(): user for user in accounts}
        active = Enrolment.objects.filter(user__in=self.users.values(), left_at=None).select_related("cohort")
        self.enrolments = {(one.user_id, one.course_key): one for one in active}
        self.planned: Counter[tuple[str, object]] = Counter()

    def row(self, person: Person) -> PlannedRow:
        found = self._cohort(person)
        error = self._error(person) or (found if isinstance(found, str) else "")
        if error or isinstance(found, str):
            return PlannedRow(person, Step.ERROR, error)
        user = self.users.get(person.email)
        mine = self.enrolments.get((user.pk, found.course_key)) if user else None
        self.planned[person.email, found.course_key] += 1
        if self.planned[person.email, found.course_key] > 1:
            return PlannedRow(person, Step.ERROR, _("This address stands in the list twice for the same course."))
        if mine is not None and mine.cohort_id == found.pk:
            return PlannedRow(person, Step.NOTHING, "", found, user, mine)
        if mine is not None and mine.cohort is not None:
            return PlannedRow(person, Step.ERROR, _("Is in “%(cohort)s” of the same course.") % {"cohort": mine.cohort})
        self.taken[found.pk] += 1
        if found.capacity is not None and self.taken[found.pk] > found.capacity:
            return PlannedRow(person, Step.ERROR, _("“%(cohort)s” is full.") % {"cohort": found})
        return PlannedRow(person, Step.ENROL if user else Step.INVITE, "", found, user, mine)

    def _error(self, person: Person) -> str:
        try:
            validate_email(person.email)
        except ValidationError:
            return _("“%(address)s” is not an e-mail address.") % {"address": person.email}
        if person.language and language_code(person.language) is None:
            return _("“%(language)s” is none of the site's languages.") % {"language": person.language}
        user = self.users.get(person.email)
        if user is not None and not user.is_active:
            return _("This account is closed.")
        if len(person.name) > 150:
            return _("The name is too long.")
        return ""

    def _cohort(self, person: Person) -> Cohort | str:
        """Return the cohort that the row names by code or name, or a sentence that says why there is none."""
        if not person.cohort:
            return self.default or _("The row names no cohort.")
        code, name = plain_code(person.cohort), person.cohort.casefold()
        named = [one for one in self.cohorts if one.code == code] or [
            one for one in self.cohorts if one.name.casefold() == name
        ]
        if len(named) != 1:
            many, none = _("Several cohorts are called “%(name)s”: name its code."), _("There is no cohort “%(name)s”.")
            return (many if named else none) % {"name": person.cohort}
        if named[0].is_class:
            return _("“%(name)s” is a class: pupils join with its code, and nobody knows their names.") % {"name": named[0]}
        return named[0]


def plan_list(people: Iterable[Person], *, default: Cohort | None) -> ListPlan:
    """Return what putting `people` into cohorts would do; `default` is for rows that name none. Three queries."""
    people = list(people)
    planner = _Planner(people, default)
    return ListPlan([planner.row(person) for person in people])
