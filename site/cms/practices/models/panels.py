"""The tabs of the edit form, in the order in which somebody tells of a practice."""

from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, Panel

from cms.practices.models.evidence import EvidenceFields
from cms.practices.models.opinion import OpinionFields
from cms.practices.models.place import PlaceFields
from cms.practices.models.provenance import ProvenanceFields
from cms.practices.models.resources import ResourceFields
from cms.practices.models.transfer import TransferFields
from core.models import BasePage


def _choices(name: str, help_text: object = "") -> FieldPanel:
    return FieldPanel(name, widget=CheckboxSelectMultiple, help_text=help_text)


def practice_panels() -> list[Panel]:
    return [
        *BasePage.content_panels,
        FieldPanel("solution"),
        FieldPanel("context_and_problem"),
        FieldPanel("steps"),
        FieldPanel("body"),
        MultiFieldPanel(
            [_choices("audiences"), _choices("themes", _("One to three.")), _choices("methods"), _choices("disciplines")],
            heading=_("Who and what it is for"),
            help_text=_("These words are the filters of the list."),
        ),
    ]


def evidence_panels() -> list[Panel]:
    return [*EvidenceFields.evidence_panels, *ResourceFields.resource_panels]


def transfer_panels() -> list[Panel]:
    return [
        *TransferFields.transfer_panels,
        InlinePanel(
            "adaptations",
            label=_("adaptation"),
            heading=_("Adapted by"),
            help_text=_("Organisations that tried it elsewhere, and what they changed."),
        ),
    ]


def record_panels() -> list[Panel]:
    return [
        MultiFieldPanel([FieldPanel("lead_organisation"), FieldPanel("partners")], heading=_("Who did it")),
        *PlaceFields.place_panels,
        FieldRowPanel([FieldPanel("status"), FieldPanel("starts_on"), FieldPanel("ends_on")], heading=_("When")),
        *ProvenanceFields.provenance_panels,
        InlinePanel("documents", label=_("document"), heading=_("Documents")),
        *OpinionFields.opinion_panels,
        FieldPanel("tags"),
    ]
