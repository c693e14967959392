"""Every hostile, broken and odd sample at once to a worker as an operator starts it: the queue drains."""

from pathlib import Path

import pytest

from media_pipeline.enums import JobState
from tests.integration.media_pipeline.test_hostile import PUBLISHED, REFUSED
from tests.media.installation import Installation, until

pytestmark = [pytest.mark.long, pytest.mark.ffmpeg]


def test_the_queue_drains(installation: Installation, samples: Path) -> None:
    installation.settings["TEST_LADDER"] = "144"
    names = [*REFUSED, *PUBLISHED, "no_audio.mp4"]
    installation.desk("upload", *(str(samples / name) for name in names))
    installation.worker()
    final = {JobState.DONE.value, JobState.FAILED.value}
    until(lambda: set(installation.states()) <= final, why="every job ended", patience=900)
    assert installation.states() == [JobState.FAILED.value] * len(REFUSED) + [JobState.DONE.value] * (len(PUBLISHED) + 1)
    installation.stop()
    assert installation.processes() == []
