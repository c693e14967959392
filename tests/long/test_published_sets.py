"""Chromium with hls.js plays every shape that the samples have, in all rungs, over every seam."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from media_pipeline.encoding.binary import ffmpeg
from tests.integration.media_pipeline.test_resume import dying
from tests.media import shapes
from tests.media.installation import Installation
from tests.media.playing import play, seams
from tests.media.web import served

pytestmark = [pytest.mark.long, pytest.mark.browser, pytest.mark.ffmpeg]

SHAPES = (
    "lecture_1080p_long.mp4", "camera_1080p.mp4", "portrait.mp4", "four_three.mp4", "anamorphic_pal.mp4", "odd_444.mp4",
    "tiny_144p.mp4", "vfr.mp4", "ntsc.mp4", "fps60.mp4", "interlaced.mpg", "hdr10.mp4", "rotated90.mp4", "screencast.webm",
    "no_audio.mp4", "surround_silent.mp4", "multi.mkv", "truncated_faststart.mp4", "truncated.mkv", "corrupt_bytes.mp4",
)  # fmt: skip
Sets = tuple[str, dict[str, dict[str, Any]]]


@pytest.fixture(scope="module")
def sets(samples: Path, migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sets]:
    installation = Installation(tmp_path_factory.mktemp("sets"), settings={"TEST_LADDER": "360,480,720,1080"})
    (installation.data / "db.sqlite3").write_bytes(migrated.read_bytes())
    installation.desk("attempts", *(str(samples / name) for name in SHAPES))
    versions = {one["title"]: one for one in installation.desk("versions")}
    with served(installation.data / "public") as page:
        yield page, versions


@pytest.mark.parametrize("name", SHAPES)
def test_it_plays(name: str, sets: Sets, chromium: Browser) -> None:
    page, versions = sets
    folder, rungs = Path(versions[name]["folder"]), versions[name]["rungs"]
    tab = chromium.new_page()
    seen = play(tab, page, folder, rungs)
    tab.close()
    pictures = [rung for rung in rungs if rung != "sound"]
    assert seen.pop("duration is off by") < 0.1
    assert len(set(seen.pop("heights"))) == len(pictures)
    assert seen == {
        "start": 0, "ranges": 1, "levels": len(pictures), "seams crossed": len(seams(folder, pictures[0])),
        "caption": "Good morning", "by hls.js": True, "errors": [],
    }  # fmt: skip


def publish(installation: Installation, source: Path, *, attempts: list[dict[str, str]]) -> dict[str, Any]:
    """Work on `source` once with each of the settings; return what is published then."""
    [job] = installation.desk("upload", str(source))
    for settings in attempts:
        last = replace(installation, settings=installation.settings | settings).desk("attempt", str(job))
    assert last["state"] == "done"
    [version] = installation.desk("versions")
    return dict(version)


def cross(tab: Page, folder: Path, rung: str) -> None:
    """Play over every seam of the level that the page keeps to."""
    for at in seams(folder, rung):
        assert tab.evaluate("second => player.moveFrom(second)", max(0.0, at - 0.1)) > 0
    assert tab.evaluate("player.errors") == []


@pytest.fixture
def small(migrated: Path, tmp_path: Path) -> Installation:
    """An installation that makes two small pictures, in pieces of four seconds."""
    made = Installation(tmp_path / "data", settings={"TEST_LADDER": "96,180", "TEST_CHUNK_SECONDS": "4"})
    made.data.mkdir()
    (made.data / "db.sqlite3").write_bytes(migrated.read_bytes())
    return made


def test_nobody_sees_where_the_encoder_died(small: Installation, chromium: Browser, tmp_path: Path) -> None:
    """29.97 pictures a second: the times of the pieces that were made before and after meet."""
    version = publish(small, shapes.fractional(tmp_path), attempts=[{"FFMPEG": dying(tmp_path, ffmpeg())}] * 2)
    assert (tmp_path / "encodes.log").read_text().splitlines() == ["96p 0", "180p 0", "180p 3"]
    folder = Path(version["folder"])
    assert len(seams(folder, "180p")) == 4
    with served(small.data / "public") as page:
        tab = chromium.new_page()
        seen = play(tab, page, folder, ["96p", "180p", "sound"][: len(version["rungs"])])
        assert (seen["errors"], seen["ranges"], seen["heights"], seen["seams crossed"]) == ([], 1, [96, 180], 4)
        assert seen["duration is off by"] < 0.1
        tab.evaluate("player.keepTo('avc1', 180)")
        cross(tab, folder, "180p")
        tab.close()


def test_av1_plays_where_the_browser_can(small: Installation, chromium: Browser, tmp_path: Path) -> None:
    """Chromium can: hls.js then chooses between H.264 and AV1, and plays each alone over all of its seams."""
    made = replace(small, settings=small.settings | {"AV1": "1"})
    version = publish(made, shapes.fractional(tmp_path), attempts=[{}])
    folder = Path(version["folder"])
    with served(small.data / "public") as page:
        for codec, rung in (("av01", "180p-av1"), ("avc1", "180p")):
            tab = chromium.new_page()
            tab.goto(page)
            tab.wait_for_function("window.player")
            tab.evaluate("address => player.begin(address)", f"{folder.relative_to(folder.parents[2])}/master.m3u8")
            tab.evaluate("codec => player.keepTo(codec, 180)", codec)
            cross(tab, folder, rung)
            tab.close()
