from typing import Any, ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from taggit.models import ItemBase
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, Panel
from wagtail.fields import StreamField
from wagtail_localize.fields import SynchronizedField

from cms.news.enums import NewsKind
from core.blocks import BODY_BLOCKS
from core.models import BasePage, Tag
from core.models.required import require_streams
from media_pipeline.blocks import VideoBlock


class NewsArticleTag(ItemBase):
    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="tagged_news")
    content_object = ParentalKey("news.NewsArticle", on_delete=models.CASCADE, related_name="tagged_items")


class NewsArticle(BasePage):
    """Something that happened or will happen, in the order of its date."""

    lead = models.CharField(_("lead"), max_length=300, help_text=_("What happened, in one or two sentences."))
    published_on = models.DateField(_("date"), default=timezone.localdate)
    happens_on = models.DateField(_("day of the event"), null=True, blank=True)
    kind = models.CharField(_("kind"), max_length=16, choices=NewsKind.choices, default=NewsKind.ANNOUNCEMENT)
    body = StreamField([*BODY_BLOCKS, ("video", VideoBlock())], verbose_name=_("body"))
    themes = ParentalManyToManyField(
        "core.Term", verbose_name=_("themes"), blank=True, related_name="+", limit_choices_to={"kind": "theme"}
    )
    organisations = ParentalManyToManyField(
        "core.Organisation", verbose_name=_("organisations"), blank=True, related_name="news"
    )
    tags = ClusterTaggableManager(through=NewsArticleTag, blank=True, verbose_name=_("tags"))

    template = "pages/news_article.html"
    teaser_template = "components/card_news.html"
    kind_label = _("News")
    parent_page_types: ClassVar[list[str]] = ["news.NewsIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list[Panel]] = [
        *BasePage.content_panels,
        FieldPanel("lead"),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("published_on"), FieldPanel("happens_on")]),
        FieldPanel("body"),
        MultiFieldPanel([FieldPanel("themes"), FieldPanel("organisations"), FieldPanel("tags")], heading=_("About")),
    ]
    override_translatable_fields = [
        *BasePage.override_translatable_fields,
        SynchronizedField("kind"),
        SynchronizedField("published_on"),
        SynchronizedField("happens_on"),
        SynchronizedField("themes"),
        SynchronizedField("organisations"),
    ]

    class Meta:
        verbose_name = _("news article")

    @property
    def summary(self) -> str:
        return super().summary or self.lead

    def full_clean(self, exclude: Any = None, *args: Any, **kwargs: Any) -> None:
        """Refuse to publish without a body. A form excludes fields: it has checked its own already."""
        super().full_clean(exclude, *args, **kwargs)
        if not exclude:
            require_streams(self)

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from cms.news.queries.record import record  # the query reads this model

        context = super().get_context(request, *args, **kwargs)
        return {**context, "kind_label": self.get_kind_display(), **record(self)}
