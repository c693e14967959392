from django.utils.translation import gettext_lazy as _
from wagtail.blocks import BooleanBlock, CharBlock, StructBlock, TextBlock


class QuoteBlock(StructBlock):
    text = TextBlock(label=_("Words"), rows=3)
    attribution = CharBlock(
        label=_("Who said it"), required=False, max_length=200, help_text=_("A role is enough: “Mentee, cycle 2”.")
    )
    consent = BooleanBlock(label=_("The person agreed to be quoted"), required=True)

    class Meta:
        icon = "openquote"
        label = _("Quote")
        description = _("Somebody's own words, with their consent")
        template = "blocks/quote.html"
        preview_value = {
            "text": "I had never been answered on paper. I could not pretend that I had not asked.",
            "attribution": "Mentee, cycle 2",
            "consent": True,
        }
