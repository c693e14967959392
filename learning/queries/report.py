"""Progress of lessons as the API tells it: by translation key, without a page."""

import uuid
from collections.abc import Iterable, Mapping

from accounts.models import User
from learning.models import LessonProgress
from learning.queries.progress import Progress, progress, rows_of
from learning.queries.timeline import Target, targets


def newest(target: Target) -> tuple[str, int]:
    """Return the timeline that plays now, and its length: the highest version there is."""
    return max(target.durations.items(), key=lambda item: int(item[0].rpartition("/")[2]), default=("", 0))


def report(user: User, keys: Iterable[uuid.UUID]) -> dict[uuid.UUID, Progress]:
    """Return the progress of `user` in the published lessons among `keys`. Three queries."""
    found = targets(keys)
    return summed_up(found, rows_of(user, found))


def summed_up(found: Mapping[uuid.UUID, Target], rows: Mapping[uuid.UUID, list[LessonProgress]]) -> dict[uuid.UUID, Progress]:
    """Return the progress in lessons that were looked up already, from a learner's rows of them."""
    summed: dict[uuid.UUID, Progress] = {}
    for key, target in found.items():
        name, duration = newest(target)
        summed[key] = progress(rows.get(key, []), now_playing=name, duration=duration, rule=target.share)
    return summed
