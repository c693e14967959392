from datetime import datetime

from django.db import transaction

from accounts.models import User
from learning.enums import Refusal, Way
from learning.models import Cohort, Enrolment
from learning.models.cohort import plain_code
from learning.queries.admission import policies
from learning.refusals import RefusedError


def _refusal(cohort: Cohort, now: datetime) -> Refusal | None:
    policy = policies([cohort.course_key]).get(cohort.course_key)
    if policy is None or (policy.closes_at and now >= policy.closes_at):
        return Refusal.CLOSED
    if cohort.opens_at and now < cohort.opens_at:
        return Refusal.CODE_NOT_YET
    if cohort.closes_at and now >= cohort.closes_at:
        return Refusal.CODE_EXPIRED
    return None


def is_full(cohort: Cohort) -> bool:
    """Whether every place is taken. The cohort's row has to be locked, or the answer is old before it is used."""
    taken = Enrolment.objects.filter(cohort=cohort, left_at=None).count()
    return cohort.capacity is not None and taken >= cohort.capacity


def put_into(cohort: Cohort, *, user: User, how: Way, now: datetime) -> Enrolment:
    """Enrol `user` in the course of `cohort`, whose row is locked; who learnt there alone keeps that enrolment.

    Raise RefusedError where the cohort is full, or the person is in another one of the same course.
    """
    mine = Enrolment.objects.select_for_update().filter(user=user, course_key=cohort.course_key, left_at=None).first()
    if mine is not None and mine.cohort_id == cohort.pk:
        return mine
    if mine is not None and mine.cohort_id is not None:
        raise RefusedError(Refusal.ELSEWHERE)
    if is_full(cohort):
        raise RefusedError(Refusal.FULL)
    if mine is None:
        known = {"cohort": cohort, "how": how, "enrolled_at": now}
        mine, is_new = Enrolment.objects.get_or_create(user=user, course_key=cohort.course_key, left_at=None, defaults=known)
        return mine if is_new else put_into(cohort, user=user, how=how, now=now)  # made in this very moment, by another tab
    mine.cohort, mine.how = cohort, how
    mine.save()
    return mine


@transaction.atomic
def add_member(*, cohort: Cohort, user: User, now: datetime) -> Enrolment:
    """Put `user` into a cohort, as a coordinator does: whenever its code works. Raise RefusedError as for everybody else."""
    locked = Cohort.objects.select_for_update().get(pk=cohort.pk)
    return put_into(locked, user=user, how=Way.COORDINATOR, now=now)


@transaction.atomic
def join_cohort(*, user: User, code: str, now: datetime) -> Enrolment:
    """Take the place that `code` stands for; safe to repeat. Raise RefusedError with the reason why not.

    Who joins the last place first has it: the cohort's row is locked while its places are counted.
    """
    cohort = Cohort.objects.select_for_update().filter(code=plain_code(code)).first()
    if cohort is None:
        raise RefusedError(Refusal.UNKNOWN_CODE)
    refusal = _refusal(cohort, now)
    if refusal is not None:
        raise RefusedError(refusal)
    return put_into(cohort, user=user, how=Way.CODE, now=now)
