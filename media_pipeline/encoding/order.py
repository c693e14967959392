"""The order of work: the sound, the lowest rung (to be watched at once), what can be copied, all other rungs together.

Nothing here knows of a database: what is finished, and where it can be watched, is the business of the `Ledger`.
"""

import shutil
from dataclasses import dataclass
from pathlib import Path

from media_pipeline.encoding import commands, loudness
from media_pipeline.encoding.attempt import Attempt
from media_pipeline.encoding.commands import Source
from media_pipeline.encoding.film import FILM_UP_TO, make_film, make_poster, make_storyboard
from media_pipeline.encoding.ladder import Plan, Rung
from media_pipeline.encoding.ledger import Ledger, Piece
from media_pipeline.encoding.remux import copy_of, may_copy
from media_pipeline.encoding.runner import ProcessError
from media_pipeline.encoding.stage import Stage, recipe
from media_pipeline.enums import JobStep, RenditionKind
from media_pipeline.packaging import verify
from media_pipeline.packaging.finished import Finished
from media_pipeline.packaging.playlist import INDEX, MediaPlaylist, read
from media_pipeline.probing.media_info import MediaInfo

SOUND, FIRST, OTHERS = "sound", "first", "others"


def weights(info: MediaInfo, plan: Plan) -> dict[str, float]:
    """Return what each part costs, in millions of pixels a picture: measured on films, only the shares matter."""
    decode = 0.12 * info.coded_width * info.coded_height
    shares = {SOUND: 250_000.0} if info.has_audio else {}
    if plan.rungs:
        shares[FIRST] = decode + 1.3 * plan.rungs[0].pixels
    if plan.rungs[1:]:
        shares[OTHERS] = decode + sum(rung.pixels for rung in plan.rungs[1:])
    return {name: share / 1_000_000 for name, share in shares.items()}


@dataclass
class Work:
    """One source on its way. `poster_second`: the moment that an editor chose for the poster."""

    attempt: Attempt
    ledger: Ledger
    source: Source
    info: MediaInfo
    plan: Plan
    poster_second: float | None = None

    def do(self) -> None:
        """Do what is left to do. Raises what the ledger raises, ProcessError, IncompleteError and OSError."""
        sound = self._sound() if self.info.has_audio else None
        if not self.plan.rungs:
            self._publish_sound(sound)
            return
        first = self._first(sound)
        rest = self._copy(first, sound)
        self._others(rest, first, sound)

    def _sound(self) -> MediaPlaylist:
        """Encode the sound once, as loud as all others; what an earlier attempt has finished is taken."""
        if found := self.ledger.published(SOUND):
            self.attempt.done.add(SOUND)
            return found
        made = recipe(commands.sound(Source(Path("source"), self.source.container), None))
        kept = self.ledger.kept(SOUND, made)
        if kept is None:
            self.ledger.step(JobStep.AUDIO)
            found = self._encode_sound()
            kept = self.ledger.keep(Piece(SOUND, made, (SOUND,), 0.0, found.seconds, is_last=True), found.folder)
        self.attempt.done.add(SOUND)
        return read(kept.folder / INDEX)

    def _encode_sound(self) -> MediaPlaylist:
        length, folder = max(self.attempt.duration, 0.1), self.attempt.folder / SOUND
        folder.mkdir()
        ran = self.attempt.run(
            commands.loudness(self.source), cwd=folder, part=SOUND, share=lambda progress: 0.4 * progress.share(length)
        )
        ran = self.attempt.run(
            commands.sound(self.source, loudness.parse(ran.log)),
            cwd=folder,
            part=SOUND,
            share=lambda progress: 0.4 + 0.6 * progress.share(length),
        )
        found = verify.rung(folder, name=INDEX, written=ran.progress.end)
        self.attempt.try_last(found)
        return found

    def _finished(self, rung: Rung, found: MediaPlaylist) -> Finished:
        return Finished(RenditionKind.VIDEO, rung.name, found, rung.width, rung.height, float(self.plan.rate))

    def _sound_part(self, sound: MediaPlaylist | None) -> list[Finished]:
        if sound is None or self.ledger.published(SOUND):
            return []
        return [Finished(RenditionKind.AUDIO, SOUND, sound)]

    def _publish_sound(self, sound: MediaPlaylist | None) -> None:
        if parts := self._sound_part(sound):
            film = make_film(self.attempt, SOUND, None, sound)
            self.ledger.publish(parts, [film], expected=self.info.duration)

    def _stage(self, name: str, rungs: tuple[Rung, ...]) -> dict[str, MediaPlaylist]:
        self.ledger.step(JobStep.PICTURE)
        return Stage(self.attempt, self.ledger, name, self.source, self.plan, rungs).whole()

    def _first(self, sound: MediaPlaylist | None) -> MediaPlaylist:
        """Make the first rung with everything that a viewer needs besides, and let it be watched."""
        rung = self.plan.rungs[0]
        if found := self.ledger.published(rung.name):
            self.attempt.done.add(FIRST)
            return found
        found = self._stage(FIRST, (rung,))[rung.name]
        film = make_film(self.attempt, rung.name, found, sound)
        extras = [
            *make_storyboard(self.attempt, film, found, rung),
            make_poster(self.attempt, self.source, self.plan, second=self.poster_second),
            film,
        ]
        parts = [*self._sound_part(sound), self._finished(rung, found)]
        self.ledger.publish(parts, extras, expected=self.info.duration)
        return self.ledger.published(rung.name) or found

    def _copy(self, first: MediaPlaylist, sound: MediaPlaylist | None) -> tuple[Rung, ...]:
        """Publish the top rung as it was uploaded where it is good enough; return the rungs that are left to be encoded."""
        rest = tuple(rung for rung in self.plan.rungs[1:] if not self.ledger.published(rung.name))
        top = next((rung for rung in rest if may_copy(self.info, self.plan, rung, size=self.source.path.stat().st_size)), None)
        if top is None:
            return rest
        try:
            found = copy_of(self.attempt, self.source, top, first)
        except (ProcessError, verify.IncompleteError):  # its groups are not ours: it is encoded like the others
            shutil.rmtree(self.attempt.folder / top.name, ignore_errors=True)
            return rest
        film = self._film({top: found}, sound)
        self.ledger.publish([self._finished(top, found)], film, expected=self.info.duration)
        return tuple(rung for rung in rest if rung is not top)

    def _film(self, made: dict[Rung, MediaPlaylist], sound: MediaPlaylist | None) -> list[Path]:
        """Make a better plain MP4 when the best rung for it is among those that were `made` now."""
        fitting = [one for one in self.plan.rungs if one.codec == "h264" and min(one.width, one.height) <= FILM_UP_TO]
        best = max(fitting, key=lambda rung: rung.pixels, default=None)
        return [make_film(self.attempt, best.name, made[best], sound)] if best and best in made else []

    def _others(self, rungs: tuple[Rung, ...], first: MediaPlaylist, sound: MediaPlaylist | None) -> None:
        if not rungs:
            self.attempt.done.add(OTHERS)
            return
        made = self._stage(OTHERS, rungs)
        for found in made.values():
            verify.aligned(first, found)
        self.ledger.step(JobStep.CHECK)
        parts = [self._finished(rung, made[rung.name]) for rung in rungs]
        film = self._film({rung: made[rung.name] for rung in rungs}, sound)
        self.ledger.publish(parts, film, expected=self.info.duration)
