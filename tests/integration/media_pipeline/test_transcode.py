"""The command line makes the same files as the site, and says what it did."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

pytestmark = pytest.mark.ffmpeg


def transcode(*words: str | Path) -> str:
    out = StringIO()
    call_command("transcode", *map(str, words), stdout=out)
    return out.getvalue()


def test_a_summary_in_json(small_clip: Path, tmp_path: Path) -> None:
    target = tmp_path / "out"
    said = json.loads(transcode(small_clip, "--output", target, "--json", "--rungs", "90,180", "--preset", "ultrafast"))
    files = [file for file in target.rglob("*") if file.is_file()]
    assert [(rung["name"], rung["width"], rung["height"]) for rung in said["rungs"]] == [
        ("sound", 0, 0), ("90p", 160, 90), ("180p", 320, 180),
    ]  # fmt: skip
    assert [rung["bytes"] for rung in said["rungs"]] == [
        sum(file.stat().st_size for file in (target / rung["name"]).iterdir() if file.suffix != ".m3u8")
        for rung in said["rungs"]
    ]
    assert (said["bytes"], said["seconds"], said["warning"]) == (sum(file.stat().st_size for file in files), 6.0, "")
    assert 0 < said["watchable_after_seconds"] < said["wall_seconds"]
    assert said["cpu_seconds"] > 0.1
    assert all(rung["bandwidth"] > 10_000 and rung["codecs"] for rung in said["rungs"])


def test_a_summary_for_people(small_clip: Path, tmp_path: Path) -> None:
    said = transcode(small_clip, "--output", tmp_path / "out", "--rungs", "180", "--preset", "ultrafast").splitlines()
    assert [line.split()[0] for line in said] == ["sound", "180p", "6.0"]


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("nothing.mp4", "--output", "out"), "There is no file nothing.mp4."),
        (("text.mp4", "--output", "out"), "This file cannot be read as a video."),
        (("text.mp4", "--output", "."), "This file cannot be read as a video."),
        (("text.mp4", "--output", "out", "--rungs", "360,"), "heights in pixels, separated by commas: 360,720"),
        (("text.mp4", "--output", "out", "--preset", "best"), "invalid choice: 'best'"),
    ],
)
def test_what_cannot_be_done_is_said(
    words: tuple[str, ...], reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("text.mp4").write_text("Dear editor\n" * 50)
    with pytest.raises(CommandError, match=f"^.*{reason}"):
        transcode(*words)
    assert [file.name for file in tmp_path.rglob("*") if file.is_file()] == ["text.mp4"]


def test_a_folder_with_other_things_in_it_is_left_alone(small_clip: Path, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear editor")
    with pytest.raises(CommandError, match="is not empty, and what is in it was not begun from this file"):
        transcode(small_clip, "--output", tmp_path)
    assert [file.name for file in tmp_path.iterdir() if file.name not in {"public", "work"}] == ["letter.txt"]


def test_av1_needs_an_encoder_for_it(small_clip: Path, tmp_path: Path, settings: Settings) -> None:
    fake = tmp_path / "ffmpeg"
    fake.write_text("#!/bin/sh\necho ' V....D libx264 x'\n")
    fake.chmod(0o755)
    settings.FFMPEG = str(fake)
    with pytest.raises(CommandError, match="cannot make AV1: it has no libsvtav1"):
        transcode(small_clip, "--output", tmp_path / "out", "--av1")
