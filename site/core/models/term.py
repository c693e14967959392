import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.search import index

from core.enums import TermKind
from core.models.localised import Localised, LocalisedText


class TermQuerySet(models.QuerySet["Term"]):
    def of(self, kind: TermKind) -> "TermQuerySet":
        return self.filter(kind=kind)


class Term(Localised, index.Indexed, ClusterableModel):
    """A word of the programme's own vocabulary: one row for all languages, so that facets and counts have one id."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=16, choices=TermKind.choices)
    code = models.SlugField(
        _("code"), max_length=64, help_text=_("Stands in addresses and exports; keep it once it is in use.")
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    objects = TermQuerySet.as_manager()

    search_fields = [index.AutocompleteField("code"), index.FilterField("kind")]

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        ordering = ["kind", "position", "code"]
        constraints = [models.UniqueConstraint(fields=["kind", "code"], name="term_code_once_a_kind")]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return self.words("name") or self.code

    def labels(self) -> list[str]:
        """Every name and synonym in every language, as the search index takes them."""
        return [label for text in self.texts.all() for label in [text.name, *text.synonym_list()]]


class TermText(LocalisedText):
    parent = ParentalKey(Term, on_delete=models.CASCADE, related_name="texts")
    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(_("slug"), max_length=120, allow_unicode=True, blank=True)
    synonyms = models.TextField(_("synonyms"), blank=True, help_text=_("One a line. They find the same records."))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["parent", "language"], name="term_text_once_a_language")]

    def __str__(self) -> str:
        return self.name

    def synonym_list(self) -> list[str]:
        return [line.strip() for line in self.synonyms.splitlines() if line.strip()]
