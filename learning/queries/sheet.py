"""Certificates and previews of templates as the printer takes them."""

from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from core.models import Image
from learning.models import Certificate, CertificateTemplate, CoursePage
from learning.models.certificate import Printed, months_after
from learning.printing.pdf import Sheet
from learning.queries.certificate_template import printed
from learning.queries.credential import verify_url
from learning.queries.outline import Outline
from learning.verify_code import LENGTH, grouped

_SIZE = "max-900x360|format-png"
_SAMPLE_NAME = "Ștefania Đorđević Åsen"  # letters of several of our languages


def _pictures(ids: list[int]) -> dict[int, bytes]:
    """Return pictures as PNG by the id of the image; one that is gone, or whose file is, is left out."""
    found = {}
    for image in Image.objects.filter(pk__in=ids):
        try:
            with image.get_rendition(_SIZE).file.open() as file:
                found[image.pk] = file.read()
        except OSError:
            continue
    return found


def _sheet(said: Printed, *, name: str, code: str, seed: str, language: str, issued: datetime, until: datetime | None) -> Sheet:
    pictures = _pictures([one for one in [*said.logos, said.signature] if one])
    marks = zip(said.organisations, said.logos, strict=True)
    return Sheet(
        printed=said,
        name=name,
        code=grouped(code),
        url=verify_url(code),
        issuer=settings.WAGTAIL_SITE_NAME,
        seed=seed,
        topic=said.topic,
        language=language,
        issued=issued,
        until=until,
        logos=[(owner, pictures[one]) for owner, one in marks if one in pictures],
        signature=pictures.get(said.signature or 0),
    )


def sheet(certificate: Certificate) -> Sheet:
    return _sheet(
        certificate.printed,
        name=certificate.holder_name,
        code=certificate.code,
        seed=str(certificate.course_key),
        language=certificate.language,
        issued=certificate.issued_at,
        until=certificate.valid_until,
    )


def _sample_course(template: CertificateTemplate, language: str) -> CoursePage:
    """Return the course of the template, or any, in `language` if possible; one that is made up where there is none."""
    courses = CoursePage.objects.live().order_by("pk")
    wanted = courses.filter(translation_key=template.course_key) if template.course_key else courses
    found = wanted.filter(locale__language_code=language).first() or wanted.first()
    if found is None:
        with override(language):
            found = CoursePage(title=_("Your course"), hours=12)
        found.outline = Outline([])
    return found


def sample_sheet(template: CertificateTemplate, *, language: str, now: datetime) -> Sheet:
    """Return what `template`, saved or not, would print in `language`; its code is all zeros and is nobody's."""
    course = _sample_course(template, language)
    said = printed(template, course, language=language, edition=[])
    until = months_after(now, template.valid_months) if template.valid_months else None
    seed = str(course.translation_key)
    return _sheet(said, name=_SAMPLE_NAME, code="0" * LENGTH, seed=seed, language=language, issued=now, until=until)
