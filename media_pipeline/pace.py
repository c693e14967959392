"""How much longer a job takes, from how far it came in how long."""

from dataclasses import dataclass

LEAST_PERCENT = 2
LEAST_SECONDS = 4.0


@dataclass
class Pace:
    """One attempt. It begins with its first report: what an earlier attempt has finished took this one no time."""

    began_at: float | None = None
    began_with: int = 0

    def seconds_left(self, percent: int, *, now: float) -> int | None:
        """Return the estimate at `now` (seconds of a monotonic clock); None until there is something to judge by."""
        if self.began_at is None:
            self.began_at, self.began_with = now, percent
        gained, elapsed = percent - self.began_with, now - self.began_at
        if gained < LEAST_PERCENT or elapsed < LEAST_SECONDS:
            return None
        return round((100 - percent) * elapsed / gained)
