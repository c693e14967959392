"""Every ffmpeg command, built with ffmpeg-python and run by `encoding.runner`. Each opens files only through `_open`."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import ffmpeg
from django.conf import settings

from media_pipeline import guards
from media_pipeline.encoding.binary import ffmpeg as binary
from media_pipeline.encoding.ladder import SEGMENT_SECONDS, Plan, Rung

INIT, PLAYLIST, SEGMENT = "init.mp4", "index.m3u8", "%05d.m4s"


@dataclass(frozen=True)
class Source:
    """A file to read: where it lies and the name of its container as the probe found it."""

    path: Path
    container: str = "mov"


def _open(source: Source, **options: Any) -> Any:
    return ffmpeg.input(guards.address(source.path), f=guards.demuxer(source.container), **guards.OPTIONS, **options)


def _compile(output: Any) -> list[str]:
    flags = ("-hide_banner", "-nostdin", "-loglevel", "warning", "-progress", "pipe:1", "-stats_period", "0.5")
    words: list[str] = output.global_args(*flags).overwrite_output().compile(cmd=binary())
    return words


def _packaging(segment_seconds: float) -> dict[str, Any]:
    return {
        "f": "hls",
        "hls_time": segment_seconds,
        "hls_playlist_type": "vod",
        "hls_segment_type": "fmp4",
        "hls_flags": "independent_segments+temp_file",
        # Without the flag ffmpeg 5 starts the picture two frames late, without the option ffmpeg 9 does: an edit list that
        # browsers do not follow. With both, the first picture stands at 0 in the media itself.
        "hls_segment_options": "movflags=+cmaf:use_editlist=0",
        "hls_segment_filename": SEGMENT,
        "hls_fmp4_init_filename": INIT,
        "map_metadata": -1,
        "map_chapters": -1,
    }


def _scaled(stream: Any, rung: Rung) -> Any:
    return stream.filter("scale", rung.width, rung.height, flags=settings.MEDIA_SCALER).filter("setsar", 1)


def picture(source: Source, plan: Plan, rung: Rung) -> list[str]:
    """Encode one rung over the whole file, as closed groups of equal length."""
    video = _open(source)["v:0"]
    if plan.is_interlaced:
        video = video.filter("bwdif")
    video = _scaled(video.filter("fps", fps=rate(plan.rate), start_time=0), rung)
    encoder = {
        "c:v": "libx264",
        "preset": settings.MEDIA_PRESET,
        "crf": settings.MEDIA_CRF,
        "profile:v": "high",
        "pix_fmt": "yuv420p",
        "g": plan.gop,
        "keyint_min": plan.gop,
        "sc_threshold": 0,
        "flags": "+cgop",
        "maxrate": rung.cap,
        "bufsize": 2 * rung.cap,
    }
    return _compile(ffmpeg.output(video, PLAYLIST, **encoder, **_packaging(plan.segment_seconds)))


def sound(source: Source) -> list[str]:
    """Encode the first sound track once, for all rungs: stereo, 48 kHz, silence where it has gaps."""
    audio = _open(source)["a:0"].filter("aresample", 48000, **{"async": 1, "first_pts": 0})
    audio = audio.filter("aformat", channel_layouts="stereo")
    encoder = {"c:a": "aac", "b:a": "128k", "ar": 48000, "ac": 2}
    return _compile(ffmpeg.output(audio, PLAYLIST, **encoder, **_packaging(SEGMENT_SECONDS)))


def poster(source: Source, rung: Rung, *, second: float, name: str) -> list[str]:
    """Take a telling picture near `second`, in the size of `rung`."""
    video = _scaled(_open(source, ss=f"{second:.3f}")["v:0"].filter("thumbnail", 50), rung)
    still = {"frames:v": 1, "c:v": "libwebp", "quality": 80, "f": "webp", "pix_fmt": "yuv420p"}
    return _compile(ffmpeg.output(video, name, **still))


def fallback(picture_file: Path, sound_file: Path | None, *, name: str) -> list[str]:
    """Put finished segments into one plain MP4, without encoding anything again."""
    streams = [_open(Source(picture_file))["v:0"]]
    if sound_file is not None:
        streams.append(_open(Source(sound_file))["a:0"])
    options = {"c": "copy", "f": "mp4", "movflags": "+faststart", "map_metadata": -1}
    return _compile(ffmpeg.output(*streams, name, **options))


def subtitles_name(stream: int) -> str:
    return f"subtitles-{stream}.vtt"


def subtitles(source: Source, streams: Sequence[int]) -> list[str]:
    """Write each of these text streams to a WebVTT file of its own; the numbers count all streams of the file."""
    opened = _open(source)
    text = {"c:s": "webvtt", "f": "webvtt", "map_metadata": -1}
    outputs = [ffmpeg.output(opened[str(stream)], subtitles_name(stream), **text) for stream in streams]
    return _compile(ffmpeg.merge_outputs(*outputs))


def decode(path: Path) -> list[str]:
    """Decode a file and throw the pictures away: shows whether it can be played."""
    return _compile(ffmpeg.output(_open(Source(path)), "-", f="null"))


def rate(value: Fraction) -> str:
    return f"{value.numerator}/{value.denominator}"
