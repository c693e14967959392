from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import translation

from accounts.models import User
from core.addresses import absolute
from core.services.deliver import Outcome, deliver
from learning.enums import Letters
from learning.letters import letter, one_click_headers
from learning.models import Submission, WorkLetter
from learning.queries.letter_opt_out import wanted_by
from learning.queries.reviewer import described, learner_name, may_review
from learning.queries.work import find_lesson
from learning.submission_states import SubmissionState

MOST = 40  # e-mails in one sweep


def send_work_letters(*, now: datetime) -> int:
    """Tell mentors what was handed in, and learners what was said of it, once; return how many e-mails went out.

    What waits for one person goes into one e-mail, also what came a moment ago. Two workers may do this beside each other:
    taking a letter is one statement. What a mail server refused is tried again; what may have gone out never is.
    """
    waiting: dict[tuple[int, bool], None] = {}
    due = WorkLetter.objects.filter(again_at__lte=now).select_related("revision__submission", "feedback__submission")
    for one in due.order_by("pk"):
        waiting[one.user_id, _about(one).user_id == one.user_id] = None
    sent = 0
    for user_id, is_learner in list(waiting)[:MOST]:
        outcome = _send(user_id, is_learner, now)
        sent += outcome is Outcome.SENT
        if outcome is Outcome.UNREACHABLE:
            break
    return sent


def _about(row: WorkLetter) -> Submission:
    about = row.revision or row.feedback
    if about is None:
        raise ValueError(row)
    return about.submission


@transaction.atomic
def _take(user_id: int, is_learner: bool) -> list[WorkLetter]:
    """Take the letters that nobody has taken yet: from here on they are sent by us or by nobody."""
    free = WorkLetter.objects.select_for_update(of=("self",)).filter(user=user_id, again_at__isnull=False)
    own = Q(revision__submission__user=user_id) | Q(feedback__submission__user=user_id)
    ids = list(free.filter(own if is_learner else ~own).values_list("pk", flat=True))
    about = ("user", "revision__submission", "feedback__submission")
    WorkLetter.objects.filter(pk__in=ids).update(again_at=None)
    return list(WorkLetter.objects.filter(pk__in=ids).select_related(*about).order_by("pk"))


def _is_wanted(row: WorkLetter) -> bool:
    """Whether it is still true: work may have been looked at, and people may have left, since the row was made."""
    about, user = _about(row), row.user
    if not user.is_active or Letters.WORK not in wanted_by(user):
        return False
    if about.user_id == user.pk:
        return True
    newest = about.revisions.order_by("-number").first()
    waits = row.revision is None or (row.revision == newest and about.state == SubmissionState.HANDED_IN)
    return waits and may_review(user, about)


def _send(user_id: int, is_learner: bool, now: datetime) -> Outcome | None:
    taken = _take(user_id, is_learner)
    mine = [row for row in taken if _is_wanted(row)]
    WorkLetter.objects.filter(pk__in={row.pk for row in taken} - {row.pk for row in mine}).update(error="No longer wanted.")
    return deliver(_message(mine[0].user, mine, is_learner), mine, now=now) if mine else None


def _message(user: User, rows: list[WorkLetter], is_learner: bool) -> EmailMessage:
    headers = one_click_headers(user, about=Letters.WORK)
    works = {one.pk: one for one in described(Submission.objects.filter(pk__in={_about(row).pk for row in rows}))}
    with translation.override(user.language):
        lines = [_line(work, [row for row in rows if _about(row).pk == pk], is_learner) for pk, work in works.items()]
    context = {"lines": lines, "opt_out": headers["List-Unsubscribe"].strip("<>")}
    return letter(user, "work_answered" if is_learner else "work_waiting", context, headers)


@dataclass(frozen=True)
class Line:
    """What an e-mail says of one work. `state` is empty where there are only messages."""

    title: str
    who: str
    state: str
    address: str


def _line(work: Any, rows: list[WorkLetter], is_learner: bool) -> Line:
    lesson = find_lesson(work.lesson_key)
    title = lesson.title if lesson else work.lesson_title
    verdicts = [row.feedback.verdict for row in rows if row.feedback and row.feedback.verdict]
    if is_learner:
        address = f"{lesson.full_url}#thread" if lesson else absolute(reverse("desk"))
        return Line(title, "", verdicts[-1] if verdicts else "", address)
    is_new = any(row.revision for row in rows)
    return Line(
        title, learner_name(work), "handed_in" if is_new else "", absolute(reverse("submission", args=[work.public_id]))
    )
