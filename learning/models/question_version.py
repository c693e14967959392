from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from learning.models.question import Question
from learning.quizzing.item import Item, item_from_json


class QuestionVersion(models.Model):
    """A question as it was when somebody was asked it. Never changed: attempts that were begun keep what they began with."""

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="versions")
    digest = models.CharField(max_length=64, help_text=_("SHA-256 of the content."))
    content: models.JSONField[Any, Any] = models.JSONField()
    created_at = models.DateTimeField(auto_now_add=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("version of a question")
        verbose_name_plural = _("versions of questions")
        constraints = [models.UniqueConstraint(fields=["question", "digest"], name="question_version_once")]

    def __str__(self) -> str:
        return f"{self.question_id}: {self.digest[:8]}"

    @property
    def item(self) -> Item:
        return item_from_json(self.content)
