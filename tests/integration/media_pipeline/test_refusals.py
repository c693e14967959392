"""What is not a video is refused with a sentence, and the original is kept."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pytest_django import Settings

from media_pipeline import storage
from media_pipeline.enums import JobState
from media_pipeline.probing import probe as probing
from media_pipeline.probing.media_info import MediaInfo
from media_pipeline.probing.refusal import RefusedError, check
from media_pipeline.queries.playback import PlaybackState, playback
from tests.integration.media_pipeline.conftest import Upload, work
from tests.media.clips import clip, cut, encode

pytestmark = [pytest.mark.ffmpeg, pytest.mark.django_db]

UNREADABLE = "This file cannot be read as a video. Please upload an MP4, MOV, MKV, WebM or MPEG file that plays for you."


def playlist(folder: Path) -> bytes:
    """A playlist dressed as a film, naming somebody else's video."""
    private = clip(folder / "private.mp4", seconds=1)
    return f"#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1.0,\n{private}\n#EXT-X-ENDLIST\n".encode()


def concat(folder: Path) -> bytes:
    clip(folder / "private.mp4", seconds=1)
    return b"ffconcat version 1.0\nfile private.mp4\n"


def without_index(folder: Path) -> bytes:
    picture = ("-f", "lavfi", "-i", "testsrc2=s=320x180", "-t", "2", "-c:v", "libx264", "-preset", "ultrafast")
    source = encode(*picture, target=folder / "tail.mp4")
    return cut(source, folder / "half.mp4", share=0.5).read_bytes()


@pytest.mark.parametrize(
    "content",
    [lambda _: b"", lambda _: b"Dear editor\n" * 50, lambda _: bytes(range(256)) * 200, playlist, concat, without_index],
    ids=["zero", "text", "garbage", "playlist", "concat", "without index"],
)
def test_a_file_that_is_no_video(content: Callable[[Path], bytes], tmp_path: Path, upload: Upload) -> None:
    data = content(tmp_path)
    file = tmp_path / "upload.mp4"
    file.write_bytes(data)
    video = upload(file)
    job = work(video)

    assert (job.state, job.error, job.attempts) == (JobState.FAILED, UNREADABLE, 1)
    assert playback(video, language="en").state == PlaybackState.FAILED
    assert Path(video.file.path).read_bytes() == data
    assert not storage.public_folder(job.rendition_set).exists()


def test_a_file_of_nothing_but_text(tmp_path: Path, upload: Upload) -> None:
    (tmp_path / "words.srt").write_text("1\n00:00:00,000 --> 00:00:01,000\nHello\n")
    file = encode("-i", str(tmp_path / "words.srt"), "-c:s", "srt", target=tmp_path / "words.mkv")
    job = work(upload(file))
    assert (job.state, job.error) == (JobState.FAILED, "This file has neither picture nor sound.")


RAW = "The picture is stored as “rawvideo”, which is not accepted; H.264 always is."
PICTURE, TONE = ("-f", "lavfi", "-t", "0.2", "-i", "testsrc2=s=64x48"), ("-f", "lavfi", "-t", "0.2", "-i", "sine")


@pytest.mark.parametrize(
    ("name", "words", "sentence"),
    [
        ("film.avi", (*PICTURE, "-c:v", "rawvideo"), RAW),
        (
            "film.avi",
            (*PICTURE, *TONE, "-c:v", "libx264", "-pix_fmt", "yuv420p", "-c:a", "adpcm_ms"),
            "The sound is stored as “adpcm_ms”, which is not accepted; AAC always is.",
        ),
        ("film.wav", (*TONE, "-af", "atrim=end=0", "-c:a", "pcm_s16le"), "This file is empty: it holds no moment of video."),
    ],
    ids=["raw picture", "unlisted sound", "no moment"],
)
def test_what_is_stored_in_a_way_that_is_not_listed(
    name: str, words: tuple[str, ...], sentence: str, tmp_path: Path, upload: Upload
) -> None:
    job = work(upload(encode(*words, target=tmp_path / name)))
    assert (job.state, job.error) == (JobState.FAILED, sentence)


@pytest.mark.parametrize(
    ("setting", "value", "sentence"),
    [
        ("MEDIA_MAX_SECONDS", 3, "This video lasts 0:06; at most 0:03 is accepted."),
        ("MEDIA_MAX_STREAMS", 1, "This file holds 2 tracks of picture, sound and text; at most 1 are accepted."),
        ("MEDIA_MAX_SIZE", (300, 200), "The picture is 320 × 180 pixels; at most 300 × 200 are accepted."),
        ("MEDIA_MAX_FRAME_RATE", 24, "The picture changes 30 times a second; at most 24 are accepted."),
    ],
)
def test_a_limit_is_named(
    setting: str, value: object, sentence: str, small_clip: Path, upload: Upload, settings: Settings
) -> None:
    setattr(settings, setting, value)
    job = work(upload(small_clip))
    assert (job.state, job.error) == (JobState.FAILED, sentence)


def test_a_picture_too_narrow_to_be_seen() -> None:
    """A sample aspect can say that a picture is shown less than one pixel wide."""
    narrow = MediaInfo(
        container="matroska", duration=1.0, streams=1, video_codec="h264", coded_width=64, coded_height=64, width=0, height=64,
        decodes=True,
    )  # fmt: skip
    with pytest.raises(RefusedError, match=re.escape(UNREADABLE)):
        check(narrow)


def test_a_probe_that_died_may_be_our_fault(small_clip: Path, upload: Upload, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is told like a file that cannot be read, but with a log: only without one the original goes after 30 days."""
    monkeypatch.setattr(probing, "LIMITS", replace(probing.LIMITS, memory=2**20))
    job = work(upload(small_clip))
    assert (job.state, job.error) == (JobState.FAILED, UNREADABLE)
    assert job.error_log.startswith("Exit code ")


def test_a_file_that_vanished(small_clip: Path, upload: Upload) -> None:
    video = upload(small_clip)
    Path(video.file.path).unlink()
    assert work(video).error == "The uploaded file is gone. Please upload it again."
