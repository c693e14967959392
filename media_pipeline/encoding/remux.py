"""The top rung without encoding: an upload whose picture is already what we would make is only cut into segments."""

from media_pipeline.encoding import commands
from media_pipeline.encoding.attempt import Attempt
from media_pipeline.encoding.commands import Source
from media_pipeline.encoding.ladder import TOP_RATE, Plan, Rung
from media_pipeline.encoding.stage import listed
from media_pipeline.packaging import timing, verify
from media_pipeline.packaging.playlist import MediaPlaylist
from media_pipeline.probing.media_info import MediaInfo

PROFILES = frozenset({"Constrained Baseline", "Baseline", "Main", "High"})


def may_copy(info: MediaInfo, plan: Plan, rung: Rung, *, size: int) -> bool:
    """Whether a picture can be tried as it is: H.264, 8-bit 4:2:0, upright, square, steady, of the rung's own size and rate.

    `size` is that of the file in bytes: its average must stay under the rung's cap.
    """
    is_plain = not info.is_interlaced and not info.rotation and info.is_square and info.is_steady and not plan.hdr
    is_sized = (info.coded_width, info.coded_height) == (rung.width, rung.height) and rung.codec == "h264"
    is_coded = info.video_codec == "h264" and info.pixel_format == "yuv420p" and info.profile in PROFILES
    is_slow = info.frame_rate <= TOP_RATE and info.frame_rate == plan.rate
    return is_plain and is_sized and is_coded and is_slow and info.duration > 0 and 8 * size / info.duration <= rung.cap


def copy_of(attempt: Attempt, source: Source, rung: Rung, first: MediaPlaylist) -> MediaPlaylist:
    """Cut the picture of `source` and return it. Raises IncompleteError unless it fits beside the encoded rung `first`.

    What counts is the result, read from its boxes: the same boundaries, closed groups, no busier than the rung may be.
    """
    folder = attempt.folder / rung.name
    folder.mkdir()
    attempt.run(commands.copied(source), cwd=folder, part="others", share=lambda progress: 0.0)
    found = listed(folder, attempt.pulse)
    verify.aligned(first, found)
    if any(not timing.read(folder / segment.name).is_closed for segment in found.segments):
        raise verify.IncompleteError(f"{rung.name} shows pictures that need the segment before.")
    if found.bandwidth > rung.cap * 3 // 2 or found.average_bandwidth > rung.cap:
        raise verify.IncompleteError(f"{rung.name} is busier than it may be.")
    attempt.try_last(found)
    return found
