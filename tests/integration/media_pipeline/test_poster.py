"""The editor chooses the moment that stands for a video."""

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from PIL import Image
from pytest_django import DjangoCaptureOnCommitCallbacks

from accounts.models import User
from media_pipeline import storage
from media_pipeline.models import Video
from media_pipeline.services.poster import PosterError, choose_poster
from tests.factories.media import make_job
from tests.integration.media_pipeline.conftest import Upload, work
from tests.media.clips import PACKED, encode

pytestmark = [pytest.mark.ffmpeg, pytest.mark.django_db]


@pytest.fixture
def film(upload: Upload, tmp_path: Path) -> Video:
    """A second of red, then two of blue; its editor has chosen the blue before it was prepared."""
    parts = [
        ("-f", "lavfi", "-t", length, "-i", f"color={name}:s=160x90:r=25") for name, length in (("red", "1"), ("blue", "2"))
    ]
    joined = ("-filter_complex", "[0:v][1:v]concat=n=2", "-g", "10")
    video = upload(encode(*parts[0], *parts[1], *joined, *PACKED, target=tmp_path / "colours.mp4"))
    Video.objects.filter(pk=video.pk).update(poster_second=2)
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


def pictures(video: Video) -> dict[str, bytes]:
    """Return what can be fetched as a poster now, by its name."""
    folder = storage.public_folder(video.rendition_sets.latest("version"))
    return {name: (folder / name).read_bytes() for name in posters(video)}


def known(before: dict[str, bytes], now: dict[str, bytes]) -> dict[str, bytes]:
    """Return both; what was fetched before under a name must still be true of it."""
    assert {**now, **before} == {**before, **now}
    return before | now


def test_the_picture_at_the_chosen_second(
    film: Video, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    seen = pictures(film)
    assert (colour(film), list(seen)) == ("blue", ["poster.webp"])
    with django_capture_on_commit_callbacks(execute=True):
        choose_poster(video=film, second=0.2)
    film.refresh_from_db()
    assert (colour(film), len(posters(film)), film.poster_second) == ("red", 1, 0.2)
    seen = known(seen, pictures(film))

    Path(film.file.path).unlink()  # the original is gone by now: ours does as well
    with django_capture_on_commit_callbacks(execute=True):
        choose_poster(video=film, second=2)
    assert (colour(film), len(posters(film))) == ("blue", 1)
    seen = known(seen, pictures(film))

    with django_capture_on_commit_callbacks(execute=True):
        choose_poster(video=film, second=None)
    film.refresh_from_db()
    assert (colour(film), len(posters(film)), film.poster_second) == ("red", 1, None)
    assert len(known(seen, pictures(film))) == 3


@pytest.mark.parametrize("second", [-1, 3.5, 1e9])
def test_a_moment_outside_the_video(second: float, film: Video) -> None:
    with pytest.raises(PosterError, match=r"^The video lasts 3 seconds\.$"):
        choose_poster(video=film, second=second)
    assert posters(film) == ["poster.webp"]


def test_a_video_that_does_not_play_yet() -> None:
    with pytest.raises(PosterError, match=r"^This video has no picture that plays yet\.$"):
        choose_poster(video=make_job().video, second=1)


def test_the_page_says_why_there_is_no_picture(film: Video, client: Client, upload: Upload, tmp_path: Path) -> None:
    client.force_login(User.objects.create_superuser(email="editor@example.org", password="x"))

    def said(video: Video, second: str) -> tuple[list[str], bool]:
        answer = client.post(reverse("media_pipeline:poster", args=[video.pk]), {"second": second}, follow=True)
        assert answer.redirect_chain == [(reverse("wagtailmedia:edit", args=[video.pk]), 302)]
        return [str(message).strip() for message in answer.context["messages"]], b"data-poster-second" in answer.content

    assert said(film, "0.2") == ([f"“{film.title}” has another poster."], True)
    assert colour(film) == "red"
    before = posters(film)
    assert said(film, "3.5") == (["The video lasts 3 seconds."], True)
    assert said(film, "nan") == (["Please give a second of the video."], True)
    assert posters(film) == before
    sound = upload(encode("-f", "lavfi", "-i", "sine=440", "-t", "1", "-c:a", "aac", target=tmp_path / "sound.m4a"))
    assert work(sound).error == ""
    assert said(sound, "0.2") == (["This video has no picture that plays yet."], False)
