"""Twenty tabs of one learner hand in one work; twenty of their mentor decide about it."""

from accounts.models import User
from cms.home.models import HomePage
from learning.models import Submission, SubmissionRevision, WorkLetter, Writing
from tests.factories.enrolment import make_cohort, make_enrolment
from tests.factories.learning import make_catalogue, make_course, make_module
from tests.factories.work import make_assignment, upload
from tests.races.quiz import tab
from tests.races.together import CROWD, together

# Work may be returned before it is accepted; neither happens twice.
VERDICTS = [["accepted"], ["accepted", "returned"]]


def one_version_is_handed_in() -> None:
    """One of two texts wins, whole; who typed the other is told. Of twenty decisions each is taken once at most."""
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
    found = {
        "handed_in": sorted(set(handed_in)),
        "versions": [number for number, _text in texts],
        "is_whole": texts[0][1] == Writing.objects.get().answers["text"],
        "letters": WorkLetter.objects.filter(user=mentor).count(),
        "decided": sorted(set(decided)),
        "state": Submission.objects.get().state,
    }
    assert found == {
        "handed_in": [302, 409],
        "versions": [1],
        "is_whole": True,
        "letters": 1,
        "decided": [302, 422],
        "state": "accepted",
    }, found
    taken = sorted(work.feedback.values_list("verdict", flat=True))
    assert taken in VERDICTS, taken
