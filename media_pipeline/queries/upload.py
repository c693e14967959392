"""The uploads of one person, and what is here already."""

from dataclasses import asdict, dataclass

from django.db.models import Q
from django.utils import timezone
from wagtail.permissions import policy_registry

from accounts.models import User
from media_pipeline.models import Upload, Video
from media_pipeline.uploading import part


@dataclass(frozen=True)
class Pending:
    """An upload that waits for its file or its editor; `offset` and `size` in bytes."""

    id: str
    name: str
    size: int
    modified: int
    offset: int
    title: str
    language: str
    collection: int
    replaces: int | None
    is_complete: bool


def offset(upload: Upload) -> int:
    """Return how many bytes are here."""
    return upload.size if upload.finished_at else min(upload.size, part.size(upload.part))


def pending(owner: User) -> list[dict[str, object]]:
    """Return what `owner` has begun and not seen the end of, the oldest first, ready for JSON. One query."""
    waiting = Q(finished_at=None, expires_at__gt=timezone.now()) | Q(finished_at__isnull=False, video=None)
    return [asdict(_pending(upload)) for upload in Upload.objects.filter(waiting, owner=owner)]


def _pending(upload: Upload) -> Pending:
    arrived = offset(upload)
    return Pending(
        id=str(upload.public_id),
        name=upload.name,
        size=upload.size,
        modified=upload.modified,
        offset=arrived,
        title=upload.title,
        language=upload.language,
        collection=upload.collection_id,
        replaces=upload.replaces_id,
        is_complete=arrived == upload.size,
    )


def may_keep(upload: Upload) -> bool:
    """Whether its owner may still do what was begun: days can lie between the first byte and the last."""
    policy = policy_registry.get_by_type(Video)
    if upload.replaces is not None and upload.replaces.deleted_at is None:
        return bool(policy.user_has_permission_for_instance(upload.owner, "change", upload.replaces))
    mine = policy.collections_user_has_permission_for(upload.owner, "add")
    return bool(mine.filter(pk=upload.collection_id).exists())


def is_stuck(upload: Upload) -> bool:
    """Whether no video comes of it by itself: bytes are missing, or its owner never said what becomes of them."""
    return not upload.is_whole or (upload.is_undecided and (twin(upload) is not None or not may_keep(upload)))


def twin(upload: Upload) -> Video | None:
    """Return a video that is made of the same bytes now and that the owner of `upload` may see.

    The one to be replaced comes before any other.
    """
    videos = policy_registry.get_by_type(Video).instances_user_has_any_permission_for(upload.owner, ["add", "change", "delete"])
    ever = videos.filter(rendition_sets__original_sha256=upload.sha256).distinct().order_by("pk") if upload.sha256 else []
    same = [video for video in ever if video.rendition_sets.latest("version").original_sha256 == upload.sha256]
    return min(same, key=lambda video: video.pk != upload.replaces_id, default=None)
