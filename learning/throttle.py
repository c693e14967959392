"""Against guessing: what was not found is counted, and after too many nobody looks any further."""

from dataclasses import dataclass

from django.core.cache import cache


@dataclass(frozen=True)
class Throttle:
    """At most `most` misses within `seconds`, which begin with the first of them."""

    name: str
    most: int
    seconds: int

    def _key(self, who: object) -> str:
        return f"learning.{self.name}.{who}"

    def is_over(self, who: object) -> bool:
        """Whether `who` has missed as often as they may."""
        return bool(cache.get(self._key(who), 0) >= self.most)

    def count(self, who: object) -> None:
        key = self._key(who)
        if cache.add(key, 1, self.seconds):
            return
        try:
            cache.incr(key)
        except ValueError:  # it has just run out
            cache.set(key, 1, self.seconds)
