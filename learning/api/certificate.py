"""Certificates of the caller."""

import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Annotated, Any, cast

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from ninja import Router, Schema
from pydantic import Field

from accounts.models import User
from core.api.errors import example
from core.api.paging import Paged, PageParameters, paged
from learning.api import examples
from learning.api.rates import READS
from learning.enums import CertificateKind, CertificateState
from learning.models import Certificate

router = Router()


class CertificateOut(Schema):
    """A certificate as it was issued."""

    code: Annotated[str, Field(description="Who has it sees the public page.")]
    course: Annotated[uuid.UUID, Field(description="The key of the course.")]
    kind: CertificateKind
    state: CertificateState
    language: str
    course_title: str
    holder_name: Annotated[str, Field(description="Empty until the holder has written a name.")]
    issued_at: datetime
    valid_until: datetime | None
    verify_url: Annotated[str, Field(description="The public page that says it is genuine.")]
    pdf_url: str
    badge_url: Annotated[str, Field(description="The same as a signed Open Badge.")]


class CertificateList(Paged[CertificateOut]):
    """Certificates."""


def _made(rows: Iterable[Certificate]) -> list[dict[str, Any]]:
    now = timezone.now()
    return [
        {
            "code": one.code,
            "course": one.course_key,
            "kind": one.kind,
            "state": one.state(now),
            "language": one.language,
            "course_title": one.course_title,
            "holder_name": one.holder_name,
            "issued_at": one.issued_at,
            "valid_until": one.valid_until,
            "verify_url": reverse("verify_code", args=[one.code]),
            "pdf_url": reverse("certificate_pdf", args=[one.code]),
            "badge_url": reverse("certificate_credential", args=[one.code]),
        }
        for one in rows
    ]


@router.get(
    "certificates",
    response=CertificateList,
    url_name="certificates",
    summary="My certificates",
    throttle=READS,
    openapi_extra=example(examples.paged(examples.CERTIFICATE)),
)
def list_certificates(request: HttpRequest, paging: PageParameters) -> dict[str, Any]:
    """List what the caller was given, the newest first, revoked ones too."""
    return paged(request, Certificate.objects.filter(user=cast(User, request.user)), paging, _made)
