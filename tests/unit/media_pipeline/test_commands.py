"""No command of ours opens an upload without its guards."""

import inspect
import re
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest

from media_pipeline import guards
from media_pipeline.encoding import commands
from media_pipeline.encoding.binary import ffmpeg
from media_pipeline.encoding.commands import Source
from media_pipeline.encoding.ladder import Plan, Rung, plan
from media_pipeline.encoding.loudness import Loudness
from media_pipeline.probing.probe import command as probe_command
from media_pipeline.tracks import embedded
from tests.unit.media_pipeline.test_ladder import INFO

SOURCE = Source(Path("/data/private/videos/film.mp4"), "mov,mp4,m4a,3gp,3g2,mj2")
TAPE = Source(Path("/data/private/videos/film.mpg"), "mpeg")
PLAN = plan(replace(INFO, matrix=1), (360, 720))
QUIET = Loudness(integrated=-27.5, peak=-9.0, span=4.0, threshold=-38.0, offset=0.2)
BUILT = {
    "pictures": commands.pictures(SOURCE, PLAN, PLAN.rungs),
    "copied": commands.copied(SOURCE),
    "loudness": commands.loudness(SOURCE),
    "sound": commands.sound(SOURCE, QUIET),
    "poster": commands.poster(SOURCE, PLAN, second=1, name="poster.webp"),
    "storyboard": commands.storyboard(
        Path("/data/work/film.mp4"), every=2, width=160, height=90, columns=5, pattern="storyboard-%03d.jpg"
    ),
    "film": commands.film(Path("/data/work/a.mp4"), Path("/data/work/b.mp4"), name="video.mp4"),
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
    """Only one module starts encoders and only one line names their input; another would escape the checks above."""
    package = Path(commands.__file__).parents[1]
    sources = {file.relative_to(package).as_posix(): file.read_text() for file in package.rglob("*.py")}

    def saying(pattern: str) -> dict[str, int]:
        return {name: count for name, text in sources.items() if (count := len(re.findall(pattern, text)))}

    assert set(saying(r"\bsubprocess\b|\bos\.(system|popen|exec|spawn|posix_spawn|fork)|\bmultiprocessing\b|\bpty\b")) == {
        "encoding/runner.py", "encoding/binary.py",
    }  # fmt: skip
    assert saying(r"subprocess\.(run|call|check_\w+|Popen\()") == {"encoding/runner.py": 1, "encoding/binary.py": 1}
    assert saying(r"ffmpeg\.input\(") == {"encoding/commands.py": 1}
    assert saying(r"\bffmpeg\.(probe|run|run_async)\b") == {}
    assert saying(r"av\.open\(") == {"probing/child.py": 1, "tracks/child.py": 1}


def test_every_public_builder_is_among_what_is_checked() -> None:
    functions = inspect.getmembers(commands, inspect.isfunction)
    builders = {
        name
        for name, function in functions
        if function.__module__ == commands.__name__
        and not name.startswith("_")
        and inspect.signature(function).return_annotation == list[str]
    }
    assert builders == set(BUILT)


def text(command: list[str]) -> str:
    """Return a command as one line, without what every command carries."""
    line = " ".join(command)
    tail = " -hide_banner -nostdin -loglevel warning -progress pipe:1 -stats_period 0.5 -y"
    for part in (
        f"{ffmpeg()} ",
        f"-format_whitelist {guards.FORMATS} -max_pixels 35389440 ",
        "-protocol_whitelist file ",
        tail,
    ):
        assert part in line
        line = line.replace(part, "")
    return line


LADDER = (
    "[s0]split=2[s1][s2];[s1]scale=640:360:flags=lanczos[s3];[s3]setsar=1[s4];[s2]scale=1280:720:flags=lanczos[s5];"
    "[s5]setsar=1[s6] -map [s4] -map [s6] -f hls -avoid_negative_ts disabled -bufsize:v:0 1400000 -bufsize:v:1 5600000 "
    "-c:v:0 libx264 -c:v:1 libx264 -crf:v:0 22.4 -crf:v:1 22.4 -flags:v:0 +cgop -flags:v:1 +cgop "
    "-force_key_frames:v:0 expr:gte(n,n_forced*120) -force_key_frames:v:1 expr:gte(n,n_forced*120) "
    "-g 120 -g:v:0 240 -g:v:1 240 "
    "-hls_flags independent_segments+temp_file -hls_fmp4_init_filename %v-init.mp4 -hls_playlist_type vod "
    "-hls_segment_filename %v-%05d.m4s -hls_segment_options movflags=+cmaf+frag_discont:use_editlist=0 "
    "-hls_segment_type fmp4 -hls_time 4 -keyint_min:v:0 121 -keyint_min:v:1 121 -map_chapters -1 -map_metadata -1 "
    "-maxrate:v:0 700000 -maxrate:v:1 2800000 -output_ts_offset {start} -pix_fmt yuv420p -preset:v:0 superfast "
    "-preset:v:1 superfast -profile:v:0 high -profile:v:1 high "
    "-start_number {number} -var_stream_map v:0,name:360p v:1,name:720p %v.m3u8"
)
PACKED = (
    "-hls_flags independent_segments+temp_file -hls_fmp4_init_filename init.mp4 -hls_playlist_type vod "
    "-hls_segment_filename %05d.m4s -hls_segment_options movflags=+cmaf:use_editlist=0 -hls_segment_type fmp4 -hls_time 4 "
    "-map_chapters -1 -map_metadata -1 index.m3u8"
)
FILM, STEREO = "-i file:/data/private/videos/film.mp4", "aresample=48000:async=1:first_pts=0:rematrix_maxval=1[s0]"


def test_all_rungs_are_made_by_one_process_that_decodes_once() -> None:
    expected = f"-f mov {FILM} -filter_complex [0:v:0]fps=fps=30/1:start_time=0[s0];" + LADDER.format(start=0, number=0)
    assert text(BUILT["pictures"]) == expected


def test_a_later_chunk_has_the_times_and_names_of_its_place() -> None:
    command = commands.pictures(SOURCE, PLAN, PLAN.rungs, first_segment=15)
    expected = f"-f mov -noaccurate_seek -ss 60 {FILM} -filter_complex [0:v:0]fps=fps=30/1:start_time=0[s0];"
    assert text(command) == expected + LADDER.format(start=60, number=15)


def test_a_container_without_an_index_is_read_from_its_beginning() -> None:
    graph = text(commands.pictures(TAPE, PLAN, PLAN.rungs[:1], first_segment=15)).split(" -map ")[0]
    assert graph == (
        "-f mpeg -i file:/data/private/videos/film.mpg -filter_complex [0:v:0]fps=fps=30/1:start_time=60[s0];"
        "[s0]setpts=PTS-STARTPTS[s1];[s1]split=1[s2];[s2]scale=640:360:flags=lanczos[s3];[s3]setsar=1[s4]"
    )


def test_at_a_fractional_rate_a_chunk_starts_on_the_grid() -> None:
    """Trap 8: 15 groups of 120 pictures last 60.06 s at 29.97."""
    planned = plan(replace(INFO, frame_rate=Fraction(30000, 1001), top_frame_rate=Fraction(30000, 1001)), (360,))
    words = commands.pictures(SOURCE, planned, planned.rungs, first_segment=15)
    assert (words[words.index("-ss") + 1], words[words.index("-output_ts_offset") + 1]) == ("60.06", "60.06")


def graph(planned: Plan) -> str:
    words = commands.pictures(SOURCE, planned, planned.rungs)
    return words[words.index("-filter_complex") + 1].split(";[s0]" if not planned.hdr else ";[s99]")[0]


def test_what_a_source_needs_comes_before_the_split() -> None:
    rung = (Rung("360p", 640, 360, 700_000),)
    tail = "split=1[s{}];"
    found = {
        "interlaced": graph(Plan(rung, Fraction(25), is_interlaced=True)),
        "hdr": graph(Plan(rung, Fraction(25), hdr="smpte2084")).partition("split")[0],
        "untagged": graph(Plan(rung, Fraction(25), is_untagged=True)),
    }
    assert tail.format(1) not in found["hdr"]
    assert found == {
        "interlaced": "[0:v:0]bwdif=deint=interlaced:mode=send_frame[s0]",
        "hdr": "[0:v:0]fps=fps=25/1:start_time=0[s0];[s0]scale=640:360:flags=lanczos[s1];"
        "[s1]zscale=agamma=0:min=2020_ncl:npl=100:pin=2020:rin=limited:t=linear:tin=smpte2084[s2];[s2]format=gbrpf32le[s3];"
        "[s3]zscale=p=709[s4];[s4]tonemap=desat=0:tonemap=hable[s5];[s5]zscale=m=709:p=709:r=limited:t=709[s6];"
        "[s6]format=yuv420p[s7];[s7]",
        "untagged": "[0:v:0]fps=fps=25/1:start_time=0[s0]",
    }


def test_an_av1_rung_stands_beside_the_others_with_its_own_encoder() -> None:
    planned = plan(INFO, (360, 720), has_av1=True)
    words = commands.pictures(SOURCE, planned, planned.rungs)
    options = {flag: value for flag, value in pairwise(words) if flag.endswith(":v:2")}
    assert options == {"-c:v:2": "libsvtav1", "-crf:v:2": "40", "-preset:v:2": "10"}
    assert words[words.index("-var_stream_map") + 1] == "v:0,name:360p v:1,name:720p v:2,name:720p-av1"


def test_the_sound_is_measured_as_it_will_be_mixed_then_made_loud_by_one_gain() -> None:
    measure = text([word.replace("info", "warning") for word in BUILT["loudness"]])
    normal = "loudnorm=I=-16:LRA=11:TP=-1.5"
    assert measure == (
        f"-f mov {FILM} -filter_complex [0:a:0]{STEREO};[s0]aformat=channel_layouts=stereo[s1];"
        f"[s1]{normal}:print_format=json[s2] -map [s2] -f null -"
    )
    assert text(BUILT["sound"]) == (
        f"-f mov {FILM} -filter_complex [0:a:0]{STEREO};[s0]aformat=channel_layouts=stereo[s1];"
        "[s1]loudnorm=I=-16:LRA=11.0:TP=-1.5:linear=true:measured_I=-27.5:measured_LRA=4.0:measured_TP=-9.0:"
        "measured_thresh=-38.0:offset=0.2[s2];[s2]aresample=48000[s3] -map [s3] -f hls -ac 2 -ar 48000 -b:a 128k -c:a aac "
        + PACKED
    )


def test_a_copied_picture_is_only_cut() -> None:
    assert text(BUILT["copied"]) == f"-f mov {FILM} -map 0:v:0 -f hls -avoid_negative_ts disabled -c copy {PACKED}"


def test_the_storyboard_decodes_keyframes_of_our_own_film_only() -> None:
    assert text(BUILT["storyboard"]) == (
        "-f mov -skip_frame nokey -i file:/data/work/film.mp4 -filter_complex [0:v:0]select=not(mod(n\\,2))[s0];"
        "[s0]scale=160:90[s1];[s1]tile=5x5[s2] -map [s2] -f image2 -fps_mode passthrough -q:v 6 storyboard-%03d.jpg"
    )
