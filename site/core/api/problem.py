"""What went wrong, as `application/problem+json` (RFC 9457): every API of the site says it in this one form."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Annotated, Any

from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext_lazy as _
from ninja import Field, Schema

KIND = "application/problem+json"
WORDS = {
    400: _("The request cannot be read; nothing was stored."),
    401: _("This needs an account: log in first. Nothing was stored."),
    403: _("The request does not carry the token that proves where it comes from; nothing was stored."),
    404: _("There is nothing at this address."),
    405: _("This address is for other methods; the header Allow names them."),
    413: _("The request is too big; nothing was stored. Please send less at once."),
    415: _("This address reads application/json only; nothing was stored."),
    422: _("The request is not as described; nothing was stored."),
    429: _("These were too many requests; nothing was stored. The header Retry-After says for how many seconds to wait."),
    500: _("Something went wrong here. It was noted; please try again later."),
}


class Fault(Schema):
    where: Annotated[list[str], Field(description="The way to the value: `query` or `body`, then names and numbers.")]
    what: Annotated[str, Field(description="What is wrong with it.")]


class Problem(Schema):
    """What went wrong. `detail` is a sentence in the language of the request; the other fields do not change with it."""

    type: Annotated[str, Field(description="Always `about:blank`: the status says it all.")]
    title: Annotated[str, Field(description="The name of the status.")]
    status: Annotated[int, Field(description="The status of the answer.")]
    detail: Annotated[str, Field(description="A sentence for people.")]
    errors: Annotated[list[Fault] | None, Field(description="With 422: each value that is not as described.")] = None


def body(status: int, detail: object = "", **more: Any) -> dict[str, Any]:
    """Return a problem as data; without `detail` in the words of its status."""
    known = {one.value: one.phrase for one in HTTPStatus}
    words = str(detail or WORDS.get(status, known.get(status, "")))
    return {"type": "about:blank", "title": known.get(status, "Error"), "status": status, "detail": words, **more}


def problem(status: int, detail: object = "", *, headers: Mapping[str, str] | None = None, **more: Any) -> HttpResponse:
    """Return the answer that says so; `more` are further fields of it."""
    return JsonResponse(body(status, detail, **more), status=status, content_type=KIND, headers=dict(headers or {}))
