"""One attempt at a film: it runs the encoders, says how far it is and stops when it is told to."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from django.conf import settings

from media_pipeline.encoding import commands
from media_pipeline.encoding.ledger import Pulse
from media_pipeline.encoding.progress import Progress
from media_pipeline.encoding.runner import Limits, ProcessError, run
from media_pipeline.packaging import verify
from media_pipeline.packaging.playlist import MediaPlaylist


def limits(duration: float) -> Limits:
    wall = 20 * duration + 120
    return Limits(
        wall_seconds=wall,
        stall_seconds=settings.MEDIA_STALL_SECONDS,
        cpu_seconds=int(16 * wall),
        memory=settings.MEDIA_MEMORY,
        file_size=max(8 * 1024**3, int(duration * 1_250_000)),  # 10 Mb/s
    )


@dataclass
class Ran:
    """What an encoder said."""

    progress: Progress
    log: str


@dataclass
class Attempt:
    """`folder` is its own; `weights` are shares of the whole work by name of the part, `done` those that are finished."""

    pulse: Pulse
    folder: Path
    duration: float
    weights: dict[str, float]
    done: set[str] = field(default_factory=set)

    def percent(self, part: str, share: float) -> int:
        """Return how much of everything is done, 0 to 100, when `share` of `part` is."""
        whole = sum(self.weights.values()) or 1.0
        finished = sum(self.weights[name] for name in self.done if name != part)
        return int(100 * (finished + self.weights[part] * min(1.0, max(0.0, share))) / whole)

    def run(
        self,
        command: list[str],
        *,
        cwd: Path,
        part: str,
        share: Callable[[Progress], float],
        tick: Callable[[], None] | None = None,
        is_silent: bool = False,
    ) -> Ran:
        """Run an encoder whose progress `share` reads as 0 to 1 of `part`; `tick` is called while it works.

        One that `is_silent` may work without a word as long as everything may last.
        """
        progress = Progress()

        def beat() -> None:
            self.pulse.beat(self.percent(part, share(progress)))
            if tick:
                tick()

        allowed = limits(self.duration)
        allowed = replace(allowed, stall_seconds=allowed.wall_seconds) if is_silent else allowed
        return self._watch(command, progress, allowed, cwd=cwd, tick=beat)

    def quick(self, command: list[str]) -> Ran:
        """Run a short command: a poster, a remux, a trial of one segment."""
        return self._watch(command, Progress(), limits(self.duration), cwd=self.folder, tick=self.pulse.beat)

    def _watch(self, command: list[str], progress: Progress, allowed: Limits, *, cwd: Path, tick: Callable[[], None]) -> Ran:
        """Run a command; only what moves its progress on shows that it has not stalled, not that it goes on talking."""

        def hear(line: str) -> bool:
            before = (progress.end, progress.frames)
            progress.read(line)
            return (progress.end, progress.frames) != before

        ended = run(command, cwd=cwd, limits=allowed, tick=tick, hear=hear)
        return Ran(progress, ended.text)

    def try_last(self, found: MediaPlaylist) -> None:
        """Play the last segment of a rung. Raises IncompleteError."""
        trial = verify.last_segment(found, self.folder / "trial.mp4")
        reason = f"The last segment of {found.folder.name} cannot be played."
        try:
            end = self.quick(commands.decode(trial)).progress.end
        except ProcessError as error:
            raise verify.IncompleteError(reason) from error  # it is not tried again as it is, but made again
        if not end:
            raise verify.IncompleteError(reason)
        trial.unlink()
