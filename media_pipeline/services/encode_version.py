"""The order of work: look, sound once, the lowest rung (published at once), the others. Nothing published is redone."""

import shutil
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from media_pipeline import storage
from media_pipeline.encoding import commands
from media_pipeline.encoding.commands import Source
from media_pipeline.encoding.ladder import Plan, Rung, plan
from media_pipeline.encoding.progress import Progress
from media_pipeline.encoding.runner import Limits, ProcessError, run
from media_pipeline.enums import JobStep, RenditionKind
from media_pipeline.packaging import playlist, verify
from media_pipeline.packaging.playlist import MediaPlaylist
from media_pipeline.probing.media_info import MediaInfo
from media_pipeline.probing.probe import probe
from media_pipeline.probing.refusal import RefusedError
from media_pipeline.services import free_space
from media_pipeline.services.lease import Lease
from media_pipeline.services.publish import Finished, describe_source, finish, publish

SOUND, POSTER, FALLBACK = "sound", "poster.webp", "video.mp4"


def limits(duration: float) -> Limits:
    wall = 20 * duration + 120
    return Limits(
        wall_seconds=wall,
        stall_seconds=settings.MEDIA_STALL_SECONDS,
        cpu_seconds=int(16 * wall),
        memory=settings.MEDIA_MEMORY,
        file_size=8 * 1024**3,
    )


@dataclass
class Work:
    """One attempt: where it reads, where it writes, how far it is. `weights` are shares of the whole, by name of the part."""

    lease: Lease
    folder: Path
    source: Source
    info: MediaInfo
    plan: Plan
    weights: dict[str, float] = field(default_factory=dict)
    done: float = 0.0

    def __post_init__(self) -> None:
        sizes = {rung.name: float(rung.width * rung.height) for rung in self.plan.rungs}
        sizes[SOUND] = 0.1 * max(sizes.values())
        self.weights = {name: size / sum(sizes.values()) for name, size in sizes.items()}

    def encode(self, command: list[str], *, name: str) -> Progress:
        """Run an encoder in the folder `name`, its share of the percentage following along."""
        progress, target = Progress(), self.folder / name
        target.mkdir()

        def hear(line: str) -> bool:
            before = (progress.end, progress.frames)
            progress.read(line)
            return (progress.end, progress.frames) != before

        def tick() -> None:
            self.lease.beat(round(100 * (self.done + self.weights[name] * progress.share(self.info.duration))))

        run(command, cwd=target, limits=limits(self.info.duration), tick=tick, hear=hear)
        self.done += self.weights[name]
        return progress

    def quick(self, command: list[str], *, cwd: Path) -> Progress:
        """Run a short command: a poster, a remux, a trial of one segment."""
        progress = Progress()

        def hear(line: str) -> bool:
            progress.read(line)
            return True

        run(command, cwd=cwd, limits=limits(self.info.duration), tick=self.lease.beat, hear=hear)
        return progress

    def check(self, name: str, written: float) -> MediaPlaylist:
        """Read back what was encoded and play its last segment. Raises IncompleteError."""
        found = verify.rung(self.folder / name, name=commands.PLAYLIST, written=written)
        trial = verify.last_segment(found, self.folder / f"{name}-trial.mp4")
        if not self.quick(commands.decode(trial), cwd=self.folder).end:
            raise verify.IncompleteError(f"The last segment of {name} cannot be played.")
        trial.unlink()
        return found

    def published(self, name: str) -> MediaPlaylist | None:
        """Return a rung that an earlier attempt has published."""
        rendition_set = self.lease.job.rendition_set
        if not rendition_set.renditions.filter(name=name).exists():
            return None
        return playlist.read(storage.public_folder(rendition_set) / name / commands.PLAYLIST)


def encode_version(*, lease: Lease, folder: Path) -> None:
    """Do what is left to do for the version of `lease`. Raises what `services.run_job` sorts out."""
    original = storage.original(lease.job.rendition_set)
    if not original.is_file():
        raise RefusedError(_("The uploaded file is gone. Please upload it again."))
    lease.step(JobStep.PROBE)
    info = probe(original, tick=lease.beat)
    work = Work(lease, folder, Source(original, info.container), info, plan(info, tuple(settings.MEDIA_LADDER)))
    free_space.check(folder, work.plan, info.duration)
    describe_source(lease=lease, info=info)
    sound = _sound(work) if info.has_audio else None
    lowest = _lowest(work, sound)
    for rung in work.plan.rungs[1:]:
        _further(work, rung, lowest)
    finish(lease=lease)


def _sound(work: Work) -> MediaPlaylist:
    if found := work.published(SOUND):
        work.done += work.weights[SOUND]
        return found
    work.lease.step(JobStep.AUDIO)
    progress = work.encode(commands.sound(work.source), name=SOUND)
    return work.check(SOUND, progress.end)


def _rung(work: Work, rung: Rung) -> MediaPlaylist:
    work.lease.step(JobStep.PICTURE)
    progress = work.encode(commands.picture(work.source, work.plan, rung), name=rung.name)
    return work.check(rung.name, progress.end)


def _finished(work: Work, rung: Rung, found: MediaPlaylist) -> Finished:
    return Finished(RenditionKind.VIDEO, rung.name, found, rung.width, rung.height, float(work.plan.rate))


def _lowest(work: Work, sound: MediaPlaylist | None) -> MediaPlaylist:
    """Make the first rung with everything that a viewer needs besides, and let it be watched."""
    rung = work.plan.rungs[0]
    if found := work.published(rung.name):
        work.done += work.weights[rung.name]
        return found
    found = _rung(work, rung)
    parts = [_finished(work, rung, found)]
    if sound is not None:
        parts.insert(0, Finished(RenditionKind.AUDIO, SOUND, sound))
    extras = [_poster(work), _fallback(work, found, sound)]
    publish(lease=work.lease, parts=parts, extras=extras, expected=work.info.duration)
    return found


def _further(work: Work, rung: Rung, lowest: MediaPlaylist) -> None:
    if work.published(rung.name):
        work.done += work.weights[rung.name]
        return
    found = _rung(work, rung)
    current = storage.public_folder(work.lease.job.rendition_set) / lowest.folder.name
    verify.aligned(playlist.read(current / commands.PLAYLIST), found)
    publish(lease=work.lease, parts=[_finished(work, rung, found)], extras=[], expected=work.info.duration)


def _poster(work: Work) -> Path:
    """Take the poster at a tenth of the video; a video of a moment has its first picture."""
    target = work.folder / POSTER
    for second in (work.info.duration / 10, 0.0):
        try:
            work.quick(commands.poster(work.source, work.plan.rungs[-1], second=second, name=POSTER), cwd=work.folder)
        except ProcessError:
            continue
        if target.is_file() and target.stat().st_size:
            return target
    raise verify.IncompleteError("No poster could be taken.")


def _joined(found: MediaPlaylist, target: Path) -> Path:
    with target.open("wb") as out:
        for file in (found.init, *(found.folder / segment.name for segment in found.segments)):
            with file.open("rb") as part:
                shutil.copyfileobj(part, out)
    return target


def _fallback(work: Work, picture: MediaPlaylist, sound: MediaPlaylist | None) -> Path:
    picture_file = _joined(picture, work.folder / "picture.mp4")
    sound_file = _joined(sound, work.folder / "sound.mp4") if sound else None
    work.quick(commands.fallback(picture_file, sound_file, name=FALLBACK), cwd=work.folder)
    target = work.folder / FALLBACK
    if not target.is_file() or not target.stat().st_size:
        raise verify.IncompleteError("The plain MP4 is empty.")
    return target
