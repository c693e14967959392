"""What is asked over and over and hardly ever changes: remembered by the process for a while."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from time import monotonic
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")
MOST = 1000  # answers; all are forgotten when there are more


class Recent(Generic[K, V]):
    """Answers that are at most `seconds` old. What somebody is refused for is asked again, with `now`."""

    def __init__(self, ask: Callable[[Iterable[K]], Mapping[K, V]], *, seconds: float) -> None:
        self._ask, self._seconds = ask, seconds
        self._known: dict[K, tuple[float, V]] = {}

    def __call__(self, keys: Iterable[K]) -> dict[K, V]:
        """Return what is known of `keys`; only what is not is asked. A key that has no answer is asked each time."""
        wanted, since = set(keys), monotonic() - self._seconds
        known = {key: found[1] for key in wanted if (found := self._known.get(key)) and found[0] > since}
        missing = wanted - known.keys()
        return known | self.now(missing) if missing else known

    def now(self, keys: Iterable[K]) -> dict[K, V]:
        """Ask again."""
        answers = dict(self._ask(keys))
        if len(self._known) > MOST:
            self.forget()
        at = monotonic()
        self._known.update({key: (at, answer) for key, answer in answers.items()})
        return answers

    def forget(self) -> None:
        self._known.clear()
