from dataclasses import dataclass


@dataclass
class Progress:
    """What `ffmpeg -progress pipe:1` says, line by line. `end` is how many seconds of output are written."""

    end: float = 0.0
    frames: int = 0

    def read(self, line: str) -> None:
        name, _, value = line.strip().partition("=")
        if name == "out_time_us" and value.lstrip("-").isdigit():  # "N/A" until the first packet
            self.end = max(self.end, int(value) / 1_000_000)
        elif name == "frame" and value.strip().isdigit():
            self.frames = int(value)

    def share(self, length: float) -> float:
        """Return how much of `length` seconds is done, from 0 to 1."""
        return min(1.0, max(0.0, self.end / length)) if length > 0 else 0.0
