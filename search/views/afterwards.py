from collections.abc import Callable
from typing import Any

from django.http import HttpResponse


class Afterwards(HttpResponse):
    """A response after which `then()` is called once: the reader has the whole of it already, and waits for nothing."""

    def __init__(self, content: str, *, then: Callable[[], object], **kwargs: Any) -> None:
        super().__init__(content, **kwargs)
        self._then: Callable[[], object] | None = then

    def close(self) -> None:
        then, self._then = self._then, None
        try:
            if then is not None:
                then()
        finally:
            super().close()
