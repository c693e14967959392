from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import ObjectList, TabbedInterface
from wagtail.fields import RichTextField, StreamField
from wagtail_localize.fields import SynchronizedField

from cms.practices.blocks import StepBlock
from cms.practices.enums import PracticeStatus
from cms.practices.models.evidence import EvidenceFields
from cms.practices.models.form import MOST_THEMES, GoodPracticeForm
from cms.practices.models.opinion import OpinionFields
from cms.practices.models.panels import evidence_panels, practice_panels, record_panels, transfer_panels
from cms.practices.models.place import PlaceFields
from cms.practices.models.provenance import ProvenanceFields
from cms.practices.models.resources import ResourceFields
from cms.practices.models.tag import GoodPracticeTag
from cms.practices.models.transfer import TransferFields
from core.blocks import BODY_BLOCKS
from core.blocks.text import FEATURES
from core.models import BasePage
from core.models.required import require_streams
from media_pipeline.blocks import VideoBlock


def _terms(kind: str, label: Any, *, blank: bool) -> ParentalManyToManyField:
    return ParentalManyToManyField(
        "core.Term", verbose_name=label, blank=blank, related_name="+", limit_choices_to={"kind": kind}
    )


class GoodPracticePage(PlaceFields, ResourceFields, EvidenceFields, TransferFields, OpinionFields, ProvenanceFields, BasePage):
    """Something that worked, told so that somebody else can judge it and try it: a record, never an article.

    A draft may lack anything but its title; what is published holds every required field (`full_clean`).
    """

    solution = models.CharField(
        _("solution in one sentence"), max_length=160, help_text=_("What one does, not what it is good for.")
    )
    context_and_problem = RichTextField(_("context and problem"), features=FEATURES)
    steps = StreamField([("step", StepBlock())], verbose_name=_("what was done"), help_text=_("Step by step."))
    body = StreamField(
        [*BODY_BLOCKS, ("video", VideoBlock())],
        verbose_name=_("more about it"),
        blank=True,
        help_text=_("Pictures, films, quotes and files. Stands after the steps."),
    )
    audiences = _terms("audience", _("who it is for"), blank=False)
    themes = _terms("theme", _("themes"), blank=False)
    methods = _terms("method", _("methods"), blank=True)
    disciplines = _terms("discipline", _("disciplines"), blank=True)
    lead_organisation = models.ForeignKey(
        "core.Organisation",
        verbose_name=_("lead organisation"),
        null=True,  # in a draft
        on_delete=models.PROTECT,
        related_name="led_practices",
    )
    partners = ParentalManyToManyField(
        "core.Organisation", verbose_name=_("partners"), blank=True, related_name="partnered_practices"
    )
    starts_on = models.DateField(_("since"), null=True, blank=True)
    ends_on = models.DateField(_("until"), null=True, blank=True)
    status = models.CharField(_("status"), max_length=16, choices=PracticeStatus.choices, default=PracticeStatus.RUNNING)
    tags = ClusterTaggableManager(through=GoodPracticeTag, blank=True, verbose_name=_("tags"))

    base_form_class = GoodPracticeForm
    template = "pages/good_practice_page.html"
    teaser_template = "components/card_practice.html"
    kind_label = _("Good practice")
    parent_page_types: ClassVar[list[str]] = ["practices.GoodPracticeIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    edit_handler = TabbedInterface(
        [
            ObjectList(practice_panels(), heading=_("Practice")),
            ObjectList(evidence_panels(), heading=_("Evidence and resources")),
            ObjectList(transfer_panels(), heading=_("Transfer")),
            ObjectList(record_panels(), heading=_("Record")),
            ObjectList(BasePage.promote_panels, heading=_("Promote")),
        ]
    )
    override_translatable_fields = [
        *BasePage.override_translatable_fields,
        *PlaceFields.place_translatable_fields,
        *ResourceFields.resource_translatable_fields,
        *EvidenceFields.evidence_translatable_fields,
        *TransferFields.transfer_translatable_fields,
        *OpinionFields.opinion_translatable_fields,
        *ProvenanceFields.provenance_translatable_fields,
        *map(SynchronizedField, ["audiences", "themes", "methods", "disciplines", "lead_organisation", "partners"]),
        *map(SynchronizedField, ["starts_on", "ends_on", "status"]),
    ]

    class Meta:
        verbose_name = _("good practice")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True)
                | models.Q(starts_on__isnull=True)
                | models.Q(ends_on__gte=models.F("starts_on")),
                name="practice_ends_after_it_began",
                violation_error_message=_("It cannot end before it began."),
            )
        ]

    @property
    def summary(self) -> str:
        return super().summary or self.solution

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from cms.practices.queries.record import record  # the query reads this model

        return {**super().get_context(request, *args, **kwargs), **record(self)}

    def full_clean(self, exclude: Any = None, *args: Any, **kwargs: Any) -> None:
        """Refuse to publish without its rows. A form excludes fields: it has checked its own rows already."""
        super().full_clean(exclude, *args, **kwargs)
        if not exclude:
            require_streams(self)
            self._require_rows()

    def _require_rows(self) -> None:
        missing = {
            "audiences": not self.audiences.count(),
            "themes": not 1 <= self.themes.count() <= MOST_THEMES,
            "evidence_rows": not self.evidence_rows.count(),
            "transfer_factors": not self.transfer_factors.count(),
        }
        messages = {
            "audiences": _("Say who it is for."),
            "themes": _("Choose one to three themes."),
            "evidence_rows": _("Add at least one indicator."),
            "transfer_factors": _("Rate at least one factor."),
        }
        if any(missing.values()):
            raise ValidationError([messages[name] for name, is_missing in missing.items() if is_missing])
