from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.core.files import File
from pytest_django import Settings

from core.stopping import stop_requested
from media_pipeline.models import TranscodeJob, Video
from media_pipeline.services.run_job import run_job
from media_pipeline.services.video import create_video
from tests.media.clips import clip


@pytest.fixture(autouse=True)
def _own_folders(settings: Settings, tmp_path: Path, db: None) -> Iterator[None]:
    """Public and work folders of this test alone, and only two rungs: fewer seconds."""
    settings.MEDIA_LADDER = (360, 720)
    settings.MEDIA_ROOT = tmp_path / "public"
    settings.MEDIA_WORK_ROOT = tmp_path / "work"
    yield
    stop_requested.clear()


@pytest.fixture(scope="session")
def small_clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """6 s of 320 × 180 at 30 pictures a second, with a tone."""
    return clip(tmp_path_factory.mktemp("clips") / "small.mp4")


@pytest.fixture(scope="session")
def large_clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """5 s of 1280 × 720 at 15 pictures a second, with a tone."""
    return clip(tmp_path_factory.mktemp("clips") / "large.mp4", size="1280x720", rate="15", seconds=5)


Upload = Callable[[Path], Video]


@pytest.fixture
def upload() -> Upload:
    """Put a file into the pipeline as an editor does; nothing works on it yet."""

    def run(file: Path) -> Video:
        with file.open("rb") as opened:
            return create_video(file=File(opened, name=file.name), title=file.stem, language="ro")

    return run


def work(video: Video) -> TranscodeJob:
    """Let the worker have one look at the newest job of `video`; return the job as it stands then."""
    job = video.jobs.latest("pk")
    run_job(job_id=job.pk)
    video.refresh_from_db()
    return video.jobs.select_related("rendition_set").latest("pk")
