"""Every byte is here: the file becomes the original of a video, unless the same bytes are here already."""

import re
from pathlib import Path, PurePath

from django.db import transaction
from django.utils import timezone

from media_pipeline.models import RenditionSet, Upload, Video
from media_pipeline.packaging.place import link
from media_pipeline.packaging.seal import flush
from media_pipeline.queries.upload import may_keep, twin
from media_pipeline.services.video import StoredOriginal, create_video, replace_file
from media_pipeline.uploading import part


def finish_upload(*, upload: Upload) -> None:
    """Do what is left to do once the last byte has arrived; nothing before, nothing twice, nothing beside another."""
    if not upload.is_whole or (upload.finished_at is None and not _seal(upload)):
        return
    if upload.video is None and twin(upload) is None and may_keep(upload):
        keep_upload(upload=upload)


def _seal(upload: Upload) -> bool:
    """Note what the bytes add up to, and that they are all; return whether this call did."""
    waiting = Upload.objects.filter(pk=upload.pk, finished_at=None)
    with part.Part(upload.part) as file, file.alone() as is_alone:
        if not is_alone or not waiting.exists():
            return False
        sha256, now = file.sha256(), timezone.now()
        if not waiting.update(sha256=sha256, finished_at=now):  # removed while it was read
            return False
    upload.sha256, upload.finished_at = sha256, now
    return True


def keep_upload(*, upload: Upload) -> Video | None:
    """Make a video of a finished upload, or a new version of the one that it replaces; what was decided stays decided.

    None for an upload that was removed meanwhile.
    """
    try:
        name = _place(upload)  # before the transaction: where it has to be a copy, nobody waits for it
    except FileNotFoundError:
        found = Upload.objects.filter(pk=upload.pk).first()
        return found.video if found else None
    video = _keep(upload.pk, name)
    if not RenditionSet.objects.filter(original=name).exists():  # it was decided otherwise meanwhile
        Video._meta.get_field("file").storage.delete(name)
    return video


@transaction.atomic
def _keep(upload_id: int, name: str) -> Video | None:
    upload = Upload.objects.select_for_update().filter(pk=upload_id).first()
    if upload is None or upload.video is not None:
        return upload.video if upload else None
    original = StoredOriginal(file=name, name=upload.name, bytes=upload.size, sha256=upload.sha256)
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
    found = Upload.objects.select_for_update().filter(pk=upload.pk, video=None).first()
    if found is not None:
        found.video = video
        _settle(found)


def _settle(upload: Upload) -> None:
    upload.save(update_fields=["video"])
    path = upload.part
    transaction.on_commit(lambda: path.unlink(missing_ok=True))


def _place(upload: Upload) -> str:
    """Put the bytes among the originals, without a copy where that can be, and return their name in the private storage.

    It is a second name for the same file; the first goes after the commit. Killed in between, the part is still whole,
    and the next try finds the place already taken by itself. Raises FileNotFoundError when the bytes are gone.
    """
    source = PurePath(re.sub(r"[^\w.-]+", "-", upload.name).strip(".-") or "video")
    name = f"videos/{source.stem[:50].strip('.-')}-{upload.mark}{source.suffix[:10].lower()}"
    target = Path(Video._meta.get_field("file").storage.path(name))
    target.parent.mkdir(parents=True, exist_ok=True)
    if not target.exists():
        draft = target.with_name(f".{target.name}")
        draft.unlink(missing_ok=True)
        link(upload.part, draft)
        flush(draft)
        draft.replace(target)  # a copy that was cut short is never taken for the file
    target.chmod(0o644)
    return name
