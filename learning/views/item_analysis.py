from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from core.spreadsheet import TYPES, as_file
from learning.item_table import item_table
from learning.models import Quiz, QuizAttempt
from learning.queries.item_analysis import item_analysis


@require_safe
@permission_required("learning.change_quiz", raise_exception=True)
def show_item_analysis(request: HttpRequest, quiz: int) -> HttpResponse:
    """How the questions of a quiz did; `?format=csv` or `xlsx` gives the same table as a file."""
    found = get_object_or_404(Quiz, pk=quiz)
    rows = item_analysis(found, language=get_language() or "")
    if (kind := request.GET.get("format", "")) in TYPES:
        return as_file(item_table(found, rows), kind)
    learners = QuizAttempt.objects.filter(quiz=found, number=1, submitted_at__isnull=False)
    context = {"quiz": found, "rows": rows, "attempts": learners.count(), "passed": learners.filter(is_passed=True).count()}
    return render(request, "learning/item_analysis.html", context)
