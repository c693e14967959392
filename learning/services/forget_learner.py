from django.db import transaction

from accounts.models import User
from learning.models import AttemptAnswer, Bookmark, Certificate, Invitation, LetterOptOut, Note, Reminder, SessionNotice
from learning.services.name_certificate import forget_names


@transaction.atomic
def forget_learner(*, user: User) -> None:
    """Take away what `user` wrote and what names them. What was learned stays, and belongs to nobody.

    Texts typed in quizzes go, their marks stay; a letter that could not be sent may have said to which address.
    """
    forget_names(user=user)
    Certificate.objects.filter(user=user).exclude(revocation_reason="").update(revocation_reason="")
    Note.objects.filter(user=user).delete()
    Bookmark.objects.filter(user=user).delete()
    LetterOptOut.objects.filter(user=user).delete()
    Invitation.objects.filter(user=user).update(error="", again_at=None)
    for letters in (Reminder, SessionNotice):
        letters._default_manager.filter(enrolment__user=user).update(error="", again_at=None)
    typed = [row for row in AttemptAnswer.objects.filter(attempt__user=user) if "text" in row.given]
    for row in typed:
        row.given = {**row.given, "text": ""}
    AttemptAnswer.objects.bulk_update(typed, ["given"])
