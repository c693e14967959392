"""Texts inside an uploaded film become tracks, by the real ffmpeg."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files import File
from django.utils import timezone
from pytest_django import Settings

from core.stopping import stop_requested
from media_pipeline.models import RenditionSet, Track, Video
from media_pipeline.services.embedded_tracks import extract_tracks, offer_missed
from media_pipeline.services.track import attach_track
from tests.factories.media import make_version
from tests.media.clips import encode

pytestmark = [pytest.mark.ffmpeg, pytest.mark.django_db]

PICTURE = ("-f", "lavfi", "-i", "testsrc2=s=160x90:r=10")
# One empty screen as Blu-ray writes it: the mark PG, two times, the kind “end”, no bytes.
PICTURES_FOR_TEXT = b"".join(b"PG" + (90_000 * second).to_bytes(4, "big") + bytes(4) + b"\x80\0\0" for second in (1, 2))


def srt(text: str) -> str:
    return f"1\n00:00:00,500 --> 00:00:02,000\n{text}\n"


def film(target: Path, codecs: dict[str, tuple[str, str]], *options: str) -> Path:
    """Make 3 s with a text stream for each `language: (codec, file)`."""
    inputs = [word for _codec, file in codecs.values() for word in ("-i", file)]
    maps = [word for number in range(len(codecs) + 1) for word in ("-map", str(number))]
    kinds = [
        word
        for number, (language, (codec, _file)) in enumerate(codecs.items())
        for word in (f"-c:s:{number}", codec, f"-metadata:s:s:{number}", f"language={language}")
    ]
    words = [*PICTURE, *inputs, "-t", "3", *maps, "-c:v", "libx264", "-preset", "ultrafast", *kinds, *options]
    return encode(*words, target=target)


def complete(file: Path, *, language: str = "ro") -> RenditionSet:
    with file.open("rb") as opened:
        video = Video.objects.create(title="Film", language=language, file=File(opened, name=file.name))
    return make_version(video)


def texts(video: Video) -> dict[tuple[str, str], list[str]]:
    return {(track.language, track.kind): [cue.text for cue in track.cues.all()] for track in video.tracks.all()}


@pytest.fixture
def files(tmp_path: Path) -> Path:
    for name, text in {
        "ro": "Bună <i>ziua</i>, țesătură & fir",
        "en": "{\\an8}Good <b>morning</b>",
        "sr": "Добро јутро, Ћерко",
        "de": "Guten Morgen",
    }.items():
        (tmp_path / f"{name}.srt").write_text(srt(text))
    (tmp_path / "empty.srt").write_text(srt("{\\an8}"))
    (tmp_path / "x.sup").write_bytes(PICTURES_FOR_TEXT)
    return tmp_path


def test_each_text_goes_to_its_language_and_pictures_are_told(files: Path) -> None:
    kinds = {
        "ron": ("srt", f"{files}/ro.srt"),
        "eng": ("ass", f"{files}/en.srt"),
        "srp": ("webvtt", f"{files}/sr.srt"),
        "deu": ("srt", f"{files}/de.srt"),
        "mac": ("srt", f"{files}/empty.srt"),
        "slv": ("copy", f"{files}/x.sup"),
    }
    version = complete(film(files / "film.mkv", kinds))
    extract_tracks(rendition_set_id=version.pk)
    version.refresh_from_db()
    assert texts(version.video) == {
        ("ro", "captions"): ["Bună ziua, țesătură & fir"],
        ("en", "subtitles"): ["Good morning"],
        ("sr-cyrl", "subtitles"): ["Добро јутро, Ћерко"],
    }
    assert version.tracks_warning.splitlines() == [
        "Subtitles inside the file that hold no text, such as pictures, were left out: 1.",
        "Subtitles inside the file in a language that the site does not have were left out (stream 4).",
        "Subtitles inside the file were left out. The file holds no cue.",
    ]
    assert (version.tracks_read_at is not None, Track.objects.filter(is_extracted=True).count()) == (True, 3)


def test_mp4_untagged_is_in_the_spoken_language(files: Path) -> None:
    version = complete(film(files / "film.mp4", {"und": ("mov_text", f"{files}/sr.srt")}), language="sr-latn")
    extract_tracks(rendition_set_id=version.pk)
    assert texts(version.video) == {("sr-cyrl", "subtitles"): ["Добро јутро, Ћерко"]}


def test_what_an_editor_attached_stays_and_what_came_from_a_former_file_is_renewed(files: Path) -> None:
    kinds = {"ron": ("mov_text", f"{files}/ro.srt"), "eng": ("mov_text", f"{files}/en.srt")}
    first = complete(film(files / "first.mp4", kinds))
    attach_track(video=first.video, language="ro", kind="captions", file_or_text=srt("Al meu"))
    extract_tracks(rendition_set_id=first.pk)
    assert texts(first.video) == {("ro", "captions"): ["Al meu"], ("en", "subtitles"): ["Good morning"]}

    second_file = film(files / "second.mp4", {"eng": ("mov_text", f"{files}/de.srt")})
    with second_file.open("rb") as opened:
        first.video.file.save("second.mp4", File(opened))
    second = make_version(first.video)
    extract_tracks(rendition_set_id=second.pk)
    assert texts(first.video) == {("ro", "captions"): ["Al meu"], ("en", "subtitles"): ["Guten Morgen"]}


def test_a_second_look_and_an_older_version_change_nothing(files: Path) -> None:
    older = complete(film(files / "film.mp4", {"ron": ("mov_text", f"{files}/ro.srt")}))
    newer = make_version(older.video)
    extract_tracks(rendition_set_id=older.pk)
    assert texts(older.video) == {}
    extract_tracks(rendition_set_id=newer.pk)
    Track.objects.all().delete()
    extract_tracks(rendition_set_id=newer.pk)
    assert texts(older.video) == {}


def test_no_film_at_all_is_a_warning(files: Path) -> None:
    version = complete(files / "ro.srt")
    extract_tracks(rendition_set_id=version.pk)
    version.refresh_from_db()
    assert version.tracks_warning == "The subtitles inside the file could not be read."


def test_a_stop_of_the_worker_leaves_it_to_the_sweep(files: Path, settings: Settings) -> None:
    version = complete(film(files / "film.mp4", {"ron": ("mov_text", f"{files}/ro.srt")}))
    stop_requested.set()
    extract_tracks(rendition_set_id=version.pk)
    version.refresh_from_db()
    assert (version.tracks_read_at, list(Path(settings.MEDIA_WORK_ROOT).iterdir())) == (None, [])
    assert offer_missed() == 0
    RenditionSet.objects.update(completed_at=timezone.now() - timedelta(hours=1))
    assert offer_missed() == 1
