"""What editors have set and every search needs: read from the database now and then, not for each question."""

import time
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from django.db import transaction
from django.db.models import Model
from django.db.models.signals import post_delete, post_save

SECONDS = 10  # after which another process has seen a change


Kept = TypeVar("Kept")


class Remembered(Generic[Kept]):
    """Keeps what `read()` gives for ten seconds, in this process. A change in this process is known at once.

    Two threads may read at the same time; each keeps something true.
    """

    def __init__(self, read: Callable[[], Kept], *models: type[Model]) -> None:
        self._read = read
        self._kept: tuple[float, Kept] | None = None
        for model in models:
            post_save.connect(self._changed, sender=model)
            post_delete.connect(self._changed, sender=model)

    def get(self) -> Kept:
        kept = self._kept
        if kept is None or time.monotonic() >= kept[0]:
            kept = self._kept = (time.monotonic() + SECONDS, self._read())
        return kept[1]

    def forget(self) -> None:
        self._kept = None

    def _changed(self, **kwargs: Any) -> None:
        """Also once the change is committed: somebody else may read the former rows until then."""
        self.forget()
        transaction.on_commit(self.forget)
