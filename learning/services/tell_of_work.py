"""Letters about work handed in: the rows that say who is to be told. `send_work_letters` sends them."""

from datetime import datetime, timedelta

from learning.models import Feedback, Submission, SubmissionRevision, WorkLetter
from learning.queries.reviewer import mentors

COLLECT = timedelta(minutes=30)  # one letter about what came in meanwhile, and not one a minute


def tell_reviewers(
    *, submission: Submission, now: datetime, revision: SubmissionRevision | None = None, feedback: Feedback | None = None
) -> None:
    """Have those who give feedback on `submission` told of a new version, or of a message."""
    again_at = now + COLLECT
    rows = [WorkLetter(user=user, revision=revision, feedback=feedback, again_at=again_at) for user in mentors(submission)]
    WorkLetter.objects.bulk_create(rows, ignore_conflicts=True)


def tell_learner(*, feedback: Feedback, now: datetime) -> None:
    WorkLetter.objects.create(user=feedback.submission.user, feedback=feedback, again_at=now)
