import uuid
from datetime import datetime

from django.db import transaction

from accounts.models import User
from core.queries.nearest import nearest
from learning.enums import CertificateKind
from learning.models import Certificate, CourseCompletion, CoursePage
from learning.models.certificate import composed, months_after
from learning.queries.certificate_template import printed, template_for


class NoSuchCourseError(Exception):
    """No published course has this key."""


def _course(course_key: uuid.UUID, language: str) -> CoursePage:
    """Return the published course in `language`; where it has none in the site's own, or in the one it was written in first."""
    found = nearest(CoursePage.objects.live().filter(translation_key=course_key), language=language)
    if not found:
        raise NoSuchCourseError
    return found[course_key]


@transaction.atomic
def issue_certificate(*, user: User, course_key: uuid.UUID, kind: str, now: datetime) -> tuple[Certificate, bool]:
    """Give `user` a certificate, unless there is one; return it and whether it is new. A database constraint decides.

    What it says is frozen now, in the language of the account if the course has it. Raises NoSuchCourseError.
    """
    existing = Certificate.objects.filter(user=user, course_key=course_key, kind=kind).first()
    if existing is not None:
        return existing, False
    course, template = _course(course_key, user.language), template_for(course_key, kind)
    language = course.locale.language_code
    done = CourseCompletion.objects.filter(user=user, course_key=course_key).first()
    asked_for = done.edition if done and kind == CertificateKind.COMPLETION else []
    frozen = printed(template, course, language=language, edition=asked_for)
    return Certificate.objects.get_or_create(
        user=user,
        course_key=course_key,
        kind=kind,
        defaults={
            "language": language,
            "holder_name": composed(user.get_full_name()),
            "course_title": frozen.course,
            "printed_data": frozen.as_data(),
            "issued_at": now,
            "valid_until": months_after(now, template.valid_months) if template.valid_months else None,
        },
    )


def issue_for_completion(*, completion: CourseCompletion, now: datetime) -> Certificate | None:
    """Give the certificate of a course that was just finished; None where its template says that none is issued by itself."""
    if not template_for(completion.course_key, CertificateKind.COMPLETION).is_issued:
        return None
    certificate, _is_new = issue_certificate(
        user=completion.user, course_key=completion.course_key, kind=CertificateKind.COMPLETION, now=now
    )
    return certificate
