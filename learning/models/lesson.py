from datetime import datetime
from typing import Any, ClassVar

from django.core.validators import MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, Panel
from wagtail.fields import StreamField
from wagtail_localize.fields import SynchronizedField
from wagtailmedia.edit_handlers import MediaChooserPanel

from core.blocks import BODY_BLOCKS
from core.models import BasePage
from learning.blocks import WORKSHEET_BLOCKS
from learning.enums import Activity, Handing
from learning.forms.lesson import LessonForm
from learning.models.course import SHARE
from media_pipeline.blocks import VideoBlock

KINDS = {
    Activity.VIDEO.value: _("Video"),
    Activity.QUIZ.value: _("Quiz"),
    Activity.ASSIGNMENT.value: _("Assignment"),
    Activity.WORKSHEET.value: _("Worksheet"),
    Activity.REFLECTION.value: _("Reflection"),
    Activity.LIVE.value: _("Live session"),
}
# The same in every language.
SHARED = ("activity", "video", "share_watched", "quiz", "handing", "fewest_words", "recording_counts", "minutes")


class LessonPage(BasePage):
    """One step of a course: a text, and at most one activity that completes it."""

    lead = models.CharField(_("lead"), max_length=300, blank=True)
    body = StreamField([*BODY_BLOCKS, ("video", VideoBlock())], verbose_name=_("body"), blank=True)
    activity = models.CharField(_("completed by"), max_length=16, choices=Activity.choices, default=Activity.VIDEO)
    video = models.ForeignKey(
        "media_pipeline.Video",
        verbose_name=_("video"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="lessons",
    )
    share_watched = models.PositiveSmallIntegerField(
        _("share to watch"),
        null=True,
        blank=True,
        validators=SHARE,
        help_text=_("Per cent, where this lesson differs from its course."),
    )
    quiz = models.ForeignKey(
        "learning.Quiz", verbose_name=_("quiz"), null=True, blank=True, on_delete=models.PROTECT, related_name="lessons"
    )
    handing = models.CharField(
        _("what is handed in"),
        max_length=16,
        choices=Handing.choices,
        default=Handing.EITHER,
        help_text=_("The body of the lesson is the task."),
    )
    worksheet = StreamField(WORKSHEET_BLOCKS, verbose_name=_("worksheet"), blank=True)
    prompt = models.CharField(
        _("question to think about"), max_length=300, blank=True, help_text=_("Only the learner reads the answer.")
    )
    fewest_words = models.PositiveSmallIntegerField(
        _("words"), default=20, validators=[MinValueValidator(1)], help_text=_("A reflection is done from so many words on.")
    )
    recording_counts = models.BooleanField(
        _("watching the recording counts too"),
        default=False,
        help_text=_("For a live session: who was not there completes the lesson with its video, once there is one."),
    )
    minutes = models.PositiveSmallIntegerField(
        _("minutes"), null=True, blank=True, help_text=_("How long reading takes; a video knows its own length.")
    )

    coming_at: datetime | None = None  # of a scheduled lesson in an outline: from when on it is published

    template = "pages/lesson_page.html"
    kind_label = _("Lesson")
    base_form_class = LessonForm
    parent_page_types: ClassVar[list[str]] = ["learning.ModulePage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list[Panel]] = [
        *BasePage.content_panels,
        FieldPanel("lead"),
        MultiFieldPanel(
            [
                FieldPanel("activity"),
                MediaChooserPanel("video", media_type="video"),
                FieldRowPanel([FieldPanel("share_watched"), FieldPanel("minutes")]),
                FieldPanel("quiz"),
                FieldPanel("recording_counts"),
            ],
            heading=_("Activity"),
        ),
        MultiFieldPanel([FieldPanel("handing")], heading=_("For an assignment"), classname="collapsed"),
        MultiFieldPanel([FieldPanel("worksheet")], heading=_("For a worksheet"), classname="collapsed"),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("prompt"), FieldPanel("fewest_words")])],
            heading=_("For a reflection"),
            classname="collapsed",
        ),
        FieldPanel("body"),
    ]
    override_translatable_fields = [
        *BasePage.override_translatable_fields,
        *(SynchronizedField(name) for name in SHARED),
    ]

    class Meta:
        verbose_name = _("lesson")

    @property
    def summary(self) -> str:
        return super().summary or self.lead

    @property
    def counts_watching(self) -> bool:
        """Whether watching its video completes the lesson."""
        return self.activity == Activity.VIDEO or (self.activity == Activity.LIVE and self.recording_counts)

    @property
    def shows_video(self) -> bool:
        """Whether its video is played above the text: the lesson itself, or the recording of a live session."""
        return self.activity in {Activity.VIDEO, Activity.LIVE}

    @property
    def seconds(self) -> float:
        """How long the lesson takes, 0 where nobody knows yet."""
        if self.activity == Activity.VIDEO and self.video is not None:
            return float(self.video.duration or 0)
        return (self.minutes or 0) * 60

    @property
    def is_written(self) -> bool:
        """Whether learners write, or hand in, something here."""
        return self.activity in {Activity.ASSIGNMENT, Activity.WORKSHEET, Activity.REFLECTION}

    @property
    def kind_words(self) -> str:
        """What kind of lesson it is, in a word."""
        return str(KINDS.get(self.activity, _("Reading")))

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from learning.queries.lesson import lesson_view  # the queries need the page types
        from learning.queries.live_session import live_view
        from learning.queries.quiz import quiz_view
        from learning.queries.work import work_view

        context = super().get_context(request, *args, **kwargs)
        if self.activity == Activity.QUIZ:
            context["quiz"] = quiz_view(self, user=request.user, now=timezone.now())
        if self.is_written:
            context["work"] = work_view(self, user=request.user)
        view = lesson_view(self, user=request.user, parameters=request.GET)
        if self.activity == Activity.LIVE and not view.gate.is_shut:
            context["live"] = live_view(self, user=request.user, enrolment=view.enrolment, now=timezone.now())
        return {**context, "view": view}
