"""What a worker, or an operator who cancels, cuts off in the middle never passes for a whole film."""

import signal

import pytest

from media_pipeline.enums import JobState
from tests.integration.media_pipeline.test_kill import SECONDS, is_under_way
from tests.integration.media_pipeline.test_kill import _small as _small
from tests.integration.media_pipeline.test_kill import film as film
from tests.integration.media_pipeline.test_kill import uploaded as uploaded
from tests.integration.media_pipeline.test_kill import waiting as waiting
from tests.media import killing
from tests.media.installation import Installation, until

pytestmark = [pytest.mark.long, pytest.mark.ffmpeg]


def freeze(installation: Installation) -> list[int]:
    killing.send(signal.SIGSTOP, killing.encoders(installation))
    return killing.encoders(installation)


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)  # what waits is copied with its database
def test_what_a_stop_cuts_off_never_counts_as_complete(waiting: Installation) -> None:
    """An encoder that is told to end writes the end mark of a playlist: it looks like a whole film."""
    installation = waiting
    [(job,)] = installation.rows("SELECT id FROM media_pipeline_transcodejob")
    worker = installation.worker()
    until(lambda: is_under_way(installation) and freeze(installation), why="an encoder was caught at work")
    worker.send_signal(signal.SIGTERM)
    killing.send(signal.SIGCONT, killing.encoders(installation))
    installation.stop()
    assert installation.rows("SELECT state, attempts FROM media_pipeline_transcodejob") == [(JobState.QUEUED, 0)]
    assert_whole(installation)

    installation.worker()
    until(lambda: is_under_way(installation), why="the encoder works again")
    until(lambda: freeze(installation), why="an encoder was caught")  # it must not be done before the cancelling is
    installation.desk("cancel", str(job))
    killing.send(signal.SIGCONT, killing.encoders(installation))
    until(lambda: installation.states() == [JobState.CANCELLED], why="the job was cancelled")
    installation.stop()
    assert_whole(installation)
    rungs = {name for (name,) in installation.rows("SELECT name FROM media_pipeline_rendition")}
    assert rungs in (set(), {"180p", "sound"}), "only what was verified before"
    assert {folder.name for folder in (installation.data / "public").glob("*/*/*/*") if folder.is_dir()} == rungs
    assert list((installation.data / "work").glob("job-*")) == []
    assert killing.encoders(installation) == []


def assert_whole(installation: Installation) -> None:
    """What counts as a whole film lasts as long as one; the sound at least was finished."""
    found = killing.lengths(installation)
    assert found == pytest.approx([SECONDS] * len(found), abs=0.1)
    assert found
