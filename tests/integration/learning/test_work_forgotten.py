"""What learners write goes with them, is in no search, and agrees with its files."""

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.management import call_command
from django.test import Client, RequestFactory
from django.utils import timezone
from wagtail.models import ReferenceIndex

from accounts.models import User
from accounts.services.anonymise_user import anonymise_user
from learning.models import (
    Feedback,
    LessonPage,
    LessonProgress,
    Submission,
    SubmissionRevision,
    WorkFile,
    WorkLetter,
    Writing,
)
from learning.services.give_feedback import give_feedback
from learning.services.hand_in import hand_in as hand_in_work
from learning.services.keep_file import keep_file
from learning.services.save_writing import save_writing
from learning.views.writing import post_draft
from learning.work_integrity import accepted, files, versions
from search.models import IndexedDocument, IndexedPassage, TermForm
from tests.factories.learning import make_module
from tests.factories.uploads import committed
from tests.factories.work import make_assignment, make_reflection, make_submission, upload
from tests.integration.learning.conftest import School

CANARY = "CANARYWORDS"


@pytest.fixture
def lesson(school: School) -> LessonPage:
    return make_assignment(make_module(school.course, "Write"))


@pytest.fixture
def admin(db: None) -> User:
    return User.objects.create_superuser("admin@example.org")


def post(user: User, address: str, **form: Any) -> None:
    client = Client()
    client.force_login(user)
    assert client.post(address, form).status_code == 302


def hand_in(user: User, lesson: LessonPage) -> Submission:
    form = {"text": CANARY, "revision": "0", "hand_in": "1", "files": upload()}
    post(user, f"/en/my/writing/{lesson.translation_key}/", **form)
    return Submission.objects.get(user=user)


def counts() -> list[int]:
    return [one.objects.count() for one in (Writing, Submission, SubmissionRevision, WorkFile, Feedback, WorkLetter)]


def sentences() -> list[str]:
    return [finding.sentence for check in (files, accepted, versions) for finding in check()]


def test_who_is_forgotten_leaves_no_word_and_no_file(lesson: LessonPage, learner: User, admin: User) -> None:
    work = hand_in(learner, lesson)
    post(admin, f"/en/my/work/{work.public_id}/", text="Good, Lena", verdict="accepted", seen="1")
    post(learner, f"/en/my/work/{work.public_id}/messages/", text="Thank you")
    name, store = str(WorkFile.objects.get().file.name), storages["private"]
    assert (counts(), store.exists(name)) == ([1, 1, 1, 1, 2, 2], True)
    with committed():
        anonymise_user(user=learner)
    assert (counts(), store.exists(name)) == ([0] * 6, False)
    assert LessonProgress.objects.exclude(completed_at=None).count() == 1


def test_a_mentor_who_is_forgotten_leaves_decisions_without_words(lesson: LessonPage, learner: User) -> None:
    mentor = User.objects.create_superuser("mentor@example.org", first_name="Mette")
    work = make_submission(learner, lesson)
    post(mentor, f"/en/my/work/{work.public_id}/", text=f"{CANARY} Mette", verdict="returned", seen="1")
    anonymise_user(user=mentor)
    client = Client()
    client.force_login(learner)
    page = client.get(lesson.url).content.decode()
    assert [word in page for word in (CANARY, "Mette", "This message went with the account of its author.")] == [
        False,
        False,
        True,
    ]
    assert "Please do it again" in page


def test_no_search_knows_what_learners_write(school: School, lesson: LessonPage, learner: User, admin: User) -> None:
    reflection = make_reflection(make_module(school.course, "Look"))
    work = hand_in(learner, lesson)
    post(learner, f"/en/my/writing/{reflection.translation_key}/", reflection=CANARY, revision="0")
    post(admin, f"/en/my/work/{work.public_id}/", text=CANARY, seen="1")
    call_command("reindex", verbosity=0)
    assert IndexedDocument.objects.exists()
    for model in (IndexedDocument, IndexedPassage, TermForm):
        assert CANARY.lower() not in str(list(model._default_manager.values())).lower()
    assert not ReferenceIndex.objects.filter(base_content_type__model__in=["writing", "submission", "workfile"]).exists()


def test_fsck_knows_files_and_rows_both_ways(lesson: LessonPage, learner: User) -> None:
    store = storages["private"]
    shutil.rmtree(store.path("work"), ignore_errors=True)  # what other tests have left
    hand_in(learner, lesson)
    assert sentences() == []
    lost = store.save("work/nobodys", ContentFile(b"x"))
    path = Path(store.path(lost))
    assert [(finding.sentence, finding.repair) for finding in files()] == [(f"No work has the file {path}.", None)]
    old = time.time() - 25 * 3600
    os.utime(path, (old, old))
    repairs = [finding.repair for finding in files()]
    assert len(repairs) == 1
    assert repairs[0] is not None
    repairs[0]()
    assert (path.exists(), sentences()) == (False, [])
    name = str(WorkFile.objects.get().file.name)
    store.delete(name)
    assert sentences() == [f"The file {name} was handed in, but it is not there."]


def test_fsck_completes_what_was_accepted(lesson: LessonPage, learner: User) -> None:
    shutil.rmtree(storages["private"].path("work"), ignore_errors=True)
    work = make_submission(learner, lesson)
    Submission.objects.update(state="accepted")
    found = list(accepted())
    assert [finding.sentence for finding in found] == [f"Work {work.pk} is accepted without its lesson being complete."]
    assert found[0].repair is not None
    found[0].repair()
    assert sentences() == []
    work.revisions.all().delete()
    assert sentences() == [f"Work {work.pk} has no version."]


def test_nothing_is_written_for_who_is_forgotten_meanwhile(
    school: School, lesson: LessonPage, learner: User, admin: User, rf: RequestFactory
) -> None:
    """Their request had begun before: the account that it holds is still the one it knew."""
    work, look_back = hand_in(learner, lesson), make_reflection(make_module(school.course, "Then"))
    begun = User.objects.get(pk=learner.pk)
    anonymise_user(user=learner)
    before, now = counts(), timezone.now()
    told: dict[str, Any] = {"submission": work, "author": admin, "text": "Thank you", "verdict": "", "seen": 1}
    writes: list[Callable[[], object]] = [
        lambda: save_writing(user=begun, lesson=look_back, answers={"text": CANARY}, revision=0, now=now),
        lambda: keep_file(user=begun, lesson=lesson, upload=upload(), now=now),
        lambda: hand_in_work(user=begun, lesson=lesson, revision=1, now=now),
        lambda: give_feedback(**told, now=now),
    ]
    for write in writes:
        with pytest.raises(User.DoesNotExist):
            write()
    request = rf.post("/", {"text": CANARY, "revision": "0"})
    request.user = begun
    assert post_draft(request, look_back.translation_key).status_code == 401
    assert counts() == before
