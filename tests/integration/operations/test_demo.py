"""The whole demo, loaded once: what it makes, that a second run changes nothing, and that removal leaves nothing."""

from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.conf import settings
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from PIL import Image
from pytest_django import Settings
from wagtail.models import Page, Revision, Site

from accounts.models import User
from cms.home.models import HomePage
from cms.practices.models import GoodPracticePage
from core.enums import TermKind
from core.models import Organisation, Term
from learning.enums import Letters
from learning.models import (
    Attendance,
    Cohort,
    CourseProgress,
    Enrolment,
    LessonPage,
    LessonProgress,
    LiveSession,
    Retention,
    SessionNotice,
)
from learning.queries.course_report import CourseReport, Scope, course_report
from learning.services.choose_letters import choose_letters
from learning.services.keep_bookmark import keep_bookmark
from learning.services.renew_feed import renew_feed
from learning.services.write_note import add_note
from media_pipeline.models import RenditionSet, Track, TranscodeJob, Video
from media_pipeline.signals import video_ready
from operations.demo import course, films, ledger
from operations.demo.accounts import PASSWORD, ROLES, addresses, put_accounts
from operations.demo.captions import timing
from operations.demo.content import items
from operations.demo.films import Film
from operations.demo.ids import demo_id
from operations.demo.pages import home, page_in
from operations.demo.practices import put_practices
from operations.demo.records import put_records
from operations.demo.remove import remove
from operations.demo.sections import put_sections
from operations.demo.watching import put_watching

pytestmark = pytest.mark.django_db

# Rows that others keep about what happens: a search index and the queue of the task engine.
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
_NOT_OURS = {"wagtailsearch.IndexEntry", "wagtailsearch.SQLiteFTSIndexEntry", "django_tasks_database.DBTaskResult"}


def counts() -> dict[str, int]:
    models = {model._meta.label: model._base_manager.count() for model in apps.get_models() if model._meta.managed}
    return {label: count for label, count in models.items() if count and label not in _NOT_OURS and "search." not in label}


def revisions() -> list[int]:
    return list(Revision.objects.order_by("pk").values_list("pk", flat=True))


def files() -> set[Path]:
    roots = (Path(settings.MEDIA_ROOT), Path(settings.PRIVATE_ROOT))
    return {path for root in roots if root.exists() for path in root.rglob("*") if path.is_file()}


def run(**options: Any) -> str:
    said = StringIO()
    call_command("demo", stdout=said, **options)
    return said.getvalue()


@pytest.fixture
def commits(django_capture_on_commit_callbacks: Callable[..., Any]) -> Callable[..., Any]:
    return django_capture_on_commit_callbacks


@pytest.fixture
def short_films(monkeypatch: pytest.MonkeyPatch) -> None:
    """Films of a few bytes, with the timing of one second a sentence: the real one is made in `test_demo_film`."""

    def quick(deck: object, *, said: list[list[str]], language: str) -> Film:
        return Film(mp4=b"not a film", timing=timing([[1.0] * len(slide) for slide in said]))

    from operations.demo import videos  # the module whose name is replaced

    monkeypatch.setattr(videos, "make_film", quick)


def use_the_desk() -> None:
    """As whoever tries the demo does: leave something of each kind that belongs to a learner."""
    mentee = User.objects.get(public_id=demo_id("account", "mentee"))
    key, now = demo_id("page", "first-meeting"), timezone.now()
    add_note(user=mentee, lesson=key, text="Ask about the four.", second=None, public_id=uuid4())
    keep_bookmark(user=mentee, page_key=key)
    renew_feed(user=mentee, now=now)
    choose_letters(user=mentee, about=Letters.REMINDERS, wanted=False)
    enrolment = Enrolment.objects.get(user=mentee)
    session = LiveSession.objects.create(lesson_key=key, cohort=enrolment.cohort, starts_at=now, ends_at=now + HOUR)
    SessionNotice.objects.create(enrolment=enrolment, session=session, kind="soon", sequence=0)
    Attendance.objects.create(session=session, user=mentee, noted_by=mentee, was_there=True, noted_at=now)


def report() -> CourseReport:
    cohort = Cohort.objects.get(public_id=demo_id("cohort", "cycle-3"))
    return course_report(Scope(cohort.course_key, cohort), language="en", now=timezone.now())


def look_at_the_reports() -> None:
    """They have something to tell at once, and a curve as soon as the films can be watched."""
    early = report()
    assert [step.count for step in early.funnel] == [7, 3, 0, 0, 0]
    assert [(one.name, one.stuck.words) for one in early.stuck if one.stuck] == [
        ("Bojan Petrović", "all attempts used at “What stays with you”")
    ]
    assert early.curves == set()
    assert [(one.learners, one.passed) for one in early.quizzes] == [(4, 2)]
    assert put_watching() == 0

    RenditionSet.objects.update(duration=60, published_at=timezone.now())
    for video in Video.objects.all():
        video_ready.send(Video, video=video)
    seen = counts()
    assert [step.count for step in report().funnel] == [7, 5, 2, 0, 0]
    assert report().curves == {demo_id("page", "portfolio")}
    curve = Retention.objects.get(lesson_key=demo_id("page", "portfolio"))
    assert (curve.learners, curve.counts[0], curve.counts[len(curve.counts) // 2], curve.counts[-1]) == (5, 5, 4, 2)
    assert not LessonProgress.objects.filter(is_counted=False).exists()
    assert " made." not in run()
    assert counts() == seen


def look_at_the_sessions() -> None:
    """One was held, with a list of who was there; another one comes."""
    held, coming = LiveSession.objects.order_by("starts_at")
    now = timezone.now()
    assert [(one.starts_at - now) // DAY for one in (held, coming)] in [[-8, 6], [-7, 7], [-7, 6], [-8, 7]]
    assert {one.lesson_key for one in (held, coming)} == {demo_id("page", "open-hour")}
    noted = Attendance.objects.filter(session=held).values_list("user__first_name", "was_there")
    assert dict(noted) == {
        "Anca": True, "Bojan": True, "Ingrid": True, "Mihai": False, "Sanja": False, "Tor": False, "Milan": False,
    }  # fmt: skip
    assert not coming.attendance.exists()
    assert set(CourseProgress.objects.filter(lessons_done__gte=1).values_list("user__first_name", flat=True)) == {
        "Anca", "Bojan", "Ingrid",
    }  # fmt: skip


def try_it_out() -> None:
    look_at_the_sessions()
    look_at_the_reports()
    use_the_desk()


def test_the_demo_comes_twice_and_goes_without_a_trace(
    settings: Settings, short_films: None, commits: Callable[..., Any]
) -> None:
    before, files_before = counts(), files()

    settings.DEBUG = False
    alone = run(no_accounts=True)
    assert PASSWORD not in alone
    assert not User.objects.exists()

    settings.DEBUG = True
    first = run()
    after, made = counts(), revisions()
    second = run()
    assert "already there" in second
    assert " made." not in second
    assert (counts(), revisions()) == (after, made)

    assert GoodPracticePage.objects.live().count() == 2 * len(items("practices"))
    assert LessonPage.objects.live().count() == 2 * sum(len(items(folder)) for folder in ("lessons", "quizzes", "tasks"))
    assert set(Term.objects.of(TermKind.THEME).values_list("code", flat=True)) == {
        "mentoring", "young-artists", "heritage", "digital", "community", "funding",
    }  # fmt: skip
    assert not Page.objects.filter(depth__gt=2, live=False).exists()
    assert {video.public_id for video in Video.objects.all()} == {demo_id("video", found.key) for found in items("lessons")}
    assert TranscodeJob.objects.count() == len(items("lessons"))
    assert sorted(Track.objects.filter(video__public_id=demo_id("video", "phone")).values_list("kind", "language")) == [
        ("captions", "en"), ("chapters", "en"), ("chapters", "ro"), ("subtitles", "ro"),
    ]  # fmt: skip
    for page in (home("en"), home("ro")):
        assert isinstance(page, HomePage)
        chosen = Page.objects.filter(pk__in=[page.lead_page_id, page.featured_page_id])
        assert list(chosen.values_list("locale_id", flat=True)) == [page.locale_id, page.locale_id]
    assert all(address in first for address in addresses())
    assert f": {PASSWORD}\n" in first

    try_it_out()
    with commits(execute=True):
        run(remove=True)
    assert counts() == before
    assert files() == files_before


def test_what_somebody_else_uses_stays() -> None:
    with ledger.writing():
        put_records()
        put_sections()
        put_practices()
    section = page_in("en", "good-practices")
    theirs = GoodPracticePage(title="Theirs", slug="theirs", live=False)
    assert section is not None
    Page.add_child(section, instance=_without_checks(theirs))
    theirs.themes = [Term.objects.get(kind="theme", code="digital")]
    theirs.lead_organisation = Organisation.objects.get(public_id=demo_id("organisation", "treci-most"))
    Page.save(theirs, clean=False)

    sentences: list[str] = []
    remove(say=sentences.append)
    kept = [sentence for sentence in sentences if sentence.startswith("Kept")]
    assert kept == [
        "Kept, because something else uses it: the page “Good practices”.",
        "Kept, because something else uses it: Udruženje Treći Most.",
        "Kept, because something else uses it: Digital culture and online formats.",
    ]
    assert GoodPracticePage.objects.get().pk == theirs.pk


def _without_checks(page: GoodPracticePage) -> GoodPracticePage:
    page.full_clean = lambda *args, **kwargs: None  # type: ignore[method-assign]  # a draft may lack anything
    return page


def test_accounts_are_refused_without_debug(settings: Settings) -> None:
    settings.DEBUG = False
    before = counts()
    with pytest.raises(CommandError, match="DEBUG=1 only"):
        run()
    assert counts() == before


def test_the_accounts_can_log_in_and_the_editor_may_edit(settings: Settings, client: Client) -> None:
    settings.DEBUG = True
    put_accounts()
    assert all(client.login(email=address, password=PASSWORD) for address in addresses())
    assert EmailAddress.objects.filter(verified=True, primary=True).count() == len(ROLES)
    assert list(User.objects.filter(is_superuser=True).values_list("email", flat=True)) == ["admin@example.org"]
    editor = User.objects.get(email="editor@example.org")
    wanted = ["wagtailadmin.access_admin", "core.change_term", "core.add_organisation", "home.change_sitetexts"]
    assert editor.has_perms(wanted)
    root = Site.objects.get(is_default_site=True).root_page
    assert root.permissions_for_user(editor).can_publish()
    assert not User.objects.get(email="learner@example.org").has_perm("wagtailadmin.access_admin")


def test_a_film_that_cannot_be_made_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(films, "ffmpeg", lambda: "/nowhere/ffmpeg")
    monkeypatch.setattr(films, "draw", lambda deck, number: Image.new("L", (2, 2)))  # nobody will see it
    put_records()
    put_sections()
    said: list[str] = []
    course.put_course(said.append)
    assert [sentence.startswith("No film for “") for sentence in said] == [True] * len(items("lessons"))
    assert set(LessonPage.objects.values_list("activity", "video")) == {
        ("reading", None), ("quiz", None), ("assignment", None), ("reflection", None), ("live", None),
    }  # fmt: skip
    assert course.put_course(lambda sentence: None) == 0
