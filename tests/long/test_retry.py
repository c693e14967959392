"""Two editors press the same button in the same moment; needs a database that two connections can write to."""

import threading

import pytest
from django.db import connection

from media_pipeline.enums import JobState
from media_pipeline.models import TranscodeJob, Video
from media_pipeline.services.transcode_job import retry_transcode
from tests.factories.media import make_job


@pytest.mark.skipif(connection.vendor != "postgresql", reason="the suite's SQLite lies in memory: one connection at a time")
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_editors_press_retry_at_the_same_moment() -> None:
    video = make_job(state=JobState.FAILED).video
    both = threading.Barrier(2)
    results: list[TranscodeJob | Exception | None] = []

    def press() -> None:
        both.wait()
        try:
            results.append(retry_transcode(video=Video.objects.get(pk=video.pk)))
        except Exception as error:  # whatever it is, the test shows it
            results.append(error)
        finally:
            connection.close()

    pressed = [threading.Thread(target=press) for _ in range(2)]
    for thread in pressed:
        thread.start()
    for thread in pressed:
        thread.join(timeout=60)
    made = [one for one in results if one is not None]
    assert [type(one).__name__ for one in made] == ["TranscodeJob"]
    assert (len(results), video.jobs.count()) == (2, 2)
