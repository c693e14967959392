"""No command of ours opens an upload without its guards."""

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from media_pipeline import guards
from media_pipeline.encoding import commands
from media_pipeline.encoding.commands import Source
from media_pipeline.encoding.ladder import plan
from media_pipeline.probing.probe import command as probe_command
from media_pipeline.tracks import embedded
from tests.unit.media_pipeline.test_ladder import INFO

SOURCE = Source(Path("/data/private/videos/film.mp4"), "mov,mp4,m4a,3gp,3g2,mj2")
PLAN = plan(replace(INFO, is_interlaced=True), (360, 720))
BUILT = {
    "picture": commands.picture(SOURCE, PLAN, PLAN.rungs[0]),
    "sound": commands.sound(SOURCE),
    "poster": commands.poster(SOURCE, PLAN.rungs[0], second=1, name="poster.webp"),
    "fallback": commands.fallback(Path("/data/work/a.mp4"), Path("/data/work/b.mp4"), name="video.mp4"),
    "subtitles": commands.subtitles(SOURCE, [2, 3]),
    "decode": commands.decode(Path("/data/work/a.mp4")),
}


def inputs(command: list[str]) -> list[dict[str, str]]:
    """Return the options that stand in front of each `-i`, and its address."""
    found: list[dict[str, str]] = []
    options: dict[str, str] = {}
    for flag, value in pairwise(command):
        if flag == "-i":
            found.append({**options, "-i": value})
            options = {}
        elif flag.startswith("-"):
            options[flag] = value
    return found


@pytest.mark.parametrize("name", BUILT)
def test_every_input_is_guarded(name: str) -> None:
    opened = inputs(BUILT[name])
    assert opened
    for one in opened:
        assert one["-protocol_whitelist"] == "file"
        assert one["-format_whitelist"] == guards.FORMATS
        assert one["-max_pixels"] == "35389440"
        assert one["-f"] == "mov"
        assert one["-i"].startswith("file:/data/")


@pytest.mark.parametrize("name", BUILT)
def test_nothing_opens_other_doors(name: str) -> None:
    command = BUILT[name]
    assert {"-nostdin", "-progress"} <= set(command)
    assert not {"-enable_drefs", "-safe", "concat", "subtitles"} & set(command)


def test_the_list_of_containers_holds_no_playlist() -> None:
    assert not {"hls", "concat", "dash", "sdp", "image2", "png_pipe", "svg_pipe"} & set(guards.FORMATS.split(","))


@pytest.mark.parametrize("command", [probe_command, embedded.command], ids=["probe", "subtitles"])
def test_the_probes_carry_the_same_guards(command: Callable[[Path], list[str]]) -> None:
    words = command(Path("/data/film.mp4"))
    assert words[-2] == "file:/data/film.mp4"
    assert words[-1] == (f'{{"protocol_whitelist": "file", "format_whitelist": "{guards.FORMATS}", "max_pixels": "35389440"}}')


def test_every_command_of_the_package_is_built_in_one_place() -> None:
    """Only two modules start a process or name the encoder's input; a new one would escape the checks above."""
    package = Path(commands.__file__).parents[1]
    sources = {file.relative_to(package).as_posix(): file.read_text() for file in package.rglob("*.py")}
    assert {name for name, text in sources.items() if "subprocess.Popen" in text or "os.system" in text} == {
        "encoding/runner.py"
    }
    assert {name for name, text in sources.items() if "ffmpeg.input(" in text} == {"encoding/commands.py"}
    assert {name for name, text in sources.items() if "av.open(" in text} == {"probing/child.py", "tracks/child.py"}


def test_segments_are_closed_groups_of_four_seconds() -> None:
    command = BUILT["picture"]
    options = {flag: value for flag, value in pairwise(command) if flag.startswith("-")}
    wanted = {
        "-c:v": "libx264", "-preset": "faster", "-crf": "22", "-profile:v": "high", "-pix_fmt": "yuv420p", "-g": "120",
        "-keyint_min": "120", "-sc_threshold": "0", "-flags": "+cgop", "-maxrate": "700000", "-bufsize": "1400000",
        "-hls_time": "4", "-hls_playlist_type": "vod", "-hls_segment_type": "fmp4", "-map_metadata": "-1",
        "-map_chapters": "-1",
        "-hls_flags": "independent_segments+temp_file", "-hls_segment_options": "movflags=+cmaf:use_editlist=0",
    }  # fmt: skip
    assert {flag: options[flag] for flag in wanted} == wanted
    graph = command[command.index("-filter_complex") + 1]
    assert "bwdif" in graph
    assert "fps=fps=30/1:start_time=0" in graph
    assert "scale=640:360:flags=lanczos" in graph
