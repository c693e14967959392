"""Two editors press the same button in the same moment, on both databases."""

from pathlib import Path

import pytest

from tests.media.installation import Installation

pytestmark = pytest.mark.long
ROUNDS = 20


def test_two_editors_press_retry_at_the_same_moment(installation: Installation, tmp_path: Path) -> None:
    """Again and again: one of them begins a job, the other one is told that there is one."""
    (tmp_path / "film.mp4").write_bytes(b"nobody works on it")
    installation.desk("upload", str(tmp_path / "film.mp4"))
    assert installation.desk("retry-twice", str(ROUNDS)) == [["None", "TranscodeJob"]] * ROUNDS
    assert installation.states() == ["failed"] * ROUNDS + ["queued"]
