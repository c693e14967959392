"""Looks at the public folder all the while that something is written to it, as many viewers do."""

import re
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from media_pipeline.packaging import playlist

NAMED = re.compile(r'^(?!#)(\S+)$|URI="([^"]+)"', re.MULTILINE)


@dataclass
class Seen:
    """`masters`: the rungs that each master playlist named, in the order of their appearance; `broken`: what was not whole."""

    masters: list[list[str]] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)

    def look(self, masters: Iterable[Path]) -> None:
        for master in masters:
            names = sorted({one or other for one, other in NAMED.findall(master.read_text())})
            if names not in self.masters:
                self.masters.append(names)
            for name in names:
                try:
                    playlist.read(master.parent / name)
                except (playlist.PlaylistError, OSError) as error:
                    self.broken.append(f"{name}: {error}")


@contextmanager
def watched(public: Path) -> Iterator[Seen]:
    seen, is_over = Seen(), threading.Event()

    def watch() -> None:
        while not is_over.is_set():
            seen.look(public.glob("videos/*/*/master.m3u8"))
            time.sleep(0.02)

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield seen
    finally:
        is_over.set()
        thread.join()
