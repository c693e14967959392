"""Who takes part in which course, for coordinators. The members of classes are not in it: nobody may know them."""

from typing import Any

import django_filters
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.http import HttpResponse
from django.utils.functional import cached_property
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports import ReportView

from core.spreadsheet import Cell, Table, as_file
from learning.enums import Way
from learning.forms.cohort import course_choices
from learning.models import Cohort, CoursePage, Enrolment


class EnrolmentFilters(WagtailFilterSet):
    q = django_filters.CharFilter(label=_("Name or e-mail"), method="of_person")
    course = django_filters.ChoiceFilter(label=_("Course"), field_name="course_key", choices=course_choices)
    cohort = django_filters.ModelChoiceFilter(label=_("Cohort"), queryset=Cohort.objects.filter(is_class=False))
    how = django_filters.ChoiceFilter(label=_("How"), choices=Way.choices)
    here = django_filters.ChoiceFilter(
        label=_("Takes part"), choices=[("yes", _("Now")), ("no", _("Has left"))], method="now_or_not"
    )

    class Meta:
        model = Enrolment
        fields: tuple[str, ...] = ()

    def of_person(self, queryset: QuerySet[Enrolment], name: str, value: str) -> QuerySet[Enrolment]:
        words = Q()
        for word in value.split():
            words &= Q(user__email__icontains=word) | Q(user__first_name__icontains=word) | Q(user__last_name__icontains=word)
        return queryset.filter(words)

    def now_or_not(self, queryset: QuerySet[Enrolment], name: str, value: str) -> QuerySet[Enrolment]:
        return queryset.filter(left_at__isnull=value == "yes")


class EnrolmentReport(PermissionRequiredMixin, ReportView):
    permission_required = "learning.view_enrolment"
    raise_exception = True
    page_title = _("Enrolments")
    header_icon = "group"
    index_url_name = "learning:enrolments"
    index_results_url_name = "learning:enrolments_results"
    filterset_class = EnrolmentFilters
    default_ordering = "-enrolled_at"
    paginate_by = 50
    columns = [
        Column("user", label=_("Person"), sort_key="user__last_name"),
        Column("course_title", label=_("Course"), sort_key="course_title"),
        Column("cohort", label=_("Cohort"), sort_key="cohort__name"),
        Column("how", label=_("How"), accessor="get_how_display", sort_key="how"),
        DateColumn("enrolled_at", label=_("Since"), sort_key="enrolled_at"),
        DateColumn("left_at", label=_("Left"), sort_key="left_at"),
    ]
    list_export = ["user"]  # the buttons show; the file is our own, as names come from everywhere

    @cached_property
    def verbose_name_plural(self) -> Any:
        return self.page_title

    def get_base_queryset(self) -> QuerySet[Enrolment]:
        titles = CoursePage.objects.filter(translation_key=OuterRef("course_key")).order_by("pk").values("title")[:1]
        named = Enrolment.objects.filter(Q(cohort=None) | Q(cohort__is_class=False))
        return named.select_related("user", "cohort").annotate(course_title=Subquery(titles))

    def as_spreadsheet(self, queryset: QuerySet[Enrolment], spreadsheet_format: str) -> HttpResponse:
        header = [str(column.label) for column in self.columns]
        rows = [self._cells(one) for one in queryset]
        table = Table("enrolments", gettext("Enrolments"), [header[0], gettext("E-mail"), *header[1:]], rows)
        return as_file(table, spreadsheet_format)

    def _cells(self, one: Enrolment) -> list[Cell]:
        left = localdate(one.left_at) if one.left_at else None
        cohort = one.cohort.name if one.cohort else ""
        title = getattr(one, "course_title", None) or ""
        return [str(one.user), one.user.email, title, cohort, one.get_how_display(), localdate(one.enrolled_at), left]
