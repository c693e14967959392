from datetime import timedelta

from django.utils import timezone

from core.registries.sweeps import register_sweep
from learning.services.fold_progress import fold_progress
from learning.services.send_invitations import send_invitations
from learning.services.send_reminders import send_reminders
from learning.services.send_session_letters import send_session_letters
from learning.services.send_work_letters import send_work_letters
from learning.services.submit_attempt import expire_attempts


def close_attempts() -> None:
    """Close the attempts at quizzes whose time is over; a learner who comes back before finds it done at once."""
    expire_attempts(now=timezone.now())


register_sweep("close-quiz-attempts", every=timedelta(minutes=1), run=close_attempts)
register_sweep("send-invitations", every=timedelta(minutes=1), run=lambda: send_invitations(now=timezone.now()))
register_sweep("session-letters", every=timedelta(minutes=5), run=lambda: send_session_letters(now=timezone.now()))
register_sweep("send-reminders", every=timedelta(minutes=10), run=lambda: send_reminders(now=timezone.now()))
register_sweep("fold-progress", every=timedelta(minutes=1), run=fold_progress)
register_sweep("send-work-letters", every=timedelta(minutes=1), run=lambda: send_work_letters(now=timezone.now()))
