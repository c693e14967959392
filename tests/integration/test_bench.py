"""The bench itself works: a round of seconds, every contender, every figure. Its bars mean nothing on clips this short."""

from pathlib import Path

import pytest

from bench.clips import clips
from bench.quality import vmaf
from bench.row import Figure
from bench.transcode import measure
from tests.media.clips import encode

pytestmark = pytest.mark.ffmpeg


def test_a_round_of_seconds(samples: object, tmp_path: Path) -> None:
    row = measure(count=1, seconds=1, sizes=(360,), folder=tmp_path)
    assert [(one["clip"], one["contender"]) for one in row.raw] == [
        (clip, contender) for clip in ("lecture", "film") for contender in ("mediacms", "trellis", "single")
    ]
    assert [figure.name for figure in row.figures if figure.name.startswith("film")] == [
        "film: MediaCMS's CPU by ours",
        "film: our CPU by a single process",
        "film: our bytes by MediaCMS's",
        "film: watchable after, of the whole",
        "film: VMAF 360p, ours above theirs",
    ]
    assert all(one["cpu"] > 0 and one["bytes"] > 10_000 for one in row.raw)
    assert all(abs(figure.value) < 5 for figure in row.figures if "VMAF" in figure.name), "another picture was compared"
    assert measure(count=1, seconds=1, sizes=(360,), folder=tmp_path) == row, "what was measured is not measured again"


def test_each_picture_is_compared_with_itself(samples: object, tmp_path: Path) -> None:
    _lecture, film = clips(2)
    like = ("-c:v", "libx264", "-preset", "ultrafast", "-crf", "4", "-an")
    late = encode(
        "-i", str(film.path), "-vf", "tpad=start=1:start_mode=clone,trim=end_frame=50", *like, target=tmp_path / "a.mp4"
    )
    short = encode("-i", str(film.path), "-vf", "trim=start_frame=1,setpts=PTS-STARTPTS", *like, target=tmp_path / "b.mp4")
    itself = vmaf(film.path, film, tmp_path)
    assert itself > 97
    assert vmaf(late, film, tmp_path) < itself - 10, "each is one picture late"
    with pytest.raises(ValueError, match=r"has 49 pictures, .* has 50\.$"):
        vmaf(short, film, tmp_path)


@pytest.mark.parametrize(("value", "verdict"), [(1.29, "missed"), (1.3, "met")])
def test_a_bar_is_met_or_missed(value: float, verdict: str) -> None:
    assert Figure("CPU", "s", 1, value, value, at_least=1.3).verdict == verdict
