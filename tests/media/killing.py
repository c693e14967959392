"""Workers that are killed and frozen, and what must hold when it is over."""

import contextlib
import hashlib
import os
import re
import signal
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from media_pipeline.encoding.binary import ffmpeg
from media_pipeline.packaging import playlist
from tests.media.installation import Installation, until

Made = dict[str, tuple[int, int]]  # a file's name: its inode and the time of its last change


def counting(installation: Installation) -> Path:
    """Have every call of the encoder noted, one line each, before it runs; return the file."""
    log, script = installation.data / "encoder.log", installation.data / "encoder"
    script.write_text(f"#!/bin/sh\nprintf '%s\\n' \"$*\" >> '{log}'\nexec '{ffmpeg()}' \"$@\"\n")
    script.chmod(0o755)
    log.touch()
    installation.settings["FFMPEG"] = str(script)
    return log


NAMED, BEGINS = re.compile(r"name:(\w+)"), re.compile(r"-start_number (\d+)")
Begun = tuple[str, int]  # a rung, and the number of the segment from which on it was encoded


def encodes(log: Path, *, since: int = 0) -> list[str]:
    """Return the commands that encoded pictures, from the line `since` on."""
    return [line for line in log.read_text().splitlines()[since:] if "libx264" in line]


def begun(log: Path, *, since: int) -> list[Begun]:
    """Return what was encoded from which segment on, as the commands say."""
    found = []
    for line in encodes(log, since=since):
        number = BEGINS.search(line)
        assert number is not None, line
        found += [(rung, int(number.group(1))) for rung in NAMED.findall(line)]
    return found


def chunks(installation: Installation) -> list[tuple[int, str, str]]:
    """Return the finished chunks of films that are not complete: version, name, rungs."""
    return installation.rows("SELECT rendition_set_id, name, rungs FROM media_pipeline_chunk ORDER BY id")


def segments(installation: Installation) -> Counter[str]:
    """Count the finished segments of each rung of the newest version, as the rows say."""
    newest = installation.rows("SELECT max(id) FROM media_pipeline_renditionset")[0][0]
    query = f"SELECT name, segments FROM media_pipeline_rendition WHERE rendition_set_id = {newest}"
    count = Counter({str(name): int(number) for name, number in installation.rows(query)})
    for version, name, rungs in chunks(installation):
        for rung in rungs.split():
            if version == newest and not installation.rows(f"{query} AND name = '{rung}'"):
                count[rung] += len(list((installation.data / f"work/version-{version}/{name}").glob(f"**/{rung}/*.m4s")))
    return count


def repeated(log: Path, *, since: int, finished_segments: Counter[str]) -> list[Begun]:
    """Return what was begun again although it was finished when the worker was killed."""
    return [(rung, number) for rung, number in begun(log, since=since) if number < finished_segments[rung]]


def lengths(installation: Installation) -> list[float]:
    """Return how many seconds everything lasts that counts as a whole film: by a last chunk, and by a published playlist."""
    ends = installation.rows("SELECT start + length FROM media_pipeline_chunk WHERE is_last")
    shown = [playlist.read(file).seconds for file in sorted((installation.data / "public").rglob("index.m3u8"))]
    return [float(end) for (end,) in ends] + shown


def send(number: signal.Signals, pids: Iterable[int]) -> None:
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, number)


def encoders(installation: Installation) -> list[int]:
    """Return the encoders that run now."""
    return [pid for pid in installation.processes() if _is_encoder(pid)]


def _is_encoder(pid: int) -> bool:
    with contextlib.suppress(OSError):
        return b"libx264" in Path(f"/proc/{pid}/cmdline").read_bytes()
    return False


def kill(installation: Installation, *, with_children: bool) -> None:
    """`kill -9` the workers; their children by ourselves, or else by the kernel. Nothing may be left either way."""
    everyone = installation.processes()
    send(signal.SIGKILL, everyone if with_children else [pid for pid in everyone if not _is_encoder(pid)])
    for process in installation.started:
        process.wait(timeout=30)
    until(lambda: not installation.processes(), why="no process is left after kill -9", patience=20)


def lease_is_over(installation: Installation, now: str) -> bool:
    left = installation.rows(f"SELECT 1 FROM media_pipeline_transcodejob WHERE state = 'running' AND lease_expires_at >= {now}")
    return not left


def made(folder: Path) -> Made:
    """Return every file below `folder` by name; a part that is moved stays the same, one that is made again does not."""
    files = [file for file in folder.rglob("*") if file.is_file()]
    return {str(file.relative_to(folder)): (file.stat().st_ino, file.stat().st_mtime_ns) for file in files}


def finished(installation: Installation) -> set[tuple[int, int]]:
    """Return the files of all parts that the database says are finished, wherever they lie."""
    rungs = {name for (name,) in installation.rows("SELECT name FROM media_pipeline_rendition")}
    public = made(installation.data / "public")
    marks = {mark for name, mark in public.items() if name.endswith(".m4s") and Path(name).parent.name in rungs}
    for version, name, _rungs in chunks(installation):
        kept = made(installation.data / f"work/version-{version}/{name}")
        marks |= {mark for file, mark in kept.items() if file.endswith(".m4s")}
    return marks


def digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


@dataclass(frozen=True)
class End:
    """How an installation stands when its work is over; two of the same kind are equal."""

    jobs: list[str]
    sets: list[list[tuple[int, bool]]]
    rungs: list[list[str]]
    work: list[str]
    originals: set[str]
    is_whole: bool
    fsck: tuple[str, ...] = ()


def end(installation: Installation) -> End:
    told = installation.desk("end")
    versions: list[dict[str, Any]] = told["versions"]
    private, work = installation.data / "private" / "videos", installation.data / "work"
    return End(
        jobs=[state for one in versions for state in one["jobs"]],
        sets=[[(version, done) for version, done in one["sets"]] for one in versions],
        rungs=[one["rungs"] for one in versions],
        work=sorted(str(file) for file in work.rglob("*")) if work.exists() else [],
        originals={digest(file) for file in private.iterdir()},
        is_whole=all(_is_whole(Path(one["folder"]), one["rungs"]) for one in versions),
        fsck=tuple(told["fsck"]),
    )


def _is_whole(folder: Path, rungs: list[str]) -> bool:
    """Whether the master names exactly the rungs, each can be read back, and nothing else was left."""
    master = (folder / "master.m3u8").read_text()
    listed = {line.split("/")[0] for line in master.splitlines() if line and not line.startswith("#")}
    here = {file.name for file in folder.iterdir() if file.is_dir()}
    for name in rungs:
        playlist.read(folder / name / "index.m3u8")
    strays = [name for name in made(folder) if name.endswith(".tmp") or Path(name).name.startswith(".")]
    return listed == here == set(rungs) and not strays
