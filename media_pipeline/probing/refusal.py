"""Why an upload is refused, in a sentence for the person who uploaded it; it names the limit."""

import math
from collections.abc import Callable, Iterator

from django.conf import settings
from django.utils.translation import gettext as _

from core.clock import clock
from media_pipeline.probing.media_info import MediaInfo

VIDEO_CODECS = frozenset(
    [
        "h264",
        "hevc",
        "vp8",
        "vp9",
        "av1",
        "mpeg1video",
        "mpeg2video",
        "mpeg4",
        "msmpeg4v1",
        "msmpeg4v2",
        "msmpeg4v3",
        "wmv1",
        "wmv2",
        "wmv3",
        "vc1",
        "theora",
        "prores",
        "dnxhd",
        "mjpeg",
        "h263",
        "flv1",
        "ffv1",
        "qtrle",
        "dvvideo",
    ]
)
AUDIO_CODECS = frozenset(
    [
        "aac",
        "mp3",
        "mp2",
        "ac3",
        "eac3",
        "opus",
        "vorbis",
        "flac",
        "alac",
        "wmav1",
        "wmav2",
        "amrnb",
        "amrwb",
        "amr_nb",
        "amr_wb",
        "dts",
        "pcm_s16le",
        "pcm_s16be",
        "pcm_s24le",
        "pcm_s24be",
        "pcm_s32le",
        "pcm_f32le",
        "pcm_u8",
        "pcm_mulaw",
        "pcm_alaw",
    ]
)


class RefusedError(Exception):
    """The file cannot become a video; the message is for the editor. Trying again would end the same."""


def unreadable() -> RefusedError:
    return RefusedError(
        _("This file cannot be read as a video. Please upload an MP4, MOV, MKV, WebM or MPEG file that plays for you.")
    )


def _streams(info: MediaInfo) -> str | None:
    if info.streams <= settings.MEDIA_MAX_STREAMS:
        return None
    return _("This file holds %(found)d tracks of picture, sound and text; at most %(limit)d are accepted.") % {
        "found": info.streams,
        "limit": settings.MEDIA_MAX_STREAMS,
    }


def _picture(info: MediaInfo) -> str | None:
    if info.has_video or info.has_audio:
        return None
    return _("This file has neither picture nor sound.")


def _codec(info: MediaInfo) -> str | None:
    if info.has_video and info.video_codec not in VIDEO_CODECS:
        return _("The picture is stored as “%(codec)s”, which is not accepted; H.264 always is.") % {"codec": info.video_codec}
    if info.has_audio and info.audio_codec not in AUDIO_CODECS:
        return _("The sound is stored as “%(codec)s”, which is not accepted; AAC always is.") % {"codec": info.audio_codec}
    return None


def _size(info: MediaInfo) -> str | None:
    long, short = settings.MEDIA_MAX_SIZE
    if max(info.coded_width, info.coded_height) <= long and info.coded_width * info.coded_height <= long * short:
        return None
    return _("The picture is %(width)d × %(height)d pixels; at most %(long)d × %(short)d are accepted.") % {
        "width": info.coded_width,
        "height": info.coded_height,
        "long": long,
        "short": short,
    }


def _frame_rate(info: MediaInfo) -> str | None:
    rate = info.frame_rate or info.top_frame_rate
    if rate <= settings.MEDIA_MAX_FRAME_RATE:
        return None
    return _("The picture changes %(rate)d times a second; at most %(limit)d are accepted.") % {
        "rate": round(rate),
        "limit": settings.MEDIA_MAX_FRAME_RATE,
    }


def _length(info: MediaInfo) -> str | None:
    if info.duration <= 0:
        return _("This file is empty: it holds no moment of video.")
    if info.duration <= settings.MEDIA_MAX_SECONDS:
        return None
    return _("This video lasts %(length)s; at most %(limit)s is accepted.") % {
        "length": clock(math.ceil(info.duration)),  # rounded up: never the same as the limit
        "limit": clock(settings.MEDIA_MAX_SECONDS),
    }


def _decodes(info: MediaInfo) -> str | None:
    return None if info.decodes or not info.has_video else str(unreadable())


RULES: tuple[Callable[[MediaInfo], str | None], ...] = (
    _streams, _picture, _codec, _size, _frame_rate, _length, _decodes,
)  # fmt: skip


def _reasons(info: MediaInfo) -> Iterator[str]:
    return (reason for rule in RULES if (reason := rule(info)))


def check(info: MediaInfo) -> None:
    """Raise RefusedError with the first limit that `info` breaks."""
    reason = next(_reasons(info), None)
    if reason:
        raise RefusedError(reason)
