"""What was finished before a crash is never encoded again, and nobody can see where the crash was."""

import json
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path

import imageio_ffmpeg
import pytest
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from media_pipeline import storage
from media_pipeline.encoding.binary import ffmpeg
from media_pipeline.encoding.commands import Source
from media_pipeline.encoding.runner import ProcessError
from media_pipeline.encoding.transcode import OccupiedError, Summary, transcode
from media_pipeline.enums import JobState
from media_pipeline.models import Chunk
from media_pipeline.packaging import playlist, seal, timing
from media_pipeline.packaging.verify import IncompleteError
from media_pipeline.services.kept_pieces import remove_kept_pieces
from tests.integration.media_pipeline.conftest import Upload, work
from tests.integration.media_pipeline.test_lease import due, pretend
from tests.integration.media_pipeline.test_shapes import likeness
from tests.media import shapes

pytestmark = [pytest.mark.ffmpeg, pytest.mark.django_db]
# Dies when it has made the rungs above the first; notes the segment that each encoding of pictures begins with.
DYING = """
case "$*" in *libx264*) echo "$*" | sed 's/.*-start_number \\([0-9]*\\).*name:\\([0-9]*p\\).*/\\2 \\1/' >> {log};; esac
"$REAL" "$@" || exit $?
case "$*" in *start_number\\ 0*name:180p*) exit 9;; esac
"""


def dying(tmp_path: Path, real: str) -> str:
    script = DYING.format(log=tmp_path / "encodes.log")
    return pretend(tmp_path / "dying", f"REAL={real}\n{script}")


def run(source: Path, target: Path) -> Summary:
    return transcode(source, target, sizes=(96, 180), has_av1=False, tell=lambda percent: None)


@pytest.mark.parametrize("real", [ffmpeg(), imageio_ffmpeg.get_ffmpeg_exe()], ids=["found", "wheel"])
def test_the_command_line_goes_on_after_the_last_finished_chunk(real: str, tmp_path: Path, settings: Settings) -> None:
    """Traps 6 and 8 too: at 29.97 pictures a second the times go on over the seam, and the pictures are the right ones."""
    settings.MEDIA_CHUNK_SECONDS = 4
    source, target = shapes.fractional(tmp_path), tmp_path / "out"
    settings.FFMPEG = dying(tmp_path, real)
    with pytest.raises(ProcessError):
        run(source, target)
    kept = sorted(folder.name for folder in (target / ".work" / "pieces").iterdir() if folder.is_dir())
    assert kept == ["first-00000", "first-00001", "first-00002", "first-00003", "others-00000", "others-00001", "others-00002"]

    run(source, target)
    assert (tmp_path / "encodes.log").read_text().splitlines() == ["96p 0", "180p 0", "180p 3"]
    starts = {}
    for name in ("96p", "180p"):
        found = playlist.read(target / name / "index.m3u8")
        starts[name] = [timing.read(found.folder / segment.name).start for segment in found.segments]
        assert timing.scale(found.init) == 30000
    assert starts == {"96p": [0, 120120, 240240, 360360], "180p": [0, 120120, 240240, 360360]}
    assert likeness(source, target / "video-180p.mp4", "320:180", "30000/1001") > 0.97
    assert not (target / ".work").exists()
    with pytest.raises(OccupiedError):
        run(source, target)


def died(tmp_path: Path, settings: Settings) -> tuple[Path, Path, Path]:
    """Begin a film whose second encoding dies; return the source, the output folder and the folder of what was finished."""
    settings.MEDIA_CHUNK_SECONDS = 4
    source, target = shapes.fractional(tmp_path), tmp_path / "out"
    settings.FFMPEG = dying(tmp_path, ffmpeg())
    with pytest.raises(ProcessError):
        run(source, target)
    return source, target, target / ".work" / "pieces"


def test_a_chunk_that_changed_on_the_disk_is_made_again(tmp_path: Path, settings: Settings) -> None:
    source, target, pieces = died(tmp_path, settings)
    hurt = pieces / "others-00001" / "180p" / "00001.m4s"
    hurt.write_bytes(hurt.read_bytes()[:-100])
    beginning = pieces / "others-00000" / "180p" / "init.mp4"
    *data, last = beginning.read_bytes()
    beginning.write_bytes(bytes([*data, last ^ 1]))
    note = pieces / "others-00000.json"
    told = json.loads(note.read_text())
    note.write_text(json.dumps(told | {"seal": asdict(seal.measure(pieces / "others-00000"))}))
    with pytest.raises(IncompleteError, match=r"^The chunks of 180p begin differently\.$"):
        run(source, target)
    assert (tmp_path / "encodes.log").read_text().splitlines()[-1] == "180p 1"
    assert list(pieces.iterdir()) == [], "none of them is trusted any more"


def test_a_job_goes_on_after_the_last_finished_chunk(
    upload: Upload,
    tmp_path: Path,
    settings: Settings,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    settings.MEDIA_CHUNK_SECONDS, settings.MEDIA_LADDER = 4, (96, 180)
    video = upload(shapes.fractional(tmp_path))
    settings.FFMPEG = dying(tmp_path, ffmpeg())
    job = work(video)
    rows = [(row.name, row.rungs, round(row.start, 3), round(row.length, 3), row.is_last) for row in Chunk.objects.all()]
    assert (job.state, rows[-3:]) == (
        JobState.QUEUED,
        [
            ("others-00000", "180p", 0.0, 4.004, False),
            ("others-00001", "180p", 4.004, 4.004, False),
            ("others-00002", "180p", 8.008, 4.004, False),
        ],
    )
    assert [row.name for row in job.rendition_set.renditions.all()] == ["96p"]
    folder = storage.kept_folder(job.rendition_set)
    assert {file.stat().st_nlink for file in folder.rglob("first-*/96p/*.m4s")} == {2}, "published files take no room twice"

    due(video)
    with django_capture_on_commit_callbacks(execute=True):
        job = work(video)
    assert (job.state, job.percent, Chunk.objects.count(), folder.exists()) == (JobState.DONE, 100, 0, False)
    assert (tmp_path / "encodes.log").read_text().splitlines() == ["96p 0", "180p 0", "180p 3"]
    found = playlist.read(storage.public_folder(job.rendition_set) / "180p" / "index.m3u8")
    assert [round(segment.seconds, 3) for segment in found.segments] == [4.004, 4.004, 4.004, 1.001]


def test_a_source_without_an_index_is_read_from_its_beginning() -> None:
    assert [Source(Path("a"), name).can_seek for name in ("mov,mp4,m4a", "matroska,webm", "mpeg", "avi")] == [
        True, True, False, False,
    ]  # fmt: skip


def test_pieces_that_nobody_will_finish_are_removed(upload: Upload, tmp_path: Path, settings: Settings) -> None:
    settings.MEDIA_CHUNK_SECONDS, settings.MEDIA_LADDER = 4, (96, 180)
    video = upload(shapes.portrait(tmp_path))
    settings.FFMPEG = dying(tmp_path, ffmpeg())
    kept = storage.kept_folder(work(video).rendition_set)
    gone = kept.with_name("version-999999")
    gone.mkdir()
    assert (remove_kept_pieces(), kept.exists(), gone.exists()) == (1, True, False)
    video.jobs.update(state=JobState.FAILED, finished_at=timezone.now() - timedelta(days=8))
    assert (remove_kept_pieces(), kept.exists(), Chunk.objects.count()) == (1, False, 0)
    assert remove_kept_pieces() == 0
