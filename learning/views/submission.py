"""Work that was handed in: for who gives feedback, and its files."""

import uuid
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from learning.handed_files import TYPES
from learning.models import Submission, WorkFile
from learning.queries.reviewer import described, learner_name, reviewed_by
from learning.queries.thread import shown_name, thread
from learning.queries.work import find_lesson
from learning.refusals import NotAdmittedError
from learning.services.give_feedback import LONGEST, FeedbackRefusedError, answer_feedback, give_feedback
from learning.submission_states import SubmissionState, may_become


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The versions, the messages, and the form for feedback. For who may not give any the work is not there."""
    user = cast(User, request.user)
    work = get_object_or_404(described(reviewed_by(user)), public_id=public_id)
    text, refused = "", ""
    if request.method == "POST":
        text = request.POST.get("text", "")
        try:
            _give(request, user, work)
        except FeedbackRefusedError as error:
            refused = str(error)
            work = get_object_or_404(described(reviewed_by(user)), public_id=public_id)
        else:
            messages.success(request, _("Your feedback is sent."))
            return redirect("submission", public_id)
    context = {
        "work": work,
        "who": learner_name(work),
        "lesson": find_lesson(work.lesson_key),
        "thread": thread(work, reader=user),
        "may_return": may_become(work.state, SubmissionState.RETURNED),
        "may_accept": may_become(work.state, SubmissionState.ACCEPTED),
        "text": text,
        "refused": refused,
        "longest": LONGEST,
    }
    return render(request, "learning/submission.html", context, status=422 if refused else 200)


def _give(request: HttpRequest, user: User, work: Submission) -> None:
    verdict = request.POST.get("verdict", "")
    if verdict not in {"", SubmissionState.RETURNED, SubmissionState.ACCEPTED}:
        raise Http404
    seen = request.POST.get("seen", "")
    known: dict[str, Any] = {"submission": work, "author": user, "text": request.POST.get("text", ""), "verdict": verdict}
    try:
        give_feedback(**known, seen=int(seen) if seen.isdigit() and seen.isascii() else 0, now=timezone.now())
    except (PermissionError, User.DoesNotExist):
        raise Http404 from None


@login_required
@require_POST
def post_message(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The learner answers."""
    work = get_object_or_404(Submission.objects.select_related("user"), public_id=public_id, user=cast(User, request.user))
    lesson = find_lesson(work.lesson_key)
    if lesson is None:
        raise Http404
    try:
        answer_feedback(submission=work, text=request.POST.get("text", ""), now=timezone.now())
    except FeedbackRefusedError as refused:
        messages.error(request, str(refused))
    except NotAdmittedError as refused:
        messages.error(request, refused.reason.label)
    else:
        messages.success(request, _("Your message is sent."))
    return redirect(lesson.get_url(request) + "#thread")


@never_cache
@login_required
@require_safe
def download(request: HttpRequest, public_id: uuid.UUID) -> FileResponse:
    """A file, for its learner and, once it is handed in, for who gives feedback. The browser saves it and never shows it."""
    user = cast(User, request.user)
    seen = Q(user=user) | Q(revision__submission__in=reviewed_by(user))
    file = get_object_or_404(WorkFile.objects.select_related("revision"), seen, public_id=public_id)
    name = file.name
    if file.user_id != user.pk and file.revision is not None:
        work: Any = described(Submission.objects.filter(pk=file.revision.submission_id)).get()
        place = [one.pk for one in file.revision.files.all()].index(file.pk) + 1
        name = shown_name(file, place, work.is_nameless)
    try:
        content = file.file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    answer = FileResponse(content, as_attachment=True, filename=name, content_type=TYPES[file.kind])
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer["X-Robots-Tag"] = "noindex"
    return answer
