"""What can be done to many videos at once, through Wagtail's own bulk actions."""

from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy
from wagtail.admin.views.bulk_action import BulkAction
from wagtail.admin.views.bulk_action.mixins import ReferenceIndexMixin
from wagtail.permissions import policy_registry

from media_pipeline.enums import JobState
from media_pipeline.models import TranscodeJob, Video
from media_pipeline.services.transcode_job import move_up, prepare_again
from media_pipeline.views.listing import VideoIndexView


class VideoBulkAction(BulkAction):
    models = [Video]
    permission = "change"
    template_name = "media_pipeline/bulk/confirm.html"
    question: Any = ""
    button: Any = ""
    done: Any = ""

    @cached_property
    def permission_policy(self) -> Any:
        return policy_registry.get_by_type(Video)

    def check_perm(self, obj: Video) -> bool:
        return bool(self.permission_policy.user_has_permission_for_instance(self.request.user, self.permission, obj))

    def get_all_objects_in_listing_query(self, parent_id: int | None) -> list[int]:
        """What the listing shows at the same parameters, on all its pages: its address says all, also the collection."""
        listing = VideoIndexView()
        listing.setup(self.request)
        return [video.pk for video in listing.get_queryset()]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        words = {"title": self.display_name, "question": self.question, "button": self.button}
        return {**super().get_context_data(**kwargs), **words}

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        return str(self.done % {"count": num_parent_objects})


class DeleteVideos(ReferenceIndexMixin, VideoBulkAction):
    display_name = _("Delete")
    action_type = "delete"
    aria_label = _("Delete the selected videos")
    question = _("Delete these videos? They are kept for 30 days and then removed with every file.")
    button = _("Yes, delete")
    done = ngettext_lazy("%(count)d video was deleted.", "%(count)d videos were deleted.", "count")
    permission = "delete"
    action_priority = 100
    classes = {"serious"}

    @classmethod
    def execute_action(cls, objects: list[Video], **kwargs: Any) -> tuple[int, int]:
        return Video.objects.filter(pk__in=[video.pk for video in objects]).delete()[0], 0

    def get_usage_url(self, item: Video) -> str:
        return f"{item.usage_url}?describe_on_delete=1"


class CollectionForm(forms.Form):
    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        collections = policy_registry.get_by_type(Video).collections_user_has_permission_for(user, "add")
        self.fields["collection"] = forms.ModelChoiceField(label=_("Collection"), queryset=collections)


class MoveVideos(VideoBulkAction):
    display_name = _("Move to a collection")
    action_type = "move"
    aria_label = _("Move the selected videos to a collection")
    question = _("Move these videos to another collection? Who may watch them can change with it.")
    button = _("Move")
    done = ngettext_lazy("%(count)d video was moved.", "%(count)d videos were moved.", "count")
    action_priority = 30
    form_class = CollectionForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "user": self.request.user}

    def get_execution_context(self) -> dict[str, Any]:
        return {"collection": self.cleaned_form.cleaned_data["collection"]}

    @classmethod
    def execute_action(cls, objects: list[Video], collection: Any = None, **kwargs: Any) -> tuple[int, int]:
        for video in objects:  # one by one: saving tells the search who may read of it now
            video.collection = collection
            video.save(update_fields=["collection"])
        return len(objects), 0


class PrepareVideos(VideoBulkAction):
    display_name = _("Prepare again")
    action_type = "prepare"
    aria_label = _("Prepare the selected videos again")
    question = _("Prepare these videos again? What plays now goes on playing until the new version is ready.")
    button = _("Prepare again")
    done = ngettext_lazy("%(count)d video is being prepared.", "%(count)d videos are being prepared.", "count")
    action_priority = 40

    @classmethod
    def execute_action(cls, objects: list[Video], **kwargs: Any) -> tuple[int, int]:
        return sum(prepare_again(video=video) is not None for video in objects), 0


class MoveUpVideos(VideoBulkAction):
    display_name = _("To the front of the queue")
    action_type = "move_up"
    aria_label = _("Move the selected videos to the front of the queue")
    question = _("Prepare these videos before all others that wait?")
    button = _("To the front")
    done = ngettext_lazy("%(count)d video moved up.", "%(count)d videos moved up.", "count")
    action_priority = 50

    @classmethod
    def execute_action(cls, objects: list[Video], **kwargs: Any) -> tuple[int, int]:
        waiting = TranscodeJob.objects.filter(video__in=objects, state=JobState.QUEUED)
        # The last one that is moved stands first: so the order among them stays.
        return sum(move_up(job=job) for job in waiting.order_by("-turn_at")), 0


ACTIONS = (DeleteVideos, MoveVideos, PrepareVideos, MoveUpVideos)
