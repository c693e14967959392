"""The page on which texts are written and timed: what it gets, what it may save, and two people at one text."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.models import User
from media_pipeline.models import Track, Video
from media_pipeline.services.track import attach_track, remove_track
from tests.factories.media import make_track, make_video

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(User.objects.create_superuser(email="editor@example.org", password="x"))
    return client


def address(video: Video, *, language: str = "ro", kind: str = "captions", **more: object) -> str:
    query = "".join(f"&{name}={value}" for name, value in more.items())
    return f"{reverse('media_pipeline:cues', args=[video.pk])}?kind={kind}&language={language}{query}"


def cue(start: int, end: int, text: str) -> dict[str, Any]:
    return {"start": start, "end": end, "text": text}


def save(client: Client, where: str, base: str, *cues: Any) -> tuple[int, dict[str, Any]]:
    answer = client.post(where, json.dumps({"base": base, "cues": cues}), content_type="application/json")
    return answer.status_code, answer.json()


def test_the_page_has_the_cues_as_somebody_types_them(editor: Client) -> None:
    video = make_video()
    track = make_track(video)
    page = editor.get(address(video, language="en"))
    assert {name: page.context["data"][name] for name in ("base", "cues", "reference", "duration", "isReading")} == {
        "base": track.revision,
        "cues": [cue(0, 2000, "Good morning"), cue(2000, 4500, "to the <b>zymurgist</b> & you")],
        "reference": [],
        "duration": 60_000,
        "isReading": True,
    }
    fresh = editor.get(address(video, kind="subtitles", beside=track.pk))
    data = fresh.context["data"]
    assert (data["base"], data["cues"], data["reference"][0]) == ("", [], cue(0, 2000, "Good morning"))


@pytest.mark.parametrize("query", ["", "?kind=captions", "?kind=x&language=ro", "?kind=captions&language=xx"])
def test_only_places_that_there_are(editor: Client, query: str) -> None:
    address = reverse("media_pipeline:cues", args=[make_video().pk]) + query
    assert editor.get(address, follow=True).status_code == 404


def test_a_text_is_saved_cleaned_sorted_and_can_be_saved_again(editor: Client) -> None:
    video = make_video()
    status, first = save(
        editor, address(video), "", cue(2000, 3000, "B --> & <i>x"), cue(0, 1500, "<v Ana>A<script>x</script>")
    )
    track = Track.objects.get()
    assert (status, first) == (
        200,
        {"base": track.revision, "cues": [cue(0, 1500, "Ana: A"), cue(2000, 3000, "B --> & <i>x</i>")]},
    )
    with track.file.open() as file:
        assert file.read().decode() == (
            "WEBVTT\n\n00:00:00.000 --> 00:00:01.500\nAna: A\n\n00:00:02.000 --> 00:00:03.000\nB --&gt; &amp; <i>x</i>\n"
        )
    assert [(one.text, float(one.end)) for one in track.cues.all()] == [("Ana: A", 1.5), ("B --> & x", 3.0)]
    status, second = save(editor, address(video), first["base"], cue(0, 1500, "Only one"))
    assert (status, second["base"] != first["base"], [one.text for one in track.cues.all()]) == (200, True, ["Only one"])


def test_saving_makes_an_extracted_text_an_editors_own(editor: Client) -> None:
    track = make_track(make_video(), language="ro")
    Track.objects.update(is_extracted=True)
    save(editor, address(track.video), track.revision, cue(0, 1000, "Mine"))
    assert Track.objects.get().is_extracted is False


def test_each_cue_that_cannot_be_kept_is_named_and_nothing_is_saved(editor: Client) -> None:
    video = make_video()
    wrong = [
        cue(0, 1000, "fine"),
        cue(5, 5, "x"),
        cue(0, 9, " <b></b>"),
        {"start": "0"},
        cue(-1, 5, "x"),
        cue(0, 10**9, "x"),
        7,
    ]
    wrong += [{**cue(0, 9, "x"), "end": True}, cue(0, 9, "x" * 5001)]
    status, answer = save(editor, address(video), "", *wrong)
    assert (status, answer["message"], Track.objects.count()) == (422, "Nothing was saved: some cues cannot be kept.", 0)
    assert [(one["index"], one["message"]) for one in answer["errors"]] == [
        (1, "It ends before it begins."),
        (2, "There is no text."),
        (3, "This is no cue."),
        (4, "Its times cannot be read."),
        (5, "Its times cannot be read."),
        (6, "This is no cue."),
        (7, "Its times cannot be read."),
        (8, "It has more than 5000 letters."),
    ]


HALF = '{"cues": [{"start": 0, "end": 1000, "text": "\\ud83d"}], "base": ""}'  # of an emoji


LARGE = '{"cues": "' + "x" * 2_100_000 + '"}'


@pytest.mark.parametrize(
    "body", ["", "[]", "{", '{"cues": []}', '{"cues": 1}', "\xff", "[" * 100_000, HALF, LARGE], ids=lambda body: body[:12]
)
def test_what_cannot_be_read_is_a_sentence(editor: Client, body: str) -> None:
    answer = editor.post(address(make_video()), body, content_type="application/json")
    assert (answer.status_code, bool(answer.json()["message"]), Track.objects.count()) == (422, True, 0)


def test_the_second_of_two_people_is_told_and_can_decide(editor: Client) -> None:
    video = make_video()
    old = make_track(video, language="ro").revision
    _status, hers = save(editor, address(video), old, cue(0, 1000, "Hers"))
    status, conflict = save(editor, address(video), old, cue(0, 1000, "His"))
    assert (status, conflict["base"], conflict["cues"]) == (409, hers["base"], [cue(0, 1000, "Hers")])
    assert conflict["message"].startswith("Somebody else saved this text meanwhile (")
    assert save(editor, address(video), conflict["base"], cue(0, 1000, "His"))[0] == 200

    remove_track(track=Track.objects.get())
    status, gone = save(editor, address(video), conflict["base"], cue(0, 1000, "His"))
    assert (status, gone) == (409, {"message": "Somebody removed this text meanwhile.", "base": "", "cues": []})
    attach_track(video=video, language="ro", kind="captions", file_or_text="00:00 --> 00:01\nTheirs")
    assert save(editor, address(video), "", cue(0, 1000, "His"))[0] == 409


def test_nobody_else_writes_or_downloads(client: Client) -> None:
    video = make_video()
    track = make_track(video)
    download = reverse("media_pipeline:download_track", args=[video.pk, track.pk])
    assert [client.get(one).status_code for one in (address(video), download)] == [302, 302]
    client.force_login(User.objects.create_user(email="learner@example.org", password="x"))
    client.get(address(video))
    assert client.post(address(video), "{}", content_type="application/json").status_code == 302
    assert Track.objects.get().revision == track.revision


def test_the_file_is_handed_out_under_a_name_that_tells(editor: Client) -> None:
    track = make_track(make_video(title="Ткаење за почетници"), language="mk")
    answer = editor.get(reverse("media_pipeline:download_track", args=[track.video_id, track.pk]))
    disposition = unquote(answer.headers["Content-Disposition"])
    assert disposition == "attachment; filename*=utf-8''ткаење-за-почетници-captions-mk.vtt"
    assert answer.getvalue().startswith(b"WEBVTT\n\n00:00:00.000")


def test_a_file_that_is_lost_is_written_anew_from_the_cues(editor: Client) -> None:
    track = make_track(make_video())
    Path(track.file.path).unlink()
    assert editor.get(reverse("media_pipeline:download_track", args=[track.video_id, track.pk])).status_code == 404
    data = editor.get(address(track.video, language="en")).context["data"]
    assert data["cues"] == [cue(0, 2000, "Good morning"), cue(2000, 4500, "to the zymurgist & you")]
    assert save(editor, address(track.video, language="en"), data["base"], *data["cues"])[0] == 200
    assert b"Good morning" in Path(Track.objects.get().file.path).read_bytes()


def test_an_upload_tells_what_was_mended(editor: Client) -> None:
    video = make_video(duration=60)
    text = "1\r\n00:01:30,000 --> 00:01:31,000\r\nPe urmă\r\n\r\n2\r\n00:00:01,000 --> 00:00:02,000\r\nŞi ţesătura\r\n"
    data = {"language": "ro", "kind": "captions", "file": SimpleUploadedFile("x.srt", text.encode("cp1250"))}
    page = editor.post(reverse("media_pipeline:attach_track", args=[video.pk]), data, follow=True)
    assert [str(message) for message in page.context["messages"]] == [
        "Captions (for people who cannot hear): Romanian: attached, 2 cues.",
        "The file is not UTF-8; it was read as Windows-1250. Please check letters such as ć, ș, æ or ђ.",
        "The letters ş and ţ were written with a cedilla; they are ș and ț now.",
        "Cues out of order were sorted: line 6.",
        "1 cue lies beyond the end of the video (1:00); the first begins at 1:30.",
    ]
    assert [one.text for one in Track.objects.get().cues.all()] == ["Și țesătura", "Pe urmă"]
