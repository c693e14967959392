import uuid

from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from learning.models import Certificate, CourseCompletion
from learning.verify_code import is_well_formed


def certificates_for(user: User | AnonymousUser, course_key: uuid.UUID) -> list[Certificate]:
    """Return what the reader was given for a course. One query; none without an account."""
    if not isinstance(user, User):
        return []
    return list(Certificate.objects.filter(user=user, course_key=course_key).order_by("pk"))


def certificates_of(user: User) -> list[Certificate]:
    """Return all certificates of `user`, the newest first. One query."""
    return list(Certificate.objects.filter(user=user))


def finisher_addresses(course_key: uuid.UUID) -> list[str]:
    """Return the e-mail addresses of everybody who has finished a course and did not ask to be forgotten."""
    finished = CourseCompletion.objects.filter(course_key=course_key).values("user")
    people = User.objects.filter(pk__in=finished, anonymised_at=None)
    return list(people.order_by("email").values_list("email", flat=True))


def find_certificate(code: str) -> Certificate | None:
    """Return the certificate with this code, in its canonical form; without a query where it can be none."""
    if not is_well_formed(code):
        return None
    return Certificate.objects.filter(code=code).select_related("user").first()
