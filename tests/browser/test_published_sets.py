"""Chromium with hls.js plays what the pipeline published; the small form of `tests/long/test_published_sets.py`."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.media.installation import Installation
from tests.media.playing import play, seams
from tests.media.web import served

pytestmark = [pytest.mark.browser, pytest.mark.ffmpeg]

RUNGS = {"ntsc.mp4": ["144p", "360p", "sound"], "no_audio.mp4": ["144p", "360p"]}


@pytest.fixture(scope="module")
def sets(
    samples: Path, migrated: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, dict[str, dict[str, Any]]]]:
    """The address of the page, and each published set by the name of its sample."""
    installation = Installation(tmp_path_factory.mktemp("sets"), settings={"TEST_LADDER": "144,360"})
    (installation.data / "db.sqlite3").write_bytes(migrated.read_bytes())
    installation.desk("attempts", *(str(samples / name) for name in RUNGS))
    versions = {one["title"]: one for one in installation.desk("versions")}
    with served(installation.data / "public") as page:
        yield page, versions


@pytest.mark.parametrize("name", RUNGS)
def test_it_plays_from_start_to_end(name: str, sets: tuple[str, dict[str, dict[str, Any]]], chromium: Browser) -> None:
    page, versions = sets
    folder, rungs = Path(versions[name]["folder"]), versions[name]["rungs"]
    assert rungs == RUNGS[name]
    tab = chromium.new_page()
    seen = play(tab, page, folder, rungs)
    tab.close()
    heights = seen.pop("heights")
    assert heights == sorted(heights)
    assert len(set(heights)) == 2
    assert seen.pop("duration is off by") < 0.1
    assert seen == {
        "start": 0, "ranges": 1, "levels": 2, "seams crossed": len(seams(folder, "144p")), "caption": "Good morning",
        "by hls.js": True, "errors": [],
    }  # fmt: skip
