"""Chromium with hls.js plays every shape that the samples have, in all rungs, over every seam."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

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
