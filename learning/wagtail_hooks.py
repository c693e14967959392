from wagtail import hooks
from wagtail.snippets.models import register_snippet

from learning.views.keep_used import keep_used
from learning.viewsets import QuizGroup

register_snippet(QuizGroup)
hooks.register("before_delete_snippet", keep_used)
