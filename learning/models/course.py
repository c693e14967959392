from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.forms import CheckboxSelectMultiple
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, Panel
from wagtail.blocks import CharBlock
from wagtail.fields import StreamField
from wagtail_localize.fields import SynchronizedField

from core.models import BasePage
from core.queries.locales import language_of
from core.registries.origins import Origin, find_origin
from learning.enums import Admission, Level
from learning.models.quiz import ATTEMPTS, PASS_MARK
from learning.prerequisites import CourseForm, refuse_circle

if TYPE_CHECKING:
    from learning.queries.course_languages import CourseLanguages
    from learning.queries.outline import Outline

SHARE = [MinValueValidator(1), MaxValueValidator(100)]


class CoursePage(BasePage):
    """A course: its modules and lessons lie below it, in the order of the page tree."""

    lead = models.CharField(_("lead"), max_length=300, help_text=_("What one can do afterwards, in one or two sentences."))
    outcomes = StreamField([("outcome", CharBlock(label=_("outcome")))], verbose_name=_("you will be able to"), blank=True)
    level = models.CharField(_("level"), max_length=16, choices=Level.choices, default=Level.BEGINNER)
    hours = models.DecimalField(_("hours"), max_digits=4, decimal_places=1, null=True, blank=True)
    themes = ParentalManyToManyField(
        "core.Term", verbose_name=_("themes"), blank=True, related_name="+", limit_choices_to={"kind": "theme"}
    )
    audiences = ParentalManyToManyField(
        "core.Term", verbose_name=_("audiences"), blank=True, related_name="+", limit_choices_to={"kind": "audience"}
    )
    share_watched = models.PositiveSmallIntegerField(
        _("share of a video to watch"),
        default=90,
        validators=SHARE,
        help_text=_("Per cent; a lesson with a video is done from here on. A lesson may say otherwise."),
    )

    made_in = models.CharField(
        _("made in"), max_length=64, blank=True, help_text=_("The part of a programme in which this course was made.")
    )
    pass_mark = models.PositiveSmallIntegerField(
        _("pass mark"), default=70, validators=PASS_MARK, help_text=_("Per cent of a quiz; a quiz may say otherwise.")
    )
    quiz_attempts = models.PositiveSmallIntegerField(
        _("attempts at a quiz"),
        default=3,
        validators=ATTEMPTS,
        help_text=_("0 for as many as one likes; a quiz may say otherwise."),
    )
    admission = models.CharField(_("who may learn here"), max_length=16, choices=Admission.choices, default=Admission.OPEN)
    opens_at = models.DateTimeField(_("open from"), null=True, blank=True)
    closes_at = models.DateTimeField(
        _("open until"), null=True, blank=True, help_text=_("What was watched before counts, whenever it arrives.")
    )
    prerequisites = ParentalManyToManyField(
        "self",
        verbose_name=_("comes after"),
        blank=True,
        symmetrical=False,
        related_name="+",
        help_text=_("Courses to finish first, in any language."),
    )

    base_form_class = CourseForm
    template = "pages/course_page.html"
    teaser_template = "components/ribbon.html"
    kind_label = _("Course")
    parent_page_types: ClassVar[list[str]] = ["learning.CataloguePage"]
    subpage_types: ClassVar[list[str]] = ["learning.ModulePage"]
    content_panels: ClassVar[list[Panel]] = [
        *BasePage.content_panels,
        FieldPanel("lead"),
        FieldPanel("outcomes"),
        FieldRowPanel([FieldPanel("level"), FieldPanel("hours"), FieldPanel("share_watched")]),
        FieldRowPanel([FieldPanel("pass_mark"), FieldPanel("quiz_attempts")]),
        MultiFieldPanel([FieldPanel("themes"), FieldPanel("audiences")], heading=_("About")),
        FieldPanel("made_in"),
        MultiFieldPanel(
            [
                FieldPanel("admission"),
                FieldRowPanel([FieldPanel("opens_at"), FieldPanel("closes_at")]),
                FieldPanel("prerequisites", widget=CheckboxSelectMultiple),
            ],
            heading=_("Admission"),
        ),
    ]
    override_translatable_fields = [
        *BasePage.override_translatable_fields,
        *(SynchronizedField(name) for name in ("level", "hours", "themes", "audiences", "made_in")),
        *(SynchronizedField(name) for name in ("share_watched", "pass_mark", "quiz_attempts")),
        *(SynchronizedField(name) for name in ("admission", "opens_at", "closes_at", "prerequisites")),
    ]

    class Meta:
        verbose_name = _("course")

    def clean(self) -> None:
        super().clean()
        if self.opens_at and self.closes_at and self.opens_at >= self.closes_at:
            raise ValidationError({"closes_at": _("A course has to open before it closes.")})
        refuse_circle(self, self.prerequisites.all() if self.pk else [])

    @property
    def summary(self) -> str:
        return super().summary or self.lead

    @cached_property
    def condition(self) -> str:
        """What the course asks of its learners, in a few words; a list of courses sets it for all of them at once."""
        from learning.queries.gate import conditions  # the query needs the page types

        return conditions([self], now=timezone.now())[self.pk]

    @cached_property
    def outline(self) -> "Outline":
        """Modules and lessons; a list of courses sets it for all of them at once."""
        from learning.queries.outline import outlines  # the query needs the page types

        return outlines([self])[self.pk]

    @cached_property
    def languages(self) -> "CourseLanguages":
        """What the course can be read and followed in; a list of courses sets it for all of them at once."""
        from learning.queries.course_languages import course_languages  # the query needs the page types

        return course_languages([self])[self.translation_key]

    @property
    def origin(self) -> Origin | None:
        """The part of a programme in which the course was made, while an app knows it."""
        return find_origin(self.made_in, language=language_of(self))

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from learning.queries.course import course_view  # the query needs the page types

        return {**super().get_context(request, *args, **kwargs), "view": course_view(self, user=request.user)}
