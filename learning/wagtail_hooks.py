from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.snippets.models import register_snippet

from accounts.models import User
from learning.models import Quiz
from learning.views.item_analysis import show_item_analysis
from learning.views.keep_used import keep_used
from learning.viewsets import QuizGroup


def admin_addresses() -> list[URLPattern]:
    return [path("quizzes/<int:quiz>/analysis/", show_item_analysis, name="quiz_analysis")]


def analysis_button(snippet: Any, user: User, next_url: str | None = None) -> Iterator[Button]:
    """In the list of quizzes: to the figures of each."""
    if isinstance(snippet, Quiz) and user.has_perm("learning.change_quiz"):
        yield Button(_("How the questions did"), reverse("quiz_analysis", args=[snippet.pk]), icon_name="list-ul", priority=30)


register_snippet(QuizGroup)
hooks.register("before_delete_snippet", keep_used)
hooks.register("register_admin_urls", admin_addresses)
hooks.register("register_snippet_listing_buttons", analysis_button)
