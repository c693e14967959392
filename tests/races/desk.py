"""Twenty tabs of one learner at the desk."""

import uuid
from collections import Counter

from django.utils import timezone

from accounts.models import User
from cms.home.models import HomePage
from learning.models import Bookmark, Note
from learning.services.erase_account import erase_account
from learning.services.keep_bookmark import keep_bookmark
from learning.services.write_note import NoteChangedError, add_note, change_note
from tests.factories.learning import make_catalogue, make_course, make_lesson, make_module
from tests.races.together import together


def notes_are_changed_once_and_go_with_the_account() -> None:
    """Of twenty changes of a note one is made; a bookmark is one; what is written while an account is erased goes with it."""
    course = make_course(make_catalogue(HomePage.objects.get()))
    lesson = make_lesson(make_module(course)).translation_key
    learner = User.objects.create_user("learner@example.org", "secret-enough")
    note = add_note(user=learner, lesson=lesson, text="A rabbit", second=None, public_id=uuid.uuid4())

    def change(number: int) -> str:
        try:
            change_note(user=learner, public_id=note.public_id, text=f"Tab {number}", second=None, edition=1)
        except NoteChangedError:
            return "told"
        return "made"

    def write_or_erase(number: int) -> str:
        if number == 10:
            erase_account(user=User.objects.get(pk=learner.pk), now=timezone.now())
            return "erased"
        for _time in range(3):
            try:
                add_note(user=learner, lesson=lesson, text="Too late?", second=None, public_id=uuid.uuid4())
            except User.DoesNotExist:
                return "refused"
        return "kept"

    changed = Counter(together(change))
    assert changed == {"made": 1, "told": 19}, changed
    assert [one.edition for one in Note.objects.all()] == [2]
    together(lambda _number: keep_bookmark(user=learner, page_key=course.translation_key))
    assert Bookmark.objects.count() == 1
    ended = set(together(write_or_erase))
    assert ended - {"kept", "refused"} == {"erased"}, ended
    assert (Note.objects.count(), Bookmark.objects.count()) == (0, 0)
