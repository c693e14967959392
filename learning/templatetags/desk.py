"""What a learner has on a page: the button that keeps it, the notes beside it. Nothing for who has no account."""

from typing import Any

from django import template
from django.template import Context

from accounts.models import User
from learning.forms.note import NoteForm
from learning.queries.bookmark import is_kept
from learning.queries.note import notes_in

register = template.Library()


def _reader(context: Context) -> User | None:
    user = getattr(context.get("request"), "user", None)
    return user if isinstance(user, User) else None


@register.inclusion_tag("components/keep.html", takes_context=True)
def keep_button(context: Context, page: Any) -> dict[str, Any]:
    """The button of a bookmark. The same link for everybody without an account, so that the page may be cached."""
    user = _reader(context)
    is_known = user is not None and is_kept(user, page.translation_key)
    return {"page": page, "request": context.get("request"), "has_account": user is not None, "is_kept": is_known}


@register.inclusion_tag("learning/notes_beside.html", takes_context=True)
def notes_beside(context: Context, page: Any) -> dict[str, Any]:
    """The notes of the reader in this lesson, each with a form, and an empty form."""
    user = _reader(context)
    notes = [(note, NoteForm.of(note)) for note in notes_in(user, page.translation_key)] if user else []
    form = NoteForm.new(page.translation_key) if user else None
    return {"page": page, "request": context.get("request"), "notes": notes, "form": form, "watches": page.activity == "video"}
