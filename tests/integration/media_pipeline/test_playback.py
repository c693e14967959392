import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from media_pipeline.enums import JobState, TrackKind
from media_pipeline.models import Video
from media_pipeline.queries.playback import Playback, PlaybackState, TrackLink, playback, prefetch
from media_pipeline.queries.transcript import Cue, transcript
from tests.factories.media import make_job, make_sound, make_track, make_upload, make_version, make_video

pytestmark = pytest.mark.django_db


def test_a_ready_video(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    version = make_version(make_upload(title="Weaving", allows_download=True), storyboard="storyboard.vtt")
    make_sound(version)
    video = version.video
    english = make_track(video)
    romanian = make_track(video, language="ro", kind=TrackKind.SUBTITLES)
    base = f"/media/videos/{video.public_id}"
    expected = Playback(
        public_id=str(video.public_id),
        title="Weaving",
        state=PlaybackState.READY,
        version=1,
        duration=60.0,
        width=1280,
        height=720,
        percent=100,
        hls_url=f"{base}/v1/master.m3u8",
        mp4_url=f"{base}/v1/video-720p.mp4",
        poster_url=f"{base}/v1/poster.webp",
        storyboard_url=f"{base}/v1/storyboard.vtt",
        audio_url=f"{base}/v1/sound/index.m3u8",
        download_url=f"{base}/v1/video-720p.mp4",
        tracks=[
            TrackLink("captions", "en", "English", english.file.url),
            TrackLink("subtitles", "ro", "Română", romanian.file.url, is_default=True),
        ],
    )
    fresh = Video.objects.get(pk=video.pk)
    with django_assert_num_queries(5):
        assert playback(fresh, language="ro") == expected
    fresh = Video.objects.get(pk=video.pk)
    prefetch([fresh])
    with django_assert_num_queries(0):
        assert playback(fresh, language="ro") == expected


@pytest.mark.parametrize(
    ("job", "expected"),
    [
        (JobState.QUEUED, PlaybackState.WAITING),
        (JobState.RUNNING, PlaybackState.WORKING),
        (JobState.FAILED, PlaybackState.FAILED),
        (JobState.CANCELLED, PlaybackState.FAILED),
    ],
)
def test_before_anything_is_published(job: JobState, expected: PlaybackState) -> None:
    video = make_job(state=job, percent=7).video
    found = playback(video, language="en")
    assert (found.state, found.percent, found.hls_url, found.version) == (expected, 7, "", 0)


def test_watchable_while_the_rest_is_made() -> None:
    job = make_job(state=JobState.RUNNING, percent=40)
    job.rendition_set.published_at = timezone.now()
    job.rendition_set.save()
    found = playback(job.video, language="en")
    assert (found.state, found.percent, found.version) == (PlaybackState.WATCHABLE, 40, 1)
    assert found.hls_url.endswith("/v1/master.m3u8")


def test_versions_of_other_videos_do_not_matter() -> None:
    make_version()
    assert playback(make_upload(), language="en").state == PlaybackState.WAITING


def test_what_is_not_there_has_no_address() -> None:
    found = playback(make_video(), language="en")
    assert {found.audio_url, found.storyboard_url, found.download_url, found.renew_url} == {""}
    assert found.has_picture
    assert playback(make_version(width=0, height=0, poster="").video, language="en").has_picture is False


def test_text_is_on_unasked_only_for_another_language() -> None:
    video = make_upload(language="sr-latn")
    make_version(video)
    for language, kind in [("sr-latn", "captions"), ("sr-cyrl", "captions"), ("en", "subtitles"), ("en", "chapters")]:
        make_track(video, language=language, kind=kind)

    def on(language: str) -> list[tuple[str, str]]:
        return [(link.kind, link.language) for link in playback(video, language=language).tracks if link.is_default]

    chapters = ("chapters", "en")
    assert on("en") == [chapters, ("subtitles", "en")]
    assert on("sr-latn") == on("sr-cyrl") == on("ro") == [chapters]


def test_the_former_version_plays_until_the_new_one_is_complete() -> None:
    old = make_version(make_upload())
    video = old.video

    def plays() -> int:
        return playback(Video.objects.get(pk=video.pk), language="en").version

    new = make_version(video, completed_at=None)
    assert (new.version, plays()) == (old.version + 1, old.version)
    new.completed_at = timezone.now()
    new.save()
    assert plays() == new.version


def test_a_transcript_in_the_nearest_language() -> None:
    video = make_upload(language="nb")
    assert transcript(video, language="en") == []
    for language, kind in [("en", "chapters"), ("nb", "captions"), ("sr-latn", "subtitles"), ("en", "subtitles")]:
        make_track(
            video, language=language, kind=kind, text=f"WEBVTT\n\n00:01.500 --> 00:02.000\n{language} {kind} &amp; more\n"
        )

    def read(language: str) -> list[Cue]:
        return transcript(video, language=language)

    assert read("en") == [Cue(1.5, 2.0, "en subtitles & more")]
    assert read("sr-cyrl") == [Cue(1.5, 2.0, "sr-latn subtitles & more")]
    assert read("mk") == [Cue(1.5, 2.0, "nb captions & more")]
