"""Every hostile and every broken sample through the real pipeline: refused or published rightly, and nothing else happens."""

import socket
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from media_pipeline.enums import JobState
from tests.media.installation import Installation, until
from tests.media.trace import strace, strays

pytestmark = [pytest.mark.ffmpeg]

BAKED_PORT = b"8765"  # what the samples name; a run of the suite puts its own there
MEMORY = 1.5 * 1024**3
SECONDS = 60  # a hang, not a bar
UNREADABLE = "This file cannot be read as a video. Please upload an MP4, MOV, MKV, WebM or MPEG file that plays for you."
DAMAGED = "Damaged upload: the file says that it lasts 6.0 seconds, but only "

CALLING = (
    "hls_file.mp4", "hls_file_mp4.mp4", "hls_http.mp4", "hls_http.m3u8", "hls_http_ts.mp4", "hls_concat.avi", "ffconcat.mp4",
    "ffconcat_rel.mp4", "dash.mp4", "sdp.mp4", "svg.mp4", "gab2.avi",
)  # fmt: skip
REFUSED = {
    **dict.fromkeys(CALLING, UNREADABLE),
    **dict.fromkeys(("zero.mp4", "text.mp4", "html.mp4", "garbage.mp4", "truncated_nomoov.mp4", "huge_png.mp4"), UNREADABLE),
    "huge_16k.mp4": "The picture is 15360 × 8640 pixels; at most 8192 × 4320 are accepted.",
    "long_25h.mp4": "This video lasts 25:00:00; at most 12:00:00 is accepted.",
    "many_streams.mkv": "This file holds 61 tracks of picture, sound and text; at most 16 are accepted.",
    "fps1000.mkv": "The picture changes 1000 times a second; at most 240 are accepted.",
}
PUBLISHED = {"truncated_faststart.mp4": DAMAGED, "truncated.mkv": DAMAGED, "corrupt_bytes.mp4": "", "one_frame.mp4": ""}


@dataclass
class Listener:
    """A server on this machine that the samples name; it should never be called."""

    server: socket.socket
    calls: list[bytes] = field(default_factory=list)

    @property
    def port(self) -> int:
        port: int = self.server.getsockname()[1]
        return port

    def listen(self) -> None:
        while True:
            try:
                caller, _address = self.server.accept()
            except OSError:
                return
            with caller:
                self.calls.append(caller.recv(200))


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        listener = Listener(server)
        threading.Thread(target=listener.listen, daemon=True).start()
        yield listener
        server.shutdown(socket.SHUT_RDWR)


@dataclass(frozen=True)
class Outcome:
    jobs: dict[str, dict[str, Any]]
    memory: int
    worker_memory: int
    trace: Path
    work: Path


def armed(sample: Path, folder: Path, port: int) -> Path:
    """Copy a sample, its calls aimed at our listener. Only the small texts carry an address."""
    data = sample.read_bytes()
    target = folder / sample.name
    target.write_bytes(data.replace(BAKED_PORT, str(port).encode()) if len(data) < 2000 else data)
    return target


@pytest.fixture(scope="module")
def outcome(samples: Path, listener: Listener, migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """One process works on all of them, one after the other, a good one last. `private_video.mp4` is what some try to reach."""
    folder = tmp_path_factory.mktemp("hostile")
    installation = Installation(folder / "data", settings={"TEST_LADDER": "144"})
    installation.data.mkdir()
    (installation.data / "db.sqlite3").write_bytes(migrated.read_bytes())
    names = ["private_video.mp4", *REFUSED, *PUBLISHED]
    files = [armed(samples / name, folder, listener.port) for name in names]
    trace = folder / "trace"
    told = installation.desk("attempts", *map(str, files), before=strace(trace))
    jobs = {job["file"]: job for job in told["jobs"]}
    return Outcome(jobs, told["memory"], told["worker_memory"], trace, installation.data / "work")


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_in_a_sentence(name: str, outcome: Outcome) -> None:
    job = outcome.jobs[name]
    assert (job["state"], job["error"], job["is_public"], job["original"]) == (JobState.FAILED, REFUSED[name], False, True)
    assert job["seconds"] < SECONDS


@pytest.mark.parametrize("name", PUBLISHED)
def test_what_can_be_watched_is_published(name: str, outcome: Outcome) -> None:
    job = outcome.jobs[name]
    assert (job["state"], job["error"], job["original"], job["is_public"]) == (JobState.DONE, "", True, True)
    assert job["warning"].startswith(PUBLISHED[name])
    assert bool(job["warning"]) == bool(PUBLISHED[name])
    assert job["seconds"] < SECONDS


def test_nobody_was_called(outcome: Outcome, listener: Listener) -> None:
    assert len(outcome.jobs) == 1 + len(REFUSED) + len(PUBLISHED)
    with socket.create_connection(("127.0.0.1", listener.port)) as caller:
        caller.sendall(b"a call of our own")
    until(lambda: listener.calls, why="our own call was heard")
    assert listener.calls == [b"a call of our own"]


def test_nothing_was_opened_outside_of_the_job(outcome: Outcome) -> None:
    if not outcome.trace.exists():
        pytest.skip("strace is not installed.")
    assert strays(outcome.trace, work=outcome.work) == []


def test_an_open_outside_of_the_job_would_be_seen(tmp_path: Path) -> None:
    """Of the children, and theirs, of what is watched; not of what is watched itself."""
    trace, work, private = tmp_path / "trace", tmp_path / "work", tmp_path / "private"
    if not strace(trace):
        pytest.skip("strace is not installed.")
    work.mkdir()
    for name in ("own", "file", "far", "near"):
        (private.parent / name).write_text(name)
    (work / "fine").write_text("fine")
    child = f"cat file:{tmp_path}/file {work}/fine {tmp_path}/near; (cat {tmp_path}/far; true) & wait"
    subprocess.run([*strace(trace), "sh", "-c", f"read line < {tmp_path}/own; sh -c '{child}'; true"], check=True, cwd=work)
    assert sorted(set(strays(trace, work=work))) == [f"{tmp_path}/far", f"{tmp_path}/near"]


def test_neither_worker_nor_child_took_much_memory(outcome: Outcome) -> None:
    assert 10 * 1024**2 < outcome.memory < MEMORY
    assert 10 * 1024**2 < outcome.worker_memory < MEMORY


def test_no_file_of_work_is_left(outcome: Outcome) -> None:
    assert list(outcome.work.iterdir()) == []
