from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, StructBlock

from core.blocks import TextBlock


class StepBlock(StructBlock):
    title = CharBlock(label=_("In a few words"), max_length=120)
    text = TextBlock(label=_("What was done"), required=False)

    class Meta:
        icon = "list-ol"
        label = _("Step")
        description = _("One step of what was done, in its order")
        template = "blocks/step.html"
        preview_value = {
            "title": "A question, not a form",
            "text": "<p>Two weeks before the first meeting every mentee gets one question.</p>",
        }
