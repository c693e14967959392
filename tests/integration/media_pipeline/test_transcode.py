"""The command line makes the same files as the site, and says what it did."""

import contextlib
import json
import os
import pty
import re
import subprocess
import sys
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from django.core.management import CommandError, call_command
from PIL import Image
from pytest_django import Settings

from media_pipeline.encoding.transcode import RungSummary, Summary
from media_pipeline.management.commands import transcode as command
from tests.media import shapes
from tests.media.installation import PATIENCE, ROOT, Installation

pytestmark = pytest.mark.ffmpeg


def transcode(*words: str | Path) -> str:
    out = StringIO()
    call_command("transcode", *map(str, words), stdout=out)
    return out.getvalue()


@dataclass(frozen=True)
class Run:
    """What a run of the command line left, said, and showed in its terminal."""

    folder: Path
    said: dict[str, Any]
    shown: str


def read_to_the_end(terminal: int) -> str:
    text = b""
    with contextlib.suppress(OSError):  # how Linux says that nobody writes to it any more
        while more := os.read(terminal, 65536):
            text += more
    os.close(terminal)
    return text.decode()


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Three colours through `manage.py transcode` in a terminal, where there is no database."""
    folder = tmp_path_factory.mktemp("command")
    installation = Installation(folder, database="sqlite:////nowhere/db.sqlite3")
    words = [sys.executable, "manage.py", "transcode", str(shapes.colours(folder)), "--output", str(folder / "out"), "--json"]
    terminal, inner = pty.openpty()
    with subprocess.Popen(
        [*words, "--rungs", "48,90", "--preset", "ultrafast"], cwd=ROOT, env=installation.environment | {"TERM": "xterm"},
        stdout=subprocess.PIPE, stderr=inner, text=True,
    ) as process:  # fmt: skip
        os.close(inner)
        shown = read_to_the_end(terminal)
        out, _none = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, shown
    return Run(folder / "out", json.loads(out), shown)


def test_it_works_without_a_database_and_shows_how_far_it_is(run: Run) -> None:
    percents = [int(percent) for percent in re.findall(r"colours\.mp4.*?(\d+)%", run.shown)]
    assert percents == sorted(percents)
    assert len(set(percents)) > 1, run.shown
    assert percents[-1] == 100


def test_each_picture_of_the_storyboard_shows_its_moment(run: Run) -> None:
    cues = re.findall(r"(\S+) --> (\S+)\n(\S+)#xywh=(\d+),(\d+),(\d+),(\d+)", (run.folder / "storyboard.vtt").read_text())
    assert [cue[:2] for cue in cues] == [
        ("00:00:00.000", "00:00:04.000"), ("00:00:04.000", "00:00:08.000"), ("00:00:08.000", "00:00:12.000"),
    ]  # fmt: skip
    for cue, colour in zip(cues, shapes.COLOURS.values(), strict=True):
        left, top, width, height = map(int, cue[3:])
        with Image.open(run.folder / cue[2]) as sheet:
            inner = (left + 8, top + 8, left + width // 2 - 8, top + height - 8)
            picture = np.asarray(sheet.convert("RGB").crop(inner), dtype=int)
        assert abs(picture - colour).max() < 30


def test_a_summary_in_json(run: Run) -> None:
    said, target = run.said, run.folder
    files = [file for file in target.rglob("*") if file.is_file()]
    assert [(rung["name"], rung["width"], rung["height"]) for rung in said["rungs"]] == [
        ("sound", 0, 0), ("48p", 86, 48), ("90p", 160, 90),
    ]  # fmt: skip
    assert [rung["bytes"] for rung in said["rungs"]] == [
        sum(file.stat().st_size for file in (target / rung["name"]).iterdir() if file.suffix != ".m3u8")
        for rung in said["rungs"]
    ]
    assert (said["bytes"], said["seconds"], said["warning"]) == (sum(file.stat().st_size for file in files), 12.0, "")
    assert 0 < said["watchable_after_seconds"] < said["wall_seconds"]
    assert said["cpu_seconds"] > 0.1
    assert all(rung["bandwidth"] > 10_000 and rung["codecs"] for rung in said["rungs"])


def test_a_summary_for_people(run: Run, small_clip: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    summary = Summary(**run.said | {"rungs": [RungSummary(**rung) for rung in run.said["rungs"]]})
    monkeypatch.setattr(command, "transcode", lambda *_words, **_options: summary)
    said = transcode(small_clip, "--output", tmp_path / "out").splitlines()
    assert [line.split()[0] for line in said] == ["sound", "48p", "90p", "12.0"]


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
