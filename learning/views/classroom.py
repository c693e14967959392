import uuid

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from learning.models import Cohort
from learning.queries.classroom import classroom


@require_safe
@login_required
def show_class(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The class as its teacher sees it: numbers without names. For anybody else it is not there."""
    cohort = get_object_or_404(Cohort, public_id=public_id, teacher=request.user, is_class=True)
    return render(request, "learning/class.html", {"classroom": classroom(cohort, language=get_language() or "")})
