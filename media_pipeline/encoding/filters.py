"""What happens to picture and sound before they are encoded; every function takes a stream of ffmpeg-python and returns one."""

from fractions import Fraction
from typing import Any

from django.conf import settings

from media_pipeline.encoding.ladder import Plan, Rung
from media_pipeline.encoding.loudness import Loudness

# Numbers of zscale for a source of high dynamic range: BT.2020 colours, limited range, 100 cd/m² as white. Its quick way to
# linear light treats each colour by itself, which makes saturated colours of HLG too strong: the exact one is taken.
HDR_SOURCE = {"pin": "2020", "min": "2020_ncl", "rin": "limited", "agamma": 0}
HD_FROM = 720  # what is smaller and says nothing of its colours is taken as SD (BT.601), as players do


def rate(value: Fraction) -> str:
    return f"{value.numerator}/{value.denominator}"


def steady(stream: Any, plan: Plan, *, start: Fraction) -> Any:
    """Make whole pictures at a constant rate, the first one at `start` seconds of the stream and at 0 of the result."""
    if plan.is_interlaced:
        stream = stream.filter("bwdif", mode="send_frame", deint="interlaced")
    stream = stream.filter("fps", fps=rate(plan.rate), start_time=seconds(start))
    return stream.filter("setpts", "PTS-STARTPTS") if start else stream


def seconds(value: Fraction) -> str:
    """Write a time as ffmpeg takes it, to the microsecond."""
    return f"{float(value):.6f}".rstrip("0").rstrip(".") or "0"


def colours(stream: Any, plan: Plan) -> Any:
    """Bring a high dynamic range down, and name the colours of a source that does not: its rungs are shown alike."""
    top = max(plan.rungs, key=lambda rung: rung.pixels)
    if plan.hdr:
        stream = stream.filter("scale", top.width, top.height, flags=settings.MEDIA_SCALER)
        stream = stream.filter("zscale", tin=plan.hdr, **HDR_SOURCE, t="linear", npl=100).filter("format", "gbrpf32le")
        stream = stream.filter("zscale", p="709").filter("tonemap", tonemap="hable", desat=0)
        return stream.filter("zscale", t="709", m="709", p="709", r="limited").filter("format", "yuv420p")
    if plan.is_untagged:
        space = "bt709" if min(top.width, top.height) >= HD_FROM else "smpte170m"
        return stream.filter("setparams", colorspace=space, color_primaries=space, color_trc=space)
    return stream


def scaled(stream: Any, rung: Rung) -> Any:
    return stream.filter("scale", rung.width, rung.height, flags=settings.MEDIA_SCALER).filter("setsar", 1)


def stereo(stream: Any) -> Any:
    """Mix down to two channels without clipping, at 48 kHz; silence where the track has gaps, beginning with the picture."""
    options = {"async": 1, "first_pts": 0, "rematrix_maxval": 1}
    return stream.filter("aresample", 48000, **options).filter("aformat", channel_layouts="stereo")


def loud(stream: Any, measured: Loudness | None) -> Any:
    """Bring speech to one loudness. Without a measurement (silence) the sound stays as it is."""
    if measured is None:
        return stream
    return stream.filter("loudnorm", **measured.options()).filter("aresample", 48000)
