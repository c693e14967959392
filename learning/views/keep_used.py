from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from learning.queries.quiz_use import why_kept


def keep_used(request: HttpRequest, records: Iterable[Any]) -> HttpResponse | None:
    """Refuse to delete questions and quizzes that something stands on, and say what."""
    records = list(records)
    reasons = [reason for record in records if (reason := why_kept(record))]
    if not reasons:
        return None
    for reason in reasons:
        messages.error(request, reason)
    return redirect(records[0].snippet_viewset.get_url_name("list"))
