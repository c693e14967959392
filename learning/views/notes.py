"""Notes of a learner: beside the lesson, in one list, one by one, as a file."""

import uuid
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from learning.forms.note import NoteForm
from learning.models import LessonPage, Note
from learning.queries.note import as_markdown, as_text, notes_by_course
from learning.services.write_note import BadNoteError, NoteChangedError, add_note, change_note, delete_note

PART = "X-Trellis-Part"  # the page's script asks for the frame of the notes alone, so that the film plays on
_KINDS = {"md": ("text/markdown", as_markdown), "txt": ("text/plain", as_text)}


def _language() -> str:
    return get_language() or ""


def _lesson(key: uuid.UUID) -> LessonPage | None:
    """Return the lesson in the reader's language, or in any that is published."""
    pages = LessonPage.objects.live().filter(translation_key=key).select_related("locale").order_by("pk")
    return min(pages, key=lambda page: page.locale.language_code != _language(), default=None)


def _done(request: HttpRequest, lesson: uuid.UUID, said: str = "") -> HttpResponse:
    """Return the frame beside the lesson where its script asks for it; else go back to where the form stood."""
    page = _lesson(lesson)
    if page is not None and request.headers.get(PART):
        return render(request, "learning/notes_part.html", {"page": page})
    if said:
        messages.success(request, said)
    is_beside = page is not None and request.POST.get("back") == "lesson"
    return redirect(f"{page.get_url(request)}#notes" if page and is_beside else "notes")


def _form(request: HttpRequest, form: NoteForm, status: int = 200, **more: Any) -> HttpResponse:
    return render(request, "learning/note.html", {"form": form, **more}, status=status)


def _add(request: HttpRequest, user: User, form: NoteForm, said: str = "") -> HttpResponse:
    values = form.cleaned_data
    try:
        add_note(user=user, lesson=values["lesson"], text=values["text"], second=values["at"], public_id=values["public_id"])
    except LookupError:
        form.add_error("text", _("The lesson of this note is not published any more. Copy your text if you need it."))
    except BadNoteError:
        form.add_error("text", _("This note cannot be kept: its moment lies beyond every video, or the lesson has too many."))
    else:
        return _done(request, values["lesson"], said)
    return _form(request, form, 422)


@require_POST
def post_note(request: HttpRequest) -> HttpResponse:
    """A new note."""
    if not isinstance(request.user, User):  # not back to this address: after the log-in it would be asked by GET
        return redirect_to_login(reverse("notes"))
    form = NoteForm(request.POST)
    return _add(request, request.user, form) if form.is_valid() else _form(request, form, 422)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def edit_note(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """One note: change it, or delete it."""
    user = cast(User, request.user)
    if request.method != "POST":
        note = get_object_or_404(Note, user=user, public_id=public_id)
        return _form(request, NoteForm.of(note), note=note, lesson=_lesson(note.lesson_key))
    form = NoteForm(request.POST)
    if not form.is_valid():
        return _form(request, form, 422)
    if form.cleaned_data["public_id"] != public_id:
        raise Http404
    return _change(request, user, form)


def _change(request: HttpRequest, user: User, form: NoteForm) -> HttpResponse:
    """What another tab wrote meanwhile is shown beside what was typed here; what it deleted is kept as a new note."""
    values = form.cleaned_data
    note: dict[str, Any] = {"user": user, "public_id": values["public_id"], "edition": values["edition"] or 0}
    try:
        if "delete" in request.POST:
            delete_note(**note)
            return _done(request, values["lesson"], _("The note is deleted."))
        change_note(**note, text=values["text"], second=values["at"])
    except NoteChangedError as changed:
        form.data = {**request.POST.dict(), "edition": changed.stored.edition}  # saved once more, it is meant
        return _form(request, form, 409, note=changed.stored, stored=changed.stored, lesson=_lesson(values["lesson"]))
    except Note.DoesNotExist:
        return _add(request, user, form, _("This note was deleted in another tab. What you wrote is kept as a new one."))
    except BadNoteError:
        form.add_error("at", _("No video is as long as that."))
        return _form(request, form, 422)
    return _done(request, values["lesson"], _("The note is changed."))


@require_safe
@login_required
def show_notes(request: HttpRequest) -> HttpResponse:
    courses = notes_by_course(cast(User, request.user), language=_language())
    return render(request, "learning/notes.html", {"courses": courses})


@require_safe
@login_required
def export_notes(request: HttpRequest, ending: str) -> HttpResponse:
    """All notes as a file, plain or as Markdown."""
    if ending not in _KINDS:
        raise Http404
    kind, write = _KINDS[ending]
    text = write(notes_by_course(cast(User, request.user), language=_language()))
    headers = {"Content-Disposition": f'attachment; filename="notes.{ending}"', "Cache-Control": "private, no-store"}
    return HttpResponse(text, content_type=f"{kind}; charset=utf-8", headers=headers)
