"""Looks into one file, as a process of its own: `python -I child.py FILE OPTIONS` prints one line of JSON.

It stands alone (no Django, nothing of ours), because the file may be hostile: whatever happens here, the worker lives.
"""

import json
import sys
from fractions import Fraction
from typing import Any

import av
from av.container import InputContainer
from av.video.frame import VideoFrame
from av.video.stream import VideoStream


def picture(container: InputContainer) -> VideoStream | None:
    """Return the first moving picture; a cover image inside a sound file is none."""
    return next((s for s in container.streams.video if not s.disposition & av.stream.Disposition.attached_pic), None)


def rate(value: Fraction | None) -> str:
    return str(value) if value else "0"


def last_second(container: InputContainer, stream: Any) -> float:
    """Read the packets to the end, for containers that do not say how long they are."""
    ends = (float((p.pts + (p.duration or 0)) * stream.time_base) for p in container.demux(stream) if p.pts is not None)
    return max(ends, default=0.0)


def tagged_seconds(stream: Any) -> float:
    """Read the length that Matroska notes beside a stream: `00:01:02.345000000`."""
    words = stream.metadata.get("DURATION", "").split(":")
    try:
        hours, minutes, rest = (float(word) for word in words)
    except ValueError:
        return 0.0
    return hours * 3600 + minutes * 60 + rest


def seconds(container: InputContainer, stream: Any) -> float:
    if stream is not None and stream.duration and stream.time_base:
        return float(stream.duration * stream.time_base)
    if stream is not None and (tagged := tagged_seconds(stream)):
        return tagged
    return container.duration / av.time_base if container.duration else 0.0


def first_frame(container: InputContainer, stream: VideoStream, max_pixels: int) -> VideoFrame | None:
    if stream.width * stream.height > max_pixels:
        return None
    try:
        return next(container.decode(stream), None)
    except av.FFmpegError:
        return None


def shape(stream: VideoStream, frame: VideoFrame | None) -> dict[str, Any]:
    """Return the size as displayed: stretched to square pixels, then turned."""
    ratio = stream.sample_aspect_ratio or Fraction(1)
    width, height = round(stream.width * ratio), stream.height
    rotation = frame.rotation if frame is not None else 0
    if rotation % 180:
        width, height = height, width
    sizes = {"coded_width": stream.width, "coded_height": stream.height, "width": width, "height": height}
    return sizes | {"rotation": rotation, "is_square": ratio == 1}


def coding(stream: VideoStream) -> dict[str, Any]:
    """Return how the picture is stored; colours as numbers of ITU-T H.273."""
    context = stream.codec_context
    return {
        "video_codec": context.codec.canonical_name,
        "pixel_format": context.pix_fmt or "",
        "profile": str(context.profile or ""),
        "transfer": int(context.color_trc),
        "matrix": int(context.colorspace),
    }


def look(path: str, options: dict[str, str]) -> dict[str, Any]:
    with av.open(path, container_options=options, metadata_errors="replace") as container:
        video, audio = picture(container), next(iter(container.streams.audio), None)
        report: dict[str, Any] = {
            "container": container.format.name,
            "streams": len(container.streams),
            "duration": seconds(container, video or audio),
            "frame_rate": "0",
            "top_frame_rate": "0",
        }
        if audio is not None:
            report |= {"audio_codec": audio.codec_context.codec.canonical_name, "channels": audio.codec_context.channels}
        if video is not None:
            frame = first_frame(container, video, int(options["max_pixels"]))
            report |= (
                shape(video, frame)
                | coding(video)
                | {
                    "frame_rate": rate(video.average_rate or video.guessed_rate),
                    "top_frame_rate": rate(video.base_rate),
                    "is_interlaced": bool(frame and frame.interlaced_frame),
                    "decodes": frame is not None,
                }
            )
        if not report["duration"]:
            report["duration"] = last_second(container, video or audio)
        return report


if __name__ == "__main__":
    try:
        print(json.dumps(look(sys.argv[1], json.loads(sys.argv[2]))))
    except (av.FFmpegError, ValueError, IndexError) as error:
        print(json.dumps({"unreadable": str(error)}))
