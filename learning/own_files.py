"""Files that learning puts into the archive of somebody's data (core.registries.personal_data)."""

from collections.abc import Iterator

from accounts.models import User
from core.registries.personal_data import OwnFile
from learning.queries.note import as_markdown, notes_by_course


def notes_file(user: User) -> Iterator[OwnFile]:
    text = as_markdown(notes_by_course(user, language=user.language))
    if text:
        yield OwnFile("notes.md", lambda: [text.encode()])
