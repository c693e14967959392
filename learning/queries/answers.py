from learning.models import AttemptAnswer, QuizAttempt


def answers_of(attempt: QuizAttempt) -> list[AttemptAnswer]:
    """Return the questions of an attempt with their answers, in the order of the attempt. One query."""
    return list(attempt.answers.select_related("version").order_by("position"))
