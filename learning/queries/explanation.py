"""Why a lesson is done or not: for whoever teaches somebody, in the words that the learner reads."""

import uuid
from dataclasses import dataclass, field

from django.db.models import Count

from accounts.models import User
from learning.enums import Activity
from learning.models import CoursePage, LessonPage, LessonProgress, Quiz, QuizAttempt
from learning.queries.course_report import counting
from learning.queries.lesson import Stretch, stretches
from learning.queries.progress import Progress, progress, rows_of
from learning.queries.quiz_rules import QuizRules
from learning.queries.report import newest
from learning.queries.timeline import Target, targets
from learning.queries.words import missing_words, sentence

ASKED = Count("answers")  # how many questions an attempt has, and so how many points there are


@dataclass(frozen=True)
class Explanation:
    """One lesson of one learner: the rule, the evidence, and what is missing.

    `version` is that of the film that counts, `rule_then` the share in per cent that was asked for when it was done.
    `left` are the attempts that may still be begun, None for any number.
    """

    page: LessonPage
    progress: Progress
    version: int | None = None
    rule_then: int | None = None
    attempts: list[QuizAttempt] = field(default_factory=list)
    pass_mark: int = 0
    left: int | None = None

    @property
    def sentence(self) -> str:
        """What the learner reads about a film; "" for other lessons."""
        return sentence(self.progress) if self.is_video else ""

    @property
    def missing(self) -> str:
        return missing_words(self.progress, self.page.activity)

    @property
    def stretches(self) -> list[Stretch]:
        return stretches(self.progress)

    @property
    def is_video(self) -> bool:
        return self.page.activity == Activity.VIDEO

    @property
    def is_quiz(self) -> bool:
        return self.page.activity == Activity.QUIZ

    @property
    def results(self) -> list[tuple[QuizAttempt, int]]:
        """Return each attempt that was handed in with its result in per cent, rounded down."""
        asked = {one.pk: int(getattr(one, "asked", 0)) for one in self.attempts}
        return [(one, int((one.points or 0) * 100 / max(1, asked[one.pk]))) for one in self.attempts if not one.is_open]


def explanations(user: User, course: CoursePage) -> list[Explanation]:
    """Return every lesson of `course` that something completes. Eight queries, however many lessons."""
    lessons = counting(course)
    keys = [one.translation_key for one in lessons]
    found, rows = targets(keys), rows_of(user, keys)
    quizzes = Quiz.objects.in_bulk([one.quiz_id for one in lessons if one.quiz_id])
    taken: dict[uuid.UUID, list[QuizAttempt]] = {}
    for attempt in QuizAttempt.objects.filter(user=user, lesson_key__in=keys).annotate(asked=ASKED).order_by("number"):
        taken.setdefault(attempt.lesson_key, []).append(attempt)
    explained: list[Explanation] = []
    for one in lessons:
        mine, key = rows.get(one.translation_key, []), one.translation_key
        quiz = quizzes.get(one.quiz_id or 0)
        if one.activity == Activity.QUIZ and quiz is not None:
            explained.append(_quiz(one, mine, [row for row in taken.get(key, []) if row.quiz_id == quiz.pk], quiz, course))
        elif key in found:
            explained.append(_watched(one, mine, found[key]))
    return explained


def _watched(page: LessonPage, rows: list[LessonProgress], target: Target) -> Explanation:
    name, duration = newest(target)
    best = max(rows, key=lambda row: (row.completed_at is not None, row.share, row.timeline == name, row.pk), default=None)
    version = best.timeline.rpartition("/")[2] if best else name.rpartition("/")[2]
    return Explanation(
        page=page,
        progress=progress(rows, now_playing=name, duration=duration, rule=target.share),
        version=int(version) if version.isdigit() else None,
        rule_then=best.completed_share if best else None,
    )


def _quiz(
    page: LessonPage, rows: list[LessonProgress], taken: list[QuizAttempt], quiz: Quiz, course: CoursePage
) -> Explanation:
    allowed = quiz.attempts if quiz.attempts is not None else course.quiz_attempts
    rules = QuizRules(page.translation_key, quiz, quiz.pass_mark or course.pass_mark, allowed)
    return Explanation(
        page=page,
        progress=progress(rows, now_playing="", duration=0, rule=100),
        attempts=taken,
        pass_mark=rules.pass_mark,
        left=rules.left(taken),
    )
