"""From an uploaded file to what a browser fetches, with the real encoder."""

import hashlib
import re
from pathlib import Path
from typing import Any

import av
import imageio_ffmpeg
import pytest
from django.conf import settings as django_settings
from django.core.files import File
from PIL import Image
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from media_pipeline import pace, storage
from media_pipeline.enums import JobState
from media_pipeline.models import RenditionSet, TranscodeJob, Video
from media_pipeline.packaging import boxes, playlist
from media_pipeline.queries.playback import PlaybackState, playback
from media_pipeline.services import lease as leases
from media_pipeline.services import ledger, publish
from media_pipeline.services.lease import Lease
from media_pipeline.services.video import StoredOriginal, replace_file
from tests.integration.media_pipeline.conftest import Upload, work
from tests.integration.media_pipeline.test_lease import due, pretend
from tests.media.clips import clip, cut, encode
from tests.media.watching import Seen, watched

pytestmark = [pytest.mark.ffmpeg, pytest.mark.django_db]


def rungs(video: Video) -> list[tuple[str, int, int, int]]:
    rows = video.rendition_sets.latest("version").renditions.order_by("pk")
    return [(row.name, row.width, row.height, row.segments) for row in rows]


def lengths(rendition_set: RenditionSet, name: str) -> list[float]:
    found = playlist.read(storage.public_folder(rendition_set) / name / "index.m3u8")
    return [round(segment.seconds, 2) for segment in found.segments]


def files(folder: Path) -> dict[str, str]:
    """Return what may be kept for ever of a version, with its hash: all but the master playlist."""
    found = [file for file in folder.rglob("*") if file.is_file() and file.name != storage.MASTER]
    return {str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest() for file in found}


@pytest.fixture
def publications(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, dict[str, str]]]:
    """The address of the plain file, and the files, as a reader finds them after each publication."""
    seen: list[tuple[str, dict[str, str]]] = []

    def publish_and_look(*, lease: Lease, **values: Any) -> None:
        publish.publish(lease=lease, **values)
        version = lease.job.rendition_set
        seen.append(
            (playback(Video.objects.get(pk=version.video_id), language="en").mp4_url, files(storage.public_folder(version)))
        )

    monkeypatch.setattr(ledger, "publish", publish_and_look)
    return seen


@pytest.fixture
def estimates(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """What readers of the row were told: how many seconds are left. Said from the first moment on, and with every beat."""
    told: list[int] = []
    beat = Lease.beat

    def beat_and_look(self: Lease, percent: int | None = None) -> None:
        beat(self, percent)
        row = TranscodeJob.objects.get(pk=self.job.pk)
        told.extend([row.seconds_left] if row.seconds_left is not None else [])

    monkeypatch.setattr(leases, "BEAT_SECONDS", 0.0)
    monkeypatch.setattr(pace, "LEAST_SECONDS", 0.0)
    monkeypatch.setattr(Lease, "beat", beat_and_look)
    return told


def test_a_film_becomes_two_rungs_one_sound_a_poster_and_a_plain_file(
    large_clip: Path,
    upload: Upload,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    publications: list[tuple[str, dict[str, str]]],
    estimates: list[int],
) -> None:
    video = upload(large_clip)
    with watched(Path(django_settings.MEDIA_ROOT)) as seen, django_capture_on_commit_callbacks(execute=True):
        job = work(video)
    version = job.rendition_set
    folder = storage.public_folder(version)

    low = ["360p/index.m3u8", "sound/index.m3u8"]
    assert (seen.broken, seen.masters) == ([], [low, [low[0], "720p/index.m3u8", low[1]]])
    assert (job.state, job.percent, job.attempts, job.error, version.warning) == (JobState.DONE, 100, 1, "", "")
    assert rungs(video) == [("sound", 0, 0, 2), ("360p", 640, 360, 2), ("720p", 1280, 720, 2)]
    assert [lengths(version, name) for name in ("360p", "720p")] == [[4.0, 1.0], [4.0, 1.0]]
    assert sum(lengths(version, "sound")) == pytest.approx(5, abs=0.1)
    assert (video.duration, video.width, video.height) == (5.0, 1280, 720)
    assert sorted(file.name for file in folder.iterdir()) == [
        "360p", "720p", "master.m3u8", "poster.webp", "sound", "storyboard-001.jpg", "storyboard.vtt",
        "video-360p.mp4", "video-720p.mp4",
    ]  # fmt: skip
    with Image.open(folder / "poster.webp") as poster:
        assert (poster.format, poster.size) == ("WEBP", (1280, 720))
    with av.open(str(folder / "video-720p.mp4")) as plain:
        shape = [(stream.type, getattr(stream, "height", None)) for stream in plain.streams]
        assert shape == [("video", 720), ("audio", None)]
        assert float(plain.duration or 0) / av.time_base == pytest.approx(5, abs=0.1)
    assert list(Path(django_settings.MEDIA_WORK_ROOT).iterdir()) == []
    check_master(version)
    assert (len(estimates) > 2, all(0 <= one < 300 for one in estimates), job.seconds_left) == (True, True, None)
    (early, first), (late, last) = publications
    assert [address.rsplit("/", 1)[1] for address in (early, late)] == ["video-360p.mp4", "video-720p.mp4"]
    assert {name: last[name] for name in first} == first, "what was fetched early stays true"
    assert last == files(folder)


def test_a_replaced_video_plays_on_until_the_new_one_is_whole(
    upload: Upload, tmp_path: Path, settings: Settings, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    settings.MEDIA_LADDER = (48, 90)
    video = upload(clip(tmp_path / "a.mp4", size="192x108", rate="10", seconds=1))
    old = work(video).rendition_set
    new = clip(tmp_path / "b.mp4", size="192x108", rate="10", seconds=2)
    with new.open("rb") as opened:
        stored = video.file.storage.save("videos/b.mp4", File(opened))
    replace_file(video=video, original=StoredOriginal(stored, "b.mp4", new.stat().st_size, sha256=""))
    settings.FFMPEG = pretend(tmp_path / "dying", 'case "$*" in *name:90p*) exit 9;; esac\nexec "$REAL" "$@"')
    half = work(video).rendition_set
    assert [row.name for row in half.renditions.order_by("pk")] == ["sound", "48p"], "its first rung is there"
    assert (plays(video), masters(old, half)) == ((1, 1.0), [THREE, ["48p/index.m3u8", "sound/index.m3u8"]])

    settings.FFMPEG = ""
    due(video)
    with django_capture_on_commit_callbacks(execute=True):
        assert work(video).state == JobState.DONE
    assert (plays(video), masters(old, half)) == ((2, 2.0), [THREE, THREE]), "who watches the old one may go on"


THREE = ["48p/index.m3u8", "90p/index.m3u8", "sound/index.m3u8"]


def plays(video: Video) -> tuple[int, float]:
    """Return the version that a viewer gets, and its length."""
    shown = playback(Video.objects.get(pk=video.pk), language="en")
    return shown.version, shown.duration


def masters(*versions: RenditionSet) -> list[list[str]]:
    """Return what each master names; everything that it names must be whole."""
    seen = [Seen() for _ in versions]
    for one, version in zip(seen, versions, strict=True):
        one.look([storage.public_folder(version) / "master.m3u8"])
    assert [one.broken for one in seen] == [[] for _ in versions]
    return [one.masters[0] for one in seen]


def check_master(version: RenditionSet) -> None:
    """The master lists what was measured, lowest first."""
    text = (storage.public_folder(version) / "master.m3u8").read_text()
    sound, low, high = version.renditions.order_by("pk")

    def line(*parts: int, codecs: str, extra: str = "") -> str:
        return f'#EXT-X-STREAM-INF:BANDWIDTH={parts[0]},AVERAGE-BANDWIDTH={parts[1]},CODECS="{codecs}"{extra},AUDIO="sound"'

    def both(row: object) -> tuple[int, int]:
        return (row.bandwidth + sound.bandwidth, row.average_bandwidth + sound.average_bandwidth)  # type: ignore[attr-defined] # a Rendition

    assert re.fullmatch(r"avc1\.6400[0-9a-f]{2}", low.codecs)
    assert low.bandwidth >= low.average_bandwidth > 50_000
    assert text.splitlines() == [
        "#EXTM3U",
        "#EXT-X-VERSION:7",
        "#EXT-X-INDEPENDENT-SEGMENTS",
        '#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="sound",NAME="Română",LANGUAGE="ro",DEFAULT=YES,AUTOSELECT=YES,CHANNELS="2",'
        'URI="sound/index.m3u8"',
        line(*both(low), codecs=f"{low.codecs},mp4a.40.2", extra=",RESOLUTION=640x360,FRAME-RATE=15.000"),
        "360p/index.m3u8",
        line(*both(high), codecs=f"{high.codecs},mp4a.40.2", extra=",RESOLUTION=1280x720,FRAME-RATE=15.000"),
        "720p/index.m3u8",
        line(sound.bandwidth, sound.average_bandwidth, codecs="mp4a.40.2"),
        "sound/index.m3u8",
    ]


@pytest.mark.parametrize("encoder", ["", imageio_ffmpeg.get_ffmpeg_exe()], ids=["found", "wheel"])
def test_every_encoder_writes_continuous_segments(encoder: str, small_clip: Path, upload: Upload, settings: Settings) -> None:
    settings.FFMPEG = encoder
    video = upload(small_clip)
    job = work(video)
    folder = storage.public_folder(job.rendition_set) / "180p"
    found = playlist.read(folder / "index.m3u8")
    starts = [boxes.decode_times(folder / segment.name)[0] for segment in found.segments]
    scale = {kind: box.content for kind in ("mdhd",) for box in boxes.boxes(found.init.read_bytes()) if box.kind == kind}
    per_second = int.from_bytes(scale["mdhd"][12:16], "big")

    assert (job.state, rungs(video)) == (JobState.DONE, [("sound", 0, 0, 2), ("180p", 320, 180, 2)])
    assert (starts[1] - starts[0]) / per_second == 4
    assert "elst" not in {box.kind for box in boxes.boxes(found.init.read_bytes())}, "browsers do not follow it: a hole at 0"
    assert boxes.first_offset(folder / found.segments[0].name) == 0


def test_a_film_without_sound_has_no_sound_group(tmp_path: Path, upload: Upload) -> None:
    video = upload(clip(tmp_path / "mute.mp4", seconds=2, has_sound=False))
    version = work(video).rendition_set
    assert rungs(video) == [("180p", 320, 180, 1)]
    assert "AUDIO" not in (storage.public_folder(version) / "master.m3u8").read_text()


@pytest.mark.parametrize(
    ("size", "rate", "expected"),
    [
        ("406x720", "30", [("360p", 360, 638, 1)]),
        ("256x144", "15", [("144p", 256, 144, 1)]),
        ("322x181", "30000/1001", [("180p", 322, 180, 1)]),
    ],
    ids=["portrait", "tiny", "odd and 29.97"],
)
def test_shapes(size: str, rate: str, expected: list[tuple[str, int, int, int]], tmp_path: Path, upload: Upload) -> None:
    source = encode(
        "-f", "lavfi", "-i", f"testsrc2=s={size}:r={rate}", "-t", "3", "-c:v", "libx264", "-preset", "ultrafast",
        "-pix_fmt", "yuv444p", target=tmp_path / "shape.mp4",
    )  # fmt: skip
    video = upload(source)
    assert (work(video).error, rungs(video)) == ("", expected)


def test_a_fractional_rate_keeps_whole_groups(tmp_path: Path, upload: Upload) -> None:
    video = upload(clip(tmp_path / "ntsc.mp4", rate="30000/1001", seconds=9))
    version = work(video).rendition_set
    found = playlist.read(storage.public_folder(version) / "180p" / "index.m3u8")
    assert [round(segment.seconds, 3) for segment in found.segments][:2] == [4.004, 4.004]


def test_a_cut_upload_plays_with_a_warning(small_clip: Path, tmp_path: Path, upload: Upload) -> None:
    video = upload(cut(small_clip, tmp_path / "cut.mp4", share=0.6))
    job = work(video)
    played = job.rendition_set.duration
    assert (job.state, playback(video, language="en").state) == (JobState.DONE, PlaybackState.READY)
    assert 1 < played < 5.7
    assert job.rendition_set.warning == (
        f"Damaged upload: the file says that it lasts 6.0 seconds, but only {played:.1f} can be played."
    )


def test_a_picture_that_ends_before_its_sound_is_not_damaged(tmp_path: Path, upload: Upload) -> None:
    source = encode(
        "-f", "lavfi", "-t", "2", "-i", "testsrc2=s=320x180", "-f", "lavfi", "-t", "4", "-i", "sine=440", "-c:v", "libx264",
        target=tmp_path / "long_sound.mkv",
    )  # fmt: skip
    version = work(upload(source)).rendition_set
    assert (version.warning, round(version.duration, 1)) == ("", 2.0)
    assert sum(lengths(version, "sound")) == pytest.approx(4, abs=0.1)


def test_sound_alone_is_published_as_sound(tmp_path: Path, upload: Upload) -> None:
    video = upload(encode("-f", "lavfi", "-i", "sine=440", "-t", "3", "-c:a", "aac", target=tmp_path / "sound.m4a"))
    version = work(video).rendition_set
    assert rungs(video) == [("sound", 0, 0, 1)]
    described = (version.width, version.height, version.poster, version.storyboard, version.fallback)
    assert described == (0, 0, "", "", "video-sound.mp4")
    assert version.duration == pytest.approx(3, abs=0.1)
    assert playback(video, language="en").state == PlaybackState.READY
