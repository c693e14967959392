from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.http.request import validate_host
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from search.analysis.query import parse
from search.models.for_readers import ForReaders

MOST_QUERIES = 20


class PromotedResult(ForReaders):
    """What editors recommend to whoever asks for certain words: a page of the site, or an address elsewhere.

    `queries`: one a line, each a whole query, whatever the order and the endings of its words.
    """

    queries = models.TextField(
        _("searches"),
        max_length=2_000,
        help_text=_(
            "One a line. It stands above the results of exactly these words, in any order and with any ending; accents, "
            "capitals and the script do not matter."
        ),
    )
    page = models.ForeignKey(
        "wagtailcore.Page",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("page"),
        help_text=_("It is shown only while everybody may read it."),
    )
    url = models.URLField(
        _("address"),
        max_length=500,
        blank=True,
        validators=[URLValidator(schemes=["http", "https"])],
        help_text=_("Of another site, instead of a page."),
    )
    title = models.CharField(_("title"), max_length=200, blank=True, help_text=_("Needed for an address; a page has its own."))
    note = models.CharField(_("note"), max_length=300, blank=True, help_text=_("A sentence below the title, for readers."))
    starts_on = models.DateField(_("from"), null=True, blank=True, help_text=_("The first day, in UTC. Empty: at once."))
    ends_on = models.DateField(_("until"), null=True, blank=True, help_text=_("The last day. Empty: without an end."))
    position = models.PositiveSmallIntegerField(_("position"), default=0, help_text=_("Smaller numbers stand first."))

    class Meta:
        verbose_name = _("promoted result")
        verbose_name_plural = _("promoted results")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(page__isnull=False, url="") | (models.Q(page__isnull=True) & ~models.Q(url="")),
                name="search_promoted_page_or_url",
                violation_error_message=_("Choose a page or write an address, one of the two."),
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")) | models.Q(starts_on=None) | models.Q(ends_on=None),
                name="search_promoted_days",
                violation_error_message=_("The last day is before the first."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.shown_title} ({', '.join(self.query_lines)})"

    @property
    def query_lines(self) -> list[str]:
        return [line.strip() for line in self.queries.splitlines() if line.strip()]

    @property
    def shown_title(self) -> str:
        return self.title or (self.page.title if self.page else "")

    def clean(self) -> None:
        lines = self.query_lines
        if not 1 <= len(lines) <= MOST_QUERIES:
            raise ValidationError({"queries": _("1 to %(most)d searches, one a line.") % {"most": MOST_QUERIES}})
        empty = next((line for line in lines if parse(line, self.language or settings.LANGUAGE_CODE).is_empty), None)
        if empty is not None:
            raise ValidationError({"queries": _("“%(line)s” has no words.") % {"line": empty[:100]}})
        if self.url and not self.title.strip():
            raise ValidationError({"title": _("An address needs a title.")})
        if self.url and _is_ours(self.url):
            raise ValidationError(
                {"url": _("This is an address of this site: choose its page, so that nobody is led to a draft.")}
            )


def _is_ours(url: str) -> bool:
    """Whether `url` leads here, as far as the settings name our hosts; `*` names none."""
    host = urlsplit(url).hostname or ""
    ours = {urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname, *Site.objects.values_list("hostname", flat=True)}
    return host in ours or validate_host(host, [name for name in settings.ALLOWED_HOSTS if name != "*"])
