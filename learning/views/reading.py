import uuid

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.models import User
from learning.models import LessonPage
from learning.refusals import NotAdmittedError
from learning.services.mark_read import mark_read

MOST_READINGS = 50  # in one request


@require_POST
def post_reading(request: HttpRequest, lesson: uuid.UUID) -> HttpResponse:
    """“Mark as read”, and back to the lesson."""
    page = get_object_or_404(LessonPage.objects.live(), translation_key=lesson, locale__language_code=get_language())
    user = request.user
    if not isinstance(user, User):  # not back to this address: after the log-in it would be asked by GET
        return redirect_to_login(page.get_url(request))
    try:
        is_read = mark_read(user=user, lesson=lesson, now=timezone.now())
    except NotAdmittedError as refused:
        messages.error(request, refused.reason.label)
        return redirect(page.get_url(request))
    if not is_read:
        raise Http404
    return redirect(page.get_url(request) + "#progress")


@require_POST
def post_readings(request: HttpRequest) -> JsonResponse:
    """Take over what a browser marked as read without an account. 401 without one; names what was refused, and why.

    `now` is our clock in epoch milliseconds: that of the device may be wrong.
    """
    user = request.user
    if not isinstance(user, User):
        return JsonResponse({}, status=401)
    refused: dict[str, str] = {}
    for typed in request.POST.getlist("lesson")[:MOST_READINGS]:
        try:
            mark_read(user=user, lesson=uuid.UUID(typed), now=timezone.now())
        except NotAdmittedError as error:
            refused[typed] = str(error.reason.label)
        except ValueError:
            refused[typed] = _("There is no such lesson.")
    return JsonResponse({"refused": refused, "now": int(timezone.now().timestamp() * 1000)})
