import uuid
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import User
from core.queries.nearest import nearest
from learning.models import LessonPage, QuizAttempt
from learning.queries.asked import asked
from learning.queries.quiz_result import may_see_answers, quiz_result
from learning.queries.quiz_rules import attempts_at, quiz_rules
from learning.refusals import NotAdmittedError
from learning.services.begin_attempt import NotBegunError, begin_attempt
from learning.services.save_answers import save_answers
from learning.services.submit_attempt import expire_attempt, submit_attempt


def _language() -> str:
    return get_language() or ""


def _lesson(key: uuid.UUID) -> LessonPage | None:
    """The lesson in the reader's language, or in any that is published."""
    return nearest(LessonPage.objects.live().filter(translation_key=key), language=_language()).get(key)


@require_POST
def post_begin(request: HttpRequest, lesson: uuid.UUID) -> HttpResponse:
    """“Begin”: to the questions, or back to the lesson with the reason why not."""
    page = get_object_or_404(LessonPage.objects.live(), translation_key=lesson, locale__language_code=_language())
    if not isinstance(request.user, User):  # not back to this address: after the log-in it would be asked by GET
        return redirect_to_login(page.get_url(request))
    try:
        attempt = begin_attempt(user=request.user, lesson=lesson, now=timezone.now())
    except LookupError as error:
        raise Http404 from error
    except NotBegunError as error:
        messages.warning(request, str(error.reason))
        return redirect(page.get_url(request))
    except NotAdmittedError as refused:
        messages.error(request, refused.reason.label)
        return redirect(page.get_url(request))
    return redirect("quiz_attempt", attempt.public_id)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def attempt(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The questions while the attempt is open, its result afterwards."""
    if not isinstance(request.user, User):
        return redirect_to_login(request.path)
    now = timezone.now()
    row = get_object_or_404(QuizAttempt.objects.select_related("quiz"), user=request.user, public_id=public_id)
    if request.method == "POST":
        _take(request, request.user, row, now)
        return redirect("quiz_attempt", public_id)
    if row.is_open and expire_attempt(user_id=request.user.pk, attempt=public_id, now=now):
        row.refresh_from_db()
    return _questions(request, row, now) if row.is_open else _result(request, row, now)


def _take(request: HttpRequest, user: User, row: QuizAttempt, now: datetime) -> None:
    values: dict[str, Any] = {"user": user, "attempt": row.public_id, "form": request.POST, "language": _language(), "now": now}
    if "save" not in request.POST:
        submit_attempt(**values)
    elif save_answers(**values):
        messages.success(request, _("Your answers are saved. You can hand them in later."))


def _questions(request: HttpRequest, row: QuizAttempt, now: datetime) -> HttpResponse:
    left = None if row.deadline is None else max(0, int((row.deadline - now).total_seconds()))
    questions = asked(row, language=_language())
    context = {"attempt": row, "lesson": _lesson(row.lesson_key), "questions": questions, "seconds_left": left}
    return render(request, "learning/quiz_attempt.html", context)


def _result(request: HttpRequest, row: QuizAttempt, now: datetime) -> HttpResponse:
    rules = quiz_rules(row.lesson_key)
    if rules is not None and rules.quiz != row.quiz:
        rules = None  # the lesson has another quiz now: nobody begins this one again
    taken = attempts_at(row.quiz, lesson=row.lesson_key, user_id=row.user_id)
    shows_answers = may_see_answers(row, rules, taken, now)
    context = {
        "attempt": row,
        "lesson": _lesson(row.lesson_key),
        "result": quiz_result(row, shows_answers=shows_answers, language=_language()),
        "left": 0 if rules is None or rules.is_closed(now) else rules.left(taken),
        "is_passed": any(one.is_passed for one in taken),
    }
    return render(request, "learning/quiz_result.html", context)


@require_POST
def post_answers(request: HttpRequest, public_id: uuid.UUID) -> JsonResponse:
    """Keep what is answered so far, for the page's script. 401 without an account, 409 when the attempt takes no more."""
    address = reverse("quiz_attempt", args=[public_id])
    if not isinstance(request.user, User):
        return JsonResponse({"is_saved": False, "address": address}, status=401)
    now = timezone.now()
    try:
        is_saved = save_answers(user=request.user, attempt=public_id, form=request.POST, language=_language(), now=now)
    except QuizAttempt.DoesNotExist as error:
        raise Http404 from error
    return JsonResponse({"is_saved": is_saved, "address": address}, status=200 if is_saved else 409)
