import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.search import index

from core.enums import Visibility
from core.models.localised import Localised, LocalisedText


class Person(Localised, index.Indexed, ClusterableModel):
    """Somebody the programme speaks of. Public pages point here and hold no personal data of their own."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.OneToOneField(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL)
    name = models.CharField(_("name"), max_length=200, help_text=_("As the person writes it."))
    country = CountryField(verbose_name=_("country"), blank=True)
    town = models.CharField(_("town"), max_length=120, blank=True)
    portrait = models.ForeignKey("core.Image", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    visibility = models.CharField(
        _("who may see the profile"), max_length=16, choices=Visibility.choices, default=Visibility.HIDDEN
    )
    anonymised_at = models.DateTimeField(null=True, blank=True, editable=False)

    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def public_name(self) -> str:
        """The name in the reader's script; empty unless the person wants to be seen by everyone."""
        if self.visibility != Visibility.PUBLIC or self.anonymised_at is not None:
            return ""
        return self.words("name") or self.name


class PersonText(LocalisedText):
    parent = ParentalKey(Person, on_delete=models.CASCADE, related_name="texts")
    name = models.CharField(_("name in another script"), max_length=200, blank=True)
    headline = models.CharField(_("headline"), max_length=200, blank=True)
    bio = models.TextField(_("biography"), blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["parent", "language"], name="person_text_once_a_language")]
