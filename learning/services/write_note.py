import uuid

from django.db import transaction

from accounts.models import User
from accounts.services.hold_account import hold_account
from learning.models import Note
from learning.models.note import LONGEST
from learning.queries.timeline import targets

MOST = 300  # of one person in one lesson
LAST = 86_400  # seconds: no video is longer


class BadNoteError(ValueError):
    """The note is empty or too long, its second lies outside of every video, or there are too many in this lesson."""


class NoteChangedError(Exception):
    """Somebody, most likely the same person in another tab, has changed the note meanwhile; `stored` is what it says now."""

    def __init__(self, stored: Note) -> None:
        super().__init__(stored.public_id)
        self.stored = stored


def _checked(text: str, second: int | None) -> str:
    clean = "\n".join(line.rstrip() for line in text.replace("\0", "").splitlines()).strip()
    if not 0 < len(clean) <= LONGEST or (second is not None and not 0 <= second <= LAST):
        raise BadNoteError
    return clean


@transaction.atomic
def add_note(*, user: User, lesson: uuid.UUID, text: str, second: int | None, public_id: uuid.UUID) -> Note:
    """Keep a new note. The page chooses `public_id`: the same note sent twice is one note, another text never gets lost.

    Raise BadNoteError; LookupError where there is no such lesson.
    """
    clean = _checked(text, second)
    if lesson not in targets([lesson]):
        raise LookupError(lesson)
    hold_account(user)
    before = Note.objects.filter(public_id=public_id).first()
    if before is not None and (before.user_id, before.text, before.second) == (user.pk, clean, second):
        return before
    if Note.objects.filter(user=user, lesson_key=lesson).count() >= MOST:
        raise BadNoteError
    return Note.objects.create(
        user=user, lesson_key=lesson, text=clean, second=second, public_id=uuid.uuid4() if before else public_id
    )


@transaction.atomic
def change_note(*, user: User, public_id: uuid.UUID, text: str, second: int | None, edition: int) -> Note:
    """Write a note anew, from its `edition`. Raise BadNoteError, NoteChangedError, Note.DoesNotExist."""
    clean = _checked(text, second)
    note = Note.objects.select_for_update().get(user=user, public_id=public_id)
    if (note.text, note.second) == (clean, second):
        return note
    if note.edition != edition:
        raise NoteChangedError(note)
    note.text, note.second, note.edition = clean, second, edition + 1
    note.save(update_fields=["text", "second", "edition", "updated_at"])
    return note


@transaction.atomic
def delete_note(*, user: User, public_id: uuid.UUID, edition: int) -> None:
    """Remove a note; one that is gone already is gone. Raise NoteChangedError where it says something else by now."""
    note = Note.objects.select_for_update().filter(user=user, public_id=public_id).first()
    if note is not None and note.edition != edition:
        raise NoteChangedError(note)
    if note is not None:
        note.delete()
