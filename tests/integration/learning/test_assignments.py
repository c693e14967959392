"""Work that is handed in, looked at, returned, handed in again and accepted, by the pages that people use."""

import html
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from learning.enums import Handing
from learning.models import CoursePage, Feedback, LessonPage, LessonProgress, Submission, SubmissionRevision, WorkFile, Writing
from tests.factories.enrolment import make_cohort, make_enrolment
from tests.factories.learning import make_module
from tests.factories.work import PDF, make_assignment, make_submission, upload
from tests.integration.learning.conftest import School


@pytest.fixture
def lesson(school: School) -> LessonPage:
    return make_assignment(make_module(school.course, "Write"))


@pytest.fixture
def mentor(school: School, learner: User) -> User:
    """Somebody who leads the cohort of the learner."""
    user = User.objects.create_user("mentor@example.org", first_name="Mette", last_name="Mentor")
    make_enrolment(learner, school.course, make_cohort(school.course, teacher=user))
    return user


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def write(user: User, lesson: LessonPage, button: str = "hand_in", **fields: Any) -> Any:
    found = Writing.objects.filter(user=user, lesson_key=lesson.translation_key).first()
    form = {"revision": str(found.revision if found else 0), button: "1", **fields}
    return browser(user).post(f"/en/my/writing/{lesson.translation_key}/", form, follow=True)


def review(user: User, work: Submission, verdict: str = "", text: str = "Well done.", seen: int = 1) -> Any:
    return browser(user).post(address(work), {"verdict": verdict, "text": text, "seen": str(seen)}, follow=True)


def address(work: Submission) -> str:
    return f"/en/my/work/{work.public_id}/"


def text(answer: Any) -> str:
    return html.unescape(answer.content.decode())


def handed_in() -> list[tuple[int, str, list[str]]]:
    rows = SubmissionRevision.objects.order_by("pk").prefetch_related("files")
    return [(row.number, row.text, [file.name for file in row.files.all()]) for row in rows]


def states() -> list[str]:
    return list(Submission.objects.order_by("pk").values_list("state", flat=True))


def completed() -> list[str]:
    return list(LessonProgress.objects.exclude(completed_at=None).values_list("timeline", flat=True))


def test_from_the_draft_to_the_accepted_work(lesson: LessonPage, learner: User, mentor: User) -> None:
    page = text(write(learner, lesson, "save", text="Dear", files=upload()))
    assert ("It is saved." in page, "letter.pdf" in page, handed_in(), states()) == (True, True, [], [])
    page = text(write(learner, lesson, text="Dear mentor"))
    assert "It is handed in. You get an answer here, and an e-mail." in page
    assert "Nothing for now: it waits for feedback." in page
    assert 'id="writing-form"' not in page
    assert handed_in() == [(1, "Dear mentor", ["letter.pdf"])]
    work = Submission.objects.get()
    page = text(review(mentor, work, "returned", "Say what you want to ask."))
    assert ("Your feedback is sent." in page, states(), completed()) == (True, ["returned"], [])
    page = text(browser(learner).get(lesson.url))
    assert [words in page for words in ("Mette Mentor", "Please do it again", "Say what you want to ask.")] == [True] * 3
    write(learner, lesson, text="Dear mentor, may I see your studio?")
    assert handed_in() == [(1, "Dear mentor", ["letter.pdf"]), (2, "Dear mentor, may I see your studio?", [])]
    review(mentor, work, "accepted", "", seen=2)
    assert (states(), completed()) == (["accepted"], ["assignment"])
    assert "This lesson is complete." in text(browser(learner).get(lesson.url))
    assert Feedback.objects.count() == 2


def test_a_message_goes_both_ways_in_order(lesson: LessonPage, learner: User, mentor: User) -> None:
    work = make_submission(learner, lesson)
    review(mentor, work, text="Is this your own <b>work</b>? See https://example.org/")
    browser(learner).post(f"{address(work)}messages/", {"text": "Yes, all of it."})
    page = text(browser(mentor).get(address(work)))
    assert page.index("Is this your own") < page.index("Yes, all of it.")
    raw = browser(mentor).get(address(work)).content.decode()
    assert "&lt;b&gt;work&lt;/b&gt;" in raw
    assert '<a href="https://example.org/" rel="nofollow">https://example.org/</a>' in raw
    assert states() == ["handed_in"]


def test_what_waits_takes_nothing_and_keeps_the_words(lesson: LessonPage, learner: User, mentor: User) -> None:
    make_submission(learner, lesson)
    answer = write(learner, lesson, text="Wait, I meant something else")
    assert (answer.status_code, handed_in()) == (409, [(1, "Dear mentor", [])])
    assert "You have handed this in already; it waits for feedback." in text(answer)
    assert "Wait, I meant something else" in text(answer)
    assert Writing.objects.get().answers == {"text": "Dear mentor"}


def test_nothing_is_nothing_to_hand_in(lesson: LessonPage, learner: User) -> None:
    assert "There is nothing to hand in yet" in text(write(learner, lesson, text="  \n"))
    LessonPage.objects.update(handing=Handing.FILE)
    assert "There is nothing to hand in yet" in text(write(learner, lesson, text="Not asked for"))
    assert (handed_in(), states()) == ([], [])


def test_a_refused_file_stops_the_handing_in_and_keeps_the_text(lesson: LessonPage, learner: User) -> None:
    page = text(write(learner, lesson, text="Dear mentor", files=upload("page.pdf", b"<html><script>1</script>")))
    assert "“page.pdf” is not what its name says: there is something else in it. The rest is saved." in page
    assert (handed_in(), Writing.objects.get().answers, WorkFile.objects.count()) == ([], {"text": "Dear mentor"}, 0)


def test_five_files_are_the_most(lesson: LessonPage, learner: User) -> None:
    page = text(write(learner, lesson, "save", text="", files=[upload(f"{number}.pdf") for number in range(6)]))
    assert "“5.pdf” is one too many: 5 files are the most." in page
    dropped = WorkFile.objects.get(name="0.pdf")
    write(learner, lesson, "drop", text="", drop=str(dropped.public_id))
    assert sorted(WorkFile.objects.values_list("name", flat=True)) == ["1.pdf", "2.pdf", "3.pdf", "4.pdf"]


def test_a_closed_course_stores_nothing_but_what_came_is_looked_at(lesson: LessonPage, learner: User, mentor: User) -> None:
    work = make_submission(learner, lesson)
    review(mentor, work, "returned")
    CoursePage.objects.update(closes_at=timezone.now() - timedelta(days=1))
    answer = write(learner, lesson, text="Too late", files=upload())
    assert (answer.status_code, "Too late" in text(answer), WorkFile.objects.count()) == (403, True, 0)
    browser(learner).post(f"{address(work)}messages/", {"text": "Please wait"})
    assert (handed_in(), Feedback.objects.count()) == ([(1, "Dear mentor", [])], 1)
    review(mentor, work, "accepted")
    assert (states(), completed()) == (["accepted"], ["assignment"])


@pytest.mark.parametrize(
    ("verdict", "words", "seen", "why"),
    [
        ("", "  ", 1, "Write a message, or choose what is to happen."),
        ("returned", "", 1, "Say what is to be done again."),
        ("accepted", "Good", 0, "There is a newer version by now."),
        ("", "x" * 10_001, 1, "The message is too long"),
    ],
    ids=["no words", "returned without a word", "another version", "too long"],
)
def test_feedback_that_is_refused_is_kept_on_the_page(
    lesson: LessonPage, learner: User, mentor: User, verdict: str, words: str, seen: int, why: str
) -> None:
    work = make_submission(learner, lesson)
    answer = review(mentor, work, verdict, words, seen)
    assert (answer.status_code, why in text(answer), words in text(answer)) == (422, True, True)
    assert (states(), Feedback.objects.count()) == (["handed_in"], 0)


def test_what_is_accepted_stays_so(lesson: LessonPage, learner: User, mentor: User) -> None:
    work = make_submission(learner, lesson)
    review(mentor, work, "accepted")
    answer = review(mentor, work, "returned")
    assert (answer.status_code, "Somebody has decided about this work already." in text(answer)) == (422, True)
    assert states() == ["accepted"]
    assert "Return: please do it again" not in text(browser(mentor).get(address(work)))


def test_files_are_saved_and_never_shown(lesson: LessonPage, learner: User, mentor: User) -> None:
    write(learner, lesson, text="", files=upload("../Писмо.pdf"))
    file = WorkFile.objects.get()
    assert (file.name, file.kind, file.size) == ("Писмо.pdf", "pdf", len(PDF))
    assert "Писмо" not in str(file.file.name)
    assert file.file.url == ""
    answer: Any = browser(mentor).get(f"/en/my/files/{file.public_id}/")
    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    kept = ["Content-Type", "X-Content-Type-Options", "Content-Security-Policy"]
    assert [answer[name] for name in kept] == ["application/pdf", "nosniff", "sandbox; default-src 'none'"]
    assert "no-store" in answer["Cache-Control"]


def test_pages_cost_the_same_with_a_long_thread(lesson: LessonPage, learner: User, mentor: User) -> None:
    """The same number of queries for one version and message, and for six."""
    work = make_submission(learner, lesson)
    counts = []
    for _round in range(2):
        found = []
        for user, page in ((learner, lesson.url), (mentor, address(work)), (mentor, "/en/my/")):
            client = browser(user)
            client.get(page)
            with CaptureQueriesContext(connection) as captured:
                client.get(page)
            found.append(len(captured))
        counts.append(found)
        for number in range(1, 6):
            review(mentor, work, "returned", seen=number)
            write(learner, lesson, text=f"Version {number}", files=[upload(), upload()])
    assert counts[0] == counts[1]
    assert max(counts[0]) <= 30
