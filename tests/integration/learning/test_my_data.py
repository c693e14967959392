"""Everything that is held of somebody: all of it in the archive, and none of it left after it was erased."""

import io
import json
import uuid
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.utils import timezone

from accounts.models import User
from core.enums import ConsentPurpose, Visibility
from core.models import Consent, Person, PersonText
from core.queries.own_data import owned_models
from core.registries import personal_data
from core.registries.personal_data import OwnFile, PersonalData, classification, classified, register_files
from learning.models import (
    AttemptAnswer,
    Bookmark,
    Certificate,
    Cohort,
    Enrolment,
    Invitation,
    Note,
    QuizAttempt,
    SessionNotice,
)
from learning.quizzing.enums import QuestionKind
from learning.services.begin_attempt import begin_attempt
from learning.services.erase_account import LastAdministratorError, erase_account
from learning.services.keep_bookmark import keep_bookmark
from learning.services.mark_read import mark_read
from learning.services.submit_attempt import submit_attempt
from learning.services.write_note import add_note
from tests.factories.learning import make_lesson, make_module
from tests.factories.live import make_session
from tests.factories.quizzes import make_question, make_quiz, make_quiz_lesson
from tests.integration.learning.conftest import School

PASSWORD = "a-quiet-loom-2026"
ADDRESS, FIRST, LAST = "zdenka.zoric@example.org", "Zdenka", "Zorić-Þrastinska"
TRACES = ("zdenka", "zorić-þrast", "zoric@")
# Models of others that point to an account, and why their rows are in no archive: they say nothing but that they are there.
NOT_TOLD = {
    "accounts.User_groups", "accounts.User_user_permissions",  # rights, which the admin shows
    "wagtailadmin.EditingSession", "wagtailadmin.FormState", "wagtailcore.APIToken",  # gone with the account
    "wagtailcore.Comment", "wagtailcore.CommentReply", "wagtailcore.Page", "wagtailcore.PageSubscription",
    "wagtailcore.Revision", "wagtailcore.TaskState", "wagtailcore.UploadedFile", "wagtailcore.WorkflowState",
    "wagtail_localize.SegmentOverride", "wagtail_localize.StringTranslation",  # work on the pages
    "wagtaildocs.Document", "wagtailimages.Image", "wagtailmedia.Media",  # never used: ours stand for them
}  # fmt: skip


def cells() -> Iterator[tuple[str, str]]:
    """Go through the whole database, table by table, as `(table, text)`; sessions are opened."""
    for table in connection.introspection.table_names():
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            for row in cursor.fetchall():
                yield table, " ".join(str(value) for value in row).casefold()
    for session in Session.objects.all():
        yield "opened sessions", str(session.get_decoded()).casefold()


def traces() -> set[str]:
    """Return the tables that name the person."""
    return {table for table, text in cells() if any(trace in text for trace in TRACES)}


def _answer_quiz(user: User, school: School) -> None:
    question = make_question(QuestionKind.SHORT, "Who wrote it?", options=[{"text": "Ana"}])
    lesson = make_quiz_lesson(make_module(school.course, "Test"), make_quiz(question))
    attempt = begin_attempt(user=user, lesson=lesson.translation_key, now=timezone.now())
    data = QueryDict(mutable=True)
    data.update({"asked": "1", "q1": f"{FIRST} {LAST}"})
    submit_attempt(user=user, attempt=attempt.public_id, form=data, language="en", now=timezone.now())


def _publish_profile(user: User) -> None:
    person = Person.objects.create(user=user, name=f"{FIRST} {LAST}", visibility=Visibility.PUBLIC)
    PersonText.objects.create(parent=person, language="en", name=FIRST, bio=f"{FIRST} weaves.")
    Consent.objects.create(
        person=person, guardian=f"Mother of {FIRST}", purpose=next(iter(ConsentPurpose)), given_on="2026-01-01"
    )


@pytest.fixture
def person(client: Client, school: School) -> User:
    """Somebody who has left traces wherever an account can."""
    cache.clear()  # what was counted against guessing
    client.post("/ro/accounts/signup/", {"email": ADDRESS, "password1": PASSWORD})
    user = User.objects.get(email=ADDRESS)
    assert client.post(
        "/en/my/settings/", {"first_name": FIRST, "last_name": LAST, "language": "nb", "time_zone": "Europe/Oslo"}
    ).status_code == 302  # fmt: skip
    user.refresh_from_db()
    admin = User.objects.create_superuser("admin@example.org", PASSWORD)
    office = Client()
    office.force_login(admin)
    values = {"email": ADDRESS, "first_name": FIRST, "last_name": LAST, "is_active": "on", "language": "nb"}
    assert office.post(f"/admin/users/edit/{user.pk}/", values).status_code == 302
    Client().post("/en/accounts/login/", {"login": ADDRESS, "password": PASSWORD})  # another device
    school.lesson.unpublish()
    reading = make_lesson(make_module(school.course, "Texts"), "A text")
    mark_read(user=user, lesson=reading.translation_key, now=timezone.now())
    _answer_quiz(user, school)
    add_note(user=user, lesson=reading.translation_key, text=f"By {FIRST}", second=None, public_id=uuid.uuid4())
    keep_bookmark(user=user, page_key=school.course.translation_key)
    cohort = Cohort.objects.create(course_key=school.course.translation_key, name="Autumn")
    Invitation.objects.create(user=user, cohort=cohort, error=f"{{'{ADDRESS}': (550, b'No such user')}}")
    enrolment = Enrolment.objects.get(user=user, course_key=school.course.translation_key)
    session = make_session(school.lesson, timezone.now(), cohort=cohort)
    SessionNotice.objects.create(
        enrolment=enrolment, session=session, kind="soon", sequence=0, error=f"{ADDRESS}: no such user"
    )
    _publish_profile(user)
    user.refresh_from_db()
    return user


def unpacked(client: Client) -> zipfile.ZipFile:
    client.post("/en/accounts/reauthenticate/", {"password": PASSWORD})
    answer: Any = client.get("/en/my/data/archive/")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/zip")
    return zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))


def test_no_personal_model_is_missing_from_the_archive() -> None:
    told = {model for model, _known, _way in owned_models()}
    personal = {PersonalData.ACCOUNT, PersonalData.LEARNING, PersonalData.RESTRICTED}
    assert [model._meta.label for model, known in classified() if known.kind in personal and model not in told] == []
    pointing = {
        model
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.local_concrete_fields
        if field.related_model is User
    }
    nobodys = {model for model in pointing - told if (known := classification(model)) is None or known.owner != ""}
    assert {model._meta.label for model in nobodys} <= NOT_TOLD


def test_the_archive_holds_every_row_and_no_secret(client: Client, person: User) -> None:
    archive = unpacked(client)
    assert archive.testzip() is None
    assert sorted(archive.namelist()) == ["my-data/data.html", "my-data/data.json", "my-data/notes.md"]
    records = json.loads(archive.read("my-data/data.json"))["records"]
    assert sorted(records) == sorted(model._meta.label for model, _known, _way in owned_models())
    rows = {model._meta.label: model._base_manager.filter(**{way: person.pk}).count() for model, _known, way in owned_models()}
    assert {label: len(found) for label, found in records.items()} == rows
    kinds = {label for label, count in rows.items() if count}
    assert kinds >= {"accounts.User", "account.EmailAddress", "learning.Note", "learning.AttemptAnswer", "core.Consent"}
    [user], [note] = records["accounts.User"], records["learning.Note"]
    assert (user["email"], user["language"], user["time_zone"], "password" in user) == (ADDRESS, "nb", "Europe/Oslo", False)
    assert (note["text"], note["lesson"]) == (f"By {FIRST}", "A text")
    text = archive.read("my-data/data.html").decode()
    assert (f"By {FIRST}" in text, person.password in text, "Who wrote it?" in text) == (True, False, False)
    assert archive.read("my-data/notes.md").decode() == f"# Your practice\n\n## A text\n\n- By {FIRST}\n"


def test_nobody_else_is_in_the_archive(client: Client, person: User, other_learner: User, school: School) -> None:
    keep_bookmark(user=other_learner, page_key=school.course.translation_key)
    Certificate.objects.update(user=other_learner, holder_name="Somebody Else")
    archive = unpacked(client)
    text = archive.read("my-data/data.json").decode()
    assert ("Somebody Else" in text, other_learner.email in text) == (False, False)


def test_files_of_other_apps_are_in_it(client: Client, person: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(personal_data, "_files", list(personal_data._files))
    register_files(lambda user: [OwnFile(f"assignments/{user.pk}.txt", lambda: iter([b"in ", b"pieces"]))])
    assert unpacked(client).read(f"my-data/assignments/{person.pk}.txt") == b"in pieces"


def test_the_archive_asks_for_the_password_and_is_not_made_all_day(client: Client, person: User) -> None:
    assert client.get("/en/my/data/archive/")["Location"] == "/en/accounts/reauthenticate/?next=%2Fen%2Fmy%2Fdata%2Farchive%2F"
    client.post("/en/accounts/reauthenticate/", {"password": PASSWORD})
    answers = [client.get("/en/my/data/archive/").status_code for _time in range(6)]
    assert answers == [200] * 5 + [429]
    assert Client().get("/en/my/data/archive/")["Location"] == "/en/accounts/login/?next=/en/my/data/archive/"


def test_of_who_was_erased_the_whole_database_holds_no_trace(
    client: Client, person: User, django_capture_on_commit_callbacks: Any
) -> None:
    before = traces()
    assert before >= {
        "accounts_user", "account_emailaddress", "core_person", "core_persontext", "core_consent", "opened sessions",
        "learning_note", "learning_certificate", "learning_invitation", "learning_attemptanswer", "wagtailcore_modellogentry",
    }  # fmt: skip
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post("/en/my/data/erase/", {"address": ADDRESS.upper(), "password": PASSWORD})
    assert answer["Location"] == "/en/my/data/erased/"
    assert traces() == set()
    [letter] = mail.outbox
    assert (letter.to, FIRST in str(letter.body)) == ([ADDRESS], True)
    person.refresh_from_db()
    left = (person.is_active, person.anonymised_at is None, Note.objects.count(), Bookmark.objects.count())
    assert left == (False, False, 0, 0)
    stays = (Certificate.objects.count(), QuizAttempt.objects.get().is_passed, AttemptAnswer.objects.get().given["text"])
    assert stays == (1, False, "")
    assert str(person.pk) not in {session.get_decoded().get("_auth_user_id") for session in Session.objects.all()}
    assert client.get("/en/my/data/")["Location"].startswith("/en/accounts/login/")
    assert client.get("/en/my/data/erased/").status_code == 200


@pytest.mark.parametrize("wrong", [{"address": "someone@example.org"}, {"password": "guessed"}, {"address": ""}])
def test_a_slip_erases_nothing(client: Client, person: User, wrong: dict[str, str]) -> None:
    answer = client.post("/en/my/data/erase/", {"address": ADDRESS, "password": PASSWORD, **wrong})
    assert (answer.status_code, User.objects.get(pk=person.pk).email) == (422, ADDRESS)


def test_passwords_cannot_be_guessed_there(client: Client, person: User) -> None:
    wrong = {"address": ADDRESS, "password": "guessed"}
    assert [client.post("/en/my/data/erase/", wrong).status_code for _time in range(6)] == [422] * 5 + [429]
    assert client.post("/en/my/data/erase/", {"address": ADDRESS, "password": PASSWORD}).status_code == 429


def test_the_last_administrator_stays(client: Client, person: User) -> None:
    admin = User.objects.get(is_superuser=True)
    with pytest.raises(LastAdministratorError):
        erase_account(user=admin, now=timezone.now())
    assert User.objects.get(pk=admin.pk).email == "admin@example.org"
    office = Client()
    office.force_login(admin)
    assert "the last administrator" in office.get("/en/my/data/").content.decode()
    User.objects.create_superuser("second@example.org", PASSWORD)
    erase_account(user=admin, now=timezone.now())
    assert User.objects.get(pk=admin.pk).anonymised_at is not None


def test_a_mail_server_that_is_away_keeps_nobody(
    person: User, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(*_args: Any, **_kwargs: Any) -> None:
        raise ConnectionRefusedError(ADDRESS)

    monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse)
    with django_capture_on_commit_callbacks(execute=True):
        erase_account(user=person, now=timezone.now())
    assert (traces(), ADDRESS in caplog.text, "ConnectionRefusedError" in caplog.text) == (set(), False, True)
