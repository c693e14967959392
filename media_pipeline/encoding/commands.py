"""Every ffmpeg command, built with ffmpeg-python and run by `encoding.runner`. Each opens files only through `_open`."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import ffmpeg
from django.conf import settings

from media_pipeline import guards
from media_pipeline.encoding import filters
from media_pipeline.encoding.binary import ffmpeg as binary
from media_pipeline.encoding.ladder import SEGMENT_SECONDS, Plan, Rung
from media_pipeline.encoding.loudness import TARGET, Loudness
from media_pipeline.packaging.playlist import INDEX, INIT

SEGMENT = "%05d.m4s"
SEEKABLE = frozenset({"mov", "matroska"})  # containers with an index of their keyframes


@dataclass(frozen=True)
class Source:
    """A file to read: where it lies and the name of its container as the probe found it."""

    path: Path
    container: str = "mov"

    @property
    def can_seek(self) -> bool:
        """Whether a time can be found without reading everything before it."""
        return guards.demuxer(self.container) in SEEKABLE


def _open(source: Source, **options: Any) -> Any:
    return ffmpeg.input(guards.address(source.path), f=guards.demuxer(source.container), **guards.OPTIONS, **options)


def _compile(output: Any, *, level: str = "warning") -> list[str]:
    flags = ("-hide_banner", "-nostdin", "-loglevel", level, "-progress", "pipe:1", "-stats_period", "0.5")
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
        "map_metadata": -1,
        "map_chapters": -1,
    }


def _one_folder() -> dict[str, Any]:
    return {"hls_segment_filename": SEGMENT, "hls_fmp4_init_filename": INIT}


def _h264(plan: Plan) -> dict[str, Any]:
    """Key frames stand where the groups begin and nowhere else; a scene that begins inside of a group gets a plain I-frame.

    x264 takes no shortest distance above half of the longest one: so the longest is two groups, and each group is forced.
    """
    return {
        "c:v": "libx264",
        "preset": settings.MEDIA_PRESET,
        "crf": settings.MEDIA_CRF,
        "profile:v": "high",
        "g": 2 * plan.gop,
        "keyint_min": plan.gop + 1,
        "force_key_frames": f"expr:gte(n,n_forced*{plan.gop})",
        "flags": "+cgop",
    }


def _coding(plan: Plan, rungs: Sequence[Rung]) -> dict[str, Any]:
    """Return the options of the encoders; those of a single rung carry its number, so that codecs can be mixed."""
    options: dict[str, Any] = {"pix_fmt": "yuv420p", "g": plan.gop}
    for number, rung in enumerate(rungs):
        own = {"c": "libsvtav1", "preset": settings.MEDIA_AV1_PRESET, "crf": settings.MEDIA_AV1_CRF}
        if rung.codec == "h264":
            own = {name.partition(":")[0]: value for name, value in _h264(plan).items()}
            own |= {"maxrate": rung.cap, "bufsize": 2 * rung.cap}
        options |= {f"{name}:v:{number}": value for name, value in own.items()}
    return options


def pictures(source: Source, plan: Plan, rungs: Sequence[Rung], *, first_segment: int = 0) -> list[str]:
    """Encode `rungs` in one process that decodes once, as closed groups of equal length.

    Files are `<rung>-00000.m4s`, `<rung>-init.mp4`. From `first_segment` on they carry the names, the times and the pictures
    that they would have had in a run from the beginning: reading starts at the keyframe before, `fps` takes what is shown at
    that moment (`-ss` alone would drop a picture that began earlier).
    """
    start = first_segment * plan.group_seconds
    where: dict[str, Any] = {}
    if first_segment and source.can_seek:
        where = {"ss": filters.seconds(start), "noaccurate_seek": None}
    video = filters.steady(_open(source, **where)["v:0"], plan, start=start - start if where else start)
    branches = filters.colours(video, plan).filter_multi_output("split", len(rungs))
    videos = [filters.scaled(branches.stream(number), rung) for number, rung in enumerate(rungs)]
    names = " ".join(f"v:{number},name:{rung.name}" for number, rung in enumerate(rungs))
    layout = {
        # Times go on where the run before ended, instead of beginning at 0 again.
        "hls_segment_options": "movflags=+cmaf+frag_discont:use_editlist=0",
        "hls_segment_filename": f"%v-{SEGMENT}",
        # ffmpeg 5 does not fill in the name when there is only one.
        "hls_fmp4_init_filename": f"%v-{INIT}" if len(rungs) > 1 else f"{rungs[0].name}-{INIT}",
        "var_stream_map": names,
        "start_number": first_segment,
        "output_ts_offset": filters.seconds(start),
        "avoid_negative_ts": "disabled",
    }
    options = _coding(plan, rungs) | _packaging(plan.segment_seconds) | layout
    return _compile(ffmpeg.output(*videos, "%v.m3u8", **options))


def copied(source: Source) -> list[str]:
    """Cut the picture into segments at its own keyframes without encoding it."""
    layout = {"avoid_negative_ts": "disabled", **_one_folder()}
    return _compile(ffmpeg.output(_open(source)["v:0"], INDEX, c="copy", **_packaging(SEGMENT_SECONDS), **layout))


def loudness(source: Source) -> list[str]:
    """Measure the sound as it will be mixed; the report is the end of the log."""
    audio = filters.stereo(_open(source)["a:0"]).filter("loudnorm", **TARGET, print_format="json")
    return _compile(ffmpeg.output(audio, "-", f="null"), level="info")


def sound(source: Source, measured: Loudness | None) -> list[str]:
    """Encode the first sound track once, for all rungs."""
    audio = filters.loud(filters.stereo(_open(source)["a:0"]), measured)
    encoder = {"c:a": "aac", "b:a": "128k", "ar": 48000, "ac": 2}
    return _compile(ffmpeg.output(audio, INDEX, **encoder, **_packaging(SEGMENT_SECONDS), **_one_folder()))


def poster(source: Source, plan: Plan, *, second: float, name: str, is_exact: bool = False) -> list[str]:
    """Take a telling picture near `second`, or exactly the one there, in the size of the top rung."""
    top = max(plan.rungs, key=lambda rung: rung.pixels)
    video = _open(source, ss=f"{second:.3f}")["v:0"]
    if plan.is_interlaced:
        video = video.filter("bwdif", mode="send_frame", deint="interlaced")
    video = video if is_exact else video.filter("thumbnail", 50)
    video = filters.scaled(filters.colours(video, plan), top)
    still = {"frames:v": 1, "c:v": "libwebp", "quality": 80, "f": "webp", "pix_fmt": "yuv420p"}
    return _compile(ffmpeg.output(video, name, **still))


def storyboard(film: Path, *, every: int, width: int, height: int, columns: int, pattern: str) -> list[str]:
    """Put small pictures of every `every`-th keyframe of a film of ours on sheets."""
    video = _open(Source(film), skip_frame="nokey")["v:0"]
    video = video.filter("select", f"not(mod(n,{every}))") if every > 1 else video
    video = video.filter("scale", width, height).filter("tile", f"{columns}x{columns}")
    return _compile(ffmpeg.output(video, pattern, **{"q:v": 6, "fps_mode": "passthrough", "f": "image2"}))


def film(picture_file: Path | None, sound_file: Path | None, *, name: str) -> list[str]:
    """Put finished segments into one plain MP4, without encoding anything again."""
    streams = [_open(Source(picture_file))["v:0"]] if picture_file else []
    streams += [_open(Source(sound_file))["a:0"]] if sound_file else []
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
