import uuid
from datetime import datetime
from typing import Any

from django.db import transaction
from django.http import QueryDict

from accounts.models import User
from learning.models import AttemptAnswer, QuizAttempt
from learning.queries.answers import answers_of
from learning.quizzing.given import field_name, read_given


@transaction.atomic
def save_answers(*, user: User, attempt: uuid.UUID, form: QueryDict, language: str, now: datetime) -> bool:
    """Keep what the learner has answered so far. False where the attempt takes nothing any more.

    Raises QuizAttempt.DoesNotExist for an attempt of somebody else.
    """
    row = QuizAttempt.objects.select_for_update().get(user=user, public_id=attempt)
    if not row.is_open or row.is_over(now):
        return False
    take(row, form=form, language=language, now=now)
    return True


def take(attempt: QuizAttempt, *, form: QueryDict, language: str, now: datetime) -> None:
    """Write the answers of `form` into a locked attempt.

    Its field `asked` names the positions of the questions that it holds; the others keep their answers.
    """
    asked = set(form.getlist("asked"))
    rows = [row for row in answers_of(attempt) if str(row.position) in asked]
    for row in rows:
        given: Any = read_given(row.version.item, form, field_name(row.position), language)
        if given.get("text") != row.given.get("text") or "text" not in given:  # typed text keeps the language it was typed in
            row.given = given
    AttemptAnswer.objects.bulk_update(rows, ["given"])
    attempt.saved_at = now
    attempt.save(update_fields=["saved_at"])
