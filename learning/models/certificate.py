import unicodedata
from calendar import monthrange
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from learning.enums import CertificateKind, CertificateState
from learning.verify_code import LENGTH, grouped, new_code


def months_after(moment: datetime, months: int) -> datetime:
    """Return the same day so many months later, or the last of that month where it has no such day."""
    year, month = divmod(moment.year * 12 + moment.month - 1 + months, 12)
    day = min(moment.day, monthrange(year, month + 1)[1])
    return moment.replace(year=year, month=month + 1, day=day)


def composed(name: str) -> str:
    """Return a name as it is printed: composed letters (NFC), single blanks."""
    return " ".join(unicodedata.normalize("NFC", name).split())


@dataclass(frozen=True)
class Printed:
    """What stands on a certificate, as it was on the day of issue.

    `logos` (one for each organisation, None without) and `signature` are ids of images; `topic` is the theme of the woven band.
    """

    title: str
    wording: str
    course: str
    outline: list[str]
    hours: str
    rule: str
    organisations: list[str]
    logos: list[int | None]
    signatory: str
    signatory_role: str
    signature: int | None
    topic: str

    def as_data(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Self:
        return cls(**data)


class CertificateQuerySet(models.QuerySet["Certificate"]):
    def valid(self, now: datetime) -> "CertificateQuerySet":
        return self.filter(revoked_at=None).exclude(valid_until__lte=now)


class Certificate(models.Model):
    """What somebody was given for a course. Everything printed is frozen; only the spelling of the name may be put right."""

    code = models.CharField(_("code"), max_length=LENGTH, unique=True, default=new_code, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("holder"), on_delete=models.PROTECT, related_name="certificates"
    )
    course_key = models.UUIDField(editable=False)
    kind = models.CharField(_("kind"), max_length=16, choices=CertificateKind.choices, default=CertificateKind.COMPLETION)
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    holder_name = models.CharField(_("name"), max_length=310, blank=True)  # the longest that an account may bear
    name_corrected_at = models.DateTimeField(null=True, blank=True, editable=False)
    course_title = models.CharField(_("course"), max_length=255, editable=False)
    printed_data = models.JSONField(default=dict, editable=False)
    issued_at = models.DateTimeField(_("issued"), editable=False)
    valid_until = models.DateTimeField(_("valid until"), null=True, blank=True, editable=False)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True, editable=False)
    revocation_reason = models.CharField(_("reason"), max_length=300, blank=True, editable=False)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        ordering = ["-issued_at", "-pk"]
        permissions = [("issue_certificate", "Can issue, correct and revoke certificates")]
        constraints = [
            models.UniqueConstraint(fields=["user", "course_key", "kind"], name="certificate_once_a_course_and_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.course_title} ({grouped(self.code)})"

    @property
    def printed(self) -> Printed:
        return Printed.from_data(self.printed_data)

    @property
    def grouped_code(self) -> str:
        return grouped(self.code)

    def state(self, now: datetime) -> CertificateState:
        if self.revoked_at is not None:
            return CertificateState.REVOKED
        if self.valid_until is not None and self.valid_until <= now:
            return CertificateState.EXPIRED
        return CertificateState.VALID
