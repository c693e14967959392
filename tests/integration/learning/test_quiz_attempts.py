"""One attempt from its beginning to its marks: what is kept, what is refused, and what the clock decides."""

import uuid
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.http import QueryDict
from django.utils import timezone

from accounts.models import User
from core.registries.integrity import checks
from learning.enums import Refusal
from learning.models import (
    AttemptAnswer,
    CourseCompletion,
    CoursePage,
    Enrolment,
    LessonPage,
    LessonProgress,
    Question,
    QuizAttempt,
    QuizItem,
)
from learning.quizzing.enums import QuestionKind, Review
from learning.refusals import NotAdmittedError
from learning.services.begin_attempt import CLOSED, EMPTY, NONE_LEFT, PASSED, NotBegunError, begin_attempt
from learning.services.save_answers import save_answers
from learning.services.submit_attempt import expire_attempts, submit_attempt
from learning.sweeps import close_attempts
from tests.factories.learning import make_lesson, make_module
from tests.factories.quizzes import make_quiz, make_quiz_lesson, one_of_each, single
from tests.integration.learning.conftest import School

NOW = datetime(2026, 11, 20, 12, tzinfo=timezone.get_default_timezone())


def quiz_lesson(school: School, *questions: Question, **values: Any) -> LessonPage:
    return make_quiz_lesson(make_module(school.course, "Test"), make_quiz(*questions, **values))


def form(attempt: QuizAttempt, *, right: int = 99) -> QueryDict:
    """The form with the first `right` questions answered right, the others wrong; every question is of kind single."""
    data = QueryDict(mutable=True)
    for answer in attempt.answers.select_related("version"):
        data.appendlist("asked", str(answer.position))
        wanted = answer.position <= right
        data[f"q{answer.position}"] = next(one.key for one in answer.version.item.options if one.is_right == wanted)
    return data


def begin(user: User, lesson: LessonPage, now: datetime = NOW) -> QuizAttempt:
    return begin_attempt(user=user, lesson=lesson.translation_key, now=now)


def submit(attempt: QuizAttempt, data: QueryDict, now: datetime = NOW) -> QuizAttempt:
    return submit_attempt(user=attempt.user, attempt=attempt.public_id, form=data, language="en", now=now)


def test_a_passed_attempt_completes_the_lesson(school: School, learner: User) -> None:
    lesson = quiz_lesson(school)
    attempt = submit(begin(learner, lesson), form(begin(learner, lesson), right=3))
    assert (attempt.points, attempt.is_passed, attempt.submitted_at) == (Decimal(3), True, NOW)
    row = LessonProgress.objects.get()
    assert (row.lesson_key, row.timeline, row.completed_at) == (lesson.translation_key, "quiz", NOW)
    assert not CourseCompletion.objects.exists()  # the video of the course is still to be watched


def test_the_last_thing_that_was_missing_finishes_the_course(school: School, learner: User) -> None:
    lesson = quiz_lesson(school)
    school.lesson.unpublish()
    submit(begin(learner, lesson), form(begin(learner, lesson)))
    assert CourseCompletion.objects.get().course_key == school.course.translation_key


def test_a_failed_attempt_completes_nothing_and_counts(school: School, learner: User) -> None:
    lesson = quiz_lesson(school, attempts=2)
    for number in (1, 2):
        attempt = submit(begin(learner, lesson), form(begin(learner, lesson), right=2))
        assert (attempt.number, attempt.points, attempt.is_passed) == (number, Decimal(2), False)
    with pytest.raises(NotBegunError) as refused:
        begin(learner, lesson)
    assert (refused.value.reason, LessonProgress.objects.count()) == (NONE_LEFT, 0)


def test_an_open_attempt_is_gone_on_with(school: School, learner: User, other_learner: User) -> None:
    lesson = quiz_lesson(school)
    first = begin(learner, lesson)
    assert [begin(learner, lesson).pk, begin(other_learner, lesson).pk == first.pk] == [first.pk, False]
    first.pk, first.number, first.public_id = None, 2, uuid.uuid4()
    with pytest.raises(IntegrityError), transaction.atomic():
        first.save()


def test_handing_in_twice_keeps_the_first(school: School, learner: User) -> None:
    attempt = begin(learner, quiz_lesson(school))
    first = submit(attempt, form(attempt, right=1))
    again = submit(attempt, form(attempt, right=4), NOW + timedelta(minutes=1))
    assert (again.points, again.submitted_at, again.is_passed) == (first.points, NOW, False)


def test_rules_and_questions_are_those_of_the_beginning(school: School, learner: User) -> None:
    question = single("Which?", right="Yes")
    lesson = quiz_lesson(school, question, pass_mark=50)
    attempt = begin(learner, lesson)
    right = form(attempt)
    question.options.update(is_right=False)
    question.texts.update(prompt="Another?")
    attempt.quiz.pass_mark = 100
    attempt.quiz.save()
    answer = attempt.answers.get()
    assert answer.version.item.words("prompt", "en") == "Which?"
    assert (submit(attempt, right).points, submit(attempt, right).pass_mark) == (Decimal(1), 50)
    assert question.versions.count() == 1


def test_two_learners_share_the_version_and_a_change_makes_another(school: School, learner: User, other_learner: User) -> None:
    question = single()
    lesson = quiz_lesson(school, question)
    versions = [begin(user, lesson).answers.get().version_id for user in (learner, other_learner)]
    question.texts.update(prompt="Changed?")
    third = User.objects.create_user("third@example.org", "secret-enough")
    assert versions[0] == versions[1] != begin(third, lesson).answers.get().version_id


def test_answers_are_kept_and_only_those_that_the_form_asks_change(school: School, learner: User) -> None:
    attempt = begin(learner, quiz_lesson(school))
    data = form(attempt, right=4)
    keep: dict[str, Any] = {"user": learner, "attempt": attempt.public_id, "language": "en", "now": NOW}
    assert save_answers(form=data, **keep)
    before = list(AttemptAnswer.objects.values_list("given", flat=True))
    assert save_answers(form=QueryDict("q1=nonsense"), **keep)  # a torn request asks nothing
    assert list(AttemptAnswer.objects.values_list("given", flat=True)) == before
    assert save_answers(form=QueryDict("asked=1&q1=nonsense&asked=99"), **keep)
    assert list(AttemptAnswer.objects.values_list("given", flat=True)) == [{}, *before[1:]]


def test_a_number_keeps_the_language_it_was_typed_in(school: School, learner: User) -> None:
    attempt = begin(learner, quiz_lesson(school, one_of_each()[QuestionKind.NUMBER]))
    keep: dict[str, Any] = {"user": learner, "attempt": attempt.public_id, "now": NOW}
    save_answers(form=QueryDict("asked=1&q1=3.141.593"), language="ro", **keep)
    submit_attempt(form=QueryDict("asked=1&q1=3.141.593"), language="en", **keep)
    answer = AttemptAnswer.objects.get()
    assert (answer.given, answer.mark) == ({"text": "3.141.593", "language": "ro"}, Decimal(1))


def test_a_stranger_has_no_access(school: School, learner: User, other_learner: User) -> None:
    attempt = begin(learner, quiz_lesson(school))
    for act in (save_answers, submit_attempt):
        with pytest.raises(QuizAttempt.DoesNotExist):
            act(user=other_learner, attempt=attempt.public_id, form=form(attempt), language="en", now=NOW)


def test_the_server_decides_when_the_time_is_over(school: School, learner: User) -> None:
    lesson = quiz_lesson(school, time_limit=60)
    attempt = begin(learner, lesson)
    keep: dict[str, Any] = {"user": learner, "attempt": attempt.public_id, "language": "en"}
    assert attempt.deadline == NOW + timedelta(seconds=60)
    assert save_answers(form=form(attempt, right=1), now=NOW + timedelta(seconds=69), **keep)
    assert not save_answers(form=form(attempt, right=4), now=NOW + timedelta(seconds=71), **keep)
    late = submit(attempt, form(attempt, right=4), NOW + timedelta(seconds=71))
    assert (late.points, late.is_expired, late.is_passed) == (Decimal(1), True, False)
    assert late.submitted_at == attempt.deadline


def test_within_the_grace_it_still_counts(school: School, learner: User) -> None:
    attempt = begin(learner, quiz_lesson(school, time_limit=60))
    done = submit(attempt, form(attempt), NOW + timedelta(seconds=70))
    assert (done.is_passed, done.is_expired) == (True, False)


def test_the_sweep_closes_what_nobody_hands_in(school: School, learner: User, other_learner: User) -> None:
    lesson = quiz_lesson(school, time_limit=60)
    long_ago, fresh = timezone.now() - timedelta(hours=1), timezone.now()
    attempt = begin(learner, lesson, long_ago)
    save_answers(user=learner, attempt=attempt.public_id, form=form(attempt), language="en", now=long_ago)
    begin(other_learner, lesson, fresh)
    close_attempts()
    assert list(QuizAttempt.objects.order_by("pk").values_list("is_passed", "is_expired")) == [(True, True), (False, False)]
    assert (expire_attempts(now=fresh), LessonProgress.objects.get().user) == (0, learner)


def test_who_comes_back_too_late_begins_anew_or_not(school: School, learner: User) -> None:
    lesson = quiz_lesson(school, time_limit=60, attempts=1)
    begin(learner, lesson)
    with pytest.raises(NotBegunError):
        begin(learner, lesson, NOW + timedelta(hours=1))
    assert QuizAttempt.objects.get().is_expired  # what was found out stands


def test_fsck_proves_the_marks(school: School, learner: User) -> None:
    attempt = submit(begin(learner, lesson := quiz_lesson(school)), form(begin(learner, lesson)))
    found = {name: list(checks()[name]()) for name in ("marks of quizzes", "passed quizzes")}
    assert found == {"marks of quizzes": [], "passed quizzes": []}
    QuizAttempt.objects.update(points=3)
    LessonProgress.objects.all().delete()
    (wrong,), (lost,) = (list(checks()[name]()) for name in found)
    assert wrong.sentence == f"Quiz attempt {attempt.pk} counts 3.0000 points; its answers make 4.0000."
    assert (wrong.repair, lost.sentence) == (None, f"Quiz attempt {attempt.pk} is passed without its lesson being complete.")
    assert lost.repair is not None
    lost.repair()
    assert LessonProgress.objects.get().completed_at == NOW


def test_beginning_enrols_and_a_course_that_is_shut_lets_nobody_begin(
    school: School, learner: User, other_learner: User
) -> None:
    lesson = quiz_lesson(school)
    attempt = begin(learner, lesson)
    assert [(one.user, one.course_key) for one in Enrolment.objects.all()] == [(learner, school.course.translation_key)]
    CoursePage.objects.update(closes_at=NOW)
    with pytest.raises(NotAdmittedError) as refused:
        begin(other_learner, lesson)
    assert (refused.value.reason, Enrolment.objects.count()) == (Refusal.CLOSED, 1)
    assert begin(learner, lesson).pk == attempt.pk  # what was begun in time may be handed in
    assert submit(attempt, form(attempt)).is_passed


def test_passing_closes_the_quiz(school: School, learner: User) -> None:
    lesson = quiz_lesson(school)
    submit(begin(learner, lesson), form(begin(learner, lesson)))
    with pytest.raises(NotBegunError) as refused:
        begin(learner, lesson)
    assert refused.value.reason == PASSED


def test_a_quiz_with_a_deadline_closes_then(school: School, learner: User, other_learner: User) -> None:
    lesson = quiz_lesson(school, review=Review.DEADLINE, review_from=NOW + timedelta(minutes=5), time_limit=3600)
    assert begin(learner, lesson).deadline == NOW + timedelta(minutes=5)
    with pytest.raises(NotBegunError) as refused:
        begin(other_learner, lesson, NOW + timedelta(minutes=5))
    assert refused.value.reason == CLOSED


def test_a_quiz_without_questions_and_a_lesson_without_quiz(school: School, learner: User) -> None:
    lesson = quiz_lesson(school)
    QuizItem.objects.all().delete()
    with pytest.raises(NotBegunError) as refused:
        begin(learner, lesson)
    assert refused.value.reason == EMPTY
    with pytest.raises(LookupError):
        begin(learner, make_lesson(make_module(school.course, "More"), "Reading"))


def test_what_a_course_promised_is_kept(school: School, learner: User) -> None:
    lesson = quiz_lesson(school)
    submit(begin(learner, lesson), form(begin(learner, lesson), right=0))
    CoursePage.objects.update(quiz_attempts=1, pass_mark=100)
    assert [begin(learner, lesson).number, begin(learner, lesson).pass_mark] == [2, 100]
    CoursePage.objects.update(quiz_attempts=0)
    assert begin(learner, lesson).number == 2


def test_every_attempt_is_laid_out_by_chance(school: School, learner: User) -> None:
    """Three steps stand in six ways: in 30 tries more than three of them come up, but for a chance of 10⁻⁷."""
    question = one_of_each()[QuestionKind.ORDER]
    lesson = quiz_lesson(school, question, attempts=0, is_shuffled=False)
    right = [option.key for option in question.options.all()]
    shown = []
    for _try in range(30):
        attempt = begin(learner, lesson)
        shown.append(tuple(attempt.answers.get().shown))
        submit(attempt, QueryDict("asked=1"))
    assert {tuple(sorted(keys)) for keys in shown} == {tuple(sorted(right))}
    assert len(set(shown)) > 3
