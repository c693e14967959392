"""Every byte is here: the file becomes the original of a video, unless the same bytes are here already."""

import hashlib
import os
import re
from pathlib import Path, PurePath

from django.db import transaction
from django.utils import timezone

from media_pipeline.models import Upload, Video
from media_pipeline.queries.upload import twin
from media_pipeline.services.video import StoredOriginal, create_video, replace_file
from media_pipeline.uploading import part


def finish_upload(*, upload: Upload) -> None:
    """Do what is left to do once the last byte has arrived; nothing before, nothing twice, nothing beside another."""
    if upload.finished_at is None and not _seal(upload):
        return
    if upload.video is None and twin(upload) is None:
        keep_upload(upload=upload)


def _seal(upload: Upload) -> bool:
    """Note what the bytes add up to, and that they are all; return whether this call did."""
    if part.size(upload.part) != upload.size:
        return False
    with part.Part(upload.part) as file, file.alone() as is_alone:
        upload.refresh_from_db()
        if not is_alone or upload.finished_at is not None:
            return False
        upload.sha256 = _sha256(upload.part)
        upload.finished_at = timezone.now()
        upload.save(update_fields=["sha256", "finished_at"])
    return True


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@transaction.atomic
def keep_upload(*, upload: Upload) -> Video:
    """Make a video of a finished upload, or a new version of the one that it replaces; what was decided stays decided."""
    upload = Upload.objects.select_for_update().get(pk=upload.pk)
    if upload.video is not None:
        return upload.video
    original = StoredOriginal(file=_place(upload), name=upload.name, bytes=upload.size, sha256=upload.sha256)
    if upload.replaces is not None and upload.replaces.deleted_at is None:
        upload.video = replace_file(video=upload.replaces, original=original)
    else:
        upload.video = create_video(
            file=original,
            title=upload.title,
            language=upload.language,
            user=upload.owner,
            collection=upload.collection,
        )
    _settle(upload)
    return upload.video


@transaction.atomic
def use_existing(*, upload: Upload, video: Video) -> None:
    """Let `video`, which holds the same bytes, stand for a finished upload. Its bytes go."""
    upload = Upload.objects.select_for_update().get(pk=upload.pk)
    if upload.video is None:
        upload.video = video
        _settle(upload)


def _settle(upload: Upload) -> None:
    upload.save(update_fields=["video"])
    path = upload.part
    transaction.on_commit(lambda: path.unlink(missing_ok=True))


def _place(upload: Upload) -> str:
    """Put the bytes among the originals, without a copy, and return their name in the private storage.

    It is a second name for the same file; the first goes after the commit. Killed in between, the part is still whole,
    and the next try finds the place already taken by itself.
    """
    source = PurePath(re.sub(r"[^\w.-]+", "-", upload.name).strip(".-") or "video")
    name = f"videos/{source.stem[:50].strip('.-')}-{upload.mark}{source.suffix[:10].lower()}"
    target = Path(Video._meta.get_field("file").storage.path(name))
    target.parent.mkdir(parents=True, exist_ok=True)
    if not target.exists():
        os.link(upload.part, target)
    target.chmod(0o644)
    return name
