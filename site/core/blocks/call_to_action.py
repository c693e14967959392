from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, PageChooserBlock, StructBlock, StructBlockValidationError, StructValue, URLBlock


class CallToActionValue(StructValue):
    @property
    def url(self) -> str:
        page = self.get("page")
        return page.url if page else str(self.get("address") or "")


class CallToActionBlock(StructBlock):
    text = CharBlock(label=_("Sentence"), max_length=200)
    label = CharBlock(label=_("Button"), max_length=40, help_text=_("A verb: “Read the call”."))
    page = PageChooserBlock(label=_("Page"), required=False)
    address = URLBlock(label=_("or address"), required=False)

    class Meta:
        icon = "link"
        label = _("Call to action")
        description = _("One sentence and one button")
        template = "blocks/call_to_action.html"
        value_class = CallToActionValue
        preview_value = {
            "text": "Thirty places for young artists in mentoring cycle 3",
            "label": "Read the call",
            "address": "https://example.org/",
        }

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        chosen = sum(bool(cleaned.get(name)) for name in ("page", "address"))
        if chosen != 1 and not (self.is_deferred_validation and chosen == 0):  # a draft may lack both
            error = ValidationError(_("Choose a page or type an address, one of the two."))
            raise StructBlockValidationError(block_errors={"page": error})
        return cleaned
