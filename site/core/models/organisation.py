import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.search import index

from core.enums import OrganisationKind
from core.models.localised import Localised, LocalisedText


class Organisation(Localised, index.Indexed, ClusterableModel):
    """A partner, host, school or funder. Its name is data: translation never touches it."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=200, help_text=_("As the organisation itself writes it."))
    acronym = models.CharField(_("acronym"), max_length=40, blank=True)
    aliases = models.TextField(
        _("other names"), blank=True, help_text=_("One a line: other scripts, English names, names of the past.")
    )
    kind = models.CharField(_("kind"), max_length=16, choices=OrganisationKind.choices)
    country = CountryField(verbose_name=_("country"))
    town = models.CharField(_("town"), max_length=120, blank=True)
    website = models.URLField(_("website"), blank=True)
    logo = models.ForeignKey("core.Image", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    search_fields = [index.SearchField("name"), index.AutocompleteField("name"), index.AutocompleteField("aliases")]

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def labels(self) -> list[str]:
        """Every name that people know it by, as the search index takes them."""
        names = [self.name, self.acronym, *self.aliases.splitlines(), *(text.name for text in self.texts.all())]
        return [name for name in names if name.strip()]


class OrganisationText(LocalisedText):
    parent = ParentalKey(Organisation, on_delete=models.CASCADE, related_name="texts")
    name = models.CharField(_("name in this language"), max_length=200, blank=True)
    about = models.TextField(_("about"), blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["parent", "language"], name="organisation_text_once_a_language")]
