"""The learner's own calendar, at an address that only they know."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from learning.calendars import MEDIA_TYPE, written
from learning.queries.feed import feed_entries, feed_owner
from learning.services.renew_feed import end_feed, renew_feed


@require_safe
def show_feed(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar behind a secret address. It needs no log-in, sets no cookie, and stands in nobody's cache or search."""
    user = feed_owner(token)
    if user is None:
        raise Http404
    with translation.override(user.language):
        content = written(feed_entries(user, now=timezone.now()), name=settings.WAGTAIL_SITE_NAME)
    answer = HttpResponse(content, content_type=MEDIA_TYPE)
    answer["Cache-Control"] = "private, no-cache"
    answer["X-Robots-Tag"] = "noindex"
    return answer


@require_POST
@login_required
def choose_feed(request: HttpRequest) -> HttpResponse:
    """Make the address, make another one, or end it."""
    user = request.user
    if not isinstance(user, User):
        raise Http404
    if request.POST.get("feed") == "off":
        end_feed(user=user)
        messages.success(request, _("The calendar address does not work any more."))
    else:
        renew_feed(user=user, now=timezone.now())
        messages.success(request, _("This is your calendar address. Whoever has it can read your calendar."))
    return redirect(f"{reverse('settings')}#calendar")
