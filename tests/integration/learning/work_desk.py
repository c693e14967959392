"""Twenty tabs hand in at once, in an installation of its own: `python -m tests.integration.learning.work_desk`."""

import json
from typing import Any

import django

django.setup()

from accounts.models import User
from cms.home.models import HomePage
from learning.models import Submission, SubmissionRevision, WorkLetter, Writing
from tests.factories.enrolment import make_cohort, make_enrolment
from tests.factories.learning import make_catalogue, make_course, make_module
from tests.factories.work import make_assignment, upload
from tests.integration.learning.quiz_desk import tab
from tests.together import CROWD, together


def main() -> dict[str, Any]:
    """Ten tabs hand in one text, ten another; then twenty of the mentor decide, half of them this way and half that."""
    course = make_course(make_catalogue(HomePage.objects.get()))
    lesson = make_assignment(make_module(course))
    learner = User.objects.create_user("learner@example.org", "secret-enough")
    mentor = User.objects.create_user("mentor@example.org", "secret-enough")
    make_enrolment(learner, course, make_cohort(course, teacher=mentor))
    tabs = [tab(learner) for _tab in range(CROWD)]
    address = f"/en/my/writing/{lesson.translation_key}/"

    def hand_in(number: int) -> int:
        form = {"text": f"Text {number % 2}", "revision": "0", "hand_in": "1"}
        return tabs[number].post(address, form | ({"files": upload()} if number == 0 else {})).status_code

    handed_in = together(hand_in)
    work = Submission.objects.get()
    desks = [tab(mentor) for _tab in range(CROWD)]
    verdicts = ["accepted", "returned"]
    form = {"text": "Good", "seen": "1"}
    decided = together(
        lambda number: (
            desks[number].post(f"/en/my/work/{work.public_id}/", form | {"verdict": verdicts[number % 2]}).status_code
        )
    )
    texts = list(SubmissionRevision.objects.values_list("number", "text"))
    return {
        "handed_in": sorted(set(handed_in)),
        "versions": [number for number, _text in texts],
        "is_whole": texts[0][1] == Writing.objects.get().answers["text"],
        "letters": WorkLetter.objects.filter(user=mentor).count(),
        "decided": sorted(set(decided)),
        "state": Submission.objects.get().state,
        "verdicts": sorted(work.feedback.values_list("verdict", flat=True)),
    }


if __name__ == "__main__":
    print(json.dumps(main()))
