from math import ceil
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, Panel
from wagtail.fields import StreamField
from wagtail_localize.fields import SynchronizedField

from cms.stories.enums import StoryKind
from cms.stories.models.tag import StoryTag
from core.blocks import BODY_BLOCKS
from core.models import BasePage
from core.models.required import require_streams
from media_pipeline.blocks import VideoBlock

WORDS_A_MINUTE = 200
FIGURES = range(2, 5)


def _section(label: Any, help_text: Any) -> StreamField:
    return StreamField([*BODY_BLOCKS, ("video", VideoBlock())], verbose_name=label, help_text=help_text)


class StoryPage(BasePage):
    """What happened to somebody in the programme, in four parts: a challenge, a turning point, a change, an advice."""

    lead = models.CharField(_("lead"), max_length=300, help_text=_("The story in one or two sentences."))
    kind = models.CharField(_("whose story"), max_length=16, choices=StoryKind.choices, default=StoryKind.MENTEE)
    place = models.CharField(_("place"), max_length=120)
    country = CountryField(verbose_name=_("country"))
    told_on = models.DateField(_("date"), default=timezone.localdate)
    challenge = _section(_("challenge"), _("Where it began: what was hard, what was missing."))
    turning_point = _section(_("turning point"), _("The moment, the meeting or the sentence that made the difference."))
    change = _section(_("change"), _("What is different now, and how one can tell."))
    advice = _section(_("advice"), _("What they would say to somebody who begins."))
    themes = ParentalManyToManyField(
        "core.Term", verbose_name=_("themes"), blank=True, related_name="+", limit_choices_to={"kind": "theme"}
    )
    organisations = ParentalManyToManyField(
        "core.Organisation", verbose_name=_("organisations"), blank=True, related_name="stories"
    )
    tags = ClusterTaggableManager(through=StoryTag, blank=True, verbose_name=_("tags"))

    template = "pages/story_page.html"
    teaser_template = "components/card_story.html"
    kind_label = _("Story")
    parent_page_types: ClassVar[list[str]] = ["stories.StoryIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list[Panel]] = [
        *BasePage.content_panels,
        FieldPanel("lead"),
        MultiFieldPanel(
            [
                FieldPanel("kind"),
                InlinePanel("protagonists", label=_("protagonist"), heading=_("Protagonists"), min_num=1),
                FieldRowPanel([FieldPanel("place"), FieldPanel("country"), FieldPanel("told_on")]),
            ],
            heading=_("Who, where and when"),
        ),
        MultiFieldPanel(
            [FieldPanel("challenge"), FieldPanel("turning_point"), FieldPanel("change"), FieldPanel("advice")],
            heading=_("The story"),
            help_text=_("Each part has its own heading on the page. Quote people in their own words, with their consent."),
        ),
        InlinePanel(
            "figures",
            label=_("figure"),
            heading=_("Figures"),
            max_num=FIGURES[-1],
            help_text=_("Two to four numbers, or none."),
        ),
        MultiFieldPanel([FieldPanel("themes"), FieldPanel("organisations"), FieldPanel("tags")], heading=_("About")),
    ]
    override_translatable_fields = [
        *BasePage.override_translatable_fields,
        *map(SynchronizedField, ["kind", "place", "country", "told_on", "themes", "organisations"]),
    ]

    class Meta:
        verbose_name = _("story")

    @property
    def summary(self) -> str:
        return super().summary or self.lead

    @property
    def parts(self) -> list[tuple[str, Any, Any]]:
        """The four parts as (anchor, heading, stream)."""
        return [
            ("challenge", _("The challenge"), self.challenge),
            ("turning-point", _("The turning point"), self.turning_point),
            ("change", _("What changed"), self.change),
            ("advice", _("Advice"), self.advice),
        ]

    @property
    def reading_minutes(self) -> int:
        """Minutes to read it, at 200 words a minute; at least 1."""
        words = sum(len(strip_tags(str(block)).split()) for _anchor, _heading, stream in self.parts for block in stream)
        return max(1, ceil(words / WORDS_A_MINUTE))

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from cms.stories.queries.record import record  # the query reads this model

        return {**super().get_context(request, *args, **kwargs), **record(self)}

    def full_clean(self, exclude: Any = None, *args: Any, **kwargs: Any) -> None:
        """Refuse to publish without its rows. A form excludes fields: it has checked its own rows already."""
        super().full_clean(exclude, *args, **kwargs)
        if exclude:
            return
        require_streams(self)
        if not self.protagonists.count():
            raise ValidationError(_("Say whose story it is."))
        if self.figures.count() not in {0, *FIGURES}:
            raise ValidationError(_("Give two to four figures, or none."))
