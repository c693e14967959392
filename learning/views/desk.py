from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from accounts.models import User
from learning.queries.desk import desk


@require_safe
def show_desk(request: HttpRequest) -> HttpResponse:
    """The learner's own page; without an account a page that says what it would hold."""
    if not isinstance(request.user, User):
        return render(request, "learning/desk_without_account.html")
    return render(request, "learning/desk.html", {"desk": desk(request.user, language=get_language() or "")})
