"""Every shape of upload comes out right: what is probed afterwards, and how alike it is to the source."""

import re
import subprocess
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import av
import pytest
from pytest_django import Settings

from media_pipeline import storage
from media_pipeline.encoding.attempt import Attempt
from media_pipeline.encoding.binary import ffmpeg
from media_pipeline.encoding.commands import Source
from media_pipeline.encoding.folder_ledger import FolderLedger
from media_pipeline.encoding.ladder import Rung
from media_pipeline.encoding.ledger import Quiet
from media_pipeline.encoding.remux import copy_of
from media_pipeline.encoding.transcode import Summary, transcode
from media_pipeline.packaging import playlist, timing
from media_pipeline.packaging.verify import IncompleteError
from tests.integration.media_pipeline.conftest import Upload, work
from tests.media import light, shapes

pytestmark = pytest.mark.ffmpeg
SIZES = (96, 180)


@cache
def made(shape: Callable[[Path], Path], sizes: tuple[int, ...] = SIZES) -> tuple[Path, Path, Summary, tuple[int, ...]]:
    """Encode a shape once: its source, its folder, what was said of it, the percentages as the work gave them."""
    folder = Path(mkdtemp(prefix="shape-"))
    source, percents = shape(folder), list[int]()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(FolderLedger, "beat", lambda _ledger, percent=None: percents.append(percent))
        summary = transcode(source, folder / "out", sizes=sizes, has_av1=False, tell=percents.append)
    return source, folder / "out", summary, tuple(percent for percent in percents if percent is not None)


def rungs(summary: Summary) -> list[tuple[str, int, int]]:
    return [(rung.name, rung.width, rung.height) for rung in summary.rungs]


def likeness(source: Path, film: Path, size: str, rate: str) -> float:
    """Return the SSIM of a film with its source scaled to the same size and rate."""
    wanted = f"fps={rate}:start_time=0,scale={size}:flags=lanczos,setsar=1,format=yuv420p"
    graph = f"[0:v]{wanted}[a];[1:v]fps={rate},setsar=1[b];[a][b]ssim"
    words = [ffmpeg(), "-hide_banner", "-nostdin", "-i", str(source), "-i", str(film), "-lavfi", graph, "-f", "null", "-"]
    said = subprocess.run(words, capture_output=True, text=True, check=True).stderr
    return float(re.findall(r"All:([0-9.]+)", said)[-1])


@pytest.mark.parametrize(
    ("shape", "expected", "size", "rate"),
    [
        (shapes.portrait, [("96p", 96, 170), ("180p", 180, 320)], "180:320", "25"),
        (shapes.rotated, [("96p", 96, 170), ("180p", 180, 320)], "180:320", "25"),
        (shapes.anamorphic, [("96p", 170, 96), ("180p", 320, 180)], "320:180", "25"),
        (shapes.unsteady, [("96p", 170, 96), ("180p", 320, 180)], "320:180", "25"),
        (shapes.fast_pictures, [("96p", 170, 96), ("180p", 320, 180)], "320:180", "30"),
        (shapes.odd, [("96p", 170, 96), ("180p", 320, 180)], "320:180", "25"),
        (shapes.tiny, [("48p", 64, 48)], "64:48", "15"),
        (shapes.one_frame, [("96p", 170, 96), ("180p", 320, 180)], "320:180", "5"),
        (shapes.no_sound, [("96p", 170, 96), ("180p", 320, 180)], "320:180", "25"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_size_rate_and_likeness(
    shape: Callable[[Path], Path], expected: list[tuple[str, int, int]], size: str, rate: str
) -> None:
    source, folder, summary, percents = made(shape)
    assert (rungs(summary), summary.warning) == (expected, "")
    *lower, (top, width, height) = expected
    names = [f"video-{name}.mp4" for name, _width, _height in expected]
    plain = folder / names[-1]
    films = {joined(folder / name): f"{width}:{height}" for name, width, height in lower}
    for path, its_size in (films | {plain: size, joined(folder / top): f"{width}:{height}"}).items():
        with av.open(str(path)) as film:
            stream = film.streams.video[0]
            assert (f"{stream.width}:{stream.height}", stream.pix_fmt) == (its_size, "yuv420p")
            assert len({frame.duration for frame in film.decode(stream)}) == 1
    for path, its_size in (films | {plain: size}).items():
        assert likeness(source, path, its_size, rate) > 0.93
    assert list(percents) == sorted(percents), "it never goes back"
    assert percents[-1] == 100
    assert percents[0] < 50 or shape is shapes.one_frame, "a picture is done before it can be told how far it is"
    assert sorted(file.name for file in folder.iterdir() if file.suffix != ".m4s" and file.is_file()) == [
        "master.m3u8", "poster.webp", "storyboard-001.jpg", "storyboard.vtt", *sorted(names),
    ]  # fmt: skip


def test_an_interlaced_film_has_whole_pictures_at_its_own_rate() -> None:
    """Halves of two moments in one picture would be 0.84 alike to the film before it was interlaced; whole ones are 0.95."""
    source, folder, summary, _percents = made(shapes.interlaced)
    assert rungs(summary) == [("96p", 160, 96), ("180p", 300, 180)]
    assert likeness(shapes.progressive(source.parent), folder / "video-180p.mp4", "300:180", "25") > 0.93
    with av.open(str(folder / "video-180p.mp4")) as film:
        assert film.streams.video[0].average_rate == 25
    assert summary.seconds == pytest.approx(2, abs=0.1)


@pytest.mark.parametrize("shape", [shapes.pq, shapes.hlg], ids=lambda shape: shape.__name__)
def test_a_high_dynamic_range_is_brought_down(shape: Callable[[Path], Path]) -> None:
    """Greys, a red and a green come out as `tests.media.light` reckons from the standards."""
    _source, folder, _summary, _percents = made(shape)
    with av.open(str(folder / "video-180p.mp4")) as film:
        stream = film.streams.video[0]
        frame = next(film.decode(stream))
        picture = frame.reformat(format="rgb24", src_colorspace="ITU709", dst_colorspace="ITU709").to_ndarray()
    assert (stream.pix_fmt, int(stream.codec_context.color_trc), int(stream.codec_context.colorspace)) == ("yuv420p", 1, 1)
    for number, patch in enumerate(light.PATCHES):
        assert picture[90, 40 + 80 * number].tolist() == pytest.approx(light.shown(patch), abs=10), patch


def sound_of(folder: Path) -> tuple[int, int, float, float]:
    """Return channels, rate, loudness and the highest peak in dB of the plain film."""
    words = [
        ffmpeg(),
        "-hide_banner",
        "-nostdin",
        "-i",
        str(folder / "video-180p.mp4"),
        "-af",
        "ebur128=peak=true",
        "-f",
        "null",
        "-",
    ]
    said = subprocess.run(words, capture_output=True, text=True, check=True).stderr
    with av.open(str(folder / "video-180p.mp4")) as film:
        stream = film.streams.audio[0]
        shape = (stream.codec_context.channels, stream.codec_context.sample_rate)
    summary = said.rsplit("Summary:", 1)[1]
    loudness, peak = (float(re.findall(pattern, summary)[-1]) for pattern in (r"I:\s+(\S+) LUFS", r"Peak:\s+(\S+)"))
    return (*shape, loudness, peak)


@pytest.mark.parametrize("shape", [shapes.surround, shapes.mono], ids=lambda shape: shape.__name__)
def test_sound_becomes_stereo_as_loud_as_any_other_without_clipping(shape: Callable[[Path], Path]) -> None:
    channels, rate, loudness, peak = sound_of(made(shape)[1])
    assert (channels, rate) == (2, 48000)
    assert loudness == pytest.approx(-16, abs=1)
    assert peak <= -1


def test_silence_stays_silent() -> None:
    assert sound_of(made(shapes.silent)[1])[2] <= -69


def test_sound_without_a_picture_is_published_as_sound() -> None:
    _source, folder, summary, _percents = made(shapes.only_sound)
    assert rungs(summary) == [("sound", 0, 0)]
    assert summary.seconds == pytest.approx(5, abs=0.1)
    assert sorted(file.name for file in folder.iterdir()) == ["master.m3u8", "sound", "video-sound.mp4"]
    found = playlist.read(folder / "sound" / "index.m3u8")
    assert (folder / "master.m3u8").read_text().splitlines()[3:] == [
        f'#EXT-X-STREAM-INF:BANDWIDTH={found.bandwidth},AVERAGE-BANDWIDTH={found.average_bandwidth},CODECS="mp4a.40.2"',
        "sound/index.m3u8",
    ]


def boundaries(folder: Path, name: str) -> list[int]:
    found = playlist.read(folder / name / "index.m3u8")
    return [timing.read(folder / name / segment.name).start for segment in found.segments]


def joined(folder: Path) -> Path:
    """Put a rung into one file."""
    found = playlist.read(folder / "index.m3u8")
    target = folder / "joined.mp4"
    target.write_bytes(found.init.read_bytes() + b"".join((found.folder / one.name).read_bytes() for one in found.segments))
    return target


GRID = (180, 360)


def test_a_picture_that_is_what_we_would_make_is_only_cut() -> None:
    source, folder, summary, _percents = made(shapes.on_the_grid, GRID)
    assert rungs(summary) == [("180p", 320, 180), ("360p", 640, 360)]
    assert boundaries(folder, "360p") == boundaries(folder, "180p")
    assert likeness(source, joined(folder / "360p"), "640:360", "25") == 1.0
    assert likeness(source, folder / "video-360p.mp4", "640:360", "25") == 1.0


def test_a_picture_with_open_groups_is_encoded() -> None:
    source, folder, _summary, _percents = made(shapes.open_groups, GRID)
    found = playlist.read(folder / "360p" / "index.m3u8")
    assert all(timing.read(found.folder / segment.name).is_closed for segment in found.segments)
    assert likeness(source, folder / "video-360p.mp4", "640:360", "25") < 1.0


@pytest.mark.parametrize(
    ("shape", "cap", "reason"),
    [
        (shapes.long_groups, 700_000, "3 and 1 segments."),
        (shapes.off_the_grid, 700_000, "00000.m4s lasts 4.0 s and 4.4 s."),
        (shapes.on_the_grid, 10_000, "360p is busier than it may be."),
    ],
    ids=["long groups", "off the grid", "above the cap"],
)
def test_a_picture_that_does_not_fit_beside_ours_is_not_cut(
    shape: Callable[[Path], Path], cap: int, reason: str, tmp_path: Path
) -> None:
    first = playlist.read(made(shapes.on_the_grid, GRID)[1] / "180p" / "index.m3u8")
    attempt = Attempt(Quiet(), tmp_path, first.seconds, {"others": 1.0})
    with pytest.raises(IncompleteError) as caught:
        copy_of(attempt, Source(shape(tmp_path)), Rung("360p", 640, 360, cap), first)
    assert str(caught.value) == reason


@pytest.mark.django_db
def test_the_top_rung_in_av1_stands_beside_the_same_in_h264(tmp_path: Path, upload: Upload, settings: Settings) -> None:
    """Where the operator asked for it; half the bytes is what it is for; of pictures as small as these it takes 0.72."""
    settings.AV1, settings.MEDIA_LADDER = True, SIZES
    source = shapes.portrait(tmp_path)
    job = work(upload(source))
    folder = storage.public_folder(job.rendition_set)
    *_sound, low, high, av1 = job.rendition_set.renditions.order_by("pk")
    assert [(one.name, one.width, one.height) for one in (low, high, av1)] == [
        ("96p", 96, 170), ("180p", 180, 320), ("180p-av1", 180, 320),
    ]  # fmt: skip
    assert av1.codecs == "av01.0.00M.08"
    assert boundaries(folder, "180p-av1") == boundaries(folder, "180p")
    film = joined(folder / "180p-av1")
    with av.open(str(film)) as opened:
        assert len(list(opened.decode(opened.streams.video[0]))) == 50
    assert likeness(source, film, "180:320", "25") > 0.93
    assert av1.bytes < 0.8 * high.bytes
