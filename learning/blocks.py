"""The fields of a worksheet, as editors put them together. Names are nouns and stand in stored content."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class _FieldBlock(blocks.StructBlock):
    is_long = False
    label = blocks.CharBlock(label=_("question"), max_length=300)
    hint = blocks.CharBlock(label=_("hint"), max_length=300, required=False)
    is_required = blocks.BooleanBlock(
        label=_("needed"), required=False, default=True, help_text=_("The lesson is done when all that is needed is filled in.")
    )

    class Meta:
        template = "blocks/worksheet_field.html"


class ShortLineBlock(_FieldBlock):
    class Meta:
        icon = "minus"
        label = _("Short line")
        description = _("One line: a name, a date, a number.")
        preview_value: ClassVar[dict[str, object]] = {"label": "The title of your work", "hint": "", "is_required": True}


class LongTextBlock(_FieldBlock):
    is_long = True

    class Meta:
        icon = "pilcrow"
        label = _("Long text")
        description = _("Several lines or paragraphs.")
        preview_value: ClassVar[dict[str, object]] = {"label": "What will you ask?", "hint": "", "is_required": True}


class TickListBlock(_FieldBlock):
    choices = blocks.ListBlock(blocks.CharBlock(label=_("item"), max_length=300), label=_("to tick"), min_num=1)

    class Meta:
        icon = "list-ul"
        label = _("Tick list")
        description = _("A list to tick; needed means that one at least is ticked.")
        preview_value: ClassVar[dict[str, object]] = {
            "label": "In the bag",
            "hint": "",
            "is_required": True,
            "choices": ["Sketchbook", "Two pencils", "A question for your mentor"],
        }


WORKSHEET_BLOCKS = [("short_line", ShortLineBlock()), ("long_text", LongTextBlock()), ("tick_list", TickListBlock())]
