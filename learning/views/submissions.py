"""Work that was handed in, for coordinators in the admin. Members of school classes have no name in it."""

from typing import Any

import django_filters
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.reports import ReportView

from learning.forms.cohort import course_choices
from learning.models import Cohort, Enrolment, Submission
from learning.queries.reviewer import REVIEWS, described, learner_name, reviewed_by
from learning.submission_states import SubmissionState


def _address(work: Submission) -> str:
    return reverse("submission", args=[work.public_id])


class SubmissionFilters(WagtailFilterSet):
    state = django_filters.ChoiceFilter(label=_("State"), choices=SubmissionState.choices)
    course = django_filters.ChoiceFilter(label=_("Course"), field_name="course_key", choices=course_choices)
    cohort = django_filters.ModelChoiceFilter(
        label=_("Cohort"), queryset=Cohort.objects.filter(is_class=False), method="of_cohort"
    )

    class Meta:
        model = Submission
        fields: tuple[str, ...] = ()

    def of_cohort(self, queryset: "QuerySet[Submission]", name: str, value: Cohort) -> "QuerySet[Submission]":
        there = Enrolment.objects.filter(user=OuterRef("user"), course_key=OuterRef("course_key"), cohort=value, left_at=None)
        return queryset.filter(Exists(there))


class SubmissionReport(PermissionRequiredMixin, ReportView):
    permission_required = REVIEWS
    raise_exception = True
    page_title = _("Work handed in")
    header_icon = "form"
    index_url_name = "learning:submissions"
    index_results_url_name = "learning:submissions_results"
    filterset_class = SubmissionFilters
    default_ordering = "handed_in_at"
    paginate_by = 50
    columns = [
        TitleColumn("lesson", classname="work-title", label=_("Lesson"), accessor="lesson_title", get_url=_address),
        Column("learner", label=_("Learner"), accessor=learner_name),
        Column("course_title", label=_("Course")),
        Column("state", label=_("State"), accessor="get_state_display", sort_key="state"),
        DateColumn("handed_in_at", label=_("Handed in"), sort_key="handed_in_at"),
    ]
    list_export: list[str] = []  # as with enrolments: names come from everywhere

    @cached_property
    def verbose_name_plural(self) -> Any:
        return self.page_title

    def get_base_queryset(self) -> "QuerySet[Submission]":
        return described(reviewed_by(self.request.user))
