"""Twenty tabs of one learner hand in one quiz."""

from typing import Any

from django.test import Client

from accounts.models import User
from cms.home.models import HomePage
from learning.models import LessonProgress, QuizAttempt
from tests.factories.learning import make_catalogue, make_course, make_module
from tests.factories.quizzes import make_quiz, make_quiz_lesson
from tests.races.together import CROWD, together

PASSED = {"begun": True, "handed_in": [302], "points": 4.0, "is_passed": True, "marks": ["1.0000"], "completed": 1}
FAILED = {"begun": True, "handed_in": [302], "points": 0.0, "is_passed": False, "marks": ["0.0000"], "completed": 0}


def answers(attempt: QuizAttempt, *, right: bool) -> dict[str, Any]:
    """A form that is answered right, or wrong, throughout."""
    fields: dict[str, Any] = {"asked": []}
    for one in attempt.answers.select_related("version"):
        fields["asked"].append(str(one.position))
        fields[f"q{one.position}"] = next(option.key for option in one.version.item.options if option.is_right == right)
    return fields


def tab(learner: User) -> Client:
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(learner)
    return client


def one_attempt_is_begun_and_handed_in() -> None:
    """Ten tabs answer all right, ten all wrong: one of them wins, whole, and the others see what it handed in."""
    module = make_module(make_course(make_catalogue(HomePage.objects.get())))
    lesson = make_quiz_lesson(module, make_quiz())
    learner = User.objects.create_user("learner@example.org", "secret-enough")
    tabs = [tab(learner) for _tab in range(CROWD)]
    begun = together(lambda number: tabs[number].post(f"/en/my/quiz/{lesson.translation_key}/")["Location"])
    attempt = QuizAttempt.objects.get()
    forms = [answers(attempt, right=number % 2 == 0) for number in range(CROWD)]
    address = f"/en/my/attempts/{attempt.public_id}/"
    handed_in = together(lambda number: tabs[number].post(address, forms[number]).status_code)
    attempt = QuizAttempt.objects.get()
    found = {
        "begun": sorted(set(begun)) == [address],
        "handed_in": sorted(set(handed_in)),
        "points": float(-1 if attempt.points is None else attempt.points),
        "is_passed": attempt.is_passed,
        "marks": sorted({str(one.mark) for one in attempt.answers.all()}),
        "completed": LessonProgress.objects.count(),
    }
    assert found in [PASSED, FAILED], found
