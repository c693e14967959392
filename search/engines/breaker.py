"""A search server that failed is left alone for a while, so that not everybody waits for it to fail again."""

import time
from threading import Lock

FIRST_SECONDS, LONGEST_SECONDS = 5.0, 30.0


class Breaker:
    """After a failure nobody asks for 5 seconds, after the next for 10, 20 and at last 30; each process counts for itself.

    When the time is over one caller tries; the others go on without the server until that one knows.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self.reset()

    def reset(self) -> None:
        self._failures, self._until, self._is_trying = 0, 0.0, False

    def may_ask(self) -> bool:
        with self._lock:
            if not self._failures:
                return True
            if time.monotonic() < self._until:
                return False
            self._until, self._is_trying = time.monotonic() + LONGEST_SECONDS, True
            return True

    def failed(self) -> None:
        with self._lock:
            if self._failures and not self._is_trying:
                return  # of many who waited together only the first counts
            self._failures += 1
            wait = min(FIRST_SECONDS * 2 ** min(self._failures - 1, 10), LONGEST_SECONDS)
            self._until, self._is_trying = time.monotonic() + wait, False

    def worked(self) -> None:
        with self._lock:
            self.reset()


# A full disk refuses what is written and goes on answering.
reading, writing = Breaker(), Breaker()
