"""What a certificate would say: the words of its template, of the product where it has none, and of the course."""

import uuid
from typing import Any

from django.db.models import F
from django.utils.formats import number_format
from django.utils.translation import ngettext, override
from django.utils.translation import pgettext_lazy as p_

from core.models import Organisation
from learning.enums import Activity, CertificateKind
from learning.models import CertificateTemplate, CoursePage
from learning.models.certificate import Printed

_WORDS = {
    CertificateKind.COMPLETION: (p_("certificate", "Certificate of completion"), p_("certificate", "has completed the course")),
    CertificateKind.PARTICIPATION: (
        p_("certificate", "Certificate of participation"),
        p_("certificate", "has taken part in the course"),
    ),
    CertificateKind.APPRECIATION: (
        p_("certificate", "Certificate of appreciation"),
        p_("certificate", "with thanks for what was given to the course"),
    ),
}


def template_for(course_key: uuid.UUID, kind: str) -> CertificateTemplate:
    """Return the template of the course, the one for all courses, or (where nobody has made any) an empty one."""
    wanted = CertificateTemplate.objects.filter(kind=kind, course_key__in=[course_key])
    general = CertificateTemplate.objects.filter(kind=kind, course_key=None)
    found = (wanted | general).prefetch_related("texts").order_by(F("course_key").desc(nulls_last=True)).first()
    return found or CertificateTemplate(kind=kind)


def rule(edition: list[dict[str, Any]]) -> str:
    """Say what a course asked for, from the edition that was finished."""
    shares = [one["share"] for one in edition if one["activity"] == Activity.VIDEO]
    others = len(edition) - len(shares)
    parts = []
    if shares:
        watched = ngettext("%(count)s video watched to %(share)s %%", "%(count)s videos watched to %(share)s %%", len(shares))
        parts.append(watched % {"count": len(shares), "share": min(shares)})
    if others and shares:
        parts.append(ngettext("%(count)s other lesson done", "%(count)s other lessons done", others) % {"count": others})
    elif others:
        parts.append(ngettext("%(count)s lesson done", "%(count)s lessons done", others) % {"count": others})
    return ", ".join(parts)


def _own_words(template: CertificateTemplate, name: str, language: str) -> str:
    """Return a sentence of the template in just this language: on a certificate the product's own beats a foreign one."""
    return next((str(getattr(text, name)) for text in template.texts.all() if text.language == language), "")


def printed(template: CertificateTemplate, course: CoursePage, *, language: str, edition: list[dict[str, Any]]) -> Printed:
    """Return all that a certificate for `course` says, in `language`; `edition` is what was asked for, empty for nothing."""
    said: list[Organisation] = list(template.organisations.all())
    with override(language):
        title, wording = (str(words) for words in _WORDS[CertificateKind(template.kind)])
        hours = number_format(course.hours.normalize()) if template.shows_hours and course.hours else ""
        asked_for = rule(edition)
    return Printed(
        title=_own_words(template, "title", language) or title,
        wording=_own_words(template, "wording", language) or wording,
        course=course.title,
        outline=[chapter.module.title for chapter in course.outline.chapters],
        hours=hours,
        rule=asked_for,
        organisations=[one.name for one in said],
        logos=[one.logo_id for one in said],
        signatory=template.words("signatory", language),
        signatory_role=template.words("signatory_role", language),
        signature=template.signature_id,
        topic=course.topic,
    )
