"""How often somebody may ask: counted in the cache, which all web processes share where there are several."""

import time
from dataclasses import dataclass

from django.core.cache import cache
from django.http import HttpRequest
from ninja.throttling import BaseThrottle


@dataclass(frozen=True)
class Rate(BaseThrottle):
    """At most `most` requests of one person within `seconds`, in windows that follow the clock.

    Who has no account is counted by address; `by_address` counts everybody so, and asks nobody who they are.
    """

    name: str
    most: int
    seconds: int = 60
    by_address: bool = False

    def _key(self, request: HttpRequest) -> str:
        is_known = not self.by_address and request.user.is_authenticated
        who = request.user.pk if is_known else request.META.get("REMOTE_ADDR", "")
        return f"api.{self.name}.{who}.{int(time.time()) // self.seconds}"

    def allow_request(self, request: HttpRequest) -> bool:
        key = self._key(request)
        try:
            return bool(cache.incr(key) <= self.most)
        except ValueError:  # the first in this window, or beside another first one
            return cache.add(key, 1, self.seconds) or bool(cache.incr(key) <= self.most)

    def wait(self) -> float:
        """Return the seconds until the next window begins."""
        return self.seconds - time.time() % self.seconds
