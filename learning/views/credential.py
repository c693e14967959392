"""What others need to check a credential without us: issuer, keys, achievements, what was revoked. Open to every origin."""

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from learning.enums import CertificateKind
from learning.models import Certificate
from learning.queries.credential import BADGE_CONTEXT, LIST_SIZE, VC_CONTEXT, achievement_of, issuer, jwk, published_keys
from learning.services.sign_credential import sign_status_list

P = ParamSpec("P")


def _open(view: Callable[P, HttpResponse]) -> Callable[P, HttpResponse]:
    """Let pages of other sites read the answer, and anybody keep it for five minutes."""

    @wraps(view)
    def answered(*args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        response = view(*args, **kwargs)
        response["Access-Control-Allow-Origin"] = "*"
        response["Cache-Control"] = "public, max-age=300"
        return response

    return require_safe(answered)


def _linked(data: dict[str, Any]) -> HttpResponse:
    return JsonResponse({"@context": [VC_CONTEXT, BADGE_CONTEXT], **data}, content_type="application/ld+json")


@_open
def show_issuer(request: HttpRequest) -> HttpResponse:
    return _linked(issuer())


@_open
def show_keys(request: HttpRequest) -> HttpResponse:
    """Every key that a good signature may have been made with (RFC 7517)."""
    return JsonResponse({"keys": [jwk(key) for key in published_keys()]}, content_type="application/jwk-set+json")


@_open
def show_key(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The key alone, as the `kid` of a credential names it."""
    key = next((one for one in published_keys() if one.public_id == public_id), None)
    if key is None:
        raise Http404
    return JsonResponse(jwk(key), content_type="application/jwk+json")


@_open
def show_achievement(request: HttpRequest, course_key: uuid.UUID, kind: str) -> HttpResponse:
    found = achievement_of(course_key, kind) if kind in CertificateKind.values else None
    if found is None:
        raise Http404
    return _linked(found)


@_open
def show_status_list(request: HttpRequest, number: int) -> HttpResponse:
    """The signed list of revocations; there is one for each `LIST_SIZE` certificates."""
    newest = Certificate.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    if number > newest // LIST_SIZE:
        raise Http404
    return HttpResponse(sign_status_list(number=number, now=timezone.now()), content_type="application/vc+jwt")
