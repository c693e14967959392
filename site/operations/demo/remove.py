"""Take the demo away: pages, films, records, accounts, and nothing that somebody else made."""

from collections.abc import Iterable
from uuid import UUID

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.db import models, transaction
from django.db.models import ProtectedError
from wagtail.models import Page

from accounts.models import User
from cms.home.models import HomePage, SiteTexts
from core.models import FunderKit, Organisation, Person, Term
from learning.models import (
    Attendance,
    Bookmark,
    CalendarFeed,
    Certificate,
    Cohort,
    CourseCompletion,
    CourseProgress,
    Enrolment,
    Invitation,
    LessonProgress,
    LetterOptOut,
    Note,
    Quiz,
    QuizAttempt,
    Reminder,
    Retention,
    SessionNotice,
)
from learning.services.fold_progress import redraw_curve
from media_pipeline.models import Video
from operations.demo import ledger
from operations.demo.accounts import COORDINATORS, EDITORS, account_ids
from operations.demo.cohorts import remove_cohorts
from operations.demo.content import item, items, read
from operations.demo.ids import demo_id
from operations.demo.pages import HOME, SECTIONS, home
from operations.demo.quizzes import remove_quiz
from operations.demo.records import FUNDER, VOCABULARIES
from operations.demo.videos import Say
from operations.demo.works import remove_works

# What people of the demo learnt, each with a `user`; nothing of it is removed of anybody else.
LEARNT = (
    Certificate, CourseCompletion, QuizAttempt, CourseProgress, LessonProgress, Attendance, Note, Bookmark, CalendarFeed,
    Invitation, LetterOptOut, Enrolment,
)  # fmt: skip


@transaction.atomic
def remove(*, say: Say) -> None:
    """Remove everything of the demo; what somebody else uses by now stays, with a sentence that says so."""
    with ledger.writing():
        _remove_learners()
        kept = [f"the cohort “{name}”" for name in remove_cohorts()]
        kept += [f"the account “{name}”" for name in _remove_accounts()]
        _restore_home()
        quizzes = list(Quiz.objects.filter(lessons__translation_key__in=_ids("page", _quiz_keys())).distinct())
        kept += [*_remove_pages(), *_remove_videos(), *_remove_records()]
        kept += [f"the quiz “{name}”" for name in map(remove_quiz, quizzes) if name]
    ledger.forget()
    for name in kept:
        say(f"Kept, because something else uses it: {name}.")
    say("The demo is removed.")


def _page_keys() -> list[str]:
    """Return the keys of all pages, the deepest first."""
    course = item("course")
    modules = course.shared["modules"]
    lessons = [*(key for module in modules for key in module["lessons"]), *_quiz_keys(), *(one.key for one in items("tasks"))]
    leaves = [found.key for folder in ("practices", "stories", "news") for found in items(folder)]
    names = [f"{course.shared['key']}-{module['key']}" for module in modules]
    return [*lessons, *names, course.shared["key"], *leaves, *SECTIONS]


def _quiz_keys() -> list[str]:
    return [found.key for found in items("quizzes")]


def _remove_pages() -> list[str]:
    kept = []
    for key in _page_keys():
        for page in Page.objects.filter(translation_key=demo_id("page", key)):
            if Page.objects.get(pk=page.pk).get_children().exists():
                kept.append(f"the page “{page}”")
            else:
                page.specific.delete()
    romanian = home("ro")
    if romanian is not None and ledger.made(romanian):
        if romanian.get_children().exists():
            kept.append(f"the page “{romanian}”")
        else:
            romanian.delete()
    return kept


def _restore_home() -> None:
    """Give the English home page back as it was, unless an editor has changed it since."""
    page = home("en")
    mine = ledger.revisions(page) if page else []
    if not isinstance(page, HomePage) or page.latest_revision not in mine:
        return
    page.lead = "" if page.lead == read("site")["en"][HOME]["lead"] else page.lead
    page.lead_page = page.featured_page = None
    page.latest_revision = page.live_revision = None
    page.first_published_at = page.last_published_at = None
    page.save()
    for revision in mine:
        revision.delete()


def _remove_videos() -> list[str]:
    kept = []
    for lesson in items("lessons"):
        for video in Video.all_objects.filter(public_id=demo_id("video", lesson.key)):
            try:
                video.purge()
            except ProtectedError:
                kept.append(f"the video “{video.title}”")
    return kept


def _remove_records() -> list[str]:
    SiteTexts.objects.filter(translation_key=demo_id("site-texts", "site")).delete()
    kept = _delete_unused(FunderKit.objects.filter(public_id=demo_id("funder", FUNDER)))
    kept += _delete_unused(Person.objects.filter(public_id__in=_ids("person", read("people"))))
    kept += _delete_unused(Organisation.objects.filter(public_id__in=_ids("organisation", read("organisations"))))
    for name in VOCABULARIES:
        vocabulary = read(f"terms/{name}")
        kind = vocabulary.pop("kind")
        kept += _delete_unused(Term.objects.filter(public_id__in=_ids("term", [f"{kind}/{code}" for code in vocabulary])))
    return kept


def _ids(kind: str, keys: Iterable[str]) -> list[UUID]:
    return [demo_id(kind, key) for key in keys]


def _delete_unused(records: "models.QuerySet[models.Model]") -> list[str]:
    kept = []
    for record in records:
        if _is_used(record):
            kept.append(str(record))
        else:
            record.delete()
    return kept


def _is_used(record: models.Model) -> bool:
    """Whether a page or another record points here; the record's own texts do not count."""
    for relation in record._meta.get_fields(include_hidden=True):
        if not isinstance(relation, models.ForeignObjectRel) or relation.get_accessor_name() == "texts":
            continue
        if relation.related_model._default_manager.filter(**{relation.field.name: record}).exists():
            return True
    return False


def _remove_learners() -> None:
    """Remove what people of the demo learnt; a cohort that was made since keeps its other people."""
    users = User.objects.filter(public_id__in=account_ids())
    remove_works(list(users))
    for letters in (Reminder, SessionNotice):
        letters._default_manager.filter(enrolment__user__in=users).delete()
    for kind in LEARNT:
        kind._default_manager.filter(user__in=users).delete()
    Cohort.objects.filter(teacher__in=users).update(teacher=None)
    for curve in Retention.objects.filter(lesson_key__in=_ids("page", _page_keys())):
        redraw_curve(lesson=str(curve.lesson_key), timeline=curve.timeline)  # what somebody else has watched stays in it


def _remove_accounts() -> list[str]:
    """Remove the demo's people; return the addresses of those who have left a trace in the work of somebody else."""
    kept = []
    for user in User.objects.filter(public_id__in=account_ids()):
        try:
            with transaction.atomic():
                EmailAddress.objects.filter(user=user).delete()
                user.delete()
        except ProtectedError:
            kept.append(user.email)
    Group.objects.filter(name__in=[COORDINATORS, EDITORS]).delete()
    return kept
