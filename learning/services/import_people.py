from collections.abc import Sequence
from datetime import datetime

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction

from accounts.models import User
from learning.enums import Way
from learning.models import Cohort, Enrolment, Invitation
from learning.people_list import Person, language_code
from learning.queries.list_plan import ListPlan, PlannedRow, Step, plan_list


def import_people(*, people: Sequence[Person], default: Cohort | None, now: datetime) -> ListPlan:
    """Do what `plan_list` says, all of it or nothing; return the plan, which says whether it was possible.

    Safe to repeat: who is in is left alone. Invitations go out afterwards; they are noted in the same transaction.
    """
    try:
        return _import(people, default, now)
    except IntegrityError:  # somebody of the list made an account, or joined, in this very moment: now that is known
        return _import(people, default, now)


@transaction.atomic
def _import(people: Sequence[Person], default: Cohort | None, now: datetime) -> ListPlan:
    # Nobody takes a place while they are counted. Locked in one order, so that two imports never wait for each other.
    list(Cohort.objects.select_for_update().order_by("pk").values_list("pk"))
    plan = plan_list(people, default=default)
    if not plan.is_possible:
        return plan
    invited = _accounts(plan.of(Step.INVITE), now)
    joining = [*plan.of(Step.ENROL), *plan.of(Step.INVITE)]
    Enrolment.objects.bulk_create(
        Enrolment(
            user=row.user or invited[row.person.email],
            course_key=row.cohort.course_key,
            cohort=row.cohort,
            how=Way.LIST,
            enrolled_at=now,
        )
        for row in joining
        if row.cohort is not None and row.mine is None
    )
    for row in joining:
        if row.mine is not None:
            row.mine.cohort, row.mine.how = row.cohort, Way.LIST
    Enrolment.objects.bulk_update([row.mine for row in joining if row.mine is not None], ["cohort", "how"])
    return plan


def _accounts(rows: list[PlannedRow], now: datetime) -> dict[str, User]:
    """Make accounts that nobody can log in with before they have chosen a password; return them by address."""
    first = {row.person.email: row for row in reversed(rows)}
    made = {row.person.email: _account(row) for row in first.values()}
    User.objects.bulk_create(made.values())
    EmailAddress.objects.bulk_create(
        EmailAddress(user=user, email=user.email, primary=True, verified=False) for user in made.values()
    )
    Invitation.objects.bulk_create(
        Invitation(user=made[email], cohort=row.cohort, again_at=now) for email, row in first.items() if row.cohort
    )
    return made


def _account(row: PlannedRow) -> User:
    given, _space, family = row.person.name.rpartition(" ")
    return User(
        email=row.person.email,
        password=make_password(None),
        first_name=(given or family).strip(),
        last_name=family.strip() if given else "",
        language=language_code(row.person.language) or settings.LANGUAGE_CODE,
        time_zone=row.cohort.time_zone if row.cohort else "UTC",
    )
