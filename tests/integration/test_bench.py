"""The bench itself works: a round of seconds, every contender, every figure. Its bars mean nothing on clips this short."""

import pytest

from bench.row import Figure
from bench.transcode import measure

pytestmark = pytest.mark.ffmpeg


def test_a_round_of_seconds(samples: object) -> None:
    row = measure(count=1, seconds=2, sizes=(360,))
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


@pytest.mark.parametrize(("value", "verdict"), [(1.29, "missed"), (1.3, "met")])
def test_a_bar_is_met_or_missed(value: float, verdict: str) -> None:
    assert Figure("CPU", "s", 1, value, value, at_least=1.3).verdict == verdict
