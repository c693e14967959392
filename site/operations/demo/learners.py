"""People who learn in the demo's cohort, and what they answered in its quiz."""

from datetime import timedelta

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.http import QueryDict
from django.utils import timezone

from accounts.models import User
from learning.models import AttemptAnswer, Cohort
from learning.queries.answers import answers_of
from learning.quizzing.enums import QuestionKind
from learning.quizzing.given import field_name
from learning.services.begin_attempt import begin_attempt
from learning.services.join_cohort import add_member
from learning.services.submit_attempt import submit_attempt
from operations.demo.accounts import is_taken, put_account
from operations.demo.content import read
from operations.demo.ids import demo_id

QUIZ = "what-stays"
JOINED = timedelta(days=20)  # so long ago that everything since lies after it


@transaction.atomic
def put_learners() -> int:
    """Make the people that are missing, each with all they did; return how many. The cohort has to be there."""
    cohort = Cohort.objects.get(public_id=demo_id("cohort", "cycle-3"))
    missing = {key: data for key, data in read("learners").items() if not is_taken(key)}
    for key, data in missing.items():
        user = put_account(key, tuple(data["name"]), make_password(None))
        add_member(cohort=cohort, user=user, now=timezone.now() - JOINED)
        for right in data["quiz"]:
            _attempt(user, right)
    return len(missing)


def _attempt(user: User, right: int) -> None:
    """Take the quiz once, and answer as many questions rightly as `right` says; the others not at all."""
    attempt = begin_attempt(user=user, lesson=demo_id("page", QUIZ), now=timezone.now())
    form = QueryDict(mutable=True)
    for answer in sorted(answers_of(attempt), key=lambda one: one.version.question_id)[:right]:
        _answer(form, answer)
    submit_attempt(user=user, attempt=attempt.public_id, form=form, language="en", now=timezone.now())


def _answer(form: QueryDict, answer: AttemptAnswer) -> None:
    item, name = answer.version.item, field_name(answer.position)
    form.appendlist("asked", str(answer.position))
    match item.kind:
        case QuestionKind.ORDER:
            form.update({f"{name}-{option.key}": str(place) for place, option in enumerate(item.options, start=1)})
        case QuestionKind.NUMBER:
            form[name] = str(item.number)
        case _:
            form.setlist(name, [option.key for option in item.options if option.is_right])
