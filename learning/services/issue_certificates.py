import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from accounts.models import User
from learning.enums import BatchOutcome, CertificateKind
from learning.models import Certificate, CourseCompletion
from learning.services.issue_certificate import issue_certificate


@dataclass(frozen=True)
class BatchRow:
    """What becomes of one line of the list."""

    address: str
    outcome: BatchOutcome
    name: str = ""


def _outcome(user: User | None, *, has_one: set[int], finished: set[int] | None) -> BatchOutcome:
    if user is None or user.anonymised_at is not None:
        return BatchOutcome.UNKNOWN
    if user.pk in has_one:
        return BatchOutcome.ALREADY
    if finished is not None and user.pk not in finished:
        return BatchOutcome.NOT_FINISHED
    return BatchOutcome.ISSUED


@transaction.atomic
def issue_certificates(
    *, course_key: uuid.UUID, kind: str, addresses: Iterable[str], now: datetime, dry_run: bool
) -> list[BatchRow]:
    """Give certificates to the people with these e-mail addresses; say of each address what became (or would become) of it.

    A certificate of completion is for those who have finished the course. Raises NoSuchCourseError; then nothing is issued.
    """
    wanted = list(dict.fromkeys(address.strip().lower() for address in addresses if address.strip()))
    users = {user.email.lower(): user for user in User.objects.filter(email__in=wanted)}
    has_one = set(Certificate.objects.filter(course_key=course_key, kind=kind).values_list("user_id", flat=True))
    finished = None
    if kind == CertificateKind.COMPLETION:
        finished = set(CourseCompletion.objects.filter(course_key=course_key).values_list("user_id", flat=True))
    rows = []
    for address in wanted:
        user = users.get(address)
        outcome = _outcome(user, has_one=has_one, finished=finished)
        if user is not None and outcome == BatchOutcome.ISSUED and not dry_run:
            issue_certificate(user=user, course_key=course_key, kind=kind, now=now)
        rows.append(BatchRow(address, outcome, user.get_full_name() if user else ""))
    return rows
