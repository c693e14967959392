from typing import ClassVar

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList, Panel
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from learning.forms.certificate import CertificateTemplateForm
from learning.models import CertificateTemplate


class CertificateTemplateViewSet(SnippetViewSet):
    model = CertificateTemplate
    icon = "doc-empty"
    menu_label = _("Templates")
    list_display = ("__str__", "kind", "course_title", "is_issued")
    list_filter = ("kind",)
    panels: ClassVar[list[Panel]] = [
        FieldRowPanel([FieldPanel("course_key"), FieldPanel("kind")]),
        FieldRowPanel([FieldPanel("is_issued"), FieldPanel("shows_hours"), FieldPanel("valid_months")]),
        InlinePanel("texts", heading=_("Words in each language"), label=_("language")),
        MultiFieldPanel(
            [FieldPanel("signature"), FieldPanel("organisations", widget=forms.CheckboxSelectMultiple)], heading=_("Marks")
        ),
    ]
    edit_handler = ObjectList(panels, base_form_class=CertificateTemplateForm)


class CertificateGroup(SnippetViewSetGroup):
    menu_label = _("Certificates")
    menu_icon = "success"
    menu_order = 320
    items = (CertificateTemplateViewSet,)

    def get_submenu_items(self) -> list[MenuItem]:
        issued = MenuItem(_("Issued"), reverse("certificates:index"), name="certificates", icon_name="list-ul", order=0)
        return [issued, *super().get_submenu_items()]
