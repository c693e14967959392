"""Twenty tabs of one learner at once, in an installation of its own: `python -m tests.integration.learning.desk_at_once`."""

import json
import uuid
from collections import Counter
from typing import Any

import django

django.setup()

from django.utils import timezone

from accounts.models import User
from cms.home.models import HomePage
from learning.models import Bookmark, Note
from learning.services.erase_account import erase_account
from learning.services.keep_bookmark import keep_bookmark
from learning.services.write_note import NoteChangedError, add_note, change_note
from tests.factories.learning import make_catalogue, make_course, make_lesson, make_module
from tests.together import together


def main() -> dict[str, Any]:
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
    together(lambda _number: keep_bookmark(user=learner, page_key=course.translation_key))
    said = {"changed": changed, "editions": [one.edition for one in Note.objects.all()], "bookmarks": Bookmark.objects.count()}
    ended = set(together(write_or_erase))
    left = [Note.objects.count(), Bookmark.objects.count()]
    return {**said, "ended": sorted(ended - {"kept", "refused"}), "left": left}


if __name__ == "__main__":
    print(json.dumps(main()))
