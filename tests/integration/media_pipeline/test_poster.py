"""The editor chooses the moment that stands for a video."""

from pathlib import Path

import pytest
from PIL import Image
from pytest_django import DjangoCaptureOnCommitCallbacks

from media_pipeline import storage
from media_pipeline.models import Video
from media_pipeline.services.poster import PosterError, choose_poster
from tests.factories.media import make_job
from tests.integration.media_pipeline.conftest import Upload, work
from tests.media.clips import PACKED, encode

pytestmark = [pytest.mark.ffmpeg, pytest.mark.django_db]


@pytest.fixture
def film(upload: Upload, tmp_path: Path) -> Video:
    """A second of red, then two of blue."""
    parts = [
        ("-f", "lavfi", "-t", length, "-i", f"color={name}:s=160x90:r=25") for name, length in (("red", "1"), ("blue", "2"))
    ]
    joined = ("-filter_complex", "[0:v][1:v]concat=n=2", "-g", "10")
    video = upload(encode(*parts[0], *parts[1], *joined, *PACKED, target=tmp_path / "colours.mp4"))
    assert work(video).error == ""
    return video


def colour(video: Video) -> str:
    rendition_set = video.rendition_sets.latest("version")
    with Image.open(storage.public_folder(rendition_set) / rendition_set.poster) as poster:
        average = poster.convert("RGB").resize((1, 1)).tobytes()
    return "red" if average[0] > average[2] else "blue"


def posters(video: Video) -> list[str]:
    folder = storage.public_folder(video.rendition_sets.latest("version"))
    return sorted(file.name for file in folder.glob("poster*"))


def test_the_picture_at_the_chosen_second(
    film: Video, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        choose_poster(video=film, second=0.2)
    film.refresh_from_db()
    assert (colour(film), posters(film), film.poster_second) == ("red", ["poster-200.webp"], 0.2)

    Path(film.file.path).unlink()  # the original is gone by now: ours does as well
    with django_capture_on_commit_callbacks(execute=True):
        choose_poster(video=film, second=2)
    assert (colour(film), posters(film)) == ("blue", ["poster-2000.webp"])

    with django_capture_on_commit_callbacks(execute=True):
        choose_poster(video=film, second=None)
    film.refresh_from_db()
    assert (posters(film), film.poster_second) == (["poster.webp"], None)


@pytest.mark.parametrize("second", [-1, 3.5, 1e9])
def test_a_moment_outside_the_video(second: float, film: Video) -> None:
    with pytest.raises(PosterError, match=r"^The video lasts 3 seconds\.$"):
        choose_poster(video=film, second=second)
    assert posters(film) == ["poster.webp"]


def test_a_video_that_does_not_play_yet() -> None:
    with pytest.raises(PosterError, match=r"^This video has no picture that plays yet\.$"):
        choose_poster(video=make_job().video, second=1)
