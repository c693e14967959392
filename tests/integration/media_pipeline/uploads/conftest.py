from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as configured
from django.test import Client
from pytest_django import Settings

from accounts.models import User
from media_pipeline.models import Video
from tests.factories.uploads import make_editor


@pytest.fixture(autouse=True)
def private(tmp_path: Path) -> Iterator[Path]:
    """A private storage of this test alone."""
    storage: Any = Video._meta.get_field("file").storage
    before = storage.location

    def move(place: Path | str) -> None:
        storage._location = place
        for name in ("base_location", "location"):
            storage.__dict__.pop(name, None)

    move(tmp_path / "private")
    yield tmp_path / "private"
    move(before)


@pytest.fixture(autouse=True)
def _no_worker(settings: Settings) -> None:
    """Nobody works on the jobs: what is uploaded here is no film."""
    settings.TASKS = configured.TASKS | {
        "worker": {"BACKEND": "django_tasks.backends.dummy.DummyBackend", "QUEUES": ["quick", "media"]}
    }


@pytest.fixture
def editor(db: None) -> User:
    return make_editor()


@pytest.fixture
def logged_in(client: Client, editor: User) -> Client:
    client.force_login(editor)
    return client
