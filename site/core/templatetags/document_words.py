from dataclasses import dataclass
from typing import Any

from django import template
from django.utils.translation import gettext as _

from core.enums import TextState
from core.models import Document
from core.queries.public_files import fetchable, is_readable, text_of

register = template.Library()


@dataclass(frozen=True)
class Words:
    """What an editor is told of the words in a document; `pages` is how many were read where there are more of them."""

    state: str
    sentence: Any
    pages: int = 0


@register.simple_tag
def words_of(document: Document) -> Words:
    if not fetchable([document.pk]):
        return Words("private", _("The search does not know it: it is not for everybody."))
    if not is_readable(document):
        return Words("unknown", _("Files of this kind are found by their title."))
    text = text_of(document)
    if text is None:
        return Words(TextState.WAITING, TextState.WAITING.label)
    read = len(text.pages)
    return Words(text.state, text.get_state_display(), read if read < text.pages_in_file else 0)
