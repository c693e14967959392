"""A rung, or the sound, that is whole and verified: what a playlist says about it."""

from dataclasses import dataclass

from media_pipeline.enums import RenditionKind
from media_pipeline.packaging import boxes
from media_pipeline.packaging.playlist import MediaPlaylist


@dataclass(frozen=True)
class Finished:
    """`found` lies where it was made; publishing puts it in its place."""

    kind: RenditionKind
    name: str
    found: MediaPlaylist
    width: int = 0
    height: int = 0
    frame_rate: float = 0.0

    @property
    def bandwidth(self) -> int:
        return self.found.bandwidth

    @property
    def average_bandwidth(self) -> int:
        return self.found.average_bandwidth

    @property
    def codecs(self) -> str:
        return boxes.codecs(self.found.init)
