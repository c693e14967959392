"""The list of videos: Wagtail's own listing with our columns; a cell whose video is being prepared asks how far it is."""

from typing import Any

import django_filters
from django.conf import settings
from django.contrib.admin.utils import quote
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET
from wagtail.admin.filters import BaseMediaFilterSet, NumberRangeWidget
from wagtail.admin.ui.tables import BulkActionsCheckboxColumn, Column, DateColumn, TitleColumn, UsageCountColumn
from wagtail.admin.views import generic
from wagtail.models import ReferenceIndex
from wagtail.permissions import policy_registry

from core.templatetags.trellis import local_name
from media_pipeline.enums import JobState
from media_pipeline.models import TranscodeJob, Video
from media_pipeline.queries.playback import prefetch
from media_pipeline.templatetags.tracks import prepare_captions
from media_pipeline.views.video import editable


class TemplateColumn(Column):
    """A cell that a template of ours draws from the video."""

    def __init__(self, name: str, **kwargs: Any) -> None:
        super().__init__(name, **kwargs)
        self.cell_template_name = f"media_pipeline/columns/{name}.html"

    def get_value(self, instance: Video) -> Video:
        return instance


_USAGE = BaseMediaFilterSet.base_filters["usage_count"]


class VideoFilters(BaseMediaFilterSet):
    usage_count = django_filters.RangeFilter(label=_USAGE.label, widget=NumberRangeWidget(), method="used")
    state = django_filters.ChoiceFilter(label=_("State"), choices=JobState.choices, method="with_state")
    language = django_filters.ChoiceFilter(
        label=_("Spoken language"), choices=[(code, local_name(code)) for code, _name in settings.LANGUAGES], method="spoken"
    )

    @cached_property
    def permission_policy(self) -> Any:
        return policy_registry.get_by_type(Video)

    def with_state(self, queryset: QuerySet[Video], name: str, value: str) -> QuerySet[Video]:
        """By the newest job; through ids alone, because a search knows no other fields."""
        newest = TranscodeJob.objects.filter(video=OuterRef("pk")).order_by("-pk").values("state")[:1]
        return queryset.filter(pk__in=Video.objects.annotate(now=Subquery(newest)).filter(now=value).values("pk"))

    def spoken(self, queryset: QuerySet[Video], name: str, value: str) -> QuerySet[Video]:
        return queryset.filter(pk__in=Video.objects.filter(language=value).values("pk"))

    def used(self, queryset: QuerySet[Video], name: str, value: slice) -> QuerySet[Video]:
        counted = Video.objects.annotate(uses=ReferenceIndex.usage_count_subquery(Video))
        for bound, number in (("uses__gte", value.start), ("uses__lte", value.stop)):
            if number is not None:
                counted = counted.filter(**{bound: number})
        return queryset.filter(pk__in=counted.values("pk"))

    class Meta:
        model = Video
        fields: list[str] = []


class VideoIndexView(generic.IndexView):
    model = Video
    filterset_class = VideoFilters
    any_permission_required = ["add", "change", "delete"]
    page_title = _("Videos")
    header_icon = "media"
    page_kwarg = "p"
    paginate_by = 20
    default_ordering = "-created_at"
    index_url_name = "wagtailmedia:index"
    index_results_url_name = "media_pipeline:results"
    edit_url_name = "wagtailmedia:edit"
    template_name = "media_pipeline/index.html"
    results_template_name = "media_pipeline/index_results.html"
    add_item_label = _("Upload videos")
    show_other_searches = True

    @cached_property
    def permission_policy(self) -> Any:
        return policy_registry.get_by_type(Video)

    def get_base_queryset(self) -> Any:
        mine = self.permission_policy.instances_user_has_any_permission_for(self.request.user, ["change", "delete"])
        return mine.select_related("collection")

    @cached_property
    def columns(self) -> list[Column]:
        return [
            BulkActionsCheckboxColumn("bulk_actions", obj_type="video"),
            TemplateColumn("poster", label=_("Poster")),
            TitleColumn(
                "title",
                label=_("Title"),
                sort_key="title",
                get_url=self.get_edit_url,
                get_title_id=lambda video: f"video_{quote(video.pk)}_title",
            ),
            TemplateColumn("state", label=_("State")),
            TemplateColumn("length", label=_("Length")),
            TemplateColumn("languages", label=_("Texts in")),
            UsageCountColumn("usage_count", label=_("Used")),
            Column("collection", label=_("Collection"), accessor="collection.name"),
            DateColumn("created_at", label=_("Uploaded"), sort_key="created_at"),
        ]

    def get_add_url(self) -> str | None:
        may_add = self.permission_policy.user_has_permission(self.request.user, "add")
        return reverse("media_pipeline:upload") if may_add else None

    def get_filterset_kwargs(self) -> dict[str, Any]:
        return {**super().get_filterset_kwargs(), "is_searching": self.is_searching}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        videos = list(context["object_list"])
        counts = ReferenceIndex.get_count_references_to_in_bulk(videos)
        for video in videos:
            video.usage_count = counts.get(video, 0)
        prefetch(videos)
        prepare_captions(videos)
        chosen = self.filters.form.cleaned_data.get("collection_id") if self.filters else None
        return {**context, "object_list": videos, "current_collection": chosen}


@require_GET
def live(request: HttpRequest, video_id: int) -> HttpResponse:
    """The cells of a video that change while it is prepared."""
    return render(request, "media_pipeline/columns/live.html", {"video": editable(request, video_id)})
