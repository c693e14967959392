from django.db import transaction

from accounts.models import User
from learning.models import Feedback, Submission, WorkFile, WorkLetter, Writing
from learning.services.keep_file import remove_files


@transaction.atomic
def forget_work(*, user: User) -> None:
    """Remove what somebody who asked to be forgotten wrote and handed in, with what was said of it and all files.

    That their lessons are complete stays, without a name. What they wrote about the work of others loses its words; the
    decisions stay, as they are part of what others have learnt.
    """
    remove_files(WorkFile.objects.filter(user=user))
    Submission.objects.filter(user=user).delete()  # versions, messages and letters go with it
    Writing.objects.filter(user=user).delete()
    WorkLetter.objects.filter(user=user).delete()
    Feedback.objects.filter(author=user).update(text="")
