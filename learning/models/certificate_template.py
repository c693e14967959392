from django.conf import settings
from django.db import models
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.models import PreviewableMixin

from core.models.localised import Localised, LocalisedText
from learning.enums import CertificateKind


class CertificateTemplate(PreviewableMixin, Localised, ClusterableModel):
    """How certificates look and read: of one course, or of every course without a template of its own."""

    course_key = models.UUIDField(_("course"), null=True, blank=True)
    kind = models.CharField(_("kind"), max_length=16, choices=CertificateKind.choices, default=CertificateKind.COMPLETION)
    is_issued = models.BooleanField(
        _("issued by itself"), default=True, help_text=_("As soon as a learner has completed the course.")
    )
    shows_hours = models.BooleanField(_("show the hours"), default=True)
    valid_months = models.PositiveSmallIntegerField(
        _("valid for"), null=True, blank=True, help_text=_("Months; empty for always.")
    )
    organisations = ParentalManyToManyField(
        "core.Organisation",
        verbose_name=_("organisations"),
        blank=True,
        related_name="+",
        help_text=_("Their names and logos stand on the certificate."),
    )
    signature = models.ForeignKey(
        "core.Image", verbose_name=_("signature"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("certificate template")
        verbose_name_plural = _("certificate templates")
        constraints = [
            models.UniqueConstraint(
                fields=["course_key", "kind"],
                name="certificate_template_once_a_course_and_kind",
                violation_error_message=_("There is a template of this kind for this course already."),
            ),
            models.UniqueConstraint(
                fields=["kind"],
                condition=Q(course_key=None),
                name="certificate_template_default_once_a_kind",
                violation_error_message=_("There is a template of this kind for all courses already."),
            ),
        ]

    def __str__(self) -> str:
        return self.words("title") or str(self.get_kind_display())

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        """One for each language of the site."""
        return [(code, str(name)) for code, name in settings.LANGUAGES]

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        from learning.views.template_preview import show_preview  # the view needs the models

        return show_preview(request, self, mode_name)

    @property
    def course_title(self) -> str:
        from learning.queries.course_choice import course_choices  # the query needs the page types

        return dict(course_choices()).get(self.course_key, "") if self.course_key else str(_("All courses"))


class CertificateTemplateText(LocalisedText):
    """The words in one language; what is left empty is said in the product's own words."""

    parent = ParentalKey(CertificateTemplate, on_delete=models.CASCADE, related_name="texts")
    title = models.CharField(_("title"), max_length=120, blank=True, help_text=_("Such as “Certificate of completion”."))
    wording = models.TextField(
        _("wording"), max_length=400, blank=True, help_text=_("One or two sentences between the name and the course.")
    )
    signatory = models.CharField(_("who signs"), max_length=120, blank=True)
    signatory_role = models.CharField(_("as what"), max_length=160, blank=True)

    class Meta:
        verbose_name = _("words")
        constraints = [models.UniqueConstraint(fields=["parent", "language"], name="certificate_text_once_a_language")]
