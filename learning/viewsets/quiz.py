from typing import ClassVar

from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django_filters import ModelMultipleChoiceFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel, MultiFieldPanel, ObjectList, Panel
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from core.models import Tag
from learning.forms.question import QuestionForm
from learning.models import Question, QuestionTag, Quiz
from learning.viewsets.question_chooser import QuestionChooserViewSet


class QuestionFilterSet(WagtailFilterSet):
    tags = ModelMultipleChoiceFilter(
        queryset=Tag.objects.filter(tagged_questions__isnull=False).distinct(), label=_("Tags"), method="with_tags"
    )

    class Meta:
        model = Question
        fields: ClassVar[list[str]] = ["kind", "tags"]

    def with_tags(self, questions: QuerySet[Question], name: str, tags: list[Tag]) -> QuerySet[Question]:
        """The search of the admin narrows by ids, and not over a relation."""
        tagged = QuestionTag.objects.filter(tag__in=tags).values_list("content_object", flat=True)
        return questions.filter(pk__in=list(tagged)) if tags else questions


class QuestionViewSet(SnippetViewSet):
    """The question bank."""

    model = Question
    icon = "help"
    menu_label = _("Question bank")
    list_display = (
        "__str__",
        Column("get_kind_display", label=_("Kind"), sort_key="kind"),
        Column("tag_names", label=_("Tags")),
        Column("languages", label=_("Languages")),
        Column("use_count", label=_("Quizzes"), sort_key="use_count"),
        Column("updated_at", label=_("Changed"), sort_key="updated_at"),
    )
    filterset_class = QuestionFilterSet
    chooser_viewset_class = QuestionChooserViewSet
    copy_view_enabled = False  # the keys of its answers are its own
    list_per_page = 50
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("kind"), FieldPanel("tags")]),
            InlinePanel(
                "texts",
                heading=_("The question in each language"),
                label=_("language"),
                min_num=1,
                panels=[FieldPanel("language"), FieldPanel("prompt"), FieldPanel("hint"), FieldPanel("explanation")],
            ),
            InlinePanel(
                "options",
                heading=_("Answers"),
                label=_("answer"),
                help_text=_(
                    "Choices; the steps of an ordering in their right order; pairs; or every short text that is accepted. "
                    "A question for a number has none."
                ),
                panels=[
                    FieldPanel("is_right"),
                    InlinePanel(
                        "texts",
                        heading=_("The answer in each language"),
                        label=_("language"),
                        min_num=1,
                        panels=[
                            FieldRowPanel([FieldPanel("language"), FieldPanel("text")]),
                            FieldRowPanel([FieldPanel("match"), FieldPanel("feedback")]),
                        ],
                    ),
                ],
            ),
            MultiFieldPanel([FieldRowPanel([FieldPanel("number"), FieldPanel("tolerance")])], heading=_("For a number")),
            FieldPanel("image"),
        ],
        base_form_class=QuestionForm,
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Question]:
        questions = Question.objects.prefetch_related("texts", "tagged_items__tag")
        return questions.annotate(use_count=Count("uses", distinct=True)).order_by("-updated_at", "-pk")


class QuizViewSet(SnippetViewSet):
    model = Quiz
    icon = "form"
    menu_label = _("Quizzes")
    list_display = (
        "name",
        Column("question_count", label=_("Questions"), sort_key="question_count"),
        Column("taken_count", label=_("Attempts"), sort_key="taken_count"),
        Column("get_review_display", label=_("Right answers")),
    )
    panels: ClassVar[list[Panel]] = [
        FieldPanel("name"),
        InlinePanel("items", heading=_("Questions"), label=_("question"), min_num=1, panels=[FieldPanel("question")]),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("pass_mark"), FieldPanel("attempts"), FieldPanel("time_limit")]),
                FieldPanel("is_shuffled"),
                HelpPanel(_("An attempt keeps the rules and the questions that it began with, whatever is changed here.")),
            ],
            heading=_("Rules"),
        ),
        MultiFieldPanel([FieldRowPanel([FieldPanel("review"), FieldPanel("review_from")])], heading=_("Right answers")),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Quiz]:
        counts = {"question_count": Count("items", distinct=True), "taken_count": Count("taken", distinct=True)}
        return Quiz.objects.annotate(**counts).order_by("name", "pk")


class QuizGroup(SnippetViewSetGroup):
    menu_label = _("Quizzes")
    menu_icon = "help"
    menu_order = 310
    items = (QuizViewSet, QuestionViewSet)
