"""Files that learning puts into the archive of somebody's data (core.registries.personal_data)."""

from collections.abc import Iterator
from functools import partial

from accounts.models import User
from core.registries.personal_data import OwnFile
from learning.models import WorkFile
from learning.queries.note import as_markdown, notes_by_course


def notes_file(user: User) -> Iterator[OwnFile]:
    text = as_markdown(notes_by_course(user, language=user.language))
    if text:
        yield OwnFile("notes.md", lambda: [text.encode()])


def work_files(user: User) -> Iterator[OwnFile]:
    """Name what was handed in, each in a folder of its own: two files may have the same name."""
    for number, row in enumerate(WorkFile.objects.filter(user=user), start=1):
        yield OwnFile(f"work/{number}/{row.name}", partial(_pieces, row))


def _pieces(row: WorkFile) -> Iterator[bytes]:
    with row.file.open("rb") as file:
        yield from file.chunks()
