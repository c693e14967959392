"""How a quiz finds its questions in the bank: by words, kind and tag."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm, SearchFilterMixin
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views import chooser

from core.models import Tag
from learning.models import Question
from learning.quizzing.enums import QuestionKind


class QuestionFilterForm(SearchFilterMixin, BaseFilterForm):
    kind = forms.ChoiceField(label=_("Kind"), choices=[("", _("All")), *QuestionKind.choices], required=False)
    tag = forms.ModelChoiceField(label=_("Tag"), queryset=Tag.objects.none(), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tag: Any = self.fields["tag"]
        tag.queryset = Tag.objects.filter(tagged_questions__isnull=False).distinct().order_by("name")

    def filter(self, objects: QuerySet[Question]) -> Any:
        kind, tag = self.cleaned_data.get("kind"), self.cleaned_data.get("tag")
        if kind:
            objects = objects.filter(kind=kind)
        if tag:
            objects = objects.filter(pk__in=list(tag.tagged_questions.values_list("content_object", flat=True)))
        return super().filter(objects)


class QuestionColumns:
    """What stands in the list to choose from."""

    filter_form_class = QuestionFilterForm

    def get_object_list(self) -> QuerySet[Question]:
        return Question.objects.prefetch_related("texts", "tagged_items__tag")

    @property
    def columns(self) -> list[Column]:
        chooser_: Any = self
        return [
            chooser_.title_column,
            Column("get_kind_display", label=_("Kind")),
            Column("tag_names", label=_("Tags")),
            Column("languages", label=_("Languages")),
        ]


class ChooseView(QuestionColumns, chooser.ChooseView):
    pass


class ChooseResultsView(QuestionColumns, chooser.ChooseResultsView):
    pass


class QuestionChooserViewSet(chooser.SnippetChooserViewSet):
    choose_view_class = ChooseView
    choose_results_view_class = ChooseResultsView
