"""Who may watch a film that is not for everybody: who was let into a course that shows it, with a code or from a list."""

from django.utils import timezone

from accounts.models import User
from learning.enums import Admission
from learning.models import LessonPage
from learning.queries.admission import entries
from learning.queries.timeline import courses
from media_pipeline.models import Video


def those_who_learn(user: object, video: Video) -> bool | None:
    """Allow what stands in a course that the reader was let into; have no opinion of anything else."""
    if not isinstance(user, User) or not video.is_restricted:
        return None
    around = courses(LessonPage.objects.live().filter(video=video))
    stands = entries(user, {key for _share, key in around.values()}, now=timezone.now())
    is_let_in = any(one.refusal is None and one.policy.admission != Admission.OPEN for one in stands.values())
    return True if is_let_in else None
