from dataclasses import dataclass
from pathlib import PurePath

from django.core.files.base import File
from django.db import transaction
from wagtail.models import Collection

from accounts.models import User
from media_pipeline.models import Video
from media_pipeline.services.transcode_job import describe_original, request_transcode


@dataclass(frozen=True)
class StoredOriginal:
    """A file that lies in the private storage already, under the name `file`; `name` is what its owner calls it."""

    file: str
    name: str
    bytes: int
    sha256: str


def create_video(
    *,
    file: File[bytes] | StoredOriginal,
    title: str,
    language: str,
    user: User | None = None,
    collection: Collection | None = None,
) -> Video:
    """Keep `file` as the private original of a new video and have it prepared. `language` is what is spoken in it."""
    video = Video(title=title, language=language, uploaded_by_user=user)
    if collection is not None:
        video.collection = collection
    if isinstance(file, StoredOriginal):
        return replace_file(video=video, original=file)
    stored = _store(video, file)
    try:
        return replace_file(video=video, original=stored)
    except BaseException:
        video.file.storage.delete(stored.file)
        raise


def _store(video: Video, file: File[bytes]) -> StoredOriginal:
    """Read and copy it before any transaction: a large file must not keep every other writer waiting."""
    said = describe_original(file)
    video.file.save(PurePath(file.name or "video").name, file, save=False)
    return StoredOriginal(str(video.file.name), said["original_name"], said["original_bytes"], said["original_sha256"])


@transaction.atomic
def replace_file(*, video: Video, original: StoredOriginal) -> Video:
    """Give `video` another original and have it prepared; what plays goes on playing until then."""
    video.file.name = original.file
    video.save()
    request_transcode(video=video, original_name=original.name, original_bytes=original.bytes, original_sha256=original.sha256)
    return video
