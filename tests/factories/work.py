"""Lessons where learners write, and what they hand in."""

import io
import zipfile
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from accounts.models import User
from learning.enums import Activity
from learning.models import LessonPage, ModulePage, Submission
from learning.services.hand_in import hand_in
from learning.services.save_writing import save_writing
from tests.factories.learning import make_lesson

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def make_assignment(module: ModulePage, title: str = "Write a letter", **values: Any) -> LessonPage:
    return make_lesson(module, title, activity=Activity.ASSIGNMENT, **values)


def make_reflection(module: ModulePage, title: str = "Look back", **values: Any) -> LessonPage:
    known = {"prompt": "What stays with you?", "fewest_words": 5, **values}
    return make_lesson(module, title, activity=Activity.REFLECTION, **known)


def make_worksheet(module: ModulePage, title: str = "Plan a meeting", **values: Any) -> LessonPage:
    """A needed short line, a long text that may stay empty, and a needed list to tick; the ids stand in the names."""
    rows = [
        {"type": "short_line", "id": _id(1), "value": {"label": "Title", "hint": "Of your work", "is_required": True}},
        {"type": "long_text", "id": _id(2), "value": {"label": "Questions", "hint": "", "is_required": False}},
        {
            "type": "tick_list",
            "id": _id(3),
            "value": {
                "label": "In the bag",
                "hint": "",
                "is_required": True,
                "choices": [
                    {"type": "item", "id": _id(4 + place), "value": one} for place, one in enumerate(["Lamp", "Cloth"])
                ],
            },
        },
    ]
    return make_lesson(module, title, activity=Activity.WORKSHEET, worksheet=rows, **values)


def _id(number: int) -> str:
    return f"00000000-0000-4000-8000-{number:012}"


TITLE, QUESTIONS, BAG, LAMP, CLOTH = (_id(number) for number in range(1, 6))


def upload(name: str = "letter.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def packed(*parts: tuple[str, str]) -> bytes:
    """Return a ZIP file with these names and contents; its dates are fixed, so that it is the same in every process."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts:
            made.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def make_submission(user: User, lesson: LessonPage, text: str = "Dear mentor") -> Submission:
    """Hand in a text as the learner does."""
    now = timezone.now()
    known = user.writings.filter(lesson_key=lesson.translation_key).first()
    before = known.revision if known else 0
    row = save_writing(user=user, lesson=lesson, answers={"text": text}, revision=before, now=now)
    return hand_in(user=user, lesson=lesson, revision=row.revision, now=now).submission
