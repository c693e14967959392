from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ChoiceBlock, StructBlock, StructValue


class HeadingValue(StructValue):
    @property
    def anchor(self) -> str:
        """The fragment that leads to this heading, in any script."""
        return slugify(self["text"], allow_unicode=True)


class HeadingBlock(StructBlock):
    text = CharBlock(label=_("Text"), max_length=120)
    level = ChoiceBlock(label=_("Level"), choices=[("2", _("Section")), ("3", _("Part of a section"))], default="2")

    class Meta:
        icon = "title"
        label = _("Heading")
        description = _("Begins a section that a link can lead to")
        template = "blocks/heading.html"
        value_class = HeadingValue
        preview_value = {"text": "Both letters on the table", "level": "2"}
