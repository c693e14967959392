from typing import Any, ClassVar

from django import forms
from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, Panel
from wagtail.images.widgets import AdminImageChooser
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from core.models import Consent, FunderKit, Image, ImageText, Organisation, Person, Term


class TermViewSet(SnippetViewSet):
    model = Term
    icon = "tag"
    menu_label = _("Terms")
    list_display = ("name", "kind", "code", "position")
    list_filter = ("kind",)
    panels: ClassVar[list[Panel]] = [
        FieldRowPanel([FieldPanel("kind"), FieldPanel("code"), FieldPanel("position")]),
        InlinePanel("texts", heading=_("Names in each language"), label=_("language"), min_num=1),
    ]


class OrganisationViewSet(SnippetViewSet):
    model = Organisation
    icon = "group"
    list_display = ("name", "kind", "country", "town")
    list_filter = ("kind", "country")
    panels: ClassVar[list[Panel]] = [
        MultiFieldPanel(
            [FieldPanel("name"), FieldRowPanel([FieldPanel("acronym"), FieldPanel("kind")]), FieldPanel("aliases")],
            heading=_("Names"),
        ),
        FieldRowPanel([FieldPanel("country"), FieldPanel("town")]),
        FieldPanel("website"),
        FieldPanel("logo"),
        InlinePanel("texts", heading=_("In each language"), label=_("language")),
    ]


class PersonViewSet(SnippetViewSet):
    model = Person
    icon = "user"
    list_display = ("name", "country", "town", "visibility")
    list_filter = ("visibility",)
    panels: ClassVar[list[Panel]] = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("country"), FieldPanel("town")]),
        FieldPanel("portrait"),
        FieldPanel("visibility"),
        InlinePanel("texts", heading=_("In each language"), label=_("language")),
    ]


class ConsentForm(WagtailAdminModelForm):
    """The register's form: the asset is an image here; apps above record consents for theirs in their own screens."""

    image = forms.ModelChoiceField(queryset=Image.objects.none(), required=False, label=_("Image"), widget=AdminImageChooser)

    class Meta:
        model = Consent
        fields = ("person", "guardian", "purpose", "description", "given_on", "withdrawn_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        image_field: Any = self.fields["image"]
        image_field.queryset = Image.objects.all()
        if isinstance(self.instance.asset, Image):
            self.initial["image"] = self.instance.asset.pk

    def save(self, commit: bool = True) -> Consent:
        image = self.cleaned_data["image"]
        if image is not None:
            self.instance.asset_type = ContentType.objects.get_for_model(Image)
            self.instance.asset_id = image.pk
        consent: Consent = super().save(commit)
        return consent


class ConsentViewSet(SnippetViewSet):
    model = Consent
    icon = "check"
    list_display = ("person", "purpose", "description", "given_on", "withdrawn_on")
    list_filter = ("purpose",)

    def get_form_class(self, for_update: bool = False) -> type[ConsentForm]:
        return ConsentForm


class FunderKitViewSet(SnippetViewSet):
    model = FunderKit
    icon = "pick"
    list_display = ("name", "on_every_page")
    panels: ClassVar[list[Panel]] = [
        FieldPanel("name"),
        FieldPanel("logo"),
        FieldPanel("website"),
        FieldPanel("on_every_page"),
        InlinePanel("texts", heading=_("Credit in each language"), label=_("language"), min_num=1),
    ]


class ImageTextViewSet(SnippetViewSet):
    model = ImageText
    icon = "image"
    list_display = ("parent", "language", "alt")
    list_filter = ("language",)
    panels: ClassVar[list[Panel]] = [
        FieldPanel("parent"),
        FieldPanel("language"),
        FieldPanel("alt"),
        FieldPanel("caption"),
        FieldPanel("credit"),
    ]


class VocabularyGroup(SnippetViewSetGroup):
    menu_label = _("Records")
    menu_icon = "list-ul"
    menu_order = 300
    items = (
        TermViewSet,
        OrganisationViewSet,
        PersonViewSet,
        ConsentViewSet,
        FunderKitViewSet,
        ImageTextViewSet,
    )
