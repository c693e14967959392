"""The life of an upload before its last byte: checked, begun, described, removed. Its bytes come through `receive_bytes`."""

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q, Sum
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Collection

from accounts.models import User
from media_pipeline.models import Upload, Video
from media_pipeline.models.upload import parts_folder
from media_pipeline.uploading import part, signature
from media_pipeline.uploading.refusal import UploadError

KEPT_UNFINISHED = timedelta(days=7)
QUOTA_WITHIN = timedelta(days=1)
MARGIN_BYTES = 256 * 1024**2  # for the database, and for versions that are being made


@dataclass(frozen=True)
class FileFacts:
    """What the sender's computer says of a file: bytes, and milliseconds since 1970 when it was last changed."""

    name: str
    size: int
    modified: int = 0


def room(unfinished: Iterable[Upload]) -> int:
    """Return how many bytes may still be promised, after all that was promised before."""
    folder = parts_folder()
    folder.mkdir(parents=True, exist_ok=True)
    promised = sum(max(0, upload.size - part.size(upload.part)) for upload in unfinished)
    return shutil.disk_usage(folder).free - MARGIN_BYTES - promised


def check_size(size: int) -> None:
    if size <= 0:
        raise UploadError(400, _("This file is empty."))
    if size > settings.UPLOAD_MAX_BYTES:
        words = _("This file has %(size)s; at most %(limit)s are accepted.")
        raise UploadError(413, words % {"size": filesizeformat(size), "limit": filesizeformat(settings.UPLOAD_MAX_BYTES)})


def check_quota(owner: User, size: int) -> None:
    counted = Q(finished_at=None, expires_at__gt=timezone.now()) | Q(finished_at__gt=timezone.now() - QUOTA_WITHIN)
    used = Upload.objects.filter(counted, owner=owner).aggregate(used=Sum("size"))["used"] or 0
    if used + size > settings.UPLOAD_QUOTA_BYTES:
        words = _("You may send %(limit)s within a day; %(used)s are sent or on their way. Remove one, or go on tomorrow.")
        limit = filesizeformat(settings.UPLOAD_QUOTA_BYTES)
        raise UploadError(413, words % {"limit": limit, "used": filesizeformat(used)})


def check_room(size: int, *, arrived: int = 0) -> None:
    """`arrived` of the bytes take their room already."""
    free = room(Upload.objects.filter(finished_at=None, expires_at__gt=timezone.now())) + arrived
    if size > free:
        words = _("The server has no room for this file: it has %(size)s, and %(free)s are free. Please tell your operator.")
        raise UploadError(507, words % {"size": filesizeformat(size), "free": filesizeformat(max(0, free))})


def check_kind(name: str, begin: bytes) -> None:
    kind = signature.foreign(begin)
    if kind:
        raise UploadError(422, _("“%(name)s” is a file of the kind %(kind)s, not a video.") % {"name": name, "kind": kind})


def check_arrived(*, owner: User, file: FileFacts, begin: bytes) -> None:
    """Hold a file that came at once, through a form, to the limits of one that comes in pieces. Raises UploadError."""
    check_size(file.size)
    check_quota(owner, file.size)
    check_room(file.size, arrived=file.size)
    check_kind(file.name, begin)


def count_arrived(*, owner: User, file: FileFacts, video: Video) -> Upload:
    """Remember a file that came at once as an upload that is over: it counts for the quota of its day."""
    now = timezone.now()
    described = {"title": video.title, "language": video.language, "collection": video.collection}
    facts = {"name": file.name[:255], "size": file.size}
    return Upload.objects.create(owner=owner, video=video, finished_at=now, expires_at=now, **facts, **described)


@transaction.atomic
def create_upload(
    *, owner: User, file: FileFacts, title: str, language: str, collection: Collection, replaces: Video | None = None
) -> Upload:
    """Promise room for a file. Raises UploadError: 400 empty, 413 too large or too much for one person, 507 disk full."""
    User.objects.select_for_update().get(pk=owner.pk)  # two at once do not share what is left of the quota
    check_size(file.size)
    check_quota(owner, file.size)
    check_room(file.size)
    return Upload.objects.create(
        owner=owner,
        name=file.name,
        size=file.size,
        modified=file.modified,
        title=title,
        language=language,
        collection=collection,
        replaces=replaces,
        expires_at=timezone.now() + KEPT_UNFINISHED,
    )


@transaction.atomic
def describe_upload(*, upload: Upload, title: str, language: str, collection: Collection) -> None:
    """Change what is said of the video that it becomes, or has just become."""
    values = {"title": title, "language": language, "collection": collection}
    Upload.objects.filter(pk=upload.pk).update(**values)
    upload = Upload.objects.select_related("video").get(pk=upload.pk)
    if upload.made_video and upload.video is not None:
        for name, value in values.items():
            setattr(upload.video, name, value)
        upload.video.save(update_fields=list(values))


@transaction.atomic
def remove_upload(*, upload: Upload) -> None:
    """Forget it, with what has arrived, unless it has just become a video. Who still writes to it writes into nothing."""
    path = upload.part
    Upload.objects.filter(pk=upload.pk, video=None).delete()
    transaction.on_commit(lambda: path.unlink(missing_ok=True))
