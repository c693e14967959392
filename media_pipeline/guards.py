"""What every look into an upload carries: which protocols, containers and picture sizes are opened at all.

The protocol list alone does not stop a playlist dressed as a film from naming somebody else's file; the list of
containers does. `MAX_PIXELS` stops a picture that would take gigabytes of memory to decode.
"""

from pathlib import Path

FORMATS = (
    "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,flv,mpegts,mpeg,mpegvideo,asf,ogg,wav,mp3,flac,aac"  # one word for each demuxer
)
MAX_PIXELS = 8192 * 4320
OPTIONS: dict[str, str] = {"protocol_whitelist": "file", "format_whitelist": FORMATS, "max_pixels": str(MAX_PIXELS)}


def address(path: Path) -> str:
    """Name a file so that ffmpeg reads neither a protocol nor a pattern into its name."""
    return f"file:{path}"


def demuxer(found: str) -> str:
    """Return the name to force with `-f` for the container that the probe found: `mov,mp4,…` → `mov`."""
    return found.split(",", maxsplit=1)[0]
