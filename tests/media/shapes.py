"""Sources of every shape that people upload, small and short; each is made by the encoder when a test asks for it."""

import struct
import subprocess
from collections.abc import Callable
from pathlib import Path

from media_pipeline.encoding.binary import ffmpeg
from tests.media import light
from tests.media.clips import encode

FAST = ("-c:v", "libx264", "-preset", "ultrafast", "-crf", "12")
PLAIN = (*FAST, "-pix_fmt", "yuv420p")


def picture(size: str, rate: str = "25", seconds: float = 2) -> tuple[str, ...]:
    return ("-f", "lavfi", "-t", str(seconds), "-i", f"testsrc2=s={size}:r={rate}")


def portrait(target: Path) -> Path:
    return encode(*picture("180x320"), *PLAIN, target=target / "portrait.mp4")


def rotated(target: Path) -> Path:
    """A phone held upright: 320 × 180 in the file, turned by a quarter when it is shown."""
    upright = encode(*picture("320x180"), *PLAIN, target=target / "upright.mp4")
    known = subprocess.run([ffmpeg(), "-hide_banner", "-h", "full"], capture_output=True, text=True, check=True).stdout
    if "-display_rotation" in known:
        return encode("-display_rotation", "90", "-i", str(upright), "-c", "copy", target=target / "rotated.mp4")
    return encode("-i", str(upright), "-c", "copy", "-metadata:s:v:0", "rotate=90", target=target / "rotated.mp4")


def anamorphic(target: Path) -> Path:
    return encode(*picture("240x192"), "-vf", "setsar=64/45", *PLAIN, target=target / "pal.mp4")


MOVING = "scroll=h=0.01"  # fast enough that the two halves of a picture do not fit together


def interlaced(target: Path) -> Path:
    words = ("-vf", f"{MOVING},interlace,setsar=1", "-flags", "+ildct+ilme", "-c:v", "mpeg2video", "-b:v", "4M")
    return encode(*picture("320x192", "50"), *words, target=target / "interlaced.mpg")


def progressive(target: Path) -> Path:
    """What `interlaced` would be in whole pictures."""
    words = ("-vf", f"{MOVING},select=not(mod(n\\,2)),setpts=N/25/TB,setsar=1", "-r", "25")
    return encode(*picture("320x192", "50"), *words, *PLAIN, target=target / "progressive.mp4")


def unsteady(target: Path) -> Path:
    """Every picture for a second, then every fifth for two, as a screen recorder writes."""
    words = ("-vf", "select='if(lt(t,1),1,not(mod(n,5)))'", "-fps_mode", "vfr")
    return encode(*picture("320x180", seconds=3), *words, *PLAIN, target=target / "vfr.mp4")


def fast_pictures(target: Path) -> Path:
    return encode(*picture("320x180", "60"), *PLAIN, target=target / "fps60.mp4")


def odd(target: Path) -> Path:
    """851 × 479 is what a window has; 4:4:4 and nearly square pixels besides."""
    words = ("-vf", "setsar=2560/2559", *FAST, "-pix_fmt", "yuv444p")
    return encode(*picture("321x181"), *words, target=target / "odd.mp4")


def tiny(target: Path) -> Path:
    return encode(*picture("64x48", "15"), *PLAIN, target=target / "tiny.mp4")


def one_frame(target: Path) -> Path:
    return encode(*picture("320x180", "5", 0.2), *PLAIN, target=target / "one_frame.mp4")


def pq(target: Path) -> Path:
    return _patches(target / "pq.mp4", light.pq, "smpte2084")


def hlg(target: Path) -> Path:
    return _patches(target / "hlg.mp4", light.hlg, "arib-std-b67")


def _patches(target: Path, signal: Callable[[light.Colour], light.Colour], transfer: str) -> Path:
    """`light.PATCHES` side by side, each 80 pixels wide, as 10 bits of BT.2020."""
    row = b"".join(struct.pack("<3H", *(round(65535 * value) for value in signal(patch))) * 80 for patch in light.PATCHES)
    raw = target.with_suffix(".raw")
    raw.write_bytes(row * 180 * 5)
    words = ("-f", "rawvideo", "-pix_fmt", "rgb48le", "-s", "320x180", "-r", "5", "-i", str(raw))
    tags = ("-color_primaries", "bt2020", "-color_trc", transfer, "-colorspace", "bt2020nc")
    scaled = ("-vf", "scale=out_color_matrix=bt2020:out_range=limited")
    return encode(*words, *scaled, *FAST, *tags, "-pix_fmt", "yuv420p10le", target=target)


def surround(target: Path) -> Path:
    """Six loud channels that would clip if they were only added."""
    tones = "|".join(f"0.9*sin(2*PI*{hertz}*t)" for hertz in (300, 300, 300, 50, 300, 300))
    sound = ("-f", "lavfi", "-t", "4", "-i", f"aevalsrc={tones}:c=5.1:s=48000")
    return encode(*picture("320x180"), *sound, *PLAIN, "-c:a", "ac3", "-b:a", "448k", target=target / "surround.mkv")


def mono(target: Path) -> Path:
    sound = ("-f", "lavfi", "-t", "4", "-i", "sine=440:r=22050,volume=-12dB")
    return encode(*picture("320x180", seconds=4), *sound, *PLAIN, "-c:a", "aac", "-ac", "1", target=target / "mono.mp4")


def silent(target: Path) -> Path:
    sound = ("-f", "lavfi", "-t", "2", "-i", "anullsrc=r=48000:cl=stereo")
    return encode(*picture("320x180"), *sound, *PLAIN, "-c:a", "aac", target=target / "silent.mp4")


def no_sound(target: Path) -> Path:
    return encode(*picture("320x180"), *PLAIN, target=target / "no_sound.mp4")


def only_sound(target: Path) -> Path:
    return encode("-f", "lavfi", "-t", "5", "-i", "sine=440", "-c:a", "aac", target=target / "only_sound.m4a")


def on_the_grid(target: Path) -> Path:
    """What we would have made ourselves: closed groups of 4 s, 8 bits, 4:2:0."""
    words = (
        *PLAIN,
        "-bf",
        "2",
        "-g",
        "100",
        "-keyint_min",
        "100",
        "-sc_threshold",
        "0",
        "-flags",
        "+cgop",
        "-profile:v",
        "high",
    )
    return encode(*picture("640x360", seconds=9), *words, "-crf", "42", target=target / "grid.mp4")


def open_groups(target: Path) -> Path:
    """Pictures before a keyframe need the group before it, as recorders and broadcasters write."""
    words = ("-c:v", "libx264", "-preset", "veryfast", "-crf", "42", "-bf", "2", "-pix_fmt", "yuv420p")
    groups = ("-x264-params", "open-gop=1:keyint=100:min-keyint=100:scenecut=0")
    return encode(*picture("640x360", seconds=9), *words, *groups, target=target / "open.mp4")


def fractional(target: Path) -> Path:
    return encode(*picture("320x180", "30000/1001", 13), *PLAIN, "-g", "250", target=target / "ntsc.mp4")
