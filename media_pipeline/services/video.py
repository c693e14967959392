from pathlib import PurePath

from django.core.files.base import File
from django.db import transaction

from accounts.models import User
from media_pipeline.models import Video
from media_pipeline.services.transcode_job import request_transcode


@transaction.atomic
def create_video(*, file: File[bytes], title: str, language: str, user: User | None = None) -> Video:
    """Keep `file` as the private original of a new video and have it prepared. `language` is what is spoken in it."""
    video = Video(title=title, language=language, uploaded_by_user=user)
    video.file.save(PurePath(file.name or "video").name, file, save=False)
    video.save()
    request_transcode(video=video)
    return video
